import random
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_ext import BLOCK, EACH, RECORDS, ext

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.ext_free import free


def blocks(volume: bytes) -> list[tuple[int, int]]:
    return [(start // BLOCK, stop // BLOCK) for start, stop in free(Memory(volume))]


def test_what_no_file_has() -> None:
    volume = ext([(20, 30), (600, 1), (1400, 36)])
    assert blocks(volume) == [
        (RECORDS, 20),
        (50, EACH),
        (EACH + RECORDS, 600),
        (601, 2 * EACH),
        (2 * EACH + RECORDS - 2, 1400),
    ]


def test_a_group_whose_bitmap_was_never_made() -> None:
    volume = ext([(20, 30)], unmade=frozenset({1, 2}))
    assert blocks(volume)[2:] == [
        (EACH + RECORDS, 2 * EACH),
        (2 * EACH + RECORDS - 2, 3 * EACH - 100),
    ]


@given(st.lists(st.tuples(st.integers(10, 500), st.integers(1, 9)), max_size=20))
def test_free_and_used_are_all_there_is(used: list[tuple[int, int]]) -> None:
    found = {block for start, stop in blocks(ext(used)) for block in range(start, stop)}
    taken = {block for first, count in used for block in range(first, first + count)}
    assert not found & taken
    assert len(found) == len(set(range(3 * EACH - 100)) - taken) - len(
        {*range(RECORDS), *range(EACH, EACH + RECORDS), *range(2 * EACH, 2 * EACH + RECORDS - 2)}
        - taken
    )


@pytest.mark.parametrize(
    ("volume", "why"),
    [
        (ext([], clean=False), "not unmounted"),
        (ext([], read_only=0x200), "in clusters"),
        (ext([], said={1: 1}), "group 1 counts"),
        (ext([], said={2: -1}, unmade=frozenset({2})), "group 2 counts"),
        (ext([], total=1), "counts its free blocks differently"),
        (bytes(1 << 20), "does not hold its number"),
        (ext([])[: 40 * BLOCK], "0 of 64 bytes are there"),
    ],
)
def test_one_that_contradicts_itself_has_nothing_free(volume: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        blocks(volume)


@given(st.integers(1024, 2048), st.integers(0, 255))
def test_a_damaged_superblock_ends_in_words(place: int, value: int) -> None:
    volume = bytearray(ext([]))
    volume[place] = value
    try:
        found = blocks(bytes(volume))
    except CorruptImage:
        return
    assert all(0 <= start < stop for start, stop in found)


@pytest.mark.tools
@pytest.mark.parametrize(
    "options",
    [
        ["-t", "ext2"],
        ["-t", "ext4"],
        ["-t", "ext4", "-b", "1024"],
        ["-t", "ext4", "-O", "64bit,metadata_csum"],
        ["-t", "ext3", "-b", "2048"],
        ["-t", "ext4", "-O", "^flex_bg"],
    ],
)
def test_it_is_what_others_say(options: list[str], tmp_path: Path) -> None:
    folder, path = tmp_path / "files", tmp_path / "volume"
    folder.mkdir()
    for number in range(60):
        length = random.Random(number).randrange(1, 400_000)
        (folder / f"file {number}").write_bytes(random.Random(number).randbytes(length))
    path.write_bytes(b"")
    made = ["mke2fs", "-q", "-F", *options, "-d", str(folder), str(path), "200M"]
    subprocess.run(made, check=True, capture_output=True)
    said = subprocess.run(["dumpe2fs", path], check=True, capture_output=True, text=True).stdout
    block = int(re.findall(r"Block size: +(\d+)", said)[0])
    runs = re.findall(r"^  Free blocks: (\d.*)$", said, re.MULTILINE)
    numbers = [each.split("-") for each in ", ".join(runs).split(", ")]
    told = {b for each in numbers for b in range(int(each[0]), int(each[-1]) + 1)}
    found = free(Memory(path.read_bytes()))
    mine = {b for start, stop in found for b in range(start // block, stop // block)}
    assert mine == told
