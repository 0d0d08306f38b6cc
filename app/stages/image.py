"""The image as a job meets it: opened without going silent, and held to what was planned."""

from collections.abc import Generator
from contextlib import ExitStack
from functools import partial

from app.control import Control
from app.errors import ImageChanged, PackedDamaged
from app.events import Event, Progressed, Stage
from app.plan import WritePlan
from app.sources.source import Remote, Source, Stream, demand_unchanged
from app.stages.daemons import leave
from app.stages.ledger import Ledger
from app.stages.patience import patiently
from app.stages.stall import Requests
from app.stages.verify import Original


def streaming(
    source: Source, image: Requests, control: Control, stack: ExitStack
) -> Generator[Event, None, Stream]:
    """Of the image that was inspected; a disk that is far away may take its time even to open it.
    Raises ImageChanged, ImageUnreadable."""
    sign = Progressed(Stage.RELEASE, 0)
    with image.asking():
        look = partial(demand_unchanged, source)
        yield from patiently(look, sign, control, reads_image=True)
        stream = yield from patiently(source.stream, sign, control, reads_image=True)
    stack.callback(leave, stream.close)
    return stream


def still_the_same(source: Source, image: Requests, control: Control) -> Generator[Event]:
    """After everything was read. The disk that the image is on may not even say that. Raises
    ImageChanged."""
    with image.asking():
        look = partial(demand_unchanged, source)
        yield from patiently(look, Progressed(Stage.IDENTITY, 0), control, reads_image=True)


def blaming(job: Generator[Event], source: Source) -> Generator[Event]:
    """The job, for which a packed file that was changed under its hands is not a damaged one: to
    download it again would help nobody. Raises what the job does, and ImageChanged."""
    try:
        yield from job
    except PackedDamaged:
        demand_unchanged(source)
        raise


def demand_length(source: Source, size: int | None, ledger: Ledger) -> None:
    """Raises ImageChanged when the stream ended before the size that was planned."""
    if size is not None and ledger.size != size:
        raise ImageChanged(source.name, f"it ended at byte {ledger.size:,} of {size:,}")


def demand_summed(plan: WritePlan, written: str | None) -> None:
    """Raises ImageChanged. A file can be changed without a trace in its times."""
    if plan.summed and plan.summed != written:
        raise ImageChanged(plan.source.name, "what was read is not what its checksum is of")


def original(source: Source) -> Original:
    """The image's bytes again, for naming the sector that differs: only where that is cheap."""
    if source.layers or isinstance(source, Remote):
        return lambda _offset, _length: None
    return lambda offset, length: source.look().read_at(offset, length)
