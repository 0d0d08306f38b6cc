"""In a language that is read from the right everything turns round but what is read from the left
everywhere: names, paths, checksums and sizes (design 4)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication
from samples.states import STATES
from samples.window import Shown, settle
from support_window import drive

from ui import paint
from ui.components.drive_card import DriveCard
from ui.components.image_card import ImageCard
from ui.icons import Icon
from ui.screens import names
from ui.text import isolated, size, speed, untrusted

HEBREW = "אבג"


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(text: str, inside: str) -> list[float]:
    """Where each letter of `inside` stands, from the left, in a paragraph from the right."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    start = text.index(inside)
    glyphs = (layout.glyphRuns(start + step, 1)[0] for step in range(len(inside)))
    return [glyph.positions()[0].x() for glyph in glyphs]


@pytest.mark.usefixtures("from_the_right")
@pytest.mark.parametrize(
    "say",
    [
        lambda: size(6_200_000_000),
        lambda: speed(41_000_000),
        lambda: untrusted("SanDisk Ultra 3.0"),
        lambda: names.node(drive()),
        lambda: isolated(r"\EFI\BOOT\BOOTX64.EFI"),
    ],
)
def test_reads_from_the_left_between_words_from_the_right(say: Callable[[], str]) -> None:
    text = say()
    assert text[0] in "\u2066\u2068"
    found = places(f"{HEBREW} {text} {HEBREW}", text[1:-1])
    assert found == sorted(found)


def test_without_isolation_it_would_not() -> None:
    found = places(rf"{HEBREW} \EFI\BOOT {HEBREW}", r"\EFI\BOOT")
    assert found != sorted(found)


LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def drawn(icon: Icon, direction: Qt.LayoutDirection) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint.icon(painter, icon, QRectF(0, 0, 48, 48), QColor("black"), direction=direction)
    painter.end()
    return image


@pytest.mark.parametrize("icon", [Icon.ARROW_LEFT, Icon.ARROW_RIGHT, Icon.CHEVRON_RIGHT])
def test_arrows_turn_round(icon: Icon) -> None:
    assert drawn(icon, LEFT) != drawn(icon, RIGHT)


@pytest.mark.parametrize("icon", [Icon.CHECK, Icon.USB_STICK, Icon.PLAY, Icon.REFRESH])
def test_other_pictures_do_not(icon: Icon) -> None:
    assert drawn(icon, LEFT) == drawn(icon, RIGHT)


@pytest.mark.usefixtures("from_the_right")
def test_the_image_stands_right_of_the_drive(laid_out: Shown) -> None:
    laid_out.window.resize(1000, 720)
    laid_out.show(STATES["04-ready"])
    settle()
    (image,) = laid_out.window.findChildren(ImageCard)
    (card,) = laid_out.window.findChildren(DriveCard)
    assert image.x() > card.x()
