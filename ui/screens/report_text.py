"""What happened, as a text to read, copy or save: facts for whoever helps. It holds no user name,
no path and no serial number in full."""

from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import AppError, VerifyError
from app.progress import Pass
from app.result import Verified
from ui.screens.header import NAME
from ui.state.job import Ended

_MOST = 200  # places that differ
_TOLD = 4  # characters of the serial number


def report_text(job: Ended) -> str:
    """In English in every language: it is read by whoever made the program."""
    lines = [f"{NAME}: report of a write", "", *_about(job), "", *_end(job)]
    return "\n".join(lines) + "\n"


def details(job: Ended) -> str:
    """What the system said."""
    return "\n".join(_end(job))


def _about(job: Ended) -> list[str]:
    report, drive = job.image.report, job.drive
    said = for_display(report.title or report.label)
    packed = " and ".join(report.layers) or "nothing"
    return [
        f"Image: {for_display(report.name)} ({said})",
        f"  {job.image.source.size} bytes, packed with {packed}",
        f"Drive: {for_display(drive.name)}",
        f"  {drive.size} bytes, sectors of {drive.sector}, {drive.kind}, serial {_serial(drive)}",
        f"  {drive.bus}, {drive.speed or '?'} Mbit/s",
        f"Last stage: {job.progress.stage or 'none'}, after {job.elapsed:.1f} s",
        _pass("Written", job.progress.write),
        _pass("Read back", job.progress.check),
        *(f"Warning {each.code}: {for_display(each.text, 200)}" for each in job.progress.warnings),
    ]


def _pass(name: str, way: Pass) -> str:
    return f"{name}: {way.done} of {way.total} bytes, {way.average / 1e6:.1f} MB/s"


def _end(job: Ended) -> list[str]:
    end = job.end
    if isinstance(end, Verified):
        return [f"Verified: every byte, SHA-256 {end.sha256}"]
    if not isinstance(end, AppError):
        return [f"Not checked, SHA-256 {end.sha256}"]
    lines = [f"{end.code()}: {for_display(str(end), 500)}"]
    cause: BaseException | None = end.__cause__
    while cause is not None and len(lines) < 6:
        lines.append(f"because of {type(cause).__name__}: {for_display(str(cause), 500)}")
        cause = cause.__cause__
    if isinstance(end, VerifyError):
        lines.append("Two readings differed." if end.flaky else "Two readings were the same.")
        lines += [f"  {length} bytes at {offset}" for offset, length in end.ranges[:_MOST]]
    return lines


def _serial(drive: DriveInfo) -> str:
    return f"…{for_display(drive.serial)[-_TOLD:]}" if drive.serial else "none"
