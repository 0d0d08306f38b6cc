"""The whole window while a written drive is compared with its image, with the real engine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.comparing import at_work, opened, over
from samples.window import settle
from support_drives import Faults
from support_flow import STICK, Desk, boot_image, gated, stick
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    texts,
    told,
    unchecked,
    verified,
    with_drives,
)

from app.drives.drive import Drive, Reason
from app.errors import DriveDiffers, DriveGone, NotPermitted, Stopped
from app.result import Verified
from ui import intents
from ui.screens.report_text import report_text
from ui.screens.screen import screen
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.effects import StartJob, StopJob
from ui.state.happenings import JobEnded
from ui.state.image import NO_IMAGE, Inspected
from ui.state.job import Ended, Purpose, Working
from ui.view import Empty, Home

CHECK_DRIVE = intents.OpenTool("check-drive")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def shown(state: State) -> str:
    return "\n".join(texts(screen(state, 9.0))).translate({0x2068: "", 0x2069: ""})


def written(drive: Drive, image: Path) -> bytes:
    """With the image on it, and something behind that."""
    held = image.read_bytes()
    Path(drive.info.node).write_bytes(held + b"?" * (STICK - len(held)))
    return Path(drive.info.node).read_bytes()


def compare(desk: Desk, drive: Drive, image: Path) -> Ended:
    desk.plug(drive)
    desk.window.send(intents.ShowTools())
    settle()
    desk.window.send(CHECK_DRIVE)
    settle()
    desk.inspect(image)
    desk.choose(drive)
    assert "Nothing is changed." in shown(desk.state)
    desk.press("Compare")
    return desk.until_ended()


def test_still_the_same(desk: Desk, tmp_path: Path) -> None:
    drive, image = stick(tmp_path), boot_image(tmp_path)
    before = written(drive, image)
    over = compare(desk, drive, image)
    assert isinstance(over.end, Verified)
    assert "Still the same, byte for byte" in shown(desk.state)
    assert "Ready to boot" not in shown(desk.state), "it says what was asked"
    assert Path(drive.info.node).read_bytes() == before
    desk.press("Close")
    assert desk.state.comparing


def test_what_differs_is_named_and_left(desk: Desk, tmp_path: Path) -> None:
    drive, image = stick(tmp_path), boot_image(tmp_path)
    written(drive, image)
    with Path(drive.info.node).open("r+b") as file:
        for place in (5 << 20, 9 << 20):
            file.seek(place)
            file.write(b"other")
    before = Path(drive.info.node).read_bytes()
    over = compare(desk, drive, image)
    assert isinstance(over.end, DriveDiffers)
    said = shown(desk.state)
    assert "Differs in 2 places" in said
    assert "First at 5.24 MB (sector 10,240)." in said
    assert Path(drive.info.node).read_bytes() == before


def test_pulled_out(desk: Desk, tmp_path: Path) -> None:
    drive, image = stick(tmp_path, Faults(read_error=(19, 4 << 20))), boot_image(tmp_path)
    written(drive, image)
    compare(desk, drive, image)
    assert "Nothing on SanDisk Ultra was changed." in shown(desk.state)


def test_the_image_that_is_there_is_kept_and_no_drive_is_chosen() -> None:
    state = opened(chosen=False)
    assert isinstance(state.image, Inspected)
    assert (state.comparing, state.chosen, state.several) == (True, "", False)
    assert not told(state, intents.SeveralAtOnce(on=True)).several
    assert not told(state, intents.Back()).comparing
    assert not told(state, intents.OpenTool("make-normal")).comparing
    assert told(told(state, intents.OpenTool("test")), CHECK_DRIVE).image == state.image
    empty = told(told(State(), intents.OpenTool("test")), CHECK_DRIVE)
    assert empty.image is NO_IMAGE
    assert isinstance(screen(empty, 0.0).body, Empty)


def test_a_card_that_is_locked_is_compared_all_the_same_and_never_written() -> None:
    locked = drive(3, reasons=(Reason("read-only", "Locked."),))
    used = drive(4, reasons=(Reason("in-use", "In use."),))
    state = told(with_drives(locked, used, image=inspected()), CHECK_DRIVE)
    assert told(state, intents.ChooseDrive(key_of(used))).chosen == ""
    state = told(state, intents.ChooseDrive(key_of(locked)))
    assert state.chosen == key_of(locked)
    (*_, effect) = doing(state, intents.Write())
    assert isinstance(effect, StartJob)
    assert effect.purpose is Purpose.COMPARE
    left = told(state, intents.Back())
    assert (left.comparing, left.chosen) == (False, "")
    assert told(left, intents.ChooseDrive(key_of(locked))).chosen == ""


def test_it_asks_nothing_for_it_only_reads() -> None:
    (*_, effect) = doing(opened(), intents.Write())
    assert isinstance(effect, StartJob)
    assert effect.purpose is Purpose.COMPARE
    state = told(opened(), intents.Write())
    assert (state.sheet, state.comparing) == (None, True)
    assert told(opened(chosen=False), intents.Write()).job is None
    assert doing(state, intents.Quit()) == (StopJob(),)


@pytest.mark.parametrize("error", [Stopped(), NotPermitted("x")])
def test_what_never_began_or_was_stopped_leads_back(error: Exception) -> None:
    state = told(opened(), intents.Write())
    assert isinstance(state.job, Working)
    back = told(state, JobEnded(state.job.number, error))  # type: ignore[arg-type]  # an AppError
    assert (back.job, back.comparing) == (None, True)
    assert isinstance(screen(back, 0.0).body, Home)
    assert (back.notice is None) is isinstance(error, Stopped)


def test_after_it_the_drive_is_written_only_when_asked_again() -> None:
    state = over(DriveDiffers("x", ((0, 9),), flaky=False))
    asked = told(state, intents.WriteAgain())
    assert "Erase SanDisk Ultra?" in shown(asked)
    begun = told(asked, intents.Confirmed())
    assert isinstance(begun.job, Working)
    assert (begun.job.purpose, begun.comparing) == (Purpose.WRITE, False)


def test_what_is_said() -> None:
    said = shown(at_work())
    assert "Checking every byte" in said
    assert "Stop…" in said
    assert "Skip the check…" not in said
    assert "stays as it is" in shown(told(at_work(), intents.StopAsked()))
    assert "Nothing on SanDisk Ultra was changed." in shown(over(DriveGone("x")))
    assert "\nwritten\n" not in shown(over(verified()))
    job = over(verified()).job
    assert isinstance(job, Ended)
    assert "Plan: compare" in report_text(job)


def test_a_check_after_a_write_is_another_thing() -> None:
    state = replace(opened(), comparing=False, job=ended(unchecked()))
    begun = told(state, intents.CheckNow())
    assert isinstance(begun.job, Working)
    assert begun.job.purpose is Purpose.CHECK
    assert not begun.comparing


def test_a_drive_is_stopped_while_it_is_read(desk: Desk, tmp_path: Path) -> None:
    """Nothing is written, so the gate of a drive that waits at its first write is never met."""
    drive, gate = gated(tmp_path)
    image = boot_image(tmp_path)
    written(drive, image)
    assert isinstance(compare(desk, drive, image).end, Verified)
    assert not gate.reached.is_set()
