"""What is kept of a drive while a probe is on it, in memory and in a file."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support_images import image_bytes
from support_media import Memory, stick_info

from app.drives.told import Told, this_start
from app.errors import FolderError, ReadRefused, WriteRefused
from app.old_contents import Writer, read
from app.stages.safe import Safe
from app.stages.spread import Place

SIZE = 256 << 10
WAS = image_bytes(SIZE, "was")
DRIVE = stick_info(SIZE)
FIRST, SECOND = Place(16384, 4096, 4096), Place(65536, 4096, 0)
BECOMES = {place: image_bytes(place.whole, str(place.offset)) for place in (FIRST, SECOND)}


@dataclass
class Refusing(Memory):
    """Refuses to read from, or to write to, these places."""

    no_read: tuple[int, ...] = ()
    no_write: tuple[int, ...] = ()

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset in self.no_read:
            raise ReadRefused("Stick", offset, "Input/output error")
        return super().pread_into(buffer, offset)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        if any(offset <= place < offset + len(buffer) for place in self.no_write):
            raise WriteRefused("Stick", offset, "Input/output error")
        return super().pwrite(buffer, offset)


@pytest.fixture
def medium() -> Refusing:
    return Refusing(bytearray(WAS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.old"


def overwrite(medium: Memory, *places: Place) -> None:
    for place in places:
        medium.content[place.offset : place.offset + place.whole] = BECOMES[place]


def kept(medium: Memory, path: Path | None, *places: Place) -> Safe:
    safe = Safe(medium, DRIVE, path)
    safe.begin()
    for place in places:
        safe.keep(place, BECOMES[place])
    safe.sync()
    medium.log.clear()
    return safe


@pytest.mark.parametrize("in_a_file", [True, False])
def test_all_is_put_back(medium: Refusing, path: Path, in_a_file: bool) -> None:
    safe = kept(medium, path if in_a_file else None, FIRST, SECOND)
    assert path.exists() is in_a_file
    assert safe.places == (FIRST, SECOND)
    overwrite(medium, FIRST, SECOND)
    safe.put_all_back()
    assert medium.content == WAS
    assert [call for call, _, _ in medium.log] == [
        "write",
        "write",
        "sync",
        "read",
        "read",
    ]
    assert not path.exists()


def test_the_file_says_what_undo_has_to_know(medium: Refusing, path: Path) -> None:
    """Of the drive's first sector as well, which stays as it is. What lies behind that belongs to
    whoever mounts the drive."""
    kept(medium, path, FIRST, SECOND)
    old = read(path)
    assert (old.drive, old.diskseq, old.start) == (Told.of(DRIVE), 7, this_start())
    assert old.probed
    assert [(piece.offset, piece.length) for piece in old.pieces] == [
        (0, 512),
        (FIRST.offset, FIRST.whole),
        (SECOND.offset, SECOND.whole),
    ]
    for piece in old.pieces:
        assert old.bytes_of(piece) == WAS[piece.offset : piece.offset + piece.length]
    states = {grain.offset: len(grain.digests) for grain in old.grains}
    assert {grain.length for grain in old.grains} == {512}
    assert states == {
        0: 1,
        **dict.fromkeys(range(FIRST.offset, FIRST.offset + FIRST.whole, 512), 2),
        **dict.fromkeys(range(SECOND.offset, SECOND.offset + SECOND.whole, 512), 2),
    }


def test_only_what_was_written_to_is_put_back(medium: Refusing) -> None:
    """What is behind it, or elsewhere, somebody else may have changed meanwhile."""
    safe = kept(medium, None, FIRST, SECOND)
    overwrite(medium, FIRST, SECOND)
    shorter = Place(FIRST.offset, FIRST.length, 0)
    safe.narrow([shorter])
    assert safe.places == (shorter,)
    safe.put_all_back()
    assert not safe.lost
    start, stop = FIRST.offset, FIRST.offset + shorter.whole
    assert medium.content[start:stop] == WAS[start:stop]
    assert medium.content[stop : start + FIRST.whole] == BECOMES[FIRST][shorter.whole :]
    assert medium.content[SECOND.offset :][: SECOND.whole] == BECOMES[SECOND]


def test_a_first_unit_that_cannot_be_read_is_no_hindrance(medium: Refusing, path: Path) -> None:
    medium.no_read = (0,)
    kept(medium, path, FIRST)
    assert len(read(path).pieces) == 2


def test_a_place_that_cannot_be_read_is_not_kept(medium: Refusing, path: Path) -> None:
    medium.no_read = (FIRST.offset,)
    safe = kept(medium, path)
    with pytest.raises(ReadRefused):
        safe.keep(FIRST, BECOMES[FIRST])
    assert safe.places == ()
    assert len(read(path).pieces) == 1


def test_whether_it_is_back(medium: Refusing, path: Path) -> None:
    safe = kept(medium, path, FIRST, SECOND)
    overwrite(medium, FIRST, SECOND)
    medium.no_write = (SECOND.offset,)
    for place in safe.places:
        safe.put_back(place)
        safe.look(place)
    assert len(safe.lost) == 1
    medium.no_read = (FIRST.offset,)
    safe.look(FIRST)
    assert len(safe.lost) == 2


@pytest.mark.parametrize("refused", [0, 4096])
def test_beside_what_is_refused_all_else_comes_back(medium: Refusing, refused: int) -> None:
    safe = kept(medium, None, FIRST)
    overwrite(medium, FIRST)
    medium.no_write = (FIRST.offset + refused,)
    safe.put_back(FIRST)
    wrong = [
        offset
        for offset in range(0, SIZE, 512)
        if medium.content[offset : offset + 512] != WAS[offset : offset + 512]
    ]
    assert wrong == list(range(FIRST.offset + refused, FIRST.offset + refused + 4096, 512))


@pytest.mark.parametrize("place", [FIRST, SECOND])
def test_what_is_not_all_there_is_not_back(medium: Refusing, place: Place) -> None:
    safe = kept(medium, None, FIRST, SECOND)
    safe.look(place)
    assert len(safe.lost) == 0
    medium.content[place.offset + place.whole - 1] ^= 1
    safe.look(place)
    assert len(safe.lost) == 1


def test_what_is_lost_stays_in_the_file(medium: Refusing, path: Path) -> None:
    """There is no other copy of it."""
    safe = kept(medium, path, FIRST, SECOND)
    overwrite(medium, FIRST, SECOND)
    medium.no_write = (SECOND.offset,)
    safe.put_all_back()
    assert safe.lost == {SECOND}
    old = read(path)
    assert [old.bytes_of(piece) for piece in old.pieces if piece.offset == SECOND.offset] == [
        WAS[SECOND.offset : SECOND.offset + SECOND.whole]
    ]


def test_forgotten_twice_is_forgotten(medium: Refusing, path: Path) -> None:
    safe = kept(medium, path, FIRST)
    safe.forget()
    assert not path.exists()
    path.touch()
    safe.forget()
    assert path.exists()


def without_room(_: object, *__: object, **___: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("method", "work"),
    [
        ("old", lambda safe: safe.keep(FIRST, BECOMES[FIRST])),
        ("sync", lambda safe: safe.sync()),
        ("__init__", lambda safe: safe.begin()),
    ],
)
def test_without_its_file_nothing_goes_on(
    medium: Refusing,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    work: Callable[[Safe], None],
) -> None:
    safe = kept(medium, path)
    monkeypatch.setattr(Writer, method, without_room)
    with pytest.raises(FolderError) as caught:
        work(safe)
    assert caught.value.args == FolderError(str(path.parent), "No space left on device").args
    assert safe.places == ()


def test_a_file_that_cannot_be_taken_away_stops_nothing(
    medium: Refusing, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = kept(medium, path, FIRST)
    monkeypatch.setattr(Writer, "discard", without_room)
    safe.forget()
    assert path.exists()
