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
from functools import partial
from pathlib import Path

import offline
import pytest
from support_flow import boot_image

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


def stickwright(*words: str) -> str:
    done = offline_run(PYTHON, "-m", "ui", *words)
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


def test_the_whole_way_of_the_commands(tmp_path: Path) -> None:
    image = boot_image(tmp_path)
    plain = image.read_bytes()
    packed = tmp_path / "packed.img.xz"
    packed.write_bytes(lzma.compress(plain, preset=0))
    digest = hashlib.sha256(plain).hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  {image.name}\n")
    stick = tmp_path / "stick.img"
    assert "boots" in stickwright("inspect", str(image))
    assert "boots" in stickwright("inspect", "--evidence", str(packed))
    assert "match" in stickwright("check", str(image))
    stickwright("drives", "--json")
    for each in (image, packed):
        told = stickwright("write", "--json", "--yes", str(each), str(stick), "--size", "32M")
        assert '"result": "verified"' in told
        assert '"event": "finished"' in stickwright("verify", "--json", str(each), str(stick))
        assert stick.read_bytes().startswith(plain)
    two = [str(tmp_path / name) for name in ("one.img", "other.img")]
    told = stickwright("write", "--json", "--yes", str(image), *two, "--size", "32M")
    assert told.count('"result": "verified"') == 2


def test_the_demo() -> None:
    stickwright("demo")


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


def test_loopback_is_not_the_internet(internet: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert internet == []
