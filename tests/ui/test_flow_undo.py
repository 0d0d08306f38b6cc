"""The whole window with the whole engine: a write is stopped, undone, or goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support_drives import Faults
from support_flow import Desk, Gate, boot_image, gated, stick

from app.drives.image_file import ImageFileDrive
from app.errors import NotAsLeft, Stopped
from app.journal import End
from app.result import PutBack, Verified
from ui.screens.says import spoken
from ui.state import Refused, StopOpen
from ui.state.job import Ended, Purpose, Working
from ui.view import Outcome


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def begun(desk: Desk, folder: Path) -> tuple[ImageFileDrive, type[Gate], bytes]:
    """A write that waits at the first place behind the head, and what was on the drive."""
    drive, gate = gated(folder)
    before = Path(drive.info.node).read_bytes()
    desk.inspect(boot_image(folder))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(gate.reached.is_set)
    desk.until(lambda: isinstance(desk.state.job, Working) and desk.state.job.undoable)
    desk.press("Stop…")
    assert desk.state.sheet == StopOpen()
    return drive, gate, before


def ended_as(desk: Desk, kind: type) -> Ended:
    desk.until(lambda: isinstance(desk.state.job, Ended) and isinstance(desk.state.job.end, kind))
    assert isinstance(desk.state.job, Ended)
    return desk.state.job


def stopped(desk: Desk, folder: Path) -> tuple[ImageFileDrive, bytes]:
    drive, gate, before = begun(desk, folder)
    desk.press("Stop")
    gate.opened.set()
    ended_as(desk, Stopped)
    return drive, before


def test_stop_and_put_back(desk: Desk, tmp_path: Path) -> None:
    drive, gate, before = begun(desk, tmp_path)
    desk.press("Stop and put back")
    gate.opened.set()
    job = ended_as(desk, PutBack)
    assert job.purpose is Purpose.UNDO
    assert Path(drive.info.node).read_bytes() == before
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Outcome)
    assert shown.body.title == "Put back"
    assert spoken(desk.state) is not None
    desk.press("Close")
    desk.until(lambda: desk.state.unfinished == ())


def test_put_back_from_the_page_of_the_stop(desk: Desk, tmp_path: Path) -> None:
    drive, before = stopped(desk, tmp_path)
    assert Path(drive.info.node).read_bytes() != before
    desk.press("Put back…")
    desk.press("Put back")
    ended_as(desk, PutBack)
    assert Path(drive.info.node).read_bytes() == before


def test_put_back_when_the_drive_is_chosen_again(desk: Desk, tmp_path: Path) -> None:
    drive, before = stopped(desk, tmp_path)
    desk.press("Close")
    desk.until(lambda: len(desk.state.unfinished) == 1)
    assert desk.state.unfinished[0].end is End.STOPPED
    assert desk.state.chosen == ""
    desk.choose(drive)
    desk.press("Put back…")
    desk.press("Put back")
    ended_as(desk, PutBack)
    assert Path(drive.info.node).read_bytes() == before


def test_what_somebody_wrote_since_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    drive, _ = stopped(desk, tmp_path)
    desk.press("Close")
    desk.until(lambda: len(desk.state.unfinished) == 1)
    path = Path(drive.info.node)
    with path.open("r+b") as file:
        file.seek(1 << 20)
        file.write(b"mine")
    now = path.read_bytes()
    desk.choose(drive)
    desk.press("Put back…")
    desk.press("Put back")
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    assert isinstance(desk.state.notice, Refused)
    assert isinstance(desk.state.notice.error, NotAsLeft)
    assert path.read_bytes() == now


def test_going_on(desk: Desk, tmp_path: Path) -> None:
    """After the first drive was pulled out: back in, chosen again, and only the rest is written."""
    faults = Faults(unplugged_after=8 << 20)
    broken = stick(tmp_path, faults)
    image = boot_image(tmp_path)
    desk.inspect(image)
    desk.plug(broken)
    desk.choose(broken)
    desk.press("Write…")
    desk.erase()
    desk.until_ended()
    desk.press("Close")
    desk.until(lambda: len(desk.state.unfinished) == 1)
    assert desk.state.unfinished[0].end is End.UNPLUGGED
    faults.unplugged_after = None  # it is back
    desk.choose(broken)
    desk.press("Go on…")
    desk.erase("Compare and write")
    end = ended_as(desk, Verified).end
    assert isinstance(end, Verified)
    assert end.proof.proven_equal >= 4 << 20
    content = image.read_bytes()
    assert Path(broken.info.node).read_bytes()[: len(content)] == content
