"""Where the parts of a drive's row stand. A function of the width and of the words."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF

from ui.components.text_block import TextBlock
from ui.typography import gap, px

PAD = 16
MARK = 22
_MARK_LEFT = 15
_AFTER_MARK = 13
_TILE, TILE_ICON = 40, 24
_BAR_WIDTH, _BAR_HEIGHT, _BAR_HEIGHT_NARROW = 88, 8, 6
_BADGE_HEIGHT = 20
REMARK_ICON = 15


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a row, set in their fonts."""

    name: TextBlock
    capacity: TextBlock
    detail: TextBlock
    contents: TextBlock
    remark: TextBlock | None
    badge: TextBlock | None


@dataclass(frozen=True, slots=True)
class Places:
    """Rectangles from left to right; a mirrored language turns them round."""

    height: int
    mark: QRectF
    tile: QRectF | None
    name: QRectF
    capacity: QRectF
    badge: QRectF | None
    detail: QRectF
    bar: QRectF
    contents: QRectF
    remark_icon: QRectF | None
    remark: QRectF | None


def arrange(width: float, words: Words, *, narrow: bool) -> Places:
    """Narrow rows have no tile, and the part bar stands under its text; so does the capacity under
    the name, where large text leaves no room beside it."""
    mark = QRectF(gap(_MARK_LEFT), px(21), px(MARK), px(MARK))
    tile = None
    left = mark.right() + gap(_AFTER_MARK)
    if not narrow:
        tile = QRectF(left, px(14), px(_TILE), px(_TILE))
        left = tile.right() + gap(14)
    right = width - gap(PAD)
    room = max(1.0, right - left)
    y = px(PAD) + 0.6

    capacity_width = words.capacity.natural_width + 1
    name_room = room - capacity_width - px(10)
    below = narrow and name_room < words.name.least_width
    if below:
        name_room = room
    badge_width = _badge_width(words)
    beside = badge_width and words.name.natural_width + px(8) + badge_width <= name_room
    name = _text(words.name, left, y, min(name_room, words.name.natural_width + 1))
    capacity = _text(words.capacity, right - capacity_width, y - px(1), capacity_width)
    capacity.moveTop(name.top() + (words.name.line_height - capacity.height()) / 2)
    if below:
        capacity.moveTo(left, name.bottom() + px(2))
    badge = None
    if beside:
        top = name.center().y() - px(_BADGE_HEIGHT) / 2
        badge = QRectF(name.right() + px(8), top, badge_width, px(_BADGE_HEIGHT))
    y = (capacity if below else name).bottom() + px(3) - 0.3
    if badge_width and not beside:
        badge = QRectF(left, y, min(badge_width, room), px(_BADGE_HEIGHT))
        y = badge.bottom() + px(4)
    detail = _text(words.detail, left, y, room)
    y = detail.bottom() + px(7 if narrow else 11)

    if narrow:
        contents = _text(words.contents, left, y, room)
        bar = QRectF(left, contents.bottom() + px(8), room, px(_BAR_HEIGHT_NARROW))
        y = bar.bottom()
    else:
        offset = px(_BAR_WIDTH + 10)
        contents = _text(words.contents, left + offset, y, room - offset)
        middle = contents.top() + words.contents.line_height / 2
        bar = QRectF(left, middle - px(_BAR_HEIGHT) / 2, px(_BAR_WIDTH), px(_BAR_HEIGHT))
        y = contents.bottom()

    remark = icon = None
    if words.remark is not None:
        y += px(7 if narrow else 9)
        side = px(REMARK_ICON)
        remark = _text(words.remark, left + side + px(5), y, room - side - px(5))
        icon = QRectF(left, y + (words.remark.line_height - side) / 2, side, side)
        y = remark.bottom()
    close = remark is not None and not narrow
    return Places(
        height=ceil(y + px(PAD - 4 if close else PAD + 1) - 0.3),
        mark=mark,
        tile=tile,
        name=name,
        capacity=capacity,
        badge=badge,
        detail=detail,
        bar=bar,
        contents=contents,
        remark_icon=icon,
        remark=remark,
    )


def least_width(words: Words, *, narrow: bool) -> float:
    left = gap(_MARK_LEFT) + px(MARK) + gap(_AFTER_MARK)
    left += 0 if narrow else px(_TILE) + gap(14)
    beside_bar = 0 if narrow else px(_BAR_WIDTH + 10)
    beside_name = 0 if narrow else px(10) + words.capacity.natural_width
    line = max(
        words.name.least_width + beside_name,
        words.capacity.natural_width,
        words.detail.least_width,
        words.contents.least_width + beside_bar,
    )
    return left + line + gap(PAD)


def _badge_width(words: Words) -> float:
    return words.badge.natural_width + px(18) if words.badge is not None else 0.0


def _text(block: TextBlock, left: float, top: float, width: float) -> QRectF:
    block.set_width(width)
    return QRectF(left, top, width, ceil(block.height))
