"""The shared reading by itself: how far it runs ahead, and whom it lets go."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support_images import image_bytes, source_of

from app.errors import ImageChanged
from app.sources.source import Source
from app.stages.flow import CHUNK
from app.stages.ledger import BLOCK, digests
from app.stages.share import BUFFERS, Leniency, Piece, Share, Taker

LENGTH = BLOCK + (2 * BUFFERS) * CHUNK
NEVER = Leniency(grace=600.0, allowance=1.0, gather=600.0)
AT_ONCE = Leniency(grace=0.0, allowance=0.0, gather=0.0)
LONG = 60.0  # seconds: only a failing test waits so long


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", image_bytes(LENGTH))


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
    tmp_path: Path, source: Source
) -> None:
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
