"""Nothing uses the network: the whole way of an image under a kernel that ends whoever tries.

What `offline.py` does is shown first, for a filter that lets everything through proves nothing.
"""

import hashlib
import lzma
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import offline
import pytest
from fake_loops import FakeLoops
from support_flow import boot_image
from support_images import image_bytes
from support_openpgp import KEY, armoured
from support_stopped import filled, stopped_at, writing

from app import journal
from app.burning.disc import XORRISO
from app.commands.grammar import COMMANDS
from app.drives.image_file import virtual_stick
from app.events import Stage
from app.qemu.here import QEMU
from app.sources import open_source
from app.stages.flow import CHUNK
from app.tools import found

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
KILLED = -signal.SIGSYS

pytestmark = pytest.mark.skipif(
    not offline.POSSIBLE, reason="the filter knows the system calls of three machines"
)


def offline_run(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [PYTHON, str(ROOT / "tests/offline.py"), *command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def stickwright(*words: str, **environment: str) -> str:
    done = offline_run(PYTHON, "-m", "ui", *words, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import socket; socket.socket(socket.AF_INET)", KILLED),
        ("import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", KILLED),
        ("import socket; socket.socket(socket.AF_INET6)", KILLED),
        ("import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", KILLED),
        ("import socket; socket.socket(socket.AF_VSOCK)", KILLED),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')", KILLED),
        ("import socket; socket.socket(socket.AF_UNIX)", 0),
        ("import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)", 0),
    ],
)
def test_the_first_socket_that_leads_out_is_the_end(code: str, status: int) -> None:
    assert offline_run(PYTHON, "-c", code).returncode == status


def test_children_are_not_let_out_either() -> None:
    code = (
        "import subprocess, sys\n"
        "child = [sys.executable, '-c', 'import socket; socket.socket()']\n"
        "sys.exit(subprocess.run(child).returncode != -31)"
    )
    assert offline_run(PYTHON, "-c", code).returncode == 0


@dataclass(frozen=True)
class Place:
    """A folder with an image, plain and packed, and a list with its checksum beside it."""

    folder: Path
    image: Path
    packed: Path

    @classmethod
    def made(cls, folder: Path) -> "Place":
        image, packed = boot_image(folder), folder / "packed.img.xz"
        packed.write_bytes(lzma.compress(image.read_bytes(), preset=0))
        digest = hashlib.sha256(image.read_bytes()).hexdigest()
        (folder / "SHA256SUMS").write_text(f"{digest}  {image.name}\n")
        return cls(folder, image, packed)

    @property
    def stick(self) -> Path:
        return self.folder / "stick.img"


def inspect_it(place: Place) -> None:
    assert "boots" in stickwright("inspect", str(place.image))
    assert "boots" in stickwright("inspect", "--evidence", str(place.packed))


def list_it(place: Place) -> None:
    assert "EFI" in stickwright("ls", "--recursive", str(place.image))
    assert "README.TXT" in stickwright("ls", "--json", str(place.packed))


def take_files_out(place: Place) -> None:
    out = place.folder / "out"
    told = stickwright("extract", "--json", str(place.image), "/", "--to", str(out))
    assert '"result": "extracted"' in told
    assert any(path.is_file() for path in out.rglob("*"))


def mount_it(place: Place) -> None:
    """By a UDisks2 that makes no device, on a socket of this computer."""
    with FakeLoops().on(place.folder / "bus") as bus:
        told = stickwright("mount", str(place.image), DBUS_SYSTEM_BUS_ADDRESS=bus.address)
        assert "/media/ada/loop0" in told


def unmount_it(place: Place) -> None:
    with FakeLoops().on(place.folder / "bus") as bus:
        for words in (("mount", str(place.image)), ("unmount", "--all")):
            told = stickwright(*words, DBUS_SYSTEM_BUS_ADDRESS=bus.address)
            assert "/media/ada/loop0" in told


def check_it(place: Place) -> None:
    assert "match" in stickwright("check", str(place.image))


def list_drives(_place: Place) -> None:
    stickwright("drives", "--json")


def write_it(place: Place) -> None:
    for each in (place.image, place.packed):
        _written(each, place.stick)
        assert place.stick.read_bytes().startswith(place.image.read_bytes())
    several = [place.folder / name for name in ("one.img", "other.img")]
    assert _written(place.image, *several).count('"result": "verified"') == 2


def _written(image: Path, *sticks: Path) -> str:
    told = stickwright("write", "--json", "--yes", str(image), *map(str, sticks), "--size", "32M")
    assert '"result": "verified"' in told
    return told


def verify_it(place: Place) -> None:
    _written(place.image, place.stick)
    for each in (place.image, place.packed):
        told = stickwright("verify", "--json", str(each), str(place.stick))
        assert '"event": "finished"' in told


def undo_it(place: Place) -> None:
    image = place.folder / "large.img"
    image.write_bytes(image_bytes(9 << 20))
    before = filled(place.stick, 12 << 20)
    job = writing(open_source(image), virtual_stick(place.stick), journal.folder())
    stopped_at(job, Stage.WRITE, CHUNK)
    assert '"result": "put-back"' in stickwright("undo", "--json", str(place.stick))
    assert place.stick.read_bytes() == before


def try_it(place: Place) -> None:
    """For a moment, where there is a QEMU: too short for anything to start. One that asks the
    kernel for a ring (io_uring), by which sockets can be made as well, is ended for that."""
    seen = place.folder / "seen.png"
    words = ("boot", str(place.packed), "--no-kvm", "--seconds", "2", "--screenshot", str(seen))
    done = offline_run(PYTHON, "-m", "ui", *words)
    if found(QEMU):
        assert done.returncode == 1, done.stdout + done.stderr
        assert seen.is_file() or f"(signal {-KILLED})" in done.stderr
    else:
        assert done.returncode == 3, done.stdout + done.stderr


def burn_it(place: Place) -> None:
    """Where there is an xorriso."""
    disc = place.folder / "disc.img"
    done = offline_run(PYTHON, "-m", "ui", "burn", "--yes", str(place.packed), str(disc))
    assert done.returncode == (0 if found(XORRISO) else 3), done.stdout + done.stderr


def add_a_key(place: Place) -> None:
    key = place.folder / "key.asc"
    key.write_bytes(armoured(KEY))
    assert "Maker" in stickwright("keys", "--add", str(key))
    fingerprint, name, *_ = stickwright("keys").splitlines()
    assert "Maker" in name
    assert "no longer" in stickwright("keys", "--remove", *fingerprint.split())


def probe_it(place: Place) -> None:
    before = filled(place.stick, 6 << 20)
    assert "What was there before is back." in stickwright("test", str(place.stick))
    assert place.stick.read_bytes() == before
    assert '"result": "fine"' in stickwright("test", "--all", "--yes", "--json", str(place.stick))


def save_it(place: Place) -> None:
    before, saved = filled(place.stick, 6 << 20), place.folder / "saved.img.zst"
    told = stickwright("backup", "--json", "--check", str(place.stick), str(saved))
    assert '"result": "saved"' in told
    assert "match" in stickwright("check", str(saved))
    assert place.stick.read_bytes() == before


def format_it(place: Place) -> None:
    filled(place.stick, 64 << 20)
    words = ("--as", "fat32", "--yes", "--json")
    assert '"result": "verified-parts"' in stickwright("format", str(place.stick), *words)


def ask_the_doctor(_place: Place) -> None:
    """Whatever is missing on this computer."""
    done = offline_run(PYTHON, "-m", "ui", "doctor")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "written here" in done.stdout


def run_the_demo(_place: Place) -> None:
    stickwright("demo")


WAYS: dict[str, Callable[[Place], None]] = {
    "inspect": inspect_it,
    "ls": list_it,
    "extract": take_files_out,
    "mount": mount_it,
    "unmount": unmount_it,
    "check": check_it,
    "drives": list_drives,
    "write": write_it,
    "verify": verify_it,
    "undo": undo_it,
    "test": probe_it,
    "backup": save_it,
    "format": format_it,
    "boot": try_it,
    "burn": burn_it,
    "keys": add_a_key,
    "doctor": ask_the_doctor,
    "demo": run_the_demo,
}


def test_no_command_is_left_out() -> None:
    assert sorted(WAYS) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_whole_way_of_a_command(command: str, tmp_path: Path) -> None:
    WAYS[command](Place.made(tmp_path))


def test_the_window_opens_an_image(tmp_path: Path) -> None:
    """Until the verdict is there; its threads for drives, the desktop and settings run as well."""
    code = """
import sys
from PySide6.QtCore import QTimer
from ui import program

class Watched(program.Start):
    def _made(self):
        flow = super()._made()
        timer = QTimer(self.window)
        def look():
            if type(flow._state.image).__name__ == "Inspected":
                print("inspected", flush=True)
                timer.stop()
                self.close()
        timer.timeout.connect(look)
        timer.start(50)
        return flow

program.Start = Watched
sys.exit(program.show(sys.argv[1]))
"""
    image = boot_image(tmp_path)
    done = offline_run(PYTHON, "-c", code, str(image), QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (0, "inspected\n"), done.stderr


def test_from_drop_to_ready_to_boot_in_the_window() -> None:
    """That test itself, in a process that is watched from its first instruction on."""
    test = "tests/ui/test_flow.py::test_from_drop_to_ready_to_boot_on_a_virtual_stick"
    done = offline_run(PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", test)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def _connect(family: socket.AddressFamily, address: tuple[str, int]) -> None:
    with socket.socket(family) as made:
        made.connect(address)


def _send(address: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.sendto(b"", address)


def _listen(address: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET) as made:
        made.bind(address)


@pytest.mark.parametrize(
    "attempt",
    [
        partial(socket.getaddrinfo, "example.org", 443),
        partial(socket.gethostbyname, "example.org"),
        partial(_connect, socket.AF_INET, ("192.0.2.1", 80)),
        partial(_connect, socket.AF_INET6, ("2001:db8::1", 80)),
        partial(_send, ("192.0.2.1", 53)),
        partial(_listen, ("0.0.0.0", 0)),  # noqa: S104  that it is refused is what is tested
        partial(_listen, ("", 0)),
    ],
)
def test_the_tests_themselves_are_watched(
    attempt: Callable[[], object], internet: list[str]
) -> None:
    with pytest.raises(PermissionError, match="No internet in the tests"):
        attempt()
    assert len(internet) == 1
    internet.clear()


_APART = """
import subprocess, sys
import offline
if not offline.leave():
    sys.exit(9)
before = offline.strays()
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
print(offline.strays() - before)
"""


@pytest.mark.parametrize(
    ("family", "kind", "address", "counted"),
    [
        ("AF_INET", "SOCK_STREAM", ("192.0.2.1", 80), True),
        ("AF_INET", "SOCK_DGRAM", ("192.0.2.1", 53), True),
        ("AF_INET6", "SOCK_STREAM", ("2001:db8::1", 80), True),
        ("AF_INET", "SOCK_STREAM", ("127.0.0.1", 9), False),
        ("AF_INET6", "SOCK_STREAM", ("::1", 9), False),
    ],
)
def test_what_the_tests_start_is_watched(
    family: str, kind: str, address: tuple[str, int], counted: bool
) -> None:
    """By a kernel: it swallows every error, and could as well be written in C."""
    child = f"import socket; socket.socket(socket.{family}, socket.{kind}).connect_ex({address!r})"
    done = subprocess.run(
        [PYTHON, "-c", _APART, child],
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 9:
        pytest.skip("only root has a network of his own")
    assert (int(done.stdout) > 0) is counted, done.stderr


def test_loopback_is_not_the_internet(internet: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert internet == []
