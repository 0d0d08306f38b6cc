"""What kind of firmware this computer has, for the question whether an image would start on it.

Read from `/sys/firmware/efi` and DMI. What is not known stays unknown: a sandbox hides all of it,
and a computer that was started through "Legacy" looks like an older one.
"""

import platform
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.errors import CorruptImage
from app.formats.sbat import Level
from app.formats.signature_list import SignatureLists
from app.report import Machine

# UEFI Specification 2.10, 3.3 and 32.6: EFI_GLOBAL_VARIABLE and EFI_IMAGE_SECURITY_DATABASE. The
# file system of the kernel puts four bytes of attributes before the value.
_GLOBAL = "8be4df61-93ca-11d2-aa0d-00e098032b8c"
_DATABASE = "d719b2cb-3d3a-4596-a3bc-dad00e67656f"
_SHIM = "605dab50-e046-4300-abb6-3dd810dd8b23"
_ATTRIBUTES = 4
_LARGEST = 1 << 20  # bytes of a variable; a list of what is refused has 25 kB

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
class Trust:
    """Whom the firmware trusts: `db` and `dbx` are its lists of what it starts and of what it
    refuses, `owner` what the owner of the computer told shim to trust. None is a list that could
    not be read. `level` is the SBAT level in force, None before any shim set one."""

    db: SignatureLists | None = None
    dbx: SignatureLists | None = None
    owner: SignatureLists | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class ThisComputer:
    """`machine` is the processor its UEFI firmware starts programs for, which a 64-bit PC with
    32-bit firmware does not share. `secure_boot` is None where nobody may read it; it is off in
    the set-up mode of the firmware as well, which has no keys yet. `sandboxed`: the program is a
    Flatpak, and sees none of that."""

    firmware: Firmware = Firmware.UNKNOWN
    machine: Machine | None = None
    secure_boot: bool | None = None
    maker: str = ""  # "LENOVO", as DMI says it
    board: str = ""  # who made the board: "ASUSTeK COMPUTER INC."
    model: str = ""  # "Surface Pro 7"
    trust: Trust = Trust()
    sandboxed: bool = False


def this_computer(root: Path = Path("/"), machine: str | None = None) -> ThisComputer:
    """`root` and `machine` stand for the running system's; tests hand in others."""
    processor = _MACHINES.get(platform.machine() if machine is None else machine)
    made = _made(root / "sys/class/dmi/id")
    if (root / ".flatpak-info").exists():
        return replace(made, machine=processor, sandboxed=True)
    efi = root / "sys/firmware/efi"
    if efi.is_dir():
        if processor is Machine.X64 and _text(efi / "fw_platform_size") == "32":
            processor = Machine.IA32
        variables = _Variables(efi / "efivars")
        secure_boot = variables.secure_boot()
        return replace(
            made,
            firmware=Firmware.UEFI,
            machine=processor,
            secure_boot=secure_boot,
            trust=variables.trust(),
        )
    is_older = processor in _PCS and (root / "sys/firmware").is_dir()
    return replace(
        made, firmware=Firmware.BIOS if is_older else Firmware.UNKNOWN, machine=processor
    )


def _made(dmi: Path) -> ThisComputer:
    """Who made it, as SMBIOS tells everybody."""
    return ThisComputer(
        maker=_text(dmi / "sys_vendor"),
        board=_text(dmi / "board_vendor"),
        model=_text(dmi / "product_name"),
    )


class _Variables:
    """The variables of the firmware, as the kernel shows them to everybody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def secure_boot(self) -> bool | None:
        on = self._read(f"SecureBoot-{_GLOBAL}")
        if on is None:
            return None
        set_up = self._read(f"SetupMode-{_GLOBAL}") or b""
        return on[:1] == b"\1" and set_up[:1] != b"\1"

    def trust(self) -> Trust:
        return Trust(
            db=self._lists(f"db-{_DATABASE}"),
            dbx=self._lists(f"dbx-{_DATABASE}"),
            owner=self._lists(f"MokListRT-{_SHIM}"),
            level=self._level(),
        )

    def _lists(self, name: str) -> SignatureLists | None:
        value = self._read(name)
        try:
            return None if value is None else SignatureLists.parse(value)
        except CorruptImage:
            return None

    def _level(self) -> Level | None:
        try:
            return Level.parse(self._read(f"SbatLevelRT-{_SHIM}") or b"")
        except CorruptImage:
            return None

    def _read(self, name: str) -> bytes | None:
        """The value; nothing for a variable that is not there, None where that is not known."""
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(_LARGEST)[_ATTRIBUTES:] or None
        except FileNotFoundError:
            return b"" if self._are_there() else None
        except OSError:
            return None

    def _are_there(self) -> bool:
        """Whether there are variables at all; where they are hidden, none can be missing."""
        try:
            return any(self._folder.iterdir())
        except OSError:
            return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
