"""The note of a quick probe: when it is there, what it says, and who may read it."""

import json
import logging
import os
import time
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick
from support_stopped import filled

from app import journal
from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import virtual_stick
from app.drives.told import Told, this_start
from app.errors import AppError, DriveGone, FolderError, Stopped
from app.events import Ended, Progressed, Stage, StageStarted
from app.job import Job
from app.journal.forgetting import LONGEST_OLD
from app.journal.probing import _noted, probed
from app.plan_capacity import plan_capacity

SIZE = 6 << 20


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    filled(tmp_path / "stick.img", SIZE)
    return virtual_stick(tmp_path / "stick.img")


def endings(place: Path) -> list[str]:
    return sorted(path.suffix for path in place.iterdir()) if place.is_dir() else []


@pytest.mark.parametrize("there", [True, False])
def test_the_note_is_there_from_the_first_thing_kept_to_the_end(
    drive: Drive, place: Path, *, there: bool
) -> None:
    place = place / "below" / "it"
    if there:
        place.mkdir(mode=0o700, parents=True)
    seen: dict[Stage | None, list[str]] = {}
    for event in probed(plan_capacity(drive.info), drive, place=place):
        if isinstance(event, StageStarted):
            seen.setdefault(event.stage, endings(place))
        if isinstance(event, Ended):
            seen[None] = endings(place)
    assert seen[Stage.RELEASE] == []
    assert seen[Stage.PROBE] == [".jsonl", ".old"]
    assert seen[None] == []
    assert not journal.folder().exists()


def test_what_the_note_says_and_to_whom(drive: Drive, place: Path) -> None:
    before = time.time()
    for event in probed(plan_capacity(drive.info), drive, place=place):
        if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
            (story,) = place.glob("*.jsonl")
            (line,) = story.read_text().splitlines(keepends=True)
            assert [place.stat().st_mode & 0o777, story.stat().st_mode & 0o777] == [0o700, 0o600]
    assert line.endswith("}\n")
    note = json.loads(line)
    assert before <= note.pop("when") <= time.time()
    assert note == {
        "probe": True,
        "image": "Quick probe",
        "total": None,
        "start": this_start(),
        "drive": Told.of(drive.info).to_json(),
        "diskseq": drive.info.identity.diskseq,
    }


def test_it_is_left_alone_while_what_is_kept_is_not_there_yet_or_still(
    drive: Drive, place: Path
) -> None:
    """A slow disk takes its time to make a file; and not all may be back when it ends."""
    old = place / f"{1:020}-abcdef.old"
    story = old.with_suffix(".jsonl")

    def job() -> Job:
        yield StageStarted(Stage.KEEP)
        yield Progressed(Stage.KEEP, 0)
        assert story.exists()
        old.touch()
        yield Ended(None)  # type: ignore[arg-type]  # nobody looks at what came of it

    list(_noted(job(), plan_capacity(drive.info), old))
    assert story.exists()


def test_what_is_too_old_goes(drive: Drive, place: Path) -> None:
    place.mkdir(mode=0o700)
    old = place / f"{1:020}-abcdef.old"
    old.touch()
    os.utime(old, (time.time() - LONGEST_OLD - 60,) * 2)
    list(probed(plan_capacity(drive.info), drive, place=place))
    assert not old.exists()


def test_a_probe_that_was_stopped_and_put_everything_back_leaves_nothing(
    drive: Drive, place: Path
) -> None:
    control = Control()

    def listen() -> None:
        for event in probed(plan_capacity(drive.info), drive, control, place):
            if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
                assert len(endings(place)) == 2
                control.stop()

    with pytest.raises(Stopped):
        listen()
    assert endings(place) == []


def test_every_byte_ends_what_could_be_put_back_in_that_place(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "stick.img"
    pulled: Drive = failing_stick(path, SIZE, Faults(unplugged_after=2 << 20))
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(pulled.info), pulled, place=place))
    assert endings(place) == [".jsonl", ".old"]
    again = virtual_stick(path)
    list(probed(plan_capacity(again.info, every_byte=True), again, place=place))
    assert endings(place) == []


def test_a_note_that_cannot_be_made_is_noted_for_whoever_looks_for_the_reason(
    drive: Drive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.touch()
    with caplog.at_level(logging.INFO, "app.journal.probing"), pytest.raises(AppError):
        list(probed(plan_capacity(drive.info), drive, place=file / "jobs"))
    (said,) = [each.message for each in caplog.records if each.name == "app.journal.probing"]
    assert said.startswith("journal: [Errno ")


def test_nothing_is_said_before_there_is_something_to_put_back(drive: Drive, place: Path) -> None:
    """Whoever is killed while it is kept leaves a drive that holds what it held."""
    said: dict[Stage, set[str]] = {}
    for event in probed(plan_capacity(drive.info), drive, place=place):
        if isinstance(event, StageStarted | Progressed):
            said.setdefault(event.stage, set()).update(each.read_text() for each in stories(place))
    assert said[Stage.KEEP] == {""}
    assert len(said[Stage.PROBE] | said[Stage.PUT_BACK]) == 1
    assert "" not in said[Stage.PROBE]


def stories(place: Path) -> list[Path]:
    return list(place.glob("*.jsonl"))


def test_when_a_drive_is_looked_at_once_more_the_note_says_nothing_until_all_is_kept(
    drive: Drive, place: Path
) -> None:
    old = place / f"{1:020}-abcdef.old"
    rounds = [StageStarted(stage) for stage in 3 * (Stage.KEEP, Stage.PROBE, Stage.PROBE)]
    job = _noted((each for each in rounds), plan_capacity(drive.info), old)
    said = [old.with_suffix(".jsonl").read_text() for _ in job]
    assert [bool(each) for each in said] == 3 * [False, True, True]
    assert all(json.loads(each)["probe"] for each in said if each)


def test_the_note_is_on_its_disk_before_the_first_mark(
    drive: Drive, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power may go at any moment; a note without words would say that nothing is to be put back."""
    synced, real = list[tuple[int, int]](), os.fsync

    def noting(fd: int) -> None:
        status = os.fstat(fd)
        synced.append((status.st_ino, status.st_size))
        real(fd)

    monkeypatch.setattr(os, "fsync", noting)
    for event in probed(plan_capacity(drive.info), drive, place=place):
        if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
            (story,) = stories(place)
            status = story.stat()
            note = (status.st_ino, status.st_size)
            assert status.st_size
            assert note in synced
            assert place.stat().st_ino in [each for each, _ in synced[synced.index(note) :]]


def test_no_drive_is_marked_where_no_note_can_tell_of_it(
    drive: Drive, tmp_path: Path, place: Path
) -> None:
    before = (tmp_path / "stick.img").read_bytes()

    def listen() -> None:
        for event in probed(plan_capacity(drive.info), drive, place=place):
            assert not isinstance(event, StageStarted) or event.stage is not Stage.PROBE
            if isinstance(event, Progressed) and event.done and place.exists():
                place.rename(tmp_path / "elsewhere")

    with pytest.raises(FolderError):
        listen()
    assert (tmp_path / "stick.img").read_bytes() == before


def test_nor_where_there_was_none_from_the_start(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    rounds = [StageStarted(stage) for stage in (Stage.KEEP, Stage.PROBE)]
    old = tmp_path / "file" / "jobs" / f"{1:020}-abcdef.old"
    with pytest.raises(FolderError, match=": No such file or directory"):
        list(_noted((each for each in rounds), plan_capacity(drive.info), old))
