"""A release is made of one commit, which bears its name, and says so where it cannot be."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILD = """#!/bin/sh
mkdir -p -- "$1"
echo made >"$1/stickwright-of-$(basename "$(dirname "$0")")"
"""
WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org")

pytestmark = pytest.mark.tools  # git is not on every machine


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """With packages that are made at once."""
    top = tmp_path / "check out"
    (top / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "release", top / "packaging")
    (top / "pyproject.toml").write_text('[project]\nversion = "3.4.5"\n')
    (top / "CHANGELOG.md").write_text("# Changes\n\n## 3.4.5, 2030-01-01\n")
    for kind in ("debian", "rpm", "portable"):
        script = top / "packaging" / kind / "build"
        script.parent.mkdir()
        script.write_text(BUILD)
        script.chmod(0o755)
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    git(top, *WHO, "commit", "--quiet", "--message=x")
    git(top, "tag", "v3.4.5")
    return top


def git(top: Path, *words: str) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *words], cwd=top, check=True, env=plain)


def release(top: Path) -> subprocess.CompletedProcess[str]:
    command = [top / "packaging" / "release", top.parent / "made"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_everything_is_built_and_summed(checkout: Path) -> None:
    done = release(checkout)
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256(b"made\n").hexdigest()
    sums = (checkout.parent / "made" / "SHA256SUMS").read_text()
    assert sums.splitlines() == [
        f"{digest}  stickwright-of-{kind}" for kind in ("debian", "portable", "rpm")
    ]
    assert done.stdout == sums


def test_a_package_that_fails_ends_it(checkout: Path) -> None:
    (checkout / "packaging" / "rpm" / "build").write_text("#!/bin/sh\nexit 3\n")
    git(checkout, *WHO, "commit", "--quiet", "--all", "--message=y")
    git(checkout, "tag", "--force", "v3.4.5")
    assert release(checkout).returncode == 3
    assert not (checkout.parent / "made" / "SHA256SUMS").exists()


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("echo >new", "in no commit"),
        ("git tag -d v3.4.5 >&2", "not tagged v3.4.5"),
        ("mkdir ../made", "made is there already"),
    ],
)
def test_it_refuses_before_anything_is_built(checkout: Path, what: str, why: str) -> None:
    subprocess.run(["sh", "-c", what], cwd=checkout, check=True)
    refused = release(checkout)
    assert refused.returncode == 1
    assert why in refused.stderr
    assert not list((checkout.parent / "made").glob("*"))


@pytest.mark.parametrize("folders", [[], ["a", "b"]])
def test_it_wants_one_folder(checkout: Path, folders: list[str]) -> None:
    command = [str(checkout / "packaging" / "release"), *folders]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "No release: name one folder for it" in refused.stderr


def test_a_version_without_words_is_none(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text("# Changes\n\n## 3.4.4, 2029-01-01\n")
    git(checkout, *WHO, "commit", "--quiet", "--all", "--message=y")
    git(checkout, "tag", "--force", "v3.4.5")
    refused = release(checkout)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "says nothing of 3.4.5" in refused.stderr
