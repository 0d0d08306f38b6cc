"""Composed disks for tests: files of known bytes, and what is read of a disk again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from app.formats.binary import Memory, Reader, Window
from app.formats.fat import Fat
from app.formats.mbr import SECTOR, Mbr
from app.formats.pieces import Pieces
from app.formats.tree import walk
from app.sources.extents import Extents, Piece
from app.sources.fat32 import File
from app.sources.fat32_volume import FIRST

WHEN = datetime(2024, 5, 6, 7, 8, 10, tzinfo=UTC)
START = FIRST * SECTOR


def file_of(path: str, data: bytes) -> File:
    pieces = (Piece(Memory(data), 0, len(data)),) if data else ()
    return File(path, pieces, WHEN)


def files_of(contents: Mapping[str, bytes]) -> list[File]:
    """A path that ends in "/" is a folder."""
    return [
        File(path.rstrip("/"), modified=WHEN, directory=True)
        if path.endswith("/")
        else file_of(path, data)
        for path, data in contents.items()
    ]


def volume_of(disk: Reader) -> Fat:
    """The file system in the disk's one partition."""
    (entry,) = Mbr.read(disk).partitions
    return Fat.open(Window(disk, entry.first * SECTOR, entry.sectors * SECTOR))


def file_in(disk: Reader, path: str) -> Pieces:
    """A file on the disk, to be read by place."""
    fat = volume_of(disk)
    entry = fat.find(path)
    if entry is None:
        raise ValueError(f"there is no {path}")
    return Pieces(Window(disk, START, 1 << 62), fat.extents(entry), entry.size)


def read_back(disk: Reader) -> dict[str, bytes | None]:
    """Every file's bytes by its path; None for folders."""
    fat = volume_of(disk)
    return {
        path: None if entry.directory else fat.read(entry)
        for path, entry in walk(fat)
        if not entry.damaged
    }


def store(disk: Extents, used: int, path: Path, start: int = 0) -> None:
    """The disk from byte `start` on as a file with holes: what is in use, and its full length."""
    with path.open("wb") as file:
        place = start
        while place < used:
            data = disk.read_at(place, min(1 << 20, used - place))
            if any(data):
                file.seek(place - start)
                file.write(data)
            place += len(data)
        file.truncate(disk.size - start)
