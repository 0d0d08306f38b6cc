"""The contract of every row of the table, and what `open_source` makes of a file."""

import os
import struct
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import PACK, InMemory, ZipFile, image, read_all, skippable, xz, zip_of, zip_of_one

from app.errors import (
    AppError,
    ImageChanged,
    ImageError,
    ImageUnreadable,
    ManyImages,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
from app.sources import FileSource, compressed, open_plain, open_source
from app.sources.blocks import ROOM
from app.sources.layers import PACKED, Format
from app.sources.lookup import REACH
from app.sources.patience import Patience, Proving
from app.sources.source import Source

IMAGE = image()
SIZE_KNOWN = {"gzip": False, "bzip2": False, "xz": True, "zstd": True, "lz4": False, "zip": True}
MEMBERS = [row for row in PACKED if row.name != "zip"]  # an archive is one stream

every_format = pytest.mark.parametrize("row", PACKED, ids=lambda row: row.name)
every_stream_format = pytest.mark.parametrize("row", MEMBERS, ids=lambda row: row.name)
Opened = Callable[..., FileSource]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A file of the given bytes, opened."""

    def write(packed: bytes, member: str | None = None) -> FileSource:
        path = tmp_path / "image"
        path.write_bytes(packed)
        return open_source(path, member)

    return write


def test_a_file_source_is_a_source(opened: Opened) -> None:
    source: Source = opened(IMAGE)
    assert (source.name, source.size, source.layers) == ("image", len(IMAGE), ())
    assert source.identity.size == len(IMAGE)


@every_format
def test_every_format_gives_the_whole_image(row: Format, opened: Opened) -> None:
    source = opened(PACK[row.name](IMAGE))
    assert source.layers == (row.name,)
    assert source.size == (len(IMAGE) if SIZE_KNOWN[row.name] else None)
    assert read_all(source.stream()) == IMAGE
    assert read_all(source.stream()) == IMAGE  # again, from the first byte


@every_format
@pytest.mark.parametrize("buffer", [997, 4_096, 65_537, len(IMAGE), len(IMAGE) + 1])
def test_any_buffer_is_filled_to_its_end(row: Format, buffer: int, opened: Opened) -> None:
    assert read_all(opened(PACK[row.name](IMAGE)).stream(), buffer) == IMAGE


@every_stream_format
def test_several_members_are_one_image(row: Format, opened: Opened) -> None:
    pack = PACK[row.name]
    source = opened(
        pack(IMAGE[:1000]) + pack(b"") + pack(IMAGE[1000:90_000]) + pack(IMAGE[90_000:])
    )
    assert read_all(source.stream()) == IMAGE
    assert source.look().read_at(80_000, 20_000) == IMAGE[80_000:100_000]
    assert source.size in {len(IMAGE), None}


@every_format
def test_zeros_behind_the_end_are_padding(row: Format, opened: Opened) -> None:
    source = opened(PACK[row.name](IMAGE) + bytes(3_000))
    assert read_all(source.stream()) == IMAGE


@every_stream_format
def test_padding_may_stand_between_members(row: Format, opened: Opened) -> None:
    pack = PACK[row.name]
    source = opened(pack(IMAGE[:1000]) + bytes(8) + pack(IMAGE[1000:]))
    assert read_all(source.stream()) == IMAGE


@every_stream_format
def test_anything_else_behind_the_end_is_damage(row: Format, opened: Opened) -> None:
    stream = opened(PACK[row.name](IMAGE) + bytes(3_000) + b"junk").stream()
    with pytest.raises(PackedDamaged, match="something else follows") as caught:
        read_all(stream)
    assert (caught.value.layer, caught.value.offset) == (row.name, len(IMAGE))


def record(text: bytes, kind: int) -> bytes:
    return text + struct.pack(">4sIB3xI", b"FWx0", 0x1234, kind, len(text) + 16)


INFO = record(bytes(8) + b'{ "supported_devices": ["a,b"] }', 1)
SIGNATURE = record(b"# fake certificate", 0)


@pytest.mark.parametrize("behind", [SIGNATURE, INFO + SIGNATURE, INFO], ids=len)
def test_what_openwrt_puts_behind_its_images_is_none_of_them(behind: bytes, opened: Opened) -> None:
    source = opened(PACK["gzip"](IMAGE[:1000]) + PACK["gzip"](IMAGE[1000:]) + behind)
    assert read_all(source.stream()) == IMAGE
    reader = source.look_far(Patience())
    assert reader.read_at(0, len(IMAGE) + 1) == IMAGE
    assert isinstance(reader, Proving)
    reader.prove()


@pytest.mark.parametrize(
    "behind",
    [
        INFO[:-1],
        INFO + SIGNATURE + b"!",
        b"!" + SIGNATURE,
        b"!" * 9 + INFO,
        record(b"", 0)[:-4] + bytes(4),
        record(b"", 0)[:-4] + b"\0\0\0\x20",
        record(b"x" * (64 << 10), 0),
        SIGNATURE[4:],
    ],
    ids=len,
)
def test_what_only_looks_like_that_is_damage(behind: bytes, opened: Opened) -> None:
    with pytest.raises(PackedDamaged, match="something else follows"):
        read_all(opened(PACK["gzip"](IMAGE) + behind).stream())


def test_nor_may_it_stand_behind_others(opened: Opened) -> None:
    with pytest.raises(PackedDamaged, match="something else follows"):
        read_all(opened(PACK["zstd"](IMAGE) + SIGNATURE).stream())


@every_format
@pytest.mark.parametrize("eighth", range(1, 8))
def test_a_file_cut_off_is_damaged_and_good_up_to_there(
    row: Format, eighth: int, opened: Opened
) -> None:
    packed = PACK[row.name](IMAGE)
    source = opened(packed[: len(packed) * eighth // 8])
    buffer = memoryview(bytearray(len(IMAGE)))
    with pytest.raises(PackedDamaged) as caught:
        source.stream().readinto(buffer)
    assert source.layers == (row.name,)
    assert caught.value.layer == row.name
    good = caught.value.offset
    assert good < len(IMAGE)
    assert bytes(buffer[:good]) == IMAGE[:good]
    look = source.look()
    if good:
        assert look.read_at(0, good) == IMAGE[:good]
    with pytest.raises(PackedDamaged):
        look.read_at(good, 1)


@every_format
@pytest.mark.parametrize("missing", [1, 2, 5, 9])
def test_the_very_end_is_demanded(row: Format, missing: int, opened: Opened) -> None:
    source = opened(PACK[row.name](IMAGE)[:-missing])
    with pytest.raises(PackedDamaged):
        read_all(source.stream())


@every_format
def test_a_flipped_byte_never_passes(row: Format, opened: Opened) -> None:
    """Each of these packers wrote a checksum."""
    packed = bytearray(PACK[row.name](IMAGE))
    packed[len(packed) // 2] ^= 0x10
    stream = opened(bytes(packed)).stream()
    with pytest.raises(PackedDamaged) as caught:
        read_all(stream)
    with pytest.raises(PackedDamaged) as again:
        stream.readinto(memoryview(bytearray(10)))
    assert again.value is caught.value, "what failed once is not asked again"


@every_format
def test_looking_at_places(row: Format, opened: Opened) -> None:
    look = opened(PACK[row.name](IMAGE)).look()
    for offset, length in [(200_000, 10), (0, 512), (len(IMAGE) - 5, 5), (131_000, 100_000)]:
        assert look.read_at(offset, length) == IMAGE[offset : offset + length]
    assert look.read_at(len(IMAGE) - 5, 100) == IMAGE[-5:]
    assert look.read_at(len(IMAGE) + 5, 100) == b""
    assert look.read_at(-1, 100) == b""
    assert look.size == len(IMAGE)


@every_format
def test_nobody_looks_behind_the_limit(row: Format, opened: Opened) -> None:
    step = 16 << 20
    if row.name in {"gzip", "bzip2"}:
        packed = PACK[row.name](IMAGE + bytes(step - len(IMAGE))) * (REACH // step + 1)
    else:
        packed = PACK[row.name](IMAGE + bytes(REACH))
    look = opened(packed).look()
    with pytest.raises(NotReached):
        look.read_at(REACH + 5, 1)
    assert look.read_at(0, 1_000) == IMAGE[:1_000]


@every_format
def test_a_reader_is_shared_and_then_forgotten(row: Format, opened: Opened) -> None:
    source = opened(PACK[row.name](IMAGE))
    first = source.look()
    assert source.look() is first
    gone = weakref.ref(first)
    del first
    assert gone() is None
    assert source.look().read_at(0, 10) == IMAGE[:10]


BOMB = """
import sys
from pathlib import Path
from app.sources import open_source

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

before = peak()
source = open_source(Path(sys.argv[1]))
source.stream().readinto(memoryview(bytearray(1 << 20)))
source.look().read_at(0, 1 << 20)
print(peak() - before)
"""


@every_format
def test_a_bomb_costs_little_before_it_is_asked_for_more(row: Format, tmp_path: Path) -> None:
    """128 MiB of zeros and more; unpacking ahead would show in the memory of the process."""
    step = 64 << 20
    bomb = tmp_path / "bomb"
    if row.name == "zip":
        bomb.write_bytes(zip_of_one(image(1024) + bytes(2 * step)))
    else:
        bomb.write_bytes(PACK[row.name](bytes(step)) * 4)
    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(bomb)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert bomb.stat().st_size < 4 << 20
    ahead = (
        ROOM + (16 << 20) if row.name in {"xz", "bzip2"} else 0
    )  # its blocks, each with a window
    assert int(done.stdout) < (24 << 20) + ahead >> 10, "KiB"


def test_a_file_of_empty_members_ends_in_damage(opened: Opened) -> None:
    stream = opened(PACK["gzip"](b"") * 20_000 + PACK["gzip"](IMAGE)).stream()
    with pytest.raises(PackedDamaged, match="too much of it holds nothing"):
        read_all(stream)


@pytest.mark.parametrize("name", ["zstd", "lz4"])
def test_frames_to_be_skipped_are_skipped(name: str, opened: Opened) -> None:
    packed = skippable(b"said by the packer") + PACK[name](IMAGE) + skippable(bytes(100_000), 7)
    source = opened(packed)
    assert source.layers == (name,)
    assert read_all(source.stream()) == IMAGE


def test_frames_to_be_skipped_alone_are_no_layer(opened: Opened) -> None:
    assert opened(skippable(b"nothing follows")).layers == ()
    assert opened(skippable(b"") * 30).layers == ()


@pytest.mark.parametrize("outer", PACKED, ids=lambda row: row.name)
@pytest.mark.parametrize("inner", PACKED, ids=lambda row: row.name)
def test_layers_peel_one_after_the_other(inner: Format, outer: Format, opened: Opened) -> None:
    source = opened(PACK[outer.name](PACK[inner.name](IMAGE)))
    assert source.layers == (outer.name, inner.name)
    assert read_all(source.stream()) == IMAGE
    assert source.look().read_at(100_000, 100) == IMAGE[100_000:100_100]


@every_stream_format
def test_damage_in_an_outer_layer_is_told_by_its_place_in_the_image(
    row: Format, opened: Opened
) -> None:
    outer = PACK["gzip"](PACK[row.name](IMAGE))
    source = opened(outer[: len(outer) // 2])
    buffer = memoryview(bytearray(len(IMAGE)))
    with pytest.raises(PackedDamaged) as caught:
        source.stream().readinto(buffer)
    assert caught.value.layer == "gzip"
    good = caught.value.offset
    assert bytes(buffer[:good]) == IMAGE[:good]


def test_no_more_than_four_layers_are_peeled(opened: Opened) -> None:
    packed = IMAGE
    for _ in range(5):
        packed = PACK["gzip"](packed)
    source = opened(packed)
    assert source.layers == ("gzip",) * 4
    assert read_all(source.stream()) == PACK["gzip"](IMAGE)


def test_what_is_no_layer_stays_as_it_is(opened: Opened) -> None:
    for content in (b"", b"\x1f", b"BZh0", b"7z", b"Rar!\x1a\7\1\0"):
        source = opened(content)
        assert (source.layers, source.size) == ((), len(content))
        assert read_all(source.stream()) == content


def test_the_choice_of_an_archive_is_handed_on(opened: Opened) -> None:
    packed = zip_of([ZipFile("a.img", IMAGE), ZipFile("b.img", IMAGE + IMAGE)])
    with pytest.raises(ManyImages, match="This archive holds 2 images") as caught:
        opened(packed)
    assert caught.value.names == ("a.img", "b.img")
    source = opened(packed, "b.img")
    assert source.member == "b.img"
    assert read_all(source.stream()) == IMAGE + IMAGE
    with pytest.raises(UnsupportedImage, match=r"There is no c\.img"):
        opened(packed, "c.img")
    with pytest.raises(UnsupportedImage, match="not an archive"):
        opened(xz(IMAGE), "c.img")


def test_a_plain_opening_unwraps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "image.xz"
    path.write_bytes(xz(IMAGE))
    assert read_all(open_plain(path).stream()) == xz(IMAGE)


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedImage, match="This is a folder"):
        open_source(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnsupportedImage, match="not a file"):
        open_source(tmp_path / "pipe")
    with pytest.raises(UnsupportedImage, match="not a file"):
        open_source(Path("/dev/null"))


@pytest.mark.system
def test_a_drive_is_refused(tmp_path: Path) -> None:
    os.mknod(tmp_path / "drive", 0o60600, os.makedev(7, 0))
    with pytest.raises(UnsupportedImage, match="This is a drive, not a file"):
        open_source(tmp_path / "drive")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImageUnreadable, match="No such file"):
        open_source(tmp_path / "gone.iso")


@every_format
def test_a_packed_file_cut_off_while_it_is_read_has_changed(
    row: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "image"
    path.write_bytes(PACK[row.name](image(2_500_000)))
    monkeypatch.setattr(compressed, "threads", lambda: 1)  # or all of it would be read by now
    stream = open_source(path).stream()
    assert stream.readinto(memoryview(bytearray(1_000))) == 1_000
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(ImageChanged, match="it ends at"):
        read_all(stream)


@pytest.mark.parametrize("row", PACKED, ids=lambda row: row.name)
@settings(max_examples=60)
@given(data=st.data())
def test_garbage_behind_a_magic_is_damage_and_no_other_error(
    row: Format, data: st.DataObject
) -> None:
    magic = data.draw(st.sampled_from(row.magics))
    demand_an_image_or_an_error(row, magic + data.draw(st.binary(max_size=300)))


@pytest.mark.parametrize("row", PACKED, ids=lambda row: row.name)
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_damage_and_no_other_error(row: Format, data: st.DataObject) -> None:
    packed = bytearray(SMALL[row.name])
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(4, len(packed) - 1))] = data.draw(st.integers(0, 255))
    demand_an_image_or_an_error(row, bytes(packed))


SMALL = {name: pack(image(3_000)) for name, pack in PACK.items()}


def demand_an_image_or_an_error(row: Format, packed: bytes) -> None:
    with suppress(ImageError):
        layer = row.open(InMemory(packed), None)
        with suppress(ImageError):
            read_all(layer.stream(), 5_000)
        look = layer.look()
        for offset in (0, 2_000, 1 << 40):
            with suppress(ImageError):
                look.read_at(offset, 600)


def test_every_error_says_one_sentence(opened: Opened) -> None:
    with pytest.raises(AppError) as caught:
        read_all(opened(xz(IMAGE)[:-100]).stream())
    assert str(caught.value).endswith("(xz: it ends too early).")
