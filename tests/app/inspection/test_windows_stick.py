"""What a composed stick is, by looking into it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from support_boot import AA64
from support_disc import Disc
from support_programs import efi_program
from support_udf import UdfImage
from support_windows import FILES, WIM, windows_disc

from app.errors import ImageChanged, NotComposable
from app.inspection import inspect
from app.inspection.places import places
from app.inspection.unused import likely_zeros
from app.inspection.windows_stick import NO_STICK, composed, room_for, with_stick
from app.report import Answer, Machine, Mode, Stick
from app.sources import open_source
from app.sources.composed import ComposedSource

SIZE = 512 << 20


def stick(path: Path) -> Stick:
    return made(path)[1]


def made(path: Path) -> tuple[ComposedSource, Stick]:
    source = open_source(path)
    return composed(source, inspect(source), SIZE)


def test_the_verdict_is_that_of_the_composed_disk(tmp_path: Path) -> None:
    path = windows_disc(tmp_path / "win.iso")
    image = inspect(open_source(path))
    assert image.mode is Mode.WINDOWS
    assert not image.boots.uefi_usb
    source, its = made(path)
    found = its.report
    assert found.boots.on_uefi_usb(Machine.X64).answer is Answer.YES
    assert found.boots.on_uefi_usb(Machine.AA64).answer is Answer.NO
    assert found.boots.bios_usb.answer is Answer.NO
    assert "needs UEFI" in found.boots.bios_usb.evidence[0].said
    assert found.partition_tables == ("mbr",)
    assert found.mode is Mode.EXACT
    assert (its.loader, its.files) == (True, 9)
    assert (found.size, found.label, found.name) == (source.size, image.label, "win.iso")
    assert not found.truncated
    assert not found.has("partition-beyond-end")


def test_another_processor(tmp_path: Path) -> None:
    more = {"efi/boot/bootaa64.efi": efi_program(AA64, "x")}
    path = windows_disc(tmp_path / "win.iso", FILES | more, without=("efi/boot/bootx64.efi",))
    found = stick(path).report.boots
    assert found.on_uefi_usb(Machine.AA64).answer is Answer.YES
    assert found.on_uefi_usb(Machine.X64).answer is Answer.NO


def test_windows_7_has_no_loader(tmp_path: Path) -> None:
    its = stick(windows_disc(tmp_path / "win7.iso", without=("efi/boot/bootx64.efi",)))
    assert not its.loader
    assert not its.report.boots.from_usb


def test_a_damaged_loader_is_seen_in_the_stick(tmp_path: Path) -> None:
    path = windows_disc(tmp_path / "win.iso", FILES | {"efi/boot/bootx64.efi": b"no program"})
    its = stick(path)
    assert its.loader
    assert its.report.boots.on_uefi_usb(Machine.X64).answer is Answer.NO
    assert its.report.has("loader-damaged")


def test_udf_comes_before_iso_9660(tmp_path: Path) -> None:
    """A Windows disc is both, and in ISO 9660 there is only a text."""
    bridge = bytearray(UdfImage(FILES, form="long").build())
    text = Disc(files={"README.TXT": b"This disc contains a UDF file system."}).build()
    bridge[32768 + 3 * 2048 : 32768 + 3 * 2048] = b""
    shifted = bytes(bridge[32768 : 32768 + 3 * 2048])
    bridge[32768 : 32768 + 2 * 2048] = text[32768 : 32768 + 2 * 2048]
    bridge[32768 + 2 * 2048 : 32768 + 5 * 2048] = shifted
    path = tmp_path / "bridge.iso"
    path.write_bytes(bridge)
    assert stick(path).report.boots.on_uefi_usb(Machine.X64).answer is Answer.YES


def test_iso_9660_alone(tmp_path: Path) -> None:
    files = {"BOOTMGR": b"b", "SOURCES/INSTALL.WIM": WIM}
    loader = FILES["efi/boot/bootx64.efi"]
    assert isinstance(loader, bytes)
    path = tmp_path / "win.iso"
    path.write_bytes(Disc(files=files | {"EFI/BOOT/BOOTX64.EFI": loader}).build())
    assert stick(path).report.boots.on_uefi_usb(Machine.X64).answer is Answer.YES


def test_no_installer_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "other.iso"
    path.write_bytes(Disc(files={"README.TXT": b"x"}).build())
    with pytest.raises(NotComposable, match="no Windows installer"):
        stick(path)


def test_damage_on_the_stick_has_the_name_of_its_file(tmp_path: Path) -> None:
    source, _ = made(windows_disc(tmp_path / "win.iso"))
    data = source.look().read_at(0, source.size)
    place = data.index(WIM)
    (found,) = places(source, [(place + 512, 512)])
    assert (found.partition, found.files) == (1, ("sources/install.wim",))


def test_what_is_likely_zero_is(tmp_path: Path) -> None:
    source, _ = made(windows_disc(tmp_path / "win.iso"))
    for start, length in likely_zeros(source):
        assert not any(source.look().read_at(start, length))


def test_a_report_with_its_stick(tmp_path: Path) -> None:
    source = open_source(windows_disc(tmp_path / "win.iso"))
    assert room_for(source) == 1 << 30
    report = inspect(source)
    found = with_stick(source, report)
    assert found.stick is not None
    assert found.stick.report.boots.from_usb
    assert replace(found, stick=None) == report
    other = replace(report, mode=Mode.EXACT)
    assert with_stick(source, other) is other


def test_a_report_says_why_there_is_no_stick(tmp_path: Path) -> None:
    source = open_source(windows_disc(tmp_path / "win.iso", FILES | {"aux.txt": b""}))
    found = with_stick(source, inspect(source))
    assert found.stick is None
    assert found.findings[-1].code == NO_STICK
    assert "“aux.txt” can’t be put on a stick" in found.findings[-1].text


def test_a_file_that_changed_is_no_reason(tmp_path: Path) -> None:
    source = open_source(windows_disc(tmp_path / "win.iso"))
    report = inspect(source)
    os.utime(source.path, ns=(0, 0))
    with pytest.raises(ImageChanged):
        with_stick(source, report)
