"""Other programs read the signatures of real loaders, and those that the tests make, as we do."""

import re
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from packages import packaged
from support_signing import Signing, authority, efi_program, sbat, signed, signer

from app.formats.authenticode import Signature, digests, entries
from app.formats.binary import Memory
from app.formats.pe import Pe
from app.formats.sbat import components
from app.formats.shim import Shim, content
from app.formats.x509 import Certificate, common_name

pytestmark = pytest.mark.tools

REAL = (
    ("shim-signed", "shimx64.efi.signed*"),
    ("shim-helpers-amd64-signed", "mmx64.efi.signed"),
    ("shim-helpers-amd64-signed", "fbx64.efi.signed"),
    ("grub-efi-amd64-signed", "grubx64.efi.signed"),
    ("grub-efi-amd64-signed", "gcdx64.efi.signed"),
    ("fwupd-amd64-signed", "fwupdx64.efi.signed"),
)


def ask(*command: str | Path) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def say(*command: str | Path) -> str:
    status, told = ask(*command)
    assert status == 0, told
    return told


def digest(data: bytes) -> str:
    reader = Memory(data)
    made = digests(reader, Pe.read(reader), len(data), frozenset({"sha256"}), 64 << 20)
    return made["sha256"].hex()


def signatures(data: bytes) -> list[Signature]:
    reader = Memory(data)
    return [Signature.read(each) for each in entries(reader, Pe.read(reader))]


@pytest.fixture(params=REAL, ids=lambda real: real[1])
def real(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "real.efi"
    path.write_bytes(packaged(*request.param))
    return path


def test_pesign_makes_the_same_digest(real: Path) -> None:
    assert say("pesign", "-h", "-i", real).split()[-1] == digest(real.read_bytes())


def test_every_signature_holds(real: Path) -> None:
    data = real.read_bytes()
    found = signatures(data)
    assert found
    assert {each.problem for each in found} == {""}
    assert {each.digest.hex() for each in found} == {digest(data)}


def test_sbverify_lists_the_same_certificates(real: Path) -> None:
    told = say("sbverify", "--list", real)
    found = signatures(real.read_bytes())
    ours = [
        name
        for each in found
        for certificate in (each.signer, *each.others)
        for name in (certificate.name, common_name(certificate.issuer))
    ]
    assert len(re.findall(r"^signature \d", told, re.MULTILINE)) == len(found)
    assert sorted(re.findall(r"(?:subject|issuer):.*CN=(.*)", told)) == sorted(ours)


@pytest.mark.parametrize("name", REAL[1:], ids=lambda name: name[1])
def test_osslsigncode_calculates_the_same_digest(name: tuple[str, str], tmp_path: Path) -> None:
    """Of one signature alone: it takes the table of shim, which has two, for damaged."""
    data = packaged(*name)
    path = tmp_path / "real.efi"
    path.write_bytes(data)
    _, told = ask("osslsigncode", "verify", "-in", path)  # it does not know the authorities
    assert re.findall(r"Calculated message digest : (\w+)", told) == [digest(data).upper()]


def test_grub_is_signed_with_the_key_in_shim() -> None:
    reader = Memory(packaged("shim-signed", "shimx64.efi.signed*"))
    shim = Shim.read(reader, Pe.read(reader))
    assert shim is not None
    assert shim.level is not None
    (vendor,) = map(Certificate.read, shim.trusted.certificates)
    (signature,) = signatures(packaged("grub-efi-amd64-signed", "grubx64.efi.signed"))
    assert signature.signer.signed_by(vendor)
    assert shim.refused.digests


def test_objcopy_finds_the_same_section(real: Path, tmp_path: Path) -> None:
    reader = Memory(real.read_bytes())
    section = Pe.read(reader).section(reader, ".sbat")
    assert section is not None
    target = tmp_path / "sbat"
    say("objcopy", "-O", "binary", "-j", ".sbat", real, target)
    ours = content(reader, section)
    assert target.read_bytes().rstrip(b"\0") == ours.rstrip(b"\0")
    assert components(ours)[0].name == "sbat"


@pytest.mark.parametrize("attributes", [True, False])
@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_sbverify_takes_what_the_tests_sign(
    algorithm: str, attributes: bool, tmp_path: Path
) -> None:
    above = authority("Test CA", bits=2048)
    key = signer("Test signer", above)
    program = efi_program({".text": b"\xc3", ".sbat": sbat("grub,1,F,grub,2,u")})
    path, certificate = tmp_path / "signed.efi", tmp_path / "ca.pem"
    path.write_bytes(signed(program, Signing(key, algorithm, attributes=attributes)))
    certificate.write_bytes(above.certificate.public_bytes(Encoding.PEM))
    status, _ = ask("sbverify", "--cert", certificate, path)
    assert (status == 0) == (algorithm == "sha256")  # it makes no other digest
    assert [each.problem for each in signatures(path.read_bytes())] == [""]


def test_sbverify_refuses_what_was_changed(tmp_path: Path) -> None:
    above = authority("Test CA", bits=2048)
    path, certificate = tmp_path / "changed.efi", tmp_path / "ca.pem"
    data = bytearray(signed(efi_program(), signer("Test signer", above)))
    data[600] ^= 1
    path.write_bytes(bytes(data))
    certificate.write_bytes(above.certificate.public_bytes(Encoding.PEM))
    assert ask("sbverify", "--cert", certificate, path)[0] != 0
    assert signatures(bytes(data))[0].digest.hex() != digest(bytes(data))
