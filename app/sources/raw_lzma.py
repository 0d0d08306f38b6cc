"""LZMA and LZMA2 without the wrapping of an .xz, as they stand in a .7z archive.

Nothing in them has to say where they end, so their lengths are given beforehand. A dictionary
larger than an image is worth is refused before it is made.
"""

import lzma
from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import CorruptImage, UnsupportedImage
from app.sources.codecs import Codec
from app.sources.layer import LARGEST_WINDOW
from app.sources.unpackers import Unpacker, too_large

_LARGEST_BITS = 40
_LEAST_WINDOW = 1 << 12  # that liblzma can be held to

Filter = Mapping[str, Any]


def lzma1(settings: bytes) -> Filter:
    """Raises CorruptImage, UnsupportedImage."""
    if len(settings) != 5 or settings[0] >= 9 * 5 * 5:
        raise CorruptImage("LZMA settings", 0, settings.hex(" "))
    rest, lc = divmod(settings[0], 9)
    pb, lp = divmod(rest, 5)
    if lc + lp > 4:
        raise UnsupportedImage("It is packed with settings of LZMA that nobody else reads.")
    window = _demand_window(int.from_bytes(settings[1:], "little"))
    return {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}


def lzma2(settings: bytes) -> Filter:
    """Raises CorruptImage, UnsupportedImage."""
    if len(settings) != 1 or settings[0] > _LARGEST_BITS:
        raise CorruptImage("LZMA2 settings", 0, settings.hex(" "))
    bits = settings[0]
    window = (2 | bits & 1) << (bits // 2 + 11)
    return {"id": lzma.FILTER_LZMA2, "dict_size": _demand_window(window)}


def raw(name: str, filters: Sequence[Filter], packed_length: int, length: int) -> Codec:
    def start() -> Unpacker:
        return _Raw(filters, packed_length, length)

    window = sum(int(each["dict_size"]) for each in filters)
    errors = (lzma.LZMAError, ValueError)
    return Codec(name, (), start, errors, window_of=lambda _reader, _at: window)


def _demand_window(window: int) -> int:
    if window > LARGEST_WINDOW:
        raise too_large()
    return max(window, _LEAST_WINDOW)


class _Raw:
    """An `Unpacker`. It ends when all was given and all came out."""

    unused_data = b""

    def __init__(self, filters: Sequence[Filter], packed_length: int, length: int) -> None:
        self._inner = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[dict(f) for f in filters])
        self._to_come = packed_length
        self._left = length

    @property
    def eof(self) -> bool:
        return not self._left and not self._to_come

    @property
    def needs_input(self) -> bool:
        return bool(not self._left or self._inner.eof or self._inner.needs_input)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self._to_come -= len(data)
        if not self._left or self._inner.eof:
            return b""  # LZMA's last bytes, which hold nothing any more
        out = self._inner.decompress(data, min(max_length, self._left))
        self._left -= len(out)
        return out
