"""`stickwright format`: make a drive ready for files again, by the same job that writes images."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.asking import confirm
from app.commands.ends import DONE, untouched
from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.named_drive import drive_named, is_device, is_missing
from app.commands.outlet import go_on_unheard
from app.commands.planned import on_it_now
from app.commands.proof import afterwards, through_memory
from app.commands.words import drive_in_words, size_in_words
from app.control import Control
from app.display import for_display
from app.errors import UsageError
from app.journal import noted
from app.plan_format import plan_format
from app.result import Result, Unchecked, VerifiedParts
from app.sources.formatted import KINDS, Format, FormattedSource, usual
from app.sources.layout_table import Holds

if TYPE_CHECKING:
    from app.drives.drive import Drive
    from app.plan import WritePlan

HALF = "The drive holds nothing that can be used: what was there before is gone. Format it again."


def run(given: Namespace) -> int:
    interactive = sys.stdin is not None and sys.stdin.isatty() and not given.json
    if not given.yes and not interactive:
        raise UsageError("Without a terminal, or with --json, format needs --yes.")
    path = Path(given.drive)
    if given.size and is_device(path):
        raise UsageError("--size makes a virtual stick; a drive is as large as it is.")
    if not given.size and is_missing(path):
        raise UsageError(f"{given.drive} does not exist: with --size it is made.")
    wish = Format(Holds(given.kind), given.name, given.overwrite, given.end)
    with drive_named(given.drive, None, given.size) as drive:
        with untouched():
            plan = plan_format(drive.info, wish)
            show(plan, as_json=given.json)
            confirm(plan, given, interactive=interactive)
            go_on_unheard()
        return carry_out(plan, drive, as_json=given.json)


def use_good_part(drive: Drive, keeps: int, *, as_json: bool) -> int:
    """Of a drive that keeps so many bytes. The test may have taken hours: it does not end for want
    of a program."""
    plan = plan_format(drive.info, Format(usual(), end=keeps))
    show(plan, as_json=as_json)
    return carry_out(plan, drive, as_json=as_json)


def carry_out(plan: WritePlan, drive: Drive, *, as_json: bool) -> int:
    """Once it was agreed to."""
    control, source = Control(), plan.source
    awake = staying_awake("", [drive.info], doing="Formatting")
    with stopping_on_signals(control), awake:
        job = noted(plan, drive, source.name, control)
        result = follow(job, drive.info, as_json=as_json, half=HALF)
    if not as_json:
        print("\n".join(lines(result, plan)))
    return DONE


def show(plan: WritePlan, *, as_json: bool) -> None:
    source = _made(plan)
    if as_json:
        line = {
            "event": "plan",
            "drive": plan.drive.to_json(),
            "size": plan.size,
            "file_system": source.wish.holds.value,
            "name": source.wish.label,
            "table": source.table.lower(),
            "partition": source.length,
            "overwrite": source.wish.overwrite,
            "unused": plan.unused.length if plan.unused is not None else 0,
        }
        print(json.dumps(line), flush=True)
        return
    print(f"{drive_in_words(plan.drive)}: {on_it_now(plan.drive)}")
    for number, step in enumerate(plan.steps(), 1):
        print(f"  {number}. {for_display(step, 200)}")


def lines(result: Result, plan: WritePlan) -> list[str]:
    """What was achieved, never more."""
    source = _made(plan)
    kind, name = KINDS[source.wish.holds], f"“{source.wish.label}”"
    said = [f"Ready for files: {size_in_words(source.length)}, named {name} ({kind})."]
    if isinstance(result, Unchecked):
        said[0] = f"{kind} was written, and nobody has read it back."
    elif isinstance(result, VerifiedParts):
        said.append("All that was written was read back and is identical.")
        said.append(
            f"{result.left:,} bytes are free and as they were: old files may still be found there."
        )
    else:
        said.append("Every byte of the drive was written or found so, read back, and is identical.")
    said += through_memory(result)
    said.append(f"It took {result.seconds:.1f} s.")
    return [*(for_display(line, 200) for line in said), *afterwards(result, plan.drive, source)]


def _made(plan: WritePlan) -> FormattedSource:
    if not isinstance(plan.source, FormattedSource):
        raise TypeError("a plan of another kind")
    return plan.source
