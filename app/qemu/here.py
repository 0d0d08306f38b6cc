"""What this computer has for a virtual machine beside its firmware: whether the processor runs it,
and what opens its window. `doctor` tells what `boot` will find."""

import errno
import grp
import os
from pathlib import Path

from app.errors import ToolError
from app.tools import found, run

QEMU = "qemu-system-x86_64"
KVM = Path("/dev/kvm")
_WINDOWS = ("gtk", "sdl")  # the better one first


def may_use_kvm(device: Path = KVM) -> bool:
    """Whether the processor runs the guest itself, and it is not emulated."""
    return not why_no_kvm(device)


def why_no_kvm(device: Path = KVM) -> int:
    """With which error the device can't be opened; 0 where it can. In a container it may be there
    for nothing."""
    try:
        os.close(os.open(device, os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        return error.errno or errno.EIO
    return 0


def group_of(device: Path = KVM) -> str:
    """Whoever is in it may use the device; "" where nobody is asked to be in it."""
    try:
        name = grp.getgrgid(device.stat().st_gid).gr_name
    except (OSError, KeyError):
        return ""
    return "" if name == "root" else name


def display_of_qemu() -> str:
    """What QEMU shows a window with, "" where it can't or is not there. Raises ToolError."""
    if not found(QEMU):
        return ""
    known = run([QEMU, "-display", "help"]).split()
    return next((name for name in _WINDOWS if name in known), "")


def can_show() -> bool:
    """The same for whoever only wants to know: a QEMU that does not answer shows nothing."""
    try:
        return bool(display_of_qemu())
    except ToolError:
        return False
