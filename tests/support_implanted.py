"""Discs with an implanted checksum, summed up the way its makers' program does."""

import hashlib
from dataclasses import dataclass

from support_disc import Disc

USE = 16 * 2048 + 883  # the byte of application use
BLOCK = 32 << 10


@dataclass(frozen=True)
class Maker:
    """How a checksum is implanted; a test bends one thing."""

    skip: int = 15  # sectors
    supported: int = 1
    count: int = 20  # fragments
    length: int = 3 << 20  # bytes of one file, so that the image has something to sum up

    def image(self) -> bytearray:
        content = hashlib.shake_256(b"implanted").digest(self.length)
        disc = bytearray(Disc(files={"DATA.BIN": content}, padding=max(self.skip, 0)).build())
        disc[USE : USE + 512] = b" " * 512
        text = self.text(bytes(disc))
        disc[USE : USE + len(text)] = text
        return disc

    def text(self, disc: bytes) -> bytes:
        total = len(disc) - self.skip * 2048
        running = hashlib.md5(usedforsecurity=False)
        fragment, last, sums = total // (self.count + 1), 0, ""
        for start in range(0, total, BLOCK):
            running.update(disc[start : min(start + BLOCK, total)])
            if start // fragment != last:
                last = start // fragment
                sums += "".join(f"{byte:x}"[0] for byte in running.digest()[: 60 // self.count])
        text = (
            f"ISO MD5SUM = {running.hexdigest()};SKIPSECTORS = {self.skip};"
            f"RHLISOSTATUS={self.supported};FRAGMENT SUMS = {sums};"
            f"FRAGMENT COUNT = {self.count};THIS IS NOT THE SAME AS RUNNING MD5SUM ON THIS ISO!!"
        )
        return text.encode()
