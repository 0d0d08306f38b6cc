"""Which drive a story is about, and where stories are kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import support_old
from support_journal import STICK, left, story
from support_media import stick_info
from support_stopped import stopped_at, writing

from app import journal
from app.drives.drive import DriveInfo, Partition
from app.drives.image_file import virtual_stick
from app.errors import NothingKept
from app.events import Stage, StageStarted
from app.journal import old_of, unfinished
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


DRIVE = stick_info(support_old.SIZE)
WRITE = {"stage": "write"}


def plugged(drive: DriveInfo, diskseq: int) -> DriveInfo:
    return replace(drive, identity=replace(drive.identity, diskseq=diskseq))


def kept(place: Path, name: str, drive: DriveInfo = DRIVE) -> Path:
    """A story of a write to the drive, with what it kept of it; that file."""
    return support_old.kept(story(place, drive, WRITE, name=name).with_suffix(".old")).path


def test_the_latest_comes_first_and_a_hundred_are_enough(place: Path) -> None:
    for number in range(1, 102):
        story(place, stick_info(1000, serial=f"S{number}"), name=f"{number:03}")
    serials = [each.drive.serial for each in unfinished(place)]
    assert serials == [f"S{number}" for number in range(101, 1, -1)]


def test_a_write_that_changed_nothing_hides_no_old_contents(place: Path) -> None:
    """It ended before it came to the drive, which is as the one before left it."""
    old = kept(place, "1")
    later = story(place, DRIVE, {"stage": "blank"}, name="2", image="Debian")
    found = left(place, DRIVE)
    assert found is not None
    assert (found.image, found.stage, found.undoable) == ("Debian", Stage.BLANK, True)
    assert found.old == old
    old.unlink()
    found = left(place, DRIVE)
    assert found is not None
    assert (found.story, found.undoable) == (later, False)


def test_of_two_with_old_contents_the_later_is_told(place: Path) -> None:
    kept(place, "1")
    later = kept(place, "2")
    found = left(place, DRIVE)
    assert found is not None
    assert found.old == later
    assert old_of(DRIVE, place).path == later


def test_a_drive_is_known_by_how_it_was_plugged_in(place: Path) -> None:
    """Two of a kind with one serial number: the later write was to the other."""
    mine, other = kept(place, "1"), plugged(DRIVE, 99)
    theirs = kept(place, "2", other)
    assert old_of(DRIVE, place).path == mine
    assert old_of(other, place).path == theirs


def test_of_the_next_write_that_changed_the_drive_nothing_older_is_put_back(place: Path) -> None:
    """What an earlier one kept is of a drive that holds something else by now."""
    kept(place, "1")
    story(place, DRIVE, {"stage": "blank"}, name="3", image="Debian")
    later = story(place, DRIVE, WRITE, name="2")
    found = left(place, DRIVE)
    assert found is not None
    assert (found.image, found.undoable) == ("Debian", False)
    with pytest.raises(NothingKept):
        old_of(DRIVE, place)
    later.unlink()
    found = left(place, DRIVE)
    assert found is not None
    assert (found.image, found.undoable, found.story) == ("Debian", True, place / "1.jsonl")
    assert old_of(DRIVE, place).path == place / "1.old"


def test_since_it_was_plugged_in_others_were_plugged_in_as_something_else(place: Path) -> None:
    """A story from before that may be its own; one between two of its own is not."""
    before = kept(place, "1", plugged(DRIVE, 5))
    assert old_of(DRIVE, place).path == before
    first = story(place, DRIVE, {"stage": "blank"}, name="2")
    kept(place, "3", plugged(DRIVE, 9))
    assert old_of(DRIVE, place).path == before
    found = left(place, DRIVE)
    assert found is not None
    assert (found.stage, found.story) == (Stage.BLANK, place / "1.jsonl")
    first.unlink()
    found = left(place, DRIVE)
    assert found is not None
    assert found.story == place / "3.jsonl"


def test_a_drive_of_which_nothing_is_told(place: Path) -> None:
    assert left(place, DRIVE) is None
    story(place, stick_info(support_old.SIZE, serial="4C54"))
    assert left(place, DRIVE) is None


def test_old_contents_of_another_drive_are_not_its_own(place: Path) -> None:
    old = kept(place, "1")
    assert old_of(DRIVE, place).path == old
    with pytest.raises(NothingKept) as caught:
        old_of(stick_info(support_old.SIZE, serial="4C54"), place)
    assert caught.value.drive == DRIVE.name
    story(place, stick_info(support_old.SIZE, serial="4C54"), WRITE, name="2")
    with pytest.raises(NothingKept):
        old_of(stick_info(support_old.SIZE, serial="4C54"), place)


def test_where_nobody_names_a_place_the_usual_one_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert unfinished() == ()
    journal.folder().parent.mkdir()
    old = kept(journal.folder(), "1")
    assert [each.old for each in unfinished()] == [old]
    assert old_of(DRIVE).path == old
