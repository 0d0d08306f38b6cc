"""How far a drive is used, and what of it nobody needs."""

from collections.abc import Iterable
from functools import partial

import pytest
from support_boot import GptLayout, GptPartition, Image, mbr, mbr_entry, protective_mbr
from support_disc import Disc
from support_ext import ext
from support_fat import fat
from support_images import image_bytes

from app.errors import CopyProtected, NoVolume, ReadRefused
from app.formats.binary import Memory
from app.inspection.in_use import InUse, demand_unprotected, of_disc, of_drive, whole
from app.inspection.protected import is_scrambled

MIB = 1 << 20
SIZE = 64 * MIB


class Unreadable(Memory):
    """From a byte on."""

    def __init__(self, data: bytes, end: int) -> None:
        super().__init__(data)
        self.end = end

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length > self.end:
            raise ReadRefused("Stick", offset, "Input/output error")
        return super().read_at(offset, length)


def used(image: Image, size: int = SIZE) -> InUse:
    data = image.build()
    found = of_drive(Memory(data.ljust(size, b"\0")), size, 512)
    assert all(start % 4096 == 0 for start, _ in found.spans)
    assert all(stop % 4096 == 0 or stop == found.size for _, stop in found.spans)
    return found


def test_nothing_known_is_all_in_use() -> None:
    assert used(Image().put(0, image_bytes(MIB))) == whole(SIZE)
    assert used(Image().put(0, b"")) == whole(SIZE)


def test_up_to_the_last_partition_of_an_mbr() -> None:
    """To a whole number of the largest sectors."""
    table = mbr(mbr_entry(0xEF, 2048, 2048), mbr_entry(0x83, 8192, 1001))
    found = used(Image().put(0, table).put(MIB, fat({"FILE": b"x"})))
    end = -(-(8192 + 1001) * 512 // 4096) * 4096
    assert (found.size, found.spans[-1][1], found.beyond) == (end, end, SIZE - end)


def test_a_table_without_a_file_system_proves_nothing() -> None:
    """It may count in other sectors: then what it speaks of ends elsewhere."""
    table = mbr(mbr_entry(0x83, 2048, 2048), mbr_entry(0x83, 8192, 1001))
    assert used(Image().put(0, table)) == whole(SIZE)
    data = Image().put(0, table).put(MIB, fat({"FILE": b"x"})).build().ljust(SIZE, b"\0")
    assert of_drive(Memory(data), SIZE, 4096) == whole(SIZE)


def test_a_file_system_in_place_of_a_table_is_none() -> None:
    """Whatever stands where a table would be."""
    sector = bytearray(mbr(mbr_entry(0x83, 2048, 2048)))
    sector[3:11] = b"NTFS    "
    volume = fat({"FILE": b"x"})
    assert used(Image().put(0, bytes(sector)).put(MIB, volume)) == whole(SIZE)


def test_a_disc_ends_with_its_volume_unless_it_is_a_rest() -> None:
    disc = Disc(files={"README.TXT": b"hello"}).build()
    end = -(-len(disc) // 4096) * 4096
    assert used(Image().put(0, disc)).size == end
    assert used(Image().put(0, disc).put(0, b"XFSB")) == whole(SIZE)
    volume = bytearray(ext([(20, 300)]))
    volume[32768 : len(disc)] = disc[32768:]
    found = used(Image().put(0, bytes(volume)))
    assert (found.size, found.spans[-1][1]) == (SIZE, SIZE)


def test_free_blocks_of_a_partition() -> None:
    volume = ext([(20, 300)])
    table = mbr(mbr_entry(0x83, 2048, len(volume) // 512))
    found = used(Image().put(0, table).put(MIB, volume))
    assert found.size == MIB + len(volume)
    assert found.length < len(volume) // 2
    assert found.spans[0] == (0, MIB + 320 * 4096)


def test_a_volume_that_contradicts_itself_is_all_in_use() -> None:
    volume = ext([(20, 300)], total=1)
    table = mbr(mbr_entry(0x83, 2048, len(volume) // 512))
    found = used(Image().put(0, table).put(MIB, volume))
    assert found.spans == ((0, MIB + len(volume)),)


def gpt(size: int) -> Image:
    layout = GptLayout(size // 512, [GptPartition(2048, 4095)])
    image = Image().put(0, protective_mbr(size // 512)).put(512, layout.primary())
    backup = layout.backup()
    return image.put(size - len(backup), backup)


def test_a_gpt_keeps_its_copy_at_the_end() -> None:
    found = used(gpt(SIZE))
    assert (found.size, found.spans) == (SIZE, ((0, 2 * MIB), (SIZE - MIB, SIZE)))


def test_a_gpt_that_came_from_a_smaller_drive_ends_where_that_did() -> None:
    found = used(gpt(8 * MIB))
    assert (found.size, found.beyond) == (8 * MIB, SIZE - 8 * MIB)


LARGE = fat({"FILE": b"x"}, size=48 * MIB, bits=32)


def over_a_gpt(size: int, sector: bytes) -> Image:
    """A drive with a partition table that somebody else made, who left the one before."""
    layout = GptLayout(size // 512, [GptPartition(4096, 8191)])
    image = Image().put(512, layout.primary()).put(0, sector).put(MIB, LARGE)
    backup = layout.backup()
    return image.put(size - len(backup), backup)


def test_a_gpt_that_was_left_behind_frees_nothing() -> None:
    """In the place of one of its partitions lies the rest of an ext, and behind the last one there
    would be nothing to its copy; but all of that is in a partition of the MBR."""
    sector = mbr(mbr_entry(0x0C, 2048, SIZE // 512 - 2048))
    image = over_a_gpt(SIZE, sector).put(2 * MIB, ext([(20, 300)])[: 2 * MIB])
    assert used(image) == whole(SIZE)


def test_an_mbr_that_says_something_else_than_the_gpt_beside_it() -> None:
    other = mbr(mbr_entry(0xEE, 1, 2047), mbr_entry(0x0C, 2048, len(LARGE) // 512))
    assert used(over_a_gpt(SIZE, other)) == whole(SIZE)
    same = mbr(mbr_entry(0xEE, 1, 2047), mbr_entry(0x0C, 4096, 4096))
    assert used(over_a_gpt(SIZE, same)).spans == ((0, 4 * MIB), (SIZE - MIB, SIZE))


@pytest.mark.parametrize(
    ("place", "sign"),
    [
        (4096, bytes.fromhex("fc4e2ba9")),
        (4096 + 24, bytes.fromhex("c68573f64e1a45ca8265f57f48ba6d81")),
        (1536, b"LABELONE"),
        (132 << 10, (0x00BAB10C).to_bytes(8, "little")),
        (255 << 10, (0x00BAB10C).to_bytes(8, "big")),
    ],
    ids=["RAID", "bcache", "LVM", "ZFS", "ZFS of the other byte order"],
)
def test_what_was_there_before_a_pool_frees_nothing(place: int, sign: bytes) -> None:
    """Neither in a partition nor on the whole drive. Such records lie where a FAT, which is still
    there, has nothing."""
    volume = fat({"FILE": b"x"}, size=48 * MIB, bits=32, reserved=1024)
    table = mbr(mbr_entry(0x0C, 2048, len(volume) // 512))
    before = Image().put(0, table).put(MIB, volume)
    assert used(before).length < 3 * MIB
    there = Image().put(0, table).put(MIB, volume).put(MIB + place, sign)
    assert used(there).spans == ((0, MIB + len(volume)),)
    all_of_it = Image().put(0, table).put(MIB, volume).put(place, sign)
    assert used(all_of_it) == whole(SIZE)


def test_a_file_system_in_front_of_a_table_that_goes_further() -> None:
    volume = bytearray(fat({"FILE": b"x"}))
    table = mbr(mbr_entry(0x83, 2048, 2048), mbr_entry(0x83, 65536, 2048))
    volume[440:512] = table[440:]
    assert used(Image().put(0, bytes(volume))) == whole(SIZE)


def test_partitions_that_overlap_have_nothing_free() -> None:
    """Also where one of them ends behind the drive."""
    table = mbr(mbr_entry(0x83, 2048, len(ext([(20, 300)])) // 512), mbr_entry(0x83, 4096, 1 << 20))
    found = used(Image().put(0, table).put(MIB, ext([(20, 300)])))
    assert found == whole(SIZE)


def test_a_fat_without_a_table() -> None:
    volume = fat({"FILE": b"x"})
    found = used(Image().put(0, volume))
    assert found.size == -(-len(volume) // 4096) * 4096


@pytest.mark.parametrize("end", [0, 512, 1 << 20])
def test_what_cant_be_looked_at_is_in_use(end: int) -> None:
    volume = ext([(20, 300)])
    table = mbr(mbr_entry(0x83, 2048, len(volume) // 512))
    data = Image().put(0, table).put(MIB, volume).build().ljust(SIZE, b"\0")
    found = of_drive(Unreadable(data, end), SIZE, 512)
    assert sum(stop - start for start, stop in found.spans) == found.size
    assert found.size in (SIZE, MIB + len(volume))


def scrambled(*, bits: int = 0x10) -> bytes:
    pack = b"\x00\x00\x01\xba" + bytes(10)
    return (pack + b"\x00\x00\x01\xe0\x07\xec" + bytes([0x80 | bits]) + b"\x80\x05").ljust(2048)


def test_a_disc_is_as_long_as_its_volume() -> None:
    image = Disc(files={"README.TXT": b"hello"}).build()
    found = of_disc(Memory(image + bytes(300 * 2048)), len(image) + 300 * 2048)
    assert found == InUse(len(image), ((0, len(image)),), 300 * 2048)


def test_what_is_appended_to_a_disc_belongs_to_it() -> None:
    disc = Disc(files={"README.TXT": b"hello"}).image()
    length = len(disc.data)
    first = length // 512
    appended = mbr(mbr_entry(0xEF, first, 64), mbr_entry(0x83, first, 1 << 20))
    data = disc.put(0, appended).build().ljust(4 * MIB, b"\0")
    assert of_disc(Memory(data), len(data)).size == length + 64 * 512


def test_a_disc_that_ends_in_front_of_its_volume() -> None:
    """It was not burned to its end."""
    image = Disc(files={"FILM": bytes(100 * 2048)}).build()[: -50 * 2048]
    assert of_disc(Memory(image), len(image)) == whole(len(image))


def test_no_disc() -> None:
    with pytest.raises(NoVolume):
        of_disc(Memory(bytes(MIB)), MIB)


def test_protected_films() -> None:
    plain = scrambled(bits=0) * 40
    for files, how in (
        ({"VIDEO_TS/VTS_01_1.VOB": plain + scrambled() + plain}, "CSS"),
        ({"VIDEO_TS/VTS_01_1.VOB": plain}, ""),
        ({"AACS/MKB_RO.inf": b"key"}, "AACS"),
        ({"BDMV/INDEX.BDM": b"film"}, ""),
    ):
        image = Disc(files=files).build()
        if how:
            with pytest.raises(CopyProtected, match=how):
                of_disc(Memory(image), len(image))
        else:
            assert of_disc(Memory(image), len(image)).size == len(image)


class Worn(Memory):
    """Some sectors of it can't be read."""

    def __init__(self, data: bytes, bad: Iterable[int]) -> None:
        super().__init__(data)
        self.bad = set(bad)

    def read_at(self, offset: int, length: int) -> bytes:
        if self.bad & set(range(offset // 2048, -(-(offset + length) // 2048))):
            raise ReadRefused("Disc", offset, "Input/output error")
        return super().read_at(offset, length)


def test_a_bad_sector_of_a_disc_keeps_nothing_else_from_being_saved() -> None:
    """Where one could tell of something behind the volume, all of the disc is."""
    image = Disc(files={"VIDEO_TS/VTS_01_1.VOB": bytes(200 * 2048), "A": b"x"}).build()
    data = image + bytes(300 * 2048)
    for bad in range(len(image) // 2048):
        if bad == 16:  # that says how long it is
            with pytest.raises(NoVolume):
                of_disc(Worn(data, [bad]), len(data))
        else:
            assert of_disc(Worn(data, [bad]), len(data)).size in (len(image), len(data))
    assert of_disc(Worn(data, [0]), len(data)).size == len(data)
    assert of_disc(Worn(data, [150]), len(data)).size == len(image)


def test_a_film_beside_a_bad_sector_is_protected_all_the_same() -> None:
    film = scrambled(bits=0) * 20 + scrambled() * 40
    image = Disc(files={"VIDEO_TS/VTS_01_1.VOB": film}).build()
    first = image.index(scrambled(bits=0)) // 2048
    with pytest.raises(CopyProtected, match="CSS"):
        of_disc(Worn(image, [first, first + 5]), len(image))


def test_films_that_a_drive_does_not_hand_out() -> None:
    image = Disc(files={"VIDEO_TS/VTS_01_1.VOB": scrambled() * 100}).build()
    first = image.index(scrambled()) // 2048
    for look in (partial(of_disc, size=len(image)), demand_unprotected):
        with pytest.raises(ReadRefused):
            look(Worn(image, range(first, first + 100)))
        with pytest.raises(CopyProtected, match="CSS"):
            look(Memory(image))


@pytest.mark.parametrize("bits", [0x10, 0x20, 0x30])
def test_a_scrambled_sector(bits: int) -> None:
    assert is_scrambled(scrambled(bits=bits))


@pytest.mark.parametrize(
    "sector", [b"", bytes(2048), scrambled(bits=0), scrambled()[:20], b"\x30" * 2048]
)
def test_a_sector_that_is_not(sector: bytes) -> None:
    assert not is_scrambled(sector)
