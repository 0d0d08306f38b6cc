"""Every file system of an image as one tree.

The files of a disc, or of a file system without a partition table, are the root. Partitions are
folders in it, `partition-2`, and so are El Torito's boot images that are file systems,
`boot-image-1`: on most discs that is what UEFI starts from. What lies in the same place is shown
once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.errors import CorruptImage, NotReached, PackedDamaged
from app.formats.binary import Budget, Reader, Window
from app.formats.ext_tree import ExtTree
from app.formats.fat import Fat
from app.formats.iso9660 import Iso9660
from app.formats.pieces import Pieces
from app.formats.tree import MOST_NODES, Entry, Extent, Tree
from app.formats.tree import walk as walk_tree
from app.formats.udf import Udf
from app.inspection import facts
from app.inspection.facts import Facts
from app.inspection.places import partitions
from app.inspection.probe import UNSEEN, Notes
from app.sources.patience import Patience, Proving, look_far
from app.sources.source import Source

# Walking all folders takes more reads than looking for a few files.
_READS = 2_000_000
_BYTES = 1 << 30

_Kinds = tuple[type[Fat | ExtTree | Iso9660 | Udf], ...]
_DISCS: _Kinds = (Udf, Iso9660)
_DISKS: _Kinds = (Fat, ExtTree)


@dataclass(frozen=True, slots=True)
class Volume:
    """A file system: `name` is that of its folder, "" where it is the root. Its extents count in
    `reader`, which may be asked for all its files, while what the `tree` reads of folders has its
    bounds. `tree` is None where nothing here can read it. `start` and `length` say where it lies in
    the image; without a length it goes to the end."""

    name: str
    reader: Reader
    tree: Tree | None
    start: int = 0
    length: int | None = None

    @property
    def folder(self) -> Entry:
        return Entry(self.name, directory=True, size=0, damaged=self.tree is None)

    def listed(self, path: str) -> tuple[Entry, ...]:
        """Raises CorruptImage, BudgetSpent."""
        if self.tree is None:
            raise CorruptImage(self.name, 0, "it holds no file system that can be read here")
        return self.tree.list(path)


class Inside:
    """A `Tree` over the volumes, at most one of which is the root. `packed` is the reader of an
    image that is: whoever reads from its beginning to its end has it sooner."""

    def __init__(self, volumes: tuple[Volume, ...], *, packed: Reader | None = None) -> None:
        self.volumes = volumes
        self.forward = packed is not None
        self._packed = packed
        self._root = next((each for each in volumes if not each.name), None)
        self._named = {each.name: each for each in volumes if each.name}

    @property
    def label(self) -> str:
        """The root's, or that of the only volume. Raises CorruptImage."""
        of = self._root or (self.volumes[0] if len(self.volumes) == 1 else None)
        return of.tree.label if of is not None and of.tree is not None else ""

    def list(self, path: str = "") -> tuple[Entry, ...]:
        """What a folder holds, the volumes last. Raises CorruptImage, BudgetSpent."""
        volume, rest = self._at(path)
        listed = volume.listed(rest) if volume is not None else ()
        if _names(path):
            return listed
        return (*listed, *(each.folder for each in self._named.values()))

    def find(self, path: str) -> Entry | None:
        """The entry at a path, None where there is none. Raises CorruptImage, BudgetSpent."""
        volume, rest = self._at(path)
        if volume is None:
            return None if _names(path) else Entry("", directory=True, size=0)
        if volume.name and not rest:
            return volume.folder
        return volume.tree.find(rest) if volume.tree is not None else None

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        """Of the root's files alone, which need no path: see `content`."""
        if self._root is None or self._root.tree is None:
            return b""
        return self._root.tree.read(entry, offset, length)

    def content(self, path: str, entry: Entry) -> Pieces:
        """A file of any volume, to be read by place. Raises CorruptImage, BudgetSpent."""
        return Pieces(*self.stored(path, entry), entry.size)

    def stored(self, path: str, entry: Entry) -> tuple[Reader, tuple[Extent, ...]]:
        """Where a file's bytes lie, and in what. Raises CorruptImage, BudgetSpent."""
        volume, _ = self._at(path)
        if volume is None or volume.tree is None:
            raise CorruptImage("File", 0, "it is in no file system")
        if isinstance(volume.tree, Fat):
            return volume.reader, volume.tree.extents(entry)
        return volume.reader, entry.extents

    def prove(self) -> None:
        """Reads a packed image on to where what was read of it is proven. Raises PackedDamaged,
        NotReached."""
        if self._packed is not None and isinstance(self._packed, Proving):
            self._packed.prove()

    def walk(self, path: str = "", patience: int = 1) -> Iterator[tuple[str, Entry]]:
        """Every entry below a folder with its path, each folder before what it holds; what cannot
        be listed is damaged. `patience`: how many times as much as an honest image needs each
        volume may hold. Raises BudgetSpent, and CorruptImage where the first folder cannot be
        listed."""
        volume, rest = self._at(path)
        if volume is not None:
            volume.listed(rest)
            before = f"{_names(path)[0]}/" if volume.name else ""
            yield from _below(volume, rest, patience, before)
        if _names(path):
            return
        for each in self._named.values():
            try:
                each.listed("")
            except (CorruptImage, NotReached, PackedDamaged):
                yield each.name, replace(each.folder, damaged=True)
            else:
                yield each.name, each.folder
                yield from _below(each, "", patience, f"{each.name}/")

    def _at(self, path: str) -> tuple[Volume | None, str]:
        """The volume that a path leads into, and the path in there."""
        first, *others = _names(path) or ("",)
        named = self._named.get(first.lower())
        return (named, "/".join(others)) if named is not None else (self._root, path)


def open_inside(source: Source, patience: int = 1, far: Patience | None = None) -> Inside:
    """What is inside an image. With `far` a packed one is unpacked as far as that takes, but not to
    look what it is. Raises ImageError, and what `far` raises."""
    far = far or Patience(far=False)
    whole, far.far = far.far, False
    image = look_far(source, far)
    reader = Budget(
        image,
        reads=patience * _READS,
        length=patience * _BYTES,
        names=2 * patience * MOST_NODES,
    )
    found = facts.gather(reader, Notes())
    far.far = whole
    return Inside(tuple(_volumes(found, image)), packed=image if source.layers else None)


def _volumes(found: Facts, image: Reader) -> Iterator[Volume]:
    disc = next(iter(found.trees), None)
    root = disc or found.fat
    places = list(_places(found))
    if root is None and not places:
        root = _tree(found.image, _DISKS)
    if root is not None:
        yield Volume("", image, root)
    met: set[int] = {0} if root is not None else set()
    for name, start, length in places:
        window = Window(found.image, start, length)
        # A hybrid disc's first partition is the disc again.
        tree = _tree(window, _DISKS if disc else (*_DISKS, *_DISCS)) if start not in met else None
        if start in met or (tree is None and (disc or name.startswith("boot-"))):
            continue  # a disc has partitions that only fill gaps
        met.add(start)
        yield Volume(_free(name, root), Window(image, start, length), tree, start, length)


def _places(found: Facts) -> Iterator[tuple[str, int, int]]:
    """Name, first byte and length of what may be a file system."""
    for each in partitions(found):
        yield f"partition-{each.number}", each.start, each.length
    if found.catalogue is None:
        return
    for number, image in enumerate(found.catalogue.images(), 1):
        # Its length is as often wrong as right, and its file system knows its own.
        end = found.size if found.size is not None else image.start + image.length
        yield f"boot-image-{number}", image.start, max(0, end - image.start)


def _tree(reader: Reader, kinds: _Kinds) -> Tree | None:
    for kind in kinds:
        try:
            return kind.open(reader)
        except (CorruptImage, *UNSEEN):
            continue
    return None


def _free(name: str, root: Tree | None) -> str:
    """A name that the root has no file of."""
    while root is not None and root.find(name) is not None:
        name += "-"
    return name


def _below(volume: Volume, path: str, patience: int, before: str) -> Iterator[tuple[str, Entry]]:
    if volume.tree is None:
        return
    found = walk_tree(volume.tree, path, patience)
    if before:
        yield from ((f"{before}{below}", entry) for below, entry in found)
    else:
        yield from found  # a large tree mostly has nothing in front


def _names(path: str) -> tuple[str, ...]:
    return tuple(name for name in path.split("/") if name)
