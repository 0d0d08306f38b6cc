"""OpenPGP as far as it has to be read before a signature is checked by others: armour, texts that
are signed in clear, and the packets of a key. RFC 9580 (and RFC 4880, which it replaces).

Nothing here judges a signature. Whoever shows or parses a text that is signed in clear has to take
the signed part alone, and that alone is what `signed_text` hands out.
"""

import base64
import binascii
import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.errors import CorruptImage

LARGEST = 1 << 20  # bytes of a key file; the largest keyrings of distributions have a tenth
MOST_PACKETS = 20_000
SECRET = (5, 7)  # section 5.5.1: secret keys and subkeys
_PUBLIC, _USER = 6, 13
# What a public key is made of: signatures, trust, subkeys, attributes, padding (section 5).
_BELONGING = (_PUBLIC, _USER, 2, 12, 14, 17, 21)
_DASHES = b"-----"
_BEGIN_SIGNED = b"-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_END_SIGNATURE = b"-----END PGP SIGNATURE-----"
_BEGIN_KEY = b"-----BEGIN PGP PUBLIC KEY BLOCK-----"
_END_KEY = b"-----END PGP PUBLIC KEY BLOCK-----"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with everything that belongs to it. The fingerprint is in upper case; user
    names are hostile text, which anybody may choose."""

    fingerprint: str
    users: tuple[str, ...]
    data: bytes


def is_signed_in_clear(data: bytes) -> bool:
    return any(line.rstrip() == _BEGIN_SIGNED for line in data.split(b"\n"))


def signed_text(data: bytes) -> bytes:
    """The text of a file that is signed in clear (section 7), without the dashes that were put
    before lines for the signature's sake. Its head becomes empty lines, so that every line keeps
    its number.

    Raises CorruptImage unless the file is one signed text with one signature and nothing besides:
    what stands around it is not signed, and would be read as if it were.
    """
    rows = [line.rstrip(b" \t\r") for line in data.split(b"\n")]
    marks = [(at, row) for at, row in enumerate(rows) if row.startswith(_DASHES)]
    if [row for _, row in marks] != [_BEGIN_SIGNED, _BEGIN_SIGNATURE, _END_SIGNATURE]:
        raise _damaged("it is not one signed text")
    (begin, _), (signature, _), (end, _) = marks
    if any(rows[:begin]) or any(rows[end + 1 :]):
        raise _damaged("there is text around the signed one")
    text = begin + 1
    while text < signature and rows[text]:
        if not rows[text].startswith(b"Hash: "):
            raise _damaged("its head holds something unknown")
        text += 1
    body = [line.removesuffix(b"\r") for line in data.split(b"\n")[text + 1 : signature]]
    # A line that begins with a dash has been given another one, and a space (section 7.1).
    if any(line.startswith(b"-") and not line.startswith(b"- ") for line in body):
        raise _damaged("a line begins with a dash")
    plain = [line.removeprefix(b"- ").rstrip(b" \t") for line in body]
    return b"\n".join([*[b""] * (text + 1), *plain, b""])


def keys(data: bytes) -> tuple[Key, ...]:
    """The public keys in a file, armoured or not. Raises CorruptImage, for secret ones too."""
    if len(data) > LARGEST:
        raise _damaged("it is too large for a key")
    if data.lstrip().startswith(_DASHES):
        data = b"".join(_blocks(data))
    packets = list(_packets(data))
    for packet in packets:
        _demand_public(packet)
    if not packets or packets[0].tag != _PUBLIC:
        raise _damaged("it does not begin with a public key")
    starts = [at for at, packet in enumerate(packets) if packet.tag == _PUBLIC]
    return tuple(_key(packets[at:end]) for at, end in pairwise([*starts, len(packets)]))


class _Packet(NamedTuple):
    tag: int
    body: bytes
    whole: bytes  # with its head


def _demand_public(packet: _Packet) -> None:
    if packet.tag in SECRET:
        raise _damaged("it holds a secret key, which belongs to nobody but its owner")
    if packet.tag not in _BELONGING:
        raise _damaged(f"a packet of kind {packet.tag} is in it")


def _key(packets: list[_Packet]) -> Key:
    users = tuple(each.body.decode("utf-8", "replace") for each in packets if each.tag == _USER)
    whole = b"".join(each.whole for each in packets)
    return Key(_fingerprint(packets[0].body), users, whole)


def _blocks(data: bytes) -> Iterator[bytes]:
    """The content of every armoured key in a text (section 6.2). The sum of 24 bits at its end is
    not looked at: the packets have to make sense anyway."""
    rows = [line.strip() for line in data.split(b"\n")]
    while _BEGIN_KEY in rows:
        begin = rows.index(_BEGIN_KEY)
        if _END_KEY not in rows[begin:]:
            raise _damaged("the armour has no end")
        end = rows.index(_END_KEY, begin)
        inner = rows[begin + 1 : end]
        body = inner[inner.index(b"") + 1 :] if b"" in inner else inner
        lines = [line for line in body if line and not line.startswith(b"=")]
        try:
            yield base64.b64decode(b"".join(lines), validate=True)
        except binascii.Error as error:
            raise _damaged("the armour holds signs that do not belong there") from error
        rows = rows[end + 1 :]


def _packets(data: bytes) -> Iterator[_Packet]:
    """Section 4.2."""
    at = 0
    for _ in range(MOST_PACKETS):
        if at == len(data):
            return
        first = at
        if not data[at] & 0x80:
            raise _damaged("no packet begins where one should", at)
        tag, at, length = _new_head(data, at) if data[at] & 0x40 else _old_head(data, at)
        if at + length > len(data):
            raise _damaged("a packet is cut off", first)
        yield _Packet(tag, data[at : at + length], data[first : at + length])
        at += length
    raise _damaged("it has too many packets")


def _new_head(data: bytes, at: int) -> tuple[int, int, int]:
    tag, rest = data[at] & 0x3F, data[at + 1 : at + 6]
    if rest and rest[0] < 192:
        return tag, at + 2, rest[0]
    if len(rest) > 1 and rest[0] < 224:
        return tag, at + 3, ((rest[0] - 192) << 8) + rest[1] + 192
    if len(rest) == 5 and rest[0] == 255:
        return tag, at + 6, int.from_bytes(rest[1:])
    raise _damaged("a packet has no length", at)


def _old_head(data: bytes, at: int) -> tuple[int, int, int]:
    tag, width = data[at] >> 2 & 0x0F, 1 << (data[at] & 3)
    length = data[at + 1 : at + 1 + width]
    if width == 8 or len(length) < width:
        raise _damaged("a packet has no length", at)
    return tag, at + 1 + width, int.from_bytes(length)


def _fingerprint(body: bytes) -> str:
    """Section 5.5.4. Of version 4 alone: gpgv knows no other that is in use."""
    if not body or body[0] != 4:
        raise _damaged("a key is of a version that is not read here")
    head = b"\x99" + struct.pack(">H", len(body)) if len(body) < 1 << 16 else b""
    return hashlib.sha1(head + body, usedforsecurity=False).hexdigest().upper()


def _damaged(why: str, offset: int = 0) -> CorruptImage:
    return CorruptImage("OpenPGP file", offset, why)
