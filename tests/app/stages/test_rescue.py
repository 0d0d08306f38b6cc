"""Reading past bad places in memory: what is asked of a drive, in which order, and what is known of
it afterwards. Whole backups are in test_backup.py."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from support_images import image_bytes
from support_lying import Lying
from support_media import stick_info

from app.capacity import Cell
from app.control import Control
from app.errors import DriveGone, ReadRefused, Stopped
from app.events import Event, Judged, Progressed, Stage, StageStarted, Warned
from app.formats.mapfile import Mapfile, State
from app.stages import rescue as stage
from app.stages.rescue import CLUSTER, STEP, Rescue, Span, joined
from app.stages.slices import Steps

SECTOR = 512
SIZE = 4 * STEP
CONTENT = image_bytes(SIZE)


@dataclass
class File:
    """What is saved, in memory. `end` as in `Saving`."""

    content: bytearray = field(default_factory=lambda: bytearray(SIZE))
    end: int = 0
    blanked: list[Span] = field(default_factory=list)
    puts: list[Span] = field(default_factory=list)

    def put(self, offset: int, view: memoryview) -> None:
        self.puts.append((offset, offset + len(view)))
        self.content[offset : offset + len(view)] = view
        self.end = max(self.end, offset + len(view))

    def blank(self, start: int, stop: int) -> None:
        self.blanked.append((start, stop))

    def get(self, offset: int, length: int) -> bytes:
        return bytes(self.content[offset : offset + length])

    def sync(self) -> None: ...

    def finish(self) -> None: ...


class Bench:
    """A rescue of a drive on which these sectors can't be read."""

    def __init__(
        self,
        *bad: int,
        spans: Sequence[Span] = ((0, SIZE),),
        known: Mapfile | None = None,
    ) -> None:
        self.drive = Lying(bytearray(CONTENT), no_read=set(bad))
        self.known, self.file = known or Mapfile(SIZE), File()
        self.kept: list[State] = []
        self.control = Control()
        self.rescue = Rescue(
            self.drive,
            stick_info(SIZE),
            self.known,
            spans,
            self.file,
            self.control,
            self.kept.append,
        )

    def run(self, retries: int = 0) -> list[Event]:
        return list(self.rescue.run(retries))

    @property
    def asked(self) -> list[Span]:
        return [(offset, offset + length) for _, offset, length in self.drive.calls]

    def states(self) -> dict[State, list[Span]]:
        found = {each: list(self.known.runs([each])) for each in State}
        return {each: runs for each, runs in found.items() if runs}


def steps(start: int, stop: int, length: int) -> list[Span]:
    return [(place, place + length) for place in range(start, stop, length)]


def stages(events: list[Event]) -> list[tuple[Stage, int | None, int]]:
    return [(e.stage, e.total, e.done) for e in events if isinstance(e, StageStarted)]


def test_a_good_drive_is_read_in_large_steps() -> None:
    bench = Bench()
    events = bench.run()
    assert bench.asked == steps(0, SIZE, STEP)
    assert bench.file.content == CONTENT
    assert bench.states() == {State.READ: [(0, SIZE)]}
    assert bench.rescue.unread == ()
    assert bench.kept == [State.UNTRIED]
    assert stages(events) == [(Stage.READ, SIZE, 0)]
    assert [e for e in events if isinstance(e, Warned)] == []
    drawn = [(e.cell, e.of, e.found) for e in events if isinstance(e, Judged)]
    assert drawn == [(number, 4, Cell.GOOD) for number in range(4)]
    assert events[-1] == Progressed(Stage.READ, SIZE)


def test_one_bad_sector_and_everything_around_it() -> None:
    """What reads well first; the bad place is then closed in on from both sides."""
    bad = STEP + CLUSTER + 2 * SECTOR
    bench = Bench(bad)
    events = bench.run(retries=2)
    block = STEP + CLUSTER
    back = list(reversed(steps(2 * STEP, 3 * STEP, CLUSTER)))
    back += list(reversed(steps(block, 2 * STEP, CLUSTER)))
    front = steps(block, bad + SECTOR, SECTOR)
    behind = list(reversed(steps(bad, block + CLUSTER, SECTOR)))
    assert (
        bench.asked
        == [
            (0, STEP),
            (STEP, 2 * STEP),  # refused, so the next one is left out
            (3 * STEP, SIZE),
            *back,
            (STEP, block),  # which was left out behind the bad one
            *front,
            *behind[:-1],
            *[(bad, bad + SECTOR)] * 2,
        ]
    )
    assert bench.states()[State.BAD] == [(bad, bad + SECTOR)]
    assert bench.rescue.unread == ((bad, SECTOR),)
    assert bench.file.content[:bad] == CONTENT[:bad]
    assert bench.file.content[bad + SECTOR :] == CONTENT[bad + SECTOR :]
    assert not any(bench.file.content[bad : bad + SECTOR])
    had = 2 * STEP
    assert stages(events) == [(Stage.READ, SIZE, 0), (Stage.RESCUE, SIZE, had)]
    (warned,) = [e for e in events if isinstance(e, Warned)]
    assert warned.code == "bad-places"
    assert warned.text == (
        "Some places can’t be read. They are tried again, now that the rest is saved."
    )
    drawn = {e.cell: e.found for e in events if isinstance(e, Judged)}
    assert drawn == {0: Cell.GOOD, 1: Cell.REFUSED, 2: Cell.GOOD, 3: Cell.GOOD}
    assert bench.kept == [State.BAD]


def test_between_two_bad_sectors_every_one_is_tried() -> None:
    first, last = STEP + SECTOR, STEP + 5 * SECTOR
    bench = Bench(first, last)
    bench.run()
    assert bench.states() == {
        State.READ: [(0, first), (first + SECTOR, last), (last + SECTOR, SIZE)],
        State.BAD: [(first, first + SECTOR), (last, last + SECTOR)],
    }
    assert bench.rescue.unread == ((first, SECTOR), (last, SECTOR))
    single = [each for each in bench.asked if each[1] - each[0] == SECTOR]
    assert single[-3:] == steps(first + SECTOR, last, SECTOR)


def test_bad_sectors_are_tried_again_from_either_end() -> None:
    bad = [STEP + SECTOR, STEP + 2 * SECTOR, 2 * STEP + 7 * SECTOR]
    bench = Bench(*bad)
    bench.run(retries=3)
    once = [(place, place + SECTOR) for place in bad]
    assert bench.asked[-9:] == [*reversed(once), *once, *reversed(once)]
    assert bench.rescue.unread == ((bad[0], 2 * SECTOR), (bad[2], SECTOR))


def test_what_is_read_again_is_had() -> None:
    bench, drawn = Bench(STEP), dict[int, Cell]()
    for event in bench.rescue.run(1):
        if State.BAD in bench.states():
            bench.drive.no_read.clear()
        if isinstance(event, Judged):
            drawn[event.cell] = event.found
    assert bench.rescue.unread == ()
    assert bench.file.content == CONTENT
    assert drawn == dict.fromkeys(range(4), Cell.GOOD)


class Broken(Lying):
    """A large drive that holds nothing, and can't be read behind its second MiB."""

    @property
    def size(self) -> int:
        return 300 * STEP

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self.calls.append(("read", offset, len(buffer)))
        if offset >= 2 * STEP:
            raise ReadRefused("Stick", offset, "Input/output error")
        return len(buffer)


class Nowhere(File):
    def put(self, offset: int, view: memoryview) -> None:
        """What is in it does not matter."""


def test_ever_more_is_left_out_behind_what_cannot_be_read() -> None:
    """Twice as much as before, and no more than a hundredth of the drive."""
    drive, size = Broken(bytearray()), 300 * STEP
    known, all_of_it = Mapfile(size), ((0, size),)
    about = drive, stick_info(size), known, all_of_it, Nowhere(), Control()
    for _ in Rescue(*about, lambda _: None)._large_steps():
        pass
    places = [offset // STEP for _, offset, _ in drive.calls]
    assert places[:8] == [0, 1, 2, 4, 7, 11, 15, 19]


def test_only_what_is_used_is_read_and_the_rest_is_blank() -> None:
    spans = ((SECTOR, 3 * SECTOR), (STEP + SECTOR, STEP + 2 * SECTOR), (3 * STEP, SIZE))
    bench = Bench(spans=spans)
    events = bench.run()
    assert bench.asked == list(spans)
    assert bench.file.blanked == [(2 * STEP, 3 * STEP)]
    for start, stop in spans:
        assert bench.file.content[start:stop] == CONTENT[start:stop]
    assert not any(bench.file.content[:SECTOR])
    assert not any(bench.file.content[3 * SECTOR : STEP + SECTOR])
    total = sum(stop - start for start, stop in spans)
    assert stages(events) == [(Stage.READ, total, 0)]
    assert bench.states()[State.READ] == list(spans)


def test_what_was_read_before_is_not_asked_for_again() -> None:
    known = Mapfile(SIZE)
    known.mark(0, STEP + SECTOR, State.READ)
    known.mark(2 * STEP, 3 * STEP, State.READ)
    bench = Bench(known=known)
    bench.file.end = SIZE
    bench.file.content[: STEP + SECTOR] = b"x" * (STEP + SECTOR)
    events = bench.run()
    assert bench.asked == [(STEP + SECTOR, 2 * STEP), (3 * STEP, SIZE)]
    assert bench.file.content[: STEP + SECTOR] == b"x" * (STEP + SECTOR)
    assert bench.file.content[STEP + SECTOR : 2 * STEP] == CONTENT[STEP + SECTOR : 2 * STEP]
    assert stages(events) == [(Stage.READ, SIZE, 2 * STEP + SECTOR)]
    drawn = [e.cell for e in events if isinstance(e, Judged)]
    assert sorted(drawn) == [0, 1, 2, 3]


def test_what_was_read_before_is_drawn_at_once() -> None:
    known = Mapfile(SIZE)
    known.mark(0, SIZE, State.READ)
    drawn = [e.cell for e in Bench(known=known).run() if isinstance(e, Judged)]
    assert drawn == [0, 1, 2, 3]


@pytest.mark.parametrize("state", [State.UNTRIMMED, State.UNSCRAPED, State.BAD])
def test_it_goes_on_in_the_middle_of_a_bad_place(state: State) -> None:
    known = Mapfile(SIZE)
    known.mark(0, SIZE, State.READ)
    known.mark(STEP, STEP + 4 * SECTOR, state)
    bench = Bench(known=known)
    bench.file.end, bench.file.content = SIZE, bytearray(CONTENT)
    bench.run(retries=1)
    assert sorted(bench.asked) == steps(STEP, STEP + 4 * SECTOR, SECTOR)
    assert bench.states() == {State.READ: [(0, SIZE)]}


def test_where_nothing_can_be_read_that_is_the_end() -> None:
    bench = Bench(*range(0, SIZE, SECTOR))
    with pytest.raises(ReadRefused, match=r"[:(] ?nothing of it can be read") as caught:
        bench.run()
    assert caught.value.offset == 0
    assert bench.kept == [State.UNTRIED]
    assert State.READ not in bench.states()


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_whatever_ends_it_the_map_is_kept(calls: int) -> None:
    bench = Bench()
    bench.drive.goes_at = ("read", calls)
    with pytest.raises(DriveGone):
        bench.run()
    for event in bench.rescue._news():
        assert event.cell < calls - 1
    assert bench.kept == [State.UNTRIED]
    (had,) = bench.states().get(State.READ, [(0, 0)])
    assert bench.file.content[: had[1]] == CONTENT[: had[1]]
    assert had[1] <= (calls - 1) * STEP


def test_a_stop_keeps_the_map_and_a_full_disk_hides_no_stop() -> None:
    bench = Bench()
    bench.control.stop()
    with pytest.raises(Stopped):
        bench.run()
    assert bench.kept == [State.UNTRIED]

    def full(_: State) -> None:
        raise OSError(28, "No space left on device")

    bench = Bench()
    bench.rescue._keep = full
    bench.control.stop()
    with pytest.raises(Stopped):
        bench.run()


def test_the_map_is_kept_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(step=stage.SAVED_EVERY * 0.6)
    monkeypatch.setattr("app.stages.rescue.time.monotonic", lambda: next(clock))
    bench = Bench()
    for _ in bench.rescue._keeping(_nothing(7)):
        pass
    assert bench.kept == [State.UNTRIED] * 3


def _nothing(times: int) -> Steps:
    yield from [None] * times


def test_neighbours_are_one_place() -> None:
    assert joined([(0, 5), (5, 7), (9, 10)]) == ((0, 7), (9, 1))


def test_how_large_steps_are_and_how_often_the_map_is_kept() -> None:
    assert (STEP, CLUSTER, stage.SAVED_EVERY) == (1 << 20, 64 << 10, 10.0)


@pytest.mark.parametrize("state", [each for each in State if each is not State.READ])
def test_whatever_was_not_read_is_named(state: State) -> None:
    known = Mapfile(SIZE)
    known.mark(0, SIZE, State.READ)
    known.mark(STEP, STEP + SECTOR, state)
    assert Bench(known=known).rescue.unread == ((STEP, SECTOR),)


def test_nothing_is_drawn_as_good_before_it_was_read() -> None:
    bench = Bench()
    bench.rescue._touch(0, SIZE)
    assert list(bench.rescue._news()) == []
    bench.rescue._mark(0, STEP, State.READ)
    assert list(bench.rescue._news()) == [Judged(0, 4, Cell.GOOD)]
    bench.rescue._touch(0, STEP)
    assert list(bench.rescue._news()) == []


def test_of_a_step_that_is_read_in_part_the_rest_is_zeros() -> None:
    """Whatever was in the buffer before."""
    start = 2 * STEP + SECTOR
    bench = Bench(spans=((0, STEP), (start, start + SECTOR)))
    bench.run()
    assert bench.file.content[:STEP] == CONTENT[:STEP]
    assert bench.file.content[start : start + SECTOR] == CONTENT[start : start + SECTOR]
    assert not any(bench.file.content[STEP:start])
    assert not any(bench.file.content[start + SECTOR :])


def test_of_a_step_only_what_was_missing_goes_into_the_file() -> None:
    known, half = Mapfile(SIZE), STEP + STEP // 2
    known.mark(0, SIZE, State.READ)
    known.mark(STEP, half, State.UNTRIED)
    bench = Bench(known=known)
    bench.file.content[:] = CONTENT
    bench.file.content[STEP:half] = bytes(half - STEP)
    bench.file.end = SIZE
    bench.run()
    assert bench.file.puts == [(STEP, half)]
    assert bench.file.content == CONTENT


def test_where_the_file_ends_a_step_comes_as_one_piece() -> None:
    """So that it can be packed."""
    bench = Bench(spans=((0, CLUSTER), (2 * CLUSTER, STEP), (STEP + CLUSTER, 2 * STEP)))
    bench.run()
    assert bench.file.puts == [(0, STEP), (STEP, 2 * STEP)]


def test_a_drive_of_no_whole_steps() -> None:
    size = STEP + 3 * SECTOR
    drive, file = Lying(bytearray(CONTENT[:size])), File(bytearray(size))
    about = drive, stick_info(size), Mapfile(size), ((0, size),), file, Control()
    list(Rescue(*about, lambda _: None).run(0))
    assert [(offset, length) for _, offset, length in drive.calls] == [
        (0, STEP),
        (STEP, 3 * SECTOR),
    ]
    assert file.content == CONTENT[:size]


def test_backwards_ever_more_is_left_out_as_well() -> None:
    drive, size = Broken(bytearray()), 300 * STEP
    about = drive, stick_info(size), Mapfile(size), ((0, size),), Nowhere(), Control()
    for _ in Rescue(*about, lambda _: None)._backwards():
        pass
    starts = [offset for _, offset, _ in drive.calls]
    left_out = [before - after - CLUSTER for before, after in itertools.pairwise(starts)]
    assert left_out[:8] == [*(CLUSTER << power for power in range(6)), 3 * STEP, 3 * STEP]


@pytest.mark.parametrize("bad", [False, True])
def test_between_two_sectors_there_is_a_moment_to_stop(*, bad: bool) -> None:
    known, places = Mapfile(SIZE), range(STEP, STEP + 4 * SECTOR, SECTOR)
    known.mark(0, SIZE, State.READ)
    known.mark(STEP, STEP + 4 * SECTOR, State.UNTRIMMED)
    bench = Bench(*(places if bad else ()), known=known)
    assert len(list(bench.rescue._trim())) == (2 if bad else 4)
    assert len(list(bench.rescue._scrape())) == (2 if bad else 0)
    assert len(list(bench.rescue._again(backwards=True))) == (4 if bad else 0)
