"""Several drives in the whole window with the whole engine, on virtual sticks."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_drives import Faults
from support_flow import Desk, boot_image, gated, stick
from support_window import texts

from app.drives.drive import Drive
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DriveBusy, Stopped, WriteRefused
from app.result import Verified
from ui.components.drive_row import BoxRow
from ui.components.field import Field
from ui.components.job_row import JobRow
from ui.state import ConfirmSeveralOpen, Refused
from ui.state.batch import Batch, is_untouched
from ui.state.drive_list import key_of
from ui.state.image import Inspected
from ui.state.job import Ended
from ui.view import Home, Several


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def page(desk: Desk) -> Several:
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Several)
    return shown.body


def batch(desk: Desk) -> Batch:
    assert isinstance(desk.state.job, Batch)
    return desk.state.job


def end_of(desk: Desk, drive: Drive) -> object:
    member = batch(desk).find(key_of(drive.info))
    assert isinstance(member, Ended)
    return member.end


def tick(desk: Desk, *drives: Drive) -> None:
    """With the pointer, box after box."""
    desk.press("Several at once")
    for drive in drives:
        boxes = [each for each in desk.window.findChildren(BoxRow) if each.isVisible()]
        index = [row.drive for row in desk.state.drives.rows].index(drive.info)
        QTest.mouseClick(boxes[index], Qt.MouseButton.LeftButton)
        settle()


def start(desk: Desk, typed: str) -> None:
    desk.press("Write…")
    host = desk.window._host
    assert host is not None
    assert host.sheet is not None
    (field,) = host.sheet.findChildren(Field)
    QTest.keyClicks(field, typed)
    settle()
    desk.erase()


def until_over(desk: Desk) -> None:
    desk.until(lambda: isinstance(desk.state.job, Batch) and not desk.state.job.running)
    settle()


def ready_for(desk: Desk, folder: Path, *drives: Drive) -> Path:
    image = boot_image(folder)
    desk.inspect(image)
    desk.plug(*drives)
    tick(desk, *drives)
    return image


def test_two_drives_and_one_that_fails(desk: Desk, tmp_path: Path) -> None:
    good = [stick(tmp_path, name=f"good{number}.img") for number in range(2)]
    bad = stick(tmp_path, Faults(write_error=(errno.EIO, 5 << 20)), name="bad.img")
    image = ready_for(desk, tmp_path, good[0], bad, good[1])
    start(desk, "3")
    until_over(desk)
    content = image.read_bytes()
    for drive in good:
        assert isinstance(end_of(desk, drive), Verified)
        assert Path(drive.info.node).read_bytes()[: len(content)] == content
    assert isinstance(end_of(desk, bad), WriteRefused)
    assert [row.state for row in page(desk).rows] == ["Done", "Failed", "Done"]
    assert "2 done, 1 failed" in page(desk).lead
    assert len([each for each in desk.window.findChildren(JobRow) if each.isVisible()]) == 3
    desk.press("Details")
    assert any("write-refused" in text for text in texts(desk.window._screen))


def test_each_is_held_until_it_is_ejected(desk: Desk, tmp_path: Path) -> None:
    drives = [stick(tmp_path, name=f"{number}.img") for number in range(2)]
    ready_for(desk, tmp_path, *drives)
    start(desk, "2")
    until_over(desk)
    for drive in drives:
        with pytest.raises(DriveBusy), drive.open():
            pass
    row = next(each for each in page(desk).rows if each.key == key_of(drives[0].info))
    assert row.button is not None
    desk.window.send(row.button.intent)
    desk.until(lambda: "Ejected" in page(desk).rows[0].text)
    with drives[0].open():
        pass
    with pytest.raises(DriveBusy), drives[1].open():
        pass
    desk.press("Eject all")
    desk.until(lambda: "Ejected" in page(desk).rows[1].text)
    with drives[1].open():
        pass
    desk.press("Write another")
    assert isinstance(desk.state.image, Inspected)
    assert desk.state.job is None
    assert not desk.state.ticked


def test_one_is_stopped_and_the_other_goes_on(desk: Desk, tmp_path: Path) -> None:
    held, gate = gated(tmp_path)
    other = stick(tmp_path, name="other.img")
    ready_for(desk, tmp_path, held, other)
    start(desk, "2")
    desk.until(gate.reached.is_set)
    row = next(each for each in page(desk).rows if each.key == key_of(held.info))
    assert row.button is not None
    assert row.button.text == "Stop this one"
    desk.window.send(row.button.intent)
    desk.press("Stop")
    gate.opened.set()
    until_over(desk)
    assert isinstance(end_of(desk, held), Stopped)
    assert isinstance(end_of(desk, other), Verified)


def test_all_are_stopped(desk: Desk, tmp_path: Path) -> None:
    first, gate = gated(tmp_path)
    second = stick(tmp_path, name="second.img")
    ready_for(desk, tmp_path, first, second)
    start(desk, "2")
    desk.until(gate.reached.is_set)
    desk.press("Stop all…")
    desk.press("Stop all")
    gate.opened.set()
    until_over(desk)
    assert isinstance(end_of(desk, first), Stopped)


def test_a_closed_window_stops_all(desk: Desk, tmp_path: Path) -> None:
    first, gate = gated(tmp_path)
    second = stick(tmp_path, name="second.img")
    ready_for(desk, tmp_path, first, second)
    start(desk, "2")
    desk.until(lambda: gate.reached.is_set() and batch(desk).running[0].touched)
    desk.window.close()
    desk.press("Stop and close")
    gate.opened.set()
    desk.until(lambda: not desk.window.isVisible())
    assert Path(first.info.node).read_bytes()[:512] == bytes(512)


def test_one_that_is_in_use_does_not_keep_the_other(desk: Desk, tmp_path: Path) -> None:
    busy, free = (stick(tmp_path, name=name) for name in ("busy.img", "free.img"))
    ready_for(desk, tmp_path, busy, free)
    with virtual_stick(Path(busy.info.node)).open():
        start(desk, "2")
        until_over(desk)
    assert isinstance(end_of(desk, busy), DriveBusy)
    member = batch(desk).find(key_of(busy.info))
    assert isinstance(member, Ended)
    assert is_untouched(member)
    assert isinstance(end_of(desk, free), Verified)
    assert "Nothing was changed" in page(desk).rows[0].text


def test_where_none_could_begin_the_cards_stay(desk: Desk, tmp_path: Path) -> None:
    drives = [stick(tmp_path, name=f"{number}.img") for number in range(2)]
    ready_for(desk, tmp_path, *drives)
    others = [virtual_stick(Path(drive.info.node)) for drive in drives]
    with others[0].open(), others[1].open():
        start(desk, "2")
        desk.until(lambda: desk.state.job is None)
    assert isinstance(desk.state.notice, Refused)
    assert desk.state.ticked == {key_of(drive.info) for drive in drives}
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Home)


def test_an_image_that_was_cut_off_since_is_written_to_none(desk: Desk, tmp_path: Path) -> None:
    drives = [stick(tmp_path, name=f"{number}.img") for number in range(2)]
    image = ready_for(desk, tmp_path, *drives)
    before = [Path(drive.info.node).read_bytes() for drive in drives]
    with image.open("r+b") as file:
        file.truncate(1 << 20)
    shown = desk.state.image
    start(desk, "2")
    desk.until(lambda: desk.state.job is None and desk.state.image != shown)  # looked at anew
    assert [Path(drive.info.node).read_bytes() for drive in drives] == before


def test_the_number_of_drives_has_to_be_typed(desk: Desk, tmp_path: Path) -> None:
    drives: list[ImageFileDrive] = [stick(tmp_path, name=f"{number}.img") for number in range(2)]
    ready_for(desk, tmp_path, *drives)
    desk.press("Write…")
    assert isinstance(desk.state.sheet, ConfirmSeveralOpen)
    erase = desk.button("Erase and write")
    assert not erase.isEnabled() or not erase.view.enabled
    host = desk.window._host
    assert host is not None
    assert host.sheet is not None
    (field,) = host.sheet.findChildren(Field)
    QTest.keyClicks(field, "3")
    settle()
    assert not erase.view.enabled
    assert desk.state.job is None
