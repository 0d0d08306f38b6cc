"""Tab goes in the order of reading.

Qt's own order is the one in which widgets were made, and a page makes some of its buttons long
after the rest.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QLineEdit, QPlainTextEdit, QWidget

_STOPS = (QAbstractButton, QLineEdit, QPlainTextEdit)


def step(root: QWidget, *, forward: bool) -> QWidget | None:
    """The next stop below `root` after what has the focus now, which may be no stop itself: a
    title. None where there is nothing to stop at."""
    read = [widget for widget in _read(root) if widget.isVisible()]
    focus = root.focusWidget()
    here = read.index(focus) if focus in read else -1
    onwards = [*read[here + 1 :], *read[: here + 1]]
    if not forward:
        onwards = [*reversed(read[: max(here, 0)]), *reversed(read[max(here, 0) :])]
    return next((widget for widget in onwards if _stops_at(widget)), None)


def _stops_at(widget: QWidget) -> bool:
    takes_it = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return isinstance(widget, _STOPS) and takes_it and widget.isEnabled()


def _read(parent: QWidget) -> Iterator[QWidget]:
    """As the layouts have them: that is how they are read."""
    yield parent
    if isinstance(parent, _STOPS):
        return
    layout = parent.layout()
    placed = list(_placed(layout)) if layout is not None else []
    children = (child for child in parent.children() if isinstance(child, QWidget))
    for widget in (*placed, *(child for child in children if child not in placed)):
        yield from _read(widget)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
