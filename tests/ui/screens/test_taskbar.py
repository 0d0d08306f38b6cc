from dataclasses import replace

from support_window import GB, drive, ended, inspected, verified, working

from app.events import Progressed, Stage, StageStarted
from ui.screens.taskbar import progress_outside
from ui.state import State
from ui.state.batch import Batch
from ui.state.job import Ended, Working

HALF = (
    (0.0, StageStarted(Stage.WRITE, 6 * GB)),
    (30.0, Progressed(Stage.WRITE, 3 * GB)),
)


def shown(job: Working | Ended | Batch | None) -> float | None:
    return progress_outside(replace(State(), job=job))


def test_a_write_counts_with_its_check() -> None:
    fraction = shown(working(HALF))
    assert fraction is not None
    assert 0.1 < fraction < 0.5


def test_before_and_after_there_is_none() -> None:
    assert shown(None) is None
    assert shown(working()) is None  # it waits for permission
    assert shown(ended(verified())) is None


def test_an_image_of_unknown_size_has_none() -> None:
    unknown = ((0.0, StageStarted(Stage.WRITE, None)), (9.0, Progressed(Stage.WRITE, 5)))
    assert shown(working(unknown)) is None


def test_several_drives_are_one() -> None:
    running = working(HALF, drive=drive(1))
    over = ended(verified(), drive=drive(2))
    both = Batch(1, inspected(), (running, over))
    alone = shown(running)
    assert alone is not None
    assert shown(both) == (1.0 + alone) / 2
    assert shown(Batch(1, inspected(), (over,))) is None
