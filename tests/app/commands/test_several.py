"""`write` with several drives: who is asked what, what is said of whom, and how it ends."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_images import image_bytes, whole_report

from app.cli import main
from app.commands.ends import FAILED, REFUSED, STOPPED, worst
from app.commands.follow_several import follow_several, short_names
from app.commands.left_on_drive import HEADED, undo_hint
from app.drives.image_file import virtual_stick
from app.errors import DriveBusy, DriveGone, Stopped
from app.events import Event, Stage, StageStarted, Undoable
from app.jobs import Failed, Heard, Jobs
from app.plan import plan_write
from app.sources import open_source

MIB = 1 << 20
ROOT = Path(__file__).parents[3]

Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(9 * MIB + 100))
    return path


@pytest.fixture
def sticks(tmp_path: Path) -> list[str]:
    return [str(tmp_path / name) for name in ("one.img", "two.img", "three.img")]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """What was said as JSON, a line an object."""
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_all_are_written_and_each_has_its_line(
    image: Path, sticks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", "--yes", str(image), *sticks, "--size", "12M"]) == 0
    out, error = capsys.readouterr()
    lines = out.splitlines()
    for stick in sticks:
        assert Path(stick).read_bytes()[: image.stat().st_size] == image.read_bytes()
        mine = [line for line in lines if line.startswith(Path(stick).name)]
        assert len([line for line in mine if "identical" in line]) == 1
        assert f"{Path(stick).name}: Checking every byte…" in error
    digest = hashlib.sha256(image.read_bytes()).hexdigest()
    assert out.count(digest) == 1


def test_each_line_of_json_says_of_which_drive(image: Path, sticks: list[str], told: Told) -> None:
    assert main(["write", "--yes", "--json", str(image), *sticks]) == 0
    lines = told()
    plans = [line["drive"]["node"] for line in lines if line["event"] == "plan"]
    assert plans == sticks
    rest = [line for line in lines if line["event"] not in ("plan", "warning")]
    assert {line["drive"] for line in rest} == set(sticks)
    for stick in sticks:
        mine = [line for line in rest if line["drive"] == stick]
        assert mine[0]["event"] == "stage"
        assert mine[0]["stage"] == "release"
        assert mine[-1]["event"] == "finished"
        assert mine[-1]["result"] == "verified"


def test_each_that_ends_early_says_what_is_left_on_it(
    image: Path, sticks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As it is said of one drive alone; one that nothing was written to is as it was."""
    source = open_source(image)
    report = whole_report(source.size)
    drives = [virtual_stick(Path(stick), 12 * MIB).info for stick in sticks]
    plans = [plan_write(source, report, drive) for drive in drives]
    told: tuple[tuple[int, Event | Failed], ...] = (
        (0, Undoable(possible=True)),
        *((number, StageStarted(Stage.BLANK, 2)) for number in (0, 1)),
        (1, StageStarted(Stage.WRITE_HEAD, 2)),
        (0, Failed(Stopped())),
        (1, Failed(DriveGone("two.img"))),
        (2, Failed(DriveBusy("three.img"))),
    )

    def jobs() -> Jobs:
        for number, event in told:
            yield Heard(number, event)

    ends = follow_several(jobs(), plans, as_json=False)
    assert [end.status for end in ends] == [STOPPED, FAILED, REFUSED]
    said = capsys.readouterr().err
    assert f"one.img: Stopped. {undo_hint(drives[0])}\n" in said
    assert f"two.img: two.img was unplugged. Plug it in again. {HEADED}\n" in said
    assert "three.img: three.img is in use. Close it first.\n" in said


def test_going_on_is_for_one_drive_and_said_so(
    image: Path, sticks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", "--yes", "--resume", str(image), *sticks]) == 2
    assert "one drive at a time" in capsys.readouterr().err
    assert not any(Path(stick).exists() for stick in sticks)


def link_to(path: str, folder: Path) -> str:
    (folder / "link").symlink_to(path)
    return str(folder / "link")


def hard_link_to(path: str, folder: Path) -> str:
    os.link(path, folder / "other-name.img")
    return str(folder / "other-name.img")


OTHER_NAMES: dict[str, Callable[[str, Path], str]] = {
    "the same": lambda path, _: path,
    "another path": lambda path, folder: str(folder / ".." / folder.name / Path(path).name),
    "a link": link_to,
    "a hard link": hard_link_to,
}


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_the_same_drive_twice_is_a_usage_error(
    tmp_path: Path, image: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.img"
    stick.write_bytes(b"precious" * (2 * MIB))
    again = OTHER_NAMES[name](str(stick), tmp_path)
    assert main(["write", "--yes", str(image), str(stick), again]) == 2
    assert "the same drive" in capsys.readouterr().err
    assert stick.read_bytes() == b"precious" * (2 * MIB)


def test_the_same_new_stick_twice_makes_none(tmp_path: Path, image: Path) -> None:
    stick = str(tmp_path / "new.img")
    assert main(["write", "--yes", str(image), stick, stick]) == 2
    assert not Path(stick).exists()


def test_one_that_is_too_small_refuses_all_untouched(
    tmp_path: Path, image: Path, sticks: list[str], told: Told
) -> None:
    small = tmp_path / "small.img"
    small.write_bytes(b"precious" * 64)
    assert main(["write", "--yes", "--json", str(image), sticks[0], str(small), sticks[1]]) == 3
    assert told()[-1]["code"] == "drive-too-small"
    assert small.read_bytes() == b"precious" * 64
    assert not Path(sticks[0]).exists()
    assert not Path(sticks[1]).exists()


def test_without_a_terminal_a_yes_is_needed(image: Path, sticks: list[str]) -> None:
    assert main(["write", str(image), *sticks]) == 2
    assert not any(Path(stick).exists() for stick in sticks)


def test_one_that_is_in_use_does_not_keep_the_others(
    image: Path, sticks: list[str], told: Told
) -> None:
    """It is found only when it is opened: by then the others are on their way."""
    busy = virtual_stick(Path(sticks[1]), 12 * MIB)
    with busy.open():
        assert main(["write", "--yes", "--json", str(image), *sticks]) == 3
    lines = [line for line in told() if line["event"] in ("finished", "failed")]
    ends = {line["drive"]: line for line in lines}
    assert ends[sticks[1]]["code"] == "drive-busy"
    for stick in (sticks[0], sticks[2]):
        assert ends[stick]["result"] == "verified"
        assert Path(stick).read_bytes()[: image.stat().st_size] == image.read_bytes()
    assert Path(sticks[1]).exists()  # it was there before


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ([0, 0], 0),
        ([0, 130], 130),
        ([130, 3], 3),
        ([3, 1, 0], 1),
        ([1, 4, 0], 4),
    ],
)
def test_the_worst_end_is_that_of_the_command(statuses: list[int], whole: int) -> None:
    assert worst(statuses) == whole


def test_names_are_short_as_long_as_they_tell_drives_apart(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one = virtual_stick(tmp_path / "a.img", MIB).info
    two = virtual_stick(tmp_path / "b.img", MIB).info
    same = virtual_stick(tmp_path / "other" / "a.img", MIB).info
    assert short_names([one, two]) == ["a.img", "b.img"]
    assert short_names([one, same]) == [one.node, same.node]


def test_four_drives_take_no_more_than_80_mib(tmp_path: Path) -> None:
    """As the kernel counts it, of a process of its own; the image is larger than all buffers."""
    image = tmp_path / "image.img"
    with image.open("wb") as file:
        file.write(b"stick")
        file.truncate(160 * MIB)
    sticks = [str(tmp_path / f"{number}.img") for number in range(4)]
    words = ["write", "--yes", "--json", str(image), *sticks]
    code = (
        "import re, sys\nfrom app.cli import main\n"
        f"status = main({words!r})\n"
        "found = re.search(r'VmHWM:\\s+(\\d+) kB', open('/proc/self/status').read())\n"
        "print(int(found[1]) // 1024, file=sys.stderr)\n"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stderr.split()[-1]) <= 80


def test_a_signal_stops_all_and_leaves_each_unfinished(tmp_path: Path) -> None:
    big = tmp_path / "big.img"
    with big.open("wb") as file:
        file.write(b"\xeb\x63\x90" + bytes(509))
        file.truncate(6 << 30)
    sticks = [str(tmp_path / f"{number}.img") for number in range(2)]
    command = [sys.executable, "-m", "app", "write", "--yes", "--json", str(big), *sticks]
    writing: set[str] = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if told["event"] == "progress" and told["stage"] == "write":
                writing.add(told["drive"])
            if len(writing) == len(sticks):
                break
        process.send_signal(signal.SIGINT)
        rest = [json.loads(line) for line in process.stdout]
    assert process.returncode == 130
    assert [line["event"] for line in rest].count("stopped") == 2
    assert {line["drive"] for line in rest if line["event"] == "stopped"} == set(sticks)
    for stick in sticks:
        with Path(stick).open("rb") as file:
            assert file.read(512) == bytes(512)
