"""`stickwright backup`: a drive or a disc into a file. The drive is only read."""

from __future__ import annotations

import json
import shlex
from argparse import Namespace
from pathlib import Path

from app.commands.ends import DONE, FAILED, untouched
from app.commands.follow import follow_tool, staying_awake, stopping_on_signals
from app.commands.outlet import go_on_unheard
from app.commands.words import drive_in_words, places_in_words, size_in_words
from app.control import Control
from app.display import for_display
from app.drives import open_drive
from app.job import run as run_job
from app.plan_backup import BackupPlan, plan_backup
from app.saved import Saved

_LONGEST = 400  # characters of a sentence with a path in it
_MOST = 5  # places that are named


def run(given: Namespace) -> int:
    with untouched():
        drive = open_drive(given.drive, discs=True)
        plan = plan_backup(
            drive.info,
            Path(given.file),
            only_used=given.used,
            resume=given.resume,
            check=given.check,
            retries=given.retries,
        )
        _show(plan, as_json=given.json)
        go_on_unheard()
    control = Control()
    with stopping_on_signals(control), staying_awake("", [drive.info], doing="Saving"):
        job = run_job(plan, drive, control)
        saved = follow_tool(job, Saved, as_json=given.json, left=lambda _: _left(plan))
    if not given.json:
        print("\n".join(lines(saved, plan)))
    return FAILED if saved.unread else DONE


def _left(plan: BackupPlan) -> str:
    """What is said of a backup that did not come to its end. As long as its file has not got its
    name, what has that is somebody else's."""
    node, path = shlex.quote(plan.drive.node), shlex.quote(str(plan.path))
    if plan.part.exists():
        said = for_display(
            f"“stickwright backup --resume {node} {path}” goes on with it.", _LONGEST
        )
        return f"What was read is in {for_display(plan.part.name, 200)}. {said}"
    if plan.path.exists():
        return f"It is saved all the same: {for_display(str(plan.path), _LONGEST)}."
    return "What was read is gone: somebody took the file away."


def _show(plan: BackupPlan, *, as_json: bool) -> None:
    if as_json:
        line = {
            "event": "plan",
            "drive": plan.drive.to_json(),
            "file": str(plan.path),
            "used": plan.only_used,
            "resume": plan.resume,
            "check": plan.check,
        }
        print(json.dumps(line), flush=True)
        return
    print(drive_in_words(plan.drive))
    for number, step in enumerate(plan.steps(), 1):
        print(f"  {number}. {for_display(step, 300)}")


def lines(saved: Saved, plan: BackupPlan) -> list[str]:
    """The result for a person."""
    where = for_display(str(plan.path), _LONGEST)
    said = [f"Saved: {size_in_words(saved.size)} in {where}, {size_in_words(saved.stored)}."]
    if saved.left:
        said.append(f"{size_in_words(saved.left)} of that are zeros, for nothing on it uses them.")
    if saved.unread:
        said += _unread(saved, plan)
    if saved.checked:
        same = "file and drive are the same, byte for byte."
        if saved.left or saved.unread:
            same = "all else is the same in file and drive, byte for byte."
        said.append(f"The drive was read once more: {same}")
    beside = f"{for_display(plan.sums.name, 200)} and {for_display(plan.block_map.name, 200)}"
    return [*said, f"SHA-256 of the image: {saved.sha256}", f"Beside it: {beside}."]


def _unread(saved: Saved, plan: BackupPlan) -> list[str]:
    count = len(saved.unread)
    rest = places_in_words(count - _MOST, "more")
    named = [f"  {length:,} bytes at byte {start:,}" for start, length in saved.unread[:_MOST]]
    more = [f"  and {rest}"] if count > _MOST else []
    name = for_display(plan.map.name, 200)
    return [
        f"{places_in_words(count)} could not be read: zeros in the file, and listed in {name}:",
        *named,
        *more,
        "With --resume that is tried again.",
    ]
