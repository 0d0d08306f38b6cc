"""The question before anything is erased, and who may answer it."""

from __future__ import annotations

from argparse import Namespace

from app.commands.outlet import is_heard
from app.commands.words import drive_in_words
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import NotConfirmed
from app.plan import WritePlan, confirms, name_to_type


def confirm(plan: WritePlan, given: Namespace, *, interactive: bool) -> None:
    """Raises NotConfirmed. `--yes` answers for ordinary drives; what looks like somebody's storage
    is named by `--confirm`, or typed."""
    confirm_erasing(plan.drive, given, interactive=interactive)


def confirm_erasing(drive: DriveInfo, given: Namespace, *, interactive: bool) -> None:
    """The same, whatever erases it."""
    if confirm_by_name(drive, given, interactive=interactive) or given.yes:
        return
    question = f"Erase everything on {drive_in_words(drive)}? Type yes: "
    if not confirms(answer(question), "yes"):
        raise NotConfirmed("Nothing was touched.")


def confirm_by_name(drive: DriveInfo, given: Namespace, *, interactive: bool) -> bool:
    """Whether the drive's name was given, by hand or by `--confirm`; False for an ordinary drive,
    which asks for none. Raises NotConfirmed."""
    name = name_to_type(drive)
    if name is None:
        return False
    typed = list(given.confirm)
    if not typed and interactive:
        place = for_display(drive.node)
        question = f"{place} looks like storage. Type “{for_display(name)}” to erase it: "
        typed = [answer(question)]
    if not any(confirms(each, name) for each in typed):
        raise NotConfirmed(
            f"Nothing was touched: {for_display(drive.node)} looks like storage, so its name has to"
            f" be given with --confirm “{for_display(name)}”."
        )
    return True


def answer(question: str) -> str:
    """What was typed; nothing when the terminal was closed instead, when it is no text, or nobody
    saw the question."""
    try:
        typed = input(question) if is_heard() else ""
    except (EOFError, UnicodeDecodeError):
        print()
        return ""
    return typed if is_heard() else ""
