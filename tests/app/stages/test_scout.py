"""Looking ahead for zeros, from the far end on."""

import threading

from support_media import Memory

from app.errors import ReadRefused
from app.stages.flow import BUFFERS
from app.stages.grains import GRAIN
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.mark import Mark
from app.stages.scout import AHEAD, STEP, Scout

SIZE = 64 * BLOCK
LONG = 8.0  # seconds: only a failing test waits so long
CHUNK = 4 * BLOCK
ALL = (1 << CHUNK // GRAIN) - 1


def looked(medium: Memory, *runs: tuple[int, int]) -> tuple[Scout, Mark]:
    """Until it has looked at all of it."""
    mark = Mark(medium, "Stick", Keep())
    scout = Scout(medium, "Stick", mark, runs)
    scout.begin()
    for thread in threading.enumerate():
        if thread.name == "scout":
            thread.join()
    return scout, mark


def fresh() -> Memory:
    return Memory.sparse(SIZE)


def test_zeros_are_seen_from_the_far_end_on() -> None:
    medium = fresh()
    scout, mark = looked(medium, (20 * BLOCK, 24 * BLOCK), (40 * BLOCK + 5, 48 * BLOCK))
    assert mark.there
    places = [offset for call, offset, length in medium.log if call == "read" and length == STEP]
    assert places == sorted(places, reverse=True)
    assert scout.zeros(20 * BLOCK, CHUNK) == ALL
    assert scout.zeros(44 * BLOCK, CHUNK) == ALL
    assert scout.zeros(24 * BLOCK, CHUNK) == 0
    first = ALL & ~((1 << STEP // GRAIN) - 1)
    assert scout.zeros(40 * BLOCK, CHUNK) == first  # its beginning is only a part of a step
    assert scout.zeros(44 * BLOCK + 4096, CHUNK) == 0  # what it saw are other grains than these
    scout.end()


def test_a_stick_that_is_not_fresh_is_asked_once() -> None:
    medium = Memory.of(SIZE)
    scout, mark = looked(medium, (20 * BLOCK, 48 * BLOCK))
    assert medium.log == [("read", 48 * BLOCK - STEP, 4096)]
    assert not mark.there
    assert scout.zeros(44 * BLOCK, CHUNK) == 0


def test_the_first_byte_that_is_none_ends_it() -> None:
    medium = fresh()
    medium.content[45 * BLOCK + 7] = 1
    scout, _ = looked(medium, (20 * BLOCK, 48 * BLOCK))
    assert scout.zeros(44 * BLOCK, CHUNK) == ALL & ~((1 << 24) - 1)
    assert scout.zeros(40 * BLOCK, CHUNK) == 0


def test_what_is_about_to_be_written_is_left_alone() -> None:
    assert AHEAD >= BUFFERS * CHUNK  # all that can be on its way
    medium = fresh()
    looked(medium, (0, 48 * BLOCK))
    places = [offset for call, offset, length in medium.log if call == "read"]
    assert min(places) == AHEAD
    medium = fresh()
    scout = Scout(medium, "Stick", Mark(medium, "Stick", Keep()), [(4 * BLOCK, 48 * BLOCK)])
    scout.zeros(8 * BLOCK, CHUNK)
    scout._look()
    places = [offset for call, offset, length in medium.log if call == "read"]
    assert min(places) == 12 * BLOCK + AHEAD


class Broken(Memory):
    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset < 46 * BLOCK:
            raise ReadRefused("Stick", offset, "Input/output error")
        return super().pread_into(buffer, offset)


def test_what_cannot_be_read_ends_it() -> None:
    scout, _ = looked(Broken.of(SIZE, b"\0"), (20 * BLOCK, 48 * BLOCK))
    assert scout.zeros(44 * BLOCK, CHUNK) == ALL & ~((1 << 32) - 1)


def test_nothing_to_look_for() -> None:
    medium = fresh()
    scout, _ = looked(medium)
    scout.end()
    assert medium.log == []


def test_it_ends_when_it_is_told_to() -> None:
    medium = fresh()
    scout = Scout(medium, "Stick", Mark(medium, "Stick", Keep()), [(4 * BLOCK, 48 * BLOCK)])
    scout.end()
    scout._look()
    assert medium.log == []


class Slow(Memory):
    """Answers when it is let to."""

    asked, answers = threading.Event(), threading.Event()

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self.asked.set()
        assert self.answers.wait(LONG)
        return super().pread_into(buffer, offset)


def test_what_it_reads_at_its_end_is_waited_for() -> None:
    """For nobody else knows of that request."""
    medium, ended = Slow.of(SIZE, b"\0"), threading.Event()
    scout = Scout(medium, "Stick", Mark(medium, "Stick", Keep()), [(4 * BLOCK, 48 * BLOCK)])
    scout.begin()
    assert medium.asked.wait(LONG)

    def end() -> None:
        scout.end()
        ended.set()

    thread = threading.Thread(target=end)
    thread.start()
    assert not ended.wait(0.1)
    medium.answers.set()
    thread.join()
    assert ended.is_set()
