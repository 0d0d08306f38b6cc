"""What the list of drives says beside the drives."""

import json
from dataclasses import replace

import pytest
from support_window import drive

from app import journal
from app.commands.drives import show
from app.drives.told import Told


def test_an_unfinished_write_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    stick = replace(drive(), partitions=(), label="", file_system="", serial="1234")
    place = journal.folder()
    place.mkdir(parents=True)
    told = Told.of(stick).to_json()
    lines = [{"image": "Ubuntu\x1b", "total": 100, "when": 0.0, "drive": told}, {"done": 33}]
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    show((stick, replace(stick, serial="5678")), as_json=False)
    shown = capsys.readouterr().out
    assert shown.count("unfinished") == 1
    assert "\x1b" not in shown
    assert "broken off with the program at 33 %" in shown
