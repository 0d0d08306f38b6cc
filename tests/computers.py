"""Computers that never were: /sys, /proc and udev records in a folder, for tests to look at.

`replay` lays out a dump from tests/data/udev; everything else is written by hand, after the
kernel's documentation of sysfs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.drives.behind import FileId, file_at
from app.drives.computer import Computer
from app.drives.mounts import Lists, read_lists
from app.drives.udev import Record

DUMPS = Path(__file__).parent / "data/udev"
ALL_DUMPS = sorted(path.stem for path in DUMPS.glob("*.txt"))

# Which bus a folder below /sys/devices belongs to, by the form of its name.
_SUBSYSTEMS = (
    (r"usb\d+|\d+-[\d.]+(:\d+\.\d+)?", "usb"),
    (r"host\d+|target[\d:]+|\d+:\d+:\d+:\d+", "scsi"),
    (r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.\d", "pci"),
    (r"virtio\d+", "virtio"),
    (r"nvme\d+", "nvme"),
    (r"mmc\d+:[0-9a-f]+", "mmc"),
    (r"mmc\d+", "mmc_host"),
    (r"fw\d+(\.\d+)?", "firewire"),
)
_LINE = re.compile(r'\s+ATTRS?\{(?P<name>[^}]+)\}=="(?P<value>.*)"')
_SUBSYSTEM = re.compile(r'\s+SUBSYSTEMS?=="(?P<value>[^"]*)"')

Properties = Mapping[str, str]


def record(properties: Properties) -> Record:
    return Record.from_properties(list(properties), lambda key: properties.get(key, ""))


class RecordedUdev:
    """udev's database as a dictionary."""

    def __init__(self, records: dict[str, Record], *, running: bool = True) -> None:
        self.records = records
        self.running = running

    def record(self, name: str) -> Record | None:
        return self.records.get(name)

    def lists(self, proc: Path) -> Lists:
        return read_lists(proc)


@dataclass
class FakeComputer:
    """Grows while a test describes it; `look()` is what the program gets to see."""

    root: Path
    udev: RecordedUdev = field(default_factory=lambda: RecordedUdev({}))
    used: dict[str, int] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    behind: dict[str, FileId | None] = field(default_factory=dict)  # by node of a loop device

    def __post_init__(self) -> None:
        for folder in ("sys/block", "sys/class/block", "sys/dev/block", "proc/self", "dev"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        self._write("proc/self/mountinfo", "")
        self._write("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")

    def look(self) -> Computer:
        return Computer(
            sys=self.root / "sys",
            proc=self.root / "proc",
            dev=self.root / "dev",
            udev=self.udev,
            device_of=lambda _path: "",
            behind=lambda node, path: self.behind.get(node, _regular(path)),
            used=self.used.get,
            own=self.own,
        )

    def replay(self, dump: str) -> list[str]:
        """The devices of a dump, what is mounted and swapped to, and who holds what; the names."""
        sections = sections_of(dump)
        names = []
        for title, lines in sections.items():
            if title.startswith("udevadm info -q property "):
                name = title.rpartition(" ")[2].removeprefix("/dev/")
                self._replay_device(dict(line.split("=", 1) for line in lines))
                self._walk(sections.get(f"udevadm info -a /dev/{name}", []))
                names.append(name)
        for title, lines in sections.items():
            self._replay_file(title, lines)
        return names

    def _replay_device(self, properties: Properties) -> None:
        if properties["SUBSYSTEM"] != "block":
            return
        attributes = {"diskseq": properties["DISKSEQ"]}
        if "MAJOR" in properties:  # a hidden path of an NVMe drive has no number, and no node
            attributes["dev"] = f"{properties['MAJOR']}:{properties['MINOR']}"
        if properties["DEVTYPE"] == "partition":
            attributes["partition"] = properties["ID_PART_ENTRY_NUMBER"]
            attributes["start"] = properties["ID_PART_ENTRY_OFFSET"]
            attributes["size"] = properties["ID_PART_ENTRY_SIZE"]
        self.device(properties["DEVPATH"], attributes, properties)

    def _replay_file(self, title: str, lines: list[str]) -> None:
        """`cat` of a file below /proc, or `ls` of a folder of links to devices."""
        program, _, path = title.partition(" /")
        if program == "cat":
            self._write(path, "".join(f"{line}\n" for line in lines))
        if program != "ls":
            return
        for name in lines:
            self._link(f"{path}/{name}", self.root / "sys/class/block" / name)
            if path.endswith("/slaves"):
                self._hold(name, Path(path).parent.name)

    def _hold(self, below: str, holder: str) -> None:
        holders = (self.root / "sys/class/block" / below).resolve() / "holders"
        holders.mkdir(exist_ok=True)
        (holders / holder).touch()

    def device(
        self, devpath: str, attributes: Properties, properties: Properties | None = None
    ) -> str:
        """A block device at a path below /sys/devices, with its udev record if it has one."""
        folder = self.root / f"sys{devpath}"
        name = folder.name
        defaults = {"size": "131072", "ro": "0", "hidden": "0", "queue/logical_block_size": "512"}
        if "partition" not in attributes:
            attributes = {**defaults, **attributes}
        self._attributes(folder, attributes)
        for parent in folder.parents:
            if parent == self.root / "sys/devices":
                break
            self._subsystem(parent, _subsystem_of(parent.name))
        self._link(f"sys/class/block/{name}", folder)
        if "dev" in attributes:
            self._link(f"sys/dev/block/{attributes['dev']}", folder)
            (self.root / "dev" / name.replace("!", "_")).touch()
        if "partition" not in attributes:
            self._link(f"sys/block/{name}", folder)
            if "/virtual/" not in devpath:
                self._link(f"sys{devpath}/device", _owner(folder))
        if properties is not None:
            self.udev.records[name] = record(properties)
        return name

    def stick(
        self, name: str = "sdb", attributes: Properties | None = None, **properties: str
    ) -> str:
        """An ordinary USB stick."""
        number = ord(name[2]) - ord("a")
        return self.device(
            f"/devices/pci0000:00/0000:00:14.0/usb2/2-{number}/2-{number}:1.0/host{number}"
            f"/target{number}:0:0/{number}:0:0:0/block/{name}",
            {
                "dev": f"8:{16 * number}",
                "diskseq": f"{40 + number}",
                "removable": "1",
                **(attributes or {}),
            },
            {"ID_BUS": "usb", "ID_VENDOR": "SanDisk", "ID_MODEL": "Ultra", **properties},
        )

    def partition(self, disk: str, number: int, sectors: int = 2048, **properties: str) -> str:
        folder = (self.root / "sys/class/block" / disk).resolve()
        separator = "p" if disk[-1].isdigit() else ""
        major, minor = (folder / "dev").read_text().split(":")
        return self.device(
            f"/{folder.relative_to(self.root / 'sys')}/{disk}{separator}{number}",
            {
                "dev": f"{major}:{int(minor) + number}",
                "partition": str(number),
                "start": str(2048 * number),
                "size": str(sectors),
            },
            properties,
        )

    def mapped(self, node: str, *over: str, **attributes: str) -> str:
        """A device that stands on others: dm-0 (with `name` and `uuid`), md0, bcache0."""
        number = re.sub(r"\D", "", node)
        prefix = "dm/" if node.startswith("dm-") else ""
        self.device(
            f"/devices/virtual/block/{node}",
            {
                "dev": f"{253 if prefix else 9}:{number}",
                **{prefix + key: value for key, value in attributes.items()},
            },
        )
        for below in over:
            self._link(
                f"sys/devices/virtual/block/{node}/slaves/{below}",
                self.root / "sys/class/block" / below,
            )
            self._hold(below, node)
        return node

    def loop(self, name: str, file: str = "", **attributes: str) -> str:
        extra = {"loop/backing_file": file} if file else {"size": "0"}
        number = re.sub(r"\D", "", name)
        everything = {"dev": f"7:{number}", "diskseq": f"7{number}", **extra, **attributes}
        return self.device(f"/devices/virtual/block/{name}", everything)

    def btrfs(self, uuid: str, *members: str) -> None:
        for name in members:
            self._link(f"sys/fs/btrfs/{uuid}/devices/{name}", self.root / "sys/class/block" / name)

    def mount(
        self,
        what: str,
        point: str,
        file_system: str = "ext4",
        *,
        source: str = "",
        options: str = "rw",
    ) -> None:
        """`what` is a device, or the anonymous number of a file system that is on none."""
        device = self.root / "sys/class/block" / what / "dev"
        number = device.read_text() if device.exists() else what
        source = source or f"/dev/{what}"
        where = point.replace("\\", "\\134").replace(" ", "\\040")
        path = self.root / "proc/self/mountinfo"
        identity = 20 + len(path.read_text().splitlines())
        with path.open("a") as file:
            file.write(
                f"{identity} 1 {number} / {where} rw,relatime shared:1 - "
                f"{file_system} {source} {options}\n"
            )

    def unmount_all(self) -> None:
        self._write("proc/self/mountinfo", "")

    def swap(self, path: str, *, file: bool = False) -> None:
        with (self.root / "proc/swaps").open("a") as swaps:
            swaps.write(f"{path}\t\t\t\t{'file' if file else 'partition'}\t1048572\t0\t-2\n")

    def set(self, name: str, attribute: str, value: str) -> None:
        self._attributes((self.root / "sys/class/block" / name).resolve(), {attribute: value})

    def unplug(self, name: str) -> None:
        """What the kernel does first: the links go."""
        number = (self.root / "sys/class/block" / name / "dev").read_text()
        for link in (f"block/{name}", f"class/block/{name}", f"dev/block/{number}"):
            (self.root / "sys" / link).unlink(missing_ok=True)

    def _walk(self, lines: list[str]) -> None:
        """The attributes of a device and of everything above it, as `udevadm info -a` prints."""
        folder = self.root
        for line in lines:
            if "looking at" in line:
                folder = self.root / f"sys{line.split(chr(39))[1]}"
            elif match := _LINE.match(line):
                self._attributes(folder, {match["name"]: match["value"]})
            elif (match := _SUBSYSTEM.match(line)) and "/block/" not in str(folder):
                self._subsystem(folder, match["value"])

    def _subsystem(self, folder: Path, subsystem: str) -> None:
        if subsystem:
            self._link(
                str((folder / "subsystem").relative_to(self.root)),
                self.root / "sys/bus" / subsystem,
            )

    def _attributes(self, folder: Path, attributes: Properties) -> None:
        for name, value in attributes.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(value)

    def _write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text)

    def _link(self, path: str, target: Path) -> None:
        link = self.root / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        target.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)


def _regular(path: str) -> FileId | None:
    """A file of a test's. The nodes of this computer are none of the other's."""
    file = file_at(path)
    return file if file and not file.node else None


def _owner(folder: Path) -> Path:
    """What the `device` link of a disk points to: .../0:0:0:0/block/sda belongs to 0:0:0:0."""
    return folder.parent.parent if folder.parent.name == "block" else folder.parent


def _subsystem_of(name: str) -> str:
    return next((bus for form, bus in _SUBSYSTEMS if re.fullmatch(form, name)), "")


def sections_of(dump: str) -> dict[str, list[str]]:
    """What stands below each of its headings, without empty lines."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (DUMPS / f"{dump}.txt").read_text().splitlines():
        if line.startswith("### "):
            lines = sections.setdefault(line.removeprefix("### "), [])
        elif line:
            lines.append(line)
    return sections


def verdicts_of(dump: str) -> dict[str, str]:
    """What has to be said of each device, by its name, as the README beside the dumps words it."""
    lines = sections_of(dump)["expected"]
    return {} if lines == ["nothing"] else dict(line.split(": ", 1) for line in lines)
