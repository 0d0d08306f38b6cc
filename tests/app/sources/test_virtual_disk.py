"""Virtual disks as sources: their bytes, their holes, their refusals, and what damage becomes."""

import os
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import read_all
from support_vhdx import PAGE, TABLE_AT, crc_at_4, log_entry, logged, table, vhdx
from support_virtual_disk import MIB, dmg, qcow2, raw_deflate, vdi, vhd, vmdk, vmdk_text

from app.errors import AppError, ImageChanged, ImageUnreadable, PackedDamaged, UnsupportedImage
from app.sources import FileSource, open_source
from app.sources.layers import VIRTUAL_DISKS
from app.sources.source import Sparse

Opened = Callable[[bytes], FileSource]

HOLE = (100_000, 300_000)  # at least this stretch of the image is zeros


def _image() -> bytes:
    data = bytearray(Random(3).randbytes(MIB))
    data[HOLE[0] : HOLE[1]] = bytes(HOLE[1] - HOLE[0])
    data[600_000:700_000] = b"packs well " * 9091
    return bytes(data[: MIB - 512 * 3])


IMAGE = _image()
SHORT = IMAGE[: 200 << 10]
DISKS = {
    "qcow2": qcow2(IMAGE),
    "qcow2 of version 2": qcow2(IMAGE, version=2),
    "qcow2 of small clusters": qcow2(IMAGE[:30_000], bits=9),
    "qcow2, deflated": qcow2(IMAGE, packed="deflate"),
    "qcow2, zstd": qcow2(IMAGE, packed="zstd"),
    "qcow2 in use": qcow2(IMAGE, features=1),
    "vdi": vdi(IMAGE),
    "vhd in blocks": vhd(IMAGE),
    "vhd in one piece": vhd(IMAGE, kind=2),
    "vhdx": vhdx(IMAGE + bytes(MIB * 2)),
    "vmdk": vmdk(IMAGE),
    "vmdk, packed": vmdk(IMAGE, packed=True),
    "vmdk, packed, with a short end": vmdk(IMAGE, packed=True, short=True),
    "vmdk, packed as a stream": vmdk(IMAGE, packed=True, at_end=True),
    "dmg": dmg(IMAGE),
    "dmg, bzip2": dmg(IMAGE, kind=0x80000006),
    "dmg, xz": dmg(IMAGE, kind=0x80000008),
    # These begin as a .bz2 and an .xz do.
    "dmg, all of it bzip2": dmg(IMAGE, kind=0x80000006, first=0x80000006),
    "dmg, all of it xz": dmg(IMAGE, kind=0x80000008, first=0x80000008),
    "vhdx with a log": logged(
        IMAGE[MIB:] + IMAGE + bytes(512 * 3), log_entry(9, {TABLE_AT: table(4)})
    ),
    "vhdx of large sectors": vhdx(IMAGE + bytes(512 * 3 + 4096), sector=4096),
}


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def opened(data: bytes) -> FileSource:
        path = tmp_path / "disk"
        path.write_bytes(data)
        return open_source(path)

    return opened


def expected(source: FileSource) -> bytes:
    assert source.size is not None
    return IMAGE[: source.size].ljust(source.size, b"\0")


@pytest.mark.parametrize("name", DISKS)
def test_a_disk_reads_as_what_it_holds(name: str, opened: Opened) -> None:
    source = opened(DISKS[name])
    image = expected(source)
    assert source.layers == (name.split()[0].strip(","),)
    assert source.layers[0] in VIRTUAL_DISKS
    assert read_all(source.stream()) == image
    assert read_all(source.stream(12_345)) == image[12_345:]
    reader, random = source.look(), Random(name)
    for _ in range(50):
        place, length = random.randrange(len(image)), random.randrange(1, 50_000)
        assert reader.read_at(place, length) == image[place : place + length]
    assert reader.read_at(len(image) - 3, 10) == image[-3:]
    assert reader.read_at(len(image), 10) == reader.read_at(-1, 10) == b""


@pytest.mark.parametrize("name", ["qcow2", "vdi", "vhd in blocks", "vmdk", "dmg"])
def test_what_was_never_written_is_a_hole(name: str, opened: Opened) -> None:
    stream = opened(DISKS[name]).stream(HOLE[0] + 4096)
    assert isinstance(stream, Sparse)
    assert stream.skip(1000) == 1000
    skipped = 1000
    while count := stream.skip(1 << 30):
        skipped += count
    assert HOLE[1] - HOLE[0] - 3 * 4096 < skipped < HOLE[1] - HOLE[0]
    buffer = memoryview(bytearray(5000))
    assert stream.readinto(buffer) == 5000
    start = HOLE[0] + 4096 + skipped
    assert bytes(buffer) == IMAGE[start : start + 5000]


def test_a_hole_of_the_file_is_one_of_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "fixed.vhd"
    data = vhd(bytes(8 * MIB) + IMAGE, kind=2)
    with path.open("wb") as file:
        file.seek(8 * MIB)
        file.write(data[8 * MIB :])
    stream = open_source(path).stream(4096)
    assert isinstance(stream, Sparse)
    assert stream.skip(1 << 30) == 8 * MIB - 4096


REFUSED = {
    "“../secret.img”": qcow2(SHORT, backing=b"../secret.img"),
    "“json:{}”": qcow2(SHORT, backing=b"json:{}"),
    "keeps its contents in “raw.data”": qcow2(SHORT, features=4, outside=b"raw.data"),
    "keeps its contents in “another file”": qcow2(SHORT, features=4),
    "is encrypted": qcow2(SHORT, encryption=2),
    "marked as damaged": qcow2(SHORT, features=2),
    "features 0x20": qcow2(SHORT, features=1 << 5),
    "qcow2 disk is of version 1": qcow2(SHORT, version=1),
    "VDI disk holds only what differs": vdi(SHORT, kind=4),
    "differs from another one.": vdi(SHORT, parent=b"x" * 16),
    "VDI disk is of version": vdi(SHORT).replace(b"\x01\0\1\0", b"\x01\0\2\0", 1),
    "“C:/base.vhd”, which is not read": vhd(SHORT, kind=4, parent="C:/base.vhd"),
    "VHD disk is of a kind": vhd(SHORT, kind=5),
    "VHDX disk holds only what differs from another one, “C:\\a.vhdx”, which is not": vhdx(
        SHORT,
        parent={
            "parent_linkage": "{1}",
            "relative_path": ".\\a.vhdx",
            "absolute_win32_path": "C:\\a.vhdx",
        },
    ),
    "another one, “..\\a.vhdx”, which is not": vhdx(
        SHORT, parent={"relative_path": "..\\a.vhdx", "volume_path": ""}
    ),
    "another one, “{1}”, which is not": vhdx(SHORT, parent={"parent_linkage": "{1}"}),
    "another one, “unnamed”, which is not": vhdx(SHORT, parent={}),
    "“D:/base.vmdk”, which is not read": vmdk(SHORT, parent="D:/base.vmdk"),
    "“/base.vmdk”, which is not read": vmdk_text('RW 2 FLAT "a" 0', parent="/base.vmdk"),
    "VMDK disk is packed in a way that is not known here (7)": vmdk(SHORT, packed=True, packing=7),
    "VMDK disk is of version 9": vmdk(SHORT, version=9),
    "contents in “/etc/shadow”, which is": vmdk(
        SHORT, text=vmdk_text('RW 9 SPARSE "disk.vmdk"', 'RW 9 FLAT "/etc/shadow" 0')
    ),
    "contents in “raw.img”, which is": vmdk(SHORT, text=vmdk_text('RW 9 FLAT "raw.img" 0')),
    "contents in “another file”, which is": vmdk(SHORT, text=vmdk_text("RW 9 ZERO")),
    "only a part of a VMDK disk": vmdk(SHORT, text=b""),
    "part of a VMDK disk, whose text is in another file": vmdk(SHORT, text=bytes(1024)),
    "keeps its contents in “../secret”": vmdk_text('RW 2 FLAT "../secret" 0'),
    "keeps its contents in “/etc/passwd”": vmdk_text('RW 2 FLAT "/etc/passwd" 0'),
    "keeps its contents in “C:secret”": vmdk_text('RW 2 FLAT "C:secret" 0'),
    "keeps its contents in “nbd:host”": vmdk_text('RW 2 VMFS "nbd:host" 0'),
    "keeps its contents in “..”": vmdk_text('RW 2 FLAT ".." 0'),
    "several files of a kind that is not read (x-s001.vmdk)": vmdk_text(
        'RW 2 SPARSE "x-s001.vmdk"'
    ),
    "(LZFSE)": dmg(SHORT, kind=0x80000007),
    "(ADC)": dmg(SHORT, kind=0x80000004),
    "is in 3 files": dmg(SHORT, segments=3),
    "changes to it still wait in its log": logged(SHORT, log_entry(1, {4 * MIB: bytes(PAGE)})),
    "and its log is not whole": logged(SHORT, log_entry(1, summed=False)),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_needs_more_than_its_file_is_refused(said: str, opened: Opened) -> None:
    with pytest.raises(UnsupportedImage) as caught:
        opened(REFUSED[said])
    assert said in str(caught.value)


def test_a_text_of_the_file_stays_plain(opened: Opened) -> None:
    with pytest.raises(UnsupportedImage) as caught:
        opened(qcow2(SHORT, backing=b"\x1b[31mred\n"))
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def _vhdx_with(at: int, value: bytes, record: int, length: int) -> bytes:
    """With a valid checksum of the record it is in."""
    data = bytearray(DISKS["vhdx"])
    data[at : at + len(value)] = value
    data[record : record + length] = crc_at_4(bytes(data[record : record + length]))
    return bytes(data)


DAMAGED = {
    "clusters of 2^30": qcow2(SHORT, bits=12)[:20] + struct.pack(">I", 30) + bytes(5000),
    "0 bytes in clusters": qcow2(SHORT, size=0),
    "tables do not reach as far": qcow2(SHORT, size=1 << 40),
    "bytes are there": qcow2(SHORT)[:80],
    "bytes in blocks of": vdi(SHORT)[:376] + struct.pack("<I", 1000) + vdi(SHORT)[380:],
    "are not": vdi(SHORT)[:368] + struct.pack("<Q", 1 << 50) + vdi(SHORT)[376:],
    "a disk of 4,611,686,018,427,387,904 bytes is not before it": vhd(SHORT, kind=2, size=1 << 62),
    f"a disk of {len(SHORT) + 512:,} bytes is not before it": vhd(
        SHORT, kind=2, size=len(SHORT) + 512
    ),
    "its checksum is wrong": b"x" * 512 + vhd(SHORT)[512:-512] + b"conectix" + bytes(504),
    "grains of 7 sectors": vmdk(SHORT)[:20] + struct.pack("<Q", 7) + vmdk(SHORT)[28:],
    "it names no file": vmdk_text(),
    "its lengths make no sense": dmg(b""),
    "it is no list of pieces": dmg(SHORT, xml=b"<plist><dict/></plist>"),
    "its list has far too many parts": dmg(SHORT, xml=b"<plist>" + b"<array>" * 100_000),
    "both have a wrong checksum": b"vhdxfile" + bytes(5 * MIB),
    "it names no metadata": _vhdx_with(
        (192 << 10) + 48, b"x" * 16 + bytes(16), 192 << 10, 64 << 10
    ),
}


@pytest.mark.parametrize("said", DAMAGED)
def test_damage_is_told_when_it_is_read(said: str, opened: Opened) -> None:
    source = opened(DAMAGED[said])
    assert source.size is None
    with pytest.raises(PackedDamaged, match=said.replace("^", r"\^")):
        source.stream()
    with pytest.raises(PackedDamaged):
        source.look().read_at(0, 1)


@pytest.mark.parametrize("name", ["qcow2", "vdi", "vhd in blocks", "vhdx", "qcow2, deflated"])
def test_a_disk_that_was_cut_off_is_read_as_far_as_it_goes(name: str, opened: Opened) -> None:
    whole = DISKS[name]
    source = opened(whole[: len(whole) // 2 + (2 * MIB if name == "vhdx" else 0)])
    buffer = memoryview(bytearray(len(IMAGE)))
    with pytest.raises(PackedDamaged) as caught:
        source.stream().readinto(buffer)
    good = caught.value.offset
    assert bytes(buffer[:good]) == IMAGE[:good]
    assert good > len(IMAGE) // 4 or name == "vhdx"
    with pytest.raises(PackedDamaged):
        source.look().read_at(len(IMAGE) - 600_000, 500_000)


def flat(folder: Path, *extents: str) -> Path:
    path = folder / "disk.vmdk"
    path.write_bytes(vmdk_text(*extents))
    return path


def test_a_flat_vmdk_is_read_from_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"head" * 128 + IMAGE[:51_200])
    (tmp_path / "two").write_bytes(IMAGE[102_400:])
    left = len(IMAGE) - 102_400
    path = flat(
        tmp_path,
        'RW 100 FLAT "one" 1',
        "RW 100 ZERO",
        f'RW {left // 512} FLAT "two" 0',
        "RW 8 ZERO",
    )
    source = open_source(path)
    image = IMAGE[:51_200] + bytes(51_200) + IMAGE[102_400:] + bytes(4096)
    assert source.layers == ("vmdk",)
    assert read_all(source.stream()) == image
    assert read_all(source.stream(50_000)) == image[50_000:]
    assert source.look().read_at(51_000, 60_000) == image[51_000:111_000]


def test_a_file_beside_it_that_is_short_missing_or_a_link(tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(bytes(1024))
    with pytest.raises(PackedDamaged, match="short has 1,024 bytes and not 1,536"):
        open_source(flat(tmp_path, 'RW 3 FLAT "short" 0')).stream()
    with pytest.raises(ImageUnreadable, match="No such file"):
        open_source(flat(tmp_path, 'RW 3 FLAT "missing" 0'))
    (tmp_path / "link").symlink_to("short")
    with pytest.raises(UnsupportedImage, match="is not a file"):
        open_source(flat(tmp_path, 'RW 2 FLAT "link" 0'))


def test_a_file_beside_it_may_not_change_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(IMAGE)
    source = open_source(flat(tmp_path, f'RW {len(IMAGE) // 512} FLAT "one" 0'))
    stream = source.stream()
    buffer = memoryview(bytearray(65_536))
    assert stream.readinto(buffer) == len(buffer)
    os.utime(tmp_path / "one", (1, 1))
    with pytest.raises(ImageChanged, match="something wrote to it"):
        stream.readinto(buffer)


def test_a_line_of_blanks_takes_no_time(tmp_path: Path) -> None:
    line = "a =" + 60_000 * " " + '""x'
    with pytest.raises(PackedDamaged, match="names no file"):
        open_source(flat(tmp_path, line)).stream()


def test_a_list_that_declares_entities_is_not_taken(opened: Opened) -> None:
    """H30"""
    declared = b'<!DOCTYPE plist [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = b'<?xml version="1.0"?>' + declared + b"<plist><dict><key>&c;</key></dict></plist>"
    with pytest.raises(PackedDamaged, match="no list of pieces"):
        opened(dmg(SHORT, xml=text)).stream()


def test_a_vhd_without_its_end_is_known_by_its_beginning(opened: Opened) -> None:
    source = opened(DISKS["vhd in blocks"][:-512])
    assert source.layers == ("vhd",)
    assert read_all(source.stream()) == IMAGE


def test_sectors_that_a_bitmap_leaves_out_are_zeros(opened: Opened) -> None:
    data = bytearray(vhd(b"\x55" * 8192, block=4096))
    bitmap = data.index(b"\xff" + bytes(511) + b"\x55")
    data[bitmap] = 0b1011_0000
    found = read_all(opened(bytes(data)).stream())
    written = (1, 0, 1, 1, 0, 0, 0, 0)
    assert found[:4096] == b"".join((b"\x55" if each else b"\0") * 512 for each in written)
    assert found[4096:] == b"\x55" * 4096


@pytest.mark.parametrize("bits", [0b1010_1010, 0b1111_0000, 0b0000_0001])
def test_sectors_of_a_large_block_come_and_go(bits: int, opened: Opened) -> None:
    image = Random(bits).randbytes(64 << 10)
    data = bytearray(vhd(image, block=64 << 10))
    bitmap = data.index(b"\xff" * 16 + bytes(496) + image[:16])
    data[bitmap + 3 : bitmap + 7] = bytes([bits, 0, 255, bits])
    written = [*[1] * 24, *_bits(bits), *[0] * 8, *[1] * 8, *_bits(bits), *[1] * 72]
    sectors = zip(written, range(0, len(image), 512), strict=True)
    expected = b"".join(image[at : at + 512] if each else bytes(512) for each, at in sectors)
    source = opened(bytes(data))
    assert read_all(source.stream()) == expected
    for place in range(0, len(image), 700):
        assert source.look().read_at(place, 3000) == expected[place : place + 3000]


def _bits(byte: int) -> list[int]:
    return [byte >> 7 - number & 1 for number in range(8)]


def test_a_bomb_unpacks_to_one_cluster(opened: Opened) -> None:
    """What comes out of a packed cluster is never more than a cluster."""
    data = bytearray(qcow2(b"\x11" * 4096, packed="deflate"))
    (entry,) = struct.unpack_from(">Q", data, 2 * 4096)
    data[2 * 4096 : 2 * 4096 + 8] = struct.pack(">Q", entry | 15 << 58)
    data[3 * 4096 :] = raw_deflate(bytes(7 * MIB)).ljust(8192, b"\0")
    assert read_all(opened(bytes(data)).stream()) == bytes(4096)


# Of a VHDX the regions, the items of the metadata, what these hold, and the table of blocks.
HEADS = {
    "vhdx": ((0, 64), (192 << 10, 80), (2 * MIB, 130), (2 * MIB + (64 << 10), 20), (3 * MIB, 16))
}


@pytest.mark.parametrize(
    "name", ["qcow2", "qcow2, zstd", "vdi", "vhd in blocks", "vhdx", "vmdk", "dmg"]
)
@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_in_it_ends_in_bytes_or_in_a_sentence(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    disk = bytearray(DISKS[name])
    heads = HEADS.get(name, ((0, 13 * 1024),))
    for _ in range(data.draw(st.integers(1, 4))):
        start, length = data.draw(st.sampled_from(heads))
        at = start + data.draw(st.integers(0, length))
        piece = data.draw(st.binary(min_size=1, max_size=9))
        disk[at : at + len(piece)] = piece
    regions = bytes(disk[192 << 10 : 256 << 10])
    if name == "vhdx" and regions != DISKS[name][192 << 10 : 256 << 10]:
        disk[192 << 10 : 256 << 10] = crc_at_4(regions)
    path = tmp_path_factory.getbasetemp() / "mutant"
    path.write_bytes(disk)
    buffer = memoryview(bytearray(1 << 16))
    try:
        stream = open_source(path).stream()
        for _ in range(20):
            if not stream.readinto(buffer):
                break
        stream.close()
    except AppError:
        pass
