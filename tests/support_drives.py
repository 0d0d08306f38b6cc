"""Virtual sticks that fail as real ones do, at the system call, and say what was asked of them."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from app.drives.drive import Identity
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.drives.medium import Descriptor


@dataclass
class Faults:
    """What goes wrong, and when; everything else works. Offsets are bytes of the drive."""

    write_error: tuple[int, int] | None = None  # (errno, offset): writes that touch it fail
    read_error: tuple[int, int] | None = None
    read_errors: int = 1 << 30  # how often that happens
    locked: bool = False  # the device says that it is read-only; asked for after an error
    short_write_at: int | None = None  # this write takes one sector only, once
    no_write_at: int | None = None  # writes here take nothing, and say no error
    end_of_file_at: int | None = None  # reads end here, without an error
    unplugged_after: int | None = None  # bytes written until the drive is pulled out
    sync_errors: list[int] = field(default_factory=list)  # errno of the next syncs; 0 works
    flip: tuple[int, int] | None = None  # (offset, times): reads give a wrong byte so often
    drop_from: int | None = None  # writes from here on are acknowledged and lost
    wrap_at: int | None = None  # fake capacity: an address behind it is taken modulo this
    diskseq: int | None = None  # what the identity says, from the next look on
    size: int | None = None
    attached: bool = True

    written: int = 0
    log: list[tuple[str, int, int]] = field(default_factory=list)  # (call, offset, length)


class Faulty(Descriptor):
    """Plays `faults` on a real file."""

    faults: ClassVar[Faults]

    def identity(self) -> Identity:
        faults, found = self.faults, super().identity()
        if self._unplugged:
            raise OSError(errno.ENODEV, "No such device")
        size = found.size if faults.size is None else faults.size
        return replace(found, size=size, diskseq=faults.diskseq)

    def read_only(self) -> bool:
        return self.faults.locked

    def attached(self) -> bool:
        return self.faults.attached

    def read(self, buffer: memoryview, offset: int) -> int:
        faults = self.faults
        faults.log.append(("read", offset, len(buffer)))
        if faults.read_errors and _touches(faults.read_error, offset, len(buffer)):
            faults.read_errors -= 1
            _fail(faults.read_error, offset, len(buffer))
        if faults.end_of_file_at is not None and offset + len(buffer) > faults.end_of_file_at:
            return 0
        done = sum(super(Faulty, self).read(*part) for part in self._wrapped(buffer, offset))
        if faults.flip and offset <= faults.flip[0] < offset + done and faults.flip[1]:
            buffer[faults.flip[0] - offset] ^= 1
            faults.flip = (faults.flip[0], faults.flip[1] - 1)
        return done

    def write(self, buffer: memoryview, offset: int) -> int:
        faults = self.faults
        faults.log.append(("write", offset, len(buffer)))
        _fail(faults.write_error, offset, len(buffer))
        if self._unplugged:
            raise OSError(errno.ENOSPC, "No space left on device")
        if offset == faults.no_write_at:
            return 0
        if offset == faults.short_write_at:
            faults.short_write_at = None
            buffer = buffer[:512]
        faults.written += len(buffer)
        return self._kept(buffer, offset)

    def sync(self) -> None:
        self.faults.log.append(("sync", 0, 0))
        if self.faults.sync_errors and (number := self.faults.sync_errors.pop(0)):
            raise OSError(number, "Input/output error")
        super().sync()

    @property
    def _unplugged(self) -> bool:
        after = self.faults.unplugged_after
        return after is not None and self.faults.written >= after

    def _wrapped(self, buffer: memoryview, offset: int) -> Iterator[tuple[memoryview, int]]:
        """The request in parts, each at the place where its memory really is."""
        while wrap := self.faults.wrap_at:
            place = offset % wrap
            if place + len(buffer) <= wrap:
                offset = place
                break
            yield buffer[: wrap - place], place
            buffer, offset = buffer[wrap - place :], offset + wrap - place
        yield buffer, offset

    def _kept(self, buffer: memoryview, offset: int) -> int:
        """All of it is acknowledged, whatever of it is stored."""
        lost = self.faults.drop_from
        keep = len(buffer) if lost is None else max(0, min(len(buffer), lost - offset))
        for part, place in self._wrapped(buffer[:keep], offset) if keep else ():
            super().write(part, place)
        return len(buffer)


def faulty(faults: Faults) -> type[Descriptor]:
    """A descriptor class of its own for these faults."""
    return type("FaultyOnce", (Faulty,), {"faults": faults})


def _touches(fault: tuple[int, int] | None, offset: int, length: int) -> bool:
    return fault is not None and offset <= fault[1] < offset + length


def _fail(fault: tuple[int, int] | None, offset: int, length: int) -> None:
    if fault is not None and _touches(fault, offset, length):
        raise OSError(fault[0], "the drive says no")


def failing_stick(path: Path, size: int, faults: Faults, *, sector: int = 512) -> ImageFileDrive:
    """A virtual stick full of old bytes that fails in the given way."""
    path.write_bytes(b"old!" * (size // 4))
    info = virtual_stick(path, sector=sector).info
    if faults.diskseq is not None:
        info = replace(info, identity=replace(info.identity, diskseq=faults.diskseq))
    return ImageFileDrive(info, faulty(faults))
