"""Virtual disks as qemu-img makes them, in every variant, read beside its own reading of them."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from support_qemu_img import as_qemu_reads, assert_same, qemu, with_holes

from app.sources import lookup, open_source
from app.sources.patience import Patience

pytestmark = pytest.mark.tools

_MIB = 1 << 20
_SIZE = 30 * _MIB - 3 * 512
VARIANTS = {
    "qcow2": (
        *("compat=1.1", "compat=0.10", "cluster_size=512", "cluster_size=2M"),
        *("extended_l2=on,cluster_size=128k", "preallocation=full", "preallocation=metadata"),
        *("preallocation=falloc", "lazy_refcounts=on", "extended_l2=on,cluster_size=16k"),
    ),
    "vdi": ("static=off", "static=on"),
    "vpc": (
        *("subformat=dynamic", "subformat=fixed"),
        *("subformat=dynamic,force_size=on", "subformat=fixed,force_size=on"),
    ),
    "vmdk": (
        *("subformat=monolithicSparse", "subformat=streamOptimized", "zeroed_grain=on"),
        *("subformat=monolithicFlat", "subformat=twoGbMaxExtentFlat"),
    ),
    "vhdx": (
        "subformat=dynamic",
        "subformat=fixed",
        "block_size=1M",
        "block_size=32M",
        "log_size=3M",
    ),
}
PACKED = (
    *("cluster_size=4k", "cluster_size=64k", "cluster_size=2M", "compression_type=zstd"),
    *("extended_l2=on,cluster_size=64k", "extended_l2=on,compression_type=zstd,cluster_size=2M"),
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stretches of three kinds: none, some that can be packed, some that can't."""
    random = Random("virtual disks")
    data = bytearray(_SIZE)
    for start in range(0, _SIZE, 10 * _MIB):
        data[start : start + 700_000] = random.randbytes(700_000)
        data[start + _MIB : start + _MIB + 300_000] = b"easily packed " * 21_429
    path = tmp_path_factory.mktemp("disk") / "raw"
    path.write_bytes(data[:_SIZE])
    return path


@pytest.mark.parametrize(
    ("kind", "options"),
    [(kind, options) for kind, variants in VARIANTS.items() for options in variants],
)
def test_a_disk_reads_as_qemu_reads_it(kind: str, options: str, raw: Path, tmp_path: Path) -> None:
    disk = tmp_path / f"{options}.disk"
    qemu("qemu-img", "convert", "-f", "raw", "-O", kind, "-o", options, raw, disk)
    assert_same(disk, kind, holes=0 if "preallocation=f" in options else 12 * _MIB)


@pytest.mark.parametrize("options", PACKED)
def test_a_packed_disk_reads_as_qemu_reads_it(options: str, raw: Path, tmp_path: Path) -> None:
    disk = tmp_path / "packed.disk"
    qemu("qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow2", "-o", options, raw, disk)
    assert_same(disk, "qcow2")


@pytest.mark.parametrize("options", ["cluster_size=64k", "extended_l2=on,cluster_size=128k"])
def test_what_was_written_zeroed_and_given_up_since(
    options: str, raw: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "used.disk"
    qemu("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "-o", options, raw, disk)
    words = ("write -z 3M 1M", "write -P 7 5M 70000", "discard 9M 512k", "write -P 9 700001 99")
    qemu("qemu-io", *[part for word in words for part in ("-c", word)], disk)
    qemu("qemu-img", "snapshot", "-c", "before", disk)
    qemu("qemu-io", "-c", "write -P 3 1M 100k", disk)
    assert_same(disk, "qcow2")


def test_an_empty_disk_is_one_hole(tmp_path: Path) -> None:
    for kind in VARIANTS:
        disk = tmp_path / f"empty.{kind}"
        qemu("qemu-img", "create", "-f", kind, disk, "64M")
        skipped, found = with_holes(open_source(disk).stream())
        assert skipped == len(found) >= 64 * _MIB


PACKERS = {
    "gzip": ("gzip", "-1"),
    "xz": ("xz", "-0", "-T1"),
    "xz in blocks": ("xz", "-0", "--block-size=1MiB"),
    "zstd": ("zstd", "-q", "-1"),
    "bzip2": ("bzip2", "-1"),
    "zip": ("zip", "-q", "-1", "packed"),
}


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("kind", ["qcow2", "vmdk", "vdi", "vpc", "vhdx"])
def test_a_disk_in_a_packed_file_reads_as_qemu_reads_it(
    kind: str, packer: str, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In little memory, so that it has to go back as with a large one."""
    disk = tmp_path / "disk"
    qemu("qemu-img", "convert", "-f", "raw", "-O", kind, raw, disk)
    expected = as_qemu_reads(disk, kind)
    before = set(tmp_path.iterdir())
    program, *words = PACKERS[packer]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    subprocess.run([program, *words, "disk"], cwd=tmp_path, check=True)
    (packed,) = set(tmp_path.iterdir()) - before
    monkeypatch.setattr(lookup, "FIRST", 1 << 20)
    monkeypatch.setattr(lookup, "KEPT_BESIDE", 1 << 20)
    source = open_source(packed)
    assert source.layers[0] == packer.partition(" ")[0]
    assert source.size == len(expected)
    skipped, found = with_holes(source.stream())
    assert found == expected
    assert skipped > 5 * _MIB
    assert source.look_far(Patience()).read_at(len(expected) - 9, 99) == expected[-9:]
