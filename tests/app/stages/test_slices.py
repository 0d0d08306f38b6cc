"""Small steps, as many at a time as a moment has room for."""

from collections.abc import Iterator

import pytest

from app.control import Control
from app.errors import ReadRefused, Stopped
from app.events import Progressed, Stage
from app.stages.patience import BEAT
from app.stages.slices import Steps, sliced

MOST = 10  # steps


class Work:
    """So many steps; the clock goes on by `each` seconds in every one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, each: float) -> None:
        self.done, self.closed = 0, False
        self._now, self._each = 0.0, each
        monkeypatch.setattr("app.stages.slices.time.monotonic", lambda: self._now)

    def steps(self) -> Steps:
        try:
            while self.done < MOST:
                self.done += 1
                self._now += self._each
                yield
        finally:
            self.closed = True


def told(work: Work, control: Control) -> Iterator[int]:
    for event in sliced(work.steps(), Stage.SUM, lambda: work.done, control):
        assert isinstance(event, Progressed)
        assert event.stage is Stage.SUM
        yield event.done


def test_they_go_on_until_the_next_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, BEAT / 4)
    assert list(told(work, Control())) == [5, 10, 10]
    assert work.closed


def test_many_short_ones_are_one_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(told(Work(monkeypatch, 0.0), Control())) == [MOST]


def test_a_stop_is_noticed_between_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever time there is left."""
    work, control = Work(monkeypatch, 0.0), Control()
    control.stop()
    with pytest.raises(Stopped):
        list(told(work, control))
    assert (work.done, work.closed) == (1, True)


def test_what_they_raise_is_raised() -> None:
    def steps() -> Steps:
        yield
        raise ReadRefused("Stick", 7, "Input/output error")

    with pytest.raises(ReadRefused):
        list(sliced(steps(), Stage.READ, lambda: 0, Control()))
