"""What is known of blocks by their number, counted from 0, in as little memory as that takes: an
image may have a million of them, and a dictionary or a set needs a hundred bytes for each."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

LENGTH = 16  # bytes of a digest
_NONE = bytes(LENGTH)
_NO_MASK = array("H", [0])


class Digests:
    """Of those blocks that have one."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._count = 0

    def put(self, first: int, found: Sequence[bytes]) -> None:
        """Of neighbours, each LENGTH bytes long."""
        for block, each in enumerate(found, first):
            self._count += block not in self
            self._bytes += _NONE * (block - len(self._bytes) // LENGTH)
            self._bytes[block * LENGTH : (block + 1) * LENGTH] = each

    def get(self, block: int) -> bytes | None:
        found = bytes(self._bytes[block * LENGTH : (block + 1) * LENGTH])
        return found if found and found != _NONE else None

    def items(self) -> Iterator[tuple[int, bytes]]:
        for place in range(0, len(self._bytes), LENGTH):
            block = place // LENGTH
            if (found := self.get(block)) is not None:
                yield block, found

    def __contains__(self, block: int) -> bool:
        return self.get(block) is not None

    def __len__(self) -> int:
        return self._count


class Masks:
    """A mask of 16 bits for each block, 0 where nothing else was said."""

    def __init__(self) -> None:
        self._masks = array("H")

    def __setitem__(self, block: int, mask: int) -> None:
        self._masks += _NO_MASK * (block + 1 - len(self._masks))
        self._masks[block] = mask

    def __getitem__(self, block: int) -> int:
        return self._masks[block] if block < len(self._masks) else 0

    def items(self) -> Iterator[tuple[int, int]]:
        """Of those blocks that have another one than 0."""
        return ((block, mask) for block, mask in enumerate(self._masks) if mask)

    def clear(self) -> None:
        del self._masks[:]


class Numbers:
    """A set of blocks."""

    def __init__(self) -> None:
        self._there = bytearray()
        self._count = 0

    def add(self, block: int) -> None:
        self._there += b"\0" * (block + 1 - len(self._there))
        self._count += not self._there[block]
        self._there[block] = True

    def update(self, blocks: Iterable[int]) -> None:
        for block in blocks:
            self.add(block)

    def clear(self) -> None:
        self._there.clear()
        self._count = 0

    def __contains__(self, block: int) -> bool:
        return 0 <= block < len(self._there) and bool(self._there[block])

    def __len__(self) -> int:
        return self._count
