"""The host's own sources of Debian packages, told to give another suite."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path("/etc/apt")
_RELEASE = Path("/etc/os-release")
_SETTINGS = re.compile(
    r"^Acquire::(?:https?::.*|Check-Valid-Until|Check-Date|Retries) .*;$", re.MULTILINE
)


def lines_for(suite: str) -> tuple[str, ...]:
    """One-line entries, of the part `main` alone. Empty where the host is no Debian."""
    match = re.search(r"^VERSION_CODENAME=\"?(\w+)", _RELEASE.read_text(), re.MULTILINE)
    own = match[1] if match else ""
    found = [
        f"deb {address} {suite}{name.removeprefix(own)} main"
        for address, name, parts in _entries()
        if own and "main" in parts and re.fullmatch(rf"{own}(-updates|-security)?", name)
    ]
    return tuple(dict.fromkeys(found))


def settings() -> tuple[str, ...]:
    """How the host reaches them: proxies, retries."""
    command = ["apt-config", "dump"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(_SETTINGS.findall(done.stdout))


def _entries() -> Iterator[tuple[str, str, list[str]]]:
    """Address, suite and parts of each, in both formats of sources.list(5)."""
    folder = _FOLDER / "sources.list.d"
    for path in sorted(folder.glob("*.sources")):
        for block in re.split(r"\n\s*\n", path.read_text()):
            yield from _entries_of_block(block)
    for path in (_FOLDER / "sources.list", *sorted(folder.glob("*.list"))):
        for line in path.read_text().splitlines() if path.exists() else ():
            words = re.sub(r"\[.*?\]|#.*", "", line).split()
            if words[:1] == ["deb"]:
                yield words[1], words[2], words[3:]


def _entries_of_block(block: str) -> Iterator[tuple[str, str, list[str]]]:
    fields = {
        key.lower(): value.split()
        for key, value in re.findall(r"^([\w-]+):[ \t]*(.*)$", block, re.MULTILINE)
    }
    if "deb" not in fields.get("types", ()) or fields.get("enabled") == ["no"]:
        return
    for address in fields.get("uris", ()):
        for name in fields.get("suites", ()):
            yield address, name, fields.get("components", [])
