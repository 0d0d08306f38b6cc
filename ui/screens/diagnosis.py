"""What a failed check says about the drive: a pure function of the places that differ.

Asked in this order (design 8.4): a drive that keeps only so much; something else that wrote to it;
a connection that is not to be trusted; a drive that wears out. All of it is likely and none of it
certain, so the words say "seems".
"""

from dataclasses import dataclass
from enum import StrEnum

from app.errors import VerifyError

MIB = 1 << 20
BODY = MIB  # where the part begins that is read back first
FEW = 4 * MIB  # fewer wrong bytes than that are no pattern
START = 4 * MIB  # what another program changes when it mounts a drive lies before that
MOSTLY = 0.98  # of a stretch must differ: chance leaves a block alone here and there


class Cause(StrEnum):
    FAKE = "fake"
    CHANGED = "changed"
    CONNECTION = "connection"
    WORN = "worn"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`keeps`: bytes that a fake drive seems to keep."""

    cause: Cause
    keeps: int = 0


def diagnose(error: VerifyError, size: int) -> Diagnosis:
    """`size` is that of the image in bytes."""
    first, end = error.ranges[0][0], sum(error.ranges[-1])
    wrong = sum(length for _, length in error.ranges)
    whole = wrong >= FEW and wrong >= MOSTLY * (end - first)
    if whole and end >= size:
        return Diagnosis(Cause.FAKE, first)
    # A drive that begins again at its start overwrites that with what belongs behind its end: the
    # start is wrong, and the rest is right although it is not there.
    if whole and first <= BODY and end > START:
        return Diagnosis(Cause.FAKE, size - end)
    if end <= START:
        return Diagnosis(Cause.CHANGED)
    return Diagnosis(Cause.CONNECTION if error.flaky else Cause.WORN)
