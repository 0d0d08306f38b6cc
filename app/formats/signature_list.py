"""The lists of firmware: which keys and programs it starts (`db`) and which it does not (`dbx`).

UEFI Specification 2.10, 32.4.1, EFI_SIGNATURE_LIST. shim uses the same form for the keys built into
it and for those of the machine's owner.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from app.errors import CorruptImage

_DIGESTS = {
    UUID("826ca512-cf10-4ac9-b187-be01496631bd"): 20,
    UUID("c1c41626-504c-4092-aca9-41f936934328"): 32,
    UUID("ff3e5307-9fd0-48c9-85f1-8ad56c701e01"): 48,
    UUID("093e0fae-a6c4-4f50-9f1b-d41e2b89c19a"): 64,
}
_X509 = UUID("a5c059a1-94e4-4aa7-87b5-ab155c2bf072")
# A certificate by the digest of the part that is signed, and when it was revoked.
_X509_DIGESTS = {
    UUID("3bd2a492-96c0-4079-b420-fcf98ef103ed"): 32,
    UUID("7076876e-80c2-4ee6-aad2-28b349a6865b"): 48,
    UUID("446dbf63-2502-4cda-bcfa-2465d2b0fe9d"): 64,
}

_HEADER = struct.Struct("<16sIII")  # kind; bytes of list, of its header, of one entry
_OWNER = 16
_MOST_ENTRIES = 20_000

# Microsoft's least versions of its boot managers stand among the digests: 01, whose, minor, major.
_SVN = struct.Struct("<B16sHH11x")
BOOTMGR = UUID("9d132b61-59d5-4388-ab1c-185c3cb2eb92")
CDBOOT = UUID("e8f82e9d-e127-4158-a488-4c18abe2f284")
WDSMGR = UUID("c999cac2-7ffe-496f-8127-9e2a8a535976")
_BOOT_MANAGERS = frozenset({BOOTMGR, CDBOOT, WDSMGR})


@dataclass(frozen=True, slots=True)
class SignatureLists:
    """Everything a variable lists. `digests` are Authenticode digests of programs, `certificates`
    whole certificates, `revoked` digests of the signed part of certificates, `least` the least
    version (major, minor) of each of Microsoft's boot managers."""

    digests: frozenset[bytes] = frozenset()
    certificates: tuple[bytes, ...] = ()
    revoked: frozenset[bytes] = frozenset()
    least: tuple[tuple[UUID, tuple[int, int]], ...] = ()

    @classmethod
    def parse(cls, data: bytes, offset: int = 0) -> Self:
        """Raises CorruptImage for what firmware would not read either. Kinds that are not known
        are passed over."""
        digests: set[bytes] = set()
        certificates: list[bytes] = []
        revoked: set[bytes] = set()
        least: dict[UUID, tuple[int, int]] = {}
        for kind, entry in _entries(data, offset):
            if kind in _DIGESTS:
                if (version := _version(entry)) is not None:
                    least[version[0]] = max(version[1], least.get(version[0], (0, 0)))
                digests.add(entry[: _DIGESTS[kind]])
            elif kind == _X509:
                certificates.append(entry)
            elif kind in _X509_DIGESTS:
                revoked.add(entry[: _X509_DIGESTS[kind]])
        return cls(
            frozenset(digests), tuple(certificates), frozenset(revoked), tuple(least.items())
        )


def _entries(data: bytes, offset: int) -> Iterator[tuple[UUID, bytes]]:
    place = count = 0
    while place < len(data):
        if len(data) - place < _HEADER.size:
            raise CorruptImage("signature list", offset + place, "it is cut off")
        kind, length, header, size = _HEADER.unpack_from(data, place)
        first, end = place + _HEADER.size + header, place + length
        if not first <= end <= len(data) or size <= _OWNER or (end - first) % size:
            raise CorruptImage("signature list", offset + place, "its sizes do not fit together")
        count += (end - first) // size
        if count > _MOST_ENTRIES:
            raise CorruptImage("signature list", offset + place, f"it has {count:,} entries")
        for each in range(first, end, size):
            yield UUID(bytes_le=kind), data[each + _OWNER : each + size]
        place = end


def _version(digest: bytes) -> tuple[UUID, tuple[int, int]] | None:
    """A least version that stands in the place of a digest."""
    if len(digest) != _SVN.size or digest[0] != 1:
        return None
    _, whose, minor, major = _SVN.unpack(digest)
    guid = UUID(bytes_le=whose)
    return (guid, (major, minor)) if guid in _BOOT_MANAGERS else None
