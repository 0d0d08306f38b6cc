"""SIGKILL wherever a job says something: the drive never looks finished without being it, the
journal tells what happened, what was there can be put back, and the next write simply works."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from support_images import image_bytes, source_of
from support_killed import Killer
from support_stopped import filled, run_out, stopped_at, undoing, writing

from app.drives.image_file import virtual_stick
from app.errors import NotAsLeft
from app.events import Finished, Stage
from app.journal import End, about, unfinished
from app.result import PutBack, Verified
from app.sources.source import Source
from app.stages.flow import CHUNK

STICK = 12 << 20
LENGTH = (9 << 20) + 1000
CONTENT = image_bytes(LENGTH)
EVENTS = 23  # of a write that waits for nothing, signs of life left out
SURELY = 18  # of a write that goes on: how many it says depends on what it overtakes


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", CONTENT)


def looks_finished_without_being_it(stick: Path, before: bytes) -> bool:
    now = stick.read_bytes()
    starts = now[:512] != bytes(512)
    return starts and now != before and now[:LENGTH] != CONTENT


@pytest.mark.parametrize("at", range(EVENTS))
def test_a_write(killer: Killer, source: Source, stick: Path, place: Path, at: int) -> None:
    before = filled(stick, STICK)
    assert killer.run("write", at, source.path, stick, place)
    assert not looks_finished_without_being_it(stick, before)
    left = about(virtual_stick(stick).info, unfinished(place))
    copy = stick.with_name("copy.img")
    copy.write_bytes(stick.read_bytes())
    if left is None:  # it had not begun, or had come to its end
        now = stick.read_bytes()
        assert now == before or now[:LENGTH] == CONTENT
    else:
        assert (left.end, left.image, left.undoable) == (End.KILLED, "Ubuntu 24.04", True)
        told, error = run_out(undoing(virtual_stick(stick), place))
        assert error is None
        assert isinstance(told[-1], Finished)
        assert isinstance(told[-1].result, PutBack)
        assert stick.read_bytes() == before
        assert list(place.iterdir()) == []
    demand_next_write_works(source, copy, place)


@pytest.mark.parametrize("at", range(0, EVENTS, 2))
def test_going_on(killer: Killer, source: Source, stick: Path, place: Path, at: int) -> None:
    before = filled(stick, STICK)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, CHUNK)
    killed = killer.run("resume", at, source.path, stick, place)
    assert killed or at >= SURELY
    assert not looks_finished_without_being_it(stick, before)
    left = about(virtual_stick(stick).info, unfinished(place))
    if left is None:  # it had come to its end
        assert stick.read_bytes()[:LENGTH] == CONTENT
        return
    assert killed
    assert left.end in (End.KILLED, End.STOPPED)  # it may not have begun
    told, error = run_out(writing(source, virtual_stick(stick), place, resume=True))
    assert error is None
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)
    assert told[-1].result.proof.proven_equal >= CHUNK
    assert stick.read_bytes()[:LENGTH] == CONTENT


@pytest.mark.parametrize("at", range(0, EVENTS, 2))
def test_putting_back(killer: Killer, source: Source, stick: Path, place: Path, at: int) -> None:
    before = filled(stick, STICK)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.VERIFY)
    killed = killer.run("undo", at, source.path, stick, place)
    assert not looks_finished_without_being_it(stick, before)
    if list(place.glob("*.old")):
        assert killed
        told, error = run_out(undoing(virtual_stick(stick), place))
        assert error is None
        assert isinstance(told[-1], Finished)
    assert stick.read_bytes() == before


def test_what_was_kept_is_not_put_back_over_what_came_since(
    killer: Killer, source: Source, stick: Path, place: Path
) -> None:
    filled(stick, STICK)
    assert killer.run("write", 9, source.path, stick, place)
    fresh = Random(1).randbytes(STICK)
    with stick.open("r+b") as file:
        file.write(fresh)
    _, error = run_out(undoing(virtual_stick(stick), place))
    assert isinstance(error, NotAsLeft)
    assert stick.read_bytes() == fresh


def demand_next_write_works(source: Source, stick: Path, place: Path) -> None:
    told, error = run_out(writing(source, virtual_stick(stick), place))
    assert error is None
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)
    assert stick.read_bytes()[:LENGTH] == CONTENT
