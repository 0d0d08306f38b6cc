"""What a drive is known by when it comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_media import stick_info

from app.drives import told
from app.drives.drive import DriveKind
from app.drives.sysfs import Sysfs
from app.drives.told import Told, is_plugged_in, this_start

STICK = stick_info(1000)
FILE = replace(STICK, identity=replace(STICK.identity, inode=42))


def test_by_its_names_its_serial_number_and_its_size() -> None:
    assert Told.of(STICK) == Told("SanDisk", "Ultra", "4C53", 1000, 0)


def test_a_virtual_stick_is_its_file() -> None:
    virtual = replace(FILE, kind=DriveKind.VIRTUAL)
    assert Told.of(virtual).inode == 42
    assert Told.of(FILE).inode == 0  # nothing but a virtual one
    assert Told.of(replace(STICK, kind=DriveKind.VIRTUAL)).inode == 0


@pytest.mark.parametrize(
    ("serial", "inode", "certain"),
    [("4C53", 0, True), ("", 42, True), ("4C53", 42, True), ("", 0, False)],
)
def test_what_is_certain(serial: str, inode: int, certain: bool) -> None:
    assert Told("", "", serial, 1000, inode).certain is certain


def test_it_is_written_down_and_read_again() -> None:
    stick = Told("v", "m", "s", 1000, 42)
    written = stick.to_json()
    assert written == {"vendor": "v", "model": "m", "serial": "s", "size": 1000, "inode": 42}
    assert Told.from_json(written) == stick
    for key in written:
        with pytest.raises(KeyError):
            Told.from_json({name: value for name, value in written.items() if name != key})


def test_this_start_is_the_kernels_word() -> None:
    assert this_start() == Path("/proc/sys/kernel/random/boot_id").read_text()[:36]


def test_where_nobody_says_which_start_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: Path) -> str:
        raise OSError

    monkeypatch.setattr(Path, "read_text", unreadable)
    assert this_start() == ""


def test_what_the_kernel_counted_is_plugged_in_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "block/sda").mkdir(parents=True)
    (tmp_path / "block/sdb").mkdir()
    (tmp_path / "class").mkdir()
    (tmp_path / "class/block").symlink_to("../block")
    (tmp_path / "block/sda/diskseq").write_text("7\n")
    (tmp_path / "block/sdb/diskseq").write_text("9\n")
    monkeypatch.setattr(told, "SYSFS", Sysfs(tmp_path))
    assert [number for number in range(12) if is_plugged_in(number)] == [7, 9]
