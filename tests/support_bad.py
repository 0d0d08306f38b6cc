"""A virtual stick that can't be read everywhere, or is pulled out while it is read."""

import errno
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from app.drives.drive import Identity
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.drives.medium import FILE_SECTOR, Descriptor


@dataclass
class Bad:
    """`places` are (start, stop) in bytes that can't be read, `times` how often each request that
    touches one fails. `left`: bytes that are given out until it is pulled out."""

    places: tuple[tuple[int, int], ...] = ()
    times: int = 1 << 30
    left: int = 1 << 60
    asked: list[tuple[int, int]] = field(default_factory=list)  # offset, length


class BadDescriptor(Descriptor):
    bad: ClassVar[Bad]

    def identity(self) -> Identity:
        if self.bad.left <= 0:
            raise OSError(errno.ENODEV, "No such device")
        return super().identity()

    def read(self, buffer: memoryview, offset: int) -> int:
        self.bad.asked.append((offset, len(buffer)))
        if self.bad.left <= 0:
            raise OSError(errno.EIO, "Input/output error")
        end = offset + len(buffer)
        if self.bad.times and any(a < end and b > offset for a, b in self.bad.places):
            self.bad.times -= 1
            raise OSError(errno.EIO, "Input/output error")
        self.bad.left -= len(buffer)
        return super().read(buffer, offset)


def bad_stick(path: Path, bad: Bad, *, sector: int = FILE_SECTOR) -> ImageFileDrive:
    info = virtual_stick(path, sector=sector).info
    return ImageFileDrive(info, type("Once", (BadDescriptor,), {"bad": bad}))
