"""Whether a drive has turned read-only, asked of files: where one is open to be read, the kernel
itself refuses what is written to it. Whole tests of drives are in test_probe.py."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.drives.medium import Descriptor, FdMedium
from app.errors import DiskFull, DriveReadOnly
from app.stages.locked import Lock

SIZE = 1 << 16
OLD = b"".join(count.to_bytes(4, "little") for count in range(SIZE // 4))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.write_bytes(OLD)
    return made


class Noting(Descriptor):
    """Keeps in mind what it was given: a write of what is there already leaves no trace."""

    def __init__(self, fd: int, sector: int) -> None:
        super().__init__(fd, sector=sector)
        self.given: list[tuple[int, bytes]] = []

    def write(self, buffer: memoryview, offset: int) -> int:
        self.given.append((offset, bytes(buffer)))
        return super().write(buffer, offset)


@contextmanager
def stick_of(path: Path, flags: int, sector: int = 512) -> Iterator[Noting]:
    fd = os.open(path, flags)
    try:
        yield Noting(fd, sector)
    finally:
        os.close(fd)


def lock_on(stick: Noting) -> Lock:
    return Lock(FdMedium(stick, "Stick", stick.identity()), "Stick")


@contextmanager
def lock_of(path: Path, flags: int) -> Iterator[Lock]:
    with stick_of(path, flags) as stick:
        yield lock_on(stick)


def test_a_drive_that_refused_nothing_is_not_asked(path: Path) -> None:
    with lock_of(path, os.O_RDONLY) as lock:
        lock.demand_open()
        lock.took(512)
        lock.demand_open()


def test_one_that_took_something_since_is_not_asked_either(path: Path) -> None:
    with lock_of(path, os.O_RDONLY) as lock:
        lock.refused(4096)
        lock.took(512)
        lock.demand_open()


@pytest.mark.parametrize("sector", [512, 4096])
def test_it_is_asked_for_a_sector_that_it_took_first_of_all(path: Path, sector: int) -> None:
    """And gets what it holds there, and takes it: so the place it refused is a bad one."""
    with stick_of(path, os.O_RDWR, sector) as stick:
        lock = lock_on(stick)
        lock.took(8192)
        lock.took(4096)
        lock.refused(16384)
        lock.demand_open()
    assert stick.given == [(8192, OLD[8192 : 8192 + sector])]
    assert path.read_bytes() == OLD


def test_its_very_first_byte_is_a_place_as_well(path: Path) -> None:
    with stick_of(path, os.O_RDWR) as stick:
        lock = lock_on(stick)
        lock.took(0)
        lock.took(4096)
        lock.refused(16384)
        lock.demand_open()
    assert stick.given == [(0, OLD[:512])]


def test_one_that_took_nothing_is_asked_at_its_beginning(path: Path) -> None:
    with stick_of(path, os.O_RDWR) as stick:
        lock = lock_on(stick)
        lock.refused(4096)
        lock.demand_open()
    assert stick.given == [(0, OLD[:512])]


def test_one_that_refuses_there_and_can_be_read_is_locked_from_where_it_began(path: Path) -> None:
    """Threads tell of their places in any order."""
    with lock_of(path, os.O_RDONLY) as lock:
        lock.took(4096)
        for place in (16384, 8192, 12288):
            lock.refused(place)
        with pytest.raises(DriveReadOnly, match="no data from byte 8,192 on") as caught:
            lock.demand_open()
    assert (caught.value.drive, caught.value.offset) == ("Stick", 8192)
    assert path.read_bytes() == OLD


def test_what_was_refused_before_it_took_something_is_no_beginning(path: Path) -> None:
    with lock_of(path, os.O_RDONLY) as lock:
        lock.refused(512)
        lock.took(4096)
        lock.refused(8192)
        with pytest.raises(DriveReadOnly) as caught:
            lock.demand_open()
    assert caught.value.offset == 8192


def test_one_that_can_be_neither_written_nor_read_is_not_locked(path: Path) -> None:
    with lock_of(path, os.O_PATH) as lock:
        lock.took(4096)
        lock.refused(8192)
        lock.demand_open()


def test_a_disk_without_room_says_nothing_of_a_drive(path: Path) -> None:
    """Of no file this process may write as far as that, as on a disk that is full."""
    with lock_of(path, os.O_RDWR) as lock:
        lock.took(8192)
        lock.refused(16384)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
        try:
            with pytest.raises(DiskFull) as caught:
                lock.demand_open()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.offset == 8192
    assert path.read_bytes() == OLD
