"""`mount` and `unmount` as they are typed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_loops import FakeLoops
from support_fat import fat
from support_iso import Iso

from app.cli import main


@pytest.fixture
def udisks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLoops]:
    service = FakeLoops()
    with service.on(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield service


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    path = tmp_path / "disc.iso"
    path.write_bytes(Iso({"a": b"a"}).build())
    return path


def test_to_and_fro(udisks: FakeLoops, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mount"]) == 0
    assert capsys.readouterr().out == "Nothing is mounted by this program.\n"
    for words in (["mount", str(disc)], ["mount"]):
        assert main(words) == 0
        assert capsys.readouterr().out == "/media/ada/loop0  disc.iso\n"
    assert main(["unmount", str(disc)]) == 0
    assert capsys.readouterr().out == "Unmounted: /media/ada/loop0  disc.iso\n"
    assert udisks.loops == {}
    assert main(["unmount", "--all"]) == 0
    assert capsys.readouterr().out == "Nothing is mounted by this program.\n"


def test_for_programs(udisks: FakeLoops, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mount", "--json"]) == 0
    assert capsys.readouterr().out == ""
    there = {"image": str(disc), "volume": "", "point": "/media/ada/loop0", "device": "/dev/loop0"}
    for words in (
        ["mount", "--json", str(disc)],
        ["mount", "--json"],
        ["unmount", "--json", "--all"],
    ):
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out) == there


def test_a_warning_comes_before_it_is_mounted(
    udisks: FakeLoops, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trick = tmp_path / "trick.img"
    trick.write_bytes(fat({"Invoice.lnk": b""}))
    udisks.most = 0
    assert main(["mount", str(trick)]) == 3
    said = capsys.readouterr()
    assert "Warning: This looks like a package of programs for Windows" in said.err
    assert "Note: The system itself reads what is mounted." in said.err
    assert said.err.index("Warning") < said.err.index("this computer does not permit it to you")


def test_refusals(udisks: FakeLoops, disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unmount", "--json", str(disc)]) == 3
    assert json.loads(capsys.readouterr().out)["code"] == "nothing-mounted"
    assert main(["mount", str(disc)]) == 0
    udisks.busy = "loop0"
    capsys.readouterr()
    assert main(["unmount", str(disc)]) == 3
    assert "/media/ada/loop0 is in use, so it stays mounted." in capsys.readouterr().err
    for wrong in (["unmount"], ["unmount", "--all", str(disc)]):
        assert main(wrong) == 2
