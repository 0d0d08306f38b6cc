"""ISO 9660, the file system of discs and of nearly every image that boots. ECMA-119."""

from collections.abc import Iterator

from app.formats.binary import Reader
from app.formats.folders import Folders
from app.formats.iso9660_folder import Layout, entries
from app.formats.iso9660_volume import Volumes
from app.formats.tree import Entry, Extent


class Iso9660(Folders):
    """The volume and its tree: Rock Ridge's names where there are any, else Joliet's, else its own.

    Files packed by zisofs are given as they lie there.
    """

    def __init__(self, reader: Reader, volumes: Volumes) -> None:
        self.primary = volumes.primary
        self.primaries = volumes.primaries
        self.boot_catalogue = volumes.boot_catalogue  # block of 2048 bytes
        self.boot_record_offset = volumes.boot_record_offset
        self.joliet = volumes.joliet is not None
        self.rock_ridge = False
        root = Extent(self.primary.root, self.primary.root_length)
        super().__init__(reader, Entry("", directory=True, size=0, extents=(root,)))

    @classmethod
    def open(cls, reader: Reader) -> "Iso9660":
        """Raises CorruptImage where the image holds no ISO 9660."""
        return cls(reader, Volumes.read(reader))

    @property
    def label(self) -> str:
        return self.primary.label

    @property
    def size(self) -> int:
        """Bytes that the primary volume descriptor says."""
        return self.primary.size

    def _records(self, folder: Entry) -> Iterator[Entry]:
        layout = Layout(self.primary.block_size, self._reader.size)
        return entries(self._content(folder), folder.extents[0].offset or 0, layout)
