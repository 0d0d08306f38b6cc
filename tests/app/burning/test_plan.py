"""Which image goes onto which disc."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app import tools
from app.burning.disc import BLOCK, Disc
from app.burning.plan import PADDING, demand_xorriso, plan_burn
from app.errors import ImageEmpty, NoDisc, NoRoom
from app.inspection import inspect
from app.sources import FileSource, open_source

EMPTY = Disc("/dev/sr0", "CD-R", 0, 0, 1000, blank=True, again=False, open=False)
USED = replace(EMPTY, kind="CD-RW", sessions=1, blocks=600, blank=False, again=True)


def image(folder: Path, blocks: int) -> FileSource:
    path = folder / "image.iso"
    path.write_bytes(bytes(blocks * BLOCK))
    return open_source(path)


def test_it_fits_to_the_last_block(tmp_path: Path) -> None:
    source = image(tmp_path, 1000 - PADDING)
    assert plan_burn(source, inspect(source), EMPTY).blocks == 1000
    with pytest.raises(NoDisc, match=r"needs 2,048,000 bytes of .* has 2,045,952") as no:
        plan_burn(source, inspect(source), replace(EMPTY, room=999))
    assert no.value.need == 2_048_000


def test_a_file_has_no_more_room_than_its_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, file = image(tmp_path, 100), tmp_path / "disc.img"
    disc = replace(EMPTY, node=str(file), kind="stdio file, overwriteable", room=None)
    need = (100 + PADDING) * BLOCK
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result((1, 1, 9, 9, 9, *[9] * 5)))
    for simulate in (False, True):
        with pytest.raises(NoRoom) as caught:
            plan_burn(source, inspect(source), disc, simulate=simulate)
        assert (caught.value.need, caught.value.have) == (need, 9)
    file.write_bytes(b"x" * need)  # will be written over
    assert plan_burn(source, inspect(source), disc).blocks == 100 + PADDING


@pytest.mark.parametrize("there", [False, True])
def test_a_file_that_nobody_may_write_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Root may, so the answer is played."""
    source, file = image(tmp_path, 100), tmp_path / "disc.img"
    if there:
        file.write_bytes(bytes(BLOCK))
    asked = []
    monkeypatch.setattr(os, "access", lambda path, mode: asked.append((path, mode)))
    with pytest.raises(NoDisc, match="may not be written to"):
        plan_burn(source, inspect(source), replace(EMPTY, node=str(file), room=None))
    assert asked == [(file if there else tmp_path, os.W_OK)]


def test_what_is_erased_is_known(tmp_path: Path) -> None:
    source = image(tmp_path, 100)
    report = inspect(source)
    assert not plan_burn(source, report, EMPTY).erases
    assert plan_burn(source, report, USED).erases
    assert not plan_burn(source, report, EMPTY, simulate=True).erases


@pytest.mark.parametrize("disc", [USED, replace(EMPTY, kind="DVD+R"), replace(EMPTY, kind="BD-R")])
def test_not_every_disc_can_be_simulated(disc: Disc, tmp_path: Path) -> None:
    source = image(tmp_path, 100)
    assert not plan_burn(source, inspect(source), disc).simulate
    with pytest.raises(NoDisc, match="can’t simulate with this disc"):
        plan_burn(source, inspect(source), disc, simulate=True)


@pytest.mark.parametrize(
    ("disc", "why"),
    [
        (replace(EMPTY, blank=False, sessions=1, blocks=9), "closed, and can be written only once"),
        (replace(EMPTY, blank=False, sessions=1, blocks=9, open=True), "holds a session already"),
        (replace(EMPTY, blank=False, sessions=3, blocks=9, open=True), "holds 3 sessions already"),
    ],
)
def test_a_disc_that_is_used_up(disc: Disc, why: str, tmp_path: Path) -> None:
    source = image(tmp_path, 100)
    with pytest.raises(NoDisc, match=why):
        plan_burn(source, inspect(source), disc)


def test_an_image_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "small.iso"
    path.write_bytes(b"x")
    source = open_source(path)
    with pytest.raises(ImageEmpty):
        plan_burn(source, inspect(source), EMPTY)


def test_the_image_itself_is_no_disc(tmp_path: Path) -> None:
    source = image(tmp_path, 100)
    with pytest.raises(NoDisc, match="the image is this file"):
        plan_burn(source, inspect(source), replace(USED, node=str(source.path)))


def test_without_xorriso(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", "/nowhere")
    with pytest.raises(NoDisc, match="xorriso is not installed"):
        demand_xorriso()
