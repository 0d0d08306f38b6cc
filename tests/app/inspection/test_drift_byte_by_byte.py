"""Small volumes and tables in which every byte is flipped by itself: only the places that are
written down here may be called harmless."""

import struct
from collections.abc import Callable, Iterable

import pytest
from support_boot import GptPartition, gpt_disk
from support_fat import FatVolume

from app.errors import Drift
from app.formats.binary import Memory
from app.inspection.drift import Explains, drifted
from app.inspection.drift_fat import FatArea

SECTOR = 512
DAY = 44 << 9 | 2 << 5 | 26  # 2024-02-26
FLIPS = (0x01, 0xFF)
FILES = {"README.TXT": b"hello", "SUB/FILE.BIN": bytes(range(256)) * 3}

Judge = Callable[[bytes, bytes], Explains]


def harmless(
    before: bytes, flip: int, judge: Judge, places: Iterable[int] | None = None
) -> set[int]:
    """The bytes that may be flipped."""
    found = set[int]()
    for place in range(len(before)) if places is None else places:
        after = bytearray(before)
        after[place] ^= flip
        if judge(before, bytes(after)).explains(place, 1) is not None:
            found.add(place)
    return found


def fat_area(before: bytes, after: bytes) -> Explains:
    return FatArea(Memory(before), Memory(after))


def valid_day(low: int, high: int) -> bool:
    day = low | high << 8
    months = (31, 29 if (day >> 9) % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    month = day >> 5 & 0x0F
    return 1 <= month <= 12 and 1 <= day & 0x1F <= months[month - 1]


class Small:
    """A FAT12 volume of twelve sectors: boot, two tables, root folder, and eight clusters, of which
    the files and SUB have four."""

    volume = FatVolume(size=12 * SECTOR, bits=12, roots=16, day=DAY).build(FILES)
    root = 3 * SECTOR
    data = 4 * SECTOR
    sub = 5 * SECTOR
    free = 8 * SECTOR  # the first sector that nothing has
    records = (root, root + 32, sub, sub + 32, sub + 64)  # two files, ".", "..", one file

    @classmethod
    def may_differ(cls, flip: int) -> set[int]:
        places = {37} if flip == 1 else set()
        for record in cls.records:
            for at in (record + 18, record + 19):
                found = bytearray(cls.volume[record + 18 : record + 20])
                found[at - record - 18] ^= flip
                if valid_day(*found):
                    places.add(at)
        return places | set(range(cls.free, 12 * SECTOR))


@pytest.mark.parametrize("flip", FLIPS)
def test_every_byte_of_a_fat_volume(flip: int) -> None:
    assert harmless(Small.volume, flip, fat_area) == Small.may_differ(flip)


@pytest.mark.parametrize("flip", FLIPS)
def test_every_byte_of_a_folder_with_deleted_records(flip: int) -> None:
    """A record that was deleted may be used again, but to make one of it takes more than a byte:
    what follows it is the name of a file whose clusters are free."""
    deleted = bytearray(Small.volume)
    deleted[Small.root + 32] = 0xE5  # SUB and all in it
    for place in (SECTOR, 2 * SECTOR):
        deleted[place + 4 : place + 12] = bytes(8)
    volume = bytes(deleted)
    found = harmless(volume, flip, fat_area, range(Small.data))
    expected = {37} if flip == 1 else set()
    expected |= {place for place in Small.may_differ(flip) if Small.root <= place < Small.root + 32}
    expected |= set(range(Small.root + 33, Small.root + 64))
    assert found == expected


class TestFat32:
    """Too small for a FAT32, as many an image's first partition is: boot sector and FSInfo, their
    copies, two tables, and a root folder in a cluster."""

    maker = FatVolume(size=56 * SECTOR, bits=32, day=DAY)
    reserved = 32 * SECTOR

    def volume(self) -> bytes:
        made = bytearray(self.maker.build({"README.TXT": b"hello"}))
        clusters = 56 - self.maker.first_data
        info = b"RRaA".ljust(484, b"\0") + b"rrAa" + struct.pack("<II", clusters - 2, 4)
        made[SECTOR : 2 * SECTOR] = info.ljust(508, b"\0") + b"\0\0\x55\xaa"
        return bytes(made)

    def test_every_byte_of_what_it_keeps_of_itself(self) -> None:
        volume = self.volume()
        root = self.maker.first_data * SECTOR
        places = [*range(8 * SECTOR), *range(self.reserved, root + 4 * SECTOR)]
        found = harmless(volume, 0x01, fat_area, places)
        assert found == {65, SECTOR + 492, *range(root + 2 * SECTOR, root + 4 * SECTOR)}

    def test_a_note_in_the_table_that_it_is_open_stands_in_both_copies(self) -> None:
        volume = self.volume()
        for bit, expected in ((0x08, frozenset({Drift.OPENED})), (0x04, None), (0x80, None)):
            after = bytearray(volume)
            for copy in range(2):
                after[self.reserved + copy * self.maker.fat_sectors * SECTOR + 7] ^= bit
            assert fat_area(volume, bytes(after)).explains(self.reserved, 8) == expected


class TestGpt:
    """Two lines, of which one is used; between the table and the first partition is a gap, in which
    the boot loaders of small boards lie."""

    one = GptPartition(12, 15)
    more = GptPartition(30, 38, name="persistence")
    size = 24 * SECTOR

    def image(self) -> bytes:
        made = gpt_disk([(self.one, b"content")], size=self.size, count=4, first_usable=12)
        return made.put(5 * SECTOR, b"boot loader" * 300).build()

    def larger(self, *more: GptPartition, **bent: int) -> bytes:
        """The same on a drive of twice the size, its table brought there."""
        parts = [(self.one, b"content"), *((each, b"") for each in more)]
        kept = {"count": 4, "first_usable": 12, **bent}
        made = gpt_disk(parts, size=2 * self.size, **kept)
        image = self.image()
        made.put(5 * SECTOR, b"boot loader" * 300).put(22 * SECTOR, image[22 * SECTOR :])
        return made.build()

    def told(self, drive: bytes) -> tuple[Drift, ...] | None:
        image = self.image()
        found = tuple(
            (at, SECTOR)
            for at in range(0, self.size, SECTOR)
            if image[at : at + SECTOR] != drive[at : at + SECTOR]
        )
        return drifted(Memory(image), Memory(drive), found)

    def flipped(self, drive: bytes, places: Iterable[int], flip: int) -> set[int]:
        found = set()
        for place in places:
            after = bytearray(drive)
            after[place] ^= flip
            if self.told(bytes(after)) is not None:
                found.add(place)
        return found

    def test_it_may_move(self) -> None:
        assert self.told(self.larger()) == (Drift.TABLE,)
        assert self.told(self.larger(self.more)) == (Drift.PARTITION, Drift.TABLE)

    def test_every_byte_of_an_image_on_a_drive_of_its_size(self) -> None:
        """But for the number that Windows gives a disk that has none."""
        assert self.flipped(self.image(), range(self.size), 0xFF) == set(range(440, 444))

    def test_every_byte_of_a_table_that_moved(self) -> None:
        """Its old copy is nobody's any more. Programs disagree how many cylinders make the end."""
        larger = self.larger(self.more)
        everywhere = [*range(self.size), *range(2 * self.size - 2 * SECTOR, 2 * self.size)]
        harmless = {*range(440, 444), *range(451, 454), *range(22 * SECTOR, 24 * SECTOR)}
        assert self.flipped(larger, everywhere, 0x01) == harmless

    @pytest.mark.parametrize("what", range(9))
    def test_whatever_else_moves_is_damage(self, what: int) -> None:
        larger = self.larger(self.more)
        drives = (
            lambda: self.larger(GptPartition(16, 30)),  # over the end of what was usable
            lambda: self.larger(GptPartition(22, 46)),  # over the copy
            lambda: self.larger(GptPartition(25, 30), GptPartition(30, 35)),  # over each other
            lambda: self.larger(first_usable=11),
            lambda: self.larger(last_usable=46),
            lambda: self.larger(count=8),
            lambda: larger + bytes(SECTOR),  # its copy is not at the drive's end
            lambda: larger[: -2 * SECTOR] + bytes(2 * SECTOR),
            lambda: larger[: self.size] + bytes(self.size),
        )
        assert self.told(drives[what]()) is None

    def test_a_partition_over_the_old_copy(self) -> None:
        """May have anything there."""
        drive = bytearray(self.larger(GptPartition(22, 30)))
        drive[22 * SECTOR : 24 * SECTOR] = b"\x55" * 2 * SECTOR
        assert self.told(bytes(drive)) == (Drift.PARTITION, Drift.TABLE)
