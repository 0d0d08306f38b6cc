"""Files of an image as the lines of one long list, in which an open folder's rows stand below it.

Not a tree for Qt: a QTreeView asks for every single row before it shows the first, which takes
seconds for 100,000 files. A table only asks for what is in sight.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from ui.text import dotted, size
from ui.view import Columns, FileRow, Folder, Inside

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, SIZE, CHANGED = range(3)

_NOWHERE = QModelIndex()
_NOTHING = "–"  # a screen reader passes over what has no name
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_TOLD = Qt.ItemFlag.ItemIsEnabled


class FileModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._columns: Columns | None = None
        self._root: Folder | None = None
        self._listed: dict[str, Folder] = {}
        self._open: frozenset[str] = frozenset()
        self._lines: list[tuple[FileRow, int]] = []  # with its depth

    def take(self, view: Inside) -> None:
        """Show this; of the same image only what is new."""
        self._columns = view.columns
        root = view.found or (view.folders[0] if view.folders else None)
        listed = {folder.key: folder for folder in view.folders}
        if root is not self._root:
            self.beginResetModel()
            self._root, self._listed, self._open = root, listed, view.open
            self._lines = list(self._below(root.rows if root is not None else (), 0))
            self.endResetModel()
            return
        before, fresh = self._open, listed.keys() - self._listed.keys()
        self._listed, self._open = listed, view.open
        if self.flat:
            return
        for key in before - view.open:
            self._fold(key)
        for key in (view.open - before) | (fresh & view.open):
            self._unfold(key)

    @property
    def flat(self) -> bool:
        """Whether these are results of a search."""
        return self._root is not self._listed.get("")

    def row(self, line: int) -> FileRow:
        return self._lines[line][0]

    def depth(self, line: int) -> int:
        return self._lines[line][1]

    def is_open(self, row: FileRow) -> bool:
        return row.key in self._open and not self.flat

    def line_above(self, line: int) -> int:
        """That of the folder which a line stands in; itself for the outermost."""
        depth = self.depth(line)
        return next((at for at in range(line, -1, -1) if self.depth(at) < depth), line)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _ROW if self.row(index.row()).key else _TOLD

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        row, column = self.row(index.row()), index.column()
        nothing = _NOTHING if role == Role.AccessibleTextRole else ""
        if column == SIZE:
            return nothing if row.size is None else size(row.size)
        if column == CHANGED:
            return nothing if row.modified is None else when(row.modified)
        if role == Role.AccessibleTextRole and row.folder and self._columns is not None:
            state = self._columns.open if self.is_open(row) else self._columns.closed
            return dotted(row.name, self._columns.folder, state)
        return dotted(row.name, row.note)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if self._columns is None or not across or role != Role.DisplayRole:
            return None
        return (self._columns.name, self._columns.size, self._columns.modified)[section]

    def _fold(self, key: str) -> None:
        if (line := self._line_of(key)) is None:
            return
        last = line
        while last + 1 < len(self._lines) and self.depth(last + 1) > self.depth(line):
            last += 1
        if last > line:
            self.beginRemoveRows(_NOWHERE, line + 1, last)
            del self._lines[line + 1 : last + 1]
            self.endRemoveRows()
        self._changed(line)

    def _unfold(self, key: str) -> None:
        """Unless it was unfolded with one above it, or has yet to be listed."""
        if (line := self._line_of(key)) is None:
            return
        depth, folder = self.depth(line), self._listed.get(key)
        unfolded = line + 1 < len(self._lines) and self.depth(line + 1) > depth
        fresh = list(self._below(folder.rows, depth + 1)) if folder and not unfolded else []
        if fresh:
            self.beginInsertRows(_NOWHERE, line + 1, line + len(fresh))
            self._lines[line + 1 : line + 1] = fresh
            self.endInsertRows()
        self._changed(line)

    def _line_of(self, key: str) -> int | None:
        return next((at for at, (row, _) in enumerate(self._lines) if row.key == key), None)

    def _below(self, rows: tuple[FileRow, ...], depth: int) -> Iterator[tuple[FileRow, int]]:
        for row in rows:
            yield row, depth
            if row.folder and row.key in self._open and row.key in self._listed and not self.flat:
                yield from self._below(self._listed[row.key].rows, depth + 1)

    def _changed(self, line: int) -> None:
        index = self.index(line, NAME)
        self.dataChanged.emit(index, index)


def when(moment: datetime) -> str:
    """As the clock on the wall of whoever made it, "03/08/2026 12:30"."""
    day = QDateTime(*moment.timetuple()[:6])
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)
