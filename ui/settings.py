"""What a user can set (design 15), as one frozen value.

Everything else is decided by the desktop or by measurement. The values come from a file that
anybody may have edited, so each is taken by itself, and only if it is of its kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self


class Colours(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The names of the fields are the keys of the file and of `intents.SettingChanged`.

    `language` is a code such as "de"; empty means the desktop's. It is read when the program
    starts.
    """

    colours: Colours = Colours.SYSTEM
    check: bool = True
    eject: bool = False
    awake: bool = True
    notify: bool = True
    sound: bool = False
    suggest: bool = True
    recent: bool = True
    language: str = ""

    def changed(self, key: str, value: object) -> Self:
        """With one setting changed; the same where there is no such setting or value."""
        if key not in NAMES:
            return self
        known, now = _fitting(value, getattr(self, key))
        return replace(self, **{key: now}) if known else self


NAMES = frozenset(field.name for field in fields(Settings))
DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Read:
    """Settings as a file gives them; `damaged` when some of it could not be understood."""

    settings: Settings = DEFAULTS
    damaged: bool = False


def read(stored: Mapping[str, object] | None) -> Read:
    """From the object in the file; None for a file that holds none. Keys of other versions are
    not ours to judge."""
    if stored is None:
        return Read(damaged=True)
    settings, damaged = DEFAULTS, False
    for name in NAMES & stored.keys():
        known, value = _fitting(stored[name], getattr(DEFAULTS, name))
        damaged = damaged or not known
        settings = replace(settings, **{name: value})
    return Read(settings, damaged)


def stored(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in sorted(NAMES)}


def _fitting(value: Any, usual: object) -> tuple[bool, Any]:
    """Whether `value` is of the kind of `usual`, and what to take: `usual` where it is not."""
    if isinstance(usual, Colours):
        return (True, Colours(value)) if value in list(Colours) else (False, usual)
    return (True, value) if type(value) is type(usual) else (False, usual)
