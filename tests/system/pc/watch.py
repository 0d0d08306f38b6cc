"""Plays the cases of the matrix that are about the list of drives."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from system.matrix.case import Expect, Outcome, Seen
from system.matrix.pc import STICK, Content, Plugging, WatchInPc
from system.pc import contents
from system.pc.chip import Chip
from system.pc.monitor import MachineError
from system.pc.pc import Pc, Polkit
from system.pc.usb import Shape, Stick
from system.sticks.faults import Faults

READER = Shape(vendor="Generic", model="Card Reader")
TWIN = Shape(serial="0123456789")
OTHER_TWIN = Shape(serial="0123456789", port=2)


def play(given: WatchInPc, pc: Pc, expect: Expect) -> Seen:
    """`stickwright drives --watch`, until it tells what is expected or nothing for a long time.
    What was found are the last list's drives in words."""
    found: frozenset[str] = frozenset()
    pc.polkit(Polkit.YES)
    before = _BEFORE[given.plugging](pc)
    with pc.program("drives", "--watch", "--json") as running:
        lines = running.lines()
        next(lines)
        _HAPPENS[given.plugging](pc, before)
        with suppress(MachineError):  # it tells nothing any more: the verdict says what is missing
            for line in lines:
                found = frozenset(_told(json.loads(line)))
                if found.issuperset(expect.findings):
                    break
    same = pc.bystander[0].digest() == pc.bystander[1]
    return Seen(Outcome.READ, findings=found, bystanders=same)


def _told(drives: list[dict[str, Any]]) -> Iterator[str]:
    """ "2 x Acme Stick", and what else is worth a word."""
    offered = Counter(str(drive["name"]) for drive in drives if drive["offered"])
    yield from (f"{count} x {name}" for name, count in offered.items())
    for drive in drives:
        yield from (f"{drive['name']}: {reason['code']}" for reason in drive["reasons"])
        if any(part["mounts"] for part in drive["partitions"]):
            yield f"{drive['name']} mounted"
        yield f"serial number {drive['serial']}"


def _plug(pc: Pc, shape: Shape) -> Stick:
    return pc.ports.plug(_chip(pc), shape)


def _chip(pc: Pc) -> Chip:
    return pc.chip(Faults(STICK), contents.bytes_of(Content.FAT, STICK))


def _full_reader(pc: Pc) -> Stick:
    reader = pc.ports.plug(None, READER)
    pc.ports.insert(reader, _chip(pc))
    return reader


def _nothing(_: Pc) -> None:
    return None


def _exchange(pc: Pc, first: Stick) -> None:
    pc.ports.unplug(first)
    _plug(pc, Shape(serial="9876543210"))


# What is there before, and what happens to it.
_BEFORE: dict[Plugging, Callable[[Pc], Stick | None]] = {
    Plugging.STICK: _nothing,
    Plugging.TWINS: lambda pc: _plug(pc, TWIN),
    Plugging.PULLED: lambda pc: _plug(pc, TWIN),
    Plugging.SAME_PORT: lambda pc: _plug(pc, TWIN),
    Plugging.MOUNTED: lambda pc: _plug(pc, Shape(model="Travel")),
    Plugging.CARD: lambda pc: pc.ports.plug(None, READER),
    Plugging.CARD_TAKEN: _full_reader,
}
_HAPPENS: dict[Plugging, Callable[[Pc, Any], object]] = {
    Plugging.STICK: lambda pc, _: _plug(pc, Shape()),
    Plugging.TWINS: lambda pc, _: _plug(pc, OTHER_TWIN),
    Plugging.PULLED: lambda pc, first: pc.ports.unplug(first),
    Plugging.SAME_PORT: _exchange,
    Plugging.MOUNTED: contents.mount,
    Plugging.CARD: lambda pc, reader: pc.ports.insert(reader, _chip(pc)),
    Plugging.CARD_TAKEN: lambda pc, reader: pc.ports.take_out(reader),
}
