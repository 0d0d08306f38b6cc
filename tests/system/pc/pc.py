"""The virtual PC as tests use it: a user logged in, the program there, sticks to be plugged in.

    stick = pc.plug(16 << 20)
    with pc.program("write", image, stick.node, "--yes", "--json") as running:
        for line in running.lines():
            ...
    pc.ports.unplug(stick)

One machine serves many tests. `tidy` brings it back to a state as after the start, quickly; what
does not let itself be tidied is thrown away and started anew from the saved state.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path

from system.pc import recipe
from system.pc.agent import Agent, Ended, Running
from system.pc.chip import MIB, Chip
from system.pc.image import cache, image
from system.pc.machine import Machine
from system.pc.monitor import MachineError
from system.pc.usb import Ports, Shape, Stick
from system.sticks.faults import Faults

CHECKOUT = Path(__file__).parents[3]
PROGRAM = "/mnt/program"  # the checkout, in the guest
IMAGES = "/mnt/images"
GUEST = f"{PROGRAM}/tests/system/pc/guest"
SESSION_BUS = "/tmp/session-bus"  # where nobody listens until a case needs it
ENVIRONMENT = {
    "PYTHONPYCACHEPREFIX": "/mnt/compiled",  # the checkout can't be written to
    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={SESSION_BUS}",
}

STARTER = "/tmp/starter"
COPY = "/run/program"
BYSTANDER = 8  # the port of a stick that nobody chooses

_PREPARE = """
date -s @{now:.0f} >/dev/null
for name in program images compiled; do
    mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose $name /mnt/$name
done
"""
# The program from a copy in memory, for a state in which a shared folder is mounted can't be saved.
_COPIED = f"mkdir -p {COPY}; cp -r {PROGRAM}/app {COPY}; cp {GUEST}/starter.py {COPY}"
_STARTED = f"""
start="python3 -u {COPY}/starter.py {STARTER} {COPY}"
setsid -f sh -c "$start 2>&1 </dev/null | cat >/tmp/said"
until grep -q ready /tmp/said; do sleep 0.2; done
"""
_APART = "umount /mnt/program /mnt/images /mnt/compiled; sync"
_TIDY = f"""
rm -f {recipe.POLKIT_ANSWER}
[ ! -e /run/systemd/system/udisks2.service ] || systemctl unmask -q --runtime udisks2
[ ! -e /run/systemd/system/polkit.service ] || systemctl unmask -q --runtime polkit
! mountpoint -q /mnt/data || umount -ql /mnt/data
rm -rf /home/{recipe.USER}/.local /root/.local
exit 0
"""


class Polkit(StrEnum):
    """What it answers the user who wants to open, mount or unmount a drive."""

    ASK = ""  # for an administrator's password, as it usually does
    YES = "YES"
    NO = "NO"


@dataclass(slots=True)
class Pc:
    """`folder` is where the memories of its sticks are."""

    machine: Machine
    folder: Path
    ports: Ports = field(init=False)
    spoiled: bool = False  # by a test that broke more than can be put right
    bystander: tuple[Chip, str] = field(init=False)  # always plugged in; and what it holds
    _numbers: "count[int]" = field(default_factory=count)
    _starter: Running | None = None
    _has_starter: bool = False  # at every start

    def __post_init__(self) -> None:
        self.ports = Ports(self.machine)

    @property
    def user(self) -> Agent:
        return self.machine.user

    @property
    def root(self) -> Agent:
        return self.machine.root

    def start(self) -> None:
        """From the saved state."""
        self.start_without_sticks()
        chip = self.chip(Faults(4 * MIB), b"somebody's" * 1000)
        self.ports.plug(chip, Shape(port=BYSTANDER))
        self.bystander = (chip, chip.digest())

    def start_without_sticks(self) -> None:
        """From the saved state, and nobody's stick is plugged in."""
        self.stop()
        self.machine.start(saved=True)
        self.spoiled = False
        self.ports = Ports(self.machine)
        self.shell(_PREPARE.format(now=time.time()))

    def keep_program_loaded(self) -> None:
        """It is in memory at every start from now on: it is loaded once."""
        self.start_without_sticks()
        self.shell(_COPIED)
        command = ["sh", "-ec", _STARTED]
        with self.user.start(command, environment=ENVIRONMENT) as starting:
            ended = starting.ended()
        if ended.status:
            raise MachineError(f"the program can’t be loaded: {ended}")
        self.shell(_APART)
        self.machine.go_on_from_here(self.folder)
        self._has_starter = True

    def stop(self) -> None:
        """At once."""
        self.machine.stop()
        if self._starter is not None:
            self._starter.hang_up()
            self._starter = None

    def tidy(self) -> None:
        """As after the start: nothing plugged in, nothing running, the usual rights."""
        try:
            if self.machine.running and not self.spoiled:
                self.ports.clear()
                self.shell(_TIDY)
        except MachineError:
            self.spoiled = True
        if self.spoiled or not self.machine.running:
            self.start()

    def shell(self, script: str) -> str:
        """What a script prints that root runs. Raises MachineError when it fails."""
        return self.machine.shell(script)

    def chip(self, faults: Faults, content: bytes = b"") -> Chip:
        """A new stick's memory, with this at its beginning."""
        file = self.folder / f"chip{next(self._numbers)}"
        file.write_bytes(content)
        return Chip(file, faults)

    def plug(self, size: int, content: bytes = b"", shape: Shape | None = None) -> Stick:
        """A good stick."""
        return self.ports.plug(self.chip(Faults(size), content), shape)

    def program(self, *words: str) -> Running:
        """Start the program as the user who is logged in."""
        if self._starter is None and not self._has_starter:
            self._starter = self.script("starter.py", STARTER, PROGRAM)
            self._starter.await_line("ready")
        return self.user.start(words, starter=STARTER)

    def program_of(self, agent: Agent, *words: str, before: tuple[str, ...] = ()) -> Running:
        """Start the program by itself, as somebody. `before`: another one, which starts it."""
        command = [*before, "python3", "-m", "app", *words]
        return agent.start(command, environment=ENVIRONMENT, folder=PROGRAM)

    def run(self, *words: str) -> Ended:
        """The program, to its end."""
        with self.program(*words) as running:
            return running.ended()

    def script(self, name: str, *words: str) -> Running:
        """Start a script of the folder `guest` as the user. It ends with its context."""
        command = ["python3", "-u", f"{GUEST}/{name}", *words]
        return self.user.start(command, environment=ENVIRONMENT)

    def script_of_root(self, *words: str) -> Running:
        """Start one that uses the program, as root."""
        environment = {**ENVIRONMENT, "PYTHONPATH": PROGRAM}
        return self.root.start(["python3", "-u", *words], environment=environment)

    def polkit(self, answer: Polkit) -> None:
        """From now on."""
        file = recipe.POLKIT_ANSWER
        self.shell(f"echo {answer} >{file}" if answer else f"rm -f {file}")


@contextmanager
def virtual_pc(folder: Path) -> Iterator[Pc]:
    """One that is switched off until somebody starts it; all that is its own lies in the folder."""
    images, sticks = folder / "images", folder / "sticks"
    images.mkdir()
    sticks.mkdir()
    # By the guest's Python, for all machines to come, and not for two at one time.
    compiled = cache() / "compiled" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    compiled.mkdir(exist_ok=True, parents=True)
    compiled.chmod(0o777)
    place = folder / "machine"
    pc = Pc(Machine(image(), place, program=CHECKOUT, images=images, compiled=compiled), sticks)
    try:
        yield pc
    finally:
        pc.stop()
