"""`stickwright ls`: what is inside an image. Only reads."""

import gc
import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from app.commands.bars import say_beside
from app.commands.unpacking import Unpacking
from app.commands.words import size_in_words
from app.display import for_display
from app.errors import NotInside
from app.formats.tree import Entry
from app.inside.tree import Inside, open_inside
from app.sources import open_source

NOTHING = "There is no file system in it that can be read here."
_LONGEST = 400  # characters of a path
_TOGETHER = 1_000  # lines that are printed at once: one by one takes twice as long


def run(given: Namespace) -> int:
    far = Unpacking()
    inside = open_inside(open_source(Path(given.image), given.member), far=far)
    if not inside.volumes:
        say_beside(f"Note: {NOTHING}")
    path = plain(given.path)
    listed = _listed(inside, path, recursive=given.recursive)
    if given.json:
        encode = json.JSONEncoder().encode
        lines = (encode(as_json(place, entry)) for place, entry in listed)
    else:
        whole = given.recursive
        lines = (line(at if whole or at == path else entry.name, entry) for at, entry in listed)
    with closing(far), _without_collector():
        while together := list(islice(lines, _TOGETHER)):
            far.close()
            print("\n".join(together))
    return 0


def plain(path: str) -> str:
    """A path as shells write it ("./boot/"), without what leads nowhere."""
    return "/".join(part for part in path.split("/") if part not in ("", "."))


@contextmanager
def _without_collector() -> Iterator[None]:
    """A tenth of the time: it looks again and again at entries that nothing leads round to."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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
    shown = for_display(path, _LONGEST)
    if not (entry.directory or entry.link or entry.damaged):
        return _in_front(entry.size, entry.modified) + shown
    size = None if entry.directory or entry.link else entry.size
    if entry.directory:
        shown += "/"
    if entry.link:
        shown += f" -> {for_display(entry.link, _LONGEST)}"
    unread = "  (can’t be read)" if entry.damaged else ""
    return f"{_in_front(size, entry.modified)}{shown}{unread}"


@lru_cache(maxsize=4096)
def _in_front(size: int | None, modified: datetime | None) -> str:
    """Of many small files not a few have the same."""
    when = _date(modified) if modified else ""
    return f"{'' if size is None else size_in_words(size):>10}  {when:16}  "


@lru_cache(maxsize=4096)
def _date(when: datetime) -> str:
    """Files mostly have the same few."""
    return f"{when:%Y-%m-%d %H:%M}"


@lru_cache(maxsize=4096)
def _iso_date(when: datetime) -> str:
    return when.isoformat()


def as_json(path: str, entry: Entry) -> dict[str, Any]:
    """`path` as `extract` takes it."""
    return {
        "path": path,
        "type": _type(entry),
        "size": entry.size,
        "modified": _iso_date(entry.modified) if entry.modified else None,
        "link": entry.link or None,
        "damaged": entry.damaged,
    }


def _type(entry: Entry) -> str:
    if entry.special:
        return "special"
    return "folder" if entry.directory else "link" if entry.link else "file"
