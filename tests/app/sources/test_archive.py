"""Archives, honest and not. The contract of the format is in test_sources."""

from dataclasses import replace
from pathlib import Path

import pytest
from packing import PACK, InMemory, ZipFile, image, read_all, xz, zip_of

from app.errors import ManyImages, PackedDamaged, UnsupportedImage
from app.formats.binary import Window
from app.sources import open_source
from app.sources.archive import ZipMember, open_zip
from app.sources.layer import DamagedLayer
from app.sources.lookup import REACH

IMAGE = image(100_000)
DISK = ZipFile("disk.img", IMAGE)
README = ZipFile("README.txt", b"Write the image to a stick.\n" * 1000)


def opened(*files: ZipFile, member: str | None = None) -> ZipMember:
    layer = open_zip(InMemory(zip_of(files)), member)
    assert isinstance(layer, ZipMember)
    return layer


@pytest.mark.parametrize("method", [0, 8, 12, 93, 95])
def test_every_method_that_is_unpacked(method: int) -> None:
    layer = opened(replace(DISK, method=method))
    assert layer.size == len(IMAGE)
    assert read_all(layer.stream()) == IMAGE
    assert read_all(layer.stream(70_000)) == IMAGE[70_000:]
    assert layer.look().read_at(90_000, 10) == IMAGE[90_000:90_010]


@pytest.mark.parametrize("method", [0, 8, 12, 93, 95])
def test_a_wrong_checksum_is_damage(method: int) -> None:
    with pytest.raises(PackedDamaged, match="zip: its checksum is wrong"):
        read_all(opened(replace(DISK, method=method, crc=5)).stream())


@pytest.mark.parametrize("method", [8, 12, 93, 95])
@pytest.mark.parametrize("length", [99_999, 100_001])
def test_a_wrong_length_is_damage(method: int, length: int) -> None:
    with pytest.raises(PackedDamaged):
        read_all(opened(replace(DISK, method=method, length=length)).stream())


def test_a_stored_member_is_looked_into_directly() -> None:
    layer = opened(replace(DISK, method=0))
    assert layer.direct
    assert isinstance(layer.look(), Window)


@pytest.mark.parametrize("name", ["gzip", "xz", "zstd"])
@pytest.mark.parametrize("member", [None, "disk.img"])
def test_a_packed_one_whose_directory_is_out_of_reach_is_neither_damaged_nor_an_image(
    tmp_path: Path, name: str, member: str | None
) -> None:
    path = tmp_path / "disk.zip.packed"
    path.write_bytes(PACK[name](zip_of([replace(DISK, data=IMAGE + bytes(REACH), method=0)])))
    with pytest.raises(UnsupportedImage, match="lies too far inside this archive"):
        open_source(path, member)


def test_a_large_member_has_its_sizes_elsewhere() -> None:
    assert read_all(opened(replace(DISK, zip64=True)).stream()) == IMAGE


@pytest.mark.parametrize(
    ("lie", "what"),
    [
        (replace(DISK, local_name="other.img"), "name"),
        (replace(DISK, local_crc=77), "checksum"),
    ],
    ids=["name", "checksum"],
)
@pytest.mark.parametrize("method", [0, 8])
def test_two_directories_that_differ_are_damage(lie: ZipFile, what: str, method: int) -> None:
    layer = opened(replace(lie, method=method))
    with pytest.raises(PackedDamaged, match=f"differ in the {what}"):
        layer.stream()
    look = layer.look()
    with pytest.raises(PackedDamaged, match=f"differ in the {what}"):
        look.read_at(0, 10)


def test_the_directory_is_told_apart_from_its_damage() -> None:
    packed = zip_of([DISK])
    layer = open_zip(InMemory(packed[:-1]))
    assert isinstance(layer, DamagedLayer)
    with pytest.raises(PackedDamaged, match="the end of the archive is missing"):
        layer.stream()
    layer = open_zip(InMemory(packed.replace(b"PK\1\2", b"PK\1\3")))
    assert isinstance(layer, DamagedLayer)


def test_a_password_and_an_unknown_method_are_said() -> None:
    for name in (None, "disk.img"):
        with pytest.raises(UnsupportedImage, match="protected with a password"):
            opened(README, replace(DISK, flags=1), member=name)
        with pytest.raises(UnsupportedImage, match="zip method 9"):
            opened(README, replace(DISK, method=9), member=name)


def test_one_image_beside_a_text_is_the_image() -> None:
    assert opened(README, DISK, ZipFile("folder/", b"")).member == "disk.img"


def test_no_image() -> None:
    for files in ((), (README,), (ZipFile("folder/", b""),), (ZipFile("small.img", b"\1\2"),)):
        with pytest.raises(UnsupportedImage, match="There is no image in this archive"):
            opened(*files)


def test_two_images_are_two_even_if_one_begins_with_nothing() -> None:
    with pytest.raises(ManyImages) as caught:
        opened(DISK, README, ZipFile("data.img", bytes(51_200)))
    assert caught.value.names == ("disk.img", "data.img")
    assert caught.value.sizes == (len(DISK.data), 51_200)
    assert caught.value.hint == "Choose one: disk.img, data.img."


def test_content_comes_before_the_name() -> None:
    assert opened(ZipFile("disk", IMAGE), ZipFile("notes.img", README.data)).member == "disk"


def test_the_name_decides_where_content_does_not() -> None:
    blank = ZipFile("a.bin", bytes(51_200))
    packed = ZipFile("B.IMG.XZ", xz(bytes(9_999)))
    assert opened(blank, packed).member == "B.IMG.XZ"
    with pytest.raises(ManyImages):
        opened(blank, replace(blank, name="b.bin"))


@pytest.mark.parametrize("start", [b"MZ", b"\x7fELF", b"%PDF", b"\0\5\x16\7"])
def test_programs_and_documents_are_no_images(start: bytes) -> None:
    other = ZipFile("other", start + IMAGE[len(start) :])
    assert opened(other, DISK).member == "disk.img"


def test_a_hundred_files_are_not_all_looked_into() -> None:
    files = [ZipFile(f"{number}.dat", bytes(1024 + number)) for number in range(100)]
    assert opened(*files, ZipFile("tiny.iso", IMAGE[:1000])).member == "tiny.iso"


def test_two_files_of_one_name_cannot_be_told_apart() -> None:
    with pytest.raises(UnsupportedImage, match="2 files of the same name"):
        opened(DISK, DISK, member="disk.img")


def test_a_member_of_no_bytes() -> None:
    for method in (0, 8):
        empty = ZipFile("empty", b"", method=method)
        assert read_all(opened(empty, DISK, member="empty").stream()) == b""
