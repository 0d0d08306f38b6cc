"""RSA signatures with PKCS #1 v1.5 padding, which are the only kind that firmware has to know.

RFC 8017, 8.2.2. Checking one is a single power of public numbers and a comparison of every byte of
the padded digest, so there is no secret to leak and no padding to be parsed wrongly; see
`app.formats.authenticode` on why no library does it.
"""

from dataclasses import dataclass

from app.formats.der import INTEGER, Value

# RFC 8017, 9.2, note 1: what stands between the padding and the digest.
_PREFIXES = {
    "sha1": bytes.fromhex("3021300906052B0E03021A05000414"),
    "sha256": bytes.fromhex("3031300D060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300D060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300D060960864801650304020305000440"),
}

# Real keys have 2048 to 4096 bits and the exponent 65537; larger ones only cost time.
_SMALLEST, _LARGEST = 1024, 16_384
_LARGEST_EXPONENT = 1 << 33


@dataclass(frozen=True, slots=True)
class RsaKey:
    modulus: int
    exponent: int

    @classmethod
    def read(cls, value: Value) -> "RsaKey | None":
        """None for numbers that make no usable key. Raises CorruptImage."""
        modulus, exponent, *_ = value.inside(INTEGER, INTEGER)
        key = cls(modulus.number, exponent.number)
        usable = (
            _SMALLEST <= key.modulus.bit_length() <= _LARGEST
            and key.modulus > 0
            and 2 < key.exponent < _LARGEST_EXPONENT
        )
        return key if usable else None

    def verifies(self, algorithm: str, digest: bytes, signature: bytes) -> bool:
        """Whether the signature is that of a digest made by `algorithm`, one of hashlib's names."""
        length = (self.modulus.bit_length() + 7) // 8
        told = _PREFIXES[algorithm] + digest
        if len(signature) != length or length < len(told) + 11:
            return False
        expected = b"\0\1" + b"\xff" * (length - len(told) - 3) + b"\0" + told
        number = int.from_bytes(signature, "big")
        return pow(number, self.exponent, self.modulus) == int.from_bytes(expected, "big")
