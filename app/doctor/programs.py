"""Programs of others, each for one thing that this program leaves to them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.doctor.check import Check, State
from app.doctor.packages import E2FSPROGS, EXFATPROGS, NTFSPROGS, WIMLIB, Packages
from app.tools import found


@dataclass(frozen=True, slots=True)
class Program:
    """`need` ends the sentence "… is missing, which"; `command` is what needs it."""

    name: str
    command: str
    need: str
    packages: Packages


QEMU = Packages(
    "qemu-system-x86 ovmf",
    "qemu-system-x86 edk2-ovmf",
    "qemu-base edk2-ovmf",
    "qemu-x86 qemu-ovmf-x86_64",
)
FIRMWARE = Packages("ovmf", "edk2-ovmf", "edk2-ovmf", "qemu-ovmf-x86_64")
SECURE_FIRMWARE = Packages("ovmf", "edk2-ovmf", "", "qemu-ovmf-x86_64")  # Arch enrolls no keys
QEMU_WINDOW = Packages("qemu-system-gui", "qemu-ui-gtk", "qemu-ui-gtk", "qemu-ui-gtk")

PROGRAMS = (
    Program(
        "gpgv",
        "check",
        "tells who signed a list of checksums",
        Packages("gpgv", "gnupg2", "gnupg", "gpg2"),
    ),
    Program(
        "mke2fs",
        "write",
        "makes ext4, for --persistence and for format",
        E2FSPROGS,
    ),
    Program(
        "mkfs.exfat",
        "write",
        "makes exFAT, for --data --exfat and for format",
        EXFATPROGS,
    ),
    Program(
        "mkntfs",
        "format",
        "makes NTFS, for format",
        NTFSPROGS,
    ),
    Program(
        "wimlib-imagex",
        "write",
        "converts images of Windows that are packed as a whole, for --convert",
        WIMLIB,
    ),
    Program(
        "xorriso",
        "burn",
        "burns discs",
        Packages("xorriso", "xorriso", "libisoburn"),
    ),
    Program(
        "qemu-system-x86_64",
        "boot",
        "starts an image in a virtual machine",
        QEMU,
    ),
)


def packages_of(name: str) -> Packages:
    """What holds the program of this name."""
    return next(program.packages for program in PROGRAMS if program.name == name)


def programs(commands: Collection[str]) -> Iterator[Check]:
    """Those that one of the `commands` needs."""
    for program in PROGRAMS:
        if program.command not in commands:
            continue
        if found(program.name):
            yield Check(program.name, State.OK, f"It {program.need}.")
        else:
            text = f"It is not installed. It {program.need}."
            yield Check(program.name, State.MISSING, text, program.packages.hint())
