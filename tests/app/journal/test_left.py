"""Which drive a story is about, and where stories are kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from support_journal import STICK, left
from support_stopped import stopped_at, writing

from app import journal
from app.drives.drive import Partition
from app.drives.image_file import virtual_stick
from app.events import Stage, StageStarted
from app.journal import unfinished
from app.sources.source import Source


def test_what_can_be_seen_of_the_image_hides_nothing(
    place: Path, source: Source, tmp_path: Path
) -> None:
    """Without its first sector a disc image has no table, but a label. Before the head was due, a
    label is somebody's who made something else of the drive."""
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    itself = Partition(drive.info.node, 0, STICK, label="UBUNTU 24.04", file_system="iso9660")
    labelled = replace(
        drive.info, label="UBUNTU 24.04", file_system="iso9660", partitions=(itself,)
    )
    parted = replace(labelled, partitions=(replace(itself, node=drive.info.node + "1"),))
    for stage, is_told in ((Stage.VERIFY, False), (Stage.WRITE_HEAD, True)):
        job = writing(source, drive, place)
        next(event for event in job if isinstance(event, StageStarted) and event.stage is stage)
        if is_told:
            next(event for event in job if event == StageStarted(Stage.SYNC))
        job.close()
        assert (left(place, labelled) is not None) is is_told
        assert left(place, parted) is None
        assert left(place, drive.info) is not None


def test_a_drive_that_was_given_something_else_is_not_unfinished(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    job = writing(source, drive, place)
    next(event for event in job if event == StageStarted(Stage.SYNC))
    job.close()
    assert left(place, drive.info) is not None
    assert left(place, replace(drive.info, label="HOLIDAY")) is None
    part = Partition("/dev/sdz1", 0, 1)
    assert left(place, replace(drive.info, partitions=(part,))) is None
    other = replace(drive.info, identity=replace(drive.info.identity, size=STICK * 2))
    assert left(place, other) is None


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert journal.folder() == tmp_path / "stickwright" / "jobs"
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert journal.folder() == tmp_path / ".local" / "state" / "stickwright" / "jobs"


def test_whatever_lies_in_the_folder_nobody_waits_for_it(
    place: Path, source: Source, tmp_path: Path
) -> None:
    """A pipe keeps whoever opens it until somebody fills it."""
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    stopped_at(writing(source, drive, place), Stage.SYNC)
    os.mkfifo(place / "9.jsonl")
    (place / "8.jsonl").symlink_to("/dev/zero")
    (place / "7.jsonl").symlink_to(next(place.glob("0*.jsonl")))
    (place / "6.jsonl").mkdir()
    assert len(unfinished(place)) == 1
    list(writing(source, drive, place))
    assert unfinished(place) == ()
