"""The kinds of packing, in one table: how each is told and undone.

The decompressors are the standard library's, and three others' that are loaded when a member is
begun.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from app.errors import CorruptImage
from app.formats import magics, xz, zstd
from app.formats.binary import Reader
from app.formats.fwtool import is_metadata
from app.sources.layer import LARGEST_WINDOW
from app.sources.unpackers import AsksForMore, Copied, Damage, Deflate, Unpacker, Xz, too_large
from app.sources.zstd_frame import Zstd


class StartWithin(Protocol):
    def __call__(self, window: int, /, *, said: bool = False) -> Unpacker:
        """`said`: the member said so itself, and to ask for more is damage."""


def _no_window(_reader: Reader, _at: int) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Codec:
    """How one kind of packing is told and undone. `damages` is what `start()`'s objects raise.

    A member begins with one of `magics`; without any, there is exactly one member. `start_within`
    is there where members ask for a window, and allows none that is larger; `window_of` tells what
    the one at a place of the packed bytes asks for, raising CorruptImage, and `most` is the largest
    that is given. `start_marking` is there where an object can say how it stands in the middle
    (`Marking`), and is slower for that. `may_follow` tells what is known to stand behind the last
    member, and is no part of the image.
    """

    name: str
    magics: tuple[bytes, ...]
    start: Callable[[], Unpacker]
    damages: tuple[type[Exception], ...]
    start_within: StartWithin | None = None
    window_of: Callable[[Reader, int], int] = _no_window
    most: int = LARGEST_WINDOW
    start_marking: Callable[[], Unpacker] | None = None
    may_follow: Callable[[bytes], bool] | None = None

    def marking(self) -> "Codec":
        """The same, whose objects are `Marking` where there are such."""
        return self if self.start_marking is None else replace(self, start=self.start_marking)

    def within(self, window: int) -> "Codec":
        """The same for members of which was said that they need a window of so many bytes."""
        if self.start_within is None or window >= self.most:
            return self
        return replace(self, start=partial(self.start_within, window, said=True))

    def held_to(self, window: int) -> "Codec":
        """The same, with no larger one than that."""
        if self.start_within is None or window >= self.most:
            return self
        return replace(self, start=partial(self.start_within, window), most=window)

    def asked(self, reader: Reader, at: int, room: int) -> int:
        """Bytes of the window that a member asks for. Where its header is damaged, that is all of
        the `room`, until a decoder tells it. Raises UnsupportedImage for more than the room."""
        try:
            window = self.window_of(reader, at)
        except CorruptImage:
            return room
        if window > room:
            raise too_large()
        return window


def _lz4() -> Unpacker:
    from lz4.frame import LZ4FrameDecompressor

    started: Unpacker = LZ4FrameDecompressor()
    return started


def _fast(wbits: int) -> Deflate:
    from isal import isal_zlib

    # Its stub takes the class for one of its objects.
    error: type[Exception] = isal_zlib.IsalError  # type: ignore[assignment]
    return Deflate(isal_zlib.decompressobj(wbits), error)


def _deflate(name: str, magics: tuple[bytes, ...], wbits: int) -> Codec:
    marking = partial(_copied, wbits)
    return Codec(name, magics, partial(_fast, wbits), (Damage,), start_marking=marking)


def _copied(wbits: int) -> Copied:
    return Copied(zlib.decompressobj(wbits))


GZIP = replace(_deflate("gzip", (magics.GZIP,), 31), may_follow=is_metadata)
BZIP2 = Codec(
    "bzip2",
    magics.BZIP2,
    bz2.BZ2Decompressor,
    (OSError, ValueError),
)
XZ = Codec("xz", (magics.XZ,), Xz, (lzma.LZMAError, AsksForMore), Xz, xz.window_of)
ZSTD = Codec(
    "zstd",
    (magics.ZSTD, *magics.SKIPPABLE),
    Zstd,
    (Damage, AsksForMore),
    Zstd,
    zstd.window_of,
)
LZ4 = Codec(
    "lz4",
    (magics.LZ4, *magics.SKIPPABLE),
    _lz4,
    (RuntimeError, ValueError),
)
# Only ever inside an archive or a virtual disk.
DEFLATE = _deflate("deflate", (), -15)
ZLIB = _deflate("zlib", (), 15)
