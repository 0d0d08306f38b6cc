"""What is inside the folder to unpack and run: everybody's licence, put into it, and a bill of
materials beside it (CycloneDX 1.6, JSON).

    python packaging/portable/inside.py FOLDER BILL

Called by packaging/portable/build, with the Python and on the Debian that the folder was made with.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from PySide6.QtCore import qVersion

TOP = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
STARTS_THE_PROGRAM = "pyinstaller"
LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
SHARED = Path("/usr/share/common-licenses")


@dataclass(frozen=True, order=True)
class Part:
    """Somebody's work. `purl` is its address in the form of package-url/purl-spec."""

    name: str
    version: str
    purl: str
    licences: tuple[Path, ...]


def main(folder: Path, bill: Path) -> None:
    parts = sorted({*of_python(), *of_debian(folder), qt()})
    for part in parts:
        place = folder / "licences" / part.name
        place.mkdir(parents=True, exist_ok=True)
        for path in part.licences:
            shutil.copyfile(path, place / path.name)
    bill.write_text(json.dumps(cyclonedx(parts), indent=2) + "\n", encoding="utf-8")


def of_python() -> Iterator[Part]:
    """Packages: what the program asks for, what those ask for in turn, and PyInstaller, part of
    which is what starts it."""
    wanted = [*map(Requirement, PROJECT["dependencies"]), Requirement(STARTS_THE_PROGRAM)]
    seen = set()
    while wanted:
        asked = wanted.pop()
        if asked.name in seen or (asked.marker and not asked.marker.evaluate({"extra": ""})):
            continue
        seen.add(asked.name)
        found = distribution(asked.name)
        purl = f"pkg:pypi/{asked.name}@{found.version}"
        yield Part(asked.name, found.version, purl, tuple(texts(found)))
        if asked.name != STARTS_THE_PROGRAM:
            wanted += map(Requirement, found.requires or ())


def texts(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        about = any(part.endswith(".dist-info") for part in file.parts)
        if about and (LICENCE.search(file.name) or "licenses" in file.parts):
            yield Path(str(file.locate()))


def of_debian(folder: Path) -> Iterator[Part]:
    """The libraries, Python's own among them."""
    for library in (folder / "_internal").glob("lib*.so*"):
        known = answer("dpkg-query", "--search", f"*/{library.name}")
        if not known:
            continue  # one of Qt's
        package = known.split(":")[0]
        version = answer("dpkg-query", "--show", "--showformat=${Version}\n", package).split("\n")[
            0
        ]
        purl = f"pkg:deb/debian/{package}@{version}?arch=amd64&distro=bookworm"
        yield Part(package, version, purl, (Path(f"/usr/share/doc/{package}/copyright"),))


def qt() -> Part:
    """As PySide6 brings it along, without a licence's text; that of both is the LGPL."""
    return Part(
        "qt", qVersion(), f"pkg:generic/qt@{qVersion()}", (SHARED / "LGPL-3", SHARED / "GPL-3")
    )


def answer(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def cyclonedx(parts: list[Part]) -> dict[str, Any]:
    name, version = PROJECT["name"], PROJECT["version"]
    this = f"pkg:github/stickwright/stickwright@v{version}"
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, this)}",
        "version": 1,
        "metadata": {
            "timestamp": day.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": this,
                "name": name,
                "version": version,
                "purl": this,
                "licenses": [{"expression": PROJECT["license"]}],
            },
            "properties": [{"name": "python", "value": platform.python_version()}],
        },
        "components": [
            {
                "type": "library",
                "bom-ref": part.purl,
                "name": part.name,
                "version": part.version,
                "purl": part.purl,
            }
            for part in parts
        ],
        "dependencies": [{"ref": this, "dependsOn": [part.purl for part in parts]}],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
