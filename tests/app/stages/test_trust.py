"""When what was found may count without being read once more."""

from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.errors import ReadRefused
from app.stages.flow import padded
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, GRAIN, Fate, Ledger, digests
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
    list(trusting(reuse, medium, "Stick", ledger, Control()))
    return ledger.equal > 0


def test_when_some_of_it_is_found_again() -> None:
    medium = Memory(bytearray(CONTENT))
    assert trusts(medium, *found(medium))
    reads = [length for call, _, length in medium.log if call == "read"]
    assert reads == [BLOCK] * AGAIN


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
