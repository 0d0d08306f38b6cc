"""Tab goes in the order of reading.

Qt's own order is the one in which widgets were made, and a page makes some of its buttons long
after the rest. Read is what stands higher, and in one line what begins first; cards beside each
other are read one after the other. Layouts are not asked: PySide 6.11 crashes some time after
Python has looked at their items.
"""

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTableView, QWidget

_STOPS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView)


def step(root: QWidget, *, forward: bool) -> QWidget | None:
    """The next stop below `root` after what has the focus now, which may be no stop itself: a
    title. None where there is nothing to stop at."""
    read = list(_read(root))
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
    yield parent
    if isinstance(parent, _STOPS):
        return
    children = [child for child in parent.children() if isinstance(child, QWidget)]
    shown = [child for child in children if child.isVisible()]
    for widget in sorted(shown, key=cmp_to_key(_before)):
        yield from _read(widget)


def _before(one: QWidget, other: QWidget) -> int:
    """Below zero when `one` is read first."""
    mine, its = one.geometry(), other.geometry()
    shared = min(mine.bottom(), its.bottom()) - max(mine.top(), its.top())
    if 2 * shared < min(mine.height(), its.height()):
        return mine.top() - its.top()
    if one.isRightToLeft():
        return its.right() - mine.right()
    return mine.left() - its.left()
