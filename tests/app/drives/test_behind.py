"""Which file is behind a loop device, by what the kernel tells, and by what is left where it tells
nothing. Loop devices themselves need root: `test_on_the_kernel`."""

import os
import stat
import struct
from pathlib import Path

import pytest

from app.drives.behind import FileId, file_at, file_behind, number_of

STATUS = struct.Struct("=QQQ208x")  # struct loop_info64: lo_device, lo_inode, lo_rdevice
FILE, NODE = FileId(1, 2), FileId(1, 2, 7)


def encoded(major: int, minor: int) -> int:
    """new_encode_dev of linux/kdev_t.h."""
    return (minor & 0xFF) | major << 8 | (minor & ~0xFF) << 12


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FILE, FileId(1, 2), True),
        (FILE, FileId(1, 3), False),
        (FILE, FileId(3, 2), False),
        (FILE, None, False),
        (NODE, FileId(3, 4, 7), True),
        (NODE, FileId(1, 2, 8), False),
        (NODE, FILE, False),
        (FILE, NODE, False),
        (NODE, None, False),
    ],
)
def test_what_is_one_and_the_same(one: FileId, other: FileId | None, *, same: bool) -> None:
    assert one.is_same(other) is same


def test_a_file_by_any_name(tmp_path: Path) -> None:
    path, link, other = (tmp_path / name for name in ("file", "link", "other"))
    for each in (path, other):
        each.touch()
    link.hardlink_to(path)
    found = file_at(str(path))
    assert found == FileId(path.stat().st_dev, path.stat().st_ino, 0)
    assert found.is_same(file_at(str(link)))
    assert not found.is_same(file_at(str(other)))


@pytest.mark.parametrize("path", ["/there/is/none", "no\0name"])
def test_nothing_there(path: str) -> None:
    assert file_at(path) is None


@pytest.mark.parametrize(
    ("kind", "node"), [(stat.S_IFBLK, 2065), (stat.S_IFCHR, 0), (stat.S_IFREG, 0)]
)
def test_only_a_block_device_is_known_by_its_number(kind: int, node: int) -> None:
    facts = (kind | 0o660, 42, 5, 1, 0, 6, 0, 0, 0, 0)
    told = os.stat_result(facts, {"st_rdev": 2065})
    assert FileId.of(told) == FileId(5, 42, node)


def test_a_number_as_sysfs_writes_it() -> None:
    assert number_of(os.makedev(8, 17)) == "8:17"


@pytest.mark.parametrize(
    ("device", "node"),
    [
        ((8, 17), (0, 0)),
        ((0xFFF, 0xFFFFF), (259, 0x12345)),
        ((0, 70), (1, 0x100)),
        ((16, 0), (31, 2)),
    ],
)
def test_what_the_kernel_tells(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    device: tuple[int, int],
    node: tuple[int, int],
) -> None:
    """Whatever sysfs calls it."""
    loop = tmp_path / "loop0"
    loop.touch()

    def ioctl(fd: int, request: int, room: bytes) -> bytes:
        assert os.path.samestat(os.fstat(fd), loop.stat())
        assert (request, len(room)) == (0x4C05, 232)
        return STATUS.pack(encoded(*device), 42, encoded(*node))

    monkeypatch.setattr("app.drives.behind.fcntl.ioctl", ioctl)
    before = open_files()
    found = file_behind(str(loop), str(tmp_path))
    assert found == FileId(os.makedev(*device), 42, os.makedev(*node))
    assert open_files() == before


def test_a_device_that_cannot_be_opened_is_known_by_its_path(tmp_path: Path) -> None:
    assert file_behind(str(tmp_path / "loop0"), str(tmp_path)) == file_at(str(tmp_path))


def test_what_is_no_loop_device_tells_nothing(tmp_path: Path) -> None:
    """Nor is it waited for: nobody may ever write to the other end."""
    pipe = tmp_path / "loop0"
    os.mkfifo(pipe)
    before = open_files()
    assert file_behind(str(pipe), str(tmp_path)) is None
    assert open_files() == before
