"""Every state of the window as a picture, without a drive: gallery.py OUTDIR [NAME…]

The font of the pictures is Inter 10.5 pt at 150 %, as the design was drawn; the program itself
uses the font of the desktop.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1.5"
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

# ruff: noqa: E402 - the environment has to be set before Qt is imported
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from samples.states import STATES

from ui import theme
from ui.main_window import MainWindow
from ui.theme import PaletteName
from ui.view import Screen


def application(points: float = 10.5) -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
        app.setStyle("Fusion")
    font = QFont("Inter")
    font.setPointSizeF(points)
    app.setFont(font)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return app


def settle() -> None:
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def window_of(screen: Screen, size: tuple[int, int]) -> MainWindow:
    window = MainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    window.present(screen)
    window.resize(*size)
    window.show()
    settle()
    return window


def picture(screen: Screen, path: Path, size: tuple[int, int] = (1000, 720)) -> None:
    window = window_of(screen, size)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    settle()


def main(out: Path, names: list[str]) -> None:
    application()
    out.mkdir(parents=True, exist_ok=True)
    for palette in (PaletteName.LIGHT, PaletteName.DARK):
        theme.use(palette, still=True)
        for name, screen in STATES.items():
            if not names or name in names:
                picture(screen, out / f"{name}-{palette.value}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
