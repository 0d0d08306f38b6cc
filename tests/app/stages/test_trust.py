"""When what was found may count without being read once more."""

from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, GRAIN, Fate, Ledger, digests
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.reuse import Reuse
from app.stages.trust import AGAIN, trusting

LENGTH = 40 * BLOCK
CONTENT = image_bytes(LENGTH)
ALL = (1 << LENGTH // GRAIN) - 1


def found(medium: Memory, kept: int = ALL) -> tuple[Reuse, Ledger]:
    mark = Mark(medium, "Stick", Keep())
    if kept:
        mark.put()
    reuse = Reuse(medium, "Stick", mark, Purse())
    ledger, view = Ledger(), memoryview(CONTENT)
    fate = Fate(kept & ~((1 << BLOCK // GRAIN) - 1), 0, tuple(digests(view, GRAIN)))
    ledger.record(0, LENGTH, digests(view), fate)
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
