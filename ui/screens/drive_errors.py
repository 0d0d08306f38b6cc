"""Why a drive can’t be used, while nothing has been changed yet."""

from collections.abc import Callable
from typing import Any

from app import errors
from ui.screens.said import Words, said
from ui.text import size, translate, untrusted


def _drive_error(error: errors.DriveError) -> Words:
    return Words(translate("errors", "The drive can’t be used", "drive.error"), said(error))


def _gone(error: errors.DriveGone) -> Words:
    title = translate("errors", "{drive} was unplugged", "drive.gone")
    return Words(
        title.format(drive=untrusted(error.drive)),
        translate("errors", "Nothing was changed. Choose a drive.", "drive.gone"),
    )


def _file_gone(_: errors.StickFileGone) -> Words:
    return Words(
        file_gone(), translate("errors", "Nothing was changed. Choose a drive.", "drive.gone")
    )


def file_gone() -> str:
    """The headline, whatever was changed."""
    return translate(
        "errors", "The file was renamed, deleted, replaced or resized", "drive.gone.file"
    )


def _in_doubt(error: errors.DriveInDoubt) -> Words:
    text = translate(
        "errors",
        "After that another drive may have the place of {drive}. Nothing was changed. Choose the "
        "drive anew.",
        "drive.slept",
    )
    return Words(
        translate("errors", "The computer slept", "drive.slept"),
        text.format(drive=untrusted(error.drive)),
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


def _not_as_left(error: errors.NotAsLeft) -> Words:
    text = translate(
        "errors",
        "The drive is not as the stopped write left it: something else wrote to it since, or "
        "it is another one. Nothing was changed.",
        "undo.changed",
    )
    if error.probed:
        text = translate(
            "errors",
            "The drive is not as the test left it: something else wrote to it since, it is "
            "another one, or it is worn out. Nothing was changed.",
            "undo.changed",
        )
    return Words(translate("errors", "Nothing was put back", "undo.changed"), text)


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


def _too_small(error: errors.DriveTooSmall) -> Words:
    title = translate("errors", "Too small: the image needs {size}", "drive.small")
    return Words(
        title.format(size=size(error.need)),
        translate("errors", "Nothing was changed. Choose a larger drive.", "drive.small"),
    )


def _unsafe(error: errors.UnsafeDrive) -> Words:
    return Words(translate("errors", "This drive can’t be written", "plan.unsafe"), said(error))


OF_DRIVES: dict[type, Callable[[Any], Words]] = {
    errors.DriveTooSmall: _too_small,
    errors.UnsafeDrive: _unsafe,
    errors.DriveError: _drive_error,
    errors.DriveGone: _gone,
    errors.StickFileGone: _file_gone,
    errors.DriveInDoubt: _in_doubt,
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
    errors.VerifyError: _verify,
}
