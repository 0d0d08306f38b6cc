"""FAT: whether each cluster has one use, so that a file can be written without harm to another one.

Systems read files that share clusters, or lie in what the table calls free, without a word. Whoever
writes to such a volume changes more than was meant. Microsoft FAT Specification (fatgen103), "FAT
Data Structure".
"""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice

from app.errors import CorruptImage, NotReached
from app.formats import fat_free
from app.formats.binary import Reader
from app.formats.fat import Fat
from app.formats.fat_records import FatEntry

Run = tuple[int, int]  # start, stop in bytes of the volume


def demand_apart(reader: Reader) -> None:
    """Raises CorruptImage where two of files, folders and what is free share a cluster; BudgetSpent
    where the reader has a budget. What is in folders that a packed image does not let be read is
    not looked at."""
    fat = Fat.open(reader)
    boot = fat.boot
    size, first = boot.cluster * boot.sector, boot.first_data * boot.sector
    free = fat_free.free(reader)
    first_run = tuple(islice(free, 1))  # from here on the table is known to have all clusters
    met = bytearray(boot.clusters)
    for start, stop in chain(first_run, free, _used(fat)):
        begin, end = (start - first) // size, (stop - first) // size
        if met.find(1, begin, end) >= 0:
            raise CorruptImage("FAT", start, "a cluster has two uses")
        met[begin:end] = b"\1" * (end - begin)


def _used(fat: Fat) -> Iterator[Run]:
    """Of each file and folder; a folder before what it holds, so that none is met in itself."""
    waiting = deque([fat.root])
    while waiting:
        entry = waiting.popleft()
        for extent in fat.chain(entry):
            start = extent.offset or 0
            yield start, start + extent.length
        if entry.directory:
            waiting += _held(fat, entry)


def _held(fat: Fat, folder: FatEntry) -> list[FatEntry]:
    held: list[FatEntry] = []
    with suppress(NotReached):
        held.extend(fat.children(folder))
    return held
