"""Plays tests of sticks: whether one that lies is found out, and whether all is back that was
there, or a note says what is not. So are sticks played that get a file system."""

import os
import subprocess
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from loops import run
from support_images import image_bytes
from system.matrix import asleep
from system.matrix.case import Expect, Left, Outcome, Seen, Where, demand_promises
from system.matrix.drive_tools import Probe, Task
from system.matrix.host import MIB, Deed
from system.matrix.play_write import (
    DEEDS,
    FREE,
    LIMIT,
    SLEPT,
    Bench,
    Ended,
    bystanders,
    digest,
    environment,
    events_of,
    journal,
    running,
    told,
)
from system.sticks.attach import FileStick, LoopStick, faulty_file, faulty_loop
from system.sticks.faults import Beyond, Faults
from system.sticks.promises import BrokenPromise

from app.commands.ends import DIFFERS, DONE
from app.events import Stage
from app.journal import unfinished

WORDS: dict[Task, tuple[str, ...]] = {
    Task.QUICK: ("test",),
    Task.ALL: ("test", "--all", "--yes"),
    Task.GOOD_PART: ("test", "--use-good-part", "--yes"),
    Task.FORMAT: ("format", "--yes"),
}
STATUSES = {Outcome.FINE: DONE, Outcome.FAKE: DIFFERS, Outcome.WORN: DIFFERS}
AGAIN = (Outcome.FINE, Outcome.PUT_BACK, Outcome.PARTS)  # so it ends when nothing is wrong
SLOW = 0.05  # seconds a request, while a stage is waited for that nothing else tells


def play(given: Probe, where: Where, folder: Path, expect: Expect) -> Seen:
    content = image_bytes(given.faults.real)
    memory = folder / "stick" / "memory"
    memory.parent.mkdir()
    memory.write_bytes(content)
    with ExitStack() as stack:
        watched = stack.enter_context(bystanders(folder, where))
        stick, node = _attached(given, where, folder, stack)
        bench = Bench(folder, stick, node, folder, content, given.sector, None)
        before = digest(memory)
        ended = _ended(given, bench)
        if given.faults.cache:
            _settle(bench)
        left = _left(bench, before)
        told_later = journal(folder)
        found = _found(given, bench)
        seen = Seen(ended.outcome, left, ended.text, watched(), findings=found, journal=told_later)
        demand_promises(expect, seen)
        return replace(seen, again=_again(given, bench, before)) if expect.again else seen


def _attached(given: Probe, where: Where, folder: Path, stack: ExitStack) -> tuple[FileStick, str]:
    if where is Where.LOOP:
        loop: LoopStick = stack.enter_context(
            faulty_loop(folder, given.faults, sector=given.sector)
        )
        stack.callback(run, "blockdev", "--setrw", loop.node)
        return loop, loop.node
    file = stack.enter_context(faulty_file(folder, given.faults))
    return file, str(file.path)


def holding(task: Task, stage: Stage, size: int, syncs: int) -> dict[str, Any]:
    """Where the stick waits for us; it was synced so often before the program was started."""
    start = size // 2  # what a test of every byte writes once more
    if task is Task.ALL:
        return {
            Stage.WRITE: {"hold_written": 2 * MIB + size // 2},
            Stage.VERIFY: {"hold_reading": MIB, "hold_reading_from": 2 * MIB + size + start},
        }[stage]
    return {
        Stage.KEEP: {"hold_reading": size // 4},
        Stage.PROBE: {"hold_written": size // 4},  # behind the marks, while they are pushed out
        Stage.PROBE_READ: {"hold_reads_synced": syncs + 2},
        Stage.PUT_BACK: {"hold_writes_synced": syncs + 2},
    }[stage]


def _ended(given: Probe, bench: Bench) -> Ended:
    said, during, line = bench.folder / "said", given.during, bench.stick.line
    if during is not None and during.deed is Deed.SLEEP:
        asleep.sleep(bench.folder / SLEPT, 0)
    # A file system is made, perhaps behind a test: nobody counts its requests.
    late = given.task in (Task.GOOD_PART, Task.FORMAT)
    if during is not None and not late:
        size, syncs = given.faults.size, line.counters().syncs
        line.change(**holding(given.task, during.stage, size, syncs))
    words = ["-m", "app", *WORDS[given.task], "--json", bench.node]
    with said.open("w") as output, running(words, bench.folder, output=output) as process:
        if during is not None:
            try:
                if late:
                    _await_stage(process, Stage.BLANK, said)
                    line.change(latency=SLOW)
                    _await_stage(process, during.stage, said)
                    line.change(hold=True)
                _await(bench, process, during.stage, said)
                DEEDS[during.deed](bench, process)
            finally:
                line.change(**FREE, hold=False, latency=0)
        try:
            _, errors = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return Ended("never", said.read_text(), -1)
    over = told(said.read_text(), errors, process.returncode)
    wanted = {str(each): status for each, status in STATUSES.items()}.get(over.outcome)
    assert wanted in (None, over.status), f"its exit status is {over.status}"
    return over


def _await(bench: Bench, process: "subprocess.Popen[str]", stage: Stage, said: Path) -> None:
    """Until the stick holds a request, and the program says that it is at this stage."""
    deadline = time.monotonic() + LIMIT
    while not (bench.stick.line.held() and _stages(said)[-1:] == [stage]):
        _demand_going(process, deadline, stage, said)


def _await_stage(process: "subprocess.Popen[str]", stage: Stage, said: Path) -> None:
    deadline = time.monotonic() + LIMIT
    while stage not in _stages(said):
        _demand_going(process, deadline, stage, said)


def _demand_going(
    process: "subprocess.Popen[str]", deadline: float, stage: Stage, said: Path
) -> None:
    assert process.poll() is None, f"it ended before it came to {stage}: {said.read_text()[-2000:]}"
    assert time.monotonic() < deadline, f"it never came to {stage}: {said.read_text()[-2000:]}"
    time.sleep(0.01)


def _stages(said: Path) -> list[str]:
    events = events_of(said.read_text())
    return [event["stage"] for event in events if event["event"] == "stage"]


def _settle(bench: Bench) -> None:
    """What the stick has in a memory of its own is looked for where it keeps it."""
    bench.stick.line.change(lying_sync=False)
    with bench.stick.path.open("rb+") as file:
        os.fsync(file.fileno())


def _left(bench: Bench, before: str) -> Left:
    """Marks that are there still have to be told of, with what was there."""
    if digest(bench.stick.memory) == before:
        return Left.UNTOUCHED
    kept = unfinished(_jobs(bench))
    if kept and kept[0].probed and kept[0].undoable:
        return Left.MARKED
    with bench.stick.memory.open("rb") as file:
        found = file.read(MIB)
    if not any(found[: bench.sector]):
        return Left.BLANK_HEAD
    sectors = range(0, len(found), bench.sector)
    old = any(
        found[each:][: bench.sector] == bench.content[each:][: bench.sector] for each in sectors
    )
    return Left.OTHER if old else Left.FILLED


def _jobs(bench: Bench) -> Path:
    return Path(environment(bench.folder)["XDG_STATE_HOME"]) / "stickwright" / "jobs"


def _found(given: Probe, bench: Bench) -> frozenset[str]:
    """What the test has found out that is so. Beside the verdict."""
    last = events_of((bench.folder / "said").read_text())[-1]
    if "keeps" not in last:
        return frozenset()
    faults = given.faults
    bad = (
        *faults.corrupt,
        *faults.ignore,
        *faults.flaky,
        *faults.read_errors,
        *faults.write_errors,
    )
    named = [(start, start + length) for start, length in last["ranges"]]
    inside = all(any(span.offset <= a and b <= span.end for span in bad) for a, b in named)
    missed = faults.real - last["keeps"]  # bytes; where it wraps around it is known exactly
    right = {
        "what-it-keeps": 0 <= missed <= (0 if faults.beyond is Beyond.WRAP else MIB),
        "only-its-bad-places": bool(named) and inside,
        "all-its-bad-places": sum(b - a for a, b in named) == sum(span.length for span in bad),
        "past-its-memory": last["overcame"] > faults.cache,
    }
    return frozenset(name for name, so in right.items() if so)


def _again(given: Probe, bench: Bench, before: str) -> str:
    """What was there is put back, on the stick as it is; or else the same is done, with nothing
    wrong any more."""
    line = bench.stick.line
    if isinstance(bench.stick, LoopStick):
        run("blockdev", "--setrw", bench.node)
    kept = unfinished(_jobs(bench))
    if not (kept and kept[0].probed):
        lies = _lies(given) if given.task is Task.GOOD_PART else {}
        line.change(**(Faults(given.faults.size).to_json() | lies))
        outcome = _outcome(bench, *WORDS[given.task])
        well = outcome == Outcome.VERIFIED and given.task is Task.QUICK
        if well and digest(bench.stick.memory) != before:
            raise BrokenPromise("what a test has written is still there, and it said nothing")
        return outcome
    line.change(**given.faults.to_json())
    outcome = _outcome(bench, "undo")
    assert not unfinished(_jobs(bench)), "there is still something to tell"
    if outcome == Outcome.VERIFIED and digest(bench.stick.memory) != before:
        raise BrokenPromise("it claimed to have put everything back, and had not")
    return outcome


def _lies(given: Probe) -> dict[str, Any]:
    return {"real_size": given.faults.real_size, "beyond": given.faults.beyond}


def _outcome(bench: Bench, *words: str) -> str:
    with running(["-m", "app", *words, "--json", bench.node], bench.folder) as process:
        out, errors = process.communicate(timeout=LIMIT)
    over = told(out, errors, process.returncode)
    return Outcome.VERIFIED if over.outcome in AGAIN else f"{over.outcome}: {over.text}"
