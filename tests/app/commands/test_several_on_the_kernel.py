"""Several real block devices at once, by whichever name they are called."""

import json
import os
from pathlib import Path

import pytest
from loops import loop_device
from support_images import image_bytes

from app.cli import main

pytestmark = pytest.mark.system

MIB = 1 << 20


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(9 * MIB + 100))
    return path


def test_devices_with_sectors_of_any_size_and_a_file(
    tmp_path: Path, image: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backing = [tmp_path / name for name in ("a.img", "b.img", "c.img")]
    with (
        loop_device(backing[0], size=16 * MIB) as first,
        loop_device(backing[1], size=16 * MIB, sector=4096) as second,
    ):
        words = ["write", "--yes", "--json", str(image), first, second, str(backing[2])]
        assert main([*words, "--size", "16M"]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ends = {line["drive"]: line for line in lines if line["event"] == "finished"}
    assert set(ends) == {first, second, str(backing[2])}
    assert {end["result"] for end in ends.values()} == {"verified"}
    for file in backing:
        assert file.read_bytes()[: image.stat().st_size] == image.read_bytes()


def test_a_size_is_for_virtual_sticks_alone(
    tmp_path: Path, image: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backing = tmp_path / "a.img"
    with loop_device(backing, size=16 * MIB) as node:
        assert main(["write", "--yes", str(image), node, "--size", "12M"]) == 2
        assert "--size makes a virtual stick" in capsys.readouterr().err
        assert backing.read_bytes() == bytes(16 * MIB)
        stick = tmp_path / "b.img"
        assert main(["write", "--yes", str(image), node, str(stick), "--size", "12M"]) == 0
    assert stick.stat().st_size == 12_000_256
    assert backing.read_bytes()[: image.stat().st_size] == image.read_bytes()


def test_one_device_by_two_names_is_a_usage_error(tmp_path: Path, image: Path) -> None:
    backing = tmp_path / "a.img"
    with loop_device(backing, size=16 * MIB) as node:
        other = tmp_path / "usb-SanDisk_Ultra"
        other.symlink_to(node)
        assert main(["write", "--yes", str(image), node, str(other)]) == 2
    assert backing.read_bytes() == bytes(16 * MIB)


def test_a_device_and_the_file_beneath_it_are_refused(tmp_path: Path, image: Path) -> None:
    backing = tmp_path / "a.img"
    with loop_device(backing, size=16 * MIB) as node:
        assert main(["write", "--yes", str(image), node, str(backing)]) == 3
    assert backing.read_bytes() == bytes(16 * MIB)


def test_one_that_is_mounted_elsewhere_does_not_keep_the_others(
    tmp_path: Path, image: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody holds it exclusively, as a mount does: found out when it is opened."""
    backing = [tmp_path / name for name in ("a.img", "b.img")]
    with (
        loop_device(backing[0], size=16 * MIB) as held,
        loop_device(backing[1], size=16 * MIB) as free,
    ):
        fd = os.open(held, os.O_RDWR | os.O_EXCL)
        try:
            assert main(["write", "--yes", "--json", str(image), held, free]) == 3
        finally:
            os.close(fd)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ends = {line["drive"]: line for line in lines if line["event"] in ("finished", "failed")}
    assert ends[held]["code"] == "drive-busy"
    assert ends[free]["result"] == "verified"
    assert backing[0].read_bytes() == bytes(16 * MIB)
    assert backing[1].read_bytes()[: image.stat().st_size] == image.read_bytes()
