"""Which drives the window knows, in the order of their rows (design 10.2).

Rows keep their order while the window is open: new drives come at the end, gone ones stay for a
second, so that nobody wonders what just happened. Nothing here chooses anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.drives.drive import DriveInfo, DriveKind

LINGER = 1.0  # seconds that the row of a drive stays after it is gone
FRESH = 10.0  # seconds that it says "Just plugged in"

_FILE = "file"  # the bus of a virtual stick that no watch knows


def key_of(drive: DriveInfo) -> str:
    """What a choice means (design 10.4): this medium in this drive, never a name like sdb."""
    identity = drive.identity
    seen = identity.entry if identity.diskseq is None else identity.diskseq
    place = (identity.device, identity.inode, identity.generation)
    parts = (*place, seen, identity.size, drive.serial)
    return "/".join(str(part) for part in parts)


def is_file(drive: DriveInfo) -> bool:
    """Whether it is a file that plays a stick."""
    return drive.kind is DriveKind.VIRTUAL and drive.bus == _FILE


@dataclass(frozen=True, slots=True)
class Row:
    """`came`: when it was plugged in, None when it was there from the beginning; `gone`: when it
    was unplugged. Seconds of the steady clock."""

    drive: DriveInfo
    came: float | None = None
    gone: float | None = None

    @property
    def key(self) -> str:
        return key_of(self.drive)

    def is_fresh(self, now: float) -> bool:
        return self.came is not None and self.gone is None and now < self.came + FRESH


@dataclass(frozen=True, slots=True)
class DriveList:
    """`hidden` are the computer's own disks; `listed` is false until somebody has looked."""

    rows: tuple[Row, ...] = ()
    hidden: tuple[DriveInfo, ...] = ()
    listed: bool = False

    def seen(self, drives: tuple[DriveInfo, ...], now: float) -> DriveList:
        """After a look at all drives there are; virtual sticks are none of the look's business.
        One that is not offered any more has not been unplugged: its row goes at once."""
        shown = {key_of(drive): drive for drive in drives if not drive.hidden}
        hidden = tuple(drive for drive in drives if drive.hidden)
        withdrawn = {key_of(drive) for drive in hidden}
        rows = [row for row in self.rows if row.key not in withdrawn]
        kept = tuple(_after_look(row, shown, now) for row in rows)
        known = {row.key for row in rows}
        new = tuple(self._new(drive, now) for key, drive in shown.items() if key not in known)
        return DriveList((*kept, *new), hidden, listed=True).settled(now)

    def _new(self, drive: DriveInfo, now: float) -> Row:
        """What was there from the beginning, or built in, was not just plugged in."""
        return Row(drive, now if self.listed and not drive.asked_for else None)

    def with_stick(self, stick: DriveInfo, now: float) -> DriveList:
        """A virtual stick was made. The same file a second time is the same stick."""
        others = tuple(row for row in self.rows if row.drive.node != stick.node)
        if len(others) < len(self.rows):
            rows = tuple(
                Row(stick, row.came) if row.drive.node == stick.node else row for row in self.rows
            )
            return replace(self, rows=rows)
        return replace(self, rows=(*self.rows, Row(stick, now)))

    def without_file_of(self, stick: DriveInfo) -> DriveList:
        """The file that plays this stick is gone, or another one has its name: no look at the
        drives tells that, as it does of a real one. A file is not unplugged: its row goes at
        once."""
        key = key_of(stick)
        rows = tuple(row for row in self.rows if not (row.key == key and is_file(row.drive)))
        return replace(self, rows=rows)

    def settled(self, now: float) -> DriveList:
        """Without the rows whose time is over."""
        rows = tuple(row for row in self.rows if row.gone is None or now < row.gone + LINGER)
        return self if len(rows) == len(self.rows) else replace(self, rows=rows)

    def find(self, key: str) -> DriveInfo | None:
        """The drive of this key, if it is plugged in."""
        found = (row.drive for row in self.rows if row.key == key and row.gone is None)
        return next(found, None)

    @property
    def drives(self) -> tuple[DriveInfo, ...]:
        """Those that are plugged in."""
        return tuple(row.drive for row in self.rows if row.gone is None)

    def next_change(self, now: float) -> float | None:
        """When the list changes by itself the next time."""
        times = [row.gone + LINGER for row in self.rows if row.gone is not None]
        times += [
            row.came + FRESH
            for row in self.rows
            if row.came is not None and row.gone is None and row.is_fresh(now)
        ]
        return min(times, default=None)


NO_DRIVES = DriveList()


def _after_look(row: Row, shown: dict[str, DriveInfo], now: float) -> Row:
    if is_file(row.drive):
        return row
    if row.key in shown:
        return replace(row, drive=shown[row.key], gone=None)
    return row if row.gone is not None else replace(row, gone=now)
