"""Every dump in tests/data/udev gets the verdict that stands in it, from `stickwright drives`."""

import json
import re

import pytest
from computers import ALL_DUMPS, DUMPS, FakeComputer, verdicts_of

from app.commands.drives import show
from app.drives.describe import describe, list_drives
from app.drives.drive import DriveInfo
from app.drives.sysfs import name_of
from app.plan import name_to_type


def verdict(drive: DriveInfo) -> str:
    if drive.offered:
        typed = name_to_type(drive) is not None
        return "offered once its name is typed" if typed else "offered"
    where = "not in the list" if drive.hidden else "blocked"
    return f"{where}: {drive.reasons[0].text}"


@pytest.mark.parametrize("dump", ALL_DUMPS)
def test_every_device_gets_its_verdict(dump: str, computer: FakeComputer) -> None:
    computer.replay(dump)
    looked, expected = computer.look(), verdicts_of(dump)
    assert set(looked.sysfs.disks()) == set(expected)
    shown = {name: words for name, words in expected.items() if words != "never shown"}
    assert {name_of(drive.node): verdict(drive) for drive in list_drives(looked)} == shown
    for name in expected.keys() - shown.keys():  # nor when it is named on the command line
        found = describe(name, looked)
        assert found is not None
        assert [reason.code for reason in found.reasons] == ["not-a-drive"]


@pytest.mark.parametrize("dump", ALL_DUMPS)
def test_the_command_says_it(
    dump: str, computer: FakeComputer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.replay(dump)
    drives = list_drives(computer.look())
    show(drives, as_json=False)
    text = capsys.readouterr().out
    show(drives, as_json=True)
    told = {name_of(drive["node"]): drive for drive in json.loads(capsys.readouterr().out)}
    for name, words in verdicts_of(dump).items():
        kind, _, why = words.partition(": ")
        named = f"(/dev/{name})" in text
        assert named == (name in told) == (kind != "never shown")
        if named:
            assert told[name]["offered"] == kind.startswith("offered")
            assert told[name]["hidden"] == (kind == "not in the list")
            assert why in text
    if not told:
        assert text == "No drive connected. Plug in a USB stick or SD card.\n"


@pytest.mark.parametrize("dump", ALL_DUMPS)
def test_a_dump_says_what_it_is_and_where_it_comes_from(dump: str) -> None:
    lines = (DUMPS / f"{dump}.txt").read_text().splitlines()
    head = [line for line in lines[: lines.index("### expected")] if line]
    assert len(head) > 1
    assert all(line.startswith("# ") for line in head)
    assert re.match(r"# (Recorded in|Written after) ", head[-1])


def test_the_readme_names_every_dump() -> None:
    named = re.findall(r"^\| `([^`]+)` \|", (DUMPS / "README.md").read_text(), re.MULTILINE)
    assert sorted(named) == ALL_DUMPS
