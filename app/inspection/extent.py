"""How long an image says it is, and what that makes of the file's real length.

Every record that names a place claims that the image reaches at least that far. A file that ends
earlier was cut off, unless only padding is missing; one that goes on behind all claims has
something appended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.errors import CorruptImage
from app.formats import eltorito, mbr
from app.formats.binary import Window
from app.formats.eltorito import CatalogueEntry, Emulation
from app.formats.fat import Fat
from app.formats.mbr import SECTOR
from app.formats.tree import Tree, walk
from app.inspection.facts import Facts
from app.inspection.probe import UNSEEN, Notes
from app.report import Evidence, Severity

PADDING = 150 * 2048  # bytes that mkisofs and others put behind a disc, some without counting them
_ANY = 1 << 62
_DESCRIPTORS = eltorito.FIRST_DESCRIPTOR * eltorito.SECTOR  # byte where a disc says what it is
_MOST_TOLD = 32
_LOOKED_AT = 1 << 20  # bytes at either end of what is appended


@dataclass(frozen=True, slots=True)
class Claim:
    """`end` is the first byte behind what `what` speaks of, and `place` the byte where that stands;
    `spare` bytes before the end may be missing without loss."""

    what: str
    end: int
    place: int
    spare: int = 0


def claims(facts: Facts) -> tuple[Claim, ...]:
    return (*_of_volumes(facts), *_of_gpt(facts), *_of_mbr(facts), *_of_images(facts))


def expected(claimed: tuple[Claim, ...]) -> int | None:
    """The largest end that any record claims."""
    return max((claim.end for claim in claimed), default=None)


def evidence(claimed: tuple[Claim, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(claim.what, claim.place, f"ends at byte {claim.end:,}")
        for claim in claimed[:_MOST_TOLD]
    )


def _of_volumes(facts: Facts) -> Iterator[Claim]:
    if facts.iso is not None:
        yield Claim("the ISO 9660 volume", facts.iso.size, facts.iso.primary.offset + 80, PADDING)
    if facts.udf is not None:
        yield Claim("the UDF volume", facts.udf.size, _DESCRIPTORS, PADDING)
    if facts.fat is not None:
        yield Claim("the FAT file system", facts.fat.size, 0)


def _of_gpt(facts: Facts) -> Iterator[Claim]:
    copies = (*facts.gpts, facts.gpt_backup)
    table = next((copy.table for copy in copies if copy and copy.table), None)
    if table is None:
        return
    for entry in table.entries:
        start, end = entry.first * table.block, (entry.last + 1) * table.block
        what = f"partition {entry.number} of the GPT"
        yield _of_partition(facts, what, start, end, entry.offset)
    # Without its copy at the end the table is as good as with it, as long as it is whole itself.
    yield Claim("the copy of the GPT", table.end, table.lba * table.block, _ANY)


def _of_mbr(facts: Facts) -> Iterator[Claim]:
    for entry in facts.mbr.entries if facts.mbr else ():
        if entry.kind != mbr.PROTECTIVE and entry.sectors:
            start, end = entry.first * SECTOR, entry.end * SECTOR
            what = f"partition {entry.number} of the MBR"
            yield _of_partition(facts, what, start, end, entry.offset)


def _of_partition(facts: Facts, what: str, start: int, end: int, place: int) -> Claim:
    """The one that begins before a disc's descriptors is the disc itself, rounded up to a cylinder.
    Another may be longer than the file, as long as the file system in it is not."""
    if facts.size is None or end <= facts.size:
        return Claim(what, end, place)
    if start == 0 or (facts.iso is not None and start <= _DESCRIPTORS):
        return Claim(what, end, place, _ANY)
    fat = _fat(Window(facts.image, start, end - start))
    whole = fat is not None and start + fat.size <= facts.size
    return Claim(what, end, place, _ANY if whole else 0)


def _of_images(facts: Facts) -> Iterator[Claim]:
    for entry in facts.catalogue.images() if facts.catalogue else ():
        yield Claim("a boot image", _image_end(facts, entry), entry.offset)


def _image_end(facts: Facts, entry: CatalogueEntry) -> int:
    """Of an image for UEFI the file system in it knows the size; the catalogue cannot hold large
    ones, and says whatever it likes."""
    if entry.platform != eltorito.UEFI or entry.emulation != Emulation.NONE:
        return entry.start + entry.length
    fat = _fat(Window(facts.image, entry.start, _ANY))
    return entry.start + (fat.size if fat else eltorito.SECTOR)


def _fat(window: Window) -> Fat | None:
    try:
        return Fat.open(window)
    except (CorruptImage, *UNSEEN):
        return None


def note(facts: Facts, claimed: tuple[Claim, ...], notes: Notes) -> None:
    """Cut off, or something behind the end."""
    if facts.size is None or not claimed:
        return
    size = facts.size
    missing = [claim for claim in claimed if claim.end - claim.spare > size]
    if missing or (_short_of_padding(claimed, size) and _loses_files(facts, size, notes)):
        claim = max(missing or claimed, key=lambda claim: claim.end)
        text = (
            f"The file ends at byte {size:,}, and {claim.what} at {claim.end:,}: "
            "the download was cut short."
        )
        notes.add("truncated", Severity.DANGER, text, size)
        return
    end = max(claim.end for claim in claimed)
    if not _is_closed(facts) or size <= end:
        return
    what = "What is appended"
    if notes.attempt(what, partial(_holds_something, facts, end, size), otherwise=False):
        text = f"The image ends at byte {end:,}, and the file goes on for {size - end:,} more."
        notes.add("trailing-data", Severity.INFO, text, end)


def _short_of_padding(claimed: tuple[Claim, ...], size: int) -> bool:
    return any(claim.end > size for claim in claimed if claim.spare == PADDING)


def _loses_files(facts: Facts, size: int, notes: Notes) -> bool:
    """Whether a file reaches into the last sectors, which are padding in most discs."""
    return any(
        notes.attempt("The file tree", partial(_reaches, tree, size), otherwise=False)
        for tree in facts.trees
    )


def _reaches(tree: Tree, size: int) -> bool:
    return any(
        (extent.offset or 0) + extent.length > size
        for _, entry in walk(tree)
        for extent in entry.extents
    )


def _is_closed(facts: Facts) -> bool:
    """Whether the records say where the image ends. Free space may follow what an MBR lists."""
    return bool(facts.iso or facts.udf or facts.fat or facts.gpts)


def _holds_something(facts: Facts, start: int, end: int) -> bool:
    """Zeros are padding."""
    places = {start, max(start, end - _LOOKED_AT)}
    return any(any(facts.image.read_at(place, min(_LOOKED_AT, end - place))) for place in places)
