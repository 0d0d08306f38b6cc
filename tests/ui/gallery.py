"""Every state of the window as a picture, without a drive: gallery.py OUTDIR [NAME…]

    gallery.py --german OUTDIR [NAME…]      as far as the program has the words, else lengthened
    gallery.py --mirrored OUTDIR [NAME…]    a longer language that is read from the right

The font of the pictures is Inter 10.5 pt at 150 %, as the design was drawn; the program itself
uses the font of the desktop.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1.5"
TOP = Path(__file__).parents[2]
sys.path[:0] = [str(TOP / "tests"), str(TOP), str(TOP / "packaging")]

# ruff: noqa: E402 - the environment has to be set before Qt is imported
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
QLocale.setDefault(ENGLISH)  # before the samples, which word their numbers when they are imported

from samples.language import in_german
from samples.mapping import from_the_right, mapped
from samples.states import STATES

from ui import theme
from ui.components.drive_row import CircleRow
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
    QLocale.setDefault(ENGLISH)
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


def picture(
    screen: Screen,
    path: Path,
    size: tuple[int, int] = (1000, 720),
    *,
    focused_row: int | None = None,
) -> None:
    """`focused_row`: the drive that has the focus of the keyboard."""
    window = window_of(screen, size)
    if focused_row is not None:
        row = window.findChildren(CircleRow)[focused_row]
        row.setFocus(Qt.FocusReason.TabFocusReason)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    settle()


NARROW, LOW = (360, 720), (800, 480)
# The narrow pictures of the design, with their sizes.
DRAWN_NARROW = {
    "26-narrow-empty": ("01-empty", (360, 720)),
    "27-narrow-ready": ("04-ready", (360, 1160)),
    "28-narrow-writing": ("15-writing", (398, 720)),
    "29-narrow-done": ("18-done", (360, 720)),
}
DRAWN_CONTRAST = {"30-high-contrast-ready": "04-ready", "31-high-contrast-writing": "15-writing"}
PLAIN = {PaletteName.LIGHT: "light", PaletteName.DARK: "dark"}
CONTRAST = {PaletteName.CONTRAST_LIGHT: "light", PaletteName.CONTRAST_DARK: "dark"}


def plain_pictures(out: Path, wanted: Callable[[str], bool]) -> None:
    """As drawn: two palettes, and the narrow ones of the design."""
    for palette, word in PLAIN.items():
        theme.use(palette, still=True)
        for name, screen in filter(lambda item: wanted(item[0]), STATES.items()):
            picture(screen, out / f"{name}-{word}.png")
        if wanted("25-keyboard-focus"):
            picture(STATES["04-ready"], out / f"25-keyboard-focus-{word}.png", focused_row=1)
        for name, (state, size) in DRAWN_NARROW.items():
            if wanted(name):
                picture(STATES[state], out / f"{name}-{word}.png", size)


def other_pictures(out: Path, wanted: Callable[[str], bool]) -> None:
    """Narrow, low, and in high contrast."""
    for palette, word in PLAIN.items():
        theme.use(palette, still=True)
        for name, screen in filter(lambda item: wanted(item[0]), STATES.items()):
            picture(screen, out / "narrow" / f"{name}-{word}.png", NARROW)
            picture(screen, out / "low" / f"{name}-{word}.png", LOW)
    for palette, word in CONTRAST.items():
        theme.use(palette, still=True)
        for name, screen in filter(lambda item: wanted(item[0]), STATES.items()):
            picture(screen, out / "contrast" / f"{name}-{word}.png")
        for name, state in DRAWN_CONTRAST.items():
            if wanted(name):
                picture(STATES[state], out / f"{name}-{word}.png")


def large_pictures(out: Path, wanted: Callable[[str], bool]) -> None:
    """Text of twice the size."""
    application(21)
    theme.use(PaletteName.LIGHT, still=True)
    for name, screen in filter(lambda item: wanted(item[0]), STATES.items()):
        picture(screen, out / "text-200" / f"{name}-light.png")
        picture(screen, out / "narrow-200" / f"{name}-light.png", NARROW)
    application()


def other_languages(out: Path, wanted: Callable[[str], bool], words: list[str]) -> None:
    """At the three sizes, in the light palette."""
    application()
    change = in_german if "--german" in words else from_the_right
    direction = Qt.LayoutDirection.RightToLeft if "--mirrored" in words else None
    theme.use(PaletteName.LIGHT, still=True)
    if direction is not None:
        QApplication.setLayoutDirection(direction)
    else:
        QLocale.setDefault(QLocale(QLocale.Language.German))
    for folder, size in (("", (1000, 720)), ("narrow", NARROW), ("low", LOW)):
        (out / folder).mkdir(parents=True, exist_ok=True)
        for name, screen in filter(lambda item: wanted(item[0]), STATES.items()):
            picture(mapped(screen, change), out / folder / f"{name}.png", size)


def main(out: Path, names: list[str], words: list[str]) -> None:
    def wanted(name: str) -> bool:
        return not names or any(name.startswith(start) for start in names)

    if words:
        other_languages(out, wanted, words)
        return
    application()
    for folder in ("narrow", "low", "contrast", "text-200", "narrow-200"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    plain_pictures(out, wanted)
    other_pictures(out, wanted)
    large_pictures(out, wanted)


if __name__ == "__main__":
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    places = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(places[0]), places[1:], options)
