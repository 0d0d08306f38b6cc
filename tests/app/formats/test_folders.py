from collections.abc import Iterator, Mapping

import pytest
from support_readers import Counted, Stretched

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory, Reader
from app.formats.folders import MOST_FOLDERS, Folders
from app.formats.tree import Entry, Extent

Listing = Mapping[int, tuple[Entry, ...] | Exception]


class Drawn(Folders):
    """What each folder holds, by the byte at which it begins."""

    def __init__(self, listing: Listing, reader: Reader | None = None) -> None:
        super().__init__(reader or Memory(b""), folder("", 0))
        self._listing = listing
        self.reads: list[int | None] = []

    def _records(self, folder: Entry) -> Iterator[Entry]:
        place = folder.extents[0].offset or 0
        self.reads.append(place)
        listed = self._listing[place]
        if isinstance(listed, Exception):
            raise listed
        return iter(listed)


def folder(name: str, place: int) -> Entry:
    return Entry(name, directory=True, size=0, extents=(Extent(place, 2048),))


def file(name: str, *extents: Extent) -> Entry:
    return Entry(name, False, sum(extent.length for extent in extents), extents)


def test_what_was_listed_lately_is_not_read_again() -> None:
    drawn = Drawn({0: (folder("a", 1),), 1: (file("x"), file("y"))})
    for path in ("a/x", "A/Y", "a", "a/z"):
        drawn.find(path)
    assert drawn.list("a") == drawn.list("/A/")
    assert drawn.reads == [0, 1]


def test_a_folder_that_failed_fails_again_without_a_look() -> None:
    drawn = Drawn({0: (folder("a", 1),), 1: BudgetSpent("it is endless")})
    for _ in range(3):
        with pytest.raises(BudgetSpent):
            drawn.list("a")
    assert drawn.reads == [0, 1]


def test_what_is_kept_in_memory_is_bounded() -> None:
    listing: dict[int, tuple[Entry, ...] | Exception] = {
        place: (file("x"),) for place in range(1, 101)
    }
    listing[0] = tuple(folder(f"f{place}", place) for place in range(1, 101))
    drawn = Drawn(listing)
    for place in range(1, 101):
        assert drawn.find(f"f{place}/x") is not None
    drawn.list("f100")
    assert len(drawn.reads) == 101
    drawn.list("f1")
    assert len(drawn.reads) == 102


def test_a_folder_inside_itself_is_marked_and_not_entered() -> None:
    drawn = Drawn({0: (folder("a", 1),), 1: (folder("up", 0), folder("self", 1))})
    assert [entry.damaged for entry in drawn.list("a")] == [True, True]
    assert drawn.list("a/up") == ()
    assert drawn.find("a/self/self") is None


def test_two_folders_may_lie_in_the_same_place_beside_each_other() -> None:
    drawn = Drawn({0: (folder("a", 1), folder("b", 1)), 1: (file("x"),)})
    assert drawn.find("a/x") == drawn.find("b/x") == file("x")


def test_too_many_folders_end() -> None:
    drawn = Drawn({0: tuple(folder(f"{place}", place) for place in range(1, MOST_FOLDERS + 2))})
    with pytest.raises(BudgetSpent, match="50,000 folders"):
        drawn.list()


def test_the_first_of_two_with_one_name_is_found() -> None:
    drawn = Drawn({0: (file("A", Extent(1, 1)), file("a", Extent(2, 2)), file("a"))})
    assert drawn.find("a") == file("a", Extent(2, 2))
    assert drawn.find("A") == file("A", Extent(1, 1))


DATA = bytes(range(256))
PIECES = file("x", Extent(10, 4), Extent(None, 3), Extent(200, 5))
WHOLE = DATA[10:14] + bytes(3) + DATA[200:205]


def test_reading_across_pieces_and_holes() -> None:
    drawn = Drawn({}, Memory(DATA))
    for offset in range(14):
        assert drawn.read(PIECES, offset) == WHOLE[offset:]
        for length in range(14):
            assert drawn.read(PIECES, offset, length) == WHOLE[offset : offset + length]
    assert drawn.read(PIECES, -5, 2) == WHOLE[:2]
    assert drawn.read(PIECES, 2, -1) == b""


def test_only_what_is_asked_for_is_read() -> None:
    counted = Counted(DATA)
    assert Drawn({}, counted).read(PIECES, 8, 2) == DATA[201:203]
    assert (counted.reads, counted.read) == (1, 2)


def test_reading_outside_the_image_is_damage() -> None:
    drawn = Drawn({}, Memory(DATA))
    with pytest.raises(CorruptImage, match="6 of 10 bytes"):
        drawn.read(file("x", Extent(250, 10)))


def test_a_large_file_is_read_in_parts_alone() -> None:
    large = file("x", Extent(0, 1 << 40))
    drawn = Drawn({}, Stretched(b"abc", 1 << 40))
    with pytest.raises(BudgetSpent):
        drawn.read(large)
    assert drawn.read(large, (1 << 40) - 2) == bytes(2)
    assert drawn.read(large, 0, 4) == b"abc\0"
