"""`stickwright write IMAGE DRIVE DRIVE…`: one image to several drives at once.

Everything is asked before the first drive is touched, and one refusal then refuses all: a set of
sticks of which one is missing is not what was wanted. From there on each drive ends by itself.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from app.commands.asking import answer, confirm_by_name
from app.commands.composing import Made, made_for, show_answers
from app.commands.ends import DONE, in_a_line, untouched, worst
from app.commands.follow import staying_awake, stopping_on_signals
from app.commands.follow_several import End, follow_several
from app.commands.named_drive import drive_named, is_missing
from app.commands.new_stick import NewStick
from app.commands.notes import say
from app.commands.outlet import go_on_unheard
from app.commands.planned import no_boot, on_it_now, out_of_reach, plan_line
from app.commands.proof import achieved, afterwards, how_fast, through_memory
from app.commands.where import name_the_file
from app.commands.words import drive_in_words, size_in_words, verdict_lines
from app.control import Controls
from app.display import for_display
from app.drives.drive import Drive, DriveKind
from app.errors import AppError, NotConfirmed, UsageError, VerifyError
from app.events import Warned
from app.jobs import run as run_jobs
from app.journal import keep_in, kept
from app.plan import (
    Composed,
    WritePlan,
    confirms,
    demand_kept_elsewhere,
    mode_of,
    plan_write,
)
from app.report import Mode, Report
from app.sources.source import Source


def write_several(
    given: Namespace,
    made: Made,
    room: int | None,
    warnings: list[Warned],
    *,
    interactive: bool,
) -> int:
    """Returns the exit status: the worst of all drives. Raises AppError with nothing touched."""
    missing = [path for name in given.drives if is_missing(path := Path(name))]
    with ExitStack() as stack:
        drives = [stack.enter_context(drive_named(name, room, given.size)) for name in given.drives]
        new = {path: NewStick.just_made(path) for path in missing}
        with untouched():
            demand_distinct(given.drives, drives)
            if given.keep is not None:
                for drive in drives:
                    demand_kept_elsewhere(Path(given.keep), drive.info)
            made = made_for(made, [drive.info for drive in drives], given, warnings)
            source, report = made.source, made.report
            plans = [_planned(made, drive, given) for drive in drives]
            _show_plans(plans, report, as_json=given.json)
            far = (warning for plan in plans for warning in out_of_reach(plan, report))
            for warning in (*warnings, *far):
                say(warning, as_json=given.json)
            _confirm(plans, given, interactive=interactive)
            go_on_unheard()
    controls, title = Controls(len(plans)), report.title or source.name
    with stopping_on_signals(controls), staying_awake(title, [plan.drive for plan in plans]):
        noted = partial(kept, image=title)
        jobs = run_jobs(plans, drives, controls, through=noted, keep=keep_in)
        ends = follow_several(jobs, plans, as_json=given.json)
    for end in ends:  # a virtual stick that was made for this does not outlive a refusal
        stick = new.get(Path(end.drive.node))
        if stick is not None and isinstance(end.how, AppError) and end.how.untouched:
            stick.take_away()
    if not given.json:
        _summarise(ends, source, report)
    return worst(end.status for end in ends)


def demand_distinct(names: Sequence[str], drives: Sequence[Drive]) -> None:
    """Raises UsageError when two names are of one drive: a link, or another path of the file."""
    for second, drive in enumerate(drives):
        for first, other in enumerate(drives[:second]):
            mine, its = drive.info.identity, other.info.identity
            if (mine.device, mine.inode) == (its.device, its.inode):
                raise UsageError(f"{names[first]} and {names[second]} are the same drive.")


def _planned(made: Made, drive: Drive, given: Namespace) -> WritePlan:
    try:
        return plan_write(
            made.source,
            made.report,
            drive.info,
            verify=given.verify,
            sha256=given.sha256 and made.sums,
            summed=made.summed,
            unused=made.unused,
        )
    except AppError:
        if not given.json:
            print(f"{for_display(drive.info.node)}:", file=sys.stderr)
        raise


def _show_plans(plans: Sequence[WritePlan], report: Report, *, as_json: bool) -> None:
    if as_json:
        for plan in plans:
            print(json.dumps(plan_line(plan, report)), flush=True)
        if why := no_boot(report):
            say(Warned("would-not-boot", why), as_json=True)
        return
    title = for_display(report.title or report.label or report.name)
    print(f"{title}, {size_in_words(report.size)}, to {len(plans)} drives")
    source = plans[0].source
    composed = source.steps() if isinstance(source, Composed) else []
    print(
        "\n".join(
            f"  {line}" for line in verdict_lines(report, composed=mode_of(source) is Mode.WINDOWS)
        )
    )
    for plan in plans:
        print(f"{drive_in_words(plan.drive)}: {on_it_now(plan.drive)}")
    steps = ["Erase everything on all of them"]
    steps += composed or [f"Write {for_display(source.name)}"]
    unused = plans[0].unused
    if left := unused.length if unused is not None else 0:
        steps.append(f"Leave out {left:,} bytes that the image does not use: old data stays")
    if plans[0].verify:
        steps.append("Read every byte back from each, and compare")
    print("\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1)))
    show_answers(source)
    if why := no_boot(report):
        print(why)


def _confirm(plans: Sequence[WritePlan], given: Namespace, *, interactive: bool) -> None:
    """Raises NotConfirmed. More than one drive is always typed: their number."""
    for plan in plans:
        confirm_by_name(plan.drive, given, interactive=interactive)
    if given.yes:
        return
    question = f"Erase everything on these {len(plans)} drives? Type their number: "
    if not confirms(answer(question), str(len(plans))):
        raise NotConfirmed("Nothing was touched.")


def _summarise(ends: Sequence[End], source: Source, report: Report) -> None:
    """A line a drive, then what holds for all that are done."""
    for end in ends:
        if isinstance(end.how, VerifyError):
            name_the_file(end.how, source)
        print(f"{drive_in_words(end.drive)}: {_in_words(end, source)}")
    for end in ends:
        if not isinstance(end.how, AppError):
            print("\n".join(afterwards(end.how, end.drive, source)))
            if not no_boot(report) and end.drive.kind is not DriveKind.VIRTUAL:
                from app.commands.here import next_step_line  # here, as in `app.commands.write`
                from app.firmware import this_computer

                print(next_step_line(this_computer()))
            break
    failed = sum(1 for end in ends if end.status != DONE)
    if failed:
        print(f"{len(ends) - failed} of {len(ends)} drives are done.")


def _in_words(end: End, source: Source) -> str:
    if isinstance(end.how, AppError):
        return in_a_line(end.how)
    return " ".join([achieved(end.how, source), *through_memory(end.how), how_fast(end.how)])
