"""What is inside an image: a field to search, the files, and the beginning of the one marked."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.button import Send
from ui.components.card import PANEL_RADIUS, Panel
from ui.components.field import Field
from ui.components.file_list import FileList
from ui.components.fixed_text import FixedText
from ui.components.label import Elide, Label
from ui.intents import Seek
from ui.typography import Role, px
from ui.view import Inside, Preview
from ui.widths import Width

_PAUSE = 250  # milliseconds without a key, then it is searched


class InsidePage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._narrow = False
        self._field = Field("")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._seek)
        self._field.textEdited.connect(lambda _: self._pause.start())
        self._field.returnPressed.connect(self._seek)
        self._line = Label(Role.BODY, lambda c: c.text2)
        self.files = FileList(send)
        self._preview = PreviewPanel()
        ground = Panel(radius=PANEL_RADIUS)
        ground.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(6, 2, 6, 6)
        inner.addWidget(self._line)
        inner.addWidget(self.files, 1)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(12)
        self._split.addWidget(ground, 3)
        self._split.addWidget(self._preview, 2)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addWidget(self._field)
        self._column.addLayout(self._split, 1)
        self.fit(Width.WIDE)

    def present(self, view: Inside) -> None:
        self._field.setPlaceholderText(view.search)
        self._field.setAccessibleName(view.search)
        if not self._field.hasFocus() and self._field.text().strip() != view.sought:
            self._field.setText(view.sought)
        self._line.say(view.line)
        self._line.setContentsMargins(12, 14, 12, 14)
        self.files.setVisible(not view.line)
        self.files.present(view)
        self._preview.present(view.preview)
        self._preview.setVisible(view.preview is not None)

    def heading(self) -> QWidget | None:
        return None

    def fit(self, width: Width) -> None:
        self._narrow = width is Width.NARROW
        side = 12 if self._narrow else 24
        self._column.setContentsMargins(side, 6, side, 14)
        beside = width is Width.WIDE
        direction = QBoxLayout.Direction
        self._split.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.files.fit(narrow=self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.window().focusWidget() is self._field:
            self.files.setFocus(Qt.FocusReason.TabFocusReason)
            event.accept()
            return
        super().keyPressEvent(event)

    def _seek(self) -> None:
        self._pause.stop()
        self._send(Seek(self._field.text()))


class PreviewPanel(Panel):
    def __init__(self) -> None:
        super().__init__(radius=PANEL_RADIUS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._title = Label(Role.BODY_STRONG, elide=Elide.ElideMiddle)
        self._detail = Label(Role.CAPTION, lambda c: c.text3)
        self._text = FixedText()
        self._text.setMinimumHeight(px(110))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addWidget(self._text, 1)
        column.addStretch(0)

    def present(self, view: Preview | None) -> None:
        if view is None:
            return
        self._title.say(view.title)
        self._detail.say(view.detail)
        self._text.setAccessibleName(view.title)
        self._text.setVisible(bool(view.text))
        self._text.say(view.text)
