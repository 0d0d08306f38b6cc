"""Acceptance 10: whatever is dropped leads to its text of design 8.1, through the real window and
the real look at the path."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dragging import drop
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot
from support_flow import Desk, boot_image

from ui.state import NotTaken
from ui.state.image import Inspected
from ui.view import Empty


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def link(address: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    return mime


def key() -> QMimeData:
    mime = QMimeData()
    mime.setData("application/vnd.portal.filetransfer", b"key-7\0")
    return mime


def unreadable(folder: Path) -> Path:
    path = folder / "secret.iso"
    path.write_bytes(bytes(512))
    path.chmod(0)
    return path


def block_device() -> Path | None:
    devices = sorted(path for path in Path("/dev").iterdir() if path.is_block_device())
    return devices[0] if devices else None


def told(desk: Desk) -> str:
    """What the window says, once it says something."""
    desk.until(lambda: isinstance(desk.state.notice, NotTaken))
    screen = desk.window._screen
    assert screen is not None
    assert isinstance(screen.body, Empty)
    return screen.body.drop.problem


@pytest.mark.parametrize(
    ("mime", "text"),
    [
        (lambda it: files(it / "a.iso", it / "b.iso"), "One image at a time, please"),
        (lambda it: files(it), "This is a folder. Drop the image file itself."),
        (
            lambda _: link("ftp://example.org/a.iso"),
            "This file is on the web. Download it first, then drop it here.",
        ),
        (
            lambda _: key(),
            "The desktop did not hand over this file. Choose it with “Choose a file…” instead.",
        ),
        (lambda it: files(it / "gone.iso"), "The file is gone"),
    ],
)
def test_it_says_why_it_is_not_taken(
    qtbot: QtBot, tmp_path: Path, mime: Callable[[Path], QMimeData], text: str
) -> None:
    desk = Desk(qtbot)
    drop(desk.window, mime(tmp_path))
    assert told(desk).startswith(text)
    assert desk.flow.finish()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot)
    drop(desk.window, files(unreadable(tmp_path)))
    assert told(desk).startswith("You may not read this file")
    assert desk.flow.finish()


def test_a_drive(qtbot: QtBot) -> None:
    device = block_device()
    if device is None:
        pytest.skip("this computer shows no block device here")
    desk = Desk(qtbot)
    drop(desk.window, files(device))
    assert told(desk).startswith("This is a drive, not a file.")
    assert desk.flow.finish()


def test_a_file_is_inspected(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot)
    drop(desk.window, files(boot_image(tmp_path, extra=0)))
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    assert desk.state.notice is None
    assert desk.state.chosen == ""
    assert desk.flow.finish()
