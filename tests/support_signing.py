"""Keys made while the tests run, EFI programs signed with them, and the lists of firmware.

The keys and certificates are made by `cryptography`, the signed data here byte by byte, from RFC
2315 and Microsoft's document; the engine's own parsers are not used. What is bent is bent by name.
"""

import hashlib
import struct
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

SIGNED_DATA = "1.2.840.113549.1.7.2"
INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4"
PE_IMAGE_DATA = "1.3.6.1.4.1.311.2.1.15"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
DIGESTS = {
    "sha1": "1.3.14.3.2.26",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
_HASHES: dict[str, hashes.SHA256 | hashes.SHA384 | hashes.SHA512] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}

NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000001")
SHA256_LIST = uuid.UUID("c1c41626-504c-4092-aca9-41f936934328")
X509_LIST = uuid.UUID("a5c059a1-94e4-4aa7-87b5-ab155c2bf072")
X509_SHA256_LIST = uuid.UUID("3bd2a492-96c0-4079-b420-fcf98ef103ed")


@dataclass(frozen=True)
class Key:
    """A key with its certificate, and those above it."""

    private: rsa.RSAPrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def sign(self, data: bytes, algorithm: str = "sha256") -> bytes:
        return self.private.sign(data, padding.PKCS1v15(), _HASHES[algorithm])


@cache
def authority(name: str, *, copy: int = 0, bits: int = 1024, unit: str = "") -> Key:
    """A key that vouches for itself; another `copy` has the same name and another key, and with a
    `unit` only the common name is the same. Real ones have 2048 bits and more, and take ten times
    as long to be made."""
    return _key(name, None, bits, unit=unit)


@cache
def signer(name: str, above: Key, *, algorithm: str = "sha256") -> Key:
    return _key(name, above, above.private.key_size, algorithm)


def _key(
    name: str, above: Key | None, bits: int, algorithm: str = "sha256", *, unit: str = ""
) -> Key:
    private = rsa.generate_private_key(65537, bits)
    units = [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), *units])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 2, tzinfo=UTC))  # firmware does not look at dates
        .add_extension(x509.BasicConstraints(ca=above is None, path_length=None), critical=True)
        .sign(above.private if above else private, _HASHES[algorithm])
    )
    return Key(private, made, (above.certificate, *above.above) if above else ())


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def oid(text: str) -> bytes:
    first, second, *others = map(int, text.split("."))
    data = bytearray()
    for number in (40 * first + second, *others):
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(number & 0x7F | 0x80)
        data += bytes(reversed(groups))
    return der(0x06, bytes(data))


def _algorithm(text: str) -> bytes:
    return sequence(oid(text), der(0x05))


@dataclass(frozen=True)
class Signing:
    """How a program is signed. What is not None, or not usual, is bent."""

    key: Key
    algorithm: str = "sha256"
    digest: bytes | None = None  # of the program, as it is written into the signature
    attributes: bool = True
    attribute_digest: bytes | None = None
    content: str = INDIRECT_DATA
    certificates: tuple[bytes, ...] | None = None
    signature: bytes | None = None
    bare: bool = False  # without the envelope around the signed data

    def build(self, program_digest: bytes) -> bytes:
        digest = program_digest if self.digest is None else self.digest
        info = sequence(_algorithm(DIGESTS[self.algorithm]), der(0x04, digest))
        image = sequence(der(0x03, b"\0"), der(0xA0, der(0xA2, der(0x80))))
        content = sequence(sequence(oid(PE_IMAGE_DATA), image), info)
        inner = content[content.index(sequence(oid(PE_IMAGE_DATA), image)) :]
        certificates = self.certificates
        if certificates is None:
            above = (each.public_bytes(Encoding.DER) for each in self.key.above)
            certificates = (self.key.der, *above)
        data = sequence(
            der(0x02, b"\1"),
            der(0x31, _algorithm(DIGESTS[self.algorithm])),
            sequence(oid(self.content), der(0xA0, content)),
            der(0xA0, *certificates),
            der(0x31, self._signer(inner)),
        )
        return data if self.bare else sequence(oid(SIGNED_DATA), der(0xA0, data))

    def _signer(self, content: bytes) -> bytes:
        issuer = self.key.certificate.issuer.public_bytes()
        serial = self.key.certificate.serial_number
        number = der(0x02, serial.to_bytes(serial.bit_length() // 8 + 1, "big"))
        told = hashlib.new(self.algorithm, content).digest()
        if self.attribute_digest is not None:
            told = self.attribute_digest
        attributes = sequence(oid(CONTENT_TYPE), der(0x31, oid(INDIRECT_DATA)))
        attributes += sequence(oid(MESSAGE_DIGEST), der(0x31, der(0x04, told)))
        signed = der(0x31, attributes) if self.attributes else content
        signature = self.signature or self.key.sign(signed, self.algorithm)
        return sequence(
            der(0x02, b"\1"),
            sequence(issuer, number),
            _algorithm(DIGESTS[self.algorithm]),
            der(0xA0, attributes) if self.attributes else b"",
            _algorithm(RSA_ENCRYPTION),
            der(0x04, signature),
        )


def program_digest(program: bytes, algorithm: str = "sha256") -> bytes:
    """Of a program whose sections fill it without gaps: all of it but what signing changes."""
    optional = struct.unpack_from("<I", program, 60)[0] + 24
    wide = program[optional : optional + 2] == b"\x0b\x02"
    directory = optional + (112 if wide else 96) + 32
    place, _ = struct.unpack_from("<II", program, directory)
    end = place or len(program)
    parts = (
        program[: optional + 64],
        program[optional + 68 : directory],
        program[directory + 8 : end],
    )
    return hashlib.new(algorithm, b"".join(parts)).digest()


def entry(data: bytes, kind: int = 0x0002) -> bytes:
    """A WIN_CERTIFICATE."""
    whole = struct.pack("<IHH", 8 + len(data), 0x0200, kind) + data
    return whole.ljust(-(-len(whole) // 8) * 8, b"\0")


def with_table(program: bytes, table: bytes) -> bytes:
    """The program with these certificates behind it."""
    optional = struct.unpack_from("<I", program, 60)[0] + 24
    wide = program[optional : optional + 2] == b"\x0b\x02"
    whole = bytearray(program.ljust(-(-len(program) // 8) * 8, b"\0"))
    directory = optional + (112 if wide else 96) + 32
    struct.pack_into("<II", whole, directory, len(whole), len(table))
    return bytes(whole) + table


def unsigned(program: bytes) -> bytes:
    """The program without the certificates behind it."""
    optional = struct.unpack_from("<I", program, 60)[0] + 24
    wide = program[optional : optional + 2] == b"\x0b\x02"
    whole = bytearray(program)
    directory = optional + (112 if wide else 96) + 32
    place, _ = struct.unpack_from("<II", whole, directory)
    struct.pack_into("<II", whole, directory, 0, 0)
    return bytes(whole[: place or len(whole)])


def signed(program: bytes, *signings: Signing | Key) -> bytes:
    padded = program.ljust(-(-len(program) // 8) * 8, b"\0")
    table = b""
    for each in signings:
        signing = each if isinstance(each, Signing) else Signing(each)
        table += entry(signing.build(program_digest(padded, signing.algorithm)))
    return with_table(padded, table)


def efi_program(sections: Mapping[str, bytes] | None = None, *, machine: int = 0x8664) -> bytes:
    """A program of these sections, each in blocks of 512 bytes. Names of more than 8 letters stand
    in a table of strings behind the last one, as the GNU linker writes them."""
    sections = sections or {".text": b"\xc3"}
    strings, table, data = b"", b"", b""
    for number, (name, content) in enumerate(sections.items(), 1):
        short = name.encode()
        if len(short) > 8:
            short = f"/{4 + len(strings)}".encode()
            strings += name.encode() + b"\0"
        blocks = content.ljust(max(512, -(-len(content) // 512) * 512), b"\0")
        numbers = (len(content), number << 12, len(blocks), 512 + len(data))
        table += struct.pack("<8sIIII16x", short, *numbers)
        data += blocks
    symbols = 512 + len(data) if strings else 0
    coff = struct.pack("<HHIIIHH", machine, len(sections), 0, symbols, 0, 240, 0x206)
    whole = (len(sections) << 12) + 4096 + len(data)
    optional = struct.pack("<H14xI36xII4xH", 0x20B, 4096, whole, 512, 10).ljust(108, b"\0")
    optional += struct.pack("<I128x", 16)
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + coff + optional + table
    tail = struct.pack("<I", 4 + len(strings)) + strings if strings else b""
    return head.ljust(512, b"\0") + data + tail


def sbat(*lines: str) -> bytes:
    own = "sbat,1,SBAT Version,sbat,1,https://github.com/rhboot/shim/blob/main/SBAT.md"
    return "".join(f"{line}\n" for line in (own, *lines)).encode()


def vendor_section(trusted: bytes, refused: bytes = b"") -> bytes:
    """shim's `.vendor_cert`."""
    offsets = 16, 16 + len(trusted)
    return struct.pack("<IIII", len(trusted), len(refused), *offsets) + trusted + refused


def level_section(older: str, newer: str) -> bytes:
    """shim's `.sbatlevel`."""
    first = older.encode() + b"\0"
    return struct.pack("<III", 0, 8, 8 + len(first)) + first + newer.encode() + b"\0"


def signature_list(kind: uuid.UUID, entries: Sequence[bytes]) -> bytes:
    """An EFI_SIGNATURE_LIST whose entries have one length."""
    body = b"".join(NOBODY.bytes_le + each for each in entries)
    size = 16 + len(entries[0])
    return kind.bytes_le + struct.pack("<III", 28 + len(body), 0, size) + body


def certificate_lists(*keys: Key) -> bytes:
    return b"".join(signature_list(X509_LIST, [key.der]) for key in keys)
