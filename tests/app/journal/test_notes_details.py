"""What stands in the story of a write, and what is on the disk of it, event by event."""

import errno
import json
import os
import re
import time
from functools import partial
from pathlib import Path

import pytest
import xxhash
from support_images import whole_report
from support_journal import LENGTH, STICK, left, story
from support_media import stick_info
from support_stopped import run_out

from app.drives.told import Told, this_start
from app.errors import Stopped, SyncFailed
from app.events import Event, Finished, Progressed, Stage, StageStarted
from app.job import Job
from app.journal import folder, keep_in, kept, notes, undone, unfinished
from app.plan import WritePlan, plan_write
from app.result import PutBack
from app.sources.source import Source
from app.stages.keep import Keep

DRIVE = stick_info(STICK)
BLANKED, WRITING = StageStarted(Stage.BLANK), StageStarted(Stage.WRITE, LENGTH)
DONE = Finished(PutBack(LENGTH, 1.0))


def job(*events: Event | BaseException) -> Job:
    for event in events:
        if isinstance(event, BaseException):
            raise event
        yield event


@pytest.fixture
def plan(source: Source) -> WritePlan:
    return plan_write(source, whole_report(source.size), DRIVE)


def lines(place: Path) -> list[dict[str, object]]:
    """What stands in the story behind its first line."""
    (path,) = place.glob("*.jsonl")
    return [json.loads(line) for line in path.read_text().splitlines()[1:]]


def test_the_whole_story(place: Path, plan: WritePlan, source: Source) -> None:
    begun, keep = time.time(), Keep(place / "1.old")
    keep.know(memoryview(b"head"))
    events = (
        StageStarted(Stage.RELEASE),
        BLANKED,
        WRITING,
        Progressed(Stage.WRITE, 5),
        StageStarted(Stage.SYNC),
        Progressed(Stage.SYNC, 7),
        StageStarted(Stage.COMPARE),
        Progressed(Stage.COMPARE, 9),
        StageStarted(Stage.VERIFY),
        Progressed(Stage.VERIFY, 11),
        SyncFailed("usb", "it says no"),
    )
    told, error = run_out(kept(job(*events), plan, keep, "Ubuntu", place))
    assert (told, error) == ([*events[:-1]], events[-1])
    first, *rest = (json.loads(line) for line in (place / "1.jsonl").read_text().splitlines())
    assert begun <= first.pop("when") <= time.time()
    identity = source.identity
    assert first == {
        "image": "Ubuntu",
        "total": LENGTH,
        "start": this_start(),
        "drive": Told.of(DRIVE).to_json(),
        "diskseq": 7,
        "file": {
            "device": identity.device,
            "inode": identity.inode,
            "size": identity.size,
            "modified": identity.modified,
            "digest": xxhash.xxh3_128_hexdigest(b"head"),
        },
    }
    stages = ("blank", "write", "sync", "compare", "verify")
    end = {"done": 9, "end": "sync-failed"}
    assert rest == [*({"stage": stage} for stage in stages), end]


def test_before_the_drive_is_touched_nothing_is_noted(place: Path, plan: WritePlan) -> None:
    for error in (SyncFailed("usb", "it says no"), ZeroDivisionError()):
        with pytest.raises(type(error)):
            list(kept(job(StageStarted(Stage.RELEASE), error), plan, Keep(), "Ubuntu", place))
    list(kept(job(StageStarted(Stage.RELEASE), WRITING), plan, Keep(), "Ubuntu", place))
    closed = kept(job(WRITING, WRITING), plan, Keep(), "Ubuntu", place)
    next(closed)
    closed.close()
    assert not place.exists()


def test_closed_it_was_stopped(place: Path, plan: WritePlan) -> None:
    ended = list[bool]()

    def slow() -> Job:
        try:
            yield BLANKED
            yield WRITING
        finally:
            ended.append(True)

    noting = kept(slow(), plan, Keep(), "Ubuntu", place)
    next(noting)
    noting.close()
    assert ended == [True]
    assert lines(place) == [{"stage": "blank"}, {"done": 0, "end": "stopped"}]


def test_whoever_holds_on_to_the_error_holds_no_story(place: Path, plan: WritePlan) -> None:
    with pytest.raises(Stopped) as caught:
        list(kept(job(BLANKED, Stopped()), plan, Keep(), "Ubuntu", place))
    assert left(place, DRIVE) is not None
    assert caught.value.code() == "stopped"


def test_a_bug_is_called_one(place: Path, plan: WritePlan) -> None:
    with pytest.raises(ZeroDivisionError):
        list(kept(job(BLANKED, ZeroDivisionError()), plan, Keep(), "Ubuntu", place))
    assert lines(place)[-1] == {"done": 0, "end": "bug"}


def test_a_power_cut_finds_every_stage_and_the_end(
    place: Path, plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is only told of how far it came may be lost."""
    synced, really = list[dict[str, object]](), os.fdatasync

    def sync(fd: int) -> None:
        synced.append(lines(place)[-1])
        really(fd)

    monkeypatch.setattr(os, "fdatasync", sync)
    monkeypatch.setattr(notes, "SOON", 0.0)
    events = (BLANKED, WRITING, Progressed(Stage.WRITE, 5), Stopped())
    run_out(kept(job(*events), plan, Keep(), "Ubuntu", place))
    end = {"done": 5, "end": "stopped"}
    assert synced == [{"stage": "blank"}, {"stage": "write"}, end]
    assert lines(place) == [*synced[:-1], {"done": 5}, end]


def test_the_longer_it_goes_on_the_less_is_noted(
    place: Path, plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At first after 0.2 seconds, then after twice as long each time, and at last after 5."""
    now = 0.0
    monkeypatch.setattr(notes, "_Notes", partial(notes._Notes, clock=lambda: now))

    def long() -> Job:
        nonlocal now
        yield BLANKED
        yield WRITING
        for eighth in range(1, 24 * 8):
            now = eighth / 8
            yield Progressed(Stage.WRITE, eighth)

    list(kept(long(), plan, Keep(), "Ubuntu", place))
    told = [line["done"] for line in lines(place) if "done" in line]
    seconds = [0.25, 0.5, 0.875, 1.625, 3.25, 5.0, 5.0, 5.0]
    assert told == [round(8 * sum(seconds[: n + 1])) for n in range(len(seconds))]


def test_a_story_that_cannot_be_written_stops_nothing(
    place: Path,
    plan: WritePlan,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    with caplog.at_level("INFO"):
        assert list(kept(job(BLANKED, WRITING), plan, Keep(), "Ubuntu", place))
    assert caplog.messages == ["journal: [Errno 28] No space left on device"] * 2
    (place / "file").touch()
    caplog.clear()
    with caplog.at_level("INFO"):
        assert list(kept(job(BLANKED, WRITING), plan, Keep(), "Ubuntu", place / "file"))
    (message,) = caplog.messages
    assert message.startswith("journal: [Errno 17] File exists")


def test_no_story_is_written_over(place: Path, plan: WritePlan) -> None:
    place.mkdir()
    (place / "1.jsonl").write_text("somebody else's")
    list(kept(job(BLANKED, WRITING), plan, Keep(place / "1.old"), "Ubuntu", place))
    assert (place / "1.jsonl").read_text() == "somebody else's"


def test_where_nobody_names_a_place_the_usual_one_is_used(
    plan: WritePlan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = keep_in().path
    assert path is not None
    assert path.parent == folder()
    for _ in range(2):  # the second takes away what the first has left
        run_out(kept(job(BLANKED, WRITING, Stopped()), plan, Keep(), "Ubuntu"))
        assert len(unfinished()) == 1


def test_finished_it_leaves_nothing_whatever_comes_then(place: Path, plan: WritePlan) -> None:
    noting = kept(job(BLANKED, WRITING, DONE), plan, keep_in(place), "Ubuntu", place)
    while next(noting) is not DONE:
        pass
    noting.close()
    assert list(place.iterdir()) == []


def test_the_latest_has_the_last_name(place: Path) -> None:
    paths = [keep_in(place).path for _ in range(9)]
    names = [path.name for path in paths if path is not None]
    assert names == sorted(names)
    assert len(set(names)) == 9
    for name in names:
        assert re.fullmatch(r"\d{20}-[0-9a-f]{6}\.old", name)


@pytest.mark.parametrize("stage", [Stage.WRITE, Stage.COMPARE])
def test_what_was_left_is_told_until_something_else_is_written(
    place: Path, plan: WritePlan, stage: Stage
) -> None:
    earlier = story(place, DRIVE, {"stage": "write"})
    events = (StageStarted(Stage.RELEASE), BLANKED, StageStarted(Stage.SYNC), StageStarted(stage))
    for event in kept(job(*events), plan, keep_in(place), "Ubuntu", place):
        assert earlier.exists() is (event is not events[-1])


def test_a_new_story_tidies_up_first_and_is_there_for_good(
    place: Path, plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = story(place, stick_info(STICK, serial="4C54"), name=f"{1:020}-0123ab")
    os.utime(old, (0, 0))
    synced = list[tuple[Path, int]]()
    monkeypatch.setattr(
        notes, "sync_folder", lambda path: synced.append((path, len([*path.iterdir()])))
    )
    noting = kept(job(BLANKED, WRITING), plan, keep_in(place), "Ubuntu", place)
    next(noting)
    assert not old.exists()
    assert synced[-1] == (place, 1)
    noting.close()


def test_what_was_put_back_leaves_nothing(place: Path) -> None:
    place.mkdir()
    old, told = place / "1.old", place / "1.jsonl"
    ended = list[bool]()

    def putting_back() -> Job:
        try:
            yield WRITING
            yield DONE
            yield DONE
        finally:
            ended.append(True)

    for path in (old, told):
        path.touch()
    events = undone(putting_back(), old)
    assert next(events) is WRITING
    assert old.exists()
    assert next(events) is DONE
    assert list(place.iterdir()) == []
    events.close()
    assert ended == [True]


def test_a_folder_that_forgets_nothing_stops_nothing(
    place: Path, plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drive is finished all the same; the story says no end that there was not."""

    def forget(_: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(notes, "forget", forget)
    noting = kept(job(BLANKED, WRITING, DONE), plan, Keep(), "Ubuntu", place)
    assert list(noting)[-1] is DONE
    assert list(undone(job(DONE), place / "1.old")) == [DONE]
    noting = kept(job(BLANKED, DONE, WRITING), plan, Keep(), "Ubuntu", place / "2")
    while next(noting) is not DONE:
        pass
    noting.close()
    assert lines(place / "2") == [{"stage": "blank"}]
