"""The journal: what is left of a write that did not finish, and nothing of one that did."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report
from support_stopped import stopped_at

from app import journal
from app.control import Controls
from app.drives.drive import Drive, DriveInfo, Partition
from app.drives.image_file import virtual_stick
from app.drives.told import this_start
from app.errors import AppError, DriveGone, Stopped, SyncFailed
from app.events import Event, Finished, Progressed, Stage, StageStarted
from app.job import Job
from app.jobs import run as run_jobs
from app.journal import End, Unfinished, about, keep_in, kept, noted, unfinished
from app.plan import plan_write
from app.sources.source import Source
from app.stages.keep import Keep

STICK = 16 << 20
LENGTH = 6 << 20


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", image_bytes(LENGTH))


def writing(source: Source, drive: Drive, place: Path) -> Job:
    plan = plan_write(source, whole_report(source.size), drive.info)
    return noted(plan, drive, "Ubuntu 24.04", place=place)


def left(place: Path, drive: DriveInfo) -> Unfinished | None:
    return about(drive, unfinished(place))


def test_nothing_is_left_of_a_write_that_finished(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    for event in writing(source, drive, place):
        assert unfinished(place) == (), f"locked while it goes on, at {event}"
    assert list(place.iterdir()) == []


def test_nothing_is_left_by_the_time_that_somebody_hears_of_the_end(
    place: Path, source: Source, tmp_path: Path
) -> None:
    """The power may go then, and the next start would call a finished drive unfinished."""
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    with closing(writing(source, drive, place)) as job:
        assert any(map(_reads_back_head, job))
        assert list(place.iterdir()) != []
        assert any(isinstance(event, Finished) for event in job)
        assert list(place.iterdir()) == []


def _reads_back_head(event: object) -> bool:
    return isinstance(event, StageStarted) and event.stage is Stage.VERIFY_HEAD


def test_a_stop_leaves_its_place(place: Path, source: Source, tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    job = writing(source, drive, place)
    next(event for event in job if event == StageStarted(Stage.VERIFY, LENGTH - (1 << 20)))
    job.close()
    found = left(place, drive.info)
    assert found is not None
    assert (found.image, found.stage, found.done, found.total) == (
        "Ubuntu 24.04",
        Stage.VERIFY,
        LENGTH,
        LENGTH,
    )
    assert found.share == 1.0
    assert (place.stat().st_mode & 0o777, next(place.iterdir()).stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


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


def test_a_failure_is_named(place: Path, source: Source, tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(write_error=(errno.EIO, 3 << 20)))
    with suppress(AppError):
        list(writing(source, drive, place))
    found = left(place, drive.info)
    assert found is not None
    assert (found.stage, found.why) == (Stage.WRITE, "write-refused")


def test_how_far_it_came_is_told_however_quick_it_was(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)

    def stopped() -> Job:
        yield StageStarted(Stage.BLANK)
        yield StageStarted(Stage.WRITE, LENGTH)
        yield Progressed(Stage.WRITE, LENGTH // 2)
        raise Stopped

    plan = plan_write(source, whole_report(source.size), drive.info)
    with pytest.raises(Stopped):
        list(kept(stopped(), plan, Keep(), "Ubuntu 24.04", place))
    found = left(place, drive.info)
    assert found is not None
    assert found.share == 0.5


def test_a_refusal_before_anything_is_touched_leaves_nothing(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    with drive.open(), pytest.raises(AppError):
        list(writing(source, drive, place))
    assert unfinished(place) == ()


def is_writing(event: Event) -> bool:
    return isinstance(event, StageStarted) and event.stage is Stage.WRITE


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


def test_a_killed_program_leaves_its_story(place: Path, source: Source, tmp_path: Path) -> None:
    """SIGKILL, in the middle of the body."""
    stick = tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    script = f"""
import os, signal, sys
from pathlib import Path
sys.path[:0] = {sys.path!r}
from support_images import whole_report
from app.drives.image_file import virtual_stick
from app.events import Event, Stage, Progressed
from app.journal import noted
from app.plan import plan_write
from app.sources import open_source
source, drive = open_source(Path({str(source.path)!r})), virtual_stick(Path({str(stick)!r}))
plan = plan_write(source, whole_report(source.size), drive.info)
for event in noted(plan, drive, "Ubuntu 24.04", place=Path({str(place)!r})):
    if isinstance(event, Progressed) and event.stage is Stage.WRITE:
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -signal.SIGKILL
    found = left(place, drive.info)
    assert found is not None
    assert (found.stage, found.why) == (Stage.WRITE, "")


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


def test_a_folder_that_cannot_be_written_stops_nothing(source: Source, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("in the way")
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    assert list(writing(source, drive, place))
    assert unfinished(place) == ()


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert journal.folder() == tmp_path / "stickwright" / "jobs"
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert journal.folder() == tmp_path / ".local" / "state" / "stickwright" / "jobs"


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


ABOUT = {
    "image": "Ubuntu",
    "total": 100,
    "when": 0.0,
    "drive": {"vendor": "", "model": "m", "serial": "s", "size": 1, "inode": 0},
}
LINE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from([*ABOUT]), inner),
)


@given(st.lists(LINE | st.dictionaries(st.sampled_from(["stage", "done", "end"]), LINE)))
def test_whatever_stands_in_the_files_nothing_fails(
    tmp_path_factory: pytest.TempPathFactory, lines: list[object]
) -> None:
    place = tmp_path_factory.mktemp("jobs")
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in [ABOUT, *lines]))
    (place / "2.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (place / "3.jsonl").mkdir()
    assert all(each.share is None or 0 <= each.share <= 1 for each in unfinished(place))


@pytest.mark.parametrize(
    ("done", "total", "share"),
    [(-5, 100, 0.0), (10**400, 1, 1.0), (5, -5, None), (5, 0, None)],
)
def test_numbers_that_cannot_be(place: Path, done: int, total: int, share: float | None) -> None:
    place.mkdir()
    lines = [ABOUT | {"total": total}, {"stage": "write"}, {"done": done}]
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (found,) = unfinished(place)
    assert found.share == share


@pytest.mark.parametrize("cut", [0, 1, 30])
def test_a_last_line_that_was_cut_off(place: Path, cut: int) -> None:
    place.mkdir()
    lines = [json.dumps(ABOUT), json.dumps({"stage": "write"}), json.dumps({"done": 33})]
    whole = "\n".join(lines) + "\n"
    (place / "1.jsonl").write_text(whole[: len(whole) - cut] + ("" if cut else '{"do'))
    (found,) = unfinished(place)
    assert found.share == (0.33 if cut < 2 else 0.0)


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


def told_end(place: Path, **first: object) -> Unfinished:
    place.mkdir(exist_ok=True)
    line = json.dumps(ABOUT | first)
    (place / "1.jsonl").write_text(f'{line}\n{{"stage": "write"}}\n{{"done": 33}}\n')
    (found,) = unfinished(place)
    return found


def test_a_power_cut_is_told_from_a_kill(place: Path) -> None:
    assert told_end(place, start=this_start()).end is End.KILLED
    assert told_end(place, start="another start").end is End.POWER_CUT
    assert told_end(place).end is End.KILLED  # nobody noted it


ENDS = {
    "stopped": (Stopped(), End.STOPPED),
    "unplugged": (DriveGone("usb"), End.UNPLUGGED),
    "failed": (SyncFailed("usb", "it says no"), End.FAILED),
    "a bug": (ZeroDivisionError(), End.FAILED),
}


@pytest.mark.parametrize("name", ENDS)
def test_how_it_ended(place: Path, source: Source, tmp_path: Path, name: str) -> None:
    error, end = ENDS[name]
    drive = virtual_stick(tmp_path / "stick.img", STICK)

    def failing() -> Job:
        yield StageStarted(Stage.BLANK)
        yield StageStarted(Stage.WRITE, LENGTH)
        raise error

    plan = plan_write(source, whole_report(source.size), drive.info)
    with pytest.raises(type(error)):
        list(kept(failing(), plan, Keep(), "Ubuntu 24.04", place))
    found = left(place, drive.info)
    assert found is not None
    assert found.end is end


def test_it_says_which_image_it_was(place: Path, source: Source, tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    stopped_at(writing(source, drive, place), Stage.WRITE)
    found = left(place, drive.info)
    assert found is not None
    assert found.file is not None
    assert found.is_of(source.identity)
    head = image_bytes(LENGTH)[: 1 << 20]
    assert found.file.digest == xxhash.xxh3_128_hexdigest(head)
    for change in ({"size": 1}, {"modified": 1}, {"inode": 1}, {"device": 1}):
        assert not found.is_of(replace(source.identity, **change))


def test_a_kill_in_the_first_seconds_says_more_than_the_name(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)

    def slow() -> Job:
        yield StageStarted(Stage.BLANK)
        yield StageStarted(Stage.WRITE, LENGTH)
        for done in range(0, LENGTH, LENGTH // 10):
            time.sleep(0.05)
            yield Progressed(Stage.WRITE, done)
        (story,) = place.glob("*.jsonl")
        assert "done" in story.read_text()

    plan = plan_write(source, whole_report(source.size), drive.info)
    list(kept(slow(), plan, Keep(), "Ubuntu 24.04", place))


def test_several_drives_have_a_story_each(place: Path, source: Source, tmp_path: Path) -> None:
    drives = [virtual_stick(tmp_path / f"{name}.img", STICK) for name in "abc"]
    plans = [plan_write(source, whole_report(source.size), each.info) for each in drives]
    for each in drives:
        Path(each.info.node).write_bytes(b"old!" * (STICK // 4))
    controls = Controls(3)
    controls.leave_out(1)
    through = partial(kept, image="Ubuntu 24.04", place=place)
    jobs = run_jobs(plans, drives, controls, through=through, keep=partial(keep_in, place))
    seen = set()
    with closing(jobs):
        for heard in jobs:
            if heard is not None and isinstance(heard.event, StageStarted):
                seen.add((heard.drive, heard.event.stage))
            if {(0, Stage.VERIFY), (2, Stage.VERIFY)} <= seen:
                break
    for each, begun in zip(drives, (True, False, True), strict=True):
        story = left(place, each.info)
        assert (story is not None) is begun
        if story is not None:
            assert (story.end, story.undoable) == (End.STOPPED, True)


def test_somebody_who_reads_just_now_does_not_keep_it_from_being_written(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            unfinished(place)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for _ in range(10):
            job = writing(source, drive, place)
            next(event for event in job if is_writing(event))
            job.close()
            assert len(list(place.iterdir())) == 1
    finally:
        stop.set()
        reader.join()
