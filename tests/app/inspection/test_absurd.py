"""Images made to take long: they end in a finding, since everything they ask for is counted."""

import struct

import pytest
from support_boot import LOADER, pe
from support_fat import fat, long_name_records
from support_inspection import codes, report_on
from support_iso import FOLDER, SECTOR, Iso, record

from app.report import Answer, Machine

MANY = 32_000


def fat_with_a_folder_of(records: bytes, name: str) -> bytes:
    """A file becomes the folder: `fat` would need minutes to make it name by name."""
    files = {f"{name}/PLACE": records, "EFI/OTHER": b""}
    image = bytearray(fat(files, size=len(records) + (2 << 20), cluster=4))
    entry = image.index(b"PLACE      \x20")
    image[entry + 11] = 0x10
    folder = image.index(name.rpartition("/")[2].encode().ljust(11) + b"\x10")
    image[folder + 26 : folder + 28] = image[entry + 26 : entry + 28]
    return bytes(image)


def long_names(count: int) -> bytes:
    short = b"A~1        "
    one = long_name_records("a name of some length", short) + struct.pack("<11sB20x", short, 0x20)
    return one * count


@pytest.mark.parametrize("folder", ["EFI", "EFI/BOOT"])
def test_a_fat_folder_of_countless_names(folder: str) -> None:
    report = report_on(fat_with_a_folder_of(long_names(21_000), folder))
    assert "not-looked-at" in codes(report)
    assert report.boots.on_uefi_usb(Machine.X64).answer is Answer.LIKELY


def disc_with_countless_names(*folders: str) -> bytes:
    """These folders hold MANY names each: one such is allowed, and two are not."""
    sectors = [
        b"".join(record(b"F%05d;1" % (at + number), 20, 10) for number in range(40))
        for at in range(0, MANY, 40)
    ]
    names = b"".join(sector.ljust(SECTOR, b"\0") for sector in sectors)
    image = bytearray(Iso({LOADER: pe(), "SOURCES/A": b""}, rock_ridge=False).build())
    for folder in folders:
        at = image.index(bytes([len(folder)]) + folder.encode()) - 32
        new = record(folder.encode(), len(image) // SECTOR, len(names), FOLDER)
        image[at : at + len(new)] = new
        image += names
    return bytes(image)


def test_folders_of_a_disc_with_countless_names() -> None:
    assert "not-looked-at" not in codes(report_on(disc_with_countless_names("EFI")))
    assert "not-looked-at" in codes(report_on(disc_with_countless_names("EFI", "SOURCES")))
