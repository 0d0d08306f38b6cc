"""The power of a whole computer goes while it writes a USB stick: the kernel, UDisks2, the journal
on the user's disk, and what both disks had not stored. What is left must not look finished, the
list of drives tells of it after the next start, and the next write has to work."""

import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from system.pc.agent import Running
from system.pc.chip import MIB, Chip
from system.pc.usb import Shape, Stick
from system.soak.computer import LIMIT, LOOK, Computer, Followed, told_of
from system.soak.kills import STAGES
from system.soak.outcome import Outcome
from system.soak.scene import old_contents, random_image, random_size
from system.soak.writing import Ended
from system.sticks.faults import Faults
from system.sticks.promises import Breach, Claim, Evidence, Looks, breaches

SHAPE = Shape(serial="0123456789")
POWER_CUT = "power-cut"  # the journal's word


@dataclass(frozen=True, slots=True)
class Moment:
    """Of the cut: when the stick comes to a place, which it then holds on to, or a pause after the
    program told of a stage."""

    place: dict[str, int]
    word: str
    pause: float

    def to_json(self) -> dict[str, Any]:
        return dict(self.place) if self.place else {"word": self.word, "pause": self.pause}


def run(random: Random, folder: Path, computer: Computer) -> Outcome:
    image = random_image(random, folder)
    size = random_size(random, image)
    old, moment = old_contents(random, size), _moment(random, len(image.content))
    cache = random.choice([MIB, size, random.randrange(1, size)])
    keeps_power = random.random() < 0.2  # as behind a hub with a plug of its own
    computer.ready()
    faults = Faults(size, cache=cache, disorderly=True)
    name, chip = computer.image(image), computer.pc.chip(faults, old)
    stick = computer.pc.ports.plug(chip, SHAPE)
    with computer.pc.program("write", "--yes", "--json", name, stick.node) as running:
        ended = _cut(computer, running, chip, moment, keeps_power=keeps_power)
    after = chip.file.read_bytes()
    evidence = Evidence(
        claim=ended.claim or Claim.DIED,
        before=old,
        after=after,
        holds=after.startswith(image.padded(512)),
        faultless=True,
    )
    found = breaches(evidence)
    if ended.claim is None:
        found.append(Breach.CRASHED)
    if computer.bystanders_changed():
        found.append(Breach.BYSTANDER)
    (again,) = computer.start((chip, SHAPE))
    told = told_of(computer, again)
    found += _told_wrongly(told, evidence)
    found += _next_write(computer, again, name, image.padded(512))
    lost = chip.counters.lost
    chip.change({"unplugged": True})
    computer.pc.ports.unplug(again)
    computer.forget(name)
    chip.close()
    story = {
        "moment": moment.to_json(),
        "cache": cache,
        "lost": lost,
        "keeps power": keeps_power,
        "claim": evidence.claim,
        "code": ended.code,
        "told": told,
        "image": len(image.content),
        "size": size,
    }
    return Outcome(f"{evidence.claim}, stick {evidence.looks}", found, story)


def _moment(random: Random, length: int) -> Moment:
    """Half of them at a place: any byte written, counted over both ends and the image, any byte
    read back, or any sync."""
    word, pause = random.choice(STAGES), random.choice([0.0, random.uniform(0, 0.3)])
    written = random.randrange(length + 2 * MIB)
    place = random.choice(
        [
            {},
            {},
            {"hold_written": written},
            {"hold_written": random.choice([0, 512, MIB, 2 * MIB, written])},
            {"hold_sync": random.randrange(5)},
            {"hold_reading": random.randrange(length), "hold_reading_from": 2 * MIB},
        ]
    )
    return Moment(place, word, pause)


def _cut(
    computer: Computer, running: Running, chip: Chip, moment: Moment, *, keeps_power: bool
) -> Ended:
    """At the moment, or when the write is over by then."""
    followed, deadline = Followed(running), time.monotonic() + LIMIT
    _hold(chip, moment)
    word = f'"stage": "{moment.word}"'
    while not (followed.over or time.monotonic() > deadline):
        if chip.waits if moment.place else followed.said(word):
            break
        time.sleep(LOOK)
    time.sleep(moment.pause)
    with computer.losing_power():
        if keeps_power:
            chip.let_go()
            chip.sync()
        chip.change({"unplugged": True})
    return followed.ended()


def _hold(chip: Chip, moment: Moment) -> None:
    """The place is counted from what the stick has done by now."""
    now = chip.counters
    base = {"hold_sync": now.syncs, "hold_reading": 0}
    chip.change({name: count + base.get(name, now.written) for name, count in moment.place.items()})


def _told_wrongly(told: dict[str, Any] | None, evidence: Evidence) -> list[Breach]:
    if evidence.looks is Looks.UNFINISHED and (told is None or told["end"] != POWER_CUT):
        return [Breach.UNTOLD]
    if evidence.claim is Claim.VERIFIED and told is not None:
        return [Breach.TALE]
    return []


def _next_write(computer: Computer, stick: Stick, image: str, whole: bytes) -> list[Breach]:
    """It needs nothing but to be started."""
    assert isinstance(stick.memory, Chip)
    with computer.pc.program("write", "--yes", "--json", image, stick.node) as running:
        ended = Followed(running).ended()
    if ended.claim is not Claim.VERIFIED or not stick.memory.holds(whole):
        return [Breach.NEXT_WRITE]
    return [Breach.TALE] if computer.has_stories() else []
