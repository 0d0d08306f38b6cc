"""Design 11: what the keys do on each screen."""

from dataclasses import replace

from samples import home, outcome, pages, sheets, work
from samples.states import STATES

from ui import intents
from ui.keys import Key, keys, pastes
from ui.view import Screen, Tools


def table(screen: Screen) -> dict[str, intents.Intent]:
    return {key.sequence: key.intent for key in keys(screen)}


def test_the_two_cards() -> None:
    found = table(home.READY)
    assert found["Ctrl+O"] == intents.ChooseFile()
    assert found["Ctrl+Return"] == found["Ctrl+Enter"] == intents.Write()
    assert found["Ctrl+I"] == intents.ShowEvidence()
    assert found["F5"] == intents.LookForDrives()
    assert found["Ctrl+Q"] == intents.Quit()
    assert found["F1"] == intents.ShowKeys()
    assert found["Ctrl+1"] == intents.OpenTool("back-up")
    assert "Esc" not in found


def test_a_drive_is_saved_by_the_key_that_writes() -> None:
    assert table(STATES["111-back-up-file"])["Ctrl+Return"] == intents.BackUp()
    assert "Ctrl+Return" not in table(STATES["118-saved"])


def test_a_disabled_button_has_no_key() -> None:
    assert "Ctrl+Return" not in table(home.INSPECTED)


def test_several_at_once() -> None:
    found = table(home.SEVERAL)
    assert (found["Ctrl+A"], found["Ctrl+D"]) == (intents.TickAll(), intents.TickNone())


def test_escape_asks_and_never_performs() -> None:
    assert table(work.WRITING)["Esc"] == intents.StopAsked()
    assert table(work.CHECKING)["Esc"] == intents.SkipAsked()
    assert table(outcome.DONE)["Esc"] == intents.WriteAnother()
    assert table(pages.TOOLS)["Esc"] == table(pages.TOOLS)["Alt+Left"] == intents.Back()


def test_a_sheet_leaves_only_escape() -> None:
    assert keys(sheets.CONFIRM) == (Key("Esc", intents.Dismiss()),)


def test_nothing_but_escape_while_the_desktop_asks() -> None:
    assert keys(home.WAITING) == (Key("Esc", intents.StopWaiting()),)


def test_a_done_page_ejects() -> None:
    found = table(outcome.DONE)
    assert found["Ctrl+E"] == intents.Eject()
    assert found["F6"] == intents.Speak()


def test_a_tool_that_is_not_there_has_no_key() -> None:
    body = pages.TOOLS.body
    assert isinstance(body, Tools)
    fewer = replace(pages.TOOLS, body=replace(body, tools=body.tools[:2]))
    assert "Ctrl+2" in table(fewer)
    assert "Ctrl+3" not in table(fewer)


def test_pasting_is_ours_only_where_an_image_can_come_in() -> None:
    assert pastes(home.READY)
    assert pastes(work.EMPTY)
    assert pastes(outcome.DONE)
    assert not pastes(work.WRITING)
    assert not pastes(home.WAITING)
    assert not pastes(sheets.CHECKSUM)


def test_no_key_stands_twice() -> None:
    for screen in STATES.values():
        sequences = [key.sequence for key in keys(screen)]
        assert len(sequences) == len(set(sequences))
