"""A zstd frame, unpacked block by block."""

from collections.abc import Callable

from app.errors import UnsupportedImage
from app.formats import magics, zstd
from app.sources.layer import LARGEST_WINDOW
from app.sources.unpackers import Damage, too_large

_LEAST_WINDOW = 1 << 10  # that libzstd can be held to


class Zstd:
    """One frame, skippable or not.

    libzstd's streaming objects either swallow a cut-off end in silence or unpack all they are
    given, and a few bytes can be gigabytes. So the frame is walked here by its blocks, and each
    block, at most 128 KiB unpacked, is handed over by itself.
    """

    def __init__(self, window: int = LARGEST_WINDOW, *, said: bool = False) -> None:
        import zstandard

        self._said = said
        self._window = max(window, _LEAST_WINDOW)
        self._error = zstandard.ZstdError
        self._inner = zstandard.ZstdDecompressor(max_window_size=self._window).decompressobj()
        self._packed = bytearray()
        self._unpacked = b""
        # Not bound: an object that holds itself, and its window, waits for the garbage collector.
        self._step: Callable[[Zstd], bool] = Zstd._take_header
        self._checksum = False
        self._to_skip = 0
        self._starved = True
        self._ended = False

    @property
    def eof(self) -> bool:
        return self._ended and not self._unpacked

    @property
    def needs_input(self) -> bool:
        return self._starved and not (self._unpacked or self._ended)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._packed) if self._ended else b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self._packed += data
        self._starved = False
        while not (self._unpacked or self._ended or self._starved):
            self._starved = not self._step(self)
        out, self._unpacked = self._unpacked[:max_length], self._unpacked[max_length:]
        return out

    def _take_header(self) -> bool:
        if self._packed[:4] in magics.SKIPPABLE:
            return self._take_skippable_header()
        header = zstd.FrameHeader.parse(bytes(self._packed[: zstd.LONGEST_HEADER]))
        if header is None:
            return False
        if header.window > self._window:
            raise too_large(said=self._said)
        if header.dictionary:
            raise UnsupportedImage("It was packed with a dictionary that is not in the file.")
        self._checksum = header.checksum
        self._step = Zstd._take_block
        return self._hand_over(header.length)

    def _take_block(self) -> bool:
        if len(self._packed) < zstd.BlockHeader.LENGTH:
            return False
        block = zstd.BlockHeader.parse(bytes(self._packed[: zstd.BlockHeader.LENGTH]))
        length = zstd.BlockHeader.LENGTH + block.packed
        if block.last:
            length += 4 if self._checksum else 0
        if len(self._packed) < length:
            return False
        self._ended = block.last
        return self._hand_over(length)

    def _hand_over(self, length: int) -> bool:
        try:
            with memoryview(self._packed) as view, view[:length] as part:
                self._unpacked = self._inner.decompress(part)
        except self._error as error:
            raise Damage(*error.args) from error
        del self._packed[:length]
        return True

    def _take_skippable_header(self) -> bool:
        if len(self._packed) < magics.SKIPPABLE_HEADER:
            return False
        self._to_skip = int.from_bytes(self._packed[4:8], "little")
        del self._packed[: magics.SKIPPABLE_HEADER]
        self._step = Zstd._skip
        return True

    def _skip(self) -> bool:
        skipped = min(self._to_skip, len(self._packed))
        del self._packed[:skipped]
        self._to_skip -= skipped
        self._ended = not self._to_skip
        return self._ended
