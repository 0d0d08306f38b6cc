"""An image looked into with the whole window and the whole engine, and files taken out of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_loops import FakeLoops
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, shown
from support_iso import SECTOR, Iso, Link

from app.control import Control
from app.errors import (
    AppError,
    BudgetSpent,
    ImageUnreadable,
    NoRoom,
    NotReached,
    PackedDamaged,
    StillInUse,
    Stopped,
    TooMuchToDrag,
)
from app.formats.iso9660 import Iso9660
from app.formats.tree import Entry
from app.inside.mount import mount
from app.inside.told import TakenOut
from app.sources import open_source
from ui import intents
from ui.components.file_list import FileList
from ui.looking import Hits, Look, Order, taken_out
from ui.state import MountsOpen, Page
from ui.state.inside import Inside, Mounting, Taken

MENU = b"menuentry 'Linux' {\n}\n"
KERNEL = b"kernel" * 500_000
FILES: dict[str, bytes | Link] = {
    "boot/grub/grub.cfg": MENU,
    "boot/vmlinuz": KERNEL,
    "passwd": Link(((8, b""), (0, b"etc"), (0, b"passwd"))),
    "readme": b"text",
}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.iso"
    path.write_bytes(Iso(FILES).build())
    return path


@pytest.fixture
def desk(qtbot: QtBot, image: Path) -> Iterator[Desk]:
    desk = Desk(qtbot)
    desk.inspect(image)
    desk.press("Look inside")
    desk.until(lambda: desk.state.inside is not None and desk.state.inside.look is not None)
    settle()
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def inside(desk: Desk) -> Inside:
    assert desk.state.inside is not None
    return desk.state.inside


def files(desk: Desk) -> FileList:
    found = desk.window.findChild(FileList)
    assert found is not None
    return found


def names(desk: Desk) -> list[str]:
    model = files(desk).files
    return [model.row(line).name for line in range(model.rowCount())]


def mark(desk: Desk, *names_: str) -> None:
    shown, keys = names(desk), []
    files(desk).clearSelection()
    for name in names_:
        files(desk).selectRow(shown.index(name))
        keys.append(files(desk).files.row(shown.index(name)).key)
    desk.until(lambda: inside(desk).chosen == tuple(keys))
    settle()


def over(desk: Desk) -> Taken:
    desk.until(lambda: inside(desk).taking is None and inside(desk).taken is not None)
    settle()
    taken = inside(desk).taken
    assert taken is not None
    return taken


def test_folders_open_and_a_text_is_shown(desk: Desk) -> None:
    assert desk.state.page is Page.INSIDE
    assert names(desk) == ["boot", "passwd", "readme"]
    desk.window.send(intents.OpenFolder("boot"))
    desk.until(lambda: len(names(desk)) > 3)
    assert names(desk) == ["boot", "grub", "vmlinuz", "passwd", "readme"]
    mark(desk, "readme")
    desk.until(lambda: inside(desk).seen is not None)
    assert getattr(inside(desk).seen, "text", None) == "text"
    mark(desk, "passwd")
    assert inside(desk).seen is None
    desk.window.send(intents.Back())
    settle()
    assert desk.state.page is None


def test_searching_goes_through_all_folders(desk: Desk) -> None:
    desk.window.send(intents.Seek("GRUB"))
    desk.until(lambda: inside(desk).found is not None)
    settle()
    assert names(desk) == ["boot/grub", "boot/grub/grub.cfg"]


def test_a_folder_is_taken_out(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    desk.chooser.chosen = out
    mark(desk, "boot")
    desk.press("Take out…")
    taken = over(desk)
    assert isinstance(taken.end, TakenOut)
    assert (out / "boot/vmlinuz").read_bytes() == KERNEL
    assert (out / "boot/grub/grub.cfg").read_bytes() == MENU
    assert not (out / "readme").exists()


def test_everything_but_links(desk: Desk, tmp_path: Path) -> None:
    desk.chooser.chosen = tmp_path
    mark(desk)
    desk.press("Take everything out…")
    taken = over(desk)
    assert (tmp_path / "readme").read_bytes() == b"text"
    assert not (tmp_path / "passwd").exists()
    assert len(taken.lines) == 1
    desk.press("Details")
    assert "/etc/passwd" in taken.lines[0]


def test_more_than_any_honest_image_holds_is_counted_again_by_who_insists(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Four hundred files of 4 GB, all in one place; the disk has no room for them."""
    names, path = [f"f{number:03}" for number in range(400)], tmp_path / "large.iso"
    size = (4 << 30) - SECTOR
    iso = Iso(dict.fromkeys(names, b""), extents=dict.fromkeys(names, (40, size)))
    path.write_bytes(iso.build())
    with path.open("r+b") as file:
        file.truncate(5 << 30)
    desk = Desk(qtbot)
    desk.inspect(path)
    desk.press("Look inside")
    desk.until(lambda: desk.state.inside is not None and desk.state.inside.look is not None)
    settle()
    out = tmp_path / "out"
    out.mkdir()
    desk.chooser.chosen = out
    desk.press("Take everything out…")
    assert isinstance(over(desk).end, BudgetSpent)
    settle()
    desk.press("Take out anyway")
    desk.until(lambda: isinstance(over(desk).end, NoRoom))
    assert list(out.iterdir()) == []
    desk.window.close()
    assert desk.flow.finish()


def test_a_folder_that_takes_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.chooser.chosen = tmp_path / "nowhere" / "out"
    desk.press("Take everything out…")
    assert not isinstance(over(desk).end, TakenOut)
    assert not (tmp_path / "nowhere").exists()


def test_what_is_dragged_lies_ready_until_the_window_goes(qtbot: QtBot, image: Path) -> None:
    desk = Desk(qtbot)
    desk.inspect(image)
    desk.press("Look inside")
    desk.until(lambda: desk.state.inside is not None and desk.state.inside.look is not None)
    settle()
    marked = ("readme", "boot", "boot/grub/grub.cfg", "boot/vmlinuz")
    desk.window.send(intents.CarryOut(marked))
    over(desk)
    carried = inside(desk).carried
    assert carried is not None
    assert carried.keys == marked
    ready = [Path(QUrl(url).toLocalFile()) for url in carried.urls]
    assert [path.name for path in ready] == ["boot", "readme"]
    assert (ready[0] / "vmlinuz").read_bytes() == KERNEL
    assert ready[0].parent.stat().st_mode & 0o077 == 0
    desk.window.close()
    assert desk.flow.finish()
    assert not ready[0].parent.exists()


def test_an_image_that_changed_is_not_taken_from(desk: Desk, image: Path, tmp_path: Path) -> None:
    image.write_bytes(Iso({"other": b"x"}).build())
    out = tmp_path / "out"
    out.mkdir()
    desk.chooser.chosen = out
    desk.window.send(intents.TakeOut())
    desk.until(lambda: desk.state.inside is None or inside(desk).taken is not None)
    assert list(out.iterdir()) == []


def order(image: Path, folder: Path) -> Order:
    return Order(open_source(image), "", ("",), folder)


def test_too_much_to_drag_makes_nothing(image: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    taking = taken_out(replace(order(image, out), most=1000), Control())
    with pytest.raises(TooMuchToDrag):
        list(taking)
    assert list(out.iterdir()) == []


def test_stopped_before_the_first_file(image: Path, tmp_path: Path) -> None:
    out, control = tmp_path / "out", Control()
    control.stop()
    with pytest.raises(Stopped):
        list(taken_out(order(image, out), control))
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("error", [PackedDamaged("gzip", 9, "it ends too early"), NotReached(9, 5)])
def test_what_cannot_be_unpacked_is_not_searched(
    error: AppError, image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_: Iso9660, path: str = "") -> tuple[Entry, ...]:
        raise error

    look = Look(open_source(image))
    monkeypatch.setattr(Iso9660, "list", damaged)
    assert look.find("grub") == Hits((), searched=False)


def test_a_search_in_what_is_gone_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Look, _text: str) -> Hits:
        raise ImageUnreadable("image.iso", 9, "Input/output error")

    monkeypatch.setattr(Look, "find", gone)
    desk.window.send(intents.Seek("grub"))
    desk.until(lambda: inside(desk).found == Hits((), searched=False))


def test_folders_come_first_and_numbers_count(image: Path) -> None:
    names = ["Part 10.bin", "part 9.bin", "part 09.bin", "zz/a", "1" * 30, "readme", "2"]
    image.write_bytes(Iso(dict.fromkeys(names, b"")).build())
    listed = [row.name for row in Look(open_source(image)).folder("").rows]
    assert listed == ["zz", "2", "1" * 30, "part 9.bin", "part 09.bin", "Part 10.bin", "readme"]


def test_not_more_rows_than_anybody_reads(image: Path) -> None:
    many = {f"file{number:04}": b"" for number in range(700)}
    image.write_bytes(Iso(dict(many)).build())
    look = Look(open_source(image))
    found = look.find("file")
    assert len(found.rows) == 500
    assert not found.whole
    assert look.find("file0699").whole
    assert look.find("nothing") == Hits(())


def test_mounted_shown_and_unmounted(
    desk: Desk, image: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = FakeLoops()
    with service.on(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        desk.press("Mount")
        desk.until(lambda: desk.chooser.shown == ["/media/ada/loop0"])
        assert service.met[0].backing == str(image)
        service.busy = "loop0"
        desk.press("Unmount")
        desk.until(lambda: isinstance(inside(desk).mounting.error, StillInUse))
        desk.until(lambda: not inside(desk).mounting.busy)
        settle()
        service.busy = ""
        desk.press("Unmount")
        desk.until(lambda: inside(desk).mounting == Mounting())
        assert service.loops == {}


def test_what_is_mounted_of_other_images_is_listed_and_cleaned_up(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    other, service = tmp_path / "other.iso", FakeLoops()
    other.write_bytes(Iso({"a": b"a"}).build())

    def listed() -> MountsOpen:
        desk.until(lambda: isinstance(desk.state.sheet, MountsOpen) and not desk.state.sheet.busy)
        settle()
        assert isinstance(desk.state.sheet, MountsOpen)
        return desk.state.sheet

    with service.on(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        desk.window.send(intents.ShowMounts())
        assert listed() == MountsOpen()
        assert "Nothing is mounted by this program." in shown(desk)
        desk.press("Close")
        mount(open_source(other))
        desk.press("Mount")
        desk.until(lambda: bool(inside(desk).mounting.points))
        desk.window.send(intents.ShowMounts())
        assert [Path(each.image).name for each in listed().points] == ["other.iso", "image.iso"]
        assert "/media/ada/loop0  other.iso" in shown(desk)
        service.busy = "loop0"
        desk.press("Unmount all")
        desk.until(lambda: isinstance(listed().error, StillInUse))
        assert [Path(each.image).name for each in listed().points] == ["other.iso"]
        desk.until(lambda: inside(desk).mounting == Mounting())
        service.busy = ""
        desk.press("Unmount all")
        desk.until(lambda: listed() == MountsOpen())
        assert service.loops == {}
