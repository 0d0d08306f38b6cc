"""The Python packages of the Flatpak, out of uv.lock: each a wheel with its digest, for both kinds
of computers that Flathub builds for. Printed as a module for flatpak-builder.

    python packaging/flatpak/sources.py > packaging/flatpak/python.json
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]

PYTHON = (3, 13)  # that of the runtime, org.freedesktop.Platform 25.08
MACHINES = ("x86_64", "aarch64")
# udev keeps silent in a sandbox: UDisks2 is asked alone.
LEFT_OUT = "pyudev"

Lock = dict[str, Any]


def module() -> dict[str, Any]:
    return {
        "name": "python",
        "buildsystem": "simple",
        "build-commands": [
            "pip3 install --no-index --no-deps --target=/app/share/stickwright *.whl"
        ],
        "sources": [source for package in needed() for source in wheels(package)],
    }


def needed() -> list[Lock]:
    """What the program asks for on that Python, and what those ask for in turn; by name."""
    lock = tomllib.loads((TOP / "uv.lock").read_text(encoding="utf-8"))
    packages: dict[str, list[Lock]] = {}
    for package in lock["package"]:
        packages.setdefault(package["name"], []).append(package)
    found: dict[str, Lock] = {}
    waiting = ["stickwright"]
    while waiting:
        name = waiting.pop()
        if name in found or name == LEFT_OUT:
            continue
        found[name] = next(each for each in packages[name] if fits(each))
        wanted = found[name].get("dependencies", ())
        waiting += [each["name"] for each in wanted if "win32" not in each.get("marker", "")]
    del found["stickwright"]
    return [found[name] for name in sorted(found)]


def fits(package: Lock) -> bool:
    """uv.lock has some packages twice: for the oldest Python and for those after it."""
    markers = package.get("resolution-markers")
    return markers is None or any("python_full_version >=" in marker for marker in markers)


def wheels(package: Lock) -> Iterator[dict[str, Any]]:
    """One for all machines, or one for each."""
    for machine in MACHINES:
        wheel = next(each for each in package["wheels"] if runs_on(machine, each["url"]))
        digest = wheel["hash"].removeprefix("sha256:")
        source: dict[str, Any] = {"type": "file", "url": wheel["url"], "sha256": digest}
        if wheel["url"].endswith("-none-any.whl"):
            yield source
            return
        yield {**source, "only-arches": [machine]}


def runs_on(machine: str, url: str) -> bool:
    """By the tags at the end of a wheel's name (PEP 425)."""
    python, abi, platform = url.removesuffix(".whl").split("-")[-3:]
    if platform == "any":
        return True
    if "manylinux" not in platform or machine not in platform:
        return False
    newest = f"cp{PYTHON[0]}{PYTHON[1]}"
    if python == abi == newest:
        return True
    least = re.fullmatch(r"cp3(\d+)", python)
    return abi == "abi3" and least is not None and int(least[1]) <= PYTHON[1]


if __name__ == "__main__":
    json.dump(module(), sys.stdout, indent=2)
    sys.stdout.write("\n")
