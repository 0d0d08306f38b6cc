"""A window under test: what it shows, and what it sends."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui.intents import Intent
from ui.main_window import MainWindow
from ui.view import Screen


class Shown:
    """A window and what it sent."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.sent: list[Intent] = []
        window.intent.connect(self.sent.append)

    def show(self, screen: Screen) -> None:
        self.window.present(screen)
        settle()

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        settle()


def settle() -> None:
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
