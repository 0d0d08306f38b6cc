import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from samples.window import settle

from ui.file_chooser import FileChooser


@pytest.fixture(autouse=True)
def own_dialogs() -> Iterator[None]:
    """Not the desktop's, which a test could not press."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QCoreApplication.setAttribute(attribute)
    yield
    QCoreApplication.setAttribute(attribute, False)


def dialog(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


@pytest.mark.parametrize("kind", ["image", "stick", "report", "log"])
def test_the_chosen_file_is_the_answer(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    answers: list[str] = []
    (tmp_path / "a.img").write_bytes(b"x")
    getattr(FileChooser(window), kind)(answers.append)
    asked = dialog(window)
    asked.fileSelected.emit(str(tmp_path / "a.img"))
    assert answers == [str(tmp_path / "a.img")]
    asked.reject()
    settle()
    assert window.findChildren(QFileDialog) == []
    assert len(answers) == 1


def test_a_report_is_named_after_the_day(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    FileChooser(window).report(lambda _: None)
    (suggested,) = dialog(window).selectedFiles()
    assert re.fullmatch(r"stickwright-report-\d{4}-\d\d-\d\d\.txt", Path(suggested).name)
    assert not dialog(window).testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog(window).reject()


def test_a_stick_may_be_a_file_that_is_there(qtbot: QtBot) -> None:
    """It plays again; that it is erased is asked elsewhere, and in larger letters."""
    window = QWidget()
    qtbot.addWidget(window)
    FileChooser(window).stick(lambda _: None)
    assert dialog(window).testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog(window).defaultSuffix() == "img"
    dialog(window).reject()


@pytest.mark.parametrize(("name", "called"), [("SanDisk Ultra", "SanDisk Ultra"), ("", "Drive")])
def test_a_backup_is_named_after_drive_and_day(qtbot: QtBot, name: str, called: str) -> None:
    """Whether a file of that name is an earlier one, which goes on, is for the plan to see."""
    window = QWidget()
    qtbot.addWidget(window)
    answers: list[str] = []
    FileChooser(window).backup(name, ".img.zst", answers.append)
    (suggested,) = dialog(window).selectedFiles()
    assert re.fullmatch(rf"{called} \d{{4}}-\d\d-\d\d\.img\.zst", Path(suggested).name)
    assert dialog(window).testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog(window).fileSelected.emit("/a/b.img")
    assert answers == ["/a/b.img"]
    dialog(window).reject()
