"""Compare a drive that was written before with the image, reading both at once. Changes nothing."""

from collections.abc import Generator
from contextlib import closing
from queue import SimpleQueue

from app.control import Control
from app.drives.drive import Medium
from app.errors import DriveDiffers, ImageLonger
from app.events import Event, Progressed, Stage, StageStarted
from app.plan import VerifyPlan
from app.sources.source import Stream
from app.stages.flow import BUFFERS, CHUNK, Chunk, filling_from, flow, page_aligned, read_twice
from app.stages.ledger import Ledger
from app.stages.stall import Requests
from app.stages.supply import Tally
from app.stages.verify import Comparison


def compare(
    stream: Stream,
    medium: Medium,
    plan: VerifyPlan,
    tally: Tally,
    ledger: Ledger,
    control: Control,
    image: Requests,
) -> Generator[Event]:
    """Raises DriveDiffers with all places that differ, ImageLonger when the drive ends first.
    `image`: where it is counted what was asked of the image's disk."""
    yield StageStarted(Stage.VERIFY, plan.size)
    drive = plan.drive.name
    spare: SimpleQueue[memoryview] = SimpleQueue()
    for _ in range(BUFFERS):
        spare.put(page_aligned(CHUNK))

    def sink(chunk: Chunk) -> memoryview:
        if chunk.end > medium.size:
            raise ImageLonger(medium.size)
        view = spare.get()
        read_twice(medium, drive, view[: len(chunk.view)], chunk.offset, comparison.helped)
        return view

    wanted = _Wanted()
    comparison, done = Comparison(medium, drive, ledger, wanted, error=DriveDiffers), 0
    steps = flow(filling_from(stream, image), 0, medium.sector, sink, tally)
    with closing(steps):
        for step in steps:
            if step is not None:
                chunk = step.chunk
                wanted.chunk = chunk
                ledger.record(chunk.offset, chunk.length, step.tallied)
                comparison(Chunk(chunk.offset, chunk.length, step.sunk[: len(chunk.view)]))
                spare.put(step.sunk)
                done += chunk.length
            yield from comparison.warnings()
            yield Progressed(Stage.VERIFY, done)
            if comparison.too_many:
                break
            control.checkpoint()
    comparison.conclude()


class _Wanted:
    """The image's bytes at a place of the chunk that is compared just now: so a packed image names
    the sector that differs as well."""

    chunk: Chunk

    def __call__(self, offset: int, length: int) -> bytes:
        start = offset - self.chunk.offset
        return bytes(self.chunk.view[start : start + length])
