"""A Windows image that is too large for FAT32, as parts that Windows Setup takes together:
install.swm, install2.swm and so on, rearranged while they are read.

No resource is unpacked or packed: each goes into a part as it lies in the image, in the order in
which it lies there. The parts are laid out as `wimlib-imagex split` does it; those of an image that
is not compressed are the same but for their GUID, which here follows from the image's, so that a
second reading gives the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from app.errors import NotComposable, SolidImage
from app.formats.wim import Resource
from app.formats.wim_table import (
    ENTRY_SIZE,
    HEADER_SIZE,
    METADATA,
    PIPED,
    Blob,
    Header,
    Table,
    packed,
    read_xml,
)
from app.sources.extents import Extents, Joined, Piece

PART = 3_800 << 20  # bytes
LARGEST_PART = (1 << 32) - 1

_OF_SEVERAL = 0x08  # a flag of the header
_MOST_PARTS = (1 << 16) - 1


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the parts are made from."""

    wim: Extents
    header: Header
    table: Table
    xml: bytes
    guid: bytes
    parts: int


def split(
    wim: Extents, path: str, limit: int = PART, guid: bytes | None = None
) -> tuple[Extents, ...]:
    """The parts, each of at most `limit` bytes, unless one resource is larger. One part alone is a
    whole image again. `guid`: of the image that it was converted from, in place of its own.

    Raises NotComposable, naming `path`, for what cannot be rearranged, SolidImage for what could be
    once it is converted; CorruptImage, BudgetSpent.
    """
    if wim.read_at(0, len(PIPED)) == PIPED:
        raise NotComposable(
            "it has more than 4 GiB and is made for pipes (it can’t be split)", path
        )
    header = Header.read(wim)
    table = Table.read(wim, header, wim.size)
    if table.solid:
        raise SolidImage(path, wim.size, table.unpacked)
    if table.spanned or (header.part, header.parts) != (1, 1):
        raise NotComposable("it is one part of several already", path)
    xml = read_xml(wim, header, wim.size)
    counts = _planned(table, len(xml), limit)
    if len(counts) > _MOST_PARTS:
        raise NotComposable("it would come in too many parts", path)
    guid = hashlib.sha256((guid or header.guid) + limit.to_bytes(8, "little")).digest()[:16]
    whole = _Whole(wim, header, table, xml, guid, len(counts))
    files = table.files()
    parts = tuple(_part(whole, number, files, count) for number, count in enumerate(counts, 1))
    if any(part.size > LARGEST_PART for part in parts):
        raise NotComposable("a single file in it has more than 4 GiB", path)
    return parts


def _planned(table: Table, xml: int, limit: int) -> list[int]:
    """How many files each part holds. Metadata belong to the first."""
    base = HEADER_SIZE + xml
    size = base + sum(blob.length + ENTRY_SIZE for blob in table.metadata())
    counts = [0]
    for blob in table.files():
        if size > base and size + blob.length + ENTRY_SIZE > limit:
            counts.append(0)
            size = base
        counts[-1] += 1
        size += blob.length + ENTRY_SIZE
    return counts


def _part(whole: _Whole, number: int, files: Iterable[Blob], count: int) -> Extents:
    """The next `count` files and, in the first part, behind them the metadata, which its table
    names first. Table and description follow."""
    header, body = whole.header, _Body(whole.wim, number)
    table = body.add(islice(files, count))
    boot, index = bytes(Resource.LAYOUT.size), 0
    if number == 1:
        start = body.end
        table = body.add(whole.table.metadata()) + table
        if whole.parts == 1:
            boot, index = _moved(header.boot, whole.table, start), header.boot_index
    head = replace(
        header,
        flags=header.flags | (_OF_SEVERAL if whole.parts > 1 else 0),
        guid=whole.guid,
        part=number,
        parts=whole.parts,
        table=packed(body.end, len(table), METADATA),
        xml=packed(body.end + len(table), len(whole.xml), METADATA),
        boot=boot,
        boot_index=index,
        integrity=bytes(Resource.LAYOUT.size),
    )
    part = Joined()
    part.bytes(head.pack())
    part.all(body.done())
    part.bytes(table + whole.xml)
    return part.done()


class _Body:
    """A part's resources, one behind the other."""

    def __init__(self, wim: Extents, number: int) -> None:
        self._wim = wim
        self._number = number
        self._joined = Joined()
        self.end = HEADER_SIZE

    def add(self, blobs: Iterable[Blob]) -> bytes:
        """Their entries in the table. What lies in a row in the image is looked up once."""
        table = bytearray()
        first = last = 0
        for blob in blobs:
            table += blob.entry(self.end, self._number)
            self.end += blob.length
            if blob.offset != last:
                self._take(first, last)
                first = blob.offset
            last = blob.offset + blob.length
        self._take(first, last)
        return bytes(table)

    def _take(self, first: int, last: int) -> None:
        self._joined.all(self._wim.pieces(first, last - first))

    def done(self) -> Iterable[Piece]:
        return self._joined.done().pieces()


def _moved(boot: bytes, table: Table, start: int) -> bytes:
    """The header's copy of the boot image's metadata, which lie behind each other from `start` on;
    zeros where it names none of them."""
    sized, offset, original = Resource.LAYOUT.unpack(boot)
    for blob in table.metadata():
        if blob.offset == offset:
            return Resource.LAYOUT.pack(sized, start, original)
        start += blob.length
    return bytes(len(boot))
