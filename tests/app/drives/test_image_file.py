"""What can happen to a file that plays a drive."""

import errno
import fcntl
import mmap
import os
import resource
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from computers import FakeComputer

from app.drives.behind import FileId
from app.drives.drive import CacheBypass, DriveInfo, DriveKind, Identity, Reason
from app.drives.image_file import ImageFileDrive, standing_still, users_of, virtual_stick
from app.drives.medium import Descriptor
from app.errors import (
    DriveBusy,
    DriveChanged,
    DriveError,
    DriveGone,
    NotPermitted,
    StickFileGone,
)

SIZE = 1 << 20


def refusal(path: Path, size: int | None = None) -> str:
    """What is said of a file that can't play a stick."""
    with pytest.raises(DriveError) as caught:
        virtual_stick(path, size)
    assert caught.value.drive == str(path)
    return str(caught.value)


@pytest.mark.parametrize("sector", [512, 4096])
def test_what_it_says_of_itself(tmp_path: Path, sector: int) -> None:
    path = tmp_path / "stick.img"
    made = virtual_stick(path, 10_000, sector=sector)
    status = path.stat()
    assert (status.st_size, status.st_blocks) == (-(-10_000 // sector) * sector, 0)
    assert made.info == DriveInfo(
        node=str(path),
        vendor="",
        model="stick.img",
        serial="",
        kind=DriveKind.VIRTUAL,
        identity=Identity(
            status.st_size,
            sector,
            status.st_dev,
            inode=status.st_ino,
            generation=made.info.identity.generation,
        ),
        bus="file",
    )
    assert virtual_stick(path, 1 << 30, sector=sector).info == made.info  # what is there stays


def test_a_link_to_nothing_makes_no_file(tmp_path: Path) -> None:
    link = tmp_path / "link.img"
    link.symlink_to(tmp_path / "gone.img")
    assert refusal(link, SIZE) == f"{link} leads to a file that does not exist."
    assert not (tmp_path / "gone.img").exists()


def test_a_file_that_is_not_there_is_made_only_where_its_size_is_said(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    assert refusal(path) == f"There is no file {path}."
    assert not path.exists()


def test_a_size_that_no_file_has(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    assert refusal(path, (1 << 64) - 1) == f"{path}: {os.strerror(errno.EFBIG)}."
    assert not path.exists()


def test_what_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE - 1, hard))
    try:
        assert refusal(path, SIZE) == f"{path}: {os.strerror(errno.EFBIG)}."
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not path.exists()
    nowhere = tmp_path / "folder/stick.img"
    assert refusal(nowhere, SIZE) == f"{nowhere}: {os.strerror(errno.ENOENT)}."


def test_what_is_no_row_of_sectors(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is not a file that can play a stick."
    path = tmp_path / "stick.img"
    for length, said in ((0, "0"), (511, "511"), (5000, "5,000")):
        path.write_bytes(bytes(length))
        assert refusal(path) == f"{path} can’t play a stick: its {said} bytes are no whole sectors."


class TestUsers:
    """What lives on the file makes it busy."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "my stick.img"
        path.write_bytes(bytes(SIZE))
        return path

    def test_loop_devices_and_swap(self, tmp_path: Path, path: Path) -> None:
        computer = FakeComputer(tmp_path / "computer")
        file = FileId.of(path.stat())
        other = tmp_path / "other.img"
        other.write_bytes(bytes(SIZE))
        computer.loop("loop1", str(other))
        computer.loop("loop2")
        computer.loop("loop3", str(tmp_path / "gone.img"))
        computer.swap(str(other), file=True)
        computer.swap("/dev/sda2")
        assert users_of(file, computer.look) == ()
        computer.loop("loop4", str(path))
        assert users_of(file, computer.look) == ("/dev/loop4",)
        computer.stick(attributes={"loop/backing_file": str(path)})  # which only a loop device has
        computer.swap(str(path).replace(" ", "\\040"), file=True)
        assert users_of(file, computer.look) == ("/dev/loop4", "swap")

    def test_another_name_of_the_file_and_one_that_is_gone(
        self, tmp_path: Path, path: Path
    ) -> None:
        """The kernel knows a deleted name only; the loop driver tells what it holds."""
        computer = FakeComputer(tmp_path / "computer")
        file, other = FileId.of(path.stat()), tmp_path / "other.img"
        other.hardlink_to(path)
        computer.loop("loop1", str(other))
        computer.loop("loop2", f"{tmp_path}/gone.img (deleted)")
        computer.loop("loop3", f"{tmp_path}/gone.img (deleted)")
        computer.behind["/dev/loop2"] = file
        computer.behind["/dev/loop3"] = FileId(file.device, file.inode + 1)
        assert users_of(file, computer.look) == ("/dev/loop1", "/dev/loop2")

    def test_this_computer_is_asked(self, path: Path) -> None:
        assert users_of(FileId.of(path.stat())) == ()

    def test_it_is_not_offered(self, path: Path) -> None:
        drive = virtual_stick(path, users=lambda _: ("/dev/loop4", "swap"))
        text = "In use by /dev/loop4 and swap. Close it first."
        assert drive.info.reasons == (Reason("in-use", text),)

    def test_it_is_not_opened_for_writing(self, path: Path) -> None:
        users: list[str] = []

        def asked(asked_of: FileId) -> tuple[str, ...]:
            assert asked_of == FileId.of(path.stat())
            return tuple(users)

        drive = virtual_stick(path, users=asked)
        with drive.open():
            pass
        users += ["/dev/loop4", "swap"]
        with pytest.raises(DriveBusy) as caught, drive.open():
            pytest.fail("it was handed over")
        assert (caught.value.drive, caught.value.blocker) == ("my stick.img", "/dev/loop4")
        with drive.open(write=False):
            pass


def test_one_writer_at_a_time_and_readers_beside_it(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", SIZE)
    with (tmp_path / "stick.img").open() as other:
        fcntl.flock(other, fcntl.LOCK_SH)
        with pytest.raises(DriveBusy) as caught, drive.open():
            pytest.fail("it was handed over")
        assert (caught.value.drive, caught.value.blocker) == ("stick.img", "another program")
        with drive.open(write=False):
            pass


@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("write", [True, False])
def test_past_the_cache_and_where_that_cannot_be_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, direct: bool, write: bool
) -> None:
    """Some file systems have no direct access; what they say then is played here."""
    drive, flags = virtual_stick(tmp_path / "stick.img", SIZE), list[int]()
    really = os.open

    def opening(path: Any, asked: int, *rest: Any, **named: Any) -> int:
        if str(path).endswith("stick.img"):
            flags.append(asked)
            if asked & os.O_DIRECT and not direct:
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return really(path, asked, *rest, **named)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr("app.drives.image_file.direct_grain_of", lambda _fd: None)
    with drive.open(write=write) as medium, mmap.mmap(-1, 4096) as buffer:
        assert medium.bypass is (CacheBypass.DIRECT if direct else CacheBypass.DONTNEED)
        assert medium.pread_into(memoryview(buffer), 0) == 4096
    access = os.O_RDWR if write else os.O_RDONLY
    assert flags[0] == access | os.O_DIRECT | os.O_CLOEXEC
    assert flags[1:] == ([] if direct else [access | os.O_CLOEXEC])


@pytest.mark.parametrize(
    ("grain", "bypass"),
    [
        (None, CacheBypass.DIRECT),
        (512, CacheBypass.DIRECT),
        (513, CacheBypass.DONTNEED),
        (4096, CacheBypass.DONTNEED),
    ],
)
def test_past_the_cache_only_where_that_goes_by_single_sectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grain: int | None, bypass: CacheBypass
) -> None:
    """What the disk under a file says is played here; a real one is in `test_on_the_kernel`."""
    drive, open_now = virtual_stick(tmp_path / "stick.img", SIZE), Path("/proc/self/fd")
    before = len([*open_now.iterdir()])
    monkeypatch.setattr("app.drives.image_file.direct_grain_of", lambda _fd: grain)
    with drive.open() as medium:
        assert medium.bypass is bypass
    assert len([*open_now.iterdir()]) == before


@pytest.mark.parametrize("number", [errno.EIO, errno.EINVAL])
def test_what_cannot_be_opened_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "stick.img"
    drive, tries = virtual_stick(path, SIZE), list[int]()

    def refuse(_: object, flags: int) -> int:
        tries.append(flags)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DriveError) as caught, drive.open():
        pytest.fail("it was handed over")
    monkeypatch.undo()
    assert type(caught.value) is DriveError
    assert str(caught.value) == f"{path}: {os.strerror(number)}."
    assert len(tries) == (2 if number == errno.EINVAL else 1)


def test_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", SIZE)
    (tmp_path / "stick.img").unlink()
    with pytest.raises(StickFileGone), drive.open():
        pytest.fail("it was handed over")


def test_releasing_and_ejecting_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    drive: ImageFileDrive = virtual_stick(path, SIZE)
    drive.release()
    drive.eject()
    assert path.stat().st_size == SIZE


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.img"))


def replace_it(path: Path) -> None:
    move(path)
    path.write_bytes(bytes(SIZE))


def cut(path: Path) -> None:
    os.truncate(path, SIZE // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def lengthen(path: Path) -> None:
    os.truncate(path, SIZE + 512)


@pytest.mark.parametrize("meddle", [Path.unlink, move, replace_it, cut, empty, lengthen])
def test_a_file_that_lost_its_name_or_its_length_is_gone(
    tmp_path: Path, meddle: Callable[[Path], None]
) -> None:
    """What is written from then on is not to be found there."""
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    with stick.open() as medium:
        assert medium.identity() == stick.info.identity
        meddle(path)
        with pytest.raises(StickFileGone) as caught:
            medium.identity()
        with pytest.raises(StickFileGone):
            medium.pwrite(memoryview(mmap.mmap(-1, 512)), 0)
        if path.exists() and path.stat().st_size < SIZE:
            with pytest.raises(StickFileGone):
                medium.pread_into(memoryview(mmap.mmap(-1, 512)), SIZE - 512)
    assert str(caught.value) == "stick.img was renamed, deleted, replaced or resized meanwhile."
    assert caught.value.hint == f"{caught.value.remedy[:-1]}, then start again."
    kind = DriveChanged if path.exists() else StickFileGone
    with pytest.raises(kind), stick.open():
        pytest.fail("it was handed over")


def test_where_the_whole_file_system_goes_with_it_nobody_speaks_of_a_move(tmp_path: Path) -> None:
    """That is found out only after the drive was asked what it is."""
    path = tmp_path / "stick.img"

    class Unmounted(Descriptor):
        def identity(self) -> Identity:
            if not path.exists():
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            found = super().identity()
            if looked:
                path.unlink()
            return found

    looked = False
    drive = ImageFileDrive(virtual_stick(path, SIZE).info, Unmounted)
    with drive.open(write=False) as medium:
        looked = True
        with pytest.raises(DriveGone) as caught:
            medium.identity()
    assert caught.value.code() == DriveGone.code()


def test_a_file_that_was_made_anew_is_another(tmp_path: Path) -> None:
    """Also where the file system gives it the inode of the one that was deleted."""
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    if stick.info.identity.generation is None:
        pytest.skip("this file system counts no generations of its inodes")
    for _ in range(100):
        path.unlink()
        path.write_bytes(bytes(SIZE))
        if path.stat().st_ino == stick.info.identity.inode:
            break
    with pytest.raises(DriveChanged), stick.open():
        pytest.fail("it was handed over")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_reading_and_writing_need_their_permission(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    path.chmod(0)
    for write, word in ((True, "write to"), (False, "read")):
        with pytest.raises(NotPermitted, match=word) as caught, stick.open(write=write):
            pass
        # Nobody is asked for a password.
        assert caught.value.hint == "The file is somebody else’s, or locked: choose another one."


def test_the_permission_that_was_missing_is_named() -> None:
    assert "write to" in str(NotPermitted("SanDisk Ultra"))
    assert "read" in str(NotPermitted("SanDisk Ultra", write=False))
    assert "Reading" in NotPermitted("SanDisk Ultra", write=False).hint


def test_what_stands_still_is_read_by_many_and_written_by_nobody(tmp_path: Path) -> None:
    stick = virtual_stick(tmp_path / "stick.img", 1 << 20)
    busy = partial(pytest.raises, DriveBusy, match="in use by another program")
    with standing_still(stick.info), standing_still(stick.info), busy(), stick.open():
        pytest.fail("it was opened")
    with stick.open(), busy(), standing_still(stick.info):
        pytest.fail("somebody writes to it")
    # What is no file is guarded by the kernel.
    with stick.open(), standing_still(replace(stick.info, bus="usb")):
        pass
    (tmp_path / "stick.img").unlink()
    with standing_still(stick.info):  # its medium says that it is gone
        pass
