"""Resources of a PE file, as far as one of them says how old Microsoft's boot manager is.

Microsoft PE Format, "The .rsrc Section": three folders inside each other, by kind, by name and by
language. The boot manager carries its security version number (SVN) as four bytes of raw data named
BOOTMGRSECURITYVERSIONNUMBER, the minor part first. No file of Microsoft's was at hand; this goes by
what several independent readers of that resource do, and a file without it has none.
"""

import struct

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.pe import Pe

SVN = "BOOTMGRSECURITYVERSIONNUMBER"
_RAW = 10  # RT_RCDATA

_FOLDER = struct.Struct("<12xHH")  # how many entries by name and by number
_ENTRY = struct.Struct("<II")
_DATA = struct.Struct("<II8x")  # address in memory, bytes
_HIGH = 1 << 31
_ANY = -1
_MOST_ENTRIES = 512
_VERSION = struct.Struct("<HH")


def security_version(reader: Reader, program: Pe) -> tuple[int, int] | None:
    """(major, minor) of a boot manager; None for a program without. Raises CorruptImage."""
    address, size = program.resources
    root = folder = program.place_of(address) if size else None
    if root is None or folder is None:
        return None
    for wanted in (_RAW, SVN, _ANY):
        folder = _inside(reader, root, folder, wanted)
        if folder is None:
            return None
    address, size = unpack(_DATA, reader, folder, "PE resource")
    where = program.place_of(address)
    if where is None or size < _VERSION.size:
        return None
    minor, major = unpack(_VERSION, reader, where, "PE resource")
    return major, minor


def _inside(reader: Reader, root: int, folder: int, wanted: int | str) -> int | None:
    """Where the first entry of a folder leads that has this number or name."""
    by_name, by_number = unpack(_FOLDER, reader, folder, "PE resource folder")
    if by_name + by_number > _MOST_ENTRIES:
        raise CorruptImage("PE resource folder", folder, f"it has {by_name + by_number} entries")
    for number in range(by_name + by_number):
        place = folder + _FOLDER.size + number * _ENTRY.size
        name, target = unpack(_ENTRY, reader, place, "PE resource folder")
        if wanted in (_ANY, _name(reader, root, name) if name & _HIGH else name):
            return root + (int(target) & ~_HIGH)
    return None


def _name(reader: Reader, root: int, name: int) -> str:
    place = root + (name & ~_HIGH)
    length = int.from_bytes(read_exactly(reader, place, 2, "PE resource name"), "little")
    if length != len(SVN):  # the only one that is asked for
        return ""
    return read_exactly(reader, place + 2, 2 * length, "PE resource name").decode(
        "utf-16-le", errors="replace"
    )
