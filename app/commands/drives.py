"""`stickwright drives`: what is plugged in, and what it is fit for."""

import json
from argparse import Namespace

from app.commands.follow import stopping_on_signals
from app.commands.words import contents_in_words, drive_in_words, unfinished_in_words
from app.control import Control
from app.display import for_display
from app.drives import list_drives, watch
from app.drives.drive import DriveInfo
from app.errors import Stopped
from app.journal import about, unfinished


def run(given: Namespace) -> int:
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
    if as_json:
        print(json.dumps([drive.to_json() for drive in drives]), flush=True)
        return
    shown = [drive for drive in drives if not drive.hidden]
    hidden = [drive for drive in drives if drive.hidden]
    if not shown:
        print("No drive connected. Plug in a USB stick or SD card.")
    for drive in shown:
        print(f"{drive_in_words(drive)}: {contents_in_words(drive)}")
        if (left := about(drive, unfinished())) is not None:
            print(f"  unfinished: {unfinished_in_words(left)}")
        for reason in drive.reasons:
            print(f"  not offered: {for_display(reason.text, 120)}")
    if hidden:
        count = f"{len(hidden)} disks" if len(hidden) > 1 else "One disk"
        print(f"{count} of this computer not offered:")
        for drive in hidden:
            print(f"  {drive_in_words(drive)}: {for_display(drive.reasons[0].text, 120)}")
    print(flush=True, end="")
