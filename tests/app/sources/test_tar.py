"""Tar archives, honest and not, beside what Python's own module writes."""

import bz2
import gzip
import hashlib
import io
import lzma
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from packing import InMemory, MemoryStream, ZipFile, image, read_all, zip_of
from support_tar import tar_of, with_header
from support_virtual_disk import vmdk

from app.errors import AppError, ManyImages, PackedDamaged, UnsupportedImage
from app.formats.tar import BLOCK
from app.sources import open_source
from app.sources.layer import DamagedLayer, skip
from app.sources.patience import Patience, Proving
from app.sources.source import Moving
from app.sources.tar import TarMember, TarStream, open_tar

IMAGE = image(200_000 // 512 * 512)
TEXT = b"Write the image to a stick.\n" * 1000
SHA256, SHA1 = (
    hashlib.new(kind, IMAGE, usedforsecurity=False).hexdigest() for kind in ("sha256", "sha1")
)
WRONG = "7" * 64


def opened(data: bytes, member: str | None = None, *, direct: bool = True) -> TarMember:
    layer = open_tar(InMemory(data, direct=direct), member)
    assert isinstance(layer, TarMember)
    return layer


def damage_of(data: bytes) -> str:
    layer = open_tar(InMemory(data))
    assert isinstance(layer, DamagedLayer)
    with pytest.raises(PackedDamaged) as caught:
        layer.stream()
    return caught.value.why


def _read_around(path: Path, member: str | None, *behind: tuple[str, bytes]) -> None:
    """All of an image behind which nothing is looked at."""
    data = IMAGE + bytes(65 << 20)
    path.write_bytes(gzip.compress(tar_of(("disk.img", data), *behind), 1))
    with closing(open_source(path, member).stream(70_000)) as stream:
        view = memoryview(bytearray(len(data) - 70_000))
        assert stream.readinto(view[:-1]) == len(view) - 1
        assert stream.readinto(view[-1:]) == 1


@pytest.mark.parametrize(
    "behind",
    [
        [("b.img", IMAGE)],
        [("read me", TEXT), ("b", bytes(510) + b"\x55\xaa"), ("end", TEXT)],
        [("b.img.xz", b"\xfd7zXZ\0" + TEXT)],
    ],
)
def test_another_image_out_of_reach_is_not_passed_over_unless_one_was_chosen(
    tmp_path: Path, behind: list[tuple[str, bytes]]
) -> None:
    with pytest.raises(ManyImages) as caught:
        _read_around(tmp_path / "packed.tar.gz", None, *behind)
    assert caught.value.names in [("disk.img", name) for name, _ in behind]
    _read_around(tmp_path / "packed.tar.gz", "disk.img", *behind)


def test_other_files_out_of_reach_are(tmp_path: Path) -> None:
    others = ("read me.img", TEXT), ("less.likely", bytes(4096)), ("empty.img", b"")
    _read_around(tmp_path / "packed.tar.gz", None, *others)


@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("name", ["disk.img", f"{'a' * 90}/{'b' * 90}.img"])
def test_every_format_and_long_names(format: int, name: str) -> None:
    layer = opened(tar_of(("readme.txt", TEXT), (name, IMAGE), format=format))
    assert (layer.member, layer.size, layer.direct) == (name, len(IMAGE), True)
    assert read_all(layer.stream()) == IMAGE
    assert read_all(layer.stream(70_000)) == IMAGE[70_000:]
    assert layer.look().read_at(90_000, 10) == IMAGE[90_000:90_010]
    assert layer.look().read_at(len(IMAGE) - 5, 10) == IMAGE[-5:]


@pytest.mark.parametrize("format", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_very_long_names_and_letters_of_all_kinds(format: int) -> None:
    name = "ä" * 300 + "/大きな.img"
    assert opened(tar_of((name, IMAGE), format=format)).member == name


@pytest.mark.parametrize(
    ("pack", "name"),
    [
        (gzip.compress, "gzip"),
        (bz2.compress, "bzip2"),
        (lzma.compress, "xz"),
        (zstandard.compress, "zstd"),
    ],
)
def test_packed_as_a_whole(pack: Callable[[bytes], bytes], name: str, tmp_path: Path) -> None:
    path = tmp_path / "disk.tar.any"
    path.write_bytes(pack(tar_of(("readme.txt", TEXT), ("disk.img", IMAGE), ("end.txt", TEXT))))
    source = open_source(path)
    assert (source.layers, source.member, source.size) == ((name, "tar"), "disk.img", len(IMAGE))
    assert read_all(source.stream()) == IMAGE
    assert read_all(source.stream(1000)) == IMAGE[1000:]
    assert source.look().read_at(1000, 1000) == IMAGE[1000:2000]


@pytest.mark.parametrize("crc", [None, 7])
def test_so_is_the_checksum_of_what_is_only_stored(crc: int | None, tmp_path: Path) -> None:
    path = tmp_path / "disk.zip"
    tar = tar_of(("disk.img", IMAGE), ("readme.txt", TEXT))
    path.write_bytes(zip_of([ZipFile("disk.tar", tar, method=0, crc=crc, local_crc=crc)]))
    source = open_source(path)
    assert source.layers == ("zip", "tar")
    if crc is None:
        assert read_all(source.stream()) == IMAGE
        return
    with pytest.raises(PackedDamaged, match="checksum") as caught:
        read_all(source.stream())
    assert caught.value.offset == len(IMAGE)


def test_the_packing_is_proven_behind_the_image_too() -> None:
    data = tar_of(("disk.img", IMAGE), ("end.txt", TEXT))
    layer = TarMember(
        InMemory(data, direct=False, damage=len(data) - 20_000),
        opened(data)._member,
    )
    stream = layer.stream()
    with pytest.raises(PackedDamaged, match="a test says so") as caught:
        stream.readinto(memoryview(bytearray(len(IMAGE))))
    assert caught.value.offset == len(IMAGE)


@pytest.mark.parametrize("name", ["box.mf", "box.txt"])
def test_who_reads_on_to_the_end_of_the_packing_is_at_work(name: str, tmp_path: Path) -> None:
    """Or a disk would be said not to answer."""
    path, text = tmp_path / "disk.tar.gz", f"SHA256(disk.img)= {SHA256}\n".encode()
    data = tar_of((name, text), ("disk.img", IMAGE), ("end.txt", 20 * TEXT))
    path.write_bytes(gzip.compress(data))
    stream = open_source(path).stream()
    assert isinstance(stream, Moving)
    half = len(IMAGE) // 2
    assert stream.readinto(memoryview(bytearray(half))) == half
    before = stream.moved
    skip(stream, half)
    assert stream.moved - before > half + 19 * len(TEXT)


def test_several_images_and_none() -> None:
    several = tar_of(("a.img", IMAGE), ("b.img", IMAGE[:-512]))
    with pytest.raises(ManyImages) as caught:
        opened(several)
    assert caught.value.names == ("a.img", "b.img")
    assert read_all(opened(several, "b.img").stream()) == IMAGE[:-512]
    with pytest.raises(UnsupportedImage, match=r"There is no c\.img"):
        opened(several, "c.img")
    with pytest.raises(UnsupportedImage, match="There is no image"):
        opened(tar_of(("readme.txt", TEXT)))
    with pytest.raises(UnsupportedImage, match=r"There is no link\.img"):
        opened(several, "link.img")
    with pytest.raises(UnsupportedImage, match="2 files of the same name"):
        opened(tar_of(("a.img", IMAGE), ("a.img", IMAGE)), "a.img")


def test_an_image_too_far_inside(tmp_path: Path) -> None:
    path = tmp_path / "packed.tar.gz"
    path.write_bytes(gzip.compress(tar_of(("a.txt", TEXT * 2500), ("disk.img", IMAGE)), 1))
    with pytest.raises(UnsupportedImage, match="too far inside"):
        open_source(path)
    with pytest.raises(UnsupportedImage, match="too far inside"):
        open_source(path, "disk.img")


def test_what_lies_behind_what_is_looked_at_hides_nothing_before(tmp_path: Path) -> None:
    path = tmp_path / "packed.tar.gz"
    data = IMAGE + bytes(65 << 20)
    path.write_bytes(gzip.compress(tar_of(("disk.img", data), ("a.txt", TEXT)), 1))
    source = open_source(path)
    assert source.size == len(data)
    stream, buffer = source.stream(), memoryview(bytearray(8 << 20))
    assert sum(iter(lambda: stream.readinto(buffer), 0)) == len(data)


def ova(digest: str, line: str = "SHA256(disk.img)= {}", name: str = "box.mf") -> bytes:
    text = "SHA256(box.ovf)= " + "7" * 64 + f"\n{line.format(digest)}\r\n"
    return tar_of(("box.ovf", TEXT), (name, text.encode()), ("disk.img", IMAGE))


@pytest.mark.parametrize(
    "data",
    [
        ova(SHA256),
        ova(SHA256.upper(), "SHA256 (./disk.img) = {}", "folder/BOX.MF"),
        ova(SHA1, "SHA1(disk.img)= {}"),
        ova(WRONG, "SHA256(other.img)= {}"),
        ova(WRONG, name="box.txt"),
        ova(WRONG, "SHA256(disk.img)= \0{}"),
    ],
)
def test_an_ova_is_as_its_list_says(data: bytes) -> None:
    layer = opened(data)
    assert read_all(layer.stream()) == IMAGE
    assert read_all(layer.stream(70_000)) == IMAGE[70_000:]
    reader = layer.look_far(Patience())
    assert reader.read_at(90_000, 10) == IMAGE[90_000:90_010]
    assert isinstance(reader, Proving)
    reader.prove()


def test_a_list_is_of_its_own_folder() -> None:
    """Or of the archive's: a file of the same name in another one is another file."""
    other = image(100_352, seed=2)
    of_other = hashlib.sha256(other).hexdigest()
    lists = [
        ("one/box.mf", f"SHA256(disk.img)= {SHA256}\n".encode()),
        ("two/box.mf", f"SHA256(disk.img)= {of_other}\n".encode()),
        ("old.mf", f"SHA256(disk.img)= {WRONG}\nSHA256(old/disk.img)= {WRONG}\n".encode()),
    ]
    files = [("one/disk.img", IMAGE), ("two/disk.img", other)]
    for name, data in files:
        assert read_all(opened(tar_of(*lists, *files), name).stream()) == data
    for wrong in (
        ("one/box.mf", f"SHA256(disk.img)= {WRONG}\n"),
        ("box.mf", f"SHA256(./one/disk.img)= {WRONG}\n"),
    ):
        listed = (wrong[0], wrong[1].encode())
        with pytest.raises(PackedDamaged, match="the archive’s list"):
            read_all(opened(tar_of(listed, *files), "one/disk.img").stream())


def test_digits_that_may_be_of_two_kinds_are_not_compared() -> None:
    assert read_all(opened(ova(2 * WRONG, "{} *disk.img")).stream()) == IMAGE


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ova(WRONG), "SHA-256"),
        (ova(SHA1[1:] + SHA1[0], "SHA1(disk.img)= {}"), "SHA-1"),
        (ova(WRONG, "SHA256(disk.img)= " + SHA256 + "\nSHA256(disk.img)= {}"), "SHA-256"),
    ],
)
def test_an_ova_that_is_not_is_damaged(data: bytes, kind: str) -> None:
    layer = opened(data)
    for start in (0, 70_000):
        stream, buffer = layer.stream(start), memoryview(bytearray(len(IMAGE) - start))
        with pytest.raises(PackedDamaged, match=f"its {kind} is not the one in the") as caught:
            stream.readinto(buffer)
        assert caught.value.offset == len(IMAGE)
        assert buffer == IMAGE[start:]
    reader = layer.look_far(Patience())
    assert isinstance(reader, Proving)
    with pytest.raises(PackedDamaged, match="is not the one in the archive’s list"):
        reader.prove()


def test_so_is_a_disk_in_it_that_is_read_by_place(tmp_path: Path) -> None:
    disk = vmdk(IMAGE)
    for digest in (hashlib.sha256(disk).hexdigest(), WRONG):
        path = tmp_path / digest[:9]
        text = f"SHA256(disk.vmdk)= {digest}\n".encode()
        path.write_bytes(tar_of(("box.ovf", TEXT), ("disk.vmdk", disk), ("box.mf", text)))
        source = open_source(path)
        assert source.layers == ("tar", "vmdk")
        if digest != WRONG:
            assert read_all(source.stream()) == IMAGE
            continue
        with pytest.raises(PackedDamaged, match="the archive’s list"):
            read_all(source.stream())


def test_sparse_members_are_refused() -> None:
    plain = tar_of(("disk.img", IMAGE), format=tarfile.GNU_FORMAT)
    old = with_header(plain, BLOCK, 156, b"S")
    old = with_header(old, BLOCK, 483, b"%011o\0" % len(IMAGE))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        about = tarfile.TarInfo("GNUSparseFile.0/disk.img")
        about.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.name": "disk.img"}
        about.size = len(IMAGE)
        archive.addfile(about, io.BytesIO(IMAGE))
    for data in (old, out.getvalue()):
        with pytest.raises(UnsupportedImage, match="stored without its zeros"):
            open_tar(InMemory(data), "disk.img")


def test_large_numbers_are_binary() -> None:
    data = tar_of(("disk.img", IMAGE), format=tarfile.GNU_FORMAT)
    layer = opened(with_header(data, BLOCK, 124, b"\x80" + len(IMAGE).to_bytes(11, "big")))
    assert read_all(layer.stream()) == IMAGE


def test_damage() -> None:
    data = tar_of(("disk.img", IMAGE))
    assert "checksum is wrong" in damage_of(b"e" + data[1:])
    assert "of 512 bytes are there" in damage_of(data[: -len(data) % BLOCK + BLOCK + 10])
    assert "below zero" in damage_of(with_header(data, BLOCK, 124, b"\xff" * 12))
    assert "is none" in damage_of(
        with_header(data, BLOCK, 124, b"12345678901\0".replace(b"8", b"9"))
    )
    cut = data.index(IMAGE) + 1000
    assert "of 512 bytes are there" in damage_of(data[:cut])
    assert "about one file" in damage_of(
        with_header(tar_of(("ä" * 300, IMAGE)), BLOCK, 124, b"%011o\0" % (2 << 20))
    )


def test_what_one_header_says_of_all_files_is_refused() -> None:
    out = io.BytesIO()
    headers = {"size": "100"}
    with tarfile.open(fileobj=out, mode="w", pax_headers=headers) as archive:
        about = tarfile.TarInfo("disk.img")
        about.size = len(IMAGE)
        archive.addfile(about, io.BytesIO(IMAGE))
    assert "true of one" in damage_of(out.getvalue())


def test_a_packed_file_that_ends_early_is_damage() -> None:
    data = tar_of(("disk.img", IMAGE))
    member = opened(data)._member
    layer = TarMember(InMemory(data[:100_000]), member)
    with pytest.raises(PackedDamaged, match="tar: it ends too early"):
        read_all(layer.stream())


def test_streams_are_closed() -> None:
    layer = opened(tar_of(("disk.img", IMAGE)))
    stream = layer.stream()
    assert isinstance(stream, TarStream)
    below = stream._below
    stream.close()
    assert isinstance(below, MemoryStream)
    assert below.closed


@given(st.data())
def test_any_change_ends_in_an_image_or_an_error(data: st.DataObject) -> None:
    archive = bytearray(tar_of(("ä" * 120, b"x" * 700), ("disk.img", IMAGE[:2048])))
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    try:
        layer = open_tar(InMemory(bytes(archive)))
        layer.look().read_at(0, 4096)
        read_all(layer.stream())
    except AppError:
        pass
