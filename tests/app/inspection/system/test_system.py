"""Which of the sources counts, and what becomes of texts that came out of an image."""

import json

import pytest
from support_boot import mbr_disk, mbr_entry
from support_disc import Disc
from support_fat import fat
from support_inspection import Limited
from support_systems import CASPER, DEBIAN_LIVE, NO_LIST, disk_info, told
from support_udf import UdfImage
from support_wim import WimEdition, wim

from app.inspection import facts, system
from app.inspection.probe import Notes
from app.report import Answer, BootPath, Boots, Kind, Machine, Mode, Persistence, Report

PATHS = (
    ".alpine-release",
    ".cd-info",
    ".discinfo",
    ".disk/info",
    ".treeinfo",
    "bin/freebsd-version",
    "boot.cfg",
    "boot/grub2/grub.cfg",
    "content",
    "etc/os-release",
    "media.1/products",
)
UBUNTU = disk_info('Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)')


def test_an_unknown_image_has_no_name() -> None:
    assert told(Disc(files={f"folder/{n}": b"" for n in range(3)}).build()) is None
    assert told(fat({"README.TXT": b""}, label="STICK")) is None
    assert told(b"") is None
    assert told(bytes(1 << 20)) is None


def test_files_come_before_the_label() -> None:
    found = told(Disc(files=UBUNTU, label="Fedora-WS-Live-41-1-4").build())
    assert found is not None
    assert found.name == "Ubuntu 24.04 LTS"


def test_the_label_of_a_disc_serves_and_that_of_a_stick_does_not() -> None:
    found = told(Disc(label="Fedora-WS-Live-41-1-4").build())
    assert found is not None
    assert (found.name, found.evidence[0].what) == ("Fedora Workstation 41", "Label")
    assert found.evidence[0].offset == 16 * 2048 + 40
    assert told(fat({}, label="VOID_LIVE")) is None


def test_where_it_starts_says_what_it_is_for() -> None:
    disc = Disc(label="VOID_LIVE").build()
    yes = BootPath(Answer.YES)
    both = Boots(bios_usb=yes, uefi_usb={Machine.X64: yes, Machine.AA64: yes})
    for boots, words in (
        (Boots(), "Live system and installer"),
        (Boots(bios_usb=yes), "Live system and installer for PCs"),
        (Boots(uefi_usb={Machine.X64: yes}), "Live system and installer for 64-bit PCs"),
        (
            Boots(bios_usb=yes, uefi_usb={Machine.AA64: yes}),
            "Live system and installer for PCs and 64-bit ARM computers",
        ),
        (both, "Live system and installer for 64-bit PCs and 64-bit ARM computers"),
    ):
        found = told(disc, boots)
        assert found is not None
        assert found.description == words


def test_persistence_needs_kernel_and_file_system() -> None:
    line = disk_info("Debian GNU/Linux Live 12")
    for files, persistence in (
        ({**UBUNTU, **CASPER}, Persistence.CASPER),
        ({**UBUNTU, "casper/vmlinuz": b""}, Persistence.NONE),
        ({**line, **DEBIAN_LIVE}, Persistence.LIVE_BOOT),
        ({**line, "live/filesystem.squashfs": b""}, Persistence.NONE),
    ):
        found = told(Disc(files=files).build())
        assert found is not None
        assert found.persistence is persistence


def test_a_file_that_is_a_folder_and_a_folder_that_is_a_file() -> None:
    assert told(Disc(files={".disk/info/x": b"", ".treeinfo/x": b""}).build()) is None
    assert told(Disc(files={".disk": b"info", "sources": b"", "LiveOS": b""}).build()) is None


def test_a_damaged_folder_leaves_the_name_empty() -> None:
    image = bytearray(Disc(files=UBUNTU).build())
    place = image.index(b"INFO" if b"INFO;1" in image else b"info;1")
    image[place - 33] = 7  # the record's length
    assert told(bytes(image)) is None


def test_a_file_behind_the_end_leaves_the_name_empty() -> None:
    image = Disc(files=UBUNTU).build()
    assert told(image[: image.rindex(b"Ubuntu") // 2048 * 2048]) is None


def test_a_partition_of_a_disk_is_looked_into_and_one_that_is_not_there_is_not() -> None:
    partitions = [(mbr_entry(0x0C, 64, 1024), b""), (mbr_entry(0x0C, 1 << 30, 1024), b"")]
    image = mbr_disk(partitions[0]).build()
    assert told(image) is None


def test_what_was_not_unpacked_leaves_the_name_empty() -> None:
    image = Disc(files={"first.bin": bytes(300_000), **UBUNTU}, padding=100).build()
    place = image.rindex(b"Ubuntu")
    for limit, known in ((place, False), (len(image), True)):
        notes = Notes()
        found = facts.gather(Limited(image, limit), notes)
        before = notes.findings
        told_so_far = system.system_of(found, system.files_of(found), Boots(), NO_LIST)
        assert (told_so_far is not None) is known
        assert notes.findings == before


def test_a_windows_disc_has_its_files_in_udf() -> None:
    files = {"bootmgr": b"", "sources/install.wim": wim([WimEdition("Windows 11 Pro")])}
    found = told(UdfImage(files).build())
    assert found is not None
    assert found.name == "Windows 11 Pro 24H2"
    assert found.evidence[0].what == "sources/install.wim in UDF"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("unit", [" ", "\n", "\t", "0", "a", '"', "1.", "=", "[a]\n", "menuentry "])
def test_a_text_made_to_keep_patterns_busy(path: str, unit: str) -> None:
    """Each of these took seconds in a pattern that met the whole text at once."""
    text = (unit * (64 << 10)).encode()[: 64 << 10]
    found = told(Disc(files={"LiveOS/x": b"", path: text}).build())
    assert found is None or found.name


def test_json_says_name_family_and_version() -> None:
    report = Report(
        name="x.iso",
        size=1,
        layers=(),
        kind=Kind.ISO9660,
        label="",
        expected_size=None,
        boots=Boots(),
        partition_tables=(),
        el_torito=(),
        mode=Mode.EXACT,
        findings=(),
        system=told(Disc(files=UBUNTU).build()),
    )
    said = json.loads(json.dumps(report.to_json()))
    assert said["system"] == {"name": "Ubuntu 24.04 LTS", "family": "ubuntu", "version": "24.04"}
