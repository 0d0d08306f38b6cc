"""A file that an image is saved to in any order, as it is and packed, read by our own sources."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from support_images import image_bytes

from app.formats.zstd_written import plain_headers
from app.sources import open_source
from app.sources.saving import SMALLEST_FRAME, PackedSaving, PlainSaving, Saving, frame_of

MIB = 1 << 20
SIZE = 3 * MIB + 5 * 512


def never(_start: int, _stop: int) -> bool:
    return False


def always(_start: int, _stop: int) -> bool:
    return True


@pytest.fixture
def fd(tmp_path: Path) -> Iterator[int]:
    number = os.open(tmp_path / "saved", os.O_RDWR | os.O_CREAT)
    yield number
    os.close(number)


def read(path: Path) -> bytes:
    source = open_source(path)
    return source.look().read_at(0, source.size or 0)


def parts(seed: int) -> list[tuple[int, int]]:
    """(start, stop), whole sectors, all of the image in any order."""
    chance = random.Random(seed)
    cuts = sorted({0, SIZE, *(512 * chance.randrange(SIZE // 512) for _ in range(9))})
    found = list(pairwise(cuts))
    chance.shuffle(found)
    return found


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_pieces_in_any_order(tmp_path: Path, fd: int, packed: bool, seed: int) -> None:
    content = image_bytes(SIZE)
    saving: Saving = PackedSaving(fd, SIZE, never) if packed else PlainSaving(fd, SIZE)
    done = []
    for start, stop in parts(seed):
        saving.put(start, memoryview(content[start:stop]))
        done.append((start, stop))
        for begin, end in done:
            assert saving.get(begin, 512) == content[begin : begin + 512], (begin, end)
    saving.finish()
    assert read(tmp_path / "saved") == content


def test_in_its_turn_it_is_packed(tmp_path: Path, fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.put(0, memoryview(b"ab" * (SIZE // 2)))
    saving.finish()
    assert (tmp_path / "saved").stat().st_size < 4096
    assert read(tmp_path / "saved") == b"ab" * (SIZE // 2)


def test_what_never_came_is_zeros(tmp_path: Path, fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.put(2 * MIB + 512, memoryview(b"x" * 512))
    assert saving.end == 3 * MIB
    saving.finish()
    wanted = bytearray(SIZE)
    wanted[2 * MIB + 512 : 2 * MIB + 1024] = b"x" * 512
    assert read(tmp_path / "saved") == wanted
    assert (tmp_path / "saved").stat().st_blocks * 512 < MIB


def test_blanks_are_packed(tmp_path: Path, fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.blank(0, SIZE)
    saving.finish()
    assert (tmp_path / "saved").stat().st_size < 1024
    assert read(tmp_path / "saved") == bytes(SIZE)


@pytest.mark.parametrize("cut", [0, 1, 4, 7, 9, 400, MIB, MIB + 9, 2 * MIB + 900, 3 * MIB])
@pytest.mark.parametrize("finished", [False, True])
def test_a_file_that_was_cut_off_goes_on(tmp_path: Path, fd: int, cut: int, finished: bool) -> None:
    """What is whole in it is found again: packed frames, and one that is not."""
    content = image_bytes(SIZE)
    saving = PackedSaving(fd, SIZE, never)
    saving.put(0, memoryview(content[:MIB]))
    saving.put(MIB + 512, memoryview(content[MIB + 512 :]))
    saving.put(MIB, memoryview(content[MIB : MIB + 512]))
    if finished:
        saving.finish()
    os.ftruncate(fd, os.fstat(fd).st_size - cut)
    again = PackedSaving(fd, SIZE, always)
    assert (again.end == SIZE) is (cut == 0 or (finished and cut < 50))
    assert again.end == SIZE or again.end % MIB == 0
    again.put(again.end, memoryview(content[again.end :]))
    again.finish()
    assert read(tmp_path / "saved") == content


def test_a_power_cut_may_leave_only_the_first_header_of_a_frame(tmp_path: Path, fd: int) -> None:
    """One that is not packed has one every 128 KiB, in pages that go to the disk as they like."""
    content = image_bytes(MIB)
    saving = PackedSaving(fd, MIB, never)
    saving.put(MIB - 512, memoryview(content[-512:]))
    for place, header in list(plain_headers(MIB))[2:]:
        os.pwrite(fd, bytes(len(header)), place)
    again = PackedSaving(fd, MIB, never)
    assert again.end == MIB
    again.put(0, memoryview(content[:-512]))
    again.finish()
    assert read(tmp_path / "saved") == content


def test_what_is_not_known_to_be_whole_is_made_anew(fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.put(0, memoryview(image_bytes(SIZE)))
    assert PackedSaving(fd, SIZE, lambda _, stop: stop <= 2 * MIB).end == 2 * MIB
    assert PackedSaving(fd, SIZE, never).end == 0
    assert os.fstat(fd).st_size == 0


def test_damage_is_not_gone_on_behind(fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.put(0, memoryview(image_bytes(SIZE)))
    os.pwrite(fd, b"nonsense", MIB + 40)
    assert PackedSaving(fd, SIZE, always).end in (MIB, SIZE)


def test_what_is_packed_is_not_changed(fd: int) -> None:
    saving = PackedSaving(fd, SIZE, never)
    saving.put(0, memoryview(bytes(MIB)))
    with pytest.raises(OSError, match="not changed"):
        saving.put(512, memoryview(bytes(512)))


def test_zeros_over_something_else(tmp_path: Path, fd: int) -> None:
    saving = PlainSaving(fd, SIZE)
    saving.put(0, memoryview(image_bytes(MIB)))
    saving.put(0, memoryview(bytes(MIB)))
    saving.finish()
    assert not any(read(tmp_path / "saved"))


@pytest.mark.parametrize(
    ("size", "frame"), [(1, MIB), (64 << 30, MIB), ((64 << 30) + 1, 2 * MIB), (1 << 40, 16 * MIB)]
)
def test_frames_are_not_too_many(size: int, frame: int) -> None:
    assert frame_of(size) == frame
    assert SMALLEST_FRAME == MIB


@pytest.mark.tools
def test_zstd_reads_the_same(tmp_path: Path, fd: int) -> None:
    if shutil.which("zstd") is None:
        pytest.skip("zstd is missing")
    content = image_bytes(SIZE)
    saving = PackedSaving(fd, SIZE, never)
    for start, stop in parts(3):
        saving.put(start, memoryview(content[start:stop]))
    saving.finish()
    done = subprocess.run(["zstd", "-dc", tmp_path / "saved"], capture_output=True, check=True)
    assert done.stdout == content
