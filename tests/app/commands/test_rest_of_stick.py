"""More behind an image, on the command line: written, read back, told, refused."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_layout import DEBIAN, MIB, UBUNTU, by_gpt, by_mbr
from support_windows import windows_disc

from app.cli import main
from app.formats.binary import Window
from app.formats.ext import Ext
from app.formats.fat import Fat
from app.formats.gpt import Gpt
from app.formats.mbr import Mbr
from app.sources import open_source

needs_mke2fs = pytest.mark.skipif(shutil.which("mke2fs") is None, reason="e2fsprogs is missing")
ANSWERS = b"#cloud-config\nautoinstall:\n  version: 1\n"


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "live.iso"
    path.write_bytes(by_mbr(DEBIAN))
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "user-data").write_bytes(ANSWERS)
    (folder / "network-config").write_bytes(b"version: 2\n")
    (folder / "notes.txt").write_bytes(b"not for the stick")
    return folder


BOARD = {"config.txt": b"arm_64bit=1", "start4.elf": b"", "kernel8.img": b""}


def board_image(path: Path, files: dict[str, bytes]) -> Path:
    volume = fat(BOARD | files, size=8 * MIB, label="bootfs")
    path.write_bytes(mbr_disk((mbr_entry(0x0C, 2048, 8 * MIB // 512), volume)).build())
    return path


def write(*words: str | Path) -> int:
    return main(["write", "--yes", *map(str, words)])


def dirty(path: Path, size: int) -> Path:
    """A stick with an earlier life."""
    block = b"old data" * (MIB // 8)
    with path.open("wb") as file:
        for _ in range(size // MIB):
            file.write(block)
    return path


def partition(stick: Path, number: int) -> Window:
    reader = open_source(stick).look()
    entry = Mbr.read(reader).entries[number - 1]
    return Window(reader, entry.first * 512, entry.sectors * 512)


def events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@needs_mke2fs
def test_a_place_for_what_is_done_in_a_live_system(
    image: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = dirty(tmp_path / "stick.img", 140 * MIB)
    assert write(image, stick, "--persistence", "rest", "--cidata", answers) == 0
    said = capsys.readouterr()
    assert "Add a partition for what is done in the live system (ext4, “persistence”" in said.out
    assert "cloud-init: user-data, meta-data, network-config (FAT32, “CIDATA”" in said.out
    assert "the word “persistence”" in said.err
    assert "the parts in use were read back and are identical" in said.out
    assert "bytes that the image does not use were left as they were" in said.out
    assert Ext.read(partition(stick, 3)).clean
    volume = Fat.open(partition(stick, 4))
    assert {entry.name: volume.read(entry) for entry in volume.list()} == {
        "user-data": ANSWERS,
        "meta-data": b"",
        "network-config": b"version: 2\n",
    }
    assert stick.stat().st_size == 140 * MIB
    assert b"old data" in stick.read_bytes()  # where the new file systems have nothing


@pytest.mark.parametrize("made", [by_mbr(DEBIAN), by_gpt(UBUNTU)])
def test_no_file_of_the_image_was_changed(
    made: bytes, image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program's own comparison tells a new partition from damage."""
    image.write_bytes(made)
    stick = dirty(tmp_path / "stick.img", 48 * MIB)
    assert write(image, stick, "--data", "rest") == 0
    capsys.readouterr()
    assert main(["verify", str(image), str(stick)]) == 4
    said = capsys.readouterr().err
    assert "the same as the image but for an added partition" in said
    assert "No file of the image was changed." in said


def test_a_gpt_reaches_to_the_end(image: Path, tmp_path: Path) -> None:
    image.write_bytes(by_gpt(UBUNTU))
    stick = dirty(tmp_path / "stick.img", 48 * MIB)
    assert write(image, stick, "--data", "rest") == 0
    table = Gpt.read(open_source(stick).look(), 1, 512)
    assert table.other == 48 * MIB // 512 - 1
    copy = Gpt.read(open_source(stick).look(), table.other, 512)
    assert [entry.unique for entry in copy.entries] == [entry.unique for entry in table.entries]


def test_as_events(image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = tmp_path / "stick.img"
    assert write(image, stick, "--size", "64MiB", "--data", "40MiB", "--json") == 0
    first, *_, last = events(capsys.readouterr().out)
    assert (first["event"], first["mode"]) == ("plan", "exact")
    assert first["added"] == [
        {"file_system": "fat32", "label": "DATA", "offset": MIB, "size": 40 * MIB}
    ]
    assert first["size"] == last["bytes"]
    assert (last["event"], last["result"]) == ("finished", "verified")


def test_a_plain_write_adds_nothing(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(image, tmp_path / "stick.img", "--json") == 0
    assert events(capsys.readouterr().out)[0]["added"] == []
    assert (tmp_path / "stick.img").read_bytes() == image.read_bytes()


@pytest.mark.parametrize("more", [("--data", "rest"), ("--data", "40MiB")])
def test_a_virtual_stick_is_made_with_room(more: tuple[str, str], image: Path) -> None:
    stick = image.with_name("stick.img")
    assert write(image, stick, *more) == 0
    assert Fat.open(partition(stick, 3)).label == "DATA"


@needs_mke2fs
def test_several_drives_get_the_layout_of_the_smallest(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image.write_bytes(by_gpt(UBUNTU))
    sticks = [dirty(tmp_path / f"{n}.img", (72 + 4 * n) * MIB) for n in range(3)]
    assert write(image, *sticks, "--persistence", "rest") == 0
    said = capsys.readouterr()
    assert said.out.count("the parts in use were read back and are identical") == 3
    assert "The drives are not of one size" in said.err
    tables = [Gpt.read(open_source(stick).look(), 1, 512) for stick in sticks]
    assert tables[0] == tables[1] == tables[2]


def test_a_write_that_was_cut_short_goes_on(image: Path, tmp_path: Path) -> None:
    stick = dirty(tmp_path / "stick.img", 48 * MIB)
    assert write(image, stick, "--data", "rest") == 0
    whole = stick.read_bytes()
    with stick.open("r+b") as file:
        file.write(bytes(MIB))
    assert write(image, stick, "--data", "rest", "--resume") == 0
    assert stick.read_bytes() == whole


def refused(capsys: pytest.CaptureFixture[str], status: int, *words: str | Path) -> str:
    assert write(*words) == status
    return capsys.readouterr().err


def test_nothing_is_touched_by_a_refusal(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = dirty(tmp_path / "stick.img", 64 * MIB)
    before = stick.read_bytes()
    image.write_bytes(by_mbr({}))
    assert "only the live systems" in refused(capsys, 3, image, stick, "--persistence", "rest")
    assert "too small" in refused(capsys, 3, image, stick, "--data", "64MiB")
    image.write_bytes(bytes(MIB))
    assert "nothing on it starts" in refused(capsys, 3, image, stick, "--data", "rest")
    assert stick.read_bytes() == before
    missing = tmp_path / "new.img"
    refused(capsys, 3, image, missing, "--data", "rest")
    assert not missing.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--exfat",), "--exfat is for the --data, and there is none"),
        (("--data", "rest", "--skip-unused"), "--skip-unused is for an image alone"),
        (("--cidata", "/nonexistent"), "nonexistent can’t be read"),
        (("--cidata", "."), "There is no user-data in words"),
    ],
)
def test_words_that_make_no_sense(
    words: tuple[str, ...],
    why: str,
    image: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = image.parent / "words"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert why in refused(capsys, 2, image, image.with_name("stick.img"), *words)


def test_a_windows_stick_has_no_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    disc = windows_disc(tmp_path / "win.iso")
    said = refused(capsys, 2, disc, tmp_path / "stick.img", "--data", "rest")
    assert "A Windows stick is one partition" in said
    said = refused(capsys, 3, disc, tmp_path / "stick.img", "--data", "rest", "--exact")
    assert "nothing on it starts a computer" in said


@pytest.mark.parametrize("given", ["some", "0", "-1", "rests"])
def test_what_is_no_size(given: str, image: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        write(image, image.with_name("stick.img"), f"--data={given}")
    assert caught.value.code == 2
    assert "is not a size" in capsys.readouterr().err


def test_answers_that_are_none(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A single file is the user-data."""
    given = tmp_path / "anything.yaml"
    given.write_bytes(b"autoinstall:\n")
    stick = tmp_path / "stick.img"
    assert write(image, stick, "--cidata", given) == 0
    assert "cloud-init passes it by" in capsys.readouterr().err
    volume = Fat.open(partition(stick, 3))
    assert volume.read(volume.list()[0]) == b"autoinstall:\n"
    given.write_bytes(ANSWERS)
    assert write(image, stick, "--cidata", given) == 0
    assert "cloud-init passes it by" not in capsys.readouterr().err


def test_answers_for_a_board_are_put_into_its_own_partition(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it brings itself stays, where nothing else is given; nothing is added behind it."""
    board = board_image(tmp_path / "board.img", {"user-data": b"#", "meta-data": b"mine"})
    stick = dirty(tmp_path / "stick.img", 48 * MIB)
    assert write(board, stick, "--cidata", answers) == 0
    said = capsys.readouterr().out
    assert "into “bootfs”, its own first partition: user-data, network-config" in said
    assert "every byte of the composed stick" in said
    volume = Fat.open(partition(stick, 1))
    held = {entry.name: volume.read(entry) for entry in volume.list()}
    assert held == BOARD | {
        "user-data": ANSWERS,
        "meta-data": b"mine",
        "network-config": b"version: 2\n",
    }
    behind = stick.read_bytes()[board.stat().st_size :][:MIB]
    assert behind == b"old data" * (MIB // 8)
    assert write(board, stick, "--cidata", answers, "--json") == 0
    (told,) = events(capsys.readouterr().out)[0]["added"]
    assert told == {"label": "bootfs", "offset": MIB, "files": ["user-data", "network-config"]}


def test_a_board_that_would_pass_answers_by(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board = board_image(tmp_path / "board.img", {})
    stick = dirty(tmp_path / "stick.img", 16 * MIB)
    before = stick.read_bytes()
    assert "nothing in its own first partition says" in refused(
        capsys, 3, board, stick, "--cidata", answers
    )
    assert stick.read_bytes() == before


def test_a_pipe_holds_no_answers(
    image: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody writes into it, so whoever read it would wait."""
    (answers / "user-data").unlink()
    os.mkfifo(answers / "user-data")
    stick = image.with_name("stick.img")
    assert "user-data can’t be read: it is not a file" in refused(
        capsys, 2, image, stick, "--cidata", answers
    )
    assert not stick.exists()


def test_answers_that_are_too_large(
    image: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (answers / "vendor-data").open("wb") as file:
        file.truncate((16 << 20) + 1)
    stick = image.with_name("stick.img")
    assert "vendor-data is too large" in refused(capsys, 2, image, stick, "--cidata", answers)
    assert not stick.exists()
