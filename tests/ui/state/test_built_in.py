"""Built-in disks are offered on request, and only those that nobody uses (design 7, row 14)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_window import (
    built_in_disk,
    drive,
    inspected,
    partition,
    system_disk,
    told,
    with_drives,
    working,
)

from app.drives.drive import DriveInfo, Reason
from app.plan import name_to_type
from ui import intents
from ui.intents import SettingChanged
from ui.screens.screen import screen
from ui.state import Blocked, HiddenOpen, State
from ui.state.drive_list import key_of
from ui.state.happenings import DrivesSeen
from ui.view import DriveCard, Home, ListSheet

STICK, DISK, SYSTEM = drive(), built_in_disk(), system_disk()
MOUNTED = built_in_disk(7, partitions=(partition(mounts=("/mnt/data",)),))
IN_USE = built_in_disk(
    6, reasons=(*built_in_disk().reasons, Reason("in-use", "In use by the RAID array md0."))
)
ALL = (STICK, DISK, SYSTEM, MOUNTED, IN_USE)
SWITCH_ON, SWITCH_OFF = (SettingChanged("offer-built-in", on) for on in (True, False))


def seen(*drives: DriveInfo) -> State:
    return with_drives(*drives, image=inspected())


def offered(state: State) -> list[str]:
    return [each.node for each in state.drives.drives]


def card(state: State) -> DriveCard:
    body = screen(state, 1.0).body
    assert isinstance(body, Home)
    return body.drives


def test_only_a_disk_that_nobody_uses_is_offered() -> None:
    state = seen(*ALL)
    assert offered(state) == [STICK.node]
    state = told(state, SWITCH_ON, 1.0)
    assert offered(state) == [STICK.node, DISK.node]
    assert state.chosen == ""
    assert [each.node for each in state.drives.hidden] == [
        each.node for each in (SYSTEM, MOUNTED, IN_USE)
    ]


def test_it_is_not_said_to_have_been_plugged_in() -> None:
    state = told(seen(*ALL), SWITCH_ON, 1.0)
    assert [row.badge for row in card(state).rows] == ["", ""]
    remark = card(state).rows[1].remark
    assert remark is not None
    assert remark.text.startswith("Built into this computer")


def test_its_name_is_always_typed() -> None:
    state = told(seen(built_in_disk(identity=STICK.identity)), SWITCH_ON)
    (disk,) = state.drives.drives
    assert name_to_type(disk) == "WD"
    state = told(told(state, intents.ChooseDrive(key_of(disk))), intents.Write())
    assert told(state, intents.Confirmed("")).job is None
    assert told(state, intents.Confirmed("wd")).job is not None
    shown = screen(state, 1.0).sheet
    assert "built into this computer" in str(shown)


def test_the_switch_back_takes_the_rows_and_the_choice_without_a_word() -> None:
    state = told(seen(*ALL), SWITCH_ON)
    state = told(state, intents.ChooseDrive(key_of(DISK)))
    assert state.chosen
    state = told(state, SWITCH_OFF)
    assert (state.chosen, state.notice) == ("", None)
    assert [row.drive.node for row in state.drives.rows] == [STICK.node]


def test_nor_is_a_box_ticked_when_it_comes_back() -> None:
    state = told(told(seen(*ALL), SWITCH_ON), intents.SeveralAtOnce(on=True))
    for each in (STICK, DISK):
        state = told(state, intents.TickDrive(key_of(each), on=True))
    assert len(state.ticked) == 2
    for switch in (SWITCH_OFF, SWITCH_ON):
        state = told(state, switch)
        assert state.ticked == {key_of(STICK)}
    assert told(state, intents.TickAll()).ticked == {key_of(STICK)}


def test_a_stick_stays_chosen() -> None:
    state = told(seen(*ALL), intents.ChooseDrive(key_of(STICK)))
    for switch in (SWITCH_ON, SWITCH_OFF):
        state = told(state, switch)
        assert state.chosen == key_of(STICK)


def test_one_that_is_mounted_meanwhile_is_withdrawn_and_says_why() -> None:
    state = told(told(seen(DISK), SWITCH_ON), intents.ChooseDrive(key_of(DISK)))
    asks = told(state, intents.Write())
    why = Reason("internal", "Built into this computer. Mounted at “/x”.", hidden=True)
    mounted = replace(DISK, reasons=(why,), partitions=(partition(mounts=("/x",)),))
    after = told(asks, DrivesSeen((mounted,)), 2.0)
    assert (after.chosen, after.sheet, after.notice) == ("", None, Blocked(mounted))
    assert after.drives.rows == ()
    bar = screen(after, 2.0).bar
    assert bar is not None
    assert "Mounted at" in bar.text.plain


def test_the_sheet_has_the_switch_and_keeps_its_list() -> None:
    state = replace(seen(*ALL), sheet=HiddenOpen())
    sheets = [screen(each, 1.0).sheet for each in (state, told(state, SWITCH_ON))]
    for sheet, on in zip(sheets, (False, True), strict=True):
        assert isinstance(sheet, ListSheet)
        assert sheet.switch is not None
        assert sheet.switch.on is on
        assert len(sheet.lines) == 4


def test_there_is_no_switch_that_would_do_nothing() -> None:
    shown = screen(replace(seen(STICK, SYSTEM, MOUNTED), sheet=HiddenOpen()), 1.0).sheet
    assert isinstance(shown, ListSheet)
    assert shown.switch is None


def test_the_way_back_stays() -> None:
    state = seen(STICK, DISK)
    hidden = card(state).hidden
    assert hidden is not None
    assert hidden.text == "1 disk of this computer is not offered"
    hidden = card(told(state, SWITCH_ON)).hidden
    assert hidden is not None
    assert hidden.text == "Built-in disks are offered"
    assert isinstance(hidden.button.intent, intents.WhyNotOffered)


def test_a_page_about_a_job_is_none_of_its_business() -> None:
    state = told(replace(seen(*ALL), job=working()), SWITCH_ON)
    assert state.job == working()


@pytest.mark.parametrize("other", [SYSTEM, MOUNTED, IN_USE])
def test_no_switch_makes_another_one_choosable(other: DriveInfo) -> None:
    state = told(seen(other), SWITCH_ON)
    assert told(state, intents.ChooseDrive(key_of(other))).chosen == ""


@given(st.lists(st.one_of(st.sampled_from((SWITCH_ON, SWITCH_OFF)), st.sets(st.sampled_from(ALL)))))
def test_no_switch_and_no_plug_ever_chooses(events: list[SettingChanged | set[DriveInfo]]) -> None:
    state = seen(*ALL)
    for now, event in enumerate(events):
        message = event if isinstance(event, SettingChanged) else DrivesSeen(tuple(event))
        state = told(state, message, float(now))
        assert state.chosen == ""
        nodes = {each.node for each in state.drives.drives}
        assert nodes <= ({STICK.node, DISK.node} if state.built_in else {STICK.node})
