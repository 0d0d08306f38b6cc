"""Entries that are added to a partition table: what was there stays, and both copies agree."""

import struct
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import GptLayout, GptPartition, Image, gpt_disk, mbr, mbr_entry, protective_mbr
from support_fat import fat
from support_layout import by_gpt, by_mbr

from app.errors import NotAppendable
from app.formats.binary import Memory
from app.formats.gpt import BASIC_DATA, Gpt
from app.formats.mbr import Mbr
from app.sources.layout_table import LINUX_DATA, Added, Holds, MbrTable, Patch, table_of

SECTORS = 1 << 20  # of the drive
HOLDS = list(Holds)


def parts(count: int, first: int = 1 << 16) -> list[Added]:
    return [
        Added(first + n * 4096, 2048 * (n + 1), HOLDS[n % 3], f"part {n}") for n in range(count)
    ]


class Drive:
    """A drive of so many sectors with the image, and what the table changes of it."""

    def __init__(self, image: bytes, patches: Sequence[Patch], sectors: int) -> None:
        self._pieces = [Patch(0, image), *patches]
        self.size = sectors * 512

    def read_at(self, offset: int, length: int) -> bytes:
        found = bytearray(length)
        for piece in self._pieces:
            start = max(offset, piece.offset)
            stop = min(offset + length, piece.offset + len(piece.data))
            if start < stop:
                data = piece.data[start - piece.offset : stop - piece.offset]
                found[start - offset : stop - offset] = data
        return bytes(found)


def extended(image: bytes, added: Sequence[Added], sectors: int = SECTORS) -> Drive:
    return Drive(image, table_of(Memory(image)).with_added(added, sectors), sectors)


entries = st.lists(
    st.one_of(
        st.just(bytes(16)),
        st.builds(
            mbr_entry,
            st.sampled_from([0x00, 0x17, 0x83, 0xEF, 0x0C, 0x05]),
            st.integers(0, 1 << 12),
            st.integers(1, 1 << 12),
            status=st.sampled_from([0, 0x80]),
        ),
    ),
    min_size=1,
    max_size=4,
).filter(any)


@given(entries, st.integers(1, 3), st.binary(max_size=446))
def test_an_mbr_keeps_what_it_has(table: list[bytes], count: int, code: bytes) -> None:
    sector = mbr(*table, code=code.replace(b"FAT", b"fat"))
    before = Mbr.read(Memory(sector))
    added = parts(count)
    try:
        drive = extended(sector, added)
    except NotAppendable:
        assert 4 - sum(any(entry) for entry in table) < count or not before.is_table
        return
    after = Mbr.read(drive)
    assert after.sector[:446] == before.sector[:446]
    assert after.signed
    new = iter(added)
    for old, entry in zip(before.entries, after.entries, strict=True):
        if old.kind or old.sectors or old.status:
            assert entry == old
        elif entry.kind:
            part = next(new)
            assert (entry.first, entry.sectors, entry.status) == (part.first, part.sectors, 0)
    assert next(new, None) is None


def test_kinds_of_an_mbr() -> None:
    found = Mbr.read(extended(mbr(mbr_entry(0x17, 0, 2048)), parts(3))).entries
    assert [entry.kind for entry in found] == [0x17, 0x83, 0x0C, 0x07]


@pytest.mark.parametrize(("used", "count"), [(4, 1), (3, 2), (2, 3)])
def test_an_mbr_has_four_entries(used: int, count: int) -> None:
    sector = mbr(*(mbr_entry(0x83, 2048 * n, 2048) for n in range(1, used + 1)))
    with pytest.raises(NotAppendable, match=r"MBR\) has (no entry|1 free|2 free)"):
        extended(sector, parts(count))


def test_an_entry_of_no_length_ends_nowhere() -> None:
    image = Memory(mbr(mbr_entry(0x83, 64, 100), mbr_entry(0x83, 100_000_000, 0)))
    assert table_of(image).begins == 164


def test_an_mbr_reaches_two_tebibytes() -> None:
    table = table_of(Memory(mbr(mbr_entry(0x17, 0, 2048))))
    assert table.usable(1 << 40) == 1 << 32
    assert table.usable(1 << 20) == (1 << 20) - 33
    assert table.begins == 2048


gpts = st.lists(st.integers(0, 7), unique=True, max_size=7)


@given(gpts, st.sampled_from([8, 60, 128]), st.sampled_from([128, 256]), st.integers(1, 3))
def test_a_gpt_keeps_what_it_has(places: list[int], count: int, width: int, more: int) -> None:
    old = [GptPartition(4096 + 64 * n, 4159 + 64 * n, name=f"old {n}") for n in places]
    layout = GptLayout(16_384, old, count=count, entry_size=width)
    image = Image(16_384 * 512).put(0, protective_mbr(16_384)).put(512, layout.primary()).build()
    added = parts(more)
    try:
        drive = extended(image, added)
    except NotAppendable:
        assert len(places) + more > count
        return
    before, after = Gpt.read(Memory(image), 1, 512), Gpt.read(drive, 1, 512)
    copy = Gpt.read(drive, SECTORS - 1, 512)
    assert (after.disk, after.first_usable) == (before.disk, before.first_usable)
    assert after.entries[: len(old)] == before.entries
    new = after.entries[len(old) :]
    assert [(entry.first, entry.last, entry.name) for entry in new] == [
        (part.first, part.last, part.name) for part in added
    ]
    assert len({entry.unique for entry in new}) == more
    assert [entry.type for entry in new] == [
        LINUX_DATA if part.holds is Holds.EXT4 else BASIC_DATA for part in added
    ]
    assert (after.other, copy.other) == (SECTORS - 1, 1)
    assert copy.last_usable == after.last_usable == table_of(Memory(image)).usable(SECTORS) - 1
    assert [(e.unique, e.first) for e in copy.entries] == [
        (e.unique, e.first) for e in after.entries
    ]
    protective = Mbr.read(drive).protective
    assert protective is not None
    assert protective.sectors == SECTORS - 1


def test_the_dummy_beside_a_protective_entry_stays() -> None:
    drive = extended(by_gpt(), parts(1))
    protective, dummy = Mbr.read(drive).entries[:2]
    assert (protective.kind, protective.first, protective.sectors) == (0xEE, 1, SECTORS - 1)
    assert (dummy.status, dummy.kind, dummy.sectors) == (0x80, 0, 1)
    assert drive.read_at(0, 11) == b"\xeb\x63boot code"


def test_a_drive_that_an_mbr_cannot_count() -> None:
    protective = Mbr.read(extended(by_gpt(), parts(1), 1 << 33)).protective
    assert protective is not None
    assert protective.sectors == 0xFFFFFFFF


def test_a_hybrid_mbr_stays_as_it_was_made() -> None:
    """Its protective entry ends where another begins."""
    layout = GptLayout(8192, [GptPartition(4096, 8000)])
    sector = mbr(mbr_entry(0xEE, 1, 4095), mbr_entry(0x0C, 4096, 3905))
    image = Image(8192 * 512).put(0, sector).put(512, layout.primary()).build()
    assert extended(image, parts(1)).read_at(0, 512) == sector


def test_a_gpt_that_nobody_reads_stays_as_it_was() -> None:
    """Without a protective entry it is the MBR that counts."""
    primary = GptLayout(8192, [GptPartition(0, 8000)]).primary()
    image = Image(8192 * 512).put(0, mbr(mbr_entry(0x17, 0, 8192))).put(512, primary).build()
    assert isinstance(table_of(Memory(image)), MbrTable)
    drive = extended(image, parts(1))
    assert drive.read_at(512, len(primary)) == primary
    assert Mbr.read(drive).entries[1].kind == 0x83


def test_an_array_behind_an_apple_map() -> None:
    """GRUB's rescue discs have it at block 20: there it stays, and its copy is at the end."""
    image = Image(8192 * 512).put(0, protective_mbr(8192))
    layout = GptLayout(8192, [GptPartition(4096, 8000)])
    array = layout.array
    image.put(512, layout.header(1, 8191, 20)).put(20 * 512, array)
    drive = extended(image.build(), parts(1))
    assert struct.unpack("<Q", drive.read_at(512 + 72, 8)) == (20,)
    assert drive.read_at(2 * 512, 18 * 512) == bytes(18 * 512)
    assert len(Gpt.read(drive, 1, 512).entries) == len(Gpt.read(drive, SECTORS - 1, 512).entries)


def gpt_with(**bent: int) -> bytes:
    return gpt_disk([(GptPartition(2048, 4000), b"")], **bent).build()


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (bytes(4096), "no partition table"),
        (b"short", "no partition table"),
        (fat(size=4 << 20), "no partition table"),
        (mbr(mbr_entry(0xEE, 1, 8191)).ljust(4096, b"\0"), "not sound"),
        (mbr(mbr_entry(0xEE, 5, 8191)), "protected for a GPT that is not there"),
        (gpt_with(block=4096), "not sound"),
        (gpt_with()[:600] + b"?" + gpt_with()[601:], "not sound"),
        (by_mbr()[:510] + bytes(2), "no partition table"),
        (bytes(512) + by_gpt()[512:], r"no partition table that counts on a stick"),
    ],
)
def test_refused_in_words(image: bytes, why: str) -> None:
    with pytest.raises(NotAppendable, match=why):
        table_of(Memory(image))


@given(st.booleans(), st.integers(0, 33 * 512 - 1), st.binary(min_size=1, max_size=64))
def test_damage_is_refused_or_means_nothing(gpt: bool, place: int, damage: bytes) -> None:
    image = bytearray(by_gpt() if gpt else by_mbr())
    image[place : place + len(damage)] = damage
    try:
        drive = extended(bytes(image), parts(1))
    except NotAppendable:
        return
    record = Mbr.read(drive)
    if record.protective is not None:
        assert Gpt.read(drive, 1, 512).entries[-1].name == "part 0"
    else:
        assert any(entry.first == 1 << 16 for entry in record.entries)


def test_entries_that_are_far_away_are_not_believed() -> None:
    layout = GptLayout(8192, [GptPartition(4096, 8000)])
    image = Image(8192 * 512).put(0, protective_mbr(8192)).put(512, layout.header(1, 8191, 4096))
    image.put(4096 * 512, layout.array)
    with pytest.raises(NotAppendable, match="are far from it"):
        table_of(Memory(image.build()))
