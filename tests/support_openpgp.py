"""OpenPGP files made byte by byte: keys, armour, a text signed in clear."""

import base64
import struct

BODY = b"\x04" + bytes(4) + b"\x16" + bytes(40)  # of a public key of version 4


def packet(tag: int, body: bytes) -> bytes:
    """With the new kind of head."""
    return bytes([0xC0 | tag, 255]) + struct.pack(">I", len(body)) + body


def old_packet(tag: int, body: bytes) -> bytes:
    return bytes([0x80 | tag << 2 | 1]) + struct.pack(">H", len(body)) + body


KEY = packet(6, BODY) + packet(13, b"Maker <maker@example.org>") + packet(2, b"signature")


def armoured(data: bytes) -> bytes:
    text = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return (
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----\r\nComment: a key\r\n\r\n"
        + text
        + b"=abcd\r\n-----END PGP PUBLIC KEY BLOCK-----\r\n"
    )


SIGNED = b"""-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

one
- -----dashed
two \t

-----BEGIN PGP SIGNATURE-----

abc
-----END PGP SIGNATURE-----
"""
