"""How UEFI firmware gets from a disk to the places where it looks for a file system.

UEFI Specification 2.10, 13.3.2, in the form that EDK2 gives it (MdeModulePkg, PartitionDxe), which
is what most computers run: a FAT that begins here ends the search; else GPT, then El Torito, then
the MBR; the first that yields a partition is the only one; each partition is searched in the same
way again. Rules that go beyond the specification were measured with EDK2 2022.11 in QEMU and are
marked.

Many firmwares read El Torito from optical drives only, so a stick is looked at twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from app.errors import CorruptImage
from app.formats import eltorito, gpt, mbr
from app.formats.eltorito import Catalogue, CatalogueEntry, Emulation
from app.formats.fat import Fat
from app.formats.gpt import Gpt, GptEntry
from app.formats.mbr import Mbr, PartitionEntry
from app.inspection import told
from app.inspection.device import STICK_BLOCK, Device
from app.inspection.probe import UNSEEN

_MOST_COMPARED = 256  # partitions of one GPT
_LARGEST_STICK = 1 << 40  # bytes: what ends behind this ends behind every stick
_EMULATED = Emulation.KNOWN - {Emulation.NONE}


def places(disk: Device, *, el_torito: bool) -> tuple[Device, ...]:
    """Where firmware looks for a FAT. `el_torito`: whether it reads that from this kind of medium.

    Raises NotReached and the like only where the disk's own first blocks cannot be read.
    """
    search = _Search(el_torito=el_torito)
    search.into(disk, 0)
    return tuple(search.found.values())


class _Search:
    """Follows tables inside partitions of tables, a few of them."""

    _DEEPEST = 3  # a logical partition is at 2
    _MOST_TABLES = 8
    _MOST_PLACES = 64

    def __init__(self, *, el_torito: bool) -> None:
        self.found: dict[tuple[int, int | None], Device] = {}
        self._el_torito = el_torito
        self._tables = 0

    def into(self, disk: Device, depth: int) -> None:
        parts = self._parts(disk, depth)
        if parts is None:
            self.found.setdefault(disk.place, disk)
            return
        self._tables += 1
        for part in parts:
            if len(self.found) < self._MOST_PLACES:
                self.into(part, depth + 1)

    def _parts(self, disk: Device, depth: int) -> list[Device] | None:
        if depth >= self._DEEPEST or self._tables >= self._MOST_TABLES:
            return None
        try:
            return _parts(disk, el_torito=self._el_torito)
        except UNSEEN:
            if depth == 0:
                raise
            return None  # whoever opens it will meet the same and say so


def _parts(disk: Device, *, el_torito: bool) -> list[Device] | None:
    """The parts by the first table that counts; None where there is none."""
    record = _first_sector(disk)
    if record is None or _is_fat(disk):
        return None
    if record.protective is not None and (table := _gpt(disk)) is not None:
        return list(_of_gpt(disk, table))
    if el_torito and (images := list(_of_el_torito(disk))):
        return images
    inner = _of_chain(disk, record) if disk.in_table else _of_mbr(disk, record)
    return list(inner) or None


def _first_sector(disk: Device) -> Mbr | None:
    try:
        return Mbr.read(disk.reader)
    except CorruptImage:
        return None


def _is_fat(disk: Device) -> bool:
    """A file system keeps firmware from every table that the same place may hold (measured)."""
    try:
        return not Fat.open(disk.reader).too_small
    except CorruptImage:
        return False


def _gpt(disk: Device) -> Gpt | None:
    """The table in the second block. Its copy is looked for in the medium's last block, which on a
    stick is not where the image has it (measured)."""
    try:
        return Gpt.read(disk.reader, 1, disk.block)
    except CorruptImage:
        return None


def _of_gpt(disk: Device, table: Gpt) -> Iterator[Device]:
    for entry in usable_entries(table):
        length = (entry.last - entry.first + 1) * disk.block
        part = disk.part(entry.first * disk.block, length, told.of_gpt(entry), in_table=True)
        yield replace(part, promising=entry.type in (gpt.ESP, gpt.BASIC_DATA))


def usable_entries(table: Gpt) -> tuple[GptEntry, ...]:
    """The entries that become partitions: inside the usable blocks, not kept for an operating
    system, and without an overlap."""
    overlapping = _overlapping(table)
    return tuple(
        entry
        for entry in table.entries
        if _inside(table, entry) and not entry.no_block_io and entry.number not in overlapping
    )


def _inside(table: Gpt, entry: GptEntry) -> bool:
    return table.first_usable <= entry.first <= entry.last <= table.last_usable


def _overlapping(table: Gpt) -> set[int]:
    """Numbers of the entries that are dropped for an overlap. One that is out of range is not
    compared with those behind it, but those before it are compared with it (measured): the order
    decides. A table of hundreds that overlap is not looked at entry by entry."""
    entries = table.entries
    if not any(one.overlaps(other) for one, other in pairwise(sorted(entries, key=_by_first))):
        return set()
    if len(entries) > _MOST_COMPARED:
        return {entry.number for entry in entries}
    return {
        number
        for place, entry in enumerate(entries)
        if _inside(table, entry)
        for other in entries[place + 1 :]
        if entry.overlaps(other)
        for number in (entry.number, other.number)
    }


def _by_first(entry: GptEntry) -> int:
    return entry.first


def _of_el_torito(disk: Device) -> Iterator[Device]:
    """Every entry that is marked bootable, whatever its platform and its section say. An image that
    begins outside the medium becomes a partition all the same, which ends the search (measured)."""
    record = eltorito.find_boot_record(disk.reader)
    if record is None:
        return
    try:
        catalogue = Catalogue.read(disk.reader, record)
    except CorruptImage:
        return
    if not catalogue.validation.marked or catalogue.validation.sum:
        return
    for entry in catalogue.images():
        if entry.number < disk.block // eltorito.SLOT:  # one block of the medium is read
            # What plays a floppy or a hard disk has their sectors, on a disc as well.
            block = STICK_BLOCK if entry.media in _EMULATED else disk.block
            evidence = told.of_el_torito(entry, disk.start)
            part = disk.part(entry.start, _image_length(disk, entry), evidence, block=block)
            yield replace(part, promising=entry.platform == eltorito.UEFI)


def _image_length(disk: Device, entry: CatalogueEntry) -> int:
    """Bytes that EDK2 gives the image (measured): what it counts as sectors of an image without
    emulation are blocks of 2048 bytes; less than two mean the rest of the volume."""
    count = Emulation.FLOPPY_BYTES.get(entry.media, entry.sectors * 512) // 512
    if entry.media not in Emulation.KNOWN:
        count = 0
    if count >= 2:
        whole = entry.media == Emulation.NONE or disk.block == STICK_BLOCK
        return count * (eltorito.SECTOR if whole else 512)
    volume = eltorito.volume_blocks(disk.reader) * eltorito.SECTOR
    end = volume if disk.length is None else min(volume, disk.length)
    return max(0, end - entry.start)


def _of_mbr(disk: Device, record: Mbr) -> Iterator[Device]:
    """The partitions of a whole disk. Overlaps, or one that ends behind the disk, and none is
    taken. Addresses count blocks of the medium, but are compared in sectors of 512 (measured)."""
    if not _sound(record, disk):
        return
    doubt = _stick_doubt(record, disk)
    for entry in record.partitions:
        if entry.kind == mbr.PROTECTIVE:
            continue
        part = disk.part(
            entry.first * disk.block,
            entry.sectors * disk.block,
            told.of_mbr(entry, disk.start),
            in_table=True,
        )
        yield replace(part, doubt=doubt, promising=_promising(entry))


def _sound(record: Mbr, disk: Device) -> bool:
    partitions = record.partitions
    if not record.signed or not partitions:
        return False
    if any(one.overlaps(other) for one, other in combinations(partitions, 2)):
        return False
    limit = _LARGEST_STICK if disk.length is None else disk.length
    return all(entry.end * STICK_BLOCK <= limit for entry in partitions)


def _stick_doubt(record: Mbr, disk: Device) -> str:
    """A partition may end behind the image and still inside a stick that is large enough."""
    end = max(entry.end for entry in record.partitions) * STICK_BLOCK
    if disk.length is not None or disk.image.size is None or end <= disk.image.size:
        return ""
    return f"only on a stick of at least {end:,} bytes, where the last partition ends"


def _promising(entry: PartitionEntry) -> bool:
    return entry.kind == mbr.ESP or entry.kind in mbr.FAT


def _of_chain(disk: Device, record: Mbr) -> Iterator[Device]:
    """The logical partitions inside an extended one, whatever type that has."""
    if disk.length is None or not _sound(record, disk):
        return
    try:
        for entry in mbr.logical_partitions(disk.reader):
            if entry.first == 0 or entry.end * STICK_BLOCK > disk.length:
                return
            part = disk.part(
                entry.first * STICK_BLOCK,
                entry.sectors * STICK_BLOCK,
                told.of_mbr(entry, disk.start),
                in_table=True,
            )
            yield replace(part, promising=_promising(entry))
    except CorruptImage:
        return
