"""A layer that is a virtual disk: the disk's bytes stand here and there in its file, some packed,
and what was never written stands nowhere.

It is read straight from those places, in as few reads as they allow. Unallocated stretches are
holes of the image, which writing skips or zeroes knowingly.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import CorruptImage, PackedDamaged, UnsupportedImage
from app.formats.binary import read_exactly
from app.formats.virtual_disk import Chunk, Packing, Run, VirtualDisk, joined
from app.sources import codecs
from app.sources.layer import Layer
from app.sources.placed import Placed, placed
from app.sources.plain import READ
from app.sources.source import Beside

_CODECS = {
    Packing.DEFLATE: codecs.DEFLATE,
    Packing.ZLIB: codecs.ZLIB,
    Packing.BZIP2: codecs.BZIP2,
    Packing.XZ: codecs.XZ,
    Packing.ZSTD: codecs.ZSTD,
}
_LARGEST_CHUNK = 16 << 20  # bytes, packed or not; programs make chunks of at most two MiB
_CHUNKS_KEPT = 4


@dataclass(frozen=True, slots=True)
class VirtualDiskLayer:
    """The layer. `name` is that of the format; what lies below can be read by place."""

    name: str
    below: Layer
    disk: VirtualDisk

    @property
    def size(self) -> int:
        return self.disk.size

    @property
    def direct(self) -> bool:
        return True

    @property
    def beside(self) -> tuple[Path, ...]:
        return self.below.beside if isinstance(self.below, Beside) else ()

    def stream(self, start: int = 0) -> "DiskStream":
        return DiskStream(self, start)

    def look(self) -> "DiskReader":
        return DiskReader(self)


class DiskStream:
    """A `Stream` of the disk from byte `start` on, and a `Sparse` one."""

    def __init__(self, layer: VirtualDiskLayer, start: int) -> None:
        self._disk = layer.disk
        self._name = layer.name
        self._size = layer.size
        self._place = start
        self._file: Placed = placed(layer.below)
        self._chunks = _Chunks(self._packed)
        self._found: Run | Chunk = Run(0, None)  # what stands at `place`, if it has a length

    def readinto(self, buffer: memoryview, /) -> int:
        filled = 0
        while filled < len(buffer) and self._place < self._size:
            filled += self._fill(buffer[filled:])
        return filled

    def skip(self, most: int, /) -> int:
        if self._place >= self._size:
            return 0
        with _told(self._name, self._place):
            found = self._look()
        if isinstance(found, Chunk):
            return 0
        count = min(most, found.length)
        if found.place is not None:
            count = self._file.skip_at(found.place, count)
        self._go_on(found, count)
        return count

    def close(self) -> None:
        self._file.close()

    def _look(self) -> Run | Chunk:
        if not self._found.length:
            self._found = joined(self._disk, self._place, READ)
        return self._found

    def _go_on(self, run: Run, count: int) -> None:
        self._place += count
        place = None if run.place is None else run.place + count
        self._found = Run(run.length - count, place)

    def _fill(self, buffer: memoryview) -> int:
        """The beginning of the buffer, from `place` on."""
        with _told(self._name, self._place):
            found = self._look()
            if isinstance(found, Chunk):
                return self._unpack(found, buffer)
            count = min(found.length, len(buffer))
            if found.place is None:
                buffer[:count] = bytes(count)
            elif (got := self._file.read_at(found.place, buffer[:count])) < count:
                raise _ends_early(found.place + got)
        self._go_on(found, count)
        return count

    def _unpack(self, chunk: Chunk, buffer: memoryview) -> int:
        within = self._place - chunk.start
        count = min(chunk.length - within, self._size - self._place, len(buffer))
        buffer[:count] = memoryview(self._chunks.get(chunk))[within : within + count]
        self._place += count
        if within + count == chunk.length:
            self._found = Run(0, None)
        return count

    def _packed(self, chunk: Chunk) -> bytes:
        buffer = memoryview(bytearray(chunk.packed))
        return bytes(buffer[: self._file.read_at(chunk.place, buffer)])


class DiskReader:
    """A `Reader` of the disk, for one thread at a time."""

    def __init__(self, layer: VirtualDiskLayer) -> None:
        self._disk = layer.disk
        self._name = layer.name
        self._file = layer.below.look()
        self._chunks = _Chunks(lambda chunk: self._file.read_at(chunk.place, chunk.packed))

    @property
    def size(self) -> int:
        return self._disk.size

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length <= 0:
            return b""
        parts: list[bytes] = []
        end = min(offset + length, self.size)
        while offset < end:
            with _told(self._name, offset):
                parts.append(self._part(offset, end - offset))
            offset += len(parts[-1])
        return b"".join(parts)

    def _part(self, offset: int, most: int) -> bytes:
        found = joined(self._disk, offset, most)
        if isinstance(found, Chunk):
            return self._chunks.get(found)[offset - found.start :][:most]
        count = min(found.length, most)
        if found.place is None:
            return bytes(count)
        return read_exactly(self._file, found.place, count, "Virtual disk")


class _Chunks:
    """Unpacked chunks, of which the last few are kept."""

    def __init__(self, read: Callable[[Chunk], bytes]) -> None:
        self._read = read
        self._kept: OrderedDict[Chunk, bytes] = OrderedDict()

    def get(self, chunk: Chunk) -> bytes:
        """All its bytes. Raises CorruptImage, UnsupportedImage, and what reading raises."""
        data = self._kept.pop(chunk, None)
        if data is None:
            if max(chunk.length, chunk.packed) > _LARGEST_CHUNK:
                raise UnsupportedImage(
                    f"It is packed in pieces of more than {_LARGEST_CHUNK >> 20} MiB."
                )
            data = _unpacked(chunk, self._read(chunk))
        self._kept[chunk] = data
        if len(self._kept) > _CHUNKS_KEPT:
            self._kept.popitem(last=False)
        return data


def _unpacked(chunk: Chunk, packed: bytes) -> bytes:
    codec = _CODECS[chunk.packing]
    unpacker = codec.start()
    out = bytearray()
    try:
        while len(out) < chunk.length and not unpacker.eof:
            given = packed if unpacker.needs_input else b""
            if unpacker.needs_input and not given:
                break
            packed = b"" if given else packed
            out += unpacker.decompress(given, chunk.length - len(out))
    except codec.damages as error:
        raise CorruptImage("Packed piece", chunk.place, str(error)) from error
    if len(out) != chunk.length:
        raise CorruptImage(
            "Packed piece", chunk.place, f"{len(out):,} of {chunk.length:,} bytes come out of it"
        )
    return bytes(out)


@contextmanager
def _told(name: str, offset: int) -> Iterator[None]:
    """What is damaged is told by its place on the disk."""
    try:
        yield
    except CorruptImage as error:
        raise PackedDamaged(name, offset, error.why) from error
    except PackedDamaged as error:
        raise PackedDamaged(error.layer, offset, error.why) from error


def _ends_early(place: int) -> CorruptImage:
    return CorruptImage("Virtual disk", place, f"its file ends at byte {place:,}")
