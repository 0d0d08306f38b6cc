"""The head comes last, and its first sector behind everything else."""

import pytest
from support_media import Awaited, Memory

from app.control import Control
from app.errors import AppError, SyncFailed, VerifyError, WriteRefused
from app.events import Progressed, Stage, StageStarted
from app.stages.head import take_back, write_head
from app.stages.sync import sync
from app.stages.write import Head


@pytest.mark.parametrize("sector", [512, 4096])
@pytest.mark.usefixtures("without_signs_of_life")
def test_the_first_sector_waits_until_the_rest_is_stored(sector: int) -> None:
    medium = Memory.of(16384, sector=sector)
    given = bytes(range(1, 256)) * 33  # 8415 bytes
    whole = -(-len(given) // sector) * sector
    view = memoryview(given + bytes(whole - len(given)))
    events = list(write_head(medium, "Stick", Head(len(given), view), Control()))
    assert medium.log == [
        ("write", sector, whole - sector),
        ("sync", 0, 0),
        ("read", sector, whole - sector),
        ("write", 0, sector),
        ("sync", 0, 0),
    ]
    assert medium.content[:whole] == view
    told = [event for event in events if event != Progressed(Stage.SYNC, 0)]
    rest = min(len(given), whole - sector)
    assert told == [
        StageStarted(Stage.WRITE_HEAD, len(given)),
        Progressed(Stage.WRITE_HEAD, rest),
        StageStarted(Stage.SYNC),
        Progressed(Stage.WRITE_HEAD, len(given)),
        StageStarted(Stage.SYNC),
    ]


def test_signs_of_life_say_how_far_it_is() -> None:
    head = Head(2048, memoryview(bytes(2048)))
    medium = Awaited.of(4096)
    events = list(medium.heard.of(write_head(medium, "Stick", head, Control())))
    told = [event for event in events if isinstance(event, Progressed)]
    steps = list(dict.fromkeys((event.stage, event.done) for event in told))
    assert steps == [
        (Stage.WRITE_HEAD, 0),
        (Stage.WRITE_HEAD, 1536),
        (Stage.SYNC, 0),
        (Stage.WRITE_HEAD, 2048),
    ]


class Forgetful(Memory):
    """Keeps one byte of what it is given differently."""

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        taken = super().pwrite(buffer, offset)
        self.content[1500] ^= 1
        return taken


def test_a_rest_that_did_not_hold_never_gets_its_first_sector() -> None:
    medium = Forgetful.of(4096)
    head = Head(2000, memoryview(bytes(2048)))
    with pytest.raises(VerifyError) as caught:
        list(write_head(medium, "Stick", head, Control()))
    assert caught.value.ranges == ((1024, 512),)
    assert not caught.value.flaky  # it was read once
    assert ("write", 0, 512) not in medium.log


def test_taking_back_leaves_no_first_sector() -> None:
    medium = Memory.of(4096)
    take_back(medium, "Stick")
    assert medium.log == [("write", 0, 512), ("sync", 0, 0)]
    assert not any(medium.content[:512])
    assert medium.content[512:516] == b"old!"


class Failing(Memory):
    """Refuses what is in `fails`."""

    fails = "write"

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        if self.fails == "write":
            raise WriteRefused("Stick", offset, "no")
        return super().pwrite(buffer, offset)

    def sync(self) -> None:
        raise SyncFailed("Stick", "no")


@pytest.mark.parametrize(("fails", "error"), [("write", WriteRefused), ("sync", SyncFailed)])
def test_a_drive_that_may_look_finished_is_told_of(fails: str, error: type[AppError]) -> None:
    medium = Failing.of(4096)
    medium.fails = fails
    with pytest.raises(error):
        take_back(medium, "Stick")


def test_a_sync_is_a_stage_and_its_failure_is_told() -> None:
    assert next(sync(Memory.of(512), Control())) == StageStarted(Stage.SYNC)
    with pytest.raises(SyncFailed):
        list(sync(Failing.of(512), Control()))
    medium = Awaited.of(512)
    events = list(medium.heard.of(sync(medium, Control())))
    assert events[1:]
    assert set(events[1:]) == {Progressed(Stage.SYNC, 0)}


@pytest.mark.parametrize("error", [MemoryError(), OSError(12, "Cannot allocate memory")])
def test_whatever_taking_back_meets_is_not_what_failed(error: Exception) -> None:
    class Failing(Memory):
        def pwrite(self, view: memoryview, offset: int) -> int:
            raise error

    take_back(Failing(bytearray(4096)), "Stick")
