"""Which partition and which files failed bytes belong to, as far as the image's trees tell.

A drive that loses a piece of a file system's free space costs nothing, one that loses a piece of a
system costs all of it; "sector 6,661,120" says neither. Where a tree is damaged, out of reach in a
packed image, or too large for the budget, a place keeps what is known of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from app.errors import AppError, CorruptImage
from app.formats import mbr
from app.formats.binary import Budget, Reader, Window
from app.formats.fat import Fat
from app.formats.mbr import SECTOR, logical_partitions
from app.formats.tree import Entry, Extent, Tree, walk
from app.inspection import facts
from app.inspection.facts import Facts
from app.inspection.probe import UNSEEN, Notes, Paged
from app.report.places import WrongPlace
from app.sources.source import Source

MOST_FILES = 4  # named for one range

_MOST_TREES = 8
_PAGES = 4_000
_READS = 100_000
_BYTES = 256 << 20

Range = tuple[int, int]  # offset, length
Found = TypeVar("Found")
Otherwise = TypeVar("Otherwise")


@dataclass(frozen=True, slots=True)
class Partition:
    number: int
    start: int  # bytes
    length: int

    def overlaps(self, other: "Partition") -> bool:
        return self.start < other.start + other.length and other.start < self.start + self.length


def places(source: Source, ranges: Iterable[Range]) -> tuple[WrongPlace, ...]:
    """A place for each range, in their order. Never raises: an image that is gone names nothing."""
    asked = tuple(ranges)
    try:
        paged = Paged(Budget(source.look(), reads=_PAGES, length=_BYTES))
        return located(Budget(paged, reads=_READS, length=_BYTES, names=200_000), asked)
    except AppError:
        return tuple(WrongPlace(*each) for each in asked)


def located(image: Reader, ranges: tuple[Range, ...]) -> tuple[WrongPlace, ...]:
    """The same over a reader; ranges are in order and apart."""
    found = facts.gather(image, Notes())
    parts = tuple(partitions(found))
    files = _Files(ranges)
    for tree, start in _trees(found, parts):
        _attempt(partial(_match, tree, start, files), None)
    return tuple(
        WrongPlace(offset, length, _partition_of(offset, parts), *files.of(index))
        for index, (offset, length) in enumerate(ranges)
    )


class _Files:
    """What reaches into which range."""

    def __init__(self, ranges: tuple[Range, ...]) -> None:
        self._ranges = ranges
        self._ends = [offset + length for offset, length in ranges]
        self._found: list[dict[str, int]] = [{} for _ in ranges]  # path: where it begins

    def add(self, path: str, start: int, length: int) -> None:
        index = bisect_right(self._ends, start)
        while index < len(self._ranges) and self._ranges[index][0] < start + length:
            self._found[index].setdefault(path, start)
            index += 1

    def of(self, index: int) -> tuple[tuple[str, ...], int]:
        found = self._found[index]
        paths = sorted(found, key=lambda path: (found[path], path))
        return tuple(paths[:MOST_FILES]), max(0, len(paths) - MOST_FILES)


def _match(tree: Tree, start: int, files: _Files) -> None:
    for path, entry in walk(tree):
        if entry.damaged or (entry.directory and not entry.extents):
            continue
        for extent in _attempt(partial(_extents, tree, entry), ()):
            if extent.offset is not None:
                files.add(path, start + extent.offset, extent.length)


def _extents(tree: Tree, entry: Entry) -> tuple[Extent, ...]:
    """FAT finds them by walking a file's chain."""
    if isinstance(tree, Fat):
        return () if entry.directory else tree.extents(entry)
    return entry.extents


def _trees(found: Facts, partitions: tuple[Partition, ...]) -> Iterator[tuple[Tree, int]]:
    """Each with the byte that its extents count from."""
    yield from ((tree, 0) for tree in found.trees)
    if found.fat is not None:
        yield found.fat, 0
    for each in partitions[:_MOST_TREES]:
        window = Window(found.image, each.start, each.length)
        fat = _attempt(partial(Fat.open, window), None)
        if fat is not None:
            yield fat, each.start


def partitions(found: Facts) -> Iterator[Partition]:
    if (table := found.gpt) is not None:
        for entry in table.entries:
            length = (entry.last - entry.first + 1) * table.block
            yield Partition(entry.number, entry.first * table.block, length)
    elif found.mbr is not None:
        for one in found.mbr.entries:
            if one.sectors and one.kind != mbr.PROTECTIVE and not one.extended:
                yield Partition(one.number, one.first * SECTOR, one.sectors * SECTOR)
            if one.extended:
                yield from _attempt(partial(_logical, found, one.first, one.sectors), ())


def contradict(found: Facts) -> bool:
    """Whether the first sectors say two things about where partitions lie. A GPT counts where the
    MBR says so: one that was left behind by whoever made another table does not, and there are
    programs that go by it all the same."""
    record, table = found.record, found.gpt
    listed = record.partitions if record is not None and record.is_table else ()
    own = [entry for entry in listed if entry.kind != mbr.PROTECTIVE]
    if found.fat is not None:
        return bool(own) or table is not None
    if table is None:
        return False
    known = {(entry.first, entry.last - entry.first + 1) for entry in table.entries}
    told = record is not None and bool(listed) and record.protective is not None
    return not told or any((entry.first, entry.sectors) not in known for entry in own)


def _logical(found: Facts, first: int, sectors: int) -> tuple[Partition, ...]:
    extended = Window(found.image, first * SECTOR, sectors * SECTOR)
    return tuple(
        Partition(one.number, (first + one.first) * SECTOR, one.sectors * SECTOR)
        for one in logical_partitions(extended)
    )


def _partition_of(offset: int, partitions: tuple[Partition, ...]) -> int | None:
    """The smallest that holds it: a hybrid disc's first one is the disc itself."""
    holding = [each for each in partitions if each.start <= offset < each.start + each.length]
    return min(holding, key=lambda each: each.length).number if holding else None


def _attempt(probe: Callable[[], Found], otherwise: Otherwise) -> Found | Otherwise:
    try:
        return probe()
    except (CorruptImage, *UNSEEN):
        return otherwise
