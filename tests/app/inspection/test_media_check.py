"""An image read to its end and compared with what its makers implanted."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from support_disc import Disc
from support_implanted import USE, Maker

from app.errors import ImageChanged
from app.inspection import inspect
from app.inspection.media_check import MediaCheck, check_implanted, implanted_in
from app.sources import open_plain

FRAGMENT_AND_BLOCK = (4 << 20) // 21 + 2 * (32 << 10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "disc.iso"


def checked(path: Path) -> MediaCheck | None:
    check = check_implanted(open_plain(path))
    done = 0
    while True:
        try:
            step = next(check)
        except StopIteration as end:
            result: MediaCheck | None = end.value
            return result
        assert done < step.done <= step.total
        done = step.done


@pytest.mark.parametrize(
    "maker",
    [
        Maker(),
        Maker(count=10),
        Maker(count=6),
        Maker(skip=0),
        Maker(length=100_000),
        Maker(length=9 << 20),
    ],
)
def test_an_image_as_it_was_made(path: Path, maker: Maker) -> None:
    path.write_bytes(maker.image())
    assert checked(path) == MediaCheck(None)


@pytest.mark.parametrize("place", [0, 5_000, USE - 1, USE + 512, 1_000_000, 2_999_999])
def test_damage_is_found_and_placed(path: Path, place: int) -> None:
    image = Maker().image()
    image[place] ^= 0xFF
    path.write_bytes(image)
    result = checked(path)
    assert result is not None
    assert result.damage is not None
    first, last = result.damage
    assert first <= place < last
    assert last - first <= FRAGMENT_AND_BLOCK


def test_damage_in_a_small_image_is_found(path: Path) -> None:
    image = Maker(length=100_000).image()
    image[90_000] ^= 1
    path.write_bytes(image)
    result = checked(path)
    assert result is not None
    assert result.damage == (0, len(image) - 15 * 2048)


def test_what_is_skipped_may_differ(path: Path) -> None:
    image = Maker().image()
    image[-1] ^= 0xFF
    path.write_bytes(image)
    assert checked(path) == MediaCheck(None)


def test_an_image_that_was_cut_off(path: Path) -> None:
    image = Maker(length=9 << 20).image()
    path.write_bytes(image[: 6 << 20])
    result = checked(path)
    assert result is not None
    assert result.damage == (6 << 20, len(image) - 15 * 2048)


def test_nothing_implanted(path: Path) -> None:
    path.write_bytes(Disc().build())
    assert checked(path) is None
    path.write_bytes(b"no disc at all")
    assert checked(path) is None


def test_it_stops_when_it_is_told_to(path: Path) -> None:
    path.write_bytes(Maker(length=9 << 20).image())
    with closing(check_implanted(open_plain(path))) as check:
        assert next(check).done == 4 << 20


@pytest.mark.parametrize("place", [1 << 20, 8 << 20])
def test_one_that_changes_meanwhile_is_neither_whole_nor_damaged(path: Path, place: int) -> None:
    """In front of what is still to be read, and behind it."""
    path.write_bytes(Maker(length=9 << 20).image())
    check = check_implanted(open_plain(path))
    next(check)
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"something else")
    with pytest.raises(ImageChanged):
        for _ in check:
            pass


def test_the_report_says_that_there_is_one(path: Path) -> None:
    path.write_bytes(Maker().image())
    assert inspect(open_plain(path)).has("implanted-checksum")
    path.write_bytes(Disc().build())
    assert not inspect(open_plain(path)).has("implanted-checksum")


@pytest.mark.tools
def test_its_makers_own_program_agrees(path: Path) -> None:
    if shutil.which("implantisomd5") is None:
        pytest.fail("isomd5sum is not installed")
    path.write_bytes(Disc(files={"DATA.BIN": bytes(range(256)) * 20_000}, padding=15).build())
    subprocess.run(["implantisomd5", "--force", path], check=True, capture_output=True)
    assert checked(path) == MediaCheck(None)
    path.write_bytes(Maker().image())
    subprocess.run(["checkisomd5", path], check=True, capture_output=True)
    found = implanted_in(open_plain(path).look())
    assert found is not None
    assert found.supported
