"""What waits in the log of a VHDX: carried out as a whole, or refused."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from support_vhdx import IDENTITY, PAGE, TABLE_AT, crc_at_4, log_entry, logged, table, vhdx
from support_virtual_disk import MIB

from app.errors import UnsupportedImage
from app.formats.binary import Memory
from app.formats.vhdx import read_vhdx

ONE, TWO, NONE = b"1" * MIB, b"2" * MIB, bytes(MIB)
IMAGE = ONE + TWO  # which stand at 4 and 5 MiB of the file
SWAPPED = {TABLE_AT: table(5, 4)}
FIRST = {TABLE_AT: table(4)}


def read(disk: bytes) -> bytes:
    found, parts, place = read_vhdx(Memory(disk)), [], 0
    while place < found.size:
        length, at = found.at(place)
        parts.append(bytes(length) if at is None else disk[at : at + length])
        place += length
    return b"".join(parts)


def refusal(disk: bytes) -> str:
    with pytest.raises(UnsupportedImage) as caught:
        read(disk)
    return str(caught.value)


def ring(*entries: bytes, first: int = 0) -> bytes:
    """A log with these, one behind the other from page `first` on, and round its end."""
    data, whole = b"".join(entries), bytearray(MIB)
    for place in range(0, len(data), PAGE):
        at = (first * PAGE + place) % MIB
        whole[at : at + PAGE] = data[place : place + PAGE]
    return bytes(whole)


def numbered(count: int, first: int = 1, tail: int = 0) -> Iterator[bytes]:
    for number in range(first, first + count):
        yield log_entry(number, tail=tail)


CARRIED = {
    "one page": (ring(log_entry(7, SWAPPED)), TWO + ONE),
    "a later entry counts": (ring(log_entry(7, SWAPPED), log_entry(8, FIRST)), ONE + NONE),
    "the latter of one entry's": (ring(log_entry(7, SWAPPED, zeros=[(TABLE_AT, PAGE)])), TWO + ONE),
    "zeros": (ring(log_entry(7, zeros=[(TABLE_AT, PAGE)])), NONE + NONE),
    "elsewhere in the log": (ring(log_entry(7, SWAPPED, tail=9 * PAGE), first=9), TWO + ONE),
    "round the end": (ring(log_entry(7, SWAPPED, tail=255 * PAGE), first=255), TWO + ONE),
    "begun behind the first": (
        ring(log_entry(7, SWAPPED), log_entry(8, tail=2 * PAGE)),
        ONE + TWO,
    ),
    "a run that goes round": (
        ring(log_entry(7, SWAPPED, tail=254 * PAGE), log_entry(8, tail=254 * PAGE), first=254),
        TWO + ONE,
    ),
    "large numbers": (ring(log_entry(5 << 32 | 9, SWAPPED)), TWO + ONE),
    "nothing to do": (ring(log_entry(7)), ONE + TWO),
    "many entries": (ring(*numbered(200), log_entry(201, SWAPPED)), TWO + ONE),
    "many zeros": (ring(log_entry(7, zeros=[(TABLE_AT, PAGE)] * 200)), NONE + NONE),
    "an older run is left alone": (
        ring(log_entry(3, FIRST), bytes(PAGE), log_entry(7, SWAPPED, tail=3 * PAGE)),
        TWO + ONE,
    ),
    "a newer run in front": (
        ring(log_entry(9, SWAPPED), bytes(PAGE), log_entry(3, FIRST, tail=3 * PAGE)),
        TWO + ONE,
    ),
    "what was torn at the end": (
        ring(log_entry(7, SWAPPED), log_entry(8, FIRST, summed=False)),
        TWO + ONE,
    ),
    "a gap in the numbers": (ring(log_entry(7, SWAPPED), log_entry(6, FIRST)), TWO + ONE),
    "another log's": (ring(log_entry(7, FIRST, identity=b"o" * 16)), ONE + TWO),
    "none": (b"", ONE + TWO),
    "the first one had only begun": (ring(log_entry(7, SWAPPED)[:-PAGE]), ONE + TWO),
    "of a region table": (
        ring(log_entry(7, {(192 << 10): vhdx(IMAGE)[192 << 10 : 196 << 10], **SWAPPED})),
        TWO + ONE,
    ),
    "the file is long enough": (
        ring(log_entry(7, SWAPPED, flushed=6 * MIB, last=6 * MIB)),
        TWO + ONE,
    ),
}


@pytest.mark.parametrize("name", CARRIED)
def test_what_waits_is_carried_out(name: str) -> None:
    entries, expected = CARRIED[name]
    assert read(logged(IMAGE, entries)) == expected


def test_sectors_of_4096_bytes_make_no_difference() -> None:
    assert read(logged(IMAGE, ring(log_entry(7, SWAPPED)), sector=4096)) == TWO + ONE


FULL = log_entry(7, zeros=[(TABLE_AT, PAGE)] * 126)
BEGUN = log_entry(7, SWAPPED)[:PAGE]
NOT_WHOLE = {
    "its sum is wrong": log_entry(7, SWAPPED, summed=False),
    "a page of another entry": log_entry(7, SWAPPED, numbers=(7, 6)),
    "a page of another entry, far away": log_entry(7, SWAPPED, numbers=(7, 7 | 1 << 32)),
    "a descriptor of another entry": log_entry(7, SWAPPED, numbers=(6, 7)),
    "number 0": log_entry(0, SWAPPED),
    "it begins at no entry": log_entry(7, SWAPPED, tail=8 * PAGE),
    "a place between pages": log_entry(7, {TABLE_AT + 8: table(5, 4)}),
    "the file was longer": log_entry(7, SWAPPED, flushed=6 * MIB + 1),
    "of no length": crc_at_4(b"loge" + bytes(12) + b"\7" + bytes(15) + IDENTITY + bytes(4048)),
    "with more than it has room for": crc_at_4(
        log_entry(7)[:24] + b"\xff\xff\xff\x7f" + log_entry(7)[28:]
    ),
    "with one more than it has room for": crc_at_4(
        FULL[:24] + (127).to_bytes(4, "little") + FULL[28:]
    ),
    "not whole, and another one behind": log_entry(7, SWAPPED)[:-PAGE] + bytes(PAGE) + BEGUN,
    "begun elsewhere": bytes(PAGE) + BEGUN,
    "begun, of one page": BEGUN[:8] + PAGE.to_bytes(4, "little") + BEGUN[12:],
    "begun, longer than the log": BEGUN[:8] + (MIB + PAGE).to_bytes(4, "little") + BEGUN[12:],
    "begun, of an odd length": BEGUN[:8] + (PAGE + 1).to_bytes(4, "little") + BEGUN[12:],
    "of an unknown kind": crc_at_4(log_entry(7, FIRST).replace(b"desc", b"what")),
}


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_a_log_that_is_not_whole_is_refused(name: str) -> None:
    assert "its log is not whole" in refusal(logged(IMAGE, ring(NOT_WHOLE[name])))


TOO_MUCH = {
    "of the disk itself": log_entry(7, {4 * MIB: bytes(PAGE)}),
    "behind the table": log_entry(7, zeros=[(4 * MIB - PAGE, 2 * PAGE)]),
    "of the log": log_entry(7, {MIB: bytes(PAGE)}),
    "the file grows": log_entry(7, SWAPPED, last=6 * MIB + 1),
    "zeros without end": log_entry(7, zeros=[(TABLE_AT, 1 << 40)]),
    "zeros again and again": log_entry(7, zeros=[(TABLE_AT, MIB)] * 33),
    "zeros in entry after entry": log_entry(7, zeros=[(TABLE_AT, MIB)] * 17)
    + log_entry(8, zeros=[(TABLE_AT, MIB)] * 17),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_log_that_asks_for_more_is_refused(name: str) -> None:
    assert "still wait in its log" in refusal(logged(IMAGE, ring(TOO_MUCH[name])))


@dataclass(frozen=True)
class Headed:
    """What the header says of the log."""

    version: int = 0
    length: int = MIB
    place: int = MIB

    def disk(self) -> bytes:
        disk = bytearray(logged(IMAGE, ring(log_entry(7, SWAPPED))))
        at = 128 << 10
        disk[at + 64 : at + 66] = self.version.to_bytes(2, "little")
        disk[at + 68 : at + 72] = self.length.to_bytes(4, "little")
        disk[at + 72 : at + 80] = self.place.to_bytes(8, "little")
        disk[at : at + PAGE] = crc_at_4(bytes(disk[at : at + PAGE]))
        return bytes(disk)


def test_where_the_log_is_stands_in_the_header() -> None:
    assert read(Headed().disk()) == TWO + ONE
    assert "still wait" in refusal(Headed(version=1).disk())
    assert "still wait" in refusal(Headed(length=0).disk())
    assert "still wait" in refusal(Headed(length=MIB + 1).disk())
    assert "still wait" in refusal(Headed(length=8 * MIB).disk())
    assert "not whole" in refusal(Headed(place=1 << 60).disk())
    assert read(Headed(length=2 * PAGE).disk()) == TWO + ONE


def test_entries_that_claim_the_whole_log_are_not_all_summed_up() -> None:
    entry = bytearray(log_entry(7, summed=False))
    entry[8:12] = MIB.to_bytes(4, "little")
    assert "still wait" in refusal(logged(IMAGE, bytes(entry) * 256))
