"""The whole window while a drive is saved to a file, with the real engine on virtual sticks."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples import backup as sample
from samples.window import settle
from support_bad import Bad, bad_stick
from support_drives import Faults
from support_flow import Desk, shown, usb
from support_images import image_bytes
from support_window import GB, built_in_disk, doing, drive, system_disk, texts, told, with_drives

from app.demo.image import demo_image
from app.drives.drive import Drive, DriveInfo, DriveKind, Reason
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import (
    DriveDiffers,
    DriveGone,
    DriveInDoubt,
    FileOnDrive,
    FolderError,
    ImageChanged,
    NotPermitted,
    PackedDamaged,
    ReadRefused,
    Stopped,
)
from app.events import Progressed, Stage, StageStarted
from app.saved import Saved
from app.sources import open_source
from ui import intents
from ui.screens.backup_words import words_of_end, words_of_refusal
from ui.screens.drive_card import drive_card
from ui.screens.messages import message, reason_to_stay_awake
from ui.screens.report_text import report_text
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.state import ConfirmOpen, QuitOpen, Refused, StopOpen
from ui.state.backup import Backup, being_saved
from ui.state.drive_list import key_of
from ui.state.effects import AskForBackupFile, StartJob
from ui.state.happenings import BackupFileChosen, ImageLocated, JobEnded
from ui.state.image import NO_IMAGE
from ui.state.job import Ended, Purpose, Working
from ui.state.obstacles import HoldsImage, obstacle
from ui.view import Work

MIB = 1 << 20
SIZE = 8 * MIB
BACK_UP = intents.OpenTool("back-up")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def filled(folder: Path) -> Path:
    path = folder / "stick.img"
    path.write_bytes(image_bytes(SIZE))
    return path


def content_of(path: Path) -> bytes:
    source = open_source(path)
    with closing(source.stream()) as stream:
        view = memoryview(bytearray(source.size or 0))
        assert stream.readinto(view) == len(view)
    return bytes(view)


def begin(desk: Desk, drive: Drive, path: Path) -> None:
    desk.plug(drive)
    desk.window.send(intents.ShowTools())
    desk.window.send(BACK_UP)
    settle()
    desk.choose(drive)
    desk.chooser.chosen = path
    desk.press("Back up…")


def test_from_the_tools_to_a_file_that_is_checked(desk: Desk, tmp_path: Path) -> None:
    node, path = filled(tmp_path), tmp_path / "saved.img.zst"
    stick = usb(virtual_stick(node), Faults())
    desk.plug(stick)
    desk.window.send(intents.ShowTools())
    settle()
    assert "Save everything on a stick, a card or a disc into one image file" in shown(desk)
    desk.window.send(BACK_UP)
    settle()
    assert "Now choose the drive to save." in shown(desk)
    desk.choose(stick)
    assert "Nothing on the drive is changed." in shown(desk)
    desk.chooser.chosen = path
    desk.press("Back up…")
    end = desk.until_ended().end
    assert isinstance(end, Saved)
    assert content_of(path) == node.read_bytes() == image_bytes(SIZE)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (tmp_path / "saved.img.zst.sha256").read_text() == f"{digest}  saved.img.zst\n"
    assert f"8.4 MB in a file of {end.stored / 1e6:.1f} MB. SHA-256 beside it." in shown(desk)
    desk.press("Check it")
    end = desk.until_ended().end
    assert isinstance(end, Saved)
    assert end.checked
    assert "Drive and file were compared and are the same, byte for byte." in shown(desk)
    assert "Check it" not in shown(desk)
    desk.press("Close")
    assert being_saved(desk.state) == Backup()
    assert desk.state.chosen == ""


def test_not_packed_and_only_as_far_as_it_is_used(desk: Desk, tmp_path: Path) -> None:
    stick = virtual_stick(filled(tmp_path))
    desk.plug(stick)
    desk.window.send(BACK_UP)
    settle()
    desk.press("Options")
    desk.window.send(intents.SettingChanged("pack", value=False))
    desk.window.send(intents.SettingChanged("only-used", value=True))
    settle()
    desk.press("Done")
    desk.chooser.chosen = tmp_path / "saved"
    desk.press("Choose a file…")
    assert "saved.img" in shown(desk)
    assert desk.state.job is None
    desk.choose(stick)
    desk.press("Back up")
    assert isinstance(desk.until_ended().end, Saved)
    assert (tmp_path / "saved.img").read_bytes() == image_bytes(SIZE)
    assert "end of what is used" in shown(desk)


def test_bad_places_are_told_and_tried_again(desk: Desk, tmp_path: Path) -> None:
    places = ((MIB, MIB + 512), (3 * MIB, 3 * MIB + 1024), (5 * MIB, 5 * MIB + 512))
    bad = Bad(places)
    begin(desk, bad_stick(filled(tmp_path), bad), tmp_path / "saved.img.zst")
    end = desk.until_ended().end
    assert isinstance(end, Saved)
    assert len(end.unread) == 3
    said = shown(desk)
    assert "Saved as far as it could be read" in said
    assert "3 places could not be read; they are zeros in the file and listed beside it." in said
    assert (tmp_path / "saved.img.zst.map").exists()
    desk.press("Check it")
    assert isinstance(desk.until_ended().end, Saved)
    assert "All else was compared once more and is the same, byte for byte." in shown(desk)
    bad.times = 0
    desk.press("Try again")
    desk.until(lambda: isinstance(desk.state.job, Working))
    end = desk.until_ended().end
    assert isinstance(end, Saved)
    assert end.unread == ()
    assert content_of(tmp_path / "saved.img.zst") == image_bytes(SIZE)
    assert not (tmp_path / "saved.img.zst.map").exists()


def test_around_bad_places_nobody_says_that_all_is_read() -> None:
    said = " ".join(texts(sample.BAD_PLACES)).replace("\xa0", " ")
    assert "Reading around bad places" in said
    assert "131 kB could not be read so far and are tried again." in said
    assert "100" not in said
    assert isinstance(sample.BAD_PLACES.body, Work)
    assert sample.BAD_PLACES.body.map.percent == 99
    assert "%" not in sample.BAD_PLACES.title


def test_pulled_out_it_goes_on_where_it_was(desk: Desk, tmp_path: Path) -> None:
    bad = Bad(left=5 * MIB)
    begin(desk, bad_stick(filled(tmp_path), bad), tmp_path / "saved.img.zst")
    assert isinstance(desk.until_ended().end, DriveGone)
    said = shown(desk)
    assert "The drive was unplugged" in said
    assert "What was read is kept: plug it in again, then go on." in said
    assert not (tmp_path / "saved.img.zst").exists()
    bad.left, before = 1 << 40, len(bad.asked)
    desk.press("Go on")
    desk.until(lambda: isinstance(desk.state.job, Working))
    assert isinstance(desk.until_ended().end, Saved)
    assert content_of(tmp_path / "saved.img.zst") == image_bytes(SIZE)
    large = [offset for offset, length in bad.asked[before:] if length >= MIB]
    assert large
    assert min(large) > MIB


def test_another_day_the_same_file_goes_on(desk: Desk, tmp_path: Path) -> None:
    bad = Bad(left=5 * MIB)
    stick = bad_stick(filled(tmp_path), bad)
    begin(desk, stick, tmp_path / "saved.img")
    desk.until_ended()
    bad.left = 1 << 40
    desk.press("Close")
    desk.choose(stick)
    desk.press("Back up")
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    settle()
    assert "An earlier backup to this file is not finished" in shown(desk)
    desk.press("Go on")
    desk.until(lambda: desk.state.job is not None)
    assert isinstance(desk.until_ended().end, Saved)
    assert (tmp_path / "saved.img").read_bytes() == image_bytes(SIZE)


def test_nothing_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "saved.img.zst").write_bytes(b"mine")
    begin(desk, virtual_stick(filled(tmp_path)), tmp_path / "saved.img.zst")
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    settle()
    assert "saved.img.zst is there already" in shown(desk)
    assert (tmp_path / "saved.img.zst").read_bytes() == b"mine"
    desk.chooser.chosen = tmp_path / "other.img"
    desk.press("Change…")
    desk.press("Back up")
    assert isinstance(desk.until_ended().end, Saved)


def test_a_folder_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    begin(desk, virtual_stick(filled(tmp_path)), tmp_path / "none" / "saved.img")
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    settle()
    assert "The file can’t be put there" in shown(desk)


def test_a_disk_that_is_full(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it, in the middle of the writing."""
    real = os.pwrite

    def full(fd: int, data: bytes, offset: int) -> int:
        if offset >= 4 * MIB:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(fd, data, offset)

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        begin(desk, virtual_stick(filled(tmp_path)), tmp_path / "saved.img.zst")
        assert isinstance(desk.until_ended().end, FolderError)
    said = shown(desk)
    assert "The disk for the file is full" in said
    assert "Make room there, then go on: what was read is kept." in said
    desk.press("Go on")
    desk.until(lambda: isinstance(desk.state.job, Working))
    assert isinstance(desk.until_ended().end, Saved)
    assert content_of(tmp_path / "saved.img.zst") == image_bytes(SIZE)


def test_a_drive_that_was_written_to_since_differs(desk: Desk, tmp_path: Path) -> None:
    node = filled(tmp_path)
    begin(desk, virtual_stick(node), tmp_path / "saved.img")
    desk.until_ended()
    with node.open("r+b") as file:
        file.seek(2 * MIB)
        file.write(b"another")
    desk.press("Check it")
    assert isinstance(desk.until_ended().end, DriveDiffers)
    said = shown(desk)
    assert "File and drive are not the same" in said
    assert "They differ first at 2.10 MB." in said
    desk.press("Close")


class Disc(ImageFileDrive):
    """A file that passes for a drive with a disc in it."""

    @property
    def info(self) -> DriveInfo:
        reason = Reason("not-a-drive", "A disc drive, not a stick (sr0).", hidden=True)
        info = replace(super().info, node="/dev/sr0", kind=DriveKind.INTERNAL, bus="ata")
        return replace(info, read_only=True, reasons=(reason,))


def test_a_disc_is_saved_as_far_as_its_volume_goes(desk: Desk, tmp_path: Path) -> None:
    """A drive for discs is known by its node. Behind the volume lies what the drive rounds up."""
    image = demo_image()
    node = tmp_path / "disc"
    node.write_bytes(image + bytes(3 * MIB))
    disc = Disc(virtual_stick(node).info)
    desk.socket.plug(disc)
    desk.until(lambda: desk.state.drives.listed)
    assert desk.state.drives.drives == ()
    desk.window.send(BACK_UP)
    settle()
    (row,) = desk.rows()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settle()
    desk.chooser.chosen = tmp_path / "disc.iso"
    desk.press("Back up…")
    end = desk.until_ended().end
    assert isinstance(end, Saved)
    assert image.startswith((tmp_path / "disc.iso").read_bytes())
    assert 0 < end.size <= len(image)
    assert "What lies behind its volume is not saved." in shown(desk)
    desk.window.send(intents.Back())
    settle()
    assert desk.rows() == []


def test_nothing_is_asked_but_where(tmp_path: Path) -> None:
    """The drive is only read: no sheet, and nobody can make a write of it."""
    state = sample.chosen(sample.opened())
    asked = doing(state, intents.BackUp())
    assert asked == (AskForBackupFile("SanDisk Ultra", ".img.zst", begins=True),)
    state = told(state, BackupFileChosen(tmp_path / "a.img", begins=True))
    assert isinstance(state.job, Working)
    assert (state.job.purpose, state.sheet) == (Purpose.SAVE, None)
    chosen = sample.with_file(sample.chosen(sample.opened()))
    assert told(chosen, intents.Write()) == chosen
    asking = replace(chosen, sheet=ConfirmOpen(sample.STICK))
    assert told(asking, intents.Confirmed()) == replace(chosen, sheet=None)
    over = sample.over(Stopped())
    assert told(over, intents.WriteAgain()) == over


def test_without_a_drive_it_does_not_begin() -> None:
    state = sample.with_file(sample.opened())
    assert doing(state, intents.BackUp()) == ()
    assert "Now choose the drive to save." in texts(screen(state, 0.0))
    assert "Waiting for a drive." in texts(screen(told(with_drives(), BACK_UP), 0.0))


def test_discs_are_there_as_long_as_one_saves() -> None:
    state = sample.opened()
    disc = next(each for each in state.drives.drives if each.node == "/dev/sr0")
    assert obstacle(disc, state.image) is None
    assert obstacle(disc, NO_IMAGE) is not None
    row = next(each for each in drive_card(state, 0.0).rows if "DVDRAM" in each.name)
    assert (row.blocked, row.remark, row.badge) == (False, None, "")
    assert "Disc drive" in row.detail
    state = replace(state, chosen=key_of(disc))
    asked = doing(state, intents.ChooseBackupFile())
    assert asked == (AskForBackupFile("HL-DT-ST DVDRAM GP65", ".iso.zst", begins=False),)
    left = told(state, intents.Back())
    assert [each.node for each in left.drives.drives] == [sample.STICK.node]
    assert left.chosen == ""


def test_what_may_be_read_and_what_not() -> None:
    """What cannot be written may be saved all the same; what changes under the reading may not."""
    locked = drive(2, reasons=(Reason("read-only", "Locked."),), read_only=True)
    busy = drive(3, reasons=(Reason("in-use", "In use by Backups. Close it first."),))
    state = sample.opened(sample.STICK, locked, busy, system_disk(), built_in_disk())
    rows = drive_card(state, 0.0).rows
    assert [row.blocked for row in rows] == [False, False, True]
    assert drive_card(with_drives(locked), 0.0).rows[0].blocked


def test_the_file_cannot_lie_on_the_drive() -> None:
    state = sample.with_file(sample.chosen(sample.opened()))
    found = ImageLocated(sample.SAVED_TO.parent, frozenset({key_of(sample.STICK)}))
    state = told(state, found)
    assert state.chosen == ""
    assert obstacle(sample.STICK, state.image) == HoldsImage()
    remark = drive_card(state, 0.0).rows[0].remark
    assert remark is not None
    assert remark.text == "The file would lie on this drive"
    state = told(told(state, intents.ShowOptions()), intents.SettingChanged("pack", value=False))
    assert obstacle(sample.STICK, state.image) == HoldsImage()
    assert words_of_refusal(FileOnDrive("X")).title == "The file would lie on the drive itself"


@pytest.mark.parametrize(
    ("name", "wish", "found", "packed"),
    [
        ("a.img.zst", Backup(packed=False), "a.img.zst", True),
        ("a.img", Backup(), "a.img", False),
        ("a.iso", Backup(), "a.iso", False),
        ("a", Backup(), "a.img.zst", True),
        ("a.b", Backup(packed=False), "a.b.img", False),
    ],
)
def test_the_name_says_whether_it_is_packed(
    name: str, wish: Backup, found: str, packed: bool
) -> None:
    made = wish.into(Path("/a") / name)
    assert (made.name, made.packed) == (found, packed)
    other = made.packing(on=not packed)
    assert other.packed is not packed
    assert other.name == (f"{found}.zst" if not packed else found.removesuffix(".zst"))
    assert other.packing(on=packed) == made


def test_stop_is_asked_and_says_what_is_kept() -> None:
    state = sample.at_work(sample.events(until=0.4))
    state = told(state, intents.StopAsked())
    assert state.sheet == StopOpen()
    said = "\n".join(texts(screen(state, 0.0)))
    assert "What was read so far is kept, and you can go on with it." in said
    stopping = told(state, intents.StopConfirmed())
    assert isinstance(stopping.job, Working)
    over = told(stopping, JobEnded(stopping.job.number, Stopped()))
    assert isinstance(over.job, Ended)
    said = "\n".join(texts(screen(over, 0.0)))
    assert "12.80 of 32.00 GB were read." in said
    assert told(sample.at_work(sample.events()), intents.Quit()).sheet == QuitOpen()
    begun = doing(over, intents.BackUp(resume=True))
    assert [each.resume for each in begun if isinstance(each, StartJob)] == [True]


def test_a_comparison_that_is_stopped_leads_back() -> None:
    over = sample.over(sample.saved())
    checking = told(over, intents.CheckNow())
    assert isinstance(checking.job, Working)
    assert checking.job.purpose is Purpose.CHECK
    assert told(checking, JobEnded(checking.job.number, Stopped())).job == over.job


def test_what_a_screen_reader_hears() -> None:
    before = sample.at_work(sample.events(until=0.1))
    half = sample.at_work(sample.events(until=0.5))
    assert isinstance(half.job, Working)
    half = replace(half, job=replace(half.job, said=50))
    told_half = announce(before, half, 0.0)
    assert told_half is not None
    assert told_half.text == "50% read"
    summing = sample.at_work(
        (*sample.events(), (242.0, StageStarted(Stage.SUM, 9)), (243.0, Progressed(Stage.SUM, 3)))
    )
    summed = announce(half, summing, 0.0)
    assert summed is not None
    assert summed.text == "Read. Now summing it up."
    state = spoken(half)
    assert state is not None
    assert state.text.startswith("133 MB/s, 16.00 of 32.00 GB, About 2 minutes left")
    done = announce(half, sample.over(sample.saved()), 0.0)
    assert done is not None
    assert done.text == "Saved. 32 GB in a file of 9.4 GB. SHA-256 beside it."
    assert done.urgent


def test_what_the_desktop_is_told() -> None:
    over = sample.over(sample.saved())
    assert isinstance(over.job, Ended)
    image, found = over.job.image, sample.saved()
    assert message(image, sample.STICK, found).title == "Saved"
    unread = message(image, sample.STICK, sample.saved((0, 512)))
    assert unread.title == "Saved as far as it could be read"
    checked = message(image, sample.STICK, sample.saved(checked=True))
    assert checked.title == "File and drive are the same"
    used = replace(sample.saved(checked=True), left=GB)
    assert message(image, sample.STICK, used).title == "Saved and compared"
    failed = message(image, sample.STICK, DriveGone("SanDisk Ultra"))
    assert failed.title == "Not saved to the end"
    said = reason_to_stay_awake(image, sample.STICK, Purpose.SAVE)
    assert said == "Saving SanDisk Ultra"
    text = report_text(over.job)
    assert "Saved: 32000000000 bytes in 9400000000, 0 left out" in text
    assert "report of a save" in text


def test_zeros_in_the_place_of_what_nothing_uses_are_not_called_the_same() -> None:
    over = sample.over(replace(sample.saved(checked=True), left=GB))
    said = " ".join(texts(screen(over, 0.0)))
    assert "All else was compared once more and is the same, byte for byte." in said
    assert "Drive and file were compared and are the same" not in said


def test_what_may_be_mounted_again_is_not_called_safe_to_unplug() -> None:
    """A comparison releases nothing."""
    over = sample.over(sample.saved(checked=True))
    assert isinstance(over.job, Ended)
    assert "Safe to unplug now" in texts(screen(over, 0.0))
    later = replace(over, job=replace(over.job, purpose=Purpose.CHECK))
    assert "Safe to unplug now" not in texts(screen(later, 0.0))


def test_nothing_was_unplugged_where_the_computer_slept() -> None:
    state = sample.over(DriveInDoubt("X"), sample.events(until=0.4))
    said = texts(screen(state, 0.0))
    assert "stopped here" in said
    assert not [each for each in said if "unplugged" in each or "removed" in each]


def test_every_end_has_its_words() -> None:
    over = sample.over(Stopped(), sample.events(until=0.4))
    assert isinstance(over.job, Ended)
    full = FolderError("/media/x", os.strerror(errno.ENOSPC))
    denied = FolderError("/media/x", os.strerror(errno.EACCES))
    assert words_of_end(full, over.job).title == "The disk for the file is full"
    assert words_of_refusal(denied).title == "You may not write to this folder"
    planned = FolderError("/media/x", "it may not be written to")
    assert words_of_refusal(planned).title == "You may not write to this folder"
    unreadable = words_of_end(ReadRefused("X", 0, "Input/output error"), over.job)
    assert unreadable.title == "Nothing of the drive can be read"
    assert "Reading a drive needs your password" in words_of_refusal(NotPermitted("X")).text
    checked = replace(over.job, purpose=Purpose.CHECK)
    gone = words_of_end(DriveGone("X"), checked)
    assert "The file stays as it is." in gone.text
    for job, then in (
        (over.job, "What was read is kept: “Go on” reads the rest."),
        (checked, "Drive and file stay as they are."),
    ):
        doubted = words_of_end(DriveInDoubt("X"), job)
        assert doubted.title == "The computer slept"
        assert doubted.text.endswith(f"Choose the drive anew. {then}")
    for job, then in ((over.job, "“Go on” reads that from the drive"), (checked, "Save the drive")):
        rotten = words_of_end(PackedDamaged("zstd", 4 << 20, "wrong checksum"), job)
        assert rotten.title == "The packed file is damaged"
        assert rotten.text.endswith(f"{then} again.")
    changed = words_of_end(ImageChanged("saved.img", "something wrote to it"), checked)
    assert changed.title == "The file is not as it was saved"
    assert changed.text.endswith("Save the drive again.")
    wrong = words_of_end(DriveDiffers("X", ((512, 512),), flaky=False), checked)
    assert wrong.title == "File and drive are not the same"
