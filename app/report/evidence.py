"""What was found, and where."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was found: which structure, at which byte of the image, and what it said."""

    what: str
    offset: int
    said: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


# Findings that others go by than who only tells them.
PACKED_DAMAGED = "packed-damaged"
OWN_ANSWERS = "own-answers"
OWN_PROGRAM = "own-program"
UNASKED = (OWN_ANSWERS, OWN_PROGRAM)  # what a disc has done without a question


class Severity(StrEnum):
    INFO = "info"
    CAUTION = "caution"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Finding:
    """One point worth telling, by a stable code; `offset` in bytes where it has a place."""

    code: str
    severity: Severity
    text: str
    offset: int | None = None
