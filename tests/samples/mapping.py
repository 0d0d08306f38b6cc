"""A screen with every text in it changed: hostile, longer, or otherwise unlike the samples."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from ui import intents, view

T = TypeVar("T")

_AMOUNT = re.compile(r"\d[\d.,]* [kMGT]?B(/s)?")
_IDENTITY = {"key", "value", "expected", "intent", "shortcut", "letter", "node"}


def mapped(whole: T, change: Callable[[str], str]) -> T:
    """`whole` with `change` applied to every text that is shown or heard."""
    return _mapped(whole, change)  # type: ignore[no-any-return]  # the same type comes out


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, view.Sentence):
        return _sentence(value, change)
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


def _sentence(value: view.Sentence, change: Callable[[str], str]) -> view.Sentence:
    """As one text, in which the strong parts are found again; they keep their words."""
    strong = [run.text for run in value.runs if run.strong]
    if not strong:
        return view.plain(change(value.plain))
    said = change(value.plain)
    if not all(said.count(words) == 1 for words in strong):
        return view.Sentence(tuple(replace(run, text=change(run.text)) for run in value.runs))
    pieces = re.split("(" + "|".join(map(re.escape, strong)) + ")", said)
    runs = (view.Run(piece, piece in strong) for piece in pieces if piece)
    return view.Sentence(tuple(runs))


def longer(text: str) -> str:
    """As a translation may be: two fifths longer, with letters above and below the line."""
    return accented(text) + padding(text)


def from_the_right(text: str) -> str:
    """The same in a language that is read so: sizes keep their order, as the program sees to."""
    return _AMOUNT.sub("\u2066\\g<0>\u2069", longer(text))


def accented(text: str) -> str:
    return text.translate(str.maketrans("aeiouyAEOU", "äéïöüÿÄÉÖÜ"))


def padding(text: str) -> str:
    extra = max(1, round(len(text) * 0.4)) if len(text) > 2 else 0
    return (" " + "ñg " * (extra // 3)).rstrip()
