"""What a write would do, shown before the question: the plan, what will be gone, and what is worth
knowing beforehand."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands.composing import answers_in, show_answers
from app.commands.headline import WINDOWS
from app.commands.notes import say
from app.commands.rest_of_stick import parts_in
from app.commands.words import (
    contents_in_words,
    drive_in_words,
    size_in_words,
    unfinished_in_words,
    verdict_lines,
)
from app.display import for_display
from app.drives.drive import DriveInfo
from app.events import Warned
from app.inspection import inspect
from app.journal import about, unfinished
from app.plan import WritePlan, mode_of, reach
from app.report import Kind, Mode, Report
from app.sources import open_plain

_WITHOUT_NAME = {
    Kind.ISO9660: "a disc image",
    Kind.UDF: "a disc image",
    Kind.DISK: "partitions or files",
}
NO_BOOT = "It would not boot from this drive afterwards."


def show_plan(plan: WritePlan, report: Report, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(plan_line(plan, report)), flush=True)
        if why := no_boot(report):
            say(Warned("would-not-boot", why), as_json=True)
        return
    title = for_display(report.title or report.label or report.name)
    print(f"{title}, {size_in_words(report.size)}")
    composed = mode_of(plan.source) is Mode.WINDOWS
    print("\n".join(f"  {line}" for line in verdict_lines(report, composed=composed)))
    print(f"{drive_in_words(plan.drive)}: {on_it_now(plan.drive)}")
    print("\n".join(f"  {number}. {step}" for number, step in enumerate(plan.steps(), 1)))
    show_answers(plan.source)
    if why := no_boot(report):
        print(why)


def plan_line(plan: WritePlan, report: Report) -> dict[str, Any]:
    """The first line of the `--json` stream; with several drives one for each."""
    return {
        "event": "plan",
        "image": report.to_json()["image"],
        "drive": plan.drive.to_json(),
        "size": plan.size,
        "mode": mode_of(plan.source).value,
        "answers": answers_in(plan.source),
        "added": parts_in(plan.source),
        "verify": plan.verify,
        "resume": plan.resume,
        "unused": plan.unused.length if plan.unused is not None else 0,
    }


def left_behind(plan: WritePlan) -> Iterator[Warned]:
    """That an earlier write of this image can go on, or that it can be undone; nobody has to, and
    the drive has the last word."""
    left = about(plan.drive, unfinished())
    if left is None or plan.resume:
        return
    what = "A test of it" if left.probed else "An earlier write to it"
    said = f"{what} ended early: {unfinished_in_words(left)}."
    if goes_on := left.is_of(plan.source.identity):
        said = f"{said} With --resume it goes on, as far as the drive still holds what was written."
    if left.undoable:
        node = shlex.quote(plan.drive.node)
        back = f"“stickwright undo {node}” still puts back what was there; writing now ends that."
        said = f"{said} {back}"
    if goes_on or left.undoable:
        yield Warned("unfinished", said)


def out_of_reach(plan: WritePlan, report: Report) -> Iterator[Warned]:
    """That a part of the drive can't be used as long as the image is on it."""
    if (limit := reach(report, plan.drive)) is None:
        return
    name = for_display(plan.drive.name)
    yield Warned(
        "out-of-reach",
        f"The image’s partition table (MBR) reaches only {limit >> 40} TiB far: the space of "
        f"{name} behind that can’t be used.",
    )


def no_boot(report: Report) -> str:
    """Why it is hardly worth writing; "" where something may start."""
    if report.mode is Mode.WINDOWS:
        return WINDOWS
    return "" if report.boots.from_usb else NO_BOOT


def on_it_now(drive: DriveInfo) -> str:
    """What will be gone. A file tells nobody what is in it, so a virtual stick is looked into.
    Where a write emptied both ends, nothing can be read; a quick test leaves all that counts."""
    left = about(drive, unfinished())
    if left is not None and left.undoable and not left.probed:
        return "what was there before a stopped write can still be put back"
    if drive.bus != "file":
        return contents_in_words(drive)
    found = inspect(open_plain(Path(drive.node)))
    if found.kind is not Kind.UNKNOWN:
        return f"holds {for_display(found.title or found.label or _WITHOUT_NAME[found.kind])} now"
    with Path(drive.node).open("rb") as file:
        return "nothing on it" if not any(file.read(1 << 20)) else "holds data of another kind now"
