"""What the journal says of a drive, and the sizes its tests write."""

from pathlib import Path

from app.drives.drive import DriveInfo
from app.events import Event, Stage, StageStarted
from app.journal import Unfinished, about, unfinished

STICK = 16 << 20
LENGTH = 6 << 20


def left(place: Path, drive: DriveInfo) -> Unfinished | None:
    return about(drive, unfinished(place))


def is_writing(event: Event) -> bool:
    return isinstance(event, StageStarted) and event.stage is Stage.WRITE
