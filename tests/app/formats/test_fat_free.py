import pytest
from support_fat import fat

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.fat import Fat
from app.formats.fat_free import free
from app.formats.tree import walk

FILES = {"A": b"a" * 9000, "B/C": b"c" * 100_000, "D": b"d"}


@pytest.mark.parametrize(("size", "bits"), [(512 << 10, 12), (8 << 20, 16), (40 << 20, 32)])
def test_what_no_file_has(size: int, bits: int) -> None:
    volume = fat(FILES, size=size, bits=bits)
    tree = Fat.open(Memory(volume))
    assert tree.bits == bits
    runs = list(free(Memory(volume)))
    assert all(not any(volume[start:stop]) for start, stop in runs)
    boot = tree.boot
    end = (boot.first_data + boot.clusters * boot.cluster) * boot.sector
    used = [
        (extent.offset, extent.offset + extent.length)
        for _, entry in walk(tree)
        if not entry.directory
        for extent in tree.extents(entry)
        if extent.offset is not None
    ]
    assert all(stop <= start or begin >= end for start, end in runs for begin, stop in used)
    # All files lie in a row at the beginning of the data.
    assert len(runs) == 1
    assert runs[0][1] == end
    assert runs[0][0] - boot.first_data * boot.sector < 130_000


def test_a_volume_whose_tables_differ_has_nothing_free() -> None:
    volume = bytearray(fat(FILES))
    boot = Fat.open(Memory(bytes(volume))).boot
    volume[(boot.reserved + boot.fat_sectors) * boot.sector + 40] ^= 1
    with pytest.raises(CorruptImage, match="copies differ"):
        list(free(Memory(bytes(volume))))


@pytest.mark.parametrize(("size", "bits"), [(512 << 10, 12), (8 << 20, 16), (40 << 20, 32)])
def test_a_table_that_a_worn_drive_gives_out_as_zeros_frees_nothing(size: int, bits: int) -> None:
    volume = bytearray(fat(FILES, size=size, bits=bits))
    boot = Fat.open(Memory(bytes(volume))).boot
    start, end = boot.reserved * boot.sector, boot.first_root * boot.sector
    volume[start:end] = bytes(end - start)
    with pytest.raises(CorruptImage, match="begin"):
        list(free(Memory(bytes(volume))))


def test_a_root_folder_is_not_free() -> None:
    volume = bytearray(fat(FILES, size=40 << 20, bits=32))
    boot = Fat.open(Memory(bytes(volume))).boot
    for number in range(boot.fats):
        place = (boot.reserved + number * boot.fat_sectors) * boot.sector + 4 * boot.root_cluster
        volume[place : place + 4] = bytes(4)
    with pytest.raises(CorruptImage, match="root"):
        list(free(Memory(bytes(volume))))


def test_what_is_no_fat() -> None:
    with pytest.raises(CorruptImage):
        list(free(Memory(bytes(1 << 16))))
