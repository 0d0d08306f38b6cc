"""Sticks composed of the files of a Windows disc."""

import gzip
import os
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_composed import file_in, read_back, volume_of
from support_iso import Iso
from support_udf import Content, Link, UdfImage, retag
from support_windows import FILES, WIM, large_wim, windows_disc

from app.errors import CorruptImage, DriveTooSmall, ImageChanged, NotComposable
from app.formats.binary import Reader
from app.formats.fat_records import FatEntry
from app.formats.iso9660 import Iso9660
from app.formats.tree import walk
from app.formats.udf import Udf
from app.formats.wim import Wim
from app.sources import FileSource, open_source
from app.sources.answers import Answers, Region
from app.sources.composed import ComposedSource, Split
from app.sources.layer import Layer
from app.sources.source import Source, Stream, holes_of
from app.sources.windows import compose_windows, languages, open_tree

SIZE = 512 << 20
GIB = 1 << 30
PLAIN = {path: data for path, data in FILES.items() if not path.endswith("/")}
FOLDERS = {"efi", "efi/boot", "efi/microsoft", "efi/microsoft/boot", "sources",
           "sources/Language packs and more", "support"}  # fmt: skip


def composed(path: Path, size: int = SIZE, sector: int = 512) -> ComposedSource:
    source = open_source(path)
    return compose_windows(source, open_tree(source, Udf), size, sector)


@pytest.fixture
def made(tmp_path: Path) -> ComposedSource:
    return composed(windows_disc(tmp_path / "win.iso"))


def skipped(stream: Stream, most: int) -> int:
    holes = holes_of(stream)
    assert holes is not None
    return holes.skip(most)


def whole(stream: Stream, chunk: int = 1 << 20) -> bytes:
    """Read as stages do: holes are passed by where there are some."""
    data, buffer = bytearray(), bytearray(chunk)
    while True:
        got = skipped(stream, chunk)
        if got:
            data += bytes(got)
            continue
        got = stream.readinto(memoryview(buffer))
        if not got:
            stream.close()
            return bytes(data)
        data += buffer[:got]


def test_the_stick_holds_the_files_of_the_disc(made: ComposedSource) -> None:
    assert read_back(made.disk) == dict.fromkeys(FOLDERS) | PLAIN
    assert made.files == len(PLAIN)
    assert made.splits == ()
    fat = volume_of(made.disk)
    assert fat.label == "CCCOMA_X64F"
    dates = {entry.modified.isoformat() for _, entry in walk(fat) if entry.modified}
    assert dates == {"2024-05-06T07:08:08"}  # the clock where the disc was made, in two seconds


def test_it_is_the_image_in_all_but_its_bytes(made: ComposedSource) -> None:
    assert (made.name, made.layers) == ("win.iso", ())
    assert made.identity == made.image.identity
    assert made.path == made.image.path
    assert made.size < 30 << 20
    assert made.disk.size == SIZE
    assert made.whole().size == made.whole().look().size == SIZE
    source: Source = made
    assert source.look().size == made.size


def test_what_is_read_in_order_and_by_place_is_the_same(made: ComposedSource) -> None:
    straight = whole(made.stream())
    assert straight == made.look().read_at(0, made.size) == made.disk.read_at(0, made.size)
    assert len(straight) == made.size
    for chunk in (4096, 70_001):
        assert whole(made.stream(), chunk) == straight
    for start in (1, 512, 1 << 20, made.size - 5, made.size, made.size + 5):
        assert whole(made.stream(start)) == straight[start:]


@given(st.integers(0, 24 << 20), st.integers(1, 200_000))
def test_any_part_of_it(tmp_path_factory: pytest.TempPathFactory, start: int, length: int) -> None:
    path = tmp_path_factory.getbasetemp() / "part.iso"
    made = composed(path if path.exists() else windows_disc(path))
    buffer = bytearray(length)
    stream = made.stream(start)
    got = stream.readinto(memoryview(buffer))
    stream.close()
    assert buffer[:got] == made.look().read_at(start, length)
    assert got == max(0, min(length, made.size - start))


def test_holes_are_passed_by_only_where_there_are_some(made: ComposedSource) -> None:
    stream = made.stream()
    assert skipped(stream, 1 << 20) == 0
    assert stream.readinto(memoryview(bytearray(512))) == 512
    assert skipped(stream, 1000) == 1000
    assert skipped(stream, 8 << 20) == (1 << 20) - 1512
    assert skipped(stream, 8 << 20) == 0
    stream.close()
    assert skipped(made.stream(made.size), 512) == 0


def test_holes_of_the_image_are_passed_by_as_well(tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso", FILES | {"sources/boot.wim": bytes(8 << 20)})
    full, sparse = composed(disc), tmp_path / "sparse.iso"
    subprocess.run(["cp", "--sparse=always", disc, sparse], check=True)
    made = composed(sparse)
    assert whole(made.stream()) == whole(full.stream())
    if sparse.stat().st_blocks * 512 < 4 << 20:  # where the file system has holes
        assert passed_by(made) - passed_by(full) > 7 << 20


def passed_by(made: ComposedSource) -> int:
    """Bytes that nobody had to read."""
    stream, passed, buffer = made.stream(), 0, memoryview(bytearray(4096))
    while True:
        if got := skipped(stream, 1 << 20):
            passed += got
        elif not stream.readinto(buffer):
            stream.close()
            return passed


def test_files_lie_in_the_order_of_the_disc(made: ComposedSource) -> None:
    disc = Udf.open(made.image.look())
    there = [(e.extents[0].offset or 0, path) for path, e in walk(disc) if e.size]
    fat = volume_of(made.disk)
    here = [(e.cluster, path) for path, e in walk(fat) if isinstance(e, FatEntry) and e.size]
    assert [path for _, path in sorted(here)] == [path for _, path in sorted(there)]


def test_a_second_composition_is_the_same(made: ComposedSource) -> None:
    again = composed(made.path)
    assert whole(again.stream()) == whole(made.stream())
    assert whole(composed(made.path, SIZE + 512).stream()) != whole(made.stream())


LARGE = large_wim((2 * GIB, GIB, GIB - 1, 5, 2 * GIB))
LARGE_XML = "\ufeff<WIM/>".encode("utf-16-le")


def test_an_image_that_is_too_large_comes_in_parts(tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso", FILES | {"sources/install.wim": LARGE})
    assert disc.stat().st_size < 8 << 20
    made = composed(disc, 8 * GIB)
    names = ("sources/install.swm", "sources/install2.swm")
    assert made.splits == (Split("sources/install.wim", names),)
    fat = volume_of(made.disk)
    assert fat.find("sources/install.wim") is None
    found = [file_in(made.disk, name) for name in names]
    assert [part.size for part in found] == [
        208 + 3 * GIB + 100 + len(LARGE_XML),
        208 + 3 * GIB + 4 + 150 + len(LARGE_XML),
    ]
    assert [(Wim.read(part).part, Wim.read(part).parts) for part in found] == [(1, 2), (2, 2)]


def test_an_image_with_large_gaps_is_one_again(tmp_path: Path) -> None:
    head, length, tail = large_wim((GIB,))
    assert isinstance(head, bytes)
    assert isinstance(tail, bytes)
    header = bytearray(head)
    for field in (48, 72):
        place = int.from_bytes(header[field + 8 : field + 16], "little") + 4 * GIB
        header[field + 8 : field + 16] = place.to_bytes(8, "little")
    wim = (bytes(header), 5 * GIB, tail)
    disc = windows_disc(tmp_path / "win.iso", FILES | {"x86/sources/install.esd": wim})
    made = composed(disc, 8 * GIB)
    assert made.splits == (Split("x86/sources/install.esd", ("x86/sources/install.esd",)),)
    part = file_in(made.disk, "x86/sources/install.esd")
    assert part.size == 208 + GIB + 50 + len(LARGE_XML)
    assert isinstance(length, int)


@pytest.mark.parametrize(
    ("more", "named", "why"),
    [
        ({"sources/boot.wim": (b"x", 5 * GIB)}, "sources/boot.wim", "more than 4 GiB"),
        ({"sources/install.wim": (b"MSWIM\0\0\0", 5 * GIB)}, "", "unknown version"),
        ({"sources/install.wim": (b"WLPWM\0\0\0", 5 * GIB)}, "sources/install.wim", "pipes"),
        (
            {"sources/install.wim": LARGE, "sources/install2.swm": b""},
            "sources/install2.swm",
            "another file has this name",
        ),
        ({"a link": Link("bootmgr")}, "a link", "a link"),
        ({"aux": b""}, "aux", "a device"),
        ({"BootMgr": b"first"}, "BootMgr", "another file has this name"),
    ],
)
def test_what_is_refused_by_name(
    more: dict[str, Content], named: str, why: str, tmp_path: Path
) -> None:
    disc = windows_disc(tmp_path / "win.iso", FILES | more)
    with pytest.raises((NotComposable, CorruptImage), match=why) as caught:
        composed(disc, 16 * GIB)
    assert getattr(caught.value, "path", "") == named


def test_a_device_is_refused_by_name(tmp_path: Path) -> None:
    image = UdfImage(FILES, form="long")
    data = bytearray(image.build())
    data[image.entries["setup.exe"] + 27] = 6  # a device of blocks (ECMA-167 4/14.6.6)
    retag(data, image.entries["setup.exe"])
    (tmp_path / "win.iso").write_bytes(data)
    with pytest.raises(NotComposable, match="it is no file") as caught:
        composed(tmp_path / "win.iso")
    assert caught.value.path == "setup.exe"


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso")
    source = open_source(disc)
    entry = Udf.open(source.look()).find("setup.exe")
    assert entry is not None
    with disc.open("r+b") as file:
        file.truncate((entry.extents[0].offset or 0) + 100)
    with pytest.raises((NotComposable, CorruptImage)) as caught:
        composed(disc)
    assert getattr(caught.value, "path", "setup.exe")


def test_a_packed_disc_has_to_be_unpacked(tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso")
    packed = tmp_path / "win.iso.gz"
    packed.write_bytes(gzip.compress(disc.read_bytes(), 1))
    source = open_source(packed)
    with pytest.raises(NotComposable, match="packed") as caught:
        compose_windows(source, open_tree(open_source(disc), Udf), SIZE, 512)
    assert caught.value.hint == "Unpack it first."


def test_drives_that_do_not_do(tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso")
    with pytest.raises(NotComposable, match="sectors of 4,096 bytes"):
        composed(disc, sector=4096)
    with pytest.raises(DriveTooSmall):
        composed(disc, 100 << 20)
    large = windows_disc(tmp_path / "large.iso", FILES | {"sources/install.wim": LARGE})
    with pytest.raises(DriveTooSmall) as caught:
        composed(large, 6 * GIB)
    assert caught.value.need > 6 * GIB


def test_a_disc_of_iso_9660_alone(tmp_path: Path) -> None:
    files = {"BOOTMGR": b"boot" * 99, "SOURCES/INSTALL.WIM": WIM, "EFI/BOOT/BOOTX64.EFI": b"MZ"}
    path = tmp_path / "win.iso"
    path.write_bytes(Iso(files).build())
    source = open_source(path)
    made = compose_windows(source, open_tree(source, Iso9660), SIZE, 512)
    assert read_back(made.disk) == files | dict.fromkeys(("SOURCES", "EFI", "EFI/BOOT"))


def test_an_image_that_changes_meanwhile(made: ComposedSource) -> None:
    stream = made.stream()
    assert stream.readinto(memoryview(bytearray(1 << 20))) == 1 << 20
    os.utime(made.path, ns=(0, 0))
    with pytest.raises(ImageChanged):
        whole(stream)


@dataclass(frozen=True)
class Ending:
    """A layer whose streams are at their end already."""

    layer: Layer
    direct = True

    @property
    def size(self) -> int | None:
        return self.layer.size

    def stream(self, start: int = 0) -> Stream:
        return self.layer.stream((self.layer.size or 0) + start)

    def look(self) -> Reader:
        return self.layer.look()


def test_a_stream_that_ends_early_is_an_error_and_no_padding(made: ComposedSource) -> None:
    assert isinstance(made.image, FileSource)
    ending = replace(made, image=replace(made.image, image=Ending(made.image.image)))
    assert whole(ending.stream()) == whole(made.stream())  # by place it is all there
    os.truncate(made.path, 700_000)
    with pytest.raises(ImageChanged):
        whole(ending.stream())


LIST = (
    "[Available UI Languages]\r\nde-DE = 3\r\nsr-Latn-RS=2\r\n\r\n"
    "[Fallback Languages]\r\nfr-FR = en-us\r\n"
)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (LIST.encode(), ("de-DE", "sr-Latn-RS")),
        (b"\xff\xfe" + LIST.encode("utf-16-le"), ("de-DE", "sr-Latn-RS")),
        (b"\xef\xbb\xbf" + LIST.encode(), ("de-DE", "sr-Latn-RS")),
        (b"[Fallback Languages]\nde-DE = en-us\n", ()),
        (b"[Available UI Languages]\n<x/> = 3\nde = 1\n", ()),
        (b"[Available UI Languages]\n\n  \nde-DE = 3\n\t sr-Latn-RS\t=2", ("de-DE", "sr-Latn-RS")),
        (b"[Available UI Languages]\nde" + b"-de" * 9 + b" = 1\n", ()),
        (b"\xff\xfe\xd8", ()),
        (b"", ()),
    ],
)
def test_languages_that_the_disc_has(data: bytes, found: tuple[str, ...], tmp_path: Path) -> None:
    disc = windows_disc(tmp_path / "win.iso", FILES | {"sources/lang.ini": data})
    assert composed(disc).languages == found
    source = open_source(disc)
    answers = Answers(region=Region(language="de-AT"))
    text = compose_windows(source, open_tree(source, Udf), SIZE, 512, answers).answers
    assert ("<UILanguage>de-DE</UILanguage>" in text) == bool(found)


@pytest.mark.parametrize("filling", ["\r\n", "\n", " ", "aa-bb\n", "aa-bb ", "["])
def test_a_list_of_languages_that_is_nothing_but_filled_up(filling: str, tmp_path: Path) -> None:
    text = "[Available UI Languages]\r\n" + filling * (60_000 // len(filling))
    disc = windows_disc(tmp_path / "win.iso", FILES | {"sources/lang.ini": text.encode()})
    tree, start = open_tree(open_source(disc), Udf), time.process_time()
    assert languages(tree) == ()
    assert time.process_time() - start < 1  # eleven, by square
