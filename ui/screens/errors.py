"""Every way a wish can fail, as a headline and a sentence, while nothing has been changed yet.

The sentences of failures that cost something stand in `failure`. A class without a row has that
of the class above it, so that none is ever without words.
"""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app import errors
from app.display import for_display
from app.errors import AppError
from ui.sentences.details import detail
from ui.sentences.errors import error_sentence
from ui.text import place, size, translate, untrusted

LONGEST = 300  # characters of a sentence that the engine made


@dataclass(frozen=True, slots=True)
class Words:
    """What happened; what it means and what to do."""

    title: str
    text: str


def words_of(error: AppError) -> Words:
    kinds = (kind for kind in type(error).__mro__ if kind in _WORDS)
    return _WORDS[next(kinds)](error)


def said(error: AppError) -> str:
    """The engine's own sentence, with its hint, in the language of the user."""
    words = f"{error_sentence(str(error), LONGEST)} {error_sentence(error.hint)}"
    return words.strip()


def _app_error(_: AppError) -> Words:
    return Words(
        translate("errors", "The program met something it did not expect", "fail.bug"),
        translate("errors", "Nothing was changed. Trying again may help.", "fail.bug"),
    )


def _image_error(error: errors.ImageError) -> Words:
    return Words(translate("errors", "This image can’t be used", "img.error"), said(error))


def _corrupt(error: errors.CorruptImage) -> Words:
    text = translate("errors", "{what} is damaged at {place}. Download it again.", "img.corrupt")
    return Words(
        translate("errors", "This image is damaged", "img.corrupt"),
        text.format(what=detail(error.what), place=place(error.offset)),
    )


def _many(error: errors.ManyImages) -> Words:
    title = translate(
        "errors", "This archive holds %n (image|images)", "img.packed-many", count=len(error.names)
    )
    return Words(title, translate("errors", "Choose one.", "img.packed-many"))


def _packed_damaged(error: errors.PackedDamaged) -> Words:
    text = translate(
        "errors", "It can’t be unpacked past {place}. Download it again.", "img.packed-broken"
    )
    return Words(
        translate("errors", "The packed file is damaged", "img.packed-broken"),
        text.format(place=place(error.offset)),
    )


def _unreadable(error: errors.ImageUnreadable) -> Words:
    if error.why == os.strerror(errno.ENOENT):
        return Words(
            translate("errors", "The file is gone", "img.gone"),
            translate("errors", "It was moved or deleted, or its disk was unplugged.", "img.gone"),
        )
    if not error.offset:
        text = translate("errors", "The system says: {why}.", "fail.read.open")
        return Words(
            translate("errors", "The image can’t be read", "fail.read"),
            text.format(why=for_display(error.why, LONGEST)),
        )
    text = translate(
        "errors",
        "Its own disk reports an error at {place}. Copy or download the image again.",
        "fail.read",
    )
    return Words(
        translate("errors", "The image can’t be read", "fail.read"),
        text.format(place=place(error.offset)),
    )


def _image_changed(_: errors.ImageChanged) -> Words:
    return Words(
        translate("errors", "The file changed", "img.changed"),
        translate("errors", "It is being inspected again. Nothing was changed.", "img.changed"),
    )


def _address_refused(error: errors.AddressRefused) -> Words:
    return Words(translate("errors", "This address is not asked", "web.refused"), said(error))


def _not_fetched(error: errors.NotFetched) -> Words:
    return Words(translate("errors", "It can’t be fetched", "web.broken"), said(error))


def _not_kept(error: errors.NotKept) -> Words:
    return Words(translate("errors", "The copy can’t be kept", "web.keep"), said(error))


def _mismatch(error: errors.ChecksumMismatch) -> Words:
    return Words(translate("errors", "Checksum does not match", "checksum.differs"), said(error))


def _longer(error: errors.ImageLonger) -> Words:
    text = translate("errors", "It goes on behind {place}. Get the image again.", "fail.full")
    return Words(
        translate("errors", "The image is larger than it said", "fail.full"),
        text.format(place=place(error.limit)),
    )


def _plan_error(error: errors.PlanError) -> Words:
    return Words(translate("errors", "Not started", "plan.error"), said(error))


def _folder(error: errors.FolderError) -> Words:
    title = translate("errors", "The files can’t be put there", "inside.folder")
    return Words(title, said(error))


def _not_mountable(error: errors.NotMountable) -> Words:
    return Words(translate("errors", "It can’t be mounted", "inside.mount"), said(error))


def _still_in_use(error: errors.StillInUse) -> Words:
    return Words(translate("errors", "It stays mounted", "inside.mount"), said(error))


def _too_small(error: errors.DriveTooSmall) -> Words:
    title = translate("errors", "Too small: the image needs {size}", "drive.small")
    return Words(
        title.format(size=size(error.need)),
        translate("errors", "Nothing was changed. Choose a larger drive.", "drive.small"),
    )


def _unsafe(error: errors.UnsafeDrive) -> Words:
    return Words(translate("errors", "This drive can’t be written", "plan.unsafe"), said(error))


def _image_on_drive(_: errors.ImageOnDrive) -> Words:
    return Words(
        translate("errors", "The image is on this drive", "drive.source"),
        translate(
            "errors", "Nothing was changed. Copy the image to another disk first.", "drive.source"
        ),
    )


def _empty(_: errors.ImageEmpty) -> Words:
    return Words(
        translate("errors", "This file is empty", "img.empty"),
        translate("errors", "There is nothing to write.", "img.empty"),
    )


def _truncated(error: errors.ImageTruncated) -> Words:
    text = translate(
        "errors",
        "The image says it is {expected}, but the file ends at {found}. "
        "The download was cut short: get it again.",
        "img.truncated",
    )
    return Words(
        translate("errors", "This file is not complete", "img.truncated"),
        text.format(expected=size(error.expected), found=size(error.found)),
    )


def _drive_error(error: errors.DriveError) -> Words:
    return Words(translate("errors", "The drive can’t be used", "drive.error"), said(error))


def _gone(error: errors.DriveGone) -> Words:
    title = translate("errors", "{drive} was unplugged", "drive.gone")
    return Words(
        title.format(drive=untrusted(error.drive)),
        translate("errors", "Nothing was changed. Choose a drive.", "drive.gone"),
    )


def _busy(error: errors.DriveBusy) -> Words:
    text = translate("errors", "Nothing was changed. Close it first.", "drive.busy")
    if not error.blocker:
        title = translate("errors", "{drive} is in use", "drive.busy")
        return Words(title.format(drive=untrusted(error.drive)), text)
    title = translate("errors", "In use by {blocker}", "drive.busy")
    return Words(title.format(blocker=untrusted(error.blocker)), text)


def _read_only(_: errors.DriveReadOnly) -> Words:
    return Words(
        translate("errors", "Write-protected: this drive does not allow writing", "drive.locked"),
        translate(
            "errors",
            "Nothing was changed. Slide the small switch on the card, or use another drive.",
            "drive.locked",
        ),
    )


def _changed(error: errors.DriveChanged) -> Words:
    return Words(
        translate("errors", "This is not the drive you chose", "prep.changed"),
        translate(
            "errors",
            "Another drive now has its place. Nothing was changed. Choose again.",
            "prep.changed",
        ),
    )


def _not_as_left(_: errors.NotAsLeft) -> Words:
    return Words(
        translate("errors", "Nothing was put back", "undo.changed"),
        translate(
            "errors",
            "The drive is not as the stopped write left it: something else wrote to it since, or "
            "it is another one. Nothing was changed.",
            "undo.changed",
        ),
    )


def _nothing_kept(_: errors.NothingKept) -> Words:
    return Words(
        translate("errors", "Nothing was put back", "undo.changed"),
        translate(
            "errors",
            "What was on the drive is not kept any more. Nothing was changed.",
            "undo.nothing",
        ),
    )


def _not_permitted(error: errors.NotPermitted) -> Words:
    title = translate("errors", "Not started: permission was not given", "auth.denied")
    if error.dismissed:
        title = translate(
            "errors", "Not started: the question for the password was closed", "auth.closed"
        )
    return Words(
        title,
        translate(
            "errors",
            "Nothing was changed. Writing to a drive needs your password or an administrator’s.",
            "auth.denied",
        ),
    )


def _no_agent(_: errors.NoAgent) -> Words:
    return Words(
        translate("errors", "This desktop can’t ask for permission", "auth.none"),
        translate(
            "errors",
            "The part of the desktop that shows password prompts is not running. Install and "
            "start a polkit agent, or use the command line with sudo.",
            "auth.none",
        ),
    )


def _no_service(_: errors.NoService) -> Words:
    return Words(
        translate("errors", "This computer can’t open drives for you", "auth.no-service"),
        translate(
            "errors",
            "UDisks2, the service for that, is not running. Install the package udisks2, or use "
            "the command line with sudo.",
            "auth.no-service",
        ),
    )


def _not_ejected(_: errors.NotEjected) -> Words:
    return Words(
        translate("errors", "This computer can’t eject it for you", "done.not-ejected"),
        translate(
            "errors",
            "What is on the drive is stored. You can take it out when its light no longer "
            "flickers.",
            "done.not-ejected",
        ),
    )


def _refused(error: errors.WriteRefused | errors.ReadRefused | errors.SyncFailed) -> Words:
    return Words(translate("errors", "The drive reports an error", "fail.drive"), said(error))


def _verify(error: errors.VerifyError) -> Words:
    return Words(
        translate("errors", "The drive does not hold the image", "fail.compare"), said(error)
    )


def _stopped(_: errors.Stopped) -> Words:
    return Words(
        translate("errors", "Stopped", "stopped.title"),
        translate("errors", "Nothing was changed.", "stopped.early"),
    )


def _tool(error: errors.ToolError) -> Words:
    return Words(
        translate("errors", "A program that is needed here failed", "fail.tool"), said(error)
    )


def _no_machine(error: errors.NoMachine) -> Words:
    return Words(translate("errors", "It can’t be tried here", "try.refused"), said(error))


_WORDS: dict[type, Callable[[Any], Words]] = {
    AppError: _app_error,
    errors.NoMachine: _no_machine,
    errors.ImageError: _image_error,
    errors.CorruptImage: _corrupt,
    errors.ManyImages: _many,
    errors.PackedDamaged: _packed_damaged,
    errors.ImageUnreadable: _unreadable,
    errors.ImageChanged: _image_changed,
    errors.AddressRefused: _address_refused,
    errors.NotFetched: _not_fetched,
    errors.NotKept: _not_kept,
    errors.ImageLonger: _longer,
    errors.PlanError: _plan_error,
    errors.ChecksumMismatch: _mismatch,
    errors.FolderError: _folder,
    errors.NotMountable: _not_mountable,
    errors.StillInUse: _still_in_use,
    errors.DriveTooSmall: _too_small,
    errors.UnsafeDrive: _unsafe,
    errors.ImageOnDrive: _image_on_drive,
    errors.ImageEmpty: _empty,
    errors.ImageTruncated: _truncated,
    errors.DriveError: _drive_error,
    errors.DriveGone: _gone,
    errors.DriveBusy: _busy,
    errors.DriveReadOnly: _read_only,
    errors.DriveChanged: _changed,
    errors.NotAsLeft: _not_as_left,
    errors.NothingKept: _nothing_kept,
    errors.NotPermitted: _not_permitted,
    errors.NoAgent: _no_agent,
    errors.NoService: _no_service,
    errors.NotEjected: _not_ejected,
    errors.WriteRefused: _refused,
    errors.ReadRefused: _refused,
    errors.SyncFailed: _refused,
    errors.UsageError: _plan_error,
    errors.VerifyError: _verify,
    errors.Stopped: _stopped,
    errors.ToolError: _tool,
}
