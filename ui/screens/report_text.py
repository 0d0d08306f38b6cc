"""What happened, as a text to read, copy or save: facts for whoever helps. It holds no user name,
no name of the computer, no path below a home and no serial number in full."""

from collections.abc import Iterable, Iterator

from app.capacity import Capacity
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import AppError, VerifyError
from app.progress import POINTS, Pass, Progress
from app.report.places import WrongPlace
from app.result import PutBack, Result, Verified, VerifiedParts
from app.saved import Saved
from ui.private import Private
from ui.screens.header import NAME
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose

_MOST = 200  # places that differ
_TOLD = 4  # characters of the serial number
_CURVE = 24  # points of a speed curve


def report_text(job: Ended, system: Iterable[str] = (), private: Private | None = None) -> str:
    """In English in every language: it is read by whoever made the program. `system` are lines
    about where it ran, `private` what nobody needs to know."""
    sections = (
        (f"{NAME}: report of a {job.purpose}",),
        system,
        _about(job),
        _stages(job.progress, job.elapsed),
        _speeds(job.progress),
        _end(job),
    )
    text = "\n\n".join("\n".join(section) for section in map(tuple, sections) if section)
    return (private or Private()).without(text, job.drive.serial, _serial(job.drive)) + "\n"


def details(job: Ended) -> str:
    """What the system said."""
    return "\n".join(_end(job))


def _about(job: Ended) -> Iterator[str]:
    drive = job.drive
    if not job.image.tool or job.image.format is not None:
        yield from _about_image(job.image)
    yield f"Drive: {for_display(drive.name)}"
    yield f"  {drive.size} bytes, sectors of {drive.sector}, {drive.kind}, serial {_serial(drive)}"
    yield f"  {drive.bus}, {drive.speed or '?'} Mbit/s"
    checks = "and read back" if job.progress.checks else "without a check"
    plans = {
        Purpose.WRITE: f"{job.image.report.mode} copy, {checks}",
        Purpose.CHECK: "read and compare",
        Purpose.COMPARE: "compare",
        Purpose.UNDO: "put back what was there before",
        Purpose.SAVE: "save to a file",
        Purpose.TEST: "test every byte" if job.image.erases else "quick probe",
    }
    yield f"Plan: {plans[job.purpose]}"


def _about_image(image: Inspected) -> Iterator[str]:
    report = image.report
    said = for_display(report.title or report.label)
    packed = " and ".join(report.layers) or "nothing"
    yield f"Image: {for_display(report.name)} ({said})"
    yield f"  {image.source.size} bytes, {report.kind}, packed with {packed}"
    if report.findings:
        yield f"  noticed: {', '.join(finding.code for finding in report.findings[:20])}"


def _stages(progress: Progress, elapsed: float) -> Iterator[str]:
    """When each began, in seconds since the first."""
    yield f"Last stage: {progress.stage or 'none'}, after {elapsed:.1f} s"
    for stage, began in progress.stages:
        yield f"  {began - progress.started:8.1f} s  {stage}"
    yield _pass("Written", progress.write)
    yield _pass("Read back", progress.check)
    for each in progress.warnings:
        yield f"Warning {each.code}: {for_display(each.text, 200)}"


def _pass(name: str, way: Pass) -> str:
    return f"{name}: {way.done} of {way.total} bytes, {way.average / 1e6:.1f} MB/s"


def _speeds(progress: Progress) -> Iterator[str]:
    """MB/s at every so manieth part of the image, from its start as far as it came."""
    for name, way in (("Written", progress.write), ("Read back", progress.check)):
        if way.speeds:
            said = " ".join(f"{speed / 1e6:.1f}" for speed in _shortened(way.speeds))
            yield f"{name}, MB/s at each {_CURVE}th of the image: {said}"


def _shortened(speeds: tuple[float, ...]) -> Iterator[float]:
    step = POINTS // _CURVE
    for at in range(0, len(speeds), step):
        part = sorted(speeds[at : at + step])
        yield part[len(part) // 2]


def _end(job: Ended) -> list[str]:
    if not isinstance(job.end, AppError):
        return list(_result(job.end))
    return _failure(job, job.end)


def _result(end: Result | Capacity | Saved) -> Iterator[str]:
    match end:
        case Verified() | VerifiedParts():
            what = "every byte" if isinstance(end, Verified) else "every byte that was written"
            yield f"Verified: {what}{_sum(end)}"
            yield f"Read past the computer’s memory: {end.proof.bypass}"
        case Saved():
            yield from _saved(end)
        case Capacity():
            yield from _found(end)
        case PutBack():
            yield f"Put back and read back: {end.size} bytes"
        case _:
            yield f"Not checked{_sum(end)}"


def _sum(end: Result) -> str:
    return f", SHA-256 {end.sha256}" if end.sha256 else ""


def _failure(job: Ended, end: AppError) -> list[str]:
    lines = [f"{end.code()}: {for_display(str(end), 500)}"]
    cause: BaseException | None = end.__cause__
    while cause is not None and len(lines) < 6:
        lines.append(f"because of {type(cause).__name__}: {for_display(str(cause), 500)}")
        cause = cause.__cause__
    if isinstance(end, VerifyError):
        lines.append("Two readings differed." if end.flaky else "Two readings were the same.")
        known = {place.offset: place for place in job.places}
        for offset, length in end.ranges[:_MOST]:
            lines.append(f"  {length} bytes at {offset}{_where(known.get(offset))}")
    elif job.places:
        lines.append(f"  at {job.places[0].offset}{_where(job.places[0])}")
    return lines


def _saved(found: Saved) -> Iterator[str]:
    yield f"Saved: {found.size} bytes in {found.stored}, {found.left} left out"
    yield f"SHA-256 {found.sha256}, of the file {found.file_sha256}"
    if found.checked:
        yield "Compared with the drive: the same"
    for offset, length in found.unread[:_MOST]:
        yield f"  not read: {length} bytes at {offset}"


def _found(found: Capacity) -> Iterator[str]:
    yield f"Test: {found.verdict}, keeps {found.keeps} of {found.size} bytes"
    yield f"A memory in the drive of up to {found.overcame} bytes hid nothing"
    yield f"Parts: {found.tested} of {len(found.cells)} tested, {found.bad} bad"
    if not found.whole:
        yield f"Looked into {found.places} places{'' if found.through else ', too slow for more'}"
    if found.changed:
        yield f"Not put back: {found.changed} places"
    for offset, length in found.ranges[:_MOST]:
        yield f"  {length} bytes at {offset}"


def _where(place: WrongPlace | None) -> str:
    if place is None:
        return ""
    partition = "" if place.partition is None else f", partition {place.partition}"
    files = "".join(f", {for_display(path)}" for path in place.files)
    return f"{partition}{files}{f', and {place.more} more files' if place.more else ''}"


def _serial(drive: DriveInfo) -> str:
    """Its end, which tells two drives of a kind apart; nothing of one so short that this is all."""
    if not drive.serial:
        return "none"
    told = for_display(drive.serial)[-_TOLD:]
    return f"…{told}" if len(drive.serial) >= 2 * _TOLD else "…"
