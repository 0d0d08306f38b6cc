"""Cuts what the guest showed into one dump for each computer, as tests/data/udev keeps them."""

import re
from fnmatch import fnmatch
from pathlib import Path

# What each dump is, and which devices belong to it: by serial number, or by the kernel's name.
COMPUTERS = {
    "usb2-stick-mounted": (
        "A stick on USB 2 with one FAT partition that the user has mounted.",
        "STICK",
    ),
    "stick-hidden-by-the-administrator": (
        "A stick that a rule of the administrator’s hides (`UDISKS_IGNORE`).",
        "HIDDEN",
    ),
    "stick-with-swap": ("A stick that memory is swapped to.", "SWAP"),
    "btrfs-on-two-sticks": ("A mounted file system over two sticks.", "POOL1 POOL2"),
    "usb-disk-unlocked": (
        "A disk on USB 3 with an unlocked LUKS partition, mounted.",
        "UNLOCKED dm-0",
    ),
    "usb-disk-4k": ("A hard disk on USB 3 with sectors of 4096 bytes, and a partition.", "SECTORS"),
    "uas-ssd": ("An SSD behind UAS with somebody’s files; `rotational` is 0.", "UAS"),
    "card-reader-four-slots": (
        "A reader with four slots, one serial number and one card.",
        "SLOTS",
    ),
    "usb-cd-drive": ("A CD drive on USB with a mounted disc in it.", "USBDISC"),
    "usb-cd-drive-empty": ("A CD drive on USB without a disc.", "NOUSBDISC"),
    "phone-by-mtp": (
        "A device that hands out files as a phone does (MTP): a USB device, and no block device.",
        "phone",
    ),
    "sdhci-card-with-fat": ("A card with a FAT partition in a built-in slot.", "mmcblk0"),
    "floppy": ("A built-in floppy drive with a disk in it.", "fd0"),
    "floppy-empty": ("A built-in floppy drive without one.", "fd1"),
    "cd-drive-with-disc": ("A built-in CD drive with a mounted disc in it.", "DISC"),
    "cd-drive-empty": ("A built-in CD drive without a disc.", "NODISC"),
    "internal-raid": ("Two SATA disks in a RAID array that is mounted.", "RAID1 RAID2 md0"),
    "internal-sata-unused": ("A SATA SSD with a Windows that nothing has mounted.", "WINDOWS"),
    "internal-pata": ("An IDE disk on its old ribbon cable, not mounted.", "PATA"),
    "internal-nvme-lvm": (
        "An NVMe drive with an EFI partition and an active volume of LVM.",
        "NVME dm-1",
    ),
    "internal-nvme-multipath": (
        "An NVMe drive under multipath: its head in the air, and the paths that the kernel hides.",
        "PATHS nvme?c?n1",
    ),
    "internal-virtio-scsi": ("The disk of a virtual machine behind virtio-scsi.", "VIRTUAL"),
    "internal-sas": ("A disk behind a RAID controller for SAS.", "SAS"),
    "no-drives-at-all": (
        "What the kernel makes of memory, files, networks and other disks.",
        "loop0 loop1 zram0 ram0 dm-2 md127 nbd0",
    ),
}
RECORDED = "# Recorded in a Debian 13 guest (kernel 6.12, systemd 257)."

# What the program reads, and what tells a reader which device it is.
_PROPERTIES_LEFT_OUT = ("DEVLINKS", "TAGS", "CURRENT_TAGS")
_ATTRIBUTES = frozenset(
    (
        *("bInterfaceClass", "bInterfaceNumber", "bInterfaceProtocol", "bInterfaceSubClass"),
        *("bcdDevice", "cid", "cntlid", "comp_algorithm", "configuration", "date", "diskseq"),
        *("dm/name", "dm/uuid", "events", "ext_range", "hidden", "idProduct", "idVendor"),
        *("loop/backing_file", "manfid", "manufacturer", "maxchild", "md/level", "model", "name"),
        *("oemid", "pid", "product", "queue/dma_alignment", "queue/hw_sector_size"),
        *("queue/logical_block_size", "queue/physical_block_size", "queue/rotational"),
        *("queue/write_cache", "range", "removable", "rev", "ro", "serial", "size", "speed"),
        *("transport", "type", "vendor", "version"),
    )
)
_ATTRIBUTE = re.compile(r"\s+ATTRS?\{([^}]+)\}")
_PROPERTY = "udevadm info -q property /dev/"

Sections = dict[str, list[str]]
Properties = dict[str, str]


def write_dumps(everything: Path, folder: Path) -> None:
    """The verdict in each is left for a human being: what the program says is no expectation."""
    sections = _sections(everything.read_text())
    for name, (what, devices) in COMPUTERS.items():
        body = _of(sections, devices.split())
        parts = [f"# {what}\n{RECORDED}", "### expected", *body]
        (folder / f"{name}.txt").write_text("\n\n".join(parts) + "\n")


def _of(sections: Sections, wanted: list[str]) -> list[str]:
    """The text of the sections about some devices and their partitions."""
    devices = {}
    for title, lines in sections.items():
        if title.startswith(_PROPERTY):
            properties = dict(line.split("=", 1) for line in lines)
            if _belongs(properties, wanted):
                number = f"{properties.get('MAJOR')}:{properties.get('MINOR')}"
                devices[title.removeprefix(_PROPERTY)] = number
    found = []
    for title, lines in sections.items():
        program, _, what = title.rpartition(" ")
        match program:
            case "cat":
                own = _of_these(lines, devices)
            case "ls":
                own = lines if devices.keys() & set(lines) else []
            case _:
                own = lines if what.removeprefix("/dev/") in devices else []
        if own:
            found.append("\n".join([f"### {title}", *([""] if " -a " in title else []), *own]))
    return found


def _belongs(properties: Properties, wanted: list[str]) -> bool:
    if properties["SUBSYSTEM"] == "usb":
        return "phone" in wanted
    serial = properties.get("ID_SERIAL_SHORT") or properties.get("ID_SERIAL", "")
    names = properties["DEVPATH"].split("/")[-2:]
    return serial in wanted or any(fnmatch(name, each) for name in names for each in wanted)


def _of_these(lines: list[str], devices: dict[str, str]) -> list[str]:
    """What /proc says of some devices, by name with their numbers: swap, or what is mounted."""
    kept = []
    for line in lines:
        mount, _, rest = line.partition(" - ")
        node = rest.split(" ")[1] if rest else line.split(" ")[0]
        number = mount.split(" ")[2] if rest else ""
        if node.removeprefix("/dev/") in devices or number in devices.values():
            kept.append(line)
    return [lines[0], *kept] if kept and lines[0].startswith("Filename") else kept


def _sections(text: str) -> Sections:
    sections: Sections = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("### "):
            lines = sections.setdefault(line.removeprefix("### "), [])
        elif _is_kept(line):
            lines.append(line)
    return {title: _trimmed(lines) for title, lines in sections.items()}


def _is_kept(line: str) -> bool:
    if match := _ATTRIBUTE.match(line):
        return match[1] in _ATTRIBUTES
    return not line.startswith(tuple(f"{name}=" for name in _PROPERTIES_LEFT_OUT))


def _trimmed(lines: list[str]) -> list[str]:
    """Without udevadm's introduction, and empty lines at the ends."""
    start = next((i for i, line in enumerate(lines) if "looking at" in line), 0)
    text = "\n".join(lines[start:]).strip("\n")
    return text.split("\n") if text else []
