"""The words on a speed map: pills at its head and at red places, speeds, the ends of its axis."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ui import paint, text, theme, typography
from ui.components.text_block import Ink, TextBlock
from ui.speed_geometry import Scale, height_of, label_left
from ui.typography import Role, px
from ui.view import Head, Place, SpeedMap, plain

AXIS_GAP = 7
_HEIGHT, _PAD, _EDGE = 24, 10, 4
_FROM_DOT, _FROM_LINE, _FROM_TOP = 14, 6, 8
_SPEEDS_FROM = 110  # logical pixels of height that speeds need to be written in


@dataclass(frozen=True, slots=True)
class Pill:
    box: QRectF
    words: TextBlock
    fill: QColor
    ink: QColor


def pills(view: SpeedMap, area: QRectF, head: QPointF, direction: Qt.LayoutDirection) -> list[Pill]:
    """Where the pills stand; `head` is the dot at the end of the line."""
    c = theme.now().colours
    made = [_at_place(place, area, direction) for place in view.places if place.label]
    if view.head is not Head.NONE and view.head_label:
        checking = view.head is Head.CHECKING
        fill, ink = (c.success_fill, c.on_success) if checking else (c.accent, c.on_accent)
        top = head.y() - px(_FROM_DOT) - px(_HEIGHT)
        if top < area.top() + _EDGE:
            top = min(head.y() + px(_FROM_DOT), area.bottom() - px(_HEIGHT) - _EDGE)
        words = _words(view.head_label)
        left = label_left(head.x(), _width(words), area.width(), _EDGE)
        made.append(Pill(QRectF(left, top, _width(words), px(_HEIGHT)), words, fill, ink))
    return made


def paint_pill(painter: QPainter, pill: Pill, direction: Qt.LayoutDirection) -> None:
    paint.panel(painter, pill.box, pill.box.height() / 2, pill.fill, None)
    inner = pill.box.adjusted(px(_PAD), 0, -px(_PAD) + 1, 0)
    pill.words.draw(painter, inner, Ink(pill.ink, pill.ink), direction)


def paint_speeds(
    painter: QPainter,
    area: QRectF,
    scale: Scale,
    taken: list[Pill],
    direction: Qt.LayoutDirection,
) -> None:
    """Above each line of the scale, at its end, where no pill stands."""
    if area.height() < _SPEEDS_FROM:
        return
    colour = theme.now().colours.text3
    for speed in scale.lines:
        block = TextBlock(plain(text.speed(speed)), typography.font(Role.CAPTION_MEDIUM))
        width = block.natural_width + 1
        y = area.top() + height_of(speed, scale, area.height())
        box = QRectF(area.right() - px(12) - width, y - block.height - px(1), width, block.height)
        box = paint.mirrored(box, area, direction)
        free = not any(pill.box.intersects(box) for pill in taken)
        if box.top() >= area.top() + 2 and free:
            block.draw(painter, box, Ink(colour, colour), direction)


def paint_axis(
    painter: QPainter, area: QRectF, view: SpeedMap, direction: Qt.LayoutDirection
) -> None:
    """Both ends, or only the far one where there is no room for two: of large words their end,
    which is the size."""
    colour = theme.now().colours.text3
    font = typography.font(Role.CAPTION_MEDIUM)
    far = QFontMetricsF(font).elidedText(
        view.end_label, Qt.TextElideMode.ElideLeft, ceil(area.width())
    )
    start, end = TextBlock(plain(view.start_label), font), TextBlock(plain(far), font)
    top = area.bottom() + px(AXIS_GAP)
    width = end.natural_width + 1
    places = [(end, QRectF(area.right() - width, top, width, end.line_height))]
    if start.natural_width + px(16) + width <= area.width():
        places.append((start, QRectF(area.left(), top, start.natural_width + 1, start.line_height)))
    for block, box in places:
        place = paint.mirrored(box, area, direction)
        block.draw(painter, place, Ink(colour, colour), direction)


def _at_place(place: Place, area: QRectF, direction: Qt.LayoutDirection) -> Pill:
    """Beside the line of its place: before it when a red ground follows, else behind it."""
    c = theme.now().colours
    words = _words(place.label)
    wide = place.end > place.start
    line = area.left() + area.width() * place.start
    width = _width(words)
    left = line - width - px(_FROM_LINE) - 3 if wide else line + px(_FROM_LINE)
    left = label_left(left + width / 2, width, area.width(), _EDGE)
    top = area.bottom() - px(_HEIGHT + _FROM_TOP) if wide else area.top() + px(_FROM_TOP)
    box = paint.mirrored(QRectF(left, top, width, px(_HEIGHT)), area, direction)
    return Pill(box, words, c.danger_fill, c.on_danger)


def _words(label: str) -> TextBlock:
    return TextBlock(plain(label), typography.font(Role.PILL))


def _width(words: TextBlock) -> float:
    return words.natural_width + 2 * px(_PAD)
