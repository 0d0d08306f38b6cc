"""What of an image may stay as it is: by its file systems, or by the block map beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_bmap import block_map
from support_boot import GptPartition, gpt_disk, mbr_disk, mbr_entry
from support_ext import BLOCK, ext
from support_fat import fat
from support_images import image_bytes, source_of

from app.errors import BlockMapWrong
from app.inspection.unused import LEAST, LONG, Unused, likely_zeros, unused
from app.sources.source import Source

MIB = 1 << 20
EXT = ext([(20, 30), (700, 90)])
FAT = fat({"A": b"a" * 100_000}, size=2 << 20)


def runs_of(tmp_path: Path, content: bytes) -> tuple[tuple[int, int], ...]:
    return unused(source_of(tmp_path / "disk.img", content)).runs


def test_of_each_partition(tmp_path: Path) -> None:
    disk = mbr_disk(
        (mbr_entry(0x0C, 2048, len(FAT) // 512), FAT),
        (mbr_entry(0x83, 16384, len(EXT) // 512), EXT),
        size=16 * MIB,
    ).build()
    runs = runs_of(tmp_path, disk)
    first, *rest = runs
    assert MIB + 100_000 < first[0] < MIB + 200_000
    assert first[1] <= MIB + len(FAT)
    assert rest[0] == (8 * MIB + 50 * BLOCK, 8 * MIB + 512 * BLOCK)
    assert all(8 * MIB < start < stop <= 8 * MIB + len(EXT) for start, stop in rest)
    assert all(stop - start >= LEAST for start, stop in runs)


def test_a_file_system_without_a_table(tmp_path: Path) -> None:
    assert runs_of(tmp_path, EXT)[0] == (50 * BLOCK, 512 * BLOCK)


def test_of_a_gpt(tmp_path: Path) -> None:
    part = GptPartition(first=2048, last=2048 + len(EXT) // 512 - 1)
    disk = gpt_disk([(part, EXT)], size=16 * MIB).build()
    assert runs_of(tmp_path, disk)[0] == (MIB + 50 * BLOCK, MIB + 512 * BLOCK)


def test_a_volume_longer_than_its_partition(tmp_path: Path) -> None:
    """What is behind the partition is somebody else's."""
    short = len(EXT) - 50 * BLOCK
    disk = mbr_disk((mbr_entry(0x83, 2048, short // 512), EXT), size=16 * MIB).build()
    assert max(stop for _, stop in runs_of(tmp_path, disk)) == MIB + short


@pytest.mark.parametrize(
    "content",
    [
        b"",
        image_bytes(MIB),
        bytes(MIB),
        ext([], clean=False),
        ext([], total=1),
        mbr_disk(
            (mbr_entry(0x83, 2048, 9000), EXT), (mbr_entry(0x83, 4096, 9000), b""), size=16 * MIB
        ).build(),
    ],
    ids=["empty", "random", "zeros", "in use", "counts differ", "partitions that overlap"],
)
def test_when_in_doubt_all_is_in_use(tmp_path: Path, content: bytes) -> None:
    assert runs_of(tmp_path, content) == ()


class TestTheMapBeside:
    CONTENT = image_bytes(MIB) + bytes(3 * MIB) + image_bytes(5000) + bytes(10_000)

    @pytest.fixture
    def source(self, tmp_path: Path) -> Source:
        return source_of(tmp_path / "disk.img", self.CONTENT)

    @pytest.mark.parametrize("name", ["disk.img.bmap", "disk.bmap"])
    def test_is_found_and_believed(self, source: Source, name: str) -> None:
        source.path.with_name(name).write_bytes(block_map(self.CONTENT))
        found = unused(source)
        assert found.runs == ((MIB, 4 * MIB),)
        assert found.map is not None
        assert found.length == 3 * MIB

    def test_comes_before_file_systems(self, tmp_path: Path) -> None:
        source = source_of(tmp_path / "disk.img", EXT)
        everything = [(0, len(EXT) // 4096 - 1)]
        source.path.with_name("disk.bmap").write_bytes(block_map(EXT, everything))
        assert unused(source).runs == ()

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"no map", "it is not XML"),
            (block_map(CONTENT[:-1]), "it is for an image of"),
            (block_map(CONTENT).replace(b"0-255", b"0-254"), "its own checksum is wrong"),
            (b" " * (9 << 20), "it is too large"),
            (b"<bmap version='2.0'>" + b"<a/>" * 60_000 + b"</bmap>", "it is too large"),
        ],
        ids=["no map", "of another image", "changed", "large", "many elements"],
    )
    def test_is_refused_in_words(self, source: Source, data: bytes, why: str) -> None:
        source.path.with_name("disk.bmap").write_bytes(data)
        with pytest.raises(BlockMapWrong, match=why):
            unused(source)


class TestWhereZerosAreLikely:
    VOLUME = ext([(20, 30)], blocks=20 * 512)  # 40 MiB

    def test_in_long_stretches_of_nothing(self, tmp_path: Path) -> None:
        source = source_of(tmp_path / "disk.img", self.VOLUME)
        assert likely_zeros(source) == ()  # each group has its records
        long = ext([(20, 30)], blocks=32768, each=32768)
        runs = likely_zeros(source_of(tmp_path / "long.img", long))
        assert runs == ((50 * BLOCK, len(long)),)
        assert runs[0][1] - runs[0][0] >= LONG

    def test_not_where_deleted_files_are(self, tmp_path: Path) -> None:
        long = bytearray(ext([(20, 30)], blocks=32768, each=32768))
        long[50 * BLOCK : 51 * BLOCK] = b"x" * BLOCK
        assert likely_zeros(source_of(tmp_path / "long.img", bytes(long))) == ()

    def test_not_in_a_packed_image(self, tmp_path: Path) -> None:
        source = source_of(tmp_path / "disk.img", EXT, layers=("gzip",))
        assert likely_zeros(source) == ()


RUNS = st.lists(st.integers(0, 200), unique=True, max_size=12).map(
    lambda each: tuple(zip(sorted(each)[::2], sorted(each)[1::2], strict=False))
)


@given(RUNS, st.integers(0, 200), st.integers(1, 64))
def test_a_grain_counts_when_all_of_it_is_unused(
    runs: tuple[tuple[int, int], ...], offset: int, length: int
) -> None:
    mask = Unused(runs).grains(offset, length, 4)
    free = {byte for start, stop in runs for byte in range(start, stop)}
    for grain in range(20):
        place = range(offset + 4 * grain, offset + min(length, 4 * grain + 4))
        assert bool(mask >> grain & 1) == (len(place) > 0 and free.issuperset(place))


@pytest.mark.parametrize(
    ("offset", "behind"),
    [
        (0, 0),  # in front of the run
        (9, 9),
        (10, 30),  # two of ten; the third would be at the run's end
        (15, 35),
        (30, 30),
        (39, 39),
        (40, 40),  # no run here
        (50, 60),
        (60, 60),
        (100, 190),
        (195, 195),
        (200, 200),
        (300, 300),
    ],
)
def test_pieces_that_lie_in_a_run_are_passed_over(offset: int, behind: int) -> None:
    found = Unused(((10, 40), (50, 61), (100, 200)))
    assert found.over(offset, 10) == behind
    assert Unused(()).over(offset, 10) == offset
