"""A file that an image is saved to piece by piece, in any order: as it is, or packed as zstd.

Packed, each frame holds as much of the image as any other. One that comes whole and in its turn is
compressed; one with a gap is stored as it is, so that what comes later is written in its place.
Both read as zeros where nothing came yet, and take no room there.
"""

import os
from collections.abc import Callable
from typing import Protocol

import zstandard

from app.errors import PackedDamaged
from app.formats.magics import ZSTD
from app.formats.zstd import LONGEST_HEADER, BlockHeader, FrameHeader
from app.formats.zstd_written import (
    PLAIN,
    plain_headers,
    plain_length,
    plain_parts,
    plain_place,
    seek_table,
)

SMALLEST_FRAME = 1 << 20  # bytes
_MOST_FRAMES = 1 << 16  # then they get larger
_GRAIN = 64 << 10  # bytes: zeros of this length are a hole
_ZEROS = bytes(_GRAIN)
_LEVEL = 3


class Saving(Protocol):
    """Offsets are those of the image. Every method may raise OSError."""

    @property
    def end(self) -> int:
        """What lies behind is not in the file, whatever anybody says."""

    def put(self, offset: int, view: memoryview) -> None: ...

    def blank(self, start: int, stop: int) -> None:
        """What lies there shall be zeros for good."""

    def get(self, offset: int, length: int) -> bytes:
        """What was put there; in front of `end`, and in a packed file within one frame.
        Raises PackedDamaged."""

    def sync(self) -> None: ...

    def finish(self) -> None:
        """It is whole, and on its disk."""


def frame_of(size: int) -> int:
    """Bytes of an image of `size` that one frame holds."""
    frame = SMALLEST_FRAME
    while size > frame * _MOST_FRAMES:
        frame *= 2
    return frame


class PlainSaving:
    """Over a descriptor, which is its owner's to close."""

    def __init__(self, fd: int, size: int) -> None:
        """Raises OSError where the disk takes no file of `size` bytes."""
        self._fd, self._size = fd, size
        self.end = min(size, os.fstat(fd).st_size)
        os.ftruncate(fd, size)

    def put(self, offset: int, view: memoryview) -> None:
        for place in range(0, len(view), _GRAIN):
            part = view[place : place + _GRAIN]
            zeros = _ZEROS[: len(part)]
            if bytes(part) != zeros or self.get(offset + place, len(part)) != zeros:
                _write(self._fd, part, offset + place)
        self.end = max(self.end, offset + len(view))

    def blank(self, start: int, stop: int) -> None:
        """They are."""

    def get(self, offset: int, length: int) -> bytes:
        return os.pread(self._fd, length, offset)

    def sync(self) -> None:
        os.fdatasync(self._fd)

    def finish(self) -> None:
        os.fsync(self._fd)


class PackedSaving:
    """The same, packed. What the file holds already is believed as far as `whole` (start, stop)
    says that all of it had come: what is packed can't be completed, so it is made anew."""

    def __init__(self, fd: int, size: int, whole: Callable[[int, int], bool]) -> None:
        self._fd, self._size, self._frame = fd, size, frame_of(size)
        self._packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self._frames: list[tuple[int, int]] = []  # place and length in the file
        self._plain: set[int] = set()
        self._zeros = b""  # a packed frame of them
        self._place = 0  # behind the last frame
        while self.end < size and self._found(whole):
            pass
        os.ftruncate(fd, self._place)

    @property
    def end(self) -> int:
        return min(self._size, len(self._frames) * self._frame)

    def put(self, offset: int, view: memoryview) -> None:
        while view:
            number, within = divmod(offset, self._frame)
            part = view[: self._length(number) - within]
            if number == len(self._frames) and len(part) == self._length(number):
                self._append(self._packer.compress(part))
            else:
                self._demand(number + 1)
                self._change(number, within, part)
            offset, view = offset + len(part), view[len(part) :]

    def blank(self, start: int, stop: int) -> None:
        while start == self.end < stop and self._length(len(self._frames)) <= stop - start:
            length = self._length(len(self._frames))
            if length == self._frame:
                self._zeros = self._zeros or self._packer.compress(bytes(length))
                self._append(self._zeros)
            else:
                self._append(self._packer.compress(bytes(length)))
            start += length

    def get(self, offset: int, length: int) -> bytes:
        number, within = divmod(offset, self._frame)
        at, packed = self._frames[number]
        if number in self._plain:
            parts = plain_parts(within, length)
            return b"".join(os.pread(self._fd, size, at + plain_place(one)) for one, size in parts)
        try:
            data: bytes = zstandard.ZstdDecompressor().decompress(os.pread(self._fd, packed, at))
        except zstandard.ZstdError as error:
            raise PackedDamaged("zstd", number * self._frame, str(error)) from error
        return data[within : within + length]

    def spoil(self, offset: int) -> None:
        """What is there can't be unpacked, though it looks as if it could: who goes on finds that
        the file ends there."""
        place, _ = self._frames[offset // self._frame]
        _write(self._fd, memoryview(bytes(len(ZSTD))), place)

    def sync(self) -> None:
        os.fdatasync(self._fd)

    def finish(self) -> None:
        self._demand(-(-self._size // self._frame))
        lengths = [(packed, self._length(n)) for n, (_, packed) in enumerate(self._frames)]
        _write(self._fd, memoryview(seek_table(lengths)), self._place)
        os.fsync(self._fd)

    def _length(self, number: int) -> int:
        return min(self._frame, self._size - number * self._frame)

    def _append(self, data: bytes) -> None:
        _write(self._fd, memoryview(data), self._place)
        self._frames.append((self._place, len(data)))
        self._place += len(data)

    def _demand(self, count: int) -> None:
        """So many frames; those that are missing are not packed."""
        while len(self._frames) < count:
            number = len(self._frames)
            length = plain_length(self._length(number))
            os.ftruncate(self._fd, self._place + length)
            self._put_headers(number)
            self._frames.append((self._place, length))
            self._place += length

    def _put_headers(self, number: int) -> None:
        """Of the frame that is to be found next, which is not packed."""
        for place, header in plain_headers(self._length(number)):
            _write(self._fd, memoryview(header), self._place + place)
        self._plain.add(number)

    def _change(self, number: int, within: int, view: memoryview) -> None:
        if number not in self._plain:
            raise OSError(0, "what is packed is not changed")
        start, _ = self._frames[number]
        for offset, size in plain_parts(within, len(view)):
            part = view[offset - within : offset - within + size]
            _write(self._fd, part, start + plain_place(offset))

    def _found(self, whole: Callable[[int, int], bool]) -> bool:
        """Whether the next frame is there, and can be believed."""
        number = len(self._frames)
        start, length = number * self._frame, self._length(number)
        head = os.pread(self._fd, LONGEST_HEADER, self._place)
        header = FrameHeader.parse(head) if head[:4] == ZSTD else None
        if header is None or header.content != length:
            return False
        plain = head[4] == PLAIN
        packed = plain_length(length) if plain else self._walked(header)
        if not packed or self._place + packed > os.fstat(self._fd).st_size:
            return False
        if plain:
            self._put_headers(number)  # of all of them a power cut may have left the first alone
        elif not whole(start, start + length):
            return False
        self._frames.append((self._place, packed))
        self._place += packed
        return True

    def _walked(self, header: FrameHeader) -> int:
        """The length of a packed frame; 0 where it ends too early."""
        length, last = header.length, False
        while not last:
            data = os.pread(self._fd, BlockHeader.LENGTH, self._place + length)
            if len(data) < BlockHeader.LENGTH:
                return 0
            block = BlockHeader.parse(data)
            length, last = length + BlockHeader.LENGTH + block.packed, block.last
        return length + 4 * header.checksum


def _write(fd: int, view: memoryview, place: int) -> None:
    while view:
        done = os.pwrite(fd, view, place)
        view, place = view[done:], place + done
