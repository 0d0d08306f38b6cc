"""A disk composed of files: a partition table with one FAT32 partition, laid out in one go.

Nothing is formatted and nothing copied: what comes out is `Extents`, to be read like an image. All
chains are made of clusters that follow one another, so that the table of clusters can be worked out
while it is read. The same files and the same size give the same bytes, on every computer.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from app.errors import NotComposable
from app.formats.mbr import SECTOR
from app.sources.extents import Extents, Joined, Piece
from app.sources.fat32_folders import Folder, Node
from app.sources.fat32_volume import (
    FIRST,
    SMALLEST,
    SMALLEST_PARTITION,
    Chains,
    Volume,
    join_system_area,
    master_record,
)

__all__ = [
    "LARGEST_FILE",
    "SMALLEST",
    "SMALLEST_PARTITION",
    "Composed",
    "File",
    "compose",
    "compose_volume",
]

LARGEST_FILE = (1 << 32) - 1  # bytes

_LABEL = 11  # letters
_NOT_IN_LABELS = re.compile(r"[^A-Z0-9_-]")


@dataclass(frozen=True, slots=True)
class File:
    """What goes onto the disk: a file of these pieces, or a folder. `path` has "/" between names.

    Folders that files lie in need not be named; one that is named has a date.
    """

    path: str
    pieces: tuple[Piece, ...] = ()
    modified: datetime | None = None
    hidden: bool = False
    directory: bool = False

    @property
    def size(self) -> int:
        return sum(piece.length for piece in self.pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """`disk` is as long as the drive. From byte `used` on it is zeros: free clusters, which need
    not be written."""

    disk: Extents
    used: int


def compose(files: Sequence[File], size: int, label: str = "") -> Composed:
    """A disk of `size` bytes with these files, laid one after the other in their order; folders lie
    before them all, and list what they hold in that order too.

    Raises NotComposable, naming the file that no FAT32 can hold, and DriveTooSmall.
    """
    volume, disk = Volume.of(size), Joined()
    tree = _Tree.of(files, label, volume)
    volume.demand_room(tree.chains, size)
    mark = _mark(files, size, tree.label)
    disk.bytes(master_record(volume, mark[:4]))
    disk.zeros_to(FIRST * SECTOR)
    tree.join(disk, volume, mark[4:8])
    used = disk.size
    disk.zeros_to(size)
    return Composed(disk.done(), used)


def compose_volume(files: Sequence[File], first: int, sectors: int, label: str) -> Composed:
    """The partition alone, from sector `first` of a disk on, that has other partitions too. Another
    disk's with the same files is told apart by `first`. Raises as `compose` does."""
    volume, disk = Volume.within(first, sectors), Joined()
    tree = _Tree.of(files, label, volume)
    volume.demand_room(tree.chains, (first + sectors) * SECTOR)
    tree.join(disk, volume, _mark(files, first * SECTOR, tree.label)[4:8])
    used = disk.size
    disk.zeros_to(sectors * SECTOR)
    return Composed(disk.done(), used)


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """The files and folders with the clusters that they were given."""

    label: str
    folders: tuple[Folder, ...]
    files: Sequence[File]
    chains: Chains

    @classmethod
    def of(cls, files: Sequence[File], label: str, volume: Volume) -> Self:
        root = Folder(label=_volume_label(label))
        nodes = [(file, _node(root, file)) for file in files]
        folders = [(folder, folder.length()) for folder in root.folders()]
        chains = Chains()
        for folder, length in folders:
            folder.itself.start = chains.reserve(length, volume.cluster)
        for file, node in nodes:
            if not file.directory:
                node.start = chains.reserve(file.size, volume.cluster)
        return cls(root.label, tuple(folder for folder, _ in folders), files, chains)

    def join(self, disk: Joined, volume: Volume, mark: bytes) -> None:
        """The whole partition as far as it is used, at the end of what is there."""
        join_system_area(disk, volume, self.chains, self.label, mark)
        for folder in self.folders:
            records = folder.records()
            disk.bytes(records)
            disk.zeros(-len(records) % volume.cluster)
        for file in self.files:
            disk.all(file.pieces)
            disk.zeros(-file.size % volume.cluster)


def _node(root: Folder, file: File) -> Node:
    """The file's, with all that is known before clusters are given out. Raises NotComposable."""
    if file.size > LARGEST_FILE:
        raise NotComposable("it has more than 4 GiB, the most that FAT32 allows", file.path)
    if file.directory:
        node = root.below(file.path).itself
    else:
        folder, _, name = file.path.rpartition("/")
        node = root.below(folder).add(name)
    node.size, node.modified, node.hidden = file.size, file.modified, file.hidden
    return node


def _volume_label(label: str) -> str:
    """As FAT allows it: eleven capitals, digits and few signs."""
    return _NOT_IN_LABELS.sub("_", label.upper())[:_LABEL]


def _mark(files: Sequence[File], size: int, label: str) -> bytes:
    """By which computers tell disks and volumes apart: another one for every other content, and
    never 0, which means that there is none."""
    digest = hashlib.sha256(f"{size} {label}\n".encode())
    for file in files:
        digest.update(f"{file.size} {file.path}\n".encode("utf-8", "surrogatepass"))
    return bytes(byte or 1 for byte in digest.digest())
