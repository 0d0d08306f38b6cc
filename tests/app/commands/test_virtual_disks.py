"""A virtual disk on the command line: the disk that is in it is judged, written, and compared."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest
from packing import PACK
from support_boot import GptPartition, gpt_disk
from support_vhdx import PAGE, log_entry, logged, vhdx
from support_virtual_disk import MIB, qcow2, vdi, vhd, vmdk

from app.cli import main
from app.demo.image import demo_image

Made = Callable[[bytes], bytes]

IMAGE = demo_image() + bytes(3 * MIB) + b"the end".ljust(4096, b".")
LONG = Random(1).randbytes(MIB)
KINDS: dict[str, Made] = {"qcow2": partial(qcow2, bits=16), "vdi": vdi, "vhd": vhd, "vmdk": vmdk}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick.img"
    path.write_bytes(b"old!" * (2 * MIB))
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_the_disk_inside_is_judged_and_written(
    kind: str, tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmp_path / f"disk.{kind}"
    disk.write_bytes(KINDS[kind](IMAGE))
    assert main(["inspect", str(disk)]) == 0
    out = capsys.readouterr().out
    assert f"ISO 9660 disc image, 3.41 MB, in a virtual disk ({kind})" in out
    assert "Boots on most PCs." in out
    assert main(["write", "--yes", str(disk), str(stick)]) == 0
    assert "every byte of the image is on it" in capsys.readouterr().out
    assert stick.read_bytes()[: len(IMAGE)] == IMAGE  # zeros where the disk has a hole, not "old!"
    assert main(["verify", str(disk), str(stick)]) == 0
    with stick.open("r+b") as file:
        file.seek(2 * MIB)
        file.write(b"x")
    assert main(["verify", str(disk), str(stick)]) == 4


@pytest.mark.parametrize("packer", ["zip", "xz"])
@pytest.mark.parametrize("kind", KINDS)
def test_in_a_packed_file_too(
    kind: str, packer: str, tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmp_path / "disk.packed"
    disk.write_bytes(PACK[packer](KINDS[kind](IMAGE)))
    assert main(["inspect", str(disk)]) == 0
    out = capsys.readouterr().out
    assert f"in a virtual disk ({kind}), packed with {packer}" in out
    assert "Boots on most PCs." in out
    assert main(["write", "--yes", str(disk), str(stick)]) == 0
    assert stick.read_bytes()[: len(IMAGE)] == IMAGE
    assert main(["verify", str(disk), str(stick)]) == 0
    assert main(["ls", str(disk)]) == 0


REFUSED = {
    "“/etc/passwd”, which is not read": qcow2(IMAGE, backing=b"/etc/passwd"),
    "lie too far inside a packed file": PACK["gzip"](vmdk(LONG, packed=True, at_end=True)),
    "still wait in its log": logged(IMAGE, log_entry(1, {4 * MIB: bytes(PAGE)})),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_refused_leaves_the_drive_alone(
    said: str, tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmp_path / "disk"
    disk.write_bytes(REFUSED[said])
    before = stick.read_bytes()
    assert main(["write", "--yes", str(disk), str(stick)]) == 3
    assert said in capsys.readouterr().err
    assert stick.read_bytes() == before


def test_a_disk_of_large_sectors_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmp_path / "disk.vhdx"
    image = gpt_disk([(GptPartition(100, 120), b"")], size=2 * MIB, block=4096).build()
    disk.write_bytes(vhdx(image, sector=4096))
    assert main(["inspect", str(disk)]) == 0
    assert "The GPT is made for blocks of 4,096 bytes" in capsys.readouterr().out
