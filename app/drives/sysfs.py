"""Block devices as /sys shows them.

A drive may go away between two reads: whatever is missing reads as empty, and nothing here raises.
Names are the kernel's: "sdb", "sdb1", "dm-0". A "!" in one stands for the "/" of its node.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512  # what `size` and `start` count in, whatever the drive's own sector is


def read_text(path: Path) -> str:
    """A small file of the kernel's, without outer white space; empty when it cannot be read."""
    try:
        return path.read_bytes().decode(errors="surrogateescape").strip()
    except OSError:
        return ""


def read_number(path: Path) -> int | None:
    text = read_text(path)
    return int(text) if text.isascii() and text.isdigit() else None


def inode_of(path: Path) -> int | None:
    """The kernel gives each thing in /sys a number of its own when it appears."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def entries(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when there is no folder."""
    try:
        with os.scandir(folder) as found:
            return sorted(each.name for each in found)
    except OSError:
        return []


def node_of(name: str) -> str:
    return "/dev/" + name.replace("!", "/")


def name_of(node: str) -> str:
    """The kernel's name of a node in /dev."""
    return node.removeprefix("/dev/").replace("/", "!")


@dataclass(frozen=True, slots=True)
class Sysfs:
    """The tree below `root`."""

    root: Path = Path("/sys")

    def disks(self) -> list[str]:
        """Whole block devices, of every sort."""
        return entries(self.root / "block")

    def folder(self, name: str) -> Path:
        return self.root / f"class/block/{name}"  # one step: to make a path takes its time

    def exists(self, name: str) -> bool:
        return bool(name) and self.folder(name).is_dir()

    def text(self, name: str, attribute: str) -> str:
        return read_text(self.root / f"class/block/{name}/{attribute}")

    def number(self, name: str, attribute: str) -> int | None:
        return read_number(self.root / f"class/block/{name}/{attribute}")

    def size(self, name: str) -> int:
        """In bytes; 0 without a medium."""
        return (self.number(name, "size") or 0) * SECTOR

    def by_number(self, number: str) -> str:
        """The name behind "8:17", or empty."""
        link = self.root / f"dev/block/{number}"
        return link.resolve().name if number and link.exists() else ""

    def device(self, name: str) -> int:
        """The device number, as `st_rdev` gives it."""
        major, _, minor = self.text(name, "dev").partition(":")
        return os.makedev(int(major), int(minor)) if major.isdigit() and minor.isdigit() else 0

    def partitions(self, disk: str) -> list[str]:
        """In the order of their numbers."""
        folder = self.folder(disk)
        numbered = [
            (number, name)
            for name in entries(folder)
            if (number := read_number(folder / f"{name}/partition")) is not None
        ]
        return [name for _, name in sorted(numbered)]

    def disk_of(self, name: str) -> str:
        """The whole device that a partition is on; the name itself when it is one."""
        folder = self.folder(name)
        return folder.resolve().parent.name if (folder / "partition").exists() else name

    def slaves(self, name: str) -> list[str]:
        """What a mapped or assembled device stands on."""
        return entries(self.root / f"class/block/{name}/slaves")

    def holders(self, name: str) -> list[str]:
        """The mapped or assembled devices that stand on this one."""
        return entries(self.root / f"class/block/{name}/holders")

    def backing_file(self, name: str) -> str:
        """The file behind a loop device, or what stands behind a compressed one; else empty."""
        path = self.text(name, "loop/backing_file") or self.text(name, "backing_dev")
        return path.removesuffix(" (deleted)") if path.startswith("/") else ""

    def ancestors(self, name: str) -> Iterator[Path]:
        """The devices that the disk is connected through, the nearest first."""
        top = (self.root / "devices").resolve()
        here = self.folder(self.disk_of(name)).resolve().parent
        while here != top and here.is_relative_to(top):
            yield here
            here = here.parent

    def subsystem(self, device: Path) -> str:
        link = device / "subsystem"
        return link.resolve().name if link.exists() else ""
