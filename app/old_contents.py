"""What was on a drive before a write overwrote it, in a file, for a stop in the first moments.

Every piece is in the file, and the file on its disk, before its place on the drive is overwritten.
Beside the old bytes stand digests of what was written over them, and of some places that were left
alone: with these the drive itself proves, when it is read, that it is as the write left it. The
file proves nothing by itself.

    file     MAGIC, u32 length, JSON about the drive, then records
    record   kind (4 bytes), u32 grain, u64 offset, u64 length, xxh3-128 of all of it;
             8 bytes xxh3-64 for every `grain` bytes of what is written over the place, and, in an
             OLD record, the `length` bytes that were there before; in a LEFT record those of what
             was, which counts unless an OLD one says that the place was written

The JSON of a quick probe says so. What it wrote over a place is a mark, which nobody else has: on a
drive where two addresses are one place, a mark is found in places that another one was written to,
and takes nothing away from anybody there.

A power cut may tear the last record: its place was not overwritten yet. Damage anywhere else makes
the file worthless.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import struct
import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

import xxhash

from app.drives.told import Told
from app.errors import NothingKept

MAGIC = b"Stickwright old\n"
LARGEST = 80 << 20  # bytes of a file that is looked at
PIECE = 4 << 20  # bytes of one record's place, at most

MOST_STATES = 1 << 18  # of grains, before and after: five times as many as a write makes
SMALLEST_GRAIN = 512

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_LENGTH = struct.Struct("<I")
_RECORD = struct.Struct("<4sIQQ16s")
_DIGEST = struct.Struct("<Q")
_OLD, _NEW, _LEFT = b"old ", b"new ", b"left"
_LONGEST_JSON = 4096

# What reading raises for a file that this program did not write.
_OTHERS_WORDS = (
    struct.error,
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` old bytes of the drive at `offset`, which stand in the file at `place`. `digest` is
    what they were when the file was looked at."""

    offset: int
    length: int
    place: int
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Grain:
    """A place on the drive, and digests of everything it may hold now."""

    offset: int
    length: int
    digests: frozenset[int]


@dataclass(frozen=True, slots=True)
class OldContents:
    """A file that is whole. `diskseq` and `start`: as what the drive was plugged in, and since when
    the computer runs; the same again is surely the same drive."""

    path: Path
    drive: Told
    diskseq: int | None
    start: str
    pieces: tuple[Piece, ...]
    grains: tuple[Grain, ...] = field(repr=False)
    probed: bool = False  # by a quick probe, not a write; then
    marks: frozenset[int] = field(default=frozenset(), repr=False)  # digests of all its marks

    @property
    def size(self) -> int:
        """Bytes that can be put back."""
        return sum(piece.length for piece in self.pieces)

    def bytes_of(self, piece: Piece) -> bytes:
        """Raises OSError, and ValueError when the file was changed meanwhile."""
        fd = os.open(self.path, _READ)
        with os.fdopen(fd, "rb") as file:
            file.seek(piece.place)
            found = file.read(piece.length)
        if xxhash.xxh3_128_digest(found) != piece.digest:
            raise ValueError(self.path)
        return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody who tidies up takes the file away meanwhile. Raises OSError when it is gone."""
        fd = os.open(self.path, _READ)
        with os.fdopen(fd, "rb") as file:
            with suppress(OSError):  # of file systems that know no locks
                fcntl.flock(file, fcntl.LOCK_SH)  # who tidies up holds it for a moment only
            yield


class Writer:
    """Fills such a file. For several threads at once; every method raises OSError."""

    def __init__(
        self, path: Path, drive: Told, diskseq: int | None, start: str, *, probe: bool = False
    ) -> None:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._fd = os.open(path, flags, 0o600)
        self._path = path
        self._lock = threading.Lock()
        about = {"drive": drive.to_json(), "diskseq": diskseq, "start": start, "probe": probe}
        text = json.dumps(about).encode()
        try:
            self._write(MAGIC, _LENGTH.pack(len(text)), text)
            self.sync()
            sync_folder(path.parent)
        except OSError:
            self.discard()
            raise

    def old(self, offset: int, was: memoryview, becomes: memoryview, grain: int) -> None:
        """`was` is on the drive at `offset`, and `becomes` may be, once `sync` has returned."""
        self._record(_OLD, offset, becomes, grain, was)

    def new(self, offset: int, becomes: memoryview, grain: int) -> None:
        """The place, whose old bytes are kept already, may hold this too."""
        self._record(_NEW, offset, becomes, grain, memoryview(b""))

    def left(self, offset: int, was: memoryview) -> None:
        """This is on the drive, and stays there until `old` is told of the place."""
        self._record(_LEFT, offset, was, len(was), memoryview(b""))

    def sync(self) -> None:
        """What was told so far is on the disk when this returns."""
        with self._lock:
            self._demand_open()
            os.fdatasync(self._fd)
            # It is hardly ever read again: the memory is of more use to others.
            os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_DONTNEED)

    def discard(self) -> None:
        """Away with the file, also after a power cut: what is in it is not all any more. One that
        cannot be taken away is empty at least."""
        with ExitStack() as rest:  # whatever of this fails, from the last to the first
            rest.callback(sync_folder, self._path.parent)
            rest.callback(self._path.unlink, missing_ok=True)
            rest.callback(self.close)
            with self._lock:
                if self._fd >= 0:
                    os.ftruncate(self._fd, 0)

    def close(self) -> None:
        """An error is told once: the descriptor is gone then as well."""
        with self._lock:
            fd, self._fd = self._fd, -1
            if fd >= 0:
                os.close(fd)

    def _demand_open(self) -> None:
        """Another thread may have given up. Raises OSError, where the system's calls do not."""
        if self._fd < 0:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _record(
        self, kind: bytes, offset: int, becomes: memoryview, grain: int, was: memoryview
    ) -> None:
        found = digests_of(becomes, grain)
        digests = struct.pack(f"<{len(found)}Q", *found)
        whole = _whole(kind, grain, offset, len(becomes), digests, was)
        head = _RECORD.pack(kind, grain, offset, len(becomes), whole)
        self._write(head, digests, was)

    def _write(self, *parts: bytes | memoryview) -> None:
        with self._lock:
            self._demand_open()
            for part in parts:
                view = memoryview(part)
                while view:
                    view = view[os.write(self._fd, view) :]


def sync_folder(folder: Path) -> None:
    """So that a power cut does not take the name of a file in it."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def digests_of(view: memoryview, grain: int) -> list[int]:
    """One for each `grain` bytes; the last may be of fewer."""
    digest = xxhash.xxh3_64_intdigest
    return [digest(view[place : place + grain]) for place in range(0, len(view), grain)]


def read(path: Path) -> OldContents:
    """Raises NothingKept when there is no such file, or it is damaged."""
    try:
        return _parsed(path, _content(path))
    except (OSError, *_OTHERS_WORDS) as error:
        raise NothingKept("the drive") from error


def _content(path: Path) -> bytes:
    """Of a plain file that is no larger than it may be. Raises OSError, ValueError."""
    fd = os.open(path, _READ)
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(fd)
        if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise ValueError(path)
        return file.read(LARGEST)


def _parsed(path: Path, content: bytes) -> OldContents:
    """Raises what `read` turns into NothingKept."""
    start = len(MAGIC) + _LENGTH.size
    (length,) = _LENGTH.unpack_from(content, len(MAGIC))
    if not content.startswith(MAGIC) or length > _LONGEST_JSON:
        raise ValueError(path)
    about = json.loads(content[start : start + length])
    pieces: list[Piece] = []
    states, marks = _States(), set[int]()
    diskseq, probed = about["diskseq"], about.get("probe") is True
    for record in _records(memoryview(content), start + length):
        if record.place is not None:
            digest_ = xxhash.xxh3_128_digest(record.was)
            pieces.append(Piece(record.offset, record.length, record.place, digest_))
        states.add(record)
        if probed:
            marks.update(record.marks())
    pieces.sort(key=lambda piece: piece.offset)
    _demand_apart(pieces)
    if not any(piece.offset == 0 for piece in pieces):
        raise ValueError(path)  # the power went before the head was kept
    return OldContents(
        path=path,
        drive=Told.from_json(about["drive"]),
        diskseq=None if diskseq is None else int(diskseq),
        start=str(about["start"]),
        pieces=tuple(pieces),
        grains=states.grains(pieces),
        probed=probed,
        marks=frozenset(marks),
    )


@dataclass(frozen=True, slots=True)
class _Record:
    offset: int
    length: int
    grain: int
    digests: memoryview
    was: memoryview
    place: int | None  # of the old bytes in the file
    left: bool  # alone, as far as this record knows

    def states(self) -> Iterator[tuple[int, int, int]]:
        """(offset, length, digest) of each grain, as it becomes and as it was."""
        offsets = range(self.offset, self.offset + self.length, self.grain)
        end = self.offset + self.length
        for offset, (digest,) in zip(offsets, _DIGEST.iter_unpack(self.digests), strict=True):
            yield offset, min(self.grain, end - offset), digest
        for offset, digest in zip(offsets, digests_of(self.was, self.grain), strict=False):
            yield offset, min(self.grain, end - offset), digest

    def marks(self) -> Iterator[int]:
        """Digests of what it becomes, but where that is what it was: the first sector."""
        was = digests_of(self.was, self.grain)
        for (becomes,), before in zip(_DIGEST.iter_unpack(self.digests), was, strict=False):
            if becomes != before:
                yield becomes


class _States:
    """What every place may hold now, gathered from all records."""

    def __init__(self) -> None:
        self._states: dict[tuple[int, int], set[int]] = {}
        self._left: list[tuple[int, int, int]] = []
        self._count = 0

    def add(self, record: _Record) -> None:
        """Raises ValueError when it becomes too much."""
        for offset, size, digest in record.states():
            if record.left:
                self._left.append((offset, size, digest))
            else:
                self._states.setdefault((offset, size), set()).add(digest)
            self._count += 1
        if self._count > MOST_STATES:
            raise ValueError(self._count)

    def grains(self, pieces: list[Piece]) -> tuple[Grain, ...]:
        """In their order; `pieces` are in theirs."""
        for offset, size, digest in self._left:
            if not _overlaps(pieces, offset, size):
                self._states.setdefault((offset, size), set()).add(digest)
        return tuple(
            Grain(offset, size, frozenset(digests))
            for (offset, size), digests in sorted(self._states.items())
        )


def _records(content: memoryview, place: int) -> Iterator[_Record]:
    """Raises ValueError for damage that no power cut makes."""
    while place + _RECORD.size <= len(content):
        kind, grain, offset, length, whole = _RECORD.unpack_from(content, place)
        if kind not in (_OLD, _NEW, _LEFT) or not 0 < length <= PIECE or not _fits(grain):
            if not any(content[place:]):
                return  # the file grew, but nothing had reached the disk yet
            raise ValueError(place)
        place += _RECORD.size
        after = place + -(-length // grain) * _DIGEST.size
        end = after + (length if kind == _OLD else 0)
        digests, was = content[place:after], content[after:end]
        if end > len(content):
            return
        if _whole(kind, grain, offset, length, bytes(digests), was) != whole:
            if end == len(content):
                return
            raise ValueError(place)
        old = after if kind == _OLD else None
        yield _Record(offset, length, grain, digests, was, old, left=kind == _LEFT)
        place = end


def _fits(grain: int) -> bool:
    return SMALLEST_GRAIN <= grain <= PIECE and grain % SMALLEST_GRAIN == 0


def _whole(
    kind: bytes, grain: int, offset: int, length: int, digests: bytes, was: memoryview
) -> bytes:
    sum_ = xxhash.xxh3_128(_RECORD.pack(kind, grain, offset, length, bytes(16)))
    sum_.update(digests)
    sum_.update(was)
    return sum_.digest()


def _overlaps(pieces: list[Piece], offset: int, length: int) -> bool:
    """With any of the pieces, which stand in their order and lie apart."""
    before = bisect_left(pieces, offset + length, key=lambda piece: piece.offset) - 1
    return before >= 0 and pieces[before].offset + pieces[before].length > offset


def _demand_apart(pieces: list[Piece]) -> None:
    """In their order. Raises ValueError when one place was kept twice: which of them was the old
    one?"""
    end = 0
    for piece in pieces:
        if piece.offset < end:
            raise ValueError(piece.offset)
        end = piece.offset + piece.length
