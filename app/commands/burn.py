"""`stickwright burn`: an image onto a CD, DVD or BD, and read back."""

import json
import sys
from argparse import Namespace
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from app.burning.burn import Burning, burn
from app.burning.disc import BLOCK, look
from app.burning.plan import BurnPlan, demand_as_seen, demand_xorriso, plan_burn
from app.burning.told import Begun, Burned, Moved, Told, to_json
from app.commands.asking import answer
from app.commands.bars import OneBar
from app.commands.ends import DONE, untouched
from app.commands.follow import stopping_on_signals
from app.commands.notes import say
from app.commands.outlet import go_on_unheard
from app.commands.published import check, worth_saying
from app.commands.words import size_in_words
from app.control import Control
from app.desktop import awake
from app.display import for_display
from app.errors import AppError, NotConfirmed, Stopped, UsageError
from app.inspection import inspect
from app.plan import confirms
from app.sources import open_source

_STAGES = {
    "burn": "Burning",
    "close": "Waiting until the disc is closed",
    "verify": "Checking every byte",
}
_HALF = "The disc holds a part of the image; what was there before is gone. Burn it again."
_UNREAD = "All of it is burned, and not all of that was read back."
_SPOILED = "A disc that can be written only once, and was begun, can’t be used again."


def run(given: Namespace) -> int:
    interactive = sys.stdin is not None and sys.stdin.isatty() and not given.json
    if not (given.yes or given.simulate or interactive):
        raise UsageError("Without a terminal, or with --json, burn needs --yes.")
    with untouched():
        demand_xorriso()
        source = open_source(Path(given.image), given.member)
        report = inspect(source)
        plan = plan_burn(source, report, look(given.drive), simulate=given.simulate)
        _show(plan, as_json=given.json)
        for warning in worth_saying(source, check(source, given)):
            say(warning, as_json=given.json)
        if not (given.yes or given.simulate):
            _confirm(plan)
            demand_as_seen(plan)
    go_on_unheard()
    control = Control()
    with stopping_on_signals(control), staying_awake(plan):
        burned = _follow(burn(plan, control), plan, as_json=given.json)
    if not given.json:
        print("\n".join(lines(burned, plan)))
    return DONE


def staying_awake(plan: BurnPlan) -> AbstractContextManager[None]:
    """A disc that is begun is not begun again; a file that plays one does not care."""
    if plan.disc.room is None:
        return nullcontext()
    return awake(f"Burning {for_display(plan.source.name)}")


def _show(plan: BurnPlan, *, as_json: bool) -> None:
    disc = plan.disc
    if as_json:
        held = {"sessions": disc.sessions, "blank": disc.blank, "rewritable": disc.again}
        room = None if disc.room is None else disc.room * BLOCK
        about = {"node": disc.node, "kind": disc.kind, "room": room, **held}
        line = {"event": "plan", "size": plan.size, "disc": about, "erases": plan.erases}
        print(json.dumps(line), flush=True)
        return
    print(f"{for_display(plan.source.name)}, {size_in_words(plan.size)}")
    print(f"{for_display(disc.node, 200)}: {disc.kind}, {_on_it(plan)}")


def _on_it(plan: BurnPlan) -> str:
    disc = plan.disc
    if disc.blank:
        return "empty" if disc.again else "empty, can be written once"
    count = "1 session" if disc.sessions == 1 else f"{disc.sessions} sessions"
    return f"holds {count}, {size_in_words(disc.blocks * BLOCK)}; can be written over"


def _confirm(plan: BurnPlan) -> None:
    """Raises NotConfirmed."""
    node = for_display(plan.disc.node, 200)
    what = f"Erase everything on the disc in {node}" if plan.erases else f"Burn the disc in {node}"
    if not confirms(answer(f"{what}? Type yes: "), "yes"):
        raise NotConfirmed("Nothing was touched.")


def _follow(burning: Burning, plan: BurnPlan, *, as_json: bool) -> Burned:
    stage = ""
    try:
        with closing(OneBar()) as bar, closing(burning):
            for told in burning:
                stage = told.stage if isinstance(told, Begun) else stage
                if as_json:
                    print(json.dumps(to_json(told)), flush=True)
                else:
                    _tell(told, bar)
                if isinstance(told, Burned):
                    return told
    except AppError as error:
        error.untouched = not stage
        if stage and not plan.simulate:
            error.hint = f"{error.hint} {_left(error, stage, again=plan.disc.again)}".strip()
        raise
    raise RuntimeError("a burning that ends without an error ends with Burned")


def _left(error: AppError, stage: str, *, again: bool) -> str:
    """What is to be said of the disc."""
    if stage == "verify" and isinstance(error, Stopped):
        return _UNREAD
    if not again:
        return _SPOILED
    return _HALF if isinstance(error, Stopped) else ""


def _tell(told: Told, bar: OneBar) -> None:
    """A line for each stage where there is no terminal."""
    match told:
        case Begun(stage, total):
            if not bar.begin(total, _STAGES[stage], leave=True):
                print(f"{_STAGES[stage]}…", file=sys.stderr, flush=True)
        case Moved(_, done):
            bar.move(done)
        case Burned():
            bar.close()


def lines(burned: Burned, plan: BurnPlan) -> list[str]:
    """The result for a person."""
    node = for_display(plan.disc.node, 200)
    if not burned.verified:
        return [f"The drive went through all of it, and nothing was burned on {node}."]
    return [
        f"Burned and checked: {burned.size:,} bytes were read back from {node} and are equal.",
        f"SHA-256 of the image: {burned.sha256}",
    ]
