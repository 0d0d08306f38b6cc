"""Whether all who look at a disc see the same: one primary descriptor, numbers that say the same in
both byte orders, and trees that lead to the same files.

A disc may have a tree of ISO 9660 (which Rock Ridge only gives other names), one of Joliet and one
of UDF. Makers have all of them lead to the same bytes. Where they do not, one system shows one file
and the next another one. Folders at the top are compared, and not what is deep down.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.display import for_display
from app.errors import CorruptImage
from app.formats.iso9660 import Names
from app.formats.iso9660_volume import Volume
from app.formats.tree import Entry, Tree
from app.inspection.facts import Facts
from app.inspection.probe import UNSEEN, Notes
from app.report import Severity

_MOST_FOLDERS = 8
_LARGEST_FOLDER = 32 << 10  # bytes of its records: of UDF each name in it is one more reading
_MOST_BEGINNINGS = 16  # of files that lie in two places
_BEGINNING = 4096  # bytes
_ROCK_RIDGE, _PLAIN, _JOLIET, _UDF = "Rock Ridge", "ISO 9660", "Joliet", "UDF"
_CALLED = {Names.ROCK_RIDGE: _ROCK_RIDGE, Names.PLAIN: _PLAIN, Names.JOLIET: _JOLIET}

_Place = tuple[int | None, int]  # the byte where a file begins, and its length


@dataclass(slots=True)
class _Pair:
    """Two trees of a disc, and what came of comparing them: files of the same name that are others,
    and how many files there are in each, and only there."""

    tree: Tree
    what: str
    other: Tree
    called: str
    differ: list[tuple[str, int | None]] = field(default_factory=list)
    files: tuple[list[Entry], list[Entry]] = field(default_factory=lambda: ([], []))
    alone: list[int] = field(default_factory=lambda: [0, 0])
    beginnings: int = 0
    whole: bool = True  # all of it could be looked at

    def renamed(self, entry: Entry, places: set[_Place]) -> bool:
        """Whether it may be there by another name: those of ISO 9660 are cut short, and then one
        may be called what another one really is."""
        return self.what == _PLAIN and _place(entry) in places

    @property
    def only_says_so(self) -> bool:
        """A Windows disc has all of its files in UDF, and in ISO 9660 a text that says so."""
        texts = [entry for entry in self.files[0] if entry.name.casefold().endswith(".txt")]
        return len(self.files[0]) == len(texts) < 2


def note(facts: Facts, notes: Notes) -> None:
    """Writes down where two who look may see two discs."""
    _note_descriptors(facts, notes)
    for pair in _pairs(facts):
        _compare(pair)
        _note_pair(pair, notes)


def _note_descriptors(facts: Facts, notes: Notes) -> None:
    iso = facts.iso
    if iso is None:
        return
    if iso.others:
        text = (
            f"The disc has {len(iso.others) + 1} primary volume descriptors that differ. Here the "
            "first one counts; a system that goes by another one sees another disc."
        )
        notes.add("several-primaries", Severity.CAUTION, text, iso.others[0])
    for volume in iso.descriptors:
        if not volume.agree:
            _note_two_numbers(volume, notes)


def _note_two_numbers(volume: Volume, notes: Notes) -> None:
    text = (
        "The volume descriptor says one number in one byte order and another in the other: "
        "a system that goes by the other one sees another disc."
    )
    notes.add("byte-orders-differ", Severity.CAUTION, text, volume.offset)


def _pairs(facts: Facts) -> Iterator[_Pair]:
    iso = facts.iso
    if iso is None:
        return
    trees = {_CALLED[each.names]: each for each in (iso, iso.by_other_names()) if each is not None}
    what, tree = next(found for found in trees.items() if found[0] != _JOLIET)
    if _JOLIET in trees:
        yield _Pair(tree, what, trees[_JOLIET], _JOLIET)
    if facts.udf is not None:
        yield _Pair(tree, what, facts.udf, _UDF)


def _note_pair(pair: _Pair, notes: Notes) -> None:
    for path, place in pair.differ:
        text = (
            f"“{for_display(path)}” is another file in {pair.called} than in {pair.what}: which "
            "one there is depends on the computer."
        )
        notes.add("trees-differ", Severity.CAUTION, text, place)
    more = int(pair.alone[1] > pair.alone[0])  # the tree that has more for itself
    alone, files = pair.alone[more], len(pair.files[more])
    if pair.whole and alone * 2 > files and not pair.only_says_so:
        here, there = (pair.called, pair.what) if more else (pair.what, pair.called)
        text = (
            f"{alone:,} of {files:,} files that {here} shows are not in {there}: which ones there "
            "are depends on the computer."
        )
        notes.add("trees-hide", Severity.INFO, text)


def _compare(pair: _Pair) -> None:
    waiting = deque([""])
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return
        path = waiting.popleft()
        try:
            waiting += _compare_folder(pair, path)
        except (CorruptImage, *UNSEEN):
            pair.whole = False  # of what cannot be looked at, nothing is said


def _compare_folder(pair: _Pair, path: str) -> list[str]:
    """Returns the folders in it that both have."""
    here = _listed(pair.tree, path, pair.tree.find(path))
    there = _listed(pair.other, path, pair.other.find(path))
    if here is None or there is None:
        return []
    for number, mine, others in ((0, here, there), (1, there, here)):
        files = {name: each for name, each in mine.items() if each.size and not each.directory}
        pair.files[number].extend(files.values())
        places = {_place(entry) for entry in others.values()}
        for name, entry in files.items():
            same = others.get(name)
            if same is not None and not same.directory and not pair.renamed(entry, places):
                if number and not _same(pair, same, entry):
                    pair.differ.append((_joined(path, entry.name), _place(entry)[0]))
            elif _place(entry) not in places:
                pair.alone[number] += 1
    both = (entry for name, entry in here.items() if entry.directory and name in there)
    return [_joined(path, entry.name) for entry in both]


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _same(pair: _Pair, mine: Entry, other: Entry) -> bool:
    """Whether two files of one name are one, or begin alike; of too many that is taken for
    granted."""
    if _place(mine) == _place(other):
        return True
    if mine.size != other.size:
        return False
    pair.beginnings += 1
    if pair.beginnings > _MOST_BEGINNINGS:
        return True
    return pair.tree.read(mine, 0, _BEGINNING) == pair.other.read(other, 0, _BEGINNING)


def _listed(tree: Tree, path: str, folder: Entry | None) -> dict[str, Entry] | None:
    """What a folder holds, by names in lower case, without what is no file or folder; by their very
    names those that differ in nothing else. None where it is not there, or too large."""
    if folder is None or sum(extent.length for extent in folder.extents) > _LARGEST_FOLDER:
        return None
    plain = [entry for entry in tree.list(path) if not entry.link and not entry.special]
    folded = [entry.name.casefold() for entry in plain]
    times = Counter(folded)
    named = zip(folded, plain, strict=True)
    return {name if times[name] == 1 else entry.name: entry for name, entry in named}


def _place(entry: Entry) -> _Place:
    return entry.extents[0].offset if entry.extents else None, entry.size
