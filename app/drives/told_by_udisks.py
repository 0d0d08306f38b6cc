"""What UDisks2 tells of all drives in one answer: for a sandbox, where udev keeps silent, and where
/proc lists the mounts of the sandbox and not those of the computer.

The kernel's /sys shows the same drives inside and outside. A drive that UDisks2 says nothing of is
not ready to be chosen, so that without UDisks2 there is none to choose. The names are those of its
API: `org.freedesktop.UDisks2.Block`, `.Drive`, `.Filesystem`, `.Swapspace` and the others.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.drives.mounts import Lists, Mount, Swap, read_swaps
from app.drives.sysfs import name_of, node_of
from app.drives.udev import Record, tidy

FLATPAK = Path("/.flatpak-info")

_SERVICE = "org.freedesktop.UDisks2"
_ROOT = "/org/freedesktop/UDisks2"
_LIST = ("org.freedesktop.DBus.ObjectManager", "GetManagedObjects")

# One file system on several devices, which have a UUID in common: all of them are mounted with it.
_ON_SEVERAL = ("btrfs", "bcachefs")
# Where UDisks2 calls a drive the system's only because the administrator does (`HintSystem`).
_HOT_PLUGGED = ("usb", "ieee1394", "sdio")

# By path and interface, each property with its type before it.
Objects = Mapping[str, Mapping[str, Mapping[str, tuple[str, Any]]]]
Properties = Mapping[str, Any]


class ToldByUDisks:
    """It stays as it was told: make one for each look."""

    running = True  # what has no record will get one, or none is to be had

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._blocks = {
            name_of(_path(device)): path
            for path in objects
            if (device := self._of(path, "Block").get("Device"))
        }

    def record(self, name: str) -> Record | None:
        if name not in self._blocks:
            return None
        path = self._blocks[name]
        block, part = self._of(path, "Block"), self._of(path, "Partition")
        drive = self._of(str(block.get("Drive", "")), "Drive")
        media = [str(each) for each in drive.get("MediaCompatibility", ())]
        rotation = drive.get("RotationRate", -1)
        bus = str(drive.get("ConnectionBus", ""))
        return Record(
            vendor=tidy(str(drive.get("Vendor", ""))),
            model=tidy(str(drive.get("Model", ""))),
            serial=str(drive.get("Serial", "")),
            bus=bus,
            optical=any(each.startswith("optical") for each in media),
            stick="thumb" in media,
            flash_card=any(each.startswith("flash") for each in media),
            rotation=rotation if rotation >= 0 else None,
            ignored=bool(block.get("HintIgnore"))
            or (bool(block.get("HintSystem")) and bus in _HOT_PLUGGED),
            table=str(self._of(path, "PartitionTable").get("Type", "")),
            label=tidy(str(block.get("IdLabel", ""))),
            file_system=str(block.get("IdType", "")),
            partition_type=str(part.get("Type", "")),
            partition_name=tidy(str(part.get("Name", ""))),
        )

    def lists(self, proc: Path) -> Lists:
        """`proc` has the swap files; of swap areas both tell."""
        areas = {swap.path: swap for swap in (*self._swaps(), *read_swaps(proc))}
        return Lists(tuple(self._mounts()), tuple(areas.values()))

    def _mounts(self) -> Iterator[Mount]:
        for name, path in self._blocks.items():
            kind = str(self._of(path, "Block").get("IdType", ""))
            source = ":".join(node_of(member) for member in self._together(name, kind))
            for point in self._of(path, "Filesystem").get("MountPoints", ()):
                yield Mount("", _path(point), kind, source, "")

    def _together(self, name: str, kind: str) -> list[str]:
        """The devices of the file system that is on this one."""
        same = self._of(self._blocks[name], "Block").get("IdUUID")
        if kind not in _ON_SEVERAL or not same:
            return [name]
        return [
            other
            for other, path in self._blocks.items()
            if self._of(path, "Block").get("IdUUID") == same
        ]

    def _swaps(self) -> Iterator[Swap]:
        for name, path in self._blocks.items():
            if self._of(path, "Swapspace").get("Active"):
                yield Swap(node_of(name), is_file=False)

    def _of(self, path: str, interface: str) -> Properties:
        """Without the types; empty where the object has no such interface."""
        found = self._objects.get(path, {}).get(f"{_SERVICE}.{interface}", {})
        return {name: value for name, (_, value) in found.items()}


def in_flatpak() -> bool:
    return FLATPAK.exists()


def ask_udisks() -> ToldByUDisks:
    """Knows nothing where there is no UDisks2."""
    from app.drives.bus import BusError, SystemBus  # here, for most never ask

    try:
        with SystemBus() as bus:
            return ToldByUDisks(bus.call(_SERVICE, _ROOT, _LIST)[0])
    except BusError:
        return ToldByUDisks({})


def _path(text: bytes) -> str:
    """A path of the kernel's, with a zero byte behind it."""
    return text.rstrip(b"\0").decode(errors="surrogateescape")
