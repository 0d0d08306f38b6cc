"""The back end for everybody else: UDisks2 opens the drive and hands over the descriptor.

No process of ours runs as root. The desktop asks for the password, in its own words, and what it
permits is remembered for this process and not for one drive: that it is the right drive is checked
on the descriptor (`device.py`). UDisks2's API: `org.freedesktop.UDisks2.Block.OpenDevice` and
`Filesystem.Unmount`, udisks 2.9 and later.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from app.display import for_display
from app.drives.bus import NO_BUS, BusError, SystemBus
from app.drives.device import DeviceDrive
from app.drives.drive import DriveInfo, DriveKind
from app.drives.sysfs import name_of
from app.errors import (
    DriveBusy,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NoAgent,
    NoService,
    NotEjected,
    NotPermitted,
)

SERVICE = "org.freedesktop.UDisks2"
_ERROR = SERVICE + ".Error."
_ROOT = "/org/freedesktop/UDisks2/block_devices/"
_NO_SERVICE = re.compile(
    r"org\.freedesktop\.(DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\.)|systemd1\.)"
)
_NO_OBJECT = re.compile(r"org\.freedesktop\.DBus\.Error\.Unknown(Object|Method|Interface)")
_UNMOUNT = (SERVICE + ".Filesystem", "Unmount")
_OPEN = (SERVICE + ".Block", "OpenDevice")
_QUIET = {"auth.no_user_interaction": ("b", True)}

_TO_ESCAPE = re.compile(r"[^A-Za-z0-9_]")
_BY_NAME: dict[str, Callable[[str], DriveError]] = {
    "NotAuthorizedCanObtain": NoAgent,  # somebody could permit it, but nothing can ask them
    "NotAuthorized": NotPermitted,
    "NotAuthorizedDismissed": partial(NotPermitted, dismissed=True),
    "DeviceBusy": DriveBusy,
}
# Most failures are just "Failed": which one it is stands in the text.
_BY_TEXT: tuple[tuple[re.Pattern[str], Callable[[str], DriveError]], ...] = (
    (re.compile("resource busy|target is busy", re.IGNORECASE), DriveBusy),
    (re.compile("read-only file system", re.IGNORECASE), DriveReadOnly),
    (re.compile("no medium found|no such (file|device)", re.IGNORECASE), DriveGone),
)


class UDisksDrive(DeviceDrive):
    """Needs UDisks2 and, on most computers, a password."""

    def _unmount(self, part: str, point: str) -> None:
        """What somebody else mounted counts as busy: unmounting it would ask for a password of
        its own, in a place where nobody could stop waiting for it."""
        try:
            with _errors(self._info), SystemBus() as bus:
                bus.call(SERVICE, path_of(part), _UNMOUNT, "a{sv}", (_QUIET,))
        except (DriveBusy, NotPermitted, NoAgent) as error:
            raise self._busy() from error
        except DriveGone:
            self._look()  # the partition alone may have gone: then nothing is mounted there

    def _open_node(self, flags: int) -> int:
        access = "rw" if flags & os.O_ACCMODE == os.O_RDWR else "r"
        options = {"flags": ("i", flags & ~os.O_ACCMODE)}
        try:
            with _errors(self._info), SystemBus() as bus:
                answer = bus.call(SERVICE, path_of(self._name), _OPEN, "sa{sv}", (access, options))
                fd = int(answer[0].to_raw_fd())
        except DriveError as error:
            raise self._explained(error) from error
        os.set_inheritable(fd, False)  # noqa: FBT003  the signature is Python's
        return fd

    def _explained(self, error: DriveError) -> DriveError:
        """A failure whose text says nothing to us, for UDisks2 may speak the language of its
        computer: what the drive looks like now says more."""
        if type(error) is not DriveError:
            return error
        now = self._look()
        if now.read_only:
            return DriveReadOnly(self._info.name)
        in_use = now.mounts or any(reason.code == "in-use" for reason in now.reasons)
        return DriveBusy(self._info.name) if in_use else error

    def _eject(self) -> None:
        switch_off(self._info)


def switch_off(drive: DriveInfo) -> None:
    """Makes it safe to unplug: powers the drive off, or ejects its medium. Never both, for an
    ejected stick cannot be powered off any more. A card is ejected where that is possible: a
    built-in reader without power would be gone until the computer starts again. Raises DriveError;
    NotEjected where UDisks2 can do neither. Nobody unplugs a virtual stick."""
    if drive.kind is DriveKind.VIRTUAL:
        return
    with _errors(drive), SystemBus() as bus:
        name = name_of(drive.node)
        path = bus.property_of(SERVICE, path_of(name), SERVICE + ".Block", "Drive")
        if path == "/":
            raise NotEjected(drive.name)
        interface = SERVICE + ".Drive"
        ejectable = bus.property_of(SERVICE, path, interface, "Ejectable")
        if drive.kind is DriveKind.SD_CARD and ejectable:
            bus.call(SERVICE, path, (interface, "Eject"), "a{sv}", ({},))
        elif bus.property_of(SERVICE, path, interface, "CanPowerOff"):
            bus.call(SERVICE, path, (interface, "PowerOff"), "a{sv}", ({},))
        elif ejectable:
            bus.call(SERVICE, path, (interface, "Eject"), "a{sv}", ({},))
        else:
            raise NotEjected(drive.name)


def path_of(name: str) -> str:
    """The object of a device: whatever is no ASCII letter or digit or underscore in its kernel
    name is escaped, byte by byte."""
    return _ROOT + _TO_ESCAPE.sub(lambda match: f"_{ord(match[0]):02x}", name)


def judged(error: BusError, drive: str) -> DriveError | None:
    """What an answer of UDisks2 means for a drive; None for "it was not mounted"."""
    if error.name == _ERROR + "NotMounted":
        return None
    if error.name == NO_BUS or _NO_SERVICE.match(error.name):
        return NoService(drive)
    if _NO_OBJECT.match(error.name):
        return DriveGone(drive)
    if named := _BY_NAME.get(error.name.removeprefix(_ERROR)):
        return named(drive)
    for pattern, kind in _BY_TEXT:
        if pattern.search(error.text):
            return kind(drive)
    return DriveError(drive, f"{drive} can’t be used: {for_display(error.text.rstrip('.'), 200)}.")


@contextmanager
def _errors(drive: DriveInfo) -> Iterator[None]:
    try:
        yield
    except BusError as error:
        if meaning := judged(error, drive.name):
            raise meaning from error
