from support_media import Memory

from app.stages.keep import Keep
from app.stages.ledger import BLOCK, GRAIN
from app.stages.mark import Mark


def marked(sector: int = 512) -> tuple[Memory, Mark]:
    medium = Memory.of(8 * BLOCK, b"\0", sector=sector)
    mark = Mark(medium, "Stick", Keep())
    mark.put()
    return medium, mark


def test_every_grain_has_one_and_the_first_sector_none() -> None:
    for sector in (512, 4096):
        medium, mark = marked(sector)
        head = memoryview(medium.content)[:BLOCK]
        assert bytes(head[:sector]) == bytes(sector)
        signs = {bytes(head[end - sector : end]) for end in range(GRAIN, BLOCK + 1, GRAIN)}
        assert len(signs) == 1
        assert any(signs.pop())
        assert all(mark.is_in(head[start : start + GRAIN]) for start in range(0, BLOCK, GRAIN))
        assert not mark.is_in(memoryview(medium.content)[BLOCK:])
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


def test_a_grain_written_anywhere_onto_it_breaks_it() -> None:
    for start in (0, 512, GRAIN - 512, 3 * GRAIN + 1024, BLOCK - GRAIN):
        medium, mark = marked()
        medium.content[start : start + GRAIN] = bytes(GRAIN)
        assert not mark.is_whole()


def test_one_that_cannot_be_read_is_not_whole() -> None:
    medium, mark = marked()
    medium.content[BLOCK // 2 :] = b""  # reads end early
    assert not mark.is_whole()
