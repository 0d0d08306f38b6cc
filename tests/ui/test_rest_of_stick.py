"""The whole window with more behind an image, on a virtual stick."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, shown
from support_layout import DEBIAN, MIB, by_mbr
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    report,
    texts,
    told,
    unchecked,
    with_drives,
)

from app.drives.image_file import virtual_stick
from app.errors import UsageError
from app.formats.binary import Window
from app.formats.ext import Ext
from app.formats.fat import Fat
from app.formats.mbr import Mbr
from app.report import Persistence, Role, System
from app.result import VerifiedParts
from app.sources import open_source
from ui import intents
from ui.screens.confirm import confirm_sheet
from ui.screens.image_card import image_card
from ui.screens.screen import screen
from ui.screens.sheets import sheet
from ui.state import RestOpen, State
from ui.state.effects import AskForAnswers, FindRest
from ui.state.happenings import AnswersNotRead, AnswersRead, RestFound
from ui.state.image import Inspected, Rest
from ui.view import Choice, OptionsSheet, Switch

needs_mke2fs = pytest.mark.skipif(shutil.which("mke2fs") is None, reason="e2fsprogs is missing")
LIVE = System("Debian 12", "debian", persistence=Persistence.LIVE_BOOT, role=Role.LIVE)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def partition(stick: Path, number: int) -> Window:
    reader = open_source(stick).look()
    entry = Mbr.read(reader).entries[number - 1]
    return Window(reader, entry.first * 512, entry.sectors * 512)


@needs_mke2fs
def test_a_live_system_gets_its_place_and_files(desk: Desk, tmp_path: Path) -> None:
    image = tmp_path / "live.iso"
    image.write_bytes(by_mbr(DEBIAN))
    desk.inspect(image)
    desk.press("Options")
    desk.until(lambda: getattr(desk.state.image, "rest", None) is not None)
    settle()
    desk.window.send(intents.SettingChanged("persistence", True))
    desk.window.send(intents.SettingChanged("data", "fat32"))
    settle()
    desk.press("Done")
    assert "And behind it: a place to keep things" in shown(desk)
    node = tmp_path / "stick.img"
    drive = virtual_stick(node, 300 * MIB)
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    assert "Added behind it: a place to keep things" in shown(desk)
    assert "the word persistence" in shown(desk)
    desk.erase()
    assert isinstance(desk.until_ended().end, VerifiedParts)
    assert "and behind it a place to keep things" in shown(desk)
    assert Ext.read(partition(node, 3)).clean
    assert Fat.open(partition(node, 4)).label == "DATA"
    content = image.read_bytes()
    with node.open("rb") as written:
        assert written.read(len(content))[512:] == content[512:]


def live(**facts: object) -> Inspected:
    found = replace(report(system=LIVE), **facts)  # type: ignore[arg-type]  # facts of a report
    return inspected(found)


def home(image: Inspected) -> State:
    return with_drives(drive(), image=image)


def sheet_of(state: State) -> OptionsSheet:
    made = sheet(state, state.image)
    assert isinstance(made, OptionsSheet)
    return made


def test_nothing_is_added_unless_it_is_chosen() -> None:
    image = live()
    assert image.more is None
    state = told(home(image), intents.ShowOptions())
    assert state.sheet == RestOpen()
    assert not any(each.on for each in sheet_of(state).settings if isinstance(each, Switch))
    assert doing(home(image), intents.ShowOptions()) == (FindRest(image),)


def test_what_cannot_be_added_is_said_and_not_taken() -> None:
    fedora = replace(LIVE, name="Fedora 41", family="fedora", persistence=Persistence.NONE)
    state = told(home(live(system=fedora)), intents.ShowOptions())
    keep, data, _ = sheet_of(state).settings
    assert isinstance(keep, Switch)
    assert not keep.enabled
    assert "Fedora’s live systems" in keep.text
    assert isinstance(data, Choice)
    after = told(state, intents.SettingChanged("persistence", True))
    assert isinstance(after.image, Inspected)
    assert after.image.more is None


def test_a_board_gets_answers_and_nothing_else() -> None:
    """Nothing can be behind it; and where it would pass answers by, that is said."""
    board = replace(LIVE, role=Role.BOARD, persistence=Persistence.NONE)
    state = told(home(live(system=board)), intents.ShowOptions())
    keep, data, answers = sheet_of(state).settings
    assert [each.enabled for each in (keep, data, answers) if isinstance(each, Switch)] == [
        False,
        False,
        True,
    ]
    after = told(state, AnswersRead({"user-data": b"#cloud-config\n", "meta-data": b""}))
    assert isinstance(after.image, Inspected)
    row = image_card(after.image, State().computer).rows[1]
    assert row.text == "And in its first partition: answers for cloud-init"
    assert "the first partition of the system" in sheet_of(after).lead
    why = "its own first partition is a FAT12"
    state = told(state, RestFound(after.image.source, Rest(no_answers=why)))
    *_, answers = sheet_of(state).settings
    assert isinstance(answers, Switch)
    assert (answers.enabled, answers.text) == (False, "Its own first partition is a FAT12.")


def test_a_program_that_is_missing_is_named() -> None:
    state = told(home(live()), intents.ShowOptions())
    assert isinstance(state.image, Inspected)
    found = RestFound(state.image.source, Rest("e2fsprogs", "exfatprogs", check_fails=True))
    keep, data, _ = sheet_of(told(state, found)).settings
    assert "e2fsprogs" in keep.text
    assert isinstance(data, Choice)
    assert [each.value for each in data.options] == ["no", "fat32"]
    assert "exfatprogs" in data.text
    assert "check of the medium" in sheet_of(told(state, found)).lead


def test_a_check_that_will_fail_and_the_word_are_said_before_writing() -> None:
    state = told(home(live()), intents.ShowOptions())
    assert isinstance(state.image, Inspected)
    state = told(state, RestFound(state.image.source, Rest(check_fails=True, word="persistence")))
    state = told(state, intents.SettingChanged("persistence", True))
    assert isinstance(state.image, Inspected)
    lead = confirm_sheet(drive(), state.image).lead
    assert "The check of the medium in its boot menu will fail" in lead
    assert "persistence" in lead


def test_answers_for_cloud_init() -> None:
    state = told(home(live()), intents.ShowOptions())
    assert doing(state, intents.SettingChanged("answers", True)) == (AskForAnswers(),)
    error = UsageError("There is no user-data in a: cloud-init looks for it.")
    assert "user-data" in sheet_of(told(state, AnswersNotRead(error))).lead
    state = told(state, AnswersRead({"user-data": b"hello", "meta-data": b""}))
    last = sheet_of(state).settings[2]
    assert isinstance(last, Switch)
    assert last.on
    assert "passes it by" in last.text
    state = told(state, intents.SettingChanged("answers", False))
    assert isinstance(state.image, Inspected)
    assert state.image.more is None


def test_one_that_was_not_checked_is_not_made_once_more() -> None:
    """It would have other numbers in it, and be called different."""
    state = told(told(home(live()), intents.ShowOptions()), intents.SettingChanged("data", "exfat"))
    assert isinstance(state.image, Inspected)
    over = replace(state, job=ended(unchecked(), image=state.image, drive=drive()), sheet=None)
    assert doing(over, intents.CheckNow()) == ()
    assert "Check now" not in texts(screen(over, 0.0))
