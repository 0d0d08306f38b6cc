"""Which partitions a UDF volume is made of, by the maps in its logical volume descriptor.

ECMA-167 3/10.7 and UDF 2.2.8 to 2.2.10.
"""

import struct

from app.errors import CorruptImage
from app.formats.binary import Reader
from app.formats.udf_file import Files
from app.formats.udf_partition import Metadata, Partition, Plain, Sparable
from app.formats.udf_volume import LongAd, Volume

_PLAIN = b""
_SPARABLE = b"*UDF Sparable Partition"
_METADATA = b"*UDF Metadata Partition"
_VIRTUAL = b"*UDF Virtual Partition"


def partitions(reader: Reader, volume: Volume) -> list[Partition]:
    """The partitions in the order of their maps.

    Raises CorruptImage where one of them is damaged, or of a kind that we do not read.
    """
    below: dict[int, Partition] = {}
    for run in volume.runs:
        plain = Plain(run, volume.block)
        below[run.number] = plain
        for map_ in volume.maps:
            if _identifier(map_) == _SPARABLE and _number(map_) == run.number:
                below[run.number] = Sparable.read(reader, plain, volume.block, map_)
    return [_mapped(reader, volume.block, map_, below) for map_ in volume.maps]


def _mapped(reader: Reader, block: int, map_: bytes, below: dict[int, Partition]) -> Partition:
    own = below.get(_number(map_))
    if own is None:
        raise CorruptImage("UDF", 0, f"there is no partition {_number(map_)}")
    kind = _identifier(map_)
    if kind in {_PLAIN, _SPARABLE}:
        return own
    if kind == _METADATA:
        return _metadata(reader, block, map_, own)
    if kind == _VIRTUAL:
        raise CorruptImage("UDF", 0, "it was written bit by bit, and such discs are not read")
    raise CorruptImage("UDF", 0, "a partition of an unknown kind")


def _metadata(reader: Reader, block: int, map_: bytes, own: Partition) -> Metadata:
    """The metadata partition, by its file or that file's mirror (UDF 2.2.10)."""
    files = Files(reader, block, [own])
    for place in struct.unpack_from("<II", map_, 40):
        try:
            file = files.read(LongAd(place, 0))
        except CorruptImage:
            continue
        if file.whole:
            return Metadata(file.extents, block)
    raise CorruptImage("UDF", 0, "its metadata file and the mirror are damaged")


def _identifier(map_: bytes) -> bytes:
    """What a map of type 2 calls itself; nothing for type 1."""
    if map_[0] == 1:
        return _PLAIN
    return map_[5:28].rstrip(b"\0") if len(map_) >= 64 else b"?"


def _number(map_: bytes) -> int:
    at = 4 if map_[0] == 1 else 38
    return int.from_bytes(map_[at : at + 2], "little")
