"""Where an image starts."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.report.evidence import Evidence


class Answer(StrEnum):
    """Does it start? `LIKELY` where firmware is known to differ, or a part was not looked at."""

    YES = "yes"
    LIKELY = "likely"
    NO = "no"


class Machine(StrEnum):
    """Processors of UEFI computers, by the names EDK2 gives them."""

    X64 = "x64"
    IA32 = "ia32"
    AA64 = "aa64"
    RISCV64 = "riscv64"
    LOONGARCH64 = "loongarch64"
    ARM = "arm"


@dataclass(frozen=True, slots=True)
class BootPath:
    """One way to start, with its answer, and why."""

    answer: Answer
    evidence: tuple[Evidence, ...] = ()


NO = BootPath(Answer.NO)


@dataclass(frozen=True, slots=True)
class Boots:
    """Where the image starts. Machines that are not in a dictionary answer no, and what was looked
    at without finding a loader for them is the evidence."""

    bios_usb: BootPath = NO
    bios_cd: BootPath = NO
    uefi_usb: dict[Machine, BootPath] = field(default_factory=dict)
    uefi_cd: dict[Machine, BootPath] = field(default_factory=dict)
    looked_at_usb: tuple[Evidence, ...] = ()
    looked_at_cd: tuple[Evidence, ...] = ()

    def on_uefi_usb(self, machine: Machine) -> BootPath:
        return self.uefi_usb.get(machine, BootPath(Answer.NO, self.looked_at_usb))

    def on_uefi_cd(self, machine: Machine) -> BootPath:
        return self.uefi_cd.get(machine, BootPath(Answer.NO, self.looked_at_cd))

    @property
    def from_usb(self) -> bool:
        """Whether anything at all may start from a stick."""
        paths = (self.bios_usb, *self.uefi_usb.values())
        return any(path.answer is not Answer.NO for path in paths)


@dataclass(frozen=True, slots=True)
class ElToritoEntry:
    """An entry of the boot catalogue, as the report carries it."""

    platform: str  # "bios" | "uefi" | "ppc" | "mac"
    bootable: bool
    emulation: str  # "none" | "floppy" | "hard-disk"
    sectors: int  # of 512 bytes, as the catalogue says
    lba: int  # of 2048 bytes
