"""What several components draw: icons in a colour, rounded panels, the ring of the focus.

Lines of one pixel are drawn on the half pixel, so that they are sharp at 100 % and even at 150 %.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from ui.icons import Icon
from ui.theme import RESOURCES
from ui.view import Tint, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

WHITE = QColor(255, 255, 255)  # on the gradients of tiles, in every palette
RING = 2.0  # width of the focus ring
RING_GAP = 2.5

_DIRECTED = {Icon.ARROW_LEFT, Icon.ARROW_RIGHT, Icon.CHEVRON_RIGHT}

# Top and bottom of the gradient; white stands on all of them.
_TINTS = {
    Tint.ORANGE: ("#DD5A25", "#B3461B"),
    Tint.BLUE: ("#1F86D2", "#1C66B4"),
    Tint.INDIGO: ("#5B6CF7", "#4152D8"),
    Tint.CRIMSON: ("#C0164C", "#97123D"),
    Tint.GREEN: ("#3C8D40", "#2B6E33"),
    Tint.TEAL: ("#12858A", "#0E666F"),
    Tint.SLATE: ("#6A7398", "#565E80"),
}


def of_tone(tone: Tone) -> QColor:
    """The colour of text and icons."""
    colours = theme.now().colours
    return {
        Tone.NEUTRAL: colours.text2,
        Tone.INFO: colours.accent_text,
        Tone.SUCCESS: colours.success,
        Tone.CAUTION: colours.caution,
        Tone.DANGER: colours.danger,
    }[tone]


def ground_of(tone: Tone) -> tuple[QColor, QColor]:
    """The ground and its line."""
    colours = theme.now().colours
    return {
        Tone.NEUTRAL: (colours.bg, colours.border),
        Tone.INFO: (colours.accent_subtle, colours.accent_line),
        Tone.SUCCESS: (colours.success_subtle, colours.success_line),
        Tone.CAUTION: (colours.caution_subtle, colours.caution_line),
        Tone.DANGER: (colours.danger_subtle, colours.danger_line),
    }[tone]


def icon(
    painter: QPainter,
    which: Icon,
    rect: QRectF,
    colour: QColor,
    *,
    stroke: float | None = None,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Draw an icon. `stroke` in units of its 24-pixel grid; small ticks and crosses are thicker.
    Arrows turn round in a language that is read from the right."""
    if which in _DIRECTED and direction == Qt.LayoutDirection.RightToLeft:
        painter.save()
        painter.translate(rect.center())
        painter.scale(-1, 1)
        painter.translate(-rect.center())
        icon(painter, which, rect, colour, stroke=stroke)
        painter.restore()
        return
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    pixels = max(1, round(rect.width() * ratio))
    if stroke is None:
        stroke = 2.4 if rect.width() <= 16.5 and which in (Icon.CHECK, Icon.X) else 1.75
    picture = _icon_picture(which, colour.name(), pixels, stroke)
    picture.setDevicePixelRatio(pixels / rect.width())
    painter.drawPixmap(rect.topLeft(), picture)


def application_icon(size: int, ratio: float = 1.0) -> QPixmap:
    """The program's own picture; `size` in logical pixels."""
    return _application_picture(round(size * ratio), ratio)


def application_qicon() -> QIcon:
    from PySide6.QtGui import QIcon  # after the first frame

    made = QIcon()
    for size in (32, 128):  # what window lists and switchers ask for; each costs start-up time
        made.addPixmap(_application_picture(size, 1.0))
    return made


def panel(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor,
    line: QColor | None,
    width: float = 1,
    *,
    dashed: bool = False,
) -> None:
    """A rounded ground with its line inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill))
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(line, width)
    if dashed:
        pen.setDashPattern([4.0, 4.0])
    painter.setPen(pen)
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Around a shape that keeps `RING + RING_GAP` away from the edge of `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.now().colours.accent_text, RING))
    half = RING / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def tinted_tile(painter: QPainter, rect: QRectF, tint: Tint) -> None:
    """The gradient tile of monograms, tools and drives."""
    radius = rect.width() * 14 / 52
    gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    top, bottom = _TINTS[tint]
    gradient.setColorAt(0, QColor(top))
    gradient.setColorAt(1, QColor(bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(gradient))
    painter.drawRoundedRect(rect, radius, radius)


def dots(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """ "…", in the middle of `rect`: something is being waited for."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    step = rect.width() * 0.3
    for index in (-1, 0, 1):
        middle = rect.center() + QPointF(index * step, 0)
        painter.drawEllipse(middle, rect.width() * 0.085, rect.width() * 0.085)


def centred(rect: QRectF, size: float) -> QRectF:
    """A square of `size` in the middle of `rect`."""
    middle = rect.center()
    return QRectF(
        QPointF(middle.x() - size / 2, middle.y() - size / 2), QRectF(0, 0, size, size).size()
    )


def mirrored(rect: QRectF, within: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Where `rect`, thought of from left to right, really is."""
    if direction == Qt.LayoutDirection.LeftToRight:
        return rect
    moved = QRectF(rect)
    moved.moveLeft(within.left() + within.right() - rect.right())
    return moved


@cache
def _drawing(which: Icon) -> str:
    return (RESOURCES / "icons" / f"{which.value}.svg").read_text()


@lru_cache(maxsize=512)
def _icon_picture(which: Icon, colour: str, pixels: int, stroke: float) -> QPixmap:
    drawing = _drawing(which).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="1.75"', f'stroke-width="{stroke}"')
    return _rendered(drawing.encode(), pixels)


@lru_cache(maxsize=32)
def _application_picture(pixels: int, ratio: float) -> QPixmap:
    picture = _rendered((RESOURCES / "icons" / "app.svg").read_bytes(), pixels)
    picture.setDevicePixelRatio(ratio)
    return picture


def _rendered(drawing: bytes, pixels: int) -> QPixmap:
    picture = QPixmap(QSize(pixels, pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture
