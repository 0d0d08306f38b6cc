"""A screen with every text in it changed: hostile, longer, or otherwise unlike the samples."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from ui import intents, view

T = TypeVar("T")

_IDENTITY = {"key", "value", "expected", "intent", "shortcut", "letter", "node"}


def mapped(whole: T, change: Callable[[str], str]) -> T:
    """`whole` with `change` applied to every text that is shown or heard."""
    return _mapped(whole, change)  # type: ignore[no-any-return]  # the same type comes out


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Enum) or type(value).__module__.startswith(intents.__name__):
        return value
    if isinstance(value, str):
        return change(value) if value else value
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _mapped(getattr(value, field.name), change)
            for field in fields(value)
            if field.name not in _IDENTITY and not (isinstance(value, view.Option))
        }
        return replace(value, **changed)
    return value


def longer(text: str) -> str:
    """As a translation may be: two fifths longer, with letters above and below the line."""
    accents = str.maketrans("aeiouyAEOU", "äéïöüÿÄÉÖÜ")
    words = text.translate(accents).split(" ")
    extra = max(1, round(len(text) * 0.4)) if len(text) > 2 else 0
    return " ".join(words) + (" " + "ñg " * (extra // 3)).rstrip()
