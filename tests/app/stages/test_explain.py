"""After a failed check a few wrong places are looked at: enough to say what is wrong, no more."""

from collections.abc import Generator

import pytest
from support_images import image_bytes
from support_media import Awaited, Memory, MiB

from app.control import Control
from app.errors import Cause, Diagnosis, Stopped, VerifyError
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.explain import MOST, explaining
from app.stages.ledger import BLOCK, Ledger, digests

LENGTH = 24 * MiB + 100
IMAGE = image_bytes(LENGTH) + bytes(412)


def written() -> Ledger:
    ledger = Ledger()
    ledger.record(0, LENGTH, digests(memoryview(IMAGE)))
    return ledger


def check(
    *ranges: tuple[int, int],
    reached: int | None = None,
    flaky: bool = False,
    bookkeeping: bool = False,
) -> Generator[Event]:
    """Fails with these places."""
    yield StageStarted(Stage.VERIFY, LENGTH)
    yield Progressed(Stage.VERIFY, 7)
    if ranges:
        error = VerifyError("Stick", ranges, flaky=flaky)
        error.reached, error.bookkeeping = reached, bookkeeping
        raise error


def explained(
    medium: Memory,
    *ranges: tuple[int, int],
    ledger: Ledger | None = None,
    echo: bool = False,
    reached: int | None = None,
    flaky: bool = False,
    bookkeeping: bool = False,
) -> Diagnosis:
    failing = check(*ranges, reached=reached, flaky=flaky, bookkeeping=bookkeeping)
    with pytest.raises(VerifyError) as caught:
        list(explaining(failing, medium, "Stick", ledger or written(), Control(), echo=echo))
    assert caught.value.ranges == ranges
    assert caught.value.diagnosis is not None
    return caught.value.diagnosis


def test_what_is_right_is_not_looked_at() -> None:
    medium = Memory(bytearray(IMAGE))
    events = list(explaining(check(), medium, "Stick", written(), Control()))
    assert events == [StageStarted(Stage.VERIFY, LENGTH), Progressed(Stage.VERIFY, 7)]
    assert medium.log == []


def test_a_memory_that_begins_again_gives_its_size_away() -> None:
    """Of 16 MiB in truth: what was written last lies at the start."""
    content = bytearray(IMAGE[: 16 * MiB]) + bytearray(len(IMAGE) - 16 * MiB)
    content[: len(IMAGE) - 16 * MiB] = IMAGE[16 * MiB :]
    content[16 * MiB :] = content[: len(IMAGE) - 16 * MiB]
    medium = Memory(content)
    assert explained(medium, (0, 8 * MiB + 100)) == Diagnosis(Cause.FAKE, 16 * MiB)
    assert len(medium.log) == MOST
    assert {call for call, _, _ in medium.log} == {"read"}


def test_two_blocks_that_lie_elsewhere_are_enough_to_tell() -> None:
    content = bytearray(IMAGE)
    for block in (2, 3):
        there = (block + 16) * BLOCK
        content[block * BLOCK : (block + 1) * BLOCK] = IMAGE[there : there + BLOCK]
    places = ((2 * BLOCK, 512), (3 * BLOCK + 512, 512))
    assert explained(Memory(content), *places) == Diagnosis(Cause.FAKE, 16 * MiB)
    content[2 * BLOCK] ^= 1  # which is nobody's contents
    content[3 * BLOCK] ^= 1
    assert explained(Memory(content), *places) == Diagnosis(Cause.CHANGED)


def test_what_is_where_it_belongs_is_no_copy() -> None:
    """Right by now: it was the connection, or it is the second reading that is wrong."""
    places = ((20 * MiB, 512), (21 * MiB, 512))
    assert explained(Memory(bytearray(IMAGE)), *places) == Diagnosis(Cause.WORN)


def test_looking_gives_signs_of_life_where_the_check_was() -> None:
    def told(failing: Generator[Event]) -> list[Event]:
        heard: list[Event] = []
        medium = Awaited(bytearray(IMAGE))
        steps = explaining(failing, medium, "Stick", written(), Control())
        with pytest.raises(VerifyError) as caught:
            heard.extend(medium.heard.of(steps))
        assert caught.value.diagnosis == Diagnosis(Cause.CHANGED)
        return heard

    def at_once() -> Generator[Event]:
        yield from ()
        raise VerifyError("Stick", ((0, 512),), flaky=False)

    heard = told(check((0, 512)))
    assert heard[:2] == [StageStarted(Stage.VERIFY, LENGTH), Progressed(Stage.VERIFY, 7)]
    assert set(heard[2:]) == {Progressed(Stage.VERIFY, 7)}
    assert set(told(at_once())) == {Progressed(Stage.VERIFY, 0)}


def test_only_a_few_of_many_places_are_read() -> None:
    medium = Memory(bytearray(IMAGE))
    explained(medium, (0, 24 * MiB))
    assert [offset for _, offset, _ in medium.log] == [n * 3 * BLOCK for n in range(MOST)]
    assert {length for _, _, length in medium.log} == {BLOCK}


def test_the_last_block_is_read_to_its_last_sector() -> None:
    medium = Memory(bytearray(IMAGE))
    explained(medium, (24 * MiB, 100))
    assert medium.log == [("read", 24 * MiB, 512)]


def test_a_drive_that_fails_now_does_not_change_what_has_failed() -> None:
    medium = Memory(bytearray(IMAGE), gone=True)
    assert explained(medium, (0, 512)) == Diagnosis(Cause.CHANGED)


def test_all_that_is_known_is_used() -> None:
    medium, far = Memory(bytearray(IMAGE)), (9 * MiB, 512)
    assert explained(medium, far) == Diagnosis(Cause.WORN)
    assert explained(medium, far, flaky=True) == Diagnosis(Cause.CONNECTION)
    assert explained(medium, far, bookkeeping=True) == Diagnosis(Cause.CHANGED)
    assert explained(medium, far, echo=True) == Diagnosis(Cause.FAKE, 9 * MiB)
    lost = (8 * MiB, 5 * MiB)
    assert explained(medium, lost) == Diagnosis(Cause.WORN)
    assert explained(medium, lost, reached=13 * MiB) == Diagnosis(Cause.FAKE, 8 * MiB)
    to_the_end = (8 * MiB, LENGTH - 8 * MiB)
    assert explained(medium, to_the_end) == Diagnosis(Cause.FAKE, 8 * MiB)
    assert explained(medium, to_the_end, reached=99 * MiB) == Diagnosis(Cause.FAKE, 8 * MiB)


def test_what_holds_nothing_cannot_have_been_kept() -> None:
    image = image_bytes(13 * MiB) + bytes(11 * MiB)
    ledger = Ledger()
    ledger.record(0, len(image), digests(memoryview(image)))
    medium = Memory(bytearray(image))
    assert explained(medium, (8 * MiB, 5 * MiB), ledger=ledger) == Diagnosis(Cause.FAKE, 8 * MiB)


def test_nor_does_a_user_who_stops_now() -> None:
    class Slow(Memory):
        def pread_into(self, buffer: memoryview, offset: int) -> int:
            control.stop()
            return super().pread_into(buffer, offset)

    control = Control()
    medium = Slow(bytearray(IMAGE))
    with pytest.raises(VerifyError) as caught:
        list(explaining(check((9 * MiB, 512)), medium, "Stick", written(), control))
    assert caught.value.diagnosis == Diagnosis(Cause.WORN)


def test_another_end_of_the_check_is_its_own() -> None:
    def stopped() -> Generator[Event]:
        yield StageStarted(Stage.VERIFY, LENGTH)
        raise Stopped

    medium = Memory(bytearray(IMAGE))
    with pytest.raises(Stopped):
        list(explaining(stopped(), medium, "Stick", written(), Control()))
    assert medium.log == []


def test_closed_it_closes_the_check() -> None:
    closed = []

    def endless() -> Generator[Event]:
        try:
            while True:
                yield Progressed(Stage.VERIFY, 0)
        finally:
            closed.append(True)

    steps = explaining(endless(), Memory(bytearray(IMAGE)), "Stick", written(), Control())
    next(steps)
    steps.close()
    assert closed == [True]
