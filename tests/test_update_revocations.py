"""The script that brings the list of revoked loaders up to date, run on small lists."""

import base64
import json
import lzma
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support_signing import SHA256_LIST, authority, signature_list

SCRIPT = Path(__file__).parents[1] / "packaging" / "update-revocations"

LEVELS = """Some words about it

sbat,1,2024040900
shim,4
grub,4

and some more

sbat,1,2025051000
shim,4
grub,5
grub.proxmox,2
"""


def entry(digest: str, date: str) -> dict[str, str]:
    return {"authenticodeHash": digest, "dateOfAddition": date}


def told() -> dict[str, Any]:
    images = {
        "x64": [entry("AA" * 32, "2024-01-02"), entry("AB" * 32, "2026-03-04")],
        "ia32": [entry("BB" * 32, "2023-01-01")],
        "aarch64": [entry("CC" * 32, "2023-01-01")],
        "arm": [entry("DD" * 32, "2023-01-01")],
    }
    svn = {
        "value": "01612B139DD5598843AB1C185C3CB2EB92000009000000000000000000000000",
        "version": "9.0",
        "filename": "bootmgfw.efi",
        "dateOfLastChange": "2026-02-02",
    }
    revoked = {"subjectName": "CN = Old CA", "dateOfAddition": "2024-02-01"}
    return {"images": images, "certificates": [revoked], "svns": [svn]}


class World:
    """Files as they are published, and the script that reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.list = folder / "list.json"
        self.levels = folder / "levels.txt"
        self.target = folder / "data"
        self.target.mkdir()
        self.list.write_text(json.dumps(told()))
        self.levels.write_text(LEVELS)
        for name in ("Old CA", "New CA"):
            (folder / f"{name}.der").write_bytes(authority(name).der)

    def run(self, *more: str | Path) -> subprocess.CompletedProcess[str]:
        files = "--list", self.list, "--levels", self.levels, "--into", self.target
        command: list[str | Path] = [sys.executable, SCRIPT, *files, *more]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def update(self, *digests: bytes) -> Path:
        """A signed update of firmware with these digests: a time, a signature, the list."""
        path = self.folder / "update.bin"
        signature = (24 + 8).to_bytes(4, "little") + bytes(28)
        path.write_bytes(bytes(16) + signature + signature_list(SHA256_LIST, list(digests)))
        return path


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def certificates(world: World) -> list[str | Path]:
    return ["--certificate", world.folder / "Old CA.der", world.folder / "New CA.der"]


def test_it_makes_the_data(world: World) -> None:
    packed = world.folder / "list.json.xz"
    packed.write_bytes(lzma.compress(world.list.read_bytes()))
    world.list = packed
    done = world.run(*certificates(world), "--check", world.update(b"\xaa" * 32, b"\xdd" * 32))
    assert done.returncode == 0, done.stderr
    made = json.loads((world.target / "revocations.json").read_text())
    assert made["date"] == "2026-03-04"
    assert base64.b64decode(made["digests"]["x64"]) == b"\xaa" * 32 + b"\xab" * 32
    assert made["least"] == {"9d132b61-59d5-4388-ab1c-185c3cb2eb92": [9, 0]}
    assert made["sbat"] == "sbat,1,2025051000\nshim,4\ngrub,5\ngrub.proxmox,2\n"
    assert made["authorities"] == {"new-ca.der": "", "old-ca.der": "2024-02-01"}
    assert (world.target / "old-ca.der").read_bytes() == authority("Old CA").der


def test_certificates_that_are_there_stay(world: World) -> None:
    assert world.run(*certificates(world)).returncode == 0
    assert world.run().returncode == 0
    assert (world.target / "new-ca.der").exists()


def test_a_digest_of_an_update_that_is_not_listed(world: World) -> None:
    done = world.run(*certificates(world), "--check", world.update(b"\xee" * 32))
    assert done.returncode == 1
    assert "1 of 1 digests are not on the list" in done.stderr
    assert not (world.target / "revocations.json").exists()


def test_an_older_list_does_not_replace_a_newer_one(world: World) -> None:
    assert world.run(*certificates(world)).returncode == 0
    before = (world.target / "revocations.json").read_text()
    older = told()
    older["images"]["x64"] = older["images"]["x64"][:1]
    world.list.write_text(json.dumps(older))
    done = world.run()
    assert done.returncode == 1
    assert "older than the one that is there" in done.stderr
    assert (world.target / "revocations.json").read_text() == before


@pytest.mark.parametrize(
    ("bend", "why"),
    [
        (lambda list_: list_["images"].update(arm=[]), "digests are missing"),
        (lambda list_: list_["images"]["x64"].append(entry("AA", "2026-01-01")), "no SHA-256"),
        (lambda list_: list_["svns"][0].update(version="8.0"), "bootmgfw.efi is not understood"),
        (lambda list_: list_["certificates"][0].update(subjectName="CN = Else"), "Else"),
    ],
)
def test_a_list_in_another_form_changes_nothing(world: World, bend: Any, why: str) -> None:
    bent = told()
    bend(bent)
    world.list.write_text(json.dumps(bent))
    done = world.run(*certificates(world))
    assert done.returncode == 1
    assert why in done.stderr
    assert not (world.target / "revocations.json").exists()


def test_plain_http_is_no_address(world: World) -> None:
    world.list = Path("http://127.0.0.1/list.json")
    assert "No such file" in world.run().stderr
