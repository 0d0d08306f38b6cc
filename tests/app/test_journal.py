"""The journal: what is left of a write that did not finish, and nothing of one that did."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app import journal
from app.drives.drive import Drive, DriveInfo, Partition
from app.drives.image_file import virtual_stick
from app.errors import AppError, Stopped
from app.events import Progressed, Stage, StageStarted
from app.job import Job
from app.journal import Unfinished, about, kept, noted, unfinished
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


def test_the_next_write_to_the_drive_takes_the_old_story_away(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    for _ in range(2):
        job = writing(source, drive, place)
        next(event for event in job if event == StageStarted(Stage.SYNC))
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
from app.events import Stage, Progressed
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
            next(event for event in job if event == StageStarted(Stage.SYNC))
            job.close()
            assert len(list(place.iterdir())) == 1
    finally:
        stop.set()
        reader.join()
