"""SBAT: how old the parts of a loader are, and how old they may be.

The shim project’s SBAT.md. A program says in its section `.sbat` which generation of which
component it holds; the computer keeps a level, the least generation of each that still starts. shim
checks itself and what it starts; firmware knows nothing of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.errors import CorruptImage

SECTION = ".sbat"
_MOST_LINES = 256
_LONGEST = 64 << 10  # bytes
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Component:
    """A line of a section: raw text out of a program."""

    name: str
    generation: int
    vendor: str = ""
    package: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """`name` is its date and number, "2025051000"; `least` are (component, generation)."""

    name: str
    least: tuple[tuple[str, int], ...]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """A level as the variable `SbatLevelRT` holds it. Raises CorruptImage."""
        first, *lines = _lines(data, 0) or [[]]
        if len(first) < 3 or first[0] != "sbat":
            raise CorruptImage("SBAT level", 0, "it does not begin with its date")
        return cls(first[2], tuple((line[0], _generation(line[1])) for line in lines))

    @property
    def date(self) -> str:
        """ "2025-05-10"; its name where that is no date."""
        name = self.name
        return f"{name[:4]}-{name[4:6]}-{name[6:8]}" if re.fullmatch(r"\d{10}", name) else name

    def refuses(self, generations: Iterable[tuple[str, int]]) -> tuple[tuple[str, int, int], ...]:
        """Of (component, generation) those that are too old, each with the least generation."""
        least = dict(self.least)
        return tuple(
            (name, generation, least[name])
            for name, generation in generations
            if generation < least.get(name, 0)
        )


def components(data: bytes, offset: int = 0) -> tuple[Component, ...]:
    """What a section says; `offset` is where it lies. Raises CorruptImage, as shim refuses it."""
    return tuple(
        Component(line[0], _generation(line[1]), *(field for field in line[2:5]))
        for line in _lines(data, offset)
    )


def _lines(data: bytes, offset: int) -> list[list[str]]:
    text = data[:_LONGEST].split(b"\0", 1)[0].decode("utf-8-sig", errors="replace")
    found = [line.split(",") for line in text.replace("\r", "\n").split("\n") if line]
    if len(found) > _MOST_LINES or any(len(line) < 2 for line in found):
        raise CorruptImage("SBAT", offset, "it is no list of components and generations")
    return found


def _generation(text: str) -> int:
    """As shim reads numbers: what is none is 0, and then older than any."""
    digits = _DIGITS.match(text.strip())
    return int(digits[0]) if digits else 0
