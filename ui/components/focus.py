"""When the ring of the focus is drawn: always, except right after a click of the pointer. And what
Enter does: it presses the button that has the focus, as Space does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

# At run time a class can have only one Qt base; for the type checker the mixin is a widget.
if TYPE_CHECKING:
    WidgetMixin = QWidget
else:
    WidgetMixin = object

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_KEEP = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Focusable(WidgetMixin):
    """Mixed in before a standard class of widgets."""

    _by_pointer = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _KEEP:
            self._by_pointer = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt leaves Enter to the theme of the desktop, which may know Space alone. A key that is
        held presses once: what it opens must not be answered by it."""
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in ENTER or bare or not isinstance(self, QAbstractButton):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    @property
    def ringed(self) -> bool:
        return self.hasFocus() and not self._by_pointer
