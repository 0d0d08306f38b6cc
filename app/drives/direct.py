"""The back end for root, and for everybody who may write to the node: opens it itself."""

import errno
import os

from app import tools
from app.drives.device import DeviceDrive
from app.drives.drive import DriveKind
from app.errors import (
    DriveBusy,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NoService,
    NotPermitted,
    ToolError,
)

_GONE = frozenset({errno.ENOENT, errno.ENXIO, errno.ENODEV, errno.ENOMEDIUM})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class DirectDrive(DeviceDrive):
    """Needs no service and asks nobody."""

    def _unmount(self, part: str, point: str) -> None:
        try:
            tools.run(["umount", "--", point])
        except ToolError as error:
            if point in self._computer().carries().mounts_on(part):
                raise self._busy() from error

    def _open_node(self, flags: int) -> int:
        try:
            return os.open(self._info.node, flags)
        except OSError as error:
            raise self._judged(error) from error

    def _judged(self, error: OSError) -> DriveError:
        """The kernel refuses a write-protected drive with "read-only file system" or, on some
        drivers, as not permitted."""
        name = self._info.name
        if error.errno in _GONE:
            return DriveGone(name)
        if error.errno == errno.EBUSY:
            return DriveBusy(name)
        if error.errno in _REFUSED:
            locked = self._computer().sysfs.text(self._name, "ro") == "1"
            return (
                DriveReadOnly(name) if locked or error.errno == errno.EROFS else NotPermitted(name)
            )
        return DriveError(name, f"{name} can’t be opened: {error.strerror or error}.")

    def _eject(self) -> None:
        """UDisks2 knows how to switch a drive off; where it is not running, the medium is
        ejected. A loop device has no plug."""
        if self._info.kind is DriveKind.VIRTUAL:
            return
        from app.drives.udisks import switch_off  # here, for writing as root needs no D-Bus

        try:
            switch_off(self._info)
        except NoService:
            tools.run(["eject", self._info.node])
