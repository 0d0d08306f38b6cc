"""How the curves of a speed map are painted."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF
from pytestqt.qtbot import QtBot

from ui.components.map_painter import paint_curves
from ui.speed_geometry import scale_for
from ui.view import POINTS, Head, SpeedMap

JAGGED = tuple(20e6 if number % 2 else 90e6 for number in range(POINTS))


class Pen(QPainter):
    """Keeps what is stroked."""

    def __init__(self, paper: QImage) -> None:
        super().__init__(paper)
        self.strokes: list[list[QPointF]] = []

    def drawPolyline(self, polygon: QPolygonF) -> None:  # type: ignore[override]  # noqa: N802
        self.strokes.append(list(polygon.toList()))


def test_a_jagged_line_is_stroked_in_short_pieces_that_meet(qtbot: QtBot) -> None:
    """All at once takes as long as a window may stand still: the edges cross each other."""
    view = SpeedMap(name="", percent=0, written=JAGGED, at=1.0, head=Head.WRITING)
    paper = QImage(900, 300, QImage.Format.Format_RGB32)
    pen = Pen(paper)
    paint_curves(pen, QRectF(0, 0, 900, 300), view, scale_for(JAGGED))
    pen.end()
    assert max(map(len, pen.strokes)) < 20
    assert all(one[-1] == next_one[0] for one, next_one in pairwise(pen.strokes))
    assert pen.strokes[0][0].x() == 0
    assert pen.strokes[-1][-1].x() == 900
