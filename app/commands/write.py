"""`stickwright write`: show the plan, ask, write, read back, and print the proof. What is different
with several drives stands in `app.commands.several`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.checksums.beside import candidates
from app.commands.asking import confirm
from app.commands.composing import (
    Made,
    composes,
    made_for,
    room_for,
)
from app.commands.ends import untouched
from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.named_drive import drive_named, is_device
from app.commands.notes import say
from app.commands.outlet import go_on_unheard
from app.commands.planned import left_behind, no_boot, out_of_reach, show_plan
from app.commands.proof import proof_lines
from app.commands.rest_of_stick import demand_sense
from app.commands.web_words import names_address
from app.commands.where import naming_the_file
from app.control import Control
from app.drives.drive import DriveKind
from app.errors import UsageError
from app.events import Warned
from app.inspection import inspect
from app.journal import noted
from app.plan import demand_kept_elsewhere, demand_whole, plan_write
from app.sources import open_source
from app.sources.source import Source

if TYPE_CHECKING:
    from app.inspection.unused import Unused


def run(given: Namespace) -> int:
    interactive = sys.stdin is not None and sys.stdin.isatty() and not given.json
    _demand_sense(given, interactive=interactive)
    if names_address(given):
        from app.commands.from_web import fetched  # here, for it is seldom needed

        with fetched(given) as (made, warnings):
            return _write(given, made, made.source.size, warnings, interactive=interactive)
    with untouched():
        source: Source = open_source(Path(given.image), given.member)
        report = inspect(source)
        demand_whole(report)
        room = room_for(source, report, given)
        summed, warnings = _summed(source, given)
        whole = composes(report, given) or not given.skip_unused
        source, spare = (source, None) if whole else sparing(source, warnings)
    made = Made(source, report, summed, spare)
    return _write(given, made, room, warnings, interactive=interactive)


def _write(
    given: Namespace,
    made: Made,
    room: int | None,
    warnings: list[Warned],
    *,
    interactive: bool,
) -> int:
    """What will be written is known; returns the exit status."""
    if len(given.drives) > 1:
        from app.commands.several import write_several  # here, for it is seldom needed

        return write_several(given, made, room, warnings, interactive=interactive)
    with drive_named(given.drives[0], room, given.size) as drive:
        with untouched():
            if given.keep is not None:
                demand_kept_elsewhere(Path(given.keep), drive.info)
            made = made_for(made, [drive.info], given, warnings)
            source, report = made.source, made.report
            plan = plan_write(
                source,
                report,
                drive.info,
                verify=given.verify,
                sha256=given.sha256 and made.sums,
                resume=given.resume,
                summed=made.summed,
                unused=made.unused,
            )
            show_plan(plan, report, as_json=given.json)
            for warning in (*left_behind(plan), *out_of_reach(plan, report)):
                say(warning, as_json=given.json)
            for warning in warnings:
                say(warning, as_json=given.json)
            confirm(plan, given, interactive=interactive)
            go_on_unheard()
        control, title = Control(), report.title or source.name
        awake = staying_awake(title, [drive.info])
        with stopping_on_signals(control), naming_the_file(source), awake:
            job = noted(plan, drive, title, control)
            result = follow(job, drive.info, as_json=given.json)
    if not given.json:
        print("\n".join(proof_lines(result, drive.info, source)))
        if not no_boot(report) and drive.info.kind is not DriveKind.VIRTUAL:
            from app.commands.here import next_step_line  # here, for who reads JSON is told nothing
            from app.firmware import this_computer

            print(next_step_line(this_computer()))
    return 0


def _demand_sense(given: Namespace, *, interactive: bool) -> None:
    """Raises UsageError for words that would be passed over in silence."""
    if not given.yes and not interactive:
        raise UsageError("Without a terminal, or with --json, write needs --yes.")
    if given.size and all(is_device(Path(name)) for name in given.drives):
        raise UsageError("--size makes a virtual stick; a drive is as large as it is.")
    if given.resume and len(given.drives) > 1:
        raise UsageError("--resume goes on with one drive at a time: name it alone.")
    demand_sense(given)


def _summed(source: Source, given: Namespace) -> tuple[str, list[Warned]]:
    """The image's SHA-256, where it was compared with what was published; "" without. Raises
    UsageError, NotListed, ChecksumMismatch."""
    if not (given.checksum or given.sums or (given.look and candidates(source))):
        return "", []
    from app.commands.published import check, worth_saying  # here, for it is seldom needed

    comparison = check(source, given)
    summed = comparison.digests.summed if comparison is not None else ""
    return summed, worth_saying(source, comparison)


def sparing(source: Source, warnings: list[Warned]) -> tuple[Source, Unused]:
    """What need not be written, and the image with what has to be looked at while it is read.
    Raises BlockMapWrong."""
    from app.inspection.unused import unused  # here, for it is seldom needed
    from app.sources.mapped import MappedSource

    found = unused(source)
    if not found.runs:
        text = "Nothing of this image is known to be unused: all of it is written."
        warnings.append(Warned("all-in-use", text))
    return MappedSource(source, found.map) if found.map is not None else source, found
