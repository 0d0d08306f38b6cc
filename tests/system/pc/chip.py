"""The memory of a stick in the virtual PC, and what a test asks of it."""

import hashlib
from pathlib import Path
from typing import Any

from system.sticks.faults import Faults
from system.sticks.memory import Memory

MIB = 1 << 20
LOOKED_AT = 64 * MIB  # of one that is larger: its beginning and its end

_FREE: dict[str, Any] = {"hold_written": None, "hold_reading": None, "hold_sync": None}


class Chip(Memory):
    """`file` is what it holds without power."""

    def __init__(self, file: Path, faults: Faults) -> None:
        super().__init__(file, faults)
        self.file = file

    def digest(self) -> str:
        """Of everything that it holds for good."""
        size = self.file.stat().st_size
        parts = [(0, min(size, LOOKED_AT)), (max(0, size - LOOKED_AT // 8), size)]
        digest = hashlib.sha256()
        with self.file.open("rb") as file:
            for start, end in parts:
                file.seek(start)
                digest.update(file.read(end - start))
        return digest.hexdigest()

    def blank(self, sector: int) -> bool:
        """Whether there is nothing in its first sector."""
        with self.file.open("rb") as file:
            return not any(file.read(sector))

    @property
    def waits(self) -> bool:
        """Whether a request waits because it is held."""
        return int(self.to_json()["held"]) > 0

    def let_go(self) -> None:
        """Nothing is held any more."""
        self.change(_FREE)

    def plug_in_again(self) -> None:
        """It has power again."""
        self.change({"unplugged": False, "hold": False} | _FREE)
