"""Two cards and an arrow."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.components.button import Send
from ui.components.drive_card import DriveCard
from ui.components.image_card import ImageCard
from ui.components.seam import SeamArrow
from ui.typography import px
from ui.view import Home
from ui.widths import Width

_GAP = 16
_ARROW_MIDDLE = 76  # below the top of the cards: the height of the image's tile


class HomePage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self.image = ImageCard(send)
        self.drives = DriveCard(send)
        self._arrow = SeamArrow(self)
        self._lit = self._back = False
        self._width = Width.WIDE
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSpacing(_GAP)
        self._box.addWidget(self.image, 1)
        self._box.addWidget(self.drives, 1)
        self.fit(Width.WIDE)

    def present(self, view: Home) -> None:
        self.image.present(view.image)
        self.drives.present(view.drives)
        self._lit, self._back = view.fits, view.back
        self._place_arrow()

    def fit(self, width: Width) -> None:
        self._width = width
        wide = width is Width.WIDE
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        side = 12 if width is Width.NARROW else 24
        self._box.setContentsMargins(side, 2, side, 18)
        self._box.setSpacing(_GAP if width is not Width.NARROW else 14)
        self.image.fit(width)
        self.drives.fit(width)
        self._place_arrow()

    def heading(self) -> QWidget | None:
        return self.image.headline

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_arrow()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._box.activate()
        self._place_arrow()

    def _place_arrow(self) -> None:
        first, second = self.image.geometry(), self.drives.geometry()
        down = self._width is not Width.WIDE
        if down:
            middle = QPoint(first.center().x(), (first.bottom() + second.top()) // 2)
        else:
            left, right = sorted((first, second), key=lambda rect: rect.left())
            middle = QPoint((left.right() + right.left()) // 2, first.top() + px(_ARROW_MIDDLE))
        half = self._arrow.width() // 2
        self._arrow.move(middle - QPoint(half, half))
        self._arrow.present(lit=self._lit, down=down, back=self._back)
        self._arrow.raise_()
