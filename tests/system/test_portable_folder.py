"""The folder to unpack and run: built in an empty Debian 12, and started by an ordinary user in
empty systems that have nothing but what every desktop has."""

import json
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from system.empty import ROOT, System, empty, opens_a_window

LOCKED = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
USER = "somebody"
HOME = f"/home/{USER}"
FOLDER = f"{HOME}/Töols and more"
PROGRAM = f"{FOLDER}/stickwright"
MOST = 120_000_000  # bytes

# What any program with a window loads, and no more of Qt's.
DESKTOP = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libx11-xcb1",
    "xkb-data",
)
OF_THE_SERVICES = ("libdbus-1.so*", "libudev.so*", "libsystemd.so*")

pytestmark = pytest.mark.packages


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    build = [ROOT / "packaging" / "portable" / "build", folder]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("stickwright-*-x86_64.tar.zst")
    return made


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def system(request: pytest.FixtureRequest, archive: Path) -> Iterator[System]:
    """With the folder unpacked in a user's home, by that user."""
    with empty(request.param) as made:
        made.done("apt-get", "-qq", "update")
        made.done("useradd", "--create-home", USER)
        made.install("zstd")
        made.inside("/tmp/archive").write_bytes(archive.read_bytes())
        made.done("mkdir", "--mode=755", FOLDER, user=USER)
        unpack = ["tar", "--extract", "--zstd", "--strip-components=1", "--file=/tmp/archive"]
        made.done(*unpack, f"--directory={FOLDER}", user=USER)
        yield made


def test_it_is_small_and_leaves_the_libraries_of_services_out(
    archive: Path, system: System
) -> None:
    assert archive.stat().st_size < MOST
    inside = [path for name in OF_THE_SERVICES for path in system.inside(FOLDER).rglob(name)]
    assert inside == []
    assert list(system.inside(FOLDER).rglob("qtbase_de.qm")), "Qt's own German"


def test_all_that_is_inside_is_listed_with_its_licence(archive: Path, system: System) -> None:
    """The libraries of Debian, the packages of Python, and Qt."""
    name = archive.name.removesuffix(".tar.zst")
    bill = json.loads(archive.with_name(f"{name}.cdx.json").read_text(encoding="utf-8"))
    listed = {part["name"]: part for part in bill["components"]}
    licences = system.inside(f"{FOLDER}/licences")
    assert {path.name for path in licences.iterdir()} == set(listed)
    assert {"libssl3", "liblzma5", "libpython3.11", "qt", "pyside6-essentials"} <= set(listed)
    (locked,) = (each for each in LOCKED if each["name"] == "zstandard")
    assert listed["zstandard"]["purl"] == f"pkg:pypi/zstandard@{locked['version']}"
    silent = {part for part in listed if not list((licences / part).iterdir())}
    assert silent == {"pyside6-essentials", "shiboken6"}, "theirs is with Qt's"


def test_the_commands_need_nothing_else(system: System) -> None:
    """Not even the libraries that a window needs, nor a network."""
    said = system.call(PROGRAM, "demo", user=USER, network=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "read back, identical" in said.stdout
    packed = f"{HOME}/packed.img.gz"
    system.done("sh", "-c", f"head -c 3000000 /dev/urandom | gzip > {packed}", user=USER)
    write = ["write", "--yes", "--size", "8M"]
    written = system.done(PROGRAM, *write, packed, f"{HOME}/stick.img", user=USER)
    assert "identical" in written


def test_what_is_missing_is_said(system: System) -> None:
    """With the system's own library of udev, but no services: this is no computer."""
    doctor = system.call(PROGRAM, "doctor", user=USER)
    assert doctor.returncode == 1
    assert "UDisks2 opens drives for you" in doctor.stdout
    assert "Start systemd-udevd" in doctor.stdout, "the system's library of udev was not found"
    window = system.call(PROGRAM, user=USER)
    assert window.returncode == 2, window.stdout + window.stderr


def test_it_can_be_put_on_the_path(system: System) -> None:
    """As its README says."""
    lines = system.inside(f"{FOLDER}/README").read_text().splitlines()
    steps = "\n".join(line.strip() for line in lines if line.startswith(("    ln ", "    cp ")))
    put = f'mkdir -p ~/.local/bin; cd "{FOLDER}"; {steps}'
    system.done("sh", "-euc", put, user=USER)
    assert system.done(f"{HOME}/.local/bin/stickwright", "--version", user=USER).startswith(
        "stickwright "
    )
    assert list(system.inside(f"{HOME}/.local/share/applications").glob("*.desktop"))


def test_the_window_opens(system: System) -> None:
    system.install(*DESKTOP)
    opens_a_window(system, PROGRAM, user=USER)
