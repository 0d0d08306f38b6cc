"""What wakes the pipe, what it waits for when it is closed, and how buffers are filled."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import pytest
from support_media import Drip

from app.sources.source import Stream
from app.stages import pipe
from app.stages.flow import (
    HANDS,
    LARGEST_SECTOR,
    Chunk,
    Room,
    filling_from,
    flow,
    nothing,
)
from app.stages.stall import Requests
from app.threads import begin

KiB = 1024
LONG = 30.0  # seconds: only a failing test waits so long
TINY = Room(chunk=4 * KiB, buffers=3)
LENGTH = 64 * KiB


def fill(view: memoryview, offset: int) -> int:
    """Zeros of an image."""
    return max(0, min(len(view), LENGTH - offset))


def no_work(_: Chunk) -> None:
    """In a thread."""


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    """Nobody waits for it any longer than the test."""
    event = threading.Event()
    yield event
    event.set()


def threads(name: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(name)]


@pytest.mark.parametrize("sink", [no_work, nothing])
@pytest.mark.parametrize("tally", [no_work, nothing])
def test_whatever_got_done_is_heard_of_at_once(
    monkeypatch: pytest.MonkeyPatch,
    sink: Callable[[Chunk], None],
    tally: Callable[[Chunk], None],
) -> None:
    """The beat is for signs of life alone."""
    monkeypatch.setattr(pipe, "BEAT", 2 * LONG)
    done = list(flow(fill, 0, 512, sink, tally, room=TINY))
    assert [each.chunk.offset for each in done if each] == list(range(0, LENGTH, 4 * KiB))
    assert None not in done


def test_what_cannot_be_read_is_heard_of_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: memoryview, __: int) -> int:
        raise ValueError("no")

    monkeypatch.setattr(pipe, "BEAT", 2 * LONG)
    with pytest.raises(ValueError, match="no"):
        list(flow(broken, 0, 512, nothing, nothing, room=TINY))


@pytest.mark.parametrize("sink", [no_work, nothing])
def test_one_is_tallied_after_the_other(sink: Callable[[Chunk], None]) -> None:
    at_work = threading.Lock()

    def tally(_: Chunk) -> None:
        assert at_work.acquire(blocking=False)
        threading.Event().wait(0.01)
        at_work.release()

    assert len(list(flow(fill, 0, 512, sink, tally, room=TINY))) >= LENGTH // TINY.chunk


def test_where_their_order_is_of_no_account_several_are_tallied_at_once() -> None:
    """Each behind its own sink, by the same thread."""
    both, sunk = threading.Barrier(HANDS), set[tuple[int, int]]()

    def sink(chunk: Chunk) -> None:
        sunk.add((chunk.offset, threading.get_ident()))

    def tally(chunk: Chunk) -> int:
        assert (chunk.offset, threading.get_ident()) in sunk
        if chunk.offset < HANDS * TINY.chunk:
            both.wait(LONG)
        return chunk.offset

    done = list(flow(fill, 0, 512, sink, tally, room=TINY, tally_in_order=False))
    assert [each.tallied for each in done if each] == list(range(0, LENGTH, 4 * KiB))


@pytest.mark.parametrize("readers", [1, 2])
def test_what_is_leapt_over_is_never_read(readers: int) -> None:
    """As if it was not there, wherever that is asked."""
    asked, gap = list[int](), range(4 * KiB, 12 * KiB)

    def noted(view: memoryview, offset: int) -> int:
        asked.append(offset)
        return fill(view, offset)

    def leap(offset: int, length: int) -> int:
        assert length == TINY.chunk
        return gap.stop if offset in gap else offset

    done = list(flow(noted, 0, 512, nothing, nothing, readers=readers, room=TINY, leap=leap))
    places = [place for place in range(0, LENGTH, 4 * KiB) if place not in gap]
    assert [each.chunk.offset for each in done if each] == places
    assert not set(asked) & set(gap)


def test_what_is_read_first_waits_for_what_comes_before_it() -> None:
    """The third is asked for by the reader of the second, the first is not read yet."""
    ahead = threading.Event()

    def out_of_order(view: memoryview, offset: int) -> int:
        if offset == 8 * KiB:
            ahead.set()
        assert offset or ahead.wait(LONG)
        return fill(view, offset)

    done = list(flow(out_of_order, 0, 512, nothing, nothing, readers=2, room=TINY))
    assert [each.chunk.offset for each in done if each] == list(range(0, LENGTH, 4 * KiB))


def test_who_is_left_behind_reads_no_further(go_on: threading.Event) -> None:
    asked, others = list[int](), threads("read")

    def hanging(view: memoryview, offset: int) -> int:
        asked.append(offset)
        go_on.wait(LONG)
        return fill(view, offset)

    steps = flow(hanging, 0, 512, nothing, nothing, room=TINY, reads_image=True)
    assert next(steps) is None
    steps.close()
    (left,) = (thread for thread in threads("read") if thread not in others)
    go_on.set()
    left.join(LONG)
    assert asked == [0]


def test_the_program_may_end_before_its_threads_do() -> None:
    """Python waits for every thread that is no daemon."""
    seen = set[bool]()

    def sink(_: Chunk) -> None:
        seen.update(thread.daemon for thread in (*threads("read"), *threads("sink")))

    list(flow(fill, 0, 512, sink, nothing, room=TINY))
    assert seen == {True}


def test_a_work_that_is_none_wakes_no_thread() -> None:
    seen = set[str]()

    def sink(_: Chunk) -> None:
        seen.update(thread.name for thread in threads(""))

    before = {thread.name for thread in threads("")}
    for done in flow(fill, 0, 512, sink, nothing, room=TINY):
        assert done is None or done.tallied is None
    begun = seen - before
    assert any(name.startswith("read") for name in begun)
    assert any(name.startswith("sink") for name in begun)
    assert not any(name.startswith("tally") for name in begun)


@pytest.mark.parametrize("work", ["sink", "tally"])
def test_closed_it_waits_for_every_work_and_begins_no_other(
    work: str, go_on: threading.Event
) -> None:
    begun, ended = list[int](), list[int]()

    def slow(chunk: Chunk) -> None:
        begun.append(chunk.offset)
        go_on.wait(0.5)
        ended.append(chunk.offset)

    works: dict[str, Callable[[Chunk], None]] = {"sink": no_work, "tally": no_work, work: slow}
    steps = flow(fill, 0, 512, works["sink"], works["tally"], room=TINY)
    assert next(steps) is None  # all that was read waits for its works
    steps.close()
    assert sorted(begun) == sorted(ended)
    assert 1 <= len(ended) <= (HANDS if work == "sink" else 2)
    assert [*threads("sink"), *threads("tally"), *threads("read")] == []
    go_on.set()
    assert sorted(begun) == sorted(ended)


def test_an_image_that_never_answers_is_left_behind(go_on: threading.Event) -> None:
    asked = threading.Event()

    def hanging(view: memoryview, _: int) -> int:
        asked.set()
        go_on.wait(LONG)
        return len(view)

    steps = flow(hanging, 0, 512, no_work, no_work, room=TINY, reads_image=True)
    assert next(steps) is None
    assert asked.wait(LONG)
    steps.close()
    assert not go_on.is_set()
    assert len(threads("read")) == 1


def test_a_drive_is_waited_for() -> None:
    go_on, ended = threading.Event(), list[bool]()

    def slow(view: memoryview, _: int) -> int:
        assert go_on.wait(LONG)
        ended.append(True)
        return len(view)

    steps = flow(slow, 0, 512, no_work, no_work, room=TINY)
    assert next(steps) is None
    threading.Timer(0.1, go_on.set).start()
    steps.close()
    assert len(ended) >= 1
    assert threads("read") == []


@pytest.mark.parametrize("name", ["read", "sink", "tally"])
def test_where_a_hand_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def begin_others(thread: threading.Thread) -> None:
        if thread.name != name:
            begin(thread)

    monkeypatch.setattr(pipe, "begin", begin_others)
    with pytest.raises(MemoryError, match=r"^a thread ended without an answer$"):
        list(flow(fill, 0, 512, no_work, no_work, room=TINY))
    assert [*threads("sink"), *threads("tally"), *threads("read")] == []


@pytest.mark.parametrize("name", ["read", "sink", "tally"])
def test_where_one_cannot_begin_none_is_left(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def begin_others(thread: threading.Thread) -> None:
        if thread.name == name:
            raise RuntimeError("can't start new thread")
        begin(thread)

    monkeypatch.setattr(pipe, "begin", begin_others)
    with pytest.raises(RuntimeError, match="can't start"):
        list(flow(fill, 0, 512, no_work, no_work, room=TINY))
    assert [*threads("sink"), *threads("tally"), *threads("read")] == []


def test_nobody_is_missed_while_one_reads_slowly(go_on: threading.Event) -> None:
    def slow(_view: memoryview, _: int) -> int:
        go_on.wait(LONG)
        return 0

    steps = flow(slow, 0, 512, no_work, no_work, room=TINY, reads_image=True)
    assert next(steps) is None
    assert next(steps) is None
    go_on.set()
    assert [done for done in steps if done] == []


def test_what_was_read_already_needs_nobody_who_reads(go_on: threading.Event) -> None:
    def slow_at_the_end(chunk: Chunk) -> None:
        if chunk.end == LENGTH:
            go_on.wait(LONG)

    steps = flow(fill, 0, 512, slow_at_the_end, no_work, room=TINY)
    count = 0
    while next(steps) is not None:
        count += 1
    assert threads("read") == []
    assert next(steps) is None
    go_on.set()
    assert count + len([done for done in steps if done]) == LENGTH // TINY.chunk


def _failing(name: str, place: int) -> Callable[[Chunk], None]:
    def work(chunk: Chunk) -> None:
        if chunk.offset == place:
            raise ValueError(name)

    return work


def _ends_at(place: int, view: memoryview, offset: int) -> int:
    if offset >= place:
        raise ValueError("read")
    return len(view)


@pytest.mark.parametrize(
    ("sink", "tally", "told", "count"),
    [
        (no_work, no_work, "read", 4),
        (_failing("sink", 8 * KiB), no_work, "sink", 2),
        (no_work, _failing("tally", 12 * KiB), "tally", 3),
        (_failing("sink", 8 * KiB), nothing, "sink", 2),
        (nothing, _failing("tally", 4 * KiB), "tally", 1),
    ],
)
def test_an_error_comes_in_its_order_and_nothing_behind_it(
    sink: Callable[[Chunk], None], tally: Callable[[Chunk], None], told: str, count: int
) -> None:
    steps = flow(partial(_ends_at, 16 * KiB), 0, 512, sink, tally, room=TINY)
    done = (each.chunk.offset for each in steps if each)
    assert list(islice(done, count)) == [n * 4 * KiB for n in range(count)]
    with pytest.raises(ValueError, match=told):
        next(done)
    assert [*threads("sink"), *threads("tally"), *threads("read")] == []


class TestFilling:
    def test_only_the_last_sector_is_filled_with_zeros(self) -> None:
        view = memoryview(bytearray(b"." * 4 * LARGEST_SECTOR))
        length = LARGEST_SECTOR + 10
        assert filling_from(Drip(b"x" * length))(view, 0) == length
        assert bytes(view) == (
            b"x" * length + bytes(LARGEST_SECTOR - 10) + b"." * 2 * LARGEST_SECTOR
        )

    def test_holes_are_zeros_in_their_places(self) -> None:
        class Holed(Drip):
            """Twice as large a hole as there are zeros at hand, with a byte on each side."""

            hole = 128 * KiB

            def skip(self, most: int, /) -> int:
                if self.place != 1:
                    return 0
                length = min(most, self.hole)
                self.hole -= length
                return length

        fill = filling_from(Holed(b"ab", most=1))
        view = memoryview(bytearray(b"." * (100 * KiB)))
        assert fill(view, 0) == 100 * KiB
        assert bytes(view) == b"a" + bytes(100 * KiB - 1)
        view[:] = b"." * len(view)
        assert fill(view, 0) == 28 * KiB + 2
        assert bytes(view[: 28 * KiB + 2]) == bytes(28 * KiB + 1) + b"b"
        assert fill(view, 0) == 0

    def test_whether_it_moves_is_asked_of_the_stream(self) -> None:
        class Unpacking(Drip):
            moved = 5

        stream: Stream = Unpacking(b"")
        requests = Requests()
        filling_from(stream, requests)
        assert requests.moved() == 5
