"""The file with old contents: whole, or nothing of it counts; torn at its end is whole."""

import struct
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st
from support_images import image_bytes

from app.drives.told import Told
from app.errors import NothingKept
from app.old_contents import MAGIC, MOST_STATES, PIECE, OldContents, Writer, read

DRIVE = Told("SanDisk", "Ultra", "4C53", 1 << 24, 0)
WAS = image_bytes(16384, "was")
BECOMES = image_bytes(16384, "becomes")


def filled(path: Path, pieces: int = 3) -> None:
    writer = Writer(path, DRIVE, 7, "this start")
    for number in range(pieces):
        writer.old(number * 16384, memoryview(WAS), memoryview(BECOMES), 4096)
    writer.close()


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "jobs" / "1.old"
    filled(path)
    old = read(path)
    assert (old.drive, old.diskseq, old.start) == (DRIVE, 7, "this start")
    assert [(piece.offset, piece.length) for piece in old.pieces] == [
        (0, 16384),
        (16384, 16384),
        (32768, 16384),
    ]
    assert all(old.bytes_of(piece) == WAS for piece in old.pieces)
    assert old.size == 3 * 16384
    assert [grain.offset for grain in old.grains] == list(range(0, 3 * 16384, 4096))
    assert all(len(grain.digests) == 2 for grain in old.grains)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_place_may_hold_several_things(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, None, "")
    writer.old(0, memoryview(WAS), memoryview(bytes(16384)), 512)
    writer.new(0, memoryview(BECOMES), 512)
    writer.close()
    old = read(path)
    assert len(old.pieces) == 1
    assert all(len(grain.digests) == 3 for grain in old.grains)


def test_torn_at_any_byte_of_its_last_record_it_is_whole_without_it(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path, 2)
    second = len(path.read_bytes())
    filled_again = tmp_path / "2.old"
    filled(filled_again, 3)
    whole = filled_again.read_bytes()
    for end in range(second, len(whole), 997):
        path.write_bytes(whole[:end])
        assert len(read(path).pieces) == 2
        path.write_bytes(whole[:end] + bytes(len(whole) - end))  # it grew before it was filled
        assert len(read(path).pieces) == 2


@pytest.mark.parametrize("at", [0, 17, 300, 500, 4000, 17000])
def test_damage_in_the_middle_makes_it_worthless(tmp_path: Path, at: int) -> None:
    path = tmp_path / "1.old"
    filled(path)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(NothingKept):
        read(path)


def test_one_place_kept_twice_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, None, "")
    writer.old(0, memoryview(WAS), memoryview(BECOMES), 4096)
    writer.old(8192, memoryview(WAS), memoryview(BECOMES), 4096)
    writer.close()
    with pytest.raises(NothingKept):
        read(path)


def test_what_was_changed_since_it_was_looked_at_does_not_come_out(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path)
    old = read(path)
    with path.open("r+b") as file:
        file.seek(old.pieces[1].place + 5)
        file.write(b"other")
    assert old.bytes_of(old.pieces[0]) == WAS
    with pytest.raises(ValueError, match=r"1\.old"):
        old.bytes_of(old.pieces[1])
    path.rename(tmp_path / "2.old")
    path.symlink_to("2.old")
    with pytest.raises(OSError, match="symbolic links"):
        old.bytes_of(old.pieces[0])


def test_without_the_head_it_is_of_no_use(tmp_path: Path) -> None:
    """The power went before anything was kept."""
    path = tmp_path / "1.old"
    filled(path, 0)
    with pytest.raises(NothingKept):
        read(path)


@pytest.mark.parametrize("grain", [1, 511, 513, 1000])
def test_grains_are_of_whole_sectors(tmp_path: Path, grain: int) -> None:
    path = tmp_path / "1.old"
    filled(path)
    writer = path.open("ab")
    with writer, pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.old_contents.SMALLEST_GRAIN", 1)
        writer.write(record(grain))
        writer.flush()
        assert len(read(path).pieces) == 3
    with pytest.raises(NothingKept):
        read(path)


def test_a_file_of_digests_alone_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path)
    with path.open("ab") as file:
        for _ in range(MOST_STATES // (PIECE // 512) + 1):
            file.write(record(512, PIECE))
    with pytest.raises(NothingKept):
        read(path)


def record(grain: int, length: int = 4096) -> bytes:
    """That the first bytes may become this as well."""
    digests = bytes(8) * -(-length // grain)
    fields = struct.pack("<4sIQQ", b"new ", grain, 0, length)
    whole = xxhash.xxh3_128_digest(fields + bytes(16) + digests)
    return fields + whole + digests


def test_who_is_late_meets_an_error_that_is_expected(tmp_path: Path) -> None:
    """One of two threads gave up, and the other has not heard of it."""
    writer = Writer(tmp_path / "1.old", DRIVE, 7, "")
    writer.discard()
    with pytest.raises(OSError, match="Bad file descriptor"):
        writer.sync()
    with pytest.raises(OSError, match="Bad file descriptor"):
        writer.new(0, memoryview(BECOMES), 4096)


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        Writer(path, DRIVE, None, "")
    assert not (tmp_path / "elsewhere").exists()


@given(st.binary(max_size=300), st.booleans())
def test_whatever_stands_in_it_nothing_else_comes_out(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, magic: bool
) -> None:
    path = tmp_path_factory.mktemp("old") / "1.old"
    path.write_bytes((MAGIC if magic else b"") + content)
    try:
        found = read(path)
    except NothingKept:
        return
    assert isinstance(found, OldContents)


def test_what_is_no_plain_file_holds_nobody_up(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "1.old")
    (tmp_path / "2.old").mkdir()
    (tmp_path / "3.old").symlink_to("/dev/zero")
    for name in ("1.old", "2.old", "3.old", "4.old"):
        with pytest.raises(NothingKept):
            read(tmp_path / name)
