"""What the list of drives says beside the drives."""

import json
from dataclasses import replace

import pytest
from support_window import drive

from app import journal
from app.commands.drives import show
from app.drives.drive import DriveInfo
from app.drives.told import Told, this_start


def unfinished_on(stick: DriveInfo, start: str = "") -> None:
    """A story of a write to it, as a killed program leaves it."""
    place = journal.folder()
    place.mkdir(parents=True)
    told = {"drive": Told.of(stick).to_json(), "diskseq": stick.identity.diskseq, "start": start}
    lines = [{"image": "Ubuntu\x1b", "total": 100, "when": 0.0, **told}, {"done": 33}]
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


def test_of_a_drive_without_a_serial_number_as_long_as_it_is_plugged_in(
    stick: DriveInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    nameless = replace(stick, serial="")
    again, on_an_old_kernel = (
        replace(nameless, identity=replace(stick.identity, diskseq=diskseq))
        for diskseq in (99, None)
    )
    unfinished_on(nameless, this_start())
    show((nameless, again, on_an_old_kernel), as_json=False)
    assert capsys.readouterr().out.count("broken off with the program at 33 %") == 1
    show((again, nameless, on_an_old_kernel), as_json=True)
    told = [each["unfinished"] for each in json.loads(capsys.readouterr().out)]
    assert [each and each["done"] for each in told] == [None, 33, None]


def test_where_no_drive_has_a_number_none_without_a_serial_number_is_known(
    stick: DriveInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    """On kernels before 5.15."""
    nameless = replace(stick, serial="", identity=replace(stick.identity, diskseq=None))
    unfinished_on(nameless, this_start())
    show((nameless,), as_json=False)
    assert "unfinished" not in capsys.readouterr().out


def test_but_not_after_a_new_start_of_the_computer(
    stick: DriveInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    nameless = replace(stick, serial="")
    unfinished_on(nameless, "another start")
    show((nameless,), as_json=False)
    assert "unfinished" not in capsys.readouterr().out


def test_an_unfinished_write_is_told_to_machines(
    stick: DriveInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    unfinished_on(stick)
    show((stick, replace(stick, serial="5678")), as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["unfinished"]["image"] == "Ubuntu\x1b"
    assert (first["unfinished"]["end"], first["unfinished"]["done"]) == ("killed", 33)
    assert second["unfinished"] is None
