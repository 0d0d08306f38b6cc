"""The page with the tools, and those that begin with a file."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_checksums import listed
from support_flow import Desk, boot_image
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    ready,
    texts,
    told,
    verified,
    with_drives,
    working,
)

from app.checksums.comparison import Search
from ui import intents
from ui.screens.screen import screen
from ui.state import Page, PasteOpen, State
from ui.state.after import after
from ui.state.checksum import Checksum, Summing
from ui.state.effects import (
    AskForImage,
    FindChecksums,
    FindLacking,
    LetGo,
    LookBack,
    StopSumming,
    SumUp,
)
from ui.state.image import Inspected, Unusable
from ui.view import Tools

LOOK_INSIDE, CHECK_DOWNLOAD = intents.OpenTool("look-inside"), intents.OpenTool("check-download")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def test_the_order_of_the_design() -> None:
    body = screen(told(State(), intents.ShowTools()), 0.0).body
    assert isinstance(body, Tools)
    named = [tool.intent.name for tool in body.tools if isinstance(tool.intent, intents.OpenTool)]
    drawn = ("back-up", "make-normal", "test", "look-inside", "check-drive", "check-download")
    assert named == [name for name in drawn if name in named]
    assert len(named) == len(body.tools)


def test_an_image_is_looked_into(desk: Desk, tmp_path: Path) -> None:
    desk.chooser.chosen = boot_image(tmp_path)
    desk.window.send(intents.ShowTools())
    desk.window.send(LOOK_INSIDE)
    desk.until(lambda: desk.state.page is Page.INSIDE)
    desk.until(lambda: desk.state.inside is not None and bool(desk.state.inside.folders))
    desk.window.send(intents.Back())
    desk.inspect(boot_image(tmp_path))
    assert desk.state.page is None, "what is dropped later is not looked into"


def test_a_download_is_checked(desk: Desk, tmp_path: Path) -> None:
    desk.chooser.chosen = boot_image(tmp_path)
    desk.window.send(intents.ShowTools())
    desk.window.send(CHECK_DOWNLOAD)
    desk.until(lambda: desk.state.sheet == PasteOpen())
    settle()
    assert isinstance(desk.state.image, Inspected)


def test_a_download_is_summed_up_whatever_there_is_to_compare_with(
    desk: Desk, tmp_path: Path
) -> None:
    image = boot_image(tmp_path)
    digest = hashlib.sha256(image.read_bytes()).hexdigest()
    desk.chooser.chosen = image
    desk.window.send(CHECK_DOWNLOAD)
    desk.until(lambda: desk.state.sheet == PasteOpen() and summed(desk) == digest)
    desk.window.send(intents.Dismiss())
    settle()
    desk.press("Details")
    assert any(digest in text for text in texts(desk.window._screen))
    desk.window.send(intents.Pasted(intents.Offer(text=digest)))
    settle()
    assert isinstance(desk.state.image, Inspected)
    assert desk.state.image.checksum.comparison is not None, "without reading it once more"
    assert not desk.state.image.checksum.wrong


def summed(desk: Desk) -> str:
    image = desk.state.image
    return image.checksum.summed if isinstance(image, Inspected) else ""


def test_without_a_file_nothing_happens(desk: Desk, tmp_path: Path) -> None:
    desk.window.send(LOOK_INSIDE)
    desk.inspect(boot_image(tmp_path))
    assert desk.state.page is None


def test_one_that_is_no_image_is_shown_as_such(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "broken.xz").write_bytes(b"\xfd7zXZ\0\0\4" + b"?" * 100)
    desk.chooser.chosen = tmp_path / "broken.xz"
    desk.window.send(CHECK_DOWNLOAD)
    desk.until(lambda: isinstance(desk.state.image, Unusable | Inspected))
    settle()
    assert desk.state.page is None


def test_not_while_a_drive_is_written() -> None:
    assert doing(State(), LOOK_INSIDE) == (AskForImage("look-inside"),)
    busy = with_drives(image=inspected())
    busy = State(image=busy.image, job=working())
    for tool in (LOOK_INSIDE, CHECK_DOWNLOAD):
        assert doing(busy, tool) == ()


@pytest.mark.parametrize("tool", ["make-normal", "test", "back-up", "check-drive"])
def test_the_way_back_from_a_result_lets_go_of_the_drive(tool: str) -> None:
    """As every other way does: else nobody else could use it until the window closes."""
    opened = told(with_drives(drive(), image=inspected()), intents.OpenTool(tool))
    assert doing(opened, intents.Back())[:2] != (LetGo(), LookBack())
    over = replace(opened, job=ended(verified()))
    assert doing(over, intents.Back())[:2] == (LetGo(), LookBack())
    assert told(over, intents.Back()).job is None


@pytest.mark.parametrize("tool", ["make-normal", "test", "back-up"])
def test_an_image_that_is_put_aside_is_not_read_and_goes_on_afterwards(tool: str) -> None:
    """Whoever answers meanwhile is not heard, and a row must not wait for that for ever."""
    listed_there = Search((listed(),))
    for known, after_it in (
        (Checksum(1, listed_there, summing=Summing(5, 10, 100)), SumUp),
        (Checksum(1, Search(), implanted=Summing(5, 10, 100)), None),
        (Checksum(1, None), FindChecksums),
    ):
        start = ready()
        assert isinstance(start.image, Inspected)
        state = replace(start, asked=9, image=replace(start.image, checksum=known))
        turn = after(state, intents.OpenTool(tool), 0.0)
        asked = (FindLacking(),) if tool == "make-normal" else ()
        assert turn.effects == (*((StopSumming(),) if known.reading else ()), *asked)
        back = after(turn.state, intents.Back(), 0.0)
        assert isinstance(back.state.image, Inspected)
        assert back.state.image.checksum.looking is None
        assert [type(each) for each in back.effects] == ([after_it] if after_it else [])
        checked = after(turn.state, intents.OpenTool("check-drive"), 0.0)
        assert checked.effects == back.effects
