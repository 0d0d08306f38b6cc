"""Makes a skeleton of an image: what inspection reads of it, and zeros in between, packed.

    PYTHONPATH=tests:. .venv/bin/python tests/skeleton.py IMAGE tests/data/images/NAME.gz

A verdict on the skeleton is the verdict on the image; real boot records can
stand among the tests. Loaders are kept without their bulk, so no digest of one can be made.
"""

import gzip
import sys
from pathlib import Path
from unittest.mock import patch

from support_inspection import ImageSource

from app.formats.binary import Memory, Reader
from app.inspection import inspect
from app.inspection.probe import Paged

_BLOCK = 512


def skeleton(image: bytes) -> bytes:
    read: set[int] = set()

    class Recorder(Memory):
        def read_at(self, offset: int, length: int) -> bytes:
            first, last = offset // _BLOCK, (offset + length - 1) // _BLOCK
            read.update(range(first, last + 1))
            return super().read_at(offset, length)

    class Recorded(ImageSource):
        def look(self) -> Reader:
            return Recorder(self.content)

    with patch.object(Paged, "_PAGE", _BLOCK), patch("app.inspection.signatures.LARGEST", 0):
        inspect(Recorded(image))
    bare = bytearray(len(image))
    for block in read:
        place = block * _BLOCK
        bare[place : place + _BLOCK] = image[place : place + _BLOCK]
    return bytes(bare)


if __name__ == "__main__":
    origin, target = map(Path, sys.argv[1:])
    target.write_bytes(gzip.compress(skeleton(origin.read_bytes()), mtime=0))
