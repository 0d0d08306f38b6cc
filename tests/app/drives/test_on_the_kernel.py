"""Drives on the real kernel: loop devices with file systems, swapped and locked media, UDisks2 with
polkit for root and for an ordinary user, udev's own database."""

import errno
import fcntl
import mmap
import os
import select
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import services
from computers import FakeComputer
from loops import as_nobody, attached_again, loop_device, mounted, run
from system.soak.nodes import attach, node_of_its_own

from app.drives.behind import FileId, file_behind
from app.drives.blocker import blocker
from app.drives.choice import open_drive
from app.drives.computer import Computer
from app.drives.describe import describe, list_drives
from app.drives.device import WRITING
from app.drives.direct import DirectDrive
from app.drives.drive import CacheBypass, Ejection
from app.drives.holds import holds_file
from app.drives.image_file import virtual_stick
from app.drives.medium import BLKGETDISKSEQ, Descriptor
from app.drives.sysfs import Sysfs, inode_of
from app.drives.told_by_udisks import ask_udisks
from app.drives.udev import open_monitor
from app.drives.udisks import UDisksDrive
from app.drives.watch import Pace, watch
from app.errors import (
    AppError,
    DriveBusy,
    DriveChanged,
    DriveGone,
    DriveReadOnly,
    NoAgent,
    UnsafeDrive,
)

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="loop devices need root"),
]

FROZEN = ("dev", "size", "diskseq", "queue/logical_block_size")
LABEL = "Größe 7"


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """An ext4 file system in a file."""
    file = tmp_path / "stick.img"
    with file.open("xb") as new:
        new.truncate(16 << 20)
    run("mkfs.ext4", "-q", "-L", LABEL, file)
    return file


@pytest.fixture
def node(image: Path) -> Iterator[str]:
    with loop_device(image) as node:
        yield node


@pytest.fixture
def with_udev() -> Iterator[None]:
    if missing := services.missing_packages():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with services.udev():
        yield


def test_a_file_on_a_disk_with_large_sectors_plays_a_stick_with_small_ones(
    tmp_path: Path,
) -> None:
    """There nothing is read or written past the page cache in sectors of 512 bytes."""
    disk = tmp_path / "disk.img"
    with disk.open("xb") as new:
        new.truncate(16 << 20)
    with loop_device(disk) as node:
        run("losetup", "--sector-size", "4096", node)
        run("mkfs.ext4", "-q", node)
        with mounted(node, tmp_path / "on") as folder:
            stick = virtual_stick(folder / "stick.img", 1 << 20)
            view = memoryview(mmap.mmap(-1, 512))
            view[:] = b"stick" * 102 + b"s!"
            with stick.open() as medium:
                assert medium.pwrite(view, 512) == 512
                medium.sync()
                assert medium.bypass is CacheBypass.DONTNEED
                found = memoryview(mmap.mmap(-1, 512))
                assert medium.pread_into(found, 512) == 512
                assert found == view


def named(node: str) -> str:
    return node.removeprefix("/dev/")


def drive(node: str) -> DirectDrive:
    found = open_drive(node)
    assert isinstance(found, DirectDrive)
    return found


class Uncounted(Descriptor):
    """As on kernels before 5.15."""

    def _ask(self, request: int, layout: str) -> int:
        if request == BLKGETDISKSEQ:
            raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        return super()._ask(request, layout)


def test_without_its_count_of_media_the_kernel_still_tells_what_came_anew(image: Path) -> None:
    seen = []
    for _ in range(2):
        with node_of_its_own() as node:
            attach(node, image)
            with Path(node).open("rb") as file:
                seen.append(Uncounted(file.fileno()).identity())
            assert seen[-1].entry == inode_of(Sysfs().folder(named(node)))
    first, second = seen
    assert first.device == second.device
    assert "unplugged" in first.difference(second)


class TestDescribing:
    def test_this_computers_own_disk_is_never_offered(self) -> None:
        computer = Computer()
        carriers = computer.carries().file_on("/")
        for found in list_drives(computer):
            if found.node.removeprefix("/dev/") in carriers:
                assert found.reasons[0].code == "system"
                with pytest.raises(UnsafeDrive), DirectDrive(found).open():
                    pytest.fail("it was handed over")

    def test_mounted_loop_device(self, node: str, tmp_path: Path) -> None:
        assert drive(node).info.offered
        with mounted(node, tmp_path / "point") as point:
            info = drive(node).info
            assert info.mounts == (str(point),)
            assert [reason.code for reason in info.reasons] == ["in-use"]
            (whole,) = info.partitions
            assert whole.used
            assert holds_file(info, point / "lost+found")
        assert not holds_file(info, tmp_path)

    def test_udisks_alone_says_the_same(self, node: str, tmp_path: Path, udisks: str) -> None:
        """As in a sandbox, where neither udev nor the list of mounts can be asked."""

        def agree() -> bool:
            alone, usual = (
                (
                    describe(named(node), computer, loop=True),
                    [drive.node for drive in list_drives(computer) if drive.offered],
                )
                for computer in (Computer(udev=ask_udisks()), Computer())
            )
            return alone == usual

        services.wait_for(agree)
        with mounted(node, tmp_path / "point") as point:
            services.wait_for(agree)
            info = describe(named(node), Computer(udev=ask_udisks()), loop=True)
            assert info is not None
            assert (info.label, info.file_system) == (LABEL, "ext4")
            assert info.mounts == (str(point),)
        services.wait_for(agree)

    def test_a_file_in_a_file_system_in_a_file(self, node: str, tmp_path: Path) -> None:
        with mounted(node, tmp_path / "point") as point:
            inner = point / "inner.img"
            with loop_device(inner, size=4 << 20) as second:
                run("mkfs.ext4", "-q", second)
                with mounted(second, tmp_path / "inside") as inside:
                    (inside / "image.iso").touch()
                    assert holds_file(drive(node).info, inside / "image.iso")
                    assert holds_file(drive(second).info, inside / "image.iso")
                assert "“inner.img”" in drive(node).info.reasons[0].text
            assert holds_file(drive(node).info, inner)

    def test_its_own_file(self, node: str, image: Path) -> None:
        assert holds_file(drive(node).info, image)

    @pytest.mark.parametrize("anywhere", [False, True])
    def test_a_loop_device_over_one_that_is_mounted(
        self, node: str, tmp_path: Path, anywhere: bool
    ) -> None:
        """Also where it was attached by a node that lies somewhere else, and is gone by now."""
        below = tmp_path / "node" if anywhere else Path(node)
        if anywhere:
            os.mknod(below, 0o600 | stat.S_IFBLK, Path(node).stat().st_rdev)
        with loop_device(below) as above, mounted(node, tmp_path / "point") as point:
            if anywhere:
                below.unlink()
            with pytest.raises(UnsafeDrive, match=f"another name for {node}"):
                open_drive(above)
            found = describe(named(above), Computer(), loop=True)
            assert found is not None
            assert holds_file(found, point / "lost+found")

    def test_two_loop_devices_over_one_file(self, node: str, image: Path, tmp_path: Path) -> None:
        """Also by another name of the file."""
        other = tmp_path / "other name.img"
        other.hardlink_to(image)
        with loop_device(other) as second:
            assert f"by {second}" in drive(node).info.reasons[0].text
            with mounted(second, tmp_path / "point") as point:
                assert holds_file(drive(node).info, point / "lost+found")
                assert holds_file(open_drive(str(image)).info, point / "lost+found")
        assert drive(node).info.offered

    def test_another_over_its_file_at_the_last_moment(self, node: str, image: Path) -> None:
        """Behind the last look, when the device is opened: to hold it does not hold its file."""
        with ExitStack() as stack:

            class Late(DirectDrive):
                def _open_node(self, flags: int) -> int:
                    fd = super()._open_node(flags)
                    stack.enter_context(loop_device(image))
                    return fd

            with pytest.raises(DriveBusy), Late(drive(node).info).open():
                pytest.fail("it was handed over")

    def test_the_name_by_which_it_was_attached_is_gone(
        self, node: str, image: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "other name.img"
        other.hardlink_to(image)
        image.unlink()
        assert f"In use by {node}" in open_drive(str(other)).info.reasons[0].text
        image.write_bytes(bytes(1 << 20))  # another file
        assert open_drive(str(image)).info.offered

    def test_what_the_driver_tells_is_what_the_path_leads_to(self, node: str, image: Path) -> None:
        """Who may not read the device goes by the path."""
        file = FileId.of(image.stat())
        assert file_behind(node, "/nothing") == file
        assert file_behind("/dev/nothing", str(image)) == file
        assert file_behind("/dev/nothing", f"{image} (deleted)") is None
        assert file_behind(str(image), "/nothing") is None

    def test_links_lead_to_the_device(self, node: str, tmp_path: Path) -> None:
        link = tmp_path / "by-id"
        link.symlink_to(node)
        assert open_drive(str(link)).info.node == node
        assert open_drive(str(link)).info.identity == open_drive(node).info.identity

    def test_what_is_no_drive(self, node: str) -> None:
        with pytest.raises(UnsafeDrive, match="Not a real drive"):
            open_drive(node, allow_virtual=False)

    def test_udev_gives_label_and_file_system(self, node: str, with_udev: None) -> None:
        services.settle()
        info = drive(node).info
        assert (info.label, info.file_system) == (LABEL, "ext4")
        assert info.partitions[0].label == LABEL

    def test_a_label_that_is_not_utf8(self, image: Path, with_udev: None) -> None:
        run("tune2fs", "-L", os.fsdecode(b"A\xe9B"), image)
        with loop_device(image) as node:
            services.settle()
            assert drive(node).info.label == "A\N{REPLACEMENT CHARACTER}B"

    def test_udev_rings(self, image: Path, with_udev: None) -> None:
        monitor = open_monitor()
        assert monitor is not None
        with loop_device(image):
            poll = select.poll()
            poll.register(monitor.fileno(), select.POLLIN)
            assert poll.poll(20_000)
            monitor.drain()

    def test_a_mount_brings_a_fresh_list(
        self, computer: FakeComputer, node: str, tmp_path: Path
    ) -> None:
        """With the real mountinfo; the device is made to look like a stick."""
        name, status = named(node), Path(node).stat()
        computer.stick("sdb", {"dev": f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"})
        look = replace(computer.look(), proc=Path("/proc"))
        stopped = threading.Event()
        lists = watch(stopped, computer=lambda: look, monitor=lambda: None, pace=Pace(poll=0.05))
        assert next(lists)[0].mounts == ()
        with mounted(node, tmp_path / name):
            assert next(lists)[0].mounts == (str(tmp_path / name),)
        assert next(lists)[0].mounts == ()
        stopped.set()


class TestChain:
    """The links again, with the kernel's own refusals."""

    def test_mounted_after_it_was_chosen(self, node: str, tmp_path: Path) -> None:
        chosen = drive(node)
        with (
            mounted(node, tmp_path / "point"),
            pytest.raises(DriveBusy, match=r"point"),
            chosen.open(),
        ):
            pytest.fail("it was handed over")

    def test_the_kernel_refuses_what_the_rules_do_not_see(self, node: str, tmp_path: Path) -> None:
        """Link 5 alone: the rules are shown a computer where nothing is mounted."""
        chosen = blind(node, tmp_path)
        with (
            mounted(node, tmp_path / "point"),
            pytest.raises(DriveBusy),
            chosen.open(),
        ):
            pytest.fail("it was handed over")
        with chosen.open():
            pass

    def test_a_lazily_unmounted_file_system_lives_on(self, node: str, tmp_path: Path) -> None:
        """Nothing in /proc shows it any more; only the kernel's exclusive open does."""
        chosen = drive(node)
        with mounted(node, tmp_path / "point") as point, (point / "file").open("w"):
            run("umount", "--lazy", point)
            assert drive(node).info.offered
            with pytest.raises(DriveBusy), chosen.open():
                pytest.fail("it was handed over")
        with chosen.open():
            pass

    def test_nobody_mounts_it_while_it_is_written(self, node: str, tmp_path: Path) -> None:
        (tmp_path / "point").mkdir()
        with drive(node).open():
            done = subprocess.run(
                ["mount", node, tmp_path / "point"], capture_output=True, check=False
            )
            assert done.returncode != 0

    def test_udev_waits_while_it_is_written(self, node: str) -> None:
        with (
            drive(node).open(),
            Path(node).open("rb") as other,
            pytest.raises(BlockingIOError),
        ):
            fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def test_another_medium_under_the_same_name(self, image: Path, tmp_path: Path) -> None:
        """Link 3: same name, number, size and sector; `diskseq` alone tells."""
        with loop_device(image) as node:
            chosen = drive(node)
        other = tmp_path / "other.img"
        other.write_bytes(image.read_bytes())
        with attached_again(node, other):
            now = drive(node).info.identity
            assert replace(now, diskseq=None) == replace(chosen.info.identity, diskseq=None)
            for use in (chosen.release, chosen.open().__enter__):
                with pytest.raises(DriveChanged):
                    use()

    @pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
    def test_another_medium_that_only_the_descriptor_tells(
        self, image: Path, tmp_path: Path, write: bool
    ) -> None:
        """Link 6 alone: name, list and rules still show the chosen drive."""
        with loop_device(image) as node:
            chosen = blind(node, tmp_path)
        with (
            attached_again(node, image),
            pytest.raises(DriveChanged),
            chosen.open(write=write),
        ):
            pytest.fail("it was handed over")

    @pytest.mark.parametrize("change", ["size", "sector"])
    def test_a_medium_that_changed_under_the_descriptor(
        self, image: Path, tmp_path: Path, change: str
    ) -> None:
        with loop_device(image) as node:
            chosen = blind(node, tmp_path)
            if change == "size":
                os.truncate(image, 8 << 20)
                run("losetup", "--set-capacity", node)
            else:
                run("losetup", "--sector-size", "4096", node)
            with pytest.raises(DriveChanged), chosen.open():
                pytest.fail("it was handed over")

    def test_locked(self, image: Path, tmp_path: Path) -> None:
        with loop_device(image, read_only=True) as node:
            assert [reason.code for reason in drive(node).info.reasons] == ["read-only"]
            with pytest.raises(DriveReadOnly), drive(node).open():
                pytest.fail("it was handed over")
            with pytest.raises(DriveReadOnly), blind(node, tmp_path).open():
                pytest.fail("it was handed over")

    def test_detached_while_it_is_chosen(self, image: Path) -> None:
        with loop_device(image) as node:
            chosen = drive(node)
        for use in (chosen.release, chosen.open().__enter__):
            with pytest.raises(DriveGone):
                use()
        assert chosen.eject() is Ejection.ALREADY_OUT


class TestUnmounting:
    def test_directly(self, node: str, tmp_path: Path) -> None:
        with mounted(node, tmp_path / "my stick\\ -n") as point:
            drive(node)._unmount(named(node), str(point))
            assert not point.is_mount()

    def test_directly_in_use(self, node: str, tmp_path: Path) -> None:
        with mounted(node, tmp_path / "point") as point, sleeping_in(point):
            with pytest.raises(DriveBusy, match="in use by sleep"):
                drive(node)._unmount(named(node), str(point))
            assert point.is_mount()

    def test_twice(self, node: str, tmp_path: Path) -> None:
        drive(node)._unmount(named(node), str(tmp_path))

    def test_through_udisks(self, node: str, tmp_path: Path, udisks: str) -> None:
        services.settle()
        with mounted(node, tmp_path / "point") as point:
            through_udisks(node)._unmount(named(node), str(point))
            assert not point.is_mount()
            through_udisks(node)._unmount(named(node), str(point))  # not mounted is as good

    def test_through_udisks_in_use(self, node: str, tmp_path: Path, udisks: str) -> None:
        services.settle()
        with mounted(node, tmp_path / "point") as point, sleeping_in(point):
            with pytest.raises(DriveBusy, match="in use by sleep"):
                through_udisks(node)._unmount(named(node), str(point))
            assert point.is_mount()

    def test_released_like_a_stick(self, computer: FakeComputer, node: str, tmp_path: Path) -> None:
        chosen = stick_at(computer, node)
        with mounted(node, tmp_path / "point") as point:
            chosen.release()
            assert not point.is_mount()
            with chosen.open():
                pass

    def test_a_desktop_that_mounts_it_before_it_is_opened(
        self, computer: FakeComputer, node: str, tmp_path: Path
    ) -> None:
        chosen = stick_at(computer, node)
        chosen.again = 0.0
        chosen.release()
        with mounted(node, tmp_path / "point") as point, chosen.open():
            assert not point.is_mount()


class TestUDisks:
    def test_an_ordinary_user_without_an_agent(self, node: str, udisks: str) -> None:
        services.settle()
        answer = as_nobody(lambda: outcome(through_udisks(node)))
        assert answer == NoAgent.code()

    def test_an_ordinary_user_who_may(self, node: str, udisks: str) -> None:
        """No process of ours is root: the descriptor comes from UDisks2."""
        services.settle()
        with services.everything_permitted():
            answer = ""
            for _ in range(50):  # polkit notices new rules after a moment
                answer = as_nobody(lambda: outcome(through_udisks(node)))
                if answer != NoAgent.code():
                    break
                threading.Event().wait(0.2)
        assert answer == "written and read back as user 65534"

    def test_busy(self, node: str, udisks: str) -> None:
        services.settle()
        with through_udisks(node).open(), pytest.raises(DriveBusy):
            through_udisks(node)._open_node(WRITING)

    def test_locked(self, image: Path, tmp_path: Path, udisks: str) -> None:
        with loop_device(image, read_only=True) as node:
            services.settle()
            blinded = blind(node, tmp_path)
            for chosen in (through_udisks(node), UDisksDrive(blinded.info, blinded._computer)):
                with pytest.raises(DriveReadOnly), chosen.open():
                    pytest.fail("it was handed over")

    def test_another_medium_that_only_the_descriptor_tells(
        self, image: Path, tmp_path: Path, udisks: str
    ) -> None:
        with loop_device(image) as node:
            blinded = blind(node, tmp_path)
        with attached_again(node, image):
            services.settle()
            chosen = UDisksDrive(blinded.info, blinded._computer)
            with pytest.raises(DriveChanged), chosen.open():
                pytest.fail("it was handed over")

    def test_a_device_udisks_does_not_know(self, node: str, udisks: str) -> None:
        info = replace(drive(node).info, node="/dev/loop-gone")
        with pytest.raises(DriveGone):
            UDisksDrive(info)._open_node(WRITING)


def test_who_blocks_a_device_that_is_open(node: str) -> None:
    info = drive(node).info
    services.settle()
    with Path(node).open("rb") as opened:
        sleeper = subprocess.Popen(["sleep", "60"], stdin=opened)
    with sleeper:
        try:
            assert blocker(info) == "sleep"
        finally:
            sleeper.kill()


def outcome(drive: UDisksDrive) -> str:
    """What opening comes to, in a word."""
    try:
        with drive.open() as medium, mmap.mmap(-1, 4096) as buffer:
            buffer[:4] = b"boot"
            medium.pwrite(memoryview(buffer), 0)
            medium.sync()
            buffer[:4] = bytes(4)
            medium.pread_into(memoryview(buffer), 0)
            return f"written and read back as user {os.geteuid()}" if buffer[:4] == b"boot" else ""
    except AppError as error:
        return error.code()


def through_udisks(node: str) -> UDisksDrive:
    info = describe(named(node), Computer(), loop=True)
    assert info is not None
    return UDisksDrive(info)


def frozen(node: str, folder: Path) -> Callable[[], Computer]:
    """A computer that goes on showing a device as it is now, with nothing mounted."""
    sysfs, name = Computer().sysfs, named(node)
    fake = FakeComputer(folder / "frozen")
    attributes = {key: sysfs.text(name, key) for key in FROZEN}
    fake.loop(name, "/somewhere/stick.img", **attributes)
    return fake.look


def blind(node: str, folder: Path) -> DirectDrive:
    """A drive whose rules see only what was there when it was chosen."""
    look = frozen(node, folder)
    info = describe(named(node), look(), loop=True)
    assert info is not None
    assert info.offered
    chosen = DirectDrive(info, look)
    chosen.again = 0.0
    return chosen


class StickOnLoop(DirectDrive):
    """The loop device under another name, so that the rules take it for a stick."""

    @property
    def _name(self) -> str:
        return "sdb"


def stick_at(computer: FakeComputer, node: str) -> StickOnLoop:
    """With the real mounts."""
    sysfs = Computer().sysfs
    computer.stick("sdb", {key: sysfs.text(named(node), key) for key in FROZEN})
    look = replace(computer.look(), proc=Path("/proc"))
    info = describe("sdb", look)
    assert info is not None
    assert info.offered
    return StickOnLoop(replace(info, node=node), lambda: look)


@contextmanager
def sleeping_in(folder: Path) -> Iterator[None]:
    """A program that stands in a folder."""
    with subprocess.Popen(["sleep", "60"], cwd=folder) as sleeper:
        try:
            yield
        finally:
            sleeper.kill()
