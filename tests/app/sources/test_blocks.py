"""Blocks that are unpacked at once, against one after the other: same bytes, same errors."""

import lzma
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import skippable, zstd
from support_images import image_bytes

from app.errors import AppError, ImageUnreadable, PackedDamaged
from app.formats import xz
from app.formats.binary import Memory
from app.formats.zstd_written import seek_table
from app.sources import compressed, open_plain, open_source
from app.sources.blocks import BESIDE, MOST_BEGUN, PIECE, Blocks, listed
from app.sources.codecs import XZ
from app.sources.source import Stream
from app.sources.unpacking import Unpacking

CONTENT = image_bytes(5 * PIECE + 1000)


@dataclass(frozen=True)
class Span:
    start: int
    length: int


class Part:
    """A block of CONTENT; `broken` is the place where it can't be read any more, by `error`."""

    def __init__(
        self, span: Span, broken: int | None = None, error: AppError | None = None
    ) -> None:
        self.place, self.end = span.start, span.start + span.length
        self.broken = self.end if broken is None else min(broken, self.end)
        self.error = error
        self.closed = False

    def readinto(self, buffer: memoryview, /) -> int:
        good = CONTENT[self.place : min(self.broken, self.place + len(buffer))]
        buffer[: len(good)] = good
        if self.error is not None and self.place + len(buffer) > self.broken:
            raise self.error
        self.place += len(good)
        return len(good)

    def close(self) -> None:
        self.closed = True


def nothing(block: Span) -> int:
    """Needs hardly any memory."""
    return 0


def spans(*lengths: int) -> list[Span]:
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return [Span(*each) for each in zip(starts, lengths, strict=True)]


def read(stream: Stream, step: int) -> bytes:
    buffer, found = memoryview(bytearray(step)), bytearray()
    try:
        while count := stream.readinto(buffer):
            found += buffer[:count]
    finally:
        stream.close()
    return bytes(found)


@given(
    st.lists(st.integers(1, 2 * PIECE), min_size=1, max_size=6),
    st.integers(1, 4),
    st.integers(1, 3 * PIECE),
    st.integers(0, 3 * PIECE),
)
def test_all_bytes_come_in_order(lengths: list[int], count: int, step: int, start: int) -> None:
    blocks = spans(*lengths)
    blocks = [each for each in blocks if each.start + each.length <= len(CONTENT)]
    total = sum(each.length for each in blocks)
    stream = listed(blocks, Part, nothing, min(start, total), count=count, room=PIECE)
    assert read(stream, max(step, 1000)) == CONTENT[min(start, total) : total]


@pytest.mark.parametrize("count", [1, 3])
def test_a_damage_comes_behind_all_that_is_good(count: int) -> None:
    blocks, broken = spans(PIECE, 2 * PIECE, PIECE), 2 * PIECE + 17
    damage = PackedDamaged("xz", broken, "no")

    def open_block(block: Span) -> Part:
        return Part(block, broken, damage if block.start == PIECE else None)

    stream = listed(blocks, open_block, nothing, count=count)
    buffer = memoryview(bytearray(4 * PIECE))
    with pytest.raises(PackedDamaged) as caught:
        stream.readinto(buffer)
    assert caught.value is damage
    assert buffer[:broken] == CONTENT[:broken]
    with pytest.raises(PackedDamaged):
        stream.readinto(buffer)
    stream.close()


def test_whatever_else_goes_wrong_is_raised_in_its_turn() -> None:
    unreadable = ImageUnreadable("a.xz", 5, "no")
    blocks = spans(PIECE, PIECE, PIECE)

    def open_block(block: Span) -> Part:
        return Part(block, block.start, unreadable) if block.start else Part(block)

    stream = listed(blocks, open_block, nothing, count=3)
    buffer = memoryview(bytearray(PIECE))
    assert stream.readinto(buffer) == PIECE
    with pytest.raises(ImageUnreadable):
        stream.readinto(buffer)
    stream.close()


def test_they_run_ahead_only_as_far_as_the_room_goes() -> None:
    begun: list[int] = []
    blocks = spans(*[PIECE] * 5)

    def open_block(block: Span) -> Part:
        begun.append(block.start)
        return Part(block)

    stream = listed(blocks, open_block, nothing, count=2, room=2 * PIECE)
    for _ in range(50):
        time.sleep(0.01)
    assert stream._held <= 4 * PIECE
    assert len(begun) < 5
    assert read(stream, PIECE) == CONTENT[: 5 * PIECE]


def test_closing_ends_all_threads() -> None:
    before = threading.active_count()
    opened: list[Part] = []

    def open_block(block: Span) -> Part:
        opened.append(Part(block))
        return opened[-1]

    stream = listed(spans(*[PIECE] * 5), open_block, nothing, count=3, room=PIECE)
    stream.close()
    deadline = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before
    assert all(part.closed for part in opened)
    assert stream.readinto(memoryview(bytearray(10))) == 0


@cache
def several_blocks(content: bytes, size: int) -> bytes:
    """What `xz --block-size` makes, of streams: each has a block of its own."""
    return b"".join(
        lzma.compress(content[place : place + size], check=lzma.CHECK_CRC64, preset=0)
        for place in range(0, len(content), size)
    )


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    monkeypatch.setattr(compressed, "threads", lambda: 2)  # also on a computer of one core

    def write(content: bytes) -> Path:
        path = tmp_path / "image.img.xz"
        path.write_bytes(content)
        return path

    return write


def outcome(stream: Stream) -> tuple[bytes, str, int]:
    """What could be read, and the damage with its place."""
    buffer, found = memoryview(bytearray(777_777)), bytearray()
    try:
        while count := stream.readinto(buffer):
            found += buffer[:count]
    except PackedDamaged as error:
        found += buffer[: error.offset - len(found)]
        return bytes(found), error.layer, error.offset
    finally:
        stream.close()
    return bytes(found), "", len(found)


def test_an_xz_file_is_unpacked_as_by_one_decoder(packed: Callable[[bytes], Path]) -> None:
    source = open_source(packed(several_blocks(CONTENT, 600_000)))
    assert isinstance(source.image.stream(), Blocks)
    assert outcome(source.stream())[0] == CONTENT
    assert read(source.stream(1_234_567), 1 << 20) == CONTENT[1_234_567:]


@pytest.mark.parametrize("seed", range(12))
def test_a_damage_is_the_same_for_both(packed: Callable[[bytes], Path], seed: int) -> None:
    dice, whole = Random(seed), bytearray(several_blocks(CONTENT, 600_000))
    whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
    source = open_source(packed(bytes(whole)))
    alone = Unpacking(open_plain(source.path).stream(), XZ, length=source.size)
    (found, layer, _), (by_one, its_layer, _) = outcome(source.stream()), outcome(alone)
    assert layer == its_layer
    assert abs(len(found) - len(by_one)) < PIECE  # how soon it is noticed hangs on the pieces
    least = min(len(found), len(by_one))
    assert found[:least] == by_one[:least]


def said_to_be_empty(stream: bytes) -> bytes:
    """The same .xz of one block, but for what its index says of that."""
    (block,) = xz.read_blocks(Memory(stream))
    before, behind = replace(block, length=0).wrapping()
    return before + stream[block.packed_at :][: block.packed_length] + behind


def in_a_table(*frames: tuple[bytes, int]) -> bytes:
    table = seek_table([(len(frame), length) for frame, length in frames])
    return b"".join(frame for frame, _ in frames) + table


@pytest.mark.parametrize("number", range(3))
def test_a_block_that_is_said_to_hold_nothing_has_to(
    packed: Callable[[bytes], Path], number: int
) -> None:
    """Or a computer of many cores would unpack another image than one of a single core."""
    parts = [CONTENT[at : at + 1000] for at in range(0, 3000, 1000)]
    streams = [lzma.compress(part) for part in parts]
    streams[number] = said_to_be_empty(streams[number])
    frames = [(zstd(part), len(part)) for part in parts]
    frames[number] = (frames[number][0], 0)
    for content in (b"".join(streams), in_a_table(*frames)):
        source = open_source(packed(content))
        assert isinstance(source.image.stream(), Blocks)
        with pytest.raises(PackedDamaged):
            read(source.stream(), PIECE)


def test_a_block_may_hold_nothing(packed: Callable[[bytes], Path]) -> None:
    part = zstd(CONTENT[:1000])
    frames = ((skippable(b"note"), 0), (part, 1000), (zstd(b""), 0), (part, 1000), (zstd(b""), 0))
    source = open_source(packed(in_a_table(*frames)))
    assert isinstance(source.image.stream(), Blocks)
    assert read(source.stream(), PIECE) == CONTENT[:1000] * 2
    for start in (999, 1000, 1001, 2000):
        assert read(source.stream(start), PIECE) == (CONTENT[:1000] * 2)[start:]
    assert source.look().read_at(990, 20) == (CONTENT[:1000] * 2)[990:1010]


def test_a_dictionary_is_read_off_a_block() -> None:
    for preset, size in ((0, 256 << 10), (6, 8 << 20), (9, 64 << 20)):
        reader = Memory(lzma.compress(CONTENT[:1000], preset=preset))
        (block,) = xz.read_blocks(reader)
        assert block.window(reader) == size


def test_large_dictionaries_do_not_keep_others_from_going_abreast(
    packed: Callable[[bytes], Path],
) -> None:
    small, large = (lzma.compress(CONTENT[:1000], preset=preset) for preset in (0, 9))
    for content in (large * 2, small + large, large + small):
        source = open_source(packed(content))
        assert isinstance(source.image.stream(), Blocks)
        assert outcome(source.stream())[0] == CONTENT[:1000] * 2


class Working:
    """Blocks that need memory, and how much they need together while they are unpacked."""

    def __init__(self, needs: Sequence[int]) -> None:
        self.needs = needs
        self.most = 0
        self.most_abreast = 0
        self._open: list[int] = []
        self._lock = threading.Lock()

    def need(self, block: Span) -> int:
        return self.needs[block.start // PIECE]

    def open(self, block: Span) -> Stream:
        with self._lock:
            self._open.append(self.need(block) + BESIDE)
            self.most = max(self.most, sum(self._open))
            self.most_abreast = max(self.most_abreast, len(self._open))
        return _Worked(block, self)

    def closed(self, block: Span) -> None:
        with self._lock:
            self._open.remove(self.need(block) + BESIDE)


class _Worked(Part):
    def __init__(self, block: Span, working: Working) -> None:
        super().__init__(block)
        self._block, self._working = block, working

    def close(self) -> None:
        self._working.closed(self._block)


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 200 << 20), min_size=5, max_size=5),
    st.integers(1, 16),
    st.integers(10 << 20, 100 << 20),
)
def test_their_needs_together_stay_within_the_room(needs: list[int], count: int, room: int) -> None:
    working = Working(needs)
    stream = listed(spans(*[PIECE] * 5), working.open, working.need, count=count, room=room)
    assert read(stream, PIECE) == CONTENT[: 5 * PIECE]
    assert working.most <= max(room, max(needs) + BESIDE)


def test_as_many_go_abreast_as_there_is_room_for() -> None:
    """Two wait for each other, so that the third would have to be there, if it were allowed."""
    working, both = Working([10 << 20] * 5), threading.Barrier(2)

    def open_block(block: Span) -> Stream:
        if block.start < 4 * PIECE:
            both.wait(60)
        return working.open(block)

    stream = listed(
        spans(*[PIECE] * 5),
        open_block,
        working.need,
        count=5,
        room=2 * ((10 << 20) + BESIDE) + PIECE,
    )
    assert read(stream, PIECE) == CONTENT[: 5 * PIECE]
    assert working.most_abreast == 2


def test_blocks_of_nothing_are_not_begun_without_end() -> None:
    begun: list[int] = []

    def open_block(block: Span) -> Part:
        begun.append(block.start)
        return Part(block)

    stream = listed(spans(*[1] * (4 * MOST_BEGUN)), open_block, nothing, count=2)
    for _ in range(50):
        time.sleep(0.01)
    assert len(begun) <= MOST_BEGUN + 2
    assert read(stream, PIECE) == CONTENT[: 4 * MOST_BEGUN]


def test_a_header_that_cannot_be_read_is_told_in_its_turn() -> None:
    unreadable = ImageUnreadable("a.xz", 5, "no")

    def need(block: Span) -> int:
        if block.start == PIECE:
            raise unreadable
        return 0

    stream = listed(spans(PIECE, PIECE, PIECE), Part, need, count=3)
    buffer = memoryview(bytearray(3 * PIECE))
    with pytest.raises(ImageUnreadable):
        stream.readinto(buffer)
    assert buffer[:PIECE] == CONTENT[:PIECE]
    stream.close()


def test_blocks_of_next_to_nothing_need_no_buffer_each() -> None:
    used: dict[int, object] = {}  # kept, so that none gets the number of another one

    class Small(Part):
        def readinto(self, buffer: memoryview, /) -> int:
            used[id(buffer.obj)] = buffer.obj
            return super().readinto(buffer)

    stream = listed(spans(*[7] * 100), Small, nothing, count=2)
    assert read(stream, PIECE) == CONTENT[:700]
    assert len(used) <= 2


def test_what_is_left_out_of_a_block_is_work_as_well() -> None:
    stream = listed(spans(3 * PIECE), Part, nothing, 3 * PIECE - 5, count=1)
    assert stream.readinto(memoryview(bytearray(5))) == 5
    assert stream.moved == 3 * PIECE
    stream.close()
