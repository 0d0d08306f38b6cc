"""One drive is written and checked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.banner import Banner
from ui.components.button import Send
from ui.components.card import Panel
from ui.components.label import Label
from ui.components.picture import IconPicture, MarkPicture
from ui.components.speed_map import SpeedMap
from ui.components.stages import Stages
from ui.icons import Icon
from ui.typography import Role
from ui.view import Figure, Work
from ui.view import SpeedMap as SpeedMapView
from ui.widths import Width, is_tiny


class Journey(QWidget):
    """What goes where: "Ubuntu 24.04.1 LTS → SanDisk Ultra, 32 GB sdb"."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = MarkPicture(36)
        self._image = Label(Role.STRONG)
        self._arrow = IconPicture(Icon.ARROW_RIGHT, 18, lambda c: c.text2)
        self._icon = IconPicture(Icon.USB_STICK, 20, lambda c: c.text2)
        self._drive = Label(Role.STRONG)
        self._node = Label(Role.SMALL, lambda c: c.text2, wraps=False)
        self._called = ""
        self._narrow = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for line in (self._first, self._second):
            line.setSpacing(10)
            self._box.addLayout(line)
        self._first.addWidget(self._mark)
        self._first.addWidget(self._image)
        self._first.addSpacing(5)
        self._first.addWidget(self._arrow)
        self._second.addWidget(self._icon)
        self._second.addWidget(self._drive)
        self._second.addWidget(self._node)
        self._second.addStretch(1)
        self._box.addStretch(1)
        self.fit(Width.WIDE)

    def present(self, view: Work) -> None:
        self._mark.present(view.mark)
        self._image.say(view.image)
        self._icon.present(view.drive_icon, lambda c: c.text2)
        self._drive.say(view.drive)
        self._called = view.node
        self._say_node()

    def fit(self, width: Width) -> None:
        narrow = width is Width.NARROW
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._box.setSpacing(6 if narrow else 14)
        self._mark.resize_to(30 if narrow else 36)
        self._arrow.setVisible(not narrow)
        self._narrow = narrow
        self._say_node()
        self._second.setContentsMargins(5 if narrow else 0, 0, 0, 0)
        self._second.setSpacing(15 if narrow else 10)

    def _say_node(self) -> None:
        """A label that says something shows itself."""
        self._node.say("" if self._narrow else self._called)


class FigureCell(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._label = Label(Role.CAPTION_MEDIUM, lambda c: c.text3)
        self._value = Label(Role.FIGURE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._label)
        column.addWidget(self._value)

    def present(self, view: Figure) -> None:
        self._label.say(view.label)
        self._value.say(view.value)


class Figures(QWidget):
    """Four numbers, or two times two below 560."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[FigureCell] = []
        self._width = Width.WIDE
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(10)

    def present(self, views: tuple[Figure, ...]) -> None:
        while len(self._cells) > len(views):
            self._cells.pop().deleteLater()
        for index, view in enumerate(views):
            if index == len(self._cells):
                self._cells.append(FigureCell())
            self._cells[index].present(view)
        self._place()

    def fit(self, width: Width) -> None:
        if width is not self._width:
            self._width = width
            self._place()

    def _place(self) -> None:
        columns = 2 if self._width is Width.NARROW else 4
        for index, cell in enumerate(self._cells):
            top = Qt.AlignmentFlag.AlignTop  # beside one whose value takes two lines
            self._grid.addWidget(cell, index // columns, index % columns, top)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class WorkPage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._journey = Journey()
        self._banner = Banner(send)
        self._banner.hide()
        self._stages = Stages()
        self._percent = Label(Role.DISPLAY, wraps=False)
        self._title = Label(Role.WORK_TITLE)
        self._lead = Label(Role.LEAD, lambda c: c.text2)
        self.map = SpeedMap(SpeedMapView("", 0), least=120)
        self._figures = Figures()
        self._card = Panel()
        self._inner = QVBoxLayout(self._card)
        self._build()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._journey)
        self._column.addSpacing(16)
        self._column.addWidget(self._card, 1)
        self.fit(Width.WIDE)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        words.addStretch(1)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        inner = self._inner
        inner.setSpacing(0)
        inner.addWidget(self._stages)
        inner.addSpacing(20)
        inner.addLayout(head)
        inner.addSpacing(14)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._banner)
        middle.addWidget(self.map, 1)
        inner.addLayout(middle, 1)
        inner.addSpacing(17)
        inner.addWidget(self._figures)

    def present(self, view: Work) -> None:
        self._journey.present(view)
        self._stages.present(view.stages, view.stages_name)
        self._percent.say(view.percent)
        self._title.say(view.title)
        self._lead.say(view.lead)
        self.map.present(view.map)
        self._figures.present(view.figures)
        self._banner.setVisible(view.banner is not None)
        if view.banner is not None:
            self._banner.present(view.banner)

    def heading(self) -> QWidget | None:
        return self._title

    def fit(self, width: Width) -> None:
        narrow = width is Width.NARROW
        side = 12 if narrow else 24
        self._column.setContentsMargins(side, 6 if narrow else 8, side, 18)
        edge = 16 if narrow else 28
        self._inner.setContentsMargins(edge, 24 if not narrow else 18, edge, 18)
        tiny = is_tiny(self.window().width())
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if tiny else direction.LeftToRight)
        self._head.setSpacing(0 if tiny else 12 if narrow else 21)
        self._percent.set_look(Role.DISPLAY_NARROW if narrow else Role.DISPLAY, lambda c: c.text)
        self._title.set_look(Role.WORK_TITLE if not narrow else Role.FIGURE, lambda c: c.text)
        self._lead.set_look(Role.LEAD if not narrow else Role.SMALL, lambda c: c.text2)
        self._journey.fit(width)
        self._figures.fit(width)
