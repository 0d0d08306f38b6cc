"""What unpacks one member, from its first byte to its end mark: the face that all of them have,
what they raise, and those that give another library's object this face.

None takes more memory than an image is worth, and each lets other threads run while it works. An
object is for one member (gzip), stream (bzip2, xz) or frame (zstd, lz4), and is thrown away when it
ends or fails: a decompressor that failed once is never asked again.
"""

import lzma
import zlib
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.errors import UnsupportedImage
from app.sources.layer import LARGEST_WINDOW

if TYPE_CHECKING:
    from isal import isal_zlib

_BESIDE_WINDOW = 1 << 20  # what liblzma needs beside its window is less than this


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


def too_large(*, said: bool = False) -> Exception:
    """Of a window: larger than may be had, or than was `said` before."""
    if said:
        return AsksForMore("it needs more memory than it said")
    return UnsupportedImage(
        "Unpacking it takes more memory than this program gives to one image "
        f"(a window of more than {LARGEST_WINDOW >> 20} MiB)."
    )


class Deflate:
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


class Copied(Deflate):
    """zlib takes twice isal's time, and can be copied: its window of 32 KiB and little else."""

    def __init__(self, inner: "zlib._Decompress") -> None:
        super().__init__(inner, zlib.error)
        self._original = inner

    @property
    def unread(self) -> int:
        return len(self._rest)

    def copy(self) -> "Copied":
        other = Copied(self._original.copy())
        other._full = self._full
        return other


class Xz:
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
