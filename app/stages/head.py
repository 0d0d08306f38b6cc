"""The head goes on last: first all but its first sector, then, when the drive has confirmed that
and it was read back, the one sector without which nothing starts."""

from collections.abc import Generator
from contextlib import suppress
from functools import partial

from app.control import Control
from app.drives.drive import Medium
from app.errors import VerifyError
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.alike import alike
from app.stages.flow import LARGEST_SECTOR, page_aligned, read_twice, write_all
from app.stages.patience import patiently
from app.stages.sync import sync
from app.stages.verify import wrong_places
from app.stages.write import Head

_ZEROS = page_aligned(LARGEST_SECTOR)  # held from the start: there may be no memory by then


def write_head(medium: Medium, drive: str, head: Head, control: Control) -> Generator[Event]:
    """Raises VerifyError before the first sector is written, when the rest does not hold."""
    yield StageStarted(Stage.WRITE_HEAD, head.length)
    sector = medium.sector
    for start, stop in ((sector, len(head.view)), (0, sector)):
        part = head.view[start:stop]
        sign = Progressed(Stage.WRITE_HEAD, len(head.view) - len(part) if start == 0 else 0)
        if start == 0:
            yield from patiently(partial(_demand_rest, medium, drive, head), sign, control)
        yield from patiently(partial(write_all, medium, drive, part, start), sign, control)
        yield Progressed(Stage.WRITE_HEAD, min(head.length, sign.done + len(part)))
        yield from sync(medium, control)


def _demand_rest(medium: Medium, drive: str, head: Head) -> None:
    """Read back before the drive can look finished: it may be pulled out right after. No proof is
    built on this; the whole head is read again as all else is."""
    rest = head.view[medium.sector :]
    found = page_aligned(len(head.view))[medium.sector :]
    read_twice(medium, drive, found, medium.sector, lambda _offset: None)
    if not alike(found, rest):
        at = medium.sector
        places = wrong_places(
            found, at, head.length, lambda start, size: bytes(head.view[start : start + size])
        )
        raise VerifyError(drive, tuple(places), flaky=False)


def take_back(medium: Medium, drive: str) -> None:
    """The write failed or was stopped after the first sector, which may be there before its turn: a
    drive with less memory than it says puts a part of the body in its place. The drive must not
    look finished. Raises DriveError where it still may."""
    with suppress(OSError, MemoryError):
        write_all(medium, drive, _ZEROS[: medium.sector], 0)
        medium.sync()
