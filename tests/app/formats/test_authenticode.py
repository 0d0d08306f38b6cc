import hashlib
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import pe
from support_signing import (
    Key,
    Signing,
    authority,
    efi_program,
    entry,
    program_digest,
    signed,
    signer,
    with_table,
)

from app.errors import BudgetSpent, CorruptImage
from app.formats.authenticode import Signature, digests, entries
from app.formats.binary import Memory
from app.formats.pe import Pe

MEBIBYTE = 1 << 20
LONGEST = 64 * MEBIBYTE


def key() -> Key:
    return signer("Test signer", authority("Test CA"))


def signatures(data: bytes) -> list[Signature]:
    reader = Memory(data)
    return [Signature.read(each) for each in entries(reader, Pe.read(reader))]


def digest(data: bytes, algorithm: str = "sha256") -> bytes:
    reader = Memory(data)
    made = digests(reader, Pe.read(reader), len(data), frozenset({algorithm}), LONGEST)
    return made[algorithm]


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("attributes", [True, False])
def test_a_signed_program(algorithm: str, wide: bool, attributes: bool) -> None:
    signing = Signing(key(), algorithm, attributes=attributes)
    data = signed(pe(wide=wide), signing)
    (found,) = signatures(data)
    assert (found.problem, found.algorithm) == ("", algorithm)
    assert found.digest == digest(data, algorithm)
    assert found.signer.whole == key().der
    assert [each.name for each in found.others] == ["Test CA"]


def test_several_signatures_in_their_order() -> None:
    other = signer("Another signer", authority("Another CA"))
    data = signed(efi_program(), key(), other)
    names = [
        (each.signer.name, each.problem, each.digest == digest(data)) for each in signatures(data)
    ]
    assert names == [("Test signer", "", True), ("Another signer", "", True)]


def test_the_digest_leaves_out_what_signing_changes() -> None:
    program = efi_program({".text": b"\xc3", ".data": b"x" * 700})
    assert digest(program) == program_digest(program) == digest(signed(program, key(), key()))
    checked = bytearray(program)
    checked[64 + 24 + 64 : 64 + 24 + 68] = b"\1\2\3\4"  # the checksum
    assert digest(bytes(checked)) == digest(program)
    checked[600] ^= 1
    assert digest(bytes(checked)) != digest(program)


def test_gaps_between_sections_are_covered_as_firmware_does_it() -> None:
    """What is left over begins behind as many bytes as were covered, wherever that is."""
    data = bytearray(pe(size=2048))
    section = 64 + 24 + 240
    data[section + 16 : section + 24] = (512).to_bytes(4, "little") + (1024).to_bytes(4, "little")
    data[512:1024], data[1024:1536], data[1536:] = b"g" * 512, b"s" * 512, b"r" * 512
    headers = bytes(
        data[: 64 + 24 + 64] + data[64 + 24 + 68 : 64 + 24 + 144] + data[64 + 24 + 152 : 512]
    )
    expected = hashlib.sha256(headers + b"s" * 512 + b"s" * 512 + b"r" * 512).digest()
    assert digest(bytes(data)) == expected


def test_a_header_that_ends_before_its_directories() -> None:
    data = bytearray(pe())
    data[64 + 24 + 108 : 64 + 24 + 112] = (4).to_bytes(4, "little")  # directories
    expected = hashlib.sha256(data[: 64 + 24 + 64] + data[64 + 24 + 68 :]).digest()
    assert digest(bytes(data)) == expected


@pytest.mark.parametrize(
    ("bent", "problem"),
    [
        ({"attribute_digest": bytes(32)}, "not the one that was signed"),
        ({"signature": bytes(256)}, "not made with the key"),
        ({"attributes": False, "signature": b"short"}, "not made with the key"),
    ],
)
def test_signatures_that_do_not_hold(bent: dict[str, Any], problem: str) -> None:
    (found,) = signatures(signed(efi_program(), Signing(key(), **bent)))
    assert problem in found.problem


def test_a_signature_with_another_key_than_it_names() -> None:
    other = replace(key(), private=authority("Another CA").private)
    (found,) = signatures(signed(efi_program(), other))
    assert "not made with the key" in found.problem


@pytest.mark.parametrize(
    ("bent", "why"),
    [
        ({"content": "1.2.840.113549.1.7.1"}, "something else than a program"),
        ({"certificates": ()}, "certificate of its signer is missing"),
        ({"bare": True}, "its kind is 0x02 and not 0x06"),
    ],
)
def test_what_is_no_signature_of_a_program(bent: dict[str, Any], why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        signatures(signed(efi_program(), Signing(key(), **bent)))


def test_the_certificate_of_somebody_else() -> None:
    signing = Signing(key(), certificates=(authority("Test CA").der,))
    with pytest.raises(CorruptImage, match="certificate of its signer is missing"):
        signatures(signed(efi_program(), signing))


def test_a_program_that_was_changed_has_another_digest() -> None:
    data = bytearray(signed(efi_program(), key()))
    data[520] ^= 1
    (found,) = signatures(bytes(data))
    assert found.problem == ""
    assert found.digest != digest(bytes(data))


def test_kinds_that_firmware_passes_over() -> None:
    signing = Signing(key()).build(program_digest(efi_program()))
    guid = bytes.fromhex("9DD2AF4ADF68EE498AA9347D375665A7")
    table = entry(b"PGP?" * 9, 0x0EF0) + entry(guid + signing, 0x0EF1) + entry(bytes(40), 0x0EF1)
    (found,) = signatures(with_table(efi_program(), table))
    assert found.problem == ""
    assert found.signer.name == "Test signer"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (bytes(8), "bytes follow the last entry"),
        (bytes(16), "of 0 bytes does not fit"),
        (entry(b"x" * 8) + bytes(8), "bytes follow the last entry"),
        ((1 << 20).to_bytes(4, "little") + bytes(20), "of 1,048,576 bytes does not fit"),
        (entry(b"x" * 8) * 20, "does not end with its last entry"),
        (entry(b"x" * 9)[:-1], "does not end with its last entry"),
        (bytes((1 << 20) + 8), "would have 1,048,584 bytes"),
    ],
)
def test_tables_that_firmware_refuses(table: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        signatures(with_table(efi_program(), table))


def test_a_table_behind_the_end_of_the_file() -> None:
    with pytest.raises(CorruptImage, match="certificate table"):
        signatures(signed(efi_program(), key())[:-8])


class Sparse:
    """A program of `size` bytes that is not in memory; it remembers what it was asked for."""

    def __init__(self, size: int) -> None:
        head = bytearray(pe(size=4096)[:512])
        section = 64 + 24 + 240
        head[section + 16 : section + 20] = (size - 512).to_bytes(4, "little")
        self._head = bytes(head)
        self.size = size
        self.longest = self.read = 0

    def read_at(self, offset: int, length: int) -> bytes:
        self.longest = max(self.longest, length)
        length = max(0, min(length, self.size - offset))
        self.read += length
        return (self._head[offset:] + bytes(max(0, length - 512)))[:length].ljust(length, b"\0")


def test_a_large_program_is_read_in_pieces() -> None:
    reader = Sparse(5 * MEBIBYTE + 12_345)
    digests(reader, Pe.read(reader), reader.size, frozenset({"sha256", "sha384"}), LONGEST)
    assert reader.longest == MEBIBYTE
    assert reader.read < reader.size + 4096  # once, for both


def test_a_larger_one_is_not_read_at_all() -> None:
    reader = Sparse(100 * MEBIBYTE)
    with pytest.raises(BudgetSpent):
        digests(reader, Pe.read(reader), reader.size, frozenset({"sha256"}), LONGEST)
    assert reader.read < 4096


def test_sections_over_each_other_do_not_multiply() -> None:
    program = bytearray(efi_program({f".s{number}": b"x" for number in range(4)}))
    for number in range(4):
        place = 64 + 24 + 240 + 40 * number + 16
        program[place : place + 8] = (len(program) - 512).to_bytes(4, "little") + (512).to_bytes(
            4, "little"
        )
    reader = Memory(bytes(program))
    with pytest.raises(BudgetSpent):
        digests(reader, Pe.read(reader), len(program), frozenset({"sha256"}), 2 * len(program))


@cache
def a_signed_program() -> bytes:
    return signed(efi_program({".text": b"\xc3", ".sbat": b"sbat,1"}), key())


@given(st.data())
def test_changed_bytes_are_corrupt_or_do_not_hold(data: st.DataObject) -> None:
    changed = bytearray(a_signed_program())
    place = data.draw(st.integers(0, len(changed) - 1))
    new = data.draw(st.binary(min_size=1, max_size=8))
    changed[place : place + len(new)] = new
    with suppress(CorruptImage, BudgetSpent):
        for found in signatures(bytes(changed)):
            holds = not found.problem and found.digest == digest(bytes(changed))
            # The checksum, padding, and certificates that the signature does not cover may change.
            assert not holds or digest(bytes(changed)) == digest(a_signed_program())


@given(st.binary(max_size=400), st.booleans())
def test_garbage_in_the_table_is_corrupt(garbage: bytes, wrapped: bool) -> None:
    table = entry(b"\x30\x82" + garbage) if wrapped else garbage.ljust(16, b"\1")
    with suppress(CorruptImage):
        signatures(with_table(efi_program(), table))
