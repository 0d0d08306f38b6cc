"""Answers for cloud-init where a board's system looks for them: in the FAT that its own code reads.

Raspberry Pi OS since 2025-10, and Ubuntu for these boards, read them from there and bring files of
these names. An image that has none of them would pass answers by, so nothing is put into it.
"""

from collections.abc import Mapping

from app.errors import CorruptImage, NotAppendable, NotReached
from app.formats.binary import Budget, Reader, Window
from app.formats.fat import Fat
from app.inspection import facts
from app.inspection.places import Partition, partitions
from app.inspection.probe import Notes
from app.sources.fat_put import put
from app.sources.layout_table import Patch
from app.sources.patched import Overlay, PatchedSource, Put
from app.sources.source import Source

BROUGHT = "user-data", "meta-data"

_READS, _BYTES, _NAMES = 400_000, 1 << 30, 1_000_000


def answered(image: Source, files: Mapping[str, bytes]) -> PatchedSource:
    """An empty file is put where there is none of its name. Raises NotAppendable, CorruptImage,
    BudgetSpent, and what reading the image raises."""
    reader = Budget(image.look(), reads=_READS, length=_BYTES, names=_NAMES)
    try:
        part = _reading(reader)
        volume = Window(reader, part.start, part.length)
        fat = Fat.open(volume)
        given = {name: data for name, data in files.items() if data or fat.find(name) is None}
        label = fat.label
        patches = put(volume, given)
    except NotReached as error:
        why = "it is packed in a way that does not let its first partition be read beforehand"
        raise NotAppendable(why) from error
    moved = (Patch(part.start + patch.offset, patch.data) for patch in patches)
    return PatchedSource(image, Overlay(moved), Put(tuple(given), label, part.start))


def why_none(image: Source) -> str:
    """Why none can be put into it, "" where they can be. Raises what reading the image raises."""
    try:
        answered(image, {})
    except NotAppendable as error:
        return error.why
    return ""


def _reading(reader: Reader) -> Partition:
    """The partition where answers are looked for. Raises NotAppendable, and CorruptImage where
    another one shares bytes with it, which would change as well."""
    parts = tuple(partitions(facts.gather(reader, Notes())))
    part = next((each for each in parts if _brings_any(reader, each)), None)
    if part is None:
        raise NotAppendable(
            "this system takes the rest of the stick for itself, and nothing in its own first "
            "partition says that it reads answers there"
        )
    if any(part.overlaps(each) for each in parts if each is not part):
        raise CorruptImage("partitions", part.start, "they overlap")
    return part


def _brings_any(reader: Reader, part: Partition) -> bool:
    try:
        fat = Fat.open(Window(reader, part.start, part.length))
        return any(fat.find(name) is not None for name in BROUGHT)
    except CorruptImage:
        return False
