"""ext2, ext3 and ext4 as a `Tree`, read-only.

Linux, Documentation/filesystems/ext4: "Directory Entries". The index of a large folder is passed
over, for it hides in records that name nothing. A journal that waits is not replayed: what a
computer did last before it crashed may be missing.
"""

import struct
from collections.abc import Iterator

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.ext import LENGTH, START, Ext
from app.formats.ext_inode import Inode, Inodes
from app.formats.folders import Folders
from app.formats.tree import Entry

_ROOT = 2  # number of its inode
_TYPES = 0x2  # incompatible feature: records say what they name
# Types, journal, 64 bit, extents, multiple mounts, flexible groups, attributes in inodes, seed of
# checksums, large folders, inline data, encryption, names without case: what reading can bear.
_BORNE = (
    0x2 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x20000
)
_LONGEST_LINK = 4096
_DOTS = (b".", b"..")


class ExtTree(Folders):
    """A volume's files, by its own numbers."""

    def __init__(self, reader: Reader, volume: Ext) -> None:
        data = read_exactly(reader, START, LENGTH, "ext superblock")
        (features,) = struct.unpack_from("<I", data, 96)
        if features & ~_BORNE:
            raise CorruptImage("ext superblock", START, "it is laid out in an unusual way")
        self.label = data[120:136].split(b"\0")[0].decode(errors="replace")
        self._block = volume.block
        self._typed = bool(features & _TYPES)
        self._inodes = Inodes(reader, volume)
        root = self._inodes.read(_ROOT)
        if not root.folder:
            raise CorruptImage("ext inode", 0, "its root is not a folder")
        super().__init__(reader, _entry("", root))

    @classmethod
    def open(cls, reader: Reader) -> "ExtTree":
        """Raises CorruptImage when there is none, or one that is not understood."""
        return cls(reader, Ext.read(reader))

    def _records(self, folder: Entry) -> Iterator[Entry]:
        if folder.damaged:
            raise CorruptImage("Folder", 0, "its inode is damaged")
        self._inodes.begin_folder()
        for number, name in self._named(folder):
            text = name.decode(errors="surrogateescape")
            try:
                yield self._found(text, self._inodes.read(number))
            except CorruptImage:
                yield Entry(text, directory=False, size=0, damaged=True)

    def _found(self, name: str, inode: Inode) -> Entry:
        entry = _entry(name, inode)
        if not all(map(self._inside, inode.extents)):
            entry.damaged = True
        elif inode.link and inode.whole and inode.size <= _LONGEST_LINK:
            entry.link = self.read(entry).decode(errors="surrogateescape")
            entry.size, entry.extents = 0, ()
        return entry

    def _named(self, folder: Entry) -> Iterator[tuple[int, bytes]]:
        """Number and name of each record. One that lies in its inode begins with its parent's
        number, and the second part of it has no block's end to stop at."""
        data = self._content(folder)
        if folder.extents and folder.extents[0].length % self._block:
            yield from self._in(data[4:60])
            yield from self._in(data[60:])
            return
        for at in range(0, len(data), self._block):
            yield from self._in(data[at : at + self._block])

    def _in(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        at = 0
        while at + 8 <= len(data):
            number, length, letters = struct.unpack_from("<IHH", data, at)
            letters = letters & 0xFF if self._typed else letters
            # 64 KiB do not fit into the field.
            length = len(data) if length in (0, 0xFFFF) and len(data) >= 0xFFFF else length
            if length < 8 or at + length > len(data) or 8 + letters > length:
                raise CorruptImage("Folder record", at, "its lengths do not fit together")
            name = data[at + 8 : at + 8 + letters]
            if number and name not in _DOTS:
                yield number, name
            at += length


def _entry(name: str, inode: Inode) -> Entry:
    return Entry(
        name,
        directory=inode.folder,
        size=0 if inode.folder else inode.size,
        extents=inode.extents,
        modified=inode.modified,
        damaged=not inode.whole,
        special=inode.special,
    )
