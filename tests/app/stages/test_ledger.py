"""What counts as written, as kept and as equal: bytes, blocks and grains."""

import tracemalloc
from itertools import pairwise

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st
from support_images import alike

from app.stages.grains import GRAIN, WRITTEN, Fate
from app.stages.ledger import BLOCK, Ledger, Part, digest, digests, merged

ONE, TWO = memoryview(b"one"), memoryview(b"two")
A, B, C = (letter * 16 for letter in (b"a", b"b", b"c"))  # digests


def test_a_block_counts_only_when_it_is_equal() -> None:
    ledger = Ledger()
    view = memoryview(b"a" * BLOCK + b"b" * 512)
    first, second = view[:BLOCK], view[BLOCK:]
    ledger.record(0, BLOCK + 100, digests(view))
    assert (ledger.size, ledger.written, ledger.equal) == (BLOCK + 100, BLOCK + 100, 0)
    assert not ledger.confirm(1, first)
    assert ledger.equal == 0
    assert ledger.confirm(1, second)
    assert ledger.equal == 100
    assert ledger.confirm(0, first)
    assert ledger.equal == ledger.size


def test_a_block_nobody_wrote_is_never_equal() -> None:
    ledger = Ledger()
    assert not ledger.confirm(7, memoryview(b""))
    assert ledger.equal == 0


def test_written_is_what_was_written_not_where_it_ends() -> None:
    ledger = Ledger()
    ledger.record(4 * BLOCK, BLOCK, [A])
    assert (ledger.size, ledger.written) == (5 * BLOCK, BLOCK)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=30))
def test_merged_ranges_cover_the_same_bytes_once(ranges: list[tuple[int, int]]) -> None:
    result = merged(iter(ranges))
    covered = {byte for offset, length in ranges for byte in range(offset, offset + length)}
    assert {byte for offset, length in result for byte in range(offset, offset + length)} == covered
    assert all(sum(a) < b[0] for a, b in pairwise(result))


def ledger_of(image: bytes) -> Ledger:
    ledger = Ledger()
    ledger.record(
        0, len(image), digests(memoryview(image.ljust(-(-len(image) // 512) * 512, b"\0")))
    )
    return ledger


def test_digests_are_of_blocks_and_of_what_is_left() -> None:
    view = memoryview(bytes(BLOCK) + b"x" * 512)
    assert digests(view) == [digest(part) for part in (view[:BLOCK], view[BLOCK:])]
    assert len(set(digests(view))) == 2
    assert digests(memoryview(b"")) == []
    assert len(digests(memoryview(bytes(BLOCK)))) == 1


def test_what_was_recorded_is_expected() -> None:
    ledger = Ledger()
    assert (ledger.size, ledger.written, ledger.equal, ledger.mark) == (0, 0, 0, b"")
    ledger.record(3 * BLOCK, 2 * BLOCK - 7, [A, B])
    assert [ledger.expected(block) for block in (2, 3, 4, 5)] == [None, A, B, None]
    assert (ledger.size, ledger.written) == (5 * BLOCK - 7, 2 * BLOCK - 7)
    ledger.record(0, BLOCK, [C])
    assert (ledger.size, ledger.written) == (5 * BLOCK - 7, 3 * BLOCK - 7)


@pytest.mark.parametrize("length", [512, GRAIN, BLOCK])
def test_no_two_blocks_can_be_made_alike_beforehand(length: int) -> None:
    one, other = (memoryview(block) for block in alike(length))
    assert one != other
    assert xxhash.xxh3_128_digest(one) == xxhash.xxh3_128_digest(other)
    assert digest(one) != digest(other)


def test_a_block_is_a_mebibyte_as_is_the_head() -> None:
    assert BLOCK == 1 << 20


@pytest.mark.parametrize(
    "length", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK + 1]
)
def test_bytes_of_the_image_count_and_none_behind_them(length: int) -> None:
    ledger = ledger_of(b"x" * length)
    assert (ledger.size, ledger.written, ledger.equal) == (length, length, 0)


def test_what_was_read_back_can_be_forgotten() -> None:
    ledger = Ledger()
    ledger.record(0, BLOCK, [digest(ONE)])
    assert ledger.confirm(0, ONE)
    assert (ledger.holds(0), ledger.holds(1), ledger.equal) == (True, False, BLOCK)
    ledger.forget()
    assert (ledger.holds(0), ledger.equal, ledger.written) == (False, 0, BLOCK)


def test_blocks_that_hold_nothing() -> None:
    data = b"x" * BLOCK
    assert ledger_of(data + bytes(BLOCK) + b"\xff" * BLOCK + data).blank == {1, 2}
    assert ledger_of(bytes(BLOCK - 1) + b"x").blank == frozenset()
    assert Ledger().blank == frozenset()


def test_the_last_of_them_may_be_a_part_of_a_block() -> None:
    for length in (1, 511, 512, 513, BLOCK - 1):
        assert ledger_of(b"x" * BLOCK + bytes(length)).blank == {1}
        assert ledger_of(b"x" * BLOCK + b"x" * length).blank == frozenset()


def test_only_what_is_there_once_has_a_home() -> None:
    ledger = Ledger()
    ledger.record(0, 4 * BLOCK, [A, B, A, C])
    assert ledger.homes() == {B: 1, C: 3}


def test_ranges_that_touch_are_one() -> None:
    assert merged(iter([(10, 5), (0, 5), (5, 5), (20, 1)])) == ((0, 15), (20, 1))
    assert merged(iter([(0, 10), (2, 3)])) == ((0, 10),)
    assert merged(iter([])) == ()


def test_what_was_kept_counts_as_proven_once_it_is_trusted() -> None:
    ledger = Ledger()
    ledger.record(0, BLOCK, [digest(ONE)], Fate(kept=0xFFFF))
    ledger.record(BLOCK, 2 * BLOCK, [digest(TWO), C])
    assert (ledger.written, ledger.kept, ledger.proven, ledger.equal) == (2 * BLOCK, BLOCK, 0, 0)
    assert ledger.blocks_kept() == [0]
    assert list(ledger.parts(0, 3 * BLOCK)) == [
        Part(offset, BLOCK) for offset in range(0, 3 * BLOCK, BLOCK)
    ]
    ledger.trust()
    assert (ledger.proven, ledger.equal) == (BLOCK, BLOCK)
    assert [part.offset for part in ledger.parts(0, 3 * BLOCK)] == [BLOCK, 2 * BLOCK]
    assert [part.offset for part in ledger.parts(0, 3 * BLOCK, kept=True)] == [0, BLOCK, 2 * BLOCK]
    assert ledger.confirm(1, TWO)
    assert (ledger.proven, ledger.equal) == (BLOCK, 2 * BLOCK)
    ledger.forget()
    assert (ledger.proven, ledger.equal, ledger.kept) == (0, 0, BLOCK)
    assert ledger.confirm(0, ONE)
    assert (ledger.proven, ledger.equal) == (BLOCK, BLOCK)


def in_grains(image: bytes, kept: int, left: int = 0) -> Ledger:
    """A body of less than a block or several, recorded at once."""
    view = memoryview(image.ljust(-(-len(image) // 512) * 512, b"\0"))
    ledger = Ledger()
    fate = Fate(kept, left, tuple(digests(view, GRAIN)))
    ledger.record(0, len(image), digests(view), fate)
    return ledger


def test_of_a_block_written_in_parts_only_those_are_read_back() -> None:
    image = b"".join(bytes([n]) * GRAIN for n in range(18))[:-100]
    ledger = in_grains(image, kept=0b10_1111_1111_1111_1001)
    assert (ledger.written, ledger.kept) == (3 * GRAIN, len(image) - 3 * GRAIN)
    ledger.trust()
    assert ledger.equal == 0  # neither block is equal as a whole
    parts = list(ledger.parts(0, len(image)))
    assert parts == [
        Part(GRAIN, GRAIN, grain=True),
        Part(2 * GRAIN, GRAIN, grain=True),
        Part(16 * GRAIN, GRAIN, grain=True),
    ]
    for part in parts:
        assert not ledger.confirm_grain(part.offset, memoryview(b"something else"))
        assert ledger.equal == (BLOCK if part.offset == 16 * GRAIN else 0)
        found = memoryview(image)[part.offset :][: part.length]
        assert ledger.confirm_grain(part.offset, found)
    assert ledger.equal == len(image)
    assert ledger.proven == len(image) - 3 * GRAIN
    ledger.forget()
    assert [part.length for part in ledger.parts(0, len(image))] == [BLOCK, 2 * GRAIN - 100]


def test_what_is_not_in_use_is_never_equal_and_never_read() -> None:
    image = b"".join(bytes([n]) * GRAIN for n in range(40))
    ledger = in_grains(image, kept=1 << 39, left=(1 << 24) - 2)
    assert (ledger.left, ledger.used) == (23 * GRAIN, 17 * GRAIN)
    assert ledger.written == 16 * GRAIN
    ledger.trust()
    parts = list(ledger.parts(0, len(image)))
    assert [part.offset // GRAIN for part in parts] == [0, *range(24, 39)]
    for part in parts:
        found = memoryview(image)[part.offset :][: part.length]
        assert ledger.confirm_grain(part.offset, found)
    assert ledger.equal == ledger.used == 17 * GRAIN
    assert ledger.proven == GRAIN
    everything = [part.offset // GRAIN for part in ledger.parts(0, len(image), kept=True)]
    assert everything == [0, *range(24, 33)]  # the third block can be read as a whole


@given(st.integers(1, 3 * BLOCK), st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 48) - 1))
def test_every_byte_has_one_fate(length: int, kept: int, left: int) -> None:
    view = memoryview(bytes(-(-length // 512) * 512))
    ledger = Ledger()
    fate = Fate(kept & ~left, left, tuple(digests(view, GRAIN)))
    ledger.record(0, length, digests(view), fate)
    written = sum(min(stop, length) - start for start, stop in fate.runs(len(view)))
    assert ledger.written == written
    assert ledger.written + ledger.kept + ledger.left == length
    ledger.trust()
    assert sum(part.length for part in ledger.parts(0, length)) == written
    for part in ledger.parts(0, length):
        place = view[part.offset : part.offset + -(-part.length // 512) * 512]
        if part.grain:
            assert ledger.confirm_grain(part.offset, place)
        else:
            assert ledger.confirm(part.offset // BLOCK, place)
    assert ledger.equal == ledger.used
    assert ledger.proven == ledger.kept


def confirm_all(ledger: Ledger, image: bytes, *grains: int) -> None:
    for grain in grains:
        found = memoryview(image)[grain * GRAIN :][:GRAIN]
        assert ledger.confirm_grain(grain * GRAIN, found)


IN_PARTS = b"".join(bytes([n]) * GRAIN for n in range(16))


def test_a_block_counts_when_its_last_grain_is_right_whichever_that_is() -> None:
    for missing in (0, 5, 15):
        ledger = in_grains(IN_PARTS, kept=0xFFFF & ~(1 << 0 | 1 << 5 | 1 << 15))
        ledger.trust()
        confirm_all(ledger, IN_PARTS, *({0, 5, 15} - {missing}))
        assert not ledger.holds(0)
        confirm_all(ledger, IN_PARTS, missing)
        assert ledger.holds(0)


def test_grains_that_were_right_can_be_forgotten() -> None:
    ledger = in_grains(IN_PARTS, kept=0, left=0xFFFF & ~0b11)
    confirm_all(ledger, IN_PARTS, 0)
    ledger.forget()
    confirm_all(ledger, IN_PARTS, 1)
    assert not ledger.holds(0)
    confirm_all(ledger, IN_PARTS, 0)
    assert ledger.holds(0)


def test_of_which_blocks_nothing_was_written() -> None:
    ledger = in_grains(b"x" * (3 * BLOCK - 100), kept=0xFFFF_7FFF_FFFF)
    assert ledger.blocks_kept() == [0, 1, 2]
    assert [ledger.is_whole(block) for block in range(4)] == [True, False, True, False]


def test_what_was_kept_is_told_when_it_is_read_again() -> None:
    image = b"".join(bytes([n]) * GRAIN for n in range(32))
    ledger = in_grains(image, kept=0xFFFF_FFFE)
    first, second = (memoryview(bytearray(image[at : at + BLOCK])) for at in (0, BLOCK))
    first[:GRAIN] = b"x" * GRAIN  # was written, so it is looked at elsewhere
    assert ledger.still_holds(0, first)
    assert ledger.still_holds(1, second)
    for view in (first, second):
        view[-1] ^= 1
    assert not ledger.still_holds(0, first)
    assert not ledger.still_holds(1, second)


def test_each_part_of_the_image_has_its_own_fate() -> None:
    """Recorded one behind the other, as chunks are."""
    image = b"".join(bytes([n]) * GRAIN for n in range(32))
    view = memoryview(image)
    ledger = Ledger()
    for offset, kept in ((0, 0), (BLOCK, 0xFFFE)):
        part = view[offset : offset + BLOCK]
        fate = Fate(kept, 0, tuple(digests(part, GRAIN)))
        ledger.record(offset, BLOCK, digests(part), fate)
    ledger.trust()
    assert list(ledger.parts(0, 2 * BLOCK)) == [Part(0, BLOCK), Part(BLOCK, GRAIN, grain=True)]
    assert list(ledger.parts(BLOCK, 2 * BLOCK)) == [Part(BLOCK, GRAIN, grain=True)]
    assert list(ledger.parts(0, BLOCK)) == [Part(0, BLOCK)]
    confirm_all(ledger, image, 16)
    assert (ledger.holds(0), ledger.holds(1)) == (False, True)


@pytest.mark.parametrize("missing", [1, 2, 100, GRAIN - 1])
@pytest.mark.parametrize("grains", [3, 16])  # or all that a block has
@pytest.mark.parametrize(("first", "last"), [(False, True), (True, False), (True, True)])
def test_only_the_last_grain_is_short(first: bool, last: bool, grains: int, missing: int) -> None:
    size = grains * GRAIN - missing
    ledger = in_grains(b"x" * size, kept=first | last << grains - 1)
    length = first * GRAIN + last * (GRAIN - missing)
    assert (ledger.kept, ledger.written) == (length, size - length)


def test_what_was_leapt_over_is_left_and_asked_of_nobody() -> None:
    ledger, block = Ledger(), memoryview(b"a" * BLOCK)
    ledger.record(0, BLOCK, digests(block))
    ledger.leave(BLOCK, BLOCK)  # nothing
    ledger.leave(BLOCK, 5 * BLOCK)
    ledger.record(5 * BLOCK, BLOCK, digests(block))
    ledger.leave(6 * BLOCK, 8 * BLOCK)
    ledger.record(8 * BLOCK, 100, digests(block[:512]))
    assert (ledger.size, ledger.left) == (8 * BLOCK + 100, 6 * BLOCK)
    assert ledger.written == ledger.used == 2 * BLOCK + 100
    parts = list(ledger.parts(0, ledger.size))
    assert parts == [Part(0, BLOCK), Part(5 * BLOCK, BLOCK), Part(8 * BLOCK, 100)]
    assert list(ledger.parts(2 * BLOCK, 4 * BLOCK)) == []
    assert list(ledger.parts(6 * BLOCK, ledger.size)) == parts[2:]
    for part in parts:
        assert ledger.confirm(part.offset // BLOCK, block[: 512 if part.length == 100 else BLOCK])
    assert ledger.equal == ledger.used


@pytest.mark.parametrize("fate", [WRITTEN, Fate(kept=(1 << 64) - 1)], ids=["written", "kept"])
def test_an_image_of_128_gib_needs_little_memory(fate: Fate) -> None:
    four = [digest(memoryview(b"%d" % n)) for n in range(4)]
    tracemalloc.start()
    ledger = Ledger()
    for block in range(0, 128 << 10, 4):
        ledger.record(block * BLOCK, 4 * BLOCK, four, fate)
    ledger.trust()
    for block in range(128 << 10):
        assert ledger.confirm(block, memoryview(b"%d" % (block % 4)))
    assert ledger.equal == ledger.used == 128 << 30
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_blocks_written_in_parts_need_little_more() -> None:
    tracemalloc.start()
    ledger = Ledger()
    for block in range(32 << 10):
        grains = tuple(digest(memoryview(b"%d %d" % (block, n))) for n in range(16))
        ledger.record(block * BLOCK, BLOCK, [A], Fate(kept=0x7FFF, grains=grains))
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("fate", "written"),
    [
        (WRITTEN, [(0, 2 * BLOCK)]),
        (Fate(kept=0b101), [(GRAIN, 2 * GRAIN), (3 * GRAIN, 2 * BLOCK)]),
        (Fate(left=0b110), [(0, GRAIN), (3 * GRAIN, 2 * BLOCK)]),
        (Fate(kept=0b1, left=0b10), [(2 * GRAIN, 2 * BLOCK)]),
    ],
    ids=str,
)
def test_what_has_to_be_written_of_a_chunk(fate: Fate, written: list[tuple[int, int]]) -> None:
    """Neither what is there already, nor what is of no use."""
    assert list(fate.runs(2 * BLOCK)) == written
