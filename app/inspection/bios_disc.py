"""Where a BIOS starts from a disc: the first entry of El Torito's catalogue and no other.

It reads sector 17 and nothing else for the boot record, wants header and key of the validation
entry and the PC's platform number, and takes the default entry (measured with SeaBIOS 1.16: it does
not look at the checksum, which others do). Then it runs whatever the image is.
"""

from app.errors import CorruptImage
from app.formats import bootcode, eltorito
from app.formats.binary import Reader, Window
from app.formats.bootcode import NextStage
from app.formats.eltorito import CatalogueEntry, Emulation
from app.formats.mbr import Mbr
from app.inspection import bios, content, next_stage, told
from app.inspection.facts import Facts
from app.inspection.probe import UNSEEN, Notes
from app.report import Answer, BootPath, Evidence

_ROOM = 0xA0000 - 0x7C00  # bytes of memory from where the image is loaded to
_GRUB = b"no boot info"  # what GRUB's image says when it does not know where it is
_ISOLINUX = b"ISOLINUX "


def from_disc(facts: Facts, notes: Notes) -> BootPath:
    record, catalogue = facts.boot_record, facts.catalogue
    if record is None or catalogue is None:
        place = record.offset if record else eltorito.BOOT_RECORD * eltorito.SECTOR
        outside = f"catalogue in sector {record.catalogue:,}, not to be read" if record else ""
        reason = Evidence("Boot record", place, outside or "there is none of El Torito")
        return BootPath(Answer.NO, (reason,))
    validation, entry = catalogue.validation, catalogue.default
    found = Evidence("Boot record", record.offset, f"catalogue in sector {record.catalogue:,}")
    refusals = (
        (record.sector == eltorito.BOOT_RECORD, "a BIOS looks for it in sector 17 only"),
        (validation.marked, "the catalogue is not marked as one"),
        (validation.platform == eltorito.BIOS, "the first entry is not for a BIOS"),
        (entry.bootable, "the first entry is not marked bootable"),
    )
    why = next((why for holds, why in refusals if not holds), "")
    if why:
        return BootPath(Answer.NO, (found, Evidence("El Torito", catalogue.offset, why)))
    path = _image(facts, entry, notes)
    if validation.sum and path.answer is Answer.YES:
        wrong = Evidence("Validation entry", catalogue.offset, "its checksum is wrong")
        path = BootPath(Answer.LIKELY, (*path.evidence, wrong))
    return BootPath(path.answer, (found, told.of_el_torito(entry), *path.evidence))


def _image(facts: Facts, entry: CatalogueEntry, notes: Notes) -> BootPath:
    try:
        first = eltorito.first_sector(facts.image, entry)
        return _judge(facts, entry, first, notes)
    except CorruptImage as error:
        return _no(entry, error.why)
    except UNSEEN as error:
        notes.not_looked_at("The boot image", error)
        return BootPath(Answer.LIKELY)


def _judge(facts: Facts, entry: CatalogueEntry, first: bytes, notes: Notes) -> BootPath:
    if entry.sectors == 0:
        return _no(entry, "nothing of it is to be loaded")
    if foreign := bootcode.foreign(first):
        return _no(entry, f"it is {foreign}")
    if entry.sectors * 512 > _ROOM:  # what plays a floppy is loaded in the same way (measured)
        return _no(entry, f"its {entry.sectors:,} sectors do not fit into memory")
    if entry.emulation != Emulation.NONE:
        return _emulated(facts, entry, notes)
    code = bootcode.recognise(first)
    if code.stage is NextStage.NOWHERE:
        return _no(entry, code.name)
    if code.stage is NextStage.UNKNOWN and (other := _instead(first)):
        return _no(entry, f"it is {other}")
    if why := _misinformed(facts, entry, first):
        return _no(entry, why)
    return BootPath(Answer.YES, (Evidence("Boot image", entry.start, _called(first, code.name)),))


def _instead(first: bytes) -> str:
    """What stands in a program's place, as a text or a pointer to the file does; "" for nothing
    that is known. The letters MZ are instructions, which Linux’s kernels begin with."""
    return "" if first.startswith(b"MZ") else content.instead(first)


def _misinformed(facts: Facts, entry: CatalogueEntry, first: bytes) -> str:
    """What is wrong with the boot info table, for the two programs that go by it (measured): GRUB
    needs the place and does not compare the sum; isolinux does without the table, but not with a
    wrong one."""
    info = next_stage.boot_info(facts.image, entry.start)
    if _GRUB in first and (info is None or info.lba != entry.lba):
        return "GRUB’s image was not told where it is (boot info table)"
    if _ISOLINUX in first and info is not None and info.filled and not info.right:
        return "isolinux was told a wrong place or checksum of itself (boot info table)"
    return ""


def _emulated(facts: Facts, entry: CatalogueEntry, notes: Notes) -> BootPath:
    """The image is a floppy or a hard disk of its own; what its code looks for must be in it."""
    disk: Reader = Window(facts.image, entry.start, 1 << 62)
    if entry.emulation in Emulation.FLOPPY_BYTES:
        disk = Window(facts.image, entry.start, entry.length)
    record = Mbr.read(disk)
    code = bootcode.recognise(record.sector)
    path = bios.run(next_stage.Start(disk, record, code, None, notes))
    answer = Answer.NO if path.answer is Answer.NO else Answer.YES
    kind = Evidence("Boot image", entry.start, f"{entry.emulation_name}, {code.name}")
    return BootPath(answer, (kind, *path.evidence))


def _no(entry: CatalogueEntry, why: str) -> BootPath:
    return BootPath(Answer.NO, (Evidence("Boot image", entry.start, why),))


_LOADERS = (
    (_ISOLINUX, "isolinux"),
    (_GRUB, "GRUB 2"),
    (b"CDBOOT", "the boot loader of Windows discs"),
    (b"Loading Memtest86+", "memtest86+"),
)


def _called(image: bytes, otherwise: str) -> str:
    return next((name for mark, name in _LOADERS if mark in image), otherwise)
