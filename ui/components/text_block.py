"""A text broken into lines and painted, with strong parts, without ever being rich text.

Qt guesses markup in what it is given; here only character formats are used, so a volume label
that is HTML stays what it is.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextOption,
)

from ui.typography import DEMI, is_large
from ui.view import Sentence

_ENDLESS = 1e6
_LONGEST_WORD, _LONGEST_LARGE_WORD = 12, 5  # in em; longer ones may be broken
_STRONG_IS_WIDER = 1.08
_WRAPPED_HEIGHT = 1.3  # line height in em where a text has several lines


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of the plain and the strong parts."""

    plain: QColor
    strong: QColor


class TextBlock:
    """`sentence` set in `font`; `set_width` breaks it, then `height` and `paint` are true."""

    def __init__(self, sentence: Sentence, font: QFont) -> None:
        self._layout = QTextLayout(_one_line_each(sentence.plain), font)
        self._metrics = QFontMetricsF(font)
        self._em = font.pointSizeF() * 96 / 72 if font.pointSizeF() > 0 else font.pixelSize()
        self._runs = sentence.runs
        self._ink: Ink | None = None
        self._set = (-1.0, Qt.AlignmentFlag.AlignLeft, Qt.LayoutDirection.LeftToRight)
        self.lines = 0
        self.height = 0.0
        self._format(None)
        self.set_width(_ENDLESS)
        # Letters that are set closer take that from the last one as well, which is as wide as ever.
        self.natural_width = self._layout.maximumWidth() + max(0.0, -font.letterSpacing())
        # A layout that may break anywhere would say one letter.
        words = (self._metrics.horizontalAdvance(word) for word in sentence.plain.split())
        longest = self._em * (_LONGEST_LARGE_WORD if is_large() else _LONGEST_WORD)
        self.whole_words_width = max(words, default=0.0) * _STRONG_IS_WIDER
        self.least_width = min(self.whole_words_width, longest)

    @property
    def line_height(self) -> float:
        """Of a single line."""
        return self._metrics.height()

    def set_width(
        self,
        width: float,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        wanted = (width, alignment, direction)
        if wanted == self._set and self.lines:
            return
        if wanted[1:] != self._set[1:] or not self.lines:
            option = QTextOption(alignment)
            option.setTextDirection(direction)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self._layout.setTextOption(option)
        self._set = wanted
        self._layout.beginLayout()
        lines = []
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            lines.append(line)
        self._layout.endLayout()
        single = self._metrics.height()
        step = single if len(lines) < 2 else max(single, self._em * _WRAPPED_HEIGHT)
        # A sign of another font, as those around a name may be, must not move the line.
        ascent = self._metrics.ascent()
        for index, line in enumerate(lines):
            line.setPosition(QPointF(0, index * step + ascent - line.ascent()))
        self.lines = len(lines)
        self.height = single + step * (len(lines) - 1) if lines else 0.0

    def paint(self, painter: QPainter, origin: QPointF, ink: Ink) -> None:
        if ink != self._ink:
            self._ink = ink
            self._format(ink)
            self.lines = 0  # a layout forgets its lines with its formats
            self.set_width(*self._set)
        painter.setPen(ink.plain)
        self._layout.draw(painter, origin)

    def draw(
        self,
        painter: QPainter,
        rect: QRectF,
        ink: Ink,
        direction: Qt.LayoutDirection,
        *,
        centred: bool = False,
    ) -> None:
        """Into `rect`, from its leading side or from the middle, in the middle of its height."""
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self.set_width(rect.width(), visual_alignment(direction, side), direction)
        top = rect.top() + (rect.height() - self.height) / 2
        self.paint(painter, QPointF(rect.left(), top), ink)

    def _format(self, ink: Ink | None) -> None:
        formats = []
        position = 0
        for run in self._runs:
            length = len(run.text.encode("utf-16-le")) // 2
            if run.strong:
                formats.append(_strong(position, length, ink))
            position += length
        self._layout.setFormats(formats)


def _strong(start: int, length: int, ink: Ink | None) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # the first frame has nothing strong

    look = QTextCharFormat()
    look.setFontWeight(DEMI)
    if ink is not None:
        look.setForeground(ink.strong)
    form = QTextLayout.FormatRange()
    form.start, form.length, form.format = start, length, look
    return form


def visual_alignment(
    direction: Qt.LayoutDirection, alignment: Qt.AlignmentFlag
) -> Qt.AlignmentFlag:
    """Left and right change places in a language that is read from the right. QStyle knows that as
    well; but PySide makes all enumerations of a class at its first use, and QStyle's take 6 ms."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return alignment
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
    return sides[1 - sides.index(alignment)] if alignment in sides else alignment


def _one_line_each(text: str) -> str:
    """Line breaks of ours become line separators, which a layout understands."""
    return text.replace("\r", " ").replace("\n", "\u2028")
