"""VDI, VirtualBox's virtual disk: a header, a map with a number for each block, and the blocks.

Laid out as in VirtualBox's `VDICore.h`, version 1.1: a text of 64 bytes, the signature and the
version, then the header; little-endian throughout.
"""

import struct
from dataclasses import dataclass

from app.errors import CorruptImage, UnsupportedImage
from app.formats.binary import Reader, unpack
from app.formats.numbers import Numbers
from app.formats.virtual_disk import Run

_WHAT = "VDI header"
# Version. Then length of the header, kind, flags; a comment; place of the map and of the data;
# geometry and an unused number; size of the disk, of a block, of what precedes each; blocks.
_HEADER = struct.Struct("<I 3I 256x 2I 20x Q 3I")
_HEADER_AT = 68
_PARENT_AT = 424  # the UUID of the disk that this one only tells the differences to
_VERSION = 0x0001_0001
_NORMAL, _FIXED = 1, 2
_NEVER_WRITTEN = 0xFFFF_FFFE  # and the number behind it, which says that zeros were written
_LARGEST_BLOCK = 256 << 20


@dataclass(frozen=True, slots=True)
class Vdi:
    """A `VirtualDisk`."""

    size: int
    block: int
    data_at: int
    before: int  # bytes in front of each block's own
    map: Numbers

    def at(self, offset: int) -> Run:
        number, within = divmod(offset, self.block)
        stored = self.map[number]
        if stored >= _NEVER_WRITTEN:
            return Run(self.block - within, None)
        place = self.data_at + stored * (self.before + self.block) + self.before
        return Run(self.block - within, place + within)


def read_vdi(reader: Reader) -> Vdi:
    """Raises CorruptImage; UnsupportedImage for a kind or a version that is not read."""
    fields = unpack(_HEADER, reader, _HEADER_AT, _WHAT)
    version, _length, kind, _flags, map_at, data_at, size, block, before, blocks = fields
    if version != _VERSION:
        raise UnsupportedImage(f"This VDI disk is of version {version >> 16}.{version & 0xFFFF}.")
    if kind not in {_NORMAL, _FIXED} or any(reader.read_at(_PARENT_AT, 16)):
        raise UnsupportedImage(
            "This VDI disk holds only what differs from another one.",
            "Merge the two first, in VirtualBox or with qemu-img.",
        )
    if not size or block % 512 or not 512 <= block <= _LARGEST_BLOCK or before > block:
        raise CorruptImage(_WHAT, _HEADER_AT, f"{size:,} bytes in blocks of {block:,}")
    if blocks < -(-size // block):
        raise CorruptImage(_WHAT, _HEADER_AT, f"{blocks:,} blocks are not {size:,} bytes")
    numbers = Numbers(reader, map_at, blocks, 4, "little", "VDI map")
    return Vdi(size, block, data_at, before, numbers)
