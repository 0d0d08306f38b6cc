"""A part of a stream as a stream of its own."""

from app.errors import PackedDamaged
from app.sources.source import Stream
from app.sources.through import Through


class Part(Through):
    """`length` bytes of a stream, with `head` before and `tail` behind them.

    The stream stands at `start`. A damage is at a place in this part, not in the stream.
    """

    def __init__(
        self, stream: Stream, start: int, length: int, head: bytes = b"", tail: bytes = b""
    ) -> None:
        super().__init__(stream)
        self._offset = len(head) - start  # what to add to a place in the stream
        self._left = length
        self._head = head
        self._tail = tail

    def readinto(self, buffer: memoryview, /) -> int:
        filled = len(piece := self._head[: len(buffer)])
        buffer[:filled] = piece
        self._head = self._head[filled:]
        if wanted := min(self._left, len(buffer) - filled):
            count = self._read(buffer[filled : filled + wanted])
            self._left = self._left - count if count == wanted else 0
            filled += count
        if not self._left:
            piece = self._tail[: len(buffer) - filled]
            buffer[filled : filled + len(piece)] = piece
            self._tail = self._tail[len(piece) :]
            filled += len(piece)
        return filled

    def _read(self, buffer: memoryview) -> int:
        try:
            return self._stream.readinto(buffer)
        except PackedDamaged as error:
            place = max(0, error.offset + self._offset)
            raise PackedDamaged(error.layer, place, error.why) from error
