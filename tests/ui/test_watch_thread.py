import threading
from collections.abc import Iterator

from pytestqt.qtbot import QtBot
from support_window import drive

from app.drives.drive import DriveInfo
from ui.engine import Engine
from ui.watch_thread import WatchThread

A = drive()


def test_what_is_seen_arrives(qtbot: QtBot) -> None:
    def watch(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
        yield (A,)
        stopped.wait()

    thread = WatchThread(watch)
    with qtbot.waitSignal(thread.changed) as changed:
        thread.start()
    assert changed.args == [(A,)]
    with qtbot.waitSignal(thread.finished):
        thread.stop()


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
    with qtbot.waitSignal(thread.changed):
        thread.start()
    with qtbot.waitSignal(thread.finished):
        thread.stop()
    assert len(begun) == 2


def test_the_real_watch_answers_at_once() -> None:
    stopped = threading.Event()
    watch = Engine().watch(stopped)
    assert isinstance(next(watch), tuple)
    stopped.set()
    assert list(watch) == []
