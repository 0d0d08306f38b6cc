"""When what was found may count without being read once more."""

import random

import pytest
from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.errors import ReadRefused
from app.stages.flow import padded
from app.stages.grains import GRAIN, Fate
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.reuse import Reuse
from app.stages.trust import AGAIN, trusting

LENGTH = 12 * BLOCK
CONTENT = image_bytes(LENGTH)
ALL = (1 << LENGTH // GRAIN) - 1


def found(
    medium: Memory, kept: int = ALL, *, left: int = 0, content: bytes = CONTENT
) -> tuple[Reuse, Ledger]:
    mark = Mark(medium, "Stick", Keep())
    if kept:
        mark.put()
    reuse = Reuse(medium, "Stick", mark, Purse())
    ledger, view = Ledger(), memoryview(content.ljust(padded(len(content), 512), b"\0"))
    kept &= ~((1 << BLOCK // GRAIN) - 1) & ~left
    ledger.record(0, len(content), digests(view), Fate(kept, left, tuple(digests(view, GRAIN))))
    medium.log.clear()
    return reuse, ledger


def trusts(medium: Memory, reuse: Reuse, ledger: Ledger) -> bool:
    due = list(ledger.parts(0, ledger.size))
    list(trusting(reuse, medium, "Stick", ledger, Control()))
    return list(ledger.parts(0, ledger.size)) != due


def test_when_some_of_it_is_found_again() -> None:
    medium = Memory(bytearray(CONTENT))
    assert trusts(medium, *found(medium))
    reads = [(offset, length) for call, offset, length in medium.log if call == "read"]
    assert len(set(reads)) == AGAIN
    assert {length for _, length in reads} == {BLOCK}


def test_half_of_it_lies_beside_what_was_written() -> None:
    """Nothing near is forgotten when it is so little."""
    medium = Memory(bytearray(CONTENT))
    written = 1 << 7 * BLOCK // GRAIN  # a grain of the eighth block
    for _ in range(20):
        assert trusts(medium, *found(medium, ALL & ~written))
        reads = {offset // BLOCK for call, offset, _ in medium.log if call == "read"}
        assert len(reads) == AGAIN
        assert len(reads & {1, 6, 7, 8, 11}) >= AGAIN // 2


def test_near_is_what_was_written_in_part_and_whatever_touches_what_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = list[set[int]]()

    def sample(blocks: list[int], count: int) -> list[int]:
        asked.append(set(blocks))
        return blocks[:count]

    monkeypatch.setattr(random, "sample", sample)
    medium = Memory(bytearray(CONTENT))
    assert trusts(medium, *found(medium, ALL & ~(1 << 7 * BLOCK // GRAIN)))
    assert asked[0] == {1, 6, 7, 8, 11}
    asked.clear()
    little = CONTENT[: 4 * BLOCK]
    assert trusts(medium, *found(medium, (1 << 4 * BLOCK // GRAIN) - 1, content=little))
    assert asked[0] == {1, 3}


def test_not_when_the_rest_of_a_block_is_lost_that_was_written_in_part() -> None:
    """Every block was: what was kept of each is looked at."""
    medium = Memory(bytearray(CONTENT))
    kept = ALL & ~sum(1 << block * BLOCK // GRAIN for block in range(LENGTH // BLOCK))
    assert trusts(medium, *found(medium, kept))
    for block in range(LENGTH // BLOCK):
        medium.content[block * BLOCK] ^= 1  # written: that is read back, but not here
    assert trusts(medium, *found(medium, kept))
    for block in range(LENGTH // BLOCK):
        medium.content[block * BLOCK + 3 * GRAIN] ^= 1
    assert not trusts(medium, *found(medium, kept))


def test_not_when_it_was_met_elsewhere() -> None:
    medium = Memory(bytearray(CONTENT))
    reuse, ledger = found(medium)
    reuse.met_mark = True
    assert not trusts(medium, reuse, ledger)
    assert medium.log == []


def test_not_when_it_is_not_found_again() -> None:
    medium = Memory(bytearray(CONTENT))
    reuse, ledger = found(medium)
    medium.content[BLOCK:] = bytes(LENGTH - BLOCK)
    assert not trusts(medium, reuse, ledger)


def test_nothing_is_asked_when_nothing_was_found() -> None:
    medium = Memory(bytearray(CONTENT))
    assert not trusts(medium, *found(medium, kept=0))
    assert medium.log == []


class Broken(Memory):
    def pread_into(self, buffer: memoryview, offset: int) -> int:
        raise ReadRefused("Stick", offset, "Input/output error")


def test_not_when_it_cannot_be_read() -> None:
    medium = Broken(bytearray(CONTENT))
    assert not trusts(medium, *found(medium))


def test_not_when_something_was_left_as_it_was() -> None:
    """Nobody read that, so nobody knows whether the mark is there."""
    medium = Memory(bytearray(CONTENT))
    assert not trusts(medium, *found(medium, left=1 << 100))
    assert medium.log == []


def test_the_last_block_is_looked_at_with_the_zeros_behind_it() -> None:
    content = CONTENT[: 2 * BLOCK + 700]
    medium = Memory(bytearray(content.ljust(3 * BLOCK, b"\0")))
    assert trusts(medium, *found(medium, content=content, kept=(1 << 33) - 1))
    assert sorted(medium.log) == [("read", BLOCK, BLOCK), ("read", 2 * BLOCK, 1024)]
    medium.content[2 * BLOCK + 800] = 1
    assert not trusts(medium, *found(medium, content=content, kept=(1 << 33) - 1))
