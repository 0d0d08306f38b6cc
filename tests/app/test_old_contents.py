"""The file with old contents: whole, or nothing of it counts; torn at its end is whole."""

import fcntl
import json
import os
import resource
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st
from support_images import image_bytes

from app.drives.told import Told
from app.errors import NothingKept
from app.old_contents import (
    LARGEST,
    MAGIC,
    MOST_STATES,
    PIECE,
    Grain,
    OldContents,
    Writer,
    digests_of,
    read,
)

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
    assert (old.probed, old.marks) == (False, frozenset())
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


def test_of_a_quick_probe_the_marks_are_known(tmp_path: Path) -> None:
    """A sector that it leaves as it is holds none, and in one that was never kept is none."""
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, 7, "", probe=True)
    becomes = memoryview(WAS[:512] + BECOMES[512:1024])
    writer.old(0, memoryview(WAS[:1024]), becomes, 512)
    writer.left(8192, memoryview(WAS[8192:8704]))
    writer.old(4096, memoryview(WAS[4096:4608]), memoryview(BECOMES[4096:4608]), 512)
    writer.close()
    old = read(path)
    expected = frozenset(digests_of(memoryview(BECOMES[512:1024] + BECOMES[4096:4608]), 512))
    assert (old.probed, old.marks) == (True, expected)
    assert "marks" not in repr(old)  # there are thousands of them


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


def test_every_byte_of_what_is_told_of_a_piece_counts(tmp_path: Path) -> None:
    """Its place, its length, and the digests of what may stand there."""
    path = tmp_path / "1.old"
    filled(path)
    content = path.read_bytes()
    start = content.index(b"old ", len(MAGIC))
    for at in range(start, start + 40 + 4 * 8):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(NothingKept):
            read(path)


@pytest.mark.parametrize(
    ("offset", "counts"),
    [
        (0, False),
        (4096, False),
        (8192 - 512, False),
        (8192, True),
        (65536 - 4096, True),
        (65536 - 2048, False),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_was_left_alone_counts_until_it_is_written(
    tmp_path: Path, offset: int, counts: bool, first: bool
) -> None:
    """Also where only a part of it was."""
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, 7, "")
    was = memoryview(image_bytes(4096, "left"))
    if first:
        writer.left(offset, was)
    writer.old(0, memoryview(bytes(8192)), memoryview(bytes(8192)), 4096)
    writer.old(65536, memoryview(bytes(512)), memoryview(bytes(512)), 4096)
    if not first:
        writer.left(offset, was)
    writer.close()
    own = Grain(offset, 4096, frozenset(digests_of(was, 4096)))
    assert (own in read(path).grains) is counts
    assert len(read(path).grains) == 3 + counts


def test_records_of_another_kind_are_not_understood(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path)
    with path.open("ab") as file:
        file.write(record(512, kind=b"more"))
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
        patch.setattr("app.old_contents.records.SMALLEST_GRAIN", 1)
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


def record(grain: int, length: int = 4096, kind: bytes = b"new ") -> bytes:
    """That the first bytes may become this as well."""
    digests = bytes(8) * -(-length // grain)
    fields = struct.pack("<4sIQQ", kind, grain, 0, length)
    whole = xxhash.xxh3_128_digest(fields + bytes(16) + digests)
    return fields + whole + digests


ABOUT = {"drive": DRIVE.to_json(), "diskseq": 7, "start": "this start"}


def with_about(path: Path, text: str) -> None:
    """A file that is whole, but for what it says of its drive."""
    filled(path)
    content, start = path.read_bytes(), len(MAGIC) + 4
    (length,) = struct.unpack_from("<I", content, len(MAGIC))
    told = text.encode()
    path.write_bytes(MAGIC + struct.pack("<I", len(told)) + told + content[start + length :])


@pytest.mark.parametrize("diskseq", [7, None])
def test_what_it_says_of_its_drive(tmp_path: Path, diskseq: int | None) -> None:
    path = tmp_path / "1.old"
    with_about(path, json.dumps(ABOUT | {"diskseq": diskseq}))
    old = read(path)
    assert (old.drive, old.diskseq, old.start) == (DRIVE, diskseq, "this start")
    assert old.path == path
    assert not old.probed
    assert "Grain" not in repr(old)  # there are ten thousands of them


@pytest.mark.parametrize("said", [False, None, 1, "yes"])
def test_what_does_not_surely_come_from_a_quick_probe_has_no_marks(
    tmp_path: Path, said: object
) -> None:
    path = tmp_path / "1.old"
    with_about(path, json.dumps(ABOUT | {"probe": said}))
    old = read(path)
    assert (old.probed, old.marks) == (False, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "{}",
        "[" * 4000,
        json.dumps(ABOUT | {"drive": {}}),
        json.dumps(ABOUT | {"drive": 7}),
        json.dumps(ABOUT | {"diskseq": "x"}),
        json.dumps(ABOUT | {"diskseq": float("inf")}),
        json.dumps(ABOUT | {"diskseq": []}),
        "\udcff",
    ],
)
def test_another_s_words_are_no_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "1.old"
    with_about(path, text.encode("utf-8", "replace").decode())
    with pytest.raises(NothingKept, match=r"^Nothing is kept of what was on the drive\.$"):
        read(path)


@pytest.mark.parametrize(("length", "read_on"), [(4096, True), (4097, False)])
def test_a_few_words_are_enough(tmp_path: Path, length: int, read_on: bool) -> None:
    path = tmp_path / "1.old"
    with_about(path, json.dumps(ABOUT).ljust(length))
    with kept_or_not(read_on):
        assert len(read(path).pieces) == 3


@contextmanager
def kept_or_not(kept: bool) -> Iterator[None]:
    if kept:
        yield
    else:
        with pytest.raises(NothingKept):
            yield


@pytest.mark.parametrize(
    ("grain", "length", "good"),
    [
        (512, 512, True),
        (512, 1, True),
        (512, 0, False),
        (4 << 20, 4 << 20, True),
        ((4 << 20) + 512, 4 << 20, False),
        (4 << 20, (4 << 20) + 1, False),
    ],
)
def test_how_large_a_record_may_be(tmp_path: Path, grain: int, length: int, good: bool) -> None:
    path = tmp_path / "1.old"
    filled(path)
    with path.open("ab") as file:
        file.write(record(grain, length))
    with kept_or_not(good):
        assert read(path).grains


def test_the_last_grain_may_be_shorter(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, 7, "")
    writer.old(0, memoryview(WAS[:5000]), memoryview(BECOMES[:5000]), 4096)
    writer.close()
    old = read(path)
    assert [(grain.offset, grain.length) for grain in old.grains] == [(0, 4096), (4096, 904)]
    for grain in old.grains:
        place = slice(grain.offset, grain.offset + grain.length)
        expected = {xxhash.xxh3_64_intdigest(each[place]) for each in (WAS, BECOMES)}
        assert grain.digests == expected
    assert old.bytes_of(old.pieces[0]) == WAS[:5000]


def test_pieces_come_in_the_order_of_the_drive(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, 7, "")
    for offset in (0, 1 << 20, 32768):
        writer.old(offset, memoryview(WAS), memoryview(BECOMES), 4096)
    writer.close()
    old = read(path)
    assert [piece.offset for piece in old.pieces] == [0, 32768, 1 << 20]
    assert [grain.offset for grain in old.grains][4:8] == [32768, 36864, 40960, 45056]


@pytest.mark.parametrize("offsets", [(0, 32768, 16384), (0, 32768, 16384 + 512)])
def test_no_place_was_kept_twice(tmp_path: Path, offsets: tuple[int, ...]) -> None:
    """Side by side is apart."""
    path = tmp_path / "1.old"
    writer = Writer(path, DRIVE, 7, "")
    for offset in offsets:
        writer.old(offset, memoryview(WAS), memoryview(BECOMES), 4096)
    writer.close()
    with kept_or_not(offsets[-1] == 16384):
        assert len(read(path).pieces) == 3


def test_a_file_that_is_too_large_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path)
    os.truncate(path, LARGEST + 1)
    with pytest.raises(NothingKept):
        read(path)


class TestWriting:
    def test_every_folder_above_it_is_made(self, tmp_path: Path) -> None:
        Writer(tmp_path / "some" / "where" / "1.old", DRIVE, 7, "").close()
        Writer(tmp_path / "some" / "where" / "2.old", DRIVE, 7, "").close()

    def test_a_disk_that_is_full_leaves_nothing(self, tmp_path: Path) -> None:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
        try:
            with pytest.raises(OSError, match="File too large"):
                Writer(tmp_path / "1.old", DRIVE, 7, "")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert list(tmp_path.iterdir()) == []

    def test_what_cannot_be_taken_away_is_empty_at_least(self, tmp_path: Path) -> None:
        """Its folder has another name by now."""
        path = tmp_path / "jobs" / "1.old"
        path.parent.mkdir()
        writer = Writer(path, DRIVE, 7, "")
        writer.old(0, memoryview(WAS), memoryview(BECOMES), 4096)
        path.parent.rename(tmp_path / "others")
        with pytest.raises(FileNotFoundError):
            writer.discard()
        assert (tmp_path / "others" / "1.old").stat().st_size == 0

    def test_thrown_away_twice(self, tmp_path: Path) -> None:
        writer = Writer(tmp_path / "1.old", DRIVE, 7, "")
        writer.discard()
        writer.discard()
        writer.close()
        assert list(tmp_path.iterdir()) == []

    def test_closed_it_takes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "1.old"
        writer = Writer(path, DRIVE, 7, "")
        length = path.stat().st_size
        writer.close()
        writer.close()
        with pytest.raises(OSError, match="Bad file descriptor"):
            writer.old(0, memoryview(WAS), memoryview(BECOMES), 4096)
        assert path.stat().st_size == length

    def test_an_error_of_closing_is_told_once(self, tmp_path: Path) -> None:
        """Then the descriptor is somebody else's, perhaps."""
        writer = Writer(tmp_path / "1.old", DRIVE, 7, "")
        os.close(writer._fd)
        with pytest.raises(OSError, match="Bad file descriptor"):
            writer.close()
        writer.close()

    def test_in_a_program_without_standard_streams(self, tmp_path: Path) -> None:
        """The first file that it opens is number 0."""
        path, standard = tmp_path / "1.old", os.dup(0)
        os.close(0)
        try:
            writer = Writer(path, DRIVE, 7, "")
            assert os.path.samestat(os.fstat(0), path.stat())
            writer.old(0, memoryview(WAS), memoryview(BECOMES), 4096)
            writer.sync()
            assert len(read(path).pieces) == 1
            path.rename(tmp_path / "2.old")
            writer.discard()
            with pytest.raises(OSError, match="Bad file descriptor"):
                os.fstat(0)
            assert (tmp_path / "2.old").stat().st_size == 0
        finally:
            os.dup2(standard, 0)
            os.close(standard)

    def test_a_power_cut_takes_neither_its_name_nor_its_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced, really = list[tuple[str, bool]](), os.fsync
        path = tmp_path / "1.old"

        def listen(fd: int) -> None:
            synced.append((str(Path(f"/proc/self/fd/{fd}").readlink()), path.exists()))
            really(fd)

        monkeypatch.setattr(os, "fsync", listen)
        monkeypatch.setattr(os, "fdatasync", listen)
        writer = Writer(path, DRIVE, 7, "")
        assert synced == [(str(path), True), (str(tmp_path), True)]
        writer.discard()
        assert synced[2:] == [(str(tmp_path), False)]

    def test_what_is_on_its_disk_need_not_stay_in_memory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told, to_disk, advise = list[object](), os.fdatasync, os.posix_fadvise

        def synced(fd: int) -> None:
            to_disk(fd)
            told.append("on its disk")

        def advised(fd: int, offset: int, length: int, advice: int) -> None:
            advise(fd, offset, length, advice)
            told.append((offset, length, advice))

        writer = Writer(tmp_path / "1.old", DRIVE, 7, "")
        monkeypatch.setattr(os, "fdatasync", synced)
        monkeypatch.setattr(os, "posix_fadvise", advised)
        writer.sync()
        writer.close()
        assert told == ["on its disk", (0, 0, os.POSIX_FADV_DONTNEED)]  # 0: up to its end

    def test_no_descriptor_is_left(self, tmp_path: Path) -> None:
        before = len(list(Path("/proc/self/fd").iterdir()))
        filled(tmp_path / "1.old")
        Writer(tmp_path / "2.old", DRIVE, 7, "").discard()
        read(tmp_path / "1.old")
        assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_held_nobody_who_tidies_up_takes_it_away(tmp_path: Path) -> None:
    path = tmp_path / "1.old"
    filled(path)
    old = read(path)
    with path.open("rb") as other:
        with old.held():
            with pytest.raises(BlockingIOError):
                fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)  # several may hold it
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    path.unlink()
    with pytest.raises(FileNotFoundError), old.held():
        pass
    path.symlink_to("2.old")
    filled(tmp_path / "2.old")
    with pytest.raises(OSError, match="symbolic links"), old.held():
        pass


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
    os.mkfifo(tmp_path / "1.old")
    (tmp_path / "2.old").mkdir()
    (tmp_path / "3.old").symlink_to("/dev/zero")
    filled(tmp_path / "whole")
    (tmp_path / "4.old").symlink_to("whole")  # nor is a link, wherever it leads
    for name in ("1.old", "2.old", "3.old", "4.old", "5.old"):
        with pytest.raises(NothingKept):
            read(tmp_path / name)
