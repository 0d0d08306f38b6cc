"""The longer ways from a mount or a file down to a disk; the ordinary ones are in the zoo of
test_describe.py."""

from pathlib import Path

from computers import FakeComputer

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
