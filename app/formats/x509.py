"""Certificates: whose they are, who signed them, and whether that is so.

RFC 5280, 4.1. Firmware looks neither at dates nor at what a certificate is for, so neither does
this: who is named, which key, and whose signature.
"""

import hashlib
from dataclasses import dataclass
from typing import Self

from app.formats import der
from app.formats.der import BIT_STRING, INTEGER, OBJECT, SEQUENCE, SET, Value
from app.formats.rsa import RsaKey

# RFC 3279, 2.1 and RFC 8017, A.2.4: a digest alone, and the signatures that are made with it.
DIGESTS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
SIGNATURES = {
    "1.2.840.113549.1.1.5": "sha1",
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
}
RSA = "1.2.840.113549.1.1.1"

_COMMON_NAME, _ORGANISATION, _UNIT = "2.5.4.3", "2.5.4.10", "2.5.4.11"
_VERSION = 0xA0
_LONGEST_CHAIN = 8

Name = tuple[tuple[str, str], ...]


def read_name(value: Value) -> Name:
    """A distinguished name as (object identifier, text), in its order. Raises CorruptImage."""
    return tuple(
        (kind.object, text.text)
        for group in value.of(SEQUENCE).values()
        for kind, text in (_pair(part) for part in group.of(SET).values())
    )


def _pair(part: Value) -> tuple[Value, Value]:
    values = part.inside(OBJECT)
    if len(values) != 2:
        raise part.damage("a part of a name is no pair")
    return values[0], values[1]


def common_name(name: Name) -> str:
    """What people call it; raw text."""
    for kind in (_COMMON_NAME, _UNIT, _ORGANISATION):
        found = [text for each, text in name if each == kind]
        if found:
            return found[-1]
    return ""


def same_name(one: Name, other: Name) -> bool:
    """RFC 5280, 7.1: without regard to case and to how many spaces there are."""
    return _folded(one) == _folded(other)


def _folded(name: Name) -> list[tuple[str, str]]:
    return [(kind, " ".join(text.casefold().split())) for kind, text in name]


@dataclass(frozen=True, slots=True)
class Certificate:
    """`whole` is the certificate, `signed` the part of it that `signature` covers. `key` is None
    for one that is not RSA, `algorithm` "" for a kind of signature that firmware does not know."""

    whole: bytes
    signed: bytes
    subject: Name
    issuer: Name
    serial: int
    key: RsaKey | None
    algorithm: str
    signature: bytes

    @classmethod
    def read(cls, data: bytes, offset: int = 0) -> Self:
        """The certificate that `data` begins with. Raises CorruptImage."""
        whole = der.read(data, offset)
        body, algorithm, signature, *_ = whole.inside(SEQUENCE, SEQUENCE, BIT_STRING)
        fields = body.values()
        if fields and fields[0].tag == _VERSION:
            fields = fields[1:]
        if len(fields) < 6:
            raise body.damage("fields of a certificate are missing")
        serial, _, issuer, _, subject, key = fields[:6]
        return cls(
            whole=whole.whole,
            signed=body.whole,
            subject=read_name(subject),
            issuer=read_name(issuer),
            serial=serial.of(INTEGER).number,
            key=_key(key),
            algorithm=SIGNATURES.get(algorithm.inside(OBJECT)[0].object, ""),
            signature=signature.bits,
        )

    @property
    def name(self) -> str:
        return common_name(self.subject)

    @property
    def fingerprint(self) -> bytes:
        return hashlib.sha256(self.whole).digest()

    @property
    def signs_itself(self) -> bool:
        return same_name(self.subject, self.issuer)

    def signed_by(self, other: Self) -> bool:
        """Whether the other one's key made this signature, and this one says so."""
        if not same_name(self.issuer, other.subject) or other.key is None or not self.algorithm:
            return False
        digest = hashlib.new(self.algorithm, self.signed).digest()
        return other.key.verifies(self.algorithm, digest, self.signature)


def _key(value: Value) -> RsaKey | None:
    kind, key, *_ = value.inside(SEQUENCE, BIT_STRING)
    if kind.inside(OBJECT)[0].object != RSA:
        return None
    return RsaKey.read(der.read(key.bits, key.offset))


def chain(first: Certificate, others: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    """The certificate, the one that signed it, and so on as far as `others` go; each proven."""
    found = [first]
    while len(found) < _LONGEST_CHAIN and not found[-1].signs_itself:
        here = found[-1]
        above = next((other for other in others if here.signed_by(other)), None)
        if above is None or above in found:
            break
        found.append(above)
    return tuple(found)
