"""The names of volumes whose files nobody reads here: ext, UFS, HFS+.

A disk's image often says by them what it is ("FreeBSD_Install", "Install macOS Sonoma"). ext2 to
ext4: struct ext2_super_block; UFS1 and UFS2: struct fs; HFS+: Apple's Technical Note 1150.
"""

import struct

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly, unpack

_EXT_MAGIC = b"\x53\xef"
_EXT_NAME = 1024 + 120  # byte of 16

# Where the superblock of UFS2 and of UFS1 begins, with the magic number it ends in.
_UFS = ((65_536, b"\x19\x01\x54\x19"), (8_192, b"\x54\x19\x01\x00"))
_UFS_MAGIC, _UFS_NAME = 1372, 680  # bytes in it

_HFS_MAGICS = (b"H+", b"HX")
_HFS_HEADER = 1024
_CATALOGUE_FORK = _HFS_HEADER + 272  # its extents begin 16 bytes further
_ROOT_PARENT = 1
_LARGEST_NODE = 32 << 10
_WHAT = "HFS+ catalogue"


def volume_name(reader: Reader) -> tuple[str, str] | None:
    """("ext", "ufs" or "hfs+", its name), None where it is none of these. Raises CorruptImage."""
    if reader.read_at(1080, 2) == _EXT_MAGIC:
        return "ext", _text(reader.read_at(_EXT_NAME, 16))
    if reader.read_at(_HFS_HEADER, 2) in _HFS_MAGICS:
        return "hfs+", _hfs(reader)
    for start, magic in _UFS:
        if reader.read_at(start + _UFS_MAGIC, 4) == magic:
            return "ufs", _text(reader.read_at(start + _UFS_NAME, 32))
    return None


def _hfs(reader: Reader) -> str:
    """The volume's name is the key of the catalogue's first record: the root's own, whose parent
    is folder 1 (TN1150, "Catalog File Keys"). Big-endian."""
    (block,) = unpack(struct.Struct(">I"), reader, _HFS_HEADER + 40, _WHAT)
    (first,) = unpack(struct.Struct(">I"), reader, _CATALOGUE_FORK + 16, _WHAT)
    start = block * first
    leaf, node = unpack(struct.Struct(">I4xH"), reader, start + 14 + 10, _WHAT)
    if not 512 <= node <= _LARGEST_NODE:
        raise CorruptImage(_WHAT, start, f"nodes of {node:,} bytes")
    place = start + leaf * node
    data = read_exactly(reader, place, min(node, 1024), _WHAT)
    parent, letters = struct.unpack_from(">IH", data, 14 + 2)
    if parent != _ROOT_PARENT or letters > 255:
        raise CorruptImage(_WHAT, place, "its first record is not the root’s")
    return data[22 : 22 + 2 * letters].decode("utf-16-be", "replace")


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")
