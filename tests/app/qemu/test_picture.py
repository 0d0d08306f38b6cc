"""The screen, as QEMU hands it out and as one keeps it."""

import pytest
from PySide6.QtGui import QColor, QImage

from app.errors import ToolError
from app.qemu.picture import Picture

RED, BLUE = b"\xff\0\0", b"\0\0\xff"


def test_a_pixmap() -> None:
    picture = Picture.parse(b"P6\n2 1\n255\n" + RED + BLUE)
    assert picture == Picture(2, 1, RED + BLUE)
    assert not picture.is_flat
    assert Picture(2, 1, RED + RED).is_flat


@pytest.mark.parametrize(
    "pixmap", [b"", b"P6\n2 1\n255\n" + RED, b"P5\n2 1\n255\nxxxxxx", b"P6\n0 0\n255\n"]
)
def test_what_is_none(pixmap: bytes) -> None:
    with pytest.raises(ToolError, match="picture"):
        Picture.parse(pixmap)


def test_qt_reads_the_png() -> None:
    image = QImage.fromData(Picture(3, 2, RED * 3 + BLUE * 3).png())
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(2, 0) == QColor(255, 0, 0)
    assert image.pixelColor(0, 1) == QColor(0, 0, 255)


def test_a_line_of_text_is_no_difference_and_a_menu_is() -> None:
    black = Picture(640, 480, bytes(640 * 480 * 3))
    line = Picture(640, 480, bytes([200]) * 5000 + black.pixels[5000:])
    menu = Picture(640, 480, bytes([200]) * 90000 + black.pixels[90000:])
    assert not line.differs(black)
    assert menu.differs(black)
    assert black.differs(Picture(2, 1, RED + BLUE))
