"""The right card: where to write it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.components.button import Send
from ui.components.card import Card
from ui.components.drive_list import DriveList
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.components.slot import Slot
from ui.icons import Icon
from ui.typography import Role, gap, px
from ui.view import DriveCard as DriveCardView
from ui.view import HiddenDisks, NoDrives
from ui.widths import Width

_SPARE = 4  # where the column's stretch stands


class DashedDrive(QWidget):
    """Where a stick would be, or a disc."""

    def __init__(self) -> None:
        super().__init__()
        self._disc = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def present(self, *, disc: bool) -> None:
        self._disc = disc
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(106 if self._disc else 54), px(106))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        factor = px(100) / 100
        painter.scale(factor, factor)
        pen = QPen(theme.now().colours.control, 1.5)
        pen.setDashPattern([5.0, 4.0])
        painter.setPen(pen)
        if self._disc:
            painter.drawEllipse(QRectF(1, 1, 104, 104))
            painter.drawEllipse(QRectF(38, 38, 30, 30))
            return
        painter.drawRoundedRect(QRectF(11, 1, 32, 34), 6, 6)
        painter.drawRoundedRect(QRectF(1, 34, 52, 70), 12, 12)


class NoDrivesPanel(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self._drive = DashedDrive()
        self._title = Label(Role.TITLE_LIGHT, align=middle)
        self._text = Label(Role.BODY, lambda c: c.text2, align=middle)
        self._button = Slot(send, breaks=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(6)
        column.addStretch(2)
        column.addWidget(self._drive, 0, middle)
        column.addSpacing(14)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(3)
        column.addWidget(self._button, 0, middle)
        column.addStretch(3)

    def present(self, view: NoDrives) -> None:
        self._drive.present(disc=view.disc)
        self._title.say(view.title)
        self._text.say(view.text)
        self._button.present(view.button)


class HiddenLine(QFrame):
    """ "2 disks of this computer are not offered. Why?" """

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._text = Label(Role.CAPTION, lambda c: c.text3)
        self._button = Slot(send)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        line.addWidget(IconPicture(Icon.EYE_OFF, 16, lambda c: c.text3))
        line.addSpacing(5)
        line.addWidget(self._text)
        line.addWidget(self._button)
        line.addStretch(1)

    def present(self, view: HiddenDisks) -> None:
        self._text.say(view.text)
        self._button.present(view.button)


class DriveCard(Card):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._heading = Label(Role.SMALL_STRONG, lambda c: c.text2)
        self._several = Slot(send)
        self.list = DriveList(send)
        self._none = NoDrivesPanel(send)
        self._hidden = HiddenLine(send)
        # As high as a link, so that both cards begin alike where there is none.
        self._heading.setMinimumHeight(32)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._several)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(6)
        column.addWidget(self.list)
        column.addWidget(self._none, 1)
        column.addStretch(1)
        self._column = column
        column.addSpacing(8)
        column.addWidget(self._hidden)
        self.set_layout(column, gap(20), gap(12), gap(20), gap(10))

    def present(self, view: DriveCardView) -> None:
        self.setAccessibleName(view.name or view.heading)
        self.setAccessibleDescription(view.description or (view.hidden.text if view.hidden else ""))
        self._heading.say(view.heading)
        self._several.present(view.several)
        self.list.present(view)
        self.list.setVisible(bool(self.list.rows))
        nothing = view.none is not None and not self.list.rows
        self._none.setVisible(nothing)
        self._column.setStretch(_SPARE, 0 if nothing else 1)
        if view.none is not None:
            self._none.present(view.none)
        self._hidden.setVisible(view.hidden is not None)
        if view.hidden is not None:
            self._hidden.present(view.hidden)

    def fit(self, width: Width) -> None:
        self.list.fit(width)
