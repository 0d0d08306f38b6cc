"""An image with more behind it: where everything comes to stand, and that the image stays."""

import gzip
import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_boot import mbr_entry
from support_images import source_of
from support_layout import MIB, by_gpt, by_mbr

from app.errors import DriveTooSmall, NotAppendable
from app.formats.binary import Window
from app.formats.fat import Fat
from app.formats.gpt import Gpt
from app.formats.mbr import Mbr
from app.sources import open_source
from app.sources.layout import REST, LayoutSource, Wish, compose_layout
from app.sources.layout_table import Holds

SIZE = 512 * MIB
CIDATA = {"user-data": b"#cloud-config\n", "meta-data": b""}


def data(size: int = REST) -> Wish:
    return Wish(Holds.FAT32, "DATA", "for files", size)


def answers(files: dict[str, bytes] | None = None) -> Wish:
    return Wish(Holds.FAT32, "CIDATA", "with answers", files=files or CIDATA, last=True)


def composed(folder: Path, image: bytes, *wishes: Wish, size: int = SIZE) -> LayoutSource:
    path = folder / "image.iso"
    path.write_bytes(image)
    return compose_layout(open_source(path), wishes, size, 512)


def streamed(source: LayoutSource, start: int = 0, length: int = 1 << 62) -> bytes:
    stream = source.stream(start)
    found, view = bytearray(), memoryview(bytearray(1 << 20))
    while len(found) < length and (got := stream.readinto(view)):
        found += view[:got]
    stream.close()
    return bytes(found[:length])


def test_the_image_stays_but_for_its_table(tmp_path: Path) -> None:
    image = by_mbr()
    source = composed(tmp_path, image, data())
    found = source.look().read_at(0, len(image))
    differing = [n for n in range(len(image)) if image[n] != found[n]]
    assert 0 < len(differing) <= 16
    assert 446 + 2 * 16 <= min(differing) <= max(differing) < 446 + 3 * 16
    assert (source.table, source.parts[0].start % MIB) == ("MBR", 0)
    assert source.parts[0].start == -(-len(image) // MIB) * MIB


def test_a_gpt_changes_in_its_own_sectors_alone(tmp_path: Path) -> None:
    image = by_gpt()
    source = composed(tmp_path, image, data())
    found = source.look().read_at(0, len(image))
    assert found[17 * 2048 :] == image[17 * 2048 :]
    assert source.size == SIZE
    table = Gpt.read(source.look(), 1, 512)
    copy = Gpt.read(source.look(), SIZE // 512 - 1, 512)
    assert table.entries[1].name == copy.entries[1].name == "DATA"


def test_a_stream_is_what_can_be_looked_at(tmp_path: Path) -> None:
    source = composed(tmp_path, by_mbr(), data(), size=100 * MIB)
    whole = source.look().read_at(0, source.size)
    assert len(whole) == source.size
    assert streamed(source) == whole
    for start in (1, 511, 4096, MIB - 1, MIB + 5, len(by_mbr()) - 3, source.parts[0].start + 7):
        assert streamed(source, start, 70_000) == whole[start : start + 70_000]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([REST, 34 * MIB, 50 * MIB, 99 * MIB + 1]), min_size=1, max_size=2),
    st.booleans(),
    st.booleans(),
    st.integers(100 * MIB, 700 * MIB),
)
def test_places(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], gpt: bool, last: bool, size: int
) -> None:
    image = by_gpt() if gpt else by_mbr()
    wishes = [data(each) for each in sizes] + [answers()] * last
    if not gpt and len(wishes) > 2:
        wishes = wishes[1:]
    folder = tmp_path_factory.mktemp("image")
    try:
        source = composed(folder, image, *wishes, size=size)
    except DriveTooSmall as error:
        needed = error.need
        assert needed > size
        with pytest.raises(DriveTooSmall) as again:
            composed(folder, image, *wishes, size=needed // 512 * 512 - 512)
        assert -512 <= again.value.need - needed <= 0
        source = composed(folder, image, *wishes, size=(size := needed))
    behind = len(image)
    for part in source.parts:
        assert part.start >= behind
        assert part.start % MIB == part.length % MIB == 0
        assert part.length >= part.wish.least // MIB * MIB
        behind = part.start + part.length
    copy = 16 if gpt else 33  # sectors: sixty entries and a header, or room for the usual ones
    assert behind <= size - copy * 512
    assert source.size <= size
    place = 0
    for start, stop in source.spare:
        assert place <= start < stop <= source.size
        assert start >= source.parts[0].start
        place = stop + 1
    entries = [
        (entry.first * 512, entry.sectors * 512) for entry in Mbr.read(source.look()).entries
    ]
    for part in source.parts:
        if not gpt:
            assert (part.start, part.length) in entries
    rest = [part for part in source.parts if part.wish.size == REST and not part.wish.last]
    assert len({part.length for part in rest}) <= 1
    if rest and not last:
        assert size - behind < 4 * MIB


def test_answers_lie_at_the_end(tmp_path: Path) -> None:
    source = composed(tmp_path, by_mbr(), answers(), size=SIZE)
    (part,) = source.parts
    assert SIZE - 2 * MIB <= part.start + part.length <= SIZE - 33 * 512
    volume = Fat.open(Window(source.whole().look(), part.start, part.length))
    assert volume.label == "CIDATA"
    assert {entry.name: volume.read(entry) for entry in volume.list()} == CIDATA


def test_answers_have_room(tmp_path: Path) -> None:
    many = {"user-data": b"#" * (50 * MIB), "meta-data": b"x" * (15 * MIB)}
    (part,) = composed(tmp_path, by_mbr(), answers(many)).parts
    volume = Fat.open(Window(composed(tmp_path, by_mbr(), answers(many)).disk, part.start, 1 << 40))
    assert {entry.name: entry.size for entry in volume.list()} == {
        name: len(data) for name, data in many.items()
    }


def test_answers_beyond_2_tib(tmp_path: Path) -> None:
    """How far a FAT is from the start of its drive has 32 bits there, and is left out."""
    size = 3 << 40
    (part,) = composed(tmp_path, by_gpt(), answers(), size=size).parts
    assert part.start > (2 << 40) + 512
    source = composed(tmp_path, by_gpt(), answers(), size=size)
    volume = Fat.open(Window(source.whole().look(), part.start, part.length))
    assert {entry.name: volume.read(entry) for entry in volume.list()} == CIDATA


def test_partitions_behind_the_image_count(tmp_path: Path) -> None:
    """What is added begins behind them, though the image ends before."""
    image = by_mbr({}, mbr_entry(0x83, 100 * 2048, 2048))
    (part,) = composed(tmp_path, image, data()).parts
    assert part.start == 101 * MIB


def test_steps(tmp_path: Path) -> None:
    source = composed(tmp_path, by_mbr(), data(64 * MIB), answers())
    write, *added = source.steps()
    assert write.startswith(f"Write {len(by_mbr()):,} bytes of image.iso")
    assert write.endswith("(MBR)")
    assert added == [
        "Add a partition for files (FAT32, “DATA”, 67,108,864 bytes)",
        "Add a partition with answers (FAT32, “CIDATA”, 67,108,864 bytes)",
    ]


def test_a_packed_image_of_known_length(tmp_path: Path) -> None:
    packed = source_of(tmp_path / "image.iso.xz", lzma.compress(by_mbr()))
    source = compose_layout(packed, [data()], SIZE, 512)
    plain = composed(tmp_path, by_mbr(), data())
    length = source.parts[0].start
    assert streamed(source, 0, length) == plain.look().read_at(0, length)


def test_refused(tmp_path: Path) -> None:
    packed = tmp_path / "image.iso.gz"
    packed.write_bytes(gzip.compress(by_mbr()))
    with pytest.raises(NotAppendable, match="packed"):
        compose_layout(open_source(packed), [data()], SIZE, 512)
    plain = source_of(tmp_path / "image.iso", by_mbr())
    with pytest.raises(NotAppendable, match="sectors of 4,096 bytes"):
        compose_layout(plain, [data()], SIZE, 4096)
    with pytest.raises(NotAppendable, match="FAT32 needs 35,651,584 bytes, not 35,651,583"):
        compose_layout(plain, [data((34 << 20) - 1)], SIZE, 512)
    with pytest.raises(DriveTooSmall) as caught:
        compose_layout(plain, [data(SIZE)], SIZE, 512)
    assert SIZE < caught.value.need <= SIZE + len(by_mbr()) + 3 * MIB
    with pytest.raises(NotAppendable, match="reaches only 2 TiB"):
        compose_layout(plain, [data(2 << 40)], 3 << 40, 512)
    gpt = source_of(tmp_path / "gpt.iso", by_gpt())
    with pytest.raises(NotAppendable, match="has less than 2 TiB") as refused:
        compose_layout(gpt, [data(2 << 40)], 3 << 40, 512)
    assert refused.value.hint


def test_an_image_whose_table_is_full(tmp_path: Path) -> None:
    with pytest.raises(NotAppendable, match="has 2 free of the 3 entries"):
        composed(tmp_path, by_mbr(), data(40 * MIB), data(40 * MIB), data(40 * MIB))
