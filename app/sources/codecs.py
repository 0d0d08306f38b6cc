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

from app.formats import zstd
from app.formats.fwtool import is_metadata
from app.formats.lz4 import MAGIC as LZ4_MAGIC
from app.formats.xz import MAGIC as XZ_MAGIC
from app.sources.unpackers import LARGEST_WINDOW, AsksForMore, Copied, Damage, Deflate, Unpacker, Xz
from app.sources.zstd_frame import Zstd


@dataclass(frozen=True, slots=True)
class Codec:
    """How one kind of packing is told and undone. `damages` is what `start()`'s objects raise.

    A member begins with one of `magics`; without any, there is exactly one member. `start_within`
    is there where members ask for a window, and allows none that is larger; `start_marking` where
    an object can say how it stands in the middle (`Marking`), and is slower for that. `may_follow`
    tells what is known to stand behind the last member, and is no part of the image.
    """

    name: str
    magics: tuple[bytes, ...]
    start: Callable[[], Unpacker]
    damages: tuple[type[Exception], ...]
    start_within: Callable[[int], Unpacker] | None = None
    start_marking: Callable[[], Unpacker] | None = None
    may_follow: Callable[[bytes], bool] | None = None

    def marking(self) -> "Codec":
        """The same, whose objects are `Marking` where there are such."""
        return self if self.start_marking is None else replace(self, start=self.start_marking)

    def within(self, window: int) -> "Codec":
        """The same for members of which was said that they need a window of so many bytes."""
        if self.start_within is None or window >= LARGEST_WINDOW:
            return self
        return replace(self, start=partial(self.start_within, window))


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


GZIP = replace(_deflate("gzip", (b"\x1f\x8b\x08",), 31), may_follow=is_metadata)
BZIP2 = Codec(
    "bzip2",
    tuple(b"BZh%d" % level for level in range(1, 10)),
    bz2.BZ2Decompressor,
    (OSError, ValueError),
)
XZ = Codec("xz", (XZ_MAGIC,), Xz, (lzma.LZMAError, AsksForMore), Xz)
ZSTD = Codec(
    "zstd",
    (zstd.MAGIC, *zstd.SKIPPABLE),
    Zstd,
    (Damage, AsksForMore),
    Zstd,
)
LZ4 = Codec(
    "lz4",
    (LZ4_MAGIC, *zstd.SKIPPABLE),
    _lz4,
    (RuntimeError, ValueError),
)
ALL = (GZIP, BZIP2, XZ, ZSTD, LZ4)
# Only ever inside an archive or a virtual disk.
DEFLATE = _deflate("deflate", (), -15)
ZLIB = _deflate("zlib", (), 15)
