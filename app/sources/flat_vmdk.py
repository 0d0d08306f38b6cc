"""A VMDK that is a text, and files beside it with the bytes.

Of what the text names only plain names are opened, and only what is a file in the same folder: no
path, no link, nothing elsewhere.
"""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from app.display import for_display
from app.errors import CorruptImage, ImageUnreadable, UnsupportedImage
from app.formats.virtual_disk import Run
from app.formats.vmdk import SECTOR
from app.formats.vmdk_text import Descriptor, Extent
from app.sources.files import Files
from app.sources.layer import Layer
from app.sources.plain import PlainFile
from app.sources.virtual_disk import VirtualDiskLayer

_LONGEST = 64 << 10
_MOST_EXTENTS = 1000


@dataclass(frozen=True, slots=True)
class Flat:
    """A `VirtualDisk`: runs that follow one another."""

    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        return sum(run.length for run in self.runs)

    def at(self, offset: int) -> Run:
        for length, place in self.runs:
            if offset < length:
                return Run(length - offset, None if place is None else place + offset)
            offset -= length
        raise CorruptImage("VMDK text", 0, "the disk ends before")


def open_flat(name: str, below: Layer) -> Layer:
    """Raises CorruptImage, ImageUnreadable, and UnsupportedImage for what is not flat, or names
    what is not a file beside it."""
    if not isinstance(below, PlainFile):
        raise UnsupportedImage("This VMDK disk is stored in files beside it.", "Unpack it first.")
    text = Descriptor.read(below.look().read_at(0, _LONGEST))
    text.demand_alone()
    if not 0 < len(text.extents) <= _MOST_EXTENTS:
        raise CorruptImage("VMDK text", 0, "it names no file with the disk’s bytes")
    stored = [extent for extent in text.extents if extent.kind != "ZERO"]
    files = Files([_beside(below.path, extent) for extent in stored])
    return VirtualDiskLayer(name, files, Flat(tuple(_runs(text.extents, files.starts))))


def _runs(extents: Sequence[Extent], starts: Sequence[int]) -> Iterator[Run]:
    """`starts`: where the file of each that is stored begins, and the end of the last. Raises
    CorruptImage where a file is shorter than it should be."""
    files = pairwise(starts)
    for extent in extents:
        length = extent.length * SECTOR
        if extent.kind == "ZERO":
            yield Run(length, None)
            continue
        begin, end = next(files)
        place = begin + extent.start * SECTOR
        if place + length > end:
            why = f"{extent.name} has {end - begin:,} bytes and not {place + length - begin:,}"
            raise CorruptImage("VMDK text", 0, why)
        yield Run(length, place)


def _beside(path: Path, extent: Extent) -> Path:
    """Where an extent's file is."""
    name = for_display(extent.name)
    if extent.kind not in {"FLAT", "VMFS"}:
        raise UnsupportedImage(
            f"This VMDK disk is stored in several files of a kind that is not read ({name}).",
            "Make one file of it first, with qemu-img.",
        )
    if extent.name in {"", ".", ".."} or any(each in extent.name for each in "/\\:\0"):
        raise UnsupportedImage(f"This VMDK disk keeps its contents in “{name}”, which is not read.")
    beside = path.with_name(extent.name)
    try:
        if not stat.S_ISREG(beside.lstat().st_mode):
            raise UnsupportedImage(f"“{name}”, with the contents of this VMDK disk, is not a file.")
    except OSError as error:
        raise ImageUnreadable(name, 0, error.strerror or str(error)) from error
    return beside
