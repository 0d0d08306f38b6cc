"""What the journal says of a drive, and the sizes its tests write."""

import json
from pathlib import Path
from typing import Any

from app.drives.drive import DriveInfo
from app.drives.told import Told, this_start
from app.events import Event, Stage, StageStarted
from app.journal import Unfinished, about, unfinished

STICK = 16 << 20
LENGTH = 6 << 20


def left(place: Path, drive: DriveInfo) -> Unfinished | None:
    return about(drive, unfinished(place))


def is_writing(event: Event) -> bool:
    return isinstance(event, StageStarted) and event.stage is Stage.WRITE


def story(
    place: Path, drive: DriveInfo, /, *lines: dict[str, Any], name: str = "1", **first: Any
) -> Path:
    """The file of a write to the drive as it is plugged in now, with these notes; `first` is what
    else its first line says."""
    about = {
        "image": "Ubuntu",
        "total": 100,
        "when": 1700000000.5,
        "start": this_start(),
        "drive": Told.of(drive).to_json(),
        "diskseq": drive.identity.diskseq,
        "file": {"device": 1, "inode": 2, "size": 3, "modified": 4, "digest": "5a"},
    }
    place.mkdir(exist_ok=True)
    path = place / f"{name}.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in (about | first, *lines)))
    return path


def seventh(folder: Path) -> Path:
    """A sysfs in which the drive `sdb` is the seventh that was plugged in; where it says so."""
    disk = folder / "block/sdb"
    disk.mkdir(parents=True)
    (folder / "class").mkdir()
    (folder / "class/block").symlink_to("../block")
    number = disk / "diskseq"
    number.write_text("7\n")
    return number
