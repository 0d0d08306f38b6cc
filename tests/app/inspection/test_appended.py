"""What a stick is with more behind the image: who finds it, what is refused, what is said."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support_boot import LOADER, GptPartition, gpt_disk, mbr_entry, pe
from support_disc import Disc
from support_fat import fat
from support_implanted import USE, Maker
from support_layout import DEBIAN, ESP, MIB, UBUNTU, by_gpt, by_mbr
from support_systems import CASPER, LIVE_OS, disk_info

from app.errors import NotAppendable
from app.inspection import inspect
from app.inspection.appended import Additions, Appended, appended
from app.inspection.media_check import check_implanted
from app.inspection.unused import LEAST
from app.report import Answer, Machine, Report, Role, System
from app.sources import open_source
from app.sources.layout import REST, LayoutSource
from app.sources.source import Source

SIZE = 512 * MIB
CIDATA = {"user-data": b"#cloud-config\n", "meta-data": b""}
ALL = Additions(data=REST, answers=CIDATA)


def of(path: Path, image: bytes) -> tuple[Source, Report]:
    path.write_bytes(image)
    source = open_source(path)
    return source, inspect(source)


def made(
    folder: Path, image: bytes, additions: Additions = ALL, system: System | None = None
) -> Appended:
    source, report = of(folder / "image.iso", image)
    if system is not None:
        report = replace(report, system=system)
    return appended(source, report, SIZE, 512, additions)


def laid_out(result: Appended) -> LayoutSource:
    assert isinstance(result.source, LayoutSource)
    return result.source


@pytest.mark.parametrize("image", [by_mbr(), by_gpt()])
def test_the_verdict_is_that_of_the_composed_disk(image: bytes, tmp_path: Path) -> None:
    before = inspect(of(tmp_path / "image.iso", image)[0])
    assert before.boots.on_uefi_usb(Machine.X64).answer is Answer.YES
    result = made(tmp_path, image)
    after = inspect(laid_out(result).whole())
    for machine in Machine:
        was, now = before.boots.on_uefi_usb(machine), after.boots.on_uefi_usb(machine)
        assert was.answer is now.answer
    assert before.boots.bios_usb.answer is after.boots.bios_usb.answer
    assert not result.warnings


def test_what_may_stay_is_said_in_runs_worth_it(tmp_path: Path) -> None:
    result = made(tmp_path, by_gpt())
    assert result.unused is not None
    assert result.unused.runs
    assert all(stop - start >= LEAST for start, stop in result.unused.runs)
    used = laid_out(result).size - result.unused.length
    assert used < 8 * MIB


LIVE = [
    (DEBIAN, "persistence", "persistence"),
    (UBUNTU, "writable", "persistent"),
    (CASPER | disk_info("Ubuntu 18.04 LTS - Release amd64 (20180426)"), "casper-rw", "persistent"),
    (CASPER | disk_info("Ubuntu 19.04 - Release amd64 (20190416)"), "casper-rw", "persistent"),
    (CASPER | disk_info("Ubuntu 19.10 - Release amd64 (20191017)"), "writable", "persistent"),
    (CASPER | disk_info("Xubuntu 18.04 LTS - Release amd64 (2018)"), "casper-rw", "persistent"),
    (CASPER | disk_info("Xubuntu 24.04 LTS - Release amd64 (20240424)"), "writable", "persistent"),
    (CASPER | disk_info("Linux Mint 19.3 - Release amd64 (2019)"), "casper-rw", "persistent"),
    (CASPER | disk_info("Linux Mint 22 - Release amd64 (2024)"), "writable", "persistent"),
    (CASPER | disk_info("Something Else 7 - Release amd64 (2024)"), "writable", "persistent"),
]


@pytest.mark.skipif(shutil.which("mke2fs") is None, reason="e2fsprogs is missing")
@pytest.mark.parametrize(("files", "label", "word"), LIVE)
def test_where_a_live_system_looks(
    files: dict[str, bytes], label: str, word: str, tmp_path: Path
) -> None:
    result = made(tmp_path, by_mbr(files), Additions(persistence=REST))
    (part,) = laid_out(result).parts
    assert (part.wish.label, part.wish.holds) == (label, "ext4")
    assert (part.wish.files == {"persistence.conf": b"/ union\n"}) == (label == "persistence")
    (warning,) = result.warnings
    assert warning.code == "boot-word"
    assert f"“{word}”" in warning.text


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "only the live systems of Debian, of Ubuntu and their kin look for such a partition."),
        (
            LIVE_OS | {"EFI/BOOT/grub.cfg": b"menuentry 'Start Fedora-Workstation-Live 40' {}"},
            "only where their boot menu says",
        ),
        (disk_info("Debian GNU/Linux 12.5.0 - Official amd64 NETINST"), "none that is known"),
    ],
)
def test_who_does_not_look_is_told(files: dict[str, bytes], why: str, tmp_path: Path) -> None:
    with pytest.raises(NotAppendable, match=re.escape(why)):
        made(tmp_path, by_mbr(files), Additions(persistence=REST))


@pytest.mark.parametrize(
    ("role", "additions", "refused"),
    [
        (Role.BOARD, Additions(answers=CIDATA), "its own first partition"),
        (Role.BOARD, Additions(data=REST), "takes the rest of the stick for itself"),
        (Role.DISK, Additions(data=REST), "takes the rest of the stick for itself"),
        (Role.DISK, Additions(persistence=REST, answers=CIDATA), "takes the rest"),
        (Role.DISK, Additions(answers=CIDATA), ""),
        (Role.INSTALLER, ALL, ""),
        (None, ALL, ""),
    ],
)
def test_a_system_that_grows(
    role: Role | None, additions: Additions, refused: str, tmp_path: Path
) -> None:
    system = System("Some System", "linux", role=role)
    if not refused:
        assert laid_out(made(tmp_path, by_mbr({}), additions, system)).parts
        return
    with pytest.raises(NotAppendable, match=refused):
        made(tmp_path, by_mbr({}), additions, system)


def test_what_starts_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAppendable, match="nothing on it starts a computer"):
        made(tmp_path, Disc(files={"README.TXT": b"x"}).build())


def test_a_stick_that_would_start_on_less_is_refused(tmp_path: Path) -> None:
    """The report says that it starts on ARM as well, which the composed disk does not."""
    source, report = of(tmp_path / "image.iso", by_mbr())
    x64 = report.boots.uefi_usb[Machine.X64]
    boots = replace(report.boots, uefi_usb={Machine.X64: x64, Machine.AA64: x64})
    with pytest.raises(NotAppendable, match="on fewer computers"):
        appended(source, replace(report, boots=boots), SIZE, 512, ALL)


def test_a_new_fault_is_refused(tmp_path: Path) -> None:
    """A finding that the image is known for is none; one that is new is."""
    image = by_mbr({}, mbr_entry(0x83, 0, 2048))
    source, report = of(tmp_path / "image.iso", image)
    assert report.has("partitions-overlap")
    assert laid_out(appended(source, report, SIZE, 512, Additions(answers=CIDATA))).parts
    unknowing = replace(report, findings=())
    with pytest.raises(NotAppendable, match=r"would be wrong with it then: .*overlap"):
        appended(source, unknowing, SIZE, 512, Additions(answers=CIDATA))


def test_a_disk_with_a_gpt(tmp_path: Path) -> None:
    part = GptPartition(2048, 2048 + len(ESP) // 512 - 1)
    image = gpt_disk([(part, fat({LOADER: pe()}, size=256 << 10))]).build()
    source = laid_out(made(tmp_path, image))
    assert (source.table, len(source.parts)) == ("GPT", 2)


def test_an_implanted_check_fails_and_that_is_said(tmp_path: Path) -> None:
    """True by computing it: the sum of the first sectors is not what it was."""
    maker, whole = Maker(), by_mbr()
    disc = bytearray(maker.image())
    disc[:512] = whole[:512]  # a table, before the sum is taken
    disc[USE : USE + 512] = b" " * 512
    text = maker.text(bytes(disc))
    disc[USE : USE + 512] = text.ljust(512)
    source, report = of(tmp_path / "image.iso", bytes(disc))
    assert ended(source)
    starting = replace(inspect(of(tmp_path / "other.iso", whole)[0]), findings=report.findings)
    starting = replace(starting, boots=report.boots)
    result = appended(source, starting, SIZE, 512, ALL)
    assert [warning.code for warning in result.warnings] == ["media-check-fails"]
    assert not ended(result.source)


def ended(source: Source) -> bool:
    """Whether the implanted check finds no damage."""
    check = check_implanted(source)
    while True:
        try:
            next(check)
        except StopIteration as end:
            return bool(end.value.matches)
