from collections.abc import Mapping

import pytest

from app.errors import AppError, BudgetSpent, CorruptImage, NotReached, PackedDamaged
from app.formats.tree import MOST_NODES, Entry, Extent, walk


class Drawn:
    """A tree drawn by hand: what each folder holds. A folder that is missing cannot be listed."""

    label = "DRAWN"

    def __init__(self, folders: Mapping[str, tuple[Entry, ...]]) -> None:
        self._folders = folders

    def list(self, path: str = "") -> tuple[Entry, ...]:
        if path not in self._folders:
            raise CorruptImage("Folder", 0, "it is not there")
        return self._folders[path]

    def find(self, path: str) -> Entry | None:
        raise NotImplementedError

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        raise NotImplementedError


class Endless(Drawn):
    """Every folder holds `width` others, without end."""

    def __init__(self, width: int) -> None:
        super().__init__({})
        self._entries = tuple(folder(f"f{number}") for number in range(width))

    def list(self, path: str = "") -> tuple[Entry, ...]:
        return self._entries


def folder(name: str, place: int | None = None, length: int = 2048) -> Entry:
    extents = () if place is None else (Extent(place, length),)
    return Entry(name, directory=True, size=0, extents=extents)


FILE = Entry("file", directory=False, size=3)


def test_each_folder_comes_before_what_it_holds() -> None:
    drawn = Drawn({"": (folder("a"), FILE), "a": (folder("b"),), "a/b": (FILE,)})
    paths = [path for path, _ in walk(drawn)]
    assert paths == ["a", "a/b", "a/b/file", "file"]


def test_a_walk_may_begin_below() -> None:
    drawn = Drawn({"": (folder("a"),), "a": (folder("b"),), "a/b": (FILE,)})
    assert [path for path, _ in walk(drawn, "a")] == ["a/b", "a/b/file"]


def test_a_folder_that_cannot_be_listed_is_damaged_and_the_walk_goes_on() -> None:
    drawn = Drawn({"": (folder("gone"), FILE)})
    assert [(path, entry.damaged) for path, entry in walk(drawn)] == [
        ("gone", True),
        ("file", False),
    ]


@pytest.mark.parametrize("error", [PackedDamaged("gzip", 9, "it ends too early"), NotReached(9, 5)])
def test_one_that_cannot_be_unpacked_is_no_other(error: AppError) -> None:
    class Packed(Drawn):
        def list(self, path: str = "") -> tuple[Entry, ...]:
            if path == "far":
                raise error
            return super().list(path)

    drawn = Packed({"": (folder("far"), FILE)})
    assert [(path, entry.damaged) for path, entry in walk(drawn)] == [
        ("far", True),
        ("file", False),
    ]


def test_a_first_folder_that_cannot_be_listed_is_an_error() -> None:
    with pytest.raises(CorruptImage):
        list(walk(Drawn({})))


def test_a_folder_that_was_met_before_is_not_entered_again() -> None:
    drawn = Drawn({"": (folder("a", 10), folder("b", 10)), "a": (FILE,), "b": (FILE,)})
    assert [(path, entry.damaged) for path, entry in walk(drawn)] == [
        ("a", False),
        ("a/file", False),
        ("b", True),
    ]


@pytest.mark.parametrize(
    ("endless", "why"),
    [(Endless(1), "inside each other"), (Endless(60), "inside each other")],
    ids=["deep", "wide and deep"],
)
def test_a_tree_without_end_ends(endless: Endless, why: str) -> None:
    with pytest.raises(BudgetSpent, match=why):
        list(walk(endless))


def test_too_many_entries_end() -> None:
    assert sum(1 for _ in walk(Drawn({"": (FILE,) * MOST_NODES}))) == MOST_NODES
    with pytest.raises(BudgetSpent, match="200,000 files"):
        list(walk(Drawn({"": (FILE,) * (MOST_NODES + 1)})))


def test_folders_that_are_too_large_together_end() -> None:
    entries = tuple(folder(f"f{at}", at, 16 << 20) for at in range(5))
    drawn = Drawn({"": entries} | {entry.name: () for entry in entries})
    with pytest.raises(BudgetSpent, match="too large"):
        list(walk(drawn))
