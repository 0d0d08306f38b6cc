"""Why an image can’t be tried in a virtual machine, and how to get what is missing (`app.qemu`)."""

from ui.text import later

ROWS = (
    later("engine", "It can’t be tried in a virtual machine: {why}.", "error"),
    later("engine", "QEMU is not installed", "error: no virtual machine"),
    later("engine", "no UEFI firmware for it is installed", "error: no virtual machine"),
    later(
        "engine",
        "no UEFI firmware with Secure Boot and Microsoft’s keys for it is installed",
        "error: no virtual machine",
    ),
    later(
        "engine",
        "nothing in it starts a 64-bit PC from a stick",
        "error: no virtual machine",
    ),
    later("engine", "there is no display to open a window on", "error: no virtual machine"),
    later(
        "engine",
        "the part of QEMU that opens a window is not installed",
        "error: no virtual machine",
    ),
    later("engine", "Install it with “{command}”.", "error: no virtual machine"),
    later("engine", "Install what Debian calls “{packages}”.", "error: no virtual machine"),
    later("engine", "No package of this distribution holds it.", "error: no virtual machine"),
)
