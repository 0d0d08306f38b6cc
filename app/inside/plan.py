"""What will be taken out of an image, counted before the first file is made, and refused where
there is no room for it or more of it than any honest image holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import BudgetSpent, FolderError, NoRoom, NotInside
from app.formats.tree import Entry
from app.inside.beneath import Beneath
from app.inside.tree import Inside

MOST_BYTES = 1 << 40  # that an image may hold before it is asked for again
BEYOND = 50  # times as much as an honest image needs, where that was done
ANYWAY = "Go on all the same with --anyway."


@dataclass(frozen=True, slots=True)
class ExtractPlan:
    """`paths` of the image that will be put into the `folder`, which is made where it is missing,
    and what was counted of them."""

    paths: tuple[str, ...]
    folder: Path
    files: int
    folders: int
    size: int  # bytes that will be written
    patience: int


def plan_extract(
    inside: Inside, paths: Sequence[str], folder: Path, *, anyway: bool = False
) -> ExtractPlan:
    """Counts everything. `inside` was opened with as much patience as `anyway` needs.

    Raises NotInside, NoRoom, FolderError; BudgetSpent, with a hint how to go on, for more than any
    honest image holds; CorruptImage.
    """
    patience = BEYOND if anyway else 1
    whole = tuple("/".join(filter(None, path.split("/"))) for path in paths)
    free, free_files, block = _room(folder)
    files = folders = size = need = 0
    with _saying_how_to_go_on(anyway=anyway):
        for _, entry in (each for path in whole for each in chosen(inside, path, patience)):
            length = _stored(entry)
            files, folders = files + (not entry.directory), folders + entry.directory
            size += length
            need += -(-length // block) * block if not entry.directory else block
        if size > MOST_BYTES and not anyway:
            raise BudgetSpent(f"{size:,} bytes of files")
    if need > free or -1 < free_files < files + folders:
        raise NoRoom(str(folder), need, free)
    return ExtractPlan(whole, folder, files, folders, size, patience)


def chosen(inside: Inside, path: str, patience: int) -> Iterator[tuple[str, Entry]]:
    """What is at a path, and all below it. Raises NotInside."""
    entry = inside.find(path)
    if entry is None:
        raise NotInside(path)
    if path:
        yield path, entry
    if entry.directory and not entry.damaged:
        yield from inside.walk(path, patience)


@contextmanager
def _saying_how_to_go_on(*, anyway: bool) -> Iterator[None]:
    try:
        yield
    except BudgetSpent as error:
        error.hint = "" if anyway else ANYWAY
        raise


def _room(folder: Path) -> tuple[int, int, int]:
    """As `Beneath.room`; of the folder above, where this one has yet to be made."""
    try:
        if folder.is_symlink() and not folder.exists():
            raise FolderError(str(folder), "it is a link that leads nowhere")
        with Beneath(folder if folder.exists() else folder.parent) as below:
            below.demand_writable()
            return below.room()
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error


def _stored(entry: Entry) -> int:
    """Bytes that are not holes, as far as the tree knows."""
    if entry.directory or not entry.extents:
        return entry.size
    stored = sum(extent.length for extent in entry.extents if extent.offset is not None)
    return min(stored, entry.size)
