"""What is held back of a packed stream until its end is known."""

from random import Random

import pytest
from packing import InMemory, MemoryStream, read_all
from support_tar import tar_of
from support_virtual_disk import vhd

from app.errors import PackedDamaged, UnsupportedImage
from app.sources.source import Shortened
from app.sources.tar import open_tar
from app.sources.trailer import Ended

DATA = Random(7).randbytes(3000)
IMAGE = DATA[:2560]


@pytest.mark.parametrize("damage", [0, 1, 511, 512, 513, 1024, 1025, 2488, 2489, 2999, 3000])
@pytest.mark.parametrize("length", [1, 100, 512, 513, 1000, 5000])
def test_all_that_is_in_front_of_a_damage_comes_before_it(damage: int, length: int) -> None:
    stream = Ended(MemoryStream(DATA, damage=damage), 0, None)
    assert until_damage(stream, length) == (DATA[:damage], damage)
    with pytest.raises(PackedDamaged, match="a test says so"):
        stream.readinto(memoryview(bytearray(length)))


def test_a_damage_behind_the_last_byte_comes_with_that() -> None:
    """Who knows the length does not ask again."""
    data = tar_of(("disk.img", IMAGE), ("end.txt", DATA))
    layer = open_tar(InMemory(data, direct=False, damage=len(data) - 512))
    assert layer.size == len(IMAGE) == 2 * 1024 + 512
    stream = Ended(layer.stream(), 0, layer.size)
    for _ in range(2):
        assert stream.readinto(memoryview(bytearray(1024))) == 1024
    buffer = memoryview(bytearray(512))
    with pytest.raises(PackedDamaged) as caught:
        stream.readinto(buffer)
    assert (caught.value.offset, bytes(buffer)) == (len(IMAGE), IMAGE[2048:])


def until_damage(stream: Ended, length: int) -> tuple[bytes, int]:
    """What came, and where it is told to be damaged."""
    buffer, found = memoryview(bytearray(length)), bytearray()
    try:
        while count := stream.readinto(buffer):
            found += buffer[:count]
    except PackedDamaged as error:
        return bytes(found + buffer[: error.offset - len(found)]), error.offset
    return bytes(found), -1


@pytest.mark.parametrize("length", [1, 100, 512, 513, 1000, 2560, 3072, 5000])
def test_the_footer_is_kept_beside_the_disk(length: int) -> None:
    whole = vhd(IMAGE, kind=2)
    stream = Ended(MemoryStream(whole), 0, None)
    assert isinstance(stream, Shortened)
    assert read_all(stream, length) == IMAGE
    assert stream.behind == whole[-512:]


def test_that_of_a_larger_disk_is_none() -> None:
    for size in (len(IMAGE) + 1, len(IMAGE) + 512):
        whole = vhd(IMAGE, kind=2, size=size)
        stream = Ended(MemoryStream(whole), 0, None)
        assert read_all(stream) == whole
        assert stream.behind == b""


@pytest.mark.parametrize("length", [0, 1, 511, 512, 513])
def test_what_is_short_comes_whole(length: int) -> None:
    assert read_all(Ended(MemoryStream(DATA[:length]), 0, None)) == DATA[:length]


def test_who_was_told_a_length_gets_nothing_less() -> None:
    whole = vhd(IMAGE, kind=2)
    with pytest.raises(UnsupportedImage, match="a VHD disk"):
        read_all(Ended(MemoryStream(whole), 0, len(whole)), len(whole))
    assert read_all(Ended(MemoryStream(DATA), 0, len(DATA))) == DATA
