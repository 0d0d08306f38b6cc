"""Waiting goes on with signs of life, can be stopped, and leaves nothing behind."""

import threading
from collections.abc import Generator
from contextlib import ExitStack
from typing import TypeVar

import pytest
from support_media import Memory

from app.control import Control
from app.drives.drive import DriveInfo, Ejection, Medium
from app.errors import DriveBusy, Stopped
from app.events import Event, Progressed, Stage
from app.stages.patience import BEAT, entering, opening, patiently
from app.stages.stall import Patience, Requests

SIGN = Progressed(Stage.SYNC, 7)
LONG = 30.0  # seconds: only a failing test waits so long


T = TypeVar("T")


def value_of(steps: Generator[Event, None, T]) -> T:
    """What it returns, after nothing but signs of life."""
    try:
        while True:
            assert next(steps) == SIGN
    except StopIteration as ended:
        value: T = ended.value
        return value


def test_there_is_a_sign_of_life_five_times_a_second() -> None:
    assert BEAT <= 0.2


def test_what_is_done_at_once_gives_no_sign() -> None:
    with pytest.raises(StopIteration) as ended:
        next(patiently(lambda: 42, SIGN, Control()))
    assert ended.value.value == 42


def test_signs_until_it_is_done_and_then_what_it_returned() -> None:
    go_on = threading.Event()
    steps = patiently(lambda: go_on.wait(LONG), SIGN, Control())
    assert [next(steps), next(steps)] == [SIGN, SIGN]
    (thread,) = [each for each in threading.enumerate() if each.name == "blocking"]
    assert thread.daemon  # a drive that never answers keeps no process
    go_on.set()
    assert value_of(steps) is True


def _fail() -> int:
    raise DriveBusy("Stick")


def test_what_it_raises_is_raised() -> None:
    with pytest.raises(DriveBusy):
        list(patiently(_fail, SIGN, Control()))


@pytest.mark.parametrize("how", ["stop", "close"])
def test_stopped_it_is_waited_for(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does to the drive must not go on behind the job's back, however long that takes."""
    monkeypatch.setattr("app.stages.patience.LET_GO", 0.0)
    control, go_on, ended = Control(), threading.Event(), threading.Event()

    def work() -> None:
        go_on.wait(LONG)
        ended.set()

    steps = patiently(work, SIGN, control)
    assert next(steps) == SIGN
    threading.Timer(0.1, go_on.set).start()
    if how == "stop":
        control.stop()
        with pytest.raises(Stopped):
            next(steps)
    else:
        steps.close()
    assert ended.is_set()
    assert not [each for each in threading.enumerate() if each.name == "blocking"]


class Opened:
    """No generator, for those close themselves when they are forgotten."""

    def __init__(self, door: "Door", write: bool) -> None:
        self._door = door
        self._write = write

    def __enter__(self) -> Medium:
        assert self._door.let.wait(LONG)
        if self._door.error is not None:
            raise self._door.error
        self._door.log.append(f"opened write={self._write}")
        return self._door.holds

    def __exit__(self, *_: object) -> None:
        self._door.log.append("closed")
        self._door.closed.set()


class Door:
    """A drive that opens when it is let, and counts who comes and goes."""

    def __init__(self, error: Exception | None = None) -> None:
        self.let = threading.Event()
        self.error = error
        self.log: list[str] = []
        self.closed = threading.Event()
        self.holds: Medium = Memory.of(4096)

    @property
    def info(self) -> DriveInfo:
        raise AssertionError("nobody asks")

    def release(self) -> None:
        """Takes as long as that it is opened."""
        assert self.let.wait(LONG)
        self.log.append("released")

    def open(self, *, write: bool = True) -> "Opened":
        return Opened(self, write)

    def eject(self) -> Ejection:
        raise NotImplementedError


@pytest.mark.parametrize("write", [True, False])
def test_opened_it_is_left_to_the_stack(write: bool) -> None:
    door = Door()
    with ExitStack() as stack:
        steps = opening(door, SIGN, Control(), stack, write=write)
        assert next(steps) == SIGN
        (thread,) = [each for each in threading.enumerate() if each.name == "opening"]
        assert thread.daemon
        door.let.set()
        assert value_of(steps).size == 4096
        assert door.log == [f"opened write={write}"]
    assert door.log == [f"opened write={write}", "closed"]


def test_what_is_refused_is_raised_and_nothing_is_left_to_close() -> None:
    door = Door(DriveBusy("Stick"))
    door.let.set()
    with ExitStack() as stack, pytest.raises(DriveBusy):
        list(opening(door, SIGN, Control(), stack, write=True))
    assert door.log == []


@pytest.mark.parametrize("how", ["stop", "close"])
def test_given_up_it_is_not_waited_for_and_closed_when_it_comes(how: str) -> None:
    door, control = Door(), Control()
    with ExitStack() as stack:
        steps = opening(door, SIGN, control, stack, write=True)
        assert next(steps) == SIGN
        if how == "stop":
            control.stop()
            with pytest.raises(Stopped):
                next(steps)
        else:
            steps.close()
    assert door.log == []
    door.let.set()
    assert door.closed.wait(LONG)
    assert door.log == ["opened write=True", "closed"]


def test_given_up_after_it_had_opened_it_is_closed_at_once() -> None:
    """Between two beats it opened, and then the job was stopped: nobody has it."""
    door, control = Door(), Control()
    with ExitStack() as stack:
        steps = opening(door, SIGN, control, stack, write=True)
        assert next(steps) == SIGN
        door.let.set()
        (thread,) = [each for each in threading.enumerate() if each.name == "opening"]
        thread.join(LONG)
        steps.close()
        assert door.log == ["opened write=True", "closed"]


def test_given_up_and_then_refused_nobody_hears_of_it() -> None:
    door = Door(DriveBusy("Stick"))
    with ExitStack() as stack:
        steps = opening(door, SIGN, Control(), stack, write=True)
        assert next(steps) == SIGN
        steps.close()
    door.let.set()
    for thread in threading.enumerate():
        if thread.name == "opening":
            thread.join(LONG)
    assert door.log == []


def test_refused_and_given_up_in_the_same_beat() -> None:
    door = Door(DriveBusy("Stick"))
    with ExitStack() as stack:
        steps = opening(door, SIGN, Control(), stack, write=True)
        assert next(steps) == SIGN
        door.let.set()
        (thread,) = [each for each in threading.enumerate() if each.name == "opening"]
        thread.join(LONG)
        steps.close()
    assert door.log == []


def patience() -> Patience:
    nobody = Requests()
    return Patience("Stick", "image.iso", lambda: nobody)


ENTERING = Progressed(Stage.RELEASE, 0)


@pytest.mark.parametrize("write", [True, False])
def test_the_way_in_is_by_release_and_opening(write: bool) -> None:
    """And whoever is asked meanwhile is counted: the drive, and then whoever opens it."""
    door, waiting = Door(), patience()
    with ExitStack() as stack:
        steps = entering(door, waiting, Control(), stack, write=write)
        assert next(steps) == ENTERING
        assert [each.oldest is not None for each in (waiting.drive, waiting.door)] == [True, False]
        door.let.set()
        for sign in steps:
            assert sign == ENTERING
        assert door.log == ["released", f"opened write={write}"]
    assert door.log[-1] == "closed"
    assert (waiting.drive.oldest, waiting.door.oldest) == (None, None)


def test_what_may_stay_mounted_is_not_released() -> None:
    door, waiting = Door(), patience()
    with ExitStack() as stack:
        steps = entering(door, waiting, Control(), stack, write=False, release=False)
        assert next(steps) == ENTERING
        assert waiting.drive.oldest is None
        assert waiting.door.oldest is not None
        door.let.set()
        list(steps)
        assert door.log == ["opened write=False"]


def test_what_is_asked_of_it_from_then_on_is_counted() -> None:
    door, seen = Door(), list[bool]()
    door.let.set()
    waiting = patience()

    class Watched(Memory):
        def sync(self) -> None:
            seen.append(waiting.drive.oldest is not None)

    door.holds = Watched.of(4096)
    with ExitStack() as stack:
        steps = entering(door, waiting, Control(), stack, write=True)
        try:
            while next(steps) == ENTERING:
                pass
        except StopIteration as ended:
            ended.value.sync()
    assert seen == [True]
