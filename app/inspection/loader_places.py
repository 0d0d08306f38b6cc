"""Where the loaders lie that a stick will have, for whoever looks at them."""

from dataclasses import dataclass
from functools import partial

from app.formats.tree import Entry, Tree
from app.inspection.facts import Facts
from app.inspection.loaders import FOLDER, NAMES
from app.inspection.probe import Notes
from app.inspection.uefi import Looker
from app.report import Machine, Mode


@dataclass(frozen=True, slots=True)
class Place:
    """A file system with loaders, which begins at byte `start` of the image."""

    tree: Tree
    start: int = 0


def places(facts: Facts, looker: Looker, mode: Mode, notes: Notes) -> dict[Machine, Place]:
    """Where the loaders lie that a stick will have. In Windows mode they come out of the disc’s
    files; its boot image holds another one, which asks for a key to be pressed."""
    found: dict[Machine, Place] = {}
    if mode is Mode.WINDOWS:
        for tree in facts.trees:
            for machine, name in NAMES.items():
                look_up = partial(loader_in, tree, name)
                if notes.attempt("The folder of the loaders", look_up, None):
                    found.setdefault(machine, Place(tree))
    if not found:
        for machine, (fat, start) in looker.places().items():
            found[machine] = Place(fat, start)
    return found


def loader_in(tree: Tree, name: str) -> Entry | None:
    entry = tree.find(f"{FOLDER}/{name}")
    return None if entry is None or entry.directory else entry
