"""A loop device over a part of an image, and what is mounted of it: what is asked of UDisks2.

The kernel is not told to look for partitions on it: each file system gets a device of its own
(`Manager.LoopSetup` with `offset` and `size`). Of a disc that is also a disk only one half could be
mounted otherwise, and El Torito's boot image not at all.
"""

import os
import re
import time
from contextlib import suppress
from typing import Any

from app.drives.bus import BusError, SystemBus
from app.drives.udisks import SERVICE, path_of

PROBED = 2.0  # seconds until UDisks2 has looked at a new device, at most
_PAUSE = 0.05

_MANAGER = "/org/freedesktop/UDisks2/Manager"
_SETUP = (SERVICE + ".Manager", "LoopSetup")
_RESCAN = (SERVICE + ".Block", "Rescan")
_MOUNT = (SERVICE + ".Filesystem", "Mount")
_UNMOUNT = (SERVICE + ".Filesystem", "Unmount")
_CLEAR = (SERVICE + ".Loop", "SetAutoclear")
_DELETE = (SERVICE + ".Loop", "Delete")

_DELETED = " (deleted)"  # what the kernel says behind the name of a file that is gone
# What is in an image is only looked at: nothing in it is started.
_OPTIONS = {"options": ("s", "ro,noexec")}

_GONE = re.compile(r"DBus\.Error\.(Unknown|InvalidArgs)|Error\.NotMounted")
_ALREADY = re.compile(r"AlreadyMounted")


def set_up(bus: SystemBus, file: int, start: int, length: int | None) -> str:
    """A device (loop3) over `length` bytes of a file that is open, or all from `start`. Raises
    BusError."""
    options: dict[str, Any] = {
        "read-only": ("b", True),
        "no-part-scan": ("b", True),
        "offset": ("t", start),
    }
    if length is not None:
        options["size"] = ("t", length)
    (path,) = bus.call(SERVICE, _MANAGER, _SETUP, "ha{sv}", (file, options))
    return str(path).rpartition("/")[2]


def mount(bus: SystemBus, device: str) -> str:
    """Where it is now. Raises BusError."""
    _wait(bus, device)
    point = _point(bus, device)
    # Whoever else unmounts it, a file manager, lets go of the file as well.
    bus.call(SERVICE, path_of(device), _CLEAR, "ba{sv}", (True, {}))
    return point


def _point(bus: SystemBus, device: str) -> str:
    """Mount it, or take it as it is where the desktop was quicker."""
    try:
        (point,) = bus.call(SERVICE, path_of(device), _MOUNT, "a{sv}", (_OPTIONS,))
    except BusError as error:
        if not _ALREADY.search(error.name):
            raise
        return points(bus, device)[0]
    return str(point)


def _wait(bus: SystemBus, device: str) -> None:
    """Until UDisks2 knows what is on the device: it may have looked before the offset was set.
    Raises BusError."""
    with suppress(BusError):
        bus.call(SERVICE, path_of(device), _RESCAN, "a{sv}", ({},))
    patience = time.monotonic() + PROBED
    while True:
        try:
            points(bus, device)
        except BusError as error:
            if not is_gone(error):
                raise
            if time.monotonic() > patience:
                raise BusError(error.name, "not a mountable filesystem") from error
            time.sleep(_PAUSE)
        else:
            return


def points(bus: SystemBus, device: str) -> list[str]:
    """Where it is mounted. Raises BusError."""
    found = bus.property_of(SERVICE, path_of(device), _MOUNT[0], "MountPoints")
    return [os.fsdecode(bytes(point).rstrip(b"\0")) for point in found]


def backing(bus: SystemBus, device: str) -> str:
    """The file behind it, "" where there is none any more. Raises BusError."""
    file = bus.property_of(SERVICE, path_of(device), _DELETE[0], "BackingFile")
    return os.fsdecode(bytes(file).rstrip(b"\0")).removesuffix(_DELETED)


def take_away(bus: SystemBus, device: str) -> None:
    """Unmount it and let go of the file. Raises BusError."""
    try:
        bus.call(SERVICE, path_of(device), _UNMOUNT, "a{sv}", ({},))
    except BusError as error:
        if not is_gone(error):
            raise
    try:
        bus.call(SERVICE, path_of(device), _DELETE, "a{sv}", ({},))
    except BusError:
        if _is_held(bus, device):  # else it went with the file system
            raise


def _is_held(bus: SystemBus, device: str) -> bool:
    try:
        return bool(backing(bus, device))
    except BusError as error:
        return not is_gone(error)


def is_gone(error: BusError) -> bool:
    """Whether it says that there is no such device, or nothing mounted."""
    return bool(_GONE.search(error.name))
