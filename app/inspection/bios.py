"""Where a BIOS starts from a stick: what the code in its first sector comes to.

A BIOS runs the first sector, whatever that is, once it ends in 55 AA; whether anything comes of it
depends on what the code looks for next. So every kind of code is followed one step: the pointer
must lead to what belongs there, the active partition must have a boot sector of its own. "Measured"
is SeaBIOS 1.16 in QEMU.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from app.display import for_display
from app.errors import CorruptImage
from app.formats import bootcode, eltorito, gpt
from app.formats.binary import Reader, Window
from app.formats.boot_info import BootInfo
from app.formats.bootcode import BootCode, NextStage
from app.formats.fat import Fat
from app.formats.fat_records import record_name
from app.formats.gpt import Gpt, GptEntry
from app.formats.mbr import SECTOR, Mbr, PartitionEntry
from app.formats.tree import Entry
from app.inspection import told
from app.inspection.facts import Facts
from app.inspection.probe import NOT_LOOKED_AT, UNSEEN, Notes
from app.report import Answer, BootPath, Evidence, Severity

_DEEPEST = 3  # boot sectors that start one another
_ISOLINUX_MARK = bytes.fromhex("FBC07870")  # at byte 64 of isolinux.bin, which the code looks for
_MISINFORMED = "its boot info table does not say where it is, or not what it holds"
_SYSLINUX_POINTER = re.compile(rb"\x66\xb8(....)\x66\xba....\xbb\x00\x80", re.DOTALL)
_SYSLINUX_MARK = b"\r\nSYSLINUX "
_MOST_FILES = 500  # of a root folder that are looked at
_CODE_OF_FAT, _CODE_OF_FAT32 = 62, 90  # bytes: where the description of the volume ends
_SYSLINUX_FOLDERS = ("", "syslinux", "boot/syslinux", "boot")


@dataclass(frozen=True, slots=True)
class Start:
    """A boot sector that is about to run: what it is, where it stands, what it can see."""

    disk: Reader
    sector: Mbr
    code: BootCode
    table: Gpt | None
    notes: Notes
    offset: int = 0  # bytes in the disk
    steps: tuple[Evidence, ...] = ()
    depth: int = 0

    def ends(self, answer: Answer, what: str, offset: int, said: str) -> BootPath:
        return BootPath(answer, (*self.steps, Evidence(what, offset, said)))

    def pointer(self, length: int) -> int:
        """The number of the sector that the code goes to."""
        place = self.code.pointer
        return int.from_bytes(self.sector.sector[place : place + length], "little")


def from_stick(facts: Facts, notes: Notes) -> BootPath:
    record = facts.record
    if record is None:
        short = Evidence("First sector", 0, f"the image ends in front of byte {SECTOR}")
        return BootPath(Answer.NO, (short,))
    code = bootcode.recognise(record.sector)
    if not record.signed:
        if _lost_its_signature(facts, record, code):
            text = "The first sector does not end in 55 AA: a BIOS does not run it."
            notes.add("no-boot-signature", Severity.DANGER, text, 510)
        said = f"{code.name}; ends in {record.sector[510:512].hex(' ').upper()}, not in 55 AA"
        return BootPath(Answer.NO, (Evidence("First sector", 510, said),))
    seen = Evidence("First sector", 0, f"{code.name}, signature 55 AA")
    path = run(Start(facts.image, record, code, facts.gpt, notes, steps=(seen,)))
    if path.answer is Answer.LIKELY and not notes.has(NOT_LOOKED_AT):
        text = "It has boot code that is not known here, or not all of it: it may start."
        notes.add("boot-code-unknown", Severity.INFO, text, 0)
    return path


def _lost_its_signature(facts: Facts, record: Mbr, code: BootCode) -> bool:
    """Whether the sector was made to be run or to be a table, by what it holds; code of no known
    kind, which any file might begin with, by what stands behind it."""
    if code.stage is NextStage.UNKNOWN:
        return bool(facts.iso or facts.gpts or facts.fat or record.looks_like_table)
    return code.stage is not NextStage.NOWHERE or record.looks_like_table


def run(start: Start) -> BootPath:
    try:
        return _FOLLOW[start.code.stage](start)
    except UNSEEN as error:
        start.notes.not_looked_at("What the boot code starts", error)
        return BootPath(Answer.LIKELY, start.steps)


def _nowhere(start: Start) -> BootPath:
    return BootPath(Answer.NO, start.steps)


def _itself(start: Start) -> BootPath:
    return BootPath(Answer.YES, start.steps)


def _unknown(start: Start) -> BootPath:
    """Code that nobody here knows. On a file system it may name a file that is there."""
    named = _named_file(start)
    if not named:
        return BootPath(Answer.LIKELY, start.steps)
    said = f"names {for_display(named)}, which is there"
    return start.ends(Answer.YES, "Boot sector", start.offset, said)


def _isolinux(start: Start) -> BootPath:
    """From a stick isolinux finds itself by its boot info table alone (measured)."""
    place = start.pointer(8) * SECTOR
    there = start.disk.read_at(place + 64, 4) == _ISOLINUX_MARK
    path = _pointed(start, place, "isolinux.bin", there=there)
    info = boot_info(start.disk, place) if there else None
    if there and (info is None or not info.right):
        return start.ends(Answer.NO, "isolinux.bin", place + 8, _MISINFORMED)
    return path


def boot_info(disk: Reader, place: int) -> BootInfo | None:
    """The table of the boot image at a byte; None where it has none or was cut off."""
    try:
        return BootInfo.read(disk, place // eltorito.SECTOR)
    except CorruptImage:
        return None


def _grub(start: Start) -> BootPath:
    sector = start.pointer(8)
    core = start.disk.read_at(sector * SECTOR, SECTOR)
    there = _is_grub_core(core, start)
    return _pointed(start, sector * SECTOR, "GRUB’s core image", there=there)


def _is_grub_core(core: bytes, start: Start) -> bool:
    """Its first sector ends in a list of the others: sector and count. What lies there without a
    gap begins right behind it, and where the list leads there must be something."""
    says = all(mark in core for mark in (b"loading", b"Geom", b"Read"))
    listed = int.from_bytes(core[500:508], "little")
    if start.code.pointer == 0x1B0:  # on a disc it is one file
        says = says and listed == start.pointer(8) + 1
    return says and listed != 0 and any(start.disk.read_at(listed * SECTOR, SECTOR))


def _memtest(start: Start) -> BootPath:
    """Its set-up sector, of Linux’s kind, stands three sectors before the one pointed to."""
    place = (start.pointer(4) - 3) * SECTOR
    there = start.disk.read_at(place + 2, 4) == b"HdrS"
    return _pointed(start, place, "memtest86+", there=there)


def _pointed(start: Start, place: int, what: str, *, there: bool) -> BootPath:
    if there:
        return start.ends(Answer.YES, what, place, "is where the boot code looks for it")
    if not (start.notes.has("truncated") and start.disk.size and place >= start.disk.size):
        text = (
            f"The boot code looks for {what} at byte {place:,}, and it is not there: "
            "the image was changed after it was made bootable."
        )
        pointer = start.offset + start.code.pointer
        start.notes.add("boot-pointer-stale", Severity.DANGER, text, pointer)
    return start.ends(Answer.NO, what, place, "is not where the boot code looks for it")


def _active_partition(start: Start) -> BootPath:
    active = start.sector.active
    if len(active) != 1:
        said = f"{len(active)} partitions are marked active, and the boot code wants one"
        return start.ends(Answer.NO, "Partition table", start.offset + 446, said)
    return _partition(start, active[0])


def _active_by_geometry(start: Start) -> BootPath:
    """A BIOS may count a stick's cylinders and heads in another way than who made the table."""
    path = _active_partition(start)
    if path.answer is not Answer.YES:
        return path
    said = "found by cylinder and head, which not every BIOS counts alike"
    return BootPath(Answer.LIKELY, (*path.evidence, Evidence("Partition table", 446, said)))


def _numbered_partition(start: Start) -> BootPath:
    number = start.sector.sector[439]
    if number == 0:
        return start.ends(Answer.NO, "First sector", 439, "no partition is chosen")
    if number > len(start.sector.entries):  # a logical one
        return BootPath(Answer.LIKELY, start.steps)
    return _partition(start, start.sector.entries[number - 1])


def _partition(start: Start, entry: PartitionEntry) -> BootPath:
    return _chain(start, entry.first * SECTOR, told.of_mbr(entry))


def _legacy_gpt_partition(start: Start) -> BootPath:
    return _gpt_partition(start, lambda entry: entry.legacy_bootable, "marked for a BIOS")


def _freebsd_partition(start: Start) -> BootPath:
    """What it loads has no boot sector's form, so that anything there counts."""
    return _gpt_partition(
        start, lambda entry: entry.type == gpt.FREEBSD_BOOT, "of FreeBSD’s boot type", raw=True
    )


def _gpt_partition(
    start: Start, wanted: Callable[[GptEntry], bool], what: str, *, raw: bool = False
) -> BootPath:
    entries = [entry for entry in (start.table.entries if start.table else ()) if wanted(entry)]
    if not entries:
        return start.ends(Answer.NO, "GPT", SECTOR, f"no partition is {what}")
    place, evidence = entries[0].first * SECTOR, told.of_gpt(entries[0])
    if not raw:
        return _chain(start, place, evidence)
    answer = Answer.YES if any(start.disk.read_at(place, SECTOR)) else Answer.NO
    return BootPath(answer, (*start.steps, evidence))


def _chain(start: Start, place: int, evidence: Evidence) -> BootPath:
    """The boot sector of a partition."""
    steps = (*start.steps, evidence)
    if place == start.offset:
        return BootPath(Answer.NO, (*steps, Evidence("Boot sector", place, "starts itself again")))
    try:
        sector = Mbr.read(start.disk, place)
    except CorruptImage:
        return BootPath(Answer.NO, (*steps, Evidence("Boot sector", place, "lies outside")))
    if not sector.signed:
        return BootPath(Answer.NO, (*steps, Evidence("Boot sector", place, "has no 55 AA")))
    code = bootcode.recognise(sector.sector)
    steps = (*steps, Evidence("Boot sector", place, code.name))
    if start.depth >= _DEEPEST:
        return BootPath(Answer.LIKELY, steps)
    following = replace(
        start, sector=sector, code=code, offset=place, steps=steps, depth=start.depth + 1
    )
    return run(following)


def _syslinux(start: Start) -> BootPath:
    """Its code holds the number of the first sector of ldlinux.sys, counted in the partition; where
    another version holds it in another way, the file serves."""
    found = _SYSLINUX_POINTER.search(start.sector.sector)
    if found is None:
        return _file(start)
    place = start.offset + int.from_bytes(found[1], "little") * SECTOR
    there = start.disk.read_at(place, len(_SYSLINUX_MARK)) == _SYSLINUX_MARK
    return _pointed(start, place, start.code.file, there=there)


def _file(start: Start) -> BootPath:
    """A boot sector of a FAT that starts a file of it. Another file system is not read: in the
    active partition it is believed, alone it is a volume like millions of others."""
    try:
        fat = _fat(start)
        folders = _SYSLINUX_FOLDERS if start.code.stage is NextStage.SYSLINUX else ("",)
        found = (fat.find(f"{folder}/{start.code.file}") for folder in folders)
        there = any(_holds_something(fat, entry) for entry in found if entry)
    except CorruptImage:
        answer = Answer.LIKELY if start.depth else Answer.NO
        return start.ends(answer, start.code.file, start.offset, "was not looked for")
    said = "is there" if there else "is not there"
    return start.ends(Answer.YES if there else Answer.NO, start.code.file, start.offset, said)


def _holds_something(fat: Fat, entry: Entry) -> bool:
    """Whether it is a file with a byte in it; a folder of that name starts nothing."""
    return not entry.directory and bool(fat.read(entry, 0, 1))


def _fat(start: Start) -> Fat:
    return Fat.open(Window(start.disk, start.offset, 1 << 62))


def _named_file(start: Start) -> str:
    """A file of the FAT's root folder whose 8.3 name stands in the boot sector's code; "" for none.
    The volume's label, which may be spelled like a file, stands in front of that."""
    try:
        fat = _fat(start)
        code = start.sector.sector[_CODE_OF_FAT32 if fat.boot.wide else _CODE_OF_FAT :]
        files = islice(fat.children(fat.root), _MOST_FILES)
        named = [file for file in files if len(file.short) > 1 and record_name(file.short) in code]
        return next((file.short for file in named if _holds_something(fat, file)), "")
    except CorruptImage:
        return ""


_FOLLOW: dict[NextStage, Callable[[Start], BootPath]] = {
    NextStage.NOWHERE: _nowhere,
    NextStage.ITSELF: _itself,
    NextStage.ISOLINUX: _isolinux,
    NextStage.GRUB: _grub,
    NextStage.MEMTEST: _memtest,
    NextStage.ACTIVE_PARTITION: _active_partition,
    NextStage.ACTIVE_BY_GEOMETRY: _active_by_geometry,
    NextStage.NUMBERED_PARTITION: _numbered_partition,
    NextStage.LEGACY_GPT_PARTITION: _legacy_gpt_partition,
    NextStage.FREEBSD_PARTITION: _freebsd_partition,
    NextStage.SYSLINUX: _syslinux,
    NextStage.FILE: _file,
    NextStage.UNKNOWN: _unknown,
}
