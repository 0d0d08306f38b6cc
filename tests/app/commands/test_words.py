"""What the command line says of a report."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from support_disc import Boot, Disc
from support_inspection import ImageSource
from support_secure_boot import (
    NEW,
    OLD,
    VENDOR,
    digest_of,
    key,
    lists,
    loaders,
    looked,
    shim,
    stick,
    usual,
)
from support_signing import signed
from support_systems import CASPER, disk_info

from app.commands.here import next_step_line, this_computer_lines
from app.commands.inspect import card
from app.commands.words import evidence_lines, secure_boot_lines
from app.firmware import Firmware, ThisComputer
from app.inspection import inspect
from app.report import Machine, Mode, Report


def report(files: dict[str, bytes], *revoked: bytes) -> Report:
    """As of a world in which the tests' own keys are Microsoft's."""
    told = inspect(ImageSource(stick(files)))
    return replace(told, secure_boot={Machine.X64: looked(files, lists(*revoked))[0]})


WORDS: dict[str, Callable[[], dict[str, bytes]]] = {
    f"signed ({OLD} and {NEW}), not on the list of revoked loaders of 2026-05-21": usual,
    f"signed ({VENDOR}), by no key that computers come with": lambda: loaders(
        BOOTX64=signed(shim(), key(VENDOR))
    ),
    "not signed: it has to be off": lambda: loaders(BOOTX64=shim()),
    "the signature does not hold: it has to be off": lambda: loaders(
        BOOTX64=signed(shim(), key(VENDOR))[:-8]
    ),
}


@pytest.mark.parametrize("said", WORDS)
def test_secure_boot_in_a_line(said: str) -> None:
    (line,) = secure_boot_lines(report(WORDS[said]()))
    assert line == f"Secure Boot, 64-bit PCs (x64)    {said}"


def test_a_revoked_loader_in_a_line() -> None:
    files = usual()
    (line,) = secure_boot_lines(report(files, digest_of(files["EFI/BOOT/BOOTX64.EFI"])))
    assert line.endswith("but revoked (list of 2026-05-21)")


def test_evidence_says_what_it_rests_on() -> None:
    lines = evidence_lines(report(usual()))
    digest = digest_of(usual()["EFI/BOOT/BOOTX64.EFI"]).hex()
    (line,) = [each for each in lines if digest in each]
    assert line.startswith("Secure Boot x64 – \\EFI\\BOOT\\BOOTX64.EFI, digest at byte ")
    assert any("list of revoked loaders of 2026-05-21" in each for each in lines)
    assert any("Microsoft’s of 2026-05-21 (BSD-2-Clause-Patent)" in each for each in lines)


@pytest.mark.parametrize(
    ("computer", "said"),
    [
        (
            ThisComputer(Firmware.UEFI, Machine.X64, secure_boot=False),
            ["should boot (UEFI, Secure Boot off)"],
        ),
        (ThisComputer(Firmware.BIOS, Machine.X64), ["would not boot (BIOS)"]),
        (ThisComputer(Firmware.UEFI, Machine.X64), []),
    ],
)
def test_this_computer_in_a_line(computer: ThisComputer, said: list[str]) -> None:
    lines = this_computer_lines(report(usual()), computer)
    assert lines == [f"{'This computer':32} {each}" for each in said]


def test_the_card_says_where_it_starts_and_how_a_live_system_keeps_changes() -> None:
    boot = Boot(b"\xfa\xfc" * 1024, sectors=4)
    files = {**disk_info("Ubuntu 24.04 LTS - Release amd64 (20240424)"), **CASPER}
    lines = card(inspect(ImageSource(Disc([boot], files, padding=20).build())))
    assert lines[1].endswith("; it can keep changes in a partition called writable")
    assert lines[3].startswith("  This would not boot from USB. It is made for CDs only")
    assert lines[3].endswith("Ask its makers for a “hybrid” or USB image.")


def test_of_a_windows_installer_nothing_is_said_of_this_computer() -> None:
    computer = ThisComputer(Firmware.BIOS, Machine.X64)
    assert not this_computer_lines(replace(report(usual()), mode=Mode.WINDOWS), computer)


def test_evidence_names_sizes_and_findings_with_their_places() -> None:
    image = Disc(files={"A": b"a"}, padding=400).build()
    told = inspect(ImageSource(image[: -300 << 11]))
    lines = evidence_lines(told)
    assert f"Size – the ISO 9660 volume at byte 32,848: ends at byte {len(image):,}" in lines
    assert any(
        each.startswith(f"truncated – at byte {len(image) - (300 << 11):,}: ") for each in lines
    )


def test_the_card_begins_with_the_system_and_the_evidence_says_why() -> None:
    line = 'Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)'
    told = inspect(ImageSource(Disc(files=disk_info(line)).build()))
    assert card(told)[:2] == ["Ubuntu 24.04 LTS", "  Installer for 64-bit PCs"]
    assert any(
        text.startswith("System: Ubuntu 24.04 LTS – .disk/info in ISO 9660 at byte")
        and 'Ubuntu 24.04 LTS "Noble Numbat"' in text
        for text in evidence_lines(told)
    )


@pytest.mark.parametrize(
    ("computer", "said"),
    [
        (ThisComputer(), "press F12, F11, F9, F8 or Esc, whichever the screen names."),
        (ThisComputer(maker="Dell Inc."), "press F12 when the Dell logo shows."),
        (ThisComputer(maker="HP"), "press Esc when the HP logo shows, then F9."),
        (ThisComputer(maker="Apple Inc."), "hold Option while it starts."),
        (ThisComputer(maker="LENOVO"), "(usually; else the screen names the key)."),
    ],
)
def test_how_to_start_this_computer(computer: ThisComputer, said: str) -> None:
    line = next_step_line(computer)
    assert line.startswith("To start this computer from it, restart, then ")
    assert line.endswith(said)
