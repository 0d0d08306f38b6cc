"""What tells files apart that have the same inode."""

import errno
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.drives.inode import birth_of, direct_grain_of, generation_of

BORN, DIRECT = 0x800, 0x2000  # STATX_BTIME and STATX_DIOALIGN of linux/stat.h, and where stx_mask,
MASK, BIRTH, GRAIN = 0, 80, 156  # stx_btime and stx_dio_offset_align stand in its struct
Statx = Callable[..., int]


def kernel(
    monkeypatch: pytest.MonkeyPatch, *, ioctl: Callable[..., bytes], statx: Statx | None
) -> None:
    """One that answers so: which file systems it has is not a test's to choose. Without a `statx`
    it is older than 4.11."""
    library = SimpleNamespace(statx=statx) if statx else SimpleNamespace()
    monkeypatch.setattr("app.drives.inode.fcntl.ioctl", ioctl)
    monkeypatch.setattr("app.drives.inode.ctypes.CDLL", lambda _name: library)


def nobody_counts(*_: object) -> bytes:
    raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")


def telling(known: int, *, wanted: int = BORN, status: int = 0) -> Statx:
    def statx(fd: int, path: bytes, flags: int, mask: int, room: Any) -> int:
        assert (fd, path, flags, mask, len(room)) == (7, b"", 0x1000, wanted, 256)
        struct.pack_into("=I", room, MASK, known)
        struct.pack_into("=qI", room, BIRTH, 5, 6)
        struct.pack_into("=I", room, GRAIN, 4096)
        return status

    return statx


def test_a_generation_is_the_file_systems_own_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def ioctl(fd: int, request: int, room: bytes) -> bytes:
        assert (fd, request, len(room)) == (7, 0x80087601, 8)  # FS_IOC_GETVERSION of linux/fs.h
        return bytes([1, 2, 0, 0, 0, 0, 0, 0])

    kernel(monkeypatch, ioctl=ioctl, statx=telling(BORN))
    assert generation_of(7) == 0x201


@pytest.mark.parametrize(
    ("statx", "expected"),
    [
        (telling(BORN), 5_000_000_006),
        (telling(BORN | 1), 5_000_000_006),
        (telling(0x7FF), None),  # the file system does not note it
        (telling(BORN, status=-1), None),
        (None, None),
    ],
)
def test_without_one_it_is_when_the_file_was_made(
    monkeypatch: pytest.MonkeyPatch, statx: Statx | None, expected: int | None
) -> None:
    kernel(monkeypatch, ioctl=nobody_counts, statx=statx)
    assert generation_of(7) == birth_of(7) == expected


@pytest.mark.parametrize(
    ("statx", "expected"),
    [
        (telling(DIRECT, wanted=DIRECT), 4096),
        (telling(DIRECT | BORN, wanted=DIRECT), 4096),
        (telling(BORN, wanted=DIRECT), None),  # a kernel before 6.1
        (telling(DIRECT, wanted=DIRECT, status=-1), None),
        (None, None),
    ],
)
def test_what_requests_past_the_cache_are_multiples_of(
    monkeypatch: pytest.MonkeyPatch, statx: Statx | None, expected: int | None
) -> None:
    kernel(monkeypatch, ioctl=nobody_counts, statx=statx)
    assert direct_grain_of(7) == expected


def test_a_birth_is_what_the_system_tells(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    told = subprocess.run(["stat", "-c", "%.9W", path], capture_output=True, text=True, check=True)
    expected = int(told.stdout.strip().replace(".", "").replace(",", ""))
    with path.open("rb") as file:
        assert (birth_of(file.fileno()) or 0) == expected


def test_it_stays_whatever_is_done_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with path.open("r+b") as file:
        before = (generation_of(file.fileno()), birth_of(file.fileno()))
        file.write(b"x")
        file.flush()
        path.rename(tmp_path / "other")
        (tmp_path / "other").chmod(0o600)
        assert (generation_of(file.fileno()), birth_of(file.fileno())) == before


def test_where_nobody_counts_it_is_when_it_was_made() -> None:
    """The kernel's own file systems have neither files that are made nor generations."""
    with Path("/proc/self/stat").open("rb") as file:
        assert generation_of(file.fileno()) == birth_of(file.fileno())


def test_nothing_open() -> None:
    assert generation_of(1 << 20) is None
