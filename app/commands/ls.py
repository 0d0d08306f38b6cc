"""`stickwright ls`: what is inside an image. Only reads."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands.words import size_in_words
from app.display import for_display
from app.errors import NotInside
from app.formats.tree import Entry
from app.inside.tree import Inside, open_inside
from app.sources import open_source

_LONGEST = 400  # characters of a path


def run(given: Namespace) -> int:
    inside = open_inside(open_source(Path(given.image), given.member))
    path = "/".join(part for part in given.path.split("/") if part)
    for place, entry in _listed(inside, path, recursive=given.recursive):
        if given.json:
            print(json.dumps(as_json(place, entry)))
        else:
            print(line(place if given.recursive or place == path else entry.name, entry))
    return 0


def _listed(inside: Inside, path: str, *, recursive: bool) -> Iterator[tuple[str, Entry]]:
    """Each with its path from the root of the image."""
    entry = inside.find(path)
    if entry is None:
        raise NotInside(path)
    if not entry.directory:
        yield path, entry
    elif recursive:
        yield from inside.walk(path)
    else:
        before = f"{path}/" if path else ""
        yield from ((f"{before}{each.name}", each) for each in inside.list(path))


def line(path: str, entry: Entry) -> str:
    """ "  5.2 MB  2026-04-01 12:30  vmlinuz"; a folder ends with a slash."""
    size = "" if entry.directory or entry.link else size_in_words(entry.size)
    when = entry.modified.strftime("%Y-%m-%d %H:%M") if entry.modified else ""
    shown = for_display(path, _LONGEST) + ("/" if entry.directory else "")
    if entry.link:
        shown += f" -> {for_display(entry.link, _LONGEST)}"
    return f"{size:>10}  {when:16}  {shown}{'  (can’t be read)' if entry.damaged else ''}"


def as_json(path: str, entry: Entry) -> dict[str, Any]:
    """`path` as `extract` takes it."""
    return {
        "path": path,
        "type": "folder" if entry.directory else "link" if entry.link else "file",
        "size": entry.size,
        "modified": entry.modified.isoformat() if entry.modified else None,
        "link": entry.link or None,
        "damaged": entry.damaged,
    }
