"""What happened to a job that had already changed the drive, and what the drive holds now
(design 8.4). Each class of errors has a row, or that of the class above it."""

from collections.abc import Callable
from typing import Any

from app import errors
from app.errors import AppError, Drift
from ui.screens import names
from ui.screens.errors import Words, words_of
from ui.screens.left_on_drive import holds_half, may_look_finished, with_place, with_sleep
from ui.state.job import Ended, Purpose
from ui.text import done_of, number, place, translate

SECTOR = 512  # bytes, as people count sectors


def failure_words(job: Ended, error: AppError) -> Words:
    kinds = (kind for kind in type(error).__mro__ if kind in _WORDS)
    return _WORDS[next(kinds)](error, job)


def _other(error: AppError, job: Ended) -> Words:
    """What has no words of its own here: what happened, and what the drive holds."""
    words = words_of(error)
    return Words(words.title, holds_half(job))


def _bug(error: AppError, job: Ended) -> Words:
    if job.purpose in (Purpose.COMPARE, Purpose.UNDO):  # who writes now loses what is kept
        return _other(error, job)
    text = translate("failure", "{half} Save a report, then write again.", "fail.helper")
    if job.image.format is not None:
        text = translate("failure", "{half} Save a report, then try again.", "format.half")
    return Words(
        translate("failure", "The writing part stopped unexpectedly", "fail.helper"),
        text.format(half=holds_half(job)),
    )


def _stopped(_: errors.Stopped, job: Ended) -> Words:
    text = translate(
        "failure",
        "{half} Its old contents are gone. You can write to it again at any time.",
        "stopped.title",
    )
    if job.image.format is not None:
        text = translate("failure", "{half} Its old contents are gone.", "format.half")
    if job.purpose is Purpose.UNDO:
        text = "{half}"
    elif job.undoable:
        text = translate(
            "failure",
            "{half} Only its start was overwritten: its old contents can mostly be put back.",
            "stopped.early",
        )
    return Words(
        translate("failure", "Stopped", "stopped.title"), text.format(half=holds_half(job))
    )


def unplugged_title(error: errors.DriveGone) -> str:
    if isinstance(error, errors.StickFileGone):
        return words_of(error).title
    return translate("failure", "The drive was unplugged", "fail.unplug")


def _unplugged(error: errors.DriveGone, job: Ended) -> Words:
    title = unplugged_title(error)
    if job.purpose in (Purpose.UNDO, Purpose.COMPARE):
        return Words(title, holds_half(job))
    if job.image.format is not None:
        return Words(title, with_sleep(holds_half(job), job))
    total = job.image.length
    if job.progress.check.started or total is None or may_look_finished(job):
        text = translate(
            "failure",
            "{drive} went away before it was finished. Don’t trust what is on it.",
            "fail.unplug.late",
        )
        return Words(title, with_sleep(text.format(drive=names.drive_name(job.drive)), job))
    text = translate(
        "failure",
        "{drive} went away after {done}. It holds half an image and will not boot.",
        "fail.unplug",
    )
    written = done_of(job.progress.write.done, total)
    said = text.format(drive=names.drive_name(job.drive), done=written)
    return Words(title, with_sleep(said, job))


def _in_doubt(error: errors.DriveInDoubt, job: Ended) -> Words:
    if job.purpose is Purpose.COMPARE:
        return words_of(error)
    text = translate(
        "failure",
        "After that another drive may have the place of {drive}, so nothing more was written. "
        "{half}",
        "fail.slept",
    )
    return Words(
        translate("failure", "The computer slept", "fail.slept"),
        text.format(drive=names.drive_name(job.drive), half=holds_half(job)),
    )


def _write_refused(error: errors.WriteRefused, job: Ended) -> Words:
    title = translate("failure", "The drive refuses to be written", "fail.write")
    return _error_at(title, error.offset, job)


def _disk_full(_: errors.DiskFull, job: Ended) -> Words:
    text = translate(
        "failure",
        "The disk that the file {file} is on has no room left. {half} Make room, or make a virtual "
        "stick on another disk.",
        "fail.full",
    )
    return Words(
        translate("failure", "The disk under the virtual stick is full", "fail.full"),
        text.format(file=names.node(job.drive), half=holds_half(job)),
    )


def _sync_failed(_: errors.SyncFailed, job: Ended) -> Words:
    text = translate(
        "failure",
        "It did not confirm that it stored everything. It is worn out, or the connection is bad. "
        "{half}",
        "fail.sync",
    )
    return Words(
        translate("failure", "The drive refuses to be written", "fail.write"),
        text.format(half=holds_half(job)),
    )


def _read_refused(error: errors.ReadRefused, job: Ended) -> Words:
    title = translate("failure", "The drive can’t be read back", "fail.readback")
    return _error_at(title, error.offset, job)


def _error_at(title: str, offset: int, job: Ended) -> Words:
    text = translate(
        "failure",
        "It reports an error at {place}. It is worn out, or the connection is bad. {half}",
        "fail.write",
    )
    said = text.format(place=place(offset), half=holds_half(job))
    return Words(title, with_place(said, job))


def _read_only(error: errors.DriveReadOnly, job: Ended) -> Words:
    title = translate("failure", "The drive has locked itself", "fail.readonly")
    if job.purpose is Purpose.UNDO or may_look_finished(job):
        return Words(title, holds_half(job))
    text = translate(
        "failure",
        "Many sticks turn read-only for good when they are worn out. What is on it can still "
        "be read, but it will not boot.",
        "fail.readonly",
    )
    if job.image.format is not None:
        text = translate(
            "failure",
            "Many sticks turn read-only for good when they are worn out. It is not ready for "
            "files, and will not be: use another.",
            "format.half",
        )
    if error.offset is not None:
        where = translate("failure", "It takes no data from {place} on.", "fail.readonly")
        text = f"{where.format(place=place(error.offset))} {text}"
    return Words(title, text)


def _image_changed(error: errors.ImageChanged, job: Ended) -> Words:
    if job.purpose is not Purpose.WRITE:
        return _other(error, job)
    text = translate(
        "failure", "The drive holds a mixture and will not boot. Write again.", "fail.mixture"
    )
    if may_look_finished(job):
        text = translate("failure", "{half} Write again.", "fail.mixture")
    return Words(
        translate("failure", "The image changed while it was written", "fail.sourcechange"),
        text.format(half=holds_half(job)),
    )


def _image_error(error: errors.ImageError, job: Ended) -> Words:
    words = words_of(error)
    return Words(words.title, f"{words.text} {holds_half(job)}")


def _mismatch(error: errors.ChecksumMismatch, job: Ended) -> Words:
    """Of what was fetched: nothing of it shall start."""
    text = translate(
        "failure",
        "What was fetched differs from what its makers published. {half}",
        "checksum.differs",
    )
    return Words(words_of(error).title, text.format(half=holds_half(job)))


def _differs(error: errors.VerifyError, job: Ended) -> Words:
    first = error.ranges[0][0]
    if job.purpose is Purpose.COMPARE:
        return _not_the_same(error, job)
    text = translate(
        "failure",
        "Reading back found different bytes, first at {place} (sector {sector}). Don’t use this "
        "drive to install anything.",
        "fail.check",
    )
    if job.image.format is not None or job.purpose is Purpose.UNDO:
        text = translate(
            "failure",
            "Reading back found different bytes, first at {place} (sector {sector}). Don’t keep "
            "anything on it that matters.",
            "format.check",
        )
    said = text.format(place=place(first), sector=number(first // SECTOR))
    if job.purpose is Purpose.UNDO:
        said = f"{said} {holds_half(job)}"
    return Words(
        translate("failure", "The drive did not keep what was written", "fail.check"),
        with_place(said, job),
    )


def _not_the_same(error: errors.VerifyError, job: Ended) -> Words:
    """Nobody says that it ever was."""
    first = error.ranges[0][0]
    title = translate("failure", "Differs in %n (place|places)", "compare", count=len(error.ranges))
    text = translate(
        "failure",
        "First at {place} (sector {sector}). It may hold another image, or have been changed "
        "since.",
        "compare",
    )
    said = text.format(place=place(first), sector=number(first // SECTOR))
    return Words(title, with_place(said, job))


def _drifted(error: errors.DriveDrifted, _job: Ended) -> Words:
    """Harmless, and still not the same."""
    said = {
        Drift.OPENED: translate("failure", "notes of having been opened", "drift"),
        Drift.SPACE: translate("failure", "what lies where no file is", "drift"),
        Drift.FILES: translate("failure", "added files", "drift"),
        Drift.PARTITION: translate("failure", "an added partition", "drift"),
        Drift.TABLE: translate("failure", "the place of the partition table’s copy", "drift"),
        Drift.SIGNATURE: translate("failure", "the number that Windows gives a disk", "drift"),
    }
    found = ", ".join(said[each] for each in error.drift)
    text = translate(
        "failure",
        "Computers write such things by themselves: {found}. No file of the image was changed.",
        "drift",
    )
    title = translate("failure", "Differs only where a started system writes by itself", "drift")
    return Words(title, text.format(found=found))


_WORDS: dict[type, Callable[[Any, Ended], Words]] = {
    AppError: _bug,
    errors.ImageError: _image_error,
    errors.ImageChanged: _image_changed,
    errors.PlanError: _other,
    errors.ChecksumMismatch: _mismatch,
    errors.DriveError: _other,
    errors.DriveGone: _unplugged,
    errors.DriveInDoubt: _in_doubt,
    errors.DriveReadOnly: _read_only,
    errors.WriteRefused: _write_refused,
    errors.DiskFull: _disk_full,
    errors.ReadRefused: _read_refused,
    errors.SyncFailed: _sync_failed,
    errors.UsageError: _other,
    errors.VerifyError: _differs,
    errors.DriveDrifted: _drifted,
    errors.Stopped: _stopped,
    errors.ToolError: _other,
}
