import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support_resources import boot_manager
from support_secure_boot import (
    NEW,
    OLD,
    VENDOR,
    computer,
    digests,
    grub,
    key,
    loaders,
    looked,
    shim,
    usual,
)
from support_signing import (
    SHA256_LIST,
    X509_SHA256_LIST,
    authority,
    certificate_lists,
    signature_list,
    signed,
)

from app.firmware import Firmware, ThisComputer, Trust
from app.formats.signature_list import SignatureLists
from app.inspection.acceptance import Acceptance, Verdict, accepts, on_this_computer
from app.report import (
    NO,
    Answer,
    BootPath,
    Boots,
    Kind,
    Machine,
    Mode,
    Report,
    SecureBoot,
)

ON = "UEFI, Secure Boot on"


def secure(files: dict[str, bytes] | None = None) -> SecureBoot:
    return looked(usual() if files is None else files)[0]


@pytest.mark.parametrize("known", [(OLD,), (NEW,), (NEW, OLD)])
def test_one_known_authority_is_enough(known: tuple[str, ...]) -> None:
    accepted = accepts(secure(), computer(*known))
    assert (accepted.verdict, accepted.reason) == (Verdict.SHOULD_BOOT, ON)


def test_the_certificate_of_the_signer_may_be_known_itself() -> None:
    db = certificate_lists(key(OLD))
    assert accepts(secure(), computer(db=db)).verdict is Verdict.SHOULD_BOOT


@pytest.mark.parametrize("on", [False, None])
def test_without_secure_boot_nothing_is_asked(on: bool | None) -> None:
    accepted = accepts(secure(loaders(BOOTX64=grub())), replace(computer(OLD), secure_boot=on))
    expected = Verdict.UNKNOWN if on is None else Verdict.SHOULD_BOOT
    assert accepted.verdict is expected


def test_what_nobody_can_know() -> None:
    hidden = replace(computer(OLD), trust=Trust(dbx=SignatureLists()))
    assert accepts(secure(), hidden).verdict is Verdict.UNKNOWN
    assert accepts(None, computer(OLD)).verdict is Verdict.UNKNOWN


def test_an_unsigned_loader_needs_secure_boot_off() -> None:
    files = loaders(BOOTX64=grub())
    accepted = accepts(secure(files), computer(OLD))
    assert accepted.verdict is Verdict.SECURE_BOOT_OFF_FIRST
    assert accepts(secure(files), computer(db=digests(grub()))).verdict is Verdict.SHOULD_BOOT


def test_a_new_key_that_the_computer_has_yet_to_learn() -> None:
    accepted = accepts(secure(loaders(BOOTX64=signed(shim(), key(NEW)))), computer(OLD))
    assert accepted.verdict is Verdict.REFUSES_LOADER
    assert (
        accepted.reason == f"it does not know {NEW}; an update of its firmware may bring this key"
    )


# What of a computer refuses what most distributions ship, and what it says.
REFUSALS: dict[str, tuple[Callable[[], ThisComputer], str]] = {
    "no key": (lambda: computer("Somebody"), f"does not know {OLD} or {NEW}"),
    "digest": (
        lambda: computer(OLD, dbx=digests(usual()["EFI/BOOT/BOOTX64.EFI"])),
        "BOOTX64.EFI is on this computer’s list",
    ),
    "digest of GRUB": (
        lambda: computer(OLD, dbx=digests(usual()["EFI/BOOT/GRUBX64.EFI"])),
        "GRUBX64.EFI is on this computer’s list",
    ),
    "certificate": (
        lambda: computer(OLD, NEW, dbx=certificate_lists(authority(OLD))),
        f"no longer trusts {OLD}",
    ),
    "digest of a certificate": (
        lambda: computer(
            OLD,
            dbx=signature_list(
                X509_SHA256_LIST,
                [
                    hashlib.sha256(authority(OLD).certificate.tbs_certificate_bytes).digest()
                    + bytes(16)
                ],
            ),
        ),
        f"no longer trusts {OLD}",
    ),
    "level for shim": (
        lambda: computer(OLD, level="sbat,1,2027010100\nshim,5\n"),
        "generation 4 of shim, and this computer asks for 5",
    ),
    "level for GRUB": (
        lambda: computer(OLD, level="sbat,1,2027010100\ngrub.test,3\n"),
        "generation 2 of grub.test, and this computer asks for 3",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_computers_that_refuse_it(name: str) -> None:
    here, reason = REFUSALS[name]
    accepted = accepts(secure(), here())
    assert accepted.verdict is Verdict.REFUSES_LOADER
    assert reason in accepted.reason


def test_a_level_that_it_meets() -> None:
    here = computer(OLD, level="sbat,1,2025051000\nshim,4\ngrub,5\ngrub.test,2\n")
    assert accepts(secure(), here).verdict is Verdict.SHOULD_BOOT


def test_a_level_says_nothing_to_loaders_that_are_no_shim() -> None:
    files = loaders(BOOTX64=signed(grub(), key(OLD)))
    here = computer(OLD, level="sbat,1,2027010100\ngrub,9\n")
    assert accepts(secure(files), here).verdict is Verdict.SHOULD_BOOT


def test_a_signature_that_does_not_hold() -> None:
    program = signed(shim(), key(OLD))
    files = loaders(BOOTX64=program[:600] + b"\x90" + program[601:])
    accepted = accepts(secure(files), computer(OLD))
    assert accepted.verdict is Verdict.REFUSES_LOADER
    assert "does not hold" in accepted.reason


def test_a_key_of_its_owner_opens_the_second_door_and_not_the_first() -> None:
    files = usual() | loaders(GRUBX64=signed(grub(), key("Somebody")))
    somebody = certificate_lists(authority("Somebody"))
    refused = accepts(secure(files), computer(OLD))
    assert refused.verdict is Verdict.REFUSES_LOADER
    assert f"Somebody vouches for it, and shim trusts {VENDOR}" in refused.reason
    for here in (computer(OLD, owner=somebody), computer(OLD, "Somebody")):
        assert accepts(secure(files), here).verdict is Verdict.SHOULD_BOOT
    first = loaders(BOOTX64=signed(grub(), key("Somebody")))
    assert accepts(secure(first), computer(OLD, owner=somebody)).verdict is Verdict.REFUSES_LOADER


def test_no_key_helps_an_unsigned_second_loader() -> None:
    here = computer(OLD, db=digests(grub()))
    files = usual() | loaders(GRUBX64=grub())
    assert accepts(secure(files), here).verdict is Verdict.REFUSES_LOADER


@pytest.mark.parametrize(
    ("version", "verdict"), [((8, 0), "refuses-loader"), ((9, 0), "should-boot")]
)
def test_a_least_version_that_is_in_force(version: tuple[int, int], verdict: str) -> None:
    entry = bytes.fromhex("01612B139DD5598843AB1C185C3CB2EB92000009000000000000000000000000")
    here = computer(OLD, dbx=signature_list(SHA256_LIST, [entry]))
    files = loaders(BOOTX64=signed(boot_manager(*version), key(OLD)))
    assert accepts(secure(files), here).verdict == verdict


def report(
    *,
    bios: Answer = Answer.NO,
    uefi: Answer = Answer.NO,
    mode: Mode = Mode.EXACT,
    look: bool = True,
) -> Report:
    usb = {Machine.X64: BootPath(uefi)} if uefi is not Answer.NO else {}
    return Report(
        name="image.iso",
        size=1,
        layers=(),
        kind=Kind.DISK,
        label="",
        expected_size=None,
        boots=Boots(bios_usb=BootPath(bios), bios_cd=NO, uefi_usb=usb),
        partition_tables=(),
        el_torito=(),
        mode=mode,
        findings=(),
        secure_boot={Machine.X64: secure()} if look else {},
    )


BIOS = ThisComputer(Firmware.BIOS, Machine.X64)
OFF = ThisComputer(Firmware.UEFI, Machine.X64, secure_boot=False)


@pytest.mark.parametrize(
    ("told", "here", "verdict"),
    [
        ({"bios": Answer.YES}, BIOS, "should-boot"),
        ({"bios": Answer.LIKELY}, BIOS, "may-boot"),
        ({"uefi": Answer.YES}, BIOS, "would-not-boot"),
        ({"uefi": Answer.YES}, OFF, "should-boot"),
        ({"uefi": Answer.LIKELY}, OFF, "may-boot"),
        ({"bios": Answer.YES}, OFF, "with-legacy-only"),
        ({"bios": Answer.LIKELY}, OFF, "would-not-boot"),
        ({"bios": Answer.YES}, replace(OFF, machine=Machine.AA64), "would-not-boot"),
        ({"uefi": Answer.YES}, replace(OFF, machine=Machine.AA64), "would-not-boot"),
        ({"uefi": Answer.YES}, replace(OFF, machine=None), "unknown"),
        ({"uefi": Answer.YES}, ThisComputer(), "unknown"),
        ({"mode": Mode.WINDOWS}, OFF, "should-boot"),
        ({"mode": Mode.WINDOWS, "look": False}, OFF, "would-not-boot"),
    ],
)
def test_on_this_computer(told: dict[str, Any], here: ThisComputer, verdict: str) -> None:
    assert on_this_computer(report(**told), here).verdict == verdict


def test_with_secure_boot_on() -> None:
    started = report(uefi=Answer.YES)
    assert on_this_computer(started, computer(OLD)) == Acceptance(Verdict.SHOULD_BOOT, ON)
    assert on_this_computer(started, computer("Somebody")).verdict is Verdict.REFUSES_LOADER
    unseen = report(uefi=Answer.YES, look=False)
    assert on_this_computer(unseen, computer(OLD)).verdict is Verdict.UNKNOWN
