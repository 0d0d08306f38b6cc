"""The screen as QEMU hands it out, a portable pixmap (Netpbm, ppm(5), "P6"), and as one keeps it,
PNG (W3C PNG specification, sections 5 and 11)."""

import re
import struct
import zlib
from dataclasses import dataclass
from typing import Self

from app.errors import ToolError

_HEAD = re.compile(rb"P6\s+(\d{1,5})\s+(\d{1,5})\s+255\s")
_EVERY = 97  # bytes: what is compared, of all rows, columns and colours in turn
_ALIKE = 0.015  # of these, that may differ: two lines of text, a cursor


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of three bytes a pixel: red, green, blue."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def parse(cls, pixmap: bytes) -> Self:
        """Raises ToolError."""
        head = _HEAD.match(pixmap)
        if head is not None:
            width, height = int(head[1]), int(head[2])
            if len(pixmap) - head.end() == width * height * 3 > 0:
                return cls(width, height, pixmap[head.end() :])
        raise ToolError("QEMU", "its picture of the screen can’t be read")

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def is_flat(self) -> bool:
        """Whether it is of one colour."""
        return self.pixels == self.pixels[:3] * (self.width * self.height)

    def differs(self, other: Self) -> bool:
        """In more than a few lines of text."""
        if self.size != other.size:
            return True
        ours, theirs = self.pixels[::_EVERY], other.pixels[::_EVERY]
        return sum(a != b for a, b in zip(ours, theirs, strict=True)) > len(ours) * _ALIKE

    def png(self) -> bytes:
        row = self.width * 3
        places = range(0, len(self.pixels), row)
        rows = b"".join(b"\0" + self.pixels[place : place + row] for place in places)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
        return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
