"""The window as a function of its screen, and the intents that come out of it."""

from dataclasses import replace

import dragging
import pytest
from PySide6.QtCore import QAbstractAnimation, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from samples import home, outcome, pages, sheets, work
from samples.states import STATES
from samples.window import Shown, settle

from ui import intents, theme
from ui.components.button import Button
from ui.components.drive_row import CircleRow
from ui.components.drop_zone import DropZone
from ui.components.header import Header
from ui.components.job_row import JobRow
from ui.components.label import Label
from ui.components.segment import SegmentOption
from ui.components.speed_map import SpeedMap
from ui.components.switch import Switch
from ui.drops import offer
from ui.intents import Offer
from ui.theme import PaletteName
from ui.view import Announcement, Several, Work, plain

LEFT = Qt.MouseButton.LeftButton


def button(shown: Shown, text: str) -> Button:
    found = [
        button
        for button in shown.window.findChildren(Button)
        if button.isVisible() and text in (button.view.text, button.view.name)
    ]
    assert len(found) == 1, text
    return found[0]


def press(shown: Shown, text: str) -> None:
    QTest.mouseClick(button(shown, text), LEFT)


def test_buttons_send_the_intent_of_their_view(shown: Shown) -> None:
    shown.show(home.READY)
    for text in ("Write…", "Change…", "How do we know?", "Why?", "Several at once", "Tools"):
        press(shown, text)
    assert shown.sent == [
        intents.Write(),
        intents.ChooseFile(),
        intents.ShowEvidence(),
        intents.WhyNotOffered(),
        intents.SeveralAtOnce(on=True),
        intents.ShowTools(),
    ]


def test_an_update_keeps_widgets_and_focus(shown: Shown) -> None:
    shown.show(home.READY)
    write = button(shown, "Write…")
    write.setFocus()
    bar = home.READY.bar
    assert bar is not None
    shown.show(replace(home.READY, bar=replace(bar, text=plain("Another sentence."))))
    assert button(shown, "Write…") is write
    assert shown.window.focusWidget() is write


def test_progress_changes_the_map_and_nothing_else(shown: Shown) -> None:
    shown.show(work.WRITING)
    before = {id(widget) for widget in shown.window.findChildren(QWidget)}
    body = work.WRITING.body
    assert isinstance(body, Work)
    later = replace(body, percent="64%", map=replace(body.map, percent=64, at=0.64))
    shown.show(replace(work.WRITING, body=later))
    assert {id(widget) for widget in shown.window.findChildren(QWidget)} == before
    shown_map = shown.window.findChild(SpeedMap)
    assert shown_map is not None
    assert shown_map.value() == 64
    assert shown_map.accessibleName() == "Writing"


def test_what_was_held_back_is_said_when_its_time_comes(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.main_window.announce", lambda _, says: said.append(says.text))
    monkeypatch.setattr("ui.announcer.PAUSE", 3.0)  # longer than a busy computer takes
    for text in ("One.", "Two.", "Three."):
        shown.show(replace(home.READY, says=Announcement(text)))
    assert said == ["One."]
    qtbot.waitUntil(lambda: said == ["One.", "Three."])


def test_the_name_of_the_node_has_no_room_in_a_narrow_window(shown: Shown) -> None:
    shown.resize(360, 720)
    shown.show(work.WRITING)
    nodes = [label for label in shown.window.findChildren(Label) if label.text() == "sdb"]
    assert not [label for label in nodes if label.isVisible()]
    shown.resize(1000, 720)
    assert len([each for each in shown.window.findChildren(Label) if each.text() == "sdb"]) == 1


def test_a_page_brings_the_focus_to_its_title(shown: Shown) -> None:
    shown.show(home.READY)
    shown.show(outcome.DONE)
    focus = shown.window.focusWidget()
    assert focus is not None
    assert focus.text() == "Ready to boot"  # type: ignore[attr-defined]  # a label


def test_so_does_another_page_of_the_same_kind(shown: Shown) -> None:
    """The cards of a disc in the place of those of an image."""
    shown.show(STATES["04-ready"])
    button = shown.window.findChild(CircleRow)
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    shown.show(STATES["91-burn"])
    focus = shown.window.focusWidget()
    assert isinstance(focus, Label)
    assert focus.text() == "Debian 13 “trixie”"


def test_the_way_back(shown: Shown) -> None:
    shown.show(pages.TOOLS)
    press(shown, "Back")
    assert shown.sent == [intents.Back()]


def test_a_tool(shown: Shown) -> None:
    shown.show(pages.TOOLS)
    tiles = [
        tile
        for tile in shown.window.findChildren(QWidget)
        if tile.accessibleName() == "Test a drive"
    ]
    QTest.mouseClick(tiles[0], LEFT)
    assert shown.sent == [intents.OpenTool("test")]


def test_settings_change_at_once(shown: Shown) -> None:
    shown.show(pages.SETTINGS)
    switch = next(
        s for s in shown.window.findChildren(Switch) if s.accessibleName() == "Play a sound"
    )
    QTest.mouseClick(switch, LEFT)
    dark = next(o for o in shown.window.findChildren(SegmentOption) if o.option.value == "dark")
    QTest.mouseClick(dark, LEFT)
    assert shown.sent == [
        intents.SettingChanged("sound", True),
        intents.SettingChanged("colours", "dark"),
    ]
    assert not switch.isChecked()  # until the view says so


def test_the_menu(shown: Shown) -> None:
    shown.show(home.READY)
    header = shown.window.findChild(Header)
    assert header is not None
    header.menu().actions()[0].trigger()
    assert shown.sent == [intents.FromWeb()]


@pytest.mark.parametrize(
    ("screen", "key", "sent"),
    [
        (home.READY, "Ctrl+Return", intents.Write()),
        (home.READY, "F5", intents.LookForDrives()),
        (work.WRITING, "Esc", intents.StopAsked()),
        (work.STOP_SHEET, "Esc", intents.Dismiss()),
        (home.WAITING, "Esc", intents.StopWaiting()),
        (outcome.DONE, "Ctrl+E", intents.Eject()),
        (pages.SETTINGS, "Alt+Left", intents.Back()),
    ],
)
def test_keys(shown: Shown, screen: object, key: str, sent: object) -> None:
    shown.show(screen)  # type: ignore[arg-type]  # parametrize loses the type
    shown.window.activateWindow()
    QTest.keySequence(shown.window, key)
    settle()
    assert shown.sent == [sent]


def test_keys_of_a_screen_end_with_it(shown: Shown) -> None:
    shown.show(home.READY)
    shown.show(work.WRITING)
    QTest.keySequence(shown.window, "Ctrl+Return")
    assert shown.sent == []


def test_pasting(shown: Shown) -> None:
    shown.show(home.READY)
    QGuiApplication.clipboard().setText("/home/a/ubuntu.iso")
    QTest.keySequence(shown.window, "Ctrl+V")
    assert shown.sent == [intents.Pasted(Offer(text="/home/a/ubuntu.iso"))]


def test_copying_is_done_here(shown: Shown) -> None:
    shown.show(outcome.DONE)
    press(shown, "Copy")
    assert QGuiApplication.clipboard().text() == outcome.DIGEST


@pytest.mark.parametrize("state", ["01-empty", "04-ready", "15-writing", "18-done", "24-settings"])
def test_a_drop_is_told_in_every_state(shown: Shown, state: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("file:///home/a/ubuntu.iso"), QUrl("https://example.org/b.iso")])
    shown.show(STATES[state])
    assert dragging.drop(shown.window, mime)
    what = Offer(urls=("file:///home/a/ubuntu.iso", "https://example.org/b.iso"))
    assert shown.sent == [intents.DragEntered(what), intents.Dropped(what)]


def test_what_a_drag_can_carry() -> None:
    text, portal = QMimeData(), QMimeData()
    text.setText("/home/a/b.iso")
    portal.setData("application/vnd.portal.filetransfer", b"key-7\0")
    assert offer(text) == Offer(text="/home/a/b.iso")
    assert offer(portal) == Offer(portal_key="key-7")
    assert offer(QMimeData()) == Offer()


def test_the_zone_shows_what_letting_go_would_do(shown: Shown) -> None:
    shown.show(work.DRAG_OVER)
    zone = shown.window.findChild(DropZone)
    assert zone is not None
    assert "Let go to inspect this image" in zone.accessibleDescription()
    shown.show(work.EMPTY)
    assert "Drop an image here" in zone.accessibleDescription()


def test_the_whole_zone_opens_the_chooser(shown: Shown) -> None:
    shown.show(work.EMPTY)
    zone = shown.window.findChild(DropZone)
    assert zone is not None
    QTest.mouseClick(zone, LEFT, pos=QPoint(20, 20))
    assert shown.sent == [intents.ChooseFile()]


def test_closing_asks_while_writing(shown: Shown) -> None:
    shown.show(work.WRITING)
    event = QCloseEvent()
    QApplication.sendEvent(shown.window, event)
    assert not event.isAccepted()
    assert shown.sent == [intents.Quit()]


def test_closing_does_not_ask_otherwise(shown: Shown) -> None:
    shown.show(home.READY)
    assert shown.window.close()


def test_a_press_on_the_scrim_does_nothing(shown: Shown) -> None:
    shown.show(sheets.EVIDENCE)
    host = shown.window._host
    assert host is not None
    QTest.mouseClick(host, LEFT, pos=QPoint(5, 5))
    assert shown.sent == []


def test_nothing_can_be_pressed_while_the_desktop_asks(shown: Shown) -> None:
    shown.show(home.WAITING)
    press(shown, "Change…")
    assert shown.sent == []


def test_the_focus_is_on_the_reason_while_the_desktop_asks(shown: Shown) -> None:
    """And comes back; else a screen reader would stand nowhere."""
    shown.show(home.READY)
    write = button(shown, "Write…")
    write.setFocus()
    shown.show(home.WAITING)
    focus = shown.window.focusWidget()
    assert isinstance(focus, Label)
    assert "permission" in focus.text()
    shown.show(home.READY)
    assert shown.window.focusWidget() is write
    shown.show(home.WAITING)
    shown.show(work.PREPARING)
    focus = shown.window.focusWidget()
    assert isinstance(focus, Label)
    assert focus.text() == "Preparing"


def test_less_motion_means_none(shown: Shown) -> None:
    """Acceptance 13."""
    theme.use(PaletteName.LIGHT, still=True)
    for screen in (home.READY, sheets.EVIDENCE, work.CHECKING, outcome.DONE, sheets.CONFIRM):
        shown.show(screen)
        animations = shown.window.findChildren(QAbstractAnimation)
        assert all(a.state() == QAbstractAnimation.State.Stopped for a in animations)
        assert not [timer for timer in shown.window.findChildren(QTimer) if timer.isActive()]


def test_larger_text_at_run_time(shown: Shown, qapp: QApplication) -> None:
    shown.show(home.READY)
    height = button(shown, "Write…").height()
    font = qapp.font()
    font.setPointSizeF(21)
    qapp.setFont(font)
    settle()
    assert button(shown, "Write…").height() > 1.5 * height


def test_a_drive_keeps_the_height_of_its_row_when_there_is_nothing_to_press(shown: Shown) -> None:
    def heights() -> list[int]:
        return [row.height() for row in shown.window.findChildren(JobRow) if row.isVisible()]

    shown.show(work.SEVERAL)
    before = heights()
    assert isinstance(work.SEVERAL.body, Several)
    rows = tuple(replace(row, button=None) for row in work.SEVERAL.body.rows)
    shown.show(replace(work.SEVERAL, body=replace(work.SEVERAL.body, rows=rows)))
    assert heights() == before


def test_tab_is_a_key_of_the_window(shown: Shown, qtbot: QtBot) -> None:
    shown.show(home.READY)
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    seen = []
    for _ in range(3):
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
        seen.append(shown.window.focusWidget())
    QTest.keyClick(shown.window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert len(set(seen)) == 3
    assert shown.window.focusWidget() is seen[1]


def test_an_esc_that_was_meant_for_a_sheet_takes_no_result_away(shown: Shown, qtbot: QtBot) -> None:
    """Work may end while one is asked whether to stop it; then the sheet goes by itself."""
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    shown.show(replace(work.STOP_SHEET, busy=True))
    shown.show(outcome.DONE)
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert shown.sent == []

    def leaves() -> bool:
        QTest.keyClick(shown.window, Qt.Key.Key_Escape)
        return shown.sent == [intents.WriteAnother()]

    qtbot.waitUntil(leaves)


def test_esc_leaves_a_result_that_came_with_no_sheet_at_once(shown: Shown, qtbot: QtBot) -> None:
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    shown.show(replace(work.WRITING, busy=True))
    shown.show(outcome.DONE)
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert shown.sent == [intents.WriteAnother()]
