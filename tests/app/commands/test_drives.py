"""What the list of drives says beside the drives."""

import json
from dataclasses import replace

import pytest
from support_window import drive

from app import journal
from app.commands.drives import show
from app.drives.drive import DriveInfo
from app.drives.told import Told


def unfinished_on(stick: DriveInfo) -> None:
    """A story of a write to it, as a killed program leaves it."""
    place = journal.folder()
    place.mkdir(parents=True)
    told = Told.of(stick).to_json()
    lines = [{"image": "Ubuntu\x1b", "total": 100, "when": 0.0, "drive": told}, {"done": 33}]
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in lines))


@pytest.fixture
def stick() -> DriveInfo:
    return replace(drive(), partitions=(), label="", file_system="", serial="1234")


def test_an_unfinished_write_is_told(stick: DriveInfo, capsys: pytest.CaptureFixture[str]) -> None:
    unfinished_on(stick)
    show((stick, replace(stick, serial="5678")), as_json=False)
    shown = capsys.readouterr().out
    assert shown.count("unfinished") == 1
    assert "\x1b" not in shown
    assert "broken off with the program at 33 %" in shown


def test_an_unfinished_write_is_told_to_machines(
    stick: DriveInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    unfinished_on(stick)
    show((stick, replace(stick, serial="5678")), as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["unfinished"]["image"] == "Ubuntu\x1b"
    assert (first["unfinished"]["end"], first["unfinished"]["done"]) == ("killed", 33)
    assert second["unfinished"] is None
