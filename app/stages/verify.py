"""What was read from a drive, compared with the digests taken while writing, or with the image.

A block that differs is read once more. Equal then: the medium holds it and
the wire is bad, which is said. Different again: it is a wrong place, told apart by whether the two
readings agree.
"""

from collections.abc import Callable, Generator
from functools import partial
from queue import SimpleQueue

from app.drives.drive import Medium
from app.errors import AppError, DriveDiffers, VerifyError
from app.events import Event, Warned
from app.stages.alike import alike
from app.stages.flow import Chunk, page_aligned, read_twice
from app.stages.ledger import BLOCK, Ledger, Part, digest, merged

MOST_RANGES = 4096  # a drive with more wrong places is described well enough

# Bytes of the image at a place, where they can be had again without unpacking; else None.
Original = Callable[[int, int], bytes | None]


class Comparison:
    """What was read from a medium against the ledger: chunk by chunk, one after the other, never
    two at once. Remembers what it met."""

    def __init__(
        self,
        medium: Medium,
        drive: str,
        ledger: Ledger,
        original: Original,
        *,
        error: type[VerifyError] = VerifyError,
    ) -> None:
        """`error`: what a difference means. With DriveDiffers only the image's own bytes count,
        for nobody says that we wrote what lies behind them."""
        self._medium = medium
        self._drive = drive
        self._ledger = ledger
        self._original = original
        self._error = error
        self._again = page_aligned(BLOCK)
        self._ranges: list[tuple[int, int]] = []
        self._flaky = False
        self._reached = 0
        self._rescued: SimpleQueue[int] = SimpleQueue()  # bytes from where a second reading helped

    def __call__(self, chunk: Chunk, image: memoryview) -> list[Callable[[], None]]:
        """`image`: what should be there, byte for byte. What is not right has to be read again:
        each of these does so for one block, and takes as long as the drive does."""
        self._reached = max(self._reached, chunk.end)
        self._leave_out(chunk.view, chunk.length)
        again: list[Callable[[], None]] = []
        for place in range(0, len(chunk.view), BLOCK):
            view, wanted = chunk.view[place : place + BLOCK], image[place : place + BLOCK]
            offset = chunk.offset + place
            right = partial(self._is, wanted, offset)
            if not right(view):
                again.append(partial(self._read_again, view, offset, chunk.end, right))
        return again

    def part(self, view: memoryview, part: Part) -> None:
        """The same of a part by itself, which may be a grain."""
        self._reached = max(self._reached, part.offset + part.length)
        confirm = self._ledger.confirm_grain if part.grain else self._confirm
        right = partial(confirm, part.offset)
        if not right(view):
            self._read_again(view, part.offset, part.offset + part.length, right)

    @property
    def too_many(self) -> bool:
        return len(self._ranges) > MOST_RANGES

    def warnings(self) -> Generator[Event]:
        """What is worth saying since the last time."""
        while not self._rescued.empty():
            offset = self._rescued.get()
            yield Warned("read-again", f"Byte {offset:,} was right only when read again.", offset)

    def helped(self, offset: int) -> None:
        """Only the second try to read this place worked."""
        self._rescued.put(offset)

    def conclude(self) -> None:
        """Raises VerifyError with every place that differs."""
        if self._ranges:
            error = self._error(self._drive, merged(iter(self._ranges)), flaky=self._flaky)
            error.reached = self._reached
            raise error

    def _leave_out(self, view: memoryview, length: int) -> None:
        """What lies behind the image's end is as good as the zeros that we would have written."""
        if self._error is DriveDiffers and length < len(view):
            view[length:] = bytes(len(view) - length)

    def _confirm(self, offset: int, view: memoryview) -> bool:
        return self._ledger.confirm(offset // BLOCK, view)

    def _is(self, wanted: memoryview, offset: int, view: memoryview) -> bool:
        return alike(view, wanted) and self._confirm(offset, view)

    def _read_again(
        self, view: memoryview, offset: int, end: int, right: Callable[[memoryview], bool]
    ) -> None:
        again = self._again[: len(view)]
        read_twice(self._medium, self._drive, again, offset, self.helped)
        self._leave_out(again, end - offset)
        if right(again):
            self.helped(offset)
            return
        self._flaky = self._flaky or digest(view) != digest(again)
        for place in wrong_places(again, offset, end, self._original):
            self._add(*place)

    def _add(self, offset: int, length: int) -> None:
        """Neighbours are one place: a drive of which half is lost has few of them."""
        if self._ranges and sum(self._ranges[-1]) == offset:
            offset, before = self._ranges.pop()
            length += before
        self._ranges.append((offset, length))


def wrong_places(
    found: memoryview, offset: int, end: int, original: Original
) -> list[tuple[int, int]]:
    """(offset, length) of what differs: sectors where the image can be read there again, else the
    whole block. `end` is where the image ends, which may be inside of `found`."""
    length = min(len(found), end - offset)
    try:
        wanted = original(offset, length)
    except AppError:
        wanted = None  # the place is still wrong, only less exact
    if wanted is None or len(wanted) != length:
        return [(offset, length)]
    got = bytes(found[:length])
    sectors = [
        (offset + place, min(512, length - place))
        for place in range(0, length, 512)
        if wanted[place : place + 512] != got[place : place + 512]
    ]
    # Only the zeros behind the image's end differ: there is no better place than its last byte.
    return list(merged(iter(sectors))) or [(offset + length - 1, 1)]
