"""The hostile images of the matrix, each made by a function of its name; what is packed stands in
`hostile_packed`. They are built by the shared builders, none of which uses the engine's own
parsers."""

import struct
import zlib

from support_boot import (
    LOADER,
    GptLayout,
    GptPartition,
    Image,
    gpt_disk,
    mbr,
    mbr_disk,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import DISC_SECTOR, Boot, Disc, validation_entry
from support_fat import fat
from support_iso import FOLDER, SECTOR, Iso, Link, both, continuation, record, susp
from support_udf import UdfImage, retag
from support_wim import WimEdition, wim

HTML = "<img src=file:///etc/passwd>"


def iso_ring() -> bytes:
    """A folder that holds the folder that it lies in."""
    made = Iso({"a/b/loop/": b"", "a/b/file": b"x"})
    made.build()
    made.extents = {"a/b/loop": (made.blocks["a"], SECTOR)}
    return made.build()


def iso_folder_of_4_gib() -> bytes:
    made = Iso({"folder/": b"", "file": b"x"})
    made.extents = {"folder": (20, (4 << 30) - SECTOR)}
    return made.build()


def iso_file_outside() -> bytes:
    return Iso({"far": b"x" * 9, "near": b"y"}, extents={"far": (1 << 30, 9)}).build()


def iso_folder_outside() -> bytes:
    return Iso({"far/": b"", "near": b"y"}, extents={"far": (1 << 30, SECTOR)}).build()


def iso_loader_outside() -> bytes:
    """The loader that firmware would start lies where the image has ended."""
    boots = [Boot(b"", platform=0xEF, sectors=8, place=1 << 24)]
    return Disc(boots, {LOADER: pe()}, padding=4).build()


def iso_deeper_than_64() -> bytes:
    return Iso({"/".join("d" * 66) + "/": b""}).build()


def rock_ridge_ring() -> bytes:
    made = Iso({"a": b"1", "b": b"2"}, fields={"a": continuation(0, 0, 28)})
    made.build()
    ring = continuation(made.blocks["a"], 0, 28)
    made.files, made.fields = {"a": ring, "b": b"2"}, {"a": ring}
    return made.build()


def rock_ridge_continued_outside() -> bytes:
    return Iso({"a": b"1", "b": b"2"}, fields={"a": continuation(1 << 30, 0, 28)}).build()


def rock_ridge_moved_into_itself() -> bytes:
    files = {"deep": b"", "rr_moved/deep/inside": b"found"}
    made = Iso(files, fields={"deep": susp(b"CL", both(0)), "rr_moved/deep": susp(b"RE")})
    made.build()
    made.fields = {"deep": susp(b"CL", both(made.blocks[""])), "rr_moved/deep": susp(b"RE")}
    return made.build()


def rock_ridge_endless_link() -> bytes:
    """A symbolic link of components upon components."""
    parts = tuple((0, b"x" * 8) for _ in range(20))
    return Iso({"link": Link(parts), "n" * 250: b"y"}).build()


def iso_sizes_disagree() -> bytes:
    """The two byte orders of the volume's length say different things."""
    data = bytearray(Disc(files={"A.TXT": b"x"}, padding=10).build())
    data[16 * DISC_SECTOR + 84 : 16 * DISC_SECTOR + 88] = struct.pack(">I", 7)
    return bytes(data)


def iso_twice() -> bytes:
    """A second primary descriptor, and with it another root folder."""
    data = bytearray(Iso({"a/b.txt": b"x"}, joliet=True).build())
    data[17 * SECTOR : 18 * SECTOR] = data[16 * SECTOR : 17 * SECTOR]
    data[17 * SECTOR + 158 : 17 * SECTOR + 166] = both(20)
    return bytes(data)


def iso_trees_swap() -> bytes:
    files = {"note.txt": b"harmless", "tool.exe": b"MZ"}
    return Iso(files, joliet=True, instead=dict(zip(files, reversed(files), strict=True))).build()


def iso_joliet_elsewhere() -> bytes:
    """Its second tree lies outside of the image."""
    data = bytearray(Iso({"a.txt": b"x"}, rock_ridge=False, joliet=True).build())
    data[17 * SECTOR + 158 : 17 * SECTOR + 166] = both(1 << 20)
    return bytes(data)


def iso_countless_names() -> bytes:
    """Two folders of 32,000 names each, where firmware and installers are looked for."""
    sectors = [
        b"".join(record(b"F%05d;1" % (at + number), 20, 10) for number in range(40))
        for at in range(0, 32_000, 40)
    ]
    names = b"".join(sector.ljust(SECTOR, b"\0") for sector in sectors)
    made = bytearray(Iso({LOADER: pe(), "SOURCES/A": b""}, rock_ridge=False).build())
    for folder in ("EFI", "SOURCES"):
        at = made.index(bytes([len(folder)]) + folder.encode()) - 32
        new = record(folder.encode(), len(made) // SECTOR, len(names), FOLDER)
        made[at : at + len(new)] = new
        made += names
    return bytes(made)


def udf_ring() -> bytes:
    """A folder's name leads back to the folder above."""
    made = UdfImage({"a/b/c": b"x"})
    data = bytearray(made.build())
    above, inner = made.records["a"], made.records["a/b"]
    data[inner + 20 : inner + 36] = data[above + 20 : above + 36]
    retag(data, inner)
    return bytes(data)


def udf_impossible_length() -> bytes:
    """A file that says that it has 2^63 bytes."""
    made = UdfImage({"a": b"x" * 4000})
    data = bytearray(made.build())
    at = made.entries["a"]
    struct.pack_into("<Q", data, at + 56, 1 << 63)
    retag(data, at)
    return bytes(data)


def udf_extent_outside() -> bytes:
    made = UdfImage({"a": b"x" * 4000, "b": b"y"})
    data = bytearray(made.build())
    at = made.entries["a"]
    struct.pack_into("<II", data, at + 176, 4000, 1 << 29)
    retag(data, at)
    return bytes(data)


def udf_anchor_elsewhere() -> bytes:
    """Both anchors point behind the image's end."""
    data = bytearray(UdfImage({"a": b"x"}).build())
    for sector in (256, len(data) // 2048 - 1):
        struct.pack_into("<IIII", data, sector * 2048 + 16, 1 << 20, 1 << 30, 1 << 20, 1 << 30)
        retag(data, sector * 2048)
    return bytes(data)


def udf_virtual() -> bytes:
    return UdfImage({"a": b"x"}, partition="virtual").build()


def _catalogue(entries: bytes) -> bytes:
    data = bytearray(Disc([Boot(b"\xfa" * 2048)], padding=4).build())
    at = int.from_bytes(data[17 * DISC_SECTOR + 71 : 17 * DISC_SECTOR + 75], "little")
    data[at * DISC_SECTOR : at * DISC_SECTOR + len(entries)] = entries
    return bytes(data)


def el_torito_without_end() -> bytes:
    """Sections of 65,535 entries each, none of which is the last."""
    first = validation_entry() + Boot(b"\xfa" * 2048).pack(20)
    return _catalogue(first + struct.pack("<BBH28x", 0x90, 0xEF, 0xFFFF) * 100)


def el_torito_wrong_checksum() -> bytes:
    entry = bytearray(validation_entry())
    entry[28] ^= 0x55
    return _catalogue(bytes(entry))


def el_torito_in_itself() -> bytes:
    """Its boot image is the catalogue, and as long as it can say."""
    made = Disc([Boot(b"", sectors=0xFFFF, place=19)], padding=4)
    return made.build()


def _gpt(**bent: int) -> bytes:
    """A table whose header says one impossible thing, with a checksum that is right."""
    data = bytearray(gpt_disk([(GptPartition(64, 575), fat({LOADER: pe()}, size=256 << 10))]).data)
    for name, value in bent.items():
        at, form = {"count": (80, "<I"), "size": (84, "<I"), "array": (72, "<Q")}[name]
        struct.pack_into(form, data, 512 + at, value)
    head = bytes(data[512 : 512 + 92])
    struct.pack_into("<I", data, 512 + 16, zlib.crc32(head[:16] + bytes(4) + head[20:]))
    return bytes(data)


def gpt_of_four_billion_entries() -> bytes:
    return _gpt(count=0xFFFFFFFF)


def gpt_of_entries_without_size() -> bytes:
    return _gpt(size=0)


def gpt_of_entries_of_one_byte() -> bytes:
    return _gpt(size=1)


def gpt_array_outside() -> bytes:
    return _gpt(array=(1 << 64) - 1)


def gpt_overlapping() -> bytes:
    """A table of partitions that each hold a table of hundreds that overlap."""
    inner = GptLayout(8192, [GptPartition(64, 4000 + n) for n in range(250)], count=256)
    held = protective_mbr(8192) + inner.primary()
    parts = [(GptPartition(200 * n, 200 * n + 199), held) for n in range(1, 120)]
    return gpt_disk(parts, size=16 << 20).build()


def gpt_wrong_checksum() -> bytes:
    data = bytearray(_gpt())
    data[512 + 16] ^= 1
    return bytes(data)


def mbr_ring() -> bytes:
    """The chain of logical partitions leads back to its beginning."""
    chain = mbr(mbr_entry(0x83, 8, 100), mbr_entry(0x05, 0, 600))
    return mbr_disk((mbr_entry(0x05, 64, 600), chain), size=512 << 10).build()


def mbr_overlapping() -> bytes:
    part = fat({LOADER: pe()}, size=64 << 10)
    return mbr_disk(
        (mbr_entry(0xEF, 64, 128), part), (mbr_entry(0xEF, 100, 128), b""), size=256 << 10
    ).build()


def mbr_beyond_its_end() -> bytes:
    return mbr_disk(
        (mbr_entry(0x0C, 64, 0xFFFFFF00), fat({LOADER: pe()}, size=64 << 10)), size=256 << 10
    ).build()


def fat_ring() -> bytes:
    """A FAT32 whose root folder goes round and round."""
    data = bytearray(fat({}, size=36 << 20, bits=32))
    struct.pack_into("<I", data, 32 * 512 + 8, 2)
    return bytes(data)


def fat_endless_root() -> bytes:
    """A FAT32 whose root folder goes through all of its clusters."""
    data = bytearray(fat({}, size=36 << 20, bits=32))
    clusters = 60_000
    struct.pack_into(f"<{clusters}I", data, 32 * 512 + 8, *range(3, clusters + 3))
    for place in range(40 * 512 + 2 * 600 * 512, 30 << 20, 32):
        data[place : place + 12] = b"NAME    TXT "
    return bytes(data)


def squashfs() -> bytes:
    return (b"hsqs" + bytes(range(256)) * 16).ljust(1 << 20, b"\xff")


def apfs() -> bytes:
    return Image(1 << 20).put(32, b"NXSB" + b"\xff" * 4000).build()


def wim_alone() -> bytes:
    return wim([WimEdition("Windows 11 Pro")])


def html_label() -> bytes:
    return Disc(label=HTML, padding=4).build()


def bidi_label() -> bytes:
    return fat({LOADER: pe()}, size=256 << 10, label="\x1b[31mgpj")
