"""The newcomer's way: an empty Debian, a checkout, the two commands, and nothing else.

Each system is made here out of Debian's packages, so this needs root, the registries and a minute.
The checkout is the one under test, as it lies there.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[2]
NOT_IN_A_CLONE = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
INSIDE = "/root/stick wright"
PROXIES = ("http_proxy", "https_proxy", "no_proxy")

pytestmark = pytest.mark.system


@dataclass(frozen=True)
class System:
    root: Path

    def call(self, *words: str, network: bool = True) -> subprocess.CompletedProcess[str]:
        """In namespaces of its own: what is mounted or started in there ends with it."""
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        apart += [f"--mount-proc={self.root / 'proc'}"] if network else ["--net"]
        settings = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "SSL_CERT_FILE": CERTIFICATES,
            "PIP_CERT": CERTIFICATES,
            **{name: os.environ[name] for name in PROXIES if name in os.environ},
        }
        return subprocess.run(
            [*apart, "chroot", self.root, *words],
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    with TemporaryDirectory(prefix="debian-") as name, in_memory(Path(name)) as folder:
        root = folder / "root"
        make = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=ca-certificates"]
        subprocess.run([*make, request.param, root], check=True)
        # What the network here asks for: its name servers, and certificates it may have added.
        for path in ("/etc/resolv.conf", CERTIFICATES):
            shutil.copyfile(path, f"{root}{path}")
        # As Debian's installer leaves it; a C library of 2022 knows no localhost by itself.
        (root / "etc/hosts").write_text("127.0.0.1\tlocalhost\n")
        shutil.copytree(
            ROOT, f"{root}{INSIDE}", ignore=shutil.ignore_patterns(*NOT_IN_A_CLONE), symlinks=True
        )
        yield System(root)


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """A system is 40,000 small files that live for a minute: no disk needs to hear of them."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6G", "debian", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_run_sets_itself_up_and_makes_a_stick(system: System) -> None:
    first = system.call(f"{INSIDE}/packaging/run")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "read back, identical" in first.stdout
    assert "Installing them" in first.stderr
    again = system.call(f"{INSIDE}/packaging/run", "--version", network=False)
    assert (again.returncode, again.stderr) == (0, ""), again.stdout


def test_test_sets_itself_up_and_passes(system: System) -> None:
    done = system.call(f"{INSIDE}/packaging/test", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
