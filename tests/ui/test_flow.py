"""The whole window with the whole engine, from a drop to the end, on virtual sticks."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_drives import Faults
from support_flow import STICK, Desk, boot_image, gated, stick
from support_iso import SECTOR, Iso
from support_window import texts

from app.drives.image_file import virtual_stick
from app.errors import (
    DriveBusy,
    DriveGone,
    Stopped,
    SyncFailed,
    VerifyError,
    WriteRefused,
)
from app.result import Unchecked, Verified
from ui import intents
from ui.components.recent_row import RecentRow
from ui.offers import Refusal
from ui.state import (
    ConfirmOpen,
    Gone,
    NotTaken,
    QuitOpen,
    Refused,
    ReportSaved,
    StopOpen,
)
from ui.state.happenings import DrivesSeen
from ui.state.image import Inspected, Unusable
from ui.state.job import Ended, Purpose, Unplugging, Working
from ui.view import Body, Empty, Home, Outcome, Work


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def body(desk: Desk) -> Body:
    shown = desk.window._screen
    assert shown is not None
    return shown.body


def is_verified(desk: Desk) -> bool:
    return isinstance(desk.state.job, Ended) and isinstance(desk.state.job.end, Verified)


def outcome(desk: Desk) -> Outcome:
    page = body(desk)
    assert isinstance(page, Outcome)
    return page


def confirmed(desk: Desk, folder: Path, faults: Faults | None = None) -> None:
    """Up to the red button, on a stick that passes for a real one."""
    drive = stick(folder, faults)
    desk.inspect(boot_image(folder))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()


def test_from_drop_to_ready_to_boot_on_a_virtual_stick(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(body(desk), Empty)
    image = boot_image(tmp_path)
    desk.inspect(image)
    assert isinstance(body(desk), Home)
    desk.chooser.chosen = tmp_path / "stick.img"
    desk.window.send(intents.TryWithoutStick())
    desk.until(lambda: bool(desk.rows()))
    settle()
    assert desk.state.chosen == ""
    assert not desk.button("Write…").isEnabled()
    desk.choose(virtual_stick(tmp_path / "stick.img"))
    assert desk.button("Write…").isEnabled()
    desk.press("Write…")
    assert isinstance(desk.state.sheet, ConfirmOpen)
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)
    assert outcome(desk).title == "Ready to boot"
    with (tmp_path / "stick.img").open("rb") as written:
        assert written.read(image.stat().st_size) == image.read_bytes()
    desk.press("Write another")
    assert isinstance(body(desk), Home)
    assert isinstance(desk.state.image, Inspected)
    assert desk.state.chosen == ""


@pytest.mark.parametrize("again", [False, True])
def test_a_virtual_stick_whose_file_is_gone_leaves_the_list(
    desk: Desk, tmp_path: Path, *, again: bool
) -> None:
    """Also where another file has its name: what was chosen will never come back."""
    desk.inspect(boot_image(tmp_path))
    desk.chooser.chosen = path = tmp_path / "stick.img"
    desk.window.send(intents.TryWithoutStick())
    desk.until(lambda: bool(desk.rows()))
    desk.choose(virtual_stick(path))
    path.rename(tmp_path / "elsewhere.img")
    if again:
        virtual_stick(path, STICK)
    desk.press("Write…")
    desk.erase()
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    assert desk.state.drives.drives == ()
    assert desk.state.chosen == ""
    desk.until(lambda: not desk.rows())
    desk.window.send(intents.TryWithoutStick())
    desk.until(lambda: bool(desk.rows()))


def test_nothing_is_chosen_before_a_hand_does(desk: Desk, tmp_path: Path) -> None:
    desk.inspect(boot_image(tmp_path))
    first, second = stick(tmp_path), stick(tmp_path, name="second.img")
    desk.plug(first)
    desk.plug(first, second)
    assert not any(row.isChecked() for row in desk.rows())
    desk.choose(second)
    assert [row.isChecked() for row in desk.rows()] == [False, True]
    desk.socket.plug(first)
    desk.until(lambda: desk.state.chosen == "")
    assert desk.state.notice == Gone(second.info)
    desk.plug(first, second)
    assert not any(row.isChecked() for row in desk.rows())


def test_a_drive_that_goes_closes_the_question_about_it(desk: Desk, tmp_path: Path) -> None:
    drive = stick(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    assert "Erase and write" in [each.view.text for each in desk.buttons()]
    desk.socket.plug()
    desk.until(lambda: desk.state.sheet is None)
    settle()
    assert "Erase and write" not in [each.view.text for each in desk.buttons()]
    assert desk.state.job is None


def test_enter_right_after_the_question_does_nothing(desk: Desk, tmp_path: Path) -> None:
    drive = stick(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert desk.state.job is None
    assert (tmp_path / "usb.img").read_bytes() == b"old!" * (STICK // 4)


def test_stop_asks_and_the_work_goes_on_until_it_is_meant(desk: Desk, tmp_path: Path) -> None:
    drive, gate = gated(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(gate.reached.is_set)
    desk.until(lambda: isinstance(body(desk), Work))
    desk.press("Stop…")
    assert desk.state.sheet == StopOpen()
    desk.press("Keep writing")
    desk.until(lambda: desk.state.sheet is None)
    desk.press("Stop…")
    desk.press("Stop")
    assert isinstance(desk.state.job, Working)
    assert desk.state.job.stopping
    gate.opened.set()
    assert isinstance(desk.until_ended().end, Stopped)
    assert outcome(desk).title == "Stopped"
    assert (tmp_path / "usb.img").read_bytes()[:512] == bytes(512)
    assert desk.state.chosen == ""


def test_the_check_is_skipped_and_made_later(desk: Desk, tmp_path: Path) -> None:
    drive, gate = gated(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(gate.reached.is_set)
    assert desk.flow._writes.job is not None
    # The read-back of so small an image is over in a blink.
    desk.flow._writes.job.control.skip_check()
    gate.opened.set()
    assert isinstance(desk.until_ended().end, Unchecked)
    assert outcome(desk).title == "Written, not checked"
    with pytest.raises(DriveBusy), drive.open():
        pass
    desk.press("Check now")
    desk.until(lambda: is_verified(desk))
    assert isinstance(desk.state.job, Ended)
    assert desk.state.job.purpose is Purpose.CHECK
    assert outcome(desk).title == "Ready to boot"
    with pytest.raises(DriveBusy), drive.open():
        pass  # still held, so nobody came in between


def test_a_drive_that_keeps_only_a_part_is_found_out(desk: Desk, tmp_path: Path) -> None:
    confirmed(desk, tmp_path, Faults(drop_from=5 << 20))
    end = desk.until_ended().end
    assert isinstance(end, VerifyError)
    assert end.ranges[0][0] == 5 << 20
    page = outcome(desk)
    assert page.title == "The drive did not keep what was written"
    assert page.remark is not None
    assert page.remark.text == "It seems to keep only about 5.2 MB."
    with stick(tmp_path, name="other.img").open():
        pass


@pytest.mark.parametrize(
    ("faults", "kind", "title"),
    [
        (
            Faults(unplugged_after=6 << 20),
            DriveGone,
            "The drive was unplugged",
        ),
        (
            Faults(write_error=(errno.EIO, 4 << 20)),
            WriteRefused,
            "The drive refuses to be written",
        ),
        (Faults(sync_errors=[0, errno.EIO]), SyncFailed, "The drive refuses to be written"),
    ],
)
def test_a_drive_that_fails_has_its_page(
    desk: Desk, tmp_path: Path, faults: Faults, kind: type[Exception], title: str
) -> None:
    confirmed(desk, tmp_path, faults)
    assert isinstance(desk.until_ended().end, kind)
    assert outcome(desk).title == title
    assert desk.state.chosen == ""
    desk.press("Details")
    assert "SanDisk Ultra" in " ".join(texts(desk.window._screen))
    desk.press("Close")


def test_what_failed_is_named_by_its_file(desk: Desk, tmp_path: Path) -> None:
    """Found in the background, out of the image's own tree."""
    content = bytes(range(256)) * (5 << 12)
    made = Iso({"live/filesystem.squashfs": content})
    image = tmp_path / "live.iso"
    image.write_bytes(made.build())
    first = made.blocks["live/filesystem.squashfs"] * SECTOR
    drive = stick(tmp_path, Faults(drop_from=3 << 20))
    assert first < 3 << 20 < first + len(content)
    desk.inspect(image)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    assert isinstance(desk.until_ended().end, VerifyError)
    desk.until(lambda: isinstance(desk.state.job, Ended) and bool(desk.state.job.places))
    assert "inside the file \u2068live/filesystem.squashfs\u2069" in outcome(desk).lead.plain


def test_writing_again_after_a_failure_is_asked_again(desk: Desk, tmp_path: Path) -> None:
    faults = Faults(sync_errors=[errno.EIO])
    confirmed(desk, tmp_path, faults)
    assert isinstance(desk.until_ended().end, SyncFailed)
    desk.press("Write again…")
    assert isinstance(desk.state.sheet, ConfirmOpen)
    desk.erase()
    desk.until(lambda: is_verified(desk))


def test_a_report_is_saved(desk: Desk, tmp_path: Path) -> None:
    confirmed(desk, tmp_path, Faults(sync_errors=[errno.EIO]))
    desk.until_ended()
    desk.chooser.chosen = tmp_path / "report.txt"
    desk.press("Save a report…")
    desk.until(lambda: desk.state.notice == ReportSaved("report.txt"))
    text = (tmp_path / "report.txt").read_text()
    assert "sync-failed" in text
    assert "Linux" in text
    assert str(Path.home()) not in text
    desk.chooser.chosen = tmp_path / "no" / "folder.txt"
    desk.press("Save a report…")
    desk.until(lambda: isinstance(desk.state.notice, ReportSaved) and bool(desk.state.notice.why))


def test_ejecting_lets_go_of_the_drive(desk: Desk, tmp_path: Path) -> None:
    confirmed(desk, tmp_path)
    desk.until_ended()
    desk.press("Eject")
    desk.until(
        lambda: isinstance(desk.state.job, Ended) and desk.state.job.unplugging is Unplugging.DONE
    )
    with stick(tmp_path, name="usb.img").open():
        pass


def test_leaving_the_page_lets_go_of_the_drive(desk: Desk, tmp_path: Path) -> None:
    confirmed(desk, tmp_path)
    desk.until_ended()
    drive = desk.socket.drives[str(tmp_path / "usb.img")]
    desk.press("Write another")

    def is_free() -> bool:
        try:
            with drive.open():
                return True
        except DriveBusy:
            return False

    desk.until(is_free)


def test_a_busy_drive_is_refused_before_anything_is_touched(desk: Desk, tmp_path: Path) -> None:
    drive = stick(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    with drive.open():
        desk.erase()
        desk.until(lambda: desk.state.job is None)
    assert isinstance(body(desk), Home)
    assert desk.state.chosen  # still chosen by hand
    assert (tmp_path / "usb.img").read_bytes() == b"old!" * (STICK // 4)
    desk.press("Try again")
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)


def test_closing_the_window_while_it_writes(desk: Desk, tmp_path: Path) -> None:
    drive, gate = gated(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(gate.reached.is_set)
    desk.until(lambda: isinstance(body(desk), Work))
    desk.window.close()
    settle()
    assert desk.window.isVisible()
    assert desk.state.sheet == QuitOpen()
    desk.press("Stop and close")
    gate.opened.set()
    desk.until(lambda: not desk.window.isVisible())
    assert (tmp_path / "usb.img").read_bytes()[:512] == bytes(512)


@pytest.mark.parametrize("name", ["folder", "gone.iso", "download.iso.part"])
def test_what_is_dropped_wrongly_is_refused_in_words(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    desk.drop(tmp_path / name)
    desk.until(lambda: isinstance(desk.state.notice, NotTaken))
    page = body(desk)
    assert isinstance(page, Empty)
    assert page.drop.problem
    expected = {
        "folder": Refusal.FOLDER,
        "gone.iso": Refusal.GONE,
        "download.iso.part": Refusal.PARTIAL,
    }
    assert desk.state.notice == NotTaken(expected[name])


def test_a_file_that_is_no_image(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "paper.iso").write_bytes(b"%PDF-1.7\n" + bytes(9000))
    desk.inspect(tmp_path / "paper.iso")
    page = body(desk)
    assert isinstance(page, Home)
    assert page.image.verdict is not None
    assert page.image.verdict.title == "This is not a disk image"
    assert not desk.button("Write…").isEnabled()


def test_an_archive_of_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(b"PK\5\6" + bytes(18))
    desk.drop(tmp_path / "empty.zip")
    desk.until(lambda: isinstance(desk.state.image, Unusable))


def test_the_stick_may_not_be_the_image(desk: Desk, tmp_path: Path) -> None:
    image = boot_image(tmp_path)
    desk.inspect(image)
    desk.chooser.chosen = image
    desk.window.send(intents.TryWithoutStick())
    desk.until(lambda: bool(desk.rows()) and desk.rows()[0].view.blocked)
    settle()
    desk.choose(virtual_stick(image))
    assert desk.state.chosen == ""


def test_a_window_of_root_looks_for_no_drives(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, rooted=True)
    desk.socket.plug(stick(tmp_path))
    desk.inspect(boot_image(tmp_path))
    desk.window.send(intents.LookForDrives())
    settle()
    assert desk.rows() == []
    assert not desk.socket.seen.empty()  # nobody looked
    desk.window.close()
    assert desk.flow.finish()


def test_looking_again_begins_anew(desk: Desk, tmp_path: Path) -> None:
    desk.window.send(intents.LookForDrives())
    desk.plug(stick(tmp_path))
    assert len(desk.state.drives.rows) == 1


def test_a_command_line_image_is_opened_and_nothing_more(desk: Desk, tmp_path: Path) -> None:
    desk.plug(stick(tmp_path))
    desk.flow.tell(intents.OpenFile(str(boot_image(tmp_path))))
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    assert desk.state.job is None
    assert desk.state.sheet is None
    assert desk.state.chosen == ""


def test_the_screen_changes_by_itself_when_its_time_has_come(desk: Desk, tmp_path: Path) -> None:
    desk.plug(stick(tmp_path))
    desk.socket.plug()
    desk.until(lambda: not desk.state.drives.rows)


def test_what_was_downloaded_is_one_press_away(desk: Desk, tmp_path: Path) -> None:
    boot_image(tmp_path)
    desk.flow.look_around(tmp_path)
    desk.until(lambda: bool(desk.state.suggestions))
    settle()
    row = next(each for each in desk.window.findChildren(RecentRow) if each.isVisible())
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    desk.until(lambda: isinstance(desk.state.image, Inspected))


def test_small_images_are_written_whole_too(desk: Desk, tmp_path: Path) -> None:
    image = boot_image(tmp_path, extra=0)
    desk.inspect(image)
    drive = stick(tmp_path)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)
    assert (tmp_path / "usb.img").read_bytes()[: image.stat().st_size] == image.read_bytes()


def test_after_the_end_nothing_is_shown_any_more(qtbot: QtBot) -> None:
    """Threads that end with the window still tell; the window may be deleted by then."""
    desk = Desk(qtbot)
    desk.window.close()
    assert desk.flow.finish()
    before = desk.state
    desk.flow.tell(DrivesSeen(()))
    assert desk.state is before


def test_what_was_left_unfinished_is_told_and_a_write_takes_it_away(
    desk: Desk, tmp_path: Path
) -> None:
    confirmed(desk, tmp_path, Faults(unplugged_after=4 << 20))
    desk.until_ended()
    desk.press("Close")
    desk.until(lambda: len(desk.state.unfinished) == 1)
    assert desk.state.unfinished[0].why == "drive-gone"
    # The bare name: the marks around it in a sentence would be shown as garbage.
    assert desk.state.unfinished[0].image.isascii()
