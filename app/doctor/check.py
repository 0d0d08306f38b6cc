"""One thing that was looked at, and how it is."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`MISSING`: something cannot be done, but drives can be written. `UNSURE`: only trying tells.
    `BLOCKS`: drives cannot be written."""

    OK = "ok"
    MISSING = "missing"
    UNSURE = "unsure"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Check:
    """`code` is a word that stays, `text` a sentence, `hint` what can be done, or ""."""

    code: str
    state: State
    text: str
    hint: str = ""

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "state": self.state, "text": self.text, "hint": self.hint}
