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

from app.errors import NotComposable
from app.formats.mbr import SECTOR
from app.sources.extents import Extents, Joined, Piece
from app.sources.fat32_folders import Folder, Node
from app.sources.fat32_volume import (
    FIRST,
    SMALLEST,
    Chains,
    Volume,
    join_system_area,
    master_record,
)

__all__ = ["LARGEST_FILE", "SMALLEST", "Composed", "File", "compose"]

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
    root = Folder(label=_volume_label(label))
    nodes = [(file, _node(root, file)) for file in files]
    folders = [(folder, folder.length()) for folder in root.folders()]
    volume, chains = Volume.of(size), Chains()
    for folder, length in folders:
        folder.itself.start = chains.reserve(length, volume.cluster)
    for file, node in nodes:
        if not file.directory:
            node.start = chains.reserve(file.size, volume.cluster)
    volume.demand_room(chains, size)
    mark = _mark(files, size, root.label)
    disk = Joined()
    disk.bytes(master_record(volume, mark[:4]))
    disk.zeros_to(FIRST * SECTOR)
    join_system_area(disk, volume, chains, root.label, mark[4:8])
    for folder, _ in folders:
        records = folder.records()
        disk.bytes(records)
        disk.zeros(-len(records) % volume.cluster)
    for file, _ in nodes:
        disk.all(file.pieces)
        disk.zeros(-file.size % volume.cluster)
    used = disk.size
    disk.zeros_to(size)
    return Composed(disk.done(), used)


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
