"""What was published about a file on the web, compared while that is fetched: it is seen only once.

The checksum may be that of the file or of what is packed in it, as with a file that is here. The
last byte of the image is not handed out before one of the two is right, so a drive that is written
with another file never gets its first sector.
"""

from collections.abc import Iterable, Sequence

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Comparison, Published, judge
from app.checksums.hashing import Digests, RunningSums, Sums
from app.errors import ChecksumMismatch


class SummedUp:
    """A `Taker` of the file. `contents` wants to be told of what is packed in it; None where
    nothing is. `comparison` is known once all has passed."""

    def __init__(self, name: str, published: Sequence[Published], *, packed: bool) -> None:
        self.comparison: Comparison | None = None
        self._name = name
        self._published = published
        kinds = dict.fromkeys(kind for each in published for kind in each.algorithms)
        self._file = RunningSums(kinds)
        self.contents = _Contents(kinds) if packed else None

    def take(self, data: memoryview, /) -> None:
        self._file.add(data)

    def finish(self) -> None:
        """Raises ChecksumMismatch."""
        file = self._file.ended()
        image, unpacked = self.contents.ended if self.contents else (file, {})
        self.comparison = judge(self._published, Digests(file, image, unpacked))
        if self.comparison.wrong:
            raise ChecksumMismatch(self._name, self.comparison.best.algorithm.label)

    def give_up(self) -> None:
        """Nothing was kept."""


class _Contents:
    """Sums of the image, and of it with what stands behind it."""

    def __init__(self, kinds: Iterable[Algorithm]) -> None:
        self._sums = RunningSums(kinds)
        self.ended: tuple[Sums, Sums] = ({}, {})

    def take(self, data: memoryview, /) -> None:
        self._sums.add(data)

    def finish(self, behind: bytes, /) -> None:
        self.ended = self._sums.both(behind)
