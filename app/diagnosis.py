"""What a failed check says about the drive: a pure function of what was found.

Asked in this order: a drive that keeps only so much; something else that wrote to it; a connection
that is not to be trusted; a drive that wears out. All of it is likely and none of it certain, so
whoever words it says "seems".

A fake drive claims more than its memory holds. What lies behind that is either lost, so everything
is wrong from one point on, or the memory begins again at its start: then the start holds what was
meant for places far behind, those places read back right, and how far apart the two are is the real
size.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import Cause, Diagnosis

BLOCK = 1 << 20  # bytes in which places are counted here
BODY = 1  # the block that is read back first
FEW = 4  # wrong blocks: fewer are no pattern
START = 4 * BLOCK  # what another program changes when it mounts a drive lies before that
BY_CHANCE = 0.02  # of a stretch that is lost may be right all the same
DENSE = 0.5  # of its bytes are wrong, unless it reads as nothing


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when a check has failed.

    `ranges` are (offset, length) in bytes, in order and apart; `size` is how much of the image was
    compared, `drive` what the drive claims to hold. `copies` are pairs of blocks: in the first the
    second one's contents were found. `blank` are blocks of the image that hold nothing; a drive
    that lost them looks as if it had kept them. `bookkeeping`: only places differ that a computer
    changes by itself when it mounts the drive. `again`: where the head's place was met once more.
    """

    ranges: tuple[tuple[int, int], ...]
    size: int
    drive: int
    flaky: bool = False
    copies: tuple[tuple[int, int], ...] = ()
    blank: frozenset[int] = frozenset()
    empty: bool = False
    bookkeeping: bool = False
    again: int | None = None


def diagnose(found: Evidence) -> Diagnosis:
    keeps = _kept(found)
    if keeps is not None and 0 < keeps < found.drive:
        return Diagnosis(Cause.FAKE, keeps)
    if found.bookkeeping or sum(found.ranges[-1]) <= START:
        return Diagnosis(Cause.CHANGED)
    return Diagnosis(Cause.CONNECTION if found.flaky else Cause.WORN)


def blocks_of(ranges: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """The blocks that the ranges lie in, each once, in order."""
    behind = 0
    for offset, length in ranges:
        first = max(behind, offset // BLOCK)
        behind = max(behind, -(-(offset + length) // BLOCK))
        yield from range(first, behind)


def _kept(found: Evidence) -> int | None:
    """How much a fake drive keeps; None where nothing speaks for one."""
    first, end = found.ranges[0][0], sum(found.ranges[-1])
    if found.again is not None:
        return found.again
    wrong = list(blocks_of(found.ranges))
    if (shift := _shift(found, len(wrong))) is not None:
        return shift * BLOCK
    amount = sum(length for _, length in found.ranges)
    if len(wrong) < FEW or (amount < DENSE * len(wrong) * BLOCK and not found.empty):
        return None
    if _is_lost(found, wrong, -(-found.size // BLOCK)):
        return first
    if first <= BODY * BLOCK and end > START and _is_lost(found, wrong, wrong[-1] + 1):
        return found.size - end
    return None


def _shift(found: Evidence, wrong: int) -> int | None:
    """How many blocks lie between a place and the one whose contents it holds, where that is the
    same for every one that was looked at."""
    shifts = Counter(abs(there - here) for here, there in found.copies)
    if len(shifts) != 1:
        return None
    (shift, times), *_ = shifts.items()
    return shift if times >= min(2, wrong) else None


def _is_lost(found: Evidence, wrong: list[int], end: int) -> bool:
    """Whether all from the first wrong block up to `end` is wrong, but for what holds nothing and
    for a block here and there."""
    lost = set(wrong)
    right = sum(
        1 for block in range(wrong[0], end) if block not in lost and block not in found.blank
    )
    return right <= BY_CHANCE * len(wrong)
