"""The recording of a stick, and the judge of every cut of its power."""

import random
from pathlib import Path

import pytest
from support_images import image_bytes
from system.sticks.faults import Faults
from system.sticks.memory import Memory
from system.sticks.promises import SECTOR, BrokenPromise, Looks
from system.sticks.tape import Tape, cuts, look

SIZE = 64 << 10
OLD = b"old!" * (SIZE // 4)
IMAGE = image_bytes(SIZE // 2)
HEAD = SIZE // 8
BLANK = bytes(SECTOR)

# What is done to the stick: a place and what is written there, or a sync.
Step = tuple[int, bytes] | None
SYNC: Step = None
BODY: Step = (HEAD, IMAGE[HEAD:])
REST: Step = (SECTOR, IMAGE[SECTOR:HEAD])
FIRST: Step = (0, IMAGE[:SECTOR])
RIGHT: tuple[Step, ...] = ((0, BLANK), SYNC, BODY, SYNC, REST, SYNC, FIRST, SYNC)


def recorded(folder: Path, steps: tuple[Step, ...], *, late: bool = False) -> Tape:
    file = folder / "memory"
    file.write_bytes(OLD)
    stick = Memory(file, Faults(SIZE, recorded=not late))
    if late:
        stick.change({"recorded": True})
    for step in steps:
        if step is None:
            stick.sync()
        else:
            stick.write(*step)
    return Tape.of(file)


def chance() -> random.Random:
    return random.Random(7)


@pytest.mark.parametrize("late", [False, True])
def test_whoever_writes_in_order_is_never_caught(tmp_path: Path, late: bool) -> None:
    tape = recorded(tmp_path, RIGHT, late=late)
    assert tape.before == OLD
    assert tape.end == (tmp_path / "memory").read_bytes()
    assert [len(span) for span in tape.spans] == [1, 1, 1, 1, 0]
    found = look(tape, chance())
    assert set(found) == {Looks.UNTOUCHED, Looks.UNFINISHED, Looks.FINISHED}
    assert found[Looks.UNFINISHED] > 50


@pytest.mark.parametrize(
    "steps",
    [
        RIGHT[1:],  # never blank
        (RIGHT[0], *RIGHT[2:]),  # blank, and not known to be when the body comes
        (*RIGHT[:3], *RIGHT[4:5], *RIGHT[6:]),  # all of the image at once
        (*RIGHT[:5], *RIGHT[6:]),  # the first sector with the rest of the head
        (*RIGHT[:2], REST, SYNC, FIRST, SYNC, BODY, SYNC),  # the body last
        ((0, IMAGE), SYNC),  # front to back
        (*RIGHT, (HEAD, BLANK), SYNC),  # something more, when it was finished
    ],
)
def test_any_other_order_is_caught(tmp_path: Path, steps: tuple[Step, ...]) -> None:
    tape = recorded(tmp_path, steps)
    with pytest.raises(BrokenPromise, match="looks finished and is not"):
        look(tape, chance())


def test_a_sync_covers_what_came_before_it(tmp_path: Path) -> None:
    """And none that failed covers anything."""
    file = tmp_path / "memory"
    file.write_bytes(OLD)
    stick = Memory(file, Faults(SIZE, recorded=True, sync_errors=(0,)))
    stick.write(0, BLANK)
    with pytest.raises(OSError, match="Input/output"):
        stick.sync()
    stick.write(SECTOR, BLANK)
    stick.sync()
    stick.write(2 * SECTOR, BLANK, through=True)
    stick.write(3 * SECTOR, BLANK)
    spans = Tape.of(file).spans
    places = [[each.offset // SECTOR for each in span] for span in spans]
    assert places == [[0, 1], [2], [3]]


def test_what_comes_while_it_syncs_is_not_covered(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    file.write_bytes(OLD)
    stick = Memory(file, Faults(SIZE, recorded=True))
    stick.write(0, BLANK)
    recorder = stick._recorder
    assert recorder is not None
    recorder.asked()
    stick.write(SECTOR, BLANK)
    recorder.confirmed()
    assert [len(span) for span in Tape.of(file).spans] == [1, 1]


def test_every_part_of_what_was_not_synced_may_be_there(tmp_path: Path) -> None:
    steps: tuple[Step, ...] = ((0, bytes(4 * SECTOR)), (4 * SECTOR, bytes(4 * SECTOR)))
    tape = recorded(tmp_path, steps)
    seen = {}
    for cut in cuts(tape, chance()):
        seen[cut.when] = bytes(cut.held)
        assert cut.blank is not any(cut.held[:SECTOR])
    assert seen["behind sync 0"] == OLD
    assert seen["behind sync 0, 1 of 2 requests"] == bytes(4 * SECTOR) + OLD[4 * SECTOR :]
    assert seen["behind sync 0, what holds the first sector"] == BLANK + OLD[SECTOR:]
    alone = seen["behind sync 0, the last request alone"]
    assert alone == OLD[: 4 * SECTOR] + bytes(4 * SECTOR) + OLD[8 * SECTOR :]
    assert seen["at the end"] == bytes(8 * SECTOR) + OLD[8 * SECTOR :]
    torn = [held for held in seen.values() if held[SECTOR : 2 * SECTOR] != held[:SECTOR]]
    assert torn
