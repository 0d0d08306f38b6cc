"""What the colours of a map mean: a dot and a word."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui import theme
from ui.components.label import Label
from ui.components.map_painter import written_line
from ui.components.picture import Picture
from ui.typography import Role
from ui.view import Legend as LegendView
from ui.view import Tone


class Dot(Picture):
    def __init__(self, tone: Tone) -> None:
        super().__init__(9)
        self._tone = tone

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            {
                Tone.NEUTRAL: c.control,
                Tone.INFO: written_line(),
                Tone.SUCCESS: c.success_fill,
                Tone.CAUTION: c.caution_fill,
                Tone.DANGER: c.danger,
            }[self._tone]
        )
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class Legends(QWidget):
    """Beside each other, or `stacked` where the window is narrow."""

    def __init__(self, *, stacked: bool = False) -> None:
        super().__init__()
        self._views: tuple[LegendView, ...] = ()
        direction = QBoxLayout.Direction
        self._box = QBoxLayout(direction.TopToBottom if stacked else direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4 if stacked else 17)

    def present(self, views: tuple[LegendView, ...]) -> None:
        if views == self._views:
            return
        self._views = views
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for view in views:
            self._box.addWidget(LegendEntry(view))
        self._box.addStretch(1)
        self.setVisible(bool(views))


class LegendEntry(QWidget):
    def __init__(self, view: LegendView) -> None:
        super().__init__()
        role = Role.SMALL_STRONG if view.strong else Role.SMALL_MEDIUM
        label = Label(role, (lambda c: c.text) if view.strong else (lambda c: c.text2))
        label.say(view.text)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(7)
        line.addWidget(Dot(view.tone))
        line.addWidget(label, 1)
