"""`stickwright test`: does a drive keep as much as it says? A quick probe puts back what it
overwrites; `--all` erases, and asks first. With `--use-good-part` one that is smaller than it
claims gets a file system that ends where it does."""

from __future__ import annotations

import json
import shlex
import sys
from argparse import Namespace
from functools import partial

from app.capacity import Capacity, Cell, Verdict
from app.commands.asking import confirm_erasing
from app.commands.ends import DIFFERS, DONE, untouched
from app.commands.follow import follow_tool, staying_awake, stopping_on_signals
from app.commands.outlet import go_on_unheard
from app.commands.planned import on_it_now
from app.commands.words import drive_in_words, places_in_words, size_in_words
from app.control import Control
from app.display import for_display
from app.drives import open_drive
from app.drives.drive import DriveInfo, DriveKind
from app.errors import AppError, DriveGone, DriveReadOnly, UsageError
from app.journal import about, unfinished
from app.journal.probing import probed
from app.plan_capacity import CapacityPlan, plan_capacity

_MARKS = {
    Cell.UNTESTED: "·",
    Cell.GOOD: "✓",
    Cell.LOST: "x",
    Cell.REPEATS: "r",
    Cell.REFUSED: "!",
}
_ROW = 64  # cells of the map in a line
_MOST = 5  # places that are named
_TOO_SLOW = (
    "It is too slow to look through more in two minutes: if it is smaller than it claims, that may "
    "be missed."
)


def run(given: Namespace) -> int:
    interactive = sys.stdin is not None and sys.stdin.isatty() and not given.json
    erases = given.all or given.use_good_part
    if erases and not given.yes and not interactive:
        word = "--all" if given.all else "--use-good-part"
        raise UsageError(f"Without a terminal, or with --json, test {word} needs --yes.")
    with untouched():
        drive = open_drive(given.drive)
        plan = plan_capacity(drive.info, every_byte=given.all)
        _show(plan, as_json=given.json)
        if erases:
            confirm_erasing(drive.info, given, interactive=interactive)
        go_on_unheard()
    control = Control()
    with stopping_on_signals(control), staying_awake("", [drive.info], doing="Testing"):
        job = probed(plan, drive, control)
        result = follow_tool(job, Capacity, as_json=given.json, left=partial(_left, plan))
    if not given.json:
        print("\n".join(lines(result, drive.info)))
    if given.use_good_part and result.verdict is Verdict.FAKE:
        from app.commands.format import use_good_part  # here, for it is seldom needed

        return use_good_part(drive, result.keeps, as_json=given.json)
    return DONE if result.verdict is Verdict.FINE else DIFFERS


def _left(plan: CapacityPlan, error: AppError) -> str:
    """What is said of a drive whose test did not come to its end."""
    if plan.erases and isinstance(error, DriveReadOnly):
        return "What was written over is gone."
    if plan.erases:
        return "What was on the drive is gone: it holds nothing of use."
    kept = about(plan.drive, unfinished())
    if kept is None or not kept.probed:
        return "What was there before is back."
    undo = f"“stickwright undo {for_display(shlex.quote(plan.drive.node), 200)}”"
    if not isinstance(error, DriveGone):
        return f"Not all that was there could be put back. It is kept: {undo} tries that again."
    if plan.drive.kind is DriveKind.VIRTUAL:
        return f"As soon as it is there again, {undo} puts back what was there."
    return (
        f"Where it was pulled out in the middle, {undo} puts back what was there, as soon as it is "
        "plugged in again, unless it is worn out."
    )


def _show(plan: CapacityPlan, *, as_json: bool) -> None:
    if as_json:
        line = {"event": "plan", "drive": plan.drive.to_json(), "every_byte": plan.every_byte}
        print(json.dumps(line), flush=True)
        return
    print(f"{drive_in_words(plan.drive)}: {on_it_now(plan.drive)}")
    for number, step in enumerate(plan.steps(), 1):
        print(f"  {number}. {for_display(step, 200)}")


def lines(found: Capacity, drive: DriveInfo) -> list[str]:
    """The result for a person; never that a drive is genuine."""
    drawn = "".join(_MARKS[cell] for cell in found.cells)
    rows = [f"  {drawn[place : place + _ROW]}" for place in range(0, len(drawn), _ROW)]
    return [*_said(found, drive), *rows, *_places(found), *_how(found)]


def _said(found: Capacity, drive: DriveInfo) -> list[str]:
    size = size_in_words(found.size)
    match found.verdict:
        case Verdict.FAKE:
            keeps = size_in_words(found.keeps) if found.keeps else "nothing"
            claims = f"it says {size} and keeps {keeps} ({found.keeps:,} bytes)"
            return [
                f"This drive is smaller than it claims: {claims}. It looks fake.",
                "Give it back if you can. What was written behind that place is lost.",
            ]
        case Verdict.WORN:
            return ["This drive has worn-out places. Don’t keep anything on it that matters."]
        case Verdict.FINE if found.whole:
            return [f"This drive is fine: all {size} came back as they were written."]
        case _:
            looked, parts = places_in_words(found.places), len(found.cells)
            where = f"{looked} in {found.tested} of {parts} parts"
            name = for_display(drive.name)
            said = f"Nothing wrong was found in {where} of {name}."
            slow = f" {_TOO_SLOW}" if not found.through else ""
            return [f"{said}{slow} Only --all reads every byte."]


def _places(found: Capacity) -> list[str]:
    named = [f"  {length:,} bytes at byte {start:,}" for start, length in found.ranges[:_MOST]]
    more = len(found.ranges) - _MOST
    return [*named, *([f"  and {places_in_words(more, 'more')}"] if more > 0 else [])]


def _how(found: Capacity) -> list[str]:
    said = [f"A memory in the drive of up to {size_in_words(found.overcame)} hid nothing."]
    if not found.whole:
        back = "What was there before is back."
        places = places_in_words(found.changed)
        lost = f"{places} could not be put back; what was there is kept for “undo”."
        said.append(lost if found.changed else back)
    return said
