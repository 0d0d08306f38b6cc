"""One protocol, one contract: what every back end does, whatever is behind it.

The virtual stick runs everywhere; real devices need root, and UDisks2 needs its services.
"""

import mmap
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from loops import loop_device
from services import settle

from app.drives.choice import open_drive
from app.drives.direct import DirectDrive
from app.drives.drive import CacheBypass, Drive, DriveInfo, Ejection
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.drives.udisks import UDisksDrive
from app.errors import DriveBusy, DriveChanged, DriveError, DriveGone

SIZE = 8 << 20
BACK_ENDS: dict[str, Callable[[DriveInfo], Drive]] = {
    "image-file": ImageFileDrive,
    "direct": DirectDrive,
    "udisks": UDisksDrive,
}


@pytest.fixture(
    params=[
        ("image-file", 512),
        ("image-file", 4096),
        pytest.param(("direct", 512), marks=pytest.mark.system),
        pytest.param(("direct", 4096), marks=pytest.mark.system),
        pytest.param(("udisks", 512), marks=pytest.mark.system),
        pytest.param(("udisks", 4096), marks=pytest.mark.system),
    ],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def drive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drive]:
    name, sector = request.param
    file = tmp_path / "stick.img"
    with ExitStack() as stack:
        if name == "image-file":
            yield virtual_stick(file, SIZE, sector=sector)
            return
        if name == "udisks":
            request.getfixturevalue("udisks")
        node = stack.enter_context(loop_device(file, size=SIZE, sector=sector))
        if name == "udisks":
            settle()
        yield BACK_ENDS[name](open_drive(node).info)


@pytest.fixture
def buffer() -> Iterator[memoryview]:
    with mmap.mmap(-1, 8192) as memory, memoryview(memory) as view:
        yield view


def test_it_gives_back_what_it_was_given(drive: Drive, buffer: memoryview) -> None:
    drive.release()
    with drive.open() as medium:
        assert medium.size == SIZE
        assert medium.sector == drive.info.sector
        assert medium.bypass in CacheBypass
        buffer[:] = os.urandom(8192)
        given = bytes(buffer)
        assert medium.pwrite(buffer, SIZE - 8192) == 8192
        medium.sync()
        buffer[:] = bytes(8192)
        assert medium.pread_into(buffer, SIZE - 8192) == 8192
        assert bytes(buffer) == given
        assert medium.identity() == drive.info.identity


def test_what_was_written_is_there_when_it_is_opened_again(
    drive: Drive, buffer: memoryview
) -> None:
    with drive.open() as medium:
        buffer[:4] = b"boot"
        medium.pwrite(buffer, 4096)
        medium.sync()
    buffer[:4] = bytes(4)
    with drive.open(write=False) as medium:
        medium.pread_into(buffer, 4096)
    assert bytes(buffer[:4]) == b"boot"


def test_it_ends_where_it_says(drive: Drive, buffer: memoryview) -> None:
    with drive.open() as medium:
        assert medium.pread_into(buffer, SIZE - 4096) == 4096
        assert medium.pread_into(buffer, SIZE) == 0


def test_one_writer_at_a_time(drive: Drive) -> None:
    with drive.open(), pytest.raises(DriveBusy), drive.open():
        pytest.fail("two writers")
    with drive.open():
        pass  # it is free again


def test_a_reader_disturbs_nobody(drive: Drive, buffer: memoryview) -> None:
    with drive.open() as writer, drive.open(write=False) as reader:
        buffer[:4] = b"boot"
        writer.pwrite(buffer, 0)
        writer.sync()
        buffer[:4] = bytes(4)
        reader.pread_into(buffer, 0)
        assert bytes(buffer[:4]) == b"boot"


@pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
def test_only_the_chosen_one_is_handed_over(drive: Drive, write: bool) -> None:
    other = replace(drive.info, identity=replace(drive.info.identity, size=SIZE - 4096))
    with pytest.raises(DriveChanged), type(drive)(other).open(write=write):  # type: ignore[call-arg]  # every back end is made from its info
        pytest.fail("it was handed over")


def test_nothing_is_left_open(drive: Drive) -> None:
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = opened()
    with drive.open():
        assert opened() > before
    assert opened() == before


def test_ejecting_harms_no_virtual_stick(drive: Drive) -> None:
    assert drive.eject() is Ejection.EJECTED
    with drive.open():
        pass


def test_what_is_not_there_is_gone(drive: Drive) -> None:
    nowhere = replace(drive.info, node=drive.info.node + "-gone")
    gone = type(drive)(nowhere)  # type: ignore[call-arg]  # every back end is made from its info
    with pytest.raises(DriveGone), gone.open():
        pytest.fail("it was handed over")
    with pytest.raises(DriveError), gone.open(write=False):
        pytest.fail("it was handed over")
