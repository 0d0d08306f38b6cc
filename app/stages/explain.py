"""After a failed check: look at a few of the wrong places once more, to tell what is wrong with the
drive. Only reads, a few blocks, on the descriptor that is still open."""

from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial

from app.control import Control
from app.diagnosis import Evidence, blocks_of, diagnose
from app.drives.drive import Medium
from app.errors import AppError, Cause, DriveDiffers, VerifyError
from app.events import Event, Progressed, Stage
from app.stages.flow import padded, page_aligned, read_all
from app.stages.ledger import BLOCK, Ledger, digest
from app.stages.patience import patiently

MOST = 8  # blocks that are looked at

# Of a drive that is only compared, and begins like the image: what else differs may just as well
# have been written by a started system.
_SURE = (Cause.FAKE, Cause.CONNECTION)


@dataclass(slots=True)
class _Seen:
    """Of the blocks that were looked at."""

    looked: int = 0
    empty: int = 0
    copies: list[tuple[int, int]] = field(default_factory=list)
    again: int | None = None  # where the place of the head was met


def explaining(
    events: Generator[Event],
    medium: Medium,
    drive: str,
    ledger: Ledger,
    control: Control,
    *,
    echo: bool = False,
) -> Generator[Event]:
    """The events of a check; where it fails, its VerifyError gets a `diagnosis` on the way out.

    `echo`: the check comes after the head was written, and everything behind that had been right.
    """
    sign = Progressed(Stage.VERIFY, 0)
    try:
        with closing(events):
            for event in events:
                sign = event if isinstance(event, Progressed) else sign
                yield event
    except VerifyError as error:
        seen = _Seen()
        look = partial(_look, medium, drive, ledger, error.ranges, seen)
        # A drive that fails now, or a user who stops now, does not change what has failed.
        with suppress(AppError):
            yield from patiently(look, sign, control)
        if echo and error.ranges[0][0] >= BLOCK:
            seen.again = error.ranges[0][0]
        evidence = Evidence(
            ranges=error.ranges,
            size=ledger.size if error.reached is None else min(error.reached, ledger.size),
            drive=medium.size,
            flaky=error.flaky,
            copies=tuple(seen.copies),
            blank=ledger.blank,
            empty=seen.looked > 0 and seen.empty == seen.looked,
            bookkeeping=error.bookkeeping,
            again=seen.again,
        )
        found = diagnose(evidence)
        if not isinstance(error, DriveDiffers) or (found.cause in _SURE and ledger.holds(0)):
            error.diagnosis = found
        raise


def _look(
    medium: Medium,
    drive: str,
    ledger: Ledger,
    ranges: tuple[tuple[int, int], ...],
    seen: _Seen,
) -> None:
    """Which blocks of the image are found where they do not belong, and where nothing is."""
    homes = ledger.homes()
    wrong = list(blocks_of(ranges))
    buffer = page_aligned(BLOCK)
    for block in wrong[:: max(1, len(wrong) // MOST)][:MOST]:
        offset = block * BLOCK
        view = buffer[: min(BLOCK, padded(ledger.size, medium.sector) - offset)]
        read_all(medium, drive, view, offset)
        seen.looked += 1
        seen.empty += bytes(view) in (bytes(len(view)), b"\xff" * len(view))
        if ledger.mark and (place := bytes(view).find(ledger.mark)) >= 0:
            again = offset + place - len(ledger.mark)  # the first sector has none
            seen.again = min(again, seen.again or again)
        home = homes.get(digest(view))
        if home is not None and home != block:
            seen.copies.append((block, home))
