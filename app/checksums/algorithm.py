"""The kinds of checksums that makers publish, each told by its number of hexadecimal digits."""

import hashlib
import string
from enum import StrEnum
from typing import Protocol


class Running(Protocol):
    """A sum that grows."""

    def update(self, data: memoryview, /) -> None: ...
    def hexdigest(self) -> str: ...


class Algorithm(StrEnum):
    """The weakest first."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA224 = "sha224"
    SHA256 = "sha256"
    SHA384 = "sha384"
    BLAKE2B = "blake2b"  # with 64 bytes, as coreutils' b2sum writes it
    SHA512 = "sha512"

    @property
    def label(self) -> str:
        """As it is written for people."""
        if self is Algorithm.BLAKE2B:
            return "BLAKE2b"
        return "MD5" if self is Algorithm.MD5 else f"SHA-{self.value.removeprefix('sha')}"

    @property
    def digits(self) -> int:
        return _DIGITS[self]

    @property
    def weak(self) -> bool:
        """Good against damage, not against forgery."""
        return self in (Algorithm.MD5, Algorithm.SHA1)

    def start(self) -> Running:
        return hashlib.new(self.value, usedforsecurity=False)


_DIGITS = {
    kind: hashlib.new(kind.value, usedforsecurity=False).digest_size * 2 for kind in Algorithm
}
_BY_DIGITS = {
    length: tuple(kind for kind in reversed(Algorithm) if _DIGITS[kind] == length)
    for length in _DIGITS.values()
}


def algorithms_of(digest: str) -> tuple[Algorithm, ...]:
    """The kinds that a text could be the checksum of, none when it is no checksum. SHA-512 and
    BLAKE2b look the same."""
    text = digest.strip()
    kinds = _BY_DIGITS.get(len(text), ())
    return kinds if kinds and set(string.hexdigits).issuperset(text) else ()
