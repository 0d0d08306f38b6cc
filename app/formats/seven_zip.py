"""The directory of a .7z archive, which stands at its end and is most often packed itself.

Laid out as in 7-Zip's `7zFormat.txt`: what is packed (`seven_zip_runs`), then the files' names.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.magics import SEVEN_ZIP
from app.formats.seven_zip_runs import START, WHAT, Fields, Run, Streams, read_streams

MOST_DIRECTORY = 4 << 20  # bytes, packed and unpacked
# Version, checksum of the three that follow; place of the directory behind them, length, checksum.
_LAYOUT = struct.Struct("<6s 2s I Q Q I")
_START_SUMMED = slice(12, 32)

_END, _HEADER, _PROPERTIES, _OTHER_STREAMS, _STREAMS, _FILES = range(6)
_EMPTY, _NAMES, _PACKED_HEADER = 0x0E, 0x11, 0x17


@dataclass(frozen=True, slots=True)
class Member:
    """A file: `length` bytes from byte `within` of its run on. Empty ones are in none."""

    name: str
    length: int
    crc: int | None
    run: Run
    within: int

    @property
    def alone(self) -> bool:
        return self.length == self.run.length


def read_start(reader: Reader) -> bytes:
    """The directory as it stands in the file. Raises CorruptImage, BudgetSpent, and what reading
    raises."""
    fields = unpack(_LAYOUT, reader, 0, WHAT)
    magic, version, start_crc, place, length, crc = fields
    summed = _LAYOUT.pack(*fields)[_START_SUMMED]
    if magic != SEVEN_ZIP or version[0] != 0 or zlib.crc32(summed) != start_crc:
        raise CorruptImage(WHAT, 0, "what says where it is is damaged")
    if length > MOST_DIRECTORY:
        raise BudgetSpent("the archive has too long a directory")
    data = read_exactly(reader, START + place, length, WHAT)
    if zlib.crc32(data) != crc:
        raise CorruptImage(WHAT, START + place, "its checksum is wrong")
    return data


def parse(data: bytes) -> Run | tuple[Member, ...]:
    """The files; or the run that has to be unpacked first, for they stand in there.

    Raises CorruptImage, BudgetSpent, UnsupportedImage.
    """
    if not data:
        return ()
    fields = Fields(data)
    kind = fields.byte()
    if kind == _PACKED_HEADER:
        runs = read_streams(fields).runs
        if len(runs) != 1 or runs[0].length > MOST_DIRECTORY:
            raise BudgetSpent("the archive has too long a directory")
        return runs[0]
    if kind != _HEADER:
        raise fields.damaged()
    return _read_files(fields)


def _read_files(fields: Fields) -> tuple[Member, ...]:
    kind = fields.byte()
    if kind == _PROPERTIES:
        while fields.byte() != _END:
            fields.take(fields.number())
        kind = fields.byte()
    if kind == _OTHER_STREAMS:
        read_streams(fields)
        kind = fields.byte()
    streams = Streams()
    if kind == _STREAMS:
        streams = read_streams(fields)
        kind = fields.byte()
    if kind == _END:
        return ()
    if kind != _FILES:
        raise fields.damaged()
    names, empty = _read_names(fields)
    return tuple(_members(fields, streams, names, empty))


def _read_names(fields: Fields) -> tuple[list[str], list[bool]]:
    """Of each file its name, and whether it has no bytes: folders are among those."""
    count = fields.count()
    names: list[str] = []
    empty = Fields(bytes(count))
    while kind := fields.byte():
        about = Fields(fields.take(length := fields.number()))
        if kind == _EMPTY:
            empty = about
        elif kind == _NAMES:
            about.demand(0)  # they stand here and not elsewhere
            text = about.take(length - 1).decode("utf-16-le", "replace")
            names = text.split("\0")[:-1]
    if len(names) != count:
        raise fields.damaged()
    return names, empty.bits(count)


def _members(
    fields: Fields, streams: Streams, names: Sequence[str], empty: Sequence[bool]
) -> Iterator[Member]:
    called = (name for name, none in zip(names, empty, strict=True) if not none)
    for run, files in zip(streams.runs, streams.files, strict=True):
        within = 0
        for length, crc in files:
            if (name := next(called, None)) is None:
                raise fields.damaged()
            yield Member(name, length, crc, run, within)
            within += length
    if next(called, None) is not None:
        raise fields.damaged()
