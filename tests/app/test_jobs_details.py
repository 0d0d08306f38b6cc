"""Several drives in memory at once: how they are begun, heard, opened and ended."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest
from support_images import image_bytes, source_of, whole_report
from support_media import Memory, Plugged

from app.control import Control, Controls
from app.drives.drive import Ejection, Medium
from app.errors import AppError, DriveGone, Stopped
from app.events import Event, Finished, Stage, StageStarted, Warned
from app.job import Job
from app.jobs import Failed, Heard, _AtTheDoor, _listen, run
from app.plan import WritePlan, plan_write
from app.result import Verified
from app.sources.source import Source
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.share import Leniency

STICK = 4 * BLOCK
IMAGE = image_bytes(BLOCK + (BLOCK >> 1) + 700)
PATIENT = Leniency(grace=600.0, allowance=1.0, gather=600.0)
LONG = 8.0  # seconds: only a failing test waits so long


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", IMAGE)


def sticks(count: int) -> list[Plugged]:
    return [Plugged.of(Memory.of(STICK), str(number)) for number in range(count)]


def plans_for(source: Source, drives: list[Plugged], *, sha256: bool = True) -> list[WritePlan]:
    report = whole_report(source.size)
    return [plan_write(source, report, drive.info, sha256=sha256) for drive in drives]


def ends(heard: list[Heard | None]) -> list[Finished | Failed]:
    """How each ended, in order of the drives; nothing may come behind that."""
    found: dict[int, Finished | Failed] = {}
    for news in heard:
        if news is not None:
            assert news.drive not in found
            if isinstance(news.event, Finished | Failed):
                found[news.drive] = news.event
    return [found[number] for number in sorted(found)]


def holds(drive: Plugged) -> bool:
    return drive.medium.content[: len(IMAGE)] == IMAGE


def test_each_is_written_and_says_so(source: Source) -> None:
    drives = sticks(2)
    heard = list(run(plans_for(source, drives), drives, leniency=PATIENT))
    found = ends(heard)
    assert len(found) == 2
    for drive, end in zip(drives, found, strict=True):
        assert isinstance(end, Finished)
        assert isinstance(end.result, Verified)
        assert end.result.sha256 == hashlib.sha256(IMAGE).hexdigest()
        assert holds(drive)
        log = [call for call, *_ in drive.log]
        assert log[:2] == ["release", "open to write"]
        assert log[-1] == "close"
    for number in range(2):
        told = [news.event for news in heard if news is not None and news.drive == number]
        assert told[0] == StageStarted(Stage.RELEASE)


def test_a_sum_that_was_not_wanted_is_not_made(source: Source) -> None:
    drives = sticks(1)
    (end,) = ends(list(run(plans_for(source, drives, sha256=False), drives)))
    assert isinstance(end, Finished)
    assert isinstance(end.result, Verified)
    assert end.result.sha256 is None


def test_every_plan_needs_its_drive(source: Source) -> None:
    drives = sticks(2)
    with pytest.raises(ValueError, match="shorter"):
        list(run(plans_for(source, drives), drives[:1]))


def test_each_has_its_keep_and_passes_through_what_was_asked(source: Source) -> None:
    drives, keeps, passed = sticks(2), list[Keep](), list[tuple[WritePlan, Keep]]()

    def keep() -> Keep:
        keeps.append(Keep())
        return keeps[-1]

    def through(job: Job, plan: WritePlan, kept: Keep) -> Job:
        passed.append((plan, kept))
        with closing(job):
            yield Warned("first", "This comes first.")
            yield from job

    plans = plans_for(source, drives)
    heard = list(run(plans, drives, through=through, keep=keep, leniency=PATIENT))
    assert passed == list(zip(plans, keeps, strict=True))
    assert all(kept.image for kept in keeps)
    for number in range(2):
        told = [news.event for news in heard if news is not None and news.drive == number]
        assert told[0] == Warned("first", "This comes first.")
        assert isinstance(told[-1], Finished)


class Gone(Memory):
    def sync(self) -> None:
        raise DriveGone("Stick", 0)


def test_what_fails_is_told_of_the_one(source: Source) -> None:
    drives = sticks(2)
    drives[0] = Plugged.of(Gone.of(STICK), "0")
    first, second = ends(list(run(plans_for(source, drives), drives, leniency=PATIENT)))
    assert isinstance(first, Failed)
    assert isinstance(first.error, DriveGone)
    assert isinstance(second, Finished)
    assert holds(drives[1])


def test_what_nobody_foresaw_is_told_in_words(source: Source) -> None:
    class Broken(Memory):
        def sync(self) -> None:
            raise MemoryError

    drive = Plugged.of(Broken.of(STICK))
    (end,) = ends(list(run(plans_for(source, [drive]), [drive])))
    assert isinstance(end, Failed)
    assert isinstance(end.error, AppError)
    assert isinstance(end.error.__cause__, MemoryError)


@dataclass
class Waiting(Plugged):
    """Is released only when something has happened."""

    happened: threading.Event | None = None

    def release(self) -> None:
        assert self.happened is not None
        assert self.happened.wait(LONG)


def test_how_lenient_they_are_is_said_by_whoever_asks(source: Source) -> None:
    """Else the others would wait ten seconds for one that is not ready."""
    ended = threading.Event()
    late, prompt = Waiting.of(Memory.of(STICK), "0"), sticks(1)[0]
    late.happened = ended
    heard = list[Heard | None]()
    at_once = Leniency(grace=0.0, allowance=0.0, gather=0.0)
    drives = [late, prompt]
    for news in run(plans_for(source, drives), drives, leniency=at_once):
        heard.append(news)
        if news is not None and news.drive == 1 and isinstance(news.event, Finished):
            ended.set()
    assert [type(end) for end in ends(heard)] == [Finished, Finished]
    assert holds(late)
    assert holds(prompt)


def silent_until(said: threading.Event) -> Callable[[Job, WritePlan, Keep], Job]:
    """Jobs that say nothing before that."""

    def silent(job: Job, _plan: WritePlan, _keep: Keep) -> Job:
        assert said.wait(LONG)
        yield from job

    return silent


def test_when_nothing_is_heard_that_is_said(source: Source) -> None:
    drives, enough, heard = sticks(1), threading.Event(), list[Heard | None]()
    for news in run(plans_for(source, drives), drives, through=silent_until(enough)):
        heard.append(news)
        if len(heard) == 2:
            enough.set()
    assert heard[:2] == [None, None]
    assert isinstance(ends(heard)[0], Finished)


def test_threads_do_not_outlive_the_program_nor_the_jobs(source: Source) -> None:
    before, go_on = set(threading.enumerate()), threading.Event()
    drives = sticks(3)
    jobs = run(plans_for(source, drives), drives, through=silent_until(go_on))
    assert next(jobs) is None
    mine = [each for each in set(threading.enumerate()) - before if "_follow" in each.name]
    assert len(mine) == 3
    assert all(each.daemon for each in mine)
    go_on.set()
    jobs.close()
    assert set(threading.enumerate()) == before


def test_closed_all_are_stopped_and_waited_for(source: Source) -> None:
    drives, controls = sticks(2), Controls(2)
    jobs = run(plans_for(source, drives), drives, controls, leniency=PATIENT)
    for news in jobs:
        if news is not None and news.event == StageStarted(Stage.BLANK, 2 * BLOCK):
            break
    jobs.close()
    assert all(controls[number].stopping for number in range(2))
    assert not any(holds(drive) for drive in drives)


def test_the_controls_are_those_that_were_handed_over(source: Source) -> None:
    drives, controls = sticks(2), Controls(2)
    controls.leave_out(0)
    first, second = ends(list(run(plans_for(source, drives), drives, controls, leniency=PATIENT)))
    assert isinstance(first, Failed)
    assert isinstance(first.error, Stopped)
    assert isinstance(second, Finished)
    assert not any(call == "write" for call, *_ in drives[0].log)


def test_finished_drives_stay_open_when_that_is_wished(source: Source) -> None:
    drives, holding = sticks(2), (ExitStack(), ExitStack())
    assert len(ends(list(run(plans_for(source, drives), drives, None, holding)))) == 2
    for drive, each in zip(drives, holding, strict=True):
        assert drive.log[-1][0] != "close"
        each.close()
        assert drive.log[-1][0] == "close"


class TestAtTheDoor:
    @pytest.fixture
    def drive(self) -> Plugged:
        return sticks(1)[0]

    def test_all_else_is_the_drive_s_own(self, drive: Plugged) -> None:
        door = _AtTheDoor(drive, threading.Lock(), Control())
        assert door.info is drive.info
        door.release()
        assert door.eject() is Ejection.EJECTED
        with door.open() as medium:
            assert medium is drive.medium
        with door.open(write=False):
            pass
        assert [call for call, *_ in drive.log] == [
            "release",
            "eject",
            "open to write",
            "close",
            "open",
            "close",
        ]

    def test_it_is_shut_only_while_one_is_being_opened(self, drive: Plugged) -> None:
        lock, seen = threading.Lock(), list[bool]()

        class Looking(Plugged):
            @contextmanager
            def open(self, *, write: bool = True) -> Iterator[Medium]:
                seen.append(lock.locked())
                yield self.medium

        with _AtTheDoor(Looking.of(drive.medium), lock, Control()).open():
            seen.append(lock.locked())
        assert seen == [True, False]

    def test_whoever_was_stopped_while_it_waited_does_not_open(self, drive: Plugged) -> None:
        control, lock = Control(), threading.Lock()
        control.stop()
        with pytest.raises(Stopped), _AtTheDoor(drive, lock, control).open():
            pass
        assert drive.log == []
        assert not lock.locked()

    def test_a_question_that_nobody_answers_keeps_the_others_only_so_long(
        self, drive: Plugged, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.jobs.DOOR", 0.05)
        lock = threading.Lock()
        with lock:
            with _AtTheDoor(drive, lock, Control()).open():
                assert lock.locked()
            assert lock.locked()
        assert [call for call, *_ in drive.log] == ["open to write", "close"]


def test_a_job_passes_as_it_is_unless_told_otherwise(source: Source) -> None:
    drives = sticks(1)
    told: list[Event | Failed] = [
        news.event for news in run(plans_for(source, drives), drives) if news is not None
    ]
    assert told[0] == StageStarted(Stage.RELEASE)
    assert isinstance(told[-1], Finished)


def test_threads_that_ended_without_a_word_are_waited_for_no_longer() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    with pytest.raises(MemoryError, match=r"^a job ended without a word$"):
        list(_listen(SimpleQueue(), [thread]))
