"""The page with the image's files, with keys and the pointer; and a folder of 100,000."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.inside import INSIDE, ROOT
from samples.states import STATES
from samples.window import Shown, settle

from ui import intents
from ui.components.file_list import FileList
from ui.components.file_model import CHANGED, NAME, SIZE, FileModel
from ui.components.fixed_text import FixedText
from ui.intents.inside import MOST_CHOSEN
from ui.pages.inside import InsidePage
from ui.view import Carried, FileRow, Folder, Inside, Preview, Screen

Key = Qt.Key
MANY = tuple(FileRow(f"file{n}", f"file{n}", size=n) for n in range(100_000))


def page_of(screen: Screen) -> Inside:
    assert isinstance(screen.body, Inside)
    return screen.body


PAGE = replace(page_of(INSIDE), preview=None)


def changed(**facts: object) -> Screen:
    return replace(INSIDE, body=replace(PAGE, **facts))  # type: ignore[arg-type]


@pytest.fixture
def files(shown: Shown) -> FileList:
    shown.show(changed())
    found = shown.window.findChild(FileList)
    assert found is not None
    return found


def names(files: FileList) -> list[str]:
    return [files.files.row(line).name for line in range(files.files.rowCount())]


def at(files: FileList, line: int) -> QPoint:
    return files.visualRect(files.files.index(line, NAME)).center()


def press(files: FileList, key: Qt.Key) -> None:
    QTest.keyClick(files, key)
    settle()


def test_an_open_folder_has_its_files_below_it(shown: Shown, files: FileList) -> None:
    assert names(files)[:4] == ["boot", "casper", "pool", "filesystem.manifest"]
    shown.show(changed(open=frozenset()))
    assert names(files) == [row.name for row in ROOT]
    shown.show(changed(open=frozenset({"casper", "boot"})))
    assert names(files)[1:3] == ["casper", "pool"]
    fresh = Folder("boot", (FileRow("boot/grub", "grub", folder=True),))
    shown.show(changed(open=frozenset({"casper", "boot"}), folders=(*PAGE.folders, fresh)))
    assert names(files)[:4] == ["boot", "grub", "casper", "pool"]
    deeper = Folder("boot/grub", (FileRow("boot/grub/x", "x"),))
    all_open = frozenset({"boot", "boot/grub"})
    shown.show(changed(open=all_open, folders=(*PAGE.folders, fresh, deeper)))
    assert names(files)[:4] == ["boot", "grub", "x", "casper"]
    shown.show(changed(open=all_open - {"boot"}, folders=(*PAGE.folders, fresh, deeper)))
    assert names(files)[:2] == ["boot", "casper"]
    shown.show(changed(open=all_open, folders=(*PAGE.folders, fresh, deeper)))
    assert names(files)[:4] == ["boot", "grub", "x", "casper"]


def test_keys_open_and_close(shown: Shown, files: FileList) -> None:
    files.selectRow(0)
    press(files, Key.Key_Right)
    press(files, Key.Key_Return)
    assert shown.sent.count(intents.OpenFolder("boot")) == 2
    files.selectRow(1)
    press(files, Key.Key_Right)  # it is open: on to the first in it
    assert files.currentIndex().row() == 2
    press(files, Key.Key_Left)
    assert files.currentIndex().row() == 1
    press(files, Key.Key_Left)
    assert intents.OpenFolder("casper", open=False) in shown.sent
    sent = len(shown.sent)
    files.selectRow(8)
    press(files, Key.Key_Return)  # a folder that only holds what can't be read is opened, too
    files.selectRow(10)
    press(files, Key.Key_Return)  # a file is not
    assert len([each for each in shown.sent[sent:] if isinstance(each, intents.OpenFolder)]) <= 1


def test_the_pointer_opens_by_the_arrow_and_by_two_clicks(shown: Shown, files: FileList) -> None:
    cell = files.visualRect(files.files.index(0, NAME))
    arrow = files.chevron(cell, 0).center().toPoint()
    QTest.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert shown.sent == [intents.OpenFolder("boot")]
    QTest.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at(files, 1))
    assert len(shown.sent) == 1
    QTest.mouseDClick(files.viewport(), Qt.MouseButton.LeftButton, pos=at(files, 1))
    assert shown.sent[-1] == intents.OpenFolder("casper", open=False)


def test_what_is_marked_is_told_when_it_has_settled(
    qtbot: QtBot, shown: Shown, files: FileList
) -> None:
    for line in (3, 4, 5):
        files.selectRow(line)
    qtbot.waitUntil(lambda: bool(shown.sent), timeout=10_000)
    assert shown.sent == [intents.ChooseFiles(("casper/initrd",))]


def test_what_is_only_told_cannot_be_marked(shown: Shown, files: FileList) -> None:
    shown.show(changed(folders=(Folder("", (FileRow("", "This folder can’t be listed"),)),)))
    files.selectAll()
    assert files.marked() == ()


def test_searching_waits_for_a_pause(qtbot: QtBot, shown: Shown, files: FileList) -> None:
    page = shown.window.findChild(InsidePage)
    assert page is not None
    QTest.keyClicks(page._field, "grub")
    assert shown.sent == []
    qtbot.waitUntil(lambda: shown.sent == [intents.Seek("grub")], timeout=10_000)
    QTest.keyClick(page._field, Key.Key_Return)
    assert shown.sent[1:] == [intents.Seek("grub")]
    page._field.setFocus()
    QTest.keyClick(page._field, Key.Key_Down)
    assert shown.window.focusWidget() is files
    found = Folder("", (FileRow("boot/grub", "boot/grub", folder=True),))
    shown.show(changed(sought="grub", found=found))
    assert names(files) == ["boot/grub"]
    press(files, Key.Key_Right)
    assert intents.OpenFolder("boot/grub") not in shown.sent
    shown.show(changed())
    assert names(files)[:2] == ["boot", "casper"]


def test_words_in_place_of_files(shown: Shown, files: FileList) -> None:
    shown.show(changed(folders=(), line="Looking inside…"))
    assert not files.isVisible()
    shown.show(changed())
    assert files.isVisible()


def test_narrow_windows_leave_out_what_is_less_needed(shown: Shown, files: FileList) -> None:
    assert not files.isColumnHidden(CHANGED)
    shown.resize(360, 720)
    assert files.isColumnHidden(CHANGED)
    assert not files.isColumnHidden(SIZE)


def test_a_folder_of_100000_asks_for_what_is_in_sight(
    shown: Shown, files: FileList, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for each of its rows: counted, not timed."""
    asked: list[int] = []
    row = FileModel.row

    def counted(model: FileModel, line: int) -> FileRow:
        asked.append(line)
        return row(model, line)

    monkeypatch.setattr(FileModel, "row", counted)
    shown.show(changed(folders=(Folder("", MANY),)))
    files.scrollToBottom()
    settle()
    assert files.files.rowCount() == len(MANY)
    assert len(asked) < 2_000
    files.selectRow(len(MANY) - 1)
    assert files.marked() == (MANY[-1].key,)
    files.selectAll()
    assert len(files.marked()) == MOST_CHOSEN + 1


class Hand:
    """What the drags carry that were begun, and whether the button is held."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.urls: list[list[str]] = []
        self.holds = False

        def begun(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
            self.urls.append([url.toString() for url in drag.mimeData().urls()])
            return action

        def buttons() -> Qt.MouseButton:
            return Qt.MouseButton.LeftButton if self.holds else Qt.MouseButton.NoButton

        monkeypatch.setattr(QDrag, "exec", begun)
        monkeypatch.setattr(QGuiApplication, "mouseButtons", buttons)


def test_a_drag_waits_for_its_files(
    shown: Shown, files: FileList, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(monkeypatch)
    files.selectRow(5)
    files.startDrag(Qt.DropAction.CopyAction)
    assert intents.CarryOut(("casper/initrd",)) in shown.sent
    assert hand.urls == []
    shown.show(changed(carried=Carried(("casper/initrd",), ("file:///tmp/x/initrd",))))
    assert hand.urls == []  # nobody holds it any more
    files.startDrag(Qt.DropAction.CopyAction)
    assert hand.urls == [["file:///tmp/x/initrd"]]
    files.selectRow(6)
    hand.holds = True
    files.startDrag(Qt.DropAction.CopyAction)
    assert shown.sent[-1] == intents.CarryOut(("casper/vmlinuz",))
    assert len(hand.urls) == 1
    shown.show(changed(carried=Carried(("casper/vmlinuz",), ("file:///tmp/y/vmlinuz",))))
    assert hand.urls[1:] == [["file:///tmp/y/vmlinuz"]]
    shown.show(changed())
    assert len(hand.urls) == 2


def test_a_long_line_of_a_preview_is_broken_and_has_no_bar_below_it(shown: Shown) -> None:
    """Where letters have widths between pixels, Qt finds broken lines a little too long, too."""
    shown.show(changed(preview=Preview("a.txt", "", "x" * 900)))
    field = shown.window.findChild(FixedText)
    assert field is not None
    assert field.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert field.document().firstBlock().layout().lineCount() > 1


def test_no_line_of_a_sheet_ends_behind_its_edge(shown: Shown) -> None:
    shown.resize(360, 720)
    shown.show(STATES["67b-mounts"])
    field = next(each for each in shown.window.findChildren(FixedText) if each.isVisible())
    broken = field.document().firstBlock().layout()
    assert broken.lineCount() > 1
    widths = {broken.lineAt(index).width() for index in range(broken.lineCount())}
    assert widths == {field.viewport().width()}
