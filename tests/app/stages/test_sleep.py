"""The computer slept in the middle of a job: told, compared at once, checked from the start."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report
from support_stopped import stopped_at

from app.control import Control, seconds_asleep
from app.drives.drive import Identity
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.drives.medium import Descriptor
from app.errors import DriveGone, DriveInDoubt, StickFileGone, SyncFailed, VerifyError
from app.events import Ended, Event, Finished, Progressed, Stage, StageStarted, Warned
from app.job import AnyPlan, Job, run
from app.old_contents import read
from app.plan import Plan, UndoPlan, plan_verify, plan_write
from app.plan_backup import BackupPlan, ComparePlan, plan_backup
from app.plan_capacity import plan_capacity
from app.result import Verified
from app.saved import Saved
from app.stages.keep import Keep
from app.stages.sleep import minding_sleep

STICK = 16 << 20
IMAGE = 9 << 20
WHOLE = whole_report(IMAGE)


class Lid:
    """A computer that is put to sleep when a test says so."""

    def __init__(self) -> None:
        self.slept = 1000.0

    def __call__(self) -> float:
        return self.slept


def codes(events: list[Event]) -> list[str]:
    return [event.code for event in events if isinstance(event, Warned)]


def stages(events: list[Event]) -> list[Stage]:
    return [event.stage for event in events if isinstance(event, StageStarted)]


def sleeping_in(stage: Stage, tmp_path: Path, faults: Faults, seconds: float = 300) -> list[Event]:
    """A write during which the computer sleeps once, in the middle of the stage."""
    lid, told = Lid(), list[Event]()
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    job = run(plan_write(source, whole_report(IMAGE), drive.info), drive, Control(lid))
    for event in job:
        told.append(event)
        if isinstance(event, StageStarted) and event.stage is stage:
            lid.slept += seconds
            seconds = 0
    return told


@pytest.mark.parametrize("stage", [Stage.BLANK, Stage.WRITE, Stage.SYNC])
def test_a_sleep_while_writing_is_told_and_no_more(tmp_path: Path, stage: Stage) -> None:
    told = sleeping_in(stage, tmp_path, Faults())
    assert codes(told) == ["slept"]
    assert stages(told).count(Stage.VERIFY) == 1
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)


def test_a_sleep_while_checking_checks_from_the_start(tmp_path: Path) -> None:
    faults = Faults()
    told = sleeping_in(Stage.VERIFY, tmp_path, faults)
    assert codes(told) == ["slept", "checked-again"]
    again = told.index(Warned("checked-again", "The drive is being checked from the start."))
    assert isinstance(told[again + 1], StageStarted)
    done = [event.done for event in told[again:] if isinstance(event, Progressed)]
    assert max(done) == IMAGE - (1 << 20)
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)


@pytest.mark.parametrize("stage", [Stage.WRITE_HEAD, Stage.VERIFY_HEAD])
def test_a_sleep_at_the_end_checks_all_of_it_again(tmp_path: Path, stage: Stage) -> None:
    told = sleeping_in(stage, tmp_path, Faults())
    assert codes(told) == ["slept", "checked-again"]
    totals = [e.total for e in told if isinstance(e, StageStarted) and e.stage is Stage.VERIFY]
    assert totals == [IMAGE - (1 << 20), IMAGE]
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)


def test_what_was_lost_while_it_slept_is_found(tmp_path: Path) -> None:
    """A drive that kept the image in its own memory only, and answered from there."""
    lid, stick = Lid(), tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    job = run(plan_write(source, whole_report(IMAGE), drive.info), drive, Control(lid))

    def follow() -> None:
        for event in job:
            if isinstance(event, StageStarted) and event.stage is Stage.VERIFY_HEAD:
                with stick.open("r+b") as file:
                    file.seek(3 << 20)
                    file.write(bytes(512))
                lid.slept += 300

    with pytest.raises(VerifyError, match="first at byte 3,145,728"):
        follow()
    assert stick.read_bytes()[:512] == bytes(512)


def test_another_drive_after_the_sleep_is_not_written_to(tmp_path: Path) -> None:
    faults, lid = Faults(diskseq=5), Lid()
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    job = run(plan_write(source, whole_report(IMAGE), drive.info), drive, Control(lid))
    warned, calls = [], 0

    def follow() -> None:
        nonlocal calls
        for event in job:
            warned.extend([event.code] if isinstance(event, Warned) else [])
            if isinstance(event, StageStarted) and event.stage is Stage.VERIFY_HEAD:
                lid.slept += 300
                faults.diskseq = 6
                calls = len(faults.log)

    with pytest.raises(DriveInDoubt):
        follow()
    assert warned == ["slept"]
    assert not [call for call in faults.log[calls:] if call[0] == "write"]


def test_a_drive_that_went_away_in_its_sleep_is_told_with_it(tmp_path: Path) -> None:
    lid, faults = Lid(), Faults(unplugged_after=2 << 20)  # both ends, which are blanked before
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    job = run(plan_write(source, whole_report(IMAGE), drive.info), drive, Control(lid))
    warned = []

    def follow() -> None:
        for event in job:
            warned.extend([event.code] if isinstance(event, Warned) else [])
            if isinstance(event, StageStarted) and event.stage is Stage.WRITE:
                lid.slept += 300

    with pytest.raises(DriveInDoubt):
        follow()
    assert warned == ["slept"]


def test_a_comparison_tells_of_a_sleep(tmp_path: Path) -> None:
    lid, told = Lid(), list[Event]()
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    (tmp_path / "stick.img").write_bytes(image_bytes(IMAGE))
    drive = virtual_stick(tmp_path / "stick.img")
    for event in run(plan_verify(source, whole_report(IMAGE), drive.info), drive, Control(lid)):
        told.append(event)
        if isinstance(event, StageStarted) and event.stage is Stage.VERIFY:
            lid.slept += 7200
    assert codes(told) == ["slept"]
    assert "The computer slept for 120 minutes in the middle of this." in [
        event.text for event in told if isinstance(event, Warned)
    ]


class InPort(Descriptor):
    """Of a stick that nobody tells from its like after a sleep."""

    lid: ClassVar[Lid]

    def identity(self) -> Identity:
        return replace(super().identity(), inode=None, asleep=int(self.lid()))


def in_port(path: Path, lid: Lid) -> ImageFileDrive:
    info = virtual_stick(path).info
    identity = replace(info.identity, inode=None, asleep=int(lid()))
    return ImageFileDrive(replace(info, identity=identity), type("InOne", (InPort,), {"lid": lid}))


def verifying(drive: ImageFileDrive, folder: Path) -> Plan:
    return plan_verify(source_of(folder / "image.iso", image_bytes(IMAGE)), WHOLE, drive.info)


def saving(drive: ImageFileDrive, folder: Path) -> BackupPlan:
    return plan_backup(drive.info, folder / "saved.img")


def comparing(drive: ImageFileDrive, folder: Path) -> ComparePlan:
    backup = plan_backup(drive.info, folder / "saved.img")
    *_, last = run(backup, drive)
    assert isinstance(last, Ended)
    assert isinstance(last.result, Saved)
    return ComparePlan(backup, last.result)


@pytest.mark.parametrize("planned", [verifying, saving, comparing])
def test_what_was_read_before_a_sleep_and_behind_it_may_be_of_two_drives(
    tmp_path: Path, planned: Callable[[ImageFileDrive, Path], AnyPlan]
) -> None:
    """Both of one kind, exchanged while nobody looked: all of it is right, and proves nothing. A
    sleep between the choice and the first byte is none of that."""
    lid, warned = Lid(), list[str]()
    (tmp_path / "stick.img").write_bytes(image_bytes(IMAGE))
    drive = in_port(tmp_path / "stick.img", lid)
    plan = planned(drive, tmp_path)
    lid.slept += 300
    *_, last = run(plan, drive, Control(lid))
    assert isinstance(last, Ended | Finished)
    if planned is saving:
        (tmp_path / "saved.img").unlink()
    job = run(plan, drive, Control(lid))

    def follow() -> None:
        for event in job:
            warned.extend([event.code] if isinstance(event, Warned) else [])
            if isinstance(event, StageStarted) and event.stage in (Stage.READ, Stage.VERIFY):
                lid.slept += 300

    with pytest.raises(DriveInDoubt) as caught:
        follow()
    assert warned == ["slept"]
    assert caught.value.hint.startswith("Choose the drive anew")
    assert not (planned is saving and (tmp_path / "saved.img").exists())


def test_a_file_that_was_renamed_meanwhile_is_not_in_doubt() -> None:
    lid = Lid()

    def job(error: Exception | None) -> Generator[Event]:
        lid.slept += 300
        if error is not None:
            raise error
        yield Progressed(Stage.WRITE, 1)

    def renamed() -> None:
        raise StickFileGone("stick.img")

    for steps in (job(None), job(StickFileGone("stick.img"))):
        with pytest.raises(StickFileGone):
            list(minding_sleep(steps, Control(lid), renamed))


def sleeping(job: Job, lid: Lid, stage: Stage, after: Stage) -> list[Stage]:
    """Follow it; the computer sleeps when this stage begins behind the other one."""
    begun = list[Stage]()

    def follow() -> None:
        for event in job:
            if isinstance(event, StageStarted):
                lid.slept += 300 if event.stage is stage and after in begun else 0
                begun.append(event.stage)

    with pytest.raises(DriveInDoubt):
        follow()
    return begun


def test_what_was_put_back_before_a_sleep_and_read_behind_it_may_be_of_two_drives(
    tmp_path: Path,
) -> None:
    """One like it that begins alike has never had the rest. On the one that was there before, it
    can be begun again."""
    lid, path = Lid(), tmp_path / "stick.img"
    path.write_bytes(before := image_bytes(STICK, "before"))
    drive = in_port(path, lid)
    source = source_of(tmp_path / "image.iso", image_bytes(IMAGE))
    keep = Keep(tmp_path / "1.old")
    write = run(plan_write(source, WHOLE, drive.info), drive, Control(lid), keep=keep)
    stopped_at(write, Stage.VERIFY)
    old = read(tmp_path / "1.old")
    job = run(UndoPlan(drive.info, old), drive, Control(lid))
    assert sleeping(job, lid, Stage.VERIFY_HEAD, Stage.VERIFY)[-1] is Stage.VERIFY_HEAD
    again = in_port(path, lid)
    *_, last = run(UndoPlan(again.info, old), again, Control(lid))
    assert isinstance(last, Finished)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("stage", "after", "left"),
    [
        (Stage.KEEP, Stage.RELEASE, False),
        (Stage.PROBE, Stage.KEEP, True),
        (Stage.PROBE_READ, Stage.PUT_BACK, True),
    ],
)
def test_a_test_in_whose_middle_the_computer_slept_says_nothing_of_the_drive(
    tmp_path: Path, stage: Stage, after: Stage, left: bool
) -> None:
    """Neither that all is back; what was kept stays, once there is something to put back."""
    lid, path, kept = Lid(), tmp_path / "stick.img", tmp_path / "1.old"
    path.write_bytes(before := image_bytes(STICK, "before"))
    drive, keep = in_port(path, lid), Keep(kept)
    job = run(plan_capacity(drive.info), drive, Control(lid), keep=keep)
    assert sleeping(job, lid, stage, after)[-1] is stage
    assert kept.exists() is left
    if left:
        again = in_port(path, lid)
        *_, last = run(UndoPlan(again.info, read(kept)), again, Control(lid))
        assert isinstance(last, Finished)
    assert path.read_bytes() == before


def test_the_clocks_of_the_kernel_tell_of_sleep() -> None:
    assert seconds_asleep() > -0.5  # the two are read one after the other
    assert not Control().slept_since(seconds_asleep())


@pytest.mark.parametrize("ends", [False, True])
def test_it_says_how_long(ends: bool) -> None:
    lid, same = Lid(), list[bool]()
    control = Control(lid)

    def job() -> Generator[Event]:
        yield Progressed(Stage.WRITE, 1)
        lid.slept += 300
        if ends:
            raise DriveGone("Stick", 4096)
        yield Progressed(Stage.WRITE, 2)

    steps, told = minding_sleep(job(), control, lambda: same.append(True)), list[Event]()
    if ends:
        with pytest.raises(DriveInDoubt) as caught:
            told.extend(steps)
        assert (caught.value.drive, caught.value.offset) == ("Stick", 4096)
    else:
        told.extend(steps)
    said = Warned("slept", "The computer slept for 5 minutes in the middle of this.")
    after = [] if ends else [Progressed(Stage.WRITE, 2)]
    assert told == [Progressed(Stage.WRITE, 1), said, *after]
    assert same == ([] if ends else [True])


def test_only_what_went_away_just_behind_a_sleep_is_in_doubt() -> None:
    lid = Lid()

    def job(error: Exception, *, asleep: bool) -> Generator[Event]:
        lid.slept += 300
        yield Progressed(Stage.VERIFY, 1)
        lid.slept += 300 * asleep
        raise error

    for error, asleep in ((DriveGone("Stick"), False), (SyncFailed("Stick", "no"), True)):
        told = minding_sleep(job(error, asleep=asleep), Control(lid), lambda: None)
        with pytest.raises(type(error)) as caught:
            list(told)
        assert caught.value is error
        assert error.__cause__ is None
