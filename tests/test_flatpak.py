"""The Flatpak's manifest: what it is permitted, and what it is made of."""

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from flatpak import sources

from app.desktop import APPLICATION

ROOT = Path(__file__).parents[1]
FLATPAK = ROOT / "packaging" / "flatpak"
MANIFEST = json.loads((FLATPAK / f"{APPLICATION}.json").read_text(encoding="utf-8"))
MODULE = json.loads((FLATPAK / "python.json").read_text(encoding="utf-8"))

# Files are handed in by the portal and drives by UDisks2: no folder, no device and no network.
PERMITTED = {
    "--socket=wayland",
    "--socket=fallback-x11",
    "--share=ipc",
    "--device=dri",
    "--system-talk-name=org.freedesktop.UDisks2",
}


def test_it_may_do_nothing_else() -> None:
    assert sorted(MANIFEST["finish-args"]) == sorted(PERMITTED)
    assert MANIFEST["id"] == APPLICATION, "what the desktop file and the metainfo are called by"
    assert "build-args" not in json.dumps([MANIFEST, MODULE]), "nothing is fetched while building"


def test_its_packages_are_those_of_the_lock_file() -> None:
    """When this fails: python packaging/flatpak/sources.py > packaging/flatpak/python.json"""
    assert sources.module() == MODULE


def test_it_holds_what_the_program_needs_and_each_file_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {line.split(">")[0].split(";")[0] for line in project["dependencies"]}
    names = {package["name"] for package in sources.needed()}
    assert asked - names == {"pyudev"}
    assert names - asked == {"shiboken6"}
    for source in MODULE["sources"]:
        assert source["url"].startswith("https://")
        assert len(bytes.fromhex(source["sha256"])) == 32


@pytest.mark.parametrize("machine", sources.MACHINES)
def test_every_package_comes_once_for_each_machine(machine: str) -> None:
    def files(source: dict[str, Any]) -> bool:
        return machine in source.get("only-arches", [machine])

    held = [
        source["url"].split("/")[-1].split("-")[0] for source in filter(files, MODULE["sources"])
    ]
    expected = sorted(package["name"].replace("-", "_") for package in sources.needed())
    assert sorted(held) == expected


@pytest.mark.parametrize(
    ("wheel", "runs"),
    [
        ("x-1-py3-none-any.whl", True),
        ("x-1-cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.whl", True),
        ("x-1-cp36-abi3-manylinux2010_x86_64.whl", True),
        ("x-1-cp314-abi3-manylinux2014_x86_64.whl", False),
        ("x-1-cp312-cp312-manylinux2014_x86_64.whl", False),
        ("x-1-cp313-cp313t-manylinux2014_x86_64.whl", False),
        ("x-1-cp313-cp313-musllinux_1_2_x86_64.whl", False),
        ("x-1-cp313-cp313-manylinux2014_aarch64.whl", False),
        ("x-1-cp313-cp313-win_amd64.whl", False),
    ],
)
def test_which_wheels_run_there(wheel: str, runs: bool) -> None:
    assert sources.runs_on("x86_64", f"https://files.example/{wheel}") == runs


def test_the_program_is_put_where_its_packages_are(tmp_path: Path) -> None:
    """By the manifest's own command, without pictures."""
    (command, _) = MANIFEST["modules"][1]["build-commands"]
    assert command == "packaging/stage '' /app"
    done = subprocess.run(
        [ROOT / "packaging" / "stage", tmp_path, "/app"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/bin/true"},
        check=False,
    )
    assert done.returncode == 0
    launcher = (tmp_path / "app/bin/stickwright").read_text()
    (target,) = (
        word.removeprefix("--target=")
        for word in MODULE["build-commands"][0].split()
        if word.startswith("--target=")
    )
    assert f'"{target}"' in launcher
    assert (tmp_path / target.lstrip("/") / "ui").is_dir()
