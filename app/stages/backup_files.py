"""The files of a backup: what it is saved to, under a name of its own until it is whole, the map of
what was read, and what lies beside it in the end."""

import fcntl
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.display import for_display
from app.drives.drive import Medium
from app.errors import (
    CorruptImage,
    FileThere,
    FolderError,
    MapWrong,
    NoRoom,
    NotItsBackup,
    ReadRefused,
)
from app.formats import bmap
from app.formats.mapfile import LARGEST, Mapfile, State
from app.inspection.in_use import InUse
from app.plain_file import sync_folder
from app.plan_backup import BackupPlan
from app.sources import open_plain, unpacked
from app.sources.saving import PackedSaving, PlainSaving, frame_of
from app.sources.source import Source
from app.stages.flow import page_aligned, read_all
from app.stages.rescue import STEP, Span
from app.stages.sum_up import Sums

_SAMPLES, _SAMPLE = 64, 4096  # places, bytes


class BackupFiles:
    """Opened before anything is read: what can't be is known then."""

    def __init__(self, plan: BackupPlan, used: InUse) -> None:
        self._plan, self._used = plan, used
        self._fd: int
        self.known = Mapfile(used.size)
        self.saving: PlainSaving | PackedSaving

    @property
    def step(self) -> int:
        return max(STEP, frame_of(self._used.size)) if self._plan.packed else STEP

    @contextmanager
    def open(self) -> Iterator[None]:
        """Raises NoRoom, MapWrong, FileThere, FolderError."""
        plan = self._plan
        with self.errors():
            self._demand_room()
            named = plan.resume and not plan.part.exists() and plan.path.exists()
            there = plan.path if named else plan.part  # with bad places, which are tried again
            mode = os.O_NOFOLLOW if plan.resume else os.O_EXCL
            self._fd = os.open(there, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | mode, 0o666)
        try:
            self._lock()
            self._begin(named=named)
            there_is = self.saving.end // plan.drive.sector * plan.drive.sector
            self.known.mark(there_is, self._used.size, State.UNTRIED)
            yield
        finally:
            os.close(self._fd)

    def _begin(self, *, named: bool) -> None:
        """The file, and the map of what is in it. A new one that can't be begun is not left."""
        plan = self._plan
        try:
            with self.errors():
                if plan.resume:
                    self.known = self._read_map()
                if named:  # what is refused keeps its name
                    plan.path.rename(plan.part)
                self.saving = self._made()
                if not plan.map.exists():  # from the first byte on it tells whose file this is
                    self.keep(State.UNTRIED)
        except FolderError:
            if not plan.resume:
                plan.part.unlink(missing_ok=True)
            raise

    def demand_same(self, medium: Medium) -> None:
        """What an earlier backup read is on the drive, as far as a few looks tell. Raises
        NotItsBackup, DriveGone."""
        runs = list(self.known.runs([State.READ]))
        runs = runs[:: max(1, len(runs) // _SAMPLES)]
        for start, stop in runs:
            for place in range(start, stop, max(_SAMPLE, len(runs) * (stop - start) // _SAMPLES)):
                place -= place % _SAMPLE
                length = min(_SAMPLE, stop - place)
                if place >= start and length % medium.sector == 0:
                    self._demand_same_at(medium, place, length)

    def _demand_same_at(self, medium: Medium, place: int, length: int) -> None:
        view = page_aligned(length)
        with suppress(ReadRefused):
            read_all(medium, self._plan.drive.name, view, place)
            with self.errors():
                if self.saving.get(place, length) != bytes(view):
                    name, drive = self._plan.part.name, self._plan.drive.name
                    raise NotItsBackup(name, drive, place)

    def distrust(self, place: int) -> None:
        """What a packed file holds up to there, or from there on, can't be unpacked: who goes on
        reads it from the drive again, with all behind it. Nothing where it has its name already.
        Raises FolderError."""
        frame = frame_of(self._used.size)
        start = max(0, place - 1) // frame * frame
        self.known.mark(start, start + frame, State.UNTRIED)
        if self._plan.part.exists() and isinstance(self.saving, PackedSaving):
            with self.errors():
                self.saving.spoil(start)
                self.keep(State.UNTRIED)

    def keep(self, phase: State, *, finished: bool = False) -> None:
        """The map, once all that it tells of is on its disk. Raises OSError."""
        self.saving.sync()
        name = for_display(self._plan.drive.name, 100)
        about = f"Mapfile. Created by Stickwright\nDrive: {name}"
        text = self.known.text(about.encode("ascii", "replace").decode(), phase, finished=finished)
        _replace(self._plan.map, text.encode())

    @property
    def read(self) -> tuple[Span, ...]:
        """(start, stop) of what was read of what is used, in order."""
        return tuple(self._runs(State.READ))

    def image(self, path: Path) -> tuple[Source, Source]:
        """What is saved under one of its names, and the file."""
        file = open_plain(path)
        return (unpacked(file) if self._plan.packed else file), file

    def publish(self, sums: Sums, unread: Sequence[Span]) -> int:
        """Gives the file its name, with all that belongs beside it. Returns its length. Raises
        FileThere, FolderError."""
        plan = self._plan
        with self.errors():
            if os.path.lexists(plan.path):
                raise FileThere(plan.path.name)
            _replace(plan.sums, _line(sums.file, os.fsencode(plan.path.name)))
            _replace(plan.block_map, bmap.written(self._used.size, sums.ranges))
            if unread:
                self.keep(State.BAD, finished=True)
            plan.part.rename(plan.path)
            if not unread:
                plan.map.unlink(missing_ok=True)
            sync_folder(plan.path.parent)
            return plan.path.stat().st_size

    @contextmanager
    def errors(self) -> Iterator[None]:
        try:
            yield
        except FileExistsError as error:
            raise FileThere(self._plan.part.name, unfinished=True) from error
        except OSError as error:
            folder = str(self._plan.path.parent)
            raise FolderError(folder, error.strerror or str(error)) from error

    def _made(self) -> PlainSaving | PackedSaving:
        if not self._plan.packed:
            return PlainSaving(self._fd, self._used.size)
        return PackedSaving(self._fd, self._used.size, self._whole())

    def _whole(self) -> Callable[[int, int], bool]:
        """Whether nothing between two places is still to be read."""
        left = list(self._runs(*(state for state in State if state is not State.READ)))
        ends = [stop for _, stop in left]

        def is_whole(start: int, stop: int) -> bool:
            number = bisect_right(ends, start)
            return number == len(left) or left[number][0] >= stop

        return is_whole

    def _runs(self, *states: State) -> Iterator[Span]:
        """(start, stop) of what is in one of the states of what is used, in order."""
        for span in self._used.spans:
            yield from self.known.runs(states, *span)

    def _read_map(self) -> Mapfile:
        try:
            with self._plan.map.open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError:
            if os.fstat(self._fd).st_blocks:  # a browser's, perhaps: no backup is without its map
                raise FileThere(self._plan.part.name) from None
            return Mapfile(self._used.size)
        if len(data) > LARGEST:
            raise MapWrong(self._plan.map.name, "it is too large")
        try:
            known = Mapfile.parse(data, self._used.size)
        except CorruptImage as error:
            raise MapWrong(self._plan.map.name, error.why) from error
        known.align(self._plan.drive.sector)
        self._demand_no_more(known)
        return known

    def _demand_no_more(self, known: Mapfile) -> None:
        """What nothing uses is zeros in the file: an earlier backup of all of the drive has it."""
        ends = [*(start for start, _ in self._used.spans), self._used.size]
        starts = [0, *(stop for _, stop in self._used.spans)]
        gaps = zip(starts, ends, strict=True)
        if any(any(known.runs([State.READ], *gap)) for gap in gaps):
            why = "more of the drive was read than is used now"
            error = MapWrong(self._plan.map.name, why)
            error.hint = "Go on with all of the drive, or save it under another name."
            raise error

    def _demand_room(self) -> None:
        """Nobody knows beforehand how small a packed file gets."""
        plan, folder = self._plan, self._plan.path.parent
        room = os.statvfs(folder)
        free = room.f_bavail * room.f_frsize
        there = next((path for path in (plan.part, plan.path) if path.exists()), None)
        had = there.stat().st_blocks * 512 if there is not None and plan.resume else 0
        if not plan.packed and self._used.length > free + had:
            raise NoRoom(str(folder), self._used.length - had, free)

    def _lock(self) -> None:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            folder = str(self._plan.path.parent)
            raise FolderError(folder, "another backup goes to this file") from error


def _line(digest: str, name: bytes) -> bytes:
    """As `sha256sum` writes it and reads it again: what would end a line is spelled, and marked."""
    spelled = name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    mark = b"\\" if spelled != name else b""
    return mark + digest.encode() + b"  " + spelled + b"\n"


def _replace(path: Path, data: bytes) -> None:
    """Either what was there before, or all of this."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)  # of one that was killed
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        new.unlink(missing_ok=True)
        raise
    new.replace(path)
