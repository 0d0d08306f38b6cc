"""A drive compared with an image, later."""

import fcntl
import lzma
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_images import image_bytes, source_of, whole_report
from support_media import Memory, Plugged

from app.drives.drive import DriveInfo
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import Drift, DriveDiffers, DriveDrifted, DriveGone, ImageChanged, VerifyError
from app.events import Event, Finished, Stage, StageStarted
from app.job import run
from app.plan import VerifyPlan, plan_verify, plan_write
from app.result import Result, Verified
from app.sources import open_source
from app.stages.ledger import BLOCK

STICK = 16 << 20
MIDDLE = 6 << 20
HOUR = 3600.0


def stages(events: list[Event]) -> list[Stage]:
    return [event.stage for event in events if isinstance(event, StageStarted)]


def result(events: list[Event]) -> Result:
    last = events[-1]
    assert isinstance(last, Finished)
    return last.result


class Mounted(ImageFileDrive):
    """Notes that it was released, and how it was opened."""

    def __init__(self, info: DriveInfo) -> None:
        super().__init__(info)
        self.log: list[str] = []

    def release(self) -> None:
        self.log.append("released")

    @contextmanager
    def open(self, *, write: bool = True) -> Generator:  # type: ignore[type-arg]  # as above it
        self.log.append(f"opened write={write}")
        with super().open(write=write) as medium:
            yield medium


class TestComparing:
    @pytest.fixture
    def drive(self, tmp_path: Path) -> Mounted:
        (tmp_path / "stick.img").write_bytes(image_bytes(3 * BLOCK).ljust(STICK, b"\0"))
        return Mounted(virtual_stick(tmp_path / "stick.img").info)

    def plan(self, folder: Path, length: int, drive: ImageFileDrive) -> VerifyPlan:
        source = source_of(folder / "image.iso", image_bytes(3 * BLOCK)[:length])
        return plan_verify(source, whole_report(length), drive.info)

    @pytest.mark.parametrize("length", [512, BLOCK, 3 * BLOCK])
    def test_it_reads_beside_others_and_releases_nothing(
        self, tmp_path: Path, drive: Mounted, length: int
    ) -> None:
        with (tmp_path / "stick.img").open() as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            events = list(run(self.plan(tmp_path, length, drive), drive))
        assert drive.log == ["opened write=False"]
        assert stages(events) == [Stage.RELEASE, Stage.VERIFY, Stage.IDENTITY]
        found = result(events)
        assert isinstance(found, Verified)
        assert (found.size, found.proof.syncs) == (length, 0)
        assert 0 < found.seconds < HOUR

    def test_an_image_that_changes_at_the_end_is_no_success(
        self, tmp_path: Path, drive: Mounted
    ) -> None:
        job = run(self.plan(tmp_path, BLOCK, drive), drive)

        def follow() -> None:
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.IDENTITY:
                    (tmp_path / "image.iso").write_bytes(image_bytes(2 * BLOCK))

        with pytest.raises(ImageChanged):
            follow()


def test_verify_finds_the_same_stick(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    list(run(plan_write(source, whole_report(source.size), drive.info), drive))
    content = stick.read_bytes()
    again = virtual_stick(stick)
    plan = plan_verify(source, whole_report(source.size), again.info)
    *_, last = run(plan, again)
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert stick.read_bytes() == content


def test_verify_finds_one_changed_byte(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    drive = virtual_stick(stick, STICK)
    list(run(plan_write(source, whole_report(source.size), drive.info), drive))
    with stick.open("r+b") as file:
        file.seek(MIDDLE + 5)
        byte = file.read(1)
        file.seek(MIDDLE + 5)
        file.write(bytes([byte[0] ^ 0x40]))
    again = virtual_stick(stick)
    plan = plan_verify(source, whole_report(source.size), again.info)
    with pytest.raises(VerifyError) as caught:
        list(run(plan, again))
    assert caught.value.ranges == ((MIDDLE, 512),)


@pytest.mark.parametrize("packed", [False, True])
def test_verify_tells_a_drive_that_was_only_used(tmp_path: Path, packed: bool) -> None:
    volume = fat({"FILE": bytes(range(256)) * 900}, size=2 << 20)
    content = mbr_disk((mbr_entry(0x0E, 2048, 4096), volume), size=4 << 20).build()
    image, stick = tmp_path / "image.img", tmp_path / "stick.img"
    image.write_bytes(lzma.compress(content) if packed else content)
    used = bytearray(content)
    used[BLOCK + 37] = 1
    stick.write_bytes(used)
    source, drive = open_source(image), virtual_stick(stick)
    plan = plan_verify(source, whole_report(len(content)), drive.info)
    with pytest.raises(DriveDrifted, match="but for notes of having been opened") as caught:
        list(run(plan, drive))
    assert (caught.value.ranges, caught.value.drift) == (((BLOCK, 512),), (Drift.OPENED,))
    assert caught.value.diagnosis is None
    used[BLOCK + 38] = 1
    stick.write_bytes(used)
    with pytest.raises(DriveDiffers) as differs:
        list(run(plan_verify(source, whole_report(len(content)), drive.info), drive))
    assert differs.type is DriveDiffers


def test_a_drive_of_another_image_gets_no_diagnosis(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    stick.write_bytes(image_bytes(9 << 20, seed="another"))
    source, drive = source_of(tmp_path / "image.iso", image_bytes(9 << 20)), virtual_stick(stick)
    with pytest.raises(DriveDiffers) as caught:
        list(run(plan_verify(source, whole_report(source.size), drive.info), drive))
    assert caught.value.diagnosis is None


def test_an_image_that_ends_early_is_no_success(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    stick.write_bytes(image_bytes(3 * BLOCK).ljust(STICK, b"\0"))
    drive = virtual_stick(stick)
    claimed = source_of(tmp_path / "image.iso", image_bytes(3 * BLOCK), said=4 * BLOCK)
    with pytest.raises(ImageChanged, match="it ended at byte 3,145,728 of 4,194,304"):
        list(run(plan_verify(claimed, whole_report(4 * BLOCK), drive.info), drive))


def test_a_drive_that_is_exchanged_at_the_end_is_no_success(tmp_path: Path) -> None:
    content = image_bytes(3 * BLOCK)
    medium = Memory(bytearray(content.ljust(STICK, b"\0")))
    drive = Plugged.of(medium)
    source = source_of(tmp_path / "image.iso", content)

    def follow() -> None:
        for event in run(plan_verify(source, whole_report(source.size), drive.info), drive):
            if isinstance(event, StageStarted) and event.stage is Stage.IDENTITY:
                medium.content.extend(bytes(BLOCK))

    with pytest.raises(DriveGone):
        follow()
