"""`stickwright burn`, with xorriso itself and a file that plays the disc."""

import hashlib
import io
import json
import lzma
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from fake_bus import FakeBus, Refusal
from support_images import image_bytes
from support_iso import Iso

from app.burning import burn as burning
from app.burning.burn import burn
from app.burning.disc import Disc, look
from app.burning.plan import BurnPlan, plan_burn
from app.burning.told import Begun, Moved
from app.cli import main
from app.commands.burn import staying_awake
from app.control import Control
from app.errors import DiscDiffers, DriveGone, Stopped, ToolError
from app.inspection import inspect
from app.sources import open_source

LENGTH = 5 * (1 << 20) + 77


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.iso"
    path.write_bytes(image_bytes(LENGTH))
    return path


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    return tmp_path / "disc.img"


def planned(image: Path, disc: Path) -> BurnPlan:
    source = open_source(image)
    return plan_burn(source, inspect(source), look(str(disc)))


def burned(*words: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    status = main(["burn", "--json", *map(str, words)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.tools
@pytest.mark.parametrize("packed", [False, True])
def test_every_byte_is_on_it(
    packed: bool, image: Path, disc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = image
    if packed:
        given = image.with_suffix(".iso.xz")
        given.write_bytes(lzma.compress(image.read_bytes(), preset=0))
    status, told = burned("--yes", given, disc, capsys=capsys)
    assert status == 0
    assert told[0]["disc"]["kind"] == "stdio file, overwriteable"
    assert [line["stage"] for line in told if line["event"] == "stage"] == [
        "burn",
        "close",
        "verify",
    ]
    assert (told[-1]["result"], told[-1]["bytes"]) == ("burned", LENGTH)
    assert disc.read_bytes()[:LENGTH] == image.read_bytes()


@pytest.mark.tools
def test_a_disc_that_holds_something_is_asked_about(
    image: Path, disc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["burn", "--yes", str(image), str(disc)]) == 0
    before = disc.read_bytes()
    assert "Burned and checked" in capsys.readouterr().out
    image.write_bytes(image.read_bytes()[::-1])
    status, told = burned(image, disc, capsys=capsys)
    assert (status, told[-1]["code"]) == (2, "usage-error")
    assert disc.read_bytes() == before
    status, told = burned("--yes", image, disc, capsys=capsys)
    assert (status, told[0]["erases"]) == (0, True)
    assert disc.read_bytes()[:LENGTH] == image.read_bytes()


@pytest.mark.tools
def test_what_was_published_about_the_image_is_held_against_it(
    image: Path, disc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sums = image.with_name("SHA256SUMS")
    sums.write_text(f"{'0' * 64}  {image.name}\n")
    for words in (["--yes"], ["--simulate"]):
        status, told = burned(*words, image, disc, capsys=capsys)
        assert (status, told[-1]["code"]) == (3, "checksum-mismatch")
        assert not disc.exists()
    status, told = burned("--yes", "--anyway", image, disc, capsys=capsys)
    assert (status, told[1]["event"], told[1]["code"]) == (0, "warning", "checksum-mismatch")
    assert burned("--yes", "--no-sums", image, disc, capsys=capsys)[0] == 0
    sums.write_text(f"{hashlib.sha256(image.read_bytes()).hexdigest()}  {image.name}\n")
    assert main(["burn", "--yes", str(image), str(disc)]) == 0
    assert "line 1 of SHA256SUMS" in capsys.readouterr().out


@pytest.mark.tools
@pytest.mark.parametrize("exchanged", [True, False])
def test_what_was_asked_about_is_what_is_burned(
    exchanged: bool,
    image: Path,
    disc: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the question waits, the empty disc is taken out and one with a session put in, or the
    image is downloaded anew."""

    def yes(question: str) -> str:
        assert "Burn the disc" in question
        if exchanged:
            disc.write_bytes(Iso({"MINE": b"mine"}).build().ljust(1 << 20, b"\0"))
        else:
            image.write_bytes(image_bytes(LENGTH)[::-1])
        return "yes"

    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("app.commands.burn.answer", yes)
    assert main(["burn", str(image), str(disc)]) == 3
    said = "another disc is in the drive now" if exchanged else "changed"
    assert said in capsys.readouterr().err
    left = disc.read_bytes() if disc.exists() else b""
    assert not left.startswith(image.read_bytes()[:2048])
    assert (b"mine" in left) is exchanged


@pytest.mark.parametrize(("room", "held_off"), [(None, set()), (9, {"Burning image.iso"})])
def test_no_sleep_while_a_disc_is_burned(
    room: int | None,
    held_off: set[str],
    image: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disc = Disc("/dev/sr0", "CD-R", 0, 0, room, blank=True, again=False, open=False)
    with FakeBus(tmp_path / "bus", lambda _: Refusal("org.example.No", "no")) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        with staying_awake(BurnPlan(open_source(image), disc, LENGTH)):
            login = [call for call in bus.calls if call.interface.endswith("login1.Manager")]
            assert {str(call.body[2]) for call in login} == held_off


@pytest.mark.tools
def test_a_simulation_writes_nothing(
    image: Path, disc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = burned("--simulate", image, disc, capsys=capsys)
    assert (status, told[-1]["result"]) == (0, "simulated")
    assert not disc.exists()
    disc.write_bytes(b"x" * 2048)
    assert burned("--simulate", image, disc, capsys=capsys)[0] == 0
    assert disc.read_bytes() == b"x" * 2048


@pytest.mark.tools
def test_what_comes_back_otherwise_is_told(image: Path, disc: Path) -> None:
    """A byte falls while the disc is closed."""
    told = burn(planned(image, disc), Control())
    for each in told:
        if each == Begun("verify", LENGTH):
            break
    with disc.open("r+b") as file:
        file.seek(3 << 20)
        file.write(bytes([image.read_bytes()[3 << 20] ^ 1]))
    with pytest.raises(DiscDiffers, match="other bytes than were burned") as caught:
        list(told)
    assert caught.value.ranges == ((3 << 20, 1 << 20),)
    assert "another disc" in caught.value.hint


@pytest.mark.tools
@pytest.mark.parametrize("before", [True, False])
def test_one_that_ends_early_is_another_one_or_gone(before: bool, image: Path, disc: Path) -> None:
    """A disc does not become shorter while it is read."""
    told = burn(planned(image, disc), Control())
    for each in told:
        if each == (Begun("close", None) if before else Moved("verify", 1 << 20)):
            break
    if before:
        next(told)  # it is closed
    os.truncate(disc, 3 << 20)
    with pytest.raises(DiscDiffers if before else DriveGone) as caught:
        list(told)
    assert "disc" in caught.value.hint


@pytest.mark.tools
def test_one_that_is_gone_may_be_read_as_zeros(image: Path, disc: Path) -> None:
    """What a kernel does with a page whose end nobody gave."""
    told = burn(planned(image, disc), Control())
    for each in told:
        if each == Moved("verify", 1 << 20):
            break
    with disc.open("r+b") as file:
        file.truncate(1 << 20)
        file.truncate(3 << 20)
    with pytest.raises(DriveGone) as caught:
        list(told)
    assert "not read back" in caught.value.hint


@pytest.mark.tools
def test_it_stops(image: Path, disc: Path) -> None:
    control = Control()
    told = burn(planned(image, disc), control)
    assert next(told) == Begun("burn", LENGTH)
    assert isinstance(next(told), Moved)
    control.stop()
    threads = threading.active_count()
    with pytest.raises(Stopped):
        list(told)
    assert threading.active_count() == threads


@pytest.mark.tools
def test_xorriso_that_fails_says_why(
    image: Path, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(image, disc)
    words = burning.command(plan)
    monkeypatch.setattr(burning, "command", lambda _: [*words[:-1], "--no-such-word", "-"])
    with pytest.raises(ToolError, match="no-such-word"):  # and not that it aborts for that
        list(burn(plan, Control()))


@pytest.mark.parametrize("drive", ["/dev/null", "/dev/sr99"])
def test_what_is_no_disc_is_refused(
    drive: str, image: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = burned("--yes", image, drive, capsys=capsys)
    assert (status, told[-1]["code"]) == (3, "no-disc")
