"""Steps on the way to a loader as evidence: which entry of which table, at which byte.

A table may stand inside a part of the image; `start` is where that begins.
"""

from app.formats import gpt
from app.formats.eltorito import CatalogueEntry
from app.formats.gpt import GptEntry
from app.formats.mbr import PartitionEntry
from app.report import Evidence

_GPT_TYPES = {
    gpt.ESP: "EFI system partition",
    gpt.BASIC_DATA: "basic data",
    gpt.BIOS_BOOT: "BIOS boot partition",
    gpt.FREEBSD_BOOT: "FreeBSD boot partition",
}


def of_gpt(entry: GptEntry) -> Evidence:
    kind = _GPT_TYPES.get(entry.type, f"type {entry.type}")
    said = f"{kind}, blocks {entry.first:,} to {entry.last:,}"
    return Evidence(f"GPT partition {entry.number}", entry.offset, said)


def of_mbr(entry: PartitionEntry, start: int = 0) -> Evidence:
    said = f"type {entry.kind:02X}, sectors {entry.first:,} to {entry.end - 1:,}"
    return Evidence(f"MBR partition {entry.number}", start + entry.offset, said)


def of_el_torito(entry: CatalogueEntry, start: int = 0) -> Evidence:
    said = f"{entry.platform_name}, image in sector {entry.lba:,}, load size {entry.sectors:,}"
    return Evidence("El Torito entry", start + entry.offset, said)
