import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_readers import Stretched
from support_udf import VDS, UdfImage, cs0, dstring, retag, tagged

from app.errors import CorruptImage
from app.formats import udf_volume
from app.formats.binary import Memory
from app.formats.udf_volume import Volume, recognised, tag_of

BLOCK = 2048
IMAGE = UdfImage({"file": b"x"})
DATA = IMAGE.build()
LAST = len(DATA) // BLOCK - 1


def read(data: bytes | bytearray) -> Volume:
    return Volume.read(Memory(bytes(data)))


def without(*sectors: int) -> bytearray:
    data = bytearray(DATA)
    for sector in sectors:
        data[sector * BLOCK : sector * BLOCK + 512] = bytes(512)
    return data


def sequence(*magics: bytes, step: int = BLOCK) -> Memory:
    return Memory(bytes(32768) + b"".join((b"\0" + m + b"\1").ljust(step, b"\0") for m in magics))


@pytest.mark.parametrize(
    "magics",
    [
        (b"BEA01", b"NSR02", b"TEA01"),
        (b"BEA01", b"NSR03"),
        (b"CD001", b"CD001", b"BEA01", b"BOOT2", b"NSR02", b"TEA01"),
    ],
)
@pytest.mark.parametrize("step", [2048, 4096])
def test_recognised(magics: tuple[bytes, ...], step: int) -> None:
    assert recognised(sequence(*magics, step=step))


@pytest.mark.parametrize(
    "magics",
    [(), (b"CD001",), (b"NSR02",), (b"BEA01", b"TEA01"), (b"BEA01", b"XXXXX", b"NSR02")],
)
def test_not_recognised(magics: tuple[bytes, ...]) -> None:
    assert not recognised(sequence(*magics))


def test_what_a_volume_says() -> None:
    volume = read(DATA)
    assert (volume.block, volume.label, volume.revision) == (BLOCK, "TEST", "1.02")
    assert volume.size == len(DATA)
    assert len(volume.runs) == len(volume.maps) == 1


@pytest.mark.parametrize(
    "data",
    [
        without(LAST),
        without(256),
        without(256) + bytes(256 * BLOCK),  # the anchor is 256 before the end
    ],
    ids=["at 256", "at the end", "256 before the end"],
)
def test_one_anchor_is_enough(data: bytearray) -> None:
    assert read(data).label == "TEST"


def test_the_anchor_of_a_disc_that_was_not_closed() -> None:
    data = without(256, LAST).ljust(520 * BLOCK, b"\0")
    moved = bytearray(DATA[256 * BLOCK : 257 * BLOCK])
    moved[12:16] = struct.pack("<I", 512)
    retag(moved, 0)
    data[512 * BLOCK : 513 * BLOCK] = moved
    assert read(data).label == "TEST"
    assert Volume.read(Stretched(bytes(data), None)).label == "TEST"


def test_no_anchor_is_damage() -> None:
    with pytest.raises(CorruptImage, match="no anchor"):
        read(without(256, LAST))


def test_an_anchor_that_says_it_lies_elsewhere_is_none() -> None:
    data = without(LAST)
    data[256 * BLOCK + 12] = 1
    retag(data, 256 * BLOCK)
    with pytest.raises(CorruptImage, match="no anchor"):
        read(data)


def test_the_spare_sequence_stands_in() -> None:
    assert read(without(VDS + 2)).label == "TEST"
    with pytest.raises(CorruptImage, match="damaged"):
        read(without(VDS + 2, LAST - 16 + 2))


def test_what_a_bare_anchor_leads_to_is_read_with_bounds() -> None:
    data = without(LAST)
    data[256 * BLOCK + 16 : 256 * BLOCK + 20] = b"\xff" * 4
    retag(data, 256 * BLOCK)
    assert read(data).label == "TEST"


def put(data: bytearray, sector: int, descriptor: bytes | bytearray) -> None:
    data[sector * BLOCK : sector * BLOCK + len(descriptor)] = descriptor


def pointer(sector: int, to: int) -> bytes:
    return tagged(3, struct.pack("<III", 9, 4 * BLOCK, to) + bytes(484), sector)


def test_the_sequence_may_go_on_elsewhere() -> None:
    data = without(LAST)
    put(data, 150, data[(VDS + 2) * BLOCK : (VDS + 3) * BLOCK])
    put(data, VDS + 2, pointer(VDS + 2, 150))
    assert read(data).label == "TEST"


def test_a_sequence_in_circles_ends() -> None:
    data = without(LAST, LAST - 16 + 2)
    put(data, VDS, pointer(VDS, VDS))
    with pytest.raises(CorruptImage, match="damaged"):
        read(data)


def test_the_later_descriptor_prevails() -> None:
    data = without(LAST)
    for sector, number, label in ((VDS + 3, 9, "NEW"), (VDS + 4, 5, "OLDER")):
        put(data, sector, data[(VDS + 2) * BLOCK : (VDS + 3) * BLOCK])
        data[sector * BLOCK + 16] = number
        put_at = sector * BLOCK + 84
        data[put_at : put_at + 128] = dstring(label, 128)
        retag(data, sector * BLOCK)
    put(data, VDS + 5, tagged(8, bytes(496), VDS + 5))
    assert read(data).label == "NEW"


def test_a_label_of_the_disc_where_the_volume_has_none() -> None:
    data = bytearray(DATA)
    place = (VDS + 2) * BLOCK
    data[place + 84 : place + 212] = bytes(128)
    retag(data, place)
    assert read(data).label == "TEST"


def test_a_block_size_that_is_not_that_of_the_sectors_is_damage() -> None:
    data = bytearray(DATA)
    place = (VDS + 2) * BLOCK
    data[place + 212 : place + 216] = struct.pack("<I", 512)
    retag(data, place)
    with pytest.raises(CorruptImage, match="block size"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [b"", bytes(600 * BLOCK), DATA[: 17 * BLOCK]],
    ids=["empty", "zeros", "cut"],
)
def test_other_images_hold_none(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        read(data)


def test_tags() -> None:
    whole = tagged(258, b"body of it", 7)
    assert tag_of(whole) == tag_of(whole + b"more") == 258
    assert tag_of(whole[:-1]) is None
    assert tag_of(whole[:10]) is None
    for at in (0, 4, 8, 10, 12, 20):
        assert tag_of(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_text_comes_back(text: str) -> None:
    assert udf_volume.cs0(cs0(text)) == text
    stripped = text.rstrip("\0")
    assert udf_volume.dstring(dstring(stripped, 128)) == stripped


@pytest.mark.parametrize("coded", [b"", b"\x09abc", b"\xfe", b"\x10"])
def test_text_that_is_none(coded: bytes) -> None:
    assert udf_volume.cs0(coded) == ""


@given(st.binary(max_size=4096), st.sampled_from([VDS + 1, VDS + 2, 256]))
def test_garbage_is_corrupt_and_never_a_crash(garbage: bytes, sector: int) -> None:
    data = bytearray(DATA)
    kind = {VDS + 1: 5, VDS + 2: 6}.get(sector, 2)
    put(data, sector, tagged(kind, garbage[: BLOCK - 16].ljust(496, b"\0"), sector))
    with suppress(CorruptImage):
        assert read(data).size >= 0
