"""What `boot` finds here beside QEMU itself: firmware, a window, and a processor that helps."""

import errno
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from app.display import for_display
from app.doctor.check import Check, State
from app.doctor.packages import IN_FLATPAK
from app.doctor.programs import FIRMWARE, QEMU_WINDOW, SECURE_FIRMWARE
from app.drives.told_by_udisks import in_flatpak
from app.qemu.firmware import Firmware, flash_for
from app.qemu.here import KVM, QEMU, can_show, group_of, why_no_kvm
from app.tools import found

_OFF = (
    "Switch virtualization (VT-x, AMD-V) on in the firmware’s settings; to a container or a "
    "virtual machine it has to be handed on."
)
_SLOW = "a virtual machine is emulated, which takes some ten times as long."


def machines(
    commands: Collection[str], folders: Sequence[Path] | None = None, kvm: Path = KVM
) -> Iterator[Check]:
    """`folders`: where firmware is described."""
    if "boot" not in commands:
        return
    yield _uefi(folders)
    yield _secure(folders)
    yield _window()
    yield _kvm(kvm)


def _uefi(folders: Sequence[Path] | None) -> Check:
    if flash_for(Firmware.UEFI, folders) is not None:
        return Check("uefi", State.OK, "A virtual machine can start by UEFI.")
    text = "No UEFI firmware is installed: a virtual machine starts by BIOS alone."
    return Check("uefi", State.MISSING, text, FIRMWARE.hint())


def _secure(folders: Sequence[Path] | None) -> Check:
    if flash_for(Firmware.SECURE, folders) is not None:
        return Check("uefi-secure", State.OK, "A virtual machine can start with Secure Boot.")
    text = "No UEFI firmware with Microsoft’s keys is installed: Secure Boot can’t be tried."
    return Check("uefi-secure", State.MISSING, text, SECURE_FIRMWARE.hint())


def _window() -> Check:
    if can_show():
        return Check("qemu-window", State.OK, "A virtual machine can have a window.")
    text = "The part of QEMU that opens a window is not installed: a screenshot can be taken."
    if not found(QEMU):
        text = "Neither QEMU nor the part of it that opens a window is installed."
    return Check("qemu-window", State.MISSING, text, QEMU_WINDOW.hint())


def _kvm(device: Path) -> Check:
    why = why_no_kvm(device)
    if not why:
        return Check("kvm", State.OK, "KVM is there, and you may use it.")
    if in_flatpak():
        return Check("kvm", State.MISSING, f"It can’t be used here: {_SLOW}", IN_FLATPAK)
    if why != errno.EACCES:
        there = "There is no" if why == errno.ENOENT else "Nothing is behind"
        return Check("kvm", State.MISSING, f"{there} {device}: {_SLOW}", _OFF)
    text = f"You may not use {device}: {_SLOW}"
    hint = "Ask the administrator of this computer for it."
    if group := group_of(device):
        hint = f"Run “sudo usermod -aG {for_display(group, 32)} $USER”, then log in again."
    return Check("kvm", State.MISSING, text, hint)
