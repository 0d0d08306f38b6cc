"""The whole window while a disc is burned: xorriso itself, with a file that plays the disc."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.burning import CD_R, DVD_RW, LG, burn_state, over, run_of, running
from samples.window import settle
from support_checksums import WRONG, answered, listed
from support_disc import Disc as IsoDisc
from support_flow import Desk, shown
from support_window import doing, finding, inspected, ready, report, texts, told, working

from app import tools
from app.burning import burn as engine
from app.burning.drives import DiscDrive
from app.burning.told import Burned
from app.errors import DiscDiffers, NoDisc, Stopped
from app.report import Kind
from ui import intents
from ui.intents import Intent
from ui.offers import WebLink
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.state import BurnOpen, Page, QuitOpen, State, StopOpen, after_probe
from ui.state.after_burn import can_burn
from ui.state.after_tools import CHECK_DRIVE
from ui.state.burning import Seen
from ui.state.effects import (
    Close,
    FindDiscs,
    LookAtDisc,
    StartBurning,
    StopBurning,
)
from ui.state.happenings import BurnEnded, DiscDrivesFound, DiscSeen, NothingBurns
from ui.state.image import Inspected

LENGTH = 9 << 20


def iso(folder: Path) -> Path:
    path = folder / "image.iso"
    files = {"README": bytes(range(256)) * 4096}
    path.write_bytes(IsoDisc(files=files, label="TESTDISC", padding=LENGTH // 2048).build())
    return path


def words(state: State) -> str:
    return "\n".join(texts(screen(state, 0.0))).translate({0x2068: "", 0x2069: ""})


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    return tmp_path / "disc.img"


@pytest.fixture
def desk(qtbot: QtBot, disc: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, discs=lambda: (DiscDrive(str(disc), "Pioneer BDR-S13"),))
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def on_the_page(desk: Desk, folder: Path) -> Path:
    path = iso(folder)
    desk.inspect(path)
    desk.window.send(intents.BurnToDisc())
    desk.until(lambda: bool(desk.state.burn and desk.state.burn.drives))
    desk.until(lambda: all(each.fits or each.why for each in desk.state.burn.drives))  # type: ignore[union-attr]
    settle()
    return path


def choose(desk: Desk, disc: Path) -> None:
    desk.window.send(intents.ChooseDrive(str(disc)))
    settle()


def until_over(desk: Desk) -> object:
    def over() -> bool:
        burn = desk.state.burn
        return burn is not None and burn.run is not None and burn.run.end is not None

    desk.until(over)
    settle()
    assert desk.state.burn is not None
    assert desk.state.burn.run is not None
    return desk.state.burn.run.end


@pytest.mark.tools
def test_from_the_menu_to_every_byte(desk: Desk, tmp_path: Path, disc: Path) -> None:
    path = on_the_page(desk, tmp_path)
    assert "Pioneer BDR-S13" in shown(desk)
    assert "Waiting for a disc." not in shown(desk)
    choose(desk, disc)
    desk.press("Burn…")
    desk.press("Burn")
    end = until_over(desk)
    assert isinstance(end, Burned)
    assert end.verified
    assert "Burned and checked" in shown(desk)
    assert disc.read_bytes()[: path.stat().st_size] == path.read_bytes()
    desk.press("Close")
    assert (desk.state.page, desk.state.burn) == (None, None)


@pytest.mark.tools
def test_what_is_on_it_is_asked_about(desk: Desk, tmp_path: Path, disc: Path) -> None:
    disc.write_bytes(IsoDisc(files={"OLD": b"old"}, label="OLD", padding=400).build())
    before = disc.read_bytes()
    path = on_the_page(desk, tmp_path)
    choose(desk, disc)
    assert "will be erased first" in shown(desk)
    desk.press("Burn…")
    assert "This will be gone for good:" in shown(desk)
    desk.press("Cancel")
    assert disc.read_bytes() == before
    desk.press("Burn…")
    desk.erase("Erase and burn")
    assert isinstance(until_over(desk), Burned)
    assert disc.read_bytes()[: path.stat().st_size] == path.read_bytes()


@pytest.mark.tools
def test_a_simulation_burns_nothing(desk: Desk, tmp_path: Path, disc: Path) -> None:
    on_the_page(desk, tmp_path)
    choose(desk, disc)
    desk.press("Simulate")
    end = until_over(desk)
    assert isinstance(end, Burned)
    assert not end.verified
    assert "Nothing was burned." in shown(desk)
    assert not disc.exists() or disc.stat().st_size == 0
    desk.press("Burn…")
    desk.press("Burn")
    desk.until(lambda: "Burned and checked" in shown(desk))


@pytest.mark.tools
def test_another_disc_than_was_asked_about_is_left_alone(
    desk: Desk, tmp_path: Path, disc: Path
) -> None:
    on_the_page(desk, tmp_path)
    choose(desk, disc)
    desk.press("Burn…")
    other = IsoDisc(files={"OTHER": b"other"}, label="OTHER", padding=500).build()
    disc.write_bytes(other)
    desk.press("Burn")
    assert isinstance(until_over(desk), NoDisc)
    assert "another disc is in the drive now" in shown(desk)
    assert "Nothing was burned." in shown(desk)
    assert disc.read_bytes() == other


@pytest.mark.tools
def test_bytes_that_come_back_otherwise(
    desk: Desk, tmp_path: Path, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One falls before the disc is read."""
    on_the_page(desk, tmp_path)
    read = engine._read

    def spoiled(fd: int, size: int, node: str, place: int, length: int) -> bytes:
        data = read(fd, size, node, place, length)
        return data if place != 3 << 20 else bytes([data[0] ^ 1, *data[1:]])

    monkeypatch.setattr(engine, "_read", spoiled)
    choose(desk, disc)
    desk.press("Burn…")
    desk.press("Burn")
    assert isinstance(until_over(desk), DiscDiffers)
    assert "The disc does not hold what was burned" in shown(desk)
    desk.press("Burn another")
    assert desk.state.burn is not None
    assert desk.state.burn.run is None


@pytest.mark.tools
def test_an_image_that_does_not_go_onto_it_says_why(desk: Desk, tmp_path: Path, disc: Path) -> None:
    disc.symlink_to(iso(tmp_path))
    on_the_page(desk, tmp_path)
    assert "The image is this file" in shown(desk)
    choose(desk, disc)
    assert desk.state.burn is not None
    assert desk.state.burn.chosen == ""


def test_without_the_program_the_page_says_what_to_install(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot)
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", "/nowhere")
    desk.inspect(iso(tmp_path))
    desk.window.send(intents.BurnToDisc())
    desk.until(lambda: "xorriso is not installed" in shown(desk))
    assert "Install it with" in shown(desk)
    desk.window.close()
    assert desk.flow.finish()


def test_for_what_it_is_offered() -> None:
    assert can_burn(ready())
    image = inspected()
    others = (
        State(),
        replace(ready(), job=working()),
        replace(ready(), image=replace(image, link=WebLink("https://example.org/a.iso"))),
        ready(about=report(kind=Kind.DISK)),
        ready(about=report(findings=(finding("truncated"),))),
    )
    for state in others:
        assert not can_burn(state)
        assert not doing(state, intents.BurnToDisc())
    entries = {each.text: each.enabled for each in screen(State(), 0.0).header.menu}
    assert not entries["Burn to a disc…"]
    entries = {each.text: each.enabled for each in screen(ready(), 0.0).header.menu}
    assert entries["Burn to a disc…"]


def test_each_drive_is_looked_at() -> None:
    state = told(ready(), intents.BurnToDisc())
    assert state.page is Page.BURN
    assert state.burn is not None
    number = state.burn.number
    assert doing(ready(), intents.BurnToDisc()) == (FindDiscs(number),)
    found = DiscDrivesFound(number, (LG,))
    assert doing(state, found) == (LookAtDisc(number, state.burn.image, LG),)
    assert not doing(state, DiscDrivesFound(number + 1, (LG,))), "an older question"
    assert "Looking at the disc…" in words(told(state, found))
    nothing = told(state, NothingBurns(number, NoDisc("xorriso is not installed", "Get it.")))
    assert "Nothing burns discs here" in words(nothing)
    assert "No drive that burns discs" in words(told(state, DiscDrivesFound(number, ())))


def test_only_what_fits_is_chosen_and_only_by_hand() -> None:
    refused = Seen(LG, CD_R, NoDisc("the image is not complete", ""))
    state = burn_state(refused)
    assert told(state, intents.ChooseDrive(LG.node)) == state
    state = burn_state(Seen(LG, CD_R))
    assert state.burn is not None
    assert state.burn.chosen == ""
    assert told(state, intents.Write()).sheet is None
    state = told(state, intents.ChooseDrive(LG.node))
    late = DiscSeen(state.burn.number, refused) if state.burn else None
    assert late is not None
    after = told(state, late)
    assert after.burn is not None
    assert after.burn.chosen == ""


def test_a_disc_that_is_too_small_is_told_as_a_drive_is() -> None:
    """In sizes that people read, and not in bytes."""
    small = NoDisc("the image needs 4,000,309,248 bytes of the disc", "Larger!", 4_000_309_248)
    shown_in = texts(screen(burn_state(Seen(LG, CD_R, small)), 0.0).body)
    assert "Too small: the image needs 4 GB" in shown_in
    assert not any("bytes" in text for text in shown_in)


def known_wrong(state: State) -> State:
    image = state.image
    assert isinstance(image, Inspected)
    assert state.burn is not None
    fresh = replace(image, checksum=answered(listed(WRONG)))
    return replace(state, image=fresh, burn=replace(state.burn, image=fresh))


def test_of_a_wrong_image_nothing_is_said_to_be_on_a_disc_before_it_is() -> None:
    state = known_wrong(told(burn_state(Seen(LG, DVD_RW)), intents.ChooseDrive(LG.node)))
    holds = "holds the image as it is here"
    assert "The file differs from the one its makers published. Download it" in words(state)
    assert holds not in words(state)
    asked = told(state, intents.Write())
    assert "it is not what its makers published" in words(asked)
    assert holds not in words(asked)
    run = run_of(running(DVD_RW))
    working = known_wrong(running(DVD_RW))
    over = told(working, BurnEnded(run.number, Burned(True, 9, "ab" * 32, 1.0)))
    assert f"The disc {holds}" in words(over)
    announced = announce(working, over, 0.0)
    assert announced is not None
    assert f"The disc {holds}" in announced.text


def test_it_begins_after_the_question_alone() -> None:
    state = told(burn_state(Seen(LG, CD_R)), intents.ChooseDrive(LG.node))
    assert not doing(state, intents.Confirmed())
    asked = told(state, intents.Write())
    assert asked.sheet == BurnOpen(Seen(LG, CD_R))
    assert "the disc is lost" in words(asked)
    (start,) = doing(asked, intents.Confirmed())
    assert isinstance(start, StartBurning)
    assert (start.disc, start.simulate) == (CD_R, False)
    late = DiscSeen(asked.burn.number, Seen(LG, DVD_RW)) if asked.burn else None
    assert late is not None
    assert not doing(told(asked, late), intents.Confirmed()), "it was about another disc"


def test_only_some_discs_can_be_simulated() -> None:
    state = told(burn_state(Seen(LG, DVD_RW)), intents.ChooseDrive(LG.node))
    assert "Simulate" not in words(state)
    assert not doing(state, intents.Simulate())
    state = told(burn_state(Seen(LG, CD_R)), intents.ChooseDrive(LG.node))
    (start,) = doing(state, intents.Simulate())
    assert isinstance(start, StartBurning)
    assert start.simulate


def test_stopping_says_what_is_lost() -> None:
    for disc, said in ((CD_R, "can’t be used again"), (DVD_RW, "burn it again at any time")):
        state = running(disc)
        asked = told(state, intents.StopAsked())
        assert asked.sheet == StopOpen()
        assert said in words(asked)
        assert doing(asked, intents.StopConfirmed()) == (StopBurning(),)
        over = told(asked, BurnEnded(run_of(state).number, Stopped()))
        assert over.sheet is None
        assert "Stopped" in words(over)
    state = running(CD_R, simulate=True)
    assert doing(state, intents.StopAsked()) == (StopBurning(),)


def test_closing_the_window_asks_first() -> None:
    state = running(CD_R)
    assert screen(state, 0.0).busy
    asked = told(state, intents.Quit())
    assert asked.sheet == QuitOpen()
    assert "Burning is not finished" in words(asked)
    leaving = told(asked, intents.QuitConfirmed())
    assert doing(asked, intents.QuitConfirmed()) == (StopBurning(),)
    assert Close() in doing(leaving, BurnEnded(run_of(state).number, Stopped()))


@pytest.mark.parametrize(
    "ways",
    [
        (intents.Back(),),
        (intents.CloseResult(),),
        (intents.ShowSettings(), intents.Back()),
        (intents.ShowTools(), intents.OpenTool(after_probe.TEST)),
        (intents.ShowTools(), intents.OpenTool(CHECK_DRIVE)),
    ],
)
def test_what_was_burned_is_told_nowhere_else(ways: tuple[Intent, ...]) -> None:
    """Whoever asks how it stands is told of what is shown."""
    state = over(DVD_RW, Burned(verified=True, size=1, sha256="", seconds=1.0))
    assert spoken(state) is not None
    for way in ways:
        state = told(state, way)
    assert state.page is None
    assert state.burn is None
    assert spoken(state) is None


def test_nothing_else_begins_meanwhile() -> None:
    state = running(CD_R)
    leaving: tuple[Intent, ...] = (intents.Back(), intents.ShowTools(), intents.ShowSettings())
    for intent in leaving:
        assert told(state, intent).page is Page.BURN
    others: tuple[Intent, ...] = (intents.ChooseFile(), intents.OpenFile("/b"), intents.Write())
    for intent in others:
        assert not doing(state, intent)
