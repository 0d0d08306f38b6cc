"""Images that were downloaded lately: the newest few in the folder for downloads, by their names.
Nothing is opened for that."""

import os
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

MOST = 3  # shown
_MOST_FILES = 5000  # looked at: a folder may hold anything

_IMAGE = re.compile(r"\.(iso|img|raw)(\.(xz|gz|bz2|zst|lz4|zip|7z))?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    path: Path
    size: int


def images_in(folder: Path, most: int = MOST) -> tuple[Suggestion, ...]:
    """The newest first. May wait for a disk; an unreadable folder holds none."""
    found: list[tuple[float, Suggestion]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, _MOST_FILES):
                if _IMAGE.search(entry.name) and entry.is_file():
                    status = entry.stat()
                    suggestion = Suggestion(Path(entry.path), status.st_size)
                    found.append((status.st_mtime, suggestion))
    except OSError:
        return ()
    newest = sorted(found, key=lambda each: each[0], reverse=True)
    return tuple(suggestion for _, suggestion in newest[:most] if suggestion.size)
