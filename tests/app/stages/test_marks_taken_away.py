"""A quick probe that is cut short, at any moment, on sticks that lie and on those that do not: what
was there comes back, and nothing that somebody else wrote since goes away."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from support_images import image_bytes
from support_lying import Lying
from support_media import stick_info

from app.capacity import UNIT
from app.control import Control
from app.errors import DriveGone, NotAsLeft, ReadRefused, VerifyError, WriteRefused
from app.old_contents import MAGIC, OldContents, read
from app.stages.probe import Probe
from app.stages.put_back import demand_as_left, demand_kept, take_marks_away

SIZE = 64 * UNIT
WAS = image_bytes(SIZE, "was")
ODD = 13 * 512  # bytes that make a stick end within a place


@dataclass
class Stick(Lying):
    """Behind `limbo` all addresses are the UNIT before it. The write at which it goes away leaves
    half of itself."""

    limbo: int = 1 << 62

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset + len(buffer) <= self.limbo or len(buffer) == 512:
            return super().pread_into(buffer, self._really(offset))
        self._demand("read", offset, len(buffer))
        for start in range(0, len(buffer), 512):
            place = self._really(offset + start)
            buffer[start : start + 512] = self.content[place : place + 512]
        return len(buffer)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        try:
            self._demand("write", offset, len(buffer))
        except DriveGone:
            if ("write", self._writes()) == self.goes_at:
                self._keep(buffer[: len(buffer) // 1024 * 512], offset)
            raise
        if any(offset <= place < offset + len(buffer) for place in self.no_write):
            raise WriteRefused("Stick", offset, "Input/output error")
        self._keep(buffer, offset)
        return len(buffer)

    def _keep(self, buffer: memoryview, offset: int) -> None:
        for start in range(0, len(buffer), 512):
            if offset + start < self.drop:
                place = self._really(offset + start) % self.wrap
                self.content[place : place + 512] = buffer[start : start + 512]

    def _really(self, offset: int) -> int:
        if offset < self.limbo:
            return offset
        return self.limbo - UNIT + offset % UNIT

    def _writes(self) -> int:
        return sum(call == "write" for call, _, _ in self.calls)


STICKS: dict[str, dict[str, int]] = {
    "honest": {},
    "wraps": {"wrap": 20 * UNIT},
    "wraps within a place": {"wrap": 37 * UNIT + ODD},
    "wraps often": {"wrap": 5 * UNIT + 512},
    "limbo": {"limbo": 24 * UNIT},
    "limbo within a place": {"limbo": 24 * UNIT + ODD},
    "drops": {"drop": 30 * UNIT + 512},
}
KINDS = pytest.mark.parametrize("kind", STICKS.values(), ids=STICKS)


def stick(kind: dict[str, int], content: bytes = WAS) -> Stick:
    return Stick(bytearray(content), **kind)  # type: ignore[arg-type]  # each is a number


def probed(medium: Stick, path: Path, at: tuple[str, int]) -> bool:
    """Whether it went away in the middle, and left marks; it is plugged in again."""
    before = bytes(medium.content)
    medium.goes_at = at
    with suppress(DriveGone):
        list(Probe(medium, stick_info(SIZE), Control(), path).run())
    plug_in(medium)
    return bytes(medium.content) != before


def plug_in(medium: Stick) -> None:
    medium.gone, medium.goes_at = False, None
    medium.calls.clear()


def undo(medium: Stick, old: OldContents) -> None:
    demand_kept("Stick", old)
    list(demand_as_left(medium, "Stick", old, Control()))
    list(take_marks_away(medium, "Stick", old, Control()))


def writes(medium: Stick) -> list[tuple[int, int]]:
    return [(offset, length) for call, offset, length in medium.calls if call == "write"]


@KINDS
def test_all_that_was_there_is_back_whenever_it_was_cut_short(
    tmp_path: Path, kind: dict[str, int]
) -> None:
    left = 0
    for number in range(1, 60, 4):
        medium, path = stick(kind), tmp_path / f"{number}.old"
        if probed(medium, path, ("write", number)):
            left += 1
            undo(medium, read(path))
        assert medium.content == WAS
    assert left >= 8


@KINDS
def test_and_so_it_is_whenever_the_putting_back_was_cut_short(
    tmp_path: Path, kind: dict[str, int]
) -> None:
    """It begins anew, also where the first sector had a mark."""
    cut = 0
    for number in (1, 2, 5, 9, 14):
        medium, path = stick(kind), tmp_path / f"{number}.old"
        assert probed(medium, path, ("sync", 2))
        medium.goes_at = ("write", number)
        with suppress(DriveGone):
            undo(medium, read(path))
        cut += medium.gone
        plug_in(medium)
        undo(medium, read(path))
        assert medium.content == WAS
    assert cut >= 2


def test_a_fake_s_first_sector_is_put_back_as_well(tmp_path: Path) -> None:
    medium = stick({"wrap": 5 * UNIT + 512})
    assert probed(medium, tmp_path / "1.old", ("sync", 2))
    assert medium.content[:512] != WAS[:512]
    undo(medium, read(tmp_path / "1.old"))
    assert medium.content == WAS


def test_the_first_sector_of_any_other_is_left_alone(tmp_path: Path) -> None:
    medium = stick({})
    assert probed(medium, tmp_path / "1.old", ("sync", 2))
    undo(medium, read(tmp_path / "1.old"))
    assert min(offset for offset, _ in writes(medium)) >= UNIT


@KINDS
def test_one_byte_that_is_neither_is_refused(tmp_path: Path, kind: dict[str, int]) -> None:
    """Also on a fake, and wherever it is: somebody wrote to it since, or it is another drive."""
    medium, path = stick(kind), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    real = min(SIZE, *kind.values()) if kind else SIZE
    inside = [piece.offset for piece in old.pieces if piece.offset + piece.length <= real]
    for place in inside:
        medium.content[place + 100] ^= 1
        with pytest.raises(NotAsLeft) as caught:
            undo(medium, old)
        assert caught.value.probed
        assert "is not as the test left it" in str(caught.value)
        medium.content[place + 100] ^= 1
    assert len(inside) > 1
    assert not writes(medium)
    medium.calls.clear()
    undo(medium, old)
    assert medium.content == WAS
    synced = medium.calls.index(("sync", 0, 0))
    asked = [call for call in medium.calls[:synced] if call[0] == "read"]
    for piece in old.pieces:  # once for the look, which takes neighbours together, and once more
        assert asked.count(("read", piece.offset, piece.length)) <= 2


def test_another_drive_gets_nothing(tmp_path: Path) -> None:
    assert probed(stick({}), tmp_path / "1.old", ("sync", 2))
    other = stick({}, image_bytes(SIZE, "other"))
    with pytest.raises(NotAsLeft):
        undo(other, read(tmp_path / "1.old"))
    assert not writes(other)


def test_one_with_the_marks_of_another_test_gets_nothing(tmp_path: Path) -> None:
    assert probed(stick({}), tmp_path / "1.old", ("sync", 2))
    other = stick({})
    assert probed(other, tmp_path / "2.old", ("sync", 2))
    with pytest.raises(NotAsLeft):
        undo(other, read(tmp_path / "1.old"))


def test_what_was_in_the_first_sector_is_no_mark(tmp_path: Path) -> None:
    """It was kept, and stayed: of a drive without a table it is zeros, as others' may be."""
    medium = stick({}, bytes(512) + WAS[512:])
    assert probed(medium, tmp_path / "1.old", ("sync", 2))
    old = read(tmp_path / "1.old")
    place = old.pieces[3].offset
    medium.content[place : place + 512] = bytes(512)
    with pytest.raises(NotAsLeft):
        undo(medium, old)


def test_what_a_note_of_a_write_says_it_wrote_is_no_mark(tmp_path: Path) -> None:
    """Only a probe puts something there that nobody else has."""
    medium, path = stick({"wrap": 20 * UNIT}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    content = path.read_bytes()
    assert content.startswith(MAGIC)
    path.write_bytes(content.replace(b'"probe": true', b'"probe": null', 1))
    old = read(path)
    assert (old.probed, old.marks) == (False, frozenset())
    with pytest.raises(NotAsLeft):
        list(demand_as_left(medium, "Stick", old, Control()))


def test_what_holds_no_mark_is_not_written(tmp_path: Path) -> None:
    """Not even where somebody wrote between the look and the putting back; that is told."""
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("write", 5))
    old = read(path)
    marked = [place for place, _ in zip(old.pieces[1:], range(5), strict=False)]
    place = old.pieces[2].offset
    medium.content[place : place + 512] = other = image_bytes(512, "other")
    with pytest.raises(VerifyError) as caught:
        list(take_marks_away(medium, "Stick", old, Control()))
    assert caught.value.ranges == ((place, old.pieces[2].length),)
    assert medium.content[place : place + 512] == other
    wanted = [(each.offset, UNIT) for each in marked]
    wanted[1] = (place + 512, UNIT - 512)
    wanted[4] = (wanted[4][0], UNIT // 2)  # of which half came to the drive
    assert writes(medium) == wanted


def test_a_place_that_takes_nothing_keeps_no_other_from_coming_back(tmp_path: Path) -> None:
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    bad = old.pieces[3]
    medium.no_write.add(bad.offset)
    with pytest.raises(WriteRefused):
        undo(medium, old)
    for piece in old.pieces:
        same = medium.content[piece.offset :][: piece.length] == WAS[piece.offset :][: piece.length]
        assert same is not (piece is bad)
    medium.no_write.clear()
    undo(medium, old)
    assert medium.content == WAS


def test_a_place_that_gives_nothing_keeps_no_other_from_coming_back(tmp_path: Path) -> None:
    """A worn place, which could be read before it had its mark. What is in it, nobody knows."""
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    bad = old.pieces[3]
    medium.no_read.add(bad.offset)
    with pytest.raises(ReadRefused):
        undo(medium, old)
    for piece in old.pieces:
        same = medium.content[piece.offset :][: piece.length] == WAS[piece.offset :][: piece.length]
        assert same is not (piece is bad)
    assert bad.offset not in [offset for offset, _ in writes(medium)]
    assert medium.calls[-1][0] == "sync"  # what is said is of the place, not of a comparison
    medium.no_read.clear()
    undo(medium, old)
    assert medium.content == WAS


@pytest.mark.parametrize("refused", ["no_read", "no_write"])
def test_of_a_place_only_what_is_bad_stays_marked(tmp_path: Path, refused: str) -> None:
    """Its marks may be as long as half a MiB, and of that a sector is bad."""
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    bad = max(old.pieces, key=lambda piece: piece.length)
    assert bad.length > 2 * UNIT
    getattr(medium, refused).add(bad.offset + UNIT + 512)
    with pytest.raises(ReadRefused if refused == "no_read" else WriteRefused):
        undo(medium, old)
    start, stop = bad.offset + UNIT, bad.offset + 2 * UNIT
    assert medium.content[start:stop] != WAS[start:stop]
    assert medium.content[:start] + medium.content[stop:] == WAS[:start] + WAS[stop:]


def test_where_nothing_can_be_read_nothing_is_proven(tmp_path: Path) -> None:
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    medium.no_read.update(piece.offset for piece in old.pieces)
    with pytest.raises(ReadRefused) as caught:
        undo(medium, old)
    assert caught.value.offset == 0
    assert not writes(medium)


def test_of_a_write_all_has_to_be_read(tmp_path: Path) -> None:
    """Its first sector is gone, and comes back last: there is no half of that."""
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    path.write_bytes(path.read_bytes().replace(b'"probe": true', b'"probe": null', 1))
    medium.no_read.add((old := read(path)).pieces[3].offset)
    with pytest.raises(ReadRefused):
        list(demand_as_left(medium, "Stick", old, Control()))


def test_one_that_never_took_its_mark_is_asked_for_nothing(tmp_path: Path) -> None:
    """A worn place, which holds what it held."""
    medium, path = stick({}), tmp_path / "1.old"
    medium.no_write.add(20 * UNIT)
    assert probed(medium, path, ("sync", 2))
    undo(medium, read(path))
    assert medium.content == WAS


def test_it_is_back_when_the_drive_has_stored_it_and_all_of_it_was_read(tmp_path: Path) -> None:
    """The first sector as well, which somebody may have written to meanwhile."""
    medium, path = stick({}), tmp_path / "1.old"
    assert probed(medium, path, ("sync", 2))
    old = read(path)
    medium.content[5] ^= 1
    with pytest.raises(VerifyError) as caught:
        list(take_marks_away(medium, "Stick", old, Control()))
    assert caught.value.ranges == ((0, 512),)
    synced = medium.calls.index(("sync", 0, 0))
    *body, head = medium.calls[synced + 1 :]
    assert [(offset, length) for _, offset, length in [head, *body]] == [
        (piece.offset, piece.length) for piece in old.pieces
    ]
    assert {call for call, _, _ in body} == {"read"}
    assert medium.calls[synced - 1] == ("read", 0, 512)
