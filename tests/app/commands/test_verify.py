"""`verify` as it is typed."""

import json
from pathlib import Path

import pytest
from support_images import image_bytes
from support_stopped import filled, stopped_at, writing

from app import journal
from app.cli import main
from app.commands.ends import DIFFERS, DONE, REFUSED
from app.drives.image_file import virtual_stick
from app.events import Stage
from app.sources import open_source

STICK = 12 << 20
LENGTH = 9 << 20


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(LENGTH))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


def stop_at(stage: Stage, image: Path, stick: Path) -> None:
    filled(stick, STICK)
    stopped_at(writing(open_source(image), virtual_stick(stick), journal.folder()), stage)


def test_an_unfinished_write_is_said_first(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_at(Stage.SYNC, image, stick)
    assert main(["verify", str(image), str(stick)]) == DIFFERS
    first, *_, last = capsys.readouterr().err.splitlines()
    assert first.startswith(
        "Note: The last write to it from here was not finished: Ubuntu 24.04, stopped at "
    )
    assert "“stickwright write --resume” goes on with it." in first
    assert f"“stickwright undo {stick}” puts back what was there before." in first
    assert "differs from the image" in last
    assert "That was to be expected: the last write to it was not finished." in last
    assert "another image" not in last


def test_an_unfinished_write_is_said_first_to_machines(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_at(Stage.SYNC, image, stick)
    assert main(["verify", "--json", str(image), str(stick)]) == DIFFERS
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["event"], first["code"]) == ("warning", "unfinished")


def test_of_another_image_it_is_not_said_that_it_goes_on(
    image: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_at(Stage.SYNC, image, stick)
    other = tmp_path / "other.img"
    other.write_bytes(image_bytes(LENGTH, "another"))
    assert main(["verify", str(other), str(stick)]) == DIFFERS
    error = capsys.readouterr().err
    assert "was not finished" in error
    assert "--resume" not in error


def test_of_a_whole_write_nothing_is_said(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_at(Stage.SYNC, image, stick)
    assert main(["write", "--yes", str(image), str(stick)]) == DONE
    capsys.readouterr()
    assert main(["verify", str(image), str(stick)]) == DONE
    assert "finished" not in capsys.readouterr().err


def test_a_drive_that_is_too_small_is_not_one_to_choose_again(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick.write_bytes(bytes(1 << 20))
    assert main(["verify", str(image), str(stick)]) == REFUSED
    error = capsys.readouterr().err
    assert (
        "The drive can’t hold this image: that has 9,437,184 bytes, the drive 1,048,576." in error
    )
    assert "Choose" not in error
    assert main(["write", "--yes", str(image), str(stick)]) == REFUSED
    assert "Choose a larger drive." in capsys.readouterr().err
