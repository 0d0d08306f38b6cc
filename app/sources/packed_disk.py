"""A virtual disk in a packed file: its tables say where on the disk a stretch of the file belongs,
so that file has to be read by place, and is, with as much patience as that takes.

Whoever only has a look gets what lies in the first 64 MiB of the file, and so do those that open
it. What has its checksums at its end is read to there before the disk's last bytes are handed out.
A disk in one piece is read as what is packed is, in its order.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import CorruptImage, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader
from app.formats.vhd import FOOTER, Fixed
from app.formats.virtual_disk import VirtualDisk
from app.sources.layer import DamagedLayer, Layer
from app.sources.patience import ByReader, Patience, Proving, look_far
from app.sources.trailer import InFront
from app.sources.virtual_disk import DiskReader, DiskStream, VirtualDiskLayer

Reading = Callable[[Reader], VirtualDisk]
_LAST = 4096  # bytes that are handed out when all is proven


def open_packed(name: str, below: Layer, reading: Reading) -> Layer:
    """Raises as `open_disk` does."""
    try:
        disk = reading(below.look())
    except NotReached as error:
        raise UnsupportedImage(
            f"The tables of this virtual disk ({name}) lie too far inside a packed file.",
            "Unpack it first.",
        ) from error
    except CorruptImage as error:
        return DamagedLayer(PackedDamaged(name, 0, error.why))
    except PackedDamaged as error:
        return DamagedLayer(error)
    if isinstance(disk, Fixed) and not below.direct and below.size == disk.size + FOOTER:
        return InFront(below, disk.size)
    return PackedDisk(name, below, reading, disk.size)


@dataclass(frozen=True, slots=True)
class PackedDisk:
    """The layer. `reading` reads the tables, which is done anew for each reader and stream: so what
    was unpacked is let go with them."""

    name: str
    below: Layer
    reading: Reading
    size: int

    @property
    def direct(self) -> bool:
        return self.below.direct

    def stream(self, start: int = 0) -> "PackedDiskStream":
        patience = Patience()
        reader = look_far(self.below, patience)
        return PackedDiskStream(self._with(reader, patience), start, reader, patience)

    def look(self) -> DiskReader | DamagedLayer:
        try:
            return DiskReader(self._over(self.below.look()))
        except PackedDamaged as error:
            return DamagedLayer(error)

    def look_far(self, patience: Patience) -> "PackedDiskReader | DamagedLayer":
        try:
            reader = look_far(self.below, patience)
            return PackedDiskReader(self._with(reader, patience), reader)
        except PackedDamaged as error:
            return DamagedLayer(error)

    def _with(self, reader: Reader, patience: Patience) -> VirtualDiskLayer:
        far, patience.far = patience.far, False
        try:
            return self._over(reader)
        finally:
            patience.far = far

    def _over(self, reader: Reader) -> VirtualDiskLayer:
        try:
            return VirtualDiskLayer(self.name, _File(reader), self.reading(reader))
        except CorruptImage as error:
            raise PackedDamaged(self.name, 0, error.why) from error


class PackedDiskReader(DiskReader):
    """A `Proving` one."""

    def __init__(self, layer: VirtualDiskLayer, reader: Reader) -> None:
        super().__init__(layer)
        self._reader = reader

    def prove(self) -> None:
        if isinstance(self._reader, Proving):
            self._reader.prove()


class PackedDiskStream(DiskStream):
    """A `Stream` of the disk, and a `Moving` one."""

    def __init__(
        self, layer: VirtualDiskLayer, start: int, reader: Reader, patience: Patience
    ) -> None:
        super().__init__(layer, start)
        self._reader = reader
        self._patience = patience
        self._proven = False

    @property
    def moved(self) -> int:
        return self._patience.unpacked

    def readinto(self, buffer: memoryview, /) -> int:
        with _in_order(self._name, self._place):
            count = super().readinto(buffer)
            if self._place >= self._size and not self._proven:
                self._prove()
        return count

    def skip(self, most: int, /) -> int:
        """Up to the last bytes, which tell whether all was right."""
        most = min(most, self._size - self._place - _LAST)
        if most <= 0:
            return 0
        with _in_order(self._name, self._place):
            return super().skip(most)

    def _prove(self) -> None:
        self._proven = True
        if isinstance(self._reader, Proving):
            try:
                self._reader.prove()
            except PackedDamaged as error:
                raise PackedDamaged(error.layer, self._size, error.why) from error


@dataclass(frozen=True, slots=True)
class _File:
    """The layer that the file is to its disk."""

    reader: Reader
    direct = True

    @property
    def size(self) -> int | None:
        return self.reader.size

    def stream(self, start: int = 0) -> ByReader:
        return ByReader(self.reader, start)

    def look(self) -> Reader:
        return self.reader


@contextmanager
def _in_order(name: str, place: int) -> Iterator[None]:
    """Patience has its bounds."""
    try:
        yield
    except NotReached as error:
        raise UnsupportedImage(
            f"From byte {place:,} on, this virtual disk ({name}) lies in its packed file in such "
            "disorder that the same would be unpacked again and again.",
            "Unpack it first.",
        ) from error
