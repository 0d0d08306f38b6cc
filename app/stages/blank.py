"""Make the drive look empty before anything is written.

An interrupted write must never look like a finished one, so the first MiB goes first and the
image's own head comes last. The last MiB goes too: a backup GPT, RAID or ZFS label that an
earlier life of the drive left there would outlive the image and confuse whoever reads it.
"""

from collections.abc import Generator
from functools import partial

from app.control import Control
from app.drives.drive import Medium
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.flow import page_aligned, write_all
from app.stages.ledger import BLOCK
from app.stages.patience import patiently


def blank(medium: Medium, drive: str, control: Control) -> Generator[Event]:
    """Zeros over the first and the last MiB, or over all of a smaller drive."""
    first = min(BLOCK, medium.size)
    last = max(medium.size - BLOCK, first)
    parts = [(0, first), (last, medium.size - last)]
    yield StageStarted(Stage.BLANK, sum(length for _, length in parts))
    done = 0
    for offset, length in parts:
        sign = Progressed(Stage.BLANK, done)
        yield from patiently(partial(zero, medium, drive, offset, length), sign, control)
        done += length
        yield Progressed(Stage.BLANK, done)


def zero(medium: Medium, drive: str, offset: int, length: int) -> None:
    """Write `length` zeros, at most one MiB."""
    write_all(medium, drive, page_aligned(BLOCK)[:length], offset)
