"""What the program noted, and what of it leaves the computer."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support_flow import Desk, boot_image, stick
from support_window import built_in_disk, drive, partition

from ui import intents
from ui.logbook import MOST, Logbook, log_text
from ui.private import Private
from ui.state import ReportSaved
from ui.view import MenuItem

ENGINE = logging.getLogger("app.somewhere")


@pytest.fixture
def logbook() -> Iterator[Logbook]:
    book = Logbook()
    book.listen()
    yield book
    book.close()


def test_it_hears_the_engine_and_the_window(logbook: Logbook) -> None:
    ENGINE.info("a note of %s", "the engine")
    logging.getLogger("ui.somewhere").warning("a note of the window")
    logging.getLogger("other").warning("none of ours")
    ENGINE.debug("too fine")
    first, second = logbook.notes()
    assert first.endswith("INFO app.somewhere: a note of the engine")
    assert second.endswith("WARNING ui.somewhere: a note of the window")


def test_a_bug_comes_with_its_trace(logbook: Logbook) -> None:
    try:
        int("x")
    except ValueError:
        ENGINE.exception("job failed")
    (note,) = logbook.notes()
    assert "Traceback" in note
    assert "invalid literal" in note


def test_it_does_not_grow_without_end(logbook: Logbook) -> None:
    for number in range(MOST + 5):
        ENGINE.info("%d %s", number, "x" * 9000)
    notes = logbook.notes()
    assert len(notes) == MOST
    assert " 5 x" in notes[0]
    assert max(map(len, notes)) <= 4000


def test_it_can_be_read_while_others_write(logbook: Logbook) -> None:
    def write() -> None:
        for _ in range(300):
            ENGINE.info("x")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        logbook.notes()
    for writer in writers:
        writer.join()
    assert len(logbook.notes()) == MOST


def test_after_its_end_it_hears_nothing(logbook: Logbook) -> None:
    logbook.close()
    ENGINE.info("late")
    assert logbook.notes() == ()


def test_it_names_nobody() -> None:
    private = Private("/home/alice", "alice", "alices-laptop")
    drives = (
        drive(serial="4C530001", partitions=(partition("ALICES PHOTOS"),)),
        built_in_disk(label="Diary"),
    )
    notes = ("INFO app: /home/alice/Diary/a.iso", "INFO app: alice on alices-laptop")
    text = log_text(notes, ("Linux",), drives, private)
    assert "SanDisk Ultra, usb-stick, usb, 32000000000 bytes, 1 partitions" in text
    assert "internal" in text
    for word in ("alice", "4C530001", "PHOTOS"):
        assert word not in text
    assert "~/Diary/a.iso" in text


def test_from_the_menu_into_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot)
    desk.inspect(boot_image(tmp_path, extra=0))
    desk.plug(stick(tmp_path))
    ENGINE.warning("something odd: %s", "\udcff")  # of a name that is no text
    desk.chooser.chosen = tmp_path / "log.txt"
    shown = desk.window._screen
    assert shown is not None
    items: list[MenuItem] = [
        each for each in shown.header.menu if isinstance(each.intent, intents.SaveLog)
    ]
    assert [(each.text, each.enabled) for each in items] == [("Save a log…", True)]
    desk.window.send(items[0].intent)
    desk.until(lambda: desk.state.notice == ReportSaved("log.txt"))
    text = (tmp_path / "log.txt").read_text()
    assert "something odd: \\udcff" in text
    assert "SanDisk Ultra" in text
    assert "4C530001" not in text
    shown = desk.window._screen
    assert shown is not None
    assert shown.bar is not None
    assert "log.txt" in shown.bar.text.plain
    desk.window.close()
    assert desk.flow.finish()


def test_where_it_can_not_be_saved_it_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot)
    desk.chooser.chosen = tmp_path / "none" / "log.txt"
    desk.window.send(intents.ShowSettings())
    desk.window.send(intents.SaveLog())
    desk.until(lambda: isinstance(desk.state.notice, ReportSaved))
    shown = desk.window._screen
    assert shown is not None
    assert shown.bar is not None
    assert "No such file or directory" in shown.bar.text.plain
    desk.window.close()
    assert desk.flow.finish()
