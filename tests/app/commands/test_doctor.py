"""How it is told, and with what it ends."""

import json
import re
from pathlib import Path

import pytest

from app.cli import main
from app.commands.doctor import show
from app.commands.grammar import COMMANDS
from app.doctor import Check, State

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
FINE = Check("udev", State.OK, "It is there.")
LACKS = Check("gpgv", State.MISSING, "It is not installed.", "Install it.")
BLOCKS = Check("bus", State.BLOCKS, "It can’t be reached.", "Start it.")


def test_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert show((FINE, LACKS), as_json=False) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok       udev               It is there.",
        "missing  gpgv               It is not installed. Install it.",
        "Drives can be written here.",
    ]


def test_what_keeps_from_writing_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert show((FINE, BLOCKS), as_json=False) == 1
    assert "Drives can’t be written here yet." in capsys.readouterr().out
    assert show((FINE, BLOCKS), as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["can_write"] is False
    assert told["checks"][1] == {
        "code": "bus",
        "state": "blocks",
        "text": "It can’t be reached.",
        "hint": "Start it.",
    }


def test_this_computer(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (status == 0) is told["can_write"]
    codes = [check["code"] for check in told["checks"]]
    assert codes[0] == "rights"
    assert len(set(codes)) == len(codes)
    assert "gpgv" in codes
    assert ("xorriso" in codes) is ("burn" in COMMANDS)


def test_the_readme_says_what_machines_get(capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = re.findall(r"(?s)^`doctor` prints one object.*?\n\n", README, re.MULTILINE)
    main(["doctor", "--json"])
    printed = json.loads(capsys.readouterr().out)
    names = {*printed, *printed["checks"][0], "doctor", *State}
    assert set(re.findall(r"`([a-z_]+)`", told)) == names
