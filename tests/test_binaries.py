"""What nobody can read stands where its origin is told, and nothing else of the kind is kept."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOMES = {
    "app/inspection/data": "certificates of Microsoft; `packaging/update-revocations` fetches them",
    "packaging/pictures": "of the window, for README and shops",
    "tests/data/images": "of Debian's packages; its README.md says which",
    "tests/fuzz/kept": "what once broke a parser",
    "ui/resources/languages": "made by `packaging/translations`",
}


@pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="not a checkout"
)
def test_only_known_folders_hold_binaries() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = [ROOT / name for name in listed.stdout.split("\0") if name]
    strange = [
        str(path.relative_to(ROOT))
        for path in kept
        if path.is_file() and b"\0" in path.read_bytes()
        if str(path.parent.relative_to(ROOT)) not in HOMES
    ]
    assert not strange
