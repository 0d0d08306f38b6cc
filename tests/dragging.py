"""What Qt hands a window when something is dragged onto it, without a hand."""

from typing import Any

from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY = Qt.DropAction.CopyAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

# A drag enters at whole pixels until Qt 6.12, which takes and wants fractions like all the rest.
_PLACE: Any = QPoint(50, 200) if __version_info__ < (6, 12) else QPointF(50, 200)


def drag(window: QWidget, mime: QMimeData) -> bool:
    """Drags `mime` over the window; whether it would take it."""
    entered = QDragEnterEvent(_PLACE, COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(window, entered)
    return entered.isAccepted()


def drop(window: QWidget, mime: QMimeData) -> bool:
    """Lets go of it there; whether the window would take it."""
    taken = drag(window, mime)
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 200), COPY, mime, LEFT, NO_KEY))
    return taken
