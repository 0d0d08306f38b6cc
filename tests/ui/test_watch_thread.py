import threading
from collections.abc import Iterator

from pytestqt.qtbot import QtBot
from support_window import drive

from app.drives.drive import DriveInfo
from ui.engine import Engine
from ui.watch_thread import WatchThread

A = drive()
LONG = 20_000  # milliseconds, on the busiest of machines


def end(thread: WatchThread) -> None:
    thread.stop()
    assert thread.wait(LONG)


def test_what_is_seen_arrives(qtbot: QtBot) -> None:
    def watch(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
        yield (A,)
        stopped.wait()

    thread = WatchThread(watch)
    with qtbot.waitSignal(thread.changed, timeout=LONG) as changed:
        thread.start()
    assert changed.args == [(A,)]
    end(thread)


def test_a_watch_that_breaks_is_begun_anew(qtbot: QtBot) -> None:
    """A list that has silently stopped would show drives that are long gone."""
    begun: list[int] = []

    def watch(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
        begun.append(1)
        if len(begun) == 1:
            raise OSError("no such bus")
        yield (A,)
        stopped.wait()

    thread = WatchThread(watch, again=0.0)
    with qtbot.waitSignal(thread.changed, timeout=LONG):
        thread.start()
    end(thread)
    assert len(begun) == 2


def test_the_real_watch_answers_at_once() -> None:
    stopped = threading.Event()
    watch = Engine().watch(stopped)
    assert isinstance(next(watch), tuple)
    stopped.set()
    assert list(watch) == []
