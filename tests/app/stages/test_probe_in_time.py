"""The two minutes of a quick probe, by a clock that goes as fast as the drive is slow; and that it
finds out as much on a slow one."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from support_images import image_bytes
from support_media import Memory, stick_info

from app.capacity import UNIT, Capacity, Verdict
from app.control import Control
from app.errors import DriveGone, Stopped
from app.events import Event, Stage, StageStarted
from app.stages import probe as stage
from app.stages.probe import SECONDS, Probe
from app.stages.thinned import BATCH, LEAST

MIB, GB, TB = 1 << 20, 10**9, 10**12
SIZE = 960 * MIB


@dataclass
class Slow(Memory):
    """Each request takes its seconds, and each byte. Only what was written takes room here; an
    address behind `wrap` is another one over again, what is behind `drop` is lost."""

    claims: int = SIZE
    reading: float = 0.0
    writing: float = 0.0
    speed: float = 25e6  # bytes a second
    wrap: int = 1 << 62
    drop: int = 1 << 62
    now: float = 1000.0
    slow_until: int = 0  # these first requests take five seconds each
    asked: int = 0
    there: dict[int, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return self.claims

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self._take(self.reading, len(buffer))
        buffer[:] = bytes(len(buffer))
        for start in range(0, len(buffer), UNIT):
            known = self.there.get((offset + start) % self.wrap // UNIT)
            if known is not None:
                buffer[start : start + UNIT] = known[: len(buffer) - start]
        return len(buffer)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        self._take(self.writing, len(buffer))
        for start in range(0, len(buffer), UNIT):
            if offset + start < self.drop:
                self.there[(offset + start) % self.wrap // UNIT] = bytes(buffer[start:][:UNIT])
        return len(buffer)

    def sync(self) -> None:
        self._take(0.2, 0)

    def clock(self) -> float:
        return self.now

    def _take(self, seconds: float, length: int) -> None:
        if self.gone:
            raise DriveGone("Stick")
        self.asked += 1
        self.now += 5.0 if self.asked <= self.slow_until else seconds + length / self.speed


@pytest.fixture(autouse=True)
def chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: bits)


def slow(**how: float) -> Slow:
    return Slow(bytearray(), **how)  # type: ignore[arg-type]  # numbers, as each field wants it


def probed(medium: Slow) -> tuple[Capacity, list[Event], float]:
    """What it found, what it said, and how many seconds it took."""
    began, drive = medium.now, stick_info(medium.size)
    probe = Probe(medium, drive, Control(), clock=medium.clock)
    told = list(probe.run())
    return probe.result(0.0), told, medium.now - began


STICKS = {
    "usual": {"reading": 0.0005, "writing": 0.002, "speed": 20e6},
    "slow at writing here and there": {"reading": 0.001, "writing": 0.12, "speed": 12e6},
    "slow at everything": {"reading": 0.05, "writing": 0.2, "speed": 2e6},
    "hardly going at all": {"reading": 0.1, "writing": 0.4, "speed": 1e6},
}


def least(medium: Slow) -> float:
    """What is always looked through takes longer than there is time for where a drive gives less
    than two MB a second."""
    return SECONDS if medium.speed >= 2e6 else SECONDS + 64 * MIB / medium.speed


@pytest.mark.parametrize("how", STICKS.values(), ids=STICKS)
@pytest.mark.parametrize("size", [64 * MIB, SIZE, 256 * GB], ids=["64M", "1G", "256G"])
def test_it_takes_two_minutes_at_most(how: dict[str, float], size: int) -> None:
    medium = slow(**how, claims=size)
    found, _, took = probed(medium)
    assert took <= least(medium)
    assert (found.verdict, found.changed) == (Verdict.FINE, 0)
    assert set(medium.there.values()) == {bytes(UNIT)}
    assert LEAST <= found.places <= 960


def test_what_is_fast_enough_has_all_its_places() -> None:
    found, told, took = probed(slow(**STICKS["usual"]))
    assert found.places == found.tested == 320
    assert found.through
    assert StageStarted(Stage.PROBE_READ, 2 * SIZE // 320) in told
    assert took < SECONDS / 2


def test_what_is_slow_has_fewer_all_over_it() -> None:
    found, _, _ = probed(slow(**STICKS["slow at everything"]))
    assert LEAST <= found.places == found.tested < 320 / 2
    tested = [number for number, cell in enumerate(found.cells) if cell != "untested"]
    gaps = [b - a for a, b in pairwise(tested)]
    assert tested[-1] > 300
    assert max(gaps) <= 320 // LEAST


def test_what_is_too_slow_for_that_takes_longer_but_not_for_ever() -> None:
    found, _, took = probed(slow(reading=1.0, writing=3.0, speed=300e3))
    assert took > SECONDS
    assert LEAST <= found.places <= LEAST + BATCH


def test_a_drive_that_wakes_up_is_not_slow() -> None:
    found, _, took = probed(slow(slow_until=1, **STICKS["usual"]))
    assert found.places > 240
    assert took < SECONDS


@pytest.mark.parametrize("how", STICKS.values(), ids=STICKS)
@pytest.mark.parametrize(
    "lie",
    [
        {"wrap": SIZE // 3 // UNIT * UNIT},
        {"wrap": 512 * MIB},
        {"wrap": 700 * MIB + 7 * UNIT},
        {"wrap": 20 * MIB},
        {"drop": 300 * MIB},
        {"drop": 900 * MIB},
    ],
    ids=str,
)
def test_a_slow_one_that_lies_is_found_out(how: dict[str, float], lie: dict[str, int]) -> None:
    found, _, took = probed(medium := slow(**how, **lie))
    assert found.verdict is Verdict.FAKE
    assert found.keeps <= (real := next(iter(lie.values())))
    if "wrap" in lie:
        assert found.keeps == real
    assert took <= least(medium)


def test_a_large_one_is_not_looked_through_to_the_end_and_found_out_all_the_same() -> None:
    """Every time that it begins anew a mark lands where it is looked for."""
    medium = slow(claims=2 * TB, reading=0.0005, writing=0.002, speed=12e6, wrap=64 << 30)
    found, told, took = probed(medium)
    (through,) = (
        event.total
        for event in told
        if isinstance(event, StageStarted)
        and event.stage is Stage.PROBE_READ
        and event.total
        and event.total > GB
    )
    assert through / medium.speed > SECONDS
    assert not found.through
    assert took <= SECONDS
    assert (found.verdict, found.keeps) == (Verdict.FAKE, medium.wrap)


def test_where_little_time_is_left_it_is_not_looked_for_closer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stage, "_EXACT", 1)
    for how, rounds in (("usual", 3), ("hardly going at all", 1)):
        _, told, took = probed(medium := slow(**STICKS[how], drop=SIZE // 2))
        kept = [event for event in told if isinstance(event, StageStarted)]
        assert sum(event.stage is Stage.KEEP for event in kept) == rounds
        assert took <= least(medium)


def test_less_behind_the_marks_is_less_overcome_and_nothing_else_is_written_back() -> None:
    """On a drive that is slow for each byte, and answers at once."""
    medium = slow(speed=1e6, reading=0.0, writing=0.0)
    medium.there = {
        place: image_bytes(UNIT, str(place % 97)) for place in range(0, SIZE // UNIT, 16)
    }
    before = dict(medium.there)
    found, _, took = probed(medium)
    assert took <= SECONDS
    assert 0 < found.overcame < 20 * MIB
    assert {place: was for place, was in medium.there.items() if any(was)} == before


@dataclass
class Counted(Slow):
    """Knows what was written: how often each unit was, and where each request began."""

    writes: Counter[int] = field(default_factory=Counter)
    begun: list[int] = field(default_factory=list)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        assert len(buffer) % UNIT == 0
        self.writes.update((offset + start) // UNIT for start in range(0, len(buffer), UNIT))
        self.begun.append(offset)
        return super().pwrite(buffer, offset)


def test_where_nothing_was_written_nothing_is_written_back() -> None:
    """Neither where there was no time for what is behind a mark."""
    medium = Counted(bytearray(), reading=0.05, writing=0.2, speed=2e6)
    found, _, _ = probed(medium)
    assert found.verdict is Verdict.FINE
    assert min(medium.writes.values()) == 2


def test_nor_where_there_was_no_time_for_a_mark() -> None:
    """Where it is stopped with the last mark."""
    medium, control = Counted(bytearray(), reading=0.1, writing=0.4, speed=1e6), Control()
    probe = Probe(medium, stick_info(SIZE), control, clock=medium.clock)
    kept: list[int] = []
    marked: list[int] = []

    def follow() -> None:
        for event in probe.run():
            if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
                kept.append((event.total or 0) // UNIT)
                if len(kept) == 2:
                    marked.extend(medium.begun)
                    control.stop()

    with pytest.raises(Stopped):
        follow()
    assert 0 < len(marked) < kept[0]
    after = set(medium.begun[len(marked) :])
    assert set(marked) <= after
    assert after <= {*marked, *(place + UNIT for place in marked)}  # some has more behind it
