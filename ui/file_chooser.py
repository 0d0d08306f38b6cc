"""The desktop's own file chooser. Nothing waits for it: it answers when somebody has chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.text import translate

Answer = Callable[[str], None]


class FileChooser:
    """Asks over `window`. Whoever cancels gives no answer."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def image(self, answer: Answer) -> None:
        dialog = self._dialog(translate("chooser", "Choose an image file", "chooser"), answer)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        packed = "*.xz *.gz *.bz2 *.zst *.lz4 *.zip *.7z *.tar *.tgz *.ova"
        images = f"*.iso *.img *.raw {packed} *.qcow2 *.vmdk *.vhd *.vhdx *.vdi *.dmg"
        dialog.setNameFilters(
            [
                f"{translate('chooser', 'Disk images', 'chooser')} ({images})",
                f"{translate('chooser', 'All files', 'chooser')} (*)",
            ]
        )
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        dialog.setDirectory(QStandardPaths.writableLocation(downloads))
        dialog.open()

    def stick(self, answer: Answer) -> None:
        """A file that plays a stick: a new one, or one that played it before."""
        title = translate("chooser", "A file that plays a stick", "chooser")
        dialog = self._dialog(title, answer)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("img")
        dialog.setNameFilter(f"{translate('chooser', 'Virtual sticks', 'chooser')} (*.img)")
        dialog.selectFile("stick.img")
        dialog.open()

    def copy(self, name: str, answer: Answer) -> None:
        """Where to keep what is fetched. What is there is never overwritten, and so not asked
        about."""
        title = translate("chooser", "Keep a copy", "chooser")
        self._new(title, name, QStandardPaths.StandardLocation.DownloadLocation, answer)

    def backup(self, name: str, ending: str, answer: Answer) -> None:
        """Where to save a drive. What an earlier one left there is for the plan to see."""
        title = translate("chooser", "Save the drive as", "chooser")
        called = name or translate("chooser", "Drive", "chooser: the name of a file")
        name = f"{called} {_today()}{ending}"
        self._new(title, name, QStandardPaths.StandardLocation.DocumentsLocation, answer)

    def _new(
        self, title: str, name: str, place: QStandardPaths.StandardLocation, answer: Answer
    ) -> None:
        dialog = self._dialog(title, answer)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDirectory(QStandardPaths.writableLocation(place))
        dialog.selectFile(name)
        dialog.open()

    def answers(self, answer: Answer) -> None:
        """The user-data of cloud-init."""
        dialog = self._dialog(translate("chooser", "Choose the answers", "chooser"), answer)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def folder(self, answer: Answer) -> None:
        """Where to put what is taken out of an image."""
        dialog = self._dialog(
            translate("chooser", "Choose a folder for the files", "chooser"), answer
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        dialog.setDirectory(QStandardPaths.writableLocation(downloads))
        dialog.open()

    def show(self, path: str) -> None:
        """A folder, in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def report(self, answer: Answer) -> None:
        title = translate("chooser", "Save a report", "chooser")
        self._text(title, "stickwright-report", answer)

    def log(self, answer: Answer) -> None:
        self._text(translate("chooser", "Save a log", "chooser"), "stickwright-log", answer)

    def _text(self, title: str, name: str, answer: Answer) -> None:
        """A new file, named after the day."""
        dialog = self._dialog(title, answer)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        dialog.setDirectory(str(folder))
        dialog.selectFile(f"{name}-{_today()}.txt")
        dialog.open()

    def _dialog(self, title: str, answer: Answer) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.fileSelected.connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _today() -> str:
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)
