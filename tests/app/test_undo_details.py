"""The job that puts back, on a drive in memory: what comes around its stages."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support_media import Heard, Memory, Plugged
from support_old import HEAD, PIECES, WAS, Left, distant, left

from app.control import Control
from app.drives.drive import Identity, Medium
from app.errors import DriveGone, NotAsLeft, NothingKept, Stopped
from app.events import Event, Finished, Progressed, Stage, StageStarted
from app.plan import UndoPlan
from app.result import PutBack
from app.undo import undo


@pytest.fixture
def case(tmp_path: Path) -> Left:
    return left(tmp_path / "1.old")


def undoing(
    case: Left, drive: Plugged | None = None, control: Control | None = None
) -> list[Event]:
    drive = drive or Plugged.of(case.medium)
    return list(undo(UndoPlan(drive.info, case.old), drive, control or Control()))


def stages(told: list[Event]) -> list[Stage]:
    return [event.stage for event in told if isinstance(event, StageStarted)]


def test_what_is_done_and_in_which_order(case: Left) -> None:
    told = undoing(case)
    assert case.medium.content == WAS
    assert stages(told) == [
        Stage.RELEASE,
        Stage.COMPARE,
        Stage.BLANK,
        Stage.SYNC,
        Stage.WRITE,
        Stage.SYNC,
        Stage.VERIFY,
        Stage.WRITE_HEAD,
        Stage.SYNC,
        Stage.SYNC,
        Stage.VERIFY_HEAD,
        Stage.IDENTITY,
    ]
    log = [call for call, *_ in case.medium.log]
    assert log[:3] == ["release", "open to write", "read"]
    assert log[-2:] == ["identity", "close"]
    finished = told[-1]
    assert isinstance(finished, Finished)
    assert isinstance(finished.result, PutBack)
    assert finished.result.size == sum(length for _, length in PIECES)
    assert 0 <= finished.result.seconds < 3600


def test_it_only_looks_until_it_is_sure(case: Left) -> None:
    case.medium.content[sum(HEAD) - 1] ^= 1
    with pytest.raises(NotAsLeft):
        undoing(case)
    assert {call for call, *_ in case.medium.log} <= {"release", "open to write", "read"}


def test_what_is_not_whole_in_the_file_keeps_it_from_looking(case: Left) -> None:
    with case.old.path.open("r+b") as file:
        file.seek(case.old.pieces[-1].place)
        file.write(b"other")
    with pytest.raises(NothingKept, match="SanDisk Ultra"):
        undoing(case)
    assert [call for call, *_ in case.medium.log] == ["release", "open to write"]


def test_a_file_that_is_gone_leaves_the_drive_alone(case: Left) -> None:
    case.old.path.unlink()
    with pytest.raises(NothingKept, match="SanDisk Ultra"):
        undoing(case)
    assert [call for call, *_ in case.medium.log] == ["release", "open to write"]


def test_it_holds_the_file_meanwhile(case: Left) -> None:
    drive = Plugged.of(case.medium)
    job = undo(UndoPlan(drive.info, case.old), drive, Control())
    with case.old.path.open("rb") as file:
        assert StageStarted(Stage.COMPARE, 36864) in iter(job)
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        job.close()
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_another_drive_in_the_end_is_no_success(case: Left) -> None:
    drive = Plugged.of(case.medium)
    other = replace(drive.info.identity, diskseq=8)
    drive.info = replace(drive.info, identity=other)
    with pytest.raises(DriveGone):
        undoing(case, drive)
    assert case.medium.log[-2:] == [("read", *HEAD), ("identity", 0, 0)]


def test_after_a_sleep_it_is_looked_whose_drive_it_is(case: Left) -> None:
    nights = iter([0.0, 0.0, 3600.0])
    control = Control(asleep=lambda: next(nights, 3600.0))
    medium = Swapped(case.medium.content)
    with pytest.raises(DriveGone):
        undoing(case, Plugged.of(medium), control)
    assert "write" not in {call for call, *_ in medium.log}


@dataclass
class Swapped(Memory):
    """Another medium than the one that was chosen."""

    def identity(self) -> Identity:
        return replace(super().identity(), diskseq=8)


def test_stopped_while_somebody_types_a_password(case: Left) -> None:
    typed, opened = threading.Event(), list[bool]()

    class Asking(Plugged):
        @contextmanager
        def open(self, *, write: bool = True) -> Iterator[Medium]:
            assert typed.wait(60)
            opened.append(write)
            yield self.medium

    control, drive = Control(), Asking.of(case.medium)
    job = undo(UndoPlan(drive.info, case.old), drive, control)
    assert next(job) == StageStarted(Stage.RELEASE)
    assert Progressed(Stage.RELEASE, 0) in iter(job)
    control.stop()
    with pytest.raises(Stopped):
        list(job)
    typed.set()
    assert {call for call, *_ in case.medium.log} <= {"release"}


def test_what_takes_its_time_gives_signs_of_life(case: Left) -> None:
    heard = Heard()

    class Dozing(Plugged):
        def release(self) -> None:
            heard.wait()

    case.old, drive = distant(case.old, heard), Dozing.of(case.medium)
    told = list(heard.of(undo(UndoPlan(drive.info, case.old), drive, Control())))
    looked = told[: told.index(StageStarted(Stage.COMPARE, 36864))]
    assert set(looked[1:]) == {Progressed(Stage.RELEASE, 0)}
    assert len(looked) > 1 + len(case.old.pieces)  # of the release, and of each piece of the file
    assert isinstance(told[-1], Finished)
