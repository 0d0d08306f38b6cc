"""What an error of an opened drive means. The stages' tests play whole drives that fail; here is
what takes a device, and the moments of pulling one out."""

import errno
import mmap
import os
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.drives.drive import CacheBypass, Identity
from app.drives.inode import generation_of
from app.drives.medium import (
    ASKED_EVERY,
    BLKGETDISKSEQ,
    BLKGETSIZE64,
    BLKROGET,
    BLKSSZGET,
    FAREWELL,
    Descriptor,
    FdMedium,
    unnoticed,
)
from app.errors import (
    DiskFull,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveInDoubt,
    DriveReadOnly,
    ReadRefused,
    SyncFailed,
    WriteRefused,
)

STICK = Identity(size=1 << 20, sector=512, device=os.makedev(8, 16), diskseq=7)


class Played(Descriptor):
    """A device that answers every request with `number`, and is taken off the list after it was
    asked for `looks` times."""

    is_device = True

    def __init__(self, number: int, looks: int | None = None) -> None:
        super().__init__(-1)
        self.number = number
        self.looks = looks

    def identity(self) -> Identity:
        if self.looks is None:
            return STICK
        self.looks -= 1
        return STICK if self.looks >= 0 else replace(STICK, size=0)

    def read_only(self) -> bool:
        return False

    def attached(self) -> bool:
        return True

    def farewell(self) -> float:
        return FAREWELL

    def read(self, buffer: memoryview, offset: int) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def write(self, buffer: memoryview, offset: int) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def sync(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.fixture
def buffer() -> Iterator[memoryview]:
    with mmap.mmap(-1, 4096) as memory, memoryview(memory) as view:
        yield view


@pytest.mark.parametrize("number", [errno.ENODEV, errno.ENXIO, errno.ENOMEDIUM])
def test_no_such_device_means_gone_while_the_list_still_shows_it(
    number: int, buffer: memoryview
) -> None:
    """Seen on a real kernel: the write under way ends so a moment before the drive disappears."""
    medium = FdMedium(Played(number), "Stick", STICK)
    with pytest.raises(DriveGone, match="at byte 4,096"):
        medium.pwrite(buffer, 4096)
    with pytest.raises(DriveGone):
        medium.pread_into(buffer, 0)
    with pytest.raises(DriveGone):
        medium.sync()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_any_other_error_may_be_the_first_sign_of_it(number: int, buffer: memoryview) -> None:
    with pytest.raises(DriveGone):
        FdMedium(Played(number, looks=3), "Stick", STICK).pwrite(buffer, 0)
    with pytest.raises(DriveGone):
        FdMedium(Played(number, looks=3), "Stick", STICK).sync()


class Scratched(Played):
    """Gives out everything in front of byte 8192; says how often it was asked for its farewell."""

    asked = 0

    def farewell(self) -> float:
        self.asked += 1
        return 0.0

    def read(self, buffer: memoryview, offset: int) -> int:
        return len(buffer) if offset < 8192 else super().read(buffer, offset)


def test_nobody_waits_for_the_farewell_of_a_drive_that_still_answers(buffer: memoryview) -> None:
    device = Scratched(errno.EIO)
    medium = FdMedium(device, "Stick", STICK)
    with pytest.raises(ReadRefused):
        medium.pread_into(buffer, 8192)
    assert device.asked == 1  # it has given out nothing yet
    medium.pread_into(buffer, 4096)
    with pytest.raises(ReadRefused):
        medium.pread_into(buffer, 8192)
    assert device.asked == 1


@pytest.mark.parametrize("looks", [1, 2, 5])
def test_a_drive_that_answers_no_more_is_waited_for(buffer: memoryview, looks: int) -> None:
    device = Scratched(errno.EIO, looks)
    medium = FdMedium(device, "Stick", STICK)
    medium.pread_into(buffer, 4096)
    device.read = Played(errno.EIO).read  # type: ignore[method-assign]  # pulled out
    with pytest.raises(DriveError):
        medium.pread_into(buffer, 8192)
    assert device.asked == 1


@pytest.mark.parametrize(
    ("number", "writing", "reading"),
    [
        (errno.EIO, WriteRefused, ReadRefused),
        (errno.ENOSPC, WriteRefused, ReadRefused),
    ],
)
def test_a_drive_that_stays_has_an_error(
    number: int,
    writing: type[DriveError],
    reading: type[DriveError],
    buffer: memoryview,
) -> None:
    medium = FdMedium(Played(number), "Stick", STICK)
    with pytest.raises(DriveError) as write:
        medium.pwrite(buffer, 0)
    with pytest.raises(DriveError) as read:
        medium.pread_into(buffer, 0)
    assert (type(write.value), type(read.value)) == (writing, reading)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EPERM, errno.EACCES])
def test_a_drive_that_may_not_be_written_is_called_so(number: int, buffer: memoryview) -> None:
    played = Played(number)
    played.is_device = False  # of which nobody waits to hear whether it is still there
    medium = FdMedium(played, "Stick", STICK)
    with pytest.raises(DriveReadOnly):
        medium.pwrite(buffer, 0)
    with pytest.raises(DriveReadOnly):
        medium.pread_into(buffer, 0)


class WornOut(Played):
    """Takes so many writes, is read-only from then on, and says EIO all the while."""

    is_device = False

    def __init__(self, takes: int) -> None:
        super().__init__(errno.EIO)
        self.takes = takes

    def read_only(self) -> bool:
        return self.takes < 0

    def write(self, buffer: memoryview, offset: int) -> int:
        self.takes -= 1
        return len(buffer) if self.takes >= 0 else super().write(buffer, offset)


def test_a_stick_that_turns_read_only_is_called_so_from_the_place_where_it_did(
    buffer: memoryview,
) -> None:
    medium = FdMedium(WornOut(1), "Stick", STICK)
    assert medium.pwrite(buffer, 0) == len(buffer)
    with pytest.raises(DriveReadOnly, match="no data from byte 4,096 on"):
        medium.pwrite(buffer, 4096)
    with pytest.raises(ReadRefused):  # it can still be read, and this is another fault
        medium.pread_into(buffer, 0)


def test_one_that_never_took_anything_is_just_write_protected(buffer: memoryview) -> None:
    medium = FdMedium(WornOut(0), "Stick", STICK)
    with pytest.raises(DriveReadOnly, match="is write-protected"):
        medium.pwrite(buffer, 4096)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_file_without_room_is_not_worn_out(number: int, buffer: memoryview) -> None:
    played = Played(number)
    played.is_device = False
    medium = FdMedium(played, "stick.img", STICK)
    with pytest.raises(DiskFull, match="at byte 4,096: its disk is full") as caught:
        medium.pwrite(buffer, 4096)
    assert "worn" not in caught.value.hint
    with pytest.raises(ReadRefused):
        medium.pread_into(buffer, 0)


def test_a_sync_that_failed_once_is_never_tried_again() -> None:
    played = Played(errno.EIO)
    medium = FdMedium(played, "Stick", STICK)
    with pytest.raises(SyncFailed):
        medium.sync()
    played.number = errno.EAGAIN
    with pytest.raises(SyncFailed, match="Input/output error"):
        medium.sync()


def test_an_error_says_where_and_in_the_kernels_words(buffer: memoryview) -> None:
    played = Played(errno.EIO)
    played.is_device = False
    medium = FdMedium(played, "Stick", STICK)
    with pytest.raises(WriteRefused) as write:
        medium.pwrite(buffer, 8192)
    with pytest.raises(ReadRefused) as read:
        medium.pread_into(buffer, 4096)
    assert (write.value.drive, write.value.offset) == ("Stick", 8192)
    assert (read.value.drive, read.value.offset) == ("Stick", 4096)
    for error in (write.value, read.value):
        assert "Input/output error" in str(error)
        assert "Errno" not in str(error)


def test_a_sync_that_failed_says_whose_and_why() -> None:
    played = Played(errno.EIO)
    played.is_device = False
    with pytest.raises(SyncFailed) as caught:
        FdMedium(played, "Stick", STICK).sync()
    assert caught.value.drive == "Stick"
    assert "Input/output error" in str(caught.value)
    assert "Errno" not in str(caught.value)


class Wordless(Played):
    """Fails as Python itself does: with words, and no number of the kernel's."""

    is_device = False

    def write(self, buffer: memoryview, offset: int) -> int:
        raise OSError("in other words")

    def sync(self) -> None:
        raise OSError("in other words")


def test_an_error_without_a_number_has_its_own_words(buffer: memoryview) -> None:
    medium = FdMedium(Wordless(0), "Stick", STICK)
    with pytest.raises(WriteRefused, match="in other words"):
        medium.pwrite(buffer, 0)
    with pytest.raises(SyncFailed, match="in other words"):
        medium.sync()


class Leaving(Scratched):
    """Is waited for, as long as a device is."""

    def farewell(self) -> float:
        self.asked += 1
        return FAREWELL


def test_what_refuses_to_be_written_is_waited_for_though_it_answers(buffer: memoryview) -> None:
    """Of the place that it gave out it may have a copy."""
    medium = FdMedium(Leaving(errno.EIO, looks=5), "Stick", STICK)
    medium.pread_into(buffer, 4096)
    with pytest.raises(DriveGone):
        medium.pwrite(buffer, 8192)


def test_a_file_whose_disk_is_gone_is_gone_though_it_answers(buffer: memoryview) -> None:
    """What was read of it before is in the memory of the computer."""
    file = Scratched(errno.ENODEV)
    file.is_device = False
    medium = FdMedium(file, "Stick", STICK)
    medium.pread_into(buffer, 4096)
    with pytest.raises(DriveGone):
        medium.pread_into(buffer, 8192)


def test_another_card_may_answer_as_well(buffer: memoryview) -> None:
    device = Scratched(errno.EIO, looks=0)
    medium = FdMedium(device, "Stick", STICK)
    medium.pread_into(buffer, 4096)
    with pytest.raises(DriveGone):
        medium.pread_into(buffer, 8192)


def test_nothing_is_no_answer(buffer: memoryview) -> None:
    device = Leaving(errno.EIO, looks=5)
    medium = FdMedium(device, "Stick", STICK)
    medium.pread_into(buffer, 4096)
    refuse = device.read

    def read(buffer: memoryview, offset: int) -> int:
        return 0 if offset == 4096 else refuse(buffer, offset)

    device.read = read  # type: ignore[method-assign]  # pulled out: it has come to its end
    with pytest.raises(DriveGone):
        medium.pread_into(buffer, 8192)


class Silent(Played):
    """Does not even say whether it may be written."""

    def read_only(self) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_does_not_say_that_it_is_locked_is_not(buffer: memoryview) -> None:
    silent = Silent(errno.EIO)
    silent.is_device = False
    with pytest.raises(WriteRefused):
        FdMedium(silent, "Stick", STICK).pwrite(buffer, 0)


class Short(Played):
    """Takes and gives less than it was asked, without an error. `there`: what it is by now."""

    def __init__(
        self, there: Identity = STICK, *, listed: bool = True, locked: bool = False
    ) -> None:
        super().__init__(0)
        self.there = there
        self.listed = listed
        self.locked = locked
        self.log: list[tuple[str, int, int]] = []

    def identity(self) -> Identity:
        return self.there

    def attached(self) -> bool:
        return self.listed

    def read_only(self) -> bool:
        return self.locked

    def read(self, buffer: memoryview, offset: int) -> int:
        self.log.append(("read", offset, len(buffer)))
        return 512

    def write(self, buffer: memoryview, offset: int) -> int:
        return 512

    def forget(self, offset: int, length: int) -> None:
        self.log.append(("forget", offset, length))


def test_less_is_for_the_caller_to_judge_while_the_drive_is_there(buffer: memoryview) -> None:
    medium = FdMedium(Short(), "Stick", STICK)
    assert medium.pread_into(buffer, 0) == 512
    assert medium.pwrite(buffer, 0) == 512


@pytest.mark.parametrize(
    "descriptor",
    [
        Short(replace(STICK, size=0)),
        Short(replace(STICK, diskseq=8)),
        Short(listed=False),
    ],
)
def test_less_from_a_drive_that_is_not_there_is_gone(
    descriptor: Descriptor, buffer: memoryview
) -> None:
    with pytest.raises(DriveGone) as caught:
        FdMedium(descriptor, "Stick", STICK).pread_into(buffer, 4096)
    assert (caught.value.drive, caught.value.offset) == ("Stick", 4096)


def test_nothing_is_written_to_a_medium_that_was_exchanged(buffer: memoryview) -> None:
    other = Short(replace(STICK, diskseq=8))
    with pytest.raises(DriveGone) as caught:
        FdMedium(other, "Stick", STICK).pwrite(buffer, 4096)
    assert (caught.value.drive, caught.value.offset, other.log) == ("Stick", 4096, [])


def test_all_of_it_is_believed_without_another_look(buffer: memoryview) -> None:
    medium = FdMedium(Short(listed=False), "Stick", STICK)
    assert medium.pread_into(buffer[:512], 0) == 512


def test_only_a_file_is_made_to_forget_before_it_is_read(buffer: memoryview) -> None:
    device, file = Short(), Short()
    FdMedium(device, "Stick", STICK).pread_into(buffer, 4096)
    FdMedium(file, "Stick", STICK, bypass=CacheBypass.DONTNEED).pread_into(buffer, 4096)
    assert device.log == [("read", 4096, 4096)]
    assert file.log == [("forget", 4096, 4096), ("read", 4096, 4096)]


def test_it_is_what_was_chosen() -> None:
    chosen = replace(STICK, sector=4096)
    medium = FdMedium(Short(chosen), "Stick", chosen)
    assert (medium.size, medium.sector, medium.bypass) == (1 << 20, 4096, CacheBypass.DIRECT)
    assert medium.identity() == chosen
    medium.demand_chosen(write=True)


def test_another_drive_is_refused_and_a_locked_one_for_writing() -> None:
    other = FdMedium(Short(replace(STICK, diskseq=8)), "Stick", STICK)
    for write in (True, False):
        with pytest.raises(DriveChanged, match="another drive now has its place"):
            other.demand_chosen(write=write)
    locked = FdMedium(Short(locked=True), "Stick", STICK)
    locked.demand_chosen(write=False)
    with pytest.raises(DriveReadOnly):
        locked.demand_chosen(write=True)


def test_after_a_sleep_it_is_read_and_not_written(buffer: memoryview) -> None:
    """Neither opened to be written, nor with what is open: it may be another of its kind."""
    stick = Short(replace(STICK, asleep=STICK.asleep + 5))
    medium = FdMedium(stick, "Stick", STICK)
    medium.demand_chosen(write=False)
    with pytest.raises(DriveInDoubt, match="another drive may have the place of Stick"):
        medium.demand_chosen(write=True)
    medium.pread_into(buffer, 4096)
    with pytest.raises(DriveInDoubt, match="slept") as ended:
        medium.pwrite(buffer, 4096)
    assert ended.value.offset == 4096
    assert [name for name, *_ in stick.log] == ["read"]


class Unasked(Short):
    """The kernel does not answer questions about it any more."""

    def identity(self) -> Identity:
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


def test_a_drive_of_no_size_is_gone_and_one_that_cannot_be_asked(buffer: memoryview) -> None:
    for descriptor in (Short(replace(STICK, size=0)), Unasked()):
        medium = FdMedium(descriptor, "Stick", STICK)
        with pytest.raises(DriveGone):
            medium.identity()
        with pytest.raises(DriveGone):
            medium.pread_into(buffer, 0)


def test_a_file_that_was_cut_off_is_there_all_the_same() -> None:
    chosen, empty = replace(STICK, inode=42), replace(STICK, inode=42, size=0)
    assert FdMedium(Short(empty), "Stick", chosen).identity() == empty


@contextmanager
def opened(path: Path, flags: int = os.O_RDWR) -> Iterator[int]:
    fd = os.open(path, flags)
    try:
        yield fd
    finally:
        os.close(fd)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stick.img"
    path.write_bytes(bytes(8192))
    return path


def test_what_a_file_is(file: Path) -> None:
    status = file.stat()
    with opened(file) as fd:
        same = Identity(8192, 512, status.st_dev, inode=status.st_ino)
        found = Descriptor(fd).identity()
        assert replace(found, generation=None) == same
        assert found.generation == generation_of(fd)
        assert Descriptor(fd, sector=4096).identity() == replace(found, sector=4096)
        assert not Descriptor(fd).is_device
        assert not Descriptor(fd).read_only()
        assert Descriptor(fd).attached()


def test_every_call_goes_through(file: Path, buffer: memoryview) -> None:
    with opened(file) as fd:
        descriptor = Descriptor(fd)
        buffer[:4] = b"boot"
        assert descriptor.write(buffer, 4096) == 4096
        assert file.read_bytes()[4096:4100] == b"boot"
        buffer[:4] = bytes(4)
        assert descriptor.read(buffer, 4096) == 4096
        assert bytes(buffer[:4]) == b"boot"
        descriptor.sync()
        descriptor.forget(0, 8192)
    ours, theirs = os.pipe()
    with (
        opened(Path(f"/proc/self/fd/{ours}"), os.O_RDONLY) as pipe,
        pytest.raises(OSError, match="argument"),
    ):
        Descriptor(pipe).sync()  # nothing to be synced: the kernel itself was asked
    os.write(theirs, b"12345")
    assert Descriptor(ours)._ask(termios.FIONREAD, "I") == 5
    os.close(ours)
    os.close(theirs)


class Answering(Descriptor):
    """A device by what it answers to the kernel's questions; what it is not asked for fails."""

    is_device = True

    def __init__(self, fd: int, answers: dict[tuple[int, str], int]) -> None:
        super().__init__(fd)
        self.answers = answers

    def _ask(self, request: int, layout: str) -> int:
        if (request, layout) not in self.answers:
            raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        return self.answers[request, layout]


def test_what_a_device_is() -> None:
    with opened(Path("/dev/null")) as fd:
        number = os.fstat(fd).st_rdev
        answers = {(BLKGETSIZE64, "Q"): 1 << 33, (BLKSSZGET, "I"): 4096}
        assert Answering(fd, answers).identity() == Identity(1 << 33, 4096, number)
        answers[BLKGETDISKSEQ, "Q"] = 12
        assert Answering(fd, answers).identity() == Identity(1 << 33, 4096, number, 12)
        assert Answering(fd, {(BLKROGET, "I"): 1}).read_only()
        assert not Answering(fd, {(BLKROGET, "I"): 0}).read_only()
        assert Answering(fd, answers).identity().entry is None  # the number says it all
        assert not Answering(fd, {}).attached()  # 1:3 is the number of a character device only


class Listed(Answering):
    """With a folder of its own in sysfs."""

    folder = Path("/")

    def _folder(self) -> Path:
        return self.folder


def test_where_the_kernel_counts_nothing_a_device_is_its_folder(tmp_path: Path) -> None:
    answers = {(BLKGETSIZE64, "Q"): 1 << 33, (BLKSSZGET, "I"): 4096}
    with opened(Path("/dev/null")) as fd:
        listed = Listed(fd, answers)
        listed.folder = tmp_path
        assert listed.identity().entry == tmp_path.stat().st_ino
        answers[BLKGETDISKSEQ, "Q"] = 12
        assert listed.identity().entry is None


def test_a_device_is_attached_while_the_kernel_lists_its_number() -> None:
    nodes = (path for path in sorted(Path("/dev").iterdir()) if path.is_block_device())
    if (node := next(nodes, None)) is None:
        pytest.skip("no block device here")
    with opened(node, os.O_PATH) as fd:
        assert Descriptor(fd).is_device
        assert Descriptor(fd).attached()


@pytest.mark.parametrize(
    ("removable", "own", "usual", "seconds"),
    [
        ("1", "-1", "2000", 2.0),
        ("1", "500", "2000", 0.5),
        ("1", "0", "2000", 0.0),
        ("1", "-1", "0", 0.0),
        ("1", "-1", "", 0.0),
        ("1", "60000", "2000", 5.0),
        ("0", "-1", "2000", 0.0),
        ("", "-1", "2000", 0.0),
    ],
)
def test_a_card_that_was_taken_out_goes_unnoticed_until_the_reader_is_asked(
    tmp_path: Path, removable: str, own: str, usual: str, seconds: float
) -> None:
    (tmp_path / "removable").write_text(f"{removable}\n")
    (tmp_path / "events_poll_msecs").write_text(f"{own}\n")
    (tmp_path / "usual").write_text(f"{usual}\n")
    assert unnoticed(tmp_path, tmp_path / "usual") == seconds


def test_what_the_kernel_does_usually_it_says_there() -> None:
    """Documentation/admin-guide/kernel-parameters.txt, block.events_dfl_poll_msecs."""
    if not Path("/sys/module").is_dir():
        pytest.skip("no sysfs here")
    assert ASKED_EVERY.is_file()


def test_an_exchanged_card_is_waited_for_until_it_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "removable").write_text("1\n")
    (tmp_path / "events_poll_msecs").write_text("500\n")
    with opened(Path("/dev/null")) as fd:
        listed = Listed(fd, {})
        listed.folder = tmp_path
        assert listed.farewell() == FAREWELL + 0.5


def test_a_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "stick").touch()
    with opened(tmp_path / "stick") as fd:
        assert Descriptor(fd).farewell() == FAREWELL


def test_the_questions_have_the_kernels_numbers() -> None:
    """linux/fs.h: _IO(0x12, 94), _IO(0x12, 104), _IOR(0x12, 114, size_t), _IOR(0x12, 128, __u64);
    asm-generic/ioctl.h puts them together."""

    def ior(number: int, size: int) -> int:
        return 2 << 30 | size << 16 | 0x12 << 8 | number

    assert (BLKROGET, BLKSSZGET) == (0x12 << 8 | 94, 0x12 << 8 | 104)
    assert (ior(114, struct.calcsize("N")), ior(128, 8)) == (BLKGETSIZE64, BLKGETDISKSEQ)
