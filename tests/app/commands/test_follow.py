"""What a terminal shows of a job: notes as they come, and a word when stopping takes long."""

import os
import signal
import time
from collections.abc import Generator

import pytest

from app.commands.follow import follow, stopping_on_signals
from app.control import Control
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
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
        yield Progressed(Stage.WRITE, 10)
        yield Finished(Unchecked(10, None, 1.0))

    follow(job(), as_json=False)
    err = capsys.readouterr().err
    assert "Note: Stick has not answered for 10 seconds. Waiting…\n" in err
