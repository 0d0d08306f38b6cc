"""`stickwright format`, and the good part of a drive that is smaller than it claims, as typed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_layout import MIB
from support_stopped import as_usb, filled

from app import journal
from app.cli import main
from app.commands.ends import DIFFERS, DONE, FAILED, REFUSED, USAGE
from app.formats.binary import Window
from app.formats.fat import Fat
from app.formats.mbr import Mbr
from app.sources import open_source
from app.tools import found

SIZE = 64 * MIB
needs_exfat = pytest.mark.skipif(shutil.which("mkfs.exfat") is None, reason="exfatprogs is missing")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    filled(tmp_path / "stick.img", SIZE)
    return tmp_path / "stick.img"


def typed(*words: str | Path) -> int:
    return main(["format", *map(str, words)])


def volume(stick: Path) -> Fat:
    reader = open_source(stick).look()
    (entry,) = Mbr.read(reader).partitions
    return Fat.open(Window(reader, entry.first * 512, entry.sectors * 512))


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_ready_for_files(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = stick.read_bytes()
    assert typed(stick, "--as", "fat32", "--name", "photos", "--yes") == DONE
    out = capsys.readouterr().out
    assert "Erase everything on stick.img" in out
    assert "Ready for files: 65 MB, named “PHOTOS” (FAT32)." in out
    assert "All that was written was read back and is identical." in out
    assert "old files may still be found there" in out
    assert volume(stick).label == "PHOTOS"
    assert not volume(stick).list()
    after = stick.read_bytes()
    assert before[20 * MIB : 30 * MIB] == after[20 * MIB : 30 * MIB]
    assert not any(after[-MIB:])


def test_nothing_old_is_found_where_all_is_overwritten(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stick.read_bytes()
    assert typed(stick, "--as", "fat32", "--overwrite", "--yes") == DONE
    out = capsys.readouterr().out
    assert "Write zeros over all the rest" in out
    assert "Every byte of the drive" in out
    assert "old files" not in out
    after = stick.read_bytes()
    assert not any(after[8 * MIB :])
    assert not any(before[n : n + 512] == after[n : n + 512] for n in range(0, SIZE, 4096))


def test_as_events(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(stick, "--as", "fat32", "--yes", "--json") == DONE
    first, *_, last = events(capsys)
    assert first["event"] == "plan"
    assert (first["file_system"], first["name"], first["table"]) == ("fat32", "STICK", "mbr")
    assert (first["size"], first["partition"]) == (SIZE, 62 * MIB)
    assert first["overwrite"] is False
    assert 0 < first["unused"] < SIZE
    assert (last["event"], last["result"]) == ("finished", "verified-parts")


def test_a_virtual_stick_is_made(tmp_path: Path) -> None:
    stick = tmp_path / "new.img"
    assert typed(stick, "--as", "fat32", "--yes") == USAGE
    assert not stick.exists()
    assert typed(stick, "--as", "fat32", "--yes", "--size", "64MiB") == DONE
    assert stick.stat().st_size == SIZE
    assert volume(stick).label == "STICK"


def test_what_is_refused_touches_nothing(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = stick.read_bytes()
    assert typed(stick, "--as", "fat32") == USAGE
    assert typed(stick, "--as", "fat32", "--yes", "--size", "8G") == USAGE
    assert typed(stick, "--as", "fat32", "--yes", "--name", "a name that is long") == REFUSED
    assert "The drive can’t be made ready for files:" in capsys.readouterr().err
    assert typed(stick, "--as", "fat32", "--yes", "--end", "10M") == REFUSED
    assert stick.read_bytes() == before


def test_a_large_drive_has_to_be_named(
    stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, drive = stick.read_bytes(), as_usb(stick)
    monkeypatch.setattr("app.plan.LARGE_DRIVE", SIZE - 1)
    monkeypatch.setattr("app.commands.named_drive.open_drive", lambda _node, size=None: drive)
    assert typed(stick, "--as", "fat32", "--yes") == REFUSED
    assert "its name has to be given with --confirm “SanDisk”" in capsys.readouterr().err
    assert stick.read_bytes() == before
    assert typed(stick, "--as", "fat32", "--yes", "--confirm", "SanDisk") == DONE


def test_a_drive_that_does_not_keep_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults(drop_from=2 * MIB))
    monkeypatch.setattr("app.commands.named_drive.open_drive", lambda _node, size=None: drive)
    assert typed(tmp_path / "stick.img", "--as", "fat32", "--yes") == DIFFERS
    assert "Ready for files" not in capsys.readouterr().out
    assert not any((tmp_path / "stick.img").read_bytes()[:512])


def test_one_that_goes_away_can_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "stick.img"
    drive = failing_stick(path, SIZE, Faults(unplugged_after=3 * MIB))
    before = path.read_bytes()
    monkeypatch.setattr("app.commands.named_drive.open_drive", lambda _node, size=None: drive)
    assert typed(path, "--as", "fat32", "--yes") == FAILED
    assert "stickwright undo" in capsys.readouterr().err
    assert path.read_bytes() != before
    assert [left.image for left in journal.unfinished()] == ["FAT32, “STICK”"]
    assert main(["undo", str(path)]) == DONE
    assert path.read_bytes() == before


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drive that keeps 40 MiB of 64 and begins anew."""
    path = tmp_path / "fake.img"
    drive = failing_stick(path, SIZE, Faults(wrap_at=40 * MIB))
    monkeypatch.setattr("app.commands.test.open_drive", lambda _node: drive)
    return path


@pytest.mark.parametrize("words", [[], ["--all"]])
@pytest.mark.parametrize(
    ("lacking", "kind"),
    [(set(), "exFAT"), ({"mkfs.exfat"}, "FAT32")],
)
def test_the_good_part_of_a_fake(
    fake: Path,
    words: list[str],
    lacking: set[str],
    kind: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a test that may have taken hours nobody is told that a program is missing."""
    if not lacking and shutil.which("mkfs.exfat") is None:
        pytest.skip("exfatprogs is missing")
    monkeypatch.setattr(
        "app.sources.new_volumes.found", lambda tool: tool not in lacking and found(tool)
    )
    assert main(["test", *words, "--use-good-part", "--yes", str(fake)]) == DONE
    out = capsys.readouterr().out
    assert "It looks fake." in out
    assert "Leave what lies behind byte 41,943,040 of the drive unused" in out
    assert f"Ready for files: 40.9 MB, named “STICK” ({kind})." in out
    (entry,) = Mbr.read(open_source(fake).look()).partitions
    assert entry.end * 512 == 40 * MIB


@needs_exfat
def test_the_good_part_of_one_that_refuses_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end is never asked for, not even to make it blank."""
    path = tmp_path / "fake.img"
    faults = Faults(write_error=(5, SIZE - 512), read_error=(5, SIZE - 512))
    drive = failing_stick(path, SIZE, faults)
    monkeypatch.setattr("app.commands.named_drive.open_drive", lambda _node, size=None: drive)
    assert typed(path, "--yes") == FAILED
    assert typed(path, "--yes", "--end", "40MiB") == DONE


def test_of_a_good_drive_nothing_is_made(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = stick.read_bytes()
    assert main(["test", "--use-good-part", str(stick)]) == USAGE
    assert main(["test", "--use-good-part", "--yes", str(stick)]) == DONE
    assert "Ready for files" not in capsys.readouterr().out
    assert stick.read_bytes() == before
