"""A file as its sectors that hold something, so that a fuzzer need not drag zeros along.

A boot image of a megabyte is mostly zeros; libFuzzer does twenty of those a second, and hundreds of
these. The form: how many sectors there are, as four bytes, then for each that holds something its
number, as four bytes, and its bytes. Any bytes at all stand for some file.
"""

import struct

SECTOR = 512
LARGEST = 2 << 20

_NUMBER = struct.Struct("<I")
_RECORD = _NUMBER.size + SECTOR


def packed(data: bytes) -> bytes:
    """What is behind the last whole sector is lost."""
    count = len(data) // SECTOR
    sectors = (data[at * SECTOR : (at + 1) * SECTOR] for at in range(count))
    records = (
        _NUMBER.pack(number) + sector for number, sector in enumerate(sectors) if any(sector)
    )
    return _NUMBER.pack(count) + b"".join(records)


def unpacked(data: bytes) -> bytes:
    count = int.from_bytes(data[: _NUMBER.size], "little") % (LARGEST // SECTOR)
    image = bytearray(count * SECTOR)
    for at in range(_NUMBER.size, len(data), _RECORD):
        number = int.from_bytes(data[at : at + _NUMBER.size], "little") % (LARGEST // SECTOR)
        if number < count:
            sector = data[at + _NUMBER.size : at + _RECORD]
            image[number * SECTOR : number * SECTOR + len(sector)] = sector
    return bytes(image)
