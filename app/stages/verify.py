"""What was read from a drive, compared with the digests taken while writing.

A block that differs is read once more. Equal then: the medium holds it and
the wire is bad, which is said. Different again: it is a wrong place, told apart by whether the two
readings agree.
"""

from collections.abc import Callable, Generator
from functools import partial
from queue import SimpleQueue

import xxhash

from app.drives.drive import Medium
from app.errors import AppError, DriveDiffers, VerifyError
from app.events import Event, Warned
from app.stages.flow import Chunk, page_aligned, read_twice
from app.stages.ledger import BLOCK, Ledger, Part, digests, merged

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

    def __call__(self, chunk: Chunk) -> None:
        self._reached = max(self._reached, chunk.end)
        self._leave_out(chunk.view, chunk.length)
        for index, digest in enumerate(digests(chunk.view)):
            offset = chunk.offset + index * BLOCK
            view = self._again[: min(BLOCK, len(chunk.view) - index * BLOCK)]
            self._judge(view, offset, chunk.end, digest, partial(self._confirm, offset))

    def part(self, view: memoryview, part: Part) -> None:
        """The same of a part by itself, which may be a grain."""
        self._reached = max(self._reached, part.offset + part.length)
        confirm = self._ledger.confirm_grain if part.grain else self._confirm
        digest, again = xxhash.xxh3_128_digest(view), self._again[: len(view)]
        end = part.offset + part.length
        self._judge(again, part.offset, end, digest, partial(confirm, part.offset))

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

    def _confirm(self, offset: int, digest: bytes) -> bool:
        return self._ledger.confirm(offset // BLOCK, digest)

    def _judge(
        self,
        view: memoryview,
        offset: int,
        end: int,
        first: bytes,
        confirm: Callable[[bytes], bool],
    ) -> None:
        """`view` is where it is read to once more, when it is not what it should be."""
        if confirm(first):
            return
        read_twice(self._medium, self._drive, view, offset, self.helped)
        self._leave_out(view, end - offset)
        second = xxhash.xxh3_128_digest(view)
        if confirm(second):
            self.helped(offset)
            return
        self._flaky = self._flaky or first != second
        for place in wrong_places(view, offset, end, self._original):
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
