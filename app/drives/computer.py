"""The computer whose drives are looked at: this one, or one that was recorded for a test."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.drives.behind import FileId, file_behind
from app.drives.carries import Carries, device_of
from app.drives.sysfs import Sysfs
from app.drives.told_by_udisks import ask_udisks, in_flatpak
from app.drives.udev import LiveUdev, Udev


def used_bytes(mount: str) -> int | None:
    """What files take up on a mounted file system. A sandbox does not see those of the computer."""
    if in_flatpak():
        return None
    try:
        status = os.statvfs(mount)
    except OSError:
        return None
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def own_places() -> tuple[str, ...]:
    """What this program runs from and works in: a drive that holds it is in use."""
    places = (str(Path(__file__).resolve()), sys.prefix)
    try:
        return (*places, tempfile.gettempdir())
    except OSError:  # no disk has room for a temporary file: then none is there
        return places


def records() -> Udev:
    """udev's; where it keeps silent, UDisks2's."""
    return ask_udisks() if in_flatpak() else LiveUdev()


@dataclass(frozen=True, slots=True)
class Computer:
    """Make one for each look: it is used by one thread at a time."""

    sys: Path = Path("/sys")
    proc: Path = Path("/proc")
    dev: Path = Path("/dev")
    udev: Udev = field(default_factory=records)
    device_of: Callable[[str], str] = device_of
    behind: Callable[[str, str], FileId | None] = file_behind
    used: Callable[[str], int | None] = used_bytes
    own: tuple[str, ...] = field(default_factory=own_places)

    @property
    def sysfs(self) -> Sysfs:
        return Sysfs(self.sys)

    def carries(self) -> Carries:
        """Who lies on what, asked anew."""
        return Carries(
            self.sysfs, self.proc, self.dev, self.device_of, self.behind, self.udev.lists
        )
