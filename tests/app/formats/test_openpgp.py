import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_openpgp import BODY, KEY, SIGNED, armoured, old_packet, packet

from app.errors import CorruptImage
from app.formats.openpgp import LARGEST, is_signed_in_clear, keys, signed_text

FINGERPRINT = (
    hashlib.sha1(b"\x99" + struct.pack(">H", len(BODY)) + BODY, usedforsecurity=False)
    .hexdigest()
    .upper()
)


@pytest.mark.parametrize("data", [KEY, armoured(KEY), b"\n" + armoured(KEY)])
def test_a_key(data: bytes) -> None:
    (key,) = keys(data)
    assert (key.fingerprint, key.users, key.data) == (
        FINGERPRINT,
        ("Maker <maker@example.org>",),
        KEY,
    )


def test_heads_of_both_kinds_and_every_length() -> None:
    short = bytes([0xC0 | 13, 3]) + b"one"
    middle = bytes([0xC0 | 13, 192, 8]) + b"x" * 200
    data = old_packet(6, BODY) + short + middle
    assert keys(data)[0].users == ("one", "x" * 200)


def test_several_keys() -> None:
    other = packet(6, BODY + b"!")
    both = keys(armoured(KEY) + armoured(other))
    assert [key.data for key in both] == [KEY, other]
    assert both[0].fingerprint != both[1].fingerprint
    assert both == keys(KEY + other)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "does not begin with a public key"),
        (packet(13, b"user"), "does not begin with a public key"),
        (packet(5, BODY), "secret"),
        (KEY + packet(7, BODY), "secret"),
        (KEY + packet(11, b"text"), "a packet of kind 11"),
        (KEY[:-1], "cut off"),
        (KEY + b"\x00", "no packet begins"),
        (packet(6, b"\x06" + BODY[1:]), "version"),
        (packet(6, b""), "version"),
        (b"\x83", "no length"),
        (b"\xc6", "no length"),
        (b"\xc6\xe1", "no length"),
        (armoured(KEY).replace(b"END PGP", b"EMD PGP"), "no end"),
        (armoured(KEY).replace(b"=abcd", b"~"), "signs that do not belong"),
        (b"-----BEGIN PGP SIGNATURE-----\n", "does not begin"),
        (b"\xff" * (LARGEST + 1), "too large"),
        (bytes([0xC0 | 12, 0]) * 30_000, "too many"),
    ],
)
def test_what_is_no_file_of_keys(data: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        keys(data)


def test_the_text_of_a_signed_file_keeps_its_lines() -> None:
    assert signed_text(SIGNED) == b"\n\n\none\n-----dashed\ntwo\n\n"
    assert signed_text(SIGNED.replace(b"\n", b"\r\n")) == signed_text(SIGNED)
    assert is_signed_in_clear(SIGNED)
    assert not is_signed_in_clear(b"c0ffee  a.iso\n")


@pytest.mark.parametrize(
    "data",
    [
        b"first\n" + SIGNED,
        SIGNED + b"last\n",
        SIGNED + SIGNED,
        SIGNED.replace(b"Hash: SHA512", b"Hash: SHA512\nc0ffee  a.iso"),
        SIGNED.replace(b"one", b"-one"),
        SIGNED.replace(b"-----END", b"-----EMD"),
        SIGNED[:80],
        b"",
    ],
)
def test_what_is_not_one_signed_text(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        signed_text(data)


@given(st.binary(max_size=200))
def test_garbage_is_corrupt_and_never_a_crash(data: bytes) -> None:
    for read in (keys, signed_text):
        try:
            read(data)
        except CorruptImage:
            continue
