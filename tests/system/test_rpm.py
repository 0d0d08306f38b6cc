"""The RPM, as far as a Debian can tell: built, judged by rpmlint, and its program started."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from system.empty import ROOT, System, clone, empty

USER = "somebody"
SETUP = ROOT / "packaging" / "setup-debian.sh"
SPEC = "/sources/packaging/rpm/stickwright.spec"
NEEDED = ("isal", "jeepney", "lz4", "psutil", "pyudev", "tqdm", "urllib3", "xxhash", "zstandard")

pytestmark = pytest.mark.packages


@pytest.fixture(scope="module")
def builder() -> Iterator[System]:
    needs = subprocess.run([SETUP, "--list", "rpm"], capture_output=True, text=True, check=True)
    with empty("trixie") as made:
        made.done("apt-get", "-qq", "update")
        made.install(*needs.stdout.split(), "rpmlint")
        clone(made, "/sources")
        yield made


@pytest.fixture(scope="module")
def built(builder: System) -> Path:
    builder.done("/sources/packaging/rpm/build", "--here", "/tmp/one")
    return builder.inside("/tmp/one")


def test_rpmlint_has_nothing_to_say(builder: System, built: Path) -> None:
    packages = [f"/tmp/one/{path.name}" for path in built.iterdir()]
    config = "/sources/packaging/rpm/rpmlint.toml"
    said = builder.call("rpmlint", "--strict", "--config", config, SPEC, *packages)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 errors, 0 warnings" in said.stdout


def test_the_program_in_it_makes_a_stick(builder: System, built: Path) -> None:
    """With the system's own libraries of Python, as on Fedora."""
    builder.install(*(f"python3-{name}" for name in NEEDED))
    (package,) = (path.name for path in built.glob("*.noarch.rpm"))
    builder.done("rpm", "--install", "--nodeps", f"/tmp/one/{package}")
    builder.done("useradd", "--create-home", USER)
    assert "read back, identical" in builder.done("stickwright", "demo", user=USER)
    builder.done("rpm", "--erase", "stickwright")
    assert list(builder.inside("/usr").rglob("*tickwright*")) == []
