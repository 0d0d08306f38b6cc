"""What stands between a decompressor and a stream; the formats themselves are in test_sources."""

import gc
import lzma
import weakref
import zlib
from dataclasses import replace
from random import Random

import lz4.frame
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import PACK, InMemory, MemoryStream, image, read_all, zstd

from app.errors import PackedDamaged, UnsupportedImage
from app.sources import codecs
from app.sources.codecs import Codec
from app.sources.layer import LARGEST_WINDOW
from app.sources.part import Part
from app.sources.unpackers import Unpacker
from app.sources.unpacking import Unpacking

IMAGE = image(50_000)
CODECS = (codecs.GZIP, codecs.BZIP2, codecs.XZ, codecs.ZSTD, codecs.LZ4)
every_codec = pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)


def unpacking(
    packed: bytes,
    codec: Codec = codecs.GZIP,
    *,
    length: int | None = None,
    crc: int | None = None,
    start: int = 0,
) -> Unpacking:
    return Unpacking(MemoryStream(packed), codec, length=length, crc=crc, start=start)


def test_a_part_has_a_head_and_a_tail() -> None:
    for buffer in (1, 2, 3, 5, 100):
        part = Part(MemoryStream(b"0123456789", 3), 3, 4, b"head", b"tail")
        assert read_all(part, buffer) == b"head3456tail"


def test_a_damage_is_at_a_place_of_the_part() -> None:
    part = Part(InMemory(bytes(100), damage=50).stream(40), 40, 30, b"head")
    with pytest.raises(PackedDamaged) as caught:
        part.readinto(memoryview(bytearray(34)))
    assert caught.value.offset == 14


@given(damage=st.integers(0, 4_000), buffer=st.integers(1, 60_000))
def test_what_is_good_below_a_damage_is_unpacked(damage: int, buffer: int) -> None:
    packed = PACK["lz4"](IMAGE)
    stream = Unpacking(InMemory(packed, damage=damage).stream(), codecs.LZ4)
    view = memoryview(bytearray(len(IMAGE)))
    at, layer = 0, ""
    while at < len(IMAGE):
        try:
            at += stream.readinto(view[at : at + buffer])
        except PackedDamaged as error:
            at, layer = error.offset, error.layer
            break
    assert at < len(IMAGE)
    assert layer == "below"
    assert view[:at] == IMAGE[:at]


@every_codec
def test_a_length_that_is_not_true_is_damage(codec: Codec) -> None:
    packed = PACK[codec.name](IMAGE)
    with pytest.raises(PackedDamaged, match="it holds more than it said") as caught:
        read_all(unpacking(packed, codec, length=40_000))
    assert caught.value.offset == 40_000
    with pytest.raises(PackedDamaged, match="it ends there, and should at 60,000"):
        read_all(unpacking(packed, codec, length=60_000))


@every_codec
def test_who_reads_the_length_and_no_further_still_hears_of_the_end(codec: Codec) -> None:
    packed = PACK[codec.name](IMAGE)
    stream = unpacking(packed, codec, length=len(IMAGE))
    assert stream.readinto(memoryview(bytearray(len(IMAGE)))) == len(IMAGE)
    stream = unpacking(packed[:-1], codec, length=len(IMAGE))
    with pytest.raises(PackedDamaged, match="ends too early"):
        stream.readinto(memoryview(bytearray(len(IMAGE))))


def test_a_checksum_that_is_not_true_is_damage() -> None:
    with pytest.raises(PackedDamaged, match="checksum is wrong"):
        read_all(unpacking(PACK["gzip"](IMAGE), length=len(IMAGE), crc=1))


def test_places_count_from_the_start_of_the_whole() -> None:
    stream = unpacking(PACK["gzip"](IMAGE)[:-5], start=1_000_000, length=len(IMAGE))
    with pytest.raises(PackedDamaged) as caught:
        read_all(stream)
    assert caught.value.offset == 1_000_000 + len(IMAGE)


def test_closing_closes_what_is_below() -> None:
    below = MemoryStream(PACK["xz"](IMAGE))
    stream = Unpacking(below, codecs.XZ)
    stream.readinto(memoryview(bytearray(10)))
    assert not below.closed
    stream.close()
    assert below.closed


# A frame, and a stream, that ask for a window of 2 GiB and of 4 GiB.
LARGE_ZSTD = b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(20)
LARGE_XZ_BLOCK = b"\x02\x00\x21\x01\x28" + bytes(3)


def test_a_window_larger_than_an_image_is_worth_is_refused() -> None:
    with pytest.raises(UnsupportedImage, match="128 MiB"):
        unpacking(LARGE_ZSTD, codecs.ZSTD).readinto(memoryview(bytearray(1)))
    packed = PACK["xz"](IMAGE)
    header = LARGE_XZ_BLOCK + zlib.crc32(LARGE_XZ_BLOCK).to_bytes(4, "little")
    with pytest.raises(UnsupportedImage, match="128 MiB"):
        unpacking(packed[:12] + header + packed[24:], codecs.XZ).readinto(memoryview(bytearray(1)))
    assert LARGEST_WINDOW == 128 << 20


def test_a_dictionary_that_is_not_there() -> None:
    packed = b"\x28\xb5\x2f\xfd\x01\x08\x05" + bytes(20)
    with pytest.raises(UnsupportedImage, match="dictionary"):
        unpacking(packed, codecs.ZSTD).readinto(memoryview(bytearray(1)))


@settings(max_examples=40)
@given(pieces=st.lists(st.integers(1, 5_000), min_size=1, max_size=9), most=st.integers(50, 70_000))
def test_a_zstd_frame_may_come_in_any_pieces(pieces: list[int], most: int) -> None:
    packed = zstd(IMAGE) + b"behind"
    unpacker = codecs.ZSTD.start()
    out, at, turn = bytearray(), 0, 0
    while not unpacker.eof:
        data = b""
        if unpacker.needs_input:
            data = packed[at : at + pieces[turn % len(pieces)]]
            at += len(data)
            turn += 1
        out += unpacker.decompress(data, most)
    assert out == IMAGE
    assert packed[at - len(unpacker.unused_data or b"") :] == b"behind"


def test_a_frame_gives_its_memory_back_at_its_end() -> None:
    """Each may hold a window of 128 MiB, and a file has any number of them."""
    begun: list[weakref.ref[Unpacker]] = []

    def start() -> Unpacker:
        unpacker = codecs.ZSTD.start()
        begun.append(weakref.ref(unpacker))
        return unpacker

    gc.disable()
    try:
        stream = unpacking(zstd(IMAGE) * 5, replace(codecs.ZSTD, start=start))
        assert read_all(stream) == IMAGE * 5
        assert len(begun) == 5
        assert [frame() for frame in begun] == [None] * 5
    finally:
        gc.enable()


NOISE = Random(2).randbytes(50_000)  # packers store it as it is, so that a flip is one in the image


@pytest.mark.parametrize(
    ("codec", "packed"),
    [
        (codecs.LZ4, lz4.frame.compress(NOISE)),
        (codecs.XZ, lzma.compress(NOISE, check=lzma.CHECK_NONE)),
        (codecs.ZSTD, zstandard.ZstdCompressor().compress(NOISE)),
    ],
    ids=["lz4", "xz", "zstd"],
)
def test_what_was_packed_without_a_checksum_may_hold_other_bytes(
    codec: Codec, packed: bytes
) -> None:
    """These three leave the checksum to the packer's taste; gzip, bzip2 and zip do not."""
    broken = bytearray(packed)
    broken[len(packed) // 2] ^= 1
    out = read_all(unpacking(bytes(broken), codec))
    assert len(out) == len(NOISE)
    assert sum(was != now for was, now in zip(NOISE, out, strict=True)) == 1
