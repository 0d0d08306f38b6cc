import re
from pathlib import Path

from support_signing import authority, signer

from app.formats.signature_list import BOOTMGR
from app.formats.x509 import Certificate
from app.inspection import revocations
from app.inspection.revocations import Authority, published
from app.report import Machine

DATA = Path(revocations.__file__).with_name("data")


def test_the_list_of_this_version() -> None:
    told = published()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", told.date)
    assert told.date >= "2026-05-21"
    for machine in (Machine.X64, Machine.IA32, Machine.AA64, Machine.ARM):
        assert all(len(digest) == 32 for digest in told.digests[machine])
    assert len(told.digests[Machine.X64]) >= 443
    assert told.least[BOOTMGR] >= (9, 0)
    assert told.level.name >= "2025051000"
    assert dict(told.level.least)["shim"] >= 4


def test_a_digest_is_of_one_processor() -> None:
    # A boot loader of Lenovo's, on the list since 2018.
    digest = bytes.fromhex("F52F83A3FA9CFBD6920F722824DBE4034534D25B8507246B3B957DAC6E1BCE7A")
    told = published()
    assert told.revokes(Machine.X64, digest)
    assert not told.revokes(Machine.IA32, digest)
    assert not told.revokes(Machine.RISCV64, digest)
    assert not told.revokes(Machine.X64, b"")


def test_the_authorities_that_computers_come_with() -> None:
    known = {each.name: (each.is_new, each.revoked) for each in published().authorities}
    assert known == {
        "Microsoft Corporation UEFI CA 2011": (False, ""),
        "Microsoft UEFI CA 2023": (True, ""),
        "Microsoft Option ROM UEFI CA 2023": (True, ""),
        "Microsoft Windows Production PCA 2011": (False, "2024-02-01"),
        "Windows UEFI CA 2023": (True, ""),
    }


def test_an_authority_vouches_by_its_key_and_not_by_its_name() -> None:
    real, copy = authority("Test CA"), authority("Test CA", copy=2)
    known = Authority(Certificate.read(real.der), "")
    assert known.vouches_for(Certificate.read(real.der))
    assert known.vouches_for(Certificate.read(signer("Test signer", real).der))
    assert not known.vouches_for(Certificate.read(copy.der))
    assert not known.vouches_for(Certificate.read(signer("Test signer", copy).der))


def test_licences_and_origin_stand_beside_the_data() -> None:
    told = (DATA / "README.md").read_text()
    assert "BSD-2-Clause-Patent" in (DATA / "LICENSE.secureboot_objects").read_text()
    assert "Red Hat" in (DATA / "LICENSE.shim").read_text()
    for path in DATA.iterdir():
        assert path.suffix == ".md" or f"`{path.name}`" in told or f"`*{path.suffix}`" in told
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 48 << 10
