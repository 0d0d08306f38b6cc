"""How the desktop wants things to look, as the settings portal says it, now and when it changes.

Qt reads some of it by itself, on some desktops. What the portal does not say is None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.session.line import Body, Line

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"

_APPEARANCE = "org.freedesktop.appearance"
_GNOME = "org.gnome.desktop.interface"
_GNOME_ACCESS = "org.gnome.desktop.a11y.interface"
_KDE = "org.kde.kdeglobals.KDE"

_NAMESPACES = (_APPEARANCE, _GNOME, _GNOME_ACCESS, _KDE)
_DARK, _LIGHT = 1, 2  # of color-scheme; 0 is no preference

Values = Mapping[tuple[str, str], object]  # by namespace and key


@dataclass(frozen=True, slots=True)
class Preferences:
    """`still`: less motion is wanted."""

    dark: bool | None = None
    contrast: bool | None = None
    still: bool | None = None

    @classmethod
    def of(cls, values: Values) -> Preferences:
        """The portal's own words come before those of one desktop."""
        scheme = values.get((_APPEARANCE, "color-scheme"))
        return cls(
            dark={_DARK: True, _LIGHT: False}.get(scheme) if isinstance(scheme, int) else None,
            contrast=_first(
                _is_one(values.get((_APPEARANCE, "contrast"))),
                _switch(values.get((_GNOME_ACCESS, "high-contrast"))),
            ),
            still=_first(
                _is_one(values.get((_APPEARANCE, "reduced-motion"))),
                _off(values.get((_GNOME, "enable-animations"))),
                _is_zero(values.get((_KDE, "AnimationDurationFactor"))),
            ),
        )


class Reading:
    """Tells the preferences once they are known, and every change of them."""

    def __init__(self, line: Line, told: Callable[[Preferences], None]) -> None:
        self._told = told
        self._values: dict[tuple[str, str], object] = {}
        self._known = Preferences()
        line.listen(_INTERFACE, self._changed)
        method = (_SERVICE, _PATH, _INTERFACE, "ReadAll")
        line.ask(method, "as", (list(_NAMESPACES),), self._read)

    def _read(self, answer: Body) -> None:
        for namespace, values in answer[0].items():
            for key, value in values.items():
                self._values[namespace, key] = plain(value)
        self._tell()

    def _changed(self, signal: str, body: Body) -> None:
        if signal == "SettingChanged" and body[0] in _NAMESPACES:
            namespace, key, value = body
            self._values[namespace, key] = plain(value)
            self._tell()

    def _tell(self) -> None:
        now = Preferences.of(self._values)
        if now != self._known:
            self._known = now
            self._told(now)


def plain(value: Any) -> object:
    """What is inside a variant, or a variant in a variant, as old portals send it."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value


def _first(*answers: bool | None) -> bool | None:
    """A yes of any is a yes: whoever needs contrast may have set it in one place only."""
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def _is_one(value: object) -> bool | None:
    return value == 1 if isinstance(value, int) else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _off(value: object) -> bool | None:
    return not value if isinstance(value, bool) else None


def _is_zero(value: object) -> bool | None:
    """KDE writes numbers as text."""
    try:
        return float(str(value)) == 0 if value is not None else None
    except ValueError:
        return None
