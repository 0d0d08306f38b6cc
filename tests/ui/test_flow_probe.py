"""The whole window while a drive is tested, with the real engine, on sticks that are fine, that lie
and that wear out."""

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_drives import Faults, failing_stick
from support_flow import Desk, gated, shown, usb
from support_stopped import filled

from app import journal
from app.capacity import Capacity, Verdict
from app.drives.drive import Drive
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DriveGone, DriveReadOnly, Stopped, SyncFailed
from app.journal.probing import probed
from app.plan_capacity import plan_capacity
from app.result import PutBack, VerifiedParts
from app.sources.layout_table import Holds
from ui import intents
from ui.state import ConfirmOpen
from ui.state.job import Ended
from ui.view import Home, Outcome

needs_exfat = pytest.mark.skipif(shutil.which("mkfs.exfat") is None, reason="exfatprogs is missing")

MIB = 1 << 20
SMALL, LARGE = 12 * MIB, 160 * MIB


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def stick(folder: Path, faults: Faults, size: int = SMALL) -> ImageFileDrive:
    return usb(failing_stick(folder / "stick.img", size, faults), faults)


def choose(desk: Desk, drive: Drive, *, every_byte: bool = False) -> None:
    """By the way that people take."""
    desk.plug(drive)
    desk.window.send(intents.ShowTools())
    settle()
    assert "Find worn-out spots and fake sticks that claim more space than they have." in shown(
        desk
    )
    desk.window.send(intents.OpenTool("test"))
    settle()
    assert desk.state.chosen == ""
    if every_byte:
        desk.press("Choose")
    desk.choose(drive)


def run(desk: Desk, drive: Drive, *, every_byte: bool = False) -> Ended:
    choose(desk, drive, every_byte=every_byte)
    desk.press("Test…")
    if every_byte:
        desk.erase("Erase and test")
    else:
        desk.press("Test")
    return desk.until_ended()


def test_a_quick_probe_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = filled(tmp_path / "stick.img", SMALL)
    over = run(desk, virtual_stick(tmp_path / "stick.img"))
    assert isinstance(over.end, Capacity)
    assert over.end.verdict is Verdict.FINE
    assert over.progress.cells == over.end.cells
    said = shown(desk)
    assert "Nothing wrong was found" in said
    assert "Looked into 320 of 320 parts" in said
    assert "What was there before is back" in said
    assert "genuine" not in said
    assert (tmp_path / "stick.img").read_bytes() == before
    desk.press("Close")
    assert isinstance(desk.window._screen and desk.window._screen.body, Home)
    assert desk.state.chosen == ""


def test_every_byte_is_asked_about_and_erased(desk: Desk, tmp_path: Path) -> None:
    before = filled(tmp_path / "stick.img", SMALL)
    drive = virtual_stick(tmp_path / "stick.img")
    choose(desk, drive, every_byte=True)
    assert "Everything on the drive is erased" in shown(desk)
    desk.press("Test…")
    assert "It is filled to its last byte and read back. Afterwards it is empty." in shown(desk)
    assert (tmp_path / "stick.img").read_bytes() == before
    desk.erase("Erase and test")
    over = desk.until_ended()
    assert isinstance(over.end, Capacity)
    assert "This drive is fine" in shown(desk)
    assert "All 12.6 MB came back as they were written." in shown(desk)
    assert "100% tested" in shown(desk)
    assert (tmp_path / "stick.img").read_bytes() != before


@pytest.mark.parametrize("every_byte", [False, True])
@pytest.mark.parametrize("lie", [Faults(wrap_at=5 * MIB), Faults(drop_from=5 * MIB)])
def test_a_fake_is_told(desk: Desk, tmp_path: Path, lie: Faults, *, every_byte: bool) -> None:
    over = run(desk, stick(tmp_path, lie), every_byte=every_byte)
    assert isinstance(over.end, Capacity)
    assert over.end.verdict is Verdict.FAKE
    said = shown(desk)
    assert "This drive is smaller than it claims" in said
    assert "It looks fake." in said
    assert "genuine" not in said
    assert "Use only the good" not in said, "of so little no file system is made"


@pytest.mark.parametrize(
    ("lacking", "kind", "sign"),
    [
        pytest.param((), "exFAT", b"EXFAT   ", marks=needs_exfat),
        (((Holds.EXFAT, "exfatprogs"),), "FAT32", b"FAT32   "),
    ],
)
def test_only_the_good_part_is_used(
    desk: Desk, tmp_path: Path, lacking: tuple[tuple[Holds, str], ...], kind: str, sign: bytes
) -> None:
    engine = replace(desk.flow._engine, lacking=lambda: lacking)
    desk.flow._questions._engine = engine
    drive = stick(tmp_path, Faults(wrap_at=96 * MIB), LARGE)
    over = run(desk, drive)
    assert isinstance(over.end, Capacity)
    assert over.end.keeps == 96 * MIB
    desk.press("Use only the good 101 MB…")
    desk.until(lambda: isinstance(desk.state.sheet, ConfirmOpen))
    assert desk.state.chosen == "", "nothing is chosen for anybody"
    assert f"It gets an empty {kind} named “STICK”." in shown(desk)
    desk.press("Cancel")
    assert "This drive is smaller than it claims" in shown(desk)
    desk.press("Use only the good 101 MB…")
    desk.until(lambda: isinstance(desk.state.sheet, ConfirmOpen))
    desk.erase("Erase and format")
    assert isinstance(desk.until_ended().end, VerifiedParts)
    assert "101 MB, named “STICK”." in shown(desk)
    start = (tmp_path / "stick.img").read_bytes()[MIB : MIB + 512]
    assert sign in start
    assert "another" not in shown(desk), "another drive ends elsewhere"
    desk.press("Close")
    assert (desk.state.job, desk.state.chosen) == (None, "")


def test_worn_out_places_are_told(desk: Desk, tmp_path: Path) -> None:
    over = run(desk, stick(tmp_path, Faults(read_error=(5, 7 * MIB))), every_byte=True)
    assert isinstance(over.end, Capacity)
    assert over.end.verdict is Verdict.WORN
    assert "1 place did not keep what was written." in shown(desk)


def test_a_drive_that_turned_read_only_is_told(desk: Desk, tmp_path: Path) -> None:
    over = run(desk, stick(tmp_path, Faults(write_error=(errno.EROFS, 7 * MIB))), every_byte=True)
    assert isinstance(over.end, DriveReadOnly)
    said = shown(desk)
    assert "The drive has locked itself" in said
    assert "Many sticks turn read-only for good when they are worn out." in said
    assert "Unplug it and plug it in again." in said
    assert "fake" not in said


@pytest.mark.parametrize("every_byte", [False, True])
def test_a_test_is_stopped(desk: Desk, tmp_path: Path, *, every_byte: bool) -> None:
    """While it writes: a quick probe puts back what was there."""
    drive, gate = gated(tmp_path)
    before = Path(drive.info.node).read_bytes()
    choose(desk, drive, every_byte=every_byte)
    desk.press("Test…")
    desk.erase("Erase and test" if every_byte else "Test")
    desk.until(gate.reached.is_set)
    settle()
    desk.press("Stop the test…")
    desk.press("Stop")
    assert "Stopping." in shown(desk)
    gate.opened.set()
    over = desk.until_ended()
    assert isinstance(over.end, Stopped)
    after = Path(drive.info.node).read_bytes()
    if every_byte:
        assert "What was on SanDisk Ultra is gone: it holds nothing of use." in shown(desk)
        assert after != before
    else:
        assert "What was there before is back on SanDisk Ultra." in shown(desk)
        assert after == before


def test_pulled_out_and_put_back(desk: Desk, tmp_path: Path) -> None:
    drive = stick(tmp_path, Faults(unplugged_after=900 << 10), 6 * MIB)
    path = tmp_path / "stick.img"
    before = path.read_bytes()
    over = run(desk, drive)
    assert isinstance(over.end, DriveGone)
    assert path.read_bytes() != before
    said = shown(desk)
    assert "The drive was unplugged" in said
    assert "As soon as SanDisk Ultra is plugged in again" in said
    back = usb(virtual_stick(path), Faults())
    desk.socket.drives[drive.info.node] = back
    desk.press("Put back…")
    assert "What a quick test overwrote on SanDisk Ultra is put back." in shown(desk)
    desk.press("Put back")
    desk.until(
        lambda: isinstance(desk.state.job, Ended) and isinstance(desk.state.job.end, PutBack)
    )
    assert path.read_bytes() == before
    assert not list(journal.folder().iterdir())


def test_what_nobody_confirmed_is_not_said_to_be_back(desk: Desk, tmp_path: Path) -> None:
    """The drive does not say that it stored what was put back, and what is read of it then proves
    nothing."""
    over = run(desk, stick(tmp_path, Faults(sync_errors=[0, 0, errno.EIO]), 6 * MIB))
    assert isinstance(over.end, SyncFailed)
    said = shown(desk)
    assert "is back" not in said
    assert "Not all that was on SanDisk Ultra could be put back. It was kept" in said
    desk.until(lambda: bool(desk.state.unfinished))
    assert "Put back…" in shown(desk)


def test_one_that_was_killed_is_told_of_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    faults = Faults(unplugged_after=900 << 10)
    drive = stick(tmp_path, faults, 6 * MIB)
    before = path.read_bytes()
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    again = usb(virtual_stick(path), Faults())
    desk.plug(again)
    desk.flow.look_back()
    desk.until(lambda: bool(desk.state.unfinished))
    desk.window.send(intents.OpenTool("test"))
    settle()
    assert "Unfinished: a quick test" in shown(desk)
    desk.choose(again)
    desk.press("Put back…")
    desk.press("Put back")
    desk.until_ended()
    assert "Put back" in shown(desk)
    assert path.read_bytes() == before


def test_the_map_grows_while_it_is_tested(desk: Desk, tmp_path: Path) -> None:
    filled(tmp_path / "stick.img", LARGE)
    choose(desk, virtual_stick(tmp_path / "stick.img"), every_byte=True)
    desk.press("Test…")
    desk.erase("Erase and test")
    seen = set[str]()

    def over() -> bool:
        screen = desk.window._screen
        if screen is not None and isinstance(screen.body, Outcome):
            seen.add(screen.body.lead.plain.partition(" ")[0])
        return isinstance(desk.state.job, Ended)

    desk.until(over)
    assert {"Filling", "Reading"} <= seen
