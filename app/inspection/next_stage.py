"""What known boot code looks for next: where its pointer leads, or the file that it starts.

One step only: what it needs must be there. "Measured" is SeaBIOS 1.16 in QEMU.
"""

import re
from dataclasses import dataclass
from itertools import islice

from app.display import for_display
from app.errors import CorruptImage
from app.formats import eltorito
from app.formats.binary import Reader, Window
from app.formats.boot_info import BootInfo
from app.formats.bootcode import BootCode, NextStage
from app.formats.fat import Fat
from app.formats.fat_records import record_name
from app.formats.gpt import Gpt
from app.formats.mbr import SECTOR, Mbr
from app.formats.tree import Entry
from app.inspection.probe import Notes
from app.report import Answer, BootPath, Evidence, Severity

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


def unknown(start: Start) -> BootPath:
    """Code that nobody here knows. On a file system it may name a file that is there."""
    named = _named_file(start)
    if not named:
        return BootPath(Answer.LIKELY, start.steps)
    said = f"names {for_display(named)}, which is there"
    return start.ends(Answer.YES, "Boot sector", start.offset, said)


def isolinux(start: Start) -> BootPath:
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


def grub(start: Start) -> BootPath:
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


def memtest(start: Start) -> BootPath:
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


def syslinux(start: Start) -> BootPath:
    """Its code holds the number of the first sector of ldlinux.sys, counted in the partition; where
    another version holds it in another way, the file serves."""
    found = _SYSLINUX_POINTER.search(start.sector.sector)
    if found is None:
        return file(start)
    place = start.offset + int.from_bytes(found[1], "little") * SECTOR
    there = start.disk.read_at(place, len(_SYSLINUX_MARK)) == _SYSLINUX_MARK
    return _pointed(start, place, start.code.file, there=there)


def file(start: Start) -> BootPath:
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
