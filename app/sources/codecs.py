"""The decompressors, all with one face, none of which takes more memory than an image is worth.

They are the standard library's, and three others' that are loaded when a member is begun; each lets
other threads run while it works. An object is for one member (gzip), stream (bzip2, xz) or frame
(zstd, lz4), and is thrown away when it ends or fails: a decompressor that failed once is never
asked again.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.errors import CorruptImage, UnsupportedImage
from app.formats import magics, xz, zstd
from app.formats.binary import Reader
from app.formats.fwtool import is_metadata
from app.sources.layer import LARGEST_WINDOW

if TYPE_CHECKING:
    from isal import isal_zlib

_BESIDE_WINDOW = 1 << 20  # what liblzma needs beside its window is less than this
_LEAST_WINDOW = 1 << 10  # that libzstd can be held to


class AsksForMore(Exception):
    """A window larger than what was said before of this part."""


class Damage(Exception):
    """What a decompressor found wrong, in its words."""


class Unpacker(Protocol):
    """One member, from its first byte to its end mark.

    `unused_data` is what came behind that, always the tail of what was given last.
    """

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes | None: ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes. `data` only when it needs input; not after `eof`."""


@runtime_checkable
class Marking(Unpacker, Protocol):
    """One that can be gone on with from wherever it has been."""

    @property
    def unread(self) -> int:
        """Bytes of what it was given last that it has not looked at."""

    def copy(self) -> "Marking":
        """As it stands, to be given again what is unread."""


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


class _Deflate:
    """This object hands back what it did not read; ours keeps it, like the others."""

    def __init__(
        self, inner: "isal_zlib.Decompress | zlib._Decompress", error: type[Exception]
    ) -> None:
        self._inner = inner
        self._error = error
        self._rest = b""
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not (self._full or self._rest or self._inner.eof)

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        try:
            out = self._inner.decompress(self._rest or data, max_length)
        except self._error as error:
            raise Damage(*error.args) from error
        self._rest = self._inner.unconsumed_tail
        self._full = len(out) == max_length
        return out


class _Copied(_Deflate):
    """zlib takes twice isal's time, and can be copied: its window of 32 KiB and little else."""

    def __init__(self, inner: "zlib._Decompress") -> None:
        super().__init__(inner, zlib.error)
        self._original = inner

    @property
    def unread(self) -> int:
        return len(self._rest)

    def copy(self) -> "_Copied":
        other = _Copied(self._original.copy())
        other._full = self._full
        return other


class _Xz:
    """liblzma, which says of a window that is too large that memory is short."""

    def __init__(self, window: int = LARGEST_WINDOW, *, said: bool = False) -> None:
        self._said = said
        self._inner = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=window + _BESIDE_WINDOW)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return self._inner.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        try:
            return self._inner.decompress(data, max_length)
        except lzma.LZMAError as error:
            if "emory" in str(error):
                raise too_large(said=self._said) from error
            raise


class _Zstd:
    """One frame, skippable or not.

    libzstd's streaming objects either swallow a cut-off end in silence or unpack all they are
    given, and a few bytes can be gigabytes. So the frame is walked here by its blocks, and each
    block, at most 128 KiB unpacked, is handed over by itself.
    """

    def __init__(self, window: int = LARGEST_WINDOW, *, said: bool = False) -> None:
        import zstandard

        self._said = said
        self._window = max(window, _LEAST_WINDOW)
        self._error = zstandard.ZstdError
        self._inner = zstandard.ZstdDecompressor(max_window_size=self._window).decompressobj()
        self._packed = bytearray()
        self._unpacked = b""
        # Not bound: an object that holds itself, and its window, waits for the garbage collector.
        self._step: Callable[[_Zstd], bool] = _Zstd._take_header
        self._checksum = False
        self._to_skip = 0
        self._starved = True
        self._ended = False

    @property
    def eof(self) -> bool:
        return self._ended and not self._unpacked

    @property
    def needs_input(self) -> bool:
        return self._starved and not (self._unpacked or self._ended)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._packed) if self._ended else b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self._packed += data
        self._starved = False
        while not (self._unpacked or self._ended or self._starved):
            self._starved = not self._step(self)
        out, self._unpacked = self._unpacked[:max_length], self._unpacked[max_length:]
        return out

    def _take_header(self) -> bool:
        if self._packed[:4] in magics.SKIPPABLE:
            return self._take_skippable_header()
        header = zstd.FrameHeader.parse(bytes(self._packed[: zstd.LONGEST_HEADER]))
        if header is None:
            return False
        if header.window > self._window:
            raise too_large(said=self._said)
        if header.dictionary:
            raise UnsupportedImage("It was packed with a dictionary that is not in the file.")
        self._checksum = header.checksum
        self._step = _Zstd._take_block
        return self._hand_over(header.length)

    def _take_block(self) -> bool:
        if len(self._packed) < zstd.BlockHeader.LENGTH:
            return False
        block = zstd.BlockHeader.parse(bytes(self._packed[: zstd.BlockHeader.LENGTH]))
        length = zstd.BlockHeader.LENGTH + block.packed
        if block.last:
            length += 4 if self._checksum else 0
        if len(self._packed) < length:
            return False
        self._ended = block.last
        return self._hand_over(length)

    def _hand_over(self, length: int) -> bool:
        try:
            with memoryview(self._packed) as view, view[:length] as part:
                self._unpacked = self._inner.decompress(part)
        except self._error as error:
            raise Damage(*error.args) from error
        del self._packed[:length]
        return True

    def _take_skippable_header(self) -> bool:
        if len(self._packed) < magics.SKIPPABLE_HEADER:
            return False
        self._to_skip = int.from_bytes(self._packed[4:8], "little")
        del self._packed[: magics.SKIPPABLE_HEADER]
        self._step = _Zstd._skip
        return True

    def _skip(self) -> bool:
        skipped = min(self._to_skip, len(self._packed))
        del self._packed[:skipped]
        self._to_skip -= skipped
        self._ended = not self._to_skip
        return self._ended


def _lz4() -> Unpacker:
    from lz4.frame import LZ4FrameDecompressor

    started: Unpacker = LZ4FrameDecompressor()
    return started


class Stored:
    """Bytes that were not packed at all, as a member of known length."""

    def __init__(self, length: int) -> None:
        self._left = length
        self._data = b""
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        return not self._left and not self._data

    @property
    def needs_input(self) -> bool:
        return not self._data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if data:
            self._data, self.unused_data = data[: self._left], data[self._left :]
            self._left -= len(self._data)
        out, self._data = self._data[:max_length], self._data[max_length:]
        return out


def too_large(*, said: bool = False) -> Exception:
    """Of a window: larger than may be had, or than was `said` before."""
    if said:
        return AsksForMore("it needs more memory than it said")
    return UnsupportedImage(
        "Unpacking it takes more memory than this program gives to one image "
        f"(a window of more than {LARGEST_WINDOW >> 20} MiB)."
    )


def _fast(wbits: int) -> _Deflate:
    from isal import isal_zlib

    # Its stub takes the class for one of its objects.
    error: type[Exception] = isal_zlib.IsalError  # type: ignore[assignment]
    return _Deflate(isal_zlib.decompressobj(wbits), error)


def _deflate(name: str, magics: tuple[bytes, ...], wbits: int) -> Codec:
    marking = partial(_copied, wbits)
    return Codec(name, magics, partial(_fast, wbits), (Damage,), start_marking=marking)


def _copied(wbits: int) -> _Copied:
    return _Copied(zlib.decompressobj(wbits))


GZIP = replace(_deflate("gzip", (magics.GZIP,), 31), may_follow=is_metadata)
BZIP2 = Codec(
    "bzip2",
    magics.BZIP2,
    bz2.BZ2Decompressor,
    (OSError, ValueError),
)
XZ = Codec("xz", (magics.XZ,), _Xz, (lzma.LZMAError, AsksForMore), _Xz, xz.window_of)
ZSTD = Codec(
    "zstd",
    (magics.ZSTD, *magics.SKIPPABLE),
    _Zstd,
    (Damage, AsksForMore),
    _Zstd,
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
