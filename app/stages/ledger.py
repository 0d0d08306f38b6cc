"""What was written where, as a digest for each block, and which blocks were read back equal.

Reading back is compared with these digests, so a stream (a packed file, a download) need not be
read twice, and a difference has a place. xxh3-128 runs at memory speed; it guards against
accidents of a drive, while the SHA-256 beside it is what the user compares. Blocks that look alike
to it can be made on purpose, but not without its seed, which is another one in every process; and
where both sides are in memory their bytes are compared, and no digests.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import xxhash

from app.stages.grains import GRAIN, WRITTEN, Fate, grains_in, mask
from app.stages.numbered import LENGTH, Digests, Masks, Numbers

BLOCK = 1 << 20  # bytes a digest stands for
_EACH = BLOCK // GRAIN
_SEED = int.from_bytes(os.urandom(8))


def digest(view: memoryview) -> bytes:
    """16 bytes, of use to this process alone."""
    return xxhash.xxh3_128_digest(view, seed=_SEED)


def digests(view: memoryview, length: int = BLOCK) -> list[bytes]:
    """One digest for each block, or other `length`; the last may be shorter."""
    return [digest(view[place : place + length]) for place in range(0, len(view), length)]


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or one grain of a block that was written in parts: what is read back at once."""

    offset: int
    length: int  # image bytes
    grain: bool = False


class Ledger:
    """Block `n` holds the image's bytes from n × BLOCK. Digests are of whole sectors: the zeros
    that fill the last one are written and checked as well, and do not count as image bytes."""

    def __init__(self) -> None:
        self.size = 0  # end of the image as far as it is known
        self.mark = b""  # what each sector of the first block but one holds until the head is there
        self._digests = Digests()
        self._kept = Masks()  # of grains
        self._left = Masks()
        self._grains: dict[int, bytes] = {}  # digests of those of blocks written in parts
        self._right = Masks()  # of these: the grains read back and equal
        self._gaps: list[tuple[int, int]] = []  # (first, behind the last) blocks that are all left
        self._trusted = False
        self._equal = Numbers()

    def record(
        self, offset: int, length: int, of_blocks: list[bytes], fate: Fate = WRITTEN
    ) -> None:
        """`length` image bytes at `offset`, a multiple of BLOCK, have met this `fate`. What was
        kept counts as equal once that is trusted, all else when it was read back."""
        self._digests.put(offset // BLOCK, of_blocks)
        self.size = max(self.size, offset + length)
        if not fate.kept and not fate.left:
            return
        for index in range(len(of_blocks)):
            first, block = index * _EACH, offset // BLOCK + index
            whole = mask(min(_EACH, grains_in(length) - first))
            kept, left = fate.kept >> first & whole, fate.left >> first & whole
            self._kept[block], self._left[block] = kept, left
            if (kept and kept != whole) or (left and left != whole):
                self._grains[block] = b"".join(fate.grains[first : first + _EACH])

    def leave(self, start: int, stop: int) -> None:
        """What lies between, whole blocks, is of no use and was not even read. In order."""
        if stop > start:
            self._gaps.append((start // BLOCK, stop // BLOCK))

    def expected(self, block: int) -> bytes | None:
        """The digest that was recorded; None where nothing was."""
        return self._digests.get(block)

    def confirm(self, block: int, found: memoryview) -> bool:
        """Read back as a whole: is it what was recorded? Only then does the block count as
        equal."""
        if self._digests.get(block) != digest(found):
            return False
        self._equal.add(block)
        return True

    def confirm_grain(self, offset: int, found: memoryview) -> bool:
        """The same of a grain: its block counts when all of it that has to be is equal."""
        block, grain = offset // BLOCK, offset % BLOCK // GRAIN
        if self._grain(block, grain) != digest(found):
            return False
        self._right[block] = right = self._right[block] | 1 << grain
        if not self._due(block) & ~right:
            self._equal.add(block)
        return True

    def trust(self) -> None:
        """What was kept was equal when it was read, and nothing was written over it since."""
        self._trusted = True
        self._equal.update(block for block, _ in self._kept.items() if not self._due(block))

    def parts(self, start: int, stop: int, *, kept: bool = False) -> Iterator[Part]:
        """What has to be read back of the image from `start`, a multiple of BLOCK, to `stop`: what
        was written, and what was `kept` as well, or where that is not trusted."""
        for block in self._recorded(start // BLOCK, -(-min(stop, self.size) // BLOCK)):
            offset = block * BLOCK
            mixed = self._kept[block] or self._left[block]
            if mixed and (due := self._due(block, kept=kept)) != self._whole(block):
                for grain in range(_EACH):
                    if due >> grain & 1:
                        place = offset + grain * GRAIN
                        yield Part(place, min(GRAIN, self.size - place), grain=True)
            else:
                yield Part(offset, min(BLOCK, self.size - offset))

    def blocks_kept(self) -> list[int]:
        """Those of which something was there already."""
        return [block for block, _ in self._kept.items()]

    def is_whole(self, block: int) -> bool:
        """Whether nothing of it was written, though all of it is of use."""
        return bool(self._kept[block]) and self._kept[block] == self._whole(block)

    def still_holds(self, block: int, found: memoryview) -> bool:
        """Whether what was kept of a block is in it, now that it was read again."""
        if self.is_whole(block):
            return self.expected(block) == digest(found)
        grains = (found[start : start + GRAIN] for start in range(0, len(found), GRAIN))
        return all(
            digest(grain) == self._grain(block, index)
            for index, grain in enumerate(grains)
            if self._kept[block] >> index & 1
        )

    @property
    def written(self) -> int:
        """Image bytes written."""
        return self._length_of(self._digests) - self.kept - self._left_in_blocks

    @property
    def kept(self) -> int:
        """Image bytes that were there already, and therefore not written."""
        return self._length_in(self._kept.items())

    @property
    def left(self) -> int:
        """Image bytes that are of no use, and were left as they were."""
        return sum(stop - first for first, stop in self._gaps) * BLOCK + self._left_in_blocks

    @property
    def _left_in_blocks(self) -> int:
        return self._length_in(self._left.items())

    @property
    def used(self) -> int:
        """Image bytes that have to be on the drive."""
        return self.size - self.left

    @property
    def equal(self) -> int:
        """Image bytes read from the drive and equal."""
        left = (each for each in self._left.items() if each[0] in self._equal)
        return self._length_of(self._equal) - self._length_in(left)

    @property
    def proven(self) -> int:
        """Of these, the bytes that were not written."""
        return self._length_in(each for each in self._kept.items() if each[0] in self._equal)

    def forget(self) -> None:
        """Nothing counts as read any more."""
        self._equal.clear()
        self._right.clear()
        self._trusted = False

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
        times = Counter(digest for _, digest in self._digests.items())
        return {digest: n for n, digest in self._digests.items() if times[digest] == 1}

    def holds(self, block: int) -> bool:
        """Whether the block was read back and is equal."""
        return block in self._equal

    def _recorded(self, first: int, stop: int) -> Iterator[int]:
        """Blocks, but for the gaps."""
        for gap, behind in self._gaps:
            yield from range(first, min(gap, stop))
            first = max(first, behind)
        yield from range(first, stop)

    def _due(self, block: int, *, kept: bool = False) -> int:
        """The grains that have to be read back."""
        spared = 0 if kept or not self._trusted else self._kept[block]
        return self._whole(block) & ~(spared | self._left[block])

    def _whole(self, block: int) -> int:
        return mask(min(_EACH, grains_in(self.size - block * BLOCK)))

    def _length_in(self, blocks: Iterable[tuple[int, int]]) -> int:
        """Image bytes in these grains of each of the blocks. Only the image's last may be short."""
        last, place = divmod(self.size - 1, BLOCK)
        count = short = 0
        for block, grains in blocks:
            count += grains.bit_count()
            if block == last:
                short = grains >> place // GRAIN & 1
        return count * GRAIN - short * (-self.size % GRAIN)

    def _grain(self, block: int, grain: int) -> bytes:
        """The digest of one of a block that was written in parts."""
        return self._grains[block][grain * LENGTH : (grain + 1) * LENGTH]

    def _length_of(self, blocks: Digests | Numbers) -> int:
        last = (self.size - 1) // BLOCK
        missing = (last + 1) * BLOCK - self.size if last in blocks else 0
        return len(blocks) * BLOCK - missing


def _filled_with(filler: int) -> bytes:
    """The digest of such a block, made without one."""
    found, grain = xxhash.xxh3_128(seed=_SEED), bytes([filler]) * GRAIN
    for _ in range(_EACH):
        found.update(grain)
    return found.digest()


_BLANK = frozenset(map(_filled_with, (0x00, 0xFF)))


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
