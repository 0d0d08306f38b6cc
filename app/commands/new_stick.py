"""A virtual stick that was made for a write, and is taken away again where nothing came of that."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.plain_file import open_plain_file


@dataclass(frozen=True, slots=True)
class NewStick:
    """As it was when it was made. What somebody else has written to it since, or is writing to it
    now, is theirs."""

    path: Path
    was: tuple[int, int, int]

    @classmethod
    def just_made(cls, path: Path) -> NewStick | None:
        """None where it is gone already."""
        try:
            return cls(path, _trace(path.stat()))
        except OSError:
            return None

    def take_away(self) -> None:
        with suppress(OSError), open_plain_file(self.path, follow_links=False) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # whoever writes to it holds it
            if _trace(os.fstat(file.fileno())) == self.was:
                self.path.unlink()


def _trace(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_dev, status.st_ino, status.st_mtime_ns
