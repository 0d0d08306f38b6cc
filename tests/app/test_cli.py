"""The command line as scripts and people use it: words in, exit status and lines out."""

import argparse
import errno
import gzip
import hashlib
import json
import lzma
import os
import shlex
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_images import image_bytes

from app.cli import main
from app.commands.grammar import COMMANDS
from app.commands.sizes import size
from app.drives.medium import Descriptor
from app.formats.xz import MOST_PADDING

MIB = 1 << 20
ROOT = Path(__file__).parents[2]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(3 * MIB + 100))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """What was said as JSON, a line an object."""
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_write_makes_the_stick_and_proves_it(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", "--yes", str(image), str(stick), "--size", "8M"]) == 0
    out = capsys.readouterr().out
    assert "read back, identical" in out
    assert "SHA-256" in out
    assert stick.stat().st_size == 8_000_000
    assert stick.read_bytes()[: image.stat().st_size] == image.read_bytes()


def test_without_a_size_the_stick_is_as_large_as_the_image(image: Path, stick: Path) -> None:
    assert main(["write", "--yes", str(image), str(stick)]) == 0
    assert stick.stat().st_size == -(-image.stat().st_size // 512) * 512


@pytest.mark.parametrize("asked", ["8000000", "8M", "7999600"])
def test_a_size_that_it_has_already_is_fine(image: Path, stick: Path, asked: str) -> None:
    assert main(["write", "--yes", str(image), str(stick), "--size", "8M"]) == 0
    assert main(["write", "--yes", str(image), str(stick), "--size", asked]) == 0
    assert stick.stat().st_size == 8_000_000


@pytest.mark.parametrize("asked", ["7M", "7999488", "8000001", "9G"])
def test_another_size_of_a_stick_that_is_there_is_refused(
    image: Path, stick: Path, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stick.write_bytes(b"precious" * 1_000_000)
    assert main(["write", "--yes", str(image), str(stick), "--size", asked]) == 2
    out, error = capsys.readouterr()
    assert "is there already and has 8,000,000 bytes" in error
    assert "leave --size out" in error
    assert out == ""
    assert stick.read_bytes() == b"precious" * 1_000_000


def test_a_size_that_one_of_several_has_not_leaves_all_as_they_were(
    image: Path, stick: Path, tmp_path: Path
) -> None:
    stick.write_bytes(b"precious" * 1_000_000)
    new = tmp_path / "new.img"
    assert main(["write", "--yes", str(image), str(new), str(stick), "--size", "9M"]) == 2
    assert stick.read_bytes() == b"precious" * 1_000_000
    assert not new.exists()


def test_json_is_the_life_of_a_job(image: Path, stick: Path, told: Told) -> None:
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == 0
    lines = told()
    kinds = [line["event"] for line in lines]
    assert kinds[0] == "plan"
    assert kinds[-1] == "finished"
    assert kinds.count("finished") == 1
    assert "would-not-boot" in [line.get("code") for line in lines]
    assert lines[-1]["result"] == "verified"
    assert lines[-1]["bytes"] == image.stat().st_size
    stages = [line["stage"] for line in lines if line["event"] == "stage"]
    assert stages[0] == "release"
    assert stages[-1] == "identity"


def test_no_verify_is_never_called_verified(image: Path, stick: Path, told: Told) -> None:
    assert main(["write", "--yes", "--json", "--no-verify", str(image), str(stick)]) == 0
    assert told()[-1]["result"] == "unchecked"


def test_without_a_terminal_a_yes_is_needed(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", str(image), str(stick)]) == 2
    assert "--yes" in capsys.readouterr().err
    assert not stick.exists()


def test_a_stick_that_is_too_small_is_refused_untouched(
    image: Path, stick: Path, told: Told
) -> None:
    stick.write_bytes(b"precious" * 64)
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == 3
    last = told()[-1]
    assert (last["event"], last["code"]) == ("failed", "drive-too-small")
    assert stick.read_bytes() == b"precious" * 64


def test_an_empty_image_is_refused(tmp_path: Path, stick: Path) -> None:
    empty = tmp_path / "empty.iso"
    empty.touch()
    assert main(["write", "--yes", str(empty), str(stick), "--size", "1M"]) == 3


def test_the_image_is_never_its_own_drive(image: Path) -> None:
    before = image.read_bytes()
    image.write_bytes(before + bytes(-len(before) % 512))
    before = image.read_bytes()
    assert main(["write", "--yes", str(image), str(image)]) == 3
    assert image.read_bytes() == before


@pytest.mark.parametrize("command", ["inspect", "write", "verify"])
def test_a_missing_image_is_one_sentence(
    tmp_path: Path, stick: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "nothing.iso")
    arguments = [missing] if command == "inspect" else [missing, str(stick)]
    status = main([command, *arguments, *(["--yes"] if command == "write" else [])])
    assert status == (3 if command == "write" else 1)  # a write that touched nothing says so
    error = capsys.readouterr().err
    assert error.startswith("stickwright: ")
    assert error.count("\n") == 1
    assert not stick.exists()


def test_verify_tells_equal_from_different(image: Path, stick: Path, told: Told) -> None:
    assert main(["write", "--yes", str(image), str(stick)]) == 0
    assert main(["verify", str(image), str(stick)]) == 0
    content = bytearray(stick.read_bytes())
    content[2 * MIB + 5] ^= 1
    stick.write_bytes(content)
    told_so_far = stick.read_bytes()
    assert main(["verify", str(image), str(stick)]) == 4
    assert stick.read_bytes() == told_so_far


def test_verify_as_json_names_the_place(image: Path, stick: Path, told: Told) -> None:
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == 0
    content = bytearray(stick.read_bytes())
    content[2 * MIB + 5] ^= 1
    stick.write_bytes(content)
    told()
    assert main(["verify", "--json", str(image), str(stick)]) == 4
    last = told()[-1]
    assert (last["event"], last["code"], last["ranges"]) == (
        "failed",
        "drive-differs",
        [[2 * MIB, 512]],
    )


def test_inspect_of_any_readable_file_ends_with_zero(image: Path, told: Told) -> None:
    assert main(["inspect", "--json", str(image)]) == 0
    (report,) = told()
    assert report["image"]["name"] == "image.img"
    assert report["image"]["size"] == image.stat().st_size
    assert set(report["boots"]) == {"bios_usb", "bios_cd", "uefi_usb", "uefi_cd"}


def test_drives_as_json_is_an_array(told: Told) -> None:
    assert main(["drives", "--json"]) == 0
    (drives,) = told()
    assert [drive for drive in drives if set(drive) < {"node", "name", "reasons"}] == []


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "image.iso", "/", "--to", ""],
        ["write", "https://example.org/image.iso", "stick", "--keep", ""],
        ["backup", "stick", ""],
        ["boot", "image.iso", "--screenshot", ""],
        ["demo", "--keep", ""],
    ],
    ids=lambda words: words[0],
)
def test_an_empty_name_is_not_the_folder_one_is_in(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What a shell makes of a variable that is not set."""
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "the name is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "image.iso", "/", "--to", "-"],
        ["write", "image.iso", "-"],
        ["write", "https://example.org/image.iso", "stick", "--keep", "-"],
        ["format", "-", "--size", "64M"],
        ["backup", "stick", "-"],
        ["boot", "image.iso", "--screenshot", "-"],
        ["demo", "--keep", "-"],
    ],
    ids=" ".join,
)
def test_nothing_is_made_that_is_called_like_standard_output(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "standard output" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_command_that_is_mistyped_is_answered_with_all_of_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also where a file is called like one."""
    with pytest.raises(SystemExit):
        main(["wirte", "test"])
    told = capsys.readouterr().err
    assert [name for name in COMMANDS if f"'{name}'" not in told] == []


def test_unknown_words_are_a_usage_error() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["burn", "image.iso"])
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("text", "length"),
    [("8G", 8 * 10**9), ("512M", 512 * 10**6), ("4GiB", 4 << 30), ("4g", 4 * 10**9), ("700", 700)],
)
def test_sizes(text: str, length: int) -> None:
    assert size(text) == length


@pytest.mark.parametrize("text", ["0", "-1", "8Q", "", "1.5G", "0M", "9999999999T"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        size(text)


def test_a_terminal_never_obeys_a_file_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", "--yes", str(tmp_path / "\x1b[31m\nred.iso"), "stick.img"]) == 3
    assert "\x1b" not in (error := capsys.readouterr().err)
    assert error.count("\n") == 1


def test_a_terminal_never_obeys_a_word_that_nobody_knows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["write", "a.iso", "b.img", "--foo\x1b[2J\x1b]0;x\a"])
    error = capsys.readouterr().err
    assert "--foo" in error
    assert "\x1b" not in error
    assert "\a" not in error


def test_nobody_has_to_listen(image: Path, stick: Path) -> None:
    command = [sys.executable, "-m", "app", "write", "--yes", str(image), str(stick)]
    line = f"exec {shlex.join(command)} >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], check=False, cwd=ROOT).returncode == 0
    assert stick.read_bytes().startswith(image.read_bytes())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_and_leaves_the_stick_unfinished(
    tmp_path: Path, stick: Path, number: signal.Signals
) -> None:
    big = tmp_path / "big.img"
    with big.open("wb") as file:
        file.write(b"\xeb\x63\x90" + bytes(509))
        file.truncate(6 << 30)
    command = [sys.executable, "-m", "app", "write", "--yes", "--json", str(big), str(stick)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["event"] == "progress" and json.loads(line)["stage"] == "write":
                break
        process.send_signal(number)
        last = [json.loads(line) for line in process.stdout][-1]
    assert process.returncode == 130
    assert last == {"event": "stopped"}
    with stick.open("rb") as file:
        assert file.read(512) == bytes(512)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_front_of_a_job_leaves_nothing_half_made(
    stick: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a file system is being made in a folder that goes."""
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell may have it passed over
    cleared = []

    def prepare(_given: argparse.Namespace) -> int:
        try:
            os.kill(os.getpid(), number)
        finally:
            cleared.append(number)
        return 0

    monkeypatch.setattr("app.commands.format.run", prepare)
    try:
        assert main(["format", str(stick)]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert cleared == [number]


def test_an_archive_of_several_images_is_inspected_as_what_it_is(
    tmp_path: Path, image: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(image, "one.img")
        file.write(image, "two.img")
    assert main(["inspect", "--json", str(archive)]) == 0
    (report,) = told()
    assert [finding["code"] for finding in report["findings"]] == ["not-unpacked"]
    assert main(["inspect", str(archive)]) == 0
    assert "This would not boot from USB. This archive holds 2 images." in capsys.readouterr().out
    assert main(["write", "--yes", str(archive), str(tmp_path / "stick.img")]) == 3
    error = capsys.readouterr().err
    assert "2 images" in error
    assert "one.img, two.img" in error


@pytest.mark.parametrize(
    "words",
    ["ls {}", "extract {} / --to x", "mount {}", "check {}", "verify {} x", "boot {}", "burn {} x"],
)
def test_who_takes_no_address_says_so(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.format("https://example.org/a.iso").split()) == 2
    assert "Only inspect and write take an address" in capsys.readouterr().err


def test_one_of_several_images_can_be_named(tmp_path: Path, image: Path, stick: Path) -> None:
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(image, "one.img")
        file.writestr("two.img", bytes(4096))
    named = ["--member", "one.img", str(archive), str(stick)]
    assert main(["write", "--yes", *named]) == 0
    assert stick.read_bytes()[: image.stat().st_size] == image.read_bytes()


def test_a_wrong_checksum_is_refused_unless_anyway(image: Path, stick: Path, told: Told) -> None:
    wrong = ["write", "--yes", "--json", "--checksum", "0" * 64, str(image), str(stick)]
    assert main(wrong) == 3
    assert told()[-1]["code"] == "checksum-mismatch"
    assert not stick.exists()
    assert main([*wrong, "--anyway"]) == 0
    lines = told()
    assert "checksum-mismatch" in [line.get("code") for line in lines]
    assert lines[-1]["result"] == "verified"


def test_the_right_checksum_is_taken(image: Path, stick: Path) -> None:
    right = hashlib.sha256(image.read_bytes()).hexdigest()
    assert main(["write", "--yes", "--checksum", right, str(image), str(stick)]) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("write", "--yes", "--sums", "", "image.img", "stick.img"),
        ("check", "--sums", "", "image.img"),
        ("keys", "--add", ""),
        ("extract", "image.img", "", "--to", "folder"),
    ],
)
def test_an_empty_name_is_a_usage_error(
    words: tuple[str, ...], image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody meant shall not pass for nothing that was asked."""
    monkeypatch.chdir(image.parent)
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert [path.name for path in image.parent.iterdir()] == ["image.img"]


def test_what_is_no_checksum_is_a_usage_error(image: Path, stick: Path) -> None:
    for text in ("abc", ""):  # the latter mostly of a variable that is not set
        assert main(["write", "--yes", "--checksum", text, str(image), str(stick)]) == 2


def test_verify_asks_nothing_of_what_lies_behind_the_image(image: Path, stick: Path) -> None:
    stick.write_bytes(image.read_bytes() + b"\xff" * (-image.stat().st_size % 512 + 4096))
    assert main(["verify", str(image), str(stick)]) == 0


def test_verify_blames_no_drive_for_another_image(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick.write_bytes(bytes(4 * MIB))
    assert main(["verify", str(image), str(stick)]) == 4
    error = capsys.readouterr().err
    assert "differs from the image" in error
    assert "keep" not in error


def test_what_a_file_holds_is_said_before_it_goes(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", "--yes", str(image), str(stick), "--size", "8M"]) == 0
    assert "nothing on it" in capsys.readouterr().out
    assert main(["write", "--yes", str(image), str(stick)]) == 0
    assert "holds data of another kind now" in capsys.readouterr().out


def test_the_demo_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "demo.iso").write_bytes(b"mine")
    assert main(["demo", "--keep", str(tmp_path)]) == 2
    assert (tmp_path / "demo.iso").read_bytes() == b"mine"
    (tmp_path / "demo.iso").unlink()
    (tmp_path / "stick.img").symlink_to(tmp_path / "gone")
    assert main(["demo", "--keep", str(tmp_path)]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["stick.img"]


def test_a_demo_without_room_leaves_nothing_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.commands.demo.make_demo_image", full)
    assert main(["demo", "--json", "--keep", str(tmp_path / "new")]) == 3
    (last,) = told()
    assert last["code"] == "folder-error"
    assert str(tmp_path / "new") in last["text"]
    assert list(tmp_path.iterdir()) == []


def test_nor_one_whose_stick_finds_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    """A virtual stick takes room only as it is written."""

    def full(_self: Descriptor, _buffer: memoryview, _offset: int) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Descriptor, "write", full)
    assert main(["demo", "--json", "--keep", str(tmp_path / "new" / "folder")]) == 3
    last = told()[-1]
    assert last["code"] == "folder-error"
    assert str(tmp_path / "new") in last["text"]
    assert last["hint"] == "Make room there.", "and nothing of what the stick would want"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_touches_nothing_and_leaves_no_stick(tmp_path: Path, stick: Path) -> None:
    packed = tmp_path / "image.img.xz"
    packed.write_bytes(lzma.compress(image_bytes(MIB))[: MIB // 2])
    assert main(["write", "--yes", str(packed), str(stick), "--size", "8M"]) == 3
    assert not stick.exists()


def test_a_cut_off_xz_is_told_before_writing(tmp_path: Path, told: Told) -> None:
    packed = tmp_path / "image.img.xz"
    packed.write_bytes(lzma.compress(image_bytes(4 * MIB))[: 2 * MIB])
    assert main(["inspect", "--json", str(packed)]) == 0
    (report,) = told()
    assert "packed-damaged" in [finding["code"] for finding in report["findings"]]


@pytest.mark.parametrize("size", [64 << 10, 3 * MIB])
def test_what_is_told_to_be_damaged_is_refused_before_anything_is_touched(
    tmp_path: Path, stick: Path, told: Told, size: int
) -> None:
    packed, before = tmp_path / "image.img.xz", bytes(range(256)) * (32 << 10)
    packed.write_bytes(lzma.compress(image_bytes(4 * MIB))[:size])
    stick.write_bytes(before)
    assert main(["write", "--yes", "--json", str(packed), str(stick)]) == 3
    (end,) = told()
    assert (end["event"], end["code"]) == ("failed", "packed-damaged")
    assert end["text"].endswith("it is cut short or damaged.")
    assert end["hint"] == "Download it again."
    assert stick.read_bytes() == before


def test_zeros_without_end_behind_an_xz_are_no_damage(tmp_path: Path, told: Told) -> None:
    packed = tmp_path / "image.img.xz"
    packed.write_bytes(lzma.compress(image_bytes(MIB)) + bytes(MOST_PADDING + 4))
    assert main(["inspect", "--json", str(packed)]) == 0
    (report,) = told()
    assert "packed-damaged" not in [finding["code"] for finding in report["findings"]]


def test_of_a_packed_file_that_is_damaged_at_once_nothing_is_suspected(
    tmp_path: Path, told: Told
) -> None:
    packed = tmp_path / "image.img.gz"
    packed.write_bytes(gzip.compress(image_bytes(MIB))[:20])
    assert main(["inspect", "--json", str(packed)]) == 0
    (report,) = told()
    assert set(report["boots"]["uefi_usb"].values()) == {"no"}
    assert "packed-damaged" in [finding["code"] for finding in report["findings"]]


def test_of_a_packed_file_that_is_damaged_at_once_no_partitions_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "image.img.gz"
    packed.write_bytes(gzip.compress(image_bytes(MIB))[:20])
    assert main(["inspect", "--evidence", str(packed)]) == 0
    assert "GPT" not in capsys.readouterr().out


def test_version_is_said_where_output_goes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.split()[0], done.stderr) == ("stickwright", "")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("0" * 64 + "  other.img\n", "it does not mention image.img"),
        ("a <b> c\n" * 20_000, "it has too many lines for a list of checksums"),
        (None, "no such file or directory"),
    ],
)
def test_a_list_that_says_nothing_of_the_image_is_refused(
    tmp_path: Path, stick: Path, told: Told, line: str | None, why: str
) -> None:
    image, sums, before = tmp_path / "image.img", tmp_path / "SUMS", bytes(range(256)) * (32 << 10)
    image.write_bytes(image_bytes(MIB))
    stick.write_bytes(before)
    if line is not None:
        sums.write_text(line)
    words = ["write", "--yes", "--json", str(image), str(stick), "--sums", str(sums)]
    assert main([*words, "--anyway"]) == 3
    (end,) = told()
    assert end["code"] == "not-listed"
    assert end["text"] == f"SUMS has no checksum to compare with: {why}."
    assert stick.read_bytes() == before
