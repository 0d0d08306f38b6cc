import json
import subprocess
from contextlib import suppress
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import Image, mbr, mbr_entry

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.mbr import SECTOR, Mbr, PartitionEntry, logical_partitions


def read(data: bytes) -> Mbr:
    return Mbr.read(Memory(data))


def test_a_record_reads_as_it_was_written() -> None:
    record = read(mbr(mbr_entry(0xEF, 2048, 4096, status=0x80), code=b"\xfa\xfc"))
    assert record.signed
    assert record.is_table
    assert record.entries[0] == PartitionEntry(1, 0x80, 0xEF, 2048, 4096, offset=446)
    assert record.entries[0].active
    assert record.entries[0].end == 6144
    assert [entry.number for entry in record.entries] == [1, 2, 3, 4]
    assert record.entries[3].offset == 446 + 48


def test_the_active_dummy_of_hybrids_is_no_partition() -> None:
    record = read(mbr(mbr_entry(0x00, 0, 8192, status=0x80), mbr_entry(0xEF, 156, 5760)))
    assert [entry.number for entry in record.partitions] == [2]
    assert [entry.number for entry in record.active] == [1]


@pytest.mark.parametrize(
    ("first", "sectors", "overlaps"),
    [(0, 100, False), (0, 101, True), (150, 10, True), (199, 1, True), (200, 1, False)],
)
def test_overlap(first: int, sectors: int, overlaps: bool) -> None:
    record = read(mbr(mbr_entry(0x83, 100, 100), mbr_entry(0x83, first, sectors)))
    one, other = record.partitions
    assert one.overlaps(other) is other.overlaps(one) is overlaps


@pytest.mark.parametrize(
    ("kind", "first", "protects"), [(0xEE, 1, True), (0xEE, 2, False), (0x0C, 1, False)]
)
def test_what_protects_a_gpt(kind: int, first: int, protects: bool) -> None:
    record = read(mbr(mbr_entry(0, 0, 1, status=0x80), mbr_entry(kind, first, 100)))
    assert (record.protective is not None) is protects


def test_code_in_place_of_a_table_is_no_table() -> None:
    assert not read(mbr(code=b"\x90" * 440)).is_table  # no entries
    assert not read(b"\x90" * 510 + b"\x55\xaa").is_table  # entries with impossible status
    assert not read(mbr(mbr_entry(0x0C, 1, 1), signature=b"\0\0")).is_table


def test_less_than_a_sector_is_corrupt() -> None:
    with pytest.raises(CorruptImage, match="511 of 512"):
        read(bytes(511))


def chain(*links: tuple[bytes, bytes], gap: int = 100) -> Memory:
    """Links of an extended partition, each `gap` sectors behind the one before."""
    image = Image(len(links) * gap * SECTOR)
    for number, entries in enumerate(links):
        image.put(number * gap * SECTOR, mbr(*entries))
    return Memory(image.build())


def test_logical_partitions_count_from_their_own_link() -> None:
    end = mbr_entry(0, 0, 0)
    reader = chain(
        (mbr_entry(0x83, 10, 50), mbr_entry(0x05, 100, 100)),
        (mbr_entry(0xEF, 20, 60), mbr_entry(0x0F, 200, 100)),
        (mbr_entry(0x0C, 30, 70), end),
    )
    found = [(e.number, e.kind, e.first, e.sectors) for e in logical_partitions(reader)]
    assert found == [(5, 0x83, 10, 50), (6, 0xEF, 120, 60), (7, 0x0C, 230, 70)]


def test_a_ring_of_links_ends() -> None:
    reader = chain(
        (mbr_entry(0x83, 10, 50), mbr_entry(0x05, 100, 100)),
        (mbr_entry(0x83, 10, 50), mbr_entry(0x05, 100, 100)),
    )
    assert len(list(logical_partitions(reader))) == 2


def test_a_link_outside_is_corrupt() -> None:
    reader = chain((mbr_entry(0x83, 10, 50), mbr_entry(0x05, 100_000, 100)))
    found = logical_partitions(reader)
    assert next(found).first == 10
    with pytest.raises(CorruptImage):
        next(found)


@given(st.binary(max_size=1100))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    with suppress(CorruptImage):
        list(logical_partitions(Memory(data)))
        read(data)


@pytest.mark.tools
@given(
    st.lists(
        st.tuples(st.sampled_from([0x07, 0x0C, 0x83, 0xEF]), st.integers(1, 500), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_sfdisk_reads_the_same(parts: list[tuple[int, int, bool]]) -> None:
    entries = [
        mbr_entry(kind, 2048 + 512 * place, sectors, status=0x80 if active else 0)
        for place, (kind, sectors, active) in enumerate(parts)
    ]
    image = Image(4 << 20).put(0, mbr(*entries)).build()
    with NamedTemporaryFile() as file:
        file.write(image)
        file.flush()
        done = subprocess.run(["sfdisk", "--json", file.name], capture_output=True, check=True)
    theirs = json.loads(done.stdout)["partitiontable"]["partitions"]
    ours = [
        {"start": e.first, "size": e.sectors, "type": f"{e.kind:x}", "bootable": e.active}
        for e in read(image).partitions
    ]
    assert ours == [{key: their.get(key, False) for key in ours[0]} for their in theirs]
