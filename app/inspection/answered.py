"""Answers for cloud-init where a board's system looks for them: in the FAT that its own code reads.

Raspberry Pi OS since 2025-10, and Ubuntu for these boards, read them from there and bring files of
these names. An image that has none of them would pass answers by, so nothing is put into it.
"""

from collections.abc import Iterator, Mapping

from app.errors import CorruptImage, NotAppendable, NotReached
from app.formats.binary import Reader, Window
from app.formats.fat import Fat
from app.inspection import facts
from app.inspection.places import Partition, partitions
from app.inspection.probe import Notes
from app.sources.fat_put import put
from app.sources.layout_table import Patch
from app.sources.patched import Overlay, PatchedSource, Put
from app.sources.source import Source

BROUGHT = "user-data", "meta-data"


def answered(image: Source, files: Mapping[str, bytes]) -> PatchedSource:
    """An empty file is put where there is none of its name. Raises NotAppendable, CorruptImage,
    BudgetSpent, and what reading the image raises."""
    reader = image.look()
    try:
        part, fat = next(_reading(reader), (None, None))
        if part is None or fat is None:
            raise NotAppendable(
                "this system takes the rest of the stick for itself, and nothing in its own first "
                "partition says that it reads answers there"
            )
        given = {name: data for name, data in files.items() if data or fat.find(name) is None}
        patches = put(Window(reader, part.start, fat.size), given)
        label = fat.label
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


def _reading(reader: Reader) -> Iterator[tuple[Partition, Fat]]:
    for part in partitions(facts.gather(reader, Notes())):
        try:
            fat = Fat.open(Window(reader, part.start, part.length))
            if any(fat.find(name) is not None for name in BROUGHT):
                yield part, fat
        except CorruptImage:
            continue
