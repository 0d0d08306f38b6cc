"""Who holds a drive, by names that people know."""

from pathlib import Path

import pytest
from computers import FakeComputer, record

from app.drives.users import users_of


def users(computer: FakeComputer, disk: str = "sdb") -> tuple[str, ...]:
    looked = computer.look()
    return users_of(disk, looked, looked.carries())


def test_nobody(computer: FakeComputer) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    computer.mount("sdb1", "/media/me/A")
    computer.own = ("/usr/bin/stickwright",)
    assert users(computer) == ()


@pytest.mark.parametrize("part", ["sdb", "sdb1"])
@pytest.mark.parametrize(
    ("node", "attributes", "expected"),
    [
        ("dm-4", {"name": "vg-photos", "uuid": "LVM-9"}, "the LVM volume vg-photos"),
        ("dm-4", {"name": "luks-1f", "uuid": "CRYPT-LUKS2-1f"}, "the unlocked volume luks-1f"),
        ("dm-4", {"name": "mpatha", "uuid": "mpath-1"}, "mpatha"),
        ("md5", {}, "the RAID array md5"),
        ("bcache0", {}, "bcache0"),
    ],
)
def test_what_stands_on_it(
    computer: FakeComputer, part: str, node: str, attributes: dict[str, str], expected: str
) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    computer.mapped(node, part, **attributes)
    assert users(computer) == (expected,)


def test_everybody_in_their_order(computer: FakeComputer) -> None:
    computer.stick("sdb", None, ID_FS_TYPE="zfs_member", ID_FS_LABEL="tank")
    computer.stick("sdc")
    computer.partition("sdb", 1, ID_FS_TYPE="zfs_member", ID_FS_LABEL="pond")
    computer.partition("sdb", 2, ID_FS_TYPE="zfs_member", ID_FS_LABEL="exported")
    computer.partition("sdb", 3, ID_FS_TYPE="ext4", ID_FS_LABEL="tank")
    del computer.udev.records["sdc"]
    computer.mapped("md5", "sdb")
    computer.btrfs("77aa", "sdb", "sdc")
    computer.mount("0:50", "/mnt/pool", "btrfs", source="/dev/sdb")
    computer.loop("loop3", "/mnt/pool/isos/debian.iso")
    for pool in ("tank", "pond"):
        (computer.root / "proc/spl/kstat/zfs" / pool).mkdir(parents=True)
    computer.own = ("/usr/lib", "/mnt/pool/stickwright")
    shared = ("“debian.iso”, a disk image on it", "“/mnt/pool”, which needs other drives too")
    pools = ("the ZFS pool tank", "the ZFS pool pond")
    assert users(computer) == ("the RAID array md5", *shared, *pools, "this program")
    assert users(computer, "sdc") == (*shared, "this program")


def test_a_label_alone_makes_no_pool(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("0:60", "/tank", "zfs", source="tank")
    computer.udev.records["sdb"] = record({"ID_FS_TYPE": "ext4", "ID_FS_LABEL": "tank"})
    assert users(computer) == ()


def test_others_over_the_file_of_a_loop_device(computer: FakeComputer, tmp_path: Path) -> None:
    file = tmp_path / "a.img"
    file.touch()
    computer.loop("loop0", str(file))
    assert users(computer, "loop0") == ()
    computer.loop("loop5", str(file))
    computer.loop("loop6", str(tmp_path))
    computer.swap(str(file), file=True)
    assert users(computer, "loop0") == ("/dev/loop5", "swap")
