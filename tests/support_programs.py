"""Programs that a computer really starts: each says its own line and nothing else.

The EFI ones give the computer back with an error, so that its firmware goes on with the next
medium. Their sources stand in `tests/programs`; the BIOS one is the demo's with other words.
"""

import struct

from support_boot import AA64, IA32, X64

from app.demo.code import BIOS_STICK

CODE = {
    X64: bytes.fromhex("4883ec28488b4a40488d1513000000ff510848b815000000000000804883c428c300"),
    IA32: bytes.fromhex("8b4424088b482ce8000000005a83c2125251ff510483c408b815000080c3"),
    AA64: bytes.fromhex("fd7bbfa9202040f9020440f9c100001040003fd6a00280d20000f0f2fd7bc1a8c0035fd6"),
}

_PAGE = 0x1000
_BLOCK = 0x200
_APPLICATION = 10


def efi_program(machine: int, words: str) -> bytes:
    """A PE program for UEFI (Microsoft PE Format) that prints `words` on the console."""
    text = CODE[machine] + f"\r\n{words}\r\n\0".encode("utf-16-le")
    length = -(-len(text) // _BLOCK) * _BLOCK
    wide = machine != IA32
    head = struct.pack("<HBBIIIII", 0x20B if wide else 0x10B, 0, 0, length, 0, 0, _PAGE, _PAGE)
    head += struct.pack("<Q" if wide else "<II", *([0] if wide else [0, 0]))  # wanted address: any
    head += struct.pack("<IIHHHHHHIIII", _PAGE, _BLOCK, 0, 0, 0, 0, 0, 0, 0, 3 * _PAGE, _BLOCK, 0)
    head += struct.pack("<HH", _APPLICATION, 0) + bytes(32 if wide else 16)  # stack and heap
    head += struct.pack("<II", 0, 16) + bytes(16 * 8)  # no directories
    kind = 0x0022 if wide else 0x0102  # executable; large addresses, or 32 bits
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(head), kind)
    section = struct.pack("<8sIIII12xI", b".text", len(text), _PAGE, length, _BLOCK, 0x60000020)
    data = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + coff + head + section
    return data.ljust(_BLOCK, b"\0") + text.ljust(length, b"\0")


def bios_program(words: str) -> bytes:
    """Boot code of at most 440 bytes, for a sector or as a boot image, that prints `words` on
    screen and serial port and waits. Inspection knows nothing about it."""
    code = BIOS_STICK[: BIOS_STICK.index(b"\r\nStickwright")] + f"\r\n{words}\r\n\0".encode()
    if len(code) > 440:
        raise ValueError("the words are too long")
    return code
