import pytest
from support_boot import AA64, ARM, IA32, LOADER, LOONGARCH64, RISCV64, X64, mbr_disk, mbr_entry, pe
from support_disc import Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.inspection.content import KINDS, Kind
from app.report import Machine, Report, Severity

MACHINES = {
    Machine.X64: ("BOOTX64.EFI", X64),
    Machine.IA32: ("BOOTIA32.EFI", IA32),
    Machine.AA64: ("BOOTAA64.EFI", AA64),
    Machine.RISCV64: ("BOOTRISCV64.EFI", RISCV64),
    Machine.LOONGARCH64: ("BOOTLOONGARCH64.EFI", LOONGARCH64),
    Machine.ARM: ("BOOTARM.EFI", ARM),
}


def stick(files: dict[str, bytes], **bent: int) -> Report:
    return report_on(fat(files, **bent))


@pytest.mark.parametrize("machine", Machine)
def test_every_machine_by_its_own_name(machine: Machine) -> None:
    name, code = MACHINES[machine]
    boots = stick({f"EFI/BOOT/{name}": pe(code)}).boots
    assert {each for each in Machine if boots.on_uefi_usb(each).answer == "yes"} == {machine}


def test_several_in_one_folder() -> None:
    files = {f"EFI/BOOT/{name}": pe(code) for name, code in MACHINES.values()}
    assert set(stick(files, size=1 << 20).boots.uefi_usb) == set(Machine)


@pytest.mark.parametrize("path", ["efi/boot/bootx64.efi", "EFI/Boot/BootX64.efi"])
def test_case_does_not_matter(path: str) -> None:
    assert stick({path: pe()}).boots.on_uefi_usb(Machine.X64).answer == "yes"


def bent(place: int, number: int) -> bytes:
    """A program with another number in its optional header."""
    data = bytearray(pe())
    data[88 + place : 92 + place] = number.to_bytes(4, "little")
    return bytes(data)


def test_names_are_compared_as_firmware_compares_them() -> None:
    # To Python, the capital of a dotless i is I, and that of a long s is S.
    assert not stick({"EFI/BOOT/BOOTX64.EF\u0131": pe()}).boots.uefi_usb
    assert not stick({"EF\u0131/BOOT/BOOTX64.EFI": pe()}).boots.uefi_usb


@pytest.mark.parametrize(
    ("content", "code", "why"),
    [
        (pe(AA64), "loader-wrong-machine", "is a program for aa64, not for x64"),
        (pe(0x0EBC), "loader-wrong-machine", "processor 0x0ebc"),
        (pe(subsystem=11), "loader-damaged", "is a driver"),
        (b"", "loader-damaged", "it is empty"),
        (b"version https://git-lfs.github.com/spec/v1\n", "loader-damaged", "Git LFS"),
        (b"<!DOCTYPE html><title>404</title>", "loader-damaged", "a web page"),
        (b"plain words", "loader-damaged", "a text"),
        (b"\x7fELF".ljust(3000, b"\1"), "loader-damaged", "a program for Linux"),
        (pe()[:1500], "loader-damaged", "cut off behind 1,500 bytes"),
        (pe()[:80], "loader-damaged", "bytes are there"),
        (bent(16, 0), "loader-damaged", "no place inside of it where it starts"),
    ],
)
def test_what_does_not_start(content: bytes, code: str, why: str) -> None:
    report = stick({LOADER: content})
    assert report.boots.on_uefi_usb(Machine.X64).answer == "no"
    (finding,) = [finding for finding in report.findings if finding.code == code]
    assert why in finding.text
    assert finding.severity is Severity.DANGER


def test_a_bad_loader_beside_a_good_one_is_no_alarm() -> None:
    report = stick({LOADER: pe(), "EFI/BOOT/BOOTIA32.EFI": b""})
    assert report.boots.on_uefi_usb(Machine.X64).answer == "yes"
    (finding,) = [finding for finding in report.findings if finding.code == "loader-damaged"]
    assert finding.severity is Severity.CAUTION


def test_a_loader_elsewhere_is_named_and_does_not_count() -> None:
    report = stick({"EFI/debian/shimx64.efi": pe(), "EFI/BOOT/README.TXT": b"x"})
    assert not report.boots.uefi_usb
    (finding,) = [f for f in report.findings if f.code == "loader-not-at-fallback-path"]
    assert "\\EFI\\debian\\shimx64.efi" in finding.text


def test_a_folder_that_begins_nowhere_is_not_the_root() -> None:
    data = bytearray(fat({LOADER: pe(), "BOOTX64.EFI": pe(), "BOOT/X": b"x"}))
    for name in (b"EFI        ", b"BOOT       "):
        place = data.index(name)
        data[place + 26 : place + 28] = bytes(2)
    report = report_on(bytes(data))
    assert not report.boots.uefi_usb
    assert "loader-damaged" in codes(report)


def test_a_folder_with_the_loaders_name_is_none() -> None:
    assert not stick({f"{LOADER}/README.TXT": b"x"}).boots.uefi_usb


def test_a_chain_that_is_broken_is_a_damaged_loader() -> None:
    data = bytearray(fat({LOADER: pe(size=4096)}))
    for copy in (512, 512 + FAT_BYTES):
        data[copy + 6 : copy + 9] = bytes(3)  # the loader's first cluster leads nowhere
    report = report_on(bytes(data))
    assert not report.boots.uefi_usb
    assert "loader-damaged" in codes(report)


FAT_BYTES = 3 * 512


def test_fat32_with_few_clusters() -> None:
    report = stick({LOADER: pe()}, size=8 << 20, bits=32)
    assert not report.boots.uefi_usb
    assert "fat32-too-small" in codes(report)


def in_partition(sectors: int, **bent: int) -> Report:
    volume = fat({"PAD.BIN": bytes(bent.pop("pad")), LOADER: pe(size=8192)}, **bent)
    return report_on(mbr_disk((mbr_entry(0xEF, 2048, sectors), volume), size=16 << 20))


@pytest.mark.parametrize(
    ("pad", "sectors", "answer"),
    [
        (0, 2048, "yes"),  # all of it inside
        (0, 512, "yes"),  # as much as is needed
        (200 << 10, 256, "no"),  # the loader lies behind the partition's end
    ],
)
def test_a_file_system_longer_than_its_partition(pad: int, sectors: int, answer: str) -> None:
    report = in_partition(sectors, pad=pad, size=1 << 20)
    assert report.boots.on_uefi_usb(Machine.X64).answer == answer
    assert ("file-system-larger-than-partition" in codes(report)) is (sectors < 2048)


def test_a_page_that_the_partition_does_not_hold_is_not_read() -> None:
    # FAT16: the driver reads 64 KiB at once; the loader ends inside a page that does not.
    report = in_partition(256, pad=0, size=8 << 20)
    assert report.boots.on_uefi_usb(Machine.X64).answer == "no"


def test_a_loader_behind_the_images_end() -> None:
    volume = fat({"EFI/BOOT/PAD.BIN": bytes(200 << 10), LOADER: pe(size=8192)}, size=1 << 20)
    report = report_on(mbr_disk((mbr_entry(0xEF, 64, 2048), volume)).build()[: 100 << 10])
    assert not report.boots.uefi_usb
    (finding,) = [finding for finding in report.findings if finding.code == "loader-damaged"]
    assert "behind the image’s end" in finding.text
    assert report.truncated


def test_signed_or_not_is_told() -> None:
    path = stick({LOADER: pe()}).boots.on_uefi_usb(Machine.X64)
    assert path.evidence[-1].said == "program for x64, 2,048 bytes, not signed"


def test_names_out_of_the_image_are_fit_to_be_shown() -> None:
    report = stick({"EFI/evil\u202egnp/x.efi": pe()})
    (finding,) = [f for f in report.findings if f.code == "loader-not-at-fallback-path"]
    assert "\u202e" not in finding.text


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_loader_of_every_other_kind_is_named(kind: Kind) -> None:
    report = stick({LOADER: (bytes(kind.place) + kind.mark).ljust(512, b"\0")})
    assert not report.boots.uefi_usb
    assert "loader-damaged" in codes(report)


def test_a_volume_on_a_disc_is_opened_once_for_stick_and_disc() -> None:
    report = report_on(Disc([Boot(fat({LOADER: pe(AA64)}), platform=0xEF)]).image())
    assert sum(finding.code == "loader-wrong-machine" for finding in report.findings) == 1
