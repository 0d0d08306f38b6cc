"""Signatures of EFI programs: what is signed, by whom, and whether it is so.

Microsoft, "Windows Authenticode Portable Executable Signature Format" (2008); UEFI Specification
2.10, 32.2; PKCS #7, RFC 2315, 9. Where they leave a choice, this does what EDK2 does
(SecurityPkg, DxeImageVerificationLib), because that decides whether a computer starts a program.

A program may carry several signatures; each has the digest of the program, the certificates that
lead to a known one, and the signature over the digest with some attributes.

No library does this work. `cryptography` reads certificates and checks RSA, but not this kind of
signed data, so the walk through it stays ours; what would be left for a library is one power of
public numbers and the fields of a certificate. For that it brings 15 MB of Rust, takes longer to be
imported (0.16 s measured) than the whole verdict may last, and is at version 38 in one distribution
and at 50 in another. asn1crypto has had no release since 2022 and carries no types. So
`app.formats.der`, `x509` and `rsa` do it in 300 lines, and the tests hold them against
cryptography, sbverify, osslsigncode and pesign.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from app.errors import BudgetSpent, CorruptImage
from app.formats import der
from app.formats.binary import Reader, read_exactly
from app.formats.der import INTEGER, OBJECT, OCTET_STRING, SEQUENCE, SET, Value
from app.formats.pe import Pe
from app.formats.x509 import DIGESTS, RSA, SIGNATURES, Certificate, read_name, same_name

_HEADER = struct.Struct("<IHH")  # WIN_CERTIFICATE: length, revision, kind
_PKCS7, _UEFI_GUID = 0x0002, 0x0EF1
_CERT_PKCS7 = UUID("4aafd29d-68df-49ee-8aa9-347d375665a7").bytes_le

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4"  # SPC_INDIRECT_DATA_OBJID
_CONTENT_TYPE, _MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_CONTEXT_0, _CONTEXT_1 = 0xA0, 0xA1

_LARGEST_TABLE = 1 << 20  # bytes; real ones have 2 to 20 kB
_MOST_ENTRIES = 16
_MOST_CERTIFICATES = 32
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the table's signatures, not looked into yet; `offset` is where `data` lies."""

    offset: int
    data: bytes


def entries(reader: Reader, program: Pe) -> tuple[Entry, ...]:
    """The signatures of a program, in their order; kinds that firmware passes over are left out.
    Raises CorruptImage for a table that firmware refuses, and with it the program."""
    start, size = program.certificates
    if not size:
        return ()
    if size > _LARGEST_TABLE:
        raise CorruptImage("certificate table", start, f"it would have {size:,} bytes")
    table = read_exactly(reader, start, size, "certificate table")
    return tuple(_entries(table, start))


def _entries(table: bytes, start: int) -> Iterator[Entry]:
    place = 0
    for _ in range(_MOST_ENTRIES):
        if place >= len(table):
            break
        if len(table) - place <= _HEADER.size:
            raise CorruptImage("certificate table", start + place, "bytes follow the last entry")
        length, _, kind = _HEADER.unpack_from(table, place)
        if not _HEADER.size < length <= len(table) - place:
            why = f"an entry of {length:,} bytes does not fit into it"
            raise CorruptImage("certificate table", start + place, why)
        data = table[place + _HEADER.size : place + length]
        if kind == _PKCS7:
            yield Entry(start + place + _HEADER.size, data)
        elif kind == _UEFI_GUID and data[:16] == _CERT_PKCS7:
            yield Entry(start + place + _HEADER.size + 16, data[16:])
        place += -(-length // 8) * 8
    if place != len(table):
        raise CorruptImage(
            "certificate table", start + place, "it does not end with its last entry"
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, read. `digest` is what the program’s is said to be, by the `algorithm` of that
    name in hashlib; `signer` the certificate whose key signed, `others` what else came with it.
    `problem` says why the signature itself does not hold, "" when it does."""

    offset: int
    algorithm: str
    digest: bytes
    signer: Certificate
    others: tuple[Certificate, ...]
    problem: str

    @classmethod
    def read(cls, entry: Entry) -> Self:
        """Raises CorruptImage for what is no signature of a program."""
        value = der.read(entry.data, entry.offset)
        content, certificates, signer = _signed_data(value)
        _, digest_info, *_ = content.inside(SEQUENCE, SEQUENCE)
        algorithm, digest, *_ = digest_info.inside(SEQUENCE, OCTET_STRING)
        name = _digest_name(algorithm)
        own, others = _signer_of(signer, certificates)
        problem = _problem(signer, content, own)
        return cls(entry.offset, name, digest.content, own, others, problem)


def _signed_data(value: Value) -> tuple[Value, tuple[Certificate, ...], "_SignerInfo"]:
    """Content, certificates and the signer of SignedData, RFC 2315, 9.1. EDK2 looks for the name
    of the digest at a fixed place, so the envelope has to be there (measured)."""
    kind, inner, *_ = value.inside(OBJECT, _CONTEXT_0)
    if kind.object != _SIGNED_DATA:
        raise value.damage("it is no signed data")
    value = _only(inner).of(SEQUENCE)
    _, _, info, *rest = value.inside(INTEGER, SET, SEQUENCE)
    kind, content, *_ = info.inside(OBJECT, _CONTEXT_0)
    if kind.object != _INDIRECT_DATA:
        raise info.damage("it signs something else than a program")
    certificates: tuple[Certificate, ...] = ()
    if rest and rest[0].tag == _CONTEXT_0:
        found = [each for each in rest[0].values() if each.tag == SEQUENCE]
        certificates = tuple(
            Certificate.read(each.whole, each.offset) for each in found[:_MOST_CERTIFICATES]
        )
    signers = next((each for each in rest if each.tag == SET), None)
    if signers is None or not signers.values():
        raise value.damage("it names no signer")
    return _only(content), certificates, _SignerInfo.read(signers.values()[0])


def _only(value: Value) -> Value:
    values = value.values()
    if len(values) != 1:
        raise value.damage(f"it holds {len(values)} values and not one")
    return values[0]


def _digest_name(algorithm: Value) -> str:
    """hashlib’s name. Raises CorruptImage for one that firmware does not know."""
    found = algorithm.inside(OBJECT)[0].object
    if found not in DIGESTS:
        raise algorithm.damage(f"its digest {found} is not known")
    return DIGESTS[found]


@dataclass(frozen=True, slots=True)
class _SignerInfo:
    """RFC 2315, 9.2. `attributes` is what is signed, None where that is the content itself."""

    issuer: Value
    serial: int
    algorithm: str
    attributes: Value | None
    kind: str  # of the signature
    signature: bytes

    @classmethod
    def read(cls, value: Value) -> Self:
        _, who, algorithm, *rest = value.inside(INTEGER, SEQUENCE, SEQUENCE)
        issuer, serial, *_ = who.inside(SEQUENCE, INTEGER)
        attributes = rest.pop(0) if rest and rest[0].tag == _CONTEXT_0 else None
        if len(rest) < 2:
            raise value.damage("the signature itself is missing")
        kind = rest[0].inside(OBJECT)[0].object
        signature = rest[1].of(OCTET_STRING).content
        name = _digest_name(algorithm)
        return cls(issuer, serial.number, name, attributes, kind, signature)


def _signer_of(
    signer: _SignerInfo, certificates: tuple[Certificate, ...]
) -> tuple[Certificate, tuple[Certificate, ...]]:
    """The certificate that the signer names, and the others."""
    name = read_name(signer.issuer)
    for each in certificates:
        if each.serial == signer.serial and same_name(each.issuer, name):
            return each, tuple(other for other in certificates if other is not each)
    raise signer.issuer.damage("the certificate of its signer is missing")


def _problem(signer: _SignerInfo, content: Value, own: Certificate) -> str:
    """Why the signature does not hold; "" when it does."""
    told = hashlib.new(signer.algorithm, content.content).digest()
    signed = content.content
    if signer.attributes is not None:
        found = dict(_attributes(signer.attributes))
        if found.get(_CONTENT_TYPE, _INDIRECT_DATA) != _INDIRECT_DATA:
            return "it says that it signs something else than a program"
        if found.get(_MESSAGE_DIGEST) != told:
            return "the digest in it is not the one that was signed"
        # What is signed is the set itself; in the file it stands under another tag.
        signed = bytes([SET]) + signer.attributes.whole[1:]
    if own.key is None or (signer.kind != RSA and signer.kind not in SIGNATURES):
        return "its kind of signature is not known to firmware"
    digest = hashlib.new(signer.algorithm, signed).digest()
    if own.key.verifies(signer.algorithm, digest, signer.signature):
        return ""
    return "it was not made with the key that it names"


def _attributes(value: Value) -> Iterator[tuple[str, str | bytes]]:
    """The two attributes that count, as (kind, value)."""
    for attribute in value.values():
        kind, held, *_ = attribute.inside(OBJECT, SET)
        if kind.object == _CONTENT_TYPE:
            yield _CONTENT_TYPE, _only(held).object
        elif kind.object == _MESSAGE_DIGEST:
            yield _MESSAGE_DIGEST, _only(held).of(OCTET_STRING).content


def digests(
    reader: Reader, program: Pe, size: int, algorithms: frozenset[str], longest: int
) -> dict[str, bytes]:
    """The digests of a program of `size` bytes, read once and in pieces of 1 MiB.

    Raises CorruptImage for a program that firmware makes no digest of, BudgetSpent before reading
    more than `longest` bytes.
    """
    pieces = tuple(_covered(program, size))
    total = sum(length for _, length in pieces)
    if total > longest:
        raise BudgetSpent(f"a digest of {total:,} bytes")
    making = {name: hashlib.new(name) for name in algorithms}
    for start, length in pieces:
        for place in range(start, start + length, _CHUNK):
            count = min(_CHUNK, start + length - place)
            data = read_exactly(reader, place, count, "EFI program")
            for each in making.values():
                each.update(data)
    return {name: each.digest() for name, each in making.items()}


def _covered(program: Pe, size: int) -> Iterator[tuple[int, int]]:
    """(place, length) of what the digest covers: the headers without checksum and the place of the
    certificates, the sections in the file’s order, and what is left. What is left begins behind as
    many bytes as were covered, which with gaps between sections covers some of them twice: so do
    EDK2 and the signers."""
    checksum, directory = program.checksum_at, program.certificates_at
    length = program.certificates[1]
    skipped = [(checksum, 4), *([(directory, 8)] if directory else [])]
    place = 0
    for start, count in (*skipped, (program.headers, 0)):
        if start < place:
            raise CorruptImage("EFI program", program.optional, "its headers end inside themselves")
        yield place, start - place
        place = start + count
    covered = program.headers
    for section in sorted(program.sections, key=lambda section: section.place):
        yield section.place, section.size
        covered += section.size
    if covered < size < covered + length:
        raise CorruptImage("EFI program", size, "its sections reach into its certificates")
    yield covered, max(0, size - covered - length)
