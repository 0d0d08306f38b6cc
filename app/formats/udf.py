"""UDF, the file system of DVDs, and where the files of every Windows installer lie.

ECMA-167 and OSTA's UDF 1.02 to 2.60, alone or beside ISO 9660 (a bridge), read-only. Discs that
were written bit by bit (virtual partitions) are recognised, but not read.
"""

import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.folders import Folders
from app.formats.tree import Entry
from app.formats.udf_file import FOLDER, LINK, SPECIAL, File, Files
from app.formats.udf_maps import partitions
from app.formats.udf_volume import LongAd, Volume, cs0, recognised, tag_of

__all__ = ["Udf", "recognised"]

_FILE_SET, _IDENTIFIER = 256, 257
_HIDDEN, _DIRECTORY, _DELETED, _PARENT = 0x01, 0x02, 0x04, 0x08
_LONGEST_LINK = 4096

# Characteristics, length of the name, place of the file entry, length of implementation use.
_FID = struct.Struct("<18xBB16sH")


class Udf(Folders):
    """A UDF volume and its tree."""

    def __init__(self, reader: Reader, volume: Volume) -> None:
        self._volume = volume
        self._files = Files(reader, volume.block, partitions(reader, volume))
        place = self._files.place(volume.file_set)
        data = read_exactly(reader, place, volume.block, "UDF file set")
        if tag_of(data) != _FILE_SET:
            raise CorruptImage("UDF file set", place, "it is not one, or it is damaged")
        root = self._files.read(LongAd.parse(data, 400))
        if root.kind != FOLDER:
            raise CorruptImage("UDF file set", place, "its root is not a folder")
        super().__init__(
            reader,
            Entry("", directory=True, size=0, extents=root.extents, damaged=not root.whole),
        )

    @classmethod
    def open(cls, reader: Reader) -> "Udf":
        """Raises CorruptImage where the image holds no UDF, or one that cannot be read."""
        return cls(reader, Volume.read(reader))

    @property
    def label(self) -> str:
        return self._volume.label

    @property
    def revision(self) -> str:
        """Which UDF it keeps to, as "1.02"; empty where it does not say."""
        return self._volume.revision

    @property
    def simple(self) -> bool:
        """One plain partition in blocks of 2048 bytes, as discs were before UDF 2.50."""
        maps = self._volume.maps
        return self._volume.block == 2048 and len(maps) == 1 and maps[0][0] == 1

    @property
    def size(self) -> int:
        """Bytes up to where its last partition or anchor ends."""
        return self._volume.size

    def _records(self, folder: Entry) -> Iterator[Entry]:
        if folder.damaged:
            raise CorruptImage("Folder", 0, "its file entry is damaged")
        self._files.begin_folder()
        place = folder.extents[0].offset or 0 if folder.extents else 0
        for record in _identifiers(self._content(folder), place):
            if record.flags & (_DELETED | _PARENT):
                continue
            hidden = bool(record.flags & _HIDDEN)
            try:
                yield self._entry(record.name, self._files.read(record.where), hidden=hidden)
            except CorruptImage:
                directory = bool(record.flags & _DIRECTORY)
                yield Entry(record.name, directory, 0, hidden=hidden, damaged=True)

    def _entry(self, name: str, file: File, *, hidden: bool) -> Entry:
        whole = file.whole and all(map(self._inside, file.extents))
        entry = Entry(
            name,
            directory=file.kind == FOLDER,
            size=0 if file.kind == FOLDER else file.size,
            extents=file.extents,
            modified=file.modified,
            hidden=hidden,
            damaged=not whole,
            special=file.kind in SPECIAL,
        )
        if file.kind == LINK and whole and file.size <= _LONGEST_LINK:
            return replace(entry, size=0, extents=(), link=_path(self.read(entry)))
        return entry


class Identifier(NamedTuple):
    """A name in a folder, and where the file entry lies that it stands for."""

    flags: int
    name: str
    where: LongAd


def _identifiers(data: bytes, place: int) -> Iterator[Identifier]:
    """The file identifier descriptors of a folder (ECMA-167 4/14.4)."""
    at = 0
    while at + _FID.size <= len(data):
        flags, letters, where, extra = _FID.unpack_from(data, at)
        begin = _FID.size + extra
        length = begin + letters + 3 & ~3
        record = data[at : at + length]
        if tag_of(record) != _IDENTIFIER or len(record) < begin + letters:
            raise CorruptImage("Folder record", place + at, "it is not one, or it is damaged")
        yield Identifier(flags, cs0(record[begin : begin + letters]), LongAd.parse(where))
        at += length


def _path(data: bytes) -> str:
    """Where a symbolic link points: its path components (ECMA-167 4/14.16)."""
    parts: list[str] = []
    at = 0
    while at + 4 <= len(data):
        kind, letters = data[at], data[at + 1]
        if kind in {1, 2}:
            parts = [""]  # from the root on
        else:
            parts.append({3: "..", 4: "."}.get(kind) or cs0(data[at + 4 : at + 4 + letters]))
        at += 4 + letters
    return "/" if parts == [""] else "/".join(parts)
