"""A packed stream, read as the bytes it holds.

Nothing is unpacked before it is asked for, and one step of at most a MiB is held at a time, so a
few kilobytes that would become terabytes cost nothing. What stands behind the end of a member is
judged alike for all formats: zeros (up to 16 MiB) are padding, another member of the same format
goes on with the image, and anything else is damage, since programs disagree on what it means; but
for what OpenWrt puts behind each of its .gz files.
xz's rule that padding comes in fours is not insisted on.

Every byte of gzip, bzip2 and zip is covered by a checksum. In xz, zstd and lz4 that is the packer's
choice; where it made none, a flipped bit can pass for the image, and only a published checksum of
the image would tell.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.errors import PackedDamaged
from app.formats.fwtool import LONGEST
from app.sources.codecs import Codec
from app.sources.source import Stream, moved_of
from app.sources.unpackers import Marking, Unpacker

Answer = TypeVar("Answer")

STEP = 1 << 20  # unpacked
_PACKED = 128 << 10
_MARKED = 16 << 10  # where each mark keeps the last piece
_FIRST_PIECE = 4 << 10
# Work that yields nothing: members that hold next to nothing, padding, frames to be skipped. Honest
# files have some; a file of little else would keep a job from hearing “stop” for hours.
_MOST_IDLE = 16 << 20
_MEMBER_COST = 4 << 10
_PAID_BACK = 4  # by each unpacked byte, so that members of 1 KiB go on for ever


class _Packed:
    """The packed bytes in pieces. The end of the last piece may be given back."""

    def __init__(self, stream: Stream) -> None:
        self.read = 0
        self.moved = moved_of(stream)
        self._stream = stream
        self._buffer = memoryview(bytearray(_PACKED))
        self._at = 0
        self._end = 0
        self._damage: PackedDamaged | None = None

    @property
    def used(self) -> int:
        """Bytes that were taken."""
        return self.read - (self._end - self._at)

    def take(self, most: int) -> bytes:
        """The next piece, b"" at the end. Where the layer below is damaged, that is raised after
        what was good of it."""
        if self._at == self._end:
            self._fill()
        piece = bytes(self._buffer[self._at : min(self._at + most, self._end)])
        self._at += len(piece)
        return piece

    def give_back(self, count: int) -> None:
        self._at -= count

    def begins_with(self, marks: tuple[bytes, ...]) -> bool:
        while self._end - self._at < max(map(len, marks)) and self._fill():
            pass
        return bytes(self._buffer[self._at : self._end]).startswith(marks)

    def close(self) -> None:
        self._stream.close()

    def _fill(self) -> int:
        """Read more behind what is left; says how much."""
        if self._damage:
            raise self._damage
        left = self._end - self._at
        self._buffer[:left] = bytes(self._buffer[self._at : self._end])
        self._at, self._end = 0, left
        try:
            count = self._stream.readinto(self._buffer[left:])
        except PackedDamaged as error:
            count = error.offset - self.read
            if count <= 0:
                raise
            self._damage = error
        self.read += count
        self._end += count
        return count


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that unpacking can begin at: where the member does, or with an `unpacker` anywhere.

    `used`: packed bytes in front of it; `place`: unpacked ones, of which `sum` is the checksum."""

    place: int = 0
    used: int = 0
    sum: int = 0
    unpacker: Marking | None = None


class Unpacking:
    """The stream of what a packed stream holds.

    `length` is what an index or a directory said it is, `crc` its checksum there; `start` is the
    place of the first byte in the whole, where this is one block of several. Without a length the
    end is proven only by the call that returns 0. `packed_length` is that of the packed stream.
    With a `mark` the packed stream stands there, and what comes is what is behind it.
    """

    def __init__(
        self,
        packed: Stream,
        codec: Codec,
        *,
        length: int | None = None,
        crc: int | None = None,
        start: int = 0,
        packed_length: int | None = None,
        mark: Mark | None = None,
    ) -> None:
        self._packed = _Packed(packed)
        self._packed.read = mark.used if mark else 0
        self._packed_length = packed_length
        self._codec = codec
        self._end = None if length is None else start + length
        self._crc = crc
        self._sum = mark.sum if mark else 0
        self._place = mark.place if mark else start
        self._unpacker: Unpacker | None = codec.start()
        self._member = Mark(self._place, self._packed.read, self._sum)
        if mark and mark.unpacker:
            self._unpacker = mark.unpacker.copy()
        self._piece = _FIRST_PIECE
        self._largest = _MARKED if isinstance(self._unpacker, Marking) else _PACKED
        self._idle = 0
        self._ended = False
        self._failed: BaseException | None = None

    def readinto(self, buffer: memoryview, /) -> int:
        if self._failed:
            raise self._failed
        try:
            return self._fill(buffer)
        except BaseException as error:  # whatever it was: one that failed is never asked again
            self._failed = error
            self.close()
            raise

    @property
    def share(self) -> float | None:
        """How much of the packed stream was used, from 0 to 1."""
        if not self._packed_length:
            return None
        return min(1.0, self._packed.used / self._packed_length)

    @property
    def moved(self) -> int:
        return self._packed.moved() + self._packed.read + self._place

    @property
    def mark(self) -> Mark:
        """The last place up to here that unpacking can begin at."""
        unpacker = self._unpacker
        if not isinstance(unpacker, Marking) or unpacker.eof:
            return self._member
        used = self._packed.used - unpacker.unread
        return Mark(self._place, used, self._sum, unpacker.copy())

    def close(self) -> None:
        self._unpacker = None
        self._packed.close()

    def _fill(self, buffer: memoryview) -> int:
        filled = 0
        while filled < len(buffer) and not self._ended:
            piece = self._next(min(len(buffer) - filled, STEP))
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._count(piece)
        # Who knows the length may not ask again, but the end marks and checksums are still to come.
        while self._place == self._end and not self._ended:
            self._count(self._next(1))
        return filled

    def _next(self, most: int) -> bytes:
        """Some more bytes, perhaps none."""
        if self._unpacker is None:
            self._begin_member()
            return b""
        if self._unpacker.eof:
            self._packed.give_back(len(self._unpacker.unused_data or b""))
            self._unpacker = None
            return b""
        data = b""
        if self._unpacker.needs_input:
            data = self._take()
            if not data:
                raise self._damaged("it ends too early")
        try:
            return self._unpacker.decompress(data, most)
        except self._codec.damages as error:
            raise self._damaged(str(error).rstrip(".")) from error

    def _begin_member(self) -> None:
        """Behind a member: the next one, or the end."""
        self._piece = _FIRST_PIECE
        data = self._take()
        rest = data.lstrip(b"\0")
        self._packed.give_back(len(rest))
        if not data:
            self._finish()
        elif rest:
            if not self._begins_member():
                if not self._ends_in_known():
                    raise self._damaged("something else follows its end")
                self._finish()
                return
            self._unpacker = self._codec.start()
            self._member = Mark(self._place, self._packed.used, self._sum)
            self._idle += _MEMBER_COST

    def _begins_member(self) -> bool:
        magics = self._codec.magics
        return bool(magics) and self._of_below(lambda: self._packed.begins_with(magics))

    def _ends_in_known(self) -> bool:
        """Takes what is left, or more than there can be of that."""
        known, rest = self._codec.may_follow, bytearray()
        if known is None:
            return False
        while len(rest) <= LONGEST and (piece := self._take()):
            rest += piece
        return len(rest) <= LONGEST and known(bytes(rest))

    def _finish(self) -> None:
        self._ended = True
        if self._end is not None and self._place != self._end:
            raise self._damaged(f"it ends there, and should at {self._end:,}")
        if self._crc is not None and self._sum != self._crc:
            raise self._damaged("its checksum is wrong")
        self._packed.close()

    def _count(self, piece: bytes) -> None:
        self._place += len(piece)
        if self._end is not None and self._place > self._end:
            self._place = self._end
            raise self._damaged("it holds more than it said")
        if self._crc is not None:
            self._sum = zlib.crc32(piece, self._sum)
        self._idle = max(0, self._idle - len(piece) * _PAID_BACK)
        if self._idle > _MOST_IDLE:
            raise self._damaged("too much of it holds nothing")

    def _take(self) -> bytes:
        before = self._packed.read
        data = self._of_below(lambda: self._packed.take(self._piece))
        self._idle += self._packed.read - before
        self._piece = min(2 * self._piece, self._largest)
        return data

    def _of_below(self, read: Callable[[], Answer]) -> Answer:
        """What a damage below means here: that this layer goes no further than it got."""
        try:
            return read()
        except PackedDamaged as error:
            raise PackedDamaged(error.layer, self._place, error.why) from error

    def _damaged(self, why: str) -> PackedDamaged:
        return PackedDamaged(self._codec.name, self._place, why)
