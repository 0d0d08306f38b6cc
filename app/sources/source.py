"""The image a user brought, opened or not: what it is called, how long it is, how to read it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from app.errors import ImageChanged, ImageUnreadable
from app.formats.binary import Reader


class Stream(Protocol):
    """The image's bytes from its first to its last, once. Close it when done."""

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer as far as the image goes; 0 at its end. Short only at the end.

        Raises PackedDamaged, ImageUnreadable, ImageChanged when the file was cut off meanwhile,
        UnsupportedImage when unpacking would take more memory than an image is worth. After a
        PackedDamaged the buffer holds what was good, up to `error.offset`; the stream is over.
        """

    def close(self) -> None: ...


@runtime_checkable
class Measured(Protocol):
    """A stream that knows how much of the packed file it has used, from 0 to 1; None where it does
    not know how much there is."""

    @property
    def share(self) -> float | None: ...


@runtime_checkable
class Moving(Protocol):
    """A stream that may work for long on what it has read before it hands anything on."""

    @property
    def moved(self) -> int:
        """Bytes that it has read and unpacked, those that it throws away too: as long as the number
        changes, it is at work. Asked from any thread."""


@runtime_checkable
class Sparse(Protocol):
    """A stream that knows of stretches that are stored nowhere, and are zeros."""

    def skip(self, most: int, /) -> int:
        """Go on through the hole that begins here, by at most so many bytes; returns how many, 0
        where there is something to read, and at the end. Raises ImageUnreadable, ImageChanged."""


@runtime_checkable
class Shortened(Protocol):
    """A stream that leaves out what is none of the image's."""

    @property
    def behind(self) -> bytes:
        """What stood behind its last byte; known when that was handed out."""


@runtime_checkable
class Leaping(Protocol):
    """A stream that goes on at any later place at once."""

    def leap(self, offset: int, /) -> None:
        """To this byte of the image."""


@runtime_checkable
class Sending(Protocol):
    """A `Reader` whose bytes the kernel may copy into another file by itself."""

    def send(self, offset: int, length: int, to: int, at: int) -> int:
        """Up to `length` bytes from `offset` into the file `to`, from its byte `at` on; returns how
        many, 0 where they have to be read and written, which then tells what is wrong."""


def holes_of(stream: Stream) -> Sparse | None:
    """Whom to ask for holes. Ask for it once: to look what a stream can takes its time."""
    return stream if isinstance(stream, Sparse) else None


def share_of(stream: Stream) -> float | None:
    return stream.share if isinstance(stream, Measured) else None


def measure_of(stream: Stream) -> Callable[[], float | None]:
    """The same for whoever asks again and again."""
    return partial(share_of, stream) if isinstance(stream, Measured) else _not_measured


def _not_measured() -> None:
    return None


def moved_of(stream: Stream) -> Callable[[], int]:
    """Whom to ask whether it moves; of one that only reads, nothing is to be heard."""
    return (lambda: stream.moved) if isinstance(stream, Moving) else _standing_still


def _standing_still() -> int:
    return 0


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What makes a file the same file: compared before, while and after it is written.

    Whoever edits a file may set `modified` back, as programs that fetch or copy files do; nobody
    sets `changed`. That moves also when a file is renamed, linked, given other rights or extended
    attributes, and nothing tells these from an edit: so they end a write as well, which happens
    seldom and costs another one. Stopped in between, a write goes on by `modified` alone
    (`app.journal`), for there every byte is compared."""

    device: int
    inode: int
    size: int
    modified: int  # nanoseconds, as the next one
    changed: int = 0

    @classmethod
    def of(cls, path: Path) -> FileIdentity:
        """Raises ImageUnreadable when the file cannot be looked at."""
        try:
            return cls.from_stat(path.stat())
        except OSError as error:
            raise ImageUnreadable(path.name, 0, error.strerror or str(error)) from error

    @classmethod
    def from_stat(cls, status: os.stat_result) -> FileIdentity:
        return cls(
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )

    def difference(self, now: FileIdentity) -> str:
        """What became of the file since, as the reason of an ImageChanged; "" for nothing."""
        if (now.device, now.inode) != (self.device, self.inode):
            return "another file has its place"
        if now.size != self.size:
            return f"it had {self.size:,} bytes and has {now.size:,} now"
        if now.modified != self.modified:
            return "something wrote to it"
        if now.changed != self.changed:
            return "something wrote to it, or changed its name or rights"
        return ""


class Source(Protocol):
    """Where an image comes from. Opening is cheap and can be done again.

    `size` is that of the unpacked image in bytes, None when only unpacking would tell. `layers`
    are the wrappings, outermost first: ("xz",) or (). `identity` is that of the file.
    """

    @property
    def path(self) -> Path: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int | None: ...
    @property
    def layers(self) -> tuple[str, ...]: ...
    @property
    def identity(self) -> FileIdentity: ...

    def stream(self, start: int = 0) -> Stream:
        """A new stream from byte `start` of the image; a packed one is unpacked as far as that,
        which takes its time. Raises ImageUnreadable, ImageChanged, PackedDamaged."""

    def look(self) -> Reader:
        """A reader for inspection, by place. A packed image without an index is unpacked forward,
        at most 64 MiB; behind that it raises NotReached. Where it is damaged, reading raises
        PackedDamaged. What was unpacked is kept, and shared with later calls, for as long as
        somebody holds the reader. For one thread at a time."""


@runtime_checkable
class Beside(Protocol):
    """A source, or a layer of one, whose bytes lie in other files than the one that was named."""

    @property
    def beside(self) -> tuple[Path, ...]: ...


@runtime_checkable
class Indexed(Protocol):
    """A source, or a layer of one, of a kind that has an index at its end."""

    @property
    def lacks_index(self) -> bool:
        """Whether that was looked for and is not there, or damaged: then the file is."""


def lacks_index(of: object) -> bool:
    return isinstance(of, Indexed) and of.lacks_index


def files_of(source: Source) -> tuple[Path, ...]:
    """Every file that an image is read from, or told by."""
    return (source.path, *(source.beside if isinstance(source, Beside) else ()))


class FromImage:
    """What a source has of the `image` that it is made of: all but its length and its bytes."""

    __slots__ = ()

    image: Source

    @property
    def path(self) -> Path:
        return self.image.path

    @property
    def name(self) -> str:
        return self.image.name

    @property
    def layers(self) -> tuple[str, ...]:
        return self.image.layers

    @property
    def identity(self) -> FileIdentity:
        return self.image.identity

    @property
    def beside(self) -> tuple[Path, ...]:
        return files_of(self.image)[1:]


NOWHERE = Path("/dev/null")  # no folder: nothing is ever found beneath it


def lies_nowhere(source: Source) -> bool:
    """Whether no file of this computer stands behind it."""
    return source.path.is_relative_to(NOWHERE)


@runtime_checkable
class Remote(Protocol):
    """A source on another computer, on `host`. Its `path` lies beneath NOWHERE: it has a name and
    leads to no file. Whatever it hands out was held against its identity when it came, and looking
    into it once more takes its time."""

    @property
    def host(self) -> str: ...


def demand_unchanged(source: Source) -> None:
    """Raises ImageChanged when the file is not the one that was inspected."""
    if lies_nowhere(source):
        return
    if difference := source.identity.difference(FileIdentity.of(source.path)):
        raise ImageChanged(source.name, difference)
