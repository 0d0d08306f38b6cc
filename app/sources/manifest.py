"""The list of checksums that an .ova has of its own files, which a tar has none of: its .mf.

By DMTF's "Open Virtualization Format Specification" (DSP0243), "OVF package": one line for each
file, of the kind, the name and the digits.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from app.checksums.algorithm import Algorithm, Running
from app.checksums.lines import LARGEST, Sums, parse
from app.errors import NotReached, PackedDamaged
from app.formats.binary import Reader
from app.formats.tar import Member
from app.sources.source import Stream
from app.sources.through import Through

_ENDING = ".mf"
_MOST = 4  # lists that are read; an .ova has one

Sum = tuple[Algorithm, str]


def listed(reader: Reader, members: Sequence[Member], member: Member) -> tuple[Sum, ...]:
    """What is said there of one of them."""
    found: list[Sum] = []
    lists = [each for each in members if each.name.lower().endswith(_ENDING) and not each.sparse]
    for each in lists[:_MOST]:
        with suppress(NotReached, PackedDamaged):
            text = reader.read_at(each.data_at, min(each.length, LARGEST + 1))
            sums = parse(text)
            if not isinstance(sums, str):
                found += _about(sums, each.name.removeprefix("./"), member.name.removeprefix("./"))
    return tuple(found)


def _about(sums: Sums, list_name: str, name: str) -> Iterator[Sum]:
    """What names the file from the folder of the list, or from that of the archive: in others
    there may be another file of that name. Where the digits may be of two kinds, nothing is."""
    folder = list_name.rpartition("/")[0]
    names = (name, name.removeprefix(f"{folder}/") if folder else name)
    for line in sums.lines:
        if line.name.removeprefix("./") in names and len(line.algorithms) == 1:
            yield line.algorithms[0], line.digest


class Compared(Through):
    """A `Stream` of all `size` bytes. Raises PackedDamaged before it hands out the last ones of
    what is not as it is listed."""

    def __init__(self, stream: Stream, layer: str, size: int, sums: Sequence[Sum]) -> None:
        super().__init__(stream)
        self._layer = layer
        self._left = size
        self._size = size
        self._sums = sums
        self._running: dict[Algorithm, Running] = {kind: kind.start() for kind, _ in sums}

    def readinto(self, buffer: memoryview, /) -> int:
        count = self._stream.readinto(buffer)
        for each in self._running.values():
            each.update(buffer[:count])
        self._left -= count
        if not self._left:
            self._compare()
        return count

    def _compare(self) -> None:
        for kind, digest in self._sums:
            if self._running[kind].hexdigest() != digest:
                why = f"its {kind.label} is not the one in the archive’s list"
                raise PackedDamaged(self._layer, self._size, why)
