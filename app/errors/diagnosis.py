"""What a failed check says about a drive, as a value. `app.diagnosis` finds it."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """The most likely one; none of them is certain."""

    FAKE = "fake"  # the drive keeps less than it claims
    CHANGED = "changed"  # something else wrote to it meanwhile
    CONNECTION = "connection"  # two readings of one place differ
    WORN = "worn"  # places here and there stay wrong


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`keeps`: the bytes that a fake drive seems to keep."""

    cause: Cause
    keeps: int | None = None
