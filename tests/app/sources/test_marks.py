"""Going on with unpacking from somewhere in the middle."""

import tracemalloc
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import PACK, image

from app.errors import PackedDamaged
from app.sources import lookup, open_source
from app.sources.marks import Marks
from app.sources.patience import Patience, Proving
from app.sources.unpacking import Mark

MIB = 1 << 20
IMAGE = image(3 * MIB + 77) + bytes(2 * MIB) + Random(5).randbytes(3 * MIB)


def test_marks_are_about_as_far_apart_as_there_is_room_for() -> None:
    marks = Marks(most=8, closest=10)
    for place in range(1000):
        if marks.wanted(place):
            marks.put(place, Mark(place))
    assert 4 <= len(marks) <= 8
    at = [marks.before(place).at for place in range(1000)]
    assert all(place - before <= 320 for place, before in enumerate(at))
    assert marks.before(5).mark == Mark()


def test_what_is_packed_several_times_takes_no_more_than_twice_as_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "FIRST", MIB)
    monkeypatch.setattr(lookup, "KEPT_BESIDE", MIB)
    data = Random(6).randbytes(6 * MIB)
    path = tmp_path / "disk.img.gz.zip.gz.gz"
    path.write_bytes(PACK["gzip"](PACK["gzip"](PACK["zip"](PACK["gzip"](data)))))
    reader = open_source(path).look_far(Patience())
    tracemalloc.start()
    for place in range(0, len(data), 100_000):
        assert reader.read_at(place, 100) == data[place : place + 100]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 2 * MIB < peak < 8 * MIB, "and what is under way"


def test_where_a_member_begins_is_one_mark() -> None:
    marks = Marks(closest=10)
    for at in range(0, 100, 10):
        marks.put(at, Mark(35 if at > 35 else 0))
    assert len(marks) == 1
    assert marks.before(99).at == 40
    assert marks.before(39).at == 0


@pytest.fixture(scope="module", params=["gzip", "gzip of members", "zip", "zstd"])
def packed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name: str = request.param
    packer, _, members = name.partition(" ")
    path = tmp_path_factory.mktemp("packed") / packer
    step = 700_001 if members else len(IMAGE)
    parts = [IMAGE[at : at + step] for at in range(0, len(IMAGE), step)]
    path.write_bytes(b"".join(map(PACK[packer], parts)))
    return path


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(IMAGE)), st.integers(0, 600_000)), max_size=5))
def test_any_place_in_any_order(packed: Path, places: list[tuple[int, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lookup, "FIRST", 0)
        patch.setattr(lookup, "KEPT_BESIDE", 0)
        reader = open_source(packed).look_far(Patience())
        assert reader.read_at(len(IMAGE) - 5, 99) == IMAGE[-5:]
        for offset, length in places:
            assert reader.read_at(offset, length) == IMAGE[offset : offset + length]
        assert isinstance(reader, Proving)
        reader.prove()
    assert reader.size == len(IMAGE)


def test_one_goes_back_by_no_more_than_a_mark(tmp_path: Path) -> None:
    path, patience = tmp_path / "image.gz", Patience()
    path.write_bytes(PACK["gzip"](IMAGE))
    reader = open_source(path).look_far(patience)
    reader.read_at(len(IMAGE) - 5, 5)
    for place in range(len(IMAGE) - 20, 0, -(2 * MIB)):
        reader.read_at(place, 1)
    assert patience.unpacked < len(IMAGE) + 5 * 2 * MIB


@pytest.mark.parametrize("packer", ["gzip", "zip"])
def test_a_checksum_is_proven_over_all_that_lies_between(packer: str, tmp_path: Path) -> None:
    """Though it was unpacked in parts, and some of them twice."""
    path, data = tmp_path / "image", bytearray(PACK[packer](IMAGE))
    place = data.index(IMAGE[-5000:-4900])  # stored as it is, for nothing packs it
    data[place] ^= 1
    path.write_bytes(data)
    reader = open_source(path).look_far(Patience())
    assert reader.read_at(MIB, 9) == IMAGE[MIB : MIB + 9]
    reader.read_at(7 * MIB, 9)
    reader.read_at(5, 9)
    assert isinstance(reader, Proving)
    with pytest.raises(PackedDamaged) as caught:
        reader.prove()
    assert caught.value.offset > len(IMAGE) - lookup.PIECE
