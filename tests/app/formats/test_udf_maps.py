import pytest
from support_udf import PARTITION, VDS, UdfImage, retag

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.udf_maps import partitions
from app.formats.udf_partition import Metadata, Partition, Plain, Sparable
from app.formats.udf_volume import Volume

BLOCK = 2048
MAPS = (VDS + 2) * BLOCK + 440


def mapped(data: bytes | bytearray) -> list[Partition]:
    reader = Memory(bytes(data))
    return partitions(reader, Volume.read(reader))


def built(partition: str) -> bytearray:
    return bytearray(UdfImage({"file": b"x"}, partition=partition).build())


@pytest.mark.parametrize(
    ("partition", "kinds"),
    [("plain", [Plain]), ("sparable", [Sparable]), ("metadata", [Plain, Metadata])],
)
def test_maps_in_order(partition: str, kinds: list[type]) -> None:
    assert [type(found) for found in mapped(built(partition))] == kinds


def test_the_mirror_of_the_metadata_file_stands_in() -> None:
    data = built("metadata")
    whole = mapped(data)[1].place(5)
    data[PARTITION * BLOCK + 60] ^= 1
    assert mapped(data)[1].place(5) == whole
    data[(PARTITION + 1) * BLOCK + 60] ^= 1
    with pytest.raises(CorruptImage, match="mirror"):
        mapped(data)


@pytest.mark.parametrize(
    ("at", "to", "why"),
    [
        (4, b"\7", "no partition 7"),
        (6 + 5, b"*UDF Something Else", "unknown kind"),
        (6 + 38, b"\7", "no partition 7"),
    ],
)
def test_maps_that_lead_nowhere(at: int, to: bytes, why: str) -> None:
    data = built("metadata")
    data[MAPS + at : MAPS + at + len(to)] = to
    retag(data, (VDS + 2) * BLOCK)
    with pytest.raises(CorruptImage, match=why):
        mapped(data)


@pytest.mark.parametrize("length", [b"\0", b"\1", b"\xff"])
def test_maps_of_broken_length_are_none(length: bytes) -> None:
    data = built("plain")
    data[MAPS + 1 : MAPS + 2] = length
    retag(data, (VDS + 2) * BLOCK)
    assert mapped(data) == []
