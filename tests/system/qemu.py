"""Starts an image in an emulated computer and tells what the computer said.

A medium is a stick or a CD; a firmware is SeaBIOS or EDK2 for one processor. Needs the packages
that `packaging/setup-debian.sh system` lists. Everything is emulated in software: slow, but the
same on every machine.

A stick is larger than its image, as real sticks are, so a backup GPT is not in its last sector.
EDK2 reads El Torito from sticks too, and many a real firmware does not: `hide_el_torito` shows the
stick to the firmware without it.
"""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

SPARE = 64 << 20
SECTOR = 512
BLOCK = 2048
MEMORY = "512"  # MiB
LIMIT = 180  # seconds; a start takes 2 to 25 on an idle machine
POLL = 0.3

OVMF = Path("/usr/share/OVMF")
ARM = Path("/usr/share/qemu-efi-aarch64/QEMU_EFI.fd")

# What a firmware says when it has found nothing to start, and no longer looks.
GAVE_UP = re.compile(
    r"No bootable device|UEFI Interactive Shell|No bootable option or device was found"
    r"|Press any key to enter the Boot Manager"
)
HANDED_OVER = re.compile(r"Booting from [0-9a-f]{4}:[0-9a-f]{4}")
TERMINAL_CODES = re.compile(r"\x1b\[[0-9;?=]*[A-Za-z]")


class Firmware(StrEnum):
    BIOS = "bios"
    X64 = "x64"
    IA32 = "ia32"
    AA64 = "aa64"
    # With Secure Boot on, and the keys of Microsoft or those of Debian's package for tests.
    SECURE = "secure"
    SNAKEOIL = "snakeoil"


# Code and variables of EDK2. Debian builds the one for ia32 with Secure Boot alone; its variables
# are empty, so it is off.
FLASH = {
    Firmware.X64: ("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd"),
    Firmware.IA32: ("OVMF32_CODE_4M.secboot.fd", "OVMF32_VARS_4M.fd"),
    Firmware.SECURE: ("OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.ms.fd"),
    Firmware.SNAKEOIL: ("OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.snakeoil.fd"),
}


class Medium(StrEnum):
    STICK = "stick"
    CD = "cd"


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of the computer: its first serial port, its firmware's own log, and the
    80 × 25 characters of a BIOS text screen (empty under UEFI)."""

    serial: str
    log: str
    screen: str

    def says(self, expected: re.Pattern[str]) -> bool:
        return any(map(expected.search, (self.serial, self.screen)))

    def found(self, expected: str) -> bool:
        return self.says(re.compile(expected))

    @property
    def handed_over(self) -> bool:
        """Whether SeaBIOS has run the medium's code."""
        return HANDED_OVER.search(self.log) is not None

    @property
    def gave_up(self) -> bool:
        return any(map(GAVE_UP.search, (self.serial, self.log, self.screen)))


def boot(
    image: Path,
    firmware: Firmware,
    medium: Medium,
    *,
    expected: str,
    hide_el_torito: bool = False,
    spare: int = SPARE,
    limit: float = LIMIT,
    patience: float = LIMIT,
    variables: Path | None = None,
) -> Seen:
    """Start `image` and wait for the regular expression `expected` on the serial port or the text
    screen, until the firmware gives up, for `limit` seconds, or for `patience` seconds after a BIOS
    ran the medium's code. `spare` is how many bytes the stick is larger than the image, `variables`
    what EDK2 keeps in its flash instead of what the package has. Neither is changed."""
    pattern = re.compile(expected)
    with TemporaryDirectory(prefix="boot-") as name:
        folder = Path(name)
        disk = copy_of(image, folder / "medium", medium, spare)
        if hide_el_torito:
            blot_out_el_torito(disk)
        command = computer(disk, firmware, medium, folder, variables)
        with running(command, folder) as process:
            end = time.monotonic() + limit
            over = runs = False
            while True:
                ended = process.poll() is not None
                seen = look(folder, screen=firmware is Firmware.BIOS and not ended)
                if over or ended:
                    return seen
                if not runs and seen.handed_over:
                    runs, end = True, min(end, time.monotonic() + patience)
                # One more look: a line that is on the screen now may still be on its way out of
                # the serial port.
                over = seen.says(pattern) or seen.gave_up or time.monotonic() > end
                time.sleep(POLL)


def copy_of(image: Path, target: Path, medium: Medium, spare: int) -> Path:
    """A copy that the computer may write to; holes stay holes."""
    subprocess.run(["cp", "--sparse=always", "--reflink=auto", image, target], check=True)
    unit, more = (SECTOR, spare) if medium is Medium.STICK else (BLOCK, 0)
    with target.open("r+b") as file:
        file.truncate(-(-target.stat().st_size // unit) * unit + more)
    return target


def blot_out_el_torito(disk: Path) -> None:
    """The boot record descriptor loses its name (El Torito 1.0, figure 7)."""
    with disk.open("r+b") as file:
        for sector in range(16, 64):
            file.seek(sector * BLOCK)
            head = file.read(64)
            if head[:6] == b"\0CD001" and head[7:].startswith(b"EL TORITO SPECIFICATION"):
                file.seek(sector * BLOCK + 7)
                file.write(b"hidden".ljust(32))
            if head[:6] == b"\xffCD001":
                return


def computer(
    disk: Path, firmware: Firmware, medium: Medium, folder: Path, variables: Path | None = None
) -> list[str]:
    """The command that starts it; what it says comes into `folder`."""
    serial, log, monitor = folder / "serial", folder / "log", folder / "monitor"
    words = [
        *machine(firmware, folder, variables),
        *("-accel", "tcg", "-m", MEMORY, "-display", "none", "-nic", "none", "-no-reboot"),
        *("-serial", f"file:{serial}", "-monitor", f"unix:{monitor},server,nowait"),
        *("-device", "qemu-xhci", *_drive(disk, firmware, medium)),
    ]
    if firmware is Firmware.AA64:
        return words
    log_port = "isa-debugcon,iobase=0x402,chardev=log"
    return [*words, "-chardev", f"file,id=log,path={log}", "-device", log_port]


def machine(firmware: Firmware, folder: Path, kept: Path | None = None) -> list[str]:
    match firmware:
        case Firmware.BIOS:
            return ["qemu-system-x86_64", "-machine", "pc"]
        case Firmware.AA64:
            return [
                "qemu-system-aarch64",
                "-machine",
                "virt",
                "-cpu",
                "cortex-a57",
                "-bios",
                str(ARM),
            ]
        case _:
            words = ["-machine", "q35"]
            if firmware is not Firmware.X64:
                # Debian builds those with Secure Boot, which needs this.
                words = ["-machine", "q35,smm=on"]
                words += ["-global", "driver=cfi.pflash01,property=secure,value=on"]
    code, usual = (OVMF / name for name in FLASH[firmware])
    variables = folder / "variables"
    shutil.copyfile(kept or usual, variables)
    flash = [
        f"if=pflash,format=raw,readonly=on,file={code}",
        f"if=pflash,format=raw,file={variables}",
    ]
    return ["qemu-system-x86_64", *words, "-drive", flash[0], "-drive", flash[1]]


def _drive(disk: Path, firmware: Firmware, medium: Medium) -> list[str]:
    if medium is Medium.STICK:
        stick = "usb-storage,drive=medium,removable=on,bootindex=0"
        return ["-drive", f"if=none,id=medium,format=raw,file={disk}", "-device", stick]
    drive = ["-drive", f"if=none,id=medium,media=cdrom,readonly=on,format=raw,file={disk}"]
    if firmware is Firmware.BIOS:
        return [*drive, "-device", "ide-cd,drive=medium,bootindex=0"]
    return [*drive, "-device", "virtio-scsi-pci", "-device", "scsi-cd,drive=medium,bootindex=0"]


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "words").open("wb") as words:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def look(folder: Path, *, screen: bool) -> Seen:
    return Seen(
        serial=_text(folder / "serial"),
        log=_text(folder / "log") + _text(folder / "words"),
        screen=_text_screen(folder) if screen else "",
    )


def press(folder: Path, *keys: str) -> None:
    """One after the other, by the names that QEMU has for them."""
    with socket.socket(socket.AF_UNIX) as monitor:
        monitor.settimeout(10)
        monitor.connect(str(folder / "monitor"))
        _await_prompt(monitor)
        for key in keys:
            monitor.sendall(f"sendkey {key}\n".encode())
            _await_prompt(monitor)
            time.sleep(POLL)  # it is held down for 0.1 s


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    return TERMINAL_CODES.sub("", path.read_bytes().decode("ascii", "replace"))


def _text_screen(folder: Path) -> str:
    """The characters at 0xB8000, each followed by its colour, asked of QEMU's monitor."""
    target = folder / "screen"
    try:
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.settimeout(10)
            monitor.connect(str(folder / "monitor"))
            _await_prompt(monitor)
            monitor.sendall(f'pmemsave 0xb8000 4000 "{target}"\n'.encode())
            _await_prompt(monitor)
    except OSError:  # not up yet, or gone
        return ""
    characters = target.read_bytes()[::2].decode("cp437") if target.exists() else ""
    return "\n".join(characters[row : row + 80] for row in range(0, len(characters), 80))


def _await_prompt(monitor: socket.socket) -> None:
    said = b""
    while not said.endswith(b"(qemu) "):
        if not (more := monitor.recv(4096)):
            raise OSError("the monitor closed")
        said += more
