"""A drive for files, made anew: a partition table with one empty file system, composed for the
drive's size and read like an image.

Nobody formats the drive itself. What the programs for that make in a file is written by the job
that writes images, in its order and with its check, so that neither root nor a mount is needed.

Old labels go, also where a table or a file system lies next to which they would be taken for what
the drive is: programs look for them at both ends of a drive and of a partition. Farthest from the
start lie the second header of a LUKS2 (at 4 MiB) and a VMFS (at 2), farthest from the end those of
a Promise RAID (1.5 MiB) and of bcachefs (1), in front of ZFS, MD and DDF (libblkid, superblocks).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import DriveTooSmall, NotAppendable, NotFormattable
from app.formats.binary import Reader, Window
from app.formats.mbr import SECTOR
from app.report import Mode
from app.sources import new_volumes
from app.sources.composed import ExtentsStream
from app.sources.extents import Extents, Joined
from app.sources.layout_table import GPT_ROOM, NEAR, REACH, Added, Holds, Patch
from app.sources.new_table import new_table
from app.sources.new_volumes import LARGEST_FAT32, MIB, SMALLEST, NewVolume
from app.sources.source import NOWHERE, FileIdentity, Stream

KINDS = {Holds.EXFAT: "exFAT", Holds.FAT32: "FAT32", Holds.EXT4: "ext4", Holds.NTFS: "NTFS"}

START = 1 * MIB  # of the partition
FRONT, BACK = 5 * MIB, 2 * MIB  # where old labels are looked for, at both ends

_LONGEST = {Holds.EXFAT: 11, Holds.FAT32: 11, Holds.EXT4: 16, Holds.NTFS: 32}
_NO_SIGNS = re.compile(r'["*/:<>?\\|]')  # that Windows does not take
_NOT_IN_FAT32 = re.compile(r"[^A-Z0-9_-]")
_IN_GPT = 36  # letters of a partition's name


@dataclass(frozen=True, slots=True)
class Format:
    """What a drive is to become. `name` is what its file system is called. `overwrite`: every byte,
    and not only what the file system needs. `end`: in bytes, what lies behind it is not used, as on
    a drive that keeps less than it claims."""

    holds: Holds = Holds.EXFAT
    name: str = "STICK"
    overwrite: bool = False
    end: int | None = None

    @property
    def label(self) -> str:
        """The name as the file system keeps it."""
        return self.name.upper() if self.holds is Holds.FAT32 else self.name

    @property
    def called(self) -> str:
        """With what it is: "exFAT, “STICK”"."""
        return f"{KINDS[self.holds]}, “{self.label}”"


@dataclass(frozen=True, slots=True, eq=False)
class Unplaced:
    """What a drive is to become, before one is chosen: a `Source` that has no bytes yet."""

    wish: Format
    size = None
    layers: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return NOWHERE / self.name

    @property
    def name(self) -> str:
        return self.wish.called

    @property
    def identity(self) -> FileIdentity:
        return FileIdentity(0, 0, 0, 0)

    def stream(self, start: int = 0) -> Stream:
        raise NotFormattable("no drive is chosen")

    def look(self) -> Reader:
        raise NotFormattable("no drive is chosen")


@dataclass(frozen=True, slots=True, eq=False)
class FormattedSource:
    """A `Source` that lies in no file. `length`: bytes of the partition. Of `disk` the first `size`
    bytes are written but for the `spare` ones, (start, stop) in order."""

    wish: Format
    disk: Extents
    length: int
    table: str
    spare: tuple[tuple[int, int], ...]

    @property
    def path(self) -> Path:
        return NOWHERE / self.name

    @property
    def name(self) -> str:
        return self.wish.called

    @property
    def size(self) -> int:
        return self.disk.size

    @property
    def mode(self) -> Mode:
        return Mode.NONE

    @property
    def layers(self) -> tuple[str, ...]:
        return ()

    @property
    def identity(self) -> FileIdentity:
        return FileIdentity(0, 0, self.size, 0)

    def stream(self, start: int = 0) -> Stream:
        return ExtentsStream(self.disk, self.size, start)

    def look(self) -> Reader:
        return Window(self.disk, 0, self.size)

    def steps(self) -> list[str]:
        made = f"Make a partition table ({self.table}) and one partition of {self.length:,} bytes"
        lines = [f"{made} for files: {self.name}"]
        if self.wish.end is not None:
            lines.append(f"Leave what lies behind byte {self.wish.end:,} of the drive unused")
        if self.wish.overwrite:
            lines.append("Write zeros over all the rest")
        return lines


def usual() -> Holds:
    """What everything reads, and where no program makes that, what needs none."""
    return Holds.FAT32 if new_volumes.missing(Holds.EXFAT) else Holds.EXFAT


def compose_format(wish: Format, size: int, sector: int) -> FormattedSource:
    """For a drive of `size` bytes. Raises NotFormattable, ToolError."""
    if sector != SECTOR:
        raise NotFormattable(f"the drive has sectors of {sector:,} bytes, not of {SECTOR}")
    if why := why_not_named(wish):
        raise NotFormattable(why)
    whole = size // SECTOR * SECTOR
    if wish.end is not None:
        if wish.end > whole:
            raise NotFormattable(f"the drive ends at byte {whole:,}, in front of {wish.end:,}")
        whole = min(wish.end, REACH * SECTOR) // MIB * MIB  # an MBR needs nothing at the end
    table = new_table(whole)
    ends = whole if wish.end is not None else table.usable(whole // SECTOR) * SECTOR // MIB * MIB
    _demand_size(wish, ends - START, whole)
    volume = _volume(wish, ends - START)
    added = Added(START // SECTOR, (ends - START) // SECTOR, wish.holds, wish.label[:_IN_GPT])
    disk = _joined(volume, table.with_added([added], whole // SECTOR), whole)
    spare = () if wish.overwrite else tuple(_spare(volume, ends))
    return FormattedSource(wish, disk, ends - START, table.name, spare)


def why_not_named(wish: Format) -> str:
    """Why the file system would call itself something else; "" where the name is kept."""
    kind, longest = KINDS[wish.holds], _LONGEST[wish.holds]
    if not wish.label.isprintable() or _NO_SIGNS.search(wish.label):
        return "its name has signs that not every system takes"
    utf8 = wish.holds is Holds.EXT4
    held = len(wish.label.encode() if utf8 else wish.label.encode("utf-16-le")[::2])
    if held > longest:
        return f"a name in {kind} has at most {longest} letters"
    if wish.holds is Holds.FAT32 and _NOT_IN_FAT32.search(wish.label):
        return "a name in FAT32 has letters from A to Z, digits, - and _ only"
    return ""


def smallest_drive(holds: Holds) -> int:
    """Bytes: a MiB in front of the file system is the partition table's, and a little behind it."""
    return START + SMALLEST[holds] + GPT_ROOM * SECTOR


def _demand_size(wish: Format, length: int, whole: int) -> None:
    """`length` of the partition on a drive of `whole` bytes."""
    holds = wish.holds
    if length < (least := SMALLEST[holds]):
        kind, need = KINDS[holds], smallest_drive(holds)
        why = f"{kind} needs a drive of {need:,} bytes, and this one has {whole:,}"
        if wish.end is not None:
            why = f"{kind} needs {least:,} bytes, and there are {max(length, 0):,}"
        raise NotFormattable(why)
    if holds is Holds.FAT32 and length >= LARGEST_FAT32:
        raise NotFormattable("FAT32 has less than 2 TiB", "Choose exFAT.")


def _volume(wish: Format, length: int) -> NewVolume:
    first = START // SECTOR
    try:
        match wish.holds:
            case Holds.EXFAT:
                return new_volumes.exfat(length, wish.label)
            case Holds.FAT32:
                return new_volumes.fat32(first, length, wish.label, {})
            case Holds.EXT4:
                return new_volumes.ext4(length, wish.label, {}, _owner())
            case Holds.NTFS:
                return new_volumes.ntfs(first, length, wish.label)
    except NotAppendable as error:
        raise NotFormattable(error.why, error.hint) from error
    except DriveTooSmall as error:
        why = f"{KINDS[wish.holds]} needs {error.need:,} bytes, and there are {error.have:,}"
        raise NotFormattable(why) from error


def _owner() -> tuple[int, int]:
    """Whose the new folder is: whoever makes it, also by sudo. An ext4 of root's is one that its
    user can only look at."""
    user, group = os.environ.get("SUDO_UID", ""), os.environ.get("SUDO_GID", "")
    if os.getuid() == 0 and user.isdecimal() and group.isdecimal():
        return int(user), int(group)
    return os.getuid(), os.getgid()


def _joined(volume: NewVolume, patches: tuple[Patch, ...], size: int) -> Extents:
    disk, head = Joined(), bytearray(START)
    for patch in patches:
        if patch.offset < NEAR:
            head[patch.offset : patch.offset + len(patch.data)] = patch.data
    disk.bytes(bytes(head))
    disk.all(volume.pieces)
    for patch in patches:
        if patch.offset >= NEAR:
            disk.zeros_to(patch.offset)
            disk.bytes(patch.data)
    disk.zeros_to(size)
    return disk.done()


def _spare(volume: NewVolume, ends: int) -> Iterator[tuple[int, int]]:
    """What is free, but for where old labels may lie."""
    length = ends - START
    inside = [(start, min(stop, volume.used)) for start, stop in volume.unused]
    for start, stop in (*inside, (volume.used, length)):
        first, last = max(FRONT, start) + START, min(stop, length - BACK) + START
        if last > first:
            yield first, last
