"""The demo image keeps the specifications it is built after. Read here by hand, with no parser of
ours; `test_oracles.py` lets other programs read it, and a system test starts it."""

import struct
from pathlib import Path

import pytest

from app.demo import make_demo_image
from app.demo.code import BIOS_CD, BIOS_STICK, UEFI_X64
from app.demo.image import BLOCK, ESP, demo_image

IMAGE = demo_image()


def block(number: int) -> bytes:
    return IMAGE[number * BLOCK : (number + 1) * BLOCK]


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    make_demo_image(tmp_path / "one")
    make_demo_image(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == IMAGE


def test_it_is_whole_blocks_and_as_long_as_it_says() -> None:
    little, big = (
        struct.unpack_from("<I", block(16), 80)[0],
        struct.unpack_from(">I", block(16), 84)[0],
    )
    assert little * BLOCK == big * BLOCK == len(IMAGE) <= 300_000


def test_the_mbr_has_our_code_and_one_active_efi_system_partition() -> None:
    mbr = IMAGE[:512]
    assert mbr.startswith(BIOS_STICK)
    assert mbr[510:] == b"\x55\xaa"
    active, kind, first, sectors = struct.unpack_from("<B3xB3xII", mbr, 446)
    assert (active, kind) == (0x80, 0xEF)
    assert first * 512 == ESP * BLOCK
    assert (first + sectors) * 512 == len(IMAGE)
    assert mbr[462:510] == bytes(48)


def test_the_catalogue_starts_bios_and_uefi() -> None:
    boot_record = block(17)
    assert boot_record[7:39] == b"EL TORITO SPECIFICATION".ljust(32, b"\0")
    catalogue = block(struct.unpack_from("<I", boot_record, 71)[0])
    assert sum(struct.unpack("<16H", catalogue[:32])) & 0xFFFF == 0
    bios, header, uefi = catalogue[32:64], catalogue[64:96], catalogue[96:128]
    assert (bios[0], uefi[0], header[0], header[1]) == (0x88, 0x88, 0x91, 0xEF)
    assert block(struct.unpack_from("<I", bios, 8)[0]).startswith(BIOS_CD)
    sectors, place = struct.unpack_from("<HI", uefi, 6)
    assert place == ESP
    assert sectors * 512 == len(IMAGE) - ESP * BLOCK


def test_the_program_lies_in_the_file_system() -> None:
    esp = IMAGE[ESP * BLOCK :]
    data = (1 + 2 * 2 + 112 * 32 // 512) * 512
    assert esp[data + 2 * 512 :].startswith(UEFI_X64)
    assert esp[512:1536] == esp[1536:2560], "the two FATs differ"


@pytest.mark.parametrize("code", [BIOS_STICK, BIOS_CD], ids=["stick", "cd"])
def test_boot_code_leaves_room_for_the_partition_table(code: bytes) -> None:
    assert len(code) <= 440
