"""What is tried: an image as it would be on a stick, or a stick as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.drives.drive import DriveInfo, Medium, demand_same
from app.formats.binary import Reader
from app.inspection import inspect
from app.inspection.windows_stick import composed, room_for
from app.qemu.machine import SECTOR
from app.qemu.medium import DriveReader
from app.report import Mode, Report
from app.sources import FileSource
from app.sources.source import FileIdentity, Source, Stream, demand_unchanged

SPARE = 64 << 20  # bytes that a stick is larger than its image: no copy of a table is at its end


@dataclass(frozen=True, slots=True)
class Stick:
    """`size` is the stick's; None where only unpacking tells. `packed`: what has to be unpacked
    before it can be read by place. `demand_same` raises ImageError or DriveError where it is no
    longer what was looked at. `sector`: bytes, in which firmware counts."""

    name: str
    report: Report
    size: int | None
    reader: Reader | None
    demand_same: Callable[[], None]
    packed: Source | None = None
    sector: int = SECTOR


def from_image(source: FileSource) -> Stick:
    """As it would be written. Raises ImageError, NotComposable."""
    report = inspect(source)
    same = partial(demand_unchanged, source)
    if report.mode is Mode.WINDOWS:
        made, stick = composed(source, report, room_for(source) or 0)
        whole = made.whole()
        return Stick(source.name, stick.report, whole.size, whole.look(), same)
    if not source.image.direct:
        size = None if source.size is None else stick_size(source.size)
        return Stick(source.name, report, size, None, same, source)
    reader = source.look()
    return Stick(source.name, report, stick_size(source.size or 0), reader, same)


def from_drive(drive: DriveInfo, medium: Medium) -> Stick:
    """`medium` is open for reading, as long as the stick is used."""
    reader = DriveReader(medium, drive.name)
    identity = FileIdentity(0, 0, medium.size, 0)
    report = inspect(FileSource(Path(drive.node), identity, (), None, _Whole(reader)))
    same = partial(demand_same, medium, drive)
    return Stick(drive.name, report, medium.size, reader, same, sector=medium.sector)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A drive where a file's image would be."""

    reader: Reader
    direct = True

    @property
    def size(self) -> int | None:
        return self.reader.size

    def look(self) -> Reader:
        return self.reader

    def stream(self, start: int = 0) -> Stream:
        # Neither of the two asks for a stream.
        raise NotImplementedError("a drive is looked into, and tried by place")


def stick_size(image: int) -> int:
    return -(-image // SECTOR) * SECTOR + SPARE
