"""ISO 9660, the file system of discs and of nearly every image that boots. ECMA-119."""

import math
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from app.errors import CorruptImage, NotReached
from app.formats.binary import Reader, read_exactly
from app.formats.folders import Folders
from app.formats.iso9660_folder import Layout, entries, itself
from app.formats.iso9660_volume import SECTOR, Volume, Volumes
from app.formats.rock_ridge import RockRidge
from app.formats.tree import Entry, Extent


class Names(StrEnum):
    """Whose names a tree shows, best first."""

    ROCK_RIDGE = "rock-ridge"
    JOLIET = "joliet"
    PLAIN = "plain"


class Iso9660(Folders):
    """The volume and its tree: Rock Ridge's names where there are any, else Joliet's, else its own.

    Files packed by zisofs are given as they lie there.
    """

    def __init__(self, reader: Reader, volumes: Volumes, names: Names | None = None) -> None:
        self._volumes = volumes
        self.primary = volumes.primary
        self.others = volumes.others
        self.boot_catalogue = volumes.boot_catalogue  # block of 2048 bytes
        self.boot_record_offset = volumes.boot_record_offset
        self.joliet = volumes.joliet is not None
        skip = _rock_ridge(reader, volumes)
        best = Names.PLAIN
        if skip is not None:
            best = Names.ROCK_RIDGE
        elif _has_joliet(reader, volumes):
            best = Names.JOLIET
        self.names = names or best
        self._skip = skip if self.names is Names.ROCK_RIDGE else None
        shown = volumes.primary
        if self.names is Names.JOLIET and volumes.joliet is not None:
            shown = volumes.joliet
        end = math.inf if reader.size is None else reader.size
        self._layout = Layout(shown.block_size, end, wide=self.names is Names.JOLIET)
        root = Extent(shown.root, shown.root_length)
        super().__init__(reader, Entry("", directory=True, size=0, extents=(root,)))

    @classmethod
    def open(cls, reader: Reader) -> "Iso9660":
        """Raises CorruptImage where the image holds no ISO 9660."""
        return cls(reader, Volumes.read(reader))

    @property
    def descriptors(self) -> tuple[Volume, ...]:
        """Of the trees that there are."""
        return tuple(filter(None, (self.primary, self._volumes.joliet)))

    def by_other_names(self) -> "Iso9660 | None":
        """The tree that is not shown, where there are two: of Joliet, or of ISO 9660 itself."""
        if self.names is Names.JOLIET:
            return Iso9660(self._reader, self._volumes, Names.PLAIN)
        there = _has_joliet(self._reader, self._volumes)
        return Iso9660(self._reader, self._volumes, Names.JOLIET) if there else None

    @property
    def label(self) -> str:
        return self.primary.label

    @property
    def size(self) -> int:
        """Bytes that the primary volume descriptor says."""
        return self.primary.size

    @property
    def rock_ridge(self) -> bool:
        return self._skip is not None

    def _records(self, folder: Entry) -> Iterator[Entry]:
        place = folder.extents[0].offset or 0
        if not folder.extents[0].length:  # moved by Rock Ridge, which tells the place alone
            length = itself(read_exactly(self._reader, place, SECTOR, "Folder")).length
            folder = replace(folder, extents=(Extent(place, length),))
        ridges = None
        if self._skip is not None:
            ridges = RockRidge(self._reader, self._layout.block, self._skip)
        return entries(self._content(folder), place, self._layout, ridges)


def _rock_ridge(reader: Reader, volumes: Volumes) -> int | None:
    """What to skip before Rock Ridge's fields; None where there are none, or not yet unpacked."""
    volume = volumes.primary
    try:
        first = itself(read_exactly(reader, volume.root, SECTOR, "Root folder"))
        return RockRidge.skip(reader, volume.block_size, first.area)
    except (CorruptImage, NotReached):
        return None


def _has_joliet(reader: Reader, volumes: Volumes) -> bool:
    """And the image is long enough for its root folder."""
    found = volumes.joliet
    return found is not None and _holds(reader, found.root + found.root_length)


def _holds(reader: Reader, end: int) -> bool:
    return reader.size is None or end <= reader.size
