"""The list of checksums that an .ova has of its own files, which a tar has none of: its .mf.

By DMTF's "Open Virtualization Format Specification" (DSP0243), "OVF package": one line for each
file, of the kind, the name and the digits.
"""

from collections.abc import Sequence
from contextlib import suppress

from app.checksums.algorithm import Algorithm, Running
from app.checksums.lines import LARGEST, parse
from app.errors import NotReached, PackedDamaged
from app.formats.binary import Reader
from app.formats.tar import Member
from app.sources.source import Stream

_ENDING = ".mf"
_MOST = 4  # lists that are read; an .ova has one

Sums = tuple[tuple[Algorithm, str], ...]


def listed(reader: Reader, members: Sequence[Member], member: Member) -> Sums:
    """What is said there of one of them."""
    found: list[tuple[Algorithm, str]] = []
    lists = [each for each in members if each.name.lower().endswith(_ENDING) and not each.sparse]
    for each in lists[:_MOST]:
        with suppress(NotReached, PackedDamaged):
            text = reader.read_at(each.data_at, min(each.length, LARGEST + 1))
            sums = parse(text)
            name = member.name.removeprefix("./")
            about = () if isinstance(sums, str) else sums.about(name, name.rpartition("/")[2])
            found += [(line.algorithms[0], line.digest) for line in about]
    return tuple(found)


class Compared:
    """A `Stream` of all `size` bytes. Raises PackedDamaged before it hands out the last ones of
    what is not as it is listed."""

    def __init__(self, stream: Stream, layer: str, size: int, sums: Sums) -> None:
        self._stream = stream
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

    def close(self) -> None:
        self._stream.close()

    def _compare(self) -> None:
        for kind, digest in self._sums:
            if self._running[kind].hexdigest() != digest:
                why = f"its {kind.label} is not the one in the archive’s list"
                raise PackedDamaged(self._layer, self._size, why)
