"""Sticks with signed loaders, and lists of a world in which the tests' own keys are Microsoft's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from support_fat import fat
from support_signing import (
    SHA256_LIST,
    Key,
    authority,
    certificate_lists,
    efi_program,
    level_section,
    program_digest,
    sbat,
    signature_list,
    signed,
    signer,
    vendor_section,
)

from app.firmware import Firmware, ThisComputer, Trust
from app.formats.binary import Memory
from app.formats.fat import Fat
from app.formats.sbat import Level
from app.formats.signature_list import BOOTMGR, SignatureLists
from app.formats.x509 import Certificate
from app.inspection.loader_places import Place
from app.inspection.probe import Notes
from app.inspection.revocations import Authority, Revocations
from app.inspection.secure_boot import look
from app.report import Finding, Machine, SecureBoot

OLD, NEW, WINDOWS = "Test UEFI CA 2011", "Test UEFI CA 2023", "Test Windows PCA 2011"
VENDOR = "Test Distribution CA"

SHIM_SBAT = sbat("shim,4,UEFI shim,shim,1,url", "shim.test,1,Test,shim,16.1,url")
GRUB_SBAT = sbat("grub,5,FSF,grub,2.12,url", "grub.test,2,Test,grub2,2.12-1,url")


def key(name: str) -> Key:
    """A key that one of the authorities vouches for."""
    return signer("Test publisher", authority(name))


def lists(*revoked: bytes) -> Revocations:
    """Published lists: `revoked` are digests of programs."""
    known = {OLD: "", NEW: "", WINDOWS: "2024-02-01"}
    return Revocations(
        date="2026-05-21",
        digests={Machine.X64: frozenset(revoked)},
        least={BOOTMGR: (9, 0)},
        level=Level.parse(b"sbat,1,2025051000\nshim,4\ngrub,5\n"),
        authorities=tuple(
            Authority(Certificate.read(authority(name).der), since) for name, since in known.items()
        ),
    )


def shim(
    *,
    trusted: bytes | None = None,
    refused: bytes = b"",
    level: str = "",
    own_sbat: bytes = SHIM_SBAT,
) -> bytes:
    """A program with shim's sections. It trusts the distribution's key, or what is given."""
    keys = authority(VENDOR).der if trusted is None else trusted
    sections = {".text": b"\xc3", ".vendor_cert": vendor_section(keys, refused), ".sbat": own_sbat}
    if level:
        sections[".sbatlevel"] = level_section(level, level)
    return efi_program(sections)


def grub(*, own_sbat: bytes = GRUB_SBAT) -> bytes:
    return efi_program({".text": b"\xc3\xc3", ".sbat": own_sbat} if own_sbat else None)


def loaders(**files: bytes) -> dict[str, bytes]:
    """Programs in the folder where firmware and shim look: BOOTX64=…, GRUBX64=…"""
    return {f"EFI/BOOT/{name}.EFI": content for name, content in files.items()}


def usual() -> dict[str, bytes]:
    """What most distributions ship."""
    return loaders(
        BOOTX64=signed(shim(), key(OLD), key(NEW)),
        GRUBX64=signed(grub(), key(VENDOR)),
        MMX64=signed(efi_program({".text": b"\xc3", ".sbat": SHIM_SBAT}), key(VENDOR)),
    )


def stick(files: Mapping[str, bytes]) -> bytes:
    return fat(files, size=128 << 10)


def looked(
    files: Mapping[str, bytes], published: Revocations | None = None
) -> tuple[SecureBoot, tuple[Finding, ...]]:
    """How a stick with these files looks to a computer with x64."""
    image, notes = Memory(stick(files)), Notes()
    places = {Machine.X64: Place(Fat.open(image))}
    found = look(image, places, notes, lambda: published or lists())
    return found[Machine.X64], notes.findings


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def digest_of(program: bytes) -> bytes:
    return program_digest(program)


def digests(*programs: bytes) -> bytes:
    """A list of these programs, as firmware keeps one."""
    return signature_list(SHA256_LIST, [digest_of(program) for program in programs])


def computer(
    *known: str, dbx: bytes = b"", owner: bytes = b"", db: bytes = b"", level: str = ""
) -> ThisComputer:
    """A PC with Secure Boot on that knows these authorities."""
    trust = Trust(
        db=SignatureLists.parse(certificate_lists(*map(authority, known)) + db),
        dbx=SignatureLists.parse(dbx),
        owner=SignatureLists.parse(owner),
        level=Level.parse(level.encode()) if level else None,
    )
    return ThisComputer(Firmware.UEFI, Machine.X64, secure_boot=True, trust=trust)


def without(published: Revocations, *names: str) -> Revocations:
    """The same lists in a world that does not know these authorities."""
    kept = tuple(each for each in published.authorities if each.name not in names)
    return replace(published, authorities=kept)
