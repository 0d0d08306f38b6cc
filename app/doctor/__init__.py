"""What is missing on this computer, and what to do about it: a line for each thing the program
leans on.

    examine     all of them
    can_write   whether a real drive can be written; a virtual stick always can

    rights.py   who opens a drive: root, or UDisks2 by the system bus, with somebody to permit it
    kernel.py   what the kernel and udev tell
    programs.py programs of others, each for one thing
    machine.py  what a virtual machine needs beside its program

Nothing is changed, nobody is asked for a password, and no drive is opened.
"""

from collections.abc import Collection, Iterable

from app.doctor.check import Check, State
from app.doctor.kernel import kernel
from app.doctor.machine import machines
from app.doctor.programs import programs
from app.doctor.rights import rights

__all__ = ["Check", "State", "can_write", "examine"]


def examine(commands: Collection[str]) -> tuple[Check, ...]:
    """`commands`: what this version can do; a program that none of them needs is not asked for."""
    return (*rights(), *kernel(), *programs(commands), *machines(commands))


def can_write(checks: Iterable[Check]) -> bool:
    return all(check.state is not State.BLOCKS for check in checks)
