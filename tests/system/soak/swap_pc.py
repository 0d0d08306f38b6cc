"""Sticks are exchanged under the hands of whoever writes one: on a kernel's USB, with its names,
its numbers and its haste. All of a run are of one model and size, and most have one serial number.

A stick is chosen as the window does it, or on the command line, where a password is asked for.
Then, before the write is asked for, while the password is, or in the first seconds of the write,
sticks are pulled out and plugged in. No byte may change but on the chosen one, and there only when
it has been there all the time until its write began.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from random import Random

from system.pc.chip import MIB, Chip
from system.pc.pc import GUEST, Polkit
from system.pc.usb import Shape, Stick
from system.soak.computer import LIMIT, LOOK, Computer, Followed
from system.soak.outcome import Outcome
from system.soak.scene import Image, old_contents
from system.soak.writing import Ended
from system.sticks.faults import Faults
from system.sticks.promises import Breach, Claim, Evidence, breaches

LONGEST_HELD = 20.0  # seconds; after thirty the kernel gives a request up
SERIAL = "0123456789"
CHOSEN = '{"event": "plan"'
BEGUN = '"stage": "release"'


class Moment(StrEnum):
    CHOSEN = "between choice and write"
    ASKED = "while the password is asked for"
    BEGUN = "at a moment of the first second"
    PLACE = "at a place of the first MiBs"


BEFORE = (Moment.CHOSEN, Moment.ASKED)


@dataclass(slots=True)
class Bench:
    """`chosen`, `twin` and `third` are of one size. `shapes` says what each calls itself, and
    `sticks` which of them are plugged in."""

    computer: Computer
    chips: dict[str, Chip]
    shapes: dict[str, Shape]
    sticks: dict[str, Stick] = field(default_factory=dict)

    def pull(self, name: str) -> None:
        self.computer.pc.ports.unplug(self.sticks.pop(name))

    def put(self, name: str, port: int) -> None:
        chip = self.chips[name]
        chip.plug_in_again()
        shape = replace(self.shapes[name], port=port)
        self.sticks[name] = self.computer.pc.ports.plug(chip, shape)

    def clear(self) -> None:
        for name in tuple(self.sticks):
            self.pull(name)
        for chip in self.chips.values():
            chip.change({"unplugged": True})
            chip.close()


@dataclass(frozen=True, slots=True)
class Deed:
    """`twin`: that one is plugged in beside the chosen one from the start. `harmless`: the chosen
    one stays where it is, and has to be written."""

    act: Callable[[Bench], None]
    twin: bool = False
    harmless: bool = False


def run(random: Random, folder: Path, computer: Computer) -> Outcome:
    name, moment = random.choice(list(DEEDS)), random.choice(list(Moment))
    deed, place, pause = DEEDS[name], random.randrange(3 * MIB), random.uniform(0, 1)
    size = random.randint(5, 8) * MIB
    content = random.randbytes(random.randint(4 * MIB, size))
    (folder / "image.iso").write_bytes(content)
    image = Image(folder / "image.iso", content)
    computer.ready()
    path, bench = computer.image(image), _bench(random, computer, size)
    before = {each: chip.file.read_bytes() for each, chip in bench.chips.items()}
    bench.put("chosen", 1)
    if deed.twin:
        bench.put("twin", 2)
    ended = _written(bench, path, deed, moment, place=place, pause=pause)
    after = {each: chip.file.read_bytes() for each, chip in bench.chips.items()}
    changed = [each for each in bench.chips if after[each] != before[each]]
    evidence = Evidence(
        claim=ended.claim or Claim.DIED,
        before=before["chosen"],
        after=after["chosen"],
        holds=after["chosen"].startswith(image.padded(512)),
        faultless=deed.harmless,
    )
    found = breaches(evidence)
    if ended.claim is None:
        found.append(Breach.CRASHED)
    if deed.harmless and ended.claim is not Claim.VERIFIED:
        found.append(Breach.FALSE_ALARM)
    allowed = {"chosen"} if deed.harmless or moment not in BEFORE else set()
    if set(changed) - allowed or computer.bystanders_changed():
        found.append(Breach.BYSTANDER)
    computer.forget(path)
    bench.clear()
    story = {
        "deed": name,
        "moment": moment,
        "place": place,
        "pause": pause,
        "claim": evidence.claim,
        "code": ended.code,
        "chosen looks": evidence.looks,
        "changed": changed,
    }
    return Outcome(f"{moment}: {evidence.claim}", list(dict.fromkeys(found)), story)


def _bench(random: Random, computer: Computer, size: int) -> Bench:
    old = old_contents(random, size)
    sizes = {"chosen": size, "twin": size, "third": size, "larger": 2 * size}
    chips = {name: computer.pc.chip(Faults(size), old) for name, size in sizes.items()}
    serials = {"third": "3333333333", "larger": random.choice([SERIAL, "4444444444"])}
    shapes = {name: Shape(serial=serials.get(name, SERIAL)) for name in sizes}
    return Bench(computer, chips, shapes)


def _written(
    bench: Bench, image: str, deed: Deed, moment: Moment, *, place: int, pause: float
) -> Ended:
    pc, node = bench.computer.pc, bench.sticks["chosen"].node
    command = ("write", "--yes", "--json", image, node)
    if moment is Moment.ASKED:
        pc.polkit(Polkit.ASK)
        with pc.script("polkit_agent.py") as agent:
            agent.await_line("registered")
            with pc.program(*command) as running:
                agent.await_line("asked")
                deed.act(bench)
                agent.say(b"accept\n")
                return Followed(running).ended()
    with pc.program(f"{GUEST}/chooser.py", image, node) as running:
        running.await_line(CHOSEN)
        if moment is Moment.CHOSEN:
            deed.act(bench)
        elif moment is Moment.PLACE:
            chip = bench.chips["chosen"]
            chip.change({"hold_written": chip.counters.written + place})
        running.say(b"write\n")
        followed = Followed(running)
        if moment not in BEFORE:
            _act_meanwhile(bench, deed, followed, moment, pause)
        return followed.ended()


def _act_meanwhile(
    bench: Bench, deed: Deed, followed: Followed, moment: Moment, pause: float
) -> None:
    chip, deadline = bench.chips["chosen"], time.monotonic() + LIMIT
    while not (followed.over or time.monotonic() > deadline):
        if chip.waits if moment is Moment.PLACE else followed.said(BEGUN):
            break
        time.sleep(LOOK)
    if moment is Moment.BEGUN:
        time.sleep(pause)
    guard = threading.Timer(LONGEST_HELD, chip.let_go)
    guard.start()
    try:
        deed.act(bench)
    finally:
        guard.cancel()
        chip.let_go()


def _its_twin_in_its_place(bench: Bench) -> None:
    bench.pull("chosen")
    bench.put("twin", 1)


def _another_in_its_place(bench: Bench) -> None:
    bench.pull("chosen")
    bench.put("third", 1)


def _a_larger_one_in_its_place(bench: Bench) -> None:
    bench.pull("chosen")
    bench.put("larger", 1)


def _two_change_places(bench: Bench) -> None:
    """And so their names."""
    bench.pull("chosen")
    bench.pull("twin")
    bench.put("twin", 1)
    bench.put("chosen", 2)


def _its_twin_gets_its_name(bench: Bench) -> None:
    bench.pull("chosen")
    bench.pull("twin")
    bench.put("twin", 2)


def _it_moves_and_its_twin_takes_its_place(bench: Bench) -> None:
    bench.pull("chosen")
    bench.put("twin", 1)
    bench.put("chosen", 3)


def _it_comes_back(bench: Bench) -> None:
    bench.pull("chosen")
    bench.put("chosen", 1)


def _its_twin_comes_back(bench: Bench) -> None:
    bench.pull("twin")
    bench.put("twin", 2)


DEEDS = {
    "its twin takes its place": Deed(_its_twin_in_its_place),
    "another takes its place": Deed(_another_in_its_place),
    "a larger one takes its place": Deed(_a_larger_one_in_its_place),
    "it moves, and its twin takes its place": Deed(_it_moves_and_its_twin_takes_its_place),
    "it and its twin change places": Deed(_two_change_places, twin=True),
    "its twin gets its name": Deed(_its_twin_gets_its_name, twin=True),
    "it comes back": Deed(_it_comes_back),
    "it is gone": Deed(lambda bench: bench.pull("chosen")),
    "it is gone, and its twin stays": Deed(lambda bench: bench.pull("chosen"), twin=True),
    "its twin is gone": Deed(lambda bench: bench.pull("twin"), twin=True, harmless=True),
    "its twin comes back": Deed(_its_twin_comes_back, twin=True, harmless=True),
    "its twin is plugged in": Deed(lambda bench: bench.put("twin", 2), harmless=True),
}
