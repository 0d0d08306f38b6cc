"""An ext4 volume that was opened, told from one that is damaged: every byte, and every field that
Linux changes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from support_ext import BLOCK
from support_ext_opened import BLOCKS, FILE, INODE, JOURNAL, SUPER, TABLE, ExtVolume

from app.errors import Drift
from app.formats.binary import Memory
from app.inspection.drift_ext import ExtArea

OPENED = frozenset({Drift.OPENED})
USED: dict[str, Any] = {
    "written": 2_000,
    "opened": 3,
    "read": 1_500,
    "transactions": 9,
    "journal_features": 0x12,
    "zeroed": True,
    "log": b"old names",
}
PLAIN = ExtVolume()

# What a volume of this kind has beside free blocks and files.
RECORDS = (
    range(2 * BLOCK),
    range(TABLE, TABLE + 14 * INODE),
    range(JOURNAL, JOURNAL + BLOCK + 64),
)


def told(before: bytes, after: bytes) -> frozenset[Drift] | None:
    """Of all the places that differ."""
    area = ExtArea(Memory(before), Memory(after))
    places = [
        at for at in range(0, len(before), 512) if before[at : at + 512] != after[at : at + 512]
    ]
    assert places
    return OPENED if all(area.explains(at, 512) == OPENED for at in places) else None


def flipped(before: bytes, after: bytes, places: Iterable[int]) -> set[int]:
    """The bytes of the drive that may be flipped; where it differs, that is, or comes to differ."""
    found = set[int]()
    for place in places:
        bent = bytearray(after)
        bent[place] ^= 0x01
        area = ExtArea(Memory(before), Memory(bytes(bent)))
        if bent[place] != before[place] and area.explains(place, 1) is not None:
            found.add(place)
    return found


@pytest.mark.parametrize("field", ["opened", "read", "transactions", "zeroed"])
def test_what_linux_changes(field: str) -> None:
    features = USED["journal_features"] if field == "transactions" else 0
    after = replace(PLAIN, written=2_000, journal_features=features, **{field: USED[field]})
    assert told(PLAIN.build(), after.build()) == OPENED


def test_all_of_it_at_once() -> None:
    assert told(PLAIN.build(), replace(PLAIN, **USED).build()) == OPENED
    plain = replace(PLAIN, sums=False)
    without = {**USED, "journal_features": 0, "zeroed": False}
    assert told(plain.build(), replace(plain, **without).build()) == OPENED


@pytest.mark.parametrize("field", ["opened", "read", "transactions", "zeroed", "log"])
def test_nobody_opened_it_since(field: str) -> None:
    after = replace(PLAIN, **{field: USED[field]})
    assert told(PLAIN.build(), after.build()) is None


@pytest.mark.parametrize(
    "bent",
    [
        {"state": 0},
        {"state": 3},
        {"log": b"without a transaction", "transactions": 1},
        {"waiting": 1},
        {"journal_features": 0x04},
        {"journal_features": 0x02},  # it got no checksums
    ],
)
def test_what_linux_does_not_leave(bent: dict[str, Any]) -> None:
    after = replace(PLAIN, **{**USED, **bent})
    assert told(PLAIN.build(), after.build()) is None


@pytest.mark.parametrize("records", RECORDS)
def test_no_byte_of_a_volume_that_was_not_opened(records: range) -> None:
    before = PLAIN.build()
    assert not flipped(before, before, records)


@pytest.mark.parametrize("records", RECORDS)
def test_every_byte_of_one_that_was(records: range) -> None:
    """Its checksums hold all but the blocks of the journal, in which nothing waits."""
    after = replace(PLAIN, **USED).build()
    log = {place for place in records if JOURNAL + BLOCK <= place < JOURNAL + BLOCKS * BLOCK}
    assert flipped(PLAIN.build(), after, records) == log


def test_every_byte_of_one_that_has_no_checksums() -> None:
    """Only what Linux notes; and the file that is there may have been read at any time."""
    before = replace(PLAIN, sums=False)
    after = replace(before, written=2_000, transactions=2).build()
    superblock = (*range(44, 54), *range(64, 68), *range(136, 200), *range(376, 384), 628, 629, 631)
    expected = {SUPER + at for at in superblock}
    expected |= {TABLE + (number - 1) * INODE + at for number in (8, FILE) for at in range(8, 12)}
    for records in RECORDS[:2]:
        found = flipped(before.build(), after, records)
        assert found == {each for each in expected if each in records}


def test_a_checksum_alone() -> None:
    before = PLAIN.build()
    for place in (SUPER + 1020, TABLE + (FILE - 1) * INODE + 124, BLOCK + 30, JOURNAL):
        after = bytearray(before)
        after[place] ^= 0x55
        assert told(before, bytes(after)) is None
