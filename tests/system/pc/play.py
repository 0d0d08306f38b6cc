"""Plays the cases of the matrix that are about a write in the virtual PC."""

import hashlib
import random
import shutil
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from support_images import image_bytes
from system.matrix.case import Expect, Left, Outcome, Seen, demand_promises
from system.matrix.pc import (
    LENGTH,
    MIB,
    Answer,
    Content,
    Deed,
    Moment,
    Name,
    Permission,
    Who,
    WriteInPc,
)
from system.pc import contents, patience, recipe
from system.pc.agent import Ended, Running
from system.pc.deeds import Bench, do
from system.pc.monitor import GuestLost, MachineError
from system.pc.pc import GUEST, IMAGES, SESSION_BUS, Pc, Polkit
from system.pc.session_bus import knocks
from system.pc.told import KILLED, outcome_of, words_of
from system.sticks.promises import BrokenPromise
from system.sticks.tape import Tape, in_words, look

from app.journal import unfinished

HEAD = MIB
IMAGE = "pc.img"
LIMIT = 240.0  # seconds until a moment that does not come is one that never comes
LONGEST_HELD = 20.0  # seconds; after thirty the kernel gives up, and QEMU stands still until then
_WITH_THE_COMPUTER = (Deed.CUT_POWER, Deed.SHUT_DOWN)  # the program goes, and nobody hears it
_NOT_HELD = (Moment.BEFORE, Moment.ASKED, Moment.AFTER)  # nothing on the stick tells of them
POLKIT = {Permission.YES: Polkit.YES, Permission.NO: Polkit.NO}
_JOURNAL = f"/home/{recipe.USER}/.local/state/stickwright/jobs"


def play(given: WriteInPc, pc: Pc, expect: Expect) -> Seen:
    """Raises BrokenPromise as soon as one is seen: the virtual PC may go away after that."""
    with ExitStack() as stack:
        bench = _bench(given, pc, stack)
        before, inside = bench.chip.digest(), _digest(pc.machine.internal)

        def same() -> bool:
            others = (*bench.others, pc.bystander)
            whole = all(chip.digest() == digest for chip, digest in others)
            return whole and inside == _digest(pc.machine.internal)

        try:
            ended = _run(bench, stack)
        except GuestLost as error:
            if not same():
                raise BrokenPromise("another drive was changed") from error
            raise
        if given.session and given.at.moment is Moment.BEFORE:
            bench.said.append(knocks(pc))
        if given.patience:
            bench.said.append(patience.lost(pc))
        seen = Seen(
            outcome=outcome_of(ended),
            left=_left(bench, before),
            text="\n".join((*words_of(ended), *bench.said)),
            bystanders=same(),
        )
        demand_promises(expect, seen)
        if given.cut_anywhere:
            seen = replace(seen, text=f"{seen.text}\n{_cut_anywhere(bench)}")
        if expect.journal is not None:
            seen = replace(seen, journal=_told_at_next_start(pc))
        return replace(seen, again=_again(bench)) if expect.again else seen


def _cut_anywhere(bench: Bench) -> str:
    """Raises BrokenPromise where it looks finished, and is not."""
    tape, sector = Tape.of(bench.chip.file), bench.shape.sector
    assert bench.chip.holds(tape.end), "not all that was written is on the tape"
    image = image_bytes(LENGTH, "pc").ljust(-(-LENGTH // sector) * sector, b"\0")
    return in_words(look(tape, random.Random(sector), image, sector))


def _bench(given: WriteInPc, pc: Pc, stack: ExitStack) -> Bench:
    image = pc.machine.images / IMAGE
    if not image.exists():
        image.write_bytes(image_bytes(LENGTH, "pc"))
    pc.polkit(POLKIT.get(given.permission, Polkit.ASK))
    if given.automount:
        stack.enter_context(pc.script("automount.py")).await_line("watching")
    faults = given.faults.changed({"recorded": given.cut_anywhere})
    chip = pc.chip(faults, contents.bytes_of(given.content, given.faults.size))
    shape = given.stick
    if given.reader:
        shape = replace(shape, vendor="Generic", model="Card Reader")
        stick = pc.ports.plug(None, shape)
        if not given.empty:
            pc.ports.insert(stick, chip)
    else:
        stick = pc.ports.plug(chip, shape)
    bench = Bench(pc, given, shape, stick, chip)
    if given.twin:
        twin = replace(shape, port=shape.port + 1)
        pc.ports.plug(bench.other(given.faults.size), twin)
    contents.use(given.content, pc, stick, stack)
    if given.patience:
        patience.shorten(pc, stick.name, given.patience, once=given.at.deed is Deed.DRAG)
    if given.session:
        bench.session = stack.enter_context(pc.script("session.py", SESSION_BUS))
        bench.session_bus = bench.session.await_line("there").removeprefix("there ")
    return bench


def _run(bench: Bench, stack: ExitStack) -> Ended:
    """The program, from its start to its end, and what is done meanwhile."""
    at, pc = bench.given.at, bench.pc
    bench.command = _command(bench)
    if at.moment is Moment.BEFORE:
        do(at.deed, bench)
    agent = None
    if bench.given.permission is Permission.ASKED:
        agent = stack.enter_context(pc.script("polkit_agent.py"))
        agent.await_line("registered")
    bench.chip.change(_holding(bench))
    with _started(bench) as running:
        bench.running = running
        if bench.given.ejects:
            running.say(b"write\n")
        if agent is not None:
            _ask(bench, agent)
        result: list[Ended] = []
        waiting = threading.Thread(target=_await_end, args=(running, bench, result))
        waiting.start()
        if at.moment not in _NOT_HELD:
            _await_moment(bench, waiting, result)
            guard = threading.Timer(LONGEST_HELD, bench.chip.let_go)
            guard.start()
            try:
                do(at.deed, bench)
            finally:
                guard.cancel()
                bench.chip.let_go()
        waiting.join()
        if at.moment is Moment.AFTER:
            do(at.deed, bench)
        if bench.given.ejects and not result:
            result.append(_ejected(running, bench))
    return result[0]


def _ejected(running: Running, bench: Bench) -> Ended:
    """Somebody presses the button, and takes the stick out, whatever is said."""
    running.say(b"eject\n")
    ended = running.ended()
    port = f"2-{bench.stick.port}"
    size = f"/sys/bus/usb/devices/{port}/{port}:1.0/host*/target*/*/block/*/size"
    sectors = bench.pc.shell(f"udevadm settle; cat {size} 2>/dev/null; true").strip()
    bench.said.append(f"in its port: {sectors or 0} sectors")
    bench.pc.ports.clear()
    return ended


def _command(bench: Bench) -> tuple[str, ...]:
    node, image = bench.stick.node, f"{IMAGES}/{IMAGE}"
    if bench.given.content is Content.IMAGE:
        image = f"{bench.pc.shell(f'findmnt -no TARGET {node}1').strip()}/{IMAGE}"
    elif bench.given.content in contents.IMAGE_IN_A_VOLUME:
        image = f"/mnt/data/{IMAGE}"
    if bench.given.ejects:
        return (f"{GUEST}/chooser.py", image, _named(bench), "eject")
    return ("write", image, _named(bench), "--yes", "--json", *bench.given.words)


def _named(bench: Bench) -> str:
    node = bench.stick.node
    match bench.given.name:
        case Name.BY_ID:
            script = f"find -L /dev/disk/by-id -samefile {node} | head -1"
            return bench.pc.shell(script).strip()
        case Name.PARTITION:
            return f"{node}1"
        case Name.INTERNAL:
            return "/dev/sda"
        case Name.SYSTEM:
            return "/dev/vda"
        case Name.MAPPED:
            return "/dev/mapper/look-alike"
        case Name.NODE:
            return node


def _started(bench: Bench) -> Running:
    match bench.given.who:
        case Who.USER:
            return bench.pc.program(*bench.command)
        case Who.ROOT if bench.given.ejects:
            return bench.pc.script_of_root(*bench.command)
        case Who.ROOT:
            return bench.pc.program_of(bench.pc.root, *bench.command)
        case Who.ELSEWHERE:
            login = ("runuser", "-u", recipe.USER, "--")
            return bench.pc.program_of(bench.pc.root, *bench.command, before=login)


def _ask(bench: Bench, agent: Running) -> None:
    agent.await_line("asked")
    if bench.given.at.moment is Moment.ASKED:
        do(bench.given.at.deed, bench)
    if bench.given.answer is not Answer.NONE:
        agent.say(f"{bench.given.answer.name.lower()}\n".encode())


def _holding(bench: Bench) -> dict[str, int]:
    """Where the stick waits for us: counted from what it has done by now."""
    at, now = bench.given.at, bench.chip.counters
    sector = bench.shape.sector
    body = -(-LENGTH // sector) * sector - HEAD
    ends = now.written + 2 * MIB  # both ends of the stick are blanked first
    some = int(body * at.share)
    marked = ends + body + HEAD  # a mark lies in the head's place while the rest is read back
    places = {
        Moment.BLANK: {"hold_written": now.written},
        Moment.BODY: {"hold_written": ends},
        Moment.WRITING: {"hold_written": ends + some},
        Moment.SYNC: {"hold_sync": now.syncs + 1},
        Moment.READ_BACK: {"hold_reading": 0, "hold_reading_from": marked},
        Moment.READING: {"hold_reading": some, "hold_reading_from": marked},
        Moment.HEAD: {"hold_written": marked},
        Moment.FIRST_SECTOR: {"hold_written": marked + HEAD - sector},
        Moment.LAST_SYNC: {"hold_sync": now.syncs + 3},
        Moment.HEAD_READ_BACK: {"hold_reading": 0, "hold_reading_from": marked + HEAD},
    }
    return places.get(at.moment, {})


def _await_moment(bench: Bench, waiting: threading.Thread, result: list[Ended]) -> None:
    """Until the stick holds the request with which it begins: a case in which nothing was done
    shows nothing."""
    moment, deadline = bench.given.at.moment, time.monotonic() + LIMIT
    while not bench.chip.waits:
        assert waiting.is_alive(), f"it ended before this came: {moment}\n{result}"
        assert time.monotonic() < deadline, f"this never came: {moment}"
        time.sleep(0.02)


def _await_end(running: Running, bench: Bench, result: list[Ended]) -> None:
    """Where it waits for a word before it ejects, only the write's."""
    try:
        if bench.given.ejects:
            running.await_line('{"event": "finished"')
        else:
            result.append(running.ended())
    except MachineError as error:
        gone = bench.given.at.deed in _WITH_THE_COMPUTER
        result.append(Ended(KILLED if gone else -1, "", str(error)))


def _left(bench: Bench, before: str) -> Left:
    """What is on the chosen stick, whatever it says about that itself."""
    sector = bench.shape.sector
    content = image_bytes(LENGTH, "pc")
    if bench.chip.holds(content + bytes(-LENGTH % sector)):
        return Left.IMAGE
    if bench.chip.digest() == before:
        return Left.UNTOUCHED
    return Left.BLANK_HEAD if bench.chip.blank(sector) else Left.OTHER


def _told_at_next_start(pc: Pc) -> str | None:
    folder = pc.folder / "jobs"
    shutil.rmtree(folder, ignore_errors=True)
    if pc.machine.running:
        folder.mkdir()
        (folder / "one.jsonl").write_text(pc.shell(f"cat {_JOURNAL}/*.jsonl; true"))
    else:
        pc.machine.as_power_left_it(_JOURNAL, pc.folder)
    left = unfinished(folder)
    return left[0].why if left else None


def _again(bench: Bench) -> str:
    """The next write, with nothing wrong any more."""
    pc = bench.pc
    if not pc.machine.running:
        pc.start()
    pc.ports.clear()
    bench.chip.plug_in_again()
    stick = pc.ports.plug(bench.chip, bench.shape)
    pc.polkit(Polkit.YES)
    words = ("write", f"{IMAGES}/{IMAGE}", stick.node, "--yes", "--json", *bench.given.words)
    outcome = outcome_of(pc.run(*words))
    if outcome == Outcome.VERIFIED and _left(bench, "") is not Left.IMAGE:
        raise BrokenPromise("the next write claimed success, and the stick does not hold the image")
    return outcome


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
