"""What was written where, as a digest for each block, and which blocks were read back equal.

Reading back is compared with these digests, so a stream (a packed file, a download) need not be
read twice, and a difference has a place. xxh3-128 runs at memory speed; it guards against
accidents of a drive, while the SHA-256 beside it is what the user compares.
"""

from collections import Counter
from collections.abc import Iterator

import xxhash

BLOCK = 1 << 20  # bytes a digest stands for


def digests(view: memoryview) -> list[bytes]:
    """One digest a block; the last block may be shorter."""
    return [
        xxhash.xxh3_128_digest(view[place : place + BLOCK]) for place in range(0, len(view), BLOCK)
    ]


class Ledger:
    """Block `n` holds the image's bytes from n × BLOCK. Digests are of whole sectors: the zeros
    that fill the last one are written and checked as well, and do not count as image bytes."""

    def __init__(self) -> None:
        self.size = 0  # end of the image as far as it is known
        self._digests: dict[int, bytes] = {}
        self._found: set[int] = set()
        self._equal: set[int] = set()

    def record(
        self, offset: int, length: int, of_blocks: list[bytes], *, found: bool = False
    ) -> None:
        """`length` image bytes at `offset`, a multiple of BLOCK, were written; or `found` there
        already, and therefore not written. Either way the drive has yet to be read back."""
        blocks = dict(enumerate(of_blocks, offset // BLOCK))
        self._digests.update(blocks)
        if found:
            self._found.update(blocks)
        self.size = max(self.size, offset + length)

    def expected(self, block: int) -> bytes | None:
        """The digest that was recorded; None where nothing was."""
        return self._digests.get(block)

    def confirm(self, block: int, digest: bytes) -> bool:
        """Read back: is it what was recorded? Only then does the block count as equal."""
        if self._digests.get(block) != digest:
            return False
        self._equal.add(block)
        return True

    @property
    def written(self) -> int:
        """Image bytes written."""
        return self._length_of(self._digests.keys() - self._found)

    @property
    def equal(self) -> int:
        """Image bytes read back and equal."""
        return self._length_of(self._equal)

    @property
    def proven(self) -> int:
        """Of these, the bytes that were not written."""
        return self._length_of(self._equal & self._found)

    def forget(self) -> None:
        """Nothing counts as read back any more."""
        self._equal.clear()

    @property
    def blank(self) -> frozenset[int]:
        """The blocks that hold nothing: zeros, or what erased flash memory reads as."""
        last, tail = divmod(max(0, self.size - 1), BLOCK)
        found = {n for n, digest in self._digests.items() if digest in _BLANK}
        rest = -(-(tail + 1) // 512) * 512  # whole sectors; a wrong guess costs nothing
        if self._digests.get(last) in set(digests(memoryview(bytes(rest)))):
            found.add(last)
        return frozenset(found)

    def homes(self) -> dict[bytes, int]:
        """Each digest that only one block has, with that block."""
        times = Counter(self._digests.values())
        return {digest: n for n, digest in self._digests.items() if times[digest] == 1}

    def holds(self, block: int) -> bool:
        """Whether the block was read back and is equal."""
        return block in self._equal

    def _length_of(self, blocks: set[int]) -> int:
        last = (self.size - 1) // BLOCK
        missing = (last + 1) * BLOCK - self.size if last in blocks else 0
        return len(blocks) * BLOCK - missing


_BLANK = frozenset(xxhash.xxh3_128_digest(bytes([filler]) * BLOCK) for filler in (0x00, 0xFF))


def merged(ranges: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted (offset, length) ranges with neighbours joined."""
    joined: list[tuple[int, int]] = []
    for offset, length in sorted(ranges):
        if joined and offset <= sum(joined[-1]):
            start = joined[-1][0]
            joined[-1] = (start, max(sum(joined[-1]), offset + length) - start)
        else:
            joined.append((offset, length))
    return tuple(joined)
