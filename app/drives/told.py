"""What a drive is known by when it comes back: across unplugging, a crash, and a new start."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.drives.drive import DriveInfo, DriveKind
from app.drives.sysfs import Sysfs

SYSFS = Sysfs()


@dataclass(frozen=True, slots=True)
class Told:
    """Cheap sticks share serial numbers, so the size and the names have to fit as well."""

    vendor: str
    model: str
    serial: str
    size: int
    inode: int  # of a virtual stick, else 0

    @classmethod
    def of(cls, drive: DriveInfo) -> Told:
        inode = drive.identity.inode or 0 if drive.kind is DriveKind.VIRTUAL else 0
        return cls(drive.vendor, drive.model, drive.serial, drive.size, inode)

    @property
    def certain(self) -> bool:
        """A drive without a serial number is nobody's for certain."""
        return bool(self.serial or self.inode)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: Any) -> Told:
        """Raises KeyError, TypeError, ValueError, OverflowError for anything else."""
        return cls(
            vendor=str(told["vendor"]),
            model=str(told["model"]),
            serial=str(told["serial"]),
            size=int(told["size"]),
            inode=int(told["inode"]),
        )


def this_start() -> str:
    """Which start of the computer this is; "" where nobody says. Two that differ lie before and
    behind a power cut, or a shutdown."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def is_plugged_in(diskseq: int) -> bool:
    """Whether the medium that the kernel counted so is there still."""
    return any(SYSFS.number(name, "diskseq") == diskseq for name in SYSFS.disks())
