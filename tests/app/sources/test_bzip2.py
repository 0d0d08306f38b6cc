"""Blocks of a .bz2 file unpacked at once, against one decoder: same bytes, same words."""

import bz2
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_images import image_bytes

from app.errors import ImageChanged, ImageUnreadable, PackedDamaged
from app.sources import compressed, open_plain, open_source
from app.sources.bzip2 import Bzip2
from app.sources.codecs import BZIP2
from app.sources.source import Measured, Stream
from app.sources.unpacking import Unpacking

CONTENT = image_bytes(1_500_000) + bytes(3_000_000) + image_bytes(700_000, "more")
ONE = bz2.compress(CONTENT, 1)
MANY = b"".join(
    bz2.compress(CONTENT[at : at + 400_000], 2) for at in range(0, len(CONTENT), 400_000)
)


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    monkeypatch.setattr(compressed, "threads", lambda: 2)  # also on a computer of one core

    def write(content: bytes) -> Path:
        path = tmp_path / "image.img.bz2"
        path.write_bytes(content)
        return path

    return write


def outcome(stream: Stream) -> tuple[bytes, str, int, str]:
    """What could be read, and the damage with its place."""
    buffer, found = memoryview(bytearray(777_777)), bytearray()
    try:
        while count := stream.readinto(buffer):
            found += buffer[:count]
    except PackedDamaged as error:
        found += buffer[: error.offset - len(found)]
        return bytes(found), error.layer, error.offset, error.why
    finally:
        stream.close()
    return bytes(found), "", len(found), ""


def in_order(path: Path) -> tuple[bytes, str, int, str]:
    return outcome(Unpacking(open_plain(path).stream(), BZIP2))


@pytest.mark.parametrize("data", [ONE, MANY], ids=["one stream", "many"])
def test_the_same_bytes(packed: Callable[[bytes], Path], data: bytes) -> None:
    source = open_source(packed(data))
    stream = source.image.stream()
    assert isinstance(stream, Bzip2)
    assert outcome(stream) == (CONTENT, "", len(CONTENT), "")
    assert stream._in_order is None
    assert outcome(source.stream(1_234_567))[0] == CONTENT[1_234_567:]


@pytest.mark.parametrize(
    "data",
    [
        ONE + bytes(1000),
        MANY + b"junk",
        MANY + b"BZh9",
        MANY + bz2.compress(b""),
        ONE[:-1],
        ONE[: len(ONE) // 2],
        MANY[: len(MANY) // 2],
        bz2.compress(b""),
        ONE[:4],
    ],
)
def test_whatever_is_not_plain_is_taken_in_order(
    packed: Callable[[bytes], Path], data: bytes
) -> None:
    source = open_source(packed(data))
    assert outcome(source.image.stream()) == in_order(source.path)


@pytest.mark.parametrize("seed", range(24))
def test_a_damage_is_the_same_for_both(packed: Callable[[bytes], Path], seed: int) -> None:
    dice, whole = Random(seed), bytearray((ONE, MANY)[seed % 2])
    whole[dice.randrange(4, len(whole))] ^= 1 << dice.randrange(8)
    source = open_source(packed(bytes(whole)))
    assert outcome(source.image.stream()) == in_order(source.path)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 250_000), st.integers(1, 3)), min_size=1, max_size=4),
    st.sampled_from([b"", bytes(7), b"BZh1", b"\x31\x41\x59\x26\x53\x59", b"more"]),
    st.none() | st.tuples(st.integers(0, 1 << 30), st.integers(0, 7)),
    st.integers(0, 40),
)
def test_any_streams_come_as_from_one_decoder(
    streams: list[tuple[int, int]], tail: bytes, flip: tuple[int, int] | None, cut: int
) -> None:
    content = [CONTENT[1_400_000 : 1_400_000 + length] for length, _ in streams]
    data = bytearray(
        b"".join(
            bz2.compress(each, level) for each, (_, level) in zip(content, streams, strict=True)
        )
    )
    if flip is not None:
        data[4 + flip[0] % (len(data) - 4)] ^= 1 << flip[1]
    packed = bytes(data[: len(data) - cut] + tail)
    one = outcome(Unpacking(Broken(packed, whole=True), BZIP2))
    assert outcome(Bzip2(lambda: Broken(packed, whole=True), len(packed))) == one
    if flip is None and not cut and not tail:
        assert one == (b"".join(content), "", len(one[0]), "")


def test_a_block_that_is_none_costs_time_only() -> None:
    """As it is with a mark by chance, which no packer can be made to write: the search is given a
    file in which a bit is wrong, and the decoder that takes all in order the right one."""
    wrong = bytearray(ONE)
    wrong[len(ONE) // 2] ^= 1
    files = iter((bytes(wrong), ONE))
    stream = Bzip2(lambda: Broken(next(files), whole=True), len(ONE))
    assert outcome(stream) == (CONTENT, "", len(CONTENT), "")
    assert next(files, None) is None


def test_how_far_it_is_in_the_packed_file_is_told(packed: Callable[[bytes], Path]) -> None:
    stream = open_source(packed(ONE)).stream()
    assert isinstance(stream, Measured)
    told, buffer = [stream.share], memoryview(bytearray(500_000))
    while stream.readinto(buffer):
        told.append(stream.share)
    stream.close()
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(share for share in told if share is not None)


def halfway_anew(told: Callable[[Bzip2], None]) -> Bzip2:
    """Its blocks come to an end in the middle, and `told` hears of it while it begins once more."""
    wrong = bytearray(ONE)
    wrong[len(ONE) // 2] ^= 1
    files = iter((Broken(bytes(wrong), whole=True), Broken(ONE, whole=True, told=lambda: told(it))))
    it = Bzip2(lambda: next(files), len(ONE))
    return it


def test_what_is_unpacked_once_more_does_not_count_again() -> None:
    told: list[float | None] = []
    stream = halfway_anew(lambda it: told.append(it.share))
    buffer = memoryview(bytearray(10_000))
    while stream.readinto(buffer):
        told.append(stream.share)
    stream.close()
    assert stream._in_order is not None
    assert told[-1] == 1.0
    assert told == sorted(share for share in told if share is not None)


def test_it_is_seen_at_work_while_it_passes_over_what_was_handed_on() -> None:
    moved: list[int] = []
    stream = halfway_anew(lambda it: moved.append(it.moved))
    assert outcome(stream)[0] == CONTENT
    assert len(set(moved)) == len(moved) > 5


class Broken:
    """A file that can be read up to a place only, unless that is all of it."""

    def __init__(
        self, data: bytes, *, whole: bool = False, told: Callable[[], None] = lambda: None
    ) -> None:
        self._rest, self._whole, self.closed = memoryview(data), whole, False
        self._told = told

    def readinto(self, buffer: memoryview, /) -> int:
        self._told()
        if not self._rest and not self._whole:
            raise ImageUnreadable("a.bz2", 5, "no")
        count = min(len(buffer), len(self._rest), 50_000)
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def close(self) -> None:
        self.closed = True


def test_a_file_that_can_not_be_read_says_so_behind_what_was_good() -> None:
    stream = Bzip2(lambda: Broken(ONE[:-50_000]), len(ONE))
    buffer = memoryview(bytearray(100_000))
    assert stream.readinto(buffer) == len(buffer)
    with pytest.raises(ImageUnreadable):
        outcome(stream)


def test_a_file_that_was_cut_off_has_changed(packed: Callable[[bytes], Path]) -> None:
    source = open_source(packed(ONE))
    os.truncate(source.path, len(ONE) // 2)
    with pytest.raises(ImageChanged, match="changed"):
        outcome(source.stream())


def test_looking_into_it_unpacks_nothing_ahead(packed: Callable[[bytes], Path]) -> None:
    before = threading.active_count()
    source = open_source(packed(ONE))
    assert source.look().read_at(0, 1000) == CONTENT[:1000]
    assert threading.active_count() == before


def test_closing_ends_all_threads_and_closes_the_file() -> None:
    before, file = threading.active_count(), Broken(ONE)
    stream = Bzip2(lambda: file, len(ONE))
    assert stream.readinto(memoryview(bytearray(1000))) == 1000
    stream.close()
    deadline = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before
    assert file.closed


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (bz2.compress(bytes(3 << 20)) + bz2.compress(b"a") * 5000, False),
        (bz2.compress(b"q" * 600) * 20_000, False),
        (bz2.compress(b"a") * 2000 + bz2.compress(bytes(3 << 20)), True),
    ],
    ids=["behind much", "little each", "not too many"],
)
def test_blocks_that_hold_next_to_nothing_are_counted_as_in_order(
    packed: Callable[[bytes], Path], data: bytes, *, whole: bool
) -> None:
    source = open_source(packed(data))
    found = outcome(source.stream())
    assert found == in_order(source.path)
    assert (found[0] == bz2.decompress(data)) is whole
