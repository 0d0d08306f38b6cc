"""Where a BIOS starts from a stick: what the code in its first sector comes to.

A BIOS runs the first sector, whatever that is, once it ends in 55 AA; whether anything comes of it
depends on what the code looks for next. So every kind of code is followed one step: the pointer
must lead to what belongs there (`app.inspection.next_stage`), the active partition must have a boot
sector of its own.
"""

from collections.abc import Callable
from dataclasses import replace

from app.errors import CorruptImage
from app.formats import bootcode, gpt
from app.formats.bootcode import BootCode, NextStage
from app.formats.gpt import GptEntry
from app.formats.mbr import SECTOR, Mbr, PartitionEntry
from app.inspection import next_stage, told
from app.inspection.facts import Facts
from app.inspection.next_stage import Start
from app.inspection.probe import NOT_LOOKED_AT, UNSEEN, Notes
from app.report import Answer, BootPath, Evidence, Severity

_DEEPEST = 3  # boot sectors that start one another


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


_FOLLOW: dict[NextStage, Callable[[Start], BootPath]] = {
    NextStage.NOWHERE: _nowhere,
    NextStage.ITSELF: _itself,
    NextStage.ISOLINUX: next_stage.isolinux,
    NextStage.GRUB: next_stage.grub,
    NextStage.MEMTEST: next_stage.memtest,
    NextStage.ACTIVE_PARTITION: _active_partition,
    NextStage.ACTIVE_BY_GEOMETRY: _active_by_geometry,
    NextStage.NUMBERED_PARTITION: _numbered_partition,
    NextStage.LEGACY_GPT_PARTITION: _legacy_gpt_partition,
    NextStage.FREEBSD_PARTITION: _freebsd_partition,
    NextStage.SYSLINUX: next_stage.syslinux,
    NextStage.FILE: next_stage.file,
    NextStage.UNKNOWN: next_stage.unknown,
}
