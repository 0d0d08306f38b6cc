"""A virtual PC that loses its power again and again, and whose user's files outlive that.

Starting from power-on takes half a minute emulated, so after a cut it goes on from its saved state.
What must not come from there is what a real computer keeps: the user's files lie on a disk of their
own, with a cache that goes with the power, and an Ext4 that is mended when it is mounted again. And
what must be another after each start: the kernel's number of it, by which the program tells a power
cut from its own end.
"""

import hashlib
import json
import subprocess
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from system.pc import recipe
from system.pc.agent import Running
from system.pc.chip import MIB, Chip
from system.pc.monitor import MachineError
from system.pc.pc import BYSTANDER, IMAGES, Pc, Polkit, virtual_pc
from system.pc.usb import Shape, Stick
from system.soak.scene import Image
from system.soak.writing import Ended, events_of
from system.sticks.faults import Faults

HOME = 7  # the port of the disk with the user's files
LIMIT = 120.0  # seconds for a write to come to a place, or to its end
LOOK = 0.005  # seconds between two looks at what it does
KILLED = -9
_OWNER = 1000  # the first user of a Debian
_ROOM = 320 * MIB  # of that disk; old contents are kept only where there is plenty
_CACHE = 4 * MIB
_LOCAL = f"/home/{recipe.USER}/.local"

_A_NEW_START = """
echo {number} >/run/start
mount --bind /run/start /proc/sys/kernel/random/boot_id
mkdir -p {local}
mount {node} {local}
"""


class Computer:
    """`pc`, and the sticks that nobody may write to: one that is plugged in, and the disks that
    are built in."""

    def __init__(self, pc: Pc) -> None:
        self.pc = pc
        self._bystander = pc.chip(Faults(4 * MIB), b"somebody's" * 1000)
        self._home = pc.chip(Faults(_ROOM, cache=_CACHE, disorderly=True))
        owner = f"root_owner={_OWNER}:{_OWNER}"
        words: list[str | Path] = ["mke2fs", "-q", "-F", "-t", "ext4", "-E", owner, self._home.file]
        subprocess.run(words, check=True)
        self._digests = self._digest(), _hash(pc.machine.image / "internal.img")

    def start(self, *plugged: tuple[Chip, Shape]) -> list[Stick]:
        """From the saved state, with these plugged in."""
        self.pc.start_without_sticks()
        ports = self.pc.ports
        for chip in (self._home, self._bystander, *(chip for chip, _ in plugged)):
            chip.plug_in_again()
        home = ports.plug(self._home, Shape(port=HOME, serial="HOME"), wait=False)
        ports.plug(self._bystander, Shape(port=BYSTANDER), wait=False)
        sticks = [ports.plug(chip, shape, wait=False) for chip, shape in plugged]
        for stick in (home, *sticks):
            ports.await_node(stick)
        self.pc.shell(_A_NEW_START.format(number=uuid.uuid4(), node=home.node, local=_LOCAL))
        self.pc.polkit(Polkit.YES)
        return sticks

    def ready(self) -> None:
        """Running, with nothing plugged in but its own, and nothing left of who was here before."""
        if self.pc.machine.running and not self.pc.spoiled:
            try:
                self.pc.ports.clear(range(1, HOME))
                self.pc.polkit(Polkit.YES)
                self.pc.shell(f"rm -rf {_LOCAL}/*")
            except MachineError:
                self.pc.spoiled = True
        if not self.pc.machine.running or self.pc.spoiled:
            self.start()

    @contextmanager
    def losing_power(self) -> Iterator[None]:
        """Its own disk loses what it had not stored; what else is plugged in does so in here."""
        with self.pc.machine.losing_power():
            self._home.change({"unplugged": True})
            yield
        self.pc.stop()

    def image(self, image: Image) -> str:
        """Where the guest finds it. No name is used twice: the guest remembers what was there."""
        place = self.pc.machine.images / f"{uuid.uuid4()}.img"
        image.path.rename(place)
        return f"{IMAGES}/{place.name}"

    def forget(self, name: str) -> None:
        (self.pc.machine.images / Path(name).name).unlink()

    def has_stories(self) -> bool:
        """Whether the journal has anything to tell."""
        return bool(self.pc.shell(f"find {_LOCAL} -name '*.jsonl'").strip())

    def bystanders_changed(self) -> bool:
        return self._digests != (self._digest(), _hash(self.pc.machine.internal))

    def _digest(self) -> str:
        return self._bystander.digest()


class Followed:
    """A command whose words are listened to while something else is done."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._lines: list[str] = []
        self._status: int | None = None
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def said(self, word: str) -> bool:
        return any(word in line for line in tuple(self._lines))

    def ended(self) -> Ended:
        """However it came to its end; what said that it had finished counts as having done so."""
        self._thread.join()
        events = tuple(events_of(self._lines))
        status = self._status
        if status is None:
            status = 0 if events and events[-1]["event"] == "finished" else KILLED
        return Ended(status, events)

    def _listen(self) -> None:
        try:
            for line in self._running.lines():
                self._lines.append(line)
            self._status = self._running.ended().status
        except MachineError:
            """The computer is gone, and with it whatever it had to say."""


@contextmanager
def a_computer() -> Iterator[Computer]:
    """Switched off at first, and with the program loaded at every start."""
    with TemporaryDirectory(prefix="soak-pc-") as folder, virtual_pc(Path(folder)) as pc:
        pc.keep_program_loaded()
        yield Computer(pc)


def told_of(computer: Computer, stick: Stick) -> dict[str, Any] | None:
    """What the list of drives says was left unfinished on it, as the user reads it."""
    drives = json.loads(computer.pc.run("drives", "--json").output)
    (found,) = [drive["unfinished"] for drive in drives if drive["node"] == stick.node]
    told: dict[str, Any] | None = found
    return told


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
