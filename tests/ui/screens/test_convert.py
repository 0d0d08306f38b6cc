"""An image of Windows that has to be converted first, in the window."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hands import plain
from pytestqt.qtbot import QtBot
from support_flow import Desk
from support_wim import Packed, wim_file
from support_window import drive, inspected, ready, report, told
from support_windows import FILES, WIM, windows_disc

from app.commands.headline import headline
from app.drives.image_file import virtual_stick
from app.errors import NoRoom, ToolError
from app.firmware import ThisComputer
from app.formats.binary import Memory
from app.formats.wim_table import SOLID
from app.inspection.windows_stick import with_stick
from app.plan import WritePlan
from app.report import Boots, Conversion, Mode, Report, Stick
from app.sources import solid_wim
from app.sources.composed import ComposedSource, Split
from app.sources.extents import Joined
from app.sources.solid_wim import Converting as Step
from app.sources.source import Source
from app.sources.windows import Rebuilt
from ui import intents
from ui.icons import Icon
from ui.plans import plan_for
from ui.screens.image_card import image_card
from ui.screens.screen import screen
from ui.screens.verdict import verdict
from ui.state import ConvertOpen, State
from ui.state.after import after
from ui.state.effects import StartJob, StopConverting
from ui.state.happenings import Converted, ConvertedSoFar, NotConverted
from ui.state.image import Converting, Inspected
from ui.state.job import Purpose
from ui.view import AskSheet, FactRow, Tone

PATH = "sources/install.esd"
NEEDED = Conversion(PATH, 1080.0, 14_200_000_000, "/var/tmp")
DISC = report(name="win.iso", boots=Boots(), mode=Mode.WINDOWS, partition_tables=())
SOLID_DISC = replace(DISC, conversion=NEEDED)
WITH_STICK = replace(DISC, stick=Stick(report(partition_tables=("mbr",)), 9, loader=True))


def shown(state: State) -> FactRow:
    assert isinstance(state.image, Inspected)
    row = image_card(state.image, ThisComputer()).rows[-1]
    assert isinstance(row, FactRow)
    return row


def image_of(state: State) -> Inspected:
    assert isinstance(state.image, Inspected)
    return state.image


@pytest.fixture
def offered() -> State:
    return State(image=inspected(SOLID_DISC))


@pytest.fixture
def under_way(offered: State) -> State:
    return told(told(offered, intents.AskToConvert()), intents.Convert())


def test_it_is_offered(offered: State) -> None:
    banner = verdict(SOLID_DISC)
    assert (banner.title, banner.text) == headline(SOLID_DISC)
    assert "once one of them is converted" in banner.text
    row = shown(offered)
    assert plain(row.text) == "install.esd has to be converted first"
    assert row.button is not None
    assert isinstance(row.button.intent, intents.AskToConvert)


def test_without_the_program_the_package_is_named(offered: State) -> None:
    missing = replace(SOLID_DISC, conversion=replace(NEEDED, missing="wimtools"))
    state = replace(offered, image=inspected(missing))
    row = shown(state)
    assert row.button is None
    assert "which takes the package wimtools" in row.text
    assert told(state, intents.AskToConvert()).sheet is None


def test_time_and_room_are_told_before(offered: State) -> None:
    asked = told(offered, intents.AskToConvert())
    assert asked.sheet == ConvertOpen()
    sheet = screen(asked, 0.0).sheet
    assert isinstance(sheet, AskSheet)
    assert plain(sheet.title) == "Convert install.esd?"
    assert "about 18 minutes, and up to 14.2 GB in /var/tmp" in plain(sheet.text)
    assert told(asked, intents.Dismiss()).sheet is None
    assert after(offered, intents.Convert(), 0.0).effects == ()


def test_how_far_it_is(under_way: State) -> None:
    number = image_of(under_way).converting
    assert isinstance(number, Converting)
    state = told(under_way, ConvertedSoFar(number.number, 42, 100))
    row = shown(state)
    assert (row.title, row.progress) == ("Converting… 42%", 0.42)
    assert told(state, ConvertedSoFar(number.number + 1, 50, 100)) == state
    assert told(state, intents.AskToConvert()) == state


def test_it_is_stopped(under_way: State) -> None:
    turn = after(under_way, intents.StopConverting(), 0.0)
    assert turn.effects == (StopConverting(),)
    assert image_of(turn.state).converting is None
    assert after(turn.state, intents.StopConverting(), 0.0).effects == ()
    number = under_way.asked
    late = (Converted(number, WITH_STICK, {}), NotConverted(number, ToolError("x", "y")))
    for answer in (*late, ConvertedSoFar(number, 1, 2)):
        assert told(turn.state, answer) == turn.state


def test_it_gives_way_to_a_write() -> None:
    """Of the copy that starts nothing, for who insists."""
    state = ready(about=SOLID_DISC, chosen=drive())
    state = told(told(state, intents.AskToConvert()), intents.Convert())
    asked = told(state, intents.Write(anyway=True))
    turn = after(asked, intents.Confirmed(), 0.0)
    stopped, started = turn.effects
    assert stopped == StopConverting()
    assert isinstance(started, StartJob)
    assert started.image.converting is None
    assert image_of(turn.state).converting is None


def test_what_came_of_it(under_way: State) -> None:
    rebuilt: Rebuilt = {PATH: Joined().done()}
    state = told(under_way, Converted(under_way.asked, WITH_STICK, rebuilt))
    image = image_of(state)
    assert (image.composes, image.rebuilt, image.converting) == (True, rebuilt, None)
    assert shown(state).title == "Windows mode"


def test_why_it_failed(under_way: State) -> None:
    state = told(under_way, NotConverted(under_way.asked, NoRoom("/var/tmp", 9, 8)))
    row = shown(state)
    assert (row.icon, row.tone, row.title) == (Icon.ALERT, Tone.CAUTION, "Not converted")
    assert "There is not enough room in \u2068/var/tmp\u2069: this needs 9 bytes" in row.text
    again = told(told(state, intents.AskToConvert()), intents.Convert())
    assert isinstance(image_of(again).converting, Converting)


# With the real engine, but for the program, which takes its time.

LARGE = wim_file([Packed(b"x" * 500, SOLID, original=1 << 32)])


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def test_the_whole_way(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solid_wim, "found", lambda _: True)  # also where it is not installed
    steps: list[str] = []

    def convert(source: Source, about: Report) -> Generator[Step, None, tuple[Report, Rebuilt]]:
        try:
            yield Step(1, 2)
            while not steps:
                yield Step(1, 2)
        finally:
            steps.append("over")
        made = Joined()
        made.range(Memory(WIM), 0, len(WIM))
        rebuilt = {PATH: made.done()}
        return with_stick(source, about, rebuilt), rebuilt

    desk.flow._behind._engine = replace(desk.flow._engine, convert=convert)
    files = FILES | {PATH: (LARGE, 4 << 30)}
    disc = windows_disc(tmp_path / "win.iso", files, without=("sources/install.wim",))
    desk.inspect(disc)
    assert image_of(desk.state).report.conversion is not None
    for turn in ("Stop", ""):
        desk.press("Convert…")
        desk.press("Convert")
        if turn:
            desk.until(lambda: shown(desk.state).progress == 0.5)
            desk.press(turn)
            desk.until(lambda: steps == ["over"])
    desk.until(lambda: image_of(desk.state).composes)
    assert image_of(desk.state).report.conversion is None
    usb = virtual_stick(tmp_path / "stick.img", 300 << 20)
    plan = plan_for(image_of(desk.state), usb.info, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert isinstance(plan.source, ComposedSource)
    assert plan.source.splits == (Split(PATH, ("sources/install.wim",), converted=True),)
