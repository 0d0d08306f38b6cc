"""The bytes of one file of an image, into a new file.

What lies in a plain file is copied by the kernel itself, which takes half as much of the processor
as reading and writing it. Where that can't be, it is done in steps that stay in the processor's
cache in between: of 4 MiB, each byte takes twice as long. While a step is copied, the kernel reads
ahead and stores what came before.
"""

import os
from collections.abc import Iterator, Sequence

from app.control import Control
from app.errors import CorruptImage
from app.formats.binary import Reader, Window, read_exactly
from app.formats.tree import Extent
from app.sources.source import Sending

STEP = 512 << 10  # bytes


def fill(
    fd: int, reader: Reader, extents: Sequence[Extent], size: int, control: Control
) -> Iterator[int]:
    """After each step, how many bytes it wrote. What is a hole in the image is one in the file.
    Raises Stopped, CorruptImage, OSError and what reading the image raises."""
    at = 0
    for extent in extents:
        start, end = at, min(at + extent.length, size)
        while at < end and extent.offset is not None:
            control.checkpoint()
            count = _copied(fd, at, reader, extent.offset + at - start, min(STEP, end - at))
            at += count
            yield count
        at = end
    if at < size:
        raise CorruptImage("File", 0, f"it ends {size - at:,} bytes too early")
    os.ftruncate(fd, size)


def _copied(fd: int, at: int, reader: Reader, place: int, count: int) -> int:
    """How many of `count` bytes; never none."""
    if sent := _sent(fd, at, reader, place, count):
        return sent
    _write(fd, read_exactly(reader, place, count, "File"), at)
    return count


def _sent(fd: int, at: int, reader: Reader, place: int, count: int) -> int:
    """What the kernel has copied."""
    while isinstance(reader, Window) and place >= 0:
        count = min(count, reader.length - place)
        place += reader.start
        reader = reader.reader
    return reader.send(place, count, fd, at) if isinstance(reader, Sending) else 0


def _write(fd: int, data: bytes, offset: int) -> None:
    rest = memoryview(data)
    while rest:
        count = os.pwrite(fd, rest, offset)
        rest, offset = rest[count:], offset + count
