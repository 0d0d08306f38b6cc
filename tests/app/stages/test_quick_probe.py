"""The quick probe in memory: what it asks of a drive and in which order, and what it makes of the
answers. Whole jobs on sticks that lie are in test_probe.py."""

import secrets
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from support_images import image_bytes
from support_lying import Lying
from support_media import Memory, stick_info

from app.capacity import UNIT, Capacity, Cell, Verdict
from app.control import Control
from app.errors import DiskFull, DriveGone, DriveReadOnly, Stopped, SyncFailed, WriteRefused
from app.events import Event, Judged, Progressed, Stage, StageStarted, Warned
from app.old_contents import Writer, read
from app.stages import patience
from app.stages import probe as stage
from app.stages.locked import Lock
from app.stages.probe import Probe
from app.stages.safe import Safe
from app.stages.spread import Place, spread

T = TypeVar("T")

SIZE = 64 * UNIT  # of a drive of 16 cells
WAS = image_bytes(SIZE, "was")
PLACES = list(spread(0, SIZE, 16, UNIT, Random(0)))
WHOLE, MARKS = sum(place.whole for place in PLACES), len(PLACES) * UNIT
KEEP, MARK, LOOK, BACK = Stage.KEEP, Stage.PROBE, Stage.PROBE_READ, Stage.PUT_BACK


@pytest.fixture(autouse=True)
def chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places are PLACES."""
    monkeypatch.setattr(secrets, "randbits", lambda bits: bits - 64)


@pytest.fixture
def medium() -> Lying:
    return Lying(bytearray(WAS))


def probe_of(medium: Memory, path: Path | None = None, control: Control | None = None) -> Probe:
    return Probe(medium, stick_info(medium.size, medium.sector), control or Control(), path)


def found(medium: Memory) -> tuple[Capacity, list[Event]]:
    probe = probe_of(medium)
    return told_by(probe)


def told_by(probe: Probe) -> tuple[Capacity, list[Event]]:
    told = list(probe.run())
    return probe.result(2.5), told


def started(told: list[Event]) -> list[tuple[Stage, int | None]]:
    return [(event.stage, event.total) for event in told if isinstance(event, StageStarted)]


def progress(told: list[Event], which: int) -> list[int]:
    """Of the stage that was begun so late, each number once."""
    begun = [number for number, event in enumerate(told) if isinstance(event, StageStarted)]
    stop = [*begun[1:], len(told)][which]
    numbers = [e.done for e in told[begun[which] : stop] if isinstance(e, Progressed)]
    stages = {e.stage for e in told[begun[which] : stop] if isinstance(e, Progressed)}
    first = told[begun[which]]
    assert isinstance(first, StageStarted)
    assert stages <= {first.stage}
    return sorted(set(numbers))


def test_one_that_is_read_only_is_told_as_that(medium: Lying) -> None:
    def pwrite(buffer: memoryview, offset: int) -> int:
        raise WriteRefused("Stick", offset, "Input/output error")

    medium.pwrite = pwrite  # type: ignore[method-assign]
    with pytest.raises(DriveReadOnly) as caught:
        found(medium)
    assert caught.value.offset == PLACES[0].offset
    assert medium.content == WAS


def test_a_disk_without_room_ends_it(medium: Lying) -> None:
    """Of the file that plays the drive, also where there is room the next time."""
    plain, full = medium.pwrite, [PLACES[3].offset]

    def pwrite(buffer: memoryview, offset: int) -> int:
        if offset in full:
            full.remove(offset)
            raise DiskFull("Stick", offset)
        return plain(buffer, offset)

    medium.pwrite = pwrite  # type: ignore[method-assign]
    with pytest.raises(DiskFull):
        found(medium)
    assert medium.content == WAS


def test_what_is_asked_and_in_which_order(medium: Lying) -> None:
    result, told = found(medium)
    through = 2 * SIZE // 16
    assert started(told) == [
        (KEEP, WHOLE),
        (MARK, MARKS),
        (Stage.SYNC, None),
        (MARK, WHOLE - MARKS),
        (Stage.SYNC, None),
        (LOOK, MARKS),
        (LOOK, through),
        (BACK, WHOLE),
        (Stage.SYNC, None),
        (LOOK, WHOLE),
    ]
    assert medium.calls == [
        *(("read", place.offset, place.whole) for place in PLACES),
        *(("write", place.offset, UNIT) for place in PLACES),
        ("sync", 0, 0),
        *(("write", place.offset + UNIT, place.filler) for place in PLACES if place.filler),
        ("sync", 0, 0),
        *(("read", place.offset, UNIT) for place in PLACES),
        ("read", 0, through),
        *(("write", place.offset, place.whole) for place in PLACES),
        ("sync", 0, 0),
        *(("read", place.offset, place.whole) for place in PLACES),
    ]
    assert medium.content == WAS
    assert (result.verdict, result.size, result.keeps) == (Verdict.FINE, SIZE, SIZE)
    assert (result.whole, result.seconds, result.changed) == (False, 2.5, 0)
    assert result.places == 16
    assert result.overcame == WHOLE - MARKS
    assert set(result.cells) == {Cell.GOOD}
    assert len(result.cells) == 16
    assert not [event for event in told if isinstance(event, Warned)]
    judged = [event.cell for event in told if isinstance(event, Judged)]
    assert judged == list(range(16))


def test_how_far_it_is(medium: Lying) -> None:
    """Told after eight places, and at the end."""
    _, told = found(medium)
    half = sum(place.whole for place in PLACES[:8])
    assert {half, WHOLE} <= set(progress(told, 0)) <= {0, half, WHOLE}
    assert {8 * UNIT, MARKS} <= set(progress(told, 1)) <= {0, 8 * UNIT, MARKS}
    assert {half - 8 * UNIT, WHOLE - MARKS} <= set(progress(told, 3))
    assert {8 * UNIT, MARKS} <= set(progress(told, 5)) <= {0, 8 * UNIT, MARKS}
    assert progress(told, 6)[-1] == 2 * SIZE // 16
    assert {half, WHOLE} <= set(progress(told, 7)) <= {0, half, WHOLE}
    assert {half, WHOLE} <= set(progress(told, 9)) <= {0, half, WHOLE}


def test_larger_sectors() -> None:
    medium = Memory(bytearray(WAS), sector=8192)
    result, _ = found(medium)
    assert len(result.cells) == SIZE // (4 * 8192)
    assert {offset % 8192 for _, offset, _ in medium.log} == {0}
    assert {length % 8192 for _, _, length in medium.log} == {0}
    assert medium.content == WAS


def test_of_nothing_nothing_was_overcome(medium: Lying) -> None:
    assert probe_of(medium).result(0.0).overcame == 0


def test_a_place_that_cannot_be_read_is_not_written_to(medium: Lying) -> None:
    medium.no_read.add(PLACES[5].offset)
    result, told = found(medium)
    assert (result.verdict, result.ranges) == (Verdict.WORN, ((PLACES[5].offset, UNIT),))
    assert PLACES[5].offset not in {place for call, place, _ in medium.calls if call == "write"}
    assert (KEEP, WHOLE) in started(told)
    assert progress(told, 0)[-1] == WHOLE
    assert told.index(Judged(5, 16, Cell.REFUSED)) < told.index(StageStarted(MARK, MARKS - UNIT))


@pytest.mark.parametrize("behind", [0, UNIT])
def test_a_place_that_cannot_be_written_to(medium: Lying, behind: int) -> None:
    """Neither its mark, nor what comes behind that."""
    place = next(place for place in PLACES[2:] if place.filler)
    medium.no_write.add(place.offset + behind)
    result, _ = found(medium)
    assert result.verdict is Verdict.WORN
    assert result.ranges[0][0] == place.offset
    assert result.ranges[0][1] == UNIT
    assert medium.content == WAS


def test_a_mark_that_cannot_be_read(medium: Lying) -> None:
    probe = probe_of(medium)
    place = PLACES[7]
    for event in probe.run():
        if event == StageStarted(LOOK, MARKS):
            medium.no_read.add(place.offset)
        if event == StageStarted(BACK, WHOLE):
            medium.no_read.clear()
    result = probe.result(0.0)
    assert (result.verdict, result.ranges) == (Verdict.WORN, ((place.offset, UNIT),))
    assert medium.content == WAS


def test_a_start_that_cannot_be_looked_through(medium: Lying) -> None:
    """Its first place has no mark: nobody asked for it before."""
    medium.no_read.add(0)
    result, told = found(medium)
    assert (result.verdict, result.ranges) == (Verdict.WORN, ((0, UNIT),))
    assert told.index(Judged(0, 16, Cell.REFUSED)) < told.index(StageStarted(BACK, WHOLE))
    assert medium.content == WAS


def test_a_mark_that_is_right_when_read_again(medium: Lying) -> None:
    probe, wrong = probe_of(medium), PLACES[3].offset

    def pread_into(buffer: memoryview, offset: int) -> int:
        length = Lying.pread_into(medium, buffer, offset)
        if (offset, length) == (wrong, UNIT) and once:
            buffer[once.pop()] ^= 1
        return length

    once = [100]
    medium.pread_into = pread_into  # type: ignore[method-assign]
    told = list(probe.run())
    assert [event.offset for event in told if isinstance(event, Warned)] == [wrong]
    assert probe.result(0.0).verdict is Verdict.FINE


@pytest.mark.parametrize("wrap", [20 * UNIT, 37 * UNIT, 60 * UNIT])
def test_a_drive_that_begins_anew_gets_back_all_it_had(medium: Lying, wrap: int) -> None:
    medium.wrap = wrap
    before = bytes(medium.content)
    result, _ = found(medium)
    assert (result.verdict, result.keeps) == (Verdict.FAKE, wrap)
    assert bytes(medium.content) == before


def test_a_mark_where_nobody_put_one_shows_where_a_drive_begins_anew(
    medium: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is nowhere else to be seen: what was read at its own place is right."""
    monkeypatch.setattr(stage, "places_for", lambda size, cells: 2)
    probe = probe_of(medium)
    places = [Place(number * UNIT, UNIT, 0) for number in (8, 45)]
    probe._spread = lambda start, stop, count: places  # type: ignore[method-assign]
    medium.wrap = 32 * UNIT
    list(probe.run())
    result = probe.result(0.0)
    assert (result.verdict, result.keeps) == (Verdict.FAKE, medium.wrap)


def test_the_first_two_shares_are_looked_through_to_their_end() -> None:
    """In pieces of four MiB, and no further."""
    size = 320 * (3 << 20)
    medium = Memory.sparse(size)
    probe = probe_of(medium)
    probe._spread = lambda start, stop, count: PLACES  # type: ignore[method-assign]
    told = list(probe.run())
    reads = [call for call in medium.log if call[0] == "read" and call[2] > 1 << 20]
    assert reads == [("read", 0, 4 << 20), ("read", 4 << 20, 2 << 20)]
    assert (LOOK, 6 << 20) in started(told)
    assert {4 << 20, 6 << 20} <= set(progress(told, 6)) <= {0, 4 << 20, 6 << 20}


def test_where_it_seems_to_end_is_looked_at_more_closely(
    medium: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice, as long as it is not known well enough; each time between what was kept and what was
    not, and behind that."""
    monkeypatch.setattr(stage, "_EXACT", 1)
    monkeypatch.setattr(stage, "places_for", lambda size, cells: cells // 4)
    asked = list[tuple[int, int, int]]()
    probe = spreading(probe_of(medium), asked)
    medium.drop = 40 * UNIT
    result, told = told_by(probe)
    (_, _, count), (good, bad, closer), behind = asked[:3]
    assert (count, closer, behind) == (4, 64, (bad, SIZE, 16))
    assert good < medium.drop <= bad
    (better, worse, closer), behind = asked[3:]
    assert (closer, behind) == (64, (worse, SIZE, 16))
    assert good < better <= medium.drop <= worse <= bad
    assert result.verdict is Verdict.FAKE
    assert better <= result.keeps <= medium.drop
    assert [event for event in told if event == StageStarted(LOOK, 2 * SIZE // 4)]
    assert sum(stage is KEEP for stage, _ in started(told)) == 3
    assert sum(stage is LOOK for stage, _ in started(told)) == 3 * 2 + 1


def test_how_well_it_has_to_be_known_and_what_is_worn_before_it(
    medium: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    medium.drop = 30 * UNIT
    medium.no_read = {PLACES[2].offset}
    good = max(place.offset + UNIT for place in PLACES if place.offset + UNIT <= medium.drop)
    bad = min(place.offset for place in PLACES if place.offset + UNIT > medium.drop)
    for exact, rounds in ((bad - good, 2), (bad - good + 1, 1)):
        monkeypatch.setattr(stage, "_EXACT", exact)
        medium.content[:] = WAS
        _, told = found(medium)
        assert sum(which is KEEP for which, _ in started(told)) == rounds


def spreading(probe: Probe, asked: list[tuple[int, int, int]]) -> Probe:
    """Notes where it looks."""
    spread = probe._spread

    def noted(start: int, stop: int, count: int) -> list[Place]:
        asked.append((start, stop, count))
        return spread(start, stop, count)

    probe._spread = noted  # type: ignore[method-assign]
    return probe


@pytest.mark.parametrize(
    "change",
    [
        {},  # nothing is wrong
        {"wrap": 30 * UNIT},  # it is known to the byte
        {"drop": 30 * UNIT},  # it is known well enough
    ],
)
def test_nothing_is_looked_at_more_closely(medium: Lying, change: dict[str, int]) -> None:
    for name, value in change.items():
        setattr(medium, name, value)
    asked = list[tuple[int, int, int]]()
    list(spreading(probe_of(medium), asked).run())
    assert asked == [(0, SIZE, 16)]


def test_where_it_is_known_to_the_byte_nothing_is_looked_at_more_closely(
    medium: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is lost begins where what is kept ends; or it is known where it begins anew."""
    monkeypatch.setattr(stage, "_EXACT", 1)
    probe, asked = probe_of(medium), list[tuple[int, int, int]]()
    places = [Place(number * UNIT, UNIT, 0) for number in (8, 9, 20, 40)]
    probe._spread = lambda start, stop, count: places  # type: ignore[method-assign]
    medium.drop = 9 * UNIT
    list(spreading(probe, asked).run())
    assert asked == [(0, SIZE, 16)]
    asked.clear()
    other = Lying(bytearray(WAS), wrap=30 * UNIT, no_read={PLACES[-1].offset})
    list(spreading(probe_of(other), asked).run())
    assert asked == [(0, SIZE, 16)]


STAGES = [(KEEP, WHOLE), (MARK, MARKS), (LOOK, MARKS), (LOOK, 2 * SIZE // 16), (BACK, WHOLE)]


@pytest.mark.parametrize("at", STAGES)
@pytest.mark.parametrize("how", ["close", "stop"])
def test_whenever_it_is_stopped_all_is_back(
    medium: Lying, tmp_path: Path, at: tuple[Stage, int], how: str
) -> None:
    control, path = Control(), tmp_path / "kept.old"
    job = probe_of(medium, path, control).run()

    told = list[Event]()

    def follow() -> None:
        with closing(job) as steps:
            for event in begun(steps, at):
                told.append(event)
                if told[1:] and how == "close":
                    break
                if told[1:]:
                    control.stop()

    if how == "stop" and at[0] is not BACK:
        with pytest.raises(Stopped):
            follow()
        assert started(told)[1:2] == ([] if at[0] is KEEP else [(BACK, WHOLE)])
    else:
        follow()
    assert medium.content == WAS
    assert not path.exists()
    if at[0] is not KEEP:
        assert medium.calls[-1][0] == "read"


def begun(steps: Generator[Event], at: tuple[Stage, int]) -> Iterator[Event]:
    """From there on."""
    met = False
    for event in steps:
        met = met or event == StageStarted(*at)
        if met:
            yield event


def test_nothing_is_kept_of_a_probe_that_is_over(medium: Lying, tmp_path: Path) -> None:
    path = tmp_path / "kept.old"
    told = probe_of(medium, path).run()
    seen = [path.exists() for event in told if isinstance(event, StageStarted)]
    assert seen == [False, *[True] * 9]
    assert not path.exists()
    assert medium.content == WAS


def test_a_drive_that_goes_away_keeps_its_file(medium: Lying, tmp_path: Path) -> None:
    path = tmp_path / "kept.old"
    medium.goes_at = ("sync", 1)
    told = list[Event]()
    with pytest.raises(DriveGone):
        told.extend(probe_of(medium, path).run())
    assert path.exists()
    assert started(told)[-1] == (Stage.SYNC, None)  # and not that something is put back


def test_what_cannot_be_put_back_when_nobody_listens_stays_in_its_file(
    medium: Lying, tmp_path: Path
) -> None:
    path = tmp_path / "kept.old"
    with closing(probe_of(medium, path).run()) as steps:
        for event in steps:
            if event == StageStarted(BACK, WHOLE):
                medium.gone = True
                break
    assert path.exists()


def test_the_file_is_on_its_disk_before_anything_is_written(
    medium: Lying, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = Writer.sync

    def noted(writer: Writer) -> None:
        sync(writer)
        medium.calls.append(("file", 0, 0))

    monkeypatch.setattr(Writer, "sync", noted)
    list(probe_of(medium, tmp_path / "kept.old").run())
    kinds = [call for call, _, _ in medium.calls]
    assert kinds[: kinds.index("write")] == ["file", *["read"] * 17, "file"]


def test_before_anything_was_written_no_file_is_needed(medium: Lying, tmp_path: Path) -> None:
    path = tmp_path / "kept.old"
    medium.goes_at = ("read", 5)
    with pytest.raises(DriveGone):
        list(probe_of(medium, path).run())
    assert not path.exists()


def test_whatever_else_fails_all_is_put_back(medium: Lying, tmp_path: Path) -> None:
    path = tmp_path / "kept.old"
    medium.fails_at = ("sync", 1)
    told = list[Event]()
    with pytest.raises(SyncFailed):
        told.extend(probe_of(medium, path).run())
    assert medium.content == WAS
    assert not path.exists()


def test_what_is_not_back_is_told(medium: Lying) -> None:
    probe = probe_of(medium)
    told = list[Event]()
    for event in probe.run():
        told.append(event)
        if event == StageStarted(BACK, WHOLE):
            medium.no_write |= {PLACES[3].offset, PLACES[9].offset}
    (warned,) = [event for event in told if isinstance(event, Warned)]
    assert warned.code == "not-put-back"
    assert warned.text == "2 of 16 places do not hold what was there before."
    assert probe.result(0.0).changed == 2


def test_what_is_done_never_becomes_less(
    medium: Lying, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also while it is waited for what was kept, and for the drive, to be stored."""
    monkeypatch.setattr(patience, "BEAT", 0.001)
    for slow in ("sync", "begin"):
        monkeypatch.setattr(Safe, slow, _slowly(getattr(Safe, slow)))
    monkeypatch.setattr(Lock, "demand_open", _slowly(Lock.demand_open))
    signs, before = 0, Progressed(KEEP, 0)
    for event in probe_of(medium, tmp_path / "kept").run():
        if isinstance(event, StageStarted):
            before = Progressed(event.stage, 0)
        if isinstance(event, Progressed) and event.stage is before.stage:
            assert event.done >= before.done
            signs += event == before
            before = event
    assert signs > 2, "nobody had to wait"


def _slowly(work: Callable[..., T]) -> Callable[..., T]:
    def slow(*given: object) -> T:
        time.sleep(0.05)
        return work(*given)

    return slow


class Rubbish(Lying):
    """Keeps something else behind its middle."""

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        if offset >= SIZE // 2:
            buffer = memoryview(bytes(255 - byte for byte in buffer))
        return super().pwrite(buffer, offset)


def test_where_something_is_not_back_no_closer_look_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there is in a file, which stays; for another round there would be none."""
    monkeypatch.setattr(stage, "_EXACT", UNIT)
    medium, path = Rubbish(bytearray(WAS)), tmp_path / "1.old"
    capacity, told = told_by(probe_of(medium, path))
    assert [event.stage for event in told if isinstance(event, StageStarted)].count(KEEP) == 1
    assert (capacity.verdict, capacity.changed) == (Verdict.FAKE, 8)
    assert {piece.offset for piece in read(path).pieces} == {0, *(each.offset for each in PLACES)}
