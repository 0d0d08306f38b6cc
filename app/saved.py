"""What a backup of a drive came to, as a value. Lengths in bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """`size` of the image, `stored` in the file. `unread`: (offset, length) of what could not be
    read, which is zeros in the file. `left`: bytes that nothing on the drive uses, zeros as well.
    `sha256` is of the image, `file_sha256` of the file, which is the same where it is not packed.
    `checked`: drive and file were compared once more, byte for byte."""

    size: int
    stored: int
    sha256: str
    file_sha256: str
    seconds: float
    unread: tuple[tuple[int, int], ...] = ()
    left: int = 0
    checked: bool = False

    @property
    def missing(self) -> int:
        return sum(length for _, length in self.unread)
