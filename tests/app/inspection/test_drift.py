"""A drive that was only used, told from one that is damaged: each change by itself."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_boot import GptPartition, Image, gpt_disk, mbr_disk, mbr_entry
from support_fat import FatVolume, fat

from app.errors import Drift
from app.formats.binary import Memory
from app.formats.fat import Fat
from app.inspection.drift import drifted

MIB = 1 << 20
FILES = {"README.TXT": b"hello", "boot/kernel": bytes(range(256)) * 200}
START = 2048 * 512  # of the partition
VOLUME = 2 * MIB
SIZE = 4 * MIB
DAY = 44 << 9 | 2 << 5 | 26


def disk(volume: bytes) -> bytes:
    return mbr_disk((mbr_entry(0x0E, 2048, VOLUME // 512), volume), size=SIZE).build()


def volume(**more: bytes) -> bytes:
    named = {name.replace("_", " "): content for name, content in more.items()}
    return fat({**FILES, **named}, size=VOLUME, day=DAY)


BEFORE = disk(volume())


def ranges(before: bytes, after: bytes) -> tuple[tuple[int, int], ...]:
    return tuple(
        (at, min(512, len(before) - at))
        for at in range(0, len(before), 512)
        if before[at : at + 512] != after[at : at + 512]
    )


def told(after: bytes, before: bytes = BEFORE, more: int = 0) -> tuple[Drift, ...] | None:
    """`more`: bytes of the drive behind the image."""
    found = ranges(before, after)
    assert found
    return drifted(Memory(before), Memory(after + bytes(more)), found)


def changed(at: int, *bytes_: int, of: bytes = BEFORE) -> bytes:
    return bytes(Image(0).put(0, of).put(at, bytes(bytes_)).data)


def record_of(name: bytes, data: bytes = BEFORE) -> int:
    return data.index(name.ljust(11))


def place_of(path: str) -> int:
    tree = Fat.open(Memory(volume()))
    entry = tree.find(path)
    assert entry is not None
    return START + (tree.extents(entry)[0].offset or 0)


def test_a_volume_that_is_in_use_or_was_not_closed() -> None:
    assert told(changed(START + 37, 1)) == (Drift.OPENED,)


def test_when_a_file_was_last_read() -> None:
    assert told(changed(record_of(b"README  TXT") + 18, 0x21, 0x5A)) == (Drift.OPENED,)


def test_the_folder_that_windows_adds() -> None:
    extra = {"System_Volume_Information/IndexerVolumeGuid": b"{1234}" * 200}
    assert told(disk(volume(**extra))) == (Drift.FILES,)


def test_what_lies_where_no_file_is() -> None:
    assert told(changed(START + VOLUME - 4096, 1, 2, 3)) == (Drift.SPACE,)


def test_a_number_that_windows_gives() -> None:
    assert told(changed(440, 1, 2, 3, 4)) == (Drift.SIGNATURE,)


def test_a_partition_behind_the_image() -> None:
    line = mbr_entry(0x83, SIZE // 512, 4096)
    assert told(changed(446 + 16, *line), more=2 * MIB) == (Drift.PARTITION,)
    used = changed(440, 9, 9, 9, 9, of=changed(446 + 16, *line))
    used = changed(START + 37, 1, of=used)
    assert told(used, more=2 * MIB) == (Drift.OPENED, Drift.PARTITION, Drift.SIGNATURE)


DAMAGE: dict[str, Callable[[], bytes]] = {
    "a byte of a file": lambda: changed(place_of("boot/kernel") + 700, 99),
    "a byte of the only cluster of a small file": lambda: changed(place_of("README.TXT"), 99),
    "a name": lambda: changed(record_of(b"README  TXT"), 0x58),
    "a size": lambda: changed(record_of(b"README  TXT") + 28, 4),
    "a file that was deleted": lambda: changed(record_of(b"README  TXT"), 0xE5),
    "where a file begins": lambda: changed(record_of(b"README  TXT") + 26, 9),
    "the layout of the volume": lambda: changed(START + 13, 2),
    "boot code of the volume": lambda: changed(START + 300, 9),
    "one copy of the allocation table": lambda: changed(START + 512 + 300, 9, 9),
    "boot code": lambda: changed(10, 9),
    "the mark of a boot sector": lambda: changed(510, 0),
    "a partition that moved": lambda: changed(446 + 8, 0, 9),
    "a partition that became another kind": lambda: changed(446 + 4, 0x83),
    "a partition over the image": lambda: changed(446 + 16, *mbr_entry(0x83, 2048, 8)),
    "what belongs to no partition": lambda: changed(4096, 1),
    "what lies behind the partition": lambda: changed(START + VOLUME + 512, 1),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_damage(name: str) -> None:
    assert told(DAMAGE[name]()) is None


@pytest.mark.parametrize("name", DAMAGE)
def test_nor_does_use_excuse_damage(name: str) -> None:
    assert told(changed(START + 37, 1, of=DAMAGE[name]())) is None


def test_a_volume_of_fat32_counts_its_free_space() -> None:
    wide = FatVolume(size=VOLUME, bits=32)
    before = disk(wide.build(FILES))
    info = START + 512
    table = before[START + 32 * 512 :]
    clusters = VOLUME // 512 - wide.first_data
    free = sum(not any(table[at : at + 4]) for at in range(8, (clusters + 2) * 4, 4))
    right = struct.pack("<II", free, 7)
    before = changed(info, *b"RRaA", of=changed(info + 484, *b"rrAa\xff\xff\xff\xff", of=before))
    assert told(changed(START + 65, 1, of=before), before) == (Drift.OPENED,)
    assert told(changed(info + 488, *right, of=before), before) == (Drift.OPENED,)
    behind = changed(info + 488, *struct.pack("<II", free - 9, 7), of=before)
    assert told(behind, before) is None
    assert told(changed(START + 65, 1, of=behind), before) == (Drift.OPENED,)
    for wrong in (
        changed(info + 488, *struct.pack("<II", free, clusters + 2), of=before),
        changed(info + 488, *struct.pack("<II", free, 1), of=before),
        changed(info + 4, 1, of=before),
        changed(START + 65, 2, of=before),
    ):
        assert told(wrong, before) is None


def test_a_volume_without_a_table() -> None:
    before = volume()
    assert told(changed(37, 1, of=before), before) == (Drift.OPENED,)
    assert told(changed(300, 1, of=before), before) is None


ONE = GptPartition(2048, 2048 + VOLUME // 512 - 1)


def test_a_table_that_grew_with_the_drive() -> None:
    """sgdisk -e: the copy goes to the end of a larger drive, and the image's own stays behind."""
    before = gpt_disk([(ONE, volume())], size=SIZE).build()
    larger = gpt_disk([(ONE, volume())], size=2 * SIZE).build()
    after = larger[:SIZE]
    found = ranges(before, after)
    assert drifted(Memory(before), Memory(larger), found) == (Drift.TABLE,)


def test_a_partition_in_a_gpt_behind_the_image() -> None:
    more = GptPartition(SIZE // 512, SIZE // 512 + 100, name="persistence")
    before = gpt_disk([(ONE, volume())], size=SIZE).build()
    larger = gpt_disk([(ONE, volume()), (more, b"")], size=2 * SIZE).build()
    found = ranges(before, larger[:SIZE])
    assert drifted(Memory(before), Memory(larger), found) == (Drift.PARTITION, Drift.TABLE)


def test_a_gpt_with_another_or_no_partition_is_damage() -> None:
    before = gpt_disk([(ONE, volume())], size=SIZE).build()
    other = GptPartition(2049, 2048 + VOLUME // 512 - 1)
    moved = gpt_disk([(other, volume())], size=2 * SIZE).build()
    broken = changed(1024, 1, of=before)
    for after in (moved, broken):
        found = tuple(each for each in ranges(before, after[:SIZE]) if each[0] < 64 * 512)
        assert drifted(Memory(before), Memory(after), found) is None


@settings(max_examples=60)
@given(st.integers(0, SIZE - 1), st.binary(min_size=1, max_size=700))
def test_any_change_ends_in_an_answer(at: int, junk: bytes) -> None:
    after = changed(at, *junk)[:SIZE]
    if found := ranges(BEFORE, after):
        answer = drifted(Memory(BEFORE), Memory(after), found)
        own = range(place_of("boot/kernel"), place_of("boot/kernel") + 256 * 200)
        if any(BEFORE[each] != after[each] for each in own):
            assert answer is None


@given(st.binary(max_size=2048))
def test_nonsense_explains_nothing(data: bytes) -> None:
    other = bytes(byte ^ 1 for byte in data)
    found = ranges(data, other)
    if found:
        assert drifted(Memory(data), Memory(other), found) is None


def test_a_long_stretch_is_told_by_its_parts() -> None:
    """From the last sector in front of the volume into it."""
    after = changed(START - 1, 7, of=changed(START + 37, 1))
    assert drifted(Memory(BEFORE), Memory(after), ((START - 512, 1024),)) is None
    assert struct.unpack_from("<H", BEFORE, 510)[0] == 0xAA55
