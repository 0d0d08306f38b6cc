"""Drives into files: whole and in parts, good and bad, to the end and not."""

import errno
import gzip
import hashlib
import os
import subprocess
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support_bad import Bad, bad_stick
from support_drives import Faults, failing_stick
from support_ext import ext
from support_images import image_bytes
from support_layout import DEBIAN, by_mbr

from app.capacity import Cell
from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import virtual_stick
from app.errors import (
    AppError,
    BlockMapWrong,
    DriveDiffers,
    DriveGone,
    FileOnDrive,
    FileThere,
    FolderError,
    ImageChanged,
    MapWrong,
    NoRoom,
    NotItsBackup,
    NoVolume,
    PackedDamaged,
    ReadRefused,
    Stopped,
    UnsafeDrive,
)
from app.events import Ended, Event, Judged, Stage, StageStarted, Warned
from app.formats.bmap import Bmap
from app.formats.magics import ZSTD
from app.formats.mapfile import Mapfile, State
from app.inspection.unused import unused
from app.job import Job, run
from app.plan_backup import BackupPlan, ComparePlan, plan_backup
from app.saved import Saved
from app.sources import open_source

MIB = 1 << 20
SIZE = 5 * MIB + 3 * 512
BAD = ((MIB + 1024, MIB + 2048), (3 * MIB - 512, 3 * MIB + 512))
BOTH = pytest.mark.parametrize("name", ["saved.img", "saved.img.zst"])


def stick(folder: Path, size: int = SIZE) -> Path:
    """With noise, zeros and noise on it."""
    content = image_bytes(size)
    path = folder / "stick"
    path.write_bytes(content[: size // 3] + bytes(size // 3) + content[2 * (size // 3) :])
    return path


def plan_for(drive: Drive, path: Path, **more: Any) -> BackupPlan:
    return plan_backup(drive.info, path, **more)


def saved_by(drive: Drive, path: Path, **more: Any) -> tuple[Saved, list[Event]]:
    told = list(run(plan_for(drive, path, **more), drive))
    last = told[-1]
    assert isinstance(last, Ended)
    assert isinstance(last.result, Saved)
    return last.result, told


def until(job: Job, stage: Stage) -> None:
    for event in job:
        if isinstance(event, StageStarted) and event.stage is stage:
            return


def content_of(path: Path) -> bytes:
    source = open_source(path)
    with closing(source.stream()) as stream:
        view = memoryview(bytearray(source.size or 0))
        assert stream.readinto(view) == len(view)
    return bytes(view)


def without(content: bytes, *places: tuple[int, int]) -> bytes:
    found = bytearray(content)
    for start, stop in places:
        found[start:stop] = bytes(stop - start)
    return bytes(found)


@BOTH
def test_all_of_a_drive(tmp_path: Path, name: str) -> None:
    path = stick(tmp_path)
    found, _ = saved_by(virtual_stick(path), tmp_path / name, check=True)
    content = path.read_bytes()
    assert content_of(tmp_path / name) == content
    assert (found.size, found.unread, found.left) == (SIZE, (), 0)
    assert found.checked
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.file_sha256 == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert found.stored == (tmp_path / name).stat().st_size
    assert {each.name for each in tmp_path.iterdir()} == {
        *("stick", name, f"{name}.sha256", f"{name}.bmap")
    }
    assert (tmp_path / f"{name}.sha256").read_text() == f"{found.file_sha256}  {name}\n"


@pytest.mark.parametrize(("number", "begun"), [(3, False), (4, True)])
def test_what_was_damaged_since_is_read_again(tmp_path: Path, number: int, begun: bool) -> None:
    """Of a packed file that is not whole yet: a few looks at it find the one frame before anything
    is read, and the other one is met when all of it is summed up."""
    content = b"".join(image_bytes(4096, str(part)) * 256 for part in range(80))
    (tmp_path / "stick").write_bytes(content)
    path, drive = tmp_path / "saved.img.zst", virtual_stick(tmp_path / "stick")
    with closing(run(plan_for(drive, path), drive)) as job:
        until(job, Stage.SUM)
    part = tmp_path / "saved.img.zst.part"
    frames = bytearray(part.read_bytes())
    place = -1
    for _ in range(number + 1):
        place = frames.index(ZSTD, place + 1)
    frames[place + 500] ^= 0xFF
    part.write_bytes(frames)
    told: list[Event] = []
    with pytest.raises(PackedDamaged) as caught:
        told.extend(run(plan_for(drive, path, resume=True), drive))
    assert not caught.value.hint
    assert begun == any(isinstance(each, StageStarted) and each.stage is Stage.SUM for each in told)
    saved_by(drive, path, resume=True)
    assert content_of(path) == content
    assert not (tmp_path / "saved.img.zst.map").exists()


@pytest.mark.parametrize("number", range(5))
def test_what_was_damaged_since_is_made_anew_also_where_nothing_is_used(
    tmp_path: Path, number: int
) -> None:
    """Of what nothing uses there is nothing to read, and its frame is one all the same."""
    (tmp_path / "stick").write_bytes(ext([(20, 300)]))
    path, drive = tmp_path / "saved.img.zst", virtual_stick(tmp_path / "stick")
    with closing(run(plan_for(drive, path, only_used=True), drive)) as job:
        until(job, Stage.SUM)
    part = tmp_path / "saved.img.zst.part"
    frames = part.read_bytes().split(ZSTD)
    frames[number + 1] = frames[number + 1][:-1] + bytes([frames[number + 1][-1] ^ 0xFF])
    part.write_bytes(ZSTD.join(frames))
    with pytest.raises(PackedDamaged):
        saved_by(drive, path, only_used=True, resume=True)
    found, _ = saved_by(drive, path, only_used=True, resume=True, check=True)
    assert found.left > MIB
    assert not (tmp_path / "saved.img.zst.map").exists()


@pytest.mark.parametrize("name", ["two words.img", "back\\slash.img", "line\nend\r.img"])
def test_its_checksum_is_one_for_sha256sum(tmp_path: Path, name: str) -> None:
    saved_by(virtual_stick(stick(tmp_path)), tmp_path / name)
    command = ["sha256sum", "--check", "--strict", f"{name}.sha256"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@BOTH
def test_its_block_map_is_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "stick"
    path.write_bytes(ext([(20, 300)]))
    found, _ = saved_by(virtual_stick(path), tmp_path / name, only_used=True)
    assert found.left > 0
    parsed = Bmap.parse((tmp_path / f"{name}.bmap").read_bytes())
    assert parsed.size == found.size
    content = content_of(tmp_path / name)
    for each in parsed.ranges:
        assert hashlib.sha256(content[each.start : each.stop]).hexdigest() == each.digest
    assert sum(each.stop - each.start for each in parsed.ranges) == found.size - found.left
    assert unused(open_source(tmp_path / name)).length > 0


@BOTH
def test_only_what_is_used(tmp_path: Path, name: str) -> None:
    """Behind the last partition lies nothing; what a file system calls free is zeros."""
    image = by_mbr(DEBIAN)
    path = tmp_path / "stick"
    path.write_bytes(image + b"\xa5" * (4 * MIB))
    found, _ = saved_by(virtual_stick(path), tmp_path / name, only_used=True, check=True)
    assert len(image) - found.left <= found.size <= len(image) + 4095
    content = content_of(tmp_path / name)
    assert len(content) == found.size
    free = unused(open_source(path)).runs
    whole = without(path.read_bytes()[: found.size], *free)
    assert without(content, *free) == whole


def test_where_nothing_is_known_all_of_it_is_used(tmp_path: Path) -> None:
    path = stick(tmp_path)
    found, _ = saved_by(virtual_stick(path), tmp_path / "saved.img", only_used=True)
    assert (found.size, found.left) == (SIZE, 0)
    assert (tmp_path / "saved.img").read_bytes() == path.read_bytes()


@BOTH
def test_bad_places_are_zeros_and_listed(tmp_path: Path, name: str) -> None:
    path, bad = stick(tmp_path), Bad(BAD)
    found, told = saved_by(bad_stick(path, bad), tmp_path / name, check=True)
    assert content_of(tmp_path / name) == without(path.read_bytes(), *BAD)
    assert found.unread == tuple((start, stop - start) for start, stop in BAD)
    assert [each.code for each in told if isinstance(each, Warned)] == ["bad-places"]
    known = Mapfile.parse((tmp_path / f"{name}.map").read_bytes(), SIZE)
    assert list(known.runs([State.BAD])) == list(BAD)
    assert known.total(State.READ) == SIZE - found.missing
    drawn = {each.cell: each.found for each in told if isinstance(each, Judged)}
    assert {number for number, cell in drawn.items() if cell is Cell.REFUSED} == {1, 2}
    assert Cell.UNTESTED not in drawn.values()


def test_what_reads_well_comes_first(tmp_path: Path) -> None:
    """Each bad place is met once before everything else was read."""
    path, bad = stick(tmp_path), Bad(BAD)
    list(run(plan_for(bad_stick(path, bad), tmp_path / "saved.img"), bad_stick(path, bad)))
    touching = [
        number
        for number, (offset, length) in enumerate(bad.asked)
        if any(start < offset + length and stop > offset for start, stop in BAD)
    ]
    last_large = max(number for number, (_, length) in enumerate(bad.asked) if length >= 1 << 19)
    assert len([number for number in touching if number < last_large]) <= len(BAD)


@pytest.mark.parametrize(("times", "retries"), [(2, 0), (4, 1), (6, 2), (6, 5)])
def test_a_place_that_can_be_read_again_is(tmp_path: Path, times: int, retries: int) -> None:
    """It fails in a large step, a small one, from either end, and then as a sector."""
    path = stick(tmp_path)
    drive = bad_stick(path, Bad(BAD[:1], times=times))
    found, _ = saved_by(drive, tmp_path / "saved.img", retries=retries)
    assert found.unread == ()
    assert (tmp_path / "saved.img").read_bytes() == path.read_bytes()
    assert not (tmp_path / "saved.img.map").exists()


@BOTH
def test_bad_places_are_tried_again_later(tmp_path: Path, name: str) -> None:
    path = stick(tmp_path)
    saved_by(bad_stick(path, Bad(BAD)), tmp_path / name, retries=0)
    found, told = saved_by(virtual_stick(path), tmp_path / name, resume=True)
    begun = next(each for each in told if isinstance(each, StageStarted) and each.total)
    assert begun.done == SIZE - sum(stop - start for start, stop in BAD)
    assert found.unread == ()
    assert content_of(tmp_path / name) == path.read_bytes()
    assert not (tmp_path / f"{name}.map").exists()


@BOTH
@pytest.mark.parametrize("bad", [(), BAD])
@pytest.mark.parametrize("left", [0, 512, MIB, 2 * MIB + 512, 4 * MIB])
def test_it_goes_on_after_the_drive_was_pulled_out(
    tmp_path: Path, name: str, bad: tuple[tuple[int, int], ...], left: int
) -> None:
    path = stick(tmp_path)
    pulled = bad_stick(path, Bad(bad, left=left))
    with pytest.raises(DriveGone):
        list(run(plan_for(pulled, tmp_path / name), pulled))
    if left:
        assert not (tmp_path / name).exists()
        assert (tmp_path / f"{name}.part").exists()
    known = Bad(bad)
    found, _ = saved_by(bad_stick(path, known), tmp_path / name, resume=left > 0)
    assert content_of(tmp_path / name) == without(path.read_bytes(), *bad)
    assert found.missing == sum(stop - start for start, stop in bad)
    assert not (tmp_path / f"{name}.part").exists()


@BOTH
def test_a_card_that_is_exchanged_gets_nothing_into_the_file(tmp_path: Path, name: str) -> None:
    """The kernel lets whoever has its reader open reach the new one."""
    faults = Faults(diskseq=7)
    drive = failing_stick(tmp_path / "stick", 5 * MIB, faults)
    job = run(plan_for(drive, tmp_path / name), drive)
    next(event for event in job if event == StageStarted(Stage.READ, 5 * MIB))
    faults.diskseq = 8
    with pytest.raises(DriveGone):
        list(job)
    assert not (tmp_path / name).exists()
    found = Mapfile.parse((tmp_path / f"{name}.map").read_bytes(), 5 * MIB)
    assert not any(found.runs([State.READ]))


@BOTH
def test_who_unplugs_it_when_it_was_read_has_a_backup(tmp_path: Path, name: str) -> None:
    faults = Faults()
    drive = failing_stick(tmp_path / "stick", 5 * MIB, faults)
    for event in run(plan_for(drive, tmp_path / name), drive):
        if isinstance(event, StageStarted) and event.stage is Stage.SUM:
            faults.unplugged_after = 0
    assert isinstance(event, Ended)
    assert content_of(tmp_path / name) == (tmp_path / "stick").read_bytes()


@BOTH
@pytest.mark.parametrize("how", ["close", "control"])
@pytest.mark.parametrize("stage", [Stage.READ, Stage.RESCUE, Stage.SUM, Stage.VERIFY])
def test_stopped_anywhere(tmp_path: Path, name: str, how: str, stage: Stage) -> None:
    path, control = stick(tmp_path), Control()
    drive = bad_stick(path, Bad(BAD))
    job = run(plan_for(drive, tmp_path / name, check=True), drive, control)
    stopped = False
    try:
        with closing(job):
            for event in job:
                if isinstance(event, StageStarted) and event.stage is stage:
                    if how == "close":
                        break
                    control.stop()
    except Stopped:
        stopped = True
    assert stopped is (how == "control")
    assert (tmp_path / name).exists() is (stage is Stage.VERIFY)
    with pytest.raises(FileThere):
        plan_for(drive, tmp_path / name)
    saved_by(drive, tmp_path / name, resume=True)
    assert content_of(tmp_path / name) == without(path.read_bytes(), *BAD)


def test_what_a_map_says_too_much_is_not_believed(tmp_path: Path) -> None:
    """The file was cut off, or never got so far: what is behind its end is read; also where that
    lies within a sector."""
    path = stick(tmp_path)
    for name, there in (("saved.img", 0), ("saved.img", 10), ("saved.img.zst", 0)):
        (tmp_path / name).unlink(missing_ok=True)
        known = Mapfile(SIZE)
        known.mark(0, SIZE, State.READ)
        (tmp_path / f"{name}.map").write_text(known.text("", State.UNTRIED))
        (tmp_path / f"{name}.part").write_bytes(bytes(there))
        found, _ = saved_by(virtual_stick(path), tmp_path / name, resume=True)
        assert found.unread == ()
        assert content_of(tmp_path / name) == path.read_bytes()


def test_an_older_map_makes_packed_parts_anew(tmp_path: Path) -> None:
    path, name = stick(tmp_path), "saved.img.zst"
    drive = bad_stick(path, Bad(left=4 * MIB))
    with pytest.raises(DriveGone):
        list(run(plan_for(drive, tmp_path / name), drive))
    older = Mapfile(SIZE)
    older.mark(0, 2 * MIB, State.READ)
    (tmp_path / f"{name}.map").write_text(older.text("", State.UNTRIED))
    bad = Bad()
    saved_by(bad_stick(path, bad), tmp_path / name, resume=True)
    assert content_of(tmp_path / name) == path.read_bytes()
    assert (2 * MIB, MIB) in bad.asked


def test_another_drive_does_not_go_on(tmp_path: Path) -> None:
    path = stick(tmp_path)
    drive = bad_stick(path, Bad(left=3 * MIB))
    with pytest.raises(DriveGone):
        list(run(plan_for(drive, tmp_path / "saved.img"), drive))
    part = (tmp_path / "saved.img.part").read_bytes()
    path.write_bytes(image_bytes(SIZE, "another"))
    with pytest.raises(NotItsBackup):
        saved_by(virtual_stick(path), tmp_path / "saved.img", resume=True)
    assert (tmp_path / "saved.img.part").read_bytes() == part


def test_a_sector_that_another_program_read_in_part_is_read_again(tmp_path: Path) -> None:
    path, known = stick(tmp_path), Mapfile(SIZE)
    content = path.read_bytes()
    (tmp_path / "saved.img.part").write_bytes(content[: MIB + 100])
    known.mark(0, MIB + 100, State.READ)
    (tmp_path / "saved.img.map").write_text(known.text("", State.UNTRIED))
    found, _ = saved_by(virtual_stick(path), tmp_path / "saved.img", resume=True, check=True)
    assert found.unread == ()
    assert (tmp_path / "saved.img").read_bytes() == content


def test_a_map_that_is_none(tmp_path: Path) -> None:
    path = stick(tmp_path)
    (tmp_path / "saved.img.map").write_text("0x0 ? 1\n0x0 nonsense\n")
    with pytest.raises(MapWrong):
        saved_by(virtual_stick(path), tmp_path / "saved.img", resume=True)


def test_a_drive_that_reads_otherwise_the_second_time(tmp_path: Path) -> None:
    path = stick(tmp_path)
    drive = virtual_stick(path)
    job = run(plan_for(drive, tmp_path / "saved.img", check=True), drive)
    until(job, Stage.SUM)
    with path.open("rb+") as file:
        file.seek(2 * MIB + 700)
        file.write(b"x")
    with pytest.raises(DriveDiffers) as caught:
        list(job)
    assert caught.value.ranges == ((2 * MIB + 512, 512),)
    assert (tmp_path / "saved.img").exists()


@pytest.mark.parametrize("ending", ["", ".part", ".map", ".sha256", ".bmap"])
def test_nothing_is_overwritten(tmp_path: Path, ending: str) -> None:
    path = stick(tmp_path)
    (tmp_path / f"saved.img{ending}").write_bytes(b"mine")
    with pytest.raises(FileThere) as caught:
        plan_for(virtual_stick(path), tmp_path / "saved.img")
    assert ("--resume" in caught.value.hint) is (ending in (".part", ".map"))
    assert (tmp_path / f"saved.img{ending}").read_bytes() == b"mine"


def test_a_folder_of_its_name_is_not_called_a_file(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    with pytest.raises(FileThere, match=r"^saved is there already") as caught:
        plan_for(virtual_stick(stick(tmp_path)), tmp_path / "saved")
    assert "file" not in str(caught.value)


@pytest.mark.parametrize("ending", ["", ".part", ".map"])
def test_a_link_is_no_backup_that_goes_on(tmp_path: Path, ending: str) -> None:
    path = stick(tmp_path)
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    (tmp_path / "saved.img.map").write_text("0x0 ? 1\n0x0 0x500600 ?\n")
    link = tmp_path / f"saved.img{ending}"
    link.unlink(missing_ok=True)
    link.symlink_to(mine)
    with pytest.raises(FileThere) as caught:
        saved_by(virtual_stick(path), tmp_path / "saved.img", resume=True)
    assert "--resume" not in caught.value.hint
    assert mine.read_bytes() == b"mine"
    assert link.is_symlink()


@pytest.mark.parametrize("ending", [".part", ".sha256", ".bmap"])
def test_what_has_no_map_is_no_backup_that_goes_on(tmp_path: Path, ending: str) -> None:
    """Browsers give names like these."""
    path = stick(tmp_path)
    (tmp_path / f"saved.img{ending}").write_bytes(b"mine")
    with pytest.raises(FileThere):
        saved_by(virtual_stick(path), tmp_path / "saved.img", resume=True)
    assert (tmp_path / f"saved.img{ending}").read_bytes() == b"mine"


@BOTH
def test_one_that_was_killed_at_its_first_byte_goes_on(tmp_path: Path, name: str) -> None:
    path = stick(tmp_path)
    drive = virtual_stick(path)
    job = run(plan_for(drive, tmp_path / name), drive)
    until(job, Stage.READ)
    known = Mapfile.parse((tmp_path / f"{name}.map").read_bytes(), SIZE)
    assert list(known.runs([State.UNTRIED])) == [(0, SIZE)]
    with suppress(AppError):
        job.close()
    saved_by(virtual_stick(path), tmp_path / name, resume=True)


def test_a_whole_backup_does_not_go_on(tmp_path: Path) -> None:
    path = stick(tmp_path)
    saved_by(virtual_stick(path), tmp_path / "saved.img")
    with pytest.raises(FileThere):
        plan_for(virtual_stick(path), tmp_path / "saved.img", resume=True)


def test_a_file_that_appears_meanwhile_is_left(tmp_path: Path) -> None:
    path = stick(tmp_path)
    drive = virtual_stick(path)
    job = run(plan_for(drive, tmp_path / "saved.img"), drive)
    until(job, Stage.SUM)
    (tmp_path / "saved.img").write_bytes(b"mine")
    with pytest.raises(FileThere):
        list(job)
    assert (tmp_path / "saved.img").read_bytes() == b"mine"


@pytest.mark.parametrize("ending", [".part", ".map"])
@pytest.mark.parametrize("resume", [False, True])
def test_what_a_backup_left_is_not_saved_to_itself(
    tmp_path: Path, ending: str, *, resume: bool
) -> None:
    """Named in place of the drive that it is of, it would pass for whole."""
    (tmp_path / f"saved.img{ending}").write_bytes(image_bytes(1 << 20))
    drive = virtual_stick(tmp_path / f"saved.img{ending}")
    with pytest.raises(FileOnDrive):
        plan_backup(drive.info, tmp_path / "saved.img", resume=resume)


def test_a_drive_is_not_saved_to_itself(tmp_path: Path) -> None:
    path = stick(tmp_path)
    with pytest.raises(FileOnDrive):
        plan_for(virtual_stick(path), path, resume=True)


def test_room_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stick(tmp_path)
    drive, plan = virtual_stick(path), plan_for(virtual_stick(path), tmp_path / "saved.img")
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result((1, 1, 9, 9, 9, *[9] * 5)))
    with pytest.raises(NoRoom) as caught:
        list(run(plan, drive))
    assert (caught.value.need, caught.value.untouched) == (SIZE, True)
    assert [each.name for each in tmp_path.iterdir()] == ["stick"]


@BOTH
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What was read before stays, and it goes on once there is room."""
    path, real, left = stick(tmp_path), os.pwrite, [20]

    def pwrite(fd: int, data: memoryview, offset: int) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(fd, data, offset)

    drive = virtual_stick(path)
    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", pwrite)
        left[0] = 20 if name.endswith("img") else 3
        with pytest.raises(FolderError, match="No space left"):
            list(run(plan_for(drive, tmp_path / name), drive))
    _, told = saved_by(drive, tmp_path / name, resume=True)
    begun = next(each for each in told if isinstance(each, StageStarted) and each.total)
    assert begun.done >= MIB
    assert content_of(tmp_path / name) == path.read_bytes()


def test_a_map_that_has_no_room_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = virtual_stick(stick(tmp_path))

    def fsync(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(FolderError, match="No space left"):
        list(run(plan_for(drive, tmp_path / "saved.img"), drive))
    assert {each.name for each in tmp_path.iterdir()} == {"stick"}


def test_no_folder(tmp_path: Path) -> None:
    drive = virtual_stick(stick(tmp_path))
    with pytest.raises(FolderError, match="it is not there"):
        plan_for(drive, tmp_path / "nowhere" / "saved.img")


def test_two_at_once(tmp_path: Path) -> None:
    drive = virtual_stick(stick(tmp_path))
    one = run(plan_for(drive, tmp_path / "saved.img"), drive)
    with closing(one):
        until(one, Stage.READ)
        with pytest.raises(AppError, match="another backup"):
            saved_by(drive, tmp_path / "saved.img", resume=True)


def test_a_disc_ends_with_its_volume(tmp_path: Path) -> None:
    image = by_mbr(DEBIAN)
    path = tmp_path / "disc"
    path.write_bytes(image + bytes(2 * MIB))
    found, told = saved_by(virtual_stick(path), tmp_path / "saved.iso", check=True)
    volume = open_source(path)
    size = int.from_bytes(volume.look().read_at(32768 + 80, 4), "little") * 2048
    assert found.size == size
    assert (tmp_path / "saved.iso").read_bytes() == image[:size]
    assert "more-behind" in [each.code for each in told if isinstance(each, Warned)]


@pytest.mark.parametrize(
    ("name", "disc"),
    [("a.iso", True), ("a.iso.zst", True), ("a", True), ("a.img", False), ("a.img.zst", False)],
)
def test_a_disc_is_saved_as_its_volume_unless_all_of_it_is_asked_for(
    tmp_path: Path, name: str, disc: bool
) -> None:
    drive = replace(virtual_stick(stick(tmp_path)).info, node="/dev/sr0")
    assert plan_backup(drive, tmp_path / name).disc is disc


def test_a_stick_without_a_volume_is_no_disc(tmp_path: Path) -> None:
    path = stick(tmp_path)
    with pytest.raises(NoVolume):
        saved_by(virtual_stick(path), tmp_path / "saved.iso")
    assert [each.name for each in tmp_path.iterdir()] == ["stick"]


def test_a_drive_that_gives_nothing_is_given_up(tmp_path: Path) -> None:
    """Instead of asking for each of its sectors."""
    path, bad = stick(tmp_path), Bad(((0, SIZE),))
    with pytest.raises(ReadRefused, match="nothing of it can be read"):
        saved_by(bad_stick(path, bad), tmp_path / "saved.img")
    assert len(bad.asked) < 100


def test_what_looks_packed_itself_is_saved_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "stick"
    path.write_bytes(gzip.compress(image_bytes(MIB)).ljust(2 * MIB, b"\0"))
    found, _ = saved_by(virtual_stick(path), tmp_path / "saved.img.zst", check=True)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.size == 2 * MIB


def test_a_drive_that_is_in_use(tmp_path: Path) -> None:
    path = stick(tmp_path)
    drive = virtual_stick(path, users=lambda _: ("swap",))
    with pytest.raises(UnsafeDrive):
        plan_for(drive, tmp_path / "saved.img")


SECTORS = SIZE // 512
PLACES = st.tuples(st.integers(0, SECTORS - 1), st.integers(1, 300))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    bad=st.lists(PLACES, max_size=6),
    left=st.lists(st.integers(512, 6 * MIB), max_size=3),
    packed=st.booleans(),
)
def test_any_bad_places_and_any_moments(
    bad: list[tuple[int, int]], left: list[int], packed: bool
) -> None:
    """Pulled out again and again; in the end what could be read is in the file, and no more."""
    places = tuple((512 * start, min(SIZE, 512 * (start + count))) for start, count in bad)
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, file = stick(folder), folder / f"saved.img{'.zst' if packed else ''}"
        for number, much in enumerate([*left, 1 << 60]):
            drive = bad_stick(path, Bad(places, left=much))
            with suppress(DriveGone):
                saved_by(drive, file, resume=number > 0)
            if file.exists():
                break
        assert content_of(file) == without(path.read_bytes(), *places)


def compared_by(drive: Drive, path: Path, saved: Saved, **more: Any) -> Saved:
    backup = BackupPlan(drive.info, path, **more)
    last = list(run(ComparePlan(backup, saved), drive))[-1]
    assert isinstance(last, Ended)
    assert isinstance(last.result, Saved)
    return last.result


@BOTH
def test_what_is_saved_can_be_compared_later(tmp_path: Path, name: str) -> None:
    """As far as it was used, and where it could be read."""
    path = tmp_path / "stick"
    path.write_bytes(ext([(20, 300)]))
    bad = ((MIB + 1024, MIB + 2048),)
    drive = bad_stick(path, Bad(bad))
    found, _ = saved_by(drive, tmp_path / name, only_used=True)
    assert found.left > 0
    assert found.unread
    again = compared_by(drive, tmp_path / name, found, only_used=True)
    assert (again.checked, again.sha256, again.unread) == (True, found.sha256, found.unread)


def test_a_drive_that_was_written_to_differs_from_its_file(tmp_path: Path) -> None:
    path = stick(tmp_path)
    found, _ = saved_by(virtual_stick(path), tmp_path / "saved.img")
    with path.open("r+b") as file:
        file.seek(2 * MIB)
        file.write(b"another")
    with pytest.raises(DriveDiffers) as raised:
        compared_by(virtual_stick(path), tmp_path / "saved.img", found)
    assert raised.value.ranges == ((2 * MIB, 512),)


def test_without_its_map_a_file_is_not_compared(tmp_path: Path) -> None:
    drive = virtual_stick(stick(tmp_path))
    found, _ = saved_by(drive, tmp_path / "saved.img")
    block_map = tmp_path / "saved.img.bmap"
    block_map.write_bytes(b"<bmap/>")
    with pytest.raises(BlockMapWrong):
        compared_by(drive, tmp_path / "saved.img", found)
    block_map.unlink()
    with pytest.raises(BlockMapWrong, match="No such file"):
        compared_by(drive, tmp_path / "saved.img", found)


@pytest.mark.parametrize("size", [SIZE // 2, SIZE + 512])
def test_a_file_that_is_not_as_long_as_it_was_is_not_the_same(tmp_path: Path, size: int) -> None:
    drive = virtual_stick(stick(tmp_path))
    found, _ = saved_by(drive, tmp_path / "saved.img")
    os.truncate(tmp_path / "saved.img", size)
    with pytest.raises(ImageChanged, match=f"it holds {size:,} bytes"):
        compared_by(drive, tmp_path / "saved.img", found)


def test_a_file_that_changes_while_it_is_compared_is_not_the_same(tmp_path: Path) -> None:
    drive = virtual_stick(stick(tmp_path))
    found, _ = saved_by(drive, tmp_path / "saved.img")
    job = run(ComparePlan(BackupPlan(drive.info, tmp_path / "saved.img"), found), drive)
    until(job, Stage.IDENTITY)
    (tmp_path / "saved.img").write_bytes(bytes(SIZE))
    with pytest.raises(ImageChanged, match="something wrote to it"):
        list(job)


def test_a_map_that_names_less_than_was_saved_is_no_reason_to_call_it_the_same(
    tmp_path: Path,
) -> None:
    """It is of an earlier backup, say."""
    path = tmp_path / "stick"
    path.write_bytes(ext([(20, 300)]))
    drive = virtual_stick(path)
    part, _ = saved_by(drive, tmp_path / "part.img", only_used=True)
    assert part.left > 0
    found, _ = saved_by(drive, tmp_path / "saved.img")
    (tmp_path / "part.img.bmap").replace(tmp_path / "saved.img.bmap")
    with pytest.raises(BlockMapWrong, match="all that was saved"):
        compared_by(drive, tmp_path / "saved.img", found)
