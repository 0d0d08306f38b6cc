"""A disk as firmware sees it, and the parts of one that it treats as disks."""

from dataclasses import dataclass, replace
from typing import Self

from app.formats.binary import Reader, Window
from app.report import Evidence

STICK_BLOCK = 512
DISC_BLOCK = 2048

_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class Device:
    """A disk, or a part of one that firmware treats as a disk.

    `length` is None for a stick: it is larger than the image, nobody knows by how much. `steps`
    say how firmware gets there, `doubt` what that depends on; "" for nothing. `promising`: by its
    type a file system for firmware, which is a guess where it cannot be looked at.
    """

    image: Reader
    start: int  # byte in the image
    length: int | None
    block: int
    in_table: bool = False  # a partition of GPT or MBR, whose own MBR is then a chain
    steps: tuple[Evidence, ...] = ()
    doubt: str = ""
    promising: bool = True

    @classmethod
    def stick(cls, image: Reader) -> Self:
        return cls(image, 0, None, STICK_BLOCK)

    @classmethod
    def disc(cls, image: Reader) -> Self:
        return cls(image, 0, image.size, DISC_BLOCK)

    @property
    def reader(self) -> Reader:
        if self.start == 0 and self.length is None:
            return self.image
        return Window(self.image, self.start, _ENDLESS if self.length is None else self.length)

    @property
    def place(self) -> tuple[int, int | None]:
        return self.start, self.length

    def part(
        self,
        start: int,
        length: int,
        evidence: Evidence,
        *,
        block: int | None = None,
        in_table: bool = False,
    ) -> Self:
        """A part that begins `start` bytes behind the own beginning."""
        return replace(
            self,
            start=self.start + start,
            length=length,
            block=block or self.block,
            in_table=in_table,
            steps=(*self.steps, evidence),
        )
