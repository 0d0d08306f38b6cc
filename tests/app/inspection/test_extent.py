from typing import Any

import pytest
from support_boot import LOADER, GptPartition, Image, gpt_disk, mbr, mbr_disk, mbr_entry, pe
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.report import Report

GOOD = fat({LOADER: pe()})
PAD = 150


def cut(image: Image, missing: int) -> Report:
    return report_on(image.build()[: len(image.data) - missing])


def disc(**bent: Any) -> Image:
    return Disc([Boot(b"\xfa" * 2048, sectors=4)], {"A.TXT": b"a" * 5000}, **bent).image()


@pytest.mark.parametrize(
    ("padding", "missing", "truncated"),
    [
        (0, 0, False),
        (PAD, 0, False),
        (PAD, PAD * DISC_SECTOR, False),  # only padding
        (PAD, PAD * DISC_SECTOR + 1, True),
        (0, 1000, False),  # of a file's last sector what it does not use
        (0, 1500, True),
        (0, DISC_SECTOR, True),
        (PAD + 1, PAD * DISC_SECTOR + 1, True),  # more than anybody pads
    ],
)
def test_a_disc(padding: int, missing: int, truncated: bool) -> None:
    image = disc(padding=padding)
    report = cut(image, missing)
    assert report.truncated is truncated
    assert report.expected_size == len(image.data)


def test_a_file_in_the_last_sectors_is_missed() -> None:
    # The volume is long enough to hold padding, and a file lies where that would be.
    image = Disc(files={"A.BIN": b"a" * (200 << 10)}).image()
    assert cut(image, 4096).truncated
    assert not cut(image, 0).truncated


def test_a_boot_image_is_missed() -> None:
    made = Disc([Boot(GOOD, platform=0xEF, place=2000, sectors=0)], padding=20)
    image = made.image().put(2000 * DISC_SECTOR, GOOD)
    assert report_on(image).expected_size == 2000 * DISC_SECTOR + len(GOOD)
    assert not report_on(image).truncated
    assert cut(image, 100_000).truncated
    assert cut(image, len(GOOD) + 5000).truncated  # all of it


def test_an_appended_partition_is_not_behind_the_end() -> None:
    image = disc()
    place = len(image.data) // 512
    image.put(0, mbr(mbr_entry(0xEF, place, len(GOOD) // 512))).put(place * 512, GOOD)
    report = report_on(image)
    assert report.expected_size == len(image.data)
    assert not codes(report) & {"trailing-data", "truncated"}
    assert cut(image, 512).truncated


def gpt(*, free: int = 0) -> Image:
    return gpt_disk([(GptPartition(2048, 3071), GOOD)], size=(2 << 20) + free)


@pytest.mark.parametrize(
    ("missing", "truncated", "damaged"),
    [
        (0, False, False),
        (512, False, True),  # only the copy of the table
        ((2 << 20) - 3072 * 512, False, True),  # all behind the partition
        ((2 << 20) - 3072 * 512 + 1, True, False),
    ],
)
def test_a_gpt_disk(missing: int, truncated: bool, damaged: bool) -> None:
    report = cut(gpt(), missing)
    assert report.truncated is truncated
    assert ("gpt-backup-damaged" in codes(report)) is damaged
    assert report.expected_size == 2 << 20


@pytest.mark.parametrize("limit", [2 << 20, 512 << 10])
def test_an_mbr_disk(limit: int) -> None:
    image = mbr_disk((mbr_entry(0xEF, 2048, 2048), GOOD), size=4 << 20)
    assert not report_on(image, limit=limit).truncated
    # The file system ends in the middle of its partition, and so may the file.
    assert not report_on(image.build()[: 2048 * 512 + len(GOOD)], limit=limit).truncated or (
        limit < 1 << 20
    )
    assert report_on(image.build()[: 2048 * 512 + len(GOOD) - 1], limit=limit).truncated


def test_a_partition_of_an_unknown_file_system_is_needed_whole() -> None:
    image = mbr_disk((mbr_entry(0x83, 2048, 2048), b"\1"), size=2 << 20)
    assert not report_on(image).truncated
    assert cut(image, 1).truncated


def test_a_bare_file_system() -> None:
    assert not cut(Image().put(0, GOOD), 0).truncated
    assert cut(Image().put(0, GOOD), 1).truncated


def test_a_partition_that_is_the_disc_may_be_rounded_up() -> None:
    image = disc(padding=PAD)
    sectors = len(image.data) // 512 + 3000
    for first in (0, 1, 64):
        hybrid = image.put(0, mbr(mbr_entry(0x17, first, sectors)))
        assert not report_on(hybrid).truncated


@pytest.mark.parametrize(
    ("image", "tail", "found"),
    [
        (disc(), b"x", True),
        (disc(), b"\0" * 70_000, False),
        (disc(), bytes(3 << 20) + b"x", True),
        (gpt(), b"conectix", True),
        (Image().put(0, GOOD), b"x" * 512, True),
        (mbr_disk((mbr_entry(0x0C, 64, 1024), GOOD), size=1 << 20), b"x", False),  # free space
    ],
)
def test_what_is_appended(image: Image, tail: bytes, found: bool) -> None:
    report = report_on(image.build() + tail)
    assert ("trailing-data" in codes(report)) is found
    assert not report.truncated


def test_what_follows_from_a_cut_is_not_told_as_well() -> None:
    image = gpt_disk([(GptPartition(2048, 3071), GOOD)], size=2 << 20)
    report = report_on(image.build()[: 1 << 20])
    assert codes(report) == {"truncated", "partition-beyond-end"}


def test_an_image_of_unknown_size_is_not_judged() -> None:
    assert report_on(Image(1 << 20)).expected_size is None
