"""The package for Debian 13: built twice, judged by lintian, installed in an empty system, run by
an ordinary user, and taken away again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from system.empty import ROOT, System, clone, empty, opens_a_window

from app.desktop import APPLICATION

USER = "somebody"
SETUP = ROOT / "packaging" / "setup-debian.sh"

pytestmark = pytest.mark.packages


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    with empty("trixie") as made:
        made.done("apt-get", "-qq", "update")
        made.done("useradd", "--create-home", USER)
        yield made


@pytest.fixture(scope="module")
def builder(system: System) -> System:
    """One that has what packages are made and judged with."""
    made = system.copy("builder")
    needs = subprocess.run([SETUP, "--list", "debian"], capture_output=True, text=True, check=True)
    made.install(*needs.stdout.split(), "lintian")
    clone(made, "/sources")
    clone(made, "/root/other sources")
    return made


@pytest.fixture(scope="module")
def package(builder: System) -> Path:
    """As it was built, seen from here."""
    builder.done("/sources/packaging/debian/build", "--here", "/tmp/one")
    (built,) = builder.inside("/tmp/one").iterdir()
    assert built.name.startswith("stickwright_")
    return built


@pytest.fixture(scope="module")
def installed(system: System, package: Path) -> System:
    before = named(system)
    assert before == set()
    system.inside("/root/stickwright.deb").write_bytes(package.read_bytes())
    system.install("/root/stickwright.deb")
    return system


def named(system: System) -> set[Path]:
    """What is called as we are, outside of what apt and dpkg remember."""
    folders = ("usr", "etc", "opt", "var/lib/systemd", "lib")
    found = (path for folder in folders for path in (system.root / folder).rglob("*tickwright*"))
    return {path.relative_to(system.root) for path in found}


def test_the_same_sources_make_the_same_bytes(builder: System, package: Path) -> None:
    """Elsewhere, out of files that are old, by somebody whose files others can't read, and who
    speaks Turkish."""
    builder.done("find", "/root/other sources", "-exec", "touch", "--date=2001-01-01", "{}", "+")
    settings = {"LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"}
    script = 'umask 077; exec "/root/other sources/packaging/debian/build" --here /root/two'
    again = builder.call("sh", "-c", script, settings=settings)
    assert again.returncode == 0, again.stderr
    (other,) = builder.inside("/root/two").iterdir()
    assert other.read_bytes() == package.read_bytes()


def test_lintian_has_nothing_to_say(builder: System, package: Path) -> None:
    path = f"/tmp/one/{package.name}"
    said = builder.call("lintian", "--pedantic", "--display-info", path, user=USER)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_an_ordinary_user_makes_a_stick(installed: System) -> None:
    said = installed.done("stickwright", "demo", user=USER)
    assert "read back, identical" in said
    version = installed.done("stickwright", "--version", user=USER)
    assert version.split()[1] in installed.done("dpkg-query", "-W", "stickwright")
    doctor = installed.call("stickwright", "doctor", user=USER)
    assert doctor.returncode == 1, "nothing here leads to drives"
    assert "UDisks2 opens drives for you" in doctor.stdout


def test_the_window_opens(installed: System) -> None:
    opens_a_window(installed, "stickwright", user=USER)


def test_what_desktops_and_shells_are_told(installed: System) -> None:
    files = installed.done("dpkg", "-L", "stickwright").splitlines()
    for path in (
        "bin/stickwright",
        f"share/applications/{APPLICATION}.desktop",
        f"share/metainfo/{APPLICATION}.metainfo.xml",
        f"share/mime/packages/{APPLICATION}.xml",
        f"share/icons/hicolor/scalable/apps/{APPLICATION}.svg",
        f"share/icons/hicolor/128x128/apps/{APPLICATION}.png",
        "share/man/man1/stickwright.1.gz",
        "share/bash-completion/completions/stickwright",
        "share/zsh/vendor-completions/_stickwright",
        "share/fish/vendor_completions.d/stickwright.fish",
        "share/doc/stickwright/README.md.gz",
    ):
        assert f"/usr/{path}" in files
    assert not [path for path in files if path.endswith((".pyc", ".ts"))]


def test_nothing_is_left_of_it(installed: System) -> None:
    """The last one: the system is without it afterwards."""
    installed.done("apt-get", "-qq", "purge", "-y", "stickwright")
    assert named(installed) == set()
