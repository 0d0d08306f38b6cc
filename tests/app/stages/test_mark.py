"""What stands in the head's place while the image is read back."""

import pytest
from support_media import Memory

from app.control import Control
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.mark import Mark
from app.stages.mark import marked as look


def marked(sector: int = 512) -> tuple[Memory, Mark]:
    medium = Memory.of(8 * BLOCK, b"\0", sector=sector)
    mark = Mark(medium, "Stick", Keep())
    mark.put()
    return medium, mark


@pytest.mark.parametrize("sector", [512, 4096])
def test_every_sector_has_one_but_the_first(sector: int) -> None:
    medium, mark = marked(sector)
    head = memoryview(medium.content)[:BLOCK]
    assert bytes(head[:sector]) == bytes(sector)
    signs = {bytes(head[start : start + sector]) for start in range(sector, BLOCK, sector)}
    assert len(signs) == 1
    assert any(signs.pop())
    assert mark.is_in(bytes(head[2 * sector : 3 * sector]))
    assert not mark.is_in(bytes(medium.content[BLOCK:]))
    assert mark.is_whole()


def test_it_is_put_once() -> None:
    medium, mark = marked()
    mark.put()
    assert [call for call, *_ in medium.log] == ["write"]
    assert mark.there
    assert not Mark(medium, "Stick", Keep()).there


def test_no_two_are_the_same() -> None:
    medium, mark = marked()
    other = Mark(medium, "Stick", Keep())
    assert not other.is_whole()
    other.put()
    assert not mark.is_whole()


def test_a_sector_written_anywhere_onto_it_breaks_it() -> None:
    for start in (0, 512, 4096, BLOCK - 512):
        medium, mark = marked()
        medium.content[start : start + 512] = bytes([0 if start else 1] * 512)
        assert not mark.is_whole()


def test_one_that_cannot_be_read_is_not_whole() -> None:
    medium, mark = marked()
    medium.content[BLOCK // 2 :] = b""  # reads end early
    assert not mark.is_whole()


def test_one_that_was_broken_is_put_once_more_and_stored() -> None:
    medium, mark = marked()
    medium.content[1024] ^= 1
    whole = looked_at(medium, mark)
    assert (whole, mark.is_whole()) == (False, True)
    assert [call for call, *_ in medium.log][-3:] == ["write", "sync", "read"]
    assert looked_at(medium, mark)


def looked_at(medium: Memory, mark: Mark) -> bool:
    steps = look(mark, medium, Control())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return bool(end.value)


class Told(Keep):
    """Notes what it was told, and what had been asked of the drive by then."""

    def __init__(self, medium: Memory) -> None:
        super().__init__()
        self.medium = medium
        self.told: list[tuple[bytes, int, int]] = []

    def before_head(self, head: memoryview, sector: int) -> None:
        self.told.append((bytes(head), sector, len(self.medium.log)))


def test_whoever_keeps_old_contents_knows_of_it_first() -> None:
    """Or it would not know the drive again that a stopped write has left."""
    medium = Memory.of(2 * BLOCK, sector=4096)
    keep = Told(medium)
    Mark(medium, "Stick", keep).put()
    assert keep.told == [(bytes(medium.content[:BLOCK]), 4096, 0)]
