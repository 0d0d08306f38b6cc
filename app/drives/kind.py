"""What a person would call a drive, from what it says of itself.

How it is connected decides whether it can be taken away: `removable`, and what other tools make of
it, is wrong for fast sticks, for cards in a built-in slot and for card readers. The rest is for
words: no rule of safety rests on whether something is a stick or a hard disk.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from app.drives.drive import DriveKind
from app.drives.sysfs import Sysfs, read_text
from app.drives.udev import Record

_READER = re.compile(
    r"reader|\bcards?\b|\bcrw\b|sd/|/mmc|\bsdmmc|compact ?flash|micro ?sd|storage device|"
    r"massstorageclass",
    re.IGNORECASE,
)
_SOLID_STATE = re.compile(r"ssd|nvme|\bm\.2", re.IGNORECASE)
_ATA_PORT = re.compile(r"ata\d+")


@dataclass(frozen=True, slots=True)
class Connection:
    """The way from the computer to the drive."""

    bus: str  # "usb", "firewire", "mmc", "nvme", "ata", "virtio", "scsi", "loop"; "" when unknown
    external: bool
    speed: int | None = None  # of the USB link, Mbit/s


def connection(sysfs: Sysfs, name: str) -> Connection:
    """Walks up from the drive: whatever is behind USB or FireWire can be unplugged, and so can a
    card of type SD. An eMMC is of type MMC, and soldered."""
    ancestors = list(sysfs.ancestors(name))
    buses = [sysfs.subsystem(device) for device in ancestors]
    for bus in ("usb", "firewire"):
        if bus in buses:
            return Connection(bus, external=True, speed=_speed(sysfs, ancestors))
    if "mmc" in buses:
        return Connection("mmc", external=sysfs.text(name, "device/type") == "SD")
    if any(_ATA_PORT.fullmatch(device.name) for device in ancestors):
        return Connection("ata", external=False)
    known = (bus for bus in buses if bus in ("nvme", "virtio", "scsi"))
    return Connection(next(known, ""), external=False)


def kind_of(sysfs: Sysfs, name: str, record: Record, way: Connection) -> DriveKind:
    if not way.external:
        return DriveKind.INTERNAL
    if way.bus == "mmc":
        return DriveKind.SD_CARD
    if sysfs.text(name, "removable") == "1":
        if _is_reader(sysfs, name, record):
            return DriveKind.SD_CARD if sysfs.size(name) else DriveKind.CARD_READER
        return DriveKind.USB_STICK
    still = record.rotation == 0 or sysfs.text(name, "queue/rotational") == "0"
    if record.rotation is None and _SOLID_STATE.search(f"{record.vendor} {record.model}"):
        still = True
    return DriveKind.EXTERNAL_SSD if still else DriveKind.EXTERNAL_DISK


def _is_reader(sysfs: Sysfs, name: str, record: Record) -> bool:
    """A reader gives away that it is one by its name, by a flag of udev's rules, or by having
    several slots: one USB interface with several removable disks."""
    if record.stick:
        return False
    named = _READER.search(f"{record.vendor} {record.model}")
    return record.flash_card or bool(named) or _slots(sysfs, name) > 1


def _slots(sysfs: Sysfs, name: str) -> int:
    interface = _interface(sysfs, name)
    return sum(
        1
        for disk in sysfs.disks()
        if interface and sysfs.text(disk, "removable") == "1" and disk.startswith("sd")
        if _interface(sysfs, disk) == interface
    )


def _interface(sysfs: Sysfs, name: str) -> Path | None:
    usb = (device for device in sysfs.ancestors(name) if sysfs.subsystem(device) == "usb")
    return next(usb, None)


def _speed(sysfs: Sysfs, ancestors: list[Path]) -> int | None:
    """What the device itself negotiated, not what the hubs above it can do."""
    for device in ancestors:
        if sysfs.subsystem(device) == "usb" and (speed := read_text(device / "speed")):
            return int(float(speed))  # the slowest is "1.5"
    return None
