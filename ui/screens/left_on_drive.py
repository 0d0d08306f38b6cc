"""What a job that failed left on the drive, and what is known of how and where, as sentences for
its page."""

from app.errors import Stopped
from app.events import Stage
from ui.screens import names
from ui.state.job import Ended, Purpose
from ui.text import translate, untrusted


def holds_half(job: Ended) -> str:
    """What is on the drive now."""
    if job.purpose is Purpose.CHECK:
        text = translate("failure", "Don’t trust what is on {drive}.", "fail.distrust")
    elif job.purpose is Purpose.COMPARE:
        text = translate("failure", "Nothing on {drive} was changed.", "compare")
    elif job.purpose is Purpose.UNDO:
        text = translate(
            "failure", "{drive} may be put back only in part. You can go on with it.", "fail.undo"
        )
    elif may_look_finished(job):
        text = translate("failure", "Don’t trust what is on {drive}.", "fail.distrust")
    elif job.image.format is not None:
        text = translate(
            "failure", "{drive} is not ready for files: do it again, or use another.", "format.half"
        )
    else:
        text = translate("failure", "{drive} holds half an image and will not boot.", "fail.half")
    return text.format(drive=names.drive_name(job.drive))


def may_look_finished(job: Ended) -> bool:
    """Whether its first sector may be there: it was due, and a drive that fails by then need not
    take it back."""
    due = any(stage is Stage.WRITE_HEAD for stage, _ in job.progress.stages)
    return due and not isinstance(job.end, Stopped)


def with_sleep(text: str, job: Ended) -> str:
    """A port may lose its power while the computer sleeps."""
    if not job.progress.warned("slept"):
        return text
    slept = translate("failure", "The computer slept meanwhile.", "fail.sleep")
    return f"{text} {slept}"


def with_place(text: str, job: Ended) -> str:
    """And which file that is, where it is known (fail.check.file)."""
    if not job.places:
        return text
    first = job.places[0]
    places = {"file": untrusted(first.files[0]) if first.files else "", "number": first.partition}
    if first.files and first.partition is not None:
        said = translate(
            "failure",
            "The first wrong place is in partition {number}, inside the file {file}.",
            "fail.check.file",
        )
    elif first.files:
        said = translate(
            "failure", "The first wrong place is inside the file {file}.", "fail.check.file"
        )
    elif first.partition is not None:
        said = translate(
            "failure",
            "The first wrong place is in partition {number}, in no file that is known.",
            "fail.check.file",
        )
    else:
        return text
    return f"{text} {said.format(**places)}"
