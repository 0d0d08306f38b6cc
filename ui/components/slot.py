"""Places for buttons that a view may or may not have; a button that stays keeps its focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

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
    """Any number of buttons beside each other."""

    def __init__(self, send: Send, *, height: int = 0, spacing: int = 12) -> None:
        super().__init__()
        self._send = send
        self._height = height
        self.buttons: list[Button] = []
        self._place = Qt.AlignmentFlag(0)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(spacing)

    def stack(self, *, stacked: bool) -> None:
        """Below each other, where there is no room beside."""
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self.line.setDirection(way)
        self._place = Qt.AlignmentFlag.AlignLeading if stacked else Qt.AlignmentFlag(0)
        for button in self.buttons:
            self.line.setAlignment(button, self._place)

    def present(self, views: tuple[ButtonView, ...]) -> None:
        while len(self.buttons) > len(views):
            spare = self.buttons.pop()
            self.line.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(views):
            if index == len(self.buttons):
                made = Button(view, self._send, height=self._height)
                self.buttons.append(made)
                self.line.addWidget(made, 0, self._place)
            self.buttons[index].present(view)
        self.setVisible(bool(views))
