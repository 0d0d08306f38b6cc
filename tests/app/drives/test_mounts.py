from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drives.mounts import Lists, Mount, Swap, read_lists, read_mounts, read_swaps


def proc(folder: Path, mounts: bytes = b"", swaps: bytes = b"") -> Path:
    (folder / "self").mkdir(exist_ok=True)
    (folder / "self/mountinfo").write_bytes(mounts)
    (folder / "swaps").write_bytes(swaps)
    return folder


def test_a_line_with_and_without_optional_fields(tmp_path: Path) -> None:
    lines = (
        b"36 35 8:17 / /media/me/A rw,nosuid shared:1 master:2 - vfat /dev/sdb1 rw,utf8\n"
        b"37 35 0:42 /home /home rw - btrfs /dev/sda2 rw,subvol=/home\n"
    )
    assert read_mounts(proc(tmp_path, lines)) == (
        Mount("8:17", "/media/me/A", "vfat", "/dev/sdb1", "rw,utf8"),
        Mount("0:42", "/home", "btrfs", "/dev/sda2", "rw,subvol=/home"),
    )


def test_escapes_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    line = b"36 35 8:17 / /media/MY\\040USB\\134\\012\xff rw - vfat /dev/sdb1 rw\n"
    (mount,) = read_mounts(proc(tmp_path, line))
    assert mount.point == "/media/MY USB\\\n\udcff"


def test_a_carriage_return_is_part_of_a_name(tmp_path: Path) -> None:
    line = b"36 35 8:17 / /media/A\rB rw - vfat /dev/sdb1 rw\n"
    assert [mount.point for mount in read_mounts(proc(tmp_path, line))] == ["/media/A\rB"]


def test_swap_areas(tmp_path: Path) -> None:
    table = (
        b"Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        b"/dev/dm-1                               partition\t999420\t\t0\t\t-2\n"
        b"/var/swap\\040file                       file\t\t1024\t\t0\t\t-3\n"
    )
    assert read_swaps(proc(tmp_path, swaps=table)) == (
        Swap("/dev/dm-1", is_file=False),
        Swap("/var/swap file", is_file=True),
    )


def test_all_of_it(tmp_path: Path) -> None:
    folder = proc(
        tmp_path,
        b"36 35 8:17 / /media/me/A rw - vfat /dev/sdb1 rw\n",
        b"Filename Type Size Used Priority\n/dev/dm-1 partition 9 0 -2\n",
    )
    assert read_lists(folder) == Lists(
        (Mount("8:17", "/media/me/A", "vfat", "/dev/sdb1", "rw"),),
        (Swap("/dev/dm-1", is_file=False),),
    )


@pytest.mark.parametrize(
    "line",
    [
        b"36 35 8:17 / /mnt - vfat /dev/sdb1 rw\n",
        b"36 35 8:17 / /mnt rw - vfat /dev/sdb1\n",
        b"36 35 8:17 / /mnt rw vfat /dev/sdb1 rw\n",
    ],
)
def test_half_a_line_is_no_mount(tmp_path: Path, line: bytes) -> None:
    whole = b"37 35 8:33 / /media/me/B rw - vfat /dev/sdc1 rw\n"
    assert [mount.point for mount in read_mounts(proc(tmp_path, line + whole))] == ["/media/me/B"]


def test_of_a_line_about_swap_two_columns_are_needed(tmp_path: Path) -> None:
    table = b"Filename\tType\n/dev/sdb2\n/dev/sdb3 partition\n"
    assert read_swaps(proc(tmp_path, swaps=table)) == (Swap("/dev/sdb3", is_file=False),)


def test_nothing_to_read(tmp_path: Path) -> None:
    assert read_mounts(tmp_path) == ()
    assert read_swaps(tmp_path) == ()


@given(garbage=st.binary(max_size=300))
def test_garbage_is_no_mount_and_no_crash(
    garbage: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = proc(tmp_path_factory.mktemp("proc"), garbage, b"head\n" + garbage)
    for mount in read_mounts(folder):
        assert " " not in mount.number
    read_swaps(folder)
