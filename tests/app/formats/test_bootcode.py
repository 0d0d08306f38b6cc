from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import code_of, mbr, mbr_entry
from support_fat import fat

from app.formats.bootcode import (
    EMPTY,
    KNOWN,
    UNKNOWN,
    BootCode,
    NextStage,
    foreign,
    recognise,
    runs,
)


def name_of(row: BootCode) -> str:
    return row.name


@pytest.mark.parametrize("row", KNOWN, ids=name_of)
def test_every_row_is_recognised_and_hidden_by_none(row: BootCode) -> None:
    assert recognise(mbr(code=code_of(row))) == row


@pytest.mark.parametrize("row", KNOWN, ids=name_of)
def test_a_row_has_enough_marks_not_to_match_by_chance(row: BootCode) -> None:
    assert sum(map(len, row.marks)) + min(map(len, row.starts), default=0) >= 5


def test_zeros_are_no_code() -> None:
    assert recognise(mbr()) == EMPTY
    assert recognise(mbr(mbr_entry(0xEF, 1, 1))) == EMPTY


@pytest.mark.parametrize(("code", "does"), [(b"", False), (b"\xfa", True)])
def test_an_apple_partition_map_is_no_code(code: bytes, does: bool) -> None:
    assert runs(mbr(code=b"\x45\x52\x08\x00\xeb\x02\xff\xff" + code)) is does


def test_a_disks_identifier_is_no_code() -> None:
    assert recognise(mbr(code=bytes(440) + b"\xde\xad\xbe\xef")) == EMPTY


@pytest.mark.parametrize(
    ("code", "does"),
    [
        (b"\xeb\x3c\x90" + b"FAT12   " + bytes(400), False),  # over a description, into nothing
        (b"\xe9\x5a\x00" + b"FAT32   " + bytes(400), False),
        (b"\xeb\x3c\x90" + bytes(59) + b"\xfa", True),
        (b"\xeb\xfe", True),  # to itself: a program that hangs, but one
        (b"\xe9\xff\xff" + bytes(20) + b"\x01", True),
        (b"\xfa", True),
    ],
)
def test_a_jump_is_followed(code: bytes, does: bool) -> None:
    assert runs(mbr(code=code)) is does


def test_other_code_is_unknown() -> None:
    assert recognise(mbr(code=b"\xfa\x31\xc0\x8e\xd0")) == UNKNOWN


def test_an_apple_partition_map_in_front_does_not_hide_the_code() -> None:
    row = KNOWN[1]
    code = b"\x45\x52\x08\x00\xeb\x02\xff\xff" + code_of(row)[:432]
    assert recognise(mbr(code=code)) == row


def test_syslinux_is_told_from_what_it_overwrote() -> None:
    stub = b"This is not a bootable disk.  Please insert a bootable floppy"
    sector = b"\xeb\x3c\x90SYSLINUX".ljust(90, b"\1") + b"\xfa" + stub
    assert recognise(mbr(code=sector)).file == "LDLINUX.SYS"


@pytest.mark.parametrize(
    ("image", "what"),
    [
        (b"\x7fELF\1\2\1", "Open Firmware"),
        (b"\x00\x08\x00\x00\x80\x02\x02\x00", "IBM Z"),
        (b"PALO", "PA-RISC"),
        (b"\xeb\x3c\x90", ""),
        (b"", ""),
    ],
)
def test_images_that_no_pc_can_run(image: bytes, what: str) -> None:
    assert what in foreign(image)
    assert bool(foreign(image)) is bool(what)


@given(st.binary(max_size=600))
def test_any_bytes_are_some_code(data: bytes) -> None:
    foreign(data)
    assert recognise(data) in (*KNOWN, EMPTY, UNKNOWN)


SYSLINUX, GRUB = Path("/usr/lib/syslinux/mbr"), Path("/usr/lib/grub/i386-pc")


@pytest.mark.tools
@pytest.mark.parametrize(
    ("path", "stage"),
    [
        (SYSLINUX / "mbr.bin", NextStage.ACTIVE_PARTITION),
        (SYSLINUX / "altmbr.bin", NextStage.NUMBERED_PARTITION),
        (SYSLINUX / "gptmbr.bin", NextStage.LEGACY_GPT_PARTITION),
        (Path("/usr/lib/ISOLINUX/isohdpfx.bin"), NextStage.ISOLINUX),
        (Path("/usr/lib/ISOLINUX/isohdppx.bin"), NextStage.ISOLINUX),
        (GRUB / "boot.img", NextStage.GRUB),
        (GRUB / "boot_hybrid.img", NextStage.GRUB),
    ],
    ids=str,
)
def test_real_boot_code_is_recognised(path: Path, stage: NextStage) -> None:
    code = recognise(mbr(code=path.read_bytes()[:440]))
    assert code.stage is stage
    pointer = {"boot.img": 0x5C, "boot_hybrid.img": 0x1B0, "isohdpfx.bin": 432}.get(path.name)
    assert pointer is None or code.pointer == pointer


def test_a_boot_sector_without_code_is_empty() -> None:
    assert recognise(fat()) == EMPTY
