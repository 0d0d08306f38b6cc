"""What such a file says once it was found whole: the old bytes, and what every place may hold."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import xxhash

from app.drives.told import Told
from app.plain_file import open_plain_file


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
    probed: bool  # by a quick probe, not a write; then
    marks: frozenset[int] = field(repr=False)  # digests of all its marks

    @property
    def size(self) -> int:
        """Bytes that can be put back."""
        return sum(piece.length for piece in self.pieces)

    def bytes_of(self, piece: Piece) -> bytes:
        """Raises OSError, and ValueError when the file was changed meanwhile."""
        with open_plain_file(self.path, follow_links=False) as file:
            file.seek(piece.place)
            found = file.read(piece.length)
        if xxhash.xxh3_128_digest(found) != piece.digest:
            raise ValueError(self.path)
        return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody who tidies up takes the file away meanwhile. Raises OSError when it is gone."""
        with open_plain_file(self.path, follow_links=False) as file:
            with suppress(OSError):  # of file systems that know no locks
                fcntl.flock(file, fcntl.LOCK_SH)  # who tidies up holds it for a moment only
            yield
