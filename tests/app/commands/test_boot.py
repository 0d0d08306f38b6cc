"""`stickwright boot`, with a QEMU that is played."""

import errno
import json
import signal
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_flow import boot_image
from support_qemu import Play, Played, described, play_qemu

from app import tools
from app.cli import main
from app.commands import boot
from app.commands.boot import lines, place_for, status_of
from app.errors import NoMachine, ReadRefused
from app.qemu import boot as trying
from app.qemu import firmware as firmwares
from app.qemu.firmware import Firmware
from app.qemu.judge import Verdict
from app.qemu.picture import SIGNATURE
from app.qemu.told import Tried

BIOS_RAN = Play(log="Booting from 0000:7c00\n")


@pytest.fixture(autouse=True)
def qemu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    monkeypatch.setattr(trying, "POLL", 0.02)
    monkeypatch.setattr(trying, "QUIET", {True: 0.2, False: 0.2})
    monkeypatch.setattr(firmwares, "FOLDERS", (tmp_path / "nowhere",))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return play_qemu(tmp_path / "programs", monkeypatch, BIOS_RAN)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return boot_image(tmp_path)


def tried(*words: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    status = main(["boot", "--json", "--no-kvm", *map(str, words)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_programs_hear(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = tmp_path / "seen.png"
    status, told = tried(image, "--firmware", "bios", "--screenshot", seen, capsys=capsys)
    assert status == 0
    assert [line["event"] for line in told] == ["plan", "warning", "stage", "finished"]
    plan_line, warning, stage, last = told
    assert (plan_line["firmware"], plan_line["window"]) == ("bios", False)
    assert (warning["code"], stage["stage"]) == ("emulated", "boot")
    assert (last["result"], last["kvm"]) == ("booted", False)
    assert last["read"] >= 1 << 20
    assert seen.read_bytes().startswith(SIGNATURE)


def test_what_a_person_reads(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = tmp_path / "seen.png"
    seen.write_bytes(SIGNATURE)  # an earlier picture makes room
    words = ["boot", str(image), "--firmware", "bios", "--screenshot", str(seen), "--no-kvm"]
    assert main(words) == 0
    out = capsys.readouterr()
    assert "as a USB stick in a virtual machine: BIOS" in out.out
    assert "Booted in a test: BIOS started it, and it went on by itself." in out.out
    assert f"What it showed last: {seen}" in out.out
    assert "ten times as long" in out.err


@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_every_end_has_its_words(verdict: Verdict | None) -> None:
    (said,) = lines(Tried(Firmware.SECURE, True, verdict, None, 0, 1.0), Path("seen.png"))
    assert ("Booted in a test" in said) is (verdict is Verdict.BOOTED)
    assert (status_of(verdict) == 0) is (verdict in (None, Verdict.BOOTED))


def refused(*words: object, capsys: pytest.CaptureFixture[str], qemu: Played) -> dict[str, Any]:
    status, told = tried(*words, capsys=capsys)
    assert (status, len(told)) == (3, 1)
    assert qemu.runs == []
    return told[0]


def test_without_qemu(
    image: Path, qemu: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", "/nowhere")
    told = refused(image, "--screenshot", "seen.png", capsys=capsys, qemu=qemu)
    assert told["code"] == "no-machine"
    assert "QEMU is not installed" in told["text"]
    assert "qemu-system-x86" in told["hint"]


@pytest.mark.parametrize("name", ["uefi", "secure"])
def test_without_firmware(
    name: str, image: Path, qemu: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (image, "--screenshot", "seen.png", "--firmware", name)
    told = refused(*words, capsys=capsys, qemu=qemu)
    assert ("Secure Boot" in told["text"]) is (name == "secure")
    assert "ovmf" in told["hint"]


def test_what_starts_nothing(
    tmp_path: Path, qemu: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = tmp_path / "nothing.img"
    nothing.write_bytes(bytes(1 << 20))
    told = refused(nothing, "--screenshot", tmp_path / "seen.png", capsys=capsys, qemu=qemu)
    assert "nothing in it starts a 64-bit PC" in told["text"]
    assert "--firmware" in told["hint"]


def test_without_a_display(image: Path, qemu: Played, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(image, "--firmware", "bios", capsys=capsys, qemu=qemu)
    assert "there is no display" in told["text"]
    assert "--screenshot" in told["hint"]


def test_qemu_that_shows_no_windows(
    image: Path, qemu: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    qemu.as_told(Play(displays=("none", "curses")))
    told = refused(image, "--firmware", "bios", capsys=capsys, qemu=qemu)
    assert "opens a window is not installed" in told["text"]


def test_a_window(
    image: Path, qemu: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    qemu.as_told(Play(ends=True))
    status, told = tried(image, "--firmware", "bios", capsys=capsys)
    assert status == 0
    assert told[0]["window"]
    assert told[-1]["result"] == "closed"
    assert "gtk" in qemu.runs[0]


def test_a_picture_takes_the_place_of_nothing_else(
    image: Path, qemu: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    before = image.read_bytes()
    told = refused(image, "--screenshot", image, capsys=capsys, qemu=qemu)
    assert "is no picture" in told["text"]
    assert image.read_bytes() == before
    away = image.parent / "away" / "seen.png"
    assert refused(image, "--screenshot", away, capsys=capsys, qemu=qemu)["code"] == "folder-error"
    link = image.parent / "link.png"
    link.symlink_to(away)
    assert "leads nowhere" in refused(image, "--screenshot", link, capsys=capsys, qemu=qemu)["text"]
    circle = image.parent / "circle"
    circle.symlink_to(circle)
    told = refused(image, "--screenshot", circle / "seen.png", capsys=capsys, qemu=qemu)
    assert told["code"] == "folder-error"
    long = image.parent / ("x" * 256) / "seen.png"
    assert refused(image, "--screenshot", long, capsys=capsys, qemu=qemu)["code"] == "folder-error"


def test_a_device_is_no_picture(tmp_path: Path) -> None:
    """Though it reads as an empty file does: root would put the picture in its place."""
    with pytest.raises(NoMachine, match="is no picture"):
        place_for(Path("/dev/null"))
    link = tmp_path / "seen.png"
    link.symlink_to("/dev/null")
    with pytest.raises(NoMachine, match="is no picture"):
        place_for(link)


def test_a_picture_by_another_name_is_made_where_it_lies(tmp_path: Path) -> None:
    """It may be on another disk than its name."""
    (tmp_path / "away").mkdir()
    seen, link = tmp_path / "away" / "seen.png", tmp_path / "link.png"
    seen.write_bytes(SIGNATURE)
    link.symlink_to(seen)
    assert place_for(link) == seen.resolve()


def test_a_picture_may_have_the_longest_name_that_there_is(tmp_path: Path) -> None:
    """Not that it can't be kept is told when all is seen."""
    place = place_for(tmp_path / f"{'n' * 251}.png")
    boot._keep(place, SIGNATURE)
    assert place.read_bytes() == SIGNATURE
    assert not list(tmp_path.glob(".*"))


def test_the_way_by_the_verdict(
    image: Path,
    tmp_path: Path,
    qemu: Played,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """UEFI where both are sure, and BIOS where no firmware for it is installed."""
    seen = tmp_path / "seen.png"
    assert tried(image, "--screenshot", seen, capsys=capsys)[1][0]["firmware"] == "bios"
    qemu.as_told(Play())
    monkeypatch.setattr(firmwares, "FOLDERS", (described(tmp_path / "firmware"),))
    assert tried(image, "--screenshot", seen, capsys=capsys)[1][0]["firmware"] == "uefi"


def test_a_file_that_is_not_there(
    tmp_path: Path, qemu: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(tmp_path / "no.iso", "--screenshot", "x.png", capsys=capsys, qemu=qemu)
    assert told["code"] == "image-unreadable"
    assert refused("/dev/no", "--screenshot", "x.png", capsys=capsys, qemu=qemu)


def test_a_drive(tmp_path: Path, image: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its medium: what a back end hands out, read in whole sectors."""
    from app.drives.image_file import virtual_stick
    from app.qemu.stick import from_drive

    drive = virtual_stick(image)
    with drive.open(write=False) as medium:
        stick = from_drive(drive.info, medium)
        assert stick.reader is not None
        assert stick.size == image.stat().st_size
        data = image.read_bytes()
        assert stick.reader.read_at(700, 9000) == data[700:9700]
        assert stick.reader.read_at(len(data) - 100, 500) == data[-100:]
    assert stick.report.boots.from_usb


def test_a_drive_that_ends_early_is_not_zeros(tmp_path: Path) -> None:
    from app.qemu.medium import DriveReader

    size, end = 8 << 20, 5 << 20
    with failing_stick(tmp_path / "stick.img", size, Faults(end_of_file_at=end)).open() as medium:
        reader = DriveReader(medium, "Stick")
        assert len(reader.read_at(0, end)) == end
        assert len(reader.read_at(size, 4096)) == 0
        with pytest.raises(ReadRefused, match=f"at byte {end:,}: it ends there"):
            reader.read_at(end, 8192)


def test_a_picture_that_has_no_room_takes_nothing_from_the_verdict(
    image: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    seen = image.parent / "seen.png"
    monkeypatch.setattr(Path, "write_bytes", full)
    words = ["--firmware", "bios", "--screenshot", str(seen), "--no-kvm"]
    assert main(["boot", str(image), *words]) == 1
    told = capsys.readouterr()
    assert "Booted in a test" in told.out
    assert "What it showed last" not in told.out
    assert "No space left on device" in told.err
    assert not seen.exists()
    status, events = tried(image, *words, capsys=capsys)
    assert (status, [line["event"] for line in events[-2:]]) == (1, ["warning", "finished"])
    assert (events[-2]["code"], events[-1]["result"]) == ("folder-error", "booted")


def test_ctrl_c_is_heard_before_it_begins(
    image: Path,
    qemu: Played,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Opening a drive may wait for a password, for as long as nobody types one."""

    def waiting(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)
        pytest.fail("it goes on waiting")

    monkeypatch.setattr("app.commands.boot.open_source", waiting)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background: ignored
    try:
        status, told = tried(image, "--screenshot", image.parent / "seen.png", capsys=capsys)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (status, told) == (130, [{"event": "stopped"}])
    assert qemu.runs == []


def test_qemu_that_fails_did_begin(
    image: Path, tmp_path: Path, qemu: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    qemu.as_told(Play(fails="qemu: no room"))
    words = (image, "--firmware", "bios", "--screenshot", tmp_path / "seen.png")
    status, told = tried(*words, capsys=capsys)
    assert (status, told[-1]["code"]) == (1, "tool-error")
    assert not (tmp_path / "seen.png").exists()
