"""A QEMU that is played (`play_qemu.py`), for what happens around it. What a real one does with a
real image is shown by `tests/system/test_tried.py`."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from app import tools
from app.qemu.firmware import Flash
from app.qemu.here import QEMU

PLAYER = Path(__file__).with_name("play_qemu.py")
STARTING = 'BdsDxe: starting Boot0001 "UEFI QEMU" from PciRoot(0x0)/Pci(0x2,0x0)/USB(0x0,0x0)\r\n'


@dataclass
class Play:
    """`serial`, `log`, `screen`: what it says; `reads` bytes of the disk; `draws`: something that
    is not the firmware's; `ends`: by itself, and `why`, in QEMU's word; `fails`: with these words;
    `kvm`: what that does."""

    serial: str = f"\x1b[2J{STARTING}Welcome to GRUB!\r\n"
    log: str = "SeaBIOS (version 1)\n"
    screen: tuple[str, ...] = ()
    reads: int = 1 << 20
    draws: bool = True
    ends: bool = False
    why: str = "guest-shutdown"
    fails: str = ""
    kvm: str = "runs"
    displays: tuple[str, ...] = ("none", "gtk")


@dataclass(frozen=True)
class Played:
    """Where it is installed."""

    folder: Path

    def as_told(self, play: Play) -> None:
        (self.folder / "play.json").write_text(json.dumps(asdict(play)))

    @property
    def runs(self) -> list[list[str]]:
        """The number of each process, and its words."""
        told = self.folder / "told"
        lines = told.read_text().splitlines() if told.exists() else []
        return [[str(word) for word in json.loads(line)] for line in lines]


def play_qemu(folder: Path, monkeypatch: pytest.MonkeyPatch, play: Play | None = None) -> Played:
    """Puts it where programs are looked for first."""
    folder.mkdir()
    program = folder / QEMU
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PLAYER}" "{folder}" "$@"\n')
    program.chmod(0o755)
    path = f"{folder}{os.pathsep}{tools.ENVIRONMENT['PATH']}"
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", path)
    played = Played(folder)
    played.as_told(play or Play())
    return played


def described(folder: Path) -> Path:
    """A folder with the description of one."""
    folder.mkdir()
    flash = firmware(folder)
    parts = {"executable": flash.code, "nvram-template": flash.variables}
    told = {
        "interface-types": ["uefi"],
        "mapping": {
            "device": "flash",
            **{part: {"filename": str(path), "format": "raw"} for part, path in parts.items()},
        },
        "targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}],
        "features": [],
    }
    (folder / "60.json").write_text(json.dumps(told))
    return folder


def firmware(folder: Path, *, smm: bool = False) -> Flash:
    """Files that stand for one."""
    code, variables = folder / "code.fd", folder / "variables.fd"
    code.write_bytes(b"code")
    variables.write_bytes(b"variables")
    return Flash(code, "raw", variables, "raw", smm)
