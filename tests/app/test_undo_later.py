"""Undo when a drive was written to once more since, unplugged in between or not, by this program or
another copy of it: what was there comes back whole, or nothing is put back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_killed import Killer
from support_stopped import as_usb, filled, run_out, stopped_at, writing

from app.drives import told
from app.drives.image_file import ImageFileDrive
from app.drives.sysfs import Sysfs
from app.errors import AppError, NotAsLeft, NothingKept
from app.events import Event, Finished, Stage
from app.job import run
from app.journal import about, old_of, undone, unfinished
from app.plan import plan_undo
from app.sources.source import Source
from app.stages.flow import CHUNK
from app.stages.ledger import BLOCK

STICK = 24 << 20
LENGTH = (21 << 20) + 1000
SERIALS = ["4C53", ""]


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", image_bytes(LENGTH))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


@pytest.fixture(autouse=True)
def sysfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a computer with nothing plugged in."""
    root = tmp_path / "sys"
    (root / "class").mkdir(parents=True)
    (root / "block").mkdir()
    (root / "class/block").symlink_to("../block")
    monkeypatch.setattr(told, "SYSFS", Sysfs(root))
    return root


def plug_in(sysfs: Path, *diskseqs: int) -> None:
    for number in diskseqs:
        (sysfs / f"block/sd{number}").mkdir()
        (sysfs / f"block/sd{number}/diskseq").write_text(f"{number}\n")


def undo(drive: ImageFileDrive, place: Path) -> tuple[list[Event], AppError | None]:
    """As the commands do."""
    try:
        old = old_of(drive.info, place)
        plan = plan_undo(drive.info, old)
    except NothingKept as error:
        return [], error
    return run_out(undone(run(plan, drive), old.path))


def demand_whole_or_refused(drive: ImageFileDrive, place: Path, before: bytes) -> None:
    stick = Path(drive.info.node)
    found = stick.read_bytes()
    events, error = undo(drive, place)
    if error is None:
        assert isinstance(events[-1], Finished)
        assert stick.read_bytes() == before
    else:
        assert isinstance(error, NothingKept | NotAsLeft)
        assert stick.read_bytes() == found
        left = about(drive.info, unfinished(place))
        assert isinstance(error, NotAsLeft) or left is None or not left.undoable


@pytest.mark.parametrize("serial", SERIALS)
@pytest.mark.parametrize("replugged", [True, False])
@pytest.mark.parametrize("far", [CHUNK, 2 * CHUNK, 4 * CHUNK])
@pytest.mark.parametrize("resume", [True, False])
def test_a_second_write_that_was_stopped_as_well(
    place: Path, source: Source, stick: Path, serial: str, replugged: bool, far: int, resume: bool
) -> None:
    before = filled(stick, STICK)
    stopped_at(writing(source, as_usb(stick, serial, 7), place), Stage.WRITE, 2 * CHUNK)
    drive = as_usb(stick, serial, 8 if replugged else 7)
    stopped_at(writing(source, drive, place, resume=resume), Stage.WRITE, far)
    assert old_contents(place) == []
    events, error = undo(drive, place)
    assert isinstance(error, NothingKept)
    assert events == []
    assert stick.read_bytes() != before


@pytest.mark.parametrize("first", ["begun", "stopped", "killed"])
@pytest.mark.parametrize("second", ["stopped", "killed", "finished", "blanked"])
@pytest.mark.parametrize("other", ["another journal", "this one"])
def test_however_they_ended(
    killer: Killer,
    place: Path,
    source: Source,
    stick: Path,
    tmp_path: Path,
    first: str,
    second: str,
    other: str,
) -> None:
    """A second journal is that of another computer, or of the administrator. A write that was only
    begun left zeros at both ends, as any other does."""
    before = filled(stick, STICK)
    if first == "killed":
        assert killer.run("write", -1, source.path, stick, place, diskseq=7, written=2 * CHUNK)
    else:
        far = 2 * CHUNK if first == "stopped" else None
        stopped_at(writing(source, as_usb(stick, diskseq=7), place), Stage.WRITE, far)
    again, there = as_usb(stick, diskseq=8), place if other == "this one" else tmp_path / "there"
    match second:
        case "killed":
            killer.run("write", -1, source.path, stick, there, diskseq=8, written=4 * CHUNK)
        case "finished":
            _, error = run_out(writing(source, again, there))
            assert error is None
        case _:
            at = (Stage.BLANK, None) if second == "blanked" else (Stage.WRITE, 4 * CHUNK)
            stopped_at(writing(source, again, there), *at)
    demand_whole_or_refused(as_usb(stick, diskseq=9), place, before)
    assert (stick.read_bytes() == before) is (second == "blanked")


@pytest.mark.parametrize("serial", SERIALS)
def test_one_that_looks_alike_was_written_to(
    place: Path, source: Source, tmp_path: Path, sysfs: Path, serial: str
) -> None:
    """The wrong one of two was begun first: it can be put back as long as it stays plugged in."""
    wrong, right = tmp_path / "wrong.img", tmp_path / "right.img"
    before = filled(wrong, STICK)
    filled(right, STICK + BLOCK)
    with right.open("r+b") as file:
        file.truncate(STICK)
    plug_in(sysfs, 7, 8)
    stopped_at(writing(source, as_usb(wrong, serial, 7), place), Stage.WRITE, 2 * CHUNK)
    _, error = run_out(writing(source, as_usb(right, serial, 8), place))
    assert error is None
    content = right.read_bytes()
    demand_whole_or_refused(as_usb(right, serial, 8), place, content)
    left = about(as_usb(wrong, serial, 7).info, unfinished(place))
    assert left is not None
    assert left.undoable
    list(undo(as_usb(wrong, serial, 7), place))
    assert wrong.read_bytes() == before
    assert right.read_bytes() == content


def test_both_of_two_that_look_alike_were_begun(
    place: Path, source: Source, tmp_path: Path, sysfs: Path
) -> None:
    sticks = [tmp_path / "one.img", tmp_path / "two.img"]
    before = [filled(path, STICK) for path in sticks]
    plug_in(sysfs, 7, 8)
    for number, path in enumerate(sticks):
        stopped_at(writing(source, as_usb(path, "", 7 + number), place), Stage.WRITE, 2 * CHUNK)
    for number, path in enumerate(sticks):
        drive = as_usb(path, "", 7 + number)
        left = about(drive.info, unfinished(place))
        assert left is not None
        assert left.diskseq == 7 + number
        _, error = undo(drive, place)
        assert error is None
        assert path.read_bytes() == before[number]


def test_a_mark_is_nothing_to_put_back(place: Path, source: Source, stick: Path) -> None:
    """It was left in the place of the head by a write that was stopped."""
    filled(stick, STICK)
    stopped_at(writing(source, as_usb(stick, diskseq=7), place), Stage.VERIFY)
    assert any(stick.read_bytes()[:BLOCK])
    drive = as_usb(stick, diskseq=8)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    assert old_contents(place) == []
    left = about(drive.info, unfinished(place))
    assert left is not None
    assert not left.undoable


def test_what_cannot_be_taken_away_is_not_offered(
    place: Path, source: Source, stick: Path, tmp_path: Path
) -> None:
    """Each story as it was before the next write."""
    filled(stick, STICK)
    stopped_at(writing(source, as_usb(stick, diskseq=7), place), Stage.WRITE, 2 * CHUNK)
    kept = {path: path.read_bytes() for path in place.iterdir()}
    drive = as_usb(stick, diskseq=8)
    stopped_at(writing(source, drive, place), Stage.WRITE, 4 * CHUNK)
    for path, content in kept.items():
        path.write_bytes(content)
    left = about(drive.info, unfinished(place))
    assert left is not None
    assert not left.undoable
    with pytest.raises(NothingKept):
        old_of(drive.info, place)


def old_contents(place: Path) -> list[Path]:
    return list(place.glob("*.old"))
