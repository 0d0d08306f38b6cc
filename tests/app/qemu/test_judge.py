"""What may be said of what was seen. The lines are those of SeaBIOS 1.16 and EDK2 2022.11."""

import pytest

from app.qemu.firmware import Firmware
from app.qemu.judge import Judge, Seen, Verdict, plain
from app.qemu.picture import Picture

QUIET = 5.0
DEVICE = '"UEFI QEMU QEMU USB HARDDRIVE 1" from PciRoot(0x0)/Pci(0x2,0x0)/USB(0x0,0x0)'
LOADING = f"BdsDxe: loading Boot0001 {DEVICE}\r\n"
STARTING = f"{LOADING}BdsDxe: starting Boot0001 {DEVICE}\r\n"
SHELL = 'BdsDxe: starting Boot0002 "EFI Internal Shell" from Fv(7CB8BDC9)/FvFile(7C04A583)\r\n'
RAN = "enter handle_19:\nBooting from Hard Disk...\nBooting from 0000:7c00\n"
BIOS_SCREEN = "SeaBIOS (version 1.16.2-debian)\n\nBooting from Hard Disk...\n"

TEXT, GRAPHICS = (720, 400), (800, 600)


def screen(drawn: int = 0, size: tuple[int, int] = GRAPHICS) -> Picture:
    """Black, but for `drawn` bytes at its start."""
    length = size[0] * size[1] * 3
    return Picture(*size, bytes([9]) * drawn + bytes(length - drawn))


LOGO = screen(1000)
DARK = screen(1010)  # and hardly other than that
MENU = screen(500_000)


def looks(firmware: Firmware, *seen: Seen, still: float = 60) -> Verdict | None:
    """After each look a second passes, and `still` before the last one is taken again."""
    judge = Judge(firmware, QUIET)
    for when, each in enumerate(seen):
        if (verdict := judge.look(each, when)) is not None:
            return verdict
    return judge.look(seen[-1], len(seen) + still)


def uefi(serial: str, picture: Picture = LOGO, read: int = 30_000) -> Seen:
    return Seen(serial, "", "", picture, read)


def bios(
    log: str, text: str = "", picture: Picture | None = None, read: int = 4096, serial: str = ""
) -> Seen:
    return Seen(serial, log, text, picture or screen(0, TEXT), read)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        ((uefi(""), uefi("")), None),
        ((uefi(LOADING),), None),
        ((uefi(LOADING), uefi(STARTING), uefi(STARTING, MENU)), Verdict.BOOTED),
        ((uefi(LOADING), uefi(STARTING + "Welcome to GRUB!")), Verdict.BOOTED),
        ((uefi(LOADING), uefi(STARTING), uefi(STARTING)), Verdict.STARTED),
        ((uefi(LOADING), uefi(STARTING, DARK)), Verdict.STARTED),
        ((uefi(LOADING), uefi(STARTING, screen())), Verdict.STARTED),  # it only cleared it
        (
            (uefi(STARTING + "error: no such device: 1234.\nEntering rescue mode..."),),
            Verdict.FAILED,
        ),
        (
            (uefi(f"{STARTING}hello\r\nBdsDxe: failed to start Boot0001 {DEVICE}: "),),
            Verdict.FAILED,
        ),
        ((uefi(f"{STARTING}hello\r\n{SHELL}UEFI Interactive Shell v2.2"),), Verdict.FAILED),
        ((uefi(f"{LOADING}BdsDxe: failed to load Boot0001 {DEVICE}: Not Found"),), Verdict.NOTHING),
        ((uefi("BdsDxe: No bootable option or device was found."),), Verdict.NOTHING),
        ((uefi(SHELL),), Verdict.NOTHING),
        (
            (uefi(f"{LOADING}BdsDxe: failed to load Boot0001 {DEVICE}: Access Denied"),),
            Verdict.REFUSED,
        ),
        ((uefi(f"{STARTING}Verification failed: (0x1A) Security Violation"),), Verdict.REFUSED),
    ],
)
def test_by_uefi(seen: tuple[Seen, ...], verdict: Verdict | None) -> None:
    assert looks(Firmware.UEFI, *seen) is verdict


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        ((bios("", BIOS_SCREEN),), None),
        ((bios(RAN, BIOS_SCREEN + "ISOLINUX 6.04\nboot:", read=90_000),), Verdict.BOOTED),
        ((bios(RAN, picture=MENU, read=900_000),), Verdict.BOOTED),  # no firmware draws so
        ((bios(""), bios(RAN, picture=MENU, read=900_000)), Verdict.BOOTED),
        ((bios("", picture=LOGO), bios(RAN, picture=DARK, read=900_000)), Verdict.BOOTED),
        ((bios("", picture=LOGO), bios(RAN, picture=LOGO, read=900_000)), Verdict.STARTED),
        ((bios(RAN, BIOS_SCREEN),), Verdict.STARTED),
        ((bios(RAN, ("\0" * 80 + "\n") * 25, read=900_000),), Verdict.STARTED),
        ((bios(RAN, BIOS_SCREEN, read=90_000),), Verdict.STARTED),
        ((bios(RAN, BIOS_SCREEN + "Kein System auf diesem Datenträger"),), Verdict.STARTED),
        ((bios(RAN, BIOS_SCREEN + "Missing operating system."),), Verdict.FAILED),
        ((bios(RAN, BIOS_SCREEN + "isolinux.bin missing or corrupt.", read=9000),), Verdict.FAILED),
        ((bios(RAN, BIOS_SCREEN, read=90_000, serial="Linux version 6.1"),), Verdict.BOOTED),
        ((bios(RAN, BIOS_SCREEN, read=90_000, serial="\x1b[2J\r\n"),), Verdict.STARTED),
        ((bios(RAN, BIOS_SCREEN, serial="Kernel panic - not syncing"),), Verdict.FAILED),
        ((bios(RAN + "No bootable device.\n", BIOS_SCREEN),), Verdict.FAILED),
        ((bios("Boot failed: not a bootable disk\nNo bootable device."),), Verdict.NOTHING),
    ],
)
def test_by_bios(seen: tuple[Seen, ...], verdict: Verdict | None) -> None:
    assert looks(Firmware.BIOS, *seen) is verdict


def test_secure_boot_is_asked_of_nobody_else() -> None:
    assert looks(Firmware.SECURE, uefi(f"{STARTING}Access Denied")) is Verdict.REFUSED


def test_as_long_as_it_reads_it_is_not_done() -> None:
    judge = Judge(Firmware.UEFI, QUIET)
    for when in range(60):
        assert judge.look(uefi(STARTING + "Loading", MENU, read=when << 20), when) is None
    assert judge.verdict() is Verdict.BOOTED
    assert judge.look(uefi(STARTING + "Loading", MENU, read=59 << 20), 59 + QUIET - 1) is None
    last = judge.look(uefi(STARTING + "Loading", MENU, read=59 << 20), 59 + QUIET)
    assert last is Verdict.BOOTED


def test_codes_of_the_terminal_are_no_words() -> None:
    assert plain("\x1b[2J\x1b[01;01H\x1b[=3hhello") == "hello"
    assert looks(Firmware.UEFI, uefi(LOADING), uefi(STARTING + "\x1b[2J\x1b[01;01H")) is (
        Verdict.STARTED
    )


@pytest.mark.parametrize(
    ("firmware", "before", "serial", "log", "verdict"),
    [
        (Firmware.BIOS, None, "", RAN, Verdict.STARTED),
        (Firmware.BIOS, None, "hello", RAN, Verdict.BOOTED),
        (Firmware.BIOS, bios("SeaBIOS", BIOS_SCREEN), "", RAN, Verdict.STARTED),
        (Firmware.BIOS, bios("SeaBIOS", BIOS_SCREEN), "", "SeaBIOS", Verdict.UNCLEAR),
        (Firmware.UEFI, None, STARTING, "", Verdict.STARTED),
        (Firmware.UEFI, uefi(LOADING), f"{STARTING}hello", "", Verdict.BOOTED),
        (Firmware.UEFI, uefi(STARTING), f"{STARTING}\x1b[2J", "", Verdict.STARTED),
        (Firmware.UEFI, uefi(LOADING), LOADING, "", Verdict.UNCLEAR),
    ],
)
def test_what_is_heard_behind_the_last_look_counts(
    firmware: Firmware, before: Seen | None, serial: str, log: str, verdict: Verdict
) -> None:
    """A guest may switch its machine off at once, between two looks."""
    judge = Judge(firmware, QUIET)
    if before is not None:
        judge.look(before, 0)
    assert judge.at_the_end(serial, log, 1 << 20) is verdict
