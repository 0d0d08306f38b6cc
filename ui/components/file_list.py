"""The list of an image's files: open and close folders, mark, and drag out of the window.

What is dragged is put ready as files first (`ui.taking`); when it lies there and the button is
still held, the drag begins, else with the next one. So no other program ever asks us for bytes.
"""

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDrag,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import paint, theme, typography
from ui.components.button import Send
from ui.components.file_model import CHANGED, NAME, SIZE, FileModel, Index
from ui.components.focus import ENTER, Focusable
from ui.components.scroll import SlimBar
from ui.icons import Icon
from ui.intents import CarryOut, ChooseFiles, OpenFolder
from ui.intents.inside import MOST_CHOSEN
from ui.typography import Role, is_large, px
from ui.view import Inside

_HEIGHT, _HEADER, _INDENT, _CHEVRON, _ICON = 34, 32, 18, 14, 18
_SETTLED = 40  # milliseconds, then what is marked is told

_Align = Qt.AlignmentFlag


class FileList(Focusable, QTableView):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._wanted: tuple[str, ...] = ()
        self._view: Inside | None = None
        self.files = FileModel()
        self.setModel(self.files)
        self.setItemDelegate(_Cell(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._bar = SlimBar(self, self.verticalScrollBar())
        self.setMinimumHeight(px(5 * _HEIGHT))
        self.viewport().setAutoFillBackground(False)
        rows, self._columns = self.verticalHeader(), _Headings(self)
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(_HEIGHT))
        self.setHorizontalHeader(self._columns)
        self._columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED)
        self._soon.timeout.connect(self._tell)
        self.selectionModel().selectionChanged.connect(lambda *_: self._soon.start())
        self.doubleClicked.connect(lambda index: self._toggle(index.row()))

    def present(self, view: Inside) -> None:
        self._view = view
        self.setAccessibleName(view.name)
        self.files.take(view)
        ready = view.carried
        if ready is not None and self._wanted and ready.keys == self._wanted:
            self._wanted = ()
            if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                QTimer.singleShot(0, self._drag)

    def fit(self, *, narrow: bool) -> None:
        self.setColumnHidden(CHANGED, narrow)
        self.setColumnHidden(SIZE, narrow and is_large())
        for column, sample in ((SIZE, "999.9 GB"), (CHANGED, "30/12/2026 23:59")):
            room = typography.metrics(Role.SMALL).horizontalAdvance(sample)
            self.setColumnWidth(column, round(room) + px(28))

    def marked(self) -> tuple[str, ...]:
        """Keys, from top to bottom; not many more than may be."""
        lines: list[int] = []
        marked = self.selectionModel().selection()
        for place in range(marked.count()):
            piece = marked.at(place)
            room = MOST_CHOSEN + 1 - len(lines)
            lines += range(piece.top(), min(piece.bottom() + 1, piece.top() + room))
        rows = (self.files.row(line) for line in sorted(set(lines)))
        return tuple(row.key for row in rows if row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right and Left open and close, as in every tree; Enter does either."""
        line = self.currentIndex().row()
        key = Qt.Key(event.key())
        if line < 0 or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right, *ENTER):
            super().keyPressEvent(event)
            return
        event.accept()
        unfolded = self.files.is_open(self.files.row(line))
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if key in ENTER or unfolded != (key == forward):
            self._toggle(line)
        elif unfolded:
            self.selectRow(min(line + 1, self.files.rowCount() - 1))
        else:
            self.selectRow(self.files.line_above(line))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == NAME and self._on_chevron(index, event):
            self._toggle(index.row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While files are put ready the pointer marks nothing else."""
        if not (self._wanted and event.buttons() & Qt.MouseButton.LeftButton):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._wanted = ()
        super().mouseReleaseEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        keys = self.marked()
        ready = self._view.carried if self._view is not None else None
        if ready is not None and ready.keys == keys:
            self._drag()
        elif keys:
            self._wanted = keys
            self._send(CarryOut(keys))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place(self, px(_HEADER))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.ringed and index.isValid():
            place = self.visualRect(index)
            row = QRectF(2, place.top() + 1, self.viewport().width() - 4, place.height() - 2)
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.now().colours.accent_text, paint.RING))
            painter.drawRoundedRect(row, 6, 6)

    def _drag(self) -> None:
        """Ordinary files, by their addresses; Qt keeps what it hands to others."""
        ready = self._view.carried if self._view is not None else None
        if ready is None:
            return
        drag, mime = QDrag(self), QMimeData()
        mime.setUrls([QUrl(url) for url in ready.urls])
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)

    def _toggle(self, line: int) -> None:
        row = self.files.row(line)
        if row.folder and not self.files.flat:
            self._send(OpenFolder(row.key, open=not self.files.is_open(row)))

    def _tell(self) -> None:
        self._send(ChooseFiles(self.marked()))

    def _on_chevron(self, index: QModelIndex, event: QMouseEvent) -> bool:
        if not self.files.row(index.row()).folder or self.files.flat:
            return False
        place = self.chevron(self.visualRect(index), index.row())
        return place.adjusted(-6, -12, 6, 12).contains(event.position())

    def chevron(self, cell: QRect, line: int) -> QRectF:
        """Where a folder's arrow is."""
        side = px(_CHEVRON)
        left = cell.left() + px(8) + self.files.depth(line) * px(_INDENT)
        box = QRectF(left, cell.top() + (cell.height() - side) / 2, side, side)
        return paint.mirrored(box, QRectF(cell), self.layoutDirection())


class _Cell(QStyledItemDelegate):
    def __init__(self, files: FileList) -> None:
        super().__init__(files)
        self._list = files

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(80), px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = theme.now().colours
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, c.accent_subtle)
        files = self._list.files
        row = files.row(index.row())
        if index.column() != NAME:
            box = QRectF(cell).adjusted(px(6), 0, -px(10), 0)
            side = _Align.AlignRight if index.column() == SIZE else _Align.AlignLeft
            self._text(painter, box, index, side, strong=False)
            return
        chevron = self._list.chevron(cell, index.row())
        direction = self._list.layoutDirection()
        if row.folder and not files.flat:
            arrow = Icon.CHEVRON_DOWN if files.is_open(row) else Icon.CHEVRON_RIGHT
            paint.icon(painter, arrow, chevron, c.text2, direction=direction)
        start = px(8 + _CHEVRON + 6) + files.depth(index.row()) * px(_INDENT)
        side_length = px(_ICON)
        top = cell.top() + (cell.height() - side_length) / 2
        box = QRectF(cell.left() + start, top, side_length, side_length)
        picture = Icon.FOLDER if row.folder else Icon.FILE
        if row.key:
            place = paint.mirrored(box, QRectF(cell), direction)
            paint.icon(painter, picture, place, c.accent_text if row.folder else c.text3)
        rest = QRectF(cell).adjusted(start + side_length + px(8), 0, -px(6), 0)
        words = paint.mirrored(rest, QRectF(cell), direction)
        self._text(painter, words, index, _Align.AlignLeft, strong=True)

    def _text(
        self, painter: QPainter, box: QRectF, index: Index, side: Qt.AlignmentFlag, *, strong: bool
    ) -> None:
        """Plain, in one line; a name loses its middle, for its end says what it is."""
        c = theme.now().colours
        role = Role.BODY if strong else Role.SMALL
        text = self._list.files.data(index)
        words = typography.metrics(role).elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
        painter.setFont(typography.font(role))
        painter.setPen(c.text if strong else c.text2)
        painter.drawText(box, int(side | _Align.AlignVCenter | Qt.TextFlag.TextSingleLine), words)


class _Headings(QHeaderView):
    """The first line: what the columns are."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(px(_HEADER))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        c = theme.now().colours
        painter.setFont(typography.font(Role.CAPTION_STRONG))
        painter.setPen(c.text3)
        inner = rect.adjusted(px(8 if section == NAME else 6), 0, -px(10), 0)
        side = _Align.AlignRight if section == SIZE else _Align.AlignLeft
        text = self.model().headerData(section, Qt.Orientation.Horizontal)
        flags = side | _Align.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, int(flags), text)
        painter.setPen(QPen(c.border, 1))
        painter.drawLine(QPoint(rect.left(), rect.bottom()), QPoint(rect.right(), rect.bottom()))
