import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import Key, authority, der, sequence

from app.formats.der import read
from app.formats.rsa import RsaKey

DIGEST = hashlib.sha256(b"boot").digest()
# What stands before a SHA-256 in the padding (RFC 8017, 9.2, note 1).
PREFIX = bytes.fromhex("3031300D060960864801650304020105000420")


def key() -> tuple[Key, RsaKey]:
    made = authority("RSA", bits=2048)
    numbers = made.private.public_key().public_numbers()
    return made, RsaKey(numbers.n, numbers.e)


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_signatures_of_another_program_hold(algorithm: str) -> None:
    made, own = key()
    signature = made.sign(b"boot", algorithm)
    digest = hashlib.new(algorithm, b"boot").digest()
    assert own.verifies(algorithm, digest, signature)
    assert not own.verifies(algorithm, hashlib.new(algorithm, b"root").digest(), signature)


@given(st.integers(0, 255), st.integers(1, 255))
def test_any_changed_byte_breaks_it(place: int, change: int) -> None:
    made, own = key()
    signature = bytearray(made.sign(b"boot"))
    signature[place] ^= change
    assert not own.verifies("sha256", DIGEST, bytes(signature))


@pytest.mark.parametrize("length", [0, 255, 257])
def test_it_is_as_long_as_the_key(length: int) -> None:
    made, own = key()
    signature = made.sign(b"boot").ljust(257, b"\0")[:length]
    assert not own.verifies("sha256", DIGEST, signature)


def test_a_forged_padding_is_no_signature() -> None:
    """With the exponent 3 anybody can make a number whose cube begins like a short padding, which
    a check that stops behind the digest takes for a signature."""
    _, own = key()
    short = b"\0\1\xff\xff\xff\xff\xff\xff\xff\xff\0" + PREFIX + DIGEST
    wanted = int.from_bytes(short.ljust(256, b"\0"), "big")
    root = 1 << 700
    while root**3 > wanted + (1 << (8 * (256 - len(short)))) - 1:
        root = root - max(1, (root**3 - wanted) // (3 * root**2))
    assert (root**3).to_bytes(256, "big").startswith(short)
    forged = root.to_bytes(256, "big")
    assert not RsaKey(own.modulus, 3).verifies("sha256", DIGEST, forged)


@pytest.mark.parametrize(
    ("bits", "sign", "exponent"),
    [(0, 1, 65537), (2048, -1, 65537), (512, 1, 65537), (40_000, 1, 65537), (2048, 1, 1)],
)
def test_numbers_that_make_no_key(bits: int, sign: int, exponent: int) -> None:
    modulus = sign * (1 << bits >> 1)

    def number(value: int) -> bytes:
        return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))

    assert RsaKey.read(read(sequence(number(modulus), number(exponent)))) is None
