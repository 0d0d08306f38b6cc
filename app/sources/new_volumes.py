"""Empty file systems for partitions that are added to a stick, as pieces of a disk.

FAT32 is this program's own. An ext4 is made by `mke2fs`, an exFAT by `mkfs.exfat` and an NTFS by
`mkntfs`, each into a file that is as long as the partition and holds next to nothing: what those
programs did not write is a hole, and stays one. The file is gone from its folder as soon as it is
open.

`unused` is what the new file system does not need: it may stay on the drive as it was, as after
every quick format.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.doctor.packages import E2FSPROGS, EXFATPROGS, NTFSPROGS
from app.errors import NotAppendable, ToolError
from app.formats import ext_free
from app.formats.binary import Memory, Reader
from app.formats.mbr import SECTOR
from app.sources.extents import ZEROS, Piece
from app.sources.fat32 import SMALLEST_PARTITION, File, compose_volume
from app.sources.layout_table import Holds
from app.sources.plain import FileReader
from app.sources.source import FileIdentity
from app.tools import found, run

MIB = 1 << 20
SMALLEST = {  # bytes
    Holds.EXT4: 64 * MIB,
    Holds.FAT32: SMALLEST_PARTITION,
    Holds.EXFAT: 16 * MIB,
    Holds.NTFS: 16 * MIB,
}
LARGEST_FAT32 = 2 << 40  # bytes, less one sector

_LIMIT = 120.0  # seconds
_JOURNAL = 4, 32  # MiB, the least and the most
# What every live system of the last ten years reads and checks. The programs' own defaults go with
# the computer this runs on, which is often newer than the system on the stick; and room to grow in
# would be written with every copy of the groups' records.
_EXT4 = (
    "none,has_journal,ext_attr,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,"
    "huge_file,dir_nlink,extra_isize,metadata_csum"
)
# Inodes are left to the first mount; after a discard they would be taken for zeros, which on the
# drive they are not.
_EXTENDED = "lazy_itable_init=1,nodiscard"
_MADE_BY = {
    Holds.EXT4: ("mke2fs", E2FSPROGS),
    Holds.EXFAT: ("mkfs.exfat", EXFATPROGS),
    Holds.NTFS: ("mkntfs", NTFSPROGS),
}
_NTFS_CLUSTER = 4096  # bytes, as mkntfs takes by itself; a bit of the map for each
_CLUSTER = 128 << 10  # bytes, of an exFAT: what the SD Association takes up to 32 GB and beyond


@dataclass(frozen=True, slots=True, eq=False)
class NewVolume:
    """`pieces` are the whole partition, `used` its bytes up to which something has to be written,
    and `unused` what in front of that need not be: (start, stop) in order."""

    pieces: tuple[Piece, ...]
    used: int
    unused: tuple[tuple[int, int], ...] = ()


def fat32(first: int, length: int, label: str, files: Mapping[str, bytes]) -> NewVolume:
    """From sector `first` on, with these files. Raises DriveTooSmall, NotComposable."""
    listed = [File(name, (Piece(Memory(data), 0, len(data)),)) for name, data in files.items()]
    made = compose_volume(listed, first, length // SECTOR, label)
    return NewVolume(tuple(made.disk.pieces()), made.used)


def ext4(
    length: int, label: str, files: Mapping[str, bytes], owner: tuple[int, int] = (0, 0)
) -> NewVolume:
    """`owner`: user and group of its root folder. Raises NotAppendable where there is no `mke2fs`,
    ToolError where it fails."""
    _demand(Holds.EXT4)
    journal = min(_JOURNAL[1], max(_JOURNAL[0], length // (64 * MIB)))
    with TemporaryDirectory(prefix="stickwright-") as folder:
        content = Path(folder) / "content"
        content.mkdir()
        content.chmod(0o755)  # it becomes the root folder's
        for name, data in files.items():
            (content / name).write_bytes(data)
            (content / name).chmod(0o644)
        path = _hole(Path(folder) / "volume", length)
        command = ["mke2fs", "-q", "-F", "-t", "ext4", "-O", _EXT4, "-L", label]
        command += ["-b", "4096", "-I", "256", "-i", "16384", "-m", "0", "-J", f"size={journal}"]
        command += ["-E", f"{_EXTENDED},root_owner={owner[0]}:{owner[1]}"]
        command += ["-d", str(content), str(path)]
        run(command, limit=_LIMIT)
        reader, pieces = _stored(path, length)
    spare = sorted((*ext_free.free(reader), *ext_free.unmade(reader)))
    return NewVolume(pieces, _end_of_use(spare, length), _joined(spare))


def exfat(length: int, label: str) -> NewVolume:
    """Raises NotAppendable where there is no `mkfs.exfat`, ToolError where it fails."""
    _demand(Holds.EXFAT)
    with TemporaryDirectory(prefix="stickwright-") as folder:
        path = _hole(Path(folder) / "volume", length)
        run(["mkfs.exfat", "-c", str(_CLUSTER), "-L", label, str(path)], limit=_LIMIT)
        _, pieces = _stored(path, length)
    # Tables, the map of clusters, letters and the root folder follow one another; a folder's one
    # cluster has to be written to its end.
    stored = [start + piece.length for start, piece in _placed(pieces) if piece.reader is not ZEROS]
    return NewVolume(pieces, -(-max(stored) // MIB) * MIB)


def ntfs(first: int, length: int, label: str) -> NewVolume:
    """From sector `first` on. Whatever `mkntfs` gives to a file, it writes; its holes are free. But
    zeros that it writes may become holes as well, where the folder's file system packs (ZFS): no
    stretch of them is longer than the map of clusters, and so much at both ends is written.
    Raises NotAppendable where there is no `mkntfs`, ToolError where it fails."""
    _demand(Holds.NTFS)
    with TemporaryDirectory(prefix="stickwright-") as folder:
        path = _hole(Path(folder) / "volume", length)
        command = ["mkntfs", "-q", "-F", "-Q", "-s", str(SECTOR), "-p", str(first)]
        command += ["-H", "255", "-S", "63", "-L", label, str(path)]
        run(command, limit=_LIMIT)
        _, pieces = _stored(path, length)
    holes = [(at, at + piece.length) for at, piece in _placed(pieces) if piece.reader is ZEROS]
    zeros = -(-length // _NTFS_CLUSTER // 8 // MIB) * MIB
    spare = [(at + zeros, end - zeros) for at, end in holes if end - at > 2 * zeros]
    return NewVolume(pieces, length, tuple(spare))


def missing(holds: Holds) -> str:
    """The package that would have to be installed to make one, as this computer's distribution
    calls it; "" where nothing is missing."""
    if holds not in _MADE_BY:
        return ""
    tool, packages = _MADE_BY[holds]
    return "" if found(tool) else packages.here()


def _demand(holds: Holds) -> None:
    tool, packages = _MADE_BY[holds]
    if not found(tool):
        raise NotAppendable(f"{tool} is not installed", packages.hint())


def _hole(path: Path, length: int) -> Path:
    """Raises NotAppendable where the folder's file system has no files that long."""
    try:
        with path.open("wb") as file:
            file.truncate(length)
    except OSError as error:
        why = f"{path.parent.parent} has no room for a file with holes ({error.strerror})"
        raise NotAppendable(why) from error
    return path


def _stored(path: Path, length: int) -> tuple[Reader, tuple[Piece, ...]]:
    """What of the file is stored, and zeros for its holes. Raises ToolError where a program made
    another file of it."""
    if path.stat().st_size != length:
        raise ToolError("mkfs", "it made the file longer or shorter")
    reader = FileReader(path, FileIdentity.of(path))
    with path.open("rb") as file:
        return reader, tuple(_pieces(file.fileno(), reader, length))


def _pieces(fd: int, reader: Reader, length: int) -> Iterator[Piece]:
    place = 0
    while place < length:
        try:
            data = os.lseek(fd, place, os.SEEK_DATA)
        except OSError:  # nothing more is stored
            data = length
        if data > place:
            yield Piece(ZEROS, 0, data - place)
        place = length if data >= length else os.lseek(fd, data, os.SEEK_HOLE)
        if place > data:
            yield Piece(reader, data, place - data)


def _placed(pieces: tuple[Piece, ...]) -> Iterator[tuple[int, Piece]]:
    place = 0
    for piece in pieces:
        yield place, piece
        place += piece.length


def _joined(runs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Neighbours as one; they are sorted and apart."""
    joined: list[tuple[int, int]] = []
    for start, stop in runs:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return tuple(joined)


def _end_of_use(spare: list[tuple[int, int]], length: int) -> int:
    runs = _joined(spare)
    return runs[-1][0] if runs and runs[-1][1] >= length else length
