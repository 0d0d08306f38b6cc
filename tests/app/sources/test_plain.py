import mmap
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import loop_device, mounted, run

from app.errors import ImageChanged, ImageUnreadable
from app.sources.plain import FileReader, FileStream, PlainFile, read_some
from app.sources.source import FileIdentity

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "disk.img"
    file.write_bytes(CONTENT)
    return file


def layer(path: Path) -> PlainFile:
    return PlainFile(path, FileIdentity.of(path))


def test_a_stream_fills_the_buffer_and_is_short_at_the_end(path: Path) -> None:
    stream = layer(path).stream(100)
    buffer = memoryview(bytearray(6_000))
    assert stream.readinto(buffer) == 6_000
    assert bytes(buffer) == CONTENT[100:6_100]
    assert stream.readinto(buffer) == len(CONTENT) - 6_100
    assert bytes(buffer[: len(CONTENT) - 6_100]) == CONTENT[6_100:]
    assert stream.readinto(buffer) == 0
    stream.close()
    stream.close()


@pytest.mark.parametrize("start", [0, 512, 4096])
@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 10_000, 12_288])
def test_large_even_buffers_are_filled_past_the_page_cache_with_the_same(
    tmp_path: Path, start: int, size: int
) -> None:
    file = tmp_path / "disk.img"
    file.write_bytes((CONTENT * 2)[:size])
    stream = layer(file).stream(start)
    area = memoryview(mmap.mmap(-1, 8192))
    found = b""
    while count := stream.readinto(area):
        found += area[:count]
    assert found == (CONTENT * 2)[start:size]
    stream.close()


def test_past_the_page_cache_too_nothing_appended_counts_and_a_cut_is_told(path: Path) -> None:
    appended, cut = layer(path).stream(), layer(path).stream()
    area = memoryview(mmap.mmap(-1, 16_384))
    with path.open("ab") as file:
        file.write(b"more" * 1000)
    assert appended.readinto(area) == len(CONTENT)
    assert not any(area[len(CONTENT) + 4096 :])
    os.truncate(path, 4096)
    with pytest.raises(ImageChanged, match="it ends at 4,096 bytes"):
        cut.readinto(area)


def test_a_reader_reads_by_place(path: Path) -> None:
    look = layer(path).look()
    assert look.size == len(CONTENT)
    assert look.read_at(300, 20) == CONTENT[300:320]
    assert look.read_at(len(CONTENT) - 3, 20) == CONTENT[-3:]
    for offset, length in [(len(CONTENT), 1), (1 << 70, 1), (-1, 5), (5, -1)]:
        assert look.read_at(offset, length) == b""


def test_what_is_appended_is_not_part_of_the_image(path: Path) -> None:
    stream, look = layer(path).stream(), layer(path).look()
    with path.open("ab") as file:
        file.write(b"more")
    assert stream.readinto(memoryview(bytearray(20_000))) == len(CONTENT)
    assert look.read_at(len(CONTENT) - 2, 10) == CONTENT[-2:]


def test_a_file_cut_off_meanwhile_has_changed(path: Path) -> None:
    stream, look = layer(path).stream(), layer(path).look()
    assert stream.readinto(memoryview(bytearray(4_000))) == 4_000
    os.truncate(path, 5_000)
    with pytest.raises(ImageChanged, match="it ends at 5,000 bytes, it had 10,240"):
        stream.readinto(memoryview(bytearray(4_000)))
    with pytest.raises(ImageChanged, match="it ends at 5,000 bytes"):
        look.read_at(4_900, 200)


@pytest.mark.parametrize("opener", [FileStream, FileReader])
def test_another_file_in_its_place_is_not_opened(
    path: Path, opener: type[FileStream | FileReader]
) -> None:
    identity = FileIdentity.of(path)
    path.rename(path.with_name("old"))
    with pytest.raises(ImageUnreadable, match="No such file"):
        opener(path, identity)
    os.mkfifo(path)
    with pytest.raises(ImageChanged, match="another file has its place"):
        opener(path, identity)
    path.unlink()
    path.with_name("old").rename(path)
    os.utime(path, ns=(0, 0))
    with pytest.raises(ImageChanged, match="something wrote to it"):
        opener(path, identity)


def test_an_error_of_the_disk_is_told_with_its_place() -> None:
    """The kernel answers EIO, as a bad sector does, to who reads a page that is not there."""
    fd = os.open("/proc/self/mem", os.O_RDONLY)
    with pytest.raises(ImageUnreadable, match=r"can’t be read at byte 4,096: Input/output"):
        read_some(fd, "disk.img", memoryview(bytearray(16)), 4_096)
    os.close(fd)


def test_nothing_stays_open(path: Path) -> None:
    def count() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - Path.iterdir would hold one itself

    before = count()
    look, stream = layer(path).look(), layer(path).stream()
    assert before + 2 <= count() <= before + 3  # one more where the page cache can be passed by
    del look, stream
    assert count() == before


def sparse(path: Path, runs: list[tuple[int, bytes]], size: int) -> bytes:
    """A file with holes, and what it holds."""
    content = bytearray(size)
    with path.open("wb") as file:
        file.truncate(size)
        for offset, data in runs:
            file.seek(offset)
            file.write(data)
            content[offset : offset + len(data)] = data
    return bytes(content)


def told(stream: FileStream) -> tuple[bytes, int]:
    """What comes out when holes are skipped, and how much was skipped."""
    out, skipped, buffer = bytearray(), 0, memoryview(bytearray(100_000))
    while True:
        if length := stream.skip(len(buffer)):
            out += bytes(length)
            skipped += length
        elif length := stream.readinto(buffer):
            out += buffer[:length]
        else:
            return bytes(out), skipped


def test_holes_are_skipped(tmp_path: Path) -> None:
    path, data = tmp_path / "image", b"data" * 4096
    content = sparse(path, [(1 << 20, data), (5 << 20, data)], 9_000_000)
    layer = PlainFile(path, FileIdentity.of(path))
    found, skipped = told(layer.stream())
    assert found == content
    assert skipped > 8_000_000
    found, skipped = told(layer.stream(start=(1 << 20) + 5))
    assert found == content[(1 << 20) + 5 :]


@given(
    st.lists(st.tuples(st.integers(0, 500_000), st.integers(1, 9000)), max_size=8),
    st.integers(1, 600_000),
)
def test_wherever_the_holes_are(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]], size: int
) -> None:
    path = tmp_path_factory.mktemp("sparse") / "image"
    runs = [(offset, b"x" * length) for offset, length in places if offset + length <= size]
    content = sparse(path, runs, size)
    assert told(PlainFile(path, FileIdentity.of(path)).stream())[0] == content


def test_a_file_without_holes_has_none(path: Path) -> None:
    content, skipped = told(PlainFile(path, FileIdentity.of(path)).stream())
    assert (content, skipped) == (path.read_bytes(), 0)


class Lying(FileStream):
    """Of a file system that takes data for a hole."""

    def _seek(self, what: int) -> int:
        return self._size


def test_a_hole_that_is_none_is_read(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(b"x" * 300_000)
    content, skipped = told(Lying(path, FileIdentity.of(path)))
    assert (content, skipped) == (path.read_bytes(), 0)


def test_a_sparse_file_that_was_cut_off_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "image"
    sparse(path, [(0, b"x")], 900_000)
    stream = PlainFile(path, FileIdentity.of(path)).stream()
    os.truncate(path, 500_000)
    with pytest.raises(ImageChanged):
        told(stream)


@pytest.mark.system
@pytest.mark.parametrize(
    ("sector", "read"), [(512, {512: True, 4096: True}), (4096, {512: False, 4096: True})]
)
def test_a_disk_is_read_past_the_page_cache_as_its_sectors_allow(
    tmp_path: Path, sector: int, read: dict[int, bool]
) -> None:
    """A disk of larger ones refuses odd places, and goes on with the even ones."""
    with loop_device(tmp_path / "disk.img", size=64 << 20, sector=sector) as node:
        run("mkfs.ext4", "-q", node)
        with mounted(node, tmp_path / "point") as point:
            file = point / "image"
            file.write_bytes(CONTENT * 4)
            stream, area = layer(file).stream(), memoryview(mmap.mmap(-1, 8192))
            for place, directly in read.items():
                os.sync()
                with file.open("rb") as same:
                    os.posix_fadvise(same.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                stream.go_to(place)
                assert stream.readinto(area) == 8192
                assert area == (CONTENT * 4)[place : place + 8192]
                assert in_memory(file) == (not directly)
            stream.close()


def in_memory(file: Path) -> bool:
    """Whether any of it is in the page cache."""
    told = run("fincore", "--bytes", "--noheadings", "--output", "RES", file)
    return int(told) > 0
