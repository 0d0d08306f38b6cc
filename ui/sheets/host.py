"""The scrim and the one sheet over it. What lies below keeps its looks and loses the keyboard."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget
from shiboken6 import isValid

from ui import theme
from ui.components.button import Send
from ui.sheets.ask import AskSheetWidget
from ui.sheets.confirm import ConfirmSheetWidget
from ui.sheets.lists import ListSheetWidget
from ui.sheets.pick import PickSheetWidget
from ui.sheets.plain import (
    AboutSheetWidget,
    FieldSheetWidget,
    KeysSheetWidget,
    OptionsSheetWidget,
    TextSheetWidget,
)
from ui.sheets.sheet import Sheet
from ui.view import (
    AboutSheet,
    AskSheet,
    ConfirmSheet,
    FieldSheet,
    KeysSheet,
    ListSheet,
    OptionsSheet,
    PickSheet,
    TextSheet,
)
from ui.view import Sheet as SheetView
from ui.widths import Width, width_class

# A new sheet of the view has to be entered here; a test walks through all of them.
_KINDS: dict[type[SheetView], Callable[[QWidget, Send, Any, Width], Sheet]] = {
    ListSheet: ListSheetWidget,
    ConfirmSheet: ConfirmSheetWidget,
    AskSheet: AskSheetWidget,
    FieldSheet: FieldSheetWidget,
    OptionsSheet: OptionsSheetWidget,
    PickSheet: PickSheetWidget,
    KeysSheet: KeysSheetWidget,
    TextSheet: TextSheetWidget,
    AboutSheet: AboutSheetWidget,
}

_MILLISECONDS = 160
_RISE = 8


class SheetHost(QWidget):
    """Covers the whole window while a sheet is open."""

    def __init__(self, window: QWidget, send: Send) -> None:
        super().__init__(window)
        self._send = send
        self._view: SheetView | None = None
        self.sheet: Sheet | None = None
        self._before: QWidget | None = None
        self._width = Width.WIDE
        self._spot: QPoint | None = None
        self._shade = 1.0
        self._fade = QVariantAnimation(self, duration=_MILLISECONDS, startValue=0.0, endValue=1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._shaded)
        self.hide()

    def present(self, view: SheetView | None, keep_away: QPoint | None) -> None:
        """Open, change or close; `keep_away` is where Write… stands."""
        if view == self._view:
            return
        if view is None:
            self._close()
            return
        if self.sheet is not None and self._same_question(view):
            self._view = view
            present: Callable[[Any], None] = self.sheet.present  # type: ignore[attr-defined]  # each kind its own
            present(view)
            self.sheet.place(keep_away)
            return
        self._spot = keep_away
        fresh = self.sheet is None
        if fresh:
            self._before = self.window().focusWidget()
        self._open(view)
        if fresh:
            self._animate()

    def refit(self, keep_away: QPoint | None) -> None:
        """The window has another size or its text has."""
        self._spot = keep_away
        self.setGeometry(self.window().rect())
        if self.sheet is None or self._view is None:
            return
        if width_class(self.window().width()) is not self._width:
            self._open(self.sheet.as_filled(self._view))
        self.sheet.place(self._spot)

    def _same_question(self, view: SheetView) -> bool:
        """Whether the open sheet can show `view` without being made anew."""
        old = self._view
        if type(old) is not type(view):
            return False
        if isinstance(view, ListSheet) and isinstance(old, ListSheet):
            return (view.title, view.lines) == (old.title, old.lines)
        if isinstance(view, AskSheet) and isinstance(old, AskSheet):
            return len(view.yes) == len(old.yes)
        if isinstance(view, ConfirmSheet) and isinstance(old, ConfirmSheet):
            return view.drives == old.drives and view.typing == old.typing
        if isinstance(view, FieldSheet) and isinstance(old, FieldSheet):
            return view.key == old.key
        if isinstance(view, PickSheet) and isinstance(old, PickSheet):
            return view.rows == old.rows
        return isinstance(view, TextSheet | OptionsSheet)

    def _open(self, view: SheetView) -> None:
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
        self._view = view
        self.setGeometry(self.window().rect())
        self.sheet = self._make(view)
        self.show()
        self.raise_()
        self.sheet.show()
        self.sheet.place(self._spot)
        if (first := self.sheet.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._view = None
        self._fade.stop()
        if self.sheet is not None:
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self.hide()
        before, self._before = self._before, None
        # What was answered may have taken the button away that asked.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, view: SheetView) -> Sheet:
        self._width = width_class(self.window().width())
        return _KINDS[type(view)](self, self._send, view, self._width)

    def _animate(self) -> None:
        """Fade in; all but the sheet that erases also rise a little."""
        if theme.now().still or self.sheet is None:
            self._shade = 1.0
            return
        self._fade.start()
        effect = QGraphicsOpacityEffect(self.sheet)
        self.sheet.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self.sheet)
        fade.setDuration(_MILLISECONDS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        sheet = self.sheet
        fade.finished.connect(lambda: sheet.setGraphicsEffect(None))  # type: ignore[arg-type]  # Qt takes None
        fade.start()
        if not isinstance(self.sheet, ConfirmSheetWidget):
            rise = QPropertyAnimation(self.sheet, b"pos", self.sheet)
            rise.setDuration(_MILLISECONDS)
            rise.setEasingCurve(QEasingCurve.Type.OutCubic)
            rise.setStartValue(self.sheet.pos() + QPoint(0, _RISE))
            rise.setEndValue(self.sheet.pos())
            rise.start()

    def _shaded(self, value: float) -> None:
        self._shade = value
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The scrim takes presses and does nothing: a slip must not close a question."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(theme.now().colours.scrim)
        shade.setAlphaF(shade.alphaF() * self._shade)
        QPainter(self).fillRect(self.rect(), shade)
