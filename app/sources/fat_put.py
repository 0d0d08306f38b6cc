"""Files for the root folder of a FAT that is there already: which of its bytes change.

Microsoft FAT Specification (fatgen103). A file of the same name keeps its record and gives its
clusters back first; what else is needed comes from the free ones. All copies of the table change
alike, and so does the count of what is free that FAT32 has (FSInfo).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.errors import CorruptImage, NotAppendable
from app.formats import fat_free
from app.formats.binary import Reader, read_exactly
from app.formats.fat import Fat
from app.formats.fat_apart import demand_apart
from app.formats.tree import Extent
from app.sources.fat_root import FatRoot
from app.sources.layout_table import Patch

_END = {16: 0xFFFF, 32: 0x0FFFFFFF}
_RESERVED = 0xF0000000  # bits of a wide entry, which are kept
_FSINFO = 48  # byte of the boot sector that tells its sector
_COUNT = 488  # byte of it where the number of free clusters is
_SIGNS = ((0, b"RRaA"), (484, b"rrAa"), (508, b"\0\0\x55\xaa"))


def put(reader: Reader, files: Mapping[str, bytes]) -> tuple[Patch, ...]:
    """What changes of a FAT16 or FAT32, in bytes of the volume. Raises NotAppendable where that
    cannot be, CorruptImage for a volume that contradicts itself, is longer than the reader, or that
    systems disagree about, BudgetSpent."""
    fat = Fat.open(reader)
    if fat.bits not in _END:
        raise NotAppendable("its own first partition is a FAT12")
    if reader.size is not None and fat.size > reader.size:
        raise CorruptImage("FAT boot sector", 0, "it is larger than its partition")
    table = _Table(reader, fat)
    root = FatRoot(reader, fat)
    contents: list[Patch] = []
    for name in files:
        _, entry = root.find(name)
        if entry is not None:
            table.give_back(fat.chain(entry))
    for name, data in files.items():
        contents += _put(name, data, table, root)
    changed = [*contents, *root.patches(), *table.patches()]
    demand_apart(reader)  # last: in a packed image folders may be far from all that was read here
    return tuple(_joined(sorted(changed, key=lambda patch: patch.offset)))


def _put(name: str, data: bytes, table: "_Table", root: FatRoot) -> Iterator[Patch]:
    place, _ = root.find(name)
    if place is None:
        while (place := root.added(name)) is None:
            before = table.number(root.last)
            (cluster,) = table.taken(1)
            table.link([before, cluster])
            root.grow(Extent(table.place(cluster), table.size))
    clusters = table.taken(-(-len(data) // table.size))
    table.link(clusters)
    root.tell(place, clusters[0] if clusters else 0, len(data))
    for number, cluster in enumerate(clusters):
        piece = data[number * table.size : (number + 1) * table.size]
        yield Patch(table.place(cluster), piece.ljust(table.size, b"\0"))


class _Table:
    """Which clusters are whose. `size` of one is in bytes."""

    def __init__(self, reader: Reader, fat: Fat) -> None:
        self._reader = reader
        self._boot, self._bits = fat.boot, fat.bits
        self.size = fat.boot.cluster * fat.boot.sector
        self._first = fat.boot.first_data * fat.boot.sector
        self._start = fat.boot.reserved * fat.boot.sector
        self._length = fat.boot.fat_sectors * fat.boot.sector
        if self._length > fat_free.LARGEST:
            raise CorruptImage("FAT", self._start, "it is very large")
        self._stored = read_exactly(reader, self._start, self._length, "FAT")
        self._spare: deque[int] = deque()  # that belonged to something
        self._free = _clusters(fat_free.free(reader), self._first, self.size)
        self._links: dict[int, int] = {}  # what entries are now

    def number(self, place: int) -> int:
        """Of the cluster with this byte of the volume."""
        return (place - self._first) // self.size + 2

    def place(self, cluster: int) -> int:
        return self._first + (cluster - 2) * self.size

    def give_back(self, extents: Iterable[Extent]) -> None:
        for extent in extents:
            start = extent.offset or 0
            for cluster in range(self.number(start), self.number(start + extent.length - 1) + 1):
                self._links[cluster] = 0
                self._spare.append(cluster)

    def taken(self, count: int) -> list[int]:
        """So many clusters. Raises NotAppendable, CorruptImage."""
        clusters: list[int] = []
        while len(clusters) < count:
            cluster = self._spare.popleft() if self._spare else next(self._free, None)
            if cluster is None:
                raise NotAppendable("its own first partition has no room for its answers")
            clusters.append(cluster)
        return clusters

    def link(self, clusters: Sequence[int]) -> None:
        """As the end of a chain."""
        following = [*clusters[1:], _END[self._bits]]
        self._links |= zip(clusters, following, strict=False)

    def patches(self) -> Iterator[Patch]:
        each = self._bits // 8
        for cluster, value in self._links.items():
            kept = self._entry(cluster) & _RESERVED if self._bits == 32 else 0
            data = (kept | value).to_bytes(each, "little")
            for copy in range(self._boot.fats):
                yield Patch(self._start + copy * self._length + cluster * each, data)
        yield from self._count()

    def _entry(self, cluster: int) -> int:
        each = self._bits // 8
        return int.from_bytes(self._stored[cluster * each : (cluster + 1) * each], "little")

    def _count(self) -> Iterator[Patch]:
        """Of FAT32, where it says how many are free."""
        boot = self._boot
        sector = int.from_bytes(self._reader.read_at(_FSINFO, 2), "little")
        if not boot.wide or not 0 < sector < boot.reserved:
            return
        start = sector * boot.sector
        info = read_exactly(self._reader, start, 512, "FSInfo of a FAT")
        signed = all(info[at : at + len(sign)] == sign for at, sign in _SIGNS)
        free = int.from_bytes(info[_COUNT : _COUNT + 4], "little") + self._freed()
        if signed and 0 <= free <= boot.clusters:  # else it is none, and says so by all ones
            yield Patch(start + _COUNT, free.to_bytes(4, "little"))

    def _freed(self) -> int:
        before = sum(self._entry(cluster) & _END[self._bits] != 0 for cluster in self._links)
        return before - sum(value != 0 for value in self._links.values())


def _clusters(runs: Iterable[tuple[int, int]], first: int, size: int) -> Iterator[int]:
    for start, stop in runs:
        yield from range((start - first) // size + 2, (stop - first) // size + 2)


def _joined(patches: Iterable[Patch]) -> Iterator[Patch]:
    """Those that follow one another as one."""
    pieces: list[Patch] = []
    for patch in patches:
        if pieces and pieces[-1].end != patch.offset:
            yield Patch(pieces[0].offset, b"".join(piece.data for piece in pieces))
            pieces = []
        pieces.append(patch)
    if pieces:
        yield Patch(pieces[0].offset, b"".join(piece.data for piece in pieces))
