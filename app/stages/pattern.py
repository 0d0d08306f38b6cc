"""What a test writes: bytes that nobody can know beforehand, different at every place.

The noise comes from a random seed and never leaves this computer but as what is written, so a drive
can only give back what it kept. Each sector of 512 bytes begins with a sign of this run and its
place; read somewhere else, it says which place it was written to.
"""

import secrets
import struct
from hashlib import blake2b, shake_256

PIECE = 1 << 20  # bytes that have a shift of their own
SECTOR = 512
_STAMP = struct.Struct("<8sQ")


class Pattern:
    """For several threads at once."""

    def __init__(self, seed: bytes | None = None) -> None:
        self._key = seed or secrets.token_bytes(32)
        self._noise = memoryview(shake_256(self._key).digest(2 * PIECE))
        self._sign = blake2b(b"sign", key=self._key, digest_size=8).digest()

    def fill(self, view: memoryview, offset: int) -> None:
        """Both are whole sectors."""
        place = 0
        while place < len(view):
            number, within = divmod(offset + place, PIECE)
            length = min(len(view) - place, PIECE - within)
            begin = self._shift(number) + within
            view[place : place + length] = self._noise[begin : begin + length]
            place += length
        for place in range(0, len(view), SECTOR):
            _STAMP.pack_into(view, place, self._sign, offset + place)

    def bytes_at(self, offset: int, length: int) -> bytes:
        content = bytearray(length)
        self.fill(memoryview(content), offset)
        return bytes(content)

    def whence(self, sector: memoryview | bytes) -> int | None:
        """The place that a sector was written to; None where it is not of this run as a whole."""
        sign, offset = _STAMP.unpack_from(sector)
        if sign != self._sign or offset % SECTOR or offset >= 1 << 62:
            return None
        return offset if self.bytes_at(offset, SECTOR) == bytes(sector[:SECTOR]) else None

    def places_in(self, view: memoryview) -> list[tuple[int, int]]:
        """(place in the view, place it was written to) of each sector of this run in it."""
        content, found = bytes(view), []
        place = content.find(self._sign)
        while place >= 0:
            whence = self.whence(content[place : place + SECTOR].ljust(SECTOR, b"\0"))
            if whence is not None:
                found.append((place, whence))
            place = content.find(self._sign, place + 1)
        return found

    def _shift(self, number: int) -> int:
        digest = blake2b(number.to_bytes(8, "little"), key=self._key, digest_size=4).digest()
        return int.from_bytes(digest, "little") % PIECE
