"""What kind of firmware this computer has, for the question whether an image would start on it.

Read from `/sys/firmware/efi` and DMI. What is not known stays unknown: a sandbox hides all of it,
and a computer that was started through "Legacy" looks like an older one.
"""

import platform
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.report import Machine

# UEFI Specification 2.10, 3.3: EFI_GLOBAL_VARIABLE. The file system of the kernel puts four bytes
# of attributes before the value.
_SECURE_BOOT = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
_ATTRIBUTES = 4

_MACHINES = {
    "x86_64": Machine.X64,
    "i386": Machine.IA32,
    "i586": Machine.IA32,
    "i686": Machine.IA32,
    "aarch64": Machine.AA64,
    "armv7l": Machine.ARM,
    "riscv64": Machine.RISCV64,
    "loongarch64": Machine.LOONGARCH64,
}
_PCS = (Machine.X64, Machine.IA32)


class Firmware(StrEnum):
    UEFI = "uefi"
    BIOS = "bios"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ThisComputer:
    """`machine` is the processor its UEFI firmware starts programs for, which a 64-bit PC with
    32-bit firmware does not share. `secure_boot` is None where nobody may read it."""

    firmware: Firmware = Firmware.UNKNOWN
    machine: Machine | None = None
    secure_boot: bool | None = None
    maker: str = ""  # "LENOVO", as DMI says it


def this_computer(root: Path = Path("/"), machine: str | None = None) -> ThisComputer:
    """`root` and `machine` stand for the running system's; tests hand in others."""
    processor = _MACHINES.get(platform.machine() if machine is None else machine)
    maker = _text(root / "sys/class/dmi/id/sys_vendor")
    if (root / ".flatpak-info").exists():
        return ThisComputer(machine=processor, maker=maker)
    efi = root / "sys/firmware/efi"
    if efi.is_dir():
        if processor is Machine.X64 and _text(efi / "fw_platform_size") == "32":
            processor = Machine.IA32
        return ThisComputer(Firmware.UEFI, processor, _secure_boot(efi / "efivars"), maker)
    is_older = processor in _PCS and (root / "sys/firmware").is_dir()
    return ThisComputer(
        Firmware.BIOS if is_older else Firmware.UNKNOWN, processor, secure_boot=None, maker=maker
    )


def _secure_boot(variables: Path) -> bool | None:
    try:
        value = (variables / _SECURE_BOOT).read_bytes()[_ATTRIBUTES:]
    except FileNotFoundError:
        # Firmware without the variable has no Secure Boot, as long as there are variables at all.
        return False if variables.is_dir() and any(variables.iterdir()) else None
    except OSError:
        return None
    return bool(value[0]) if value else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
