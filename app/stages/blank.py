"""Make the drive look empty before anything is written.

An interrupted write must never look like a finished one, nor like what was there before, so the
first sector goes first and by itself, and the image's own comes last. The rest of the first MiB is
blank until the image's head is due. The last MiB goes too: a backup GPT, RAID or ZFS label that an
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


def blank(medium: Medium, drive: str, control: Control, end: int | None = None) -> Generator[Event]:
    """Zeros over the first and the last MiB, or over all of a smaller drive. When the second part
    is begun, the drive has confirmed the first sector. `end`: where it ends, if earlier than it
    says."""
    size = medium.size if end is None else end
    sector, first = medium.sector, min(BLOCK, size)
    last = max(size - BLOCK, first)
    yield StageStarted(Stage.BLANK, first + size - last)
    sign = Progressed(Stage.BLANK, 0)
    yield from patiently(partial(zero, medium, drive, 0, sector), sign, control)
    yield from patiently(medium.sync, sign, control)
    done = sector
    for start, stop in ((sector, first), (last, size)):
        sign = Progressed(Stage.BLANK, done)
        yield from patiently(partial(zero, medium, drive, start, stop - start), sign, control)
        done += stop - start
        yield Progressed(Stage.BLANK, done)


def zero(medium: Medium, drive: str, offset: int, length: int) -> None:
    """Write `length` zeros, at most one MiB."""
    write_all(medium, drive, page_aligned(max(1, length))[:length], offset)
