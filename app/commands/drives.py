"""`stickwright drives`: what is plugged in, and what it is fit for."""

import json
import shlex
from argparse import Namespace
from typing import Any

from app.commands.follow import stopping_on_signals
from app.commands.words import contents_in_words, drive_in_words, unfinished_in_words
from app.control import Control
from app.display import for_display
from app.drives import list_drives
from app.drives.drive import DriveInfo
from app.drives.watch import watch
from app.errors import Stopped
from app.journal import Unfinished, about, tidy, unfinished


def run(given: Namespace) -> int:
    tidy()
    if not given.watch:
        show(list_drives(), as_json=given.json)
        return 0
    control = Control()
    with stopping_on_signals(control):
        for drives in watch(control.stopped):
            show(drives, as_json=given.json)
    raise Stopped


def show(drives: tuple[DriveInfo, ...], *, as_json: bool) -> None:
    """As one JSON array, or as text with the reasons of what is not offered."""
    left = unfinished()
    if as_json:
        print(json.dumps([_with_story(drive, left) for drive in drives]), flush=True)
        return
    shown = [drive for drive in drives if not drive.hidden]
    hidden = [drive for drive in drives if drive.hidden]
    if not shown:
        print("No drive connected. Plug in a USB stick or SD card.")
    for drive in shown:
        _show_drive(drive, about(drive, left))
    if hidden:
        count = f"{len(hidden)} disks" if len(hidden) > 1 else "One disk"
        print(f"{count} of this computer not offered:")
        for drive in hidden:
            print(f"  {drive_in_words(drive)}: {for_display(drive.reasons[0].text, 120)}")
    print(flush=True, end="")


def _show_drive(drive: DriveInfo, story: Unfinished | None) -> None:
    print(f"{drive_in_words(drive)}: {contents_in_words(drive)}")
    if story is not None:
        print(f"  unfinished: {unfinished_in_words(story)}")
        if story.undoable:
            print(f"  its old contents: stickwright undo {shlex.quote(drive.node)}")
    for reason in drive.reasons:
        print(f"  not offered: {for_display(reason.text, 120)}")


def _with_story(drive: DriveInfo, left: tuple[Unfinished, ...]) -> dict[str, Any]:
    """`unfinished` is null where no write was left behind."""
    story = about(drive, left)
    return {**drive.to_json(), "unfinished": story.to_json() if story is not None else None}
