"""Blocks and grains, read back in few buffers."""

import threading
import time
from collections.abc import Callable

import pytest
from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.errors import ReadRefused, Stopped, VerifyError
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.stages.flow import CROWDED, ROOMY, Room
from app.stages.grains import GRAIN, Fate
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.read_back import read_back
from app.stages.verify import MOST_RANGES, Original

LENGTH = 9 * BLOCK + 3 * GRAIN + 700
CONTENT = image_bytes(LENGTH)
PADDED = CONTENT + bytes(-LENGTH % 512)
KEPT = sum(1 << grain for grain in range(148) if grain % 7 or 60 < grain < 100)


def ledger_of(kept: int = KEPT) -> Ledger:
    ledger, view = Ledger(), memoryview(PADDED)
    ledger.record(0, LENGTH, digests(view), Fate(kept, 0, tuple(digests(view, GRAIN))))
    ledger.trust()
    return ledger


def original(offset: int, length: int) -> bytes:
    return CONTENT[offset : offset + length]


@pytest.mark.parametrize("room", [ROOMY, CROWDED, Room(BLOCK, 2)])
def test_nothing_but_what_was_written_is_read(room: Room) -> None:
    medium, ledger = Memory(bytearray(PADDED)), ledger_of()
    due = LENGTH - ledger.kept
    events = list(
        read_back(medium, "Stick", ledger, ((0, LENGTH),), original, Control(), room=room)
    )
    assert events[0] == StageStarted(Stage.VERIFY, due)
    done = [event.done for event in events if isinstance(event, Progressed)]
    assert done == sorted(done)
    assert done[-1] == due
    read = sum(length for call, _, length in medium.log if call == "read")
    assert read == due + -LENGTH % 512
    assert (ledger.equal, ledger.proven) == (LENGTH, ledger.kept)


class Slow(Ledger):
    """Takes its time over each block, and bears no second one meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._at_work = threading.Lock()

    def confirm(self, block: int, found: memoryview) -> bool:
        assert self._at_work.acquire(blocking=False)
        time.sleep(0.01)
        right = super().confirm(block, found)
        self._at_work.release()
        return right


def test_two_read_and_one_compares() -> None:
    medium, ledger = Memory(bytearray(PADDED)), Slow()
    ledger.record(0, LENGTH, digests(memoryview(PADDED)))
    room = Room(BLOCK, 3)
    list(read_back(medium, "Stick", ledger, ((0, LENGTH),), original, Control(), room=room))
    assert ledger.equal == LENGTH


def test_neighbours_are_one_request() -> None:
    medium, ledger = Memory(bytearray(PADDED)), ledger_of(kept=0b1)
    list(read_back(medium, "Stick", ledger, ((0, 4 * BLOCK),), original, Control()))
    reads = [(offset, length) for call, offset, length in medium.log if call == "read"]
    assert reads == [(GRAIN, 4 * BLOCK - GRAIN)]


def test_a_wrong_sector_is_named() -> None:
    for grain in (7, 147):
        place = grain * GRAIN + 9
        content = bytearray(PADDED)
        content[place] ^= 1
        ledger = ledger_of()
        with pytest.raises(VerifyError) as caught:
            list(read_back(Memory(content), "Stick", ledger, ((0, LENGTH),), original, Control()))
        assert caught.value.ranges == ((place - 9, 512),)
        assert ledger.equal < LENGTH


def test_what_was_kept_is_read_when_that_is_asked_for() -> None:
    medium, ledger = Memory(bytearray(PADDED)), ledger_of()
    list(read_back(medium, "Stick", ledger, ((BLOCK, 3 * BLOCK),), original, Control(), kept=True))
    reads = [(offset, length) for call, offset, length in medium.log if call == "read"]
    assert reads == [(BLOCK, 2 * BLOCK)]


@pytest.mark.usefixtures("without_signs_of_life")
def test_nothing_due_is_nothing_read() -> None:
    medium, ledger = Memory(bytearray(PADDED)), ledger_of(kept=(1 << 148) - 1)
    events = list(read_back(medium, "Stick", ledger, ((0, LENGTH),), original, Control()))
    assert events == [StageStarted(Stage.VERIFY, 0)]
    assert medium.log == []
    assert ledger.equal == LENGTH


class Lid:
    """A computer that is put to sleep when a test says so."""

    def __init__(self) -> None:
        self.slept = 1000.0

    def __call__(self) -> float:
        return self.slept


SMALL = Room(BLOCK, 2)


def reading(
    medium: Memory,
    control: Control,
    happens: Callable[[], object],
    stage: Stage = Stage.VERIFY,
    given: Original = original,
) -> tuple[list[Event], Ledger]:
    """All of it, in small buffers; something happens when the first is read."""
    ledger, told = ledger_of(kept=0), list[Event]()
    spans = ((0, LENGTH),)
    for event in read_back(medium, "Stick", ledger, spans, given, control, stage, room=SMALL):
        told.append(event)
        if len(told) == 2:
            happens()
    return told, ledger


def done(told: list[Event]) -> int:
    return max(event.done for event in told if isinstance(event, Progressed))


class TestItsEnd:
    def test_it_can_be_stopped(self) -> None:
        control = Control()
        with pytest.raises(Stopped):
            reading(Memory(bytearray(PADDED)), control, control.stop)

    def test_a_check_that_is_skipped_ends_early(self) -> None:
        control = Control()
        told, ledger = reading(Memory(bytearray(PADDED)), control, control.skip_check)
        assert done(told) < LENGTH
        assert ledger.equal < LENGTH

    def test_and_one_in_the_middle_of_which_the_computer_slept(self) -> None:
        lid = Lid()
        control = Control(lid)
        told, ledger = reading(Memory(bytearray(PADDED)), control, lambda: None)
        assert done(told) == ledger.equal == LENGTH
        told, _ = reading(Memory(bytearray(PADDED)), control, lambda: setattr(lid, "slept", 2000.0))
        assert done(told) < LENGTH

    def test_head_and_end_are_read_all_the_same(self) -> None:
        lid = Lid()
        control = Control(lid)

        def both() -> None:
            control.skip_check()
            lid.slept = 2000.0

        told, ledger = reading(Memory(bytearray(PADDED)), control, both, Stage.VERIFY_HEAD)
        assert {event.stage for event in told if isinstance(event, Progressed)} == {
            Stage.VERIFY_HEAD
        }
        assert done(told) == ledger.equal == LENGTH

    def test_a_drive_that_is_wrong_everywhere_is_not_read_to_its_end(self) -> None:
        content = bytearray(PADDED)
        for place in range(0, len(content), 1024):
            content[place] ^= 1
        medium = Memory(content)
        with pytest.raises(VerifyError) as caught:
            reading(medium, Control(), lambda: None)
        assert len(caught.value.ranges) > MOST_RANGES
        assert (caught.value.reached or 0) < LENGTH

    def test_where_all_is_right_the_second_time_that_is_said(self) -> None:
        class Once(Memory):
            wrong = True

            def pread_into(self, buffer: memoryview, offset: int) -> int:
                got = super().pread_into(buffer, offset)
                if self.wrong and offset == 3 * BLOCK:
                    self.wrong = False
                    buffer[5] ^= 1
                return got

        told, ledger = reading(Once(bytearray(PADDED)), Control(), lambda: None)
        assert [(e.code, e.offset) for e in told if isinstance(e, Warned)] == [
            ("read-again", 3 * BLOCK)
        ]
        assert ledger.equal == LENGTH

    def test_as_it_is_when_it_could_not_be_read_at_once(self) -> None:
        class Refusing(Memory):
            refuses = True

            def pread_into(self, buffer: memoryview, offset: int) -> int:
                if self.refuses and offset == 3 * BLOCK:
                    self.refuses = False
                    raise ReadRefused("Stick", offset, "Input/output error")
                return super().pread_into(buffer, offset)

        told, ledger = reading(Refusing(bytearray(PADDED)), Control(), lambda: None)
        assert [(e.code, e.offset) for e in told if isinstance(e, Warned)] == [
            ("read-again", 3 * BLOCK)
        ]
        assert ledger.equal == LENGTH


def test_sectors_may_be_large() -> None:
    """What lies behind the image's end, up to its last whole sector, is read with it."""
    length = 2 * GRAIN + 700
    content = CONTENT[:length].ljust(2 * GRAIN + 4096, b"\0")
    medium, ledger, view = Memory(bytearray(content), sector=4096), Ledger(), memoryview(content)
    ledger.record(0, length, digests(view), Fate(0b10, 0, tuple(digests(view, GRAIN))))
    ledger.trust()
    list(read_back(medium, "Stick", ledger, ((0, length),), original, Control()))
    reads = [(offset, size) for call, offset, size in medium.log if call == "read"]
    assert reads == [(0, GRAIN), (2 * GRAIN, 4096)]
    assert ledger.equal == length
