"""Type: every size is in em of the desktop's font, so that its text size is ours.

`scale()` is 1 where that font has 14 pixels, as the design was drawn; lengths that belong to a
text (icons beside it, the height of a button) are multiplied by it, and so are the breakpoints.
"""

from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

_DESIGN_PIXELS = 14
_LARGE = 1.5
NORMAL, MEDIUM, DEMI, BOLD = (
    QFont.Weight.Normal,
    QFont.Weight.Medium,
    QFont.Weight.DemiBold,
    QFont.Weight.Bold,
)


class Role(Enum):
    """Size in em, weight, tabular figures, letter spacing in em of itself (design 5.2)."""

    DISPLAY = (4.57, BOLD, True, -0.07)
    DISPLAY_NARROW = (3.4, BOLD, True, -0.07)
    H1 = (2.0, BOLD, False, -0.035)
    H2 = (1.71, BOLD, False, -0.035)
    H2_NARROW = (1.5, BOLD, False, -0.035)
    SHEET_TITLE = (1.57, BOLD, False, -0.035)
    TITLE = (1.36, BOLD, False, 0)
    WORK_TITLE = (1.43, DEMI, False, -0.042)
    PAGE_TITLE = (1.43, BOLD, False, -0.035)
    TITLE_LIGHT = (1.29, DEMI, False, 0)
    CAPACITY = (1.29, DEMI, True, 0)
    DOOMED = (1.21, DEMI, False, 0)
    DOOMED_CAPACITY = (1.36, DEMI, True, 0)
    LEAD = (1.07, NORMAL, False, 0)
    STRONG = (1.07, DEMI, False, 0)
    HEADER = (1.14, DEMI, False, 0)
    BUTTON = (1.07, MEDIUM, False, 0)
    BODY = (1.0, NORMAL, False, 0)
    BODY_MEDIUM = (1.0, MEDIUM, False, 0)
    BODY_STRONG = (1.0, DEMI, False, 0)
    FIGURE_STRONG = (1.0, BOLD, True, 0)
    FIGURE = (1.14, DEMI, True, 0)
    SMALL = (0.93, NORMAL, False, 0)
    SMALL_MEDIUM = (0.93, MEDIUM, False, 0)
    SMALL_STRONG = (0.93, DEMI, False, 0)
    PILL = (0.86, DEMI, True, 0)
    FIXED = (0.9, NORMAL, True, 0)  # checksums
    CAPTION = (0.86, NORMAL, False, 0)
    CAPTION_MEDIUM = (0.86, MEDIUM, False, 0)
    CAPTION_STRONG = (0.86, DEMI, False, 0)


def font(role: Role) -> QFont:
    return _font(role, QApplication.font().key())


def metrics(role: Role) -> QFontMetricsF:
    return QFontMetricsF(font(role))


def scale() -> float:
    """The size of the desktop's text against the one that the design was drawn with."""
    return _scale(QApplication.font().key())


def px(length: float) -> int:
    """A length of the design that grows with the text."""
    return round(length * scale())


def is_large() -> bool:
    """Text so large that what usually stands beside something stands below it."""
    return scale() >= _LARGE


def gap(length: float) -> int:
    """Room around a text: it hardly grows, or a small screen would be all margin."""
    return round(length * (1 + max(0.0, scale() - 1) / 8))


@cache
def _scale(_of_application: str) -> float:
    base = QApplication.font()
    pixels = base.pixelSize() if base.pointSizeF() <= 0 else base.pointSizeF() * 96 / 72
    return pixels / _DESIGN_PIXELS


@cache
def _font(role: Role, _of_application: str) -> QFont:
    em, weight, tabular, spacing = role.value
    if role is Role.FIXED:
        return _sized(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), em)
    made = _sized(QFont(QApplication.font()), em)
    made.setWeight(weight)
    if spacing:
        pixels = em * scale() * _DESIGN_PIXELS
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * pixels)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _sized(made: QFont, em: float) -> QFont:
    base = QApplication.font()
    if base.pointSizeF() > 0:
        made.setPointSizeF(base.pointSizeF() * em)
    else:
        made.setPixelSize(round(base.pixelSize() * em))
    return made
