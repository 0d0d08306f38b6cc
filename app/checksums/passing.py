"""What was published about a file on the web, compared while that is fetched: it is seen only once.

The last byte of the image is not handed out before the sum is right, so a drive that is written
with another file never gets its first sector.
"""

from collections.abc import Sequence

from app.checksums.comparison import Comparison, Published, judge
from app.checksums.hashing import Digests
from app.errors import ChecksumMismatch


class SummedUp:
    """A `Taker`. `comparison` is known once all has passed."""

    def __init__(self, name: str, published: Sequence[Published]) -> None:
        self.comparison: Comparison | None = None
        self._name = name
        self._published = published
        kinds = dict.fromkeys(kind for each in published for kind in each.algorithms)
        self._running = {kind: kind.start() for kind in kinds}

    def take(self, data: memoryview, /) -> None:
        for each in self._running.values():
            each.update(data)

    def finish(self) -> None:
        """Raises ChecksumMismatch."""
        sums = Digests({kind: each.hexdigest() for kind, each in self._running.items()})
        self.comparison = judge(self._published, sums)
        if self.comparison.wrong:
            raise ChecksumMismatch(self._name, self.comparison.best.algorithm.label)

    def give_up(self) -> None:
        """Nothing was kept."""
