"""The variables that EDK2 keeps in its flash, as the kernel of a computer would show them.

EDK2, MdeModulePkg/Include/Guid/VariableFormat.h: a store begins with its GUID; each variable has a
header of 60 bytes, its name and its value, and the next begins at a multiple of four.
"""

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STORE = uuid.UUID("aaf32c78-947b-439a-a180-2e144ec37792").bytes_le
HEADER = struct.Struct("<HBxI28xII16s")  # mark, state, attributes, bytes of name and value, owner
MARK, ADDED, DELETED = 0x55AA, 0x3F, 0x3D
DATABASE = "d719b2cb-3d3a-4596-a3bc-dad00e67656f"
SECURE_BOOT = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"


@dataclass(frozen=True)
class Variable:
    """Where it stands in the flash, and what it is. `name` is that of the kernel's file."""

    place: int
    end: int
    state: int
    attributes: int
    name: str
    value: bytes


def _each(flash: bytes) -> Iterator[Variable]:
    place = flash.index(STORE) + 28
    while True:
        mark, state, attributes, name, value, owner = HEADER.unpack_from(flash, place)
        if mark != MARK:
            return
        text, data = place + HEADER.size, place + HEADER.size + name
        known = flash[text:data].decode("utf-16-le").rstrip("\0")
        key = f"{known}-{uuid.UUID(bytes_le=owner)}"
        end = -(-(data + value) // 4) * 4
        yield Variable(place, end, state, attributes, key, flash[data : data + value])
        place = end


def enrolled(flash: bytes, name: str, value: bytes, attributes: int = 0x27) -> bytes:
    """The flash with another value of a variable: an old one is marked as deleted, the new one
    stands behind the last."""
    everything = list(_each(flash))
    data = bytearray(flash)
    for each in everything:
        if each.name == name and each.state == ADDED:
            data[each.place + 2] = DELETED
    known, owner = name.split("-", 1)
    text = f"{known}\0".encode("utf-16-le")
    sizes = len(text), len(value)
    header = HEADER.pack(MARK, ADDED, attributes, *sizes, uuid.UUID(owner).bytes_le)
    new = header + text + value
    free = everything[-1].end
    data[free : free + len(new)] = new
    return bytes(data)


def computer_with(flash: bytes, root: Path) -> Path:
    """A tree like /, of a computer whose firmware keeps these variables and has Secure Boot on."""
    folder = root / "sys" / "firmware" / "efi" / "efivars"
    folder.mkdir(parents=True)
    for each in _each(flash):
        if each.state == ADDED:
            # shim shows this one under another name, since the kernel does not see it itself.
            name = each.name.replace("SbatLevel-", "SbatLevelRT-")
            (folder / name).write_bytes(each.attributes.to_bytes(4, "little") + each.value)
    # The firmware makes this one anew at each start.
    (folder / SECURE_BOOT).write_bytes(b"\6\0\0\0\1")
    return root


def value_of(flash: bytes, name: str) -> bytes:
    (found,) = [each for each in _each(flash) if each.name == name and each.state == ADDED]
    return found.value
