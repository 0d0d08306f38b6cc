"""`stickwright backup`, as it is typed."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_bad import Bad, bad_stick
from support_stopped import filled

from app.cli import main
from app.commands.ends import DONE, FAILED, REFUSED, STOPPED, USAGE
from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import virtual_stick
from app.errors import DriveBusy
from app.events import Stage, StageStarted
from app.job import Job, run
from app.plan_backup import BackupPlan

SIZE = 4 << 20


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "stick.img", SIZE)
    return tmp_path


def bad_one(folder: Path, monkeypatch: pytest.MonkeyPatch, bad: Bad) -> Drive:
    drive = bad_stick(folder / "stick.img", bad)
    monkeypatch.setattr("app.commands.backup.open_drive", lambda _node, **_: drive)
    return drive


def test_saved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--check", str(folder / "stick.img"), str(folder / "saved.img.zst")]
    assert main(["backup", *words]) == DONE
    out = capsys.readouterr().out
    assert "nothing is written to it" in out
    assert "Saved: 4.19 MB in" in out
    assert "file and drive are the same, byte for byte" in out
    digest = hashlib.sha256((folder / "stick.img").read_bytes()).hexdigest()
    assert f"SHA-256 of the image: {digest}" in out
    assert "saved.img.zst.sha256 and saved.img.zst.bmap" in out


def test_what_is_zeros_in_the_file_alone_is_not_called_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad_one(folder, monkeypatch, Bad(((1 << 18, (1 << 18) + 512),)))
    assert main(["backup", "--check", "stick", str(folder / "saved.img")]) == FAILED
    out = capsys.readouterr().out
    assert "read once more: all else is the same in file and drive, byte for byte" in out
    assert "file and drive are the same" not in out


def test_a_file_that_is_being_written_to_is_not_saved_as_a_mixture(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By another program, or by an undo that stands still; nor can one begin meanwhile."""
    stick, saved = virtual_stick(folder / "stick.img"), folder / "saved.img"
    with stick.open():
        assert main(["backup", str(folder / "stick.img"), str(saved)]) == REFUSED
    assert "is in use by another program" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == [folder / "stick.img"]
    job = run(BackupPlan(stick.info, saved), stick)
    assert any(isinstance(each, StageStarted) and each.stage is Stage.READ for each in job)
    with pytest.raises(DriveBusy), stick.open():
        pytest.fail("it was opened")
    job.close()
    with stick.open():
        pass


def test_bad_places_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = tuple((number << 18, (number << 18) + 512) for number in range(1, 8))
    bad_one(folder, monkeypatch, Bad(places))
    assert main(["backup", "stick", str(folder / "saved.img")]) == FAILED
    out = capsys.readouterr().out
    assert "7 places could not be read: zeros in the file, and listed in" in out
    assert "  512 bytes at byte 262,144" in out
    assert "  and 2 more places" in out
    assert main(["backup", "--json", "--resume", "stick", str(folder / "saved.img")]) == FAILED
    told = events(capsys)
    assert [told[0]["event"], told[-1]["event"]] == ["plan", "finished"]
    assert told[0]["resume"] is True
    assert told[-1]["result"] == "incomplete"
    assert told[-1]["ranges"] == [[start, 512] for start, _ in places]
    assert {line["found"] for line in told if line["event"] == "cell"} == {"good", "refused"}


def test_what_is_left_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = str(folder / "saved.img")
    bad_one(folder, monkeypatch, Bad(left=2 << 20))
    assert main(["backup", "stick", saved]) == FAILED
    err = capsys.readouterr().err
    assert "was unplugged" in err
    assert "What was read is in saved.img.part." in err
    assert f"stickwright backup --resume {folder / 'stick.img'} {saved}" in err
    assert main(["backup", "stick", saved]) == REFUSED
    assert "With --resume it goes on" in capsys.readouterr().err


def test_what_fails_behind_the_file_is_no_reason_to_begin_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is pulled out while it is compared with a file that is whole."""
    saved = folder / "saved.img"
    bad_one(folder, monkeypatch, Bad(left=SIZE + (1 << 20)))
    assert main(["backup", "--check", "stick", str(saved)]) == FAILED
    err = capsys.readouterr().err
    assert "was unplugged" in err
    assert f"It is saved all the same: {saved}." in err
    assert "--resume" not in err
    assert saved.read_bytes() == (folder / "stick.img").read_bytes()


def following(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, do: Callable[[BackupPlan], object]
) -> None:
    """When this stage begins, something is done beside it."""

    def beside(plan: BackupPlan, drive: Drive, control: Control) -> Job:
        for event in run(plan, drive, control):
            if isinstance(event, StageStarted) and event.stage is stage:
                do(plan)
            yield event

    monkeypatch.setattr("app.commands.backup.run_job", beside)


def test_another_file_of_its_name_is_not_called_the_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It came while the drive was read."""
    saved = folder / "saved.img"
    with monkeypatch.context() as once:
        following(once, Stage.SUM, lambda _plan: saved.write_bytes(b"mine"))
        assert main(["backup", str(folder / "stick.img"), str(saved)]) == FAILED
    err = capsys.readouterr().err
    assert "saved.img is there already" in err
    assert "saved all the same" not in err
    assert "What was read is in saved.img.part." in err
    assert saved.read_bytes() == b"mine"
    saved.unlink()
    assert main(["backup", "--resume", str(folder / "stick.img"), str(saved)]) == DONE
    assert saved.read_bytes() == (folder / "stick.img").read_bytes()


def test_a_file_that_was_taken_away_is_not_said_to_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    following(monkeypatch, Stage.SUM, lambda plan: plan.part.unlink())
    assert main(["backup", str(folder / "stick.img"), str(folder / "saved.img")]) == FAILED
    err = capsys.readouterr().err
    assert "What was read is gone: somebody took the file away." in err
    assert "--resume" not in err


def test_a_stop_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    control = Control()
    control.stop()
    monkeypatch.setattr("app.commands.backup.Control", lambda: control)
    assert main(["backup", str(folder / "stick.img"), str(folder / "saved.img")]) == STOPPED


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["stick.img"], USAGE),
        (["--retries", "-1", "stick.img", "saved.img"], USAGE),
        (["--retries", "many", "stick.img", "saved.img"], USAGE),
        (["stick.img", "saved.img.gz"], USAGE),
        (["stick.img", "saved.IMG.XZ"], USAGE),
        (["stick.img", "saved.qcow2"], USAGE),
        (["stick.img", "a-folder/"], USAGE),
        (["stick.img", "/"], USAGE),
        (["nothing.img", "saved.img"], REFUSED),
        (["stick.img", "stick.img"], REFUSED),
        (["stick.img", "nowhere/saved.img"], REFUSED),
        (["stick.img", "saved.iso"], REFUSED),
        (["stick.img", "."], REFUSED),
    ],
)
def test_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], status: int
) -> None:
    monkeypatch.chdir(folder)
    before = (folder / "stick.img").read_bytes()
    if status == USAGE:
        with pytest.raises(SystemExit, match=str(USAGE)):
            main(["backup", *words])
    else:
        assert main(["backup", *words]) == status
    assert [each.name for each in folder.iterdir()] == ["stick.img"]
    assert (folder / "stick.img").read_bytes() == before
