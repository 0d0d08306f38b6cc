"""Virtual disks that qemu-img made, and that need more than their own file: each is refused with
the name of what it needs, which is not even opened, and nothing is touched (H28)."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support_opened import opened

from app.cli import main

pytestmark = pytest.mark.tools

_MIB = 1 << 20
SECRET = "--object", "secret,id=key,data=secret"
LUKS = "encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10"


@dataclass(frozen=True)
class Reference:
    """What qemu-img is told to make, in a folder beside `elsewhere`; {there} is that one. `said`
    is a part of the refusal. `changed`: what is done to the finished disk."""

    said: str
    words: tuple[str, ...]
    changed: Callable[[Path], None] = lambda _: None


def _names(name: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        text = path.read_text()
        assert '"innocent-flat.img"' in text
        path.write_text(text.replace("innocent-flat.img", name))

    return change


def _is_a_part(path: Path) -> None:
    path.with_name("innocent-s001.img").replace(path)


def _qcow2(*words: str) -> tuple[str, ...]:
    return ("-f", "qcow2", *words)


def _vmdk(*words: str) -> tuple[str, ...]:
    return ("-f", "vmdk", *words)


_HOLDS = "holds only what differs from"
_KEEPS = "keeps its contents in"
_FLAT = _vmdk("-o", "subformat=monolithicFlat")
REFERENCES = {
    "base beside it": Reference(
        f"This qcow2 disk {_HOLDS} “base.qcow2”", _qcow2("-b", "base.qcow2", "-F", "qcow2")
    ),
    "base by path": Reference("/raw”, which is not read", _qcow2("-b", "{there}/raw", "-F", "raw")),
    "base upwards": Reference(
        f"{_HOLDS} “../elsewhere/raw”", _qcow2("-b", "../elsewhere/raw", "-F", "raw")
    ),
    "base unsaid of what format": Reference(
        f"{_HOLDS} “../elsewhere/raw”",
        _qcow2("-o", "compat=0.10", "-b", "../elsewhere/raw", "-F", "raw"),
    ),
    "base on the net": Reference(
        f"{_HOLDS} “nbd://localhost:1/x”", _qcow2("-u", "-b", "nbd://localhost:1/x", "-F", "raw")
    ),
    "base as json": Reference(
        f"{_HOLDS} “json:",
        _qcow2("-u", "-F", "raw", "-b", 'json:{{"driver":"file","filename":"{there}/raw"}}'),
    ),
    "data elsewhere": Reference(
        f"This qcow2 disk {_KEEPS} “../elsewhere/data”", _qcow2("-o", "data_file=../elsewhere/data")
    ),
    "data beside it, raw": Reference(
        f"{_KEEPS} “data”", _qcow2("-o", "data_file=data,data_file_raw=on")
    ),
    "data and extended L2": Reference(
        f"{_KEEPS} “data”", _qcow2("-o", "data_file=data,extended_l2=on")
    ),
    "LUKS": Reference("This qcow2 disk is encrypted", _qcow2(*SECRET, "-o", LUKS)),
    "AES": Reference("is encrypted", _qcow2(*SECRET, "-o", LUKS.split(",")[1] + ",encryption=on")),
    "first qcow": Reference("of version 1", ("-f", "qcow", "-b", "base.qcow2", "-F", "qcow2")),
    "VMDK with a base": Reference(
        f"This VMDK disk {_HOLDS} another one, “base.vmdk”", _vmdk("-b", "base.vmdk", "-F", "vmdk")
    ),
    "VMDK stream with a base": Reference(
        f"{_HOLDS} another one, “../elsewhere/base.vmdk”",
        _vmdk("-o", "subformat=streamOptimized", "-b", "../elsewhere/base.vmdk", "-F", "vmdk"),
    ),
    "VMDK in several files": Reference(
        "several files of a kind that is not read (innocent-s001.img)",
        _vmdk("-o", "subformat=twoGbMaxExtentSparse"),
    ),
    "one of several files of a VMDK": Reference(
        "only a part of a VMDK disk", _vmdk("-o", "subformat=twoGbMaxExtentSparse"), _is_a_part
    ),
    "VMDK by path": Reference(f"{_KEEPS} “/etc/passwd”", _FLAT, _names("/etc/passwd")),
    "VMDK upwards": Reference(f"{_KEEPS} “../elsewhere/raw”", _FLAT, _names("../elsewhere/raw")),
    "VMDK on the net": Reference(f"{_KEEPS} “nbd:host:1”", _FLAT, _names("nbd:host:1")),
}


def qemu_img(folder: Path, *words: str) -> None:
    if shutil.which("qemu-img") is None:
        pytest.skip("qemu-img is not installed")
    for _ in range(9):
        done = subprocess.run(
            ["qemu-img", *words], cwd=folder, capture_output=True, text=True, check=False
        )
        if "accurate CPU usage" not in done.stderr:  # which a key of LUKS needs, by chance
            break
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def disks(tmp_path: Path) -> Path:
    """A folder for disks, beside `elsewhere`; both with what one may refer to."""
    for name in ("disks", "elsewhere"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "raw").write_bytes(b"secret!\n" * (_MIB // 8))
        qemu_img(folder, "create", "-q", "-f", "qcow2", "base.qcow2", "1M")
        qemu_img(folder, "create", "-q", "-f", "vmdk", "base.vmdk", "1M")
    return tmp_path / "disks"


def contents(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.iterdir()}


@pytest.mark.parametrize("name", REFERENCES)
def test_what_is_outside_is_named_and_left_alone(
    name: str, disks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference, there = REFERENCES[name], tmp_path / "elsewhere"
    words = (word.format(there=there) if "{there}" in word else word for word in reference.words)
    qemu_img(disks, "create", "-q", *words, "innocent.img", "1M")
    reference.changed(disks / "innocent.img")
    stick = tmp_path / "stick.img"
    stick.write_bytes(b"old!" * _MIB)
    before = contents(disks, there), stick.read_bytes()
    with opened(disks) as beside, opened(there) as elsewhere:
        assert main(["write", "--yes", str(disks / "innocent.img"), str(stick)]) == 3
    assert reference.said in capsys.readouterr().err
    assert (beside, elsewhere) == ({"innocent.img"}, set())
    assert (contents(disks, there), stick.read_bytes()) == before


def test_the_file_beside_a_flat_one_is_opened_and_no_other(disks: Path, tmp_path: Path) -> None:
    qemu_img(disks, "convert", "-f", "raw", "-O", "vmdk", *_FLAT[2:], "raw", "innocent.img")
    stick = tmp_path / "stick.img"
    stick.write_bytes(bytes(2 * _MIB))
    with opened(disks) as beside, opened(tmp_path / "elsewhere") as elsewhere:
        assert main(["write", "--yes", "--anyway", str(disks / "innocent.img"), str(stick)]) == 0
    assert (beside, elsewhere) == ({"innocent.img", "innocent-flat.img"}, set())
    assert stick.read_bytes()[:_MIB] == b"secret!\n" * (_MIB // 8)
