"""What the kernel and udev tell about drives."""

import os
from collections.abc import Iterator
from pathlib import Path

from app.doctor.check import Check, State
from app.doctor.packages import Packages
from app.drives.computer import Computer
from app.drives.udev import has_library
from app.inside.beneath import kernel_can

_LIBRARY = Packages("python3-pyudev libudev1", "python3-pyudev", "python-pyudev")


def kernel(computer: Computer | None = None, *, library: bool | None = None) -> Iterator[Check]:
    """`library`: whether there is one to ask udev with."""
    computer = Computer() if computer is None else computer
    library = has_library() if library is None else library
    disks = computer.sysfs.disks()
    yield _sys(disks)
    if disks:
        yield _diskseq(computer, disks)
    yield _udev(running=computer.udev.running, library=library)
    yield _openat2()


def _sys(disks: list[str]) -> Check:
    if disks:
        return Check("sys", State.OK, "The kernel lists drives in /sys.")
    text = "The kernel shows no block device in /sys: no drive can be found."
    return Check("sys", State.BLOCKS, text, "Is this a container? Start it where drives are.")


def _diskseq(computer: Computer, disks: list[str]) -> Check:
    if any(computer.sysfs.number(name, "diskseq") is not None for name in disks):
        return Check("diskseq", State.OK, "The kernel numbers every drive that is plugged in.")
    text = (
        "The kernel does not number what is plugged in (Linux 5.15 does): a drive is known again "
        "by size, serial number and place."
    )
    return Check("diskseq", State.MISSING, text)


def _udev(*, running: bool, library: bool) -> Check:
    if running:
        return Check("udev", State.OK, "It tells names of drives, and when one is plugged in.")
    then = "drives have fewer names, and show up later."
    if library:
        return Check("udev", State.MISSING, f"It is not running: {then}", "Start systemd-udevd.")
    text = f"There is no library to ask it: {then}"
    return Check("udev", State.MISSING, text, _LIBRARY.hint())


def _openat2() -> Check:
    folder = os.open(Path("/"), os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        can = kernel_can(folder)
    finally:
        os.close(folder)
    if can:
        return Check("openat2", State.OK, "The kernel keeps extracted files inside their folder.")
    text = "The kernel has no such call (Linux 5.6 has): extracting opens folders one by one."
    return Check("openat2", State.MISSING, text)
