"""The settings page with real presses, and what is there at the next start."""

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, boot_image, stick

from app.result import Unchecked, Verified
from ui import intents, theme
from ui.components.header import Header
from ui.components.recent_row import RecentRow
from ui.components.segment import SegmentOption
from ui.components.switch import Switch
from ui.memory import Memory
from ui.settings import Colours, Settings
from ui.state import SettingsDamaged, SettingsNotKept
from ui.state.job import Ended, Unplugging
from ui.store import Store
from ui.view import Empty, Home
from ui.view import Settings as SettingsView

Start = Callable[[], Desk]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "config", tmp_path / "state")


@pytest.fixture
def start(qtbot: QtBot, store: Store) -> Iterator[Start]:
    """Opens the window anew, as often as it is called."""
    desks: list[Desk] = []

    def close() -> None:
        for desk in desks:
            desk.window.close()
            assert desk.flow.finish()
        desks.clear()

    def open_window() -> Desk:
        close()
        desks.append(Desk(qtbot, memory=Memory(store)))
        return desks[0]

    yield open_window
    close()
    theme.prefer(Colours.SYSTEM)


def switch(desk: Desk, title: str) -> Switch:
    found = [each for each in desk.window.findChildren(Switch) if each.accessibleName() == title]
    assert len(found) == 1, title
    return found[0]


def flip(desk: Desk, title: str) -> None:
    desk.window.send(intents.ShowSettings())
    settle()
    QTest.mouseClick(switch(desk, title), Qt.MouseButton.LeftButton)
    desk.window.send(intents.Back())
    settle()


def saved(desk: Desk, store: Store) -> Settings:
    desk.until(lambda: store.settings().settings == desk.state.settings)
    return store.settings().settings


def test_the_page_is_in_the_menu_and_esc_leaves_it(start: Start) -> None:
    desk = start()
    header = desk.window.findChild(Header)
    assert header is not None
    item = next(each for each in header.menu().actions() if each.text().startswith("Settings"))
    item.trigger()
    settle()
    assert header.title.text() == "Settings"
    assert isinstance(desk.window._screen and desk.window._screen.body, SettingsView)
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    settle()
    assert isinstance(desk.window._screen and desk.window._screen.body, Empty)
    QTest.keyClick(desk.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert header.title.text() == "Settings"


def test_a_switch_holds_at_once_and_at_the_next_start(start: Start, store: Store) -> None:
    desk = start()
    flip(desk, "Check after writing")
    assert not desk.state.settings.check
    assert saved(desk, store) == Settings(check=False)
    desk = start()
    assert desk.state.settings == Settings(check=False)
    desk.window.send(intents.ShowSettings())
    settle()
    assert not switch(desk, "Check after writing").isChecked()


def test_colours_change_in_front_of_the_eyes(start: Start, store: Store) -> None:
    desk = start()
    desk.window.send(intents.ShowSettings())
    settle()
    for text, dark in (("Dark", True), ("Light", False)):
        options = desk.window.findChildren(SegmentOption)
        option = next(each for each in options if each.text() == text)
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)
        settle()
        assert theme.now().dark is dark
    assert saved(desk, store).colours is Colours.LIGHT


def test_there_is_no_sound_where_nothing_plays_one(start: Start) -> None:
    desk = start()
    desk.window.send(intents.ShowSettings())
    settle()
    titles = [each.accessibleName() for each in desk.window.findChildren(Switch)]
    assert "Notify me" in titles
    assert ("Play a sound" in titles) is desk.state.sounds


def written(desk: Desk, folder: Path) -> Ended:
    drive = stick(folder)
    desk.inspect(boot_image(folder))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    return desk.until_ended()


def test_without_the_check_nothing_claims_to_be_checked(start: Start, tmp_path: Path) -> None:
    desk = start()
    flip(desk, "Check after writing")
    desk.inspect(boot_image(tmp_path))
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Home)
    texts = [row.text for row in shown.body.image.rows]
    assert "Sector by sector, and not read back" in texts
    assert isinstance(written(desk, tmp_path).end, Unchecked)
    assert desk.button("Check now").isEnabled()


def test_a_good_stick_is_ejected(start: Start, tmp_path: Path) -> None:
    desk = start()
    flip(desk, "Eject when finished")
    assert isinstance(written(desk, tmp_path).end, Verified)

    def ejected() -> bool:
        job = desk.state.job
        return isinstance(job, Ended) and job.unplugging is Unplugging.DONE

    desk.until(ejected)


def rows(desk: Desk) -> list[RecentRow]:
    return [each for each in desk.window.findChildren(RecentRow) if each.isVisible()]


def test_an_image_used_last_time_is_one_press_away(start: Start, tmp_path: Path) -> None:
    image = boot_image(tmp_path, extra=0)
    desk = start()
    desk.flow.look_around(tmp_path / "Downloads")
    desk.until(lambda: desk.state.remembers)
    desk.inspect(image)
    kept = tmp_path / "state" / "recent.json"
    desk.until(kept.exists)
    desk = start()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    desk.flow.look_around(tmp_path / "Downloads")
    desk.until(lambda: desk.state.remembers)
    settle()
    (row,) = rows(desk)
    assert "demo.iso" in row.accessibleName()
    assert "used today" in row.accessibleDescription()
    image.unlink()
    desk = start()
    desk.flow.look_around(tmp_path / "Downloads")
    desk.until(lambda: desk.state.remembers)
    settle()
    (row,) = rows(desk)
    assert not row.isEnabled()
    assert "no longer there" in row.accessibleDescription()
    flip(desk, "Remember the images used last")
    assert rows(desk) == []
    desk.until(lambda: json.loads(kept.read_text())["images"] == [])


def test_a_damaged_file_is_told_once_and_mended(start: Start, store: Store, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text('{"check": fal')
    desk = start()
    assert desk.state.notice == SettingsDamaged()
    shown = desk.window._screen
    assert shown is not None
    assert shown.bar is not None
    assert "could not be read" in shown.bar.text.plain
    flip(desk, "Notify me")
    assert saved(desk, store) == Settings(notify=False)
    assert start().state.notice is None


def test_settings_that_cannot_be_kept_hold_until_the_end(start: Start, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    desk = start()
    flip(desk, "Notify me")
    desk.until(lambda: isinstance(desk.state.notice, SettingsNotKept))
    assert not desk.state.settings.notify
