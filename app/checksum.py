"""A published checksum against the image: of the file as it came, or of what is packed in it.

Makers publish either, so both are computed and it is said which one matched. A checksum from the
same place as the image proves that the download is whole, not where it comes from; MD5 and SHA-1
guard against damage only.
"""

import hashlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from app.sources import open_plain
from app.sources.source import Source

_PIECE = 4 << 20


class Algorithm(StrEnum):
    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    SHA512 = "sha512"

    @property
    def digits(self) -> int:
        return hashlib.new(self.value, usedforsecurity=False).digest_size * 2

    @property
    def weak(self) -> bool:
        """Good against damage, not against forgery."""
        return self in (Algorithm.MD5, Algorithm.SHA1)


@dataclass(frozen=True, slots=True)
class Digests:
    """In lower-case hexadecimal; the same for an image that is not packed."""

    file: str
    image: str

    def matching(self, published: str) -> str:
        """ "file" or "image", whichever the checksum is of; empty when it is of neither."""
        wanted = published.strip().lower()
        if wanted == self.image:
            return "image"
        return "file" if wanted == self.file else ""


def algorithm_of(published: str) -> Algorithm | None:
    """Told by the number of hexadecimal digits; None when it is no checksum."""
    text = published.strip().lower()
    if not text or set(text) - set("0123456789abcdef"):
        return None
    return next((each for each in Algorithm if each.digits == len(text)), None)


def digest(source: Source, algorithm: Algorithm) -> Generator[int, None, Digests]:
    """Reads everything and yields how many bytes have been read so far, of the file first and of
    the unpacked image after it. Raises ImageError."""
    whole = open_plain(source.path)
    file = yield from _of(whole, algorithm, 0)
    if not source.layers:
        return Digests(file, file)
    image = yield from _of(source, algorithm, whole.identity.size)
    return Digests(file, image)


def _of(source: Source, algorithm: Algorithm, done: int) -> Generator[int, None, str]:
    state, buffer = hashlib.new(algorithm.value, usedforsecurity=False), bytearray(_PIECE)
    view = memoryview(buffer)
    with closing(source.stream()) as stream:
        while got := stream.readinto(view):
            state.update(view[:got])
            done += got
            yield done
    return state.hexdigest()
