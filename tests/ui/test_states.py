"""Acceptance 1: every state at every width and text size, nothing cut, nothing over anything else;
and what holds for the words of every state: names, plain text, room for a longer language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from samples.layout import check, named, visible
from samples.states import STATES
from samples.window import Shown, settle

from ui import theme
from ui.components.drive_card import DriveCard
from ui.components.image_card import FileLine, ImageCard
from ui.components.label import Label
from ui.main_window import MainWindow
from ui.sheets.host import SheetHost
from ui.theme import PaletteName
from ui.view import Screen

# The smallest window is shown with usual text only: with text of twice the size it has the room
# of 180 by 240, where three buttons and a sentence do not stand below each other.
CASES = (
    *[(size, points) for size in ((1000, 720), (800, 480), (360, 720)) for points in (10.5, 21.0)],
    ((560, 600), 10.5),
    ((360, 480), 10.5),
)


@pytest.mark.parametrize(("size", "points"), CASES)
def test_nothing_is_cut(
    laid_out: Shown, qapp: QApplication, size: tuple[int, int], points: float
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    laid_out.resize(*size)
    found = {
        name: problems
        for name in STATES
        if (problems := [*check(laid_out, STATES[name]), *shortened(laid_out)])
    }
    assert not found


def shortened(shown: Shown) -> Iterator[str]:
    """Words of ours that lose a part: only names, of a file or ours, and checksums may."""
    for label in shown.window.findChildren(Label):
        text = label.sentence.plain
        if isinstance(label.parent(), FileLine):
            continue
        lost = label.isVisible() and label.elides and label.sizeHint().width() > label.width() + 1
        if lost and not re.fullmatch(r"\S+|[0-9a-f …]+", text):
            yield f"shortened: {text}"


@pytest.mark.parametrize("palette", PaletteName)
def test_every_state_paints_in_every_palette(shown: Shown, palette: PaletteName) -> None:
    theme.use(palette, still=True)
    shown.resize(600, 480)
    ground = theme.now().colours.bg
    for screen in STATES.values():
        shown.show(screen)
        picture = shown.window.grab().toImage()
        if screen.sheet is None:
            assert picture.pixelColor(2, 2) == ground


@dataclass
class Walk:
    """What one walk through all states, at the usual size, found wrong."""

    unnamed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    labels_with_focus: list[str] = field(default_factory=list)
    tab_order: list[str] = field(default_factory=list)
    reading: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(qapp: QApplication) -> Walk:
    theme.use(PaletteName.LIGHT, still=True)
    shown = Shown(MainWindow())
    shown.window.show()
    found = Walk()
    for name, screen in STATES.items():
        shown.show(screen)
        found.unnamed += [f"{name}: {named(widget)}" for widget in unnamed(shown.window)]
        found.silent += [f"{name}: {text}" for text in silent(shown.window, screen)]
        found.labels_with_focus += [
            f"{name}: {named(label)}"
            for label in shown.window.findChildren(QLabel)
            if label.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not screen.frozen:
            found.tab_order += [f"{name}: {text}" for text in tab_order(shown.window)]
            found.reading += [f"{name}: {text}" for text in out_of_order(shown.window)]
    shown.window.deleteLater()
    return found


def unnamed(window: MainWindow) -> Iterator[QWidget]:
    for widget in visible(window):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name):
            yield widget


def silent(window: MainWindow, screen: Screen) -> Iterator[str]:
    for button in (*screen.bar.start, *screen.bar.end) if screen.bar else ():
        if button.enabled:
            continue
        widget = next(shown for shown in window.bar.buttons if shown.view == button)
        if not button.reason or widget.accessibleDescription() != button.reason:
            yield button.text


def tab_order(window: MainWindow) -> Iterator[str]:
    host = window.findChild(SheetHost)
    root: QWidget = window
    if host is not None and host.isVisible() and host.sheet is not None:
        root = host.sheet
    stops = {
        widget
        for widget in visible(root)
        if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | QTableView)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    visited = stepped(window, len(stops))
    yield from (f"never reached: {named(widget)}" for widget in stops - set(visited))
    yield from (f"no control: {named(widget)}" for widget in set(visited) - stops)


def stepped(window: MainWindow, steps: int) -> list[QWidget]:
    """What has the focus after each press of Tab."""
    visited: list[QWidget] = []
    for _ in range(steps):
        window.tab(forward=True)
        if (focus := window.focusWidget()) is not None:
            visited.append(focus)
    return visited


def out_of_order(window: MainWindow) -> Iterator[str]:
    """Header, body, bar; in the body the first card before the second."""
    if window._host is not None and window._host.isVisible():
        return
    cards = [*window.findChildren(ImageCard), *window.findChildren(DriveCard)]
    parts = [window.header, *(card for card in cards if card.isVisible()), window.bar]

    def part(widget: QWidget) -> int | None:
        return next((i for i, each in enumerate(parts) if each.isAncestorOf(widget)), None)

    window.header.title.setFocus()
    order = [part(widget) for widget in stepped(window, 40)]
    places = [place for place in order if place is not None]
    round_trip = places[: places.index(0, places.index(max(places)))] if 0 in places[1:] else places
    if round_trip != sorted(round_trip):
        yield str(round_trip)


def test_everything_that_takes_the_focus_has_a_name(walk: Walk) -> None:
    """Acceptance 8."""
    assert not walk.unnamed


def test_a_disabled_button_says_why(walk: Walk) -> None:
    """Acceptance 8."""
    assert not walk.silent


def test_labels_are_never_in_the_tab_order(walk: Walk) -> None:
    assert not walk.labels_with_focus


def test_tab_visits_every_control_once(walk: Walk) -> None:
    """Acceptance 9: as many steps as there are stops reach them all, so none comes twice."""
    assert not walk.tab_order


def test_tab_goes_in_the_order_of_reading(walk: Walk) -> None:
    """Acceptance 9."""
    assert not walk.reading


def test_switching_the_palette_repaints_everything(shown: Shown) -> None:
    """Acceptance 12, also while writing."""
    for name in ("04-ready", "15-writing", "12-confirm", "18-done"):
        theme.use(PaletteName.LIGHT, still=True)
        shown.show(STATES[name])
        light = shown.window.grab().toImage()
        for other in (PaletteName.DARK, PaletteName.CONTRAST_LIGHT, PaletteName.CONTRAST_DARK):
            theme.use(other, still=True)
            settle()
            assert shown.window.grab().toImage() != light
        theme.use(PaletteName.LIGHT, still=True)
        settle()
        assert shown.window.grab().toImage() == light
