"""Plays what else is done to sticks than a whole write: one that goes on, one that is undone, a
comparison, a write to two at once. What happens, happens while the program says that it is at a
stage, on a stick that is slow until then."""

import signal
import subprocess
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from support_images import image_bytes
from system.matrix import asleep
from system.matrix.case import Expect, Left, Outcome, Seen, Where, demand_promises
from system.matrix.host import LENGTH, MIB, STICK, At, Deed, During, Later, Moment, Way, Write
from system.matrix.play_write import (
    DEEDS,
    FREE,
    LIMIT,
    OLD,
    SLEPT,
    Bench,
    Ended,
    await_moment,
    benched,
    bystanders,
    digest,
    ended,
    events_of,
    good_stick,
    holding,
    is_sound,
    journal,
    left_on,
    of_drive,
    program,
    running,
    told,
    whole_of,
)
from system.sticks.attach import FileStick
from system.sticks.faults import Faults
from system.sticks.promises import BrokenPromise

SLOW = 3e6  # bytes a second: a stage that is waited for is not over before it is noticed
REACHED = 5 * MIB  # by the write that goes on: one request of its body
EDITED = 3 * MIB + 512  # where somebody else writes
_GOOD: dict[str, Any] = {"read_speed": 0, "write_speed": 0, "hold": False}


def play(given: Later, where: Where, folder: Path, expect: Expect) -> Seen:
    content = image_bytes(LENGTH)
    image = folder / "image.iso"
    image.write_bytes(content)
    kept = digest(image)
    with ExitStack() as stack:
        watched = stack.enter_context(bystanders(folder, where))
        whole = Write(Faults(given.faults.size, given.faults.real_size))
        bench = benched(whole, where, folder, image, content, None, stack)
        other = good_stick(folder, stack) if given.way is Way.SEVERAL else None
        before = digest(bench.stick.memory)
        _prepare(given, bench)
        bench.stick.line.change(**given.faults.to_json())
        ended, well = _run(given, bench, other)
        left = left_on(bench, before)
        same = watched() and digest(image) == kept
        seen = Seen(ended.outcome, left, ended.text, same, beside=well, journal=journal(folder))
        demand_promises(expect, seen)
        return replace(seen, again=_again(given, bench, before)) if expect.again else seen


def _prepare(given: Later, bench: Bench) -> None:
    """What has happened to the stick by then."""
    match given.way:
        case Way.VERIFY:
            bench.stick.line.change(cache=given.forgets, lying_sync=bool(given.forgets))
            with program(bench) as process:
                assert ended(process).outcome == Outcome.VERIFIED
            bench.stick.line.cut_power()
        case Way.RESUME | Way.UNDO:
            _stopped_in_the_middle(bench)
            if given.way is Way.RESUME:  # what was under way has arrived, so it is taken away again
                _overwrite(bench, REACHED, OLD * ((STICK - REACHED) // len(OLD)))
        case Way.SEVERAL:
            pass
    if given.edited:
        _overwrite(bench, EDITED, b"\xaa" * 512)


def _overwrite(bench: Bench, offset: int, content: bytes) -> None:
    with bench.stick.memory.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def _stopped_in_the_middle(bench: Bench) -> None:
    line, said = bench.stick.line, bench.folder / "first"
    stop = Write(at=At(Moment.MIDDLE, Deed.STOP))
    line.change(hold_written=holding(stop, LENGTH).hold_written)
    with said.open("w") as output, program(bench, output=output) as process:
        try:
            await_moment(bench.stick, process, Moment.MIDDLE, said)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.3)  # until it was taken notice of
        finally:
            line.change(**FREE)
        assert ended(process, said).outcome == Outcome.STOPPED


def _words(way: Way, bench: Bench) -> list[Any]:
    match way:
        case Way.RESUME:
            return ["write", "--resume", "--yes", "--json", bench.image, bench.node]
        case Way.UNDO:
            return ["undo", "--json", bench.node]
        case Way.VERIFY:
            return ["verify", "--json", bench.image, bench.node]
        case Way.SEVERAL:
            return ["write", "--yes", "--json", bench.image, bench.node]


def _run(given: Later, bench: Bench, other: FileStick | None) -> tuple[Ended, bool]:
    """How it ended on the stick, and whether all was well with the other one."""
    said, words = bench.folder / "said", _words(given.way, bench)
    if given.during is not None and given.during.deed is Deed.SLEEP:
        asleep.sleep(bench.folder / SLEPT, 0)
    if other is not None:
        words.append(other.path)
    with (
        said.open("w") as output,
        running(["-m", "app", *words], bench.folder, output=output) as process,
    ):
        if given.during is not None:
            _do(given.during, bench, process, said)
        _, errors = process.communicate(timeout=LIMIT)
    lines, status = said.read_text(), process.returncode
    if other is None:
        return told(lines, errors, status), True
    ends = [told(of_drive(lines, node), errors, status) for node in (bench.node, str(other.path))]
    holds = other.line.holds(whole_of(bench))
    if ends[0].outcome == Outcome.KILLED:
        return ends[0], is_sound(other, bench)
    return ends[0], ends[1].outcome == Outcome.VERIFIED and holds and status != 0


def _do(during: During, bench: Bench, process: "subprocess.Popen[str]", said: Path) -> None:
    line, deadline = bench.stick.line, time.monotonic() + LIMIT
    line.change(read_speed=SLOW, write_speed=SLOW)
    try:
        while _stage(said, bench) != during.stage:
            assert process.poll() is None, f"it never came to {during.stage}: {said.read_text()}"
            assert time.monotonic() < deadline, f"it never came to {during.stage}"
            time.sleep(0.01)
        line.change(hold=True)
        DEEDS[during.deed](bench, process)
        now = _stage(said, bench)
        assert now == during.stage, f"it was at {now} by then"
    finally:
        line.change(**_GOOD)


def _stage(said: Path, bench: Bench) -> str:
    """The one that it is at, of the stick."""
    stages = [
        event["stage"]
        for event in events_of(said.read_text())
        if event["event"] == "stage" and event.get("drive", bench.node) == bench.node
    ]
    return stages[-1] if stages else ""


def _again(given: Later, bench: Bench, before: str) -> str:
    """The same once more, with nothing wrong any more."""
    bench.stick.line.change(**(Faults(given.faults.size).to_json() | {"real_size": 0}))
    words = _words(given.way, bench)
    with running(["-m", "app", *words], bench.folder) as process:
        outcome = ended(process).outcome
    if outcome == Outcome.PUT_BACK:
        if digest(bench.stick.memory) != before:
            raise BrokenPromise("it claimed to have put everything back, and had not")
        return Outcome.VERIFIED
    if outcome == Outcome.VERIFIED and left_on(bench, "") is not Left.IMAGE:
        raise BrokenPromise("the next time it claimed success, and the stick holds something else")
    return outcome
