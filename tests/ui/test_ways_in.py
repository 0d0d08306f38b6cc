"""Every way in that an image can take, with real events of Qt (design 7, rows 1 to 2b, and 8.1)."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import dragging
import pytest
from fake_bus import Answer, Call, FakeBus, Reply
from packing import ZipFile, zip_of
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, boot_image, gated

from ui import intents
from ui.components.recent_row import RecentRow
from ui.offers import Refusal
from ui.state import FileChanged, FolderOpen, MembersOpen, NotTaken
from ui.state.image import Inspected, NoImage, Unusable
from ui.state.job import Working
from ui.view import DragKind, Empty

KEY = "application/vnd.portal.filetransfer"


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    # What is copied would outlive Python in Qt's own hands, and be destroyed without it.
    QGuiApplication.clipboard().clear()
    desk.window.close()
    assert desk.flow.finish()


def urls(*given: str | Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(each) if isinstance(each, str) else _url(each) for each in given])
    return mime


def _url(path: Path) -> QUrl:
    return QUrl.fromEncoded(QByteArray(path.as_uri().encode()))


def text(given: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(given)
    return mime


def portal(key: str, mime: QMimeData | None = None) -> QMimeData:
    mime = mime or QMimeData()
    mime.setData(KEY, QByteArray(key.encode() + b"\0"))
    return mime


def drag(desk: Desk, mime: QMimeData) -> None:
    assert dragging.drag(desk.window, mime)


def drop(desk: Desk, mime: QMimeData) -> None:
    assert dragging.drop(desk.window, mime)


def paste(desk: Desk, mime: QMimeData) -> None:
    """Keys do something from the first frame on."""
    desk.until(lambda: desk.window._shortcuts is not None)
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(desk.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def opened(desk: Desk) -> Path:
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    settle()
    assert isinstance(desk.state.image, Inspected)
    assert desk.state.job is None
    assert desk.state.chosen == ""
    return desk.state.image.path


def refused(desk: Desk) -> str:
    """What the drop zone says."""
    desk.until(lambda: isinstance(desk.state.notice, NotTaken))
    settle()
    assert isinstance(desk.state.image, NoImage)
    body = desk.window._screen and desk.window._screen.body
    assert isinstance(body, Empty)
    return body.drop.problem


def chosen(desk: Desk) -> Inspected:
    assert isinstance(desk.state.image, Inspected)
    return desk.state.image


def rows(desk: Desk) -> list[RecentRow]:
    host = desk.window._host
    assert host is not None
    assert host.sheet is not None
    return host.sheet.findChildren(RecentRow)


@pytest.mark.parametrize("way", [drop, paste])
@pytest.mark.parametrize("name", ["demo.iso", "a b %23#?.iso", "Ünïcode €.iso", "deb\udcffian.iso"])
def test_a_file(desk: Desk, tmp_path: Path, way: object, name: str) -> None:
    path = boot_image(tmp_path, extra=0).rename(tmp_path / name)
    assert callable(way)
    way(desk, urls(path))
    assert opened(desk) == path


def test_a_link_to_a_file(desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "link.iso"
    link.symlink_to(boot_image(tmp_path, extra=0))
    drop(desk, urls(link))
    assert opened(desk) == link


@pytest.mark.parametrize(
    "form", ["{path}", "  {path}\n", "file://{path}", "file://localhost{path}"]
)
@pytest.mark.parametrize("way", [drop, paste])
def test_a_text_that_is_a_path(desk: Desk, tmp_path: Path, way: object, form: str) -> None:
    path = boot_image(tmp_path, extra=0)
    assert callable(way)
    way(desk, text(form.format(path=path)))
    assert opened(desk) == path


def test_several_files(desk: Desk, tmp_path: Path) -> None:
    drop(desk, urls(tmp_path / "a.iso", tmp_path / "b.iso"))
    assert refused(desk) == "One image at a time, please"


@pytest.mark.parametrize("form", [urls, text])
@pytest.mark.parametrize("way", [drop, paste])
def test_an_address_that_is_not_fetched(desk: Desk, form: object, way: object) -> None:
    assert callable(way)
    assert callable(form)
    way(desk, form("ftp://debian.org/a.iso"))
    assert refused(desk) == "This file is on the web. Download it first, then drop it here."


def test_a_share_that_only_the_file_manager_knows(desk: Desk) -> None:
    drop(desk, urls("smb://server/share/a.iso"))
    assert "did not hand over" in refused(desk)


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    drop(desk, urls(tmp_path / "gone.iso"))
    assert "The file is gone" in refused(desk)


def test_a_download_that_is_not_finished(desk: Desk, tmp_path: Path) -> None:
    drop(desk, urls(boot_image(tmp_path, extra=0).rename(tmp_path / "a.iso.part")))
    assert "not finished" in refused(desk)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(desk: Desk, tmp_path: Path) -> None:
    path = boot_image(tmp_path, extra=0)
    path.chmod(0)
    drop(desk, urls(path))
    assert "You may not read this file" in refused(desk)


def test_a_pipe(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.iso")
    drop(desk, urls(tmp_path / "pipe.iso"))
    assert refused(desk) == "This is not an ordinary file."


def test_a_drive(desk: Desk) -> None:
    node = next((each for each in Path("/dev").iterdir() if each.is_block_device()), None)
    if node is None:
        pytest.skip("no block device here")
    for way in (drop, paste):
        way(desk, urls(node))
        assert refused(desk).startswith("This is a drive, not a file. To make an image of it")


def test_nothing_that_means_a_file(desk: Desk) -> None:
    drop(desk, text("Remember the milk"))
    assert refused(desk) == "There is no file in that."


def test_a_clipboard_without_a_file_says_nothing(desk: Desk) -> None:
    paste(desk, text("Remember the milk"))
    settle()
    assert desk.state.notice is None


def test_leaving_again_does_nothing(desk: Desk, tmp_path: Path) -> None:
    drag(desk, urls(boot_image(tmp_path, extra=0)))
    shown = desk.window._screen
    assert shown is not None
    assert shown.drag is not None
    assert shown.drag.kind is DragKind.OVER
    QApplication.sendEvent(desk.window, QDragLeaveEvent())
    settle()
    assert desk.window._screen is not None
    assert desk.window._screen.drag is None
    assert isinstance(desk.state.image, NoImage)


def test_on_the_settings_page(desk: Desk, tmp_path: Path) -> None:
    desk.window.send(intents.ShowSettings())
    drop(desk, urls(tmp_path / "gone.iso"))
    desk.until(lambda: isinstance(desk.state.notice, NotTaken))
    shown = desk.window._screen
    assert shown is not None
    assert shown.bar is not None
    assert "The file is gone" in shown.bar.text.plain
    path = boot_image(tmp_path, extra=0)
    drop(desk, urls(path))
    assert opened(desk) == path
    assert desk.state.page is None


class TestFolder:
    def test_without_an_image(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("x")
        drop(desk, urls(tmp_path))
        assert refused(desk) == "This is a folder. Drop the image file itself."

    def test_with_images_asks_which(self, desk: Desk, tmp_path: Path) -> None:
        image = boot_image(tmp_path, extra=0)
        shutil.copy(image, tmp_path / "other.img")
        drag(desk, urls(tmp_path))
        desk.until(lambda: desk.state.drag is not None and desk.state.drag.folder)
        drop(desk, urls(tmp_path))
        desk.until(lambda: isinstance(desk.state.sheet, FolderOpen))
        settle()
        assert isinstance(desk.state.image, NoImage)
        row = next(each for each in rows(desk) if "other.img" in each.accessibleName())
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert opened(desk) == tmp_path / "other.img"
        assert desk.state.sheet is None

    def test_and_takes_no_for_an_answer(self, desk: Desk, tmp_path: Path) -> None:
        boot_image(tmp_path, extra=0)
        drop(desk, urls(tmp_path))
        desk.until(lambda: isinstance(desk.state.sheet, FolderOpen))
        settle()
        QTest.keyClick(desk.window, Qt.Key.Key_Escape)
        settle()
        assert desk.state.sheet is None
        assert isinstance(desk.state.image, NoImage)


class TestArchive:
    @pytest.fixture
    def archive(self, tmp_path: Path) -> Path:
        image = boot_image(tmp_path, extra=0).read_bytes()
        files = (ZipFile("first.iso", image), ZipFile("in/<b>second.iso", image + bytes(512)))
        (tmp_path / "two.zip").write_bytes(zip_of(files))
        return tmp_path / "two.zip"

    def test_of_several_images_asks_which(self, desk: Desk, archive: Path) -> None:
        drop(desk, urls(archive))
        desk.until(lambda: desk.state.sheet == MembersOpen())
        settle()
        first, second = rows(desk)
        assert "<b>second.iso" in second.accessibleName()
        assert second.accessibleDescription()
        assert desk.window.focusWidget() is first
        QTest.keyClick(first, Qt.Key.Key_Down)
        assert desk.window.focusWidget() is second
        QTest.keyClick(second, Qt.Key.Key_Return)
        assert opened(desk) == archive
        image = chosen(desk)
        assert image.member == "in/<b>second.iso"
        assert image.source.size == archive.with_name("demo.iso").stat().st_size + 512

    def test_can_be_asked_again(self, desk: Desk, archive: Path) -> None:
        drop(desk, urls(archive))
        desk.until(lambda: desk.state.sheet == MembersOpen())
        settle()
        desk.press("Cancel")
        assert isinstance(desk.state.image, Unusable)
        desk.press("Choose one…")
        QTest.mouseClick(rows(desk)[0], Qt.MouseButton.LeftButton)
        opened(desk)
        assert chosen(desk).member == "first.iso"


class TestPortal:
    """A sandbox is handed a key, which the desktop takes for files once."""

    def bus(self, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> FakeBus:
        bus = FakeBus(folder / "bus", answer)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        return bus

    @pytest.mark.parametrize("way", [drop, paste])
    def test_a_key_leads_to_its_file(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: object
    ) -> None:
        path = boot_image(tmp_path, extra=0)

        def answer(call: Call) -> Reply:
            assert call.body[0] == "key 7"
            return Reply("as", ([str(path)],))

        assert callable(way)
        with self.bus(tmp_path, monkeypatch, answer) as bus:
            way(desk, portal("key 7"))
            assert opened(desk) == path
            assert bus.methods == ["RetrieveFiles"]

    def test_a_path_of_the_world_outside_is_fetched(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """File managers offer both; inside the sandbox the path leads nowhere."""
        path = boot_image(tmp_path, extra=0)
        mime = portal("key", urls("file:///home/somebody/else/demo.iso"))
        with self.bus(tmp_path, monkeypatch, lambda _: Reply("as", ([str(path)],))):
            drop(desk, mime)
            assert opened(desk) == path

    def test_a_path_that_leads_somewhere_needs_no_key(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = boot_image(tmp_path, extra=0)
        with self.bus(tmp_path, monkeypatch, lambda _: Reply("as", ([],))) as bus:
            drop(desk, portal("key", urls(path)))
            assert opened(desk) == path
            assert bus.methods == []

    @pytest.mark.parametrize(
        ("files", "words"),
        [([], "did not hand over"), (["/a.iso", "/b.iso"], "One image at a time")],
    )
    def test_anything_but_one_file(
        self,
        desk: Desk,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        files: list[str],
        words: str,
    ) -> None:
        with self.bus(tmp_path, monkeypatch, lambda _: Reply("as", (files,))):
            drop(desk, portal("key"))
            assert words in refused(desk)

    def test_without_a_portal_there_is_a_word_and_the_chooser(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
        drop(desk, portal("key"))
        assert "Choose it with “Choose a file…” instead" in refused(desk)


def test_while_a_drive_is_written_nothing_is_taken(desk: Desk, tmp_path: Path) -> None:
    drive, gate = gated(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(gate.reached.is_set)
    before = desk.state.image
    other = tmp_path / "other"
    other.mkdir()
    image = boot_image(other, extra=0)
    drag(desk, urls(image))
    assert desk.state.drag is not None
    assert desk.state.drag.refusal is Refusal.AT_WORK
    shown = desk.window._screen
    assert shown is not None
    assert shown.drag is not None
    assert shown.drag.title == "Not while a drive is being written. Drop it afterwards."
    drop(desk, urls(image))
    paste(desk, urls(image))
    settle()
    assert isinstance(desk.state.job, Working)
    assert desk.state.image is before
    gate.opened.set()
    desk.until_ended()


def come_back() -> None:
    """From another program to this one."""
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    program.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def looked_beside(image: Inspected) -> bool:
    """Whether the search for its checksums is over, of which the page tells as well."""
    return image.checksum.search is not None


def test_an_image_that_changes_or_goes_while_it_is_shown(desk: Desk, tmp_path: Path) -> None:
    image = boot_image(tmp_path)
    desk.inspect(image)
    desk.until(lambda: isinstance(desk.state.image, Inspected) and looked_beside(desk.state.image))
    before = desk.state.image
    come_back()
    settle()
    assert desk.state.image == before
    os.utime(image, ns=(1, 1))
    come_back()
    desk.until(lambda: desk.state.notice == FileChanged())
    desk.until(lambda: isinstance(desk.state.image, Inspected) and desk.state.image != before)
    image.unlink()
    come_back()
    desk.until(lambda: isinstance(desk.state.image, NoImage))
    settle()
    shown = desk.window._screen
    assert shown is not None
    assert isinstance(shown.body, Empty)
    assert "is gone" in shown.body.drop.problem


def test_a_result_page_takes_the_next_image(desk: Desk, tmp_path: Path) -> None:
    drive, gate = gated(tmp_path)
    gate.opened.set()
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until_ended()
    drop(desk, urls("https://127.0.0.1:9/a.iso"))  # where nobody answers
    desk.until(lambda: isinstance(desk.state.image, Unusable))
    other = tmp_path / "other"
    other.mkdir()
    image = boot_image(other, extra=0)
    drop(desk, urls(image))
    desk.until(lambda: desk.state.job is None)
    assert opened(desk) == image
