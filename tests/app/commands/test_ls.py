"""`ls` as it is typed."""

import json
from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_iso import Iso, Link

from app.cli import main

FILES: dict[str, bytes | Link] = {
    "boot/grub.cfg": b"x" * 1234,
    "zero": b"",
    "up": Link(((4, b""), (0, b"etc"))),
    "a\x1b[2Jb": b"",
}
SMALL = ["1.23", "kB", "2024-05-06", "07:08"]


@pytest.fixture
def disc(tmp_path: Path) -> str:
    path = tmp_path / "disc.iso"
    path.write_bytes(Iso(FILES).build())
    return str(path)


def test_a_folder_in_lines(disc: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", disc]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "            2024-05-06 07:08  boot/",
        "   0 bytes  2024-05-06 07:08  zero",
        "            2024-05-06 07:08  up -> ../etc",
        "   0 bytes  2024-05-06 07:08  a\N{REPLACEMENT CHARACTER}[2Jb",
    ]


@pytest.mark.parametrize("path", ["/boot/", "./boot", "boot/."])
def test_everything_below(path: str, disc: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", "-r", disc, path]) == 0
    assert capsys.readouterr().out.split() == [*SMALL, "boot/grub.cfg"]


def test_one_file(disc: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", disc, "BOOT/GRUB.CFG"]) == 0
    assert capsys.readouterr().out.split() == [*SMALL, "BOOT/GRUB.CFG"]


def test_as_json(disc: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", "-r", "--json", disc]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["path"], line["type"], line["size"]) for line in lines] == [
        ("boot", "folder", 0),
        ("boot/grub.cfg", "file", 1234),
        ("zero", "file", 0),
        ("up", "link", 0),
        ("a\x1b[2Jb", "file", 0),
    ]
    assert [line["link"] for line in lines if line["link"]] == ["../etc"]


def test_paths_are_whole_where_one_folder_is_listed_as_json(
    disc: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ls", "--json", disc, "boot"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == "boot/grub.cfg"


def test_what_is_not_there(disc: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", disc, "boot/none"]) == 1
    assert "There is no “boot/none” in the image." in capsys.readouterr().err


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "disk.img"
    parts = [(mbr_entry(0x0C, 64, 1024), fat({"a": b""})), (mbr_entry(0x83, 2048, 8), b"")]
    path.write_bytes(mbr_disk(*parts).build())
    assert main(["ls", str(path)]) == 0
    assert "partition-2/  (can’t be read)" in capsys.readouterr().out
    assert main(["ls", str(path), "partition-2"]) == 1
    assert "no file system that can be read here" in capsys.readouterr().err


def test_nothing_to_list_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list without a line could be that of an empty disc."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader")
    assert main(["ls", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Note: There is no file system in it that can be read here.\n"
    empty = tmp_path / "empty.iso"
    empty.write_bytes(Iso({}).build())
    assert main(["ls", str(empty)]) == 0
    assert capsys.readouterr().err == ""
