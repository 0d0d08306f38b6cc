"""What the journal keeps no longer."""

import errno
import fcntl
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from support_journal import STICK, is_writing, seventh, story
from support_media import stick_info
from support_stopped import writing

from app import journal
from app.drives import told
from app.drives.image_file import virtual_stick
from app.drives.sysfs import Sysfs
from app.events import Stage, StageStarted
from app.journal import forgetting, tidy, unfinished
from app.journal.forgetting import LAST, forget, latest, overwritten, restored
from app.sources.source import Source

HOUR, DAY = 3600, 24 * 3600
DRIVE = stick_info(1000)


def test_the_next_write_to_the_drive_takes_the_old_story_away(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    for _ in range(2):
        job = writing(source, drive, place)
        next(event for event in job if is_writing(event))
        job.close()
        assert len(unfinished(place)) == 1
        assert len(list(place.iterdir())) == 1
    list(writing(source, drive, place))
    assert list(place.iterdir()) == []


def test_what_is_old_goes(place: Path, source: Source, tmp_path: Path) -> None:
    first, second = (virtual_stick(tmp_path / f"{name}.img", STICK) for name in "ab")
    for drive in (first, second):
        job = writing(source, drive, place)
        next(event for event in job if event == StageStarted(Stage.SYNC))
        job.close()
    for path in place.iterdir():
        os.utime(path, (0, 0))
    third = virtual_stick(tmp_path / "c.img", STICK)
    job = writing(source, third, place)
    next(event for event in job if event == StageStarted(Stage.SYNC))
    assert len(list(place.iterdir())) == 1
    job.close()


def noted(place: Path, number: int, age: float = 0) -> Path:
    """A story that was written to so many seconds ago; the place of its old contents."""
    path = story(place, DRIVE, name=f"{number:020}-0123ab")
    return aged(path, age).with_suffix(".old")


def aged(path: Path, age: float) -> Path:
    path.touch()
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(place: Path) -> list[str]:
    """What is left, as "1.jsonl"."""
    return sorted(path.name.lstrip("0").replace("-0123ab", "") for path in place.iterdir())


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> float:
    """The clock stands: what is exactly as old as it may be is so still when it is asked."""
    now = float(int(time.time()))
    monkeypatch.setattr(time, "time", lambda: now)
    return now


@pytest.mark.usefixtures("now")
def test_a_story_is_kept_for_sixty_days(place: Path) -> None:
    aged(noted(place, 1, 60 * DAY), 7 * DAY)
    aged(noted(place, 2, 60 * DAY + 1), 0)
    tidy(place)
    assert names(place) == ["1.jsonl", "1.old"]


@pytest.mark.usefixtures("now")
def test_old_contents_are_kept_for_a_week(place: Path) -> None:
    aged(noted(place, 1), 7 * DAY)
    aged(noted(place, 2), 7 * DAY + 1)
    tidy(place)
    assert names(place) == ["1.jsonl", "1.old", "2.jsonl"]


def test_old_contents_are_kept_of_the_last_four(place: Path) -> None:
    for number in range(1, 7):
        aged(noted(place, number), 0)
    tidy(place)
    kept = [name for name in names(place) if name.endswith(".old")]
    assert kept == ["3.old", "4.old", "5.old", "6.old"]
    assert len(names(place)) == 6 + 4


def test_what_is_being_written_is_left_alone_and_not_counted(place: Path) -> None:
    files = [aged(noted(place, number), 8 * DAY if number == 1 else 0) for number in range(1, 7)]
    stories = [path.with_suffix(".jsonl").open() for path in (files[0], files[5])]
    for each in stories:
        fcntl.flock(each, fcntl.LOCK_EX)
    tidy(place)
    assert all(path.exists() for path in files)
    for each in stories:
        each.close()
    tidy(place)
    assert [path.exists() for path in files] == [False, False, True, True, True, True]


def test_somebody_who_reads_the_story_is_not_writing_it(place: Path) -> None:
    old = aged(noted(place, 1), 8 * DAY)
    with old.with_suffix(".jsonl").open() as reading:
        fcntl.flock(reading, fcntl.LOCK_SH)
        tidy(place)
    assert names(place) == ["1.jsonl"]


def test_what_is_being_put_back_is_left_alone(place: Path) -> None:
    old = aged(noted(place, 1), 8 * DAY)
    with old.open() as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        tidy(place)
        assert old.exists()
    tidy(place)
    assert not old.exists()


def orphan(place: Path, number: int, age: float) -> Path:
    """Old contents without a story."""
    old = noted(place, number)
    old.with_suffix(".jsonl").unlink()
    return aged(old, age)


@pytest.mark.usefixtures("now")
def test_old_contents_without_a_story_have_an_hour_to_get_one(place: Path) -> None:
    for number, age in ((1, HOUR - 1), (2, HOUR), (3, HOUR + 1)):
        orphan(place, number, age)
    aged(noted(place, 4), HOUR + 1)
    tidy(place)
    assert names(place) == ["1.old", "2.old", "4.jsonl", "4.old"]


@pytest.mark.usefixtures("now")
def test_a_story_that_says_nothing_is_none(place: Path) -> None:
    for number, age in ((1, HOUR), (2, HOUR + 1)):
        old = noted(place, number)
        old.with_suffix(".jsonl").write_bytes(b"")
        aged(old, age)
    tidy(place)
    assert [name for name in names(place) if name.endswith(".old")] == ["1.old"]


@pytest.mark.parametrize(("age", "counted"), [(HOUR - 1, False), (HOUR, True)])
@pytest.mark.usefixtures("now")
def test_what_gets_its_story_still_is_not_counted(place: Path, age: float, counted: bool) -> None:
    for number in range(1, 5):
        aged(noted(place, number), 0)
    orphan(place, 5, age)
    tidy(place)
    kept = [name for name in names(place) if name.endswith(".old")]
    assert kept == [f"{number}.old" for number in range(2 if counted else 1, 6)]


@pytest.mark.parametrize(
    "name",
    [
        "1-0123ab.old",
        f"{1:021}-0123ab.old",
        f"{1:020}-0123a.old",
        f"{1:020}-0123abc.old",
        f"{1:020}-0123AB.old",
        f"{1:020}-0123ab.olds",
        f"x{1:020}-0123ab.old",
        f"{1:020}-0123ab-old",
        f"{1:020}-0123ab.json",
        f"{'١' * 20}-0123ab.old",  # digits, but not of those that are in our names
    ],
)
def test_whatever_else_lies_there_is_not_ours(place: Path, name: str) -> None:
    place.mkdir()
    path = aged(place / name, 100 * DAY)
    tidy(place)
    assert path.exists()


def test_what_only_bears_our_names(place: Path, tmp_path: Path) -> None:
    """A link is not followed, a pipe is not waited for, and a folder stops nothing."""
    place.mkdir()
    theirs = aged(tmp_path / "theirs", 100 * DAY)
    link, pipe = (place / f"{number:020}-0123ab.old" for number in (1, 2))
    link.symlink_to(theirs)
    os.utime(link, (0, 0), follow_symlinks=False)
    os.mkfifo(pipe)
    aged(pipe, 100 * DAY)
    for number, suffix in ((3, ".old"), (4, ".jsonl"), (5, ".jsonl")):
        (place / f"{number:020}-0123ab{suffix}").mkdir()
        aged(place / f"{number:020}-0123ab{suffix}", 100 * DAY)
    os.mkfifo(place / f"{6:020}-0123ab.jsonl")  # in place of the story of old contents
    old = aged(place / f"{6:020}-0123ab.old", 100 * DAY)
    last = aged(place / f"{0:020}-0123ab.jsonl", 100 * DAY)
    tidy(place)
    assert not old.exists()
    assert not last.exists()
    assert theirs.exists()
    assert link.is_symlink()
    assert not pipe.exists()


def test_no_story_stays_open(place: Path) -> None:
    """Whoever looks on for days tidies up often."""

    def held() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    for number in (1, 2):
        aged(noted(place, number), 0)
    with (place / f"{2:020}-0123ab.jsonl").open() as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        before = held()
        tidy(place)
        assert held() == before


def test_the_largest_number_of_a_name(place: Path) -> None:
    """Of what lies there that is not ours nothing counts."""
    assert latest(place) == 0
    place.mkdir()
    assert latest(place) == 0
    for name in (f"{8:020}.old", f"{9:020}-0123ab.txt", f"{'٩' * 20}-0123ab.old"):
        (place / name).touch()
    assert latest(place) == 0
    for name in (f"{7:020}-0123ab.old", f"{4:020}-ffffff.jsonl", f"{LAST}-0123ab"):
        (place / name).touch()
    assert latest(place) == 7
    (place / f"{LAST}-000000.jsonl").touch()
    assert latest(place) == LAST
    assert (len(str(LAST)), len(str(LAST + 1))) == (20, 21)


def test_a_folder_of_somebody_elses_is_left_alone(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = aged(noted(place, 1), 8 * DAY)
    link = tmp_path / "link"
    link.symlink_to(place)
    tidy(link)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    tidy(place)
    assert old.exists()
    tidy(tmp_path / "gone")  # where nothing was noted yet


def test_where_nobody_names_a_place_the_usual_one_is_tidied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    journal.folder().parent.mkdir()
    old = aged(noted(journal.folder(), 1), 8 * DAY)
    tidy()
    assert not old.exists()


def test_a_file_system_without_locks(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """There nobody can say that old contents are in use; too old is too old."""

    def no_locks(_: object, __: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    old = aged(noted(place, 1), 8 * DAY)
    monkeypatch.setattr(fcntl, "flock", no_locks)
    with caplog.at_level("INFO"):
        tidy(place)
    assert not old.exists()
    assert caplog.messages == ["old contents: [Errno 37] No locks available"]


def test_forgotten_is_forgotten_for_good(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is synced when both files are gone; one that is gone already is no error."""
    synced = list[tuple[Path, list[str]]]()
    monkeypatch.setattr(
        forgetting, "sync_folder", lambda folder: synced.append((folder, names(folder)))
    )
    old = aged(noted(place, 1), 0)
    aged(noted(place, 2), 0)
    forget(old.with_suffix(".jsonl"))
    forget(old.with_suffix(".jsonl"))
    assert synced == [(place, ["2.jsonl", "2.old"])] * 2


def test_what_is_overwritten_leaves_nothing_to_put_back(place: Path) -> None:
    aged(noted(place, 1), 0)
    aged(noted(place, 2), 0)
    other = stick_info(1000, serial="4C54")
    theirs = story(place, other, name=f"{3:020}-0123ab")
    overwritten(DRIVE, place)
    assert list(place.iterdir()) == [theirs]
    overwritten(stick_info(2000, serial="4C54"), place)
    assert list(place.iterdir()) == [theirs]


def test_what_was_kept_before_the_computer_was_started_goes_as_well(place: Path) -> None:
    path = story(place, DRIVE, name=f"{1:020}-0123ab", start="another start", diskseq=99)
    path.with_suffix(".old").touch()
    overwritten(DRIVE, place)
    assert list(place.iterdir()) == []


def test_what_one_that_looks_alike_left_is_kept_while_it_is_plugged_in(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = seventh(tmp_path / "sys")
    monkeypatch.setattr(told, "SYSFS", Sysfs(tmp_path / "sys"))
    path = story(place, DRIVE, name=f"{1:020}-0123ab")
    alike = replace(DRIVE, identity=replace(DRIVE.identity, diskseq=8))
    overwritten(alike, place)
    assert path.exists()
    number.unlink()
    overwritten(alike, place)
    assert not path.exists()


BLANKED, WROTE = {"stage": "blank"}, {"stage": "write"}


def test_what_is_as_it_was_has_no_unfinished_write(place: Path) -> None:
    """Neither the one whose old contents are back, nor one behind it that blanked the ends only."""
    other, plain = replace(DRIVE, serial="another"), replace(DRIVE, serial="")
    elsewhere = replace(plain, identity=replace(plain.identity, diskseq=77))
    story(place, DRIVE, BLANKED, name="1")
    story(place, DRIVE, WROTE, name="2")  # whose old contents are back
    story(place, DRIVE, BLANKED, name="3")
    story(place, DRIVE, WROTE, name="4")
    story(place, other, BLANKED, name="5")
    story(place, DRIVE, BLANKED, name="6", diskseq=78)  # its number says that it is this one
    restored(place / "2.jsonl")
    assert sorted(path.stem for path in place.glob("*.jsonl")) == ["1", "4", "5"]
    for path in place.iterdir():
        path.unlink()
    for number, drive in enumerate((plain, elsewhere, plain), 1):
        story(place, drive, WROTE if number == 1 else BLANKED, name=f"{number}")
    story(place, plain, BLANKED, name="4", start="another")  # of the computer: it counts anew
    restored(place / "1.jsonl")
    assert sorted(path.stem for path in place.glob("*.jsonl")) == ["2", "4"]
    for path in place.iterdir():
        path.unlink()
    uncounted = replace(plain, identity=replace(plain.identity, diskseq=None))
    for name in ("1", "2"):  # which may be of two sticks
        story(place, uncounted, BLANKED, name=name)
    restored(place / "1.jsonl")
    assert [path.stem for path in place.glob("*.jsonl")] == ["2"]


def test_what_a_later_write_kept_stays(place: Path) -> None:
    first, second = (story(place, DRIVE, WROTE, name=name) for name in "12")
    second.write_text(second.read_text().replace("write", "blank"))
    second.with_suffix(".old").touch()
    restored(first)
    assert sorted(path.name for path in place.iterdir()) == ["2.jsonl", "2.old"]
    restored(place / "0.jsonl")  # which there is not
    assert len(list(place.iterdir())) == 2
