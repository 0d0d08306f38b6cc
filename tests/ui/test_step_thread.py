from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot
from support_checksums import comparison, listed

from app.checksums.comparison import Comparison
from app.checksums.hashing import Step
from app.errors import AppError, ImageUnreadable
from ui.step_thread import StepThread

LONG = 10_000  # milliseconds: only a failing test waits so long


def reading(
    end: Comparison | Exception | None = None,
) -> Generator[Step, None, Comparison]:
    """Two steps, then the end; without one it goes on for ever."""
    yield Step(1, 2)
    yield Step(2, 2)
    while end is None:
        yield Step(2, 2)
    if isinstance(end, Exception):
        raise end
    return end


def test_it_ends_with_the_answer(qtbot: QtBot) -> None:
    answer = comparison(listed())
    thread = StepThread(lambda: reading(answer))
    steps: list[tuple[object, object]] = []
    thread.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(thread.done, timeout=LONG) as told:
        thread.start()
    assert thread.wait(LONG)
    assert told.args == [answer]
    assert steps[:1] == [(1, 2)]  # those that follow within a blink are not told


@pytest.mark.parametrize("error", [ImageUnreadable("a.iso", 0, "gone"), ValueError("a bug")])
def test_it_ends_with_an_error(
    qtbot: QtBot, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    thread = StepThread(lambda: reading(error))
    with qtbot.waitSignal(thread.failed, timeout=LONG) as told:
        thread.start()
    assert thread.wait(LONG)
    (found,) = told.args or []
    assert isinstance(found, AppError)
    assert found is error or found.__cause__ is error
    assert bool([each for each in caplog.records if each.levelname == "ERROR"]) == (
        found is not error
    )


def test_stopped_it_says_nothing_more(qtbot: QtBot) -> None:
    thread = StepThread(reading)
    said: list[object] = []
    thread.done.connect(said.append)
    thread.failed.connect(said.append)
    with qtbot.waitSignal(thread.progressed, timeout=LONG):
        thread.start()
    thread.stop()
    assert thread.wait(LONG)
    assert said == []
