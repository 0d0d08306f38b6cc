"""How far a drive is used, and by what: for whoever saves it to a file.

The end of what is used is said by partition table and file systems together, as for an image. What
these leave free inside is left out by the same rules as when an image is written (`unused`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from app.errors import (
    AppError,
    CopyProtected,
    CorruptImage,
    NotReached,
    NoVolume,
    ReadRefused,
)
from app.formats.binary import Budget, Reader, Window
from app.formats.ext import Ext
from app.formats.fat import Fat
from app.formats.mbr import SECTOR
from app.inspection import extent, facts
from app.inspection.facts import Facts
from app.inspection.places import contradict, partitions
from app.inspection.pooled import is_pooled
from app.inspection.probe import UNSEEN, Notes, Paged
from app.inspection.protected import protection
from app.inspection.unused import LEAST, free_runs

_READS, _BYTES, _PAGES = 20_000, 64 << 20, 4_000
_MOST = 20_000  # spans
_AT_THE_END = 1 << 20  # bytes, which hold the copy of a GPT
_SYSTEM_AREA = 32 << 10  # bytes in front of a disc's volume (ECMA-119, 6.2.1)
_NO_TABLE = (b"NTFS    ", b"EXFAT   ", b"-FVE-FS-", b"ReFS\0\0\0\0")  # names in a first sector
_GRAIN = 4096  # bytes: no drive has larger sectors
_BLOCK = 2048  # bytes of a disc's
_LONG = 64 << 10  # bytes; shorter ones are asked for again by themselves
_MOST_BAD = 16  # reads of a disc that are refused: more take too long, or are those of a protection

Span = tuple[int, int]  # start, stop


@dataclass(frozen=True, slots=True)
class InUse:
    """The first `size` bytes make the image; `spans` (start, stop) of them are read, in order and
    apart, the rest is nobody's. `beyond`: bytes of the drive behind the image."""

    size: int
    spans: tuple[Span, ...]
    beyond: int = 0

    @property
    def length(self) -> int:
        return sum(stop - start for start, stop in self.spans)


def whole(size: int) -> InUse:
    return InUse(size, ((0, size),))


def of_drive(drive: Reader, size: int, sector: int) -> InUse:
    """Up to the last thing that anything on the drive speaks of, without free blocks. All of it
    where nothing is known, and where tables count in other sectors than those of 512 bytes. Never
    raises for what is on it, nor for what of it can't be read."""
    if sector != SECTOR:
        return whole(size)
    try:
        found = _gathered(drive)
        taken = found.record is not None and found.record.sector[3:11] in _NO_TABLE
        if taken or is_pooled(found.image):
            return whole(size)  # whatever stands there in the place of a table
        unsure = contradict(found)
        if unsure and found.fat is not None:
            return whole(size)  # of the two the table is not asked how far it goes
        end = _end(found, size)
        free = [] if unsure else list(_before_the_copy(found, size, end))
    except AppError:
        return whole(size)
    with suppress(AppError):  # then what of the partitions is free is not known
        free += list(free_runs(drive))
    return InUse(end, tuple(_without(end, _longest(free))), size - end)


def of_disc(drive: Reader, size: int) -> InUse:
    """The volume of a disc, and partitions that are appended to it: what the drive says behind
    that is run-out, or rounding. All of it where some of what would tell can't be read. Raises
    NoVolume, CopyProtected, DriveError."""
    worn = _Worn(drive)
    found = _gathered(worn)
    ends = [volume.size for volume in (found.iso, found.udf) if volume is not None]
    if not ends:
        raise NoVolume
    end = max([min(size, max(ends)), *(c.end for c in extent.claims(found) if c.end <= size)])
    if worn.refused:
        end = size
    _demand_unprotected(found)
    return InUse(end, ((0, end),), size - end)


def demand_unprotected(drive: Reader) -> None:
    """Of a disc that is saved as it is. Raises CopyProtected, DriveError."""
    _demand_unprotected(_gathered(_Worn(drive)))


def _demand_unprotected(found: Facts) -> None:
    if how := protection(found):
        raise CopyProtected(how)


class _Worn:
    """A disc some places of which can't be read: they keep nobody from looking at the others."""

    def __init__(self, drive: Reader) -> None:
        self._drive = drive
        self._bad: list[Span] = []  # what was asked for in vain: nobody waits for that twice

    @property
    def size(self) -> int | None:
        return self._drive.size

    @property
    def refused(self) -> bool:
        return bool(self._bad)

    def read_at(self, offset: int, length: int) -> bytes:
        """Of what is read as a whole, what can't be is zeros."""
        try:
            return self._tried(offset, length)
        except NotReached:
            if length <= _LONG:
                raise
        stop = offset + length
        parts = ((at, min(stop - at, _BLOCK)) for at in range(offset, stop, _BLOCK))
        return b"".join(self._or_zeros(at, part) for at, part in parts)

    def _or_zeros(self, offset: int, length: int) -> bytes:
        try:
            return self._tried(offset, length)
        except NotReached:
            return bytes(length)

    def _tried(self, offset: int, length: int) -> bytes:
        stop = offset + length
        if any(offset <= start and end <= stop for start, end in self._bad):
            raise NotReached(offset, offset)
        try:
            return self._drive.read_at(offset, length)
        except ReadRefused as error:
            self._bad.append((offset, stop))
            if len(self._bad) > _MOST_BAD:
                raise
            raise NotReached(offset, offset) from error


def _gathered(drive: Reader) -> Facts:
    paged = Paged(Budget(drive, reads=_PAGES, length=_BYTES))
    return facts.gather(Budget(paged, reads=_READS, length=_BYTES), Notes())


def _end(found: Facts, size: int) -> int:
    """A multiple of any sector, or the drive's own end where nothing proves another one."""
    proven = found.fat or found.gpt or _is_disc(found) or _is_table(found)
    if not proven or _holds(found.image, Ext.read):
        return size
    end = extent.expected(extent.claims(found)) or size
    return min(size, -(-end // _GRAIN) * _GRAIN)


def _is_disc(found: Facts) -> bool:
    """Whether the volume of a disc is not a rest of what was there before: a later file system
    leaves that where it is, but has something in front of it."""
    if found.iso is None and found.udf is None:
        return False
    return found.mbr is not None or not any(found.image.read_at(0, _SYSTEM_AREA))


def _is_table(found: Facts) -> bool:
    """Whether an MBR, which has no checksum, is one, and counts in the sectors of this drive: a
    file system begins where it says."""
    volumes = (Window(found.image, part.start, part.length) for part in partitions(found))
    return any(_holds(each, Fat.open) or _holds(each, Ext.read) for each in volumes)


def _holds(volume: Reader, known: Callable[[Reader], object]) -> bool:
    try:
        known(volume)
    except (CorruptImage, *UNSEEN):
        return False
    return True


def _before_the_copy(found: Facts, size: int, end: int) -> Iterator[Span]:
    """A GPT has its copy at the end of the drive, and nothing between that and its partitions."""
    table = found.gpt
    if table is not None and table.end == size == end:
        claims = [claim.end for claim in extent.claims(found) if claim.end < size]
        start = max([table.partitions_end, *claims])
        if size - _AT_THE_END - start >= LEAST:
            yield start, size - _AT_THE_END


def _longest(free: list[Span]) -> list[Span]:
    """So many that a block map can list what is between them."""
    least = LEAST
    while len(free) > _MOST:
        least *= 2
        free = [(start, stop) for start, stop in free if stop - start >= least]
    return free


def _without(size: int, free: Iterable[Span]) -> Iterator[Span]:
    """The rest; what is free begins and ends with whole sectors of any drive."""
    place = 0
    for start, stop in sorted(free):
        start, stop = -(-start // _GRAIN) * _GRAIN, min(size, stop // _GRAIN * _GRAIN)
        if stop > max(start, place):
            if start > place:
                yield place, start
            place = stop
    if place < size:
        yield place, size
