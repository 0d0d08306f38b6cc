"""How it ended: a badge, a sentence, and the panels that prove or explain it."""

from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import paint
from ui.components.badge import Badge
from ui.components.banner import Banner
from ui.components.button import Send
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.components.result_panels import (
    CellPanelWidget,
    MapPanelWidget,
    NextStepPanel,
    ProofPanel,
    StepsPanel,
)
from ui.icons import Icon
from ui.typography import Role
from ui.view import Banner as BannerView
from ui.view import CellPanel, MapPanel, NextStep, Outcome, Panel, Proof, Remark, Steps
from ui.widths import Width, is_tiny

_GAP = 16

Shown = ProofPanel | NextStepPanel | MapPanelWidget | StepsPanel | CellPanelWidget | Banner


class RemarkLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconPicture(Icon.CHECK, 18, lambda c: c.success)
        self._text = Label(Role.BODY_STRONG)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)

    def present(self, view: Remark | None) -> None:
        self.setVisible(view is not None)
        if view is not None:
            tone = view.tone
            self._icon.present(view.icon, lambda _colours: paint.of_tone(tone))
            self._text.set_look(Role.BODY_STRONG, lambda _colours: paint.of_tone(tone))
            self._text.say(view.text)


class OutcomePage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._view: Outcome | None = None
        self._width = Width.WIDE
        self._badge = Badge()
        self.title = Label(Role.H2)
        self._lead = Label(Role.LEAD, lambda c: c.text2)
        self._remark = RemarkLine()
        self._shown: list[Shown] = []
        self._kinds: tuple[object, ...] = ()
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self._lead)
        words.addWidget(self._remark)
        words.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addLayout(words, 1)
        self._panels = QVBoxLayout()
        self._panels.setSpacing(_GAP)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addLayout(self._head)
        self._column.addSpacing(20)
        self._column.addLayout(self._panels)
        self._column.addStretch(1)
        self.fit(Width.WIDE)

    def present(self, view: Outcome) -> None:
        self._view = view
        narrow = self._width is Width.NARROW
        self._badge.present(view.badge, narrow=narrow)
        large = Role.SHEET_TITLE if narrow else Role.H1
        usual = Role.H2_NARROW if narrow else Role.H2
        self.title.set_look(large if view.large else usual, lambda c: c.text)
        self._lead.set_look(Role.SMALL if narrow else Role.LEAD, lambda c: c.text2)
        self.title.say(view.title)
        self._lead.say(view.lead)
        self._remark.present(view.remark)
        panels = tuple(panel for panel in view.panels if not narrow or _needed(panel))
        self._show(panels)

    def heading(self) -> QWidget | None:
        return self.title

    def fit(self, width: Width) -> None:
        self._width = width
        narrow = width is Width.NARROW
        side = 14 if narrow else 40
        self._column.setContentsMargins(side, 16, side, 20)
        tiny = is_tiny(self.window().width())
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if tiny else direction.LeftToRight)
        self._head.setSpacing(14 if narrow else 20)
        self._kinds = ()
        if self._view is not None:
            self.present(self._view)

    def _show(self, views: tuple[Panel, ...]) -> None:
        kinds = tuple((type(view), getattr(view, "tall", False)) for view in views)
        if kinds != self._kinds:
            self._kinds = kinds
            self._renew(views)
        for shown, view in zip(self._shown, views, strict=True):
            shown.present(view)  # type: ignore[arg-type]  # made for this kind of view just above

    def _renew(self, views: tuple[Panel, ...]) -> None:
        _empty(self._panels)
        self._shown = [self._make(view) for view in views]
        row: QBoxLayout | None = None
        for view, shown in zip(views, self._shown, strict=True):
            if isinstance(view, Proof | NextStep):
                if row is None:
                    row = QHBoxLayout()
                    if self._width is not Width.WIDE:
                        row.setDirection(QBoxLayout.Direction.TopToBottom)
                    row.setSpacing(_GAP if self._width is Width.WIDE else 10)
                    self._panels.addLayout(row)
                row.addWidget(shown, 1)
            else:
                row = None
                self._panels.addWidget(shown)

    def _make(self, view: Panel) -> Shown:
        match view:
            case Proof():
                return ProofPanel(self._send)
            case NextStep():
                return NextStepPanel(self._send)
            case MapPanel():
                return MapPanelWidget(view, self._send)
            case Steps():
                return StepsPanel()
            case CellPanel():
                return CellPanelWidget(self._width)
            case BannerView():
                return Banner(self._send)
        assert_never(view)


def _needed(panel: Panel) -> bool:
    """Below 560 the map of a success says nothing that the proof does not."""
    return not isinstance(panel, MapPanel) or panel.tall


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if isinstance(inner, QBoxLayout):
            _empty(inner)
