"""The folders of a composed disk: which names are in them, and their records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.errors import NotComposable
from app.formats.fat_records import SIZE as RECORD
from app.sources import fat_names
from app.sources.fat_names import FILE, FOLDER, HIDDEN, LABEL

MOST_RECORDS = 65_536  # of one folder: the specification's limit


@dataclass(slots=True, eq=False)
class Node:
    """A name in a folder, and the file or folder that it stands for. `start` is the first cluster,
    0 where there is none."""

    name: str
    folder: "Folder | None" = None
    size: int = 0
    modified: datetime | None = None
    hidden: bool = False
    start: int = 0


@dataclass(slots=True, eq=False)
class Folder:
    """Its records are in the order in which names were added. `path` is for saying which it is."""

    path: str = ""
    itself: Node = field(default_factory=lambda: Node(""))
    above: "Folder | None" = None
    label: str = ""  # of the volume, whose root this is
    _nodes: dict[str, Node] = field(default_factory=dict)
    _aliases: list[bytes] = field(default_factory=list)

    def below(self, path: str) -> "Folder":
        """The folder at a path, made where it is missing. Raises NotComposable."""
        here = self
        for name in path.split("/") if path else ():
            here = here._folder(name)
        return here

    def _folder(self, name: str) -> "Folder":
        node = self._nodes.get(fat_names.same(name))
        if node is None:
            node = self._new(name)
            node.folder = Folder(self._path(name), node, self)
        if node.folder is None or node.name != name:
            raise self._twice(name)
        return node.folder

    def add(self, name: str) -> Node:
        """A file. Raises NotComposable where the name is taken, or cannot be had on Windows."""
        if fat_names.same(name) in self._nodes:
            raise self._twice(name)
        return self._new(name)

    def _new(self, name: str) -> Node:
        if why := fat_names.why_not(name):
            raise NotComposable(why, self._path(name))
        node = self._nodes[fat_names.same(name)] = Node(name)
        return node

    def _twice(self, name: str) -> NotComposable:
        why = "another file has this name, but perhaps for capital letters"
        return NotComposable(why, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.path}/{name}" if self.path else name

    def folders(self) -> Iterator["Folder"]:
        """This one and all below it, each before those in it."""
        yield self
        for node in self._nodes.values():
            if node.folder is not None:
                yield from node.folder.folders()

    def length(self) -> int:
        """Bytes of its records, once all names are there. Raises NotComposable."""
        self._aliases = fat_names.aliases(self._nodes)
        named = zip((node.name for node in self._nodes.values()), self._aliases, strict=True)
        count = 2 if self.above else bool(self.label)
        count += sum(fat_names.records_for(name, alias) for name, alias in named)
        if count > MOST_RECORDS:
            raise NotComposable("it holds more names than a FAT32 folder can", self.path)
        return max(count, 1) * RECORD

    def records(self) -> bytes:
        parts = list(self._first())
        for node, alias in zip(self._nodes.values(), self._aliases, strict=True):
            kind = (FOLDER if node.folder else FILE) | (HIDDEN if node.hidden else 0)
            long_name = fat_names.long_name(node.name, alias)
            own = fat_names.record(alias, kind, node.start, node.size, node.modified)
            parts += [long_name, own]
        return b"".join(parts) or bytes(RECORD)

    def _first(self) -> Iterator[bytes]:
        """The dots, where 0 stands for the root; the root has the volume's name."""
        if self.above is not None:
            up = self.above.itself.start if self.above.above else 0
            yield fat_names.record(b".", FOLDER, self.itself.start, 0, self.itself.modified)
            yield fat_names.record(b"..", FOLDER, up, 0, self.above.itself.modified)
        elif self.label:
            yield fat_names.record(self.label.encode(), LABEL)
