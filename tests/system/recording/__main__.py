"""Records drives as udev and the kernel show them, for tests/data/udev. As root, from `tests`:

    python -m system.recording FOLDER

starts the virtual PC with the devices of `hardware.py`, and leaves all that it shows in
FOLDER/everything.txt, and from that one dump for each computer of `dumps.py`. Besides what the PC
needs it calls mkntfs, mkfs.vfat and xorriso.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from system.pc.agent import Agent
from system.pc.image import image
from system.pc.machine import Machine
from system.pc.monitor import MachineError
from system.recording import hardware
from system.recording.dumps import write_dumps

PATIENCE = 1800.0  # seconds for one script in the guest; 60 on an idle host


@dataclass(slots=True)
class Recorder(Machine):
    """From power-on, on a copy of its own of the disks, and with more devices."""

    devices: tuple[str, ...] = ()

    def command(self, *, saved: bool) -> list[str]:
        # Not zero-argument `super`, which a class with slots does not have.
        return [*Machine.command(self, saved=saved), *self.devices]


def record(folder: Path) -> str:
    """All that the guest shows. Raises MachineError."""
    own, drives, empty = (folder / name for name in ("image", "drives", "empty"))
    for each in (own, drives, empty):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    kept = [image() / name for name in ("system.img", "internal.img", "vmlinuz", "initrd.img")]
    subprocess.run(["cp", "--sparse=always", *kept, image() / "token", own], check=True)
    disc = folder / "disc.iso"
    words = ["xorriso", "-as", "mkisofs", "-quiet", "-V", "SETUP", "-o", str(disc), str(empty)]
    subprocess.run(words, check=True)
    devices = tuple(hardware.make(drives, disc))
    machine = Recorder(own, folder / "m", empty, empty, empty, devices=devices)
    try:
        machine.start(saved=False)
        _run(machine.root, hardware.PREPARE)
        _run(machine.user, hardware.MOUNT)
        return _run(machine.root, hardware.LOOK)
    finally:
        machine.stop()


def _run(agent: Agent, script: str) -> str:
    ended = agent.run(["sh", "-c", script], patience=PATIENCE)
    if ended.status:
        raise MachineError(f"{script}: {ended.status}: {ended.errors}")
    return ended.output


if __name__ == "__main__":
    target = Path(sys.argv[1]).absolute()
    (target / "everything.txt").write_text(record(target))
    write_dumps(target / "everything.txt", target)
