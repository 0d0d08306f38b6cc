"""The image is summed up behind the window, on its own, and gives way to a write."""

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, boot_image, stick
from support_implanted import Maker

from app.result import Verified
from ui import intents
from ui.components.field import Field
from ui.state import ChecksumOpen, PasteOpen
from ui.state.image import Inspected
from ui.view import FactRow, Home

VOLUME = 16 * 2048  # where the descriptor of the disc begins


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def checksum_row(desk: Desk) -> FactRow:
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Home)
    return shown.body.image.rows[0]


def test_a_list_beside_the_image_is_compared_by_itself(desk: Desk, tmp_path: Path) -> None:
    image = boot_image(tmp_path)
    digest = hashlib.sha256(image.read_bytes()).hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest} *{image.name}\n")
    desk.inspect(image)
    desk.until(lambda: checksum_row(desk).title == "Checksum matches")
    settle()
    desk.press("Details")
    assert desk.state.sheet == ChecksumOpen()
    desk.window.send(intents.Dismiss())
    settle()
    wrong = "0" * 64
    desk.window.send(intents.Pasted(intents.Offer(text=wrong)))
    desk.until(lambda: checksum_row(desk).title == "Checksums disagree")


def test_a_checksum_is_typed_into_its_sheet(desk: Desk, tmp_path: Path) -> None:
    image = boot_image(tmp_path)
    desk.inspect(image)
    desk.press("Paste")
    (field,) = [each for each in desk.window.findChildren(Field) if each.isVisible()]
    QTest.keyClicks(field, "hello")
    desk.press("Compare")
    assert desk.state.sheet == PasteOpen(wrong=True)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, hashlib.sha256(image.read_bytes()).hexdigest().upper())
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    desk.until(lambda: checksum_row(desk).title == "Checksum matches")
    assert desk.state.sheet is None


def test_a_write_that_begins_while_the_image_is_read_comes_first(
    desk: Desk, tmp_path: Path
) -> None:
    image = boot_image(tmp_path)
    with image.open("ab") as file:
        file.truncate(8 << 30)  # some seconds of reading; the stick is too small for it
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64} *{image.name}\n")
    desk.inspect(image)
    desk.until(lambda: checksum_row(desk).title.startswith("Checking"))
    settle()
    desk.press("Stop")
    assert checksum_row(desk).title == "Checksum not checked"
    other = tmp_path / "other"
    other.mkdir()
    small = boot_image(other)
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    (other / "SHA256SUMS").write_text(f"{digest} *{small.name}\n")
    drive = stick(tmp_path)
    desk.plug(drive)
    desk.drop(small)
    desk.until(lambda: isinstance(desk.state.image, Inspected) and desk.state.image.path == small)
    settle()
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    ended = desk.until_ended()
    assert isinstance(ended.end, Verified)
    assert ended.image.checksum.comparison is not None
    assert not ended.image.checksum.wrong


def rows(desk: Desk) -> list[str]:
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Home)
    return [row.title for row in shown.body.image.rows]


@pytest.mark.parametrize(
    ("damaged", "answer"), [(False, "Not damaged"), (True, "The image is damaged")]
)
def test_an_image_is_compared_with_what_its_makers_left_in_it(
    desk: Desk, tmp_path: Path, answer: str, *, damaged: bool
) -> None:
    image = Maker().image()
    if damaged:
        image[2 << 20] ^= 1
    path = tmp_path / "fedora.iso"
    path.write_bytes(image)
    desk.inspect(path)
    assert "Not checked for damage" in rows(desk)
    desk.press("Check")
    desk.until(lambda: answer in rows(desk))
    settle()
    desk.press("Details")
    assert desk.state.sheet == ChecksumOpen()


def test_a_look_for_damage_is_stopped(desk: Desk, tmp_path: Path) -> None:
    image = Maker().image()
    length, size = 4 << 30, VOLUME + 80  # some seconds of reading
    image[size : size + 8] = struct.pack("<I", length >> 11) + struct.pack(">I", length >> 11)
    image[:] = image.replace(b"FRAGMENT COUNT", b"FRAGMENT TALLY")  # or it ends at the first
    path = tmp_path / "fedora.iso"
    path.write_bytes(image)
    with path.open("ab") as file:
        file.truncate(length)
    desk.inspect(path)
    desk.press("Check")
    desk.until(lambda: any(title.startswith("Looking for damage… ") for title in rows(desk)))
    settle()
    desk.press("Stop")
    assert "Not checked for damage" in rows(desk)
