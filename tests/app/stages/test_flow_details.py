"""What wakes the pipe, what it waits for when it is closed, and how buffers are filled."""

import threading
from collections.abc import Callable, Iterator

import pytest
from support_media import Drip

from app.sources.source import Stream
from app.stages import flow as pipes
from app.stages.daemons import Daemons
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
    monkeypatch.setattr(pipes, "BEAT", 2 * LONG)
    done = list(flow(fill, 0, 512, sink, tally, room=TINY))
    assert [each.chunk.offset for each in done if each] == list(range(0, LENGTH, 4 * KiB))
    assert None not in done


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
    assert asked.is_set()
    steps.close()
    assert not go_on.is_set()
    assert len(threads("read")) == 1


def test_a_drive_is_waited_for() -> None:
    ended = list[bool]()

    def slow(view: memoryview, _: int) -> int:
        threading.Event().wait(0.5)
        ended.append(True)
        return len(view)

    steps = flow(slow, 0, 512, no_work, no_work, room=TINY)
    assert next(steps) is None
    steps.close()
    assert len(ended) >= 1
    assert threads("read") == []


def test_where_nobody_is_left_who_reads_it_says_so(
    monkeypatch: pytest.MonkeyPatch, go_on: threading.Event
) -> None:
    """Not while somebody reads, however slow that is."""

    def hanging(view: memoryview, _: int) -> int:
        go_on.wait(LONG)
        return 0

    steps = flow(hanging, 0, 512, no_work, no_work, room=TINY, reads_image=True)
    assert next(steps) is None
    monkeypatch.setattr(Daemons, "alive", False)
    with pytest.raises(MemoryError, match=r"^the thread that reads has ended$"):
        next(steps)


def test_what_was_read_already_needs_nobody_who_reads(
    monkeypatch: pytest.MonkeyPatch, go_on: threading.Event
) -> None:
    monkeypatch.setattr(Daemons, "alive", False)
    steps = flow(fill, 0, 512, lambda _: go_on.wait(LONG), no_work, room=TINY)
    assert next(steps) is None
    assert next(steps) is None
    go_on.set()
    assert len([done for done in steps if done]) == LENGTH // TINY.chunk


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
