"""What is claimed of a ledger: no more than it holds."""

import pytest
from support_media import Memory

from app.drives.drive import CacheBypass
from app.proven import compared, written
from app.result import Proof, Unchecked, UnprovenError, Verified, VerifiedParts
from app.stages.grains import Fate, mask
from app.stages.ledger import BLOCK, Ledger, digest, digests

END = 3 * BLOCK - 700


def ledger_of(fates: dict[int, Fate] | None = None) -> Ledger:
    """Of three blocks; the digest of each is its number."""
    ledger = Ledger()
    for block in range(3):
        offset = block * BLOCK
        fate = (fates or {}).get(block, Fate())
        ledger.record(offset, min(BLOCK, END - offset), [digest(memoryview(b"%d" % block))], fate)
    return ledger


def read_back(ledger: Ledger, *blocks: int) -> Ledger:
    for block in blocks:
        assert ledger.confirm(block, memoryview(b"%d" % block))
    return ledger


MEDIUM = Memory.of(4 * BLOCK)
HERE = MEDIUM.identity()


def test_all_that_was_written_was_read_back() -> None:
    result = written(read_back(ledger_of(), 0, 1, 2), MEDIUM, HERE, "abc", 2.5)
    proof = Proof(
        image_size=END,
        written=END,
        read_back_equal=END,
        proven_equal=0,
        head_read_back=True,
        syncs=1,
        bypass=CacheBypass.DIRECT,
        before=HERE,
        after=HERE,
        source_unchanged=True,
    )
    assert result == Verified(proof, "abc", 2.5)


def test_what_was_there_already_counts_as_proven() -> None:
    ledger = ledger_of({1: Fate(kept=mask(16))})
    ledger.trust()
    result = written(read_back(ledger, 0, 2), MEDIUM, HERE, None, 1.0)
    assert isinstance(result, Verified)
    proof = result.proof
    assert (proof.read_back_equal, proof.proven_equal) == (END - BLOCK, BLOCK)
    assert proof.written == END - BLOCK


def test_a_head_is_enough_where_there_is_nothing_else() -> None:
    ledger = Ledger()
    ledger.record(0, 700, digests(memoryview(b"0")))
    for claim in (written, compared):
        result = claim(read_back(ledger, 0), MEDIUM, HERE, None, 1.0)
        assert isinstance(result, Verified)
        assert result.proof.head_read_back


def test_parts_that_were_left_are_said() -> None:
    ledger = read_back(ledger_of({1: Fate(left=mask(16))}), 0, 2)
    result = written(ledger, MEDIUM, HERE, "abc", 1.5)
    assert isinstance(result, VerifiedParts)
    assert (result.left, result.sha256, result.seconds) == (BLOCK, "abc", 1.5)
    assert result.proof.read_back_equal == END - BLOCK


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_block_that_was_not_read_back_makes_it_unchecked(missing: int) -> None:
    ledger = read_back(ledger_of(), *({0, 1, 2} - {missing}))
    assert written(ledger, MEDIUM, HERE, "abc", 2.5) == Unchecked(END, "abc", 2.5)


def test_nobody_claims_a_head_that_was_not_read_back() -> None:
    """The head, left as it was: it counts as nothing, and is the one thing that starts."""
    ledger = read_back(ledger_of({0: Fate(left=mask(16))}), 1, 2)
    with pytest.raises(UnprovenError, match="head"):
        written(ledger, MEDIUM, HERE, None, 1.0)


def test_a_comparison_proves_without_writing() -> None:
    result = compared(read_back(ledger_of(), 0, 1, 2), MEDIUM, HERE, "abc", 2.5)
    proof = Proof(
        image_size=END,
        written=0,
        read_back_equal=0,
        proven_equal=END,
        head_read_back=True,
        syncs=0,
        bypass=CacheBypass.DIRECT,
        before=HERE,
        after=HERE,
        source_unchanged=True,
    )
    assert result == Verified(proof, "abc", 2.5)


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_comparison_of_a_part_is_nothing(missing: int) -> None:
    with pytest.raises(UnprovenError):
        compared(read_back(ledger_of(), *({0, 1, 2} - {missing})), MEDIUM, HERE, None, 1.0)


def test_another_drive_is_not_this_one() -> None:
    ledger = read_back(ledger_of(), 0, 1, 2)
    for claim in (written, compared):
        with pytest.raises(UnprovenError, match="it had"):
            claim(ledger, MEDIUM, Memory.of(5 * BLOCK).identity(), None, 1.0)
