"""What packages are made of agrees with the program: versions, dependencies, what is new."""

import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import pytest

from app.commands.grammar import COMMANDS
from app.desktop import APPLICATION
from app.doctor.programs import PROGRAMS, QEMU_WINDOW

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
RPM = (PACKAGING / "rpm" / "stickwright.spec").read_text(encoding="utf-8")
NEWEST = ET.parse(PACKAGING / f"{APPLICATION}.metainfo.xml").getroot().find("releases/release")

# Names of Debian that are not "python3-" and the name of the registry.
IN_DEBIAN = {
    "pyside6-essentials": [
        "python3-pyside6.qtcore",
        "python3-pyside6.qtgui",
        "python3-pyside6.qtsvg",
        "python3-pyside6.qtwidgets",
    ]
}


def needed() -> dict[str, str]:
    """By name, the least version that the program needs."""
    told = {}
    for line in PROJECT["dependencies"]:
        match = re.match(r"([a-z0-9-]+)(?:>=([\d.]+))?", line)
        assert match
        told[match[1]] = match[2] or ""
    return told


def field(name: str, control: str) -> list[str]:
    """A list of a control file, its relations in one line each."""
    (value,) = re.findall(rf"(?m)^{name}:((?:.*\n)(?: .*\n)*)", control)
    return [" ".join(each.split()) for each in value.split(",") if each.strip()]


def test_every_list_of_what_is_new_begins_with_this_version() -> None:
    assert NEWEST is not None
    date = NEWEST.attrib["date"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.*)", changes)[0] == f"{VERSION}, {date}"
    debian = (PACKAGING / "debian" / "changelog").read_text(encoding="utf-8")
    assert debian.startswith(f"stickwright ({VERSION}-1) ")
    assert re.findall(r"(?m)^Version: *(.*)", RPM) == [VERSION]
    assert re.findall(r"(?m)^\* .* - (.*)", RPM)[0] == f"{VERSION}-1"
    day = datetime.strptime(date, "%Y-%m-%d")  # noqa: DTZ007  a day has no zone
    assert f"  {day:%a, %d %b %Y} 12:00:00 +0000\n" in debian
    assert f"\n* {day:%a %b %d %Y} " in RPM


def test_what_is_new_names_every_command() -> None:
    """So far; a later version tells only of what came with it, and this test goes."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`{command}`" not in changes] == []


def test_debian_demands_what_the_program_needs() -> None:
    control = (PACKAGING / "debian" / "control").read_text(encoding="utf-8")
    demanded = {each for each in field("Depends", control) if not each.startswith("$")}
    expected = {
        f"{package} (>= {least})" if least else package
        for name, least in needed().items()
        for package in IN_DEBIAN.get(name, [f"python3-{name}"])
    }
    assert demanded == expected


def test_fedora_demands_the_same() -> None:
    demanded = set(re.findall(r"(?m)^Requires: *(python3-.*)", RPM))
    names = {"pyside6-essentials": "pyside6"}
    expected = {
        f"python3-{names.get(name, name)}" + (f" >= {least}" if least else "")
        for name, least in needed().items()
    }
    assert demanded == expected


def test_both_name_the_programs_that_the_doctor_asks_for() -> None:
    named = [*(program.packages for program in PROGRAMS), QEMU_WINDOW]
    control = (PACKAGING / "debian" / "control").read_text(encoding="utf-8")
    told = {*field("Recommends", control), *field("Suggests", control)}
    assert {name for each in named for name in each.debian.split()} <= told
    told = set(re.findall(r"(?m)^(?:Recommends|Suggests): *(.*)", RPM))
    assert {name for each in named for name in each.fedora.split()} <= told


def test_what_it_is_built_with_can_be_installed_by_the_script() -> None:
    control = (PACKAGING / "debian" / "control").read_text(encoding="utf-8")
    listed = subprocess.run(
        [PACKAGING / "setup-debian.sh", "--list", "debian"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    stands_for = {
        "debhelper-compat (= 13)": "debhelper",
        "dh-sequence-python3": "dh-python",
        "python3:any": "python3",
    }
    built_with = {stands_for.get(each, each) for each in field("Build-Depends", control)}
    assert built_with == set(listed)


def test_a_package_holds_the_program_and_nothing_beside_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [PACKAGING / "stage", tmp_path, "/opt/x"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/bin/true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    own = tmp_path / "opt/x/share/stickwright"
    staged = {path.relative_to(own) for path in own.rglob("*") if path.is_file()}
    tracked = {
        path.relative_to(ROOT)
        for folder in ("app", "ui")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".md", ".ts")
    }
    metadata = Path(f"stickwright-{VERSION}.dist-info", "METADATA")
    assert staged == tracked | {metadata}
    launcher = tmp_path / "opt/x/bin/stickwright"
    assert launcher.read_text().startswith("#!/usr/bin/python3 -I\n")
    assert '"/opt/x/share/stickwright"' in launcher.read_text()


@pytest.mark.tools
def test_the_scripts_are_clean() -> None:
    scripts = [f"packaging/{name}" for name in ("export", "in-empty", "release", "stage")]
    scripts += [f"packaging/{kind}/build" for kind in ("debian", "portable", "rpm")]
    done = subprocess.run(
        ["shellcheck", "-x", *scripts], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
