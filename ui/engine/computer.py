"""What is asked about this computer: its drives, what it keeps, and what it can do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import Drive, DriveInfo
from ui.state.drive_list import key_of

if TYPE_CHECKING:
    from app.burning.drives import DiscDrive
    from app.journal import Unfinished
    from app.sources.answers import Region
    from app.sources.layout_table import Holds


def drives_with(path: Path, drives: tuple[DriveInfo, ...]) -> frozenset[str]:
    """Keys of the drives that the file lies on."""
    from app.drives import holds_file

    return frozenset(key_of(drive) for drive in drives if holds_file(drive, path))


def opened(drive: DriveInfo) -> Drive:
    """The back end for the drive; nothing is opened yet."""
    from app.drives import drive_of

    return drive_of(drive)


def made_stick(path: Path, size: int) -> DriveInfo:
    """Raises DriveError."""
    from app.drives.image_file import virtual_stick

    return virtual_stick(path, size).info


def watched(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
    from app.drives.watch import watch

    return watch(stopped)


def unfinished() -> tuple[Unfinished, ...]:
    from app import journal

    journal.tidy()
    return journal.unfinished()


def handed_over(key: str) -> tuple[str, ...]:
    from app.desktop import handed_over

    return handed_over(key)


def can_play_sounds() -> bool:
    from app.sound import can_play

    return can_play()


def played(*, good: bool) -> None:
    from app.sound import Sound, play

    play(Sound.DONE if good else Sound.FAILED)


def disc_drives() -> tuple[DiscDrive, ...]:
    """Those that an image could be burned with. Raises NoDisc."""
    from app.burning.drives import disc_drives
    from app.burning.plan import demand_xorriso

    demand_xorriso()
    return disc_drives()


def lacking() -> tuple[tuple[Holds, str], ...]:
    """The file systems that can't be made here, each with the package that would make them."""
    from app.sources.layout_table import Holds
    from app.sources.new_volumes import missing

    return tuple((holds, package) for holds in Holds if (package := missing(holds)))


def region() -> Region:
    """This computer's language, keyboard and time zone, as Windows calls them."""
    from app.commands.region import region_here

    return region_here()
