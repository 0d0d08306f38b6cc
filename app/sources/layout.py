"""An image as it is, and behind it what else a stick is to hold: composed for one drive's size.

Every byte of the image is in its place but for the entries of its partition table, so it starts as
it did. Partitions begin and end on whole MiB. Answers for cloud-init come last, at the drive's end:
a system that grows at its first start grows as far as that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.display import for_display
from app.errors import DriveTooSmall, NotAppendable
from app.formats.binary import Reader, Window
from app.formats.mbr import SECTOR
from app.report import Mode
from app.sources import new_volumes
from app.sources.composed import ComposedStream
from app.sources.extents import Extents, Joined
from app.sources.layout_table import NEAR, Added, GptTable, Holds, Patch, table_of
from app.sources.new_volumes import LARGEST_FAT32, MIB, SMALLEST, NewVolume
from app.sources.source import FromImage, Source, Stream

REST = 0  # the size of what takes all that is left

KINDS = {Holds.EXT4: "ext4", Holds.FAT32: "FAT32", Holds.EXFAT: "exFAT", Holds.NTFS: "NTFS"}
_SMALLEST_ANSWERS = 64 * MIB


@dataclass(frozen=True, slots=True)
class Wish:
    """A partition that is asked for; of `size` bytes, or of the REST, shared with others of that
    kind. `why` ends the sentence "Add a partition …". `last`: at the drive's end."""

    holds: Holds
    label: str
    why: str
    size: int = REST
    files: Mapping[str, bytes] | None = None
    last: bool = False

    @property
    def least(self) -> int:
        """Whole MiB, in bytes."""
        if not self.last:
            return (self.size or SMALLEST[self.holds]) // MIB * MIB
        held = sum(map(len, (self.files or {}).values()))
        return max(_SMALLEST_ANSWERS, -(-2 * held // MIB) * MIB)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A wish that was given its place, in bytes of the drive, and what will stand there."""

    wish: Wish
    start: int
    length: int
    volume: NewVolume

    @property
    def end(self) -> int:
        """Behind the last byte that has to be written."""
        return self.start + self.volume.used

    def unused(self) -> Iterator[tuple[int, int]]:
        """What need not be written, in bytes of the drive."""
        yield from ((self.start + a, self.start + b) for a, b in self.volume.unused)
        yield self.start + self.volume.used, self.start + self.length


@dataclass(frozen=True, slots=True, eq=False)
class LayoutSource(FromImage):
    """A `Source`. Of `disk`, which is as long as the drive, the first `size` bytes are written but
    for the `spare` ones, (start, stop) in order."""

    image: Source
    reader: Reader
    disk: Extents
    size: int
    table: str
    parts: tuple[Placed, ...]
    spare: tuple[tuple[int, int], ...]

    @property
    def mode(self) -> Mode:
        return Mode.EXACT

    def stream(self, start: int = 0) -> Stream:
        return ComposedStream(self, start)

    def look(self) -> Reader:
        return Window(self.disk, 0, self.size)

    def steps(self) -> list[str]:
        name, count = for_display(self.name), self.image.size or 0
        copy = f"Write {count:,} bytes of {name}, with more entries in its partition table"
        return [f"{copy} ({self.table})", *map(_in_words, self.parts)]

    def whole(self) -> "LayoutSource":
        """The drive as it will be, with all that is free on it."""
        return replace(self, size=self.disk.size)


def compose_layout(image: Source, wishes: Sequence[Wish], size: int, sector: int) -> LayoutSource:
    """For a drive of `size` bytes. Raises NotAppendable with what is in the way, DriveTooSmall,
    ToolError, and what reading the image raises."""
    if sector != SECTOR:
        raise NotAppendable(f"the drive has sectors of {sector:,} bytes, not of {SECTOR}")
    if image.size is None:
        raise NotAppendable("it is packed, and how long it is shows only when it is unpacked")
    for wish in wishes:
        if wish.size and wish.size < (least := SMALLEST[wish.holds]):
            raise NotAppendable(f"{KINDS[wish.holds]} needs {least:,} bytes, not {wish.size:,}")
    reader = image.look()
    table = table_of(reader)
    begins = -(-max(image.size, table.begins * SECTOR) // MIB) * MIB
    room = table.usable(size // SECTOR) * SECTOR
    parts = tuple(_placed(wishes, begins, room, size))
    patches = table.with_added([_added(part) for part in parts], size // SECTOR)
    disk = _joined(reader, image.size, size // SECTOR * SECTOR, parts, patches)
    used = disk.size if isinstance(table, GptTable) else max(part.end for part in parts)
    spare = tuple(run for run in _spare(parts, table.usable(size // SECTOR)) if run[1] <= used)
    return LayoutSource(image, reader, disk, used, table.name, parts, spare)


def _placed(wishes: Sequence[Wish], begins: int, room: int, size: int) -> Iterator[Placed]:
    """In their order, those at the end last; all in front of byte `room`. Raises DriveTooSmall, and
    NotAppendable where the table does not reach far enough for what the drive could hold."""
    needed = begins + sum(wish.least for wish in wishes)
    if room < needed < size and room < size - 2 * MIB:
        raise NotAppendable("its partition table (MBR) reaches only 2 TiB far")
    if needed > room:
        raise DriveTooSmall(needed + size - room, size)
    ends = room // MIB * MIB
    left = ends - needed
    sharing = [wish for wish in wishes if not wish.last and wish.size == REST]
    more = {id(wish): left // len(sharing) // MIB * MIB for wish in sharing}
    place = begins
    for wish in sorted(wishes, key=lambda wish: wish.last):
        length = (wish.least + more.get(id(wish), 0)) // MIB * MIB
        start = ends - length if wish.last else place
        place += length
        yield Placed(wish, start, length, _volume(wish, start, length))


def _volume(wish: Wish, start: int, length: int) -> NewVolume:
    files = wish.files or {}
    if wish.holds is Holds.FAT32:
        if length >= LARGEST_FAT32:
            raise NotAppendable("a FAT32 partition has less than 2 TiB", "Give it a smaller size.")
        make = partial(new_volumes.fat32, start // SECTOR, length, wish.label, files)
    elif wish.holds is Holds.EXT4:
        make = partial(new_volumes.ext4, length, wish.label, files)
    elif wish.holds is Holds.NTFS:
        make = partial(new_volumes.ntfs, start // SECTOR, length, wish.label)
    else:
        make = partial(new_volumes.exfat, length, wish.label)
    return make()


def _added(part: Placed) -> Added:
    wish = part.wish
    return Added(part.start // SECTOR, part.length // SECTOR, wish.holds, wish.label)


def _joined(
    reader: Reader, image: int, size: int, parts: Sequence[Placed], patches: Sequence[Patch]
) -> Extents:
    """The disk. What the table changes of the image's first MiB stands there in one piece."""
    head = bytearray(reader.read_at(0, min(NEAR, image)).ljust(NEAR, b"\0"))
    tail = [patch for patch in patches if patch.offset >= NEAR]
    for patch in patches:
        if patch not in tail:
            head[patch.offset : patch.offset + len(patch.data)] = patch.data
    disk = Joined()
    disk.bytes(bytes(head))
    disk.range(reader, NEAR, max(0, image - NEAR))
    for part in parts:
        disk.zeros_to(part.start)
        disk.all(part.volume.pieces)
    for patch in tail:
        disk.zeros_to(patch.offset)
        disk.bytes(patch.data)
    disk.zeros_to(size)
    return disk.done()


def _spare(parts: Sequence[Placed], usable: int) -> tuple[tuple[int, int], ...]:
    """What nobody will read, in order: what the new file systems leave free, and what lies between
    the partitions and in front of the copy of a GPT."""
    end = usable * SECTOR
    runs: list[tuple[int, int]] = []
    for part, following in zip(parts, [*(p.start for p in parts[1:]), end], strict=True):
        runs += part.unused()
        runs.append((part.start + part.length, following))
    joined: list[tuple[int, int]] = []
    for start, stop in runs:
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        elif stop > start:
            joined.append((start, stop))
    return tuple(joined)


def _in_words(part: Placed) -> str:
    wish, kind = part.wish, KINDS[part.wish.holds]
    return f"Add a partition {wish.why} ({kind}, “{wish.label}”, {part.length:,} bytes)"
