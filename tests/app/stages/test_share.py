"""The shared reading by itself: how far it runs ahead, and whom it lets go."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support_images import ClaimingSource, image_bytes, source_of
from support_media import Drip

from app.errors import ImageChanged, ImageUnreadable, Stopped
from app.sources.source import FileIdentity, Source
from app.stages.flow import CHUNK, page_aligned
from app.stages.ledger import BLOCK, digests
from app.stages.piece import Piece, Tallied
from app.stages.share import BUFFERS, PACKED, PLAIN, Leniency, Share, Taker
from app.stages.supply import Tally

LENGTH = BLOCK + (2 * BUFFERS) * CHUNK
NEVER = Leniency(grace=600.0, allowance=1.0, gather=600.0)
AT_ONCE = Leniency(grace=0.0, allowance=0.0, gather=0.0)
LONG = 60.0  # seconds: only a failing test waits so long


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source_of(tmp_path_factory.mktemp("source") / "image.iso", image_bytes(LENGTH))


@contextmanager
def sharing(source: Source, count: int, leniency: Leniency) -> Iterator[Share]:
    with Share(source, [512] * count, leniency=leniency) as share:
        yield share


def next_piece(share: Share, taker: Taker) -> Piece | None:
    """Waits for it; None when nothing more comes."""
    while True:
        taker.news.clear()
        if (piece := share.next_for(taker)) is not None:
            return piece
        if share.over_for(taker):
            return None
        assert taker.news.wait(LONG)


def take_all(share: Share, taker: Taker, most: int = 1 << 30) -> int:
    """Image bytes that came."""
    total = 0
    while most and (piece := next_piece(share, taker)) is not None:
        total += piece.length
        piece.tallied.result(LONG)
        share.done_with(piece, taker)
        most -= 1
    return total


def test_memory_is_fixed() -> None:
    """24 MiB for all drives together."""
    assert BUFFERS * CHUNK == 24 << 20


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def small(tmp_path: Path) -> Source:
    """Of which nothing is read."""
    return source_of(tmp_path / "small.iso", b"x" * 512)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def standing(
    source: Source, count: int, clock: Clock, leniency: Leniency | None = None
) -> Iterator[Share]:
    """A share that nobody reads for: what it does is asked of it one by one."""
    share = Share(source, [512] * count, leniency=leniency, clock=clock)
    try:
        yield share
    finally:
        share._tallying.shutdown()


def published(share: Share, offset: int = BLOCK) -> Piece:
    piece = Piece(offset, CHUNK, share._free.popleft())
    share._publish(piece)
    piece.tallied.result(LONG)
    share._tallying.submit(lambda: None).result(LONG)  # what is done behind it is done
    return piece


class TestLeniency:
    def test_more_is_forgiven_where_reading_again_costs_more(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        packed = source_of(tmp_path / "image.gz", b"x" * 512, layers=("gzip",))
        plain = source_of(tmp_path / "image.iso", b"x" * 512)
        with standing(packed, 1, clock) as one, standing(plain, 1, clock) as other:
            assert (one._leniency, other._leniency) == (PACKED, PLAIN)
        assert PACKED.grace > PLAIN.grace
        assert PACKED.allowance > PLAIN.allowance
        assert PACKED.allowance <= 0.1  # of the time of all others: no more than that, ever
        with standing(plain, 1, clock, NEVER) as share:
            assert share._leniency is NEVER

    @pytest.mark.parametrize(("elapsed", "most"), [(0.0, 1.0), (10.0, 1.0), (400.0, 8.0)])
    def test_a_second_or_two_hundredths_of_the_time(
        self, small: Source, clock: Clock, elapsed: float, most: float
    ) -> None:
        with standing(small, 2, clock, Leniency(grace=1.0, allowance=0.02)) as share:
            slow, other = share.takers
            share.arrive(other)
            clock.now += 1
            share.arrive(slow)  # the first one counts
            clock.now += elapsed - 1
            share._blame([slow], most / 2)
            share._blame([slow], most / 2)
            assert (slow.attached, slow.held) == (True, most)
            share._blame([slow], 0.001)
            assert not slow.attached
            assert (other.attached, other.held) == (True, 0.0)

    def test_it_is_the_time_in_which_there_was_no_buffer(self, small: Source) -> None:
        asked = 0

        def clock() -> float:
            nonlocal asked
            asked += 1
            share._closed = asked > 6  # two rounds
            return 100.0 + asked

        share = Share(small, [512, 512], leniency=NEVER, clock=clock)
        fast, slow = share.takers
        piece = published(share)
        assert share.next_for(fast) is piece
        share.done_with(piece, fast)
        share._free.clear()
        assert share._buffer() is None
        assert fast.held == 0.0
        assert slow.held == asked // 3  # whole seconds, one for each round
        share._tallying.shutdown()

    def test_whoever_was_let_go_is_let_go_once(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, AT_ONCE) as share:
            slow, _ = share.takers
            share._detach(slow)
            slow.news.clear()
            share._blame([slow], 5.0)
            assert not slow.news.is_set()


class TestWhoHoldsUp:
    def test_one_who_has_work_while_another_has_none(self, small: Source, clock: Clock) -> None:
        with standing(small, 3, clock, NEVER) as share:
            fast, slow, quick = share.takers
            assert share._held_up_by() == []
            first = published(share)
            assert share._held_up_by() == []  # all have something to do
            assert share.next_for(fast) is first
            assert share._held_up_by() == []  # so has he who holds it
            share.done_with(first, fast)
            assert share._held_up_by() == [slow, quick]
            assert share.next_for(quick) is first
            share.done_with(first, quick)
            assert share._held_up_by() == [slow]
            published(share, BLOCK + CHUNK)
            assert share._held_up_by() == []

    def test_not_one_who_only_waits_for_a_later_piece(self, small: Source, clock: Clock) -> None:
        with standing(small, 3, clock, NEVER) as share:
            fast, slow, middle = share.takers
            first, second = published(share), published(share, BLOCK + CHUNK)
            for taker in (fast, middle):
                assert share.next_for(taker) is first
                share.done_with(first, taker)
            assert share.next_for(fast) is second
            share.done_with(second, fast)
            assert share._held_up_by() == [slow]

    def test_nor_one_who_goes_on_by_itself(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, NEVER) as share:
            fast, slow = share.takers
            first = published(share)
            share._detach(slow)
            assert share._held_up_by() == []  # he does not wait for anybody, either
            assert share.next_for(fast) is first
            share.done_with(first, fast)
            assert share._held_up_by() == []


class TestBuffers:
    def test_one_is_free_again_when_the_last_has_written_it(
        self, small: Source, clock: Clock
    ) -> None:
        with standing(small, 2, clock, NEVER) as share:
            one, other = share.takers
            piece = published(share)
            buffer = piece.buffer
            assert len(share._free) == BUFFERS - 1
            for taker in (one, other):
                assert share.next_for(taker) is piece
                assert share.next_for(taker) is None
            share.done_with(piece, one)
            share.done_with(piece, one)
            assert len(share._free) == BUFFERS - 1
            share.done_with(piece, other)
            assert share._free[-1] is buffer
            assert (len(share._free), list(share._pieces)) == (BUFFERS, [])
            assert len(piece.buffer) == 0  # who remembers the piece does not keep its memory
            assert not one.in_hand

    def test_what_is_in_the_hands_of_one_who_is_let_go_is_replaced_once(
        self, small: Source, clock: Clock
    ) -> None:
        with standing(small, 3, clock, NEVER) as share:
            one, other, third = share.takers
            piece = published(share)
            second = published(share, BLOCK + CHUNK)
            buffer = piece.buffer
            for taker in share.takers:
                assert share.next_for(taker) is piece
            one.news.clear()
            share._detach(one)
            assert one not in second.takers  # nobody waits for him any more
            assert piece.given_up
            assert not one.queue
            assert one.news.is_set()
            assert len(share._free) == BUFFERS - 2 + 1
            assert len(share._free[-1]) == CHUNK
            share._detach(other)
            assert len(share._free) == BUFFERS - 2 + 1
            share.done_with(piece, third)
            # The kernel may still read from it.
            assert all(each is not buffer for each in share._free)
            assert len(share._free) == BUFFERS - 2 + 1

    def test_one_who_leaves_needs_nothing(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, NEVER) as share:
            one, other = share.takers
            first = published(share)
            published(share, BLOCK + CHUNK)
            assert share.next_for(one) is first
            share.leave(one)
            assert (one.attached, list(one.queue), one.in_hand) == (False, [], set())
            share.leave(other)
            assert len(share._free) == BUFFERS

    def test_none_is_given_out_when_nobody_needs_it(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, NEVER) as share:
            assert len(share._buffer() or b"") == CHUNK
            for taker in share.takers:
                share.leave(taker)
            assert share._buffer() is None
        with standing(small, 1, clock, NEVER) as share:
            share._closed = True
            assert share._buffer() is None

    def test_closed_while_all_are_full_the_reading_ends(self, source: Source) -> None:
        with sharing(source, 1, NEVER) as share:
            share.arrive(share.takers[0])
            while len(share._pieces) < BUFFERS:
                share.takers[0].news.wait(0.01)
        assert not share._reader.is_alive()

    def test_it_is_heard_when_a_piece_is_there_and_when_it_is_summed_up(
        self, small: Source, clock: Clock
    ) -> None:
        go_on = threading.Event()
        with standing(small, 1, clock, NEVER) as share:
            (taker,) = share.takers
            share._tallying.submit(go_on.wait, LONG)
            piece = Piece(BLOCK, CHUNK, share._free.popleft())
            share._publish(piece)
            assert taker.news.is_set()
            taker.news.clear()
            go_on.set()
            piece.tallied.result(LONG)
            share._tallying.submit(lambda: None).result(LONG)
            assert taker.news.is_set()

    def test_behind_the_end_nothing_is_kept(self, small: Source, clock: Clock) -> None:
        with standing(small, 1, clock, NEVER) as share:
            (taker,) = share.takers
            piece = published(share)
            share._end()
            assert not share._free
            assert share.next_for(taker) is piece
            share.done_with(piece, taker)
            assert not share._free


class TestTheEnd:
    def test_is_behind_what_was_read(self, small: Source, clock: Clock) -> None:
        with standing(small, 1, clock, NEVER) as share:
            (taker,) = share.takers
            assert not share.over_for(taker)
            piece = published(share)
            share._end()
            assert taker.news.is_set()
            assert not share.over_for(taker)
            assert share.next_for(taker) is piece
            assert share.over_for(taker)
            assert share.whole is share._tally

    def test_of_a_reading_that_failed_is_its_error(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, NEVER) as share:
            taker, left = share.takers
            share.leave(left)
            share._end(ImageUnreadable("image.iso", 0, "no"))
            with pytest.raises(ImageUnreadable):
                share.over_for(taker)
            assert share.over_for(left)
            assert share.whole is None
            with pytest.raises(ImageUnreadable):
                share.head.result(0)

    def test_before_the_head_nobody_gets_one(self, small: Source, clock: Clock) -> None:
        with standing(small, 1, clock, NEVER) as share:
            share._end()
            with pytest.raises(Stopped):
                share.head.result(0)


class TestThreads:
    def test_the_program_may_end_before_the_reader_does(self, small: Source) -> None:
        with sharing(small, 1, NEVER):
            (reader,) = [each for each in threading.enumerate() if each.name == "share"]
            assert reader.daemon

    def test_what_is_being_summed_up_is_waited_for(self, small: Source) -> None:
        done = list[int]()

        def slowly() -> None:
            threading.Event().wait(0.1)
            done.append(1)

        with sharing(small, 1, NEVER) as share:
            share._tallying.submit(slowly)
        assert done == [1]

    def test_a_disk_that_never_answers_is_left(self, tmp_path: Path) -> None:
        """What only reads the image changes nothing, and ends with the program."""
        asked, answer = threading.Event(), threading.Event()

        class Silent(Drip):
            def readinto(self, buffer: memoryview, /) -> int:
                if self.place >= BLOCK:
                    asked.set()
                    answer.wait(LONG)
                return super().readinto(buffer)

        class Streaming(ClaimingSource):
            def stream(self, start: int = 0) -> Drip:  # type: ignore[override]  # no file of its own
                return Silent(image_bytes(BLOCK + 512))

        path = tmp_path / "image.iso"
        path.write_bytes(b"x")
        source = Streaming(path, FileIdentity.of(path), BLOCK + 512)
        with sharing(source, 1, NEVER) as share:
            share.arrive(share.takers[0])
            assert asked.wait(LONG)
        assert share._reader.is_alive()
        answer.set()
        share._reader.join(LONG)
        assert not share._reader.is_alive()


class TestGathering:
    def test_it_waits_so_long_from_the_first_that_is_ready(
        self, small: Source, clock: Clock
    ) -> None:
        with standing(small, 2, clock, Leniency(grace=0.0, allowance=0.0, gather=10.0)) as share:
            first, late = share.takers
            clock.now += 1000
            assert not share._waited_enough()
            share.arrive(first)
            clock.now += 10
            assert not share._waited_enough()
            clock.now += 0.1
            assert share._waited_enough()
            assert share._missing() == [late]
            share._gather()
            assert (first.attached, late.attached) == (True, False)

    def test_one_that_left_is_not_waited_for(self, small: Source, clock: Clock) -> None:
        with standing(small, 2, clock, NEVER) as share:
            first, late = share.takers
            share.arrive(first)
            share.leave(late)
            share._gather()
            assert first.attached

    def test_closed_it_ends(self, small: Source, clock: Clock) -> None:
        with standing(small, 1, clock, NEVER) as share:
            share._closed = True
            share._gather()


@pytest.mark.parametrize("length", [0, 5, BLOCK - 1, BLOCK, BLOCK + 1])
def test_the_head_and_whether_that_is_all(tmp_path: Path, length: int) -> None:
    content = image_bytes(length)
    source = source_of(tmp_path / "image.iso", content)
    with sharing(source, 1, NEVER) as share:
        (taker,) = share.takers
        head, tally = share.head.result(LONG)
        assert head == content[:BLOCK]
        assert tally.sha256 == hashlib.sha256(content[:BLOCK]).hexdigest()
        share.arrive(taker)
        assert take_all(share, taker) == max(0, length - BLOCK)
    assert share.whole is not None
    assert share.whole.sha256 == hashlib.sha256(content).hexdigest()


def test_a_sum_that_nobody_asked_for_is_not_made(source: Source) -> None:
    with Share(source, [512], sha256=False, leniency=NEVER) as share:
        assert share.head.result(LONG)[1].sha256 is None


def test_what_is_behind_a_piece_is_a_sum_of_its_own() -> None:
    buffer = page_aligned(CHUNK)
    buffer[:700] = image_bytes(700)
    piece = Piece(BLOCK, 700, buffer, 0.5)
    chunk = piece.chunk(4096)
    assert (chunk.offset, chunk.length, len(chunk.view), chunk.share) == (BLOCK, 700, 4096, 0.5)
    tally = Tally(sha256=True)
    found = Tallied(piece, frozenset({512, 4096}), tally)
    assert found.behind.sha256 == hashlib.sha256(image_bytes(700)).hexdigest()
    tally.add(memoryview(b"more"))
    assert found.behind.sha256 == hashlib.sha256(image_bytes(700)).hexdigest()


def test_nobody_gets_further_ahead_than_the_buffers(source: Source) -> None:
    with sharing(source, 2, NEVER) as share:
        fast, slow = share.takers
        for taker in share.takers:
            share.arrive(taker)
        assert take_all(share, fast, BUFFERS) == BUFFERS * CHUNK
        fast.news.clear()
        assert not fast.news.wait(0.3)  # nothing more, until the other has moved
        assert take_all(share, slow, 1) == CHUNK
        assert take_all(share, fast, 1) == CHUNK
        share.leave(slow)
        assert take_all(share, fast) == (BUFFERS - 1) * CHUNK


def test_what_holds_others_up_is_let_go_with_what_it_has_in_hand(source: Source) -> None:
    with sharing(source, 2, AT_ONCE) as share:
        fast, slow = share.takers
        for taker in share.takers:
            share.arrive(taker)
        held = next_piece(share, slow)
        assert held is not None
        before = bytes(held.buffer)
        view = held.chunk(512).view
        assert take_all(share, fast) == LENGTH - BLOCK
        assert not slow.attached
        assert bytes(view) == before  # nobody wrote over it
        share.done_with(held, slow)
        assert share.over_for(slow)


def test_a_drive_that_is_alone_is_never_too_slow(source: Source) -> None:
    with sharing(source, 1, AT_ONCE) as share:
        (taker,) = share.takers
        share.arrive(taker)
        for _ in range(3):
            threading.Event().wait(0.1)
            take_all(share, taker, 1)
        assert taker.attached
        assert take_all(share, taker) == LENGTH - BLOCK - 3 * CHUNK


def test_digests_are_of_whole_sectors_of_each_size(tmp_path: Path) -> None:
    content = image_bytes(BLOCK + 700)
    source = source_of(tmp_path / "image.iso", content)
    with Share(source, [512, 4096], leniency=NEVER) as share:
        for taker in share.takers:
            share.arrive(taker)
        piece = next_piece(share, share.takers[0])
        assert piece is not None
        found = piece.tallied.result(LONG).digests
        rest = content[BLOCK:]
        assert found[512] == digests(memoryview(rest.ljust(1024, b"\0")))
        assert found[4096] == digests(memoryview(rest.ljust(4096, b"\0")))


def test_a_reading_that_fails_is_told_to_each_after_what_was_good(
    tmp_path: Path,
) -> None:
    source = source_of(tmp_path / "image.iso", image_bytes(BLOCK + 2 * CHUNK))
    with sharing(source, 2, NEVER) as share:
        share.head.result(LONG)
        with source.path.open("r+b") as file:
            file.truncate(BLOCK + CHUNK)
        for taker in share.takers:
            share.arrive(taker)
        for taker in share.takers:
            with pytest.raises(ImageChanged):
                take_all(share, taker)


def test_leaving_early_ends_the_reading(source: Source) -> None:
    before = threading.active_count()
    with sharing(source, 2, NEVER) as share:
        for taker in share.takers:
            share.leave(taker)
    assert threading.active_count() == before
    assert share.whole is None
