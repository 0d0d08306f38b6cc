"""The speed map of a job, while it runs and when it is over (design 9)."""

from dataclasses import replace

from app.progress import Pass, Progress
from ui.state.image import Inspected
from ui.state.job import Purpose, Step, Working
from ui.text import size, speed, translate
from ui.view import Head, Place, SpeedMap


def moving_map(job: Working, name: str, description: str) -> SpeedMap:
    """`description` is what a screen reader says of it."""
    current, checking = current_pass(job), job.step is Step.CHECK
    moving = job.step in (Step.WRITE, Step.CHECK) and current.fraction is not None
    head = (Head.CHECKING if checking else Head.WRITING) if moving else Head.NONE
    return replace(
        moved(name, done_percent(job), job.progress, current, head),
        retries=_retries(job.progress, job.image),
        retry_note=_retry_note(),
        end_label=_end(job.image) if job.purpose is not Purpose.UNDO else _end_of_old(),
        description=description,
    )


def moved(name: str, per_cent: int, progress: Progress, current: Pass, head: Head) -> SpeedMap:
    """Of any work that goes over a drive, and is at the `head` now."""
    return SpeedMap(
        name=name,
        percent=per_cent,
        written=progress.write.speeds,
        checked=progress.check.speeds,
        head=head,
        at=current.fraction or 0.0,
        head_label=speed(current.speed) if head is not Head.NONE and current.done else "",
        start_label=start_of_drive(),
    )


def still_map(
    name: str, progress: Progress, image: Inspected, places: tuple[Place, ...] = ()
) -> SpeedMap:
    """Of a job that is over."""
    return replace(
        left_behind(name, progress, places),
        retries=_retries(progress, image),
        retry_note=_retry_note(),
        end_label=_end(image),
    )


def left_behind(name: str, progress: Progress, places: tuple[Place, ...] = ()) -> SpeedMap:
    """Of any work that went over a drive."""
    current = progress.check if progress.check.started else progress.write
    return SpeedMap(
        name=name,
        percent=int(100 * (current.fraction or 0.0)),
        written=progress.write.speeds,
        checked=progress.check.speeds,
        places=places,
        start_label=start_of_drive(),
    )


def current_pass(job: Working) -> Pass:
    return job.progress.check if job.step is Step.CHECK else job.progress.write


def done_percent(job: Working) -> int:
    """Of the step, by bytes."""
    if job.step is Step.FINISH:
        return 100
    fraction = current_pass(job).fraction if job.step is not Step.PREPARE else None
    return int(100 * fraction) if fraction is not None else 0


def fraction_of(image: Inspected, progress: Progress, offset: int) -> float:
    """Where a byte of the image, or of a drive that is made ready, stands on the map."""
    total = image.length or progress.write.expected
    return min(1.0, offset / total) if total else 0.0


def _retries(progress: Progress, image: Inspected) -> tuple[float, ...]:
    places = (warned.offset for warned in progress.warnings if warned.code == "read-again")
    return tuple(fraction_of(image, progress, place) for place in places if place is not None)


def _retry_note() -> str:
    return translate("map", "This place was right only when it was read again.", "map.retry")


def start_of_drive() -> str:
    return translate("map", "start of drive", "map.axis")


def _end(image: Inspected) -> str:
    if image.tool:
        return translate("map", "end of drive", "map.axis")
    if image.length is None:
        return translate("map", "end of the packed file", "map.axis")
    return translate("map", "end of image, {size}", "map.axis").format(size=size(image.length))


def _end_of_old() -> str:
    return translate("map", "end of what was overwritten", "map.axis")
