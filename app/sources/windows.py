"""A stick that installs Windows, composed of the files of its disc: FAT32, since that is what UEFI
reads, and `install.wim` in parts where it is too large for that."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.errors import CorruptImage, NotComposable
from app.formats.binary import Budget, Memory, Reader
from app.formats.iso9660 import Iso9660
from app.formats.mbr import SECTOR
from app.formats.tree import MOST_NODES, Entry, Tree, walk
from app.formats.udf import Udf
from app.formats.wim_table import Header
from app.sources.answers import ARCHITECTURES, NO_ANSWERS, SEEN_BY_SETUP, SEEN_BY_WINDOWS, Answers
from app.sources.answers import NAME as ANSWERS
from app.sources.composed import ComposedSource, Split
from app.sources.extents import ZEROS, Extents, Joined, Piece
from app.sources.fat32 import LARGEST_FILE, File, compose
from app.sources.source import Source
from app.sources.split_wim import split

# Walking all of a disc's folders takes more reads than looking for a few files.
_READS = 2_000_000
_BYTES = 1 << 30

_LANGUAGES = "sources/lang.ini"
_LONGEST_LIST = 64 << 10  # bytes
_SECTION = re.compile(r"^\[Available UI Languages\]([^\[]*)", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"^[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){1,3})[ \t]*=", re.MULTILINE)

LOADERS = "efi/boot"  # the folder where UEFI looks for them on a stick

Rebuilt = Mapping[str, Extents]  # images that stand for those of these paths
NOTHING_REBUILT: Rebuilt = {}

_IMAGES = ("install.wim", "install.esd")  # what Setup also takes in parts


def open_tree(image: Source, kind: type[Udf | Iso9660]) -> Tree:
    """The image's files, with a budget for reading them all. Raises CorruptImage, NotComposable."""
    return kind.open(Budget(image.look(), reads=_READS, length=_BYTES, names=2 * MOST_NODES))


def compose_windows(
    image: Source,
    tree: Tree,
    size: int,
    sector: int,
    answers: Answers = NO_ANSWERS,
    rebuilt: Rebuilt = NOTHING_REBUILT,
) -> ComposedSource:
    """The files of `tree`, which lie in `image`, for a drive of `size` bytes; and `answers` to
    Setup's questions, where there are any. `rebuilt` stand in place of files that are too large.

    Raises NotComposable with the file that is in the way, SolidImage where that could be converted,
    DriveTooSmall, CorruptImage, BudgetSpent.
    """
    if image.layers:
        why = "it is packed, so they can’t be read one by one"
        raise NotComposable(why, hint="Unpack it first.")
    if sector != SECTOR:
        raise NotComposable(f"the drive has sectors of {sector:,} bytes, not of {SECTOR}")
    reader = image.look()
    splits: list[Split] = []
    files = sorted(_files(tree, reader, splits, rebuilt), key=lambda file: _place(file, reader))
    processors, spoken = _processors(tree), languages(tree)
    text = _answers(tree, answers, processors, spoken)
    if text:
        data = text.encode()
        files.insert(0, File(ANSWERS, (Piece(Memory(data), 0, len(data)),)))
    composed = compose(files, size, tree.label)
    count = sum(not file.directory for file in files)
    return ComposedSource(
        image, reader, composed.disk, composed.used, count, tuple(splits), text, processors, spoken
    )


def _processors(tree: Tree) -> tuple[str, ...]:
    """Those that the disc has loaders for, as Setup calls them."""
    if tree.find(LOADERS) is None:
        return ()
    names = [entry.name.lower() for entry in tree.list(LOADERS)]
    return tuple(ARCHITECTURES[name] for name in names if name in ARCHITECTURES)


def languages(tree: Tree) -> tuple[str, ...]:
    """Those that the Windows on the disc can speak: a section of `sources/lang.ini`, which may be
    in UTF-16. Where that cannot be read, none is known."""
    entry = tree.find(_LANGUAGES)
    if entry is None or entry.directory or entry.damaged:
        return ()
    try:
        data = tree.read(entry, 0, min(entry.size, _LONGEST_LIST))
    except CorruptImage:
        return ()
    wide = data.startswith(b"\xff\xfe")
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    section = _SECTION.search(text)
    return tuple(_TAG.findall(section[1])) if section else ()


def _answers(tree: Tree, answers: Answers, processors: Sequence[str], spoken: Sequence[str]) -> str:
    if not answers:
        return ""
    for path in SEEN_BY_SETUP + SEEN_BY_WINDOWS:
        if tree.find(path) is not None:
            raise NotComposable(
                "the disc has answers of its own for Windows, and only one of the two would count",
                path,
                "Leave yours out, and Windows goes by the disc’s.",
            )
    return answers.in_xml(processors, spoken)


def whole_file(image: Source, tree: Tree, path: str) -> Extents:
    """One file of the disc. Raises NotComposable where it is damaged, CorruptImage."""
    joined, entry = Joined(), tree.find(path)
    if entry is None:
        raise NotComposable("it is damaged in the image", path)
    joined.all(_pieces(path, entry, image.look()))
    return joined.done()


def _files(tree: Tree, reader: Reader, splits: list[Split], rebuilt: Rebuilt) -> Iterator[File]:
    for path, entry in walk(tree):
        if entry.damaged:
            raise NotComposable("it is damaged in the image", path)
        if entry.link:
            raise NotComposable("it is a link, which FAT32 does not have", path)
        if entry.special:
            raise NotComposable("it is no file, and FAT32 has nothing else", path)
        if entry.directory:
            yield File(path, (), entry.modified, entry.hidden, directory=True)
        elif entry.size > LARGEST_FILE and entry.name.lower() in _IMAGES:
            yield from _parts(path, entry, reader, splits, rebuilt.get(path))
        else:
            yield File(path, tuple(_pieces(path, entry, reader)), entry.modified, entry.hidden)


def _pieces(path: str, entry: Entry, reader: Reader) -> Iterator[Piece]:
    left = entry.size
    for extent in entry.extents:
        if length := min(extent.length, left):
            hole = extent.offset is None
            yield Piece(ZEROS if hole else reader, extent.offset or 0, length)
            left -= length
    if left:
        raise NotComposable("it is damaged in the image", path)


def _parts(
    path: str, entry: Entry, reader: Reader, splits: list[Split], other: Extents | None
) -> Iterator[File]:
    """An image in parts, or the `other` one that was made of it; where it has room for more than it
    holds, it may be one again."""
    joined = Joined()
    joined.all(_pieces(path, entry, reader))
    whole, guid = joined.done(), None
    if other is not None:  # whose own GUID is another one each time
        whole, guid = other, Header.read(whole).guid
    parts = split(whole, path, guid=guid)
    folder = path[: -len(entry.name)]
    names = [f"{folder}install{n if n > 1 else ''}.swm" for n in range(1, len(parts) + 1)]
    if len(parts) == 1:
        names = [path if other is None else f"{folder}install.wim"]
    splits.append(Split(path, tuple(names), converted=other is not None))
    for name, part in zip(names, parts, strict=True):
        yield File(name, tuple(part.pieces()), entry.modified, entry.hidden)


def _place(file: File, reader: Reader) -> int:
    """Where in the image it begins; what has no place there comes before all others."""
    return next((piece.place for piece in file.pieces if piece.reader is reader), -1)
