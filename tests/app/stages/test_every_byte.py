"""The test of every byte in memory: what it asks of a drive and in which order, and what it makes
of the answers. Whole jobs on sticks that lie are in test_probe.py."""

from collections.abc import Callable, Generator
from itertools import groupby
from typing import Any

import pytest
from support_lying import Lying
from support_media import Memory, stick_info

from app.capacity import Cell, Verdict
from app.control import Control
from app.errors import DiskFull, DriveReadOnly, Stopped, WriteRefused
from app.events import Event, Judged, Progressed, Stage, StageStarted, Warned
from app.stages import every_byte
from app.stages.every_byte import EveryByte
from app.stages.flow import flow, read_all, write_all

MIB, KIB64 = 1 << 20, 64 << 10
SIZE = 5 * MIB + 512  # of which the first half is 2.5 MiB, by the sector
START = 5 * MIB // 2


def every(medium: Memory, control: Control | None = None) -> EveryByte:
    return EveryByte(medium, stick_info(medium.size, medium.sector), control or Control())


@pytest.fixture
def medium() -> Lying:
    return Lying(bytearray(b"old!" * (SIZE // 4)))


def covered(calls: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Where each row of calls of one kind began, and how far it went, whoever was first."""
    found = []
    for kind, row in groupby(calls, key=lambda call: call[0]):
        places = sorted((offset, length) for _, offset, length in row)
        ends = [offset + length for offset, length in places]
        assert [offset for offset, _ in places[1:]] == ends[:-1]
        found.append((kind, places[0][0], ends[-1]))
    return found


def test_what_is_asked_and_in_which_order(medium: Lying) -> None:
    test = every(medium)
    told = list(test.run())
    sync = (Stage.SYNC, None, 0)
    assert [(event.stage, event.total, event.done) for event in begun(told)] == [
        (Stage.WRITE, SIZE, 0),
        sync,
        sync,
        (Stage.VERIFY, SIZE, 0),
        sync,
        sync,
        (Stage.VERIFY, SIZE, SIZE - START),
    ]
    assert covered(medium.calls) == [
        ("write", 0, SIZE),
        ("sync", 0, 0),
        ("write", 0, START),
        ("sync", 0, 0),
        ("read", START, SIZE),
        ("sync", 0, 0),
        ("write", START, 2 * START),
        ("sync", 0, 0),
        ("read", 0, START),
    ]
    assert max(length for call, _, length in medium.calls if call == "write") == MIB * 4
    assert bytes(medium.content) == test._pattern.bytes_at(0, SIZE)
    result = test.result(2.5)
    assert (result.verdict, result.keeps, result.size) == (Verdict.FINE, SIZE, SIZE)
    assert (result.whole, result.overcame, result.seconds) == (True, START, 2.5)
    assert result.cells == (Cell.GOOD,) * 320
    assert [event.cell for event in told if isinstance(event, Judged)][-1] < 320


def test_how_far_it_is(medium: Lying) -> None:
    told = list(every(medium).run())
    written = [e.done for e in told if isinstance(e, Progressed) and e.stage is Stage.WRITE]
    assert written == sorted(written)
    assert {4 * MIB, SIZE} <= set(written) <= {0, 4 * MIB, SIZE}
    read = [e.done for e in told if isinstance(e, Progressed) and e.stage is Stage.VERIFY]
    assert read == sorted(read)
    assert set(read) == {SIZE - START, SIZE} | set(read) - {SIZE - START, SIZE}
    assert read[-1] == SIZE


def test_a_drive_that_takes_its_time_goes_no_further_meanwhile(
    medium: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*arguments: Any, **named: Any) -> Generator[Any]:
        yield None
        yield from flow(*arguments, **named)

    monkeypatch.setattr(every_byte, "flow", slowly)
    for event in every(medium).run():
        if isinstance(event, Progressed) and event.stage is not Stage.SYNC:
            assert event.done in {0, 4 * MIB, SIZE, SIZE - START}


def test_a_large_memory_is_overcome(monkeypatch: pytest.MonkeyPatch) -> None:
    large = Memory(bytearray(512))
    monkeypatch.setattr(Memory, "size", 1 << 40)
    assert every(large).result(0.0).overcame == 64 << 20
    assert every(large).result(0.0).cells == (Cell.UNTESTED,) * 320


def test_a_small_drive() -> None:
    medium = Memory(bytearray(b"old!" * 1024 * 24), sector=4096)
    test = every(medium)
    list(test.run())
    assert test.result(0.0).overcame == 12 * 4096
    assert test.result(0.0).cells == (Cell.GOOD,) * 3
    assert {offset % 4096 for _, offset, _ in medium.log} == {0}


def test_what_is_refused_is_gone_around(medium: Lying) -> None:
    """And whatever lies beside it is written, and read."""
    medium.no_write = {MIB + 3 * KIB64 + 100, 4 * MIB + 600}
    test = every(medium)
    list(test.run())
    lost = [MIB + 3 * KIB64, 4 * MIB]
    for place in range(0, SIZE, KIB64):
        length = min(KIB64, SIZE - place)
        right = medium.content[place : place + length] == test._pattern.bytes_at(place, length)
        assert right is (place not in lost), place
    result = test.result(0.0)
    assert (result.verdict, result.keeps) == (Verdict.WORN, SIZE)
    assert result.ranges == tuple((place, KIB64) for place in lost)


def test_what_cannot_be_read_is_gone_around(medium: Lying) -> None:
    medium.no_read = {MIB + 3 * KIB64 + 100, 4 * MIB + 600, SIZE - 1}
    test = every(medium)
    told = list(test.run())
    result = test.result(0.0)
    assert result.verdict is Verdict.FAKE  # of the very last sector
    assert result.ranges == ((MIB + 3 * KIB64, KIB64), (4 * MIB, KIB64))
    assert not [e for e in told if isinstance(e, Judged) and e.found is Cell.LOST]
    refused = {e.cell for e in told if isinstance(e, Judged) and e.found is Cell.REFUSED}
    assert {
        (MIB + 4 * KIB64) * 320 // SIZE - 1,
        (4 * MIB + KIB64) * 320 // SIZE - 1,
        319,
    } <= refused


def test_what_is_right_when_read_again(medium: Lying) -> None:
    """By the MiB: of each, what is wrong once is read once more."""
    test, wrong = every(medium), {3 * MIB + 700, 100}
    plain = medium.pread_into

    def pread_into(buffer: memoryview, offset: int) -> int:
        length = plain(buffer, offset)
        for place in [each for each in wrong if offset <= each < offset + length]:
            buffer[place - offset] ^= 1
            wrong.remove(place)
        return length

    medium.pread_into = pread_into  # type: ignore[method-assign]
    told = list(test.run())
    assert test.result(0.0).verdict is Verdict.FINE
    offsets = [event.offset for event in told if isinstance(event, Warned)]
    assert offsets == [START, 0]


@pytest.mark.parametrize("work", [write_all, read_all])
def test_who_refuses_for_long_is_not_asked_any_further(
    medium: Lying, work: Callable[..., None]
) -> None:
    """Sixty-four times in a row; what comes back in between begins the row anew."""
    test, view = every(medium), memoryview(bytearray(70 * KIB64 + 512))
    medium.no_write = medium.no_read = set(range(0, SIZE, KIB64))
    refused = test._carefully(work, view, KIB64)
    assert refused == [
        *((KIB64 + place * KIB64, KIB64) for place in range(70)),
        (71 * KIB64, 512),
    ]
    assert len(medium.calls) == 64
    assert test._carefully(work, view[:512], 0) == [(0, 512)]
    assert len(medium.calls) == 64


def test_the_row_begins_anew(medium: Lying) -> None:
    test, view = every(medium), memoryview(bytearray(80 * KIB64))
    medium.no_write = set(range(0, SIZE, KIB64)) - {20 * KIB64}
    refused = test._carefully(write_all, view, 0)
    assert refused == [(place * KIB64, KIB64) for place in range(80) if place != 20]
    assert len(medium.calls) == 80
    assert test._in_a_row == 59


@pytest.mark.parametrize("refuses", [True, False])
def test_what_is_written_again_is_a_row_of_its_own(medium: Lying, refuses: bool) -> None:
    """However many were refused before, or in it."""
    test = every(medium)
    test._in_a_row = 64
    test._lock.took(5 * MIB)  # so it has not turned read-only
    medium.no_write = set(range(0, 5 * MIB, KIB64)) if refuses else set()
    list(test._fill_again(0, 70 * KIB64))
    writes = [length for call, _, length in medium.calls if call == "write"]
    assert writes.count(KIB64) == (64 if refuses else 70)
    assert writes.count(512) == refuses
    assert test._in_a_row == 0


def test_a_drive_that_refuses_all(medium: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every_byte, "_ENOUGH", 2)
    medium.no_write = set(range(0, SIZE, 512))
    test = every(medium)
    with pytest.raises(DriveReadOnly):
        list(test.run())
    assert set(bytes(medium.content)) == set(b"old!")
    writes = [call for call in medium.calls if call[0] == "write"]
    assert len([length for _, _, length in writes if length == KIB64]) <= 2 + 2


def test_one_that_turns_read_only_is_not_written_again() -> None:
    """It is asked as soon as all of it was written once, where it took something first."""
    medium, locked = Lying(bytearray(3 * MIB)), list[int]()
    plain = medium.pwrite

    def pwrite(buffer: memoryview, offset: int) -> int:
        if locked or offset + len(buffer) > 2 * MIB:
            if len(buffer) <= KIB64:
                locked.append(offset)
            raise WriteRefused("Stick", offset, "Input/output error")
        return plain(buffer, offset)

    medium.pwrite = pwrite  # type: ignore[method-assign]
    with pytest.raises(DriveReadOnly) as caught:
        list(every(medium).run())
    assert caught.value.offset == 2 * MIB
    assert locked == [*range(2 * MIB, 3 * MIB, KIB64), 0]


def test_one_that_took_something_behind_what_it_refused_is_not_locked(medium: Lying) -> None:
    medium.no_write = set(range(0, 4 * MIB, KIB64))
    test = every(medium)
    list(test.run())
    assert test.result(0.0).ranges == ((0, 4 * MIB),)


@pytest.mark.parametrize("length", [4 * MIB, KIB64])
def test_a_disk_without_room_ends_it(medium: Lying, length: int) -> None:
    """Of the file that plays the drive; in a large write, or in small ones around a bad place. That
    there is room the next time changes nothing."""
    plain, full = medium.pwrite, [length]

    def pwrite(buffer: memoryview, offset: int) -> int:
        if len(buffer) in full:
            full.remove(len(buffer))
            raise DiskFull("Stick", offset)
        return plain(buffer, offset)

    medium.pwrite = pwrite  # type: ignore[method-assign]
    medium.no_write = {MIB}
    with pytest.raises(DiskFull):
        list(every(medium).run())


@pytest.mark.parametrize("number", range(7))
def test_it_stops(medium: Lying, number: int) -> None:
    """Before the next stage begins; of syncs, at their end."""
    control, told = Control(), list[Event]()

    def follow() -> None:
        for event in every(medium, control).run():
            told.append(event)
            if len(begun(told)) == number + 1:
                control.stop()

    with pytest.raises(Stopped):
        follow()
    assert len(begun(told)) <= number + 1 + (begun(told)[number].stage is Stage.SYNC)


def begun(told: list[Event]) -> list[StageStarted]:
    return [event for event in told if isinstance(event, StageStarted)]


def test_it_stops_before_the_next_piece_is_written_again(medium: Lying) -> None:
    """Of a MiB, in requests of 64 KiB."""
    control = Control()
    writes = list[int]()

    def pwrite(buffer: memoryview, offset: int) -> int:
        writes.append(offset)
        control.stop()
        return len(buffer)

    medium.pwrite = pwrite  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        list(every(medium, control)._fill_again(0, START))
    assert writes == list(range(0, MIB, KIB64))
