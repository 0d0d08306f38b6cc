"""A drive in memory, opened: for tests of a single stage, which need no file."""

import errno
import mmap
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self, cast

from app.drives.drive import CacheBypass, DriveInfo, DriveKind, Ejection, Identity, Medium
from app.errors import DriveGone
from app.events import Event

MiB = 1 << 20
LONG = 60.0  # seconds: only a failing test waits so long


@dataclass
class Memory:
    """A `Medium`. `most`: what one request takes or gives at most; `log` has what was asked."""

    content: bytearray
    sector: int = 512
    most: int = 1 << 30
    bypass: CacheBypass = CacheBypass.DIRECT
    gone: bool = False
    log: list[tuple[str, int, int]] = field(default_factory=list)

    @classmethod
    def of(
        cls, size: int, fill: bytes = b"old!", *, sector: int = 512, most: int = 1 << 30
    ) -> Self:
        """Full of old bytes."""
        return cls(bytearray((fill * (size // len(fill) + 1))[:size]), sector, most)

    @classmethod
    def sparse(cls, size: int) -> Self:
        """Zeros, of which only those take memory that are written over: a mapping, which does all
        that is asked of a bytearray here."""
        return cls(cast("bytearray", mmap.mmap(-1, size)))

    @property
    def size(self) -> int:
        return len(self.content)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self._ask("read", offset, len(buffer))
        found = self.content[offset : offset + min(len(buffer), self.most)]
        buffer[: len(found)] = found
        return len(found)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        self._ask("write", offset, len(buffer))
        part = bytes(buffer[: self.most])
        self.content[offset : offset + len(part)] = part
        return len(part)

    def sync(self) -> None:
        self._ask("sync", 0, 0)

    def identity(self) -> Identity:
        self._ask("identity", 0, 0)
        return Identity(self.size, self.sector, 0x810, 7)

    def _ask(self, call: str, offset: int, length: int) -> None:
        if self.gone:
            raise DriveGone("Stick", offset)
        self.log.append((call, offset, length))


class Heard:
    """Whoever waits here goes on when it was heard that somebody waits for him: then a job gives
    signs of life, however slow or fast the computer is."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def wait(self) -> None:
        self._event.clear()
        assert self._event.wait(LONG), "no sign of life"

    def of(self, events: Iterable[Event]) -> Iterator[Event]:
        """The events of the job, all of them."""
        for event in events:
            self._event.set()
            yield event


@dataclass
class Awaited(Memory):
    """Answers no request before that."""

    heard: Heard = field(default_factory=Heard)

    def _ask(self, call: str, offset: int, length: int) -> None:
        self.heard.wait()
        super()._ask(call, offset, length)


@dataclass
class Drip:
    """A stream that gives at most `most` bytes at once, and fails at `fails_at`."""

    content: bytes
    most: int = 1 << 30
    fails_at: int | None = None
    place: int = 0
    closed: bool = False

    def readinto(self, buffer: memoryview, /) -> int:
        if self.fails_at is not None and self.place >= self.fails_at:
            raise OSError(errno.EIO, "Input/output error")
        found = self.content[self.place : self.place + min(len(buffer), self.most)]
        buffer[: len(found)] = found
        self.place += len(found)
        return len(found)

    def close(self) -> None:
        self.closed = True


@dataclass
class Plugged:
    """A `Drive` whose medium is this one. `log` has what was asked of it beside reads and writes;
    the medium's is the same list where it shall show the order."""

    medium: Memory
    info: DriveInfo
    log: list[tuple[str, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, medium: Memory, serial: str = "4C53") -> Self:
        """A stick that bears out what `Memory` says of its identity."""
        return cls(medium, stick_info(medium.size, medium.sector, serial), medium.log)

    def release(self) -> None:
        self.log.append(("release", 0, 0))

    @contextmanager
    def open(self, *, write: bool = True) -> Iterator[Medium]:
        self.log.append(("open to write" if write else "open", 0, 0))
        yield self.medium
        self.log.append(("close", 0, 0))

    def eject(self) -> Ejection:
        self.log.append(("eject", 0, 0))
        return Ejection.EJECTED


def stick_info(size: int, sector: int = 512, serial: str = "4C53") -> DriveInfo:
    identity = Identity(size, sector, 0x810, 7)
    return DriveInfo("/dev/sdb", "SanDisk", "Ultra", serial, DriveKind.USB_STICK, identity)
