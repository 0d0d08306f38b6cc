"""Empty systems: a Debian out of Debian's own packages, with nothing in it but what its packages
demand. Made in memory, so this needs root, the registries and a minute."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from screen import wait_for, x_server

ROOT = Path(__file__).parents[2]
NOT_IN_A_CLONE = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
PROXIES = ("http_proxy", "https_proxy", "no_proxy")

# Downloaded packages are kept here while tests run, and mounted into each system.
_KEPT = "var/cache/apt/archives"


@dataclass(frozen=True)
class System:
    """`kept` is a folder for packages that several systems install."""

    root: Path
    kept: Path | None = None

    def call(
        self,
        *words: str,
        network: bool = True,
        user: str = "root",
        settings: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """In namespaces of its own: what is mounted or started in there ends with it."""
        return subprocess.run(
            self._command(words, network=network, user=user),
            env=_environment(user) | (settings or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, *words: str, user: str = "root") -> str:
        """What it printed, where all went well."""
        called = self.call(*words, user=user)
        assert called.returncode == 0, called.stdout + called.stderr
        return called.stdout

    @contextmanager
    def running(
        self, *words: str, user: str, settings: dict[str, str]
    ) -> Iterator[subprocess.Popen[str]]:
        with subprocess.Popen(
            self._command(words, network=True, user=user),
            env=_environment(user) | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def copy(self, name: str) -> "System":
        """Another one, as this one is now."""
        other = self.root.with_name(name)
        subprocess.run(["cp", "-a", self.root, other], check=True)
        return System(other, self.kept)

    def install(self, *packages: str) -> None:
        """Without what they only recommend."""
        quiet = ["apt-get", "-qq", "-o", "APT::Keep-Downloaded-Packages=true"]
        self.done(*quiet, "install", "-y", "--no-install-recommends", *packages)

    def inside(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _command(self, words: Sequence[str], *, network: bool, user: str) -> list[str | Path]:
        script = 'mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix" 2>/dev/null\n'
        if self.kept is not None:
            script += f'mkdir -p "$0/{_KEPT}"; mount --bind "{self.kept}" "$0/{_KEPT}"\n'
        apart: list[str | Path] = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        apart += [f"--mount-proc={self.root / 'proc'}"] if network else ["--net"]
        # Not exec: the first process stays root, for one that changes its user is not ended with
        # its parent (prctl(2), PR_SET_PDEATHSIG).
        chroot = f'chroot --userspec={user} "$0" "$@"; exit $?'
        return [*apart, "sh", "-c", script + chroot, self.root, *words]


def _environment(user: str) -> dict[str, str]:
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root" if user == "root" else f"/home/{user}",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        "SSL_CERT_FILE": CERTIFICATES,
        "PIP_CERT": CERTIFICATES,
        **{name: os.environ[name] for name in PROXIES if name in os.environ},
    }


@contextmanager
def empty(release: str) -> Iterator[System]:
    with TemporaryDirectory(prefix="debian-") as name, in_memory(Path(name)) as folder:
        root, kept = folder / "root", folder / "kept"
        (kept / "partial").mkdir(parents=True)
        make = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=ca-certificates"]
        subprocess.run([*make, release, root], check=True)
        # What the network here asks for: its name servers, and certificates it may have added.
        for path in ("/etc/resolv.conf", CERTIFICATES):
            shutil.copyfile(path, f"{root}{path}")
        # As Debian's installer leaves it; a C library of 2022 knows no localhost by itself.
        (root / "etc/hosts").write_text("127.0.0.1\tlocalhost\n")
        (root / "tmp/.X11-unix").mkdir(mode=0o1777)
        yield System(root, kept)


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """A system is 40,000 small files that live for a minute: no disk needs to hear of them."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6G", "debian", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def clone(system: System, place: str) -> None:
    """The checkout under test, as it lies there."""
    shutil.copytree(
        ROOT, system.inside(place), ignore=shutil.ignore_patterns(*NOT_IN_A_CLONE), symlinks=True
    )


def opens_a_window(system: System, *words: str, user: str) -> None:
    """On a screen out here, which the program reaches by a socket."""
    look = ["xdotool", "search", "--onlyvisible", "--name", "Stickwright"]
    with x_server() as screen:
        settings = {"DISPLAY": screen["DISPLAY"], "XDG_RUNTIME_DIR": f"/home/{user}"}
        with system.running(*words, user=user, settings=settings) as process:

            def stands() -> bool:
                assert process.poll() is None, process.communicate()[0]
                found = subprocess.run(look, env=screen, capture_output=True, check=False)
                return found.returncode == 0

            wait_for(stands)
