"""Places for buttons that a view may or may not have; a button that stays keeps its focus."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from ui.components.button import Button, Send
from ui.typography import is_large
from ui.view import Button as ButtonView


class Slot(QWidget):
    """At most one button. `breaks`: its words may take two lines."""

    def __init__(self, send: Send, *, height: int = 0, breaks: bool = False) -> None:
        super().__init__()
        self._send = send
        self._height = height
        self.button: Button | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        # A button keeps to one line, but where large text or a long language leaves no room for it.
        one_line = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        broken = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy = broken if breaks or is_large() else one_line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def present(self, view: ButtonView | None) -> None:
        if view is None:
            if self.button is not None:
                self.button.hide()
            self.hide()
            return
        if self.button is None:
            self.button = Button(view, self._send, height=self._height)
            self._line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.present(view)
        self.button.show()
        self.show()


class ButtonRow(QWidget):
    """Any number of buttons beside each other, and in as many rows as they need."""

    def __init__(self, send: Send, *, height: int = 0, spacing: int = 12) -> None:
        super().__init__()
        self._send = send
        self._height = height
        self._spacing = spacing
        self.buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def present(self, views: tuple[ButtonView, ...]) -> None:
        while len(self.buttons) > len(views):
            spare = self.buttons.pop()
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(views):
            if index == len(self.buttons):
                made = Button(view, self._send, height=self._height)
                made.setParent(self)
                made.show()
                self.buttons.append(made)
            self.buttons[index].present(view)
        self.setVisible(bool(views))
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        widths = [button.sizeHint().width() for button in self.buttons]
        width = sum(widths) + self._spacing * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widths = [button.minimumSizeHint().width() for button in self.buttons]
        heights = [button.minimumSizeHint().height() for button in self.buttons]
        return QSize(max(widths, default=0), max(heights, default=0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A button's words or the letters changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        whole = self.rect()
        for button, place in self._places(self.width()):
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, place))

    def _places(self, width: int) -> list[tuple[Button, QRect]]:
        """From left to right; a button that is wider than a row breaks its words."""
        places: list[tuple[Button, QRect]] = []
        x = y = tallest = 0
        for button in self.buttons:
            wide = min(button.sizeHint().width(), max(1, width))
            high = button.heightForWidth(wide) if button.hasHeightForWidth() else -1
            high = high if high >= 0 else button.sizeHint().height()
            if x and x + wide > width:
                x, y, tallest = 0, y + tallest, 0
            places.append((button, QRect(x, y, wide, high)))
            x, tallest = x + wide + self._spacing, max(tallest, high)
        return places
