"""Resources of a PE file, built from Microsoft's description of the section .rsrc."""

import struct

from support_signing import efi_program

SVN = "BOOTMGRSECURITYVERSIONNUMBER"
ADDRESS = 1 << 12  # of the builder's first section
HIGH = 1 << 31


def folder(*entries: tuple[int, int], named: int = 0) -> bytes:
    head = struct.pack("<12xHH", named, len(entries) - named)
    return head + b"".join(struct.pack("<II", name, target) for name, target in entries)


def resources(
    *, kind: int = 10, name: str = SVN, version: bytes = b"\0\0\x09\0", length: int | None = None
) -> bytes:
    """Three folders inside each other, a name, a place, and what lies there."""
    text = struct.pack("<H", len(name)) + name.encode("utf-16-le")
    kinds = folder((16, 0), (kind, HIGH | 32))
    names = folder((HIGH | 120, HIGH | 64), (1, 0), named=1)
    languages = folder((1033, 96))
    size = len(version) if length is None else length
    data = struct.pack("<IIII", ADDRESS + 200, size, 0, 0)
    parts = {0: kinds, 32: names, 64: languages, 96: data, 120: text, 200: version}
    whole = bytearray(204)
    for place, part in parts.items():
        whole[place : place + len(part)] = part
    return bytes(whole)


def program(content: bytes) -> bytes:
    """An EFI program with these resources."""
    data = bytearray(efi_program({".rsrc": content}))
    directory = 64 + 24 + 112 + 8 * 2
    data[directory : directory + 8] = struct.pack("<II", ADDRESS, len(content))
    return bytes(data)


def boot_manager(major: int, minor: int) -> bytes:
    """A program that says how old it is, as Microsoft's does."""
    return program(resources(version=struct.pack("<HH", minor, major)))
