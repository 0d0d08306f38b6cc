"""Trees that say what they like, and what is inside them."""

import random
from collections.abc import Mapping
from pathlib import Path

from app.control import Control
from app.formats.binary import Memory
from app.formats.tree import Entry, Extent
from app.inside.extract import extract
from app.inside.plan import plan_extract
from app.inside.told import Told
from app.inside.tree import Inside, Volume, open_inside
from app.sources import open_source

CONTENT = b"content"
_PARTS = (
    "..",
    ".",
    "/",
    "\\",
    "\0",
    "",
    " ",
    "a",
    "B",
    "C:",
    "\u202e",
    "\ud800",
    "é",
    "\n",
    "x" * 90,
)


class TreeOf:
    """A `Tree` of folders by path; nothing in it is checked."""

    label = "HOSTILE"

    def __init__(self, folders: Mapping[str, tuple[Entry, ...]]) -> None:
        self._folders = folders

    def list(self, path: str = "") -> tuple[Entry, ...]:
        return self._folders.get(path, ())

    def find(self, path: str) -> Entry | None:
        if not path:
            return Entry("", directory=True, size=0)
        above, _, name = path.rpartition("/")
        return next((each for each in self.list(above) if each.name == name), None)

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        return CONTENT


def file(name: str) -> Entry:
    return Entry(name, directory=False, size=len(CONTENT), extents=(Extent(0, len(CONTENT)),))


def inside_of_tree(folders: Mapping[str, tuple[Entry, ...]]) -> Inside:
    return Inside((Volume("", Memory(CONTENT), TreeOf(folders)),))


def hostile_name(chance: random.Random) -> str:
    return "".join(chance.choices(_PARTS, k=chance.randint(1, 5)))


def taken(
    image: Path, folder: Path, *paths: str, inside: Inside | None = None, anyway: bool = False
) -> list[Told]:
    """All that taking these out says."""
    source = open_source(image)
    inside = inside or open_inside(source)
    plan = plan_extract(inside, paths or ("",), folder, anyway=anyway)
    return list(extract(source, inside, plan, Control()))
