"""A file that plays a disc, and what else lives on it."""

import fcntl
from pathlib import Path

import pytest

from app.burning import files
from app.burning.files import demand_unused, held
from app.errors import DriveBusy, DriveError, NoDisc


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "disc.img"
    path.write_bytes(bytes(2048))
    return path


def test_one_that_is_mounted_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demand_unused(file)
    demand_unused(file.with_name("new.img"))
    monkeypatch.setattr(files, "users_of", lambda _: ("/dev/loop3", "swap"))
    with pytest.raises(NoDisc, match="in use by /dev/loop3 and swap"):
        demand_unused(file)
    with pytest.raises(DriveBusy, match="/dev/loop3"), held(str(file)):
        pytest.fail("it was mounted meanwhile")


def test_one_at_a_time(file: Path) -> None:
    with held(str(file)):
        with pytest.raises(DriveBusy), held(str(file)):
            pytest.fail("two at once")
        with file.open("rb") as other, pytest.raises(OSError, match="unavailable"):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with held(str(file)):
        """And then the next."""


def test_a_new_one_is_made_and_a_drive_is_left_alone(file: Path) -> None:
    new = file.with_name("new.img")
    with held(str(new)), held("/dev/null"), held("/dev/null"):
        assert new.read_bytes() == b""
    with pytest.raises(DriveError), held(str(new / "in-it")):
        pytest.fail("a file is no folder")
