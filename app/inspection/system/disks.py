"""Systems that are known by their partitions: the types and names of a table, the names of volumes
whose files nobody reads here, and boot code that starts one thing only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.formats import bootcode
from app.formats.binary import Reader, Window
from app.formats.bootcode import NextStage
from app.formats.mbr import SECTOR
from app.formats.mbr import TABLE as MBR_TABLE
from app.formats.volume_name import volume_name
from app.inspection.facts import Facts
from app.inspection.system.files import quietly
from app.inspection.system.row import Named
from app.report import Role

_MOST_PARTITIONS = 16
_APPLE = ("Apple_HFS", "Apple_HFSX")


@dataclass(frozen=True, slots=True)
class Part:
    """One partition. `type` is a GUID, or the MBR's number as two hexadecimal digits."""

    type: str
    name: str
    start: int  # bytes
    length: int

    def reader(self, image: Reader) -> Reader:
        return Window(image, self.start, self.length)


@dataclass(frozen=True, slots=True)
class DiskRow:
    """A system by what `tells` finds on a disk: the words that it went by, or "" for no."""

    name: str
    family: str
    role: Role
    tells: Callable[[tuple[Part, ...]], str]


def parts(facts: Facts) -> tuple[Part, ...]:
    """The partitions of the one table that counts."""
    return tuple(_parts(facts))[:_MOST_PARTITIONS]


def _parts(facts: Facts) -> Iterator[Part]:
    if (table := facts.gpt) is not None:
        for entry in table.entries:
            length = (entry.last - entry.first + 1) * table.block
            yield Part(entry.type, entry.name, entry.first * table.block, length)
    elif facts.mbr is not None:
        for partition in facts.mbr.partitions:
            start, length = partition.first * SECTOR, (partition.end - partition.first) * SECTOR
            yield Part(f"{partition.kind:02X}", "", start, length)
    if facts.apm is not None:
        block = facts.apm.block
        for one in facts.apm.entries:
            yield Part(one.type, one.name, one.first * block, one.blocks * block)


def _by_type(*types: str) -> Callable[[tuple[Part, ...]], str]:
    def tells(there: tuple[Part, ...]) -> str:
        found = next((part for part in there if part.type in types), None)
        return f"a partition of type {found.type}" if found else ""

    return tells


def _by_name(*names: str) -> Callable[[tuple[Part, ...]], str]:
    """All of these names; each is the beginning of one."""

    def tells(there: tuple[Part, ...]) -> str:
        known = [part.name.casefold() for part in there]
        found = all(any(name.startswith(want) for name in known) for want in names)
        return f"partitions called {', '.join(names)}" if found else ""

    return tells


# Types by their makers' documents and the list in systemd's and Wikipedia's tables.
ROWS = (
    DiskRow("ChromeOS", "chromeos", Role.DISK, _by_type("FE3A2A5D-4F32-41A7-B725-ACCC3285A309")),
    DiskRow("Home Assistant OS", "hassos", Role.DISK, _by_name("hassos-boot", "hassos-kernel")),
    DiskRow("Ubuntu Core", "ubuntu", Role.DISK, _by_name("ubuntu-seed")),
    DiskRow(
        "Flatcar Container Linux",
        "flatcar",
        Role.DISK,
        _by_type("5DFBF5F4-2848-4BAC-AA5E-0D9A20B745A6"),
    ),
    DiskRow("Haiku", "haiku", Role.LIVE, _by_type("EB", "42465331-3BA3-10F1-802A-4861696B7521")),
    DiskRow("Ventoy", "ventoy", Role.LOADER, _by_name("ventoy", "vtoyefi")),
    DiskRow("OpenBSD", "openbsd", Role.INSTALLER, _by_type("A6")),
    DiskRow("NetBSD", "netbsd", Role.INSTALLER, _by_type("A9")),
    DiskRow(
        "FreeBSD",
        "freebsd",
        Role.DISK,
        _by_type("516E7CB6-6ECF-11D6-8FF8-00022D09712B", "516E7CBA-6ECF-11D6-8FF8-00022D09712B"),
    ),
)

# Kind of volume, the beginning of its name, then as a row. The first that matches is it.
_VOLUMES = (
    ("hfs+", "install macos", "", "macos", Role.INSTALLER),
    ("hfs+", "install os x", "", "macos", Role.INSTALLER),
    ("hfs+", "mac os x install", "", "macos", Role.INSTALLER),
    ("hfs+", "os x base system", "macOS", "macos", Role.INSTALLER),
    ("hfs+", "macos base system", "macOS", "macos", Role.INSTALLER),
    ("ufs", "freebsd_install", "FreeBSD", "freebsd", Role.INSTALLER),
    ("ufs", "opnsense", "OPNsense", "freebsd", Role.INSTALLER),
    ("ufs", "pfsense", "pfSense", "freebsd", Role.INSTALLER),
    ("ext", "armbi", "Armbian", "debian", Role.BOARD),
    ("ext", "cloudimg-rootfs", "Ubuntu", "ubuntu", Role.DISK),
)


def named(facts: Facts) -> Named | None:
    """What a disk's partitions say; None where nothing does."""
    there = parts(facts)
    if (found := _by_volumes(facts, there)) is not None:
        return found
    # A disc may be a disk as well; its files and its label know better than its partitions.
    for row in () if facts.iso else ROWS:
        if said := row.tells(there):
            return Named(
                row.name,
                row.family,
                role=row.role,
                path="Partition table",
                said=said,
                place=_table(facts),
            )
    return _by_boot_code(facts)


def _table(facts: Facts) -> int:
    """The byte where the first entries stand."""
    if facts.gpt is not None:
        return facts.gpt.entries[0].offset
    return MBR_TABLE if facts.mbr is not None or facts.apm is None else facts.apm.block


def _by_volumes(facts: Facts, there: tuple[Part, ...]) -> Named | None:
    readers = [(part.start, part.reader(facts.image)) for part in there] or [(0, facts.image)]
    for start, reader in readers:
        kind, name = quietly(partial(volume_name, reader), None) or ("", "")
        for volume, begins, shown, family, role in _VOLUMES:
            if volume == kind and name.casefold().startswith(begins):
                called = shown or _without_install(name)
                return Named(
                    called, family, role=role, path=f"{kind} volume", said=name, place=start
                )
    return None


def _without_install(name: str) -> str:
    """ "macOS Sonoma" of "Install macOS Sonoma"."""
    words = [word for word in name.split(" ") if word.casefold() not in ("install", "esd", "dvd")]
    return " ".join(words)


def _by_boot_code(facts: Facts) -> Named | None:
    if facts.record is None:
        return None
    code = bootcode.recognise(facts.record.sector)
    if code.stage is not NextStage.MEMTEST:
        return None
    return Named(
        "Memtest86+",
        "memtest",
        role=Role.TOOL,
        what="Memory test",
        path="First sector",
        said=code.name,
    )
