"""What a drive is to the rest of the program: facts one can show, and a thing one can open.

`DriveInfo` is a frozen snapshot. `Identity` in it is what a choice means: it is compared with the
opened descriptor before the first byte and after the last, because names like sdb are used again
for other drives and `diskseq` never is.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from app.control import whole_seconds_asleep
from app.errors import DriveGone, DriveInDoubt


class DriveKind(StrEnum):
    """What a person would call it."""

    USB_STICK = "usb-stick"
    SD_CARD = "sd-card"
    EXTERNAL_SSD = "external-ssd"
    EXTERNAL_DISK = "external-disk"
    CARD_READER = "card-reader"  # without a card
    INTERNAL = "internal"
    VIRTUAL = "virtual"  # a file, or a loop device named on the command line


class Ejection(StrEnum):
    """How an eject ended that did not fail."""

    EJECTED = "ejected"
    ALREADY_OUT = "already-out"  # somebody was faster


class CacheBypass(StrEnum):
    """How reading back got past the page cache."""

    DIRECT = "direct"  # O_DIRECT
    DONTNEED = "dontneed"  # synced, then dropped from the cache: only for image files


@dataclass(frozen=True, slots=True)
class Identity:
    """Which drive it is. `diskseq` counts every medium the kernel has seen since it started. For
    files it is None, where `device`, `inode` and `generation` say it, and on kernels before 5.15.
    There `entry` does as far as it can: the drive's own folder in sysfs, which is made anew when it
    is plugged in, but not when the card in a reader is exchanged."""

    size: int
    sector: int  # logical sector size in bytes
    device: int  # st_rdev of a device node, st_dev of a file
    diskseq: int | None = None
    inode: int | None = None  # files only
    entry: int | None = None  # inode of that folder, where nobody counts
    generation: int | None = None  # files only: which of those that had this inode
    asleep: int = field(default_factory=whole_seconds_asleep)  # when this was seen

    def difference(self, other: Identity) -> str:
        """The first thing that differs, in words; empty when nothing does."""
        if self._place != other._place:
            return "another device has its place"
        if (self.diskseq, self.entry) != (other.diskseq, other.entry):
            return "it was unplugged, or another drive now has its place"
        if self.size != other.size:
            return f"it had {self.size:,} bytes and has {other.size:,} now"
        if self.sector != other.sector:
            return f"its sectors had {self.sector} bytes and have {other.sector} now"
        return ""

    def in_doubt(self, now: Identity) -> bool:
        """Whether what is there `now` may be another drive, though nothing differs: the computer
        slept. When it wakes up, Linux takes a drive of the same kind and serial number for the one
        that was there (Documentation/driver-api/usb/persist), and counts no new medium."""
        return self.inode is None and now.asleep > self.asleep

    @property
    def _place(self) -> tuple[int | None, ...]:
        return (self.device, self.inode, self.generation)


@dataclass(frozen=True, slots=True)
class Partition:
    """A part of a drive, or the drive itself when it holds a file system without a table."""

    node: str  # "/dev/sdb1"
    start: int
    size: int
    label: str = ""
    file_system: str = ""  # "vfat", "ext4", "crypto_LUKS"; "" when unknown
    mounts: tuple[str, ...] = ()
    used: int | None = None  # bytes of files, known only while it is mounted
    type: str = ""  # MBR type as "0xef" or GPT type GUID
    name: str = ""  # GPT partition name


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a drive cannot be chosen. `hidden` reasons keep it out of the list altogether."""

    code: str
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class DriveInfo:
    """A drive as it was when it was looked at. Text in it comes from the drive: it is hostile.

    `asked_for`: a built-in disk that is offered because somebody asked for such disks; see
    `app.drives.safety.on_request`. Or a drive for discs, where one is asked for that is only read.
    """

    node: str  # "/dev/sdb", or a file's path
    vendor: str
    model: str
    serial: str
    kind: DriveKind
    identity: Identity
    bus: str = ""  # "usb", "mmc", "nvme", "ata", …
    speed: int | None = None  # of the USB link, Mbit/s
    removable: bool = False
    read_only: bool = False
    table: str = ""  # "gpt", "dos", ""
    label: str = ""  # of a file system on the whole drive, an ISO's for example
    file_system: str = ""
    partitions: tuple[Partition, ...] = ()
    reasons: tuple[Reason, ...] = ()
    asked_for: bool = False

    @property
    def name(self) -> str:
        """ "SanDisk Ultra": maker and model, without saying the maker twice."""
        if self.model.lower().startswith(self.vendor.lower()):
            return self.model or self.node
        return f"{self.vendor} {self.model}".strip() or self.node

    @property
    def size(self) -> int:
        return self.identity.size

    @property
    def sector(self) -> int:
        return self.identity.sector

    @property
    def offered(self) -> bool:
        """Whether it may be chosen at all."""
        return not self.reasons

    @property
    def hidden(self) -> bool:
        """Whether it stays out of the list: the computer's own disks, and what is no drive."""
        return any(reason.hidden for reason in self.reasons)

    @property
    def mounts(self) -> tuple[str, ...]:
        return tuple(mount for partition in self.partitions for mount in partition.mounts)

    @property
    def files(self) -> int:
        """Bytes of files on it, as far as that is known."""
        return sum(partition.used or 0 for partition in self.partitions)

    def to_json(self) -> dict[str, Any]:
        return {
            "node": self.node,
            "name": self.name,
            "vendor": self.vendor,
            "model": self.model,
            "serial": self.serial,
            "kind": self.kind.value,
            "size": self.size,
            "sector": self.sector,
            "diskseq": self.identity.diskseq,
            "bus": self.bus,
            "speed": self.speed,
            "removable": self.removable,
            "read_only": self.read_only,
            "table": self.table,
            "label": self.label,
            "file_system": self.file_system,
            "partitions": [
                {
                    "node": partition.node,
                    "start": partition.start,
                    "size": partition.size,
                    "label": partition.label,
                    "file_system": partition.file_system,
                    "mounts": list(partition.mounts),
                    "used": partition.used,
                    "type": partition.type,
                    "name": partition.name,
                }
                for partition in self.partitions
            ],
            "offered": self.offered,
            "hidden": self.hidden,
            "reasons": [{"code": reason.code, "text": reason.text} for reason in self.reasons],
        }


class Medium(Protocol):
    """An opened drive, past the page cache.

    Buffers must be page-aligned (an `mmap`), offsets and lengths whole sectors. Errors are raised
    as `DriveError`s: whoever implements it asks the drive whether it is still there first.
    """

    @property
    def size(self) -> int: ...
    @property
    def sector(self) -> int: ...
    @property
    def bypass(self) -> CacheBypass: ...

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        """Bytes read; fewer than asked means that the drive ends or was pulled out."""

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        """Bytes written; fewer than asked is for the caller to judge."""

    def sync(self) -> None:
        """Everything written so far is on the medium when this returns. Raises SyncFailed."""

    def identity(self) -> Identity:
        """Asked anew on the descriptor. Raises DriveGone."""


class Drive(Protocol):
    """A drive that can be opened. Nothing but a back end in this folder opens device nodes."""

    @property
    def info(self) -> DriveInfo: ...

    def release(self) -> None:
        """Unmount what is mounted from it, without force. Raises DriveBusy with the blocker."""

    def open(self, *, write: bool = True) -> AbstractContextManager[Medium]:
        """Exclusive and writable, or DriveBusy; with `write=False` only for reading, beside
        whoever uses it. Checks on the descriptor that it is the chosen drive before it hands it
        over: DriveChanged, DriveReadOnly, DriveGone, NotPermitted."""

    def eject(self) -> Ejection:
        """Make it safe to unplug: power off where the drive can, else eject. Raises DriveBusy,
        NotEjected."""


def demand_same(medium: Medium, drive: DriveInfo) -> None:
    """Raises DriveGone. A descriptor is held exclusively: a difference means that the medium was
    exchanged under it."""
    if drive.identity.difference(medium.identity()):
        raise DriveGone(drive.name)


def demand_surely_same(medium: Medium, drive: DriveInfo, before: Identity) -> None:
    """What was read `before` a sleep and what is read now make one thing only where it surely is
    one drive. Raises DriveGone, DriveInDoubt."""
    demand_same(medium, drive)
    if before.in_doubt(medium.identity()):
        raise DriveInDoubt(drive.name)
