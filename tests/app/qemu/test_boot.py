"""A try from its beginning to its end, with a QEMU that is played."""

import lzma
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from support_flow import boot_image
from support_qemu import STARTING, Play, Played, firmware, play_qemu

from app.control import Control
from app.drives.image_file import virtual_stick
from app.errors import ImageChanged, Stopped, ToolError
from app.qemu import boot as module
from app.qemu.boot import boot
from app.qemu.firmware import Firmware
from app.qemu.judge import Verdict
from app.qemu.machine import Machine
from app.qemu.plan import BootPlan
from app.qemu.stick import SPARE, from_drive, from_image
from app.qemu.told import Noted, Running, Told, Tried, Unpacked, Unpacking
from app.sources import open_source

ROOT = Path(__file__).parents[3]
RAN = "SeaBIOS (version 1)\nBooting from 0000:7c00\n"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL", 0.02)
    monkeypatch.setattr(module, "QUIET", {True: 0.2, False: 0.2})


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return boot_image(tmp_path)


@pytest.fixture
def qemu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    return play_qemu(tmp_path / "programs", monkeypatch)


def by_uefi(folder: Path, *, kvm: bool = False, window: str = "") -> BootPlan:
    return BootPlan(Firmware.UEFI, Machine(firmware(folder), kvm, window))


BY_BIOS = BootPlan(Firmware.BIOS, Machine(None, kvm=False))


def tried(
    image: Path, plan: BootPlan, control: Control | None = None, limit: float = 30
) -> tuple[list[Told], Tried]:
    *before, last = boot(from_image(open_source(image)), plan, control or Control(), limit)
    assert isinstance(last, Tried)
    return before, last


def test_a_loader_that_speaks_is_more_than_the_firmware(
    image: Path, qemu: Played, tmp_path: Path
) -> None:
    before, last = tried(image, by_uefi(tmp_path))
    assert [type(each) for each in before] == [Noted, Running]
    assert (last.verdict, last.kvm, last.firmware) == (Verdict.BOOTED, False, Firmware.UEFI)
    assert last.picture is not None
    assert last.picture.size == (640, 480)
    assert 1 << 20 <= last.read < 2 << 20
    assert len(qemu.runs) == 1


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_stick_has_the_sectors_that_it_has(
    sector: int, image: Path, qemu: Played, tmp_path: Path
) -> None:
    """Firmware counts in them: what starts from sectors of one size does not from those of
    another."""
    with image.open("r+b") as file:
        file.truncate(image.stat().st_size + 4096)  # a stick is larger than its image
    drive = virtual_stick(image, sector=sector)
    with drive.open(write=False) as medium:
        list(boot(from_drive(drive.info, medium), by_uefi(tmp_path), Control(), 30))
    (words,) = qemu.runs
    sectors = [word for word in words if "logical_block_size=4096" in word]
    assert bool(sectors) is (sector == 4096)
    assert ("usb-bot,id=port" in words) is (sector == 4096)


@pytest.mark.parametrize(
    ("play", "verdict"),
    [
        (Play(serial=STARTING, draws=True), Verdict.BOOTED),
        (Play(serial=STARTING, draws=False), Verdict.STARTED),
        (Play(serial=f"{STARTING}BdsDxe: failed to start Boot0001 USB("), Verdict.FAILED),
        (Play(serial="BdsDxe: No bootable option or device was found."), Verdict.NOTHING),
        (Play(serial="", reads=0), Verdict.UNCLEAR),
        (Play(serial=f"{STARTING}hello", ends=True), Verdict.BOOTED),
    ],
)
def test_what_became_of_it_by_uefi(
    play: Play, verdict: Verdict, image: Path, qemu: Played, tmp_path: Path
) -> None:
    qemu.as_told(play)
    limit = 1 if verdict is Verdict.UNCLEAR else 30
    _, last = tried(image, by_uefi(tmp_path), limit=limit)
    if play.ends:  # nobody could look before it had switched itself off
        assert last.verdict in (Verdict.UNCLEAR, Verdict.STARTED, Verdict.BOOTED)
        return
    assert last.verdict is verdict


@pytest.mark.parametrize(
    ("play", "verdict"),
    [
        (Play(log=RAN, draws=True), Verdict.BOOTED),
        (Play(log=RAN, draws=True, reads=4096), Verdict.STARTED),
        (Play(log=f"{RAN}No bootable device.\n"), Verdict.FAILED),
        (Play(log="No bootable device.\n"), Verdict.NOTHING),
    ],
)
def test_what_became_of_it_by_bios(play: Play, verdict: Verdict, image: Path, qemu: Played) -> None:
    qemu.as_told(play)
    assert tried(image, BY_BIOS)[1].verdict is verdict


def test_nothing_is_changed_and_nothing_left(
    image: Path, qemu: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guest has written into its stick."""
    before, kept = image.read_bytes(), sorted(Path("/proc/self/fd").iterdir())
    threads = threading.active_count()
    tried(image, by_uefi(tmp_path))
    assert image.read_bytes() == before
    assert (tmp_path / "variables.fd").read_bytes() == b"variables"
    assert all_gone(qemu)
    assert threading.active_count() == threads
    assert sorted(Path("/proc/self/fd").iterdir()) == kept


def all_gone(qemu: Played) -> bool:
    return not any(Path("/proc", run[0]).exists() for run in qemu.runs)


def test_what_is_packed_is_unpacked_first(image: Path, qemu: Played, tmp_path: Path) -> None:
    packed = tmp_path / "packed.xz"
    packed.write_bytes(lzma.compress(image.read_bytes(), preset=0))
    before, last = tried(packed, by_uefi(tmp_path))
    size = image.stat().st_size
    *unpacking, noted, running = before
    assert (unpacking[0], unpacking[-1]) == (Unpacking(size), Unpacked(size))
    assert (type(noted), type(running)) == (Noted, Running)
    assert last.verdict is Verdict.BOOTED


def test_the_disk_is_larger_than_the_image(image: Path) -> None:
    assert from_image(open_source(image)).size == image.stat().st_size + SPARE


def test_it_stops_at_once(image: Path, qemu: Played, tmp_path: Path) -> None:
    qemu.as_told(Play(serial="", reads=0))
    control = Control()
    with closing(boot(from_image(open_source(image)), by_uefi(tmp_path), control, 600)) as trying:
        assert isinstance(next(trying), Noted)
        assert isinstance(next(trying), Running)
        threading.Timer(0.5, control.stop).start()
        with pytest.raises(Stopped):
            next(trying)
    assert all_gone(qemu)


def test_a_window_is_open_until_it_is_closed(image: Path, qemu: Played, tmp_path: Path) -> None:
    qemu.as_told(Play(ends=True))
    _, last = tried(image, by_uefi(tmp_path, window="gtk"))
    assert (last.verdict, last.picture) == (None, None)
    (words,) = qemu.runs
    assert words[words.index("-display") + 1] == "gtk"


@pytest.mark.parametrize("what", ["fails", "stands still"])
def test_without_kvm_after_all(
    what: str, image: Path, qemu: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DEAD", 1.0)
    qemu.as_told(Play(kvm=what))
    before, last = tried(image, by_uefi(tmp_path, kvm=True))
    assert [each.code for each in before if isinstance(each, Noted)] == ["no-kvm"]
    assert (last.verdict, last.kvm) == (Verdict.BOOTED, False)
    assert qemu.runs[-1][qemu.runs[-1].index("-accel") + 1] == "tcg"
    assert all_gone(qemu)


def test_with_kvm(image: Path, qemu: Played, tmp_path: Path) -> None:
    before, last = tried(image, by_uefi(tmp_path, kvm=True))
    assert [type(each) for each in before] == [Running]
    assert last.kvm


def test_qemu_that_fails_says_why(image: Path, qemu: Played, tmp_path: Path) -> None:
    qemu.as_told(Play(fails="qemu: there is no memory for a guest"))
    with pytest.raises(ToolError, match="there is no memory for a guest"):
        tried(image, by_uefi(tmp_path))


def test_an_image_that_changes_ends_it(image: Path, qemu: Played, tmp_path: Path) -> None:
    stick = from_image(open_source(image))
    with image.open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(ImageChanged):
        list(boot(stick, by_uefi(tmp_path), Control(), 5))


def test_an_image_that_changes_unseen_ends_it_as_well(
    image: Path, qemu: Played, tmp_path: Path
) -> None:
    """Nobody has read what is new."""
    stick = from_image(open_source(image))
    with image.open("ab") as file:
        file.write(b"more")
    with pytest.raises(ImageChanged):
        list(boot(stick, by_uefi(tmp_path), Control(), 5))


def test_a_packed_file_that_changes_is_not_called_damaged(
    image: Path, qemu: Played, tmp_path: Path
) -> None:
    packed = tmp_path / "packed.xz"
    packed.write_bytes(lzma.compress(image.read_bytes(), preset=0))
    stick = from_image(open_source(packed))
    with packed.open("r+b") as file:
        file.seek(packed.stat().st_size // 2)
        file.write(bytes(64))
    with pytest.raises(ImageChanged):
        list(boot(stick, by_uefi(tmp_path), Control(), 5))


@pytest.mark.parametrize(
    ("play", "why"),
    [
        (Play(ends=True, why="host-signal"), "somebody ended it"),
        (Play(serial="", log="", ends=True), "before anything was started"),
    ],
)
def test_a_machine_that_somebody_ended_did_not_switch_itself_off(
    play: Play, why: str, image: Path, qemu: Played, tmp_path: Path
) -> None:
    qemu.as_told(play)
    with pytest.raises(ToolError, match=why):
        tried(image, by_uefi(tmp_path))


@dataclass
class Held:
    """Gives nothing until it is let go."""

    size: int
    go: threading.Event = field(default_factory=threading.Event)

    def read_at(self, offset: int, length: int) -> bytes:
        self.go.wait(60)
        return bytes(length)


def test_a_stick_that_does_not_answer_keeps_nobody(
    image: Path, qemu: Played, tmp_path: Path
) -> None:
    threads = threading.active_count()
    reader, control = Held(16 << 20), Control()
    stick = replace(from_image(open_source(image)), reader=reader)
    threading.Timer(0.5, control.stop).start()
    with pytest.raises(Stopped):
        list(boot(stick, by_uefi(tmp_path), control, 600))
    assert not reader.go.is_set()
    assert all_gone(qemu)
    reader.go.set()
    until(lambda: threading.active_count() == threads)


LEFT = """
import os, sys, threading, time
from pathlib import Path
from app import tools
from app.control import Control
from app.qemu.boot import boot
from app.qemu.firmware import Firmware
from app.qemu.machine import Machine
from app.qemu.plan import BootPlan
from app.qemu.stick import from_image
from app.sources import open_source

folder, image = map(Path, sys.argv[1:])
tools.ENVIRONMENT["PATH"] = f"{folder}:" + tools.ENVIRONMENT["PATH"]
plan = BootPlan(Firmware.BIOS, Machine(None, kvm=False))
trying = boot(from_image(open_source(image)), plan, Control(), 600)
threading.Thread(target=list, args=(trying,), daemon=True).start()
while not (folder / "told").exists():
    time.sleep(0.05)
os._exit(9)
"""


def test_it_ends_with_us(image: Path, qemu: Played) -> None:
    """Also where nobody gets to clear anything away."""
    qemu.as_told(Play(serial="", reads=0))
    done = subprocess.run([sys.executable, "-c", LEFT, qemu.folder, image], cwd=ROOT, check=False)
    assert done.returncode == 9
    until(lambda: all_gone(qemu))


def until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)
