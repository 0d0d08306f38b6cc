"""7z archives, honest and not. Those of 7-Zip itself are in test_archives_of_other_programs."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import InMemory, image, read_all
from support_seven_zip import (
    BZIP2,
    COPY,
    EVERY,
    LZMA,
    LZMA2,
    Packing,
    Run,
    number,
    seven_zip,
    with_directory,
)

from app.errors import AppError, ManyImages, PackedDamaged, Stopped, UnsupportedImage
from app.formats.binary import Window
from app.sources.layer import DamagedLayer
from app.sources.patience import Patience
from app.sources.seven_zip import SevenZipMember, open_seven_zip

IMAGE = image(200_000 // 512 * 512)
TEXT = b"Write the image to a stick.\n" * 1000
DISK = Run((("disk.img", IMAGE),))


def opened(data: bytes, member: str | None = None) -> SevenZipMember:
    layer = open_seven_zip(InMemory(data), member)
    assert isinstance(layer, SevenZipMember)
    return layer


def damage_of(data: bytes) -> str:
    layer = open_seven_zip(InMemory(data))
    assert isinstance(layer, DamagedLayer)
    with pytest.raises(PackedDamaged) as caught:
        layer.stream()
    return caught.value.why


@pytest.mark.parametrize("packing", EVERY, ids=lambda each: each.number)
def test_every_method(packing: Packing) -> None:
    layer = opened(seven_zip([replace(DISK, packing=packing)], empty=["folder"]))
    assert (layer.member, layer.size) == ("disk.img", len(IMAGE))
    assert read_all(layer.stream()) == IMAGE
    assert read_all(layer.stream(70_000)) == IMAGE[70_000:]
    assert layer.look().read_at(90_000, 10) == IMAGE[90_000:90_010]


@pytest.mark.parametrize("packing", EVERY, ids=lambda each: each.number)
def test_files_that_were_packed_as_one(packing: Packing) -> None:
    run = Run((("a.txt", TEXT), ("disk.img", IMAGE), ("b.txt", TEXT)), packing)
    layer = opened(seven_zip([run, Run((("c.txt", TEXT),), packing)]))
    assert read_all(layer.stream()) == IMAGE
    assert read_all(layer.stream(70_000)) == IMAGE[70_000:]
    assert layer.look().read_at(90_000, 10) == IMAGE[90_000:90_010]


@pytest.mark.parametrize("packing", EVERY, ids=lambda each: each.number)
@pytest.mark.parametrize("files", [DISK.files, (("a.txt", TEXT), *DISK.files)])
def test_a_wrong_checksum_is_damage(packing: Packing, files: tuple[tuple[str, bytes], ...]) -> None:
    with pytest.raises(PackedDamaged, match="7z: its checksum is wrong"):
        read_all(opened(seven_zip([Run(files, packing, crc=5)]), "disk.img").stream())


@pytest.mark.parametrize("packing", EVERY, ids=lambda each: each.number)
@pytest.mark.parametrize("length", [len(IMAGE) - 1, len(IMAGE) + 1])
def test_a_wrong_length_is_damage(packing: Packing, length: int) -> None:
    with pytest.raises(PackedDamaged):
        read_all(opened(seven_zip([replace(DISK, packing=packing, length=length)])).stream())


def test_what_was_copied_is_read_by_place() -> None:
    layer = opened(seven_zip([Run((("a.txt", TEXT), *DISK.files), COPY)]))
    assert layer.direct
    assert isinstance(layer.look(), Window)


@pytest.mark.parametrize("packing", [None, COPY, LZMA2, BZIP2])
def test_the_directory_is_packed_or_not(packing: Packing | None) -> None:
    assert read_all(opened(seven_zip([DISK], packed_directory=packing)).stream()) == IMAGE


def test_several_images_and_none() -> None:
    several = seven_zip([Run((("a.img", IMAGE), ("b.img", IMAGE[:-512])))])
    with pytest.raises(ManyImages) as caught:
        opened(several)
    assert caught.value.names == ("a.img", "b.img")
    assert read_all(opened(several, "b.img").stream()) == IMAGE[:-512]
    with pytest.raises(UnsupportedImage, match=r"There is no c\.img"):
        opened(several, "c.img")
    with pytest.raises(UnsupportedImage, match="There is no image"):
        opened(seven_zip([Run((("a.txt", TEXT),))]))
    with pytest.raises(UnsupportedImage, match="There is no image"):
        opened(with_directory(b"", b""))


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (replace(DISK, packing=Packing("030401", bytes(5))), "7z: PPMd"),
        (replace(DISK, packing=Packing("0a0b")), "7z: 0a0b"),
        (replace(DISK, others=(Packing("03030103"),)), r"7z: BCJ \+ 21"),
        (replace(DISK, packing=Packing("06f10701")), "protected with a password"),
        (replace(DISK, packing=LZMA, others=(Packing("06f10701"),)), "protected with a password"),
        (replace(DISK, packing=Packing("21", b"\x28")), "window of more than 128 MiB"),
        (replace(DISK, packing=Packing("030101", b"\x5d" + b"\xff" * 4)), "more than 128 MiB"),
        (replace(DISK, packing=Packing("030101", b"\x0d" + bytes(4))), "nobody else reads"),
        (replace(DISK, others=(COPY,) * 4), "more ways than an image needs"),
    ],
)
def test_what_is_not_unpacked_is_said(run: Run, says: str) -> None:
    with pytest.raises(UnsupportedImage, match=says):
        open_seven_zip(InMemory(seven_zip([run])))


def test_settings_that_are_none_are_damage() -> None:
    for settings in (b"\x29", b"\x08\x08"):
        data = seven_zip([replace(DISK, packing=Packing("21", settings))])
        assert damage_of(data) == settings.hex(" ")


def test_a_directory_that_is_damaged() -> None:
    data = seven_zip([DISK])
    assert "bytes are there" in damage_of(data[:-1])
    assert "checksum is wrong" in damage_of(data[:-1] + bytes([data[-1] ^ 1]))
    assert "where it is is damaged" in damage_of(data[:20] + b"\xff" + data[21:])
    assert "bytes are there" in damage_of(data[:20])
    assert "makes no sense" in damage_of(with_directory(b"", b"\2"))
    assert "makes no sense" in damage_of(with_directory(b"", b"\1\5" + number(1) + b"\0"))


def test_a_directory_that_is_too_long() -> None:
    many = number(60_000)
    nested = b"\x17\6\0\1\x09\1\0\7\x0b\1\0\1\1\0\x0c" + number(1 << 40) + b"\0\0"
    for directory in (b"\1\5" + many, b"\1\4\6\0" + many, nested):
        with pytest.raises(UnsupportedImage, match="too many files"):
            open_seven_zip(InMemory(with_directory(b"x", directory)))


def test_a_directory_that_holds_itself() -> None:
    again = b"\x17\6\0\1\x09" + number(30) + b"\0\7\x0b\1\0\1\1\0\x0c" + number(30) + b"\0\0"
    body = again.ljust(30, b"\0")
    with pytest.raises(UnsupportedImage, match="too many files"):
        open_seven_zip(InMemory(with_directory(body, again)))


def test_what_is_in_front_of_it_can_be_stopped() -> None:
    class Stopping(Patience):
        def hear(self) -> None:
            raise Stopped

    layer = opened(seven_zip([Run((("a.txt", 200 * TEXT), ("disk.img", IMAGE)))]))
    patience = Stopping()
    with pytest.raises(Stopped):
        layer.look_far(patience).read_at(0, 1)
    assert 0 < patience.unpacked < 100 * len(TEXT)
    patient = Patience()
    assert layer.look_far(patient).read_at(0, len(IMAGE)) == IMAGE
    assert patient.unpacked >= 200 * len(TEXT) + len(IMAGE)


def test_a_bomb_takes_little_memory() -> None:
    data = seven_zip([Run((("disk.img", bytes(64 << 20)),))])
    tracemalloc.start()
    try:
        stream, buffer = opened(data).stream(), memoryview(bytearray(1 << 20))
        assert sum(iter(lambda: stream.readinto(buffer), 0)) == 64 << 20
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


SMALL = seven_zip(
    [Run((("a.txt", TEXT[:100]), ("disk.img", IMAGE[:2048])), LZMA2)], packed_directory=None
)


@given(st.data())
def test_any_change_ends_in_an_image_or_an_error(data: st.DataObject) -> None:
    start = SMALL.index(b"\1\4\6")
    directory = bytearray(SMALL[start:])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(directory) - 1))
        directory[place] = data.draw(st.integers(0, 255))
    try:
        layer = open_seven_zip(InMemory(with_directory(SMALL[32:start], bytes(directory))))
        layer.look().read_at(0, 4096)
        read_all(layer.stream())
    except AppError:
        pass
