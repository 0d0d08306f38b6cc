import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import Image
from support_disc import DISC_SECTOR

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.boot_info import BootInfo


def boot_info(place: int, *, lba: int, extra: int = 0) -> BootInfo | None:
    body = bytes(range(256)) * 4
    total = sum(struct.unpack(f"<{len(body) // 4}I", body)) & 0xFFFFFFFF
    head = bytes(8) + struct.pack("<IIII", 16, lba, 64 + len(body), total + extra)
    image = Image().put(place * DISC_SECTOR, head.ljust(64, b"\0") + body)
    return BootInfo.read(Memory(image.build()), place)


def test_boot_info() -> None:
    info = boot_info(20, lba=20)
    assert info is not None
    assert info.filled
    assert info.right
    for wrong in (boot_info(20, lba=21), boot_info(20, lba=20, extra=1)):
        assert wrong is not None
        assert wrong.filled
        assert not wrong.right
    nobodys = boot_info(20, lba=0)
    assert nobodys is not None
    assert not nobodys.filled


def test_an_image_without_boot_info_has_none() -> None:
    assert BootInfo.read(Memory(b"\xfa" * 100_000), 20) is None


def test_boot_info_longer_than_the_image_is_corrupt() -> None:
    head = bytes(8) + struct.pack("<IIII", 16, 0, 100_000, 0)
    with pytest.raises(CorruptImage):
        BootInfo.read(Memory(head.ljust(4096, b"\0")), 0)


@given(st.binary(max_size=200), st.integers(0, 300))
def test_garbage_is_corrupt_or_a_value(data: bytes, length: int) -> None:
    head = bytes(8) + struct.pack("<II", 16, 0) + struct.pack("<I", length)
    with suppress(CorruptImage):
        BootInfo.read(Memory(head + data), 0)
