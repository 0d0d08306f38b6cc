import uuid
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import (
    SHA256_LIST,
    X509_LIST,
    X509_SHA256_LIST,
    authority,
    certificate_lists,
    signature_list,
)

from app.errors import CorruptImage
from app.formats.signature_list import BOOTMGR, CDBOOT, SignatureLists

# As Microsoft publishes them for its boot managers: 9.0 and 3.0.
SVN = bytes.fromhex("01612B139DD5598843AB1C185C3CB2EB92000009000000000000000000000000")
CD_SVN = bytes.fromhex("019D2EF8E827E15841A4884C18ABE2F284000003000000000000000000000000")


def test_lists_of_several_kinds() -> None:
    keys = authority("Test CA"), authority("Another CA")
    revoked = signature_list(X509_SHA256_LIST, [b"r" * 32 + bytes(16)])
    unknown = signature_list(uuid.UUID(int=7), [b"whatever"])
    digests = signature_list(SHA256_LIST, [b"a" * 32, b"b" * 32])
    found = SignatureLists.parse(digests + certificate_lists(*keys) + unknown + revoked)
    assert found.digests == {b"a" * 32, b"b" * 32}
    assert found.certificates == (keys[0].der, keys[1].der)
    assert found.revoked == {b"r" * 32}
    assert found.least == ()
    assert SignatureLists.parse(b"") == SignatureLists()


def test_the_least_versions_of_boot_managers() -> None:
    older = SVN.replace(b"\x09", b"\x07")
    other = b"\1" + SVN[1:17][::-1] + SVN[17:]  # a digest that only begins alike
    lists = signature_list(SHA256_LIST, [older, SVN, CD_SVN, other])
    assert dict(SignatureLists.parse(lists).least) == {BOOTMGR: (9, 0), CDBOOT: (3, 0)}


def sizes(length: int, header: int, entry: int) -> bytes:
    numbers = b"".join(number.to_bytes(4, "little") for number in (length, header, entry))
    return X509_LIST.bytes_le + numbers + bytes(100)


@pytest.mark.parametrize(
    "data",
    [
        bytes(27),
        sizes(0, 0, 48),
        sizes(27, 0, 48),
        sizes(128, 0, 0),
        sizes(128, 0, 16),
        sizes(128, 0, 48),
        sizes(128, 200, 50),
        sizes(129, 0, 101),
        signature_list(X509_LIST, [b"x"]) + b"more",
    ],
)
def test_sizes_that_do_not_fit_together(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        SignatureLists.parse(data)


def test_an_absurd_number_of_entries() -> None:
    with pytest.raises(CorruptImage, match="20,001 entries"):
        SignatureLists.parse(signature_list(SHA256_LIST, [b"x"] * 20_001))


@given(st.binary(max_size=200), st.sampled_from([SHA256_LIST, X509_LIST, X509_SHA256_LIST]))
def test_garbage_is_corrupt_or_a_value(data: bytes, kind: uuid.UUID) -> None:
    with suppress(CorruptImage):
        SignatureLists.parse(data)
    with suppress(CorruptImage):
        SignatureLists.parse(kind.bytes_le + data)


@given(st.integers(0, 27), st.integers(0, 255))
def test_a_changed_header_is_corrupt_or_a_value(place: int, value: int) -> None:
    data = bytearray(signature_list(SHA256_LIST, [b"a" * 32, b"b" * 32]))
    data[place] = value
    with suppress(CorruptImage):
        SignatureLists.parse(bytes(data))
