"""The only label there is: plain text, wrapped or elided, with strong parts where ours has them."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme, typography
from ui.components.text_block import Ink, TextBlock, visual_alignment
from ui.typography import Role
from ui.view import NOTHING, Sentence, plain

Colour = Callable[[theme.Colours], QColor]
Elide = Qt.TextElideMode

_EVENTS_OF_TYPE = (
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.LayoutDirectionChange,
)


class Label(QLabel):
    """Wraps, unless `elide` says where a single line may lose its end or its middle."""

    def __init__(
        self,
        role: Role = Role.BODY,
        colour: Colour = lambda c: c.text,
        *,
        elide: Elide = Elide.ElideNone,
        wraps: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._role = role
        self._colour = colour
        self._elide = elide
        self._wraps = wraps and elide is Elide.ElideNone
        self._align = align
        self._sentence: Sentence | None = None
        self._block: TextBlock | None = None
        self._fit = 0.0
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if self._wraps:
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str | Sentence) -> None:
        sentence = plain(text) if isinstance(text, str) else text
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self._block = None
        super().setText(sentence.plain)
        if self.parentWidget() is not None or not sentence:  # else it would become a window
            self.setVisible(bool(sentence))
        self.updateGeometry()
        self.update()

    @property
    def sentence(self) -> Sentence:
        return self._sentence or NOTHING

    @property
    def elides(self) -> bool:
        return self._elide is not Elide.ElideNone

    def set_look(self, role: Role, colour: Colour) -> None:
        self._colour = colour
        if role is not self._role:
            self._role = role
            self._block = None
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        block = self._set(0)
        return QSize(ceil(block.natural_width), self._line_height())

    def minimumSizeHint(self) -> QSize:
        if self._wraps:
            return QSize(ceil(self._set(0).least_width), self._line_height())
        if self.elides:
            few = self._metrics().averageCharWidth() * 6
            return QSize(min(ceil(few), self.sizeHint().width()), self._line_height())
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return -1
        if self._block is None:
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = ceil(self._set(width).height)
        return self._heights[width]

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.now().colours
        painter = QPainter(self)
        ink = Ink(self._colour(colours), colours.text)
        block = self._shown()
        top = (self.height() - block.height) / 2
        block.paint(painter, QPointF(0, max(0.0, top)), ink)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _EVENTS_OF_TYPE:
            self._block = None
            self.updateGeometry()
        super().changeEvent(event)

    def _shown(self) -> TextBlock:
        if not self.elides:
            return self._set(self.width())
        metrics = self._metrics()
        text = self.sentence.plain
        if metrics.horizontalAdvance(text) <= self.width():
            return self._set(self.width())
        short = metrics.elidedText(text, self._elide, self.width())
        block = TextBlock(plain(short), typography.font(self._role))
        block.set_width(self.width() + 1.0, self._visual_alignment(), self.layoutDirection())
        return block

    def _set(self, width: float) -> TextBlock:
        """The text broken for a width; 0 means on one line."""
        if self._block is None:
            self._block = TextBlock(self.sentence, typography.font(self._role))
            self._fit = -1.0
            self._heights.clear()
        if self._fit != width:
            self._fit = width
            room = width or self._block.natural_width + 1
            self._block.set_width(room, self._visual_alignment(), self.layoutDirection())
        return self._block

    def _visual_alignment(self) -> Qt.AlignmentFlag:
        return visual_alignment(self.layoutDirection(), self._align)

    def _metrics(self) -> QFontMetricsF:
        return typography.metrics(self._role)

    def _line_height(self) -> int:
        return ceil(self._metrics().height())
