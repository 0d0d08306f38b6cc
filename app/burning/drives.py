"""The drives for discs that this computer has: nowhere else are they more than “no stick”."""

from dataclasses import dataclass

from app.drives.computer import Computer
from app.drives.describe import describe

_KERNELS = "sr"  # as the kernel calls them


@dataclass(frozen=True, slots=True)
class DiscDrive:
    """`name` as its makers call it, not yet fit to be shown."""

    node: str
    name: str


def disc_drives(computer: Computer | None = None) -> tuple[DiscDrive, ...]:
    computer = computer or Computer()
    names = sorted(name for name in computer.sysfs.disks() if name.startswith(_KERNELS))
    found = (describe(name, computer) for name in names)
    return tuple(DiscDrive(drive.node, drive.name) for drive in found if drive)
