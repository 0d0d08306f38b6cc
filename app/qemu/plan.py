"""Which machine a stick is tried in, or why in none: nothing is started yet but QEMU's own list of
what it can show windows with."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.doctor.programs import FIRMWARE, QEMU_WINDOW, SECURE_FIRMWARE
from app.doctor.programs import QEMU as PACKAGES
from app.errors import NoMachine
from app.qemu.firmware import Firmware, Flash, flash_for
from app.qemu.here import QEMU, display_of_qemu, may_use_kvm
from app.qemu.machine import LEAST, MOST, Machine
from app.report import Answer, Boots
from app.report import Machine as Processor
from app.tools import found

_PROCESSORS = 4
_MIB = 1024  # KiB


@dataclass(frozen=True, slots=True)
class BootPlan:
    firmware: Firmware
    machine: Machine

    @property
    def emulated(self) -> bool:
        return not self.machine.kvm


Flashes = Callable[[Firmware], Flash | None]


def plan_boot(
    boots: Boots,
    *,
    asked: Firmware | None = None,
    window: bool = False,
    kvm: bool = True,
    flashes: Flashes = flash_for,
) -> BootPlan:
    """`asked`: the firmware to take, whatever the verdict `boots` says; `kvm`: let the processor
    run it where that is possible. Raises NoMachine, ToolError."""
    if not found(QEMU):
        raise NoMachine("QEMU is not installed", PACKAGES.hint())
    firmware, flash = _asked(asked, flashes) if asked else _by_verdict(boots, flashes)
    kvm = kvm and may_use_kvm()
    processors = min(os.cpu_count() or 1, _PROCESSORS) if kvm else 1
    shown = _window() if window else ""
    return BootPlan(firmware, Machine(flash, kvm, shown, memory_for(), processors))


def _asked(firmware: Firmware, flashes: Flashes) -> tuple[Firmware, Flash | None]:
    if firmware is Firmware.BIOS:
        return firmware, None
    flash = flashes(firmware)
    if flash is None:
        what, packages = "UEFI firmware", FIRMWARE
        if firmware is Firmware.SECURE:
            what = "UEFI firmware with Secure Boot and Microsoft’s keys"
            packages = SECURE_FIRMWARE
        raise NoMachine(f"no {what} for it is installed", packages.hint())
    return firmware, flash


def _by_verdict(boots: Boots, flashes: Flashes) -> tuple[Firmware, Flash | None]:
    """The way it starts most surely; of two alike, the one of newer computers."""
    ways = list(ways_of(boots))
    if not ways:
        hint = "Name a firmware to start it all the same: --firmware bios, or uefi."
        raise NoMachine("nothing in it starts a 64-bit PC from a stick", hint)
    for firmware in ways:
        if firmware is Firmware.BIOS:
            return firmware, None
        if flash := flashes(firmware):
            return firmware, flash
    return _asked(ways[0], flashes)


def ways_of(boots: Boots) -> Iterator[Firmware]:
    """In which it may start, the surest first."""
    answers = (
        (Firmware.UEFI, boots.on_uefi_usb(Processor.X64).answer),
        (Firmware.BIOS, boots.bios_usb.answer),
    )
    for wanted in (Answer.YES, Answer.LIKELY):
        yield from (firmware for firmware, answer in answers if answer is wanted)


def _window() -> str:
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        hint = "For a look without a window: --screenshot FILE."
        raise NoMachine("there is no display to open a window on", hint)
    if name := display_of_qemu():
        return name
    hint = f"Install it with “{QEMU_WINDOW.install()}”, or use --screenshot FILE."
    raise NoMachine("the part of QEMU that opens a window is not installed", hint)


def memory_for(info: Path = Path("/proc/meminfo")) -> int:
    """MiB for the guest: half of what is free, in bounds."""
    fields = dict(
        line.split(":", 1) for line in info.read_text(encoding="ascii").splitlines() if ":" in line
    )
    free = int(fields.get("MemAvailable", "0 kB").split()[0]) // _MIB
    return max(LEAST, min(MOST, free // 2))
