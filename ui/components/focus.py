"""When the ring of the focus is drawn: always, except right after a click of the pointer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

# At run time a class can have only one Qt base; for the type checker the mixin is a widget.
if TYPE_CHECKING:
    WidgetMixin = QWidget
else:
    WidgetMixin = object

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

    @property
    def ringed(self) -> bool:
        return self.hasFocus() and not self._by_pointer
