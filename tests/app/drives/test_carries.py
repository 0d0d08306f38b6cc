"""The longer ways from a mount or a file down to a disk; the ordinary ones are in the zoo of
test_describe.py."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.behind import FileId
from app.drives.carries import device_of


def test_device_mapper_node_that_is_no_link(computer: FakeComputer) -> None:
    """Without udev, /dev/mapper holds real nodes: only the name says which device it is."""
    computer.stick()
    computer.mapped("dm-7", "sdb", name="vg-swap_1", uuid="LVM-x")
    computer.swap("/dev/mapper/vg-swap_1")
    assert computer.look().carries().swaps_of("sdb") == ("/dev/mapper/vg-swap_1",)


def test_link_in_dev(computer: FakeComputer) -> None:
    computer.stick()
    links = computer.root / "dev/disk/by-label"
    links.mkdir(parents=True)
    (links / "SWAP").symlink_to("../../sdb")
    computer.swap("/dev/disk/by-label/SWAP")
    assert computer.look().carries().swaps_of("sdb") == ("/dev/disk/by-label/SWAP",)


def test_link_out_of_dev_is_no_device(computer: FakeComputer) -> None:
    computer.stick()
    (computer.root / "dev/trick").symlink_to("/sdb")
    computer.swap("/dev/trick")
    assert computer.look().carries().swaps_of("sdb") == ()


def test_file_in_shared_memory_with_the_name_of_a_disk(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("0:23", "/dev/shm", "tmpfs", source="tmpfs")
    assert computer.look().carries().file_on("/dev/shm/sdb") == frozenset()


def test_encrypted_raid_over_two_disks(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    computer.partition("sdb", 1)
    computer.partition("sdc", 1)
    computer.mapped("md0", "sdb1", "sdc1")
    computer.mapped("dm-0", "md0", name="safe", uuid="CRYPT-1")
    computer.mount("dm-0", "/mnt/safe")
    carries = computer.look().carries()
    assert carries.mounts_of("sdb") == carries.mounts_of("sdc") == ("/mnt/safe",)
    assert carries.mounts_on("sdb1") == ()
    assert carries.beneath("dm-0") == {"dm-0", "md0", "sdb1", "sdb", "sdc1", "sdc"}


def test_partition_on_a_loop_device_on_a_stick(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("sdb", "/media/me/A")
    computer.loop("loop0", "/media/me/A/disk.img")
    computer.partition("loop0", 1)
    computer.mount("loop0p1", "/mnt/inner")
    assert computer.look().carries().mounts_of("sdb") == ("/media/me/A", "/mnt/inner")


def test_compressed_memory_with_a_disk_behind_it(computer: FakeComputer) -> None:
    computer.stick()
    computer.mapped("zram0", backing_dev="/dev/sdb")
    computer.swap("/dev/zram0")
    assert computer.look().carries().swaps_of("sdb") == ("/dev/zram0",)


def test_folder_mounted_through_fuse(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("sdb", "/media/me/A")
    computer.mount("0:70", "/home/me/open", "fuse.gocryptfs", source="/media/me/A/secret")
    assert computer.look().carries().mounts_of("sdb") == ("/media/me/A", "/home/me/open")


def test_overlay_layers_with_escapes(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    computer.mount("sdb", "/mnt/a,b:c")
    computer.mount("sdc", "/mnt/up")
    computer.mount(
        "0:71",
        "/mnt/both",
        "overlay",
        source="overlay",
        options=r"rw,lowerdir=/mnt/a\,b\:c/low:/nowhere,upperdir=/mnt/up/x,workdir=/mnt/up/w",
    )
    carries = computer.look().carries()
    assert "/mnt/both" in carries.mounts_of("sdb")
    assert "/mnt/both" in carries.mounts_of("sdc")


def test_overlay_whose_layer_lies_below_itself(computer: FakeComputer) -> None:
    computer.mount("0:40", "/", "overlay", source="overlay", options="lowerdir=/lower")
    assert computer.look().carries().file_on("/etc/passwd") == frozenset()


def test_later_mount_hides_an_earlier_one(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    computer.mount("sdb", "/mnt")
    computer.mount("sdc", "/mnt")
    assert computer.look().carries().file_on("/mnt/x") == {"sdc"}


def test_names_that_only_begin_alike(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("sdb", "/mnt/stick")
    assert computer.look().carries().file_on("/mnt/stick2/x") == frozenset()


def test_imported_pool_without_a_mount(computer: FakeComputer) -> None:
    (computer.root / "proc/spl/kstat/zfs/tank").mkdir(parents=True)
    carries = computer.look().carries()
    assert carries.has_pool("tank")
    assert not carries.has_pool("")
    assert not carries.has_pool("other")


def test_number_of_a_real_file(tmp_path: Path) -> None:
    major, minor = device_of(str(tmp_path)).split(":")
    assert major.isdigit()
    assert minor.isdigit()
    assert device_of(str(tmp_path / "nothing")) == ""
    assert device_of("a\0b") == ""


@pytest.mark.parametrize(
    ("number", "file_system", "source", "spans"),
    [
        ("0:50", "btrfs", "/dev/sdb", True),
        ("0:50", "bcachefs", "/dev/sdb:/dev/sdc", True),
        ("0:50", "zfs", "/dev/sdb:/dev/sdc", False),  # its pools are looked for by name
        ("0:50", "btrfs", "/dev/sdd", False),
    ],
)
def test_what_needs_another_drive_too(
    computer: FakeComputer, number: str, file_system: str, source: str, spans: bool
) -> None:
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
    computer.btrfs("1a", "sdb", "sdc")
    computer.btrfs("2b", "sdd")
    computer.mount(number, "/mnt/pool", file_system, source=source)
    carries = computer.look().carries()
    assert carries.spanning("sdb") == (("/mnt/pool",) if spans else ())
    assert carries.spanning("sdd") == ()


def test_two_partitions_of_one_drive_are_no_other_drive(computer: FakeComputer) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    computer.partition("sdb", 2)
    computer.btrfs("1a", "sdb1", "sdb2")
    computer.mount("0:50", "/mnt/pool", "btrfs", source="/dev/sdb1")
    carries = computer.look().carries()
    assert carries.spanning("sdb") == ()
    assert carries.mounts_on("sdb1") == carries.mounts_on("sdb2") == ("/mnt/pool",)


def test_another_file_system_of_several_drives_is_not_this_one(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
    computer.btrfs("1a", "sdb", "sdc")
    computer.btrfs("2b", "sdd")
    computer.mount("0:50", "/mnt/one", "btrfs", source="/dev/sdd")
    carries = computer.look().carries()
    assert carries.mounts_of("sdd") == ("/mnt/one",)
    assert carries.mounts_of("sdb") == ()


def test_bcachefs_that_names_one_of_its_devices(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc"):
        computer.stick(name)
        link = computer.root / f"sys/fs/bcachefs/9c/dev-{name}/block"
        link.parent.mkdir(parents=True)
        link.symlink_to(computer.root / "sys/class/block" / name)
    computer.mount("0:50", "/mnt/pool", "bcachefs", source="/dev/sdb")
    assert computer.look().carries().mounts_of("sdc") == ("/mnt/pool",)


def test_a_pool_is_mounted_by_its_name(computer: FakeComputer) -> None:
    computer.mount("0:60", "/mnt/a", "zfs", source="tank/photos")
    computer.mount("0:61", "/mnt/b", "nfs", source="server/share")
    (computer.root / "proc/spl/kstat/zfs/pond").mkdir(parents=True)
    computer.mount("0:62", "/mnt/c", "zfs", source="/odd")
    carries = computer.look().carries()
    pools = ("tank", "pond", "server", "photos", "")
    assert [carries.has_pool(name) for name in pools] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("file_system", "source", "lies_there"),
    [
        ("fuse.gocryptfs", "/media/me/A/secret", True),
        ("fuse", "/media/me/A/secret", True),
        ("ecryptfs", "/media/me/A/secret", True),
        ("nfs", "/media/me/A/secret", False),
        ("tmpfs", "/media/me/A/secret", False),
        ("fuse.sshfs", "media/me/A/secret", False),
        ("fuse.sshfs", "me@host:/media/me/A", False),
    ],
)
def test_what_lies_in_a_folder_of_another(
    computer: FakeComputer, file_system: str, source: str, lies_there: bool
) -> None:
    computer.stick()
    computer.mount("sdb", "/media/me/A")
    computer.mount("0:70", "/home/me/open", file_system, source=source)
    expected = ("/media/me/A", "/home/me/open") if lies_there else ("/media/me/A",)
    assert computer.look().carries().mounts_of("sdb") == expected


def test_an_encrypted_folder_that_lies_in_itself(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("0:70", "/home/me", "ecryptfs", source="/home/me")
    computer.mount("0:71", "/a", "fuse.x", source="/b/x")
    computer.mount("0:72", "/b", "fuse.x", source="/a/x")
    carries = computer.look().carries()
    assert carries.file_on("/home/me/x") == carries.file_on("/a/x") == frozenset()


def test_layers_are_parted_by_colons(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
        computer.mount(name, f"/mnt/{name}")
    computer.mount(
        "0:71",
        "/both",
        "overlay",
        source="overlay",
        options="rw,lowerdir+=/mnt/sdb/x,lowerdir=/mnt/sdc/a:/mnt/sdd/b",
    )
    carries = computer.look().carries()
    for name in ("sdb", "sdc", "sdd"):
        assert carries.mounts_of(name) == (f"/mnt/{name}", "/both")


def test_a_file_is_on_the_disk_that_the_kernel_names(computer: FakeComputer) -> None:
    """Also where no mount says so."""
    computer.stick()
    looked = replace(computer.look(), device_of=lambda path: "8:16" if path == "/far/a" else "")
    assert looked.carries().file_on("/far/a") == {"sdb"}
    assert looked.carries().file_on("/far/b") == frozenset()


@pytest.mark.parametrize("kind", ["fuse.sshfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs"])
def test_who_serves_a_file_system_is_never_asked(computer: FakeComputer, kind: str) -> None:
    """It may not answer, and a loop device over a file there must not hold up the list of drives.
    Only a mount that is hidden by a later one says nothing about the path."""
    computer.stick("sdb")
    computer.mount("0:72", "/far/away", kind, source="server:/x")
    asked = list[str]()

    def device_of(path: str) -> str:
        asked.append(path)
        return "8:16"

    looked = replace(computer.look(), device_of=device_of)
    assert looked.carries().file_on("/far/away/a.iso") == frozenset()
    assert asked == []
    computer.mount("sdb", "/far")
    looked = replace(computer.look(), device_of=device_of)
    assert looked.carries().file_on("/far/away/a.iso") == {"sdb"}
    assert asked == ["/far/away/a.iso"]


def test_nodes_in_folders_of_dev(computer: FakeComputer) -> None:
    computer.device("/devices/pci0000:00/0000:00:1d.0/cciss!c0d0", {"dev": "104:0"})
    folder = computer.root / "dev/cciss"
    folder.mkdir()
    (folder / "c0d0").touch()
    (computer.root / "dev/swap").symlink_to("cciss/c0d0")
    for path in ("/dev/cciss/c0d0", "/dev/swap"):
        assert computer.look().carries().file_on(path) == {"cciss!c0d0"}


def test_a_mapped_device_is_known_by_its_own_name_alone(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.mapped("bcache0", "sdb")
    computer.set("bcache0", "dm/name", "vg-root")
    computer.mapped("dm-1", "sdb", name="vg-root", uuid="LVM-1")
    carries = computer.look().carries()
    assert carries.file_on("/dev/mapper/vg-root") == {"dm-1", "sdb"}
    assert carries.file_on("/dev/vg-root") == frozenset()


def test_a_device_that_went_away_while_we_looked(computer: FakeComputer) -> None:
    computer.mapped("dm-1", name="x", uuid="LVM-1")
    slaves = computer.root / "sys/devices/virtual/block/dm-1/slaves"
    slaves.mkdir()
    (slaves / "sdz").touch()
    assert computer.look().carries().beneath("dm-1") == {"dm-1"}


def test_what_is_mounted_at_the_root_holds_everything_else(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    computer.mount("sdb", "/")
    computer.mount("sdc", "/mnt")
    carries = computer.look().carries()
    assert carries.file_on("/etc/passwd") == {"sdb"}
    assert carries.file_on("/mnt") == carries.file_on("/mnt/x") == {"sdc"}


def test_a_drive_that_is_mounted_below_dev(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("sdb", "/dev/mnt")
    assert computer.look().carries().file_on("/dev/mnt/x") == {"sdb"}


def test_only_what_is_below_a_mount_lies_on_it(computer: FakeComputer) -> None:
    computer.stick()
    computer.mount("sdb", "/mnt/X")
    carries = computer.look().carries()
    assert carries.file_on("/mnt/X/a") == {"sdb"}
    assert carries.file_on("/mnt/other") == frozenset()


def test_a_swap_that_is_nowhere(computer: FakeComputer) -> None:
    computer.stick()
    (computer.root / "dev/nothing").symlink_to("gone")
    for path in ("/dev/nothing", "/dev/XX", "relative"):
        computer.swap(path)
        assert computer.look().carries().file_on(path) == frozenset()
    assert computer.look().carries().swaps_of("sdb") == ()


@pytest.mark.parametrize("told", [True, False])
def test_a_loop_device_over_a_device(computer: FakeComputer, told: bool) -> None:
    """By its number where the loop driver tells it, for its node may lie anywhere; else by its
    path."""
    computer.stick()
    computer.partition("sdb", 1)
    computer.loop("loop0", "/tmp/node" if told else "/dev/sdb1")
    computer.loop("loop1", "/tmp/file.img")
    if told:
        computer.behind["/dev/loop0"] = FileId(5, 6, os.makedev(8, 17))
    carries = computer.look().carries()
    assert carries.device_behind("loop0") == "sdb1"
    assert carries.device_behind("loop1") == carries.device_behind("sdb") == ""
    assert carries.beneath("loop0") == {"loop0", "sdb1", "sdb"}
    assert carries.images_on("sdb") == ("/tmp/node" if told else "/dev/sdb1",)


def test_only_a_loop_device_is_asked_what_is_behind_it(computer: FakeComputer) -> None:
    computer.stick()
    computer.behind["/dev/sdb"] = FileId(5, 6)
    assert computer.look().carries().file_behind("sdb") is None


def test_a_loop_device_over_a_file_stands_on_no_device(computer: FakeComputer) -> None:
    computer.loop("loop0", "/tmp/file.img")
    computer.behind["/dev/loop0"] = FileId(5, 6)
    assert computer.look().carries().device_behind("loop0") == ""


def test_a_swap_file_is_one_by_any_of_its_names(computer: FakeComputer, tmp_path: Path) -> None:
    """Where a program serves its file system, it is not asked for it."""
    swap, name, other = (tmp_path / each for each in ("swap", "name", "other"))
    swap.touch()
    name.hardlink_to(swap)
    other.touch()
    computer.swap(str(swap), file=True)
    file = FileId.of(name.stat())
    assert computer.look().carries().is_swapped_to(file) is True
    assert computer.look().carries().is_swapped_to(FileId.of(other.stat())) is False
    computer.mount("8:240", str(tmp_path), "ext4")
    assert computer.look().carries().is_swapped_to(file)
    computer.mount("0:70", str(tmp_path), "nfs4", source="server:/")
    assert not computer.look().carries().is_swapped_to(file)


def test_a_loop_device_over_a_device_that_is_gone(computer: FakeComputer) -> None:
    computer.loop("loop0", "/dev/sdz")
    computer.behind["/dev/loop0"] = FileId(5, 6, os.makedev(65, 144))
    assert computer.look().carries().device_behind("loop0") == "65:144"


def test_loop_devices_over_one_file_or_device(computer: FakeComputer) -> None:
    file, device = FileId(1, 2), FileId(5, 6, 7)
    for number, behind in enumerate((file, device, FileId(1, 3), FileId(2, 2), FileId(8, 9, 7))):
        computer.loop(f"loop{number}", "/gone (deleted)")
        computer.behind[f"/dev/loop{number}"] = behind
    computer.loop("loop5", "/nobody/tells")
    carries = computer.look().carries()
    assert carries.loops_over(file) == ("loop0",)
    assert carries.loops_over(device) == ("loop1", "loop4")


def test_who_serves_a_file_system_is_asked_only_for_a_file_that_lies_there_too(
    computer: FakeComputer,
) -> None:
    asked = []
    look = computer.look()

    def behind(node: str, _path: str) -> FileId:
        asked.append(node)
        return FileId(os.makedev(0, 70), 2)

    computer.mount("0:70", "/net", "nfs4", source="server:/")
    computer.loop("loop0", "/net/a.img")
    carries = replace(look, behind=behind).carries()
    assert carries.loops_over(FileId(os.makedev(8, 1), 2)) == ()
    assert asked == []
    assert carries.loops_over(FileId(os.makedev(0, 70), 2)) == ("loop0",)
    assert asked == ["/dev/loop0"]
