"""The pipe and what it is made of, on drives in memory."""

import ctypes
import mmap
import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_media import Drip, Memory, MiB

from app.errors import ReadRefused, WriteRefused
from app.stages.flow import (
    BUFFERS,
    CHUNK,
    CROWDED,
    HANDS,
    ROOMY,
    SINKS,
    Chunk,
    Fill,
    Pace,
    Room,
    filling_from,
    flow,
    padded,
    page_aligned,
    read_all,
    read_twice,
    write_all,
)
from app.stages.stall import Requests

KiB = 1024
LONG = 30.0  # seconds: only a failing test waits so long
TINY = Room(chunk=4 * KiB, buffers=3)


def test_memory_is_fixed() -> None:
    """16 MiB for a drive alone; 6 for one of several, which share 24 more."""
    assert (Room().chunk * Room().buffers, Room()) == (12 * MiB, ROOMY)
    assert CROWDED.chunk * CROWDED.buffers == 6 * MiB
    assert CHUNK % MiB == CROWDED.chunk % MiB == 0  # whole blocks of a ledger
    # One is read, SINKS are written, one waits to be: with fewer something stands still.
    assert SINKS >= 2
    assert BUFFERS >= SINKS + 1
    assert CROWDED.buffers >= SINKS + 1
    assert HANDS == SINKS + 1


def test_buffers_are_what_direct_access_accepts() -> None:
    view = page_aligned(8 * KiB)
    assert len(view) == 8 * KiB
    assert ctypes.addressof(ctypes.c_char.from_buffer(view)) % mmap.PAGESIZE == 0


@pytest.mark.parametrize(
    ("length", "sector", "whole"),
    [(0, 512, 0), (1, 512, 512), (512, 512, 512), (513, 512, 1024), (513, 4096, 4096)],
)
def test_padded(length: int, sector: int, whole: int) -> None:
    assert padded(length, sector) == whole


def test_a_chunk_ends_behind_its_image_bytes() -> None:
    chunk = Chunk(4096, 100, memoryview(bytes(512)))
    assert (chunk.end, chunk.share) == (4196, None)


def test_what_a_stream_gives_in_drips_fills_the_buffer() -> None:
    fill = filling_from(Drip(b"0123456789", most=3))
    view = memoryview(bytearray(b"........"))
    assert fill(view, 0) == 8
    assert bytes(view) == b"01234567"
    assert fill(view, 0) == 2
    assert bytes(view) == b"89" + bytes(6)  # zeros to the end
    assert fill(view, 0) == 0


def test_what_is_asked_of_a_stream_is_counted() -> None:
    reading, asked = Requests(), list[bool]()

    class Asking(Drip):
        def readinto(self, buffer: memoryview, /) -> int:
            asked.append(reading.oldest is not None)
            return super().readinto(buffer)

    filling_from(Asking(b"0123"), reading)(memoryview(bytearray(4)), 0)
    assert asked == [True]  # and nothing more, when it is full
    assert reading.oldest is None


class TestReading:
    def test_what_comes_in_parts_is_put_together(self) -> None:
        medium = Memory(bytearray(range(256)) * 16, most=512)
        view = memoryview(bytearray(2048))
        read_all(medium, "Stick", view, 1024)
        assert bytes(view) == bytes(medium.content[1024:3072])
        assert medium.log == [("read", 1024 + n, 2048 - n) for n in range(0, 2048, 512)]

    @pytest.mark.parametrize(("size", "place"), [(1536, 1536), (1000, 512)])
    def test_an_end_is_an_error_with_its_place(self, size: int, place: int) -> None:
        medium = Memory.of(size, most=512)
        with pytest.raises(ReadRefused) as caught:
            read_all(medium, "Stick", memoryview(bytearray(2048)), 0)
        assert (caught.value.drive, caught.value.offset) == ("Stick", place)
        assert str(caught.value) == str(ReadRefused("Stick", place, "it ends early"))


class TestPace:
    """Requests shrink until one takes at most 0.3 seconds, and grow again."""

    def test_it_begins_with_a_whole_chunk(self) -> None:
        assert Pace().size == CHUNK

    @pytest.mark.parametrize(
        ("seconds", "size"),
        [(0.31, 256 * KiB), (0.3, 512 * KiB), (0.075, 512 * KiB), (0.074, MiB)],
    )
    def test_one_request(self, seconds: float, size: int) -> None:
        pace = Pace()
        pace.size = 512 * KiB
        pace.took(512 * KiB, seconds)
        assert pace.size == size

    def test_the_end_of_a_chunk_says_nothing(self) -> None:
        pace = Pace()
        pace.size = 512 * KiB
        pace.took(511 * KiB, 0.001)
        assert pace.size == 512 * KiB

    def test_it_has_limits(self) -> None:
        pace = Pace()
        pace.took(CHUNK, 0.001)
        assert pace.size == CHUNK
        for _ in range(9):
            pace.took(pace.size, 1.0)
        assert pace.size == 64 * KiB


class TestWriting:
    def test_what_is_taken_in_parts_is_gone_on_with(self) -> None:
        medium = Memory.of(8192, most=1024)
        given = bytes(range(256)) * 12
        write_all(medium, "Stick", memoryview(given), 2048)
        assert medium.content[2048 : 2048 + 3072] == given
        assert medium.log == [("write", 2048 + n, 3072 - n) for n in (0, 1024, 2048)]

    def test_no_request_is_larger_than_the_pace(self) -> None:
        class Steady(Pace):
            def took(self, length: int, seconds: float) -> None:
                """Stays as it is."""

        medium, pace = Memory.of(2 * MiB), Steady()
        pace.size = 512 * KiB
        write_all(medium, "Stick", memoryview(bytes(MiB + 512)), 0, pace)
        assert medium.log == [
            ("write", 0, 512 * KiB),
            ("write", 512 * KiB, 512 * KiB),
            ("write", MiB, 512),
        ]

    def test_the_pace_hears_of_every_request(self) -> None:
        heard: list[tuple[int, float]] = []

        class Listening(Pace):
            def took(self, length: int, seconds: float) -> None:
                heard.append((length, seconds))

        medium = Memory.of(MiB, most=4 * KiB)
        write_all(medium, "Stick", memoryview(bytes(8 * KiB)), 0, Listening())
        assert [length for length, _ in heard] == [8 * KiB, 4 * KiB]
        assert all(0 <= seconds < LONG for _, seconds in heard)

    @pytest.mark.parametrize(("most", "place"), [(0, 1024), (300, 1024), (-5, 1024)])
    def test_what_takes_nothing_or_half_a_sector_is_refused(self, most: int, place: int) -> None:
        class Odd(Memory):
            def pwrite(self, buffer: memoryview, offset: int) -> int:
                return 512 if offset < place else most

        with pytest.raises(WriteRefused) as caught:
            write_all(Odd.of(4096), "Stick", memoryview(bytes(2048)), 512)
        assert (caught.value.drive, caught.value.offset) == ("Stick", place)
        assert str(caught.value) == str(WriteRefused("Stick", place, "it takes no more data"))

    def test_halted_it_ends_without_a_word(self) -> None:
        halted = threading.Event()

        class Halting(Memory):
            def pwrite(self, buffer: memoryview, offset: int) -> int:
                halted.set()
                return super().pwrite(buffer[:512], offset)

        medium = Halting.of(4096)
        write_all(medium, "Stick", memoryview(bytes(2048)), 0, None, halted)
        assert medium.log == [("write", 0, 512)]


def filling(content: bytes) -> Fill:
    """By place, so several readers may ask for it at once."""

    def fill(view: memoryview, offset: int) -> int:
        part = content[offset : offset + len(view)]
        view[: len(part)] = part
        return len(part)

    return fill


def no_tally(_: Chunk) -> None:
    return None


def no_sink(_: Chunk) -> None:
    return None


@given(st.binary(max_size=40 * KiB), st.sampled_from([512, 4096]), st.integers(1, 3))
def test_everything_comes_once_in_order_and_padded(
    content: bytes, sector: int, readers: int
) -> None:
    whole = bytearray()
    steps = flow(
        filling(content),
        0,
        sector,
        lambda chunk: (chunk.offset, chunk.length),
        lambda chunk: bytes(chunk.view),
        readers=readers,
        room=TINY,
    )
    for done in filter(None, steps):
        assert done.sunk == (len(whole), done.chunk.length)
        assert done.tallied == bytes(done.chunk.view)
        assert len(done.chunk.view) == padded(done.chunk.length, sector)
        assert not any(done.chunk.view[done.chunk.length :])
        assert done.chunk.length in range(1, TINY.chunk + 1)
        whole += done.chunk.view[: done.chunk.length]
    assert whole == content


def test_it_begins_where_it_is_told() -> None:
    content = bytes(4 * KiB) + b"behind"
    (done,) = flow(filling(content), 4 * KiB, 512, no_sink, no_tally, room=TINY)
    assert done is not None
    assert (done.chunk.offset, done.chunk.length) == (4 * KiB, 6)


def test_how_much_of_the_packed_file_was_used() -> None:
    shares = iter((0.25, 0.5, 1.0, 1.0, 1.0))
    steps = flow(
        filling(bytes(9 * KiB)), 0, 512, no_sink, no_tally, room=TINY, measure=lambda: next(shares)
    )
    assert [done.chunk.share for done in steps if done] == [0.25, 0.5, 1.0]
    plain = flow(filling(bytes(100)), 0, 512, no_sink, no_tally, room=TINY)
    assert [done.chunk.share for done in plain if done] == [None]


def test_two_are_written_at_once_and_no_more_than_there_are_buffers() -> None:
    both = threading.Barrier(SINKS)
    read: list[int] = []

    def fill(view: memoryview, offset: int) -> int:
        read.append(offset)
        return len(view) if offset < 32 * KiB else 0

    steps = flow(fill, 0, 512, lambda _: both.wait(LONG), no_tally, room=TINY)
    first = next(done for done in steps if done)
    assert first.chunk.offset == 0
    assert len(read) <= TINY.buffers
    both.abort()
    steps.close()


def test_one_after_the_other_is_tallied() -> None:
    busy, order = threading.Lock(), list[int]()

    def tally(chunk: Chunk) -> None:
        assert busy.acquire(blocking=False)
        time.sleep(0.01)
        order.append(chunk.offset)
        busy.release()

    for _ in flow(filling(bytes(64 * KiB)), 0, 512, no_sink, tally, room=TINY):
        pass
    assert order == list(range(0, 64 * KiB, 4 * KiB))


def test_waiting_has_a_beat() -> None:
    go_on = threading.Event()
    steps = flow(filling(bytes(100)), 0, 512, lambda _: go_on.wait(LONG), no_tally, room=TINY)
    assert next(steps) is None
    assert next(steps) is None
    go_on.set()
    assert next(done for done in steps if done).sunk is True


def _fail(_: object, __: object = None) -> int:
    raise ValueError("broken")


@pytest.mark.parametrize("broken", ["fill", "sink", "tally"])
def test_what_breaks_is_raised(broken: str) -> None:
    works: dict[str, Callable[..., int]] = {
        "fill": filling(bytes(20 * KiB)),
        "sink": lambda _: 0,
        "tally": lambda _: 0,
        broken: _fail,
    }
    steps = flow(works["fill"], 0, 512, works["sink"], works["tally"], room=TINY)
    with pytest.raises(ValueError, match="broken"):
        list(steps)


def test_closed_it_waits_for_what_runs_and_drops_what_is_queued() -> None:
    begun, ended = threading.Semaphore(0), list[int]()
    go_on = threading.Event()

    def sink(chunk: Chunk) -> None:
        begun.release()
        go_on.wait(0.3)
        ended.append(chunk.offset)

    pipe = flow(filling(bytes(64 * KiB)), 0, 512, sink, no_tally, room=TINY)
    while not begun.acquire(blocking=False):
        next(pipe)
    pipe.close()
    after = len(ended)
    assert 1 <= after <= HANDS
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sink")]
    go_on.set()
    assert len(ended) == after


class Grudging(Memory):
    """Refuses to read `place` so many times."""

    place, times = 1024, 1

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        done = super().pread_into(buffer, offset)
        if self.times and offset <= self.place < offset + done:
            self.times -= 1
            raise ReadRefused("Stick", self.place, "no")
        return done


class TestReadingTwice:
    def test_a_place_that_cannot_be_read_is_asked_for_once_more(self) -> None:
        medium = Grudging(bytearray(range(256)) * 16, most=512)
        view, helped = memoryview(bytearray(2048)), list[int]()
        read_twice(medium, "Stick", view, 512, helped.append)
        assert bytes(view) == bytes(medium.content[512:2560])
        assert helped == [1024]
        reads = [offset for _, offset, _ in medium.log]
        assert reads == [512, 1024, 1024, 1536, 2048]

    def test_and_no_more_than_once(self) -> None:
        medium = Grudging(bytearray(4096), most=512)
        medium.times = 2
        helped: list[int] = []
        with pytest.raises(ReadRefused):
            read_twice(medium, "Stick", memoryview(bytearray(2048)), 512, helped.append)
        assert helped == []
