"""Systems for boards, by the files of their first partition: a FAT that the board's own code reads.

The partition with the system itself is mostly ext4, which nobody reads here, so a version is known
only where the FAT says it.
"""

import re

from app.inspection.system.files import Files
from app.inspection.system.row import Look, Named, Row, plain
from app.report import Role

_FIRMWARE = ("bootcode.bin", "start.elf", "start4.elf", "kernel8.img", "kernel_2712.img")

# Each with its device trees, and the kernels of which it needs one.
_PI = (
    ("1", ("bcm2708*",), ("kernel.img",)),
    ("2", ("bcm2709*", "bcm2710-rpi-2*"), ("kernel7.img", "kernel8.img")),
    ("3", ("bcm2710-rpi-3*",), ("kernel7.img", "kernel8.img")),
    ("4", ("bcm2711*",), ("kernel7l.img", "kernel8.img")),
    ("5", ("bcm2712*",), ("kernel8.img", "kernel_2712.img")),
)
# pi-gen's stages, by what they are published as.
_EDITIONS = {"stage2": "Lite", "stage4": "", "stage5": "Full"}


def models(files: Files) -> str:
    """ "Raspberry Pi 3, 4 and 5": those that a device tree and a kernel are there for."""
    numbers = [
        number
        for number, trees, kernels in _PI
        if any(map(files.find, trees)) and any(map(files.find, kernels))
    ]
    if not numbers:
        return "Raspberry Pi boards"
    return "Raspberry Pi " + " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))


def _is_pi(files: Files) -> bool:
    return any(map(files.find, _FIRMWARE))


def _raspberry_pi_os(files: Files, row: Row) -> Named | None:
    """ "Raspberry Pi reference 2023-12-05", then who generated it, "…, stage4"."""
    text = files.text("issue.txt")
    found = re.match(r"Raspberry Pi reference (\d{4}-\d\d-\d\d)", text)
    if found is None or not _is_pi(files):
        return None
    stage = re.search(r"\bstage\d\b", text)
    edition = _EDITIONS.get(stage[0], "") if stage else ""
    return Named(
        name=" ".join(filter(None, (row.name, edition, found[1]))),
        family=row.family,
        version=found[1],
        role=Role.BOARD,
        computers=models(files),
        path="issue.txt",
        said=found[0],
    )


def _on_pi(files: Files, row: Row) -> Named | None:
    """A system for many boards, or for PCs as well: which, the firmware beside it says."""
    named = plain(files, row)
    if not _is_pi(files):
        return named
    return Named(
        named.name,
        named.family,
        named.version,
        Role.BOARD,
        named.what,
        models(files),
        named.path,
        named.said,
    )


def _ubuntu(files: Files, row: Row) -> Named | None:
    return _on_pi(files, row) if _is_pi(files) and files.label == "system-boot" else None


def _any_pi(files: Files, row: Row) -> Named | None:
    return _on_pi(files, row) if _is_pi(files) else None


ROWS = (
    Row("Raspberry Pi OS", "debian", Role.BOARD, ("issue.txt",), read=_raspberry_pi_os),
    Row("DietPi", "debian", Role.BOARD, ("dietpi.txt",), read=_on_pi),
    Row("Batocera", "batocera", Role.DISK, ("batocera-boot.conf",), read=_on_pi),
    Row("Recalbox", "recalbox", Role.DISK, ("recalbox-boot.conf",), read=_on_pi),
    Row("LibreELEC", "libreelec", Role.DISK, ("SYSTEM", "KERNEL", "distroconfig.txt"), read=_on_pi),
    Row(
        "LibreELEC",
        "libreelec",
        Role.DISK,
        ("SYSTEM", "kernel.img", "distroconfig.txt"),
        read=_on_pi,
    ),
    Row("Armbian", "debian", Role.BOARD, ("armbianEnv.txt",)),
    Row("Armbian", "debian", Role.BOARD, ("armbian_first_run.txt*",)),
    Row("Ubuntu", "ubuntu", Role.BOARD, ("user-data", "config.txt"), read=_ubuntu),
    Row(
        "Alpine Linux",
        "alpine",
        Role.BOARD,
        (".alpine-release", "config.txt"),
        Look(".alpine-release", r"(\d+\.\d+(?:\.\d+)?(?:_\w+)?)"),
        read=_on_pi,
    ),
)

# Behind everything that knows a name.
LAST_ROWS = (Row("Raspberry Pi system", "board", Role.BOARD, ("config.txt",), read=_any_pi),)
