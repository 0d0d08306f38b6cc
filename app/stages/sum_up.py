"""Read a saved image once more out of its file: sum it up, and compare it with the drive."""

import hashlib
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from app.control import Control
from app.drives.drive import Medium
from app.errors import DriveDiffers, ImageChanged
from app.events import Event, Stage, StageStarted
from app.formats.bmap import Range
from app.sources.source import Source, Stream
from app.stages.alike import alike
from app.stages.flow import padded, page_aligned, read_all
from app.stages.ledger import merged
from app.stages.slices import Steps, sliced

_PIECE = 1 << 20  # bytes
_MOST = 4096  # places that differ

Span = tuple[int, int]  # start, stop


@dataclass
class Sums:
    """SHA-256, in hexadecimal: of the image, of its file, and of each span of the image."""

    image: str = ""
    file: str = ""
    ranges: list[Range] = field(default_factory=list)
    done: int = 0  # bytes


def sum_up(
    image: Source, file: Source, spans: Sequence[Span], sums: Sums, control: Control
) -> Generator[Event]:
    """`file` is the same as it lies on its disk: the same source where it is not packed."""
    packed = image.layers != file.layers
    total = (image.size or 0) + ((file.size or 0) if packed else 0)
    yield StageStarted(Stage.SUM, total)
    steps = _summing(image, file if packed else None, spans, sums)
    yield from sliced(steps, Stage.SUM, lambda: sums.done, control)


def _summing(image: Source, file: Source | None, spans: Sequence[Span], sums: Sums) -> Steps:
    with closing(image.stream()) as stream:
        sums.image = yield from _image(stream, spans, sums)
    if file is None:
        sums.file = sums.image
        return
    running, view = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with closing(file.stream()) as stream:
        while got := stream.readinto(view):
            running.update(view[:got])
            sums.done += got
            yield
    sums.file = running.hexdigest()


def _image(stream: Stream, spans: Sequence[Span], sums: Sums) -> Generator[None, None, str]:
    whole, part, place = hashlib.sha256(), hashlib.sha256(), 0
    left, view = list(reversed(spans)), memoryview(bytearray(_PIECE))
    while got := stream.readinto(view):
        whole.update(view[:got])
        while left and left[-1][0] < place + got:
            start, stop = left[-1]
            part.update(view[max(0, start - place) : min(stop - place, got)])
            if stop > place + got:
                break
            sums.ranges.append(Range(start, stop, part.hexdigest()))
            left.pop()
            part = hashlib.sha256()
        place += got
        sums.done += got
        yield
    return whole.hexdigest()


class Check:
    """The file against the drive, where that was read."""

    def __init__(self, medium: Medium, drive: str, image: Source, spans: Sequence[Span]) -> None:
        self._medium, self._drive, self._image, self._spans = medium, drive, image, spans
        self._differs: list[Span] = []  # offset, length
        self._done = 0

    def run(self, control: Control) -> Generator[Event]:
        """Raises DriveDiffers, ReadRefused, DriveGone; ImageChanged for a file that is shorter than
        what was saved."""
        yield StageStarted(Stage.VERIFY, sum(stop - start for start, stop in self._spans))
        yield from sliced(self._steps(), Stage.VERIFY, lambda: self._done, control)
        if self._differs:
            error = DriveDiffers(self._drive, merged(iter(self._differs)), flaky=False)
            error.hint = "The drive gives other bytes than it gave when it was saved."
            raise error

    def _steps(self) -> Steps:
        mine, its = memoryview(bytearray(_PIECE)), page_aligned(_PIECE)
        left, place = list(reversed(self._spans)), 0
        with closing(self._image.stream()) as stream:
            while left and (got := stream.readinto(mine)):
                while left and left[-1][0] < place + got:
                    start, stop = max(left[-1][0], place), min(left[-1][1], place + got)
                    self._compare(mine[start - place : stop - place], its, start)
                    if left[-1][1] > place + got:
                        break
                    left.pop()
                place += got
                yield
        if left:
            raise ImageChanged(self._image.name, f"it ends at byte {place:,}")

    def _compare(self, mine: memoryview, buffer: memoryview, start: int) -> None:
        its = buffer[: padded(len(mine), self._medium.sector)]
        read_all(self._medium, self._drive, its, start)
        self._done += len(mine)
        if alike(its[: len(mine)], mine) or len(self._differs) > _MOST:
            return
        sector = self._medium.sector
        for at in range(0, len(mine), sector):
            if not alike(its[at : at + sector], mine[at : at + sector]):
                self._differs.append((start + at, min(sector, len(mine) - at)))
