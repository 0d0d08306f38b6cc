"""What the journal keeps no longer."""

import os
from pathlib import Path

from support_journal import STICK, is_writing
from support_stopped import writing

from app.drives.image_file import virtual_stick
from app.events import Stage, StageStarted
from app.journal import unfinished
from app.sources.source import Source


def test_the_next_write_to_the_drive_takes_the_old_story_away(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    for _ in range(2):
        job = writing(source, drive, place)
        next(event for event in job if is_writing(event))
        job.close()
        assert len(unfinished(place)) == 1
        assert len(list(place.iterdir())) == 1
    list(writing(source, drive, place))
    assert list(place.iterdir()) == []


def test_what_is_old_goes(place: Path, source: Source, tmp_path: Path) -> None:
    first, second = (virtual_stick(tmp_path / f"{name}.img", STICK) for name in "ab")
    for drive in (first, second):
        job = writing(source, drive, place)
        next(event for event in job if event == StageStarted(Stage.SYNC))
        job.close()
    for path in place.iterdir():
        os.utime(path, (0, 0))
    third = virtual_stick(tmp_path / "c.img", STICK)
    job = writing(source, third, place)
    next(event for event in job if event == StageStarted(Stage.SYNC))
    assert len(list(place.iterdir())) == 1
    job.close()
