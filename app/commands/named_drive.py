"""The drive that a command names, or the virtual stick that is made where nothing is yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.commands.ends import untouched
from app.commands.new_stick import NewStick
from app.display import for_display
from app.drives import open_drive
from app.drives.drive import Drive, DriveInfo
from app.errors import AppError, UsageError


@contextmanager
def drive_named(name: str, needed: int | None, asked: int | None = None) -> Iterator[Drive]:
    """The drive; a virtual stick is made as large as was `asked` for, else for the bytes `needed`,
    and does not outlive a refusal. Raises UsageError where it is there and has another size."""
    path = Path(name)
    missing = is_missing(path)
    size = asked or needed
    if missing and size is None:
        raise UsageError(f"{name} does not exist, and the image’s size is unknown: give --size.")
    with untouched():
        drive = open_drive(name, size=size)
    made = NewStick.just_made(path) if missing else None
    try:
        with untouched():
            _demand_size(drive.info, asked)
        yield drive
    except (AppError, KeyboardInterrupt, OSError) as error:
        if made is not None and getattr(error, "untouched", True):
            made.take_away()
        raise


def is_missing(path: Path) -> bool:
    """Whether a virtual stick would have to be made there. Where nobody may look, or a link leads
    nowhere, that is said when it is opened."""
    try:
        there = path.exists() or path.is_symlink()
        return not there and not path.is_relative_to("/dev")
    except OSError:
        return False


def is_device(path: Path) -> bool:
    try:
        return path.is_block_device()
    except OSError:
        return False


def _demand_size(drive: DriveInfo, asked: int | None) -> None:
    """`--size` makes a virtual stick. Of what is there nobody would expect to be cut off or to
    grow, nor to be written all the same."""
    if asked is None or drive.bus != "file":
        return
    if drive.size == -(-asked // drive.sector) * drive.sector:
        return
    node = for_display(drive.node, 200)
    raise UsageError(
        f"{node} is there already and has {drive.size:,} bytes, not {asked:,}: leave --size out to "
        "write to it as it is, or name a file that does not exist."
    )
