"""The bytes of one file of an image, into a new file.

In steps that stay in the processor's cache between reading and writing: larger ones go through the
computer's memory twice more, smaller ones ask the kernel more often. While a step is copied, the
kernel reads ahead and stores what came before.
"""

import os
from collections.abc import Iterator, Sequence

from app.control import Control
from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.tree import Extent

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
            count = min(STEP, end - at)
            _write(fd, read_exactly(reader, extent.offset + at - start, count, "File"), at)
            at += count
            yield count
        at = end
    if at < size:
        raise CorruptImage("File", 0, f"it ends {size - at:,} bytes too early")
    os.ftruncate(fd, size)


def _write(fd: int, data: bytes, offset: int) -> None:
    rest = memoryview(data)
    while rest:
        count = os.pwrite(fd, rest, offset)
        rest, offset = rest[count:], offset + count
