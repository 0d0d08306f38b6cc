"""What a terminal shows of a job: notes as they come, and a word when stopping takes long."""

import os
import signal
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_bus import FakeBus, Refusal

from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.left_on_drive import HALF, HEADED, undo_hint
from app.control import Control
from app.drives.drive import DriveInfo, DriveKind, Identity
from app.errors import DriveGone, DriveInDoubt, Stopped, WriteRefused
from app.events import Event, Finished, Progressed, Stage, StageStarted, Undoable, Warned
from app.result import Unchecked


def test_a_stop_that_waits_for_the_drive_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    control, said = Control(), ""
    with stopping_on_signals(control):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(600):
            said += capsys.readouterr().err
            if said:
                break
            time.sleep(0.05)
    assert control.stopping
    assert said == "Stopping. Waiting for the drive…\n"


def test_a_terminal_that_is_closed_stops_it_unless_that_is_to_be_ignored() -> None:
    before = signal.getsignal(signal.SIGHUP)
    try:
        for heeded, handler in ((True, signal.SIG_DFL), (False, signal.SIG_IGN)):
            signal.signal(signal.SIGHUP, handler)
            control = Control()
            with stopping_on_signals(control):
                os.kill(os.getpid(), signal.SIGHUP)
            assert control.stopping is heeded
            assert signal.getsignal(signal.SIGHUP) is handler
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_stop_at_once_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    control = Control()
    with stopping_on_signals(control):
        os.kill(os.getpid(), signal.SIGINT)
    assert control.stopping
    assert capsys.readouterr().err == ""


def test_a_drive_that_does_not_answer_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    def job() -> Generator[Event]:
        yield StageStarted(Stage.WRITE, 10)
        yield Progressed(Stage.WRITE, 5)
        yield Warned("drive-stalled", "Stick has not answered for 10 seconds. Waiting…")
        yield Warned("image-stalled", "\x1b[2J.img has not answered for 10 seconds. Waiting…")
        yield Progressed(Stage.WRITE, 10)
        yield Finished(Unchecked(10, None, 1.0))

    follow(job(), as_json=False)
    err = capsys.readouterr().err
    assert "Note: Stick has not answered for 10 seconds. Waiting…\n" in err
    assert "Note: \N{REPLACEMENT CHARACTER}[2J.img has not answered for 10 seconds." in err


@pytest.mark.parametrize(
    ("kind", "held_off"),
    [(DriveKind.VIRTUAL, set()), (DriveKind.USB_STICK, {"Writing A to SanDisk"})],
)
def test_no_sleep_while_a_real_drive_is_written(
    kind: DriveKind, held_off: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = DriveInfo("/dev/sdb", "SanDisk", "", "", kind, Identity(1 << 20, 512, 8))
    with FakeBus(tmp_path / "bus", lambda _: Refusal("org.example.No", "no")) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        with staying_awake("A", [drive]):
            login = [
                call for call in bus.calls if call.interface == "org.freedesktop.login1.Manager"
            ]
            assert {str(call.body[2]) for call in login} == held_off


STICK = DriveInfo("/dev/sdb", "SanDisk", "", "4C", DriveKind.USB_STICK, Identity(1 << 20, 512, 8))
WRITES = (StageStarted(Stage.BLANK, 2), StageStarted(Stage.WRITE, 10))
ENDS = (Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)
NOT_READY = {"half": "It is not ready."}
PUT_BACK = dict.fromkeys(("half", "headed"), "It is half put back.")


@pytest.mark.parametrize(
    ("events", "told", "holds"),
    [
        ((StageStarted(Stage.VERIFY, 10),), {}, ", then start again."),
        (WRITES[:0], NOT_READY, ", then start again."),
        (WRITES, {}, f". {HALF}"),
        (WRITES, NOT_READY, ". It is not ready."),
        *(((*WRITES, StageStarted(each)), {}, f". {HEADED}") for each in ENDS),
        ((*WRITES, StageStarted(ENDS[0])), NOT_READY, f". {HEADED}"),
        ((*WRITES, StageStarted(ENDS[0])), PUT_BACK, ". It is half put back."),
        ((Undoable(possible=True), *WRITES), {}, f", then start again. {undo_hint(STICK)}"),
    ],
    ids=[
        *("compared", "nothing written", "an image", "no image", *ENDS),
        *("no image, at last", "put back", "early"),
    ],
)
def test_what_an_unplugged_drive_holds(
    events: tuple[Event, ...], told: dict[str, str], holds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each job says what is true of its own drive; in the last moment it may look finished,
    whatever was put on it."""

    def job() -> Generator[Event]:
        yield from events
        raise DriveGone(STICK.name)

    with pytest.raises(DriveGone) as raised:
        follow(job(), STICK, as_json=False, **told)
    assert raised.value.hint == f"Plug it in again{holds}"


@pytest.mark.parametrize(
    ("end", "told", "holds"),
    [
        (each, *said)
        for each in (Stage.WRITE, *ENDS)
        for said in (({}, HALF), (NOT_READY, "It is not ready."))
    ],
)
def test_one_that_is_stopped_takes_back_what_looks_finished(
    end: Stage, told: dict[str, str], holds: str
) -> None:
    def job() -> Generator[Event]:
        yield from (*WRITES, StageStarted(end))
        raise Stopped

    with pytest.raises(Stopped) as raised:
        follow(job(), STICK, as_json=False, **told)
    assert raised.value.hint == holds
    assert not raised.value.untouched


def test_what_is_put_back_without_being_blanked_is_touched() -> None:
    def job(*stages: Stage) -> Generator[Event]:
        yield from map(StageStarted, stages)
        raise WriteRefused(STICK.name, 5, "no")

    for stages, untouched in (((Stage.COMPARE,), True), ((Stage.COMPARE, Stage.WRITE), False)):
        with pytest.raises(WriteRefused) as raised:
            follow(job(*stages), STICK, as_json=False)
        assert raised.value.untouched is untouched


def test_what_cannot_be_known_again_is_not_promised_to_be_put_back() -> None:
    """Another of its kind looks like it: once it was unplugged, nothing is put back."""
    plain = replace(STICK, serial="")

    def job() -> Generator[Event]:
        yield from (Undoable(possible=True), *WRITES)
        raise DriveGone(plain.name)

    with pytest.raises(DriveGone) as raised:
        follow(job(), plain, as_json=False)
    assert raised.value.hint == f"Plug it in again. {HALF}"


def test_one_that_was_stopped_and_could_not_take_back_what_looks_finished() -> None:
    def job() -> Generator[Event]:
        yield from (*WRITES, StageStarted(Stage.VERIFY_HEAD))
        raise WriteRefused(STICK.name, 0, "no") from Stopped()

    with pytest.raises(WriteRefused) as raised:
        follow(job(), STICK, as_json=False)
    assert raised.value.hint == f"{WriteRefused.hint} {HEADED}"


def test_what_a_drive_in_doubt_holds() -> None:
    """It was there all the time, perhaps."""

    def job() -> Generator[Event]:
        yield from WRITES
        raise DriveInDoubt(STICK.name)

    with pytest.raises(DriveInDoubt) as raised:
        follow(job(), STICK, as_json=False)
    assert raised.value.hint == f"Choose the drive anew. {HALF}"
