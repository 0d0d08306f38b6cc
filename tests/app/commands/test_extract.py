"""`extract` as it is typed."""

import json
from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_iso import Iso, Link

from app.cli import main


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    path = tmp_path / "disc.iso"
    up = Link(((4, b""),))
    path.write_bytes(Iso({"boot/grub.cfg": b"menu", "up": up, "bad.\x1b": b"x"}).build())
    return path


@pytest.mark.parametrize("everything", ["/", "."])
def test_all_in_words(
    everything: str, disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["extract", str(disc), everything, "--to", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("2 files, 5 bytes, in ")
    assert said.out.endswith("out. 1 left out.\n")
    assert "Note: “up” is left out: it is a link to “..”." in said.err
    assert "is called “bad._” there." in said.err
    assert "\x1b" not in said.err
    assert (out / "boot/grub.cfg").read_bytes() == b"menu"


def test_events(disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--json", str(disc), "boot", "--to", str(tmp_path / "out")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"event": "stage", "stage": "extract", "total": 4, "files": 1, "folders": 1}
    end = lines[-1]
    assert end.pop("seconds") >= 0
    assert end == {
        "event": "finished",
        "result": "extracted",
        "bytes": 4,
        "files": 1,
        "folders": 1,
        "left": 0,
    }


def test_a_refusal(disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["extract", "--json", str(disc), "boot", "none", "--to", str(out)]) == 3
    assert json.loads(capsys.readouterr().out)["code"] == "not-inside"
    assert not out.exists()


def test_what_has_no_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noise").write_bytes(b"noise" * 1000)
    assert main(["extract", str(tmp_path / "noise"), "/", "--to", str(tmp_path / "out")]) == 3
    assert "no file system in it" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_link_that_leads_nowhere_is_refused(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.symlink_to(tmp_path / "away")
    assert main(["extract", "--json", str(disc), "boot", "--to", str(out)]) == 3
    assert "a link that leads nowhere" in json.loads(capsys.readouterr().out)["text"]
    assert not (tmp_path / "away").exists()


def test_what_could_not_be_had_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "disk.img"
    parts = [(mbr_entry(0x0C, 64, 1024), fat({"a": b"a"})), (mbr_entry(0x83, 2048, 8), b"")]
    path.write_bytes(mbr_disk(*parts).build())
    assert main(["extract", str(path), "/", "--to", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out/partition-1/a").read_bytes() == b"a"
