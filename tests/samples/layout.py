"""Whether a window has room for everything it shows."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from samples.window import Shown

from ui.components.button import Button
from ui.components.drag_overlay import DragOverlay
from ui.components.drive_row import BoxRow, CircleRow
from ui.components.drop_zone import DropZone
from ui.components.label import Label
from ui.components.scroll import SlimBar
from ui.components.seam import SeamArrow
from ui.components.stages import Stages
from ui.components.tile import Tile
from ui.components.tool_tile import ToolTile
from ui.sheets.host import SheetHost
from ui.view import Screen

WITH_WORDS = (Label, Button, Tile, CircleRow, BoxRow, ToolTile, DropZone, Stages)
FLOATING = (SeamArrow, DragOverlay, SheetHost, SlimBar)  # they lie over others on purpose


def visible(root: QWidget) -> Iterator[QWidget]:
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible())


def cut(widget: QWidget) -> Iterator[str]:
    """Whether words have less room than they need."""
    if not isinstance(widget, WITH_WORDS):
        return
    least = widget.minimumSizeHint().width()
    needs = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
    if widget.width() < least or widget.height() < needs:
        has = f"{widget.width()}x{widget.height()}"
        yield f"{named(widget)} has {has}, needs {least}x{needs}"


def too_wide(widget: QWidget) -> Iterator[str]:
    """A page or a sheet whose right part would have to be scrolled to."""
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    room = content.parentWidget() if content is not None else None
    if content is not None and room is not None and room.width() < content.width():
        yield f"{named(content)} needs {content.width()} of {room.width()}"


def overlapping(parent: QWidget) -> Iterator[str]:
    """Children that leave their parent, or lie over each other."""
    if isinstance(parent, QScrollArea) or isinstance(parent.parent(), QScrollArea):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    children = [child for child in children if not isinstance(child, FLOATING)]
    room = QRect(-1, -1, parent.width() + 2, parent.height() + 2)
    for index, child in enumerate(children):
        if not room.contains(child.geometry()):
            yield f"{named(child)} {child.geometry()} leaves {named(parent)}"
        for other in children[index + 1 :]:
            if child.geometry().intersects(other.geometry()):
                yield f"{named(child)} lies over {named(other)}"


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_text(widget)[:40]!r}"


def check(shown: Shown, screen: Screen) -> list[str]:
    """What is wrong with the sheet, or with the whole window where none is open."""
    shown.show(screen)
    host = shown.window.findChild(SheetHost)
    root: QWidget = shown.window
    if host is not None and host.isVisible() and host.sheet is not None:
        root = host.sheet
    problems: list[str] = []
    for widget in (root, *visible(root)):
        problems += [*cut(widget), *overlapping(widget), *too_wide(widget)]
    return problems
