"""Windows installers on the command line: composed, verified, copied on demand, refused."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from support_composed import read_back
from support_udf import Link
from support_windows import FILES, large_wim, windows_disc

from app.cli import main
from app.commands.composing import Made, made_for
from app.commands.grammar import parser
from app.drives import open_drive
from app.formats.binary import Memory
from app.formats.mbr import Mbr
from app.inspection import inspect
from app.report import Answer, Machine
from app.sources import open_source
from app.sources.composed import ComposedSource

GIB = 1 << 30
SIZE = 300 << 20


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    return windows_disc(tmp_path / "win.iso")


def write(*words: str | Path) -> int:
    return main(["write", "--yes", *map(str, words)])


def head_of(stick: Path) -> bytes:
    with stick.open("rb") as file:
        return file.read(16 << 20)


def events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_stick_is_composed_written_and_verified(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.img"
    assert write(disc, stick, "--size", "300MiB") == 0
    said = capsys.readouterr().out
    assert "Older BIOS PCs                   not in this mode" in said
    assert "UEFI, 64-bit PCs (x64)           boots" in said
    assert "bytes: the 9 files of win.iso, on a FAT32 partition that UEFI starts" in said
    assert "every byte of the composed stick was there when read" in said
    assert "SHA-256 of what was written: " in said
    assert "would not" not in said
    assert stick.stat().st_size == SIZE
    assert inspect(open_source(stick)).boots.on_uefi_usb(Machine.X64).answer is Answer.YES
    found = read_back(open_source(stick).look())
    files = {path: data for path, data in FILES.items() if not path.endswith("/")}
    assert {path: data for path, data in found.items() if data is not None} == files
    assert main(["verify", str(disc), str(stick)]) == 0
    assert "Still the same, byte for byte" in capsys.readouterr().out
    boot = FILES["sources/boot.wim"]
    assert isinstance(boot, bytes)
    with stick.open("r+b") as file:
        file.seek(head_of(stick).index(boot))
        file.write(b"?")
    assert main(["verify", str(disc), str(stick)]) == 4
    assert "inside the file sources/boot.wim" in capsys.readouterr().err


def test_a_stick_that_is_made_has_room(disc: Path, tmp_path: Path) -> None:
    assert write(disc, tmp_path / "stick.img") == 0
    assert (tmp_path / "stick.img").stat().st_size == GIB


def test_the_exact_copy_on_demand(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.img"
    assert write(disc, stick, "--exact") == 0
    assert stick.read_bytes() == disc.read_bytes()
    assert "a plain copy would not start" in capsys.readouterr().out
    assert main(["verify", "--exact", str(disc), str(stick)]) == 0
    assert main(["verify", str(disc), str(stick)]) != 0


def test_as_events(disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(disc, tmp_path / "stick.img", "--json") == 0
    first, *_, last = events(capsys.readouterr().out)
    assert (first["event"], first["mode"]) == ("plan", "windows")
    assert first["size"] == last["bytes"]
    assert (last["event"], last["result"]) == ("finished", "verified")
    assert write(disc, tmp_path / "copy.img", "--json", "--exact") == 0
    first, *_ = events(capsys.readouterr().out)
    assert (first["mode"], first["size"]) == ("exact", disc.stat().st_size)


def test_several_drives_get_the_layout_of_the_smallest(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sticks = [tmp_path / f"{name}.img" for name in "abc"]
    for number, stick in enumerate(sticks):
        with stick.open("wb") as file:
            file.truncate(SIZE + number * (40 << 20))
    assert write(disc, *sticks) == 0
    said = capsys.readouterr().out
    assert said.count("every byte of the composed stick was there when read") == 3
    assert "the 9 files of win.iso" in said
    assert "not in this mode" in said
    heads = [head_of(stick) for stick in sticks]
    assert heads[0] == heads[1] == heads[2]
    (partition,) = Mbr.read(Memory(heads[0])).partitions
    assert partition.end * 512 == SIZE


def test_a_write_that_was_cut_short_goes_on(disc: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    assert write(disc, stick, "--size", "300MiB") == 0
    whole = head_of(stick)
    with stick.open("r+b") as file:
        file.write(bytes(512))
        file.truncate(3 << 20)
        file.truncate(SIZE)
    assert head_of(stick) != whole
    assert write(disc, stick, "--resume") == 0
    assert head_of(stick) == whole


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"sources/boot.wim": (b"x", 5 * GIB)}, "“sources/boot.wim” can’t be put on a stick"),
        ({"sources/install.wim": (b"x", 5 * GIB)}, "does not begin as one"),
        ({"nul.txt": b""}, "“nul.txt” can’t be put on a stick"),
        ({"link": Link("x")}, "“link” can’t be put on a stick"),
        ({"sources/install.wim": large_wim((GIB,) * 6)}, "The drive is too small"),
    ],
)
def test_a_refusal_touches_nothing(
    more: dict[str, Any], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disc = windows_disc(tmp_path / "win.iso", FILES | more)
    there, missing = tmp_path / "there.img", tmp_path / "missing.img"
    old = bytes(range(256)) * (1 << 16)
    there.write_bytes(old)
    os.truncate(there, SIZE)
    room = there.stat().st_blocks
    assert write(disc, there) == 3
    assert why in capsys.readouterr().err
    assert (head_of(there), there.stat().st_blocks) == (old, room)
    assert write(disc, missing, "--size", "1G") == 3
    assert not missing.exists()
    assert write(disc, there, missing, "--json") == 3
    assert not missing.exists()


def test_windows_7_is_said_beforehand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    disc = windows_disc(tmp_path / "win7.iso", without=("efi/boot/bootx64.efi",))
    assert write(disc, tmp_path / "stick.img", "--json") == 0
    told = events(capsys.readouterr().out)
    codes = [event.get("code") for event in told if event["event"] == "warning"]
    assert codes == ["would-not-boot", "no-uefi-loader"]
    assert write(disc, tmp_path / "other.img") == 0
    assert "its folder efi/boot is missing" in capsys.readouterr().err


def test_what_the_plan_says_of_a_split_image(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disc = windows_disc(
        tmp_path / "win.iso", FILES | {"sources/install.wim": large_wim((GIB,) * 5)}
    )
    stick = tmp_path / "stick.img"
    with stick.open("wb") as file:
        file.truncate(8 * GIB)
    assert main(["write", "--json", str(disc), str(stick)]) == 2  # nobody said yes
    given = parser().parse_args(["write", str(disc), str(stick)])
    source = open_source(disc)
    made = made_for(Made(source, inspect(source), "abc"), [open_drive(str(stick)).info], given, [])
    assert isinstance(made.source, ComposedSource)
    _, split = made.source.steps()
    parts = "in 2 parts: install.swm and install2.swm"
    assert split == f"Give sources/install.wim, which is too large for FAT32, {parts}"
    assert made.summed == ""


def test_skipping_what_is_unused_changes_nothing(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(disc, tmp_path / "stick.img", "--skip-unused") == 0
    told = capsys.readouterr()
    assert "every byte of the composed stick was there when read" in told.out
    assert "also without --skip-unused" in told.err


def test_answers_are_shown_written_and_verified(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.img"
    words = ("--any-pc", "--account", "Zoë", "--private", "--unencrypted")
    assert write(disc, stick, "--size", "300MiB", *words) == 0
    said = capsys.readouterr().out
    assert "Add autounattend.xml" in said
    assert "the 10 files of win.iso" in said
    written = read_back(open_source(stick).look())["autounattend.xml"]
    assert written is not None
    shown = [line.strip() for line in said.splitlines()]
    assert [line for line in written.decode().splitlines() if line.strip() not in shown] == []
    assert main(["verify", str(disc), str(stick), *words]) == 0
    assert main(["verify", str(disc), str(stick)]) == 4
    capsys.readouterr()
    assert write(disc, stick, "--json", *words) == 0
    assert events(capsys.readouterr().out)[0]["answers"] == written.decode()
    assert write(disc, stick, "--json") == 0
    assert events(capsys.readouterr().out)[0]["answers"] is None


def test_answers_where_there_is_nothing_to_answer(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.img"
    assert write(disc, stick, "--private", "--exact") == 2
    assert "need a Windows installer" in capsys.readouterr().err
    assert write(disc, stick, "--account", "a/b") == 2
    assert "can’t be the name of an account" in capsys.readouterr().err
    answered = windows_disc(tmp_path / "own.iso", FILES | {"AutoUnattend.xml": b"<x/>"})
    assert write(answered, stick, "--private") == 3
    said = capsys.readouterr().err
    assert "“autounattend.xml” can’t be put on a stick: the disc has answers of its own" in said
    assert "Leave yours out" in said
    assert not stick.exists()
    assert write(answered, stick) == 0


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("several", [True, False])
def test_answers_that_a_disc_brings_are_said_before_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, exact: bool, several: bool
) -> None:
    wipes = b"<unattend><WillWipeDisk>true</WillWipeDisk></unattend>"
    disc = windows_disc(tmp_path / "own.iso", FILES | {"Autounattend.xml": wipes})
    sticks = [tmp_path / f"{name}.img" for name in ("a", "b") if several or name == "a"]
    words = ["--exact"] if exact else []
    assert write("--json", "--size", "300MiB", disc, *sticks, *words) == 0
    told = events(capsys.readouterr().out)
    (warning,) = (each for each in told if each.get("code") == "own-answers")
    assert "they say to erase a disk of the computer" in warning["text"]
    assert told.index(warning) < next(
        place for place, each in enumerate(told) if each["event"] == "stage"
    )


def test_of_our_own_answers_nobody_is_warned(
    disc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write("--json", disc, tmp_path / "a.img", "--private") == 0
    assert "own-answers" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["sources/autounattend.xml", "sources/$OEM$/$$/Panther/unattend.xml"]
)
def test_answers_beside_the_installer_are_not_put_out_of_force_either(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = FILES | {name: b"<x/>"}
    disc = windows_disc(tmp_path / "own.iso", files)
    assert write(disc, tmp_path / "a.img", "--private") == 3
    said = capsys.readouterr().err
    assert f"“{name}” can’t be put on a stick: the disc has answers of its own for Windows" in said


def test_a_program_that_a_disc_has_run_is_said_and_stands_beside_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = FILES | {"sources/$OEM$/$$/Setup/Scripts/SetupComplete.cmd": b"echo"}
    disc = windows_disc(tmp_path / "own.iso", files)
    assert write("--json", disc, tmp_path / "a.img", "--private") == 0
    told = [each.get("code") for each in events(capsys.readouterr().out)]
    assert told.count("own-program") == 1
