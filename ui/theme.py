"""Colours and motion: the tokens of `resources/tokens.json`, as the desktop wants them.

Components ask `now()` each time they paint. A change of theme sets another QPalette on the
application, which makes Qt repaint every widget; there is no style sheet and no signal of ours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from ui.settings import Colours as Preference

if TYPE_CHECKING:
    from app.session.preferences import Preferences

RESOURCES = Path(__file__).parent / "resources"


class PaletteName(StrEnum):
    """The four sets of colours, by their names in the tokens."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "highContrastLight"
    CONTRAST_DARK = "highContrastDark"

    @property
    def dark(self) -> bool:
        return self in (PaletteName.DARK, PaletteName.CONTRAST_DARK)

    @property
    def contrast(self) -> bool:
        return self in (PaletteName.CONTRAST_LIGHT, PaletteName.CONTRAST_DARK)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Colours:
    """What each is for: design 5.1. `…_subtle` is a ground, `…_line` its border, `…_fill` a solid
    shape; the plain name is for text and icons."""

    bg: QColor
    surface: QColor
    sunken: QColor
    border: QColor
    control: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    on_accent: QColor
    accent_text: QColor
    accent_subtle: QColor
    accent_line: QColor
    success: QColor
    success_fill: QColor
    success_subtle: QColor
    success_line: QColor
    on_success: QColor
    caution: QColor
    caution_fill: QColor
    caution_subtle: QColor
    caution_line: QColor
    danger: QColor
    danger_fill: QColor
    danger_hover: QColor
    on_danger: QColor
    danger_subtle: QColor
    danger_line: QColor
    scrim: QColor
    used: QColor
    used_alt: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """`still`: less motion is wanted; states just change."""

    name: PaletteName
    colours: Colours
    still: bool = False

    @property
    def contrast(self) -> bool:
        return self.name.contrast

    @property
    def dark(self) -> bool:
        return self.name.dark


@cache
def colours(name: PaletteName) -> Colours:
    tokens: dict[str, str] = json.loads((RESOURCES / "tokens.json").read_text())["colour"][name]
    named = {re.sub("[A-Z]", lambda m: "_" + m[0].lower(), key): v for key, v in tokens.items()}
    return Colours(**{field.name: QColor(named[field.name]) for field in fields(Colours)})


class _Current:
    """The one theme of the process; replaced as a whole."""

    theme: Theme | None = None
    desktop: Preferences | None = None  # what the settings portal says
    preference: Preference = Preference.SYSTEM


def now() -> Theme:
    if _Current.theme is None:
        _Current.theme = Theme(PaletteName.LIGHT, colours(PaletteName.LIGHT))
    return _Current.theme


def use(name: PaletteName, *, still: bool = False) -> None:
    """Repaint everything in these colours."""
    _Current.theme = Theme(name, colours(name), still)
    QApplication.setPalette(_palette(_Current.theme.colours))


def follow_desktop() -> None:
    """Take colours, contrast and motion from the desktop, now and whenever it changes them."""
    hints = QGuiApplication.styleHints()

    def take() -> None:
        use(wanted(hints), still=_less_motion(hints))

    hints.colorSchemeChanged.connect(take)
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10
    if accessibility is not None:
        accessibility().contrastPreferenceChanged.connect(take)
    take()


def prefer(preference: Preference) -> None:
    """Light or dark whatever the desktop wants, or as it wants. The desktop's own dialogs hear of
    it too, where it can tell them."""
    _Current.preference = preference
    hints = QGuiApplication.styleHints()
    if preference is Preference.SYSTEM:
        hints.unsetColorScheme()
    else:
        dark = preference is Preference.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    use(wanted(hints), still=_less_motion(hints))


def wanted(hints: QStyleHints) -> PaletteName:
    """What the user asks for, else the desktop; an unknown scheme means light."""
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    said = _Current.desktop
    if said is not None and said.dark is not None:
        dark = said.dark
    if _Current.preference is not Preference.SYSTEM:
        dark = _Current.preference is Preference.DARK
    accessibility = getattr(hints, "accessibility", None)
    high = (
        accessibility is not None
        and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    if high or (said is not None and said.contrast):
        return PaletteName.CONTRAST_DARK if dark else PaletteName.CONTRAST_LIGHT
    return PaletteName.DARK if dark else PaletteName.LIGHT


def desktop_says(preferences: Preferences) -> None:
    """What the settings portal says, now and whenever it changes: on some desktops Qt does not know
    of colours and contrast, and before 6.12 nowhere of motion. What the user set comes first."""
    _Current.desktop = preferences
    hints = QGuiApplication.styleHints()
    name, still = wanted(hints), _less_motion(hints)
    if (name, still) != (now().name, now().still):  # mostly Qt knew, and nothing is to be repainted
        use(name, still=still)


def _less_motion(hints: QStyleHints) -> bool:
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility else None
    if preference is not None and preference().name == "ReducedMotion":  # Qt 6.12
        return True
    said = _Current.desktop
    return said is not None and bool(said.still)


def _palette(tokens: Colours) -> QPalette:
    """For what we do not paint ourselves: menus, tool tips, the file chooser, carets."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.bg),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.text3),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.on_danger),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent_text),
        (role.LinkVisited, tokens.accent_text),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.sunken),
        (role.Mid, tokens.border),
        (role.Dark, tokens.control),
        (role.Shadow, tokens.border),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, tokens.text3)
    return palette
