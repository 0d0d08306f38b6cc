"""Windows images (.wim): of a header and an XML description, which is all that inspection reads, or
whole ones."""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WimEdition:
    name: str
    edition: str = "Professional"
    build: int = 26100
    arch: int = 9
    installation: str = "Client"
    product: str = "WinNT"

    def xml(self, index: int) -> str:
        version = f"<MAJOR>10</MAJOR><MINOR>0</MINOR><BUILD>{self.build}</BUILD>"
        windows = (
            f"<ARCH>{self.arch}</ARCH><EDITIONID>{self.edition}</EDITIONID>"
            f"<INSTALLATIONTYPE>{self.installation}</INSTALLATIONTYPE>"
            f"<PRODUCTTYPE>{self.product}</PRODUCTTYPE>"
            f"<VERSION>{version}<SPBUILD>1742</SPBUILD><SPLEVEL>0</SPLEVEL></VERSION>"
        )
        return (
            f'<IMAGE INDEX="{index}"><DIRCOUNT>1</DIRCOUNT><WINDOWS>{windows}</WINDOWS>'
            f"<NAME>{self.name}</NAME></IMAGE>"
        )


def wim(editions: Sequence[WimEdition]) -> bytes:
    images = "".join(edition.xml(index) for index, edition in enumerate(editions, 1))
    return wim_of(f"<WIM><TOTALBYTES>1</TOTALBYTES>{images}</WIM>", len(editions))


def wim_of(
    xml: str | bytes, images: int = 1, *, flags: int = 2, length: int | None = None
) -> bytes:
    """With any description; `flags` and `length` are what the header says of it."""
    data = xml if isinstance(xml, bytes) else ("\ufeff" + xml).encode("utf-16-le")
    said = len(data) if length is None else length
    head = struct.pack("<8sIIII16sHHI", b"MSWIM\0\0\0", 208, 0x10D00, 0, 32768, b"", 1, 1, images)
    head += bytes(24) + struct.pack("<QQQ", said | flags << 56, 208, said)
    return head.ljust(208, b"\0") + data


@dataclass(frozen=True)
class Packed:
    """A resource of a Windows image. `gap` bytes that nobody speaks of lie in front of it."""

    data: bytes
    flags: int = 0
    gap: int = 0
    original: int | None = None
    part: int = 1
    references: int = 1
    offset: int | None = None  # instead of where it lies
    length: int | None = None

    def entry(self, place: int) -> bytes:
        offset = place if self.offset is None else self.offset
        length = len(self.data) if self.length is None else self.length
        original = length if self.original is None else self.original
        digest = hashlib.sha1(self.data, usedforsecurity=False).digest()
        sized = length | self.flags << 56
        return struct.pack("<QQQHI20s", sized, offset, original, self.part, self.references, digest)


METADATA = 0x02


def wim_file(
    resources: Sequence[Packed],
    *,
    xml: bytes = "\ufeff<WIM/>".encode("utf-16-le"),
    flags: int = 0x20082,
    part: int = 1,
    parts: int = 1,
    images: int | None = None,
    boot: int = 0,
    table_first: bool = False,
    version: int = 0x10D00,
    integrity: bytes = b"",
) -> bytes:
    """A whole Windows image: resources in this order, in the table too; `boot` is the number of
    the image that a computer starts, from 1 on."""
    table_size = 50 * len(resources)
    place = 208 + (table_size if table_first else 0)
    body, table, metadata = bytearray(), bytearray(), []
    for each in resources:
        body += bytes(each.gap) + each.data
        place += each.gap
        table += each.entry(place)
        if each.flags & METADATA:
            metadata.append(struct.pack("<QQQ", len(each.data) | 2 << 56, place, len(each.data)))
        place += len(each.data)
    at_table = 208 if table_first else place
    behind = place if table_first else place + table_size
    whole = (table + body if table_first else body + table) + xml + integrity
    count = len(metadata) if images is None else images
    head = struct.pack("<8sIIII", b"MSWIM\0\0\0", 208, version, flags, 32768)
    head += struct.pack("<16sHHI", b"GUID OF A SOURCE", part, parts, count)
    head += struct.pack("<QQQ", table_size | 2 << 56, at_table, table_size)
    head += struct.pack("<QQQ", len(xml) | 2 << 56, behind, len(xml))
    head += (metadata[boot - 1] if boot else bytes(24)) + struct.pack("<I", boot)
    if integrity:
        head += struct.pack("<QQQ", len(integrity) | 2 << 56, behind + len(xml), len(integrity))
    return head.ljust(208, b"\0") + whole
