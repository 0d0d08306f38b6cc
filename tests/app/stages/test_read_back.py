"""Blocks and grains, read back in few buffers."""

import pytest
from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.errors import VerifyError
from app.events import Progressed, Stage, StageStarted
from app.stages.flow import CROWDED, ROOMY, Room
from app.stages.ledger import BLOCK, GRAIN, Fate, Ledger, digests
from app.stages.read_back import read_back

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


def test_nothing_due_is_nothing_read() -> None:
    medium, ledger = Memory(bytearray(PADDED)), ledger_of(kept=(1 << 148) - 1)
    events = list(read_back(medium, "Stick", ledger, ((0, LENGTH),), original, Control()))
    assert events == [StageStarted(Stage.VERIFY, 0)]
    assert medium.log == []
    assert ledger.equal == LENGTH
