"""Acceptance 2: the contrast of every used pair, computed from the tokens after WCAG 2.2; and which
colours are used when desktop, portal and user want different ones."""

import pytest
from PySide6.QtGui import QColor

from app.session.preferences import Preferences
from ui import theme
from ui.settings import Colours as Preference
from ui.theme import PaletteName, colours

# What the design lists as used: text on its ground, for the two plain palettes.
TEXT = (
    *[(text, ground) for text in ("text", "text2", "text3") for ground in ("bg", "surface")],
    *[(text, "sunken") for text in ("text2", "text3")],
    *[("accent_text", ground) for ground in ("surface", "bg", "accent_subtle")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    ("on_danger", "danger_fill"),
    ("on_danger", "danger_hover"),
    *[(tone, "surface") for tone in ("success", "caution", "danger")],
    *[(tone, f"{tone}_subtle") for tone in ("success", "caution", "danger")],
    *[("text2", f"{tone}_subtle") for tone in ("accent", "success", "caution", "danger")],
    ("text3", "accent_subtle"),
)
SHAPES = (
    *[(shape, ground) for shape in ("control", "accent") for ground in ("surface", "bg", "sunken")],
    ("success_fill", "surface"),
    ("success_fill", "sunken"),
    ("danger_fill", "surface"),
    ("used", "surface"),
    ("used", "sunken"),
)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def of(name: PaletteName, pair: tuple[str, str]) -> float:
    palette = colours(name)
    return contrast(getattr(palette, pair[0]), getattr(palette, pair[1]))


def test_the_formula() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("pair", TEXT, ids=" on ".join)
@pytest.mark.parametrize("name", [PaletteName.LIGHT, PaletteName.DARK])
def test_text_can_be_read(name: PaletteName, pair: tuple[str, str]) -> None:
    assert of(name, pair) >= 4.5


@pytest.mark.parametrize("pair", SHAPES, ids=" on ".join)
@pytest.mark.parametrize("name", [PaletteName.LIGHT, PaletteName.DARK])
def test_shapes_can_be_seen(name: PaletteName, pair: tuple[str, str]) -> None:
    assert of(name, pair) >= 3.0


@pytest.mark.parametrize("pair", TEXT, ids=" on ".join)
@pytest.mark.parametrize("name", [PaletteName.CONTRAST_LIGHT, PaletteName.CONTRAST_DARK])
def test_high_contrast_is_high(name: PaletteName, pair: tuple[str, str]) -> None:
    assert of(name, pair) >= 7.0


@pytest.mark.parametrize("name", [PaletteName.CONTRAST_LIGHT, PaletteName.CONTRAST_DARK])
def test_no_ground_differs_in_high_contrast(name: PaletteName) -> None:
    palette = colours(name)
    grounds = (palette.surface, palette.sunken, palette.accent_subtle, palette.danger_subtle)
    assert all(ground == palette.bg for ground in grounds)


@pytest.mark.parametrize(
    ("said", "preference", "name"),
    [
        (Preferences(dark=True), Preference.SYSTEM, PaletteName.DARK),
        (Preferences(dark=True), Preference.LIGHT, PaletteName.LIGHT),
        (Preferences(dark=False), Preference.DARK, PaletteName.DARK),
        (Preferences(dark=True, contrast=True), Preference.LIGHT, PaletteName.CONTRAST_LIGHT),
        (Preferences(contrast=True), Preference.DARK, PaletteName.CONTRAST_DARK),
        (Preferences(), Preference.SYSTEM, PaletteName.LIGHT),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_the_user_set_comes_before_what_the_portal_says(
    said: Preferences, preference: Preference, name: PaletteName, first: bool
) -> None:
    before = theme._Current.desktop
    try:
        if first:
            theme.prefer(preference)
        theme.desktop_says(said)
        if not first:
            theme.prefer(preference)
        assert theme.now().name is name
    finally:
        theme._Current.desktop = before
        theme.prefer(Preference.SYSTEM)


@pytest.mark.parametrize("still", [True, False, None])
def test_less_motion_is_kept_when_the_colours_change(still: bool | None) -> None:
    before = theme._Current.desktop
    try:
        theme.desktop_says(Preferences(still=still))
        assert theme.now().still is bool(still)
        theme.prefer(Preference.DARK)
        assert theme.now().still is bool(still)
    finally:
        theme._Current.desktop = before
        theme.prefer(Preference.SYSTEM)
