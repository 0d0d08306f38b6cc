import io
import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import ZipFile, zip_of

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.zip import LocalHeader, Member, read_directory

FILES = [ZipFile("disk.img", b"an image " * 100), ZipFile("Größe.txt", b"text", method=0)]
ARCHIVE = zip_of(FILES)


def members(packed: bytes) -> tuple[Member, ...]:
    return read_directory(Memory(packed))


def test_the_builder_makes_what_the_standard_library_reads() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of([FILES[0], ZipFile("big", b"1", zip64=True)]))) as file:
        assert file.read("disk.img") == FILES[0].data
        assert file.read("big") == b"1"


def test_what_the_standard_library_makes() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.mkdir("folder")
        file.writestr("folder/Größe.img", b"image" * 1000)
        with file.open("large.img", "w", force_zip64=True) as large:
            large.write(b"large" * 1000)
        file.comment = b"a comment"
    folder, image, large_image = members(packed.getvalue())
    assert folder.is_folder
    assert not image.is_folder
    assert (image.name, image.length, image.method) == ("folder/Größe.img", 5000, 8)
    assert (large_image.name, large_image.length) == ("large.img", 5000)
    for member in (image, large_image):
        header = LocalHeader.read(Memory(packed.getvalue()), member.header_at)
        assert header.difference(member) == ""


def test_a_stream_that_told_its_sizes_afterwards() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *_: int) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("disk.img", b"image" * 1000)
    (member,) = members(pipe.getvalue())
    header = LocalHeader.read(Memory(pipe.getvalue()), member.header_at)
    assert (header.length, member.length) == (0, 5000)
    assert header.difference(member) == ""
    # macOS knows the size beforehand and says it, but not the rest.
    assert replace(header, length=5000).difference(member) == ""
    assert replace(header, length=5001).difference(member) == "size"


def test_names_sizes_and_places() -> None:
    disk, text = members(ARCHIVE)
    assert (disk.name, disk.length, disk.header_at) == ("disk.img", 900, 0)
    assert text.raw_name == "Größe.txt".encode()
    assert (text.length, text.packed_length, text.method) == (4, 4, 0)
    header = LocalHeader.read(Memory(ARCHIVE), text.header_at)
    assert ARCHIVE[header.data_at :][:4] == b"text"


def test_an_archive_may_end_in_a_comment_and_zeros() -> None:
    comment = b"PK\5\6, says the comment"
    assert len(members(zip_of(FILES) + bytes(600))) == 2
    with pytest.raises(CorruptImage):  # which of the two ends is meant cannot be known
        members(zip_of(FILES, comment=comment))
    assert len(members(zip_of(FILES, comment=b"a comment"))) == 2


def test_other_data_behind_the_end() -> None:
    with pytest.raises(CorruptImage, match="other data follows"):
        members(ARCHIVE + b"more")


@pytest.mark.parametrize("cut", [1, 22, 30, 200])
def test_an_archive_cut_off(cut: int) -> None:
    with pytest.raises(CorruptImage):
        members(ARCHIVE[:-cut])


def test_one_of_several_parts() -> None:
    with pytest.raises(CorruptImage, match="one of several parts"):
        members(ARCHIVE[:-18] + b"\1\0" + ARCHIVE[-16:])


def test_more_members_than_an_image_needs() -> None:
    with pytest.raises(BudgetSpent):
        members(ARCHIVE[:-14] + b"\xff\xff\xff\xff" + ARCHIVE[-10:])


@pytest.mark.parametrize(
    ("at", "what"), [(30, "name"), (8, "method"), (6, "encryption"), (14, "checksum"), (22, "size")]
)
def test_what_the_header_says_otherwise_is_named(at: int, what: str) -> None:
    changed = bytearray(ARCHIVE)
    changed[at] ^= 1
    (disk, _) = members(bytes(changed))
    assert LocalHeader.read(Memory(bytes(changed)), disk.header_at).difference(disk) == what


def test_what_is_encrypted() -> None:
    (member,) = members(zip_of([ZipFile("secret.img", b"", flags=1)]))
    assert member.encrypted


@given(st.binary(max_size=100), st.integers(0, len(ARCHIVE)), st.booleans())
def test_garbage_is_corrupt_and_never_a_crash(garbage: bytes, at: int, insert: bool) -> None:
    packed = ARCHIVE[:at] + garbage + ARCHIVE[at if insert else at + len(garbage) :]
    with suppress(CorruptImage, BudgetSpent):
        for member in members(packed):
            LocalHeader.read(Memory(packed), member.header_at).difference(member)
