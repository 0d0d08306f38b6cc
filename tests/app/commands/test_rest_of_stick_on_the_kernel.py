"""A place for what is done in a live system, on a stick with an earlier life: the kernel takes it,
fills the inodes that were never written, and keeps what it is given."""

import os
from pathlib import Path

import pytest
from loops import loop_device, mounted, run
from support_layout import DEBIAN, MIB, by_mbr

from app.cli import main
from app.formats.mbr import Mbr
from app.sources import open_source

pytestmark = pytest.mark.system

FILES = 3000  # more than one group's inodes, in many folders


def test_it_is_used_by_a_kernel(tmp_path: Path) -> None:
    image, stick, volume = tmp_path / "live.iso", tmp_path / "stick.img", tmp_path / "volume"
    image.write_bytes(by_mbr(DEBIAN))
    noise = os.urandom(MIB)
    with stick.open("wb") as file:
        for _ in range(700):
            file.write(noise)
    assert main(["write", "--yes", str(image), str(stick), "--persistence", "rest"]) == 0
    entry = Mbr.read(open_source(stick).look()).entries[2]
    with stick.open("rb") as file, volume.open("wb") as part:
        file.seek(entry.first * 512)
        part.write(file.read(entry.sectors * 512))
    with loop_device(volume) as node:
        with mounted(node, tmp_path / "mounted") as point:
            assert (point / "persistence.conf").read_text() == "/ union\n"
            for number in range(FILES):
                folder = point / f"folder {number % 100}"
                folder.mkdir(exist_ok=True)
                (folder / f"file {number}").write_text(f"{number}\n")
        run("e2fsck", "-fn", node)
        with mounted(node, tmp_path / "again") as point:
            found = {path.read_text() for path in point.glob("folder */file *")}
            assert found == {f"{number}\n" for number in range(FILES)}
    assert node not in run("losetup", "--list", "--noheadings", "--output", "NAME")
