"""A layer that one of the stream compressors made: gzip, bzip2, xz, zstd, lz4."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from app.errors import BudgetSpent, CorruptImage, NotReached
from app.formats import lz4, xz, zstd
from app.formats.binary import Reader
from app.sources.blocks import listed, threads
from app.sources.bzip2 import Bzip2
from app.sources.codecs import BZIP2, GZIP, LZ4, XZ, ZSTD, Codec
from app.sources.glance import Glance
from app.sources.layer import LARGEST_WINDOW, Layer, behind
from app.sources.lookup import Lookup, SharedLookup, Stretch
from app.sources.part import Part
from app.sources.patience import ByReader, Far, Patience, look_far
from app.sources.source import Stream
from app.sources.unpacking import Mark, Unpacking


class Block(Protocol):
    """A part that can be unpacked by itself, between the two ends of `wrapping`."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def packed_at(self) -> int: ...
    @property
    def packed_length(self) -> int: ...
    def wrapping(self) -> tuple[bytes, bytes]: ...
    def window(self, reader: Reader, /) -> int:
        """Bytes that unpacking it needs at hand. Raises CorruptImage."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a packed file says of itself without being unpacked."""

    size: int | None = None
    blocks: Sequence[Block] = ()


def no_index(reader: Reader) -> Index:
    """gzip counts modulo 4 GiB and its last member only, bzip2 not at all."""
    return Index()


def xz_index(reader: Reader) -> Index:
    blocks = xz.read_blocks(reader)
    return Index(blocks[-1].start + blocks[-1].length if blocks else 0, blocks)


def zstd_index(reader: Reader) -> Index:
    if frames := zstd.read_seek_table(reader):
        return Index(frames[-1].start + frames[-1].length, frames)
    return Index(_walked(zstd.read_size, reader))


def lz4_index(reader: Reader) -> Index:
    return Index(_walked(lz4.read_size, reader))


def _walked(read_size: Callable[[Reader], int | None], reader: Reader) -> int | None:
    """From block to block, which of a file on the web would fetch all that may be looked at."""
    return None if isinstance(reader, Glance) else read_size(reader)


_KINDS: dict[str, tuple[Codec, Callable[[Reader], Index]]] = {
    codec.name: (codec, read_index)
    for codec, read_index in (
        (GZIP, no_index),
        (BZIP2, no_index),
        (XZ, xz_index),
        (ZSTD, zstd_index),
        (LZ4, lz4_index),
    )
}


def open_packed(name: str, below: Layer) -> "Packed":
    return Packed(below, *_KINDS[name])


class Packed:
    """The layer. An index is read where that unpacks nothing, and a damaged one counts as none:
    what is damaged shows when it is unpacked."""

    direct = False

    def __init__(self, below: Layer, codec: Codec, read_index: Callable[[Reader], Index]) -> None:
        self._below = below
        self._codec = codec
        self._lookup = SharedLookup(lambda: Lookup(self.size, self._stretches()))
        # In an archive that has a checksum of it: its stream begins at the beginning, wherever one
        # wants to have it from.
        self._stored = below.direct and isinstance(below, Far)
        self._index = Index()
        self.lacks_index = False
        if below.direct:
            try:
                self._index = read_index(below.look())
            except CorruptImage:
                self.lacks_index = codec is XZ  # every whole .xz has one
            except (BudgetSpent, NotReached):
                pass

    @property
    def size(self) -> int | None:
        return self._index.size

    def stream(self, start: int = 0) -> Stream:
        if len(self._index.blocks) > 1 and threads() > 1 and not self._stored:
            return listed(self._index.blocks, self._stream_of, self._window_of, start)
        if self._codec is BZIP2 and threads() > 1:
            return behind(Bzip2(self._below.stream, self._below.size), start)
        return behind(self._in_order(), start)

    def look(self) -> Lookup:
        return self._lookup.get()

    def look_far(self, patience: Patience) -> Lookup:
        if self._index.blocks:
            return Lookup(self.size, self._stretches(), patience)
        below, codec = self._below, self._codec.marking()
        with patience.below():
            packed = None if below.direct else look_far(below, patience)

        def resume(mark: Mark) -> Stream:
            stream = below.stream(mark.used) if packed is None else ByReader(packed, mark.used)
            length = below.size
            return Unpacking(stream, codec, length=self.size, packed_length=length, mark=mark)

        whole = Stretch(0, self.size, lambda: resume(Mark()), resume)
        return Lookup(self.size, [whole], patience)

    def hold(self, room: int) -> int:
        window = self._codec.asked(self._below.look(), 0, room)
        self._codec = self._codec.held_to(window)
        return window

    def _in_order(self) -> Stream:
        """Unpacked as far as it is read, and by nobody ahead."""
        below = self._below
        return Unpacking(below.stream(), self._codec, length=self.size, packed_length=below.size)

    def _window_of(self, block: Block) -> int:
        """Bytes; where its header is damaged, as if it asked for all, until a decoder tells it."""
        with suppress(CorruptImage):
            return min(block.window(self._below.look()), LARGEST_WINDOW)
        return LARGEST_WINDOW

    def _stretches(self) -> Sequence[Stretch]:
        return [
            Stretch(block.start, block.length, partial(self._stream_of, block))
            for block in self._index.blocks
        ] or [Stretch(0, self.size, self._in_order)]

    def _stream_of(self, block: Block) -> Stream:
        at = block.packed_at
        packed = ByReader(self._below.look(), at) if self._stored else self._below.stream(at)
        part = Part(packed, at, block.packed_length, *block.wrapping())
        codec = self._codec.within(self._window_of(block))
        return Unpacking(part, codec, length=block.length, start=block.start)
