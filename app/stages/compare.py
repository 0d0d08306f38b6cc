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
from app.stages.flow import CROWDED, Chunk, filling_from, flow, page_aligned, read_twice
from app.stages.ledger import Ledger
from app.stages.patience import patiently
from app.stages.stall import Requests
from app.stages.supply import Tally
from app.stages.verify import Comparison
from app.stages.wanted import Wanted


def compare(
    stream: Stream,
    medium: Medium,
    plan: VerifyPlan,
    tally: Tally,
    ledger: Ledger,
    control: Control,
    image: Requests,
    wanted: Wanted,
) -> Generator[Event]:
    """Raises DriveDiffers with all places that differ, ImageLonger when the drive ends first.
    `image`: where it is counted what was asked of the image's disk. `wanted` keeps the image's
    bytes where something else was found."""
    yield StageStarted(Stage.VERIFY, plan.size)
    drive = plan.drive.name
    spare: SimpleQueue[memoryview] = SimpleQueue()
    for _ in range(CROWDED.buffers):
        spare.put(page_aligned(CROWDED.chunk))

    def sink(chunk: Chunk) -> memoryview:
        if chunk.end > medium.size:
            raise ImageLonger(medium.size)
        view = spare.get()
        read_twice(medium, drive, view[: len(chunk.view)], chunk.offset, comparison.helped)
        return view

    comparison, done = Comparison(medium, drive, ledger, wanted, error=DriveDiffers), 0
    fill = filling_from(stream, image)
    steps = flow(fill, 0, medium.sector, sink, tally, room=CROWDED, reads_image=True)
    with closing(steps):
        for step in steps:
            if step is not None:
                chunk = step.chunk
                wanted.chunk = chunk
                ledger.record(chunk.offset, chunk.length, step.tallied)
                found = Chunk(chunk.offset, chunk.length, step.sunk[: len(chunk.view)])
                for again in comparison(found, chunk.view):
                    yield from patiently(again, Progressed(Stage.VERIFY, done), control)
                spare.put(step.sunk)
                done += chunk.length
            yield from comparison.warnings()
            yield Progressed(Stage.VERIFY, done)
            if comparison.too_many:
                break
            control.checkpoint()
    comparison.conclude()
