"""Where the window was and how large, so that it opens there again, and never off the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_MOST = 1 << 15  # pixels: no screen is larger
_GRIP = 64  # pixels of the window's top that must be on a screen, to take hold of it


@dataclass(frozen=True, slots=True)
class Place:
    """In logical pixels. `corner` is None where the desktop does not tell (Wayland)."""

    size: QSize
    corner: QPoint | None = None
    maximised: bool = False


def place_of(window: QWidget) -> Place:
    """Of a maximised window the size it had before."""
    maximised = window.isMaximized()
    size = window.normalGeometry().size() if maximised else window.size()
    corner = None if maximised or not _moves() else window.pos()
    return Place(size if size.isValid() else window.size(), corner, maximised)


def restore(window: QWidget, place: Place) -> None:
    """Before the window is shown."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    rect = fitting(place, screens, window.minimumSize())
    window.resize(rect.size())
    if place.corner is not None and _moves():
        window.move(rect.topLeft())
    if place.maximised:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def fitting(place: Place, screens: Sequence[QRect], least: QSize) -> QRect:
    """On one screen as a whole: the one that holds most of it, the first where none does."""
    wanted = QRect(place.corner or QPoint(), place.size.expandedTo(least))
    screen = max(screens, key=lambda each: _shared(each, wanted))
    size = wanted.size().boundedTo(screen.size())
    rect = QRect(wanted.topLeft(), size)
    if place.corner is None or _shared(screen, wanted) < _GRIP:
        rect.moveCenter(screen.center())
    left = min(max(rect.left(), screen.left()), screen.left() + screen.width() - size.width())
    top = min(max(rect.top(), screen.top()), screen.top() + screen.height() - size.height())
    return QRect(QPoint(left, top), size)


def read(stored: Mapping[str, object] | None) -> Place | None:
    """From the object in the file; None where it says nothing that could be."""
    stored = stored or {}
    width, height = _number(stored, "width"), _number(stored, "height")
    if width is None or height is None or width <= 0 or height <= 0:
        return None
    x, y = _number(stored, "x"), _number(stored, "y")
    corner = QPoint(x, y) if x is not None and y is not None else None
    return Place(QSize(width, height), corner, stored.get("maximised") is True)


def stored(place: Place) -> dict[str, object]:
    corner = place.corner
    return {
        "width": place.size.width(),
        "height": place.size.height(),
        "x": corner.x() if corner is not None else None,
        "y": corner.y() if corner is not None else None,
        "maximised": place.maximised,
    }


def _moves() -> bool:
    """Whether a program may say where its window stands."""
    return not QGuiApplication.platformName().startswith("wayland")


def _shared(screen: QRect, window: QRect) -> int:
    """How much of the window's upper edge lies on the screen, in pixels; with no part of its
    height there, nothing."""
    common = screen.intersected(QRect(window.topLeft(), QSize(window.width(), _GRIP)))
    return common.width() if not common.isEmpty() else 0


def _number(stored: Mapping[str, object], name: str) -> int | None:
    value = stored.get(name)
    return value if type(value) is int and -_MOST < value < _MOST else None
