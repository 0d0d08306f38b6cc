"""Every way a wish can fail, as a headline and a sentence, while nothing has been changed yet.

The sentences of failures that cost something stand in `failure`. A class without a row has that
of the class above it, so that none is ever without words.
"""

from collections.abc import Callable
from typing import Any

from app import errors
from app.errors import AppError
from ui.screens.drive_errors import OF_DRIVES
from ui.screens.image_errors import OF_IMAGES
from ui.screens.said import Words, said
from ui.text import size, translate, untrusted

__all__ = ["Words", "said", "words_of"]


def words_of(error: AppError) -> Words:
    kinds = (kind for kind in type(error).__mro__ if kind in _WORDS)
    return _WORDS[next(kinds)](error)


def _app_error(_: AppError) -> Words:
    return Words(
        translate("errors", "The program met something it did not expect", "fail.bug"),
        translate("errors", "Nothing was changed. Trying again may help.", "fail.bug"),
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


def _no_room(error: errors.NoRoom) -> Words:
    text = translate(
        "errors",
        "There is not enough room in {folder}: this needs {need}, {have} are free. Make room "
        "there, or choose another folder.",
        "inside.room",
    )
    said_so = text.format(
        need=size(error.need), have=size(error.have), folder=untrusted(error.folder, 200)
    )
    return Words(translate("errors", "Not started", "plan.error"), said_so)


_WORDS: dict[type, Callable[[Any], Words]] = {
    **OF_IMAGES,
    **OF_DRIVES,
    AppError: _app_error,
    errors.NoMachine: _no_machine,
    errors.PlanError: _plan_error,
    errors.FolderError: _folder,
    errors.NotMountable: _not_mountable,
    errors.StillInUse: _still_in_use,
    errors.UsageError: _plan_error,
    errors.Stopped: _stopped,
    errors.ToolError: _tool,
    errors.NoRoom: _no_room,
}
