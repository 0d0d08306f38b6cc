"""Whether what was found on the drive, and not written, may count as proven without being read once
more. Asked when the drive has confirmed the last byte behind the head.

Asked only when the mark at the head's place is whole (`app.stages.mark`) and the computer did not
sleep meanwhile. Yes when the mark was met nowhere else, and when some of what was found is found
again: that guards against whatever else a drive may do to one place when another is written. Half
of it lies beside something that was written: flash memory moves what is near, and loses it there
first. Otherwise nobody says anything yet: everything is read back, and what was lost is named as it
always is.

It is a sample. A drive that spoils one place of a gigabyte while it writes others may pass, and so
what was found is counted by itself, and said by itself: compared before the writing.
"""

import random
from collections.abc import Generator

from app.control import Control
from app.drives.drive import Medium
from app.errors import ReadRefused
from app.events import Event, Progressed, Stage
from app.stages.flow import page_aligned, read_all
from app.stages.ledger import BLOCK, Ledger
from app.stages.patience import patiently
from app.stages.reuse import Reuse

AGAIN = 8  # blocks that are looked at once more
SHARE = 128  # or one in so many, when that is more: it costs less than a hundredth of their reading


def trusting(
    reuse: Reuse, medium: Medium, drive: str, ledger: Ledger, control: Control
) -> Generator[Event]:
    """Says nothing but signs of life; the ledger knows afterwards. Raises DriveGone."""
    if not ledger.kept or ledger.left or reuse.met_mark:
        return  # what was neither read nor written may have met the mark as well

    def found_again() -> bool:
        return all(_is_there(block, medium, drive, ledger) for block in _sample(ledger))

    if (yield from patiently(found_again, Progressed(Stage.SYNC, 0), control)):
        ledger.trust()


def _sample(ledger: Ledger) -> set[int]:
    blocks = ledger.blocks_kept()
    whole = set(filter(ledger.is_whole, blocks))
    beside = [block for block in blocks if not {block - 1, block, block + 1} <= whole]
    count = max(AGAIN, len(blocks) // SHARE)
    near = set(random.sample(beside, min(len(beside), count // 2)))
    others = [block for block in blocks if block not in near]
    return near | set(random.sample(others, min(len(others), count - len(near))))


def _is_there(block: int, medium: Medium, drive: str, ledger: Ledger) -> bool:
    stop = min((block + 1) * BLOCK, -(-ledger.size // medium.sector) * medium.sector)
    view = page_aligned(stop - block * BLOCK)
    try:
        read_all(medium, drive, view, block * BLOCK)
    except ReadRefused:
        return False
    return ledger.still_holds(block, view)
