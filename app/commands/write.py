"""`stickwright write`: show the plan, ask, write, read back, and print the proof. What is different
with several drives stands in `app.commands.several`."""

from __future__ import annotations

import json
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from app.commands.composing import (
    Made,
    answers_in,
    composes,
    made_for,
    room_for,
    show_answers,
)
from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.headline import WINDOWS
from app.commands.outlet import go_on_unheard, is_heard
from app.commands.published import check, worth_saying
from app.commands.where import naming_the_file
from app.commands.words import (
    contents_in_words,
    drive_in_words,
    next_step_line,
    size_in_words,
    unfinished_in_words,
    verdict_lines,
)
from app.control import Control
from app.display import for_display
from app.drives import open_drive
from app.drives.drive import Drive, DriveInfo, DriveKind
from app.errors import AppError, NotConfirmed, UsageError
from app.events import Warned, to_json
from app.firmware import this_computer
from app.inspection import inspect
from app.journal import about, noted, unfinished
from app.plan import Composed, WritePlan, confirms, demand_whole, name_to_type, plan_write, reach
from app.report import Kind, Mode, Report
from app.result import PutBack, Result, Unchecked, Verified, VerifiedParts
from app.sources import open_plain, open_source
from app.sources.source import Source

if TYPE_CHECKING:
    from app.inspection.unused import Unused

NO_BOOT = "It would not boot from this drive afterwards."


def run(given: Namespace) -> int:
    interactive = sys.stdin is not None and sys.stdin.isatty() and not given.json
    _demand_sense(given, interactive=interactive)
    with untouched():
        source: Source = open_source(Path(given.image), given.member)
        report = inspect(source)
        demand_whole(report)
        room = room_for(source, report, given)
        comparison = check(source, given)
        warnings = worth_saying(source, comparison)
        summed = comparison.digests.summed if comparison is not None else ""
        whole = composes(report, given) or not given.skip_unused
        source, spare = (source, None) if whole else sparing(source, warnings)
    made = Made(source, report, summed)
    if len(given.drives) > 1:
        from app.commands.several import write_several  # here, for it is seldom needed

        return write_several(given, made, room, warnings, spare, interactive=interactive)
    with drive_named(given.drives[0], room, given.size) as drive:
        with untouched():
            made = made_for(made, [drive.info], given, warnings)
            source, report = made.source, made.report
            plan = plan_write(
                source,
                report,
                drive.info,
                verify=given.verify,
                sha256=given.sha256,
                resume=given.resume,
                summed=made.summed,
                unused=spare,
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
            print(next_step_line(this_computer()))
    return 0


def _demand_sense(given: Namespace, *, interactive: bool) -> None:
    """Raises UsageError for words that would be passed over in silence."""
    if not given.yes and not interactive:
        raise UsageError("Without a terminal, or with --json, write needs --yes.")
    if given.size and all(Path(name).is_block_device() for name in given.drives):
        raise UsageError("--size makes a virtual stick; a drive is as large as it is.")
    if given.resume and len(given.drives) > 1:
        raise UsageError("--resume goes on with one drive at a time: name it alone.")


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


@contextmanager
def untouched() -> Iterator[None]:
    """What fails in here has changed nothing, and says so by its exit status."""
    try:
        yield
    except AppError as error:
        error.untouched = True
        raise


@contextmanager
def drive_named(name: str, needed: int | None, asked: int | None = None) -> Iterator[Drive]:
    """The drive; a virtual stick is made as large as was `asked` for, else for the bytes `needed`,
    and does not outlive a refusal. Raises UsageError where it is there and has another size."""
    path = Path(name)
    missing = not path.exists() and not path.is_relative_to("/dev")
    size = asked or needed
    if missing and size is None:
        raise UsageError(f"{name} does not exist, and the image’s size is unknown: give --size.")
    with untouched():
        drive = open_drive(name, size=size)
    try:
        with untouched():
            _demand_size(drive.info, asked)
        yield drive
    except (AppError, KeyboardInterrupt, OSError) as error:
        if missing and getattr(error, "untouched", True):
            path.unlink(missing_ok=True)
        raise


def _demand_size(drive: DriveInfo, asked: int | None) -> None:
    """`--size` makes a virtual stick. Of what is there nobody would expect to be cut off or to
    grow, nor to be written all the same."""
    if asked is None or drive.bus != "file":
        return
    if drive.size == -(-asked // drive.sector) * drive.sector:
        return
    node = for_display(drive.node, 200)
    raise UsageError(
        f"{node} is there already and has {drive.size:,} bytes, not {asked:,}: leave --size out to "
        "write to it as it is, or name a file that does not exist."
    )


def say(warning: Warned, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(to_json(warning)), flush=True)
    else:
        print(f"Note: {warning.text}", file=sys.stderr)


def plan_line(plan: WritePlan, report: Report) -> dict[str, Any]:
    """The first line of the `--json` stream; with several drives one for each."""
    return {
        "event": "plan",
        "image": report.to_json()["image"],
        "drive": plan.drive.to_json(),
        "size": plan.size,
        "mode": (Mode.WINDOWS if isinstance(plan.source, Composed) else Mode.EXACT).value,
        "answers": answers_in(plan.source),
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
    said = f"An earlier write to it ended early: {unfinished_in_words(left)}."
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


def show_plan(plan: WritePlan, report: Report, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(plan_line(plan, report)), flush=True)
        if why := no_boot(report):
            say(Warned("would-not-boot", why), as_json=True)
        return
    title = for_display(report.title or report.label or report.name)
    print(f"{title}, {size_in_words(report.size)}")
    composed = isinstance(plan.source, Composed)
    print("\n".join(f"  {line}" for line in verdict_lines(report, composed=composed)))
    print(f"{drive_in_words(plan.drive)}: {on_it_now(plan.drive)}")
    print("\n".join(f"  {number}. {step}" for number, step in enumerate(plan.steps(), 1)))
    show_answers(plan.source)
    if why := no_boot(report):
        print(why)


def no_boot(report: Report) -> str:
    """Why it is hardly worth writing; "" where something may start."""
    if report.mode is Mode.WINDOWS:
        return WINDOWS
    return "" if report.boots.from_usb else NO_BOOT


def on_it_now(drive: DriveInfo) -> str:
    """What will be gone. A file tells nobody what is in it, so a virtual stick is looked into."""
    left = about(drive, unfinished())
    if left is not None and left.undoable:
        return "what was there before a stopped write can still be put back"
    if drive.bus != "file":
        return contents_in_words(drive)
    found = inspect(open_plain(Path(drive.node)))
    if found.kind is not Kind.UNKNOWN:
        return f"holds {for_display(found.title or found.label or found.kind)} now"
    with Path(drive.node).open("rb") as file:
        return "nothing on it" if not any(file.read(1 << 20)) else "holds data of another kind now"


def confirm(plan: WritePlan, given: Namespace, *, interactive: bool) -> None:
    """Raises NotConfirmed. `--yes` answers for ordinary drives; what looks like somebody's storage
    is named by `--confirm`, or typed."""
    if confirm_by_name(plan.drive, given, interactive=interactive) or given.yes:
        return
    question = f"Erase everything on {drive_in_words(plan.drive)}? Type yes: "
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
    """What was typed; nothing when the terminal was closed instead, or nobody saw the question."""
    try:
        typed = input(question) if is_heard() else ""
    except EOFError:
        print()
        return ""
    return typed if is_heard() else ""


def proof_lines(result: Result, drive: DriveInfo, source: Source | None = None) -> list[str]:
    """What was achieved, never more."""
    after = afterwards(result, drive, source)
    return [achieved(result, source), *spared(result), how_fast(result), *after]


def achieved(result: Result, source: Source | None = None) -> str:
    match result:
        case Verified():
            what = "composed stick" if isinstance(source, Composed) else "image"
            return f"Written, read back, identical: every byte of the {what} is on it."
        case Unchecked():
            return "Written, not checked: nobody has read it back."
        case PutBack():
            return "Put back, read back, identical: what the stopped write had overwritten."
        case VerifiedParts():
            return (
                "Written; the parts in use were read back and are identical. "
                f"{result.left:,} bytes that the image does not use were left as they were."
            )
    assert_never(result)


def spared(result: Result) -> list[str]:
    """What was there already."""
    if not isinstance(result, Verified | VerifiedParts) or not result.proof.proven_equal:
        return []
    count = result.proof.proven_equal
    return [f"{count:,} bytes were on it already: they were compared, and not written again."]


def how_fast(result: Result) -> str:
    rate = size_in_words(int(result.size / result.seconds)) if result.seconds else "?"
    return f"{result.size:,} bytes in {result.seconds:.1f} s ({rate}/s, all stages together)."


def afterwards(result: Result, drive: DriveInfo, source: Source | None = None) -> list[str]:
    lines = []
    if result.sha256:
        what = "what was written" if isinstance(source, Composed) else "the image as written"
        lines.append(f"SHA-256 of {what}: {result.sha256}")
    if drive.kind is not DriveKind.VIRTUAL:
        lines.append("The desktop may mount the drive now: eject it before you unplug it.")
    return lines
