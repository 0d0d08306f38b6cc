"""What of an image nobody needs: blocks that its own file systems call free, or that a block map
beside it leaves out.

Such a part of the drive may keep what was there before, when the user says so. Nothing is guessed:
what lies between partitions, what is no file system that is known here, and a volume that
contradicts itself in anything, is in use.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, BlockMapWrong, CorruptImage, ImageError, NotReached
from app.formats import ext_free, fat_free
from app.formats.binary import Budget, Reader, Window
from app.inspection import facts
from app.inspection.places import Partition, contradict, partitions
from app.inspection.pooled import is_pooled
from app.inspection.probe import Notes, Paged
from app.sources.source import Remote, Source

if TYPE_CHECKING:
    from app.formats.bmap import Bmap

LEAST = 64 << 10  # bytes: what is shorter is written with its neighbours
LONG = 16 << 20  # bytes: what is shorter is not worth a look ahead
_LOOKS, _LOOK = 8, 4096  # places of each stretch, bytes
_PAGES = 400_000
_READS = 400_000
_BYTES = 1 << 30
_MOST = 1 << 20  # runs
_KINDS: tuple[Callable[[Reader], Iterator[tuple[int, int]]], ...] = (ext_free.free, fat_free.free)


@dataclass(frozen=True, slots=True)
class Unused:
    """`runs` are (start, stop) in bytes of the image, in order and apart. Of a `map`, only what is
    zeros in the image as well is left out: a map that leaves out data is not believed."""

    runs: tuple[tuple[int, int], ...]
    map: Bmap | None = None

    @property
    def length(self) -> int:
        return sum(stop - start for start, stop in self.runs)

    def over(self, offset: int, length: int) -> int:
        """From `offset` on in steps of `length`: over those that lie in a run as a whole, but never
        to the run's end, so that the image's own is always met."""
        index = max(0, bisect_right(self.runs, (offset, 1 << 63)) - 1)
        if index >= len(self.runs) or self.runs[index][0] > offset:
            return offset
        return offset + max(0, self.runs[index][1] - offset - 1) // length * length

    def grains(self, offset: int, length: int, grain: int) -> int:
        """A mask of the grains of a chunk that lie in a run as a whole."""
        found, end = 0, offset + length
        index = max(0, bisect_right(self.runs, (offset, 1 << 63)) - 1)
        while index < len(self.runs) and self.runs[index][0] < end:
            start, stop = (max(0, min(length, each - offset)) for each in self.runs[index])
            first = -(-start // grain)
            last = -(-length // grain) if stop == length else stop // grain
            if last > first:
                found |= (1 << last) - (1 << first)
            index += 1
        return found


def unused(source: Source) -> Unused:
    """By the block map beside the image, else by its file systems; nothing where neither says
    anything. Raises BlockMapWrong for a map that is damaged or another image's."""
    if (path := _map_beside(source)) is not None:
        return _by_map(path, source)
    try:
        return Unused(tuple(free_runs(source.look())))
    except AppError:
        return Unused(())


def likely_zeros(source: Source) -> tuple[tuple[int, int], ...]:
    """(start, stop) of long stretches that a plain image's file systems do not use, and that are
    zeros in it as far as a few looks tell. Only a hint; never raises AppError."""
    if source.layers or isinstance(source, Remote):
        return ()
    try:
        runs = tuple(run for run in free_runs(source.look()) if run[1] - run[0] >= LONG)
        image = source.look()
        for start, stop in runs:
            for place in range(start, stop, max(LEAST, (stop - start) // _LOOKS)):
                if any(image.read_at(place, _LOOK)):
                    return ()
    except AppError:
        return ()
    return runs


def _map_beside(source: Source) -> Path | None:
    """`image.img.gz` may have `image.img.gz.bmap`, `image.img.bmap` or `image.bmap`."""
    name = source.path.name
    for _ in range(len(source.layers) + 2):
        path = source.path.with_name(f"{name}.bmap")
        with suppress(OSError):
            if path.is_file():
                return path
        stem, dot, _ending = name.rpartition(".")
        if not dot or not stem:
            break
        name = stem
    return None


def _by_map(path: Path, source: Source) -> Unused:
    from app.formats.bmap import LARGEST, Bmap  # here, for it is seldom needed

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise BlockMapWrong(path.name, "it is too large")
        found = Bmap.parse(data)
    except OSError as error:
        raise BlockMapWrong(path.name, error.strerror or str(error)) from error
    except CorruptImage as error:
        raise BlockMapWrong(path.name, error.why) from error
    except ImageError as error:
        raise BlockMapWrong(path.name, "it is too large") from error
    if source.size is not None and source.size != found.size:
        raise BlockMapWrong(path.name, f"it is for an image of {found.size:,} bytes")
    runs, place = [], 0
    for each in (*((part.start, part.stop) for part in found.ranges), (found.size, found.size)):
        if each[0] - place >= LEAST:
            runs.append((place, each[0]))
        place = each[1]
    return Unused(tuple(runs), found)


def free_runs(bare: Reader) -> Iterator[tuple[int, int]]:
    """(start, stop) of what the file systems of an image, or of a drive, call free. Raises
    AppError, before or after some of them: then none of them counts."""
    paged = Paged(Budget(bare, reads=_PAGES, length=_BYTES))
    image = Budget(paged, reads=_READS, length=_BYTES)
    if image.size is None:
        return
    count = 0
    for part in _parts(image, image.size):
        for start, stop in _free(Window(image, part.start, part.length), part.length):
            count += 1
            if count > _MOST:
                raise CorruptImage("free blocks", part.start, "they are in too many pieces")
            yield part.start + start, part.start + stop


def _parts(image: Reader, size: int) -> list[Partition]:
    """Those that lie in the image as a whole, or the image itself. Raises CorruptImage: of two that
    share bytes, or of two tables, which one is right? And where all of it belongs to a pool."""
    if is_pooled(image):
        raise CorruptImage("partitions", 0, "they are what was there before")
    told = facts.gather(image, Notes())
    if contradict(told):
        raise CorruptImage("partitions", 0, "two tables disagree about them")
    found = sorted(partitions(told), key=lambda part: part.start)
    if not found:
        return [Partition(0, 0, size)]
    there = [part for part in found if part.length > 0]
    for one, following in pairwise(there):
        if one.overlaps(following):
            raise CorruptImage("partitions", following.start, "they overlap")
    return [part for part in there if part.start + part.length <= size]


def _free(volume: Reader, length: int) -> list[tuple[int, int]]:
    """Of the first kind of file system that it is; nothing when in doubt. One that is longer than
    its partition has nothing free behind that."""
    try:
        if is_pooled(volume):
            return []
    except (NotReached, CorruptImage):
        return []
    for kind in _KINDS:
        try:
            runs = [(start, min(stop, length)) for start, stop in kind(volume)]
        except NotReached:
            return []
        except CorruptImage:
            continue
        return [(start, stop) for start, stop in runs if stop - start >= LEAST]
    return []
