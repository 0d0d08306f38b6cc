"""Files out of the packages of the distribution that the tests run on, without installing them."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


@cache
def packaged(package: str, pattern: str) -> bytes:
    """The first file of a package whose name matches. Needs apt and the network."""
    with TemporaryDirectory(prefix="package-") as name:
        folder = Path(name)
        # apt's own user for downloads cannot write here, and says so; that is no failure.
        command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", package]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        (archive,) = folder.glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, folder / "files"], check=True)
        found = sorted(path for path in (folder / "files").rglob(pattern) if path.is_file())
        assert found, f"{package} has no {pattern}"
        return found[0].read_bytes()
