"""Sticks that lie in their own memory, tested as the program tests them: past caches of their own,
and with everything back that was there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from system.sticks.attach import FileStick, faulty_file, faulty_loop
from system.sticks.faults import Beyond, Faults, Span

from app.capacity import Capacity, Cell, Verdict
from app.drives import open_drive
from app.events import Ended
from app.job import run
from app.plan_capacity import plan_capacity

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="FUSE and loop devices need root"),
]

MIB = 1 << 20
SIZE = 32 * MIB
BOTH = pytest.mark.parametrize("whole", [False, True], ids=["quick", "all"])


def outcome(node: str, *, whole: bool) -> Capacity:
    drive = open_drive(node)
    *_, last = run(plan_capacity(drive.info, every_byte=whole), drive)
    assert isinstance(last, Ended)
    assert isinstance(last.result, Capacity)
    return last.result


def filled(folder: Path, length: int) -> bytes:
    (folder / "stick").mkdir()
    content = os.urandom(length)
    (folder / "stick" / "memory").write_bytes(content)
    return content


@BOTH
@pytest.mark.parametrize("beyond", list(Beyond))
@pytest.mark.parametrize("real", [8 * MIB, 11 * MIB + 13 * 512])
@pytest.mark.parametrize("cache", [0, 2 * MIB])
def test_a_fake_is_seen_through_its_own_memory(
    tmp_path: Path, beyond: Beyond, real: int, cache: int, whole: bool
) -> None:
    """The memory gives out whatever is in it, and a sync leaves it there."""
    before = filled(tmp_path, real)
    faults = Faults(SIZE, real_size=real, beyond=beyond, cache=cache, lying_sync=True)
    with faulty_file(tmp_path, faults) as stick:
        found = outcome(str(stick.path), whole=whole)
        stick.line.change(lying_sync=False)
        with stick.path.open("rb+") as file:
            os.fsync(file.fileno())
        assert found.verdict is Verdict.FAKE
        assert 0 <= real - found.keeps <= (0 if beyond is Beyond.WRAP else MIB)
        assert found.overcame > cache
        if not whole:
            assert stick.permanent == before


@pytest.mark.parametrize(
    "bad",
    [
        lambda span: Faults(SIZE, corrupt=(span,)),
        lambda span: Faults(SIZE, ignore=(span,)),
        lambda span: Faults(SIZE, flaky=(span,)),
        lambda span: Faults(SIZE, write_errors=(span,)),
        lambda span: Faults(SIZE, read_errors=(span,)),
    ],
    ids=["corrupt", "ignore", "flaky", "write-errors", "read-errors"],
)
@BOTH
def test_worn_places(tmp_path: Path, bad: Callable[[Span], Faults], whole: bool) -> None:
    """A probe that falls into a large bad place finds it, too."""
    filled(tmp_path, SIZE)
    with faulty_file(tmp_path, bad(Span(20 * MIB, MIB))) as stick:
        found = outcome(str(stick.path), whole=whole)
    assert (found.verdict, found.keeps) == (Verdict.WORN, SIZE)
    assert all(20 * MIB <= start < 21 * MIB for start, _ in found.ranges)
    if whole:
        assert sum(length for _, length in found.ranges) == MIB


@BOTH
def test_a_device_of_the_kernel(tmp_path: Path, whole: bool) -> None:
    before = filled(tmp_path, 10 * MIB)
    with faulty_loop(tmp_path, Faults(SIZE, real_size=10 * MIB)) as stick:
        assert isinstance(stick, FileStick)
        found = outcome(stick.node, whole=whole)
        assert (found.verdict, found.keeps) == (Verdict.FAKE, 10 * MIB)
        assert {Cell.GOOD, Cell.REPEATS} == set(found.cells)
        if not whole:
            assert stick.permanent == before
