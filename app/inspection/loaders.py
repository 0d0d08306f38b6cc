"""What UEFI firmware finds on a FAT: the loaders that start without any entry in its memory.

UEFI Specification 2.10, 3.5.1.1: from a removable medium it starts \\EFI\\BOOT\\BOOT<machine>.EFI.
The name says which processor looks for it, the program itself which can run it.
"""

from dataclasses import dataclass, field
from itertools import islice

from app.display import for_display
from app.errors import CorruptImage
from app.formats import pe
from app.formats.fat import Fat
from app.formats.pe import Pe
from app.formats.tree import Entry, Extent, Tree
from app.inspection import content
from app.inspection.device import Device
from app.inspection.probe import UNSEEN, Notes
from app.report import Evidence, Machine, Severity

FOLDER = "EFI/BOOT"
NAMES = {machine: f"BOOT{machine.value.upper()}.EFI" for machine in Machine}

_PROGRAMS = {
    Machine.X64: {pe.X64},
    Machine.IA32: {pe.IA32},
    Machine.AA64: {pe.AA64},
    Machine.RISCV64: {pe.RISCV64},
    Machine.LOONGARCH64: {pe.LOONGARCH64},
    Machine.ARM: {pe.THUMB, pe.ARM_NT},
}
_MACHINE_OF = {code: machine for machine, codes in _PROGRAMS.items() for code in codes}

_MOST_VENDORS, _MOST_FILES = 16, 64  # below \EFI, and in each of these folders
_SMALL_PAGE, _LARGE_PAGE = 8 << 10, 64 << 10  # of FAT12; of FAT16 and FAT32


@dataclass(frozen=True, slots=True)
class Survey:
    """What one place holds: for each processor the file system and the loader in it. `unread`: it
    lies behind what was unpacked, or cannot be followed. `said` is for those without a loader."""

    loaders: dict[Machine, tuple[Evidence, ...]] = field(default_factory=dict)
    unread: bool = False
    fat: Fat | None = None
    said: str = "not looked at"


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of a tree as a `Reader`."""

    tree: Tree
    entry: Entry

    @property
    def size(self) -> int:
        return self.entry.size

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or offset >= self.entry.size:
            return b""
        return self.tree.read(self.entry, offset, min(length, self.entry.size - offset))


def survey(device: Device, notes: Notes) -> Survey:
    """The loaders in a place where firmware looks, with what is wrong with them as findings."""
    try:
        fat = Fat.open(device.reader)
    except CorruptImage:
        return Survey(said="no FAT file system")
    except UNSEEN as error:
        if device.promising:
            notes.not_looked_at("A place where firmware looks for a loader", error)
        return Survey(unread=device.promising)
    return _of_fat(fat, device, notes)


def _of_fat(fat: Fat, device: Device, notes: Notes) -> Survey:
    _judge_size(fat, device, notes)
    try:
        loaders = _loaders(fat, device, notes)
        if not loaders:
            _look_elsewhere(fat, device, notes)
    except CorruptImage as error:
        text = f"The FAT file system that firmware starts from is damaged. {error}"
        notes.add("loader-damaged", Severity.DANGER, text, device.start + error.offset)
        return Survey(said=f"a damaged FAT{fat.bits}")
    except UNSEEN as error:
        notes.not_looked_at("The FAT file system that firmware starts from", error)
        return Survey(unread=True)
    if fat.too_small:
        return Survey(said=f"a FAT32 with only {fat.boot.clusters:,} clusters")
    found = f"a loader for {' and '.join(loaders)}" if loaders else "nothing that starts"
    return Survey(loaders, fat=fat, said=f"FAT{fat.bits}, {found} in \\EFI\\BOOT")


def _judge_size(fat: Fat, device: Device, notes: Notes) -> None:
    if fat.too_small:
        text = (
            f"A FAT32 file system has only {fat.boot.clusters:,} clusters: "
            "most UEFI firmware does not read one with fewer than 65,525."
        )
        notes.add("fat32-too-small", Severity.DANGER, text, device.start)
    if device.length is not None and fat.size > device.length:
        text = (
            f"A file system of {fat.size:,} bytes lies in a partition of {device.length:,}: "
            "firmware does not read what is behind its end."
        )
        notes.add("file-system-larger-than-partition", Severity.CAUTION, text, device.start)


def _loaders(fat: Fat, device: Device, notes: Notes) -> dict[Machine, tuple[Evidence, ...]]:
    folder = fat.find(FOLDER)
    found: dict[Machine, tuple[Evidence, ...]] = {}
    for machine, name in NAMES.items() if folder else ():
        entry = fat.child(folder, name) if folder else None
        if entry is None or entry.directory:
            continue
        if evidence := _loader(fat, device, entry, machine, notes):
            kind = Evidence("File system", device.start, f"FAT{fat.bits}, {fat.size:,} bytes")
            found[machine] = (kind, evidence)
    return found


def _loader(
    fat: Fat, device: Device, entry: Entry, machine: Machine, notes: Notes
) -> Evidence | None:
    path = f"\\EFI\\BOOT\\{NAMES[machine]}"
    place = device.start
    try:
        extents = fat.extents(entry)
        if extents:
            place += extents[0].offset or 0
        _demand_reachable(fat, device, extents)
        program = program_of(fat, entry)
    except CorruptImage as error:
        text = f"{path} cannot be started: {error.why}."
        notes.add("loader-damaged", Severity.DANGER, text, place)
        return None
    if problem := wrong(program, machine):
        notes.add(problem[0], Severity.DANGER, f"{path} {problem[1]}", place)
        return None
    signed = "with a signature" if program.signed else "not signed"
    return Evidence(path, place, f"program for {machine}, {entry.size:,} bytes, {signed}")


def _demand_reachable(fat: Fat, device: Device, extents: tuple[Extent, ...]) -> None:
    """Raises CorruptImage when the loader's bytes lie behind the partition's or the image's end."""
    last = max((extent.offset or 0) + extent.length for extent in extents) if extents else 0
    size = device.image.size
    if size is not None and device.start + last > size:
        raise CorruptImage("loader", device.start + last, "part of it lies behind the image’s end")
    if device.length is not None and _page_end(fat, last) > device.length:
        raise CorruptImage("loader", device.start + last, "part of it lies outside the partition")


def _page_end(fat: Fat, last: int) -> int:
    """How far firmware reads to get what ends at `last`: EDK2's FAT driver takes whole pages from
    the root folder on, and none that its partition does not hold (by its source, DiskCache.c)."""
    first = fat.boot.first_root * fat.boot.sector
    page = _SMALL_PAGE if fat.bits == 12 else _LARGE_PAGE
    return min(fat.size, first + -(-(last - first) // page) * page)


def program_of(tree: Tree, entry: Entry) -> Pe:
    """The program in a file. Raises CorruptImage, with what is there in its place."""
    if entry.size == 0:
        raise CorruptImage("loader", 0, "it is empty")
    try:
        program = Pe.read(TreeFile(tree, entry))
    except CorruptImage as error:
        start = tree.read(entry, 0, min(entry.size, 512))
        other = "" if start.startswith(b"MZ") else content.instead(start)
        raise CorruptImage("loader", 0, f"it is {other}" if other else error.why) from error
    if program.end > entry.size:
        raise CorruptImage("loader", 0, f"it is cut off behind {entry.size:,} bytes")
    if why := program.refused(entry.size):
        raise CorruptImage("loader", 0, why)
    return program


def wrong(program: Pe, machine: Machine) -> tuple[str, str] | None:
    """(code, why) where firmware of this machine does not start the program under its name."""
    if program.machine not in _PROGRAMS[machine]:
        real = _MACHINE_OF.get(program.machine)
        what = str(real) if real else f"processor {program.machine:#06x}"
        return "loader-wrong-machine", f"is a program for {what}, not for {machine}."
    if program.subsystem != pe.APPLICATION:
        return "loader-damaged", "is a driver and no program that firmware starts."
    return None


def _look_elsewhere(fat: Fat, device: Device, notes: Notes) -> None:
    """Loaders outside the one folder that counts for removable media."""
    efi = fat.find("EFI")
    for vendor in islice(fat.children(efi), _MOST_VENDORS) if efi else ():
        for entry in islice(fat.children(vendor), _MOST_FILES):
            program = entry.name.upper().endswith(".EFI") and not entry.directory
            if program and not vendor.called("BOOT"):
                path = for_display(f"\\EFI\\{vendor.name}\\{entry.name}")
                text = f"{path} is there, but from a stick firmware only starts \\EFI\\BOOT."
                notes.add("loader-not-at-fallback-path", Severity.DANGER, text, device.start)
                return
