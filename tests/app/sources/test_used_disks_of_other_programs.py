"""Virtual disks that qemu-io has written to: far out, again and again, and until it was killed."""

import shutil
import subprocess
import time
import uuid
from pathlib import Path
from random import Random

import pytest
from support_qemu_img import as_qemu_reads, assert_holds, assert_same, qemu

from app.sources import open_source

pytestmark = pytest.mark.tools

_KIB, _MIB, _GIB = 1 << 10, 1 << 20, 1 << 30
# Behind 4 GiB a VHDX of 512-byte sectors has an entry for a bitmap between those of its blocks.
FAR = (0, 4 * _GIB - 64 * _KIB, 4 * _GIB + _MIB, 8 * _GIB - 64 * _KIB, 9 * _GIB - 128 * _KIB)
LARGE = {
    "qcow2": ("cluster_size=64k", "cluster_size=4k", "extended_l2=on,cluster_size=64k"),
    "vdi": ("static=off",),
    "vpc": ("subformat=dynamic,force_size=on",),
    "vmdk": ("subformat=monolithicSparse", "subformat=twoGbMaxExtentFlat"),
    "vhdx": ("block_size=1M", "block_size=32M", "block_size=256M"),
}


def qemu_io(disk: Path, kind: str, *words: str) -> None:
    qemu("qemu-io", "-f", kind, *(part for word in words for part in ("-c", word)), disk)


@pytest.mark.parametrize(
    ("kind", "options"),
    [(kind, options) for kind, variants in LARGE.items() for options in variants],
)
def test_what_is_written_far_out_is_found_there(kind: str, options: str, tmp_path: Path) -> None:
    disk = tmp_path / "large"
    qemu("qemu-img", "create", "-q", "-f", kind, "-o", options, disk, "9G")
    words = (f"write -P {number} {place} 128k" for number, place in enumerate(FAR, 1))
    qemu_io(disk, kind, *words)
    source = open_source(disk)
    assert source.size == 9 * _GIB
    reader, end = source.look(), source.size
    for number, place in enumerate(FAR, 1):
        written = bytes([number]) * (128 * _KIB)
        before, behind = min(place, 4 * _KIB), min(end - place - len(written), 4 * _KIB)
        expected = bytes(before) + written + bytes(behind)
        assert reader.read_at(place - before, len(expected)) == expected
        stream = source.stream(place - before)
        buffer = memoryview(bytearray(len(expected)))
        assert stream.readinto(buffer) == len(buffer)
        stream.close()
        assert bytes(buffer) == expected


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        *(("vhdx", options) for options in ("block_size=1M", "block_state_zero=off")),
        *(("qcow2", "cluster_size=4k"), ("qcow2", "compat=0.10"), ("vdi", "static=off")),
        *(("vmdk", "zeroed_grain=on"), ("vpc", "subformat=dynamic,force_size=on")),
    ],
)
def test_what_is_written_again_and_zeroed(kind: str, options: str, tmp_path: Path) -> None:
    disk, random = tmp_path / "used", Random(options)
    qemu("qemu-img", "create", "-q", "-f", kind, "-o", options, disk, "24M")
    for _ in range(3):
        places = [random.randrange(23 * 2048) * 512 for _ in range(24)]
        deeds = random.choices(("write -P 5", "write -P 9", "write -z", "discard"), k=24)
        pairs = zip(deeds, places, strict=True)
        qemu_io(disk, kind, *(f"{deed} {at} {random.randrange(1, 999)}b" for deed, at in pairs))
        assert_same(disk, kind, holes=0)


@pytest.mark.parametrize("options", ["compat=1.1", "extended_l2=on,cluster_size=64k"])
def test_snapshots_are_left_alone(options: str, tmp_path: Path) -> None:
    """They may be of another size than the disk is now; and bitmaps are none of it either."""
    disk = tmp_path / "kept"
    qemu("qemu-img", "create", "-q", "-f", "qcow2", "-o", options, disk, "8M")
    for number in range(1, 4):
        qemu_io(disk, "qcow2", f"write -P {number} {number}M 3M")
        qemu("qemu-img", "snapshot", "-c", f"state {number}", disk)
    qemu_io(disk, "qcow2", "write -z 2M 1M", "write -P 8 7M 1M")
    assert_same(disk, "qcow2", holes=0)
    qemu("qemu-img", "resize", "-q", "-f", "qcow2", disk, "20M")
    qemu_io(disk, "qcow2", "write -P 9 19M 1M")
    qemu("qemu-img", "bitmap", "--add", "-f", "qcow2", disk, "bits")
    assert_same(disk, "qcow2", holes=8 * _MIB)
    qemu("qemu-img", "bitmap", "--remove", "-f", "qcow2", disk, "bits")
    qemu("qemu-img", "snapshot", "-a", "state 1", disk)
    assert as_qemu_reads(disk, "qcow2") == bytes(_MIB) + b"\1" * (3 * _MIB) + bytes(4 * _MIB)
    assert_same(disk, "qcow2", holes=4 * _MIB)


def killed(disk: Path, kind: str, options: str, random: Random) -> None:
    """While it was writing here and there, for whatever time."""
    disk.unlink(missing_ok=True)
    qemu("qemu-img", "create", "-q", "-f", kind, "-o", options, disk, "48M")
    words = [f"write -P {number} {random.randrange(47)}M 64k" for number in range(1, 200)]
    with subprocess.Popen(
        ["qemu-io", "-f", kind, disk], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as program:
        assert program.stdin is not None
        program.stdin.write("\n".join(words).encode())
        program.stdin.flush()
        time.sleep(random.random() * 0.1)
        program.kill()


def test_the_log_of_a_vhdx_whose_writer_was_killed(tmp_path: Path) -> None:
    """As it is in a copy that qemu-img mended. Some are killed with the log begun and empty, where
    qemu-img finds nothing to do."""
    disk, copy, random, waited = tmp_path / "killed", tmp_path / "copy", Random(8), 0
    for _ in range(150):
        killed(disk, "vhdx", "block_size=1M", random)
        words = ["qemu-img", "info", "-f", "vhdx", str(disk)]
        told = subprocess.run(words, capture_output=True, text=True, check=False).stderr
        if told and "replay" not in told:
            continue  # it was killed before it had made the header right
        shutil.copy(disk, copy)
        qemu("qemu-img", "check", "-q", "-r", "all", "-f", "vhdx", copy)
        before = disk.read_bytes()
        assert_holds(disk, as_qemu_reads(copy, "vhdx"))
        assert disk.read_bytes() == before
        waited += "replay" in told
        if waited == 3:
            return
    pytest.skip("qemu-io was never killed while its log had something in it")


def test_a_qcow2_whose_writer_was_killed(tmp_path: Path) -> None:
    disk, random = tmp_path / "killed", Random(9)
    for _ in range(5):
        killed(disk, "qcow2", "lazy_refcounts=on,cluster_size=4k", random)
        assert_same(disk, "qcow2", holes=0)


def test_a_vhdx_of_larger_sectors(tmp_path: Path) -> None:
    """qemu-img makes none, and reads none; but so small a disk is the same but for that number."""
    disk = tmp_path / "small"
    qemu("qemu-img", "create", "-q", "-f", "vhdx", "-o", "block_size=1M", disk, "24M")
    qemu_io(disk, "vhdx", "write -P 7 5M 70000", "write -P 8 23M 1M")
    image, data = as_qemu_reads(disk, "vhdx"), bytearray(disk.read_bytes())
    kind = uuid.UUID("8141bf1d-a96f-4709-ba47-f233a8faab5f").bytes_le
    item, metadata = data.index(kind), data.index(b"metadata")
    place = metadata + int.from_bytes(data[item + 16 : item + 20], "little")
    assert data[place : place + 4] == (512).to_bytes(4, "little")
    data[place : place + 4] = (4096).to_bytes(4, "little")
    disk.write_bytes(data)
    assert_holds(disk, image, holes=20 * _MIB)
