"""Why a drive is not saved, or not to the end: what happened, and what is kept of it."""

import errno
import os
from collections.abc import Callable
from typing import Any

from app import errors
from app.errors import AppError
from ui.screens import names
from ui.screens.errors import Words, said, words_of
from ui.screens.failure_words import unplugged_title
from ui.state.job import Ended, Purpose
from ui.text import done_of, place, translate, untrusted

_MAY_NOT = "it may not be written to"  # as the plan says it


def words_of_refusal(error: AppError) -> Words:
    """Before anything was read."""
    match error:
        case errors.FileThere(unfinished=True):
            return Words(
                translate("backup", "An earlier backup to this file is not finished", "backup"),
                translate(
                    "backup", "Go on with it, or choose another file: nothing is lost.", "backup"
                ),
            )
        case errors.FileThere(name=name):
            title = translate("backup", "{name} is there already", "backup")
            text = translate("backup", "Nothing is overwritten. Choose another file.", "backup")
            return Words(title.format(name=untrusted(name)), text)
        case errors.FileOnDrive():
            return Words(
                translate("backup", "The file would lie on the drive itself", "backup"),
                translate("backup", "Choose a folder on another disk.", "backup"),
            )
        case errors.FolderError():
            return _folder(error)
        case errors.NotPermitted():
            text = translate(
                "backup",
                "Nothing was read. Reading a drive needs your password or an administrator’s.",
                "backup",
            )
            return Words(words_of(error).title, text)
        case errors.UnsafeDrive():
            title = translate("backup", "This drive can’t be read as a whole now", "backup")
            return Words(title, said(error))
        case _:
            return words_of(error)


def words_of_end(error: AppError, job: Ended) -> Words:
    """Of a backup that was begun, or of the comparison after it."""
    if job.purpose is Purpose.CHECK:
        return _of_comparison(error, job)
    kinds = (kind for kind in type(error).__mro__ if kind in _WORDS)
    return _WORDS[next(kinds)](error, job)


def _folder(error: errors.FolderError) -> Words:
    title = translate("backup", "The file can’t be put there", "backup")
    if error.full:
        title = translate("backup", "The disk for the file is full", "backup")
    if error.why in (os.strerror(errno.EACCES), _MAY_NOT):
        title = translate("backup", "You may not write to this folder", "backup")
    return Words(title, said(error))


def _kept() -> str:
    return translate("backup", "What was read is kept: “Go on” reads the rest.", "backup.kept")


def _stopped(_: errors.Stopped, job: Ended) -> Words:
    title = translate("backup", "Stopped", "stopped.title")
    total = job.progress.write.total
    if total is None or job.progress.write.done >= total:
        return Words(title, _kept())
    text = translate("backup", "{done} were read. {kept}", "backup.stopped")
    return Words(title, text.format(done=done_of(job.progress.write.done, total), kept=_kept()))


def _unplugged(error: errors.DriveGone, job: Ended) -> Words:
    total = job.progress.write.total
    done = done_of(job.progress.write.done, total) if total is not None else ""
    text = translate(
        "backup",
        "{drive} went away after {done}. What was read is kept: plug it in again, then go on.",
        "backup.unplugged",
    )
    if isinstance(error, errors.StickFileGone):
        text = translate(
            "backup",
            "{drive} went away after {done}. What was read is kept: put it back as it was, then go "
            "on.",
            "backup.unplugged",
        )
    said_ = text.format(drive=names.drive_name(job.drive), done=done)
    if job.progress.warned("slept"):
        said_ += " " + translate("backup", "The computer slept meanwhile.", "fail.sleep")
    return Words(unplugged_title(error), said_)


def _folder_full(error: errors.FolderError, _job: Ended) -> Words:
    words = _folder(error)
    if error.full:
        text = translate(
            "backup",
            "There is no room left in {folder}. Make room there, then go on: what was read is "
            "kept.",
            "backup.full",
        )
        return Words(words.title, text.format(folder=untrusted(error.folder)))
    return Words(words.title, f"{words.text} {_kept()}")


def _unreadable(_: errors.ReadRefused, _job: Ended) -> Words:
    text = translate(
        "backup",
        "It answers every request with an error. Try another port or cable; whoever recovers data "
        "may still get something off it.",
        "backup.unreadable",
    )
    return Words(translate("backup", "Nothing of the drive can be read", "backup.unreadable"), text)


def _other(error: AppError, _job: Ended) -> Words:
    words = words_of_refusal(error)
    return Words(words.title, f"{words.text} {_kept()}")


def _rotten(error: errors.PackedDamaged, _job: Ended) -> Words:
    """Of the file that the backup goes to."""
    text = translate(
        "backup",
        "It no longer holds what was read behind {place}. “Go on” reads that from the drive again.",
        "backup.rotten",
    )
    return Words(words_of(error).title, text.format(place=place(error.offset)))


def _bug(_: AppError, _job: Ended) -> Words:
    title = translate("backup", "The reading part stopped unexpectedly", "backup.bug")
    return Words(title, _kept())


def _of_comparison(error: AppError, job: Ended) -> Words:
    match error:
        case errors.VerifyError(ranges=ranges):
            text = translate(
                "backup",
                "They differ first at {place}. Something wrote to the drive since, or it gives "
                "other bytes than before.",
                "backup.differs",
            )
            title = translate("backup", "File and drive are not the same", "backup.differs")
            return Words(title, text.format(place=place(ranges[0][0])))
        case errors.DriveGone() if not isinstance(error, errors.DriveInDoubt):
            text = translate(
                "backup",
                "{drive} went away before all of it was compared. The file stays as it is.",
                "backup.unplugged",
            )
            return Words(unplugged_title(error), text.format(drive=names.drive_name(job.drive)))
        case errors.ImageChanged():
            text = translate(
                "backup",
                "Something wrote to it, or cut it off. Save the drive again.",
                "backup.changed",
            )
            title = translate("backup", "The file is not as it was saved", "backup.changed")
            return Words(title, text)
        case errors.PackedDamaged():
            text = translate(
                "backup",
                "It no longer holds what was saved behind {place}. Save the drive again.",
                "backup.rotten",
            )
            return Words(words_of(error).title, text.format(place=place(error.offset)))
        case _:
            text = translate("backup", "Drive and file stay as they are.", "backup.compare")
            words = words_of(error)
            return Words(words.title, f"{words.text} {text}")


_WORDS: dict[type, Callable[[Any, Ended], Words]] = {
    AppError: _bug,
    errors.Stopped: _stopped,
    errors.DriveGone: _unplugged,
    errors.DriveInDoubt: _other,
    errors.FolderError: _folder_full,
    errors.ReadRefused: _unreadable,
    errors.DriveError: _other,
    errors.PackedDamaged: _rotten,
    errors.ImageError: _other,
    errors.PlanError: _other,
    errors.ToolError: _other,
}
