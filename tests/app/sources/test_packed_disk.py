"""Virtual disks in packed files, read by place."""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from packing import PACK, ZipFile, read_all, xz_in_blocks, zip_of
from support_seven_zip import COPY, Run, seven_zip
from support_tar import tar_of
from support_vhdx import vhdx
from support_virtual_disk import MIB, dmg, qcow2, vdi, vhd, vmdk

from app.errors import PackedDamaged, Stopped, UnsupportedImage
from app.sources import FileSource, lookup, open_plain, open_source, unpacked
from app.sources.patience import Patience, Proving
from app.sources.source import Moving, Sparse

Opened = Callable[[bytes], FileSource]

HOLE = (100_000, 300_000)


def _image() -> bytes:
    data = bytearray(Random(3).randbytes(MIB))
    data[HOLE[0] : HOLE[1]] = bytes(HOLE[1] - HOLE[0])
    return bytes(data)


IMAGE = _image()
DISKS = {
    "qcow2": qcow2(IMAGE),
    "qcow2, deflated": qcow2(IMAGE, packed="deflate"),
    "vdi": vdi(IMAGE),
    "vhd": vhd(IMAGE),
    "vhdx": vhdx(IMAGE + bytes(MIB * 2)),
    "vmdk": vmdk(IMAGE),
}
every_disk = pytest.mark.parametrize("name", DISKS)
every_packer = pytest.mark.parametrize("packer", PACK)
MEASURED = ("xz", "zstd", "zip")  # by which what is packed says how long it is


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def opened(data: bytes) -> FileSource:
        path = tmp_path / "disk"
        path.write_bytes(data)
        return open_source(path)

    return opened


@every_packer
@every_disk
def test_it_reads_as_the_one_inside(name: str, packer: str, opened: Opened) -> None:
    plain = read_all(opened(DISKS[name]).stream())
    source = opened(PACK[packer](DISKS[name]))
    assert source.layers == (packer, name.partition(",")[0])
    assert source.size == len(plain)
    assert read_all(source.stream()) == plain
    assert read_all(source.stream(123_456)) == plain[123_456:]
    for reader in (source.look(), source.look_far(Patience())):
        for place, length in ((700_000, 10_000), (0, 512), (len(plain) - 5, 9), (99_999, 300_000)):
            assert reader.read_at(place, length) == plain[place : place + length]


def test_its_holes_are_passed_over_up_to_what_proves_it(opened: Opened) -> None:
    stream = opened(PACK["gzip"](vdi(bytes(8 * MIB)) + os.urandom(MIB))).stream()
    assert isinstance(stream, Sparse)
    assert isinstance(stream, Moving)
    skipped = 0
    while count := stream.skip(1 << 30):
        skipped += count
    before = stream.moved
    assert skipped == 8 * MIB - 4096
    assert stream.readinto(memoryview(bytearray(9000))) == 4096
    assert stream.moved > before
    assert stream.readinto(memoryview(bytearray(9000))) == 0
    stream.close()


@every_packer
def test_a_damage_behind_all_that_is_read_is_found(packer: str, opened: Opened) -> None:
    """In what nobody asks for: only the checksum around it tells."""
    packed = bytearray(PACK[packer](DISKS["vdi"] + os.urandom(600_000)))
    packed[-100_000] ^= 4
    source = opened(bytes(packed))
    assert source.look().read_at(0, 512) == IMAGE[:512]
    with pytest.raises(PackedDamaged) as caught:
        read_all(source.stream())
    assert 0 < caught.value.offset <= len(IMAGE)


STORED: dict[str, Callable[[bytes], bytes]] = {
    "zip": lambda data: zip_of([ZipFile("disk.vdi", data, method=0)]),
    "7z": lambda data: seven_zip([Run((("disk.vdi", data),), COPY)]),
    "zip, tar": lambda data: zip_of([ZipFile("disk.tar", tar_of(("disk.vdi", data)), method=0)]),
}


@pytest.mark.parametrize("packer", STORED)
def test_one_that_is_stored_beside_its_checksum_is_held_against_it(
    packer: str, opened: Opened
) -> None:
    data = STORED[packer](DISKS["vdi"])
    source = opened(data)
    assert source.layers == (*packer.split(", "), "vdi")
    assert source.image.direct, "looking into it unpacks nothing"
    assert read_all(source.stream()) == IMAGE
    at = data.index(IMAGE[400_000:400_100])
    source = opened(data[:at] + b"not" + data[at + 3 :])
    with pytest.raises(PackedDamaged, match="checksum"):
        read_all(source.stream())
    reader = source.look_far(Patience())
    assert reader.read_at(0, 512) == IMAGE[:512]
    assert isinstance(reader, Proving)
    with pytest.raises(PackedDamaged, match="checksum"):
        reader.prove()


def test_reading_to_what_proves_it_can_be_stopped(opened: Opened) -> None:
    class Stopping(Patience):
        def hear(self) -> None:
            raise Stopped

    reader = opened(STORED["zip"](DISKS["vdi"])).look_far(Stopping())
    assert isinstance(reader, Proving)
    with pytest.raises(Stopped):
        reader.prove()


@pytest.mark.parametrize("crc", [None, 7])
def test_blocks_that_are_stored_in_an_archive_are_held_against_its_checksum(
    crc: int | None, opened: Opened
) -> None:
    """In one go: to begin at each of them, all in front of it would be read again."""
    data = xz_in_blocks(IMAGE, 100_000)
    source = opened(zip_of([ZipFile("disk.img.xz", data, method=0, crc=crc, local_crc=crc)]))
    assert source.look().read_at(700_000, 9) == IMAGE[700_000:700_009]
    if crc is None:
        assert read_all(source.stream()) == IMAGE
        return
    with pytest.raises(PackedDamaged, match="checksum"):
        read_all(source.stream())


@every_packer
def test_one_that_was_cut_off_is_read_as_far_as_it_goes(packer: str, opened: Opened) -> None:
    packed = PACK[packer](DISKS["vdi"])
    buffer = memoryview(bytearray(2 * MIB))
    with pytest.raises(PackedDamaged) as caught:
        opened(packed[: len(packed) * 2 // 3]).stream().readinto(buffer)
    assert caught.value.offset <= len(IMAGE)
    assert buffer[: caught.value.offset] == IMAGE[: caught.value.offset]


def test_what_lies_in_disorder_is_refused_in_words(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cluster in front of the one before it, and a packer that does not let one go back."""
    monkeypatch.setattr(lookup, "MOST_AGAIN", MIB)
    monkeypatch.setattr(lookup, "AGAIN", 2)
    monkeypatch.setattr(lookup, "FIRST", 0)
    monkeypatch.setattr(lookup, "KEPT_BESIDE", 0)
    backwards = _turned_round(vdi(os.urandom(6 * MIB), block=MIB), 6)
    with pytest.raises(UnsupportedImage, match="in such disorder") as caught:
        read_all(opened(PACK["zstd"](backwards)).stream())
    assert caught.value.hint == "Unpack it first."
    plain = read_all(opened(backwards).stream())
    assert read_all(opened(PACK["gzip"](backwards)).stream()) == plain, "here one goes on anywhere"


def _turned_round(disk: bytes, count: int) -> bytes:
    """A VDI whose blocks lie in the file from the last to the first."""
    data = bytearray(disk)
    at = int.from_bytes(data[0x154:0x158], "little")
    numbers = [number.to_bytes(4, "little") for number in reversed(range(count))]
    data[at : at + 4 * count] = b"".join(numbers)
    return bytes(data)


def test_tables_too_far_inside_are_refused(opened: Opened) -> None:
    at_end = vmdk(IMAGE, packed=True, at_end=True)
    with pytest.raises(UnsupportedImage, match="lie too far inside a packed file"):
        opened(PACK["gzip"](at_end))
    assert read_all(opened(PACK["zip"](at_end)).stream()) == IMAGE, "its length is known"


@pytest.mark.parametrize("packer", MEASURED)
def test_what_says_how_long_it_is_is_told_by_its_end(packer: str, opened: Opened) -> None:
    source = opened(PACK[packer](dmg(IMAGE)))
    assert source.layers == (packer, "dmg")
    assert read_all(source.stream()) == IMAGE
    source = opened(PACK[packer](vhd(IMAGE, kind=2)))
    assert (source.layers, source.size) == ((packer, "vhd"), len(IMAGE))
    for reader in (source.look(), source.look_far(Patience())):
        assert reader.size == len(IMAGE)
        assert reader.read_at(len(IMAGE) - 5, 100) == IMAGE[-5:]


@pytest.mark.parametrize("reach", [64 * MIB, MIB // 2])
@pytest.mark.parametrize("buffer", [1 << 20, 700, 100])
@every_packer
def test_the_footer_of_a_vhd_in_one_piece_is_none_of_the_disk(
    packer: str, buffer: int, reach: int, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its end is too far inside to be looked at when it is opened."""
    monkeypatch.setattr(lookup, "REACH", reach)
    image = IMAGE if buffer > 1000 else IMAGE[-600_064:]
    source = opened(PACK[packer](vhd(image, kind=2)))
    told = packer in MEASURED and reach > MIB
    assert source.layers == ((packer, "vhd") if told else (packer,))
    assert source.size == (len(image) if told else None)
    for start in (0, 1, len(image) - 512, len(image) - 1, len(image)):
        assert read_all(source.stream(start), buffer) == image[start:]


@every_packer
def test_of_what_is_only_unpacked_all_is_wanted(packer: str, tmp_path: Path) -> None:
    """A drive may have been saved that has anything at its end."""
    path = tmp_path / "drive"
    for data in (vhd(IMAGE, kind=2), dmg(IMAGE[:30_208])):
        path.write_bytes(PACK[packer](data))
        assert read_all(unpacked(open_plain(path)).stream()) == data


def test_one_that_was_told_to_be_longer_is_refused_when_its_end_tells_it(opened: Opened) -> None:
    """Its length is one of which there are many images, so that nobody looked."""
    source = opened(PACK["zip"](vhd(IMAGE + bytes(1536), kind=2)))
    assert source.size == len(IMAGE) + 2048
    with pytest.raises(UnsupportedImage, match="a VHD disk, which only its end tells") as caught:
        read_all(source.stream())
    assert caught.value.hint == "Unpack it first."


@every_packer
def test_what_only_looks_like_a_footer_is_the_images(packer: str, opened: Opened) -> None:
    """By a flipped bit in it, and of a disk in blocks."""
    for footer in (vhd(IMAGE, kind=2)[-512:-1] + b"!", vhd(IMAGE)[-512:]):
        data = IMAGE + bytes(1536) + footer
        assert read_all(opened(PACK[packer](data)).stream()) == data


def test_one_in_blocks_is_damaged_where_a_block_is(opened: Opened) -> None:
    data = bytearray(xz_in_blocks(vhd(IMAGE, kind=2), 100_000))
    data[90_000] ^= 1
    source = opened(bytes(data))
    assert source.layers == ("xz", "vhd")
    with pytest.raises(PackedDamaged):
        read_all(source.stream())
    reader = source.look_far(Patience())
    assert reader.read_at(0, 512) == IMAGE[:512]
    assert isinstance(reader, Proving)
    with pytest.raises(PackedDamaged):
        reader.prove()


@pytest.mark.parametrize("buffer", [1 << 20, 700, 100])
@every_packer
def test_a_dmg_is_refused_when_its_end_tells_it(
    packer: str, buffer: int, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes its bytes for those of a disk makes a stick of them that is none."""
    monkeypatch.setattr(lookup, "REACH", lookup.PIECE)
    data = dmg(IMAGE[:600_064])
    source = opened(PACK[packer](data))
    assert source.layers == (packer,)
    with pytest.raises(UnsupportedImage, match=r"a Mac \(DMG\)") as caught:
        read_all(source.stream(), buffer)
    assert caught.value.hint == "Unpack it first."
    with pytest.raises(UnsupportedImage, match="a Mac"):
        read_all(source.stream(len(data) - 512))
    others = data[:-507] + b"!" + data[-506:]
    assert read_all(opened(PACK[packer](others)).stream()) == others, "by more than four letters"


def test_one_that_needs_another_file_is_refused_as_ever(opened: Opened) -> None:
    with pytest.raises(UnsupportedImage, match="/etc/shadow"):
        opened(PACK["gzip"](qcow2(IMAGE[:70_000], backing=b"/etc/shadow")))
    with pytest.raises(UnsupportedImage, match="in files beside it"):
        opened(PACK["gzip"](b'# Disk DescriptorFile\nRW 9 FLAT "/etc/shadow" 0\n' + bytes(2000)))
