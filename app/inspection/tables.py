"""What is wrong with the partition tables and the boot catalogue, as findings.

Here is what can be seen in the tables; whether it costs anything, the boot paths say, and
`weight` goes by them. What is missing because the file was cut off is not told again.
"""

from functools import partial
from itertools import combinations, pairwise

from app.errors import CorruptImage
from app.formats import eltorito, mbr
from app.formats.boot_info import BootInfo
from app.formats.eltorito import Catalogue
from app.formats.gpt import Gpt
from app.formats.mbr import SECTOR
from app.inspection.facts import Facts
from app.inspection.probe import NOT_LOOKED_AT, Notes
from app.report import Severity


def names(facts: Facts) -> tuple[str, ...]:
    """The partition tables that are there, sound or not, as the report lists them."""
    copy = facts.gpt_backup
    gpt = facts.gpts or (copy is not None and not copy.unseen)
    there = (("mbr", facts.mbr), ("gpt", gpt), ("apm", facts.apm))
    return tuple(name for name, found in there if found)


def note(facts: Facts, notes: Notes) -> None:
    _note_mbr(facts, notes)
    _note_gpt(facts, notes)
    _note_el_torito(facts, notes)


def _note_mbr(facts: Facts, notes: Notes) -> None:
    record = facts.mbr
    if record is None:
        return
    partitions = [entry for entry in record.partitions if entry.kind != mbr.PROTECTIVE]
    for one, other in combinations(partitions, 2):
        if one.overlaps(other):
            text = f"The MBR’s partitions {one.number} and {other.number} overlap."
            notes.add("partitions-overlap", Severity.CAUTION, text, other.offset)
    for entry in partitions:
        if facts.size is not None and entry.end * SECTOR > facts.size:
            text = (
                f"The MBR’s partition {entry.number} ends at byte {entry.end * SECTOR:,}, "
                f"the image at {facts.size:,}."
            )
            notes.add("partition-beyond-end", Severity.CAUTION, text, entry.offset)


def _note_gpt(facts: Facts, notes: Notes) -> None:
    sound = [copy.table for copy in facts.gpts if copy.table]
    if not sound:
        _note_no_gpt(facts, notes)
        return
    table = facts.gpt or sound[0]
    if facts.gpt is None:
        text = (
            f"The GPT is made for blocks of {table.block:,} bytes; sticks have blocks of 512, and "
            "firmware does not find it there."
        )
        notes.add("gpt-block-size", Severity.DANGER, text, table.block)
    if facts.record is None or facts.record.protective is None:
        text = "There is a GPT, but no protective MBR in front of it: firmware ignores it."
        notes.add("gpt-no-protective-mbr", Severity.DANGER, text, 0)
    _note_backup(facts, table, notes)
    _note_entries(facts, table, notes)


def _note_no_gpt(facts: Facts, notes: Notes) -> None:
    """No copy in the place that counts is whole: is there another, a damaged one, or none?"""
    damage = next((copy.damage for copy in facts.gpts if copy.damage), None)
    copy = facts.gpt_backup
    if copy is not None and (copy.table or (damage and copy.unseen)):
        text = (
            "The first GPT is missing or damaged. Its copy at the image’s end does not help: a "
            "stick is larger than the image, and firmware looks for the copy at the stick’s end."
        )
        notes.add("gpt-primary-damaged", Severity.DANGER, _with(text, damage), SECTOR)
    elif damage or (copy is not None and copy.damage):
        text = "The GPT is damaged, and there is no copy of it that is whole."
        damage = damage or (copy.damage if copy else None)
        notes.add("gpt-damaged", Severity.DANGER, _with(text, damage), SECTOR)
    elif facts.mbr and facts.mbr.protective and not notes.has(NOT_LOOKED_AT):
        text = "The MBR says that there is a GPT, and there is none."
        notes.add("gpt-missing", Severity.DANGER, text, facts.mbr.protective.offset)


def _with(text: str, damage: CorruptImage | None) -> str:
    return f"{text} {damage}" if damage else text


def _note_backup(facts: Facts, table: Gpt, notes: Notes) -> None:
    offset, copy = table.other * table.block, facts.gpt_backup
    if notes.has("truncated") or (copy is not None and (copy.table or copy.unseen)):
        return
    why = "is not there" if copy is None else "is damaged"
    text = f"The copy of the GPT, which should be at byte {offset:,}, {why}."
    notes.add("gpt-backup-damaged", Severity.CAUTION, text, offset)


def _note_entries(facts: Facts, table: Gpt, notes: Notes) -> None:
    in_order = sorted(table.entries, key=lambda entry: entry.first)
    for one, other in pairwise(in_order):
        if one.overlaps(other):
            text = f"The GPT’s partitions {one.number} and {other.number} overlap."
            notes.add("partitions-overlap", Severity.CAUTION, text, other.offset)
    for entry in table.entries:
        end = (entry.last + 1) * table.block
        if facts.size is not None and end > facts.size:
            text = (
                f"The GPT’s partition {entry.number} ends at byte {end:,}, "
                f"the image at {facts.size:,}."
            )
            notes.add("partition-beyond-end", Severity.CAUTION, text, entry.offset)


def _note_el_torito(facts: Facts, notes: Notes) -> None:
    record, catalogue = facts.boot_record, facts.catalogue
    if record is None:
        return
    if catalogue is None:
        if not notes.has(NOT_LOOKED_AT):
            text = (
                f"The boot catalogue should be in sector {record.catalogue:,}, outside the image."
            )
            notes.add("el-torito-damaged", Severity.DANGER, text, record.offset + 71)
        return
    if record.sector != eltorito.BOOT_RECORD:
        text = f"The boot record stands in sector {record.sector}; a BIOS looks only in sector 17."
        notes.add("el-torito-damaged", Severity.CAUTION, text, record.offset)
    _note_validation(catalogue, notes)
    _note_images(facts, catalogue, notes)
    for offset, why in catalogue.damage:
        text = f"The boot catalogue breaks its own rules: {why}."
        notes.add("el-torito-damaged", Severity.INFO, text, offset)


def _note_validation(catalogue: Catalogue, notes: Notes) -> None:
    validation, offset = catalogue.validation, catalogue.offset
    if not validation.marked:
        text = "The boot catalogue does not begin as one: no firmware takes it."
        notes.add("el-torito-damaged", Severity.DANGER, text, offset)
    elif validation.sum:
        text = "The checksum of the boot catalogue is wrong: UEFI and some BIOSes refuse it."
        notes.add("el-torito-checksum", Severity.DANGER, text, offset + 28)


def _note_images(facts: Facts, catalogue: Catalogue, notes: Notes) -> None:
    for entry in catalogue.images():
        if notes.has("truncated"):
            continue
        if facts.size is not None and entry.start >= facts.size:
            text = f"A boot image should be in sector {entry.lba:,}, outside the image."
            notes.add("el-torito-damaged", Severity.DANGER, text, entry.offset + 8)
        elif entry.platform == eltorito.BIOS:
            read = partial(BootInfo.read, facts.image, entry.lba)
            info = notes.attempt("The boot image", read, None)
            if info is not None and info.filled and not info.right:
                text = "A boot image was told a wrong place or checksum of itself."
                notes.add("boot-info-wrong", Severity.CAUTION, text, entry.start + 8)
