"""An image on the web: what is looked at of it, and how it is streamed over broken connections."""

import bz2
import gzip
import io
import lzma
import os
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from packing import xz_in_blocks
from support_flow import boot_image
from support_virtual_disk import qcow2, vhd
from support_web import Page, Site

from app.address import address_of
from app.errors import AppError, ImageChanged, NotFetched, NotKept, TooFarOff, UnsupportedImage
from app.inspection import inspect
from app.network import Client
from app.sources.glance import MOST, PIECE
from app.sources.kept import Kept
from app.sources.source import Remote, Source, demand_unchanged
from app.sources.web import WebSource, opened
from app.sources.web_file import TRIES, WebFile

DATA = b"".join(number.to_bytes(8, "big") for number in range(1 << 17))  # 1 MiB, no two alike


pytestmark = pytest.mark.usefixtures("trust")


def source_of(url: str, *, stall: float = 0.3) -> WebSource:
    address = address_of(url)
    file = WebFile(Client(stall=stall), address, address.name, pause=0.001)
    return opened(file)


def streamed(source: Source, start: int = 0, step: int = 100_000) -> bytes:
    found, view = [], memoryview(bytearray(step))
    with closing(source.stream(start)) as stream:
        while got := stream.readinto(view):
            found.append(bytes(view[:got]))
    return b"".join(found)


def test_what_it_says_of_itself(site: Site) -> None:
    source = source_of(site.put("/a.iso", Page(DATA)))
    assert isinstance(source, Remote)
    assert (source.name, source.size, source.layers, source.host) == (
        "a.iso", len(DATA), (), "localhost",
    )  # fmt: skip
    assert not source.path.exists()
    demand_unchanged(source)
    again, other = source_of(site.url("/a.iso")), source_of(site.put("/b.iso", Page(DATA)))
    assert source.identity == again.identity != other.identity


@pytest.mark.parametrize("ranges", [True, False])
def test_streamed_from_its_first_byte_to_its_last(site: Site, ranges: bool) -> None:
    assert streamed(source_of(site.put("/a.iso", Page(DATA, ranges=ranges)))) == DATA


def test_from_the_middle(site: Site) -> None:
    assert streamed(source_of(site.put("/a.iso", Page(DATA))), 300_001) == DATA[300_001:]


@pytest.mark.parametrize("cuts", [[0], [5], [400_000, 1, 0, 200_000], [0] * (TRIES - 1)])
def test_a_broken_connection_is_taken_up_again(site: Site, cuts: list[int]) -> None:
    assert streamed(source_of(site.put("/a.iso", Page(DATA, cuts=list(cuts))))) == DATA


def test_one_that_goes_silent_is_taken_up_again(site: Site) -> None:
    assert streamed(source_of(site.put("/a.iso", Page(DATA, stalls=[300_000])))) == DATA
    assert site.asked[-1][1] == "bytes=300000-"


def test_one_that_is_bent_on_its_way_is_taken_up_again(site: Site) -> None:
    assert streamed(source_of(site.put("/a.iso", Page(DATA, garbles=[300_000])))) == DATA
    assert site.asked[-1][1] == "bytes=300000-"


def test_one_that_breaks_again_and_again_is_an_end(site: Site) -> None:
    source = source_of(site.put("/a.iso", Page(DATA, cuts=[100_000, *[0] * TRIES])))
    asked = len(site.asked)
    with pytest.raises(NotFetched, match="the connection broke"):
        streamed(source)
    assert len(site.asked) - asked == TRIES


def _other_tag(page: Page) -> None:
    page.tag = '"two"'


def _shorter(page: Page) -> None:
    page.data = page.data[:-1]


def _weak(page: Page) -> None:
    page.lies["ETag"] = 'W/"one"'


def _gone(page: Page) -> None:
    page.status = 404


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (_other_tag, ImageChanged, "another file there now"),
        (_shorter, ImageChanged, "it had 1,048,576 bytes and has 1,048,575 now"),
        (_weak, ImageChanged, "another file there now"),
        (_gone, NotFetched, "there is no such file"),
    ],
)
@pytest.mark.parametrize("if_range", [True, False])
def test_a_file_that_changed_is_not_taken_up_again(
    site: Site, change: Callable[[Page], None], kind: type[AppError], words: str, if_range: bool
) -> None:
    page = Page(DATA, cuts=[300_000], if_range=if_range)
    source = source_of(site.put("/a.iso", page))
    with closing(source.stream()) as stream:
        assert stream.readinto(memoryview(bytearray(200_000))) == 200_000
        change(page)
        with pytest.raises(kind, match=words):
            stream.readinto(memoryview(bytearray(200_000)))


@pytest.mark.parametrize("page", [Page(DATA, ranges=False), Page(DATA, tag="")])
def test_without_ranges_or_a_validator_nothing_is_taken_up_again(site: Site, page: Page) -> None:
    page.cuts[:] = [300_000]
    source = source_of(site.put("/a.iso", page))
    asked = len(site.asked)
    with pytest.raises(NotFetched, match="can’t be taken up again"):
        streamed(source)
    assert len(site.asked) == asked + 1


def test_a_server_that_stops_handing_out_ranges(site: Site) -> None:
    page = Page(DATA, cuts=[300_000])
    source = source_of(site.put("/a.iso", page))
    page.ranges = False
    with pytest.raises(NotFetched, match="as a whole alone"):
        streamed(source)


def test_a_range_of_other_bytes_is_noticed_where_they_were_looked_at(site: Site) -> None:
    page = Page(DATA)
    source = source_of(site.put("/a.iso", page))
    page.data = DATA[:70_000] + b"!" + DATA[70_001:]  # of one length, under one tag
    with pytest.raises(ImageChanged, match="other bytes than before"):
        streamed(source)


@pytest.mark.parametrize(
    ("lie", "words"),
    [("bytes 0-9/1048576", "another part"), ("bytes 1-2/3/4", "which part"), (None, "which part")],
)
def test_a_range_that_is_not_the_one_asked_for(site: Site, lie: str | None, words: str) -> None:
    page = Page(DATA)
    source = source_of(site.put("/a.iso", page))
    page.lies["Content-Range"] = lie
    with pytest.raises(NotFetched, match=words):
        source.look().read_at(700_000, 10)


def test_a_place_that_expired_is_asked_for_anew(site: Site) -> None:
    page = Page(DATA, cuts=[300_000])
    site.put("/there-1", page)
    site.moved["/a.iso"] = site.url("/there-1")
    source = source_of(site.url("/a.iso"))
    page.before = lambda _: site.pages.update({"/there-2": Page(DATA)})
    with closing(source.stream()) as stream:
        view = memoryview(bytearray(len(DATA)))
        assert stream.readinto(view[:200_000]) == 200_000
        del site.pages["/there-1"]
        site.moved["/a.iso"] = site.url("/there-2")
        assert stream.readinto(view[200_000:]) == len(DATA) - 200_000
    assert view == DATA
    assert site.asked[-1] == ("/there-2", "bytes=300000-")


def test_each_place_is_fetched_once(site: Site) -> None:
    source = source_of(site.put("/a.iso", Page(DATA)))
    reader, sent = source.look(), site.sent
    for _ in range(3):
        assert reader.read_at(9 * PIECE - 3, 10) == DATA[9 * PIECE - 3 : 9 * PIECE + 7]
        assert source.look().read_at(len(DATA) - 4, 10) == DATA[-4:]  # which was seen before
    assert site.sent - sent == 2 * PIECE
    assert reader.read_at(len(DATA), 1) == b""


@pytest.mark.parametrize("ranges", [True, False])
def test_no_more_is_looked_at_than_four_megabytes(site: Site, ranges: bool) -> None:
    source = source_of(site.put("/a.iso", Page(bytes(2 * MOST), ranges=ranges)))
    reader = source.look()
    assert reader.read_at(MOST - PIECE, 100) == bytes(100)
    with pytest.raises(TooFarOff):
        reader.read_at(0, 2 * MOST)
    if ranges:
        assert site.sent <= 4_000_000


class Vast(bytes):
    """Bytes with zeros behind them, up to 5 GB in all."""

    def __len__(self) -> int:
        return 5_000_000_000

    def __getitem__(self, place: object) -> bytes:  # type: ignore[override] # slices alone
        assert isinstance(place, slice)
        return super().__getitem__(place).ljust(place.stop - place.start, b"\0")


def test_an_image_of_5_gb_is_judged_from_4_mb(site: Site, tmp_path: Path) -> None:
    page = Page(Vast(boot_image(tmp_path).read_bytes()))
    report = inspect(source_of(site.put("/a.img", page)))
    assert report.size == 5_000_000_000
    assert report.boots.from_usb
    assert site.sent <= 4_000_000


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.img", data)
        archive.writestr("readme.txt", "read me")
    return out.getvalue()


@pytest.mark.parametrize(
    ("pack", "layer"),
    [
        (gzip.compress, "gzip"),
        (bz2.compress, "bzip2"),
        (partial(lzma.compress, preset=0), "xz"),
        (_zip, "zip"),
    ],
)
def test_a_packed_one_is_unpacked_as_it_comes(
    site: Site, tmp_path: Path, pack: Callable[[bytes], bytes], layer: str
) -> None:
    data = boot_image(tmp_path).read_bytes()
    packed = pack(data)
    page = Page(packed, cuts=[len(packed) // 2])
    source = source_of(site.put("/a.packed", page))
    assert source.layers == (layer,)
    assert inspect(source).boots.from_usb
    before = len(site.asked)
    assert streamed(source) == data
    assert len([asked for _, asked in site.asked[before:] if asked.endswith("-")]) <= 2


@pytest.mark.parametrize("pack", [lambda data: xz_in_blocks(data, 100_000), gzip.compress])
def test_a_vhd_in_one_piece_is_written_without_its_footer(
    site: Site, pack: Callable[[bytes], bytes]
) -> None:
    """Its end is not looked at, for that has to be fetched: then it has no size either."""
    data = DATA[: len(DATA) // 2048 * 2048]
    source = source_of(site.put("/a.vhd.packed", Page(pack(vhd(data, kind=2)))))
    assert (len(source.layers), source.size) == (1, None)
    assert streamed(source) == data


def test_xz_without_ranges_has_no_size_and_is_unpacked_all_the_same(site: Site) -> None:
    source = source_of(site.put("/a.xz", Page(lzma.compress(DATA, preset=0), ranges=False)))
    assert (source.layers, source.size) == (("xz",), None)
    assert streamed(source) == DATA


def test_an_archive_whose_end_is_out_of_reach_is_refused(site: Site) -> None:
    small, large = _zip(bytes(range(256)) * 8), _zip(DATA * 5)
    for data in (small, large.ljust(MOST + 1, b"x") if len(large) <= MOST else large):
        with pytest.raises(UnsupportedImage, match="can’t be opened from the web"):
            source_of(site.put("/a.zip", Page(data, ranges=False)))


@pytest.mark.parametrize("ranges", [True, False])
def test_a_packed_archive_is_not_taken_for_an_image(site: Site, ranges: bool) -> None:
    packed = gzip.compress(_zip(os.urandom(2 * MOST)), 1)
    with pytest.raises(UnsupportedImage, match="can’t be opened from the web"):
        source_of(site.put("/a.zip.gz", Page(packed, ranges=ranges)))


@pytest.mark.parametrize("ranges", [True, False])
def test_a_virtual_disk_has_to_be_here(site: Site, ranges: bool) -> None:
    url = site.put("/a.qcow2", Page(qcow2(DATA[: 1 << 20]), ranges=ranges))
    with pytest.raises(UnsupportedImage, match="written from the web") as caught:
        source_of(url)
    assert caught.value.hint == "Download it first, then write the file."


def test_a_page_in_place_of_an_image(site: Site) -> None:
    page = Page(b"  <!DOCTYPE html><p>Choose a mirror", lies={"Content-Type": "text/html; x=y"})
    with pytest.raises(UnsupportedImage, match="localhost sent a web page"):
        source_of(site.put("/a.iso", page))


def test_what_passes_is_kept_only_when_it_is_whole(site: Site, tmp_path: Path) -> None:
    source = source_of(site.put("/a.iso", Page(DATA, cuts=[300_000])))
    path = tmp_path / "here" / "a.iso"
    path.parent.mkdir()
    source.pass_to([Kept(path, source.file.address, len(DATA))])
    with closing(source.stream()) as stream:
        stream.readinto(memoryview(bytearray(500_000)))
        assert not path.exists()
        stream.readinto(memoryview(bytearray(600_000)))
    assert path.read_bytes() == DATA
    assert not path.stat().st_mode & 0o111  # it is no program
    source.file.give_up()
    assert list(path.parent.iterdir()) == [path]


def test_it_is_noted_where_it_came_from_all_of_it(tmp_path: Path) -> None:
    far = f"https://e.org/{'folder/' * 50}a.iso"
    kept = Kept(tmp_path / "a.iso", address_of(f"{far}?key=secret"), 1)
    kept.take(memoryview(b"x"))
    kept.finish()
    try:
        noted = os.getxattr(tmp_path / "a.iso", "user.xdg.origin.url")
    except OSError:  # a file system that has no such attributes
        return
    assert noted.decode() == far


def test_a_part_is_not_left_behind(site: Site, tmp_path: Path) -> None:
    source = source_of(site.put("/a.iso", Page(DATA)))
    path = tmp_path / "here" / "a.iso"
    path.parent.mkdir()
    source.pass_to([Kept(path, source.file.address, len(DATA))])
    with closing(source.stream()) as stream:
        stream.readinto(memoryview(bytearray(500_000)))
    assert len(list(path.parent.iterdir())) == 1
    source.file.give_up()
    assert list(path.parent.iterdir()) == []


def test_nothing_is_kept_over_another_file_or_where_there_is_no_room(tmp_path: Path) -> None:
    address = address_of("https://e.org/a.iso")
    path = tmp_path / "a.iso"
    path.write_bytes(b"mine")
    with pytest.raises(NotKept, match="it is there already"):
        Kept(path, address, 1)
    with pytest.raises(NotKept, match="too little space"):
        Kept(tmp_path / "b.iso", address, 1 << 60)
    with pytest.raises(NotKept, match="No such file"):
        Kept(tmp_path / "nowhere" / "b.iso", address, 1)
    with pytest.raises(NotKept, match="File name too long"):
        Kept(tmp_path / f"{'x' * 300}.iso", address, 1)
    Kept(tmp_path / ("\N{CJK UNIFIED IDEOGRAPH-4E2D}" * 85), address, 1).give_up()
    for folder in (Path(), Path("/"), tmp_path):
        with pytest.raises(NotKept, match="it is there already"):
            Kept(folder, address, 1)
    assert sorted(each.name for each in tmp_path.iterdir() if "iso" in each.name) == ["a.iso"]


def test_a_full_disk_ends_with_a_sentence(site: Site, tmp_path: Path) -> None:
    source = source_of(site.put("/a.iso", Page(DATA)))
    kept = Kept(tmp_path / "a.iso", source.file.address, len(DATA))
    full = open("/dev/full", "wb", buffering=0)  # noqa: PTH123, SIM115  its number is lent out below
    os.dup2(full.fileno(), kept._fd)
    full.close()
    source.pass_to([kept])
    with pytest.raises(NotKept, match="No space left on device"):
        streamed(source)
    with pytest.raises(NotKept):  # and again for whoever comes later
        streamed(source)
    source.file.give_up()
    assert not [each for each in tmp_path.iterdir() if "a.iso" in each.name]
