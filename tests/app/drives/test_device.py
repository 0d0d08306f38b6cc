"""The links of the wrong-drive chain that a real drive carries, each broken by itself.

The drive is /dev/sdb of a fake computer; what the kernel says of the opened descriptor is played
through the seam in `medium.py`. That real descriptors behave the same is in test_contract.py.
"""

import fcntl
import mmap
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.describe import describe
from app.drives.device import READING, WRITING, DeviceDrive, demand_direct, lock
from app.drives.drive import DriveInfo, Ejection, Identity
from app.drives.medium import Descriptor
from app.drives.safety import on_request
from app.errors import (
    AppError,
    DriveBusy,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NoService,
    NotEjected,
    NotPermitted,
    ToolError,
    UnsafeDrive,
)


def playing(identity: Identity, *, locked: bool = False) -> type[Descriptor]:
    """A descriptor that says it is this drive."""

    class Played(Descriptor):
        def identity(self) -> Identity:
            return identity

        def read_only(self) -> bool:
            return locked

    return Played


class FileBackedDrive(DeviceDrive):
    """Opens a file where a back end opens the node, and notes what it was asked for."""

    again = 0.0

    def __init__(
        self,
        info: DriveInfo,
        computer: FakeComputer,
        descriptor: type[Descriptor],
        refusals: list[DriveError],
    ) -> None:
        super().__init__(info, computer.look, descriptor)
        self.file = computer.root / "sdb.img"
        self.file.write_bytes(bytes(8192))
        self.refusals = refusals
        self.opened: list[int] = []
        self.flags: list[int] = []
        self.unmounted: list[tuple[str, str]] = []
        self.when_unmounting: Callable[[], None] = computer.unmount_all
        self.when_refusing: Callable[[], None] = lambda: None
        self.ejected = False
        self.holding_on: AppError | None = None  # what ejecting ends with
        self.when_ejecting: Callable[[], None] = lambda: None

    def _unmount(self, part: str, point: str) -> None:
        self.unmounted.append((part, point))
        self.when_unmounting()

    def _open_node(self, flags: int) -> int:
        self.flags.append(flags)
        if self.refusals:
            self.when_refusing()
            raise self.refusals.pop(0)
        self.opened.append(os.open(self.file, flags & ~os.O_EXCL))
        return self.opened[-1]

    def _eject(self) -> None:
        self.when_ejecting()
        if self.holding_on is not None:
            raise self.holding_on
        self.ejected = True

    def demand_all_closed(self) -> None:
        for fd in self.opened:
            with pytest.raises(OSError, match="Bad file descriptor"):
                os.fstat(fd)


@pytest.fixture
def info(computer: FakeComputer) -> DriveInfo:
    computer.stick()
    computer.partition("sdb", 1)
    chosen = describe("sdb", computer.look())
    assert chosen is not None
    assert chosen.offered
    return chosen


@pytest.fixture
def make(computer: FakeComputer, info: DriveInfo) -> Callable[..., FileBackedDrive]:
    def make(
        says: Identity | None = None,
        *,
        locked: bool = False,
        refusals: list[DriveError] | None = None,
    ) -> FileBackedDrive:
        descriptor = playing(says or info.identity, locked=locked)
        return FileBackedDrive(info, computer, descriptor, refusals or [])

    return make


Make = Callable[..., FileBackedDrive]

UNCOUNTED = {"diskseq": ""}  # by kernels before 5.15


def uncounted(computer: FakeComputer) -> tuple[DriveInfo, FileBackedDrive]:
    chosen = describe("sdb", computer.look())
    assert chosen is not None
    return chosen, FileBackedDrive(chosen, computer, playing(chosen.identity), [])


def refused(drive: FileBackedDrive, kind: type[AppError]) -> AppError:
    """That opening it for writing fails in this way, and leaves nothing open."""
    with pytest.raises(kind) as caught, drive.open():
        pytest.fail("it was handed over")
    drive.demand_all_closed()
    return caught.value


def test_when_nothing_is_wrong_it_is_handed_over(make: Make, info: DriveInfo) -> None:
    drive = make()
    drive.release()
    with drive.open() as medium:
        assert (medium.size, medium.sector) == (info.size, 512)
        with mmap.mmap(-1, 4096) as buffer:
            buffer[:4] = b"boot"
            assert medium.pwrite(memoryview(buffer), 4096) == 4096
        medium.sync()
    drive.demand_all_closed()
    assert drive.flags == [WRITING]
    assert drive.file.read_bytes()[4096:4100] == b"boot"


def test_who_it_is_does_not_change(make: Make, info: DriveInfo) -> None:
    assert make().info is info


def test_for_writing_it_is_ours_alone_and_for_reading_beside_others(make: Make) -> None:
    writing, reading = make(), make()
    with writing.open(), writing.file.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
    with reading.file.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with reading.open(write=False) as medium, mmap.mmap(-1, 4096) as buffer:
            assert medium.pread_into(memoryview(buffer), 0) == 4096
    (write,), (read,) = writing.flags, reading.flags
    assert (write & os.O_ACCMODE, read & os.O_ACCMODE) == (os.O_RDWR, os.O_RDONLY)
    assert write & os.O_EXCL
    assert not read & os.O_EXCL
    assert all(flags & os.O_DIRECT and flags & os.O_CLOEXEC for flags in (write, read))


def test_what_a_back_end_opened_through_the_cache_is_made_direct(
    computer: FakeComputer, info: DriveInfo
) -> None:
    class Cached(FileBackedDrive):
        def _open_node(self, flags: int) -> int:
            return super()._open_node(flags & ~os.O_DIRECT)

    drive = Cached(info, computer, playing(info.identity), [])
    with drive.open():
        assert fcntl.fcntl(drive.opened[0], fcntl.F_GETFL) & os.O_DIRECT


def test_a_loop_device_that_was_named_plays_a_stick(computer: FakeComputer) -> None:
    computer.loop("loop3", "/images/a.img")
    chosen = describe("loop3", computer.look(), loop=True)
    assert chosen is not None
    drive = FileBackedDrive(chosen, computer, playing(chosen.identity), [])
    with drive.open():
        pass
    drive.eject()
    assert drive.ejected


def test_a_loop_device_whose_file_came_into_use_while_it_was_opened(
    computer: FakeComputer, tmp_path: Path
) -> None:
    """The kernel gives out the device, and nobody's file with it."""
    file = tmp_path / "a.img"
    file.write_bytes(bytes(8192))
    computer.loop("loop3", str(file))
    chosen = describe("loop3", computer.look(), loop=True)
    assert chosen is not None

    class Overtaken(FileBackedDrive):
        def _open_node(self, flags: int) -> int:
            opened = super()._open_node(flags)
            computer.swap(str(file), file=True)
            return opened

    drive = Overtaken(chosen, computer, playing(chosen.identity), [])
    refused(drive, DriveBusy)
    assert drive.flags == [WRITING]


class TestRulesAreAskedAgain:
    """Link 1: what was free when it was chosen may run the computer by now."""

    def test_swap_was_turned_on(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.swap("/dev/sdb1")
        error = refused(drive, UnsafeDrive)
        assert isinstance(error, UnsafeDrive)
        assert error.reason == "swap"
        assert drive.flags == []

    def test_release_does_not_unmount_a_system(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.mount("sdb1", "/home")
        with pytest.raises(UnsafeDrive):
            drive.release()
        assert drive.unmounted == []

    def test_an_unlocked_volume_is_busy(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.mapped("dm-0", "sdb1", name="luks-1", uuid="CRYPT-1")
        error = refused(drive, DriveBusy)
        assert "the unlocked volume luks-1" in str(error)

    def test_the_switch_was_moved(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.set("sdb", "ro", "1")
        refused(drive, DriveReadOnly)
        assert drive.flags == []


class TestBuiltInOnRequest:
    """Whoever asked for built-in disks gets one that nobody uses, and no other."""

    PLACE = "/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda"

    @pytest.fixture
    def disk(self, computer: FakeComputer) -> DriveInfo:
        computer.device(self.PLACE, {"dev": "8:0", "diskseq": "3"}, {"ID_MODEL": "WD Blue"})
        computer.partition("sda", 1)
        found = describe("sda", computer.look())
        assert found is not None
        assert [reason.code for reason in found.reasons] == ["internal"]
        return found

    def opens(self, computer: FakeComputer, disk: DriveInfo) -> FileBackedDrive:
        return FileBackedDrive(disk, computer, playing(disk.identity), [])

    def test_it_is_handed_over(self, computer: FakeComputer, disk: DriveInfo) -> None:
        drive = self.opens(computer, on_request(disk))
        drive.release()
        with drive.open() as medium:
            assert medium.size == disk.size

    def test_without_asking_it_is_not(self, computer: FakeComputer, disk: DriveInfo) -> None:
        for info in (disk, replace(disk, reasons=())):
            refused(self.opens(computer, info), UnsafeDrive)

    @pytest.mark.parametrize("point", ["/", "/home", "/mnt/data"])
    def test_what_was_mounted_meanwhile_is_refused(
        self, computer: FakeComputer, disk: DriveInfo, point: str
    ) -> None:
        drive = self.opens(computer, on_request(disk))
        computer.mount("sda1", point)
        refused(drive, UnsafeDrive)
        with pytest.raises(UnsafeDrive):
            drive.release()
        assert (drive.unmounted, drive.flags) == ([], [])

    def test_so_is_what_became_part_of_something(
        self, computer: FakeComputer, disk: DriveInfo
    ) -> None:
        drive = self.opens(computer, on_request(disk))
        computer.mapped("dm-0", "sda1", name="luks-1", uuid="CRYPT-1")
        refused(drive, UnsafeDrive)


class TestChoiceIsFrozen:
    """Link 3: a name means whatever has it now; the choice means the drive it was."""

    @pytest.mark.parametrize("attribute", ["diskseq", "size", "queue/logical_block_size"])
    def test_another_drive_has_its_name(
        self, computer: FakeComputer, make: Make, attribute: str
    ) -> None:
        drive = make()
        computer.set("sdb", attribute, "99999")
        refused(drive, DriveChanged)
        with pytest.raises(DriveChanged):
            drive.release()
        assert drive.flags == []

    def test_on_an_old_kernel_its_folder_in_sysfs_was_made_anew(
        self, computer: FakeComputer
    ) -> None:
        computer.stick(attributes=UNCOUNTED)
        chosen, drive = uncounted(computer)
        assert chosen.identity.entry is not None
        with drive.open():
            """Nothing changed yet."""
        folder = computer.look().sysfs.folder("sdb").resolve()
        folder.rename(computer.root / "kept")  # so that no inode is given out again
        shutil.copytree(computer.root / "kept", folder, symlinks=True)
        refused(drive, DriveChanged)
        refused(FileBackedDrive(chosen, computer, playing(chosen.identity), []), DriveChanged)

    def test_on_an_old_kernel_another_card_is_known_by_its_partitions(
        self, computer: FakeComputer
    ) -> None:
        computer.stick(attributes=UNCOUNTED)
        computer.partition("sdb", 1)
        _, drive = uncounted(computer)
        with drive.open():
            """Nothing changed yet."""
        computer.partition("sdb", 2)
        error = refused(drive, DriveChanged)
        assert isinstance(error, DriveChanged)
        assert error.what == "it has other partitions now"

    @pytest.mark.parametrize(("attribute", "value"), [("start", "4096"), ("size", "4096")])
    def test_on_an_old_kernel_another_card_is_known_by_where_they_lie(
        self, computer: FakeComputer, attribute: str, value: str
    ) -> None:
        computer.stick(attributes=UNCOUNTED)
        computer.partition("sdb", 1)
        _, drive = uncounted(computer)
        computer.set("sdb/sdb1", attribute, value)
        refused(drive, DriveChanged)

    def test_a_file_system_that_covers_it_whole_is_no_partition(
        self, computer: FakeComputer
    ) -> None:
        computer.stick(attributes=UNCOUNTED, ID_FS_TYPE="vfat", ID_FS_USAGE="filesystem")
        chosen, _ = uncounted(computer)
        assert chosen.partitions
        empty = replace(chosen, partitions=())
        with FileBackedDrive(empty, computer, playing(chosen.identity), []).open():
            """Another card could not be told."""

    def test_where_media_are_counted_nobody_asks_how_it_is_parted(
        self, computer: FakeComputer, make: Make
    ) -> None:
        drive = make()
        computer.partition("sdb", 2)
        with drive.open():
            """It is the same."""

    def test_it_was_unplugged(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.unplug("sdb")
        refused(drive, DriveGone)
        with pytest.raises(DriveGone):
            drive.release()

    def test_its_card_was_taken_out(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.set("sdb", "size", "0")
        refused(drive, DriveGone)

    def test_nothing_else_is_ejected(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.set("sdb", "diskseq", "99")
        assert drive.eject() is Ejection.ALREADY_OUT
        assert not drive.ejected

    def test_what_is_gone_is_not_ejected(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.unplug("sdb")
        assert drive.eject() is Ejection.ALREADY_OUT
        assert not drive.ejected

    def test_it_is_ejected(self, make: Make) -> None:
        drive = make()
        assert drive.eject() is Ejection.EJECTED
        assert drive.ejected

    @pytest.mark.parametrize(
        "error",
        [
            NoService("x"),
            NotPermitted("x"),
            DriveGone("x"),  # says who has not seen it yet
            DriveError("x", "It is stuck."),
            ToolError("eject", "It failed."),
        ],
    )
    def test_whatever_is_in_the_way_it_can_be_unplugged(self, make: Make, error: AppError) -> None:
        drive = make()
        drive.holding_on = error
        with pytest.raises(NotEjected) as caught:
            drive.eject()
        assert "unplug it" in caught.value.hint
        assert caught.value.__cause__ is error

    def test_who_holds_it_is_named(self, make: Make) -> None:
        drive = make()
        drive.holding_on = DriveBusy("x", "Files")
        with pytest.raises(DriveBusy) as caught:
            drive.eject()
        assert "Files" in str(caught.value)

    @pytest.mark.parametrize(
        "error", [DriveGone("x"), DriveBusy("x"), ToolError("eject", "It failed.")]
    )
    def test_one_that_goes_meanwhile_is_out(
        self, computer: FakeComputer, make: Make, error: AppError
    ) -> None:
        drive = make()
        drive.holding_on = error
        drive.when_ejecting = lambda: computer.unplug("sdb")
        assert drive.eject() is Ejection.ALREADY_OUT


class TestExclusiveOrNotAtAll:
    """Link 5: busy is an answer."""

    def test_busy_twice_is_final(self, make: Make) -> None:
        drive = make(refusals=[DriveBusy("x"), DriveBusy("x"), DriveBusy("x")])
        refused(drive, DriveBusy)
        assert drive.flags == [WRITING, WRITING]
        assert all(flags & os.O_EXCL for flags in drive.flags)

    def test_a_desktop_that_was_quicker_gets_one_more_round(
        self, computer: FakeComputer, make: Make
    ) -> None:
        drive = make(refusals=[DriveBusy("x")])
        computer.mount("sdb1", "/media/me/A")
        with drive.open():
            assert drive.unmounted == [("sdb1", "/media/me/A")]

    def test_before_that_round_it_waits(self, computer: FakeComputer, info: DriveInfo) -> None:
        waited: list[float] = []

        class Patient(FileBackedDrive):
            @property
            def again(self) -> float:  # type: ignore[override]  # asked for when it is waited
                waited.append(0.0)
                return 0.0

        with Patient(info, computer, playing(info.identity), [DriveBusy("x")]).open():
            assert waited == [0.0]

    def test_in_that_round_the_rules_hold_as_well(self, computer: FakeComputer, make: Make) -> None:
        drive = make(refusals=[DriveBusy("x")])
        drive.when_refusing = lambda: computer.set("sdb", "diskseq", "99")
        refused(drive, DriveChanged)
        assert len(drive.flags) == 1

    def test_other_refusals_are_not_tried_again(self, make: Make) -> None:
        drive = make(refusals=[DriveGone("x")])
        refused(drive, DriveGone)
        assert len(drive.flags) == 1


class TestDescriptorHasToSayIt:
    """Link 6: name and list may still show the chosen drive; only the descriptor counts."""

    @pytest.mark.parametrize(
        "change",
        [
            {"device": os.makedev(8, 32)},
            {"diskseq": 99},
            {"diskseq": None},
            {"size": 4096},
            {"sector": 4096},
            {"inode": 5},
            {"entry": 5},
        ],
    )
    def test_it_is_another_drive(self, make: Make, info: DriveInfo, change: dict[str, int]) -> None:
        drive = make(replace(info.identity, **change))
        refused(drive, DriveChanged)
        assert drive.file.read_bytes() == bytes(8192)

    def test_it_is_locked(self, make: Make) -> None:
        refused(make(locked=True), DriveReadOnly)

    def test_it_is_gone(self, make: Make, info: DriveInfo) -> None:
        refused(make(replace(info.identity, size=0)), DriveGone)

    def test_it_holds_also_for_reading(self, make: Make, info: DriveInfo) -> None:
        drive = make(replace(info.identity, diskseq=99))
        with pytest.raises(DriveChanged), drive.open(write=False):
            pytest.fail("it was handed over")
        drive.demand_all_closed()


class TestReading:
    def test_it_takes_nothing_from_anybody(self, computer: FakeComputer, make: Make) -> None:
        drive = make()
        computer.mount("sdb1", "/home")
        with drive.open(write=False) as medium, mmap.mmap(-1, 4096) as buffer:
            assert medium.pread_into(memoryview(buffer), 0) == 4096
        assert drive.flags == [READING]
        assert not READING & (os.O_EXCL | os.O_RDWR)
        assert drive.unmounted == []


class TestRelease:
    def test_the_latest_mount_first_and_only_its_own(
        self, computer: FakeComputer, make: Make
    ) -> None:
        computer.stick("sdc")
        computer.partition("sdb", 2)
        computer.mount("sdb1", "/media/me/A")
        computer.mount("sdc", "/media/me/C")
        computer.mount("sdb2", "/media/me/A/inner")
        computer.mount("sdb1", "/media/me/B")
        drive = make()
        drive.when_unmounting = lambda: None
        drive.release()
        assert drive.unmounted == [
            ("sdb1", "/media/me/B"),
            ("sdb2", "/media/me/A/inner"),
            ("sdb1", "/media/me/A"),
        ]

    def test_a_file_system_over_the_whole_drive(self, computer: FakeComputer, make: Make) -> None:
        computer.mount("sdb", "/media/me/ALL")
        drive = make()
        drive.release()
        assert drive.unmounted == [("sdb", "/media/me/ALL")]


def test_a_descriptor_that_comes_late_is_closed_by_another_thread(make: Make) -> None:
    drive = make()
    context = drive.open()
    entering = threading.Thread(target=context.__enter__)
    entering.start()
    entering.join()
    context.__exit__(None, None, None)
    drive.demand_all_closed()


def test_nobody_else_gets_the_descriptor(make: Make) -> None:
    drive = make()
    with drive.open():
        assert not os.get_inheritable(drive.opened[0])


def test_lock_held_by_another_program_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "drive"
    path.touch()
    with path.open() as other, path.open() as ours:
        fcntl.flock(other, fcntl.LOCK_SH)
        with pytest.raises(DriveBusy) as caught:
            lock(ours.fileno(), "x", patience=0.15)
        assert (caught.value.drive, caught.value.blocker) == ("x", "another program")
        threading.Timer(0.15, fcntl.flock, (other, fcntl.LOCK_UN)).start()
        lock(ours.fileno(), "x")


def test_a_descriptor_without_direct_access_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "drive"
    path.write_bytes(bytes(4096))
    with path.open("rb", buffering=0) as file:
        demand_direct(file.fileno(), "x")
        assert fcntl.fcntl(file, fcntl.F_GETFL) & os.O_DIRECT


def test_a_descriptor_that_cannot_have_it_goes_no_further() -> None:
    with Path("/dev/null").open("rb", buffering=0) as null, pytest.raises(DriveError) as caught:
        demand_direct(null.fileno(), "x")
    assert str(caught.value) == "x can’t be read past the memory of this computer."
