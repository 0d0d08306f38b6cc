"""The root folder of a FAT that is there already, with records that are changed or added.

Microsoft FAT Specification (fatgen103), "FAT Directory Structure".
"""

from collections.abc import Iterator

from app.errors import NotAppendable
from app.formats import fat_records
from app.formats.binary import Reader, read_exactly
from app.formats.fat import Fat
from app.formats.fat_records import SIZE, FatEntry
from app.formats.tree import Extent
from app.sources import fat_names
from app.sources.layout_table import Patch

_LARGEST = 65536 * SIZE


class FatRoot:
    """Raises CorruptImage when it cannot be read."""

    def __init__(self, reader: Reader, fat: Fat) -> None:
        self.fat = fat
        self._extents = list(fat.folder_extents(fat.root))
        stored = [
            read_exactly(reader, _place(e), e.length, "folder of a FAT") for e in self._extents
        ]
        self._before = b"".join(stored)
        self._data = bytearray(self._before)

    @property
    def last(self) -> int:
        """Its last byte, in bytes of the volume."""
        return _place(self._extents[-1]) + self._extents[-1].length - 1

    def find(self, name: str) -> tuple[int, FatEntry] | tuple[None, None]:
        """A file, and the byte of the folder where its record begins. Raises NotAppendable for a
        folder of that name."""
        place = 0

        def records() -> Iterator[bytes]:
            nonlocal place
            for place in range(0, self._end(), SIZE):
                yield bytes(self._data[place : place + SIZE])

        entry = fat_records.find(records(), name, wide=self.fat.boot.wide)
        if entry is None:
            return None, None
        if entry.directory:
            raise NotAppendable(f"{name} is a folder on it")
        return place, entry

    def added(self, name: str) -> int | None:
        """The byte where the record of a new file begins; None where there is no room."""
        alias = fat_names.aliases([*self._aliases(), name])[-1]
        records = fat_names.long_name(name, alias) + fat_names.record(alias, fat_names.FILE)
        end, start = self._end(), self._gap(len(records))
        if start is None:
            return None
        after = start + len(records)
        self._data[start:after] = records
        if end < after < len(self._data):
            self._data[after] = 0  # what lies behind the end was never looked at
        return after - SIZE

    def grow(self, extent: Extent) -> None:
        """By an empty cluster. Raises NotAppendable where that is not possible."""
        if not self.fat.boot.root_cluster or len(self._data) + extent.length > _LARGEST:
            raise NotAppendable("the root folder of its own first partition is full")
        self._extents.append(extent)
        self._before += b"\xff" * extent.length  # so that all of it is written
        self._data += bytes(extent.length)

    def tell(self, place: int, cluster: int, size: int) -> None:
        """Where the file of that record is, and how many bytes it has."""
        high = (cluster >> 16).to_bytes(2, "little")
        if self.fat.boot.wide:
            self._data[place + 20 : place + 22] = high
        self._data[place + 26 : place + 28] = (cluster & 0xFFFF).to_bytes(2, "little")
        self._data[place + 28 : place + 32] = size.to_bytes(4, "little")

    def patches(self) -> Iterator[Patch]:
        begin = 0
        for extent in self._extents:
            for at in range(begin, begin + extent.length, SIZE):
                record = bytes(self._data[at : at + SIZE])
                if record != self._before[at : at + SIZE]:
                    yield Patch(_place(extent) + at - begin, record)
            begin += extent.length

    def _end(self) -> int:
        """From where on nothing counts."""
        places = range(0, len(self._data), SIZE)
        return next((at for at in places if not self._data[at]), len(self._data))

    def _gap(self, length: int) -> int | None:
        end, free = self._end(), 0
        for at in range(0, len(self._data), SIZE):
            unused = at >= end or fat_records.is_free(bytes(self._data[at : at + 1]))
            free = free + SIZE if unused else 0
            if free == length:
                return at + SIZE - length
        return None

    def _aliases(self) -> Iterator[str]:
        records = (bytes(self._data[at : at + SIZE]) for at in range(0, self._end(), SIZE))
        return (entry.short for entry in fat_records.entries(records, wide=self.fat.boot.wide))


def _place(extent: Extent) -> int:
    return extent.offset or 0
