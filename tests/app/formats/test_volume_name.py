"""Names of volumes whose files are not read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_volumes import ext_volume, hfs_volume, ufs_volume

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.volume_name import volume_name


@pytest.mark.parametrize(
    ("volume", "kind", "name"),
    [
        (ext_volume("rootfs"), "ext", "rootfs"),
        (ext_volume(""), "ext", ""),
        (ufs_volume("FreeBSD_Install"), "ufs", "FreeBSD_Install"),
        (ufs_volume("FreeBSD_Install", old=True), "ufs", "FreeBSD_Install"),
        (hfs_volume("Install macOS Sonoma"), "hfs+", "Install macOS Sonoma"),
        (hfs_volume("Ünïcödé", magic=b"HX"), "hfs+", "Ünïcödé"),
        (hfs_volume("x" * 255), "hfs+", "x" * 255),
    ],
)
def test_names(volume: bytes, kind: str, name: str) -> None:
    assert volume_name(Memory(volume)) == (kind, name)


def test_other_bytes_are_no_volume() -> None:
    assert volume_name(Memory(b"")) is None
    assert volume_name(Memory(bytes(128 << 10))) is None


@pytest.mark.parametrize(
    "volume",
    [
        hfs_volume("x", node=0),
        hfs_volume("x", node=65535),
        hfs_volume("x", parent=2),
        hfs_volume("x", letters=256),
        hfs_volume("x")[:16_384],
        hfs_volume("x")[:1100],
    ],
    ids=["no-nodes", "large-nodes", "other-record", "long-name", "no-catalogue", "cut"],
)
def test_a_damaged_catalogue(volume: bytes) -> None:
    with pytest.raises(CorruptImage):
        volume_name(Memory(volume))


@given(
    st.sampled_from([1024, 1064, 1296, 1312, 16_384, 16_408, 20_480, 20_494]),
    st.binary(max_size=16),
)
def test_any_numbers_end_in_a_name_or_in_damage(place: int, data: bytes) -> None:
    image = bytearray(hfs_volume("Install macOS Sonoma"))
    image[place : place + len(data)] = data
    with suppress(CorruptImage):
        volume_name(Memory(bytes(image)))
