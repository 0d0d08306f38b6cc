"""What a story says, whatever stands in it and wherever it was cut off."""

import fcntl
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_journal import seventh, story
from support_media import stick_info

from app.drives import told as drives_told
from app.drives.drive import DriveInfo, DriveKind, Partition
from app.drives.sysfs import Sysfs
from app.drives.told import Told, this_start
from app.events import Stage
from app.journal import End, ImageTold, Unfinished, unfinished
from app.journal import story as stories
from app.journal.story import read
from app.sources.source import FileIdentity

ABOUT = {
    "image": "Ubuntu",
    "total": 100,
    "when": 0.0,
    "drive": {"vendor": "", "model": "m", "serial": "s", "size": 1, "inode": 0},
}


@pytest.mark.parametrize(
    ("done", "total", "share"),
    [(-5, 100, 0.0), (10**400, 1, 1.0), (5, -5, None), (5, 0, None)],
)
def test_numbers_that_cannot_be(place: Path, done: int, total: int, share: float | None) -> None:
    place.mkdir()
    lines = [ABOUT | {"total": total}, {"stage": "write"}, {"done": done}]
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (found,) = unfinished(place)
    assert found.share == share


@pytest.mark.parametrize("cut", [0, 1, 30])
def test_a_last_line_that_was_cut_off(place: Path, cut: int) -> None:
    place.mkdir()
    lines = [json.dumps(ABOUT), json.dumps({"stage": "write"}), json.dumps({"done": 33})]
    whole = "\n".join(lines) + "\n"
    (place / "1.jsonl").write_text(whole[: len(whole) - cut] + ("" if cut else '{"do'))
    (found,) = unfinished(place)
    assert found.share == (0.33 if cut < 2 else 0.0)


def told_end(place: Path, **first: object) -> Unfinished:
    place.mkdir(exist_ok=True)
    line = json.dumps(ABOUT | first)
    (place / "1.jsonl").write_text(f'{line}\n{{"stage": "write"}}\n{{"done": 33}}\n')
    (found,) = unfinished(place)
    return found


def test_a_power_cut_is_told_from_a_kill(place: Path) -> None:
    assert told_end(place, start=this_start()).end is End.KILLED
    cut = told_end(place, start="another start")
    assert (cut.end, cut.to_json()["end"]) == (End.POWER_CUT, "power-cut")
    assert told_end(place).end is End.KILLED  # nobody noted it


STICK = stick_info(1000)


def told(place: Path, *lines: dict[str, Any], **first: Any) -> Unfinished:
    """What is read of a story of these lines."""
    found = read(story(place, STICK, *lines, **first))
    assert found is not None
    return found


def test_everything_that_was_noted_is_read(place: Path) -> None:
    found = told(place, {"stage": "write"}, {"done": 33}, {"done": 66, "end": "write-refused"})
    assert (found.image, found.stage, found.done, found.total) == ("Ubuntu", Stage.WRITE, 66, 100)
    assert (found.why, found.end, found.when) == ("write-refused", End.FAILED, 1700000000.5)
    assert (found.drive, found.file) == (Told.of(STICK), ImageTold(1, 2, 3, 4, "5a"))
    assert (found.start, found.diskseq) == (this_start(), 7)
    assert (found.story, found.old) == (place / "1.jsonl", place / "1.old")
    assert (found.undoable, found.headed) == (False, False)
    assert found.to_json() == {
        "image": "Ubuntu",
        "stage": "write",
        "done": 66,
        "total": 100,
        "end": "failed",
        "code": "write-refused",
        "when": 1700000000,
        "undo": False,
    }


def test_a_story_of_an_image_of_unknown_size(place: Path) -> None:
    found = told(place, {"stage": "verify"}, {"done": 5}, total=None, file=None, diskseq=None)
    assert (found.total, found.done, found.share) == (None, 5, None)
    assert (found.file, found.diskseq) == (None, None)
    identity = FileIdentity(device=1, inode=2, size=3, modified=4)
    assert not found.is_of(identity)
    assert told(place).is_of(identity)
    for change in ({"device": 9}, {"inode": 9}, {"size": 9}, {"modified": 9}):
        assert not told(place).is_of(replace(identity, **change))


def test_nothing_but_who_it_is_about(place: Path) -> None:
    """The power went at once."""
    found = told(place)
    assert (found.stage, found.done, found.why, found.share) == (Stage.BLANK, 0, "", 0.0)


@pytest.mark.parametrize(
    ("stage", "done", "wrote", "headed"),
    [
        ("release", 5, False, False),
        ("blank", 5, False, False),
        ("compare", 5, True, False),
        ("write", 5, True, False),
        ("sync", 5, False, False),
        ("verify", 100, True, False),
        ("write-head", 100, True, True),
        ("verify-head", 100, True, True),
        ("identity", 100, True, True),
    ],
)
def test_how_far_it_came_by_its_stage(
    place: Path, stage: str, done: int, wrote: bool, headed: bool
) -> None:
    found = told(place, {"stage": stage}, {"done": 5})
    assert (found.done, found.wrote, found.headed) == (done, wrote, headed)


def test_how_far_it_came_is_not_taken_back(place: Path) -> None:
    """Whatever comes after: another stage begins its own counting, the head is not unwritten."""
    found = told(place, {"stage": "write"}, {"done": 50}, {"done": 7}, {"stage": "sync"})
    assert (found.done, found.stage) == (50, Stage.SYNC)
    assert told(place, {"stage": "write-head"}, {"stage": "sync"}).headed
    assert told(place, {"stage": "write"}, {"stage": "sync"}).wrote
    why = told(place, {"end": "stopped"}, {"done": 1}).why
    assert why == "stopped"


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("stopped", End.STOPPED),
        ("drive-gone", End.UNPLUGGED),
        ("stick-file-gone", End.FAILED),  # nobody unplugs a file
        ("sync-failed", End.FAILED),
        ("", End.KILLED),
    ],
)
def test_the_end_by_its_code(place: Path, code: str, end: End) -> None:
    found = told(place, {"stage": "write"}, {"end": code})
    assert found.end is end
    assert found.to_json()["end"] == end.name.lower().replace("_", "-")


@pytest.mark.parametrize(
    "change",
    [
        {"when": None},
        {"when": "yesterday"},
        {"total": "all"},
        {"total": math.inf},
        {"diskseq": "x"},
        {"file": 3},
        {"file": {}},
        {"drive": None},
        {"drive": {}},
    ],
)
def test_a_first_line_that_is_not_ours_says_nothing(place: Path, change: dict[str, Any]) -> None:
    path = story(place, STICK, **change)
    assert read(path) is None


def test_old_contents_are_a_file_of_their_own(place: Path, tmp_path: Path) -> None:
    found, elsewhere = told(place), tmp_path / "else"
    elsewhere.touch()
    found.old.symlink_to(elsewhere)
    assert not told(place).undoable
    found.old.unlink()
    found.old.mkdir()
    assert not told(place).undoable
    found.old.rmdir()
    found.old.touch()
    assert told(place).undoable
    assert told(place).to_json()["undo"] is True


def test_a_file_that_is_large_is_not_looked_at(place: Path) -> None:
    path = told(place).story
    text = path.read_text()
    path.write_text(text + " " * ((1 << 20) - len(text)))
    assert read(path) is not None
    path.write_text(text + " " * ((1 << 20) - len(text) + 1))
    assert read(path) is None


def test_what_is_being_written_says_nothing_yet(place: Path) -> None:
    path = told(place).story
    with path.open("a") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        assert read(path) is None
    assert read(path) is not None


def test_others_may_read_at_the_same_time(place: Path) -> None:
    path = told(place).story
    with path.open() as other:
        fcntl.flock(other, fcntl.LOCK_SH)
        assert read(path) is not None


def test_text_that_no_program_can_have_meant(place: Path) -> None:
    """Half a character of somebody's image is still its name."""
    path = told(place).story
    path.write_bytes(path.read_bytes().replace(b"Ubuntu", b"Ubunt\xff"))
    found = read(path)
    assert found is not None
    assert found.image == "Ubunt\N{REPLACEMENT CHARACTER}"


def test_an_empty_file_and_no_file_say_nothing(place: Path) -> None:
    path = told(place).story
    path.write_text("")
    assert read(path) is None
    path.write_text("[" * 100_000)  # deeper than anybody can look
    assert read(path) is None
    path.unlink()
    assert read(path) is None


def test_behind_a_line_that_is_torn_nothing_is_believed(place: Path) -> None:
    path = told(place, {"stage": "write"}, {"done": 33}).story
    path.write_text(path.read_text() + '{"do\n{"done": 66}\n')
    found = read(path)
    assert found is not None
    assert found.done == 33


def test_what_nobody_noted_is_not_known(place: Path) -> None:
    plain = Unfinished("", Stage.WRITE, 0, None, "", End.KILLED, 0.0, Told.of(STICK), place)
    assert (plain.file, plain.undoable) == (None, False)
    assert (plain.start, plain.diskseq, plain.wrote, plain.headed) == ("", None, False, False)
    place.mkdir()
    (place / "1.jsonl").write_text(json.dumps(ABOUT))
    found = read(place / "1.jsonl")
    assert found is not None
    assert (found.file, found.undoable) == (None, False)
    assert (found.start, found.diskseq, found.wrote, found.headed) == ("", None, False, False)


HEADED = {"stage": "write-head"}
ITSELF = Partition(STICK.node, 0, 1000, label="LIVE", file_system="iso9660")
PART = replace(ITSELF, node="/dev/sdb1")


@pytest.mark.parametrize(
    ("drive", "before", "behind"),
    [
        (STICK, True, True),
        (replace(STICK, label="LIVE"), False, True),
        (replace(STICK, file_system="iso9660"), False, True),
        (replace(STICK, partitions=(ITSELF,)), False, True),
        (replace(STICK, partitions=(PART,)), False, False),
        (replace(STICK, partitions=(ITSELF, PART)), False, False),
        (replace(STICK, node="/dev/sdc"), True, True),
        (replace(STICK, serial="4C54"), False, False),
        (replace(STICK, model="Other"), False, False),
        (replace(STICK, vendor="Other"), False, False),
        (stick_info(1001), False, False),
    ],
)
def test_which_drive_it_is_about(place: Path, drive: DriveInfo, before: bool, behind: bool) -> None:
    """Before the head was due, and from then on."""
    assert told(place).is_about(drive) is before
    assert told(place, HEADED).is_about(drive) is behind


def test_a_drive_without_a_serial_number_is_known_while_it_stays_plugged_in(place: Path) -> None:
    """Once it was unplugged any other of its kind looks like it."""
    plain = replace(STICK, serial="")
    assert not told(place, drive=Told.of(plain).to_json(), diskseq=6).is_about(plain)
    assert told(place, drive=Told.of(plain).to_json()).is_about(plain)


def test_after_a_quick_test_its_marks_tell_it_from_its_like(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the one that was tested is surely another."""
    plain = replace(STICK, serial="")
    left = told(place, drive=Told.of(plain).to_json(), diskseq=6, probe=True)
    left = replace(left, undoable=True)
    for there in (False, True):
        monkeypatch.setattr("app.journal.story.is_plugged_in", lambda _, there=there: there)
        assert left.is_about(plain) is not there
        assert replace(left, drive=Told.of(STICK)).is_about(STICK)


def plugged(diskseq: int | None, inode: int | None = None) -> DriveInfo:
    identity = replace(STICK.identity, diskseq=diskseq, inode=inode)
    kind = DriveKind.USB_STICK if inode is None else DriveKind.VIRTUAL
    return replace(STICK, identity=identity, kind=kind)


def test_it_was_not_unplugged_since_then(place: Path) -> None:
    assert told(place).is_same(STICK)
    assert not told(place).is_same(plugged(8))
    assert not told(place, start="another start").is_same(STICK)
    assert not told(place, start="").is_same(STICK)


def test_where_nobody_tells_the_starts_apart_no_drive_is_surely_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "this_start", lambda: "")
    assert not told(place, start="").is_same(STICK)


def test_where_the_kernel_counts_nothing_only_a_file_is_surely_the_same(place: Path) -> None:
    file = plugged(None, inode=42)
    assert read_of(place, file).is_same(file)
    assert not read_of(place, plugged(None)).is_same(plugged(None))
    assert not read_of(place, plugged(7)).is_same(plugged(None))


def read_of(place: Path, drive: DriveInfo) -> Unfinished:
    found = read(story(place, drive))
    assert found is not None
    return found


def test_another_drive_that_is_plugged_in_still(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = seventh(tmp_path / "sys")
    monkeypatch.setattr(drives_told, "SYSFS", Sysfs(tmp_path / "sys"))
    assert told(place).is_elsewhere(plugged(8))
    assert not told(place).is_elsewhere(plugged(7))
    assert not told(place, start="another start").is_elsewhere(plugged(8))
    assert not told(place, diskseq=6).is_elsewhere(plugged(8))
    assert not told(place, diskseq=None).is_elsewhere(plugged(8))
    number.unlink()
    assert not told(place).is_elsewhere(plugged(8))
    assert not told(place, diskseq=None).is_elsewhere(plugged(8))


LINE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from([*ABOUT]), inner),
)


@given(st.lists(LINE | st.dictionaries(st.sampled_from(["stage", "done", "end"]), LINE)))
def test_whatever_stands_in_the_files_nothing_fails(
    tmp_path_factory: pytest.TempPathFactory, lines: list[object]
) -> None:
    place = tmp_path_factory.mktemp("jobs")
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in [ABOUT, *lines]))
    (place / "2.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (place / "3.jsonl").mkdir()
    assert all(each.share is None or 0 <= each.share <= 1 for each in unfinished(place))
