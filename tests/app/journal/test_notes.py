"""The story of a write is noted down while it happens, and gone when it has finished."""

import errno
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
from support_drives import Faults, failing_stick
from support_images import image_bytes, whole_report
from support_journal import LENGTH, STICK, is_writing, left
from support_stopped import stopped_at, writing

from app.control import Controls
from app.drives.image_file import virtual_stick
from app.errors import AppError, DriveGone, StickFileGone, Stopped, SyncFailed
from app.events import Finished, Progressed, Stage, StageStarted
from app.job import Job
from app.jobs import run as run_jobs
from app.journal import End, keep_in, kept, unfinished
from app.journal.forgetting import LAST
from app.plan import plan_write
from app.sources.source import Source
from app.stages.keep import Keep


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


def test_the_latest_is_the_last_also_when_the_clock_was_set_back(place: Path) -> None:
    now = keep_in(place).path
    assert now is not None
    assert abs(int(now.name[:20]) - time.time_ns()) < 3600 * 10**9
    place.mkdir()
    last = "09999999999999999999-ffffff.jsonl"
    for _ in range(3):
        (place / last).touch()
        later = keep_in(place).path
        assert later is not None
        assert later.name > last
        last = later.name
    assert [int(path.name[:20]) for path in sorted(place.iterdir())] == [
        10**19 - 1,
        10**19,
        10**19 + 1,
    ]


def test_no_name_is_longer_than_a_name(place: Path) -> None:
    """Of one that only bears ours, nobody could know the next."""
    place.mkdir()
    (place / f"{LAST}-ffffff.old").touch()
    later = keep_in(place).path
    assert later is not None
    assert later.name[:20] == str(LAST)


def test_what_is_not_ours_counts_no_further(place: Path) -> None:
    place.mkdir()
    for name in ("zzz.jsonl", f"{LAST}.old", f"{LAST}-ffffff.txt"):
        (place / name).touch()
    now = keep_in(place).path
    assert now is not None
    assert int(now.name[:20]) < 10**19


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


def test_a_folder_that_cannot_be_written_stops_nothing(source: Source, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("in the way")
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    assert list(writing(source, drive, place))
    assert unfinished(place) == ()


ENDS = {
    "stopped": (Stopped(), End.STOPPED),
    "unplugged": (DriveGone("usb"), End.UNPLUGGED),
    "renamed": (StickFileGone("stick.img"), End.FAILED),
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
    assert found.is_of(replace(source.identity, changed=1))  # every byte of it is compared then
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
            if {(0, Stage.WRITE), (2, Stage.WRITE)} <= seen:
                break  # before the slower one has begun to write, the other has no more than that
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
