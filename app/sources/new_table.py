"""The partition table of a drive that gets a new one: with an MBR as far as that reaches, which
every computer and every camera reads, else with a GPT.

UEFI Specification 2.10, 5.2.3 and 5.3. The tables are made empty, and filled in like those that an
image brings (`app.sources.layout_table`).
"""

import secrets
import struct
import uuid

from app.formats.binary import Memory
from app.formats.gpt import SIGNATURE
from app.formats.mbr import PROTECTIVE, SECTOR, TABLE, Mbr
from app.sources.layout_table import REACH, GptTable, MbrTable
from app.sources.needs_uefi import NO_SYSTEM

_BEGINS = 2048  # sectors: on a whole MiB
_COUNT, _WIDTH, _ARRAY = 128, 128, 2  # entries, bytes of one, and the sector where they begin
_FIRST = _ARRAY + _COUNT * _WIDTH // SECTOR  # that partitions may use


def new_table(size: int) -> MbrTable | GptTable:
    """For a drive of so many bytes, with sectors of 512."""
    sectors = size // SECTOR
    if sectors <= REACH:
        return MbrTable(_record(b""), _BEGINS)
    record = _record(struct.pack("<B3sB3sII", 0, b"\0\2\0", PROTECTIVE, b"\xff" * 3, 1, 0xFFFFFFFF))
    header = struct.pack("<8sIIIIQQ", SIGNATURE, 0x10000, 92, 0, 0, 1, sectors - 1)
    header += struct.pack("<QQ16s", _FIRST, sectors - _FIRST, uuid.uuid4().bytes_le)
    header += struct.pack("<QIII", _ARRAY, _COUNT, _WIDTH, 0)
    return GptTable(record, header.ljust(SECTOR, b"\0"), bytes(_COUNT * _WIDTH), _WIDTH, _BEGINS)


def _record(entry: bytes) -> Mbr:
    """The first sector. The four bytes by which Windows tells disks apart are never 0."""
    mark = bytes(byte or 1 for byte in secrets.token_bytes(4))
    code = NO_SYSTEM.ljust(TABLE - 6, b"\0") + mark + bytes(2)
    return Mbr.read(Memory(code + entry.ljust(SECTOR - TABLE - 2, b"\0") + b"\x55\xaa"))
