"""What "This computer" says is what a computer with Secure Boot does, for every reason to refuse.

EDK2 with Secure Boot on, once with the keys of Debian's package for tests, for which anybody can
sign, and once with Microsoft's, for which Debian's shim is signed. Lists are changed in its flash.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from packages import packaged
from support_fat import fat
from support_signing import (
    SHA256_LIST,
    Key,
    Signing,
    authority,
    certificate_lists,
    entry,
    program_digest,
    signature_list,
    signed,
    unsigned,
    with_table,
)
from system.qemu import FLASH, OVMF, Firmware, Medium, boot
from system.variables import DATABASE, computer_with, enrolled, value_of

from app.demo.code import UEFI_X64
from app.firmware import this_computer
from app.inspection import inspect
from app.inspection.acceptance import Verdict, on_this_computer
from app.sources import open_source

pytestmark = pytest.mark.boots

REFUSED = "Security (Policy )?Violation"  # says shim, and waits for a key
STARTED = "Stickwright demo: started by UEFI"
SNAKEOIL = Path("/usr/share/ovmf")


def snakeoil() -> Key:
    """The key of Debian's package, which its firmware for tests trusts."""
    private = load_pem_private_key((SNAKEOIL / "PkKek-1-snakeoil.key").read_bytes(), b"snakeoil")
    assert isinstance(private, rsa.RSAPrivateKey)
    certificate = x509.load_pem_x509_certificate((SNAKEOIL / "PkKek-1-snakeoil.pem").read_bytes())
    return Key(private, certificate)


def stranger() -> Key:
    return authority("Stranger", bits=2048)


def changed(program: bytes) -> bytes:
    """A byte in the padding of the code, which runs as before."""
    return program[:1000] + b"\x90" + program[1001:]


@dataclass(frozen=True)
class Case:
    loader: Callable[[], bytes]
    starts: bool
    dbx: Callable[[], bytes] = lambda: b""
    db: Callable[[], bytes] = lambda: b""


def with_garbage() -> bytes:
    signing = Signing(snakeoil()).build(program_digest(UEFI_X64))
    return with_table(UEFI_X64, entry(signing) + bytes(8))


def digest_list(program: bytes) -> bytes:
    return signature_list(SHA256_LIST, [program_digest(program)])


CASES = {
    "signed": Case(lambda: signed(UEFI_X64, snakeoil()), starts=True),
    "unsigned": Case(lambda: UEFI_X64, starts=False),
    "by a stranger": Case(lambda: signed(UEFI_X64, stranger()), starts=False),
    "changed": Case(lambda: changed(signed(UEFI_X64, snakeoil())), starts=False),
    "second of two": Case(lambda: signed(UEFI_X64, stranger(), snakeoil()), starts=True),
    "by SHA-384": Case(lambda: signed(UEFI_X64, Signing(snakeoil(), "sha384")), starts=True),
    "without an envelope": Case(
        lambda: signed(UEFI_X64, Signing(snakeoil(), bare=True)), starts=False
    ),
    "without attributes": Case(
        lambda: signed(UEFI_X64, Signing(snakeoil(), attributes=False)), starts=True
    ),
    "garbage behind the signature": Case(with_garbage, starts=False),
    "revoked by its digest": Case(
        lambda: signed(UEFI_X64, snakeoil()), starts=False, dbx=lambda: digest_list(UEFI_X64)
    ),
    "one signer revoked": Case(
        lambda: signed(UEFI_X64, snakeoil(), stranger()),
        starts=False,
        dbx=lambda: certificate_lists(stranger()),
    ),
    "known by its digest": Case(lambda: UEFI_X64, starts=True, db=lambda: digest_list(UEFI_X64)),
}


@pytest.mark.parametrize("name", CASES)
def test_firmware(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    image = tmp_path / "stick.img"
    image.write_bytes(fat({"EFI/BOOT/BOOTX64.EFI": case.loader()}, size=4 << 20))
    flash = (OVMF / FLASH[Firmware.SNAKEOIL][1]).read_bytes()
    for variable, more in (("db", case.db()), ("dbx", case.dbx())):
        key = f"{variable}-{DATABASE}"
        flash = enrolled(flash, key, value_of(flash, key) + more)
    assert (verdict(image, flash, tmp_path) is Verdict.SHOULD_BOOT) == case.starts
    assert starts(image, Firmware.SNAKEOIL, flash, STARTED, tmp_path) == case.starts


def verdict(image: Path, flash: bytes, folder: Path) -> Verdict:
    computer = this_computer(computer_with(flash, folder / "computer"), "x86_64")
    return on_this_computer(inspect(open_source(image)), computer).verdict


def starts(image: Path, firmware: Firmware, flash: bytes, line: str, folder: Path) -> bool:
    kept = folder / "flash"
    kept.write_bytes(flash)
    seen = boot(image, firmware, Medium.STICK, expected=f"{line}|{REFUSED}", variables=kept)
    return line in seen.serial


@pytest.fixture(scope="module")
def debian() -> dict[str, bytes]:
    """shim as Microsoft signed it for Debian, and GRUB as Debian did."""
    return {
        "shim": packaged("shim-signed", "shimx64.efi.signed*"),
        "grub": packaged("grub-efi-amd64-signed", "grubx64.efi.signed"),
    }


GRUB_STARTED = "GRUB of the stick has started"
CONFIGURATION = f"""
echo "{GRUB_STARTED}"
sleep 600
"""


# What a computer may have been told, and what of the stick does not suit it.
SHIM = (
    "usual",
    "no signature on GRUB",
    "GRUB by a stranger",
    "revoked",
    "level that is met",
    "level",
)
LEVEL = "SbatLevel-605dab50-e046-4300-abb6-3dd810dd8b23"


@pytest.mark.parametrize("name", SHIM)
def test_shim(name: str, debian: dict[str, bytes], tmp_path: Path) -> None:
    grub, dbx = debian["grub"], b""
    if name == "no signature on GRUB":
        grub = unsigned(grub)
    elif name == "GRUB by a stranger":
        grub = signed(unsigned(grub), stranger())
    elif name == "revoked":
        dbx = digest_list(debian["grub"])
    image = tmp_path / "stick.img"
    files = {
        "EFI/BOOT/BOOTX64.EFI": debian["shim"],
        "EFI/BOOT/GRUBX64.EFI": grub,
        "EFI/DEBIAN/GRUB.CFG": CONFIGURATION.encode(),
    }
    image.write_bytes(fat(files, size=16 << 20, cluster=4))
    flash = (OVMF / FLASH[Firmware.SECURE][1]).read_bytes()
    key = f"dbx-{DATABASE}"
    flash = enrolled(flash, key, value_of(flash, key) + dbx)
    if "level" in name:
        least = 1 if name == "level that is met" else 99
        level = f"sbat,1,2099010100\nshim,1\ngrub,{least}\n"
        flash = enrolled(flash, LEVEL, level.encode(), attributes=0x3)
    started = name in {"usual", "level that is met"}
    assert (verdict(image, flash, tmp_path) is Verdict.SHOULD_BOOT) == started
    assert starts(image, Firmware.SECURE, flash, GRUB_STARTED, tmp_path) == started
