"""The whole window with an image on the web: a small server with TLS, a virtual stick."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from dragging import drop
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, boot_image, shown, stick
from support_tar import tar_of
from support_web import Page, Site, serving

from app.errors import ChecksumMismatch, ManyImages, NotFetched, Stopped
from app.result import Verified
from ui import intents
from ui.components.drive_row import BoxRow
from ui.components.field import Field
from ui.state import ConfirmOpen, PlainOpen, Refused
from ui.state.batch import Batch
from ui.state.image import Inspected, NoImage, Reading, Unusable

pytestmark = pytest.mark.usefixtures("trust")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    QGuiApplication.clipboard().clear()
    desk.window.close()
    assert desk.flow.finish()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return boot_image(tmp_path_factory.mktemp("image")).read_bytes()


def link(url: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url)])
    return mime


def paste(desk: Desk, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    desk.until(lambda: desk.window._shortcuts is not None)
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(desk.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def looked_at(desk: Desk, url: str) -> Inspected:
    drop(desk.window, link(url))
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    settle()
    return image(desk)


def image(desk: Desk) -> Inspected:
    assert isinstance(desk.state.image, Inspected)
    return desk.state.image


def written(desk: Desk, folder: Path) -> bytes:
    """To a fresh stick, as far as it goes."""
    drive = stick(folder)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    assert isinstance(desk.state.sheet, ConfirmOpen)
    assert "It is fetched from localhost meanwhile" in shown(desk)
    desk.erase()
    desk.until(lambda: desk.state.job is None or not desk.state.at_work)
    settle()
    return (folder / "usb.img").read_bytes()


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.asked]


@pytest.mark.parametrize("way", ["drop", "paste", "typed"])
def test_from_an_address_to_ready_to_boot(
    desk: Desk, site: Site, data: bytes, tmp_path: Path, way: str
) -> None:
    url = site.put("/a/demo.img", Page(data))
    match way:
        case "drop":
            drop(desk.window, link(url))
        case "paste":
            paste(desk, f"{url}\n")
        case _:
            desk.press("From the web…")
            QTest.keyClicks(desk.window.focusWidget(), url)
            QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    settle()
    assert "From localhost" in shown(desk)
    assert desk.state.used == ()
    assert site.sent < 5 << 20
    assert written(desk, tmp_path).startswith(data)
    ended = desk.until_ended()
    assert isinstance(ended.end, Verified)
    assert set(asked(site)) == {"/a/demo.img"}
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"authority.pem", "usb.img"}


def test_nobody_is_asked_for_what_is_only_dragged(desk: Desk, site: Site, data: bytes) -> None:
    url = site.put("/a.img", Page(data))
    desk.window.send(intents.DragEntered(intents.Offer((url,))))
    assert desk.state.drag is not None
    assert desk.state.drag.refusal is None
    assert "localhost is asked for it" in shown(desk)
    desk.window.send(intents.DragLeft())
    settle()
    assert site.asked == []


def test_plain_http_is_asked_about_first(desk: Desk, data: bytes) -> None:
    with serving(tls=False) as site:
        site.put("/a.img", Page(data))
        url = f"http://localhost:{site.port}/a.img"
        drop(desk.window, link(url))
        desk.until(lambda: isinstance(desk.state.sheet, PlainOpen))
        settle()
        assert desk.window.focusWidget() is desk.button("Cancel")
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
        settle()
        assert isinstance(desk.state.image, NoImage)
        assert site.asked == []
        drop(desk.window, link(url))
        desk.press("Use http")
        desk.until(lambda: isinstance(desk.state.image, Inspected))
        settle()
        assert "From localhost, unprotected" in shown(desk)


def test_cancel_while_it_connects(desk: Desk, site: Site, data: bytes) -> None:
    def waits(_: Page) -> None:
        site.released.wait(5)

    page = Page(data, before=waits)
    drop(desk.window, link(site.put("/a.img", page)))
    desk.until(lambda: bool(site.asked))
    assert isinstance(desk.state.image, Reading)
    assert "Asking localhost…" in shown(desk)
    desk.press("Cancel")
    assert isinstance(desk.state.image, NoImage)
    site.released.set()
    settle()
    desk.until(lambda: not desk.flow._threads._running - {desk.flow._watching})
    assert isinstance(desk.state.image, NoImage)
    assert len(site.asked) == 1


def test_an_error_in_words_and_once_more(desk: Desk, site: Site, data: bytes) -> None:
    url = site.url("/a.img")
    drop(desk.window, link(url))
    desk.until(lambda: isinstance(desk.state.image, Unusable))
    settle()
    assert "It can’t be fetched" in shown(desk)
    assert "there is no such file" in shown(desk)
    site.put("/a.img", Page(data))
    desk.press("Try again")
    desk.until(lambda: isinstance(desk.state.image, Inspected))


def test_a_copy_is_kept(desk: Desk, site: Site, data: bytes, tmp_path: Path) -> None:
    looked_at(desk, site.put("/a.img", Page(data)))
    desk.chooser.chosen = tmp_path / "kept.img"
    desk.press("Keep a copy…")
    assert "kept as kept.img" in shown(desk)
    desk.press("Don’t keep")
    assert image(desk).keep is None
    desk.press("Keep a copy…")
    written_to = stick(tmp_path)
    desk.plug(written_to)
    desk.choose(written_to)
    desk.press("Write…")
    assert "and kept as kept.img" in shown(desk)
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)
    assert (tmp_path / "kept.img").read_bytes() == data


def test_what_is_there_is_not_overwritten(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "kept.img").write_bytes(b"mine")
    looked_at(desk, site.put("/a.img", Page(data)))
    desk.chooser.chosen = tmp_path / "kept.img"
    desk.press("Keep a copy…")
    drive = stick(tmp_path)
    before = (tmp_path / "usb.img").read_bytes()
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    settle()
    assert "it is there already" in shown(desk)
    assert (tmp_path / "usb.img").read_bytes() == before
    assert (tmp_path / "kept.img").read_bytes() == b"mine"


def test_nor_is_a_copy_kept_on_the_drive_that_is_erased(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data)))
    drive = stick(tmp_path)
    before = (tmp_path / "usb.img").read_bytes()
    desk.chooser.chosen = tmp_path / "usb.img"
    desk.press("Keep a copy…")
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until(lambda: isinstance(desk.state.notice, Refused))
    settle()
    assert "it would lie on the drive that is erased" in shown(desk)
    assert (tmp_path / "usb.img").read_bytes() == before


def test_a_list_is_looked_for_when_it_is_wanted(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data)))
    site.put("/SHA256SUMS", Page(f"{hashlib.sha256(data).hexdigest()}  a.img\n".encode()))
    assert set(asked(site)) == {"/a.img"}
    desk.press("Check the download…")
    desk.press("Look for a list")
    desk.until(lambda: bool(image(desk).checksum.published))
    settle()
    assert "Will be compared while it is fetched" in shown(desk)
    assert written(desk, tmp_path).startswith(data)
    ended = desk.until_ended()
    assert isinstance(ended.end, Verified)
    assert ended.image.checksum.comparison is not None
    assert "from SHA256SUMS" in shown(desk)


def test_another_file_than_published_never_starts(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data)))
    desk.chooser.chosen = tmp_path / "kept.img"
    desk.press("Keep a copy…")
    paste(desk, "0" * 64)
    settle()
    assert image(desk).checksum.published
    drive = stick(tmp_path)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    assert isinstance(desk.until_ended().end, ChecksumMismatch)
    assert "What was fetched differs" in shown(desk)
    assert not any((tmp_path / "usb.img").read_bytes()[:512])
    assert not list(tmp_path.glob("*kept*"))
    assert image(desk).checksum.wrong


def test_a_connection_that_breaks_for_good_leaves_it_unfinished(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data, tag="", cuts=[6_000_000], ranges=False)))
    disc = written(desk, tmp_path)
    ended = desk.until_ended()
    assert isinstance(ended.end, NotFetched)
    assert "holds half an image and will not boot" in shown(desk)
    assert not any(disc[:512])


def test_a_second_image_out_of_sight_is_asked_about_afterwards(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    packed = gzip.compress(tar_of(("a.img", data), ("b.img", data)), 1)
    looked_at(desk, site.put("/a.tar.gz", Page(packed)))
    disc = written(desk, tmp_path)
    assert isinstance(desk.until_ended().end, ManyImages)
    assert "This archive holds 2 images" in shown(desk)
    assert not any(disc[:512])
    desk.window.send(intents.CloseResult())
    settle()
    desk.press("Choose one…")
    assert "a.img" in shown(desk)
    assert "b.img" in shown(desk)
    desk.window.send(intents.OpenMember("a.img"))
    desk.until(lambda: isinstance(desk.state.image, Inspected))
    assert image(desk).member == "a.img"


def test_stopping_ends_the_download_and_the_copy(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data, stalls=[6_000_000])))
    desk.chooser.chosen = tmp_path / "kept.img"
    desk.press("Keep a copy…")
    drive = stick(tmp_path)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.press("Stop…")
    desk.press("Stop")
    assert isinstance(desk.until_ended().end, Stopped)
    assert not any((tmp_path / "usb.img").read_bytes()[:512])
    desk.until(lambda: not list(tmp_path.glob("*kept*")))


def test_several_drives_from_one_download(
    desk: Desk, site: Site, data: bytes, tmp_path: Path
) -> None:
    looked_at(desk, site.put("/a.img", Page(data)))
    drives = [stick(tmp_path, name=name) for name in ("a.stick", "b.stick")]
    desk.plug(*drives)
    desk.press("Several at once")
    for number in range(2):
        boxes = [each for each in desk.window.findChildren(BoxRow) if each.isVisible()]
        QTest.mouseClick(boxes[number], Qt.MouseButton.LeftButton)
        settle()
    before = len(site.asked)
    desk.press("Write…")
    assert "It is fetched from localhost meanwhile" in shown(desk)
    (field,) = desk.window.findChildren(Field)
    QTest.keyClicks(field, "2")
    settle()
    desk.erase()
    desk.until(lambda: isinstance(desk.state.job, Batch) and not desk.state.job.running)
    settle()
    assert all((tmp_path / name).read_bytes().startswith(data) for name in ("a.stick", "b.stick"))
    assert len(site.asked) == before + 1
