import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events import Finished, Progressed, Stage, StageStarted, Warned
from app.progress import POINTS, READS_FASTER, STALL, SURE, Progress
from app.result import Unchecked

MB = 10**6


def written(rate: float, seconds: float, total: int = 1000 * MB) -> Progress:
    """A write at a steady rate, ten events a second."""
    progress = Progress().after(StageStarted(Stage.WRITE, total), 100.0)
    for tick in range(1, int(seconds * 10) + 1):
        done = min(total, int(rate * tick / 10))
        progress = progress.after(Progressed(Stage.WRITE, done), 100.0 + tick / 10)
    return progress


def test_a_steady_write() -> None:
    progress = written(50 * MB, 10)
    assert progress.write.speed == pytest.approx(50 * MB)
    assert progress.write.average == pytest.approx(50 * MB)
    assert progress.write.fraction == pytest.approx(0.5)
    # Ten seconds for the second half, and 1000 MB to read back somewhat faster.
    assert progress.seconds_left() == pytest.approx(10 + 1000 / 50 / READS_FASTER)


def test_nothing_is_said_in_the_first_seconds() -> None:
    assert written(50 * MB, 4).seconds_left() is None


def test_nothing_is_said_of_an_unknown_size() -> None:
    progress = Progress().after(StageStarted(Stage.WRITE, None), 0.0)
    progress = progress.after(Progressed(Stage.WRITE, 50 * MB), 30.0)
    assert progress.seconds_left() is None
    assert progress.write.fraction is None
    assert progress.write.speeds == ()


@pytest.mark.parametrize("stage", [Stage.KEEP, Stage.PUT_BACK, Stage.READ, Stage.VERIFY])
def test_a_sign_of_life_takes_nothing_back(stage: Stage) -> None:
    progress = Progress().after(StageStarted(stage, 100), 0.0)
    half = progress.after(Progressed(stage, 50), 1.0)
    later = half.after(Progressed(stage, 0), 2.0)
    for one in ("write", "check", "aside"):
        assert getattr(later, one).done == getattr(half, one).done
    again = later.after(StageStarted(stage, 100), 3.0)
    assert not any(way.done for way in (again.write, again.check, again.aside)), "a new way"


def test_without_a_check_only_the_rest_counts() -> None:
    progress = Progress(checks=False).after(StageStarted(Stage.WRITE, 1000 * MB), 0.0)
    for tick in range(1, 101):
        progress = progress.after(Progressed(Stage.WRITE, tick * 5 * MB), tick / 10)
    assert progress.seconds_left() == pytest.approx(10)


def test_a_stall_is_told_after_ten_seconds() -> None:
    progress = written(50 * MB, 10)
    quiet = progress.after(Progressed(Stage.WRITE, progress.write.done), 110.0 + STALL - 0.1)
    assert quiet.write.stalled == 0
    stalled = quiet.after(Progressed(Stage.WRITE, progress.write.done), 110.0 + STALL)
    assert stalled.write.stalled == pytest.approx(STALL)
    assert stalled.after(Progressed(Stage.WRITE, progress.write.done + 1), 121.0).write.stalled == 0


def test_a_dip_does_not_make_it_jump_and_what_lasts_does() -> None:
    """It may only jump up when the speed has been lower for SURE seconds."""
    progress = written(20 * MB, 20)
    left, done = progress.seconds_left(), progress.write.done
    assert left is not None
    for tick in range(1, 200):
        done += MB // 2  # 5 MB/s
        progress = progress.after(Progressed(Stage.WRITE, done), 120.0 + tick / 10)
        said = progress.seconds_left()
        assert said is not None
        if tick < SURE * 10:
            assert said <= left + 0.5
        left = said
    assert left > 1.5 * (1000 - 400) / 20


def test_around_bad_places_the_reading_goes_on_and_nobody_knows_how_long() -> None:
    progress = Progress(checks=False).after(StageStarted(Stage.READ, 1000 * MB), 100.0)
    progress = progress.after(Progressed(Stage.READ, 900 * MB), 120.0)
    assert progress.fraction is not None
    progress = progress.after(StageStarted(Stage.RESCUE, 1000 * MB, 950 * MB), 121.0)
    assert (progress.write.done, progress.write.total) == (950 * MB, 1000 * MB)
    assert progress.fraction is None


def test_warnings_and_the_end_are_kept() -> None:
    warned, finished = Warned("read-again", "Oh."), Finished(Unchecked(1, None, 1.0))
    progress = Progress().after(warned, 1.0).after(finished, 2.0)
    assert progress.warnings == (warned,)
    assert progress.fraction == 1.0


@given(
    st.lists(st.tuples(st.integers(0, 40 * MB), st.floats(0.001, 5)), min_size=1, max_size=200),
)
def test_the_map_follows_the_place(steps: list[tuple[int, float]]) -> None:
    total, done, now = 1000 * MB, 0, 0.0
    progress = Progress().after(StageStarted(Stage.WRITE, total), now)
    for length, seconds in steps:
        done, now = min(total, done + length), now + seconds
        progress = progress.after(Progressed(Stage.WRITE, done), now)
        left = progress.seconds_left()
        assert left is None or left >= 0
        assert len(progress.write.speeds) <= POINTS * done // total
    if done == total:
        assert len(progress.write.speeds) == POINTS


def test_of_a_packed_file_its_own_length_is_the_measure() -> None:
    """Where nobody knows how long the image is; the rest is taken to be packed as tightly."""
    progress = Progress().after(StageStarted(Stage.WRITE, None), 1.0)
    for second in range(1, 41):
        share = second / 100
        progress = progress.after(Progressed(Stage.WRITE, second * 10**7, share), 1.0 + second)
    assert progress.write.fraction == 0.4
    assert progress.write.expected == 10**9
    assert len(progress.write.speeds) == int(0.4 * POINTS)
    left = progress.seconds_left(0.0)
    assert left is not None
    assert 60 + 75 < left < 60 + 85  # the rest at 10 MB/s, and the check a quarter faster


def test_the_first_hundredth_of_a_packed_file_tells_nothing_of_the_rest() -> None:
    progress = Progress().after(StageStarted(Stage.WRITE, None), 1.0)
    progress = progress.after(Progressed(Stage.WRITE, 10**9, 0.01), 8.0)
    assert progress.write.expected is None
    assert progress.seconds_left(0.0) is None
