import pytest
from support_boot import LOADER, Image, mbr, mbr_disk, mbr_entry, pe
from support_disc import Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.report import Mode

EFI = Boot(fat({LOADER: pe()}), platform=0xEF, sectors=1)
WINDOWS = {"sources/boot.wim": b"x", "sources/install.wim": b"x", "bootmgr": b"x"}


@pytest.mark.parametrize(
    ("files", "installer"),
    [
        (WINDOWS, True),
        ({"SOURCES/INSTALL.ESD": b"x", "SETUP.EXE": b"x"}, True),
        ({"sources/install.swm": b"x", "efi/boot/bootaa64.efi": b"x"}, True),
        ({"sources/boot.wim": b"x", "bootmgr.efi": b"x"}, True),
        ({"sources/install.wim": b"x"}, False),
        ({"bootmgr": b"x", "setup.exe": b"x"}, False),
        ({"sources/readme.txt": b"x", "bootmgr": b"x"}, False),
    ],
)
def test_a_windows_installer_is_told_by_its_files(files: dict[str, bytes], installer: bool) -> None:
    report = report_on(Disc([EFI], files, padding=20).image())
    place = next((f.offset for f in report.findings if f.code == "windows-installer"), None)
    assert (place is not None) is installer
    assert (report.way is not None) is installer
    assert (report.mode is Mode.WINDOWS) is installer
    assert ("uefi-only-as-cd" in codes(report)) is not installer


def test_the_label_makes_no_installer() -> None:
    report = report_on(Disc([EFI], label="CCCOMA_X64FRE", padding=20).image())
    assert report.mode is Mode.EXACT


def test_one_that_starts_from_any_stick_is_copied() -> None:
    made = Disc([EFI], WINDOWS, padding=20)
    image = made.image()
    entry = mbr_entry(0xEF, made.places[0] * 4, len(EFI.image) // 512)
    assert report_on(image.put(0, mbr(entry))).mode is Mode.EXACT


def pi(*names: str) -> Image:
    volume = fat(dict.fromkeys(names, b"x"))
    return mbr_disk((mbr_entry(0x0C, 2048, 1024), volume), (mbr_entry(0x83, 4096, 100), b""))


@pytest.mark.parametrize(
    ("image", "board"),
    [
        (pi("config.txt", "start4.elf"), "Raspberry Pi"),
        (pi("CONFIG.TXT", "kernel_2712.img"), "Raspberry Pi"),
        (pi("config.txt"), ""),
        (pi("start4.elf"), ""),
        (pi("boot.scr"), "U-Boot"),
        (pi("extlinux/extlinux.conf"), "U-Boot"),
        (Image(1 << 20).put(8196, b"eGON.BT0"), "Allwinner"),
        (Image(1 << 20).put(32768, b"RKNS"), "Rockchip"),
        (Image(1 << 20).put(32768, b"\x3b\x8c\xdc\xfc"), "Rockchip"),
        (Image(1 << 20).put(1024, b"\xd1\x00\x20\x40"), "i.MX"),
        (Image(1 << 20), ""),
    ],
)
def test_a_boards_image(image: Image, board: str) -> None:
    report = report_on(image)
    assert ("board-image" in codes(report)) is bool(board)
    assert (report.mode is Mode.EXACT) is bool(board)
    if board:
        (finding,) = [finding for finding in report.findings if finding.code == "board-image"]
        assert board in finding.text
        assert finding.offset is not None
        assert report.way is not None


def test_what_starts_on_a_pc_as_well_is_no_boards_image() -> None:
    volume = fat({"config.txt": b"x", "start4.elf": b"x", LOADER: pe()})
    image = mbr_disk((mbr_entry(0x0C, 2048, 1024), volume))
    assert "board-image" not in codes(report_on(image))


def test_a_volume_descriptor_is_not_taken_for_a_boards_code() -> None:
    assert "board-image" not in codes(report_on(Disc(files={"config.txt": b"x"}).image()))
