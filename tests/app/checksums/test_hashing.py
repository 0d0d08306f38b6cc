import gzip
import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from packing import PACK
from support_images import image_bytes
from support_virtual_disk import dmg, qcow2, vhd

from app.checksums.algorithm import Algorithm
from app.checksums.hashing import Step, digest, run_to_end
from app.errors import ImageChanged
from app.sources import open_source

CONTENT = image_bytes(5 << 20)
MIB = 1 << 20


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.iso"
    path.write_bytes(CONTENT)
    return path


def test_all_kinds_in_one_reading(image: Path) -> None:
    steps = list(digest(open_source(image), list(Algorithm)))
    assert steps == [Step(4 * MIB, 5 * MIB), Step(5 * MIB, 5 * MIB)]
    sums = run_to_end(digest(open_source(image), list(Algorithm)))
    assert sums.file == sums.image
    assert sums.file == {
        kind: hashlib.new(kind.value, CONTENT, usedforsecurity=False).hexdigest()
        for kind in Algorithm
    }


def test_of_a_packed_image_either_may_be_published(tmp_path: Path) -> None:
    path = tmp_path / "image.iso.gz"
    path.write_bytes(gzip.compress(CONTENT, 1))
    kinds = [Algorithm.SHA256]
    sums = run_to_end(digest(open_source(path), kinds))
    of_image = hashlib.sha256(CONTENT).hexdigest()
    of_file = hashlib.sha256(path.read_bytes()).hexdigest()
    assert sums.matching(of_image.upper(), kinds) == ("image", Algorithm.SHA256)
    assert sums.matching(f" {of_file}\n", kinds) == ("file", Algorithm.SHA256)
    assert sums.matching("0" * 64, kinds) == ("", None)


@pytest.mark.parametrize("packer", ["gzip", "zip"])
def test_of_a_vhd_in_a_packed_file_either_may_be_too(packer: str, tmp_path: Path) -> None:
    """Its footer is none of the image, and the makers of a VHD sum up all of it."""
    kinds, path = [Algorithm.MD5, Algorithm.SHA256], tmp_path / "image.vhd.any"
    path.write_bytes(PACK[packer](vhd(CONTENT, kind=2)))
    sums = run_to_end(digest(open_source(path), kinds))
    of_image = hashlib.sha256(CONTENT).hexdigest()
    of_vhd = hashlib.sha256(vhd(CONTENT, kind=2)).hexdigest()
    assert sums.matching(of_image, kinds) == ("image", Algorithm.SHA256)
    assert sums.matching(of_vhd, kinds) == ("image", Algorithm.SHA256)
    assert sums.summed == of_image
    assert sums.matching("0" * 64, kinds) == ("", None)


@pytest.mark.parametrize("packer", ["gzip", "zip"])
def test_such_a_vhd_is_unpacked_once(packer: str, tmp_path: Path) -> None:
    path, footer = tmp_path / "image.vhd.any", 512
    path.write_bytes(PACK[packer](vhd(CONTENT, kind=2)))
    source = open_source(path)
    steps = list(digest(source, [Algorithm.SHA256], ["0" * 64]))
    assert steps[-1].done + footer == path.stat().st_size + len(vhd(CONTENT, kind=2))


@pytest.mark.parametrize("packer", ["gzip", "zip"])
def test_and_of_any_other_disk_in_one(packer: str, tmp_path: Path) -> None:
    """It is unpacked once more where a sum is neither that of the packed file nor of the disk."""
    kinds, path = [Algorithm.SHA256], tmp_path / "image.qcow2.any"
    disk = CONTENT[:MIB]
    path.write_bytes(PACK[packer](qcow2(disk)))
    source = open_source(path)
    of_image = hashlib.sha256(disk).hexdigest()
    of_qcow2 = hashlib.sha256(qcow2(disk)).hexdigest()
    read = [step.done for step in digest(source, kinds, [of_qcow2])]
    assert read == sorted(read), "nothing begins again"
    assert read[-1] == path.stat().st_size + len(disk) + len(qcow2(disk))
    sums = run_to_end(digest(source, kinds, [of_qcow2]))
    assert sums.matching(of_qcow2, kinds) == ("image", Algorithm.SHA256)
    assert sums.matching(of_image, kinds) == ("image", Algorithm.SHA256)
    assert sums.summed == of_image
    assert run_to_end(digest(source, kinds, ["0" * 64])).matching("0" * 64, kinds) == ("", None)
    for unasked in ([], [of_image]):
        assert run_to_end(digest(source, kinds, unasked)).unpacked == {}


def test_nothing_is_unpacked_when_the_file_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "image.iso.gz"
    path.write_bytes(gzip.compress(CONTENT, 1))
    of_file = hashlib.sha256(path.read_bytes()).hexdigest()
    work = digest(open_source(path), [Algorithm.SHA256], [of_file])
    steps = list(work)
    assert steps[-1].done == path.stat().st_size
    assert run_to_end(digest(open_source(path), [Algorithm.SHA256], [of_file])).image == {}


def test_a_damaged_packed_file_has_its_own_sums_and_none_of_the_image(tmp_path: Path) -> None:
    path = tmp_path / "image.iso.gz"
    packed = bytearray(gzip.compress(CONTENT, 1))
    packed[-5] ^= 1  # the length at its end
    path.write_bytes(packed)
    sums = run_to_end(digest(open_source(path), [Algorithm.MD5]))
    assert sums.file == {Algorithm.MD5: hashlib.md5(packed, usedforsecurity=False).hexdigest()}
    assert sums.image == {}
    assert "damaged" in sums.damage
    assert sums.damaged_at is not None
    assert 4 * MIB < sums.damaged_at <= len(CONTENT)


def test_what_is_no_image_is_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "image.dmg.gz"
    path.write_bytes(gzip.compress(dmg(CONTENT[: 1 << 20]), 1))
    sums = run_to_end(digest(open_source(path), [Algorithm.MD5]))
    assert "a Mac (DMG)" in sums.damage
    assert sums.damaged_at is None


def test_an_image_is_known_again_by_its_sha256(image: Path) -> None:
    sums = run_to_end(digest(open_source(image), [Algorithm.SHA256]))
    assert sums.summed == hashlib.sha256(CONTENT).hexdigest()
    assert run_to_end(digest(open_source(image), [Algorithm.MD5])).summed == ""


def test_it_can_be_stopped_between_two_steps(image: Path) -> None:
    with closing(digest(open_source(image), [Algorithm.MD5])) as work:
        assert next(work).done == 4 * MIB


def test_a_file_that_changed_since_it_was_opened_is_not_summed_up(image: Path) -> None:
    source = open_source(image)
    image.write_bytes(CONTENT[:-1])
    with pytest.raises(ImageChanged):
        run_to_end(digest(source, [Algorithm.MD5]))


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_changes_while_it_is_summed_up_has_no_sums(
    tmp_path: Path, *, packed: bool
) -> None:
    path = tmp_path / "image.iso"
    path.write_bytes(gzip.compress(CONTENT, 1) if packed else CONTENT)
    work = digest(open_source(path), [Algorithm.SHA256])
    next(work)
    other = tmp_path / "other"
    other.write_bytes(path.read_bytes())
    other.replace(path)
    with pytest.raises(ImageChanged):
        run_to_end(work)


def test_one_that_changes_while_it_is_unpacked_has_none_either(tmp_path: Path) -> None:
    path = tmp_path / "image.iso.gz"
    packed = gzip.compress(CONTENT, 1)
    for content in (packed, packed[:-100]):
        path.write_bytes(content)
        work = digest(open_source(path), [Algorithm.SHA256])
        while next(work).done <= len(content):
            pass
        with path.open("ab") as file:
            file.write(b"more")
        with pytest.raises(ImageChanged):
            run_to_end(work)
