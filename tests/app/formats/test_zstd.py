import struct
from contextlib import suppress

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from packing import image, skippable, zstd, zstd_seekable

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.zstd import FrameHeader, read_seek_table, read_size

IMAGE = image(300_000)
SEEKABLE = zstd_seekable(IMAGE, 100_000)


@pytest.mark.parametrize("length", [0, 1, 255, 256, 257, 65_791, 65_792, 300_000])
@pytest.mark.parametrize("checksum", [False, True])
def test_a_header_reads_as_the_library_reads_it(length: int, checksum: bool) -> None:
    packed = zstandard.ZstdCompressor(write_checksum=checksum).compress(IMAGE[:length])
    header, theirs = FrameHeader.parse(packed), zstandard.get_frame_parameters(packed)
    assert header is not None
    assert header.content == theirs.content_size == length
    assert header.checksum == theirs.has_checksum == checksum
    assert header.window == theirs.window_size
    assert header.length == zstandard.frame_header_size(packed)
    assert read_size(Memory(packed)) == length


@given(descriptor=st.integers(0, 255), rest=st.binary(min_size=13, max_size=13))
def test_any_header_reads_as_the_library_reads_it(descriptor: int, rest: bytes) -> None:
    packed = b"\x28\xb5\x2f\xfd" + bytes([descriptor]) + rest
    header = FrameHeader.parse(packed)
    assert header is not None
    try:
        theirs = zstandard.get_frame_parameters(packed)
    except zstandard.ZstdError:
        return  # a window above what it allows, or a reserved bit: the decompressor refuses both
    unknown = zstandard.CONTENTSIZE_UNKNOWN
    assert (unknown if header.content is None else header.content) == theirs.content_size
    assert header.window == theirs.window_size
    assert header.dictionary == theirs.dict_id
    assert FrameHeader.parse(packed[: header.length - 1]) is None


def test_frames_add_up() -> None:
    packed = skippable(b"note") + zstd(IMAGE) + zstd(b"") + zstd(b"more") + bytes(50)
    assert read_size(Memory(packed)) == len(IMAGE) + 4


def test_one_frame_without_a_size_leaves_the_whole_unknown() -> None:
    streaming = zstandard.ZstdCompressor().compressobj()
    packed = streaming.compress(IMAGE) + streaming.flush()
    assert read_size(Memory(packed)) is None
    assert read_size(Memory(zstd(IMAGE) + packed)) is None


@pytest.mark.parametrize("cut", [1, 4, 5, 1000])
def test_a_frame_cut_off_says_nothing(cut: int) -> None:
    with pytest.raises(CorruptImage):
        read_size(Memory(zstd(IMAGE)[:-cut]))


def test_too_many_blocks_are_not_walked() -> None:
    with pytest.raises(BudgetSpent):
        read_size(Memory(skippable(b"") * 8_193 + zstd(b"")))
    assert read_size(Memory(skippable(b"") * 8_000 + zstd(b"x"))) == 1


def test_a_seek_table() -> None:
    frames = read_seek_table(Memory(SEEKABLE))
    assert [(frame.start, frame.length) for frame in frames] == [
        (0, 100_000),
        (100_000, 100_000),
        (200_000, 100_000),
    ]
    for frame in frames:
        packed = SEEKABLE[frame.packed_at : frame.packed_at + frame.packed_length]
        part = zstandard.ZstdDecompressor().decompress(packed)
        assert part == IMAGE[frame.start : frame.start + frame.length]


def test_a_frame_tells_what_unpacking_it_needs() -> None:
    for frame in read_seek_table(Memory(SEEKABLE)):
        packed = SEEKABLE[frame.packed_at :]
        assert frame.window(Memory(SEEKABLE)) == zstandard.get_frame_parameters(packed).window_size
        with pytest.raises(CorruptImage):
            frame.window(Memory(SEEKABLE[: frame.packed_at] + bytes(20)))


def test_a_frame_that_is_skipped_needs_nothing() -> None:
    note, frame = skippable(b"note"), zstd(IMAGE[:100])
    listed = struct.pack("<IIII", len(note), 0, len(frame), 100)
    packed = note + frame + skippable(listed + struct.pack("<IBI", 2, 0, 0x8F92EAB1), 14)
    needs = [each.window(Memory(packed)) for each in read_seek_table(Memory(packed))]
    assert needs == [0, zstandard.get_frame_parameters(frame).window_size]


def test_no_seek_table_and_one_that_does_not_fit() -> None:
    assert read_seek_table(Memory(zstd(IMAGE))) == ()
    assert read_seek_table(Memory(b"")) == ()
    for broken in (SEEKABLE[1:], SEEKABLE[-30:], b"more" + SEEKABLE):
        with pytest.raises(CorruptImage):
            read_seek_table(Memory(broken))
    many = SEEKABLE[:-9] + b"\xff\xff\xff\x07" + SEEKABLE[-5:]
    with pytest.raises(BudgetSpent):
        read_seek_table(Memory(many))


@given(st.binary(max_size=200))
def test_garbage_is_corrupt_and_never_a_crash(garbage: bytes) -> None:
    for packed in (b"\x28\xb5\x2f\xfd" + garbage, garbage + b"\xb1\xea\x92\x8f", garbage):
        with suppress(CorruptImage, BudgetSpent):
            read_size(Memory(packed))
        with suppress(CorruptImage, BudgetSpent):
            read_seek_table(Memory(packed))
