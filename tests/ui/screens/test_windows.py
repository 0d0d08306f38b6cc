"""A Windows installer in the window: what is said of the stick that is made of its files."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hands import plain
from support_window import LIKELY, YES, drive, ended, finding, inspected, report, verified
from support_windows import FILES, windows_disc

from app.commands.headline import headline as headline_of
from app.drives.drive import Identity
from app.drives.image_file import virtual_stick
from app.errors import NotComposable
from app.events import Finished
from app.firmware import ThisComputer
from app.job import run
from app.plan import WritePlan
from app.report import Boots, Finding, Machine, Mode, Report, Severity, Stick
from app.report.places import WrongPlace
from app.result import Verified
from app.sources.answers import Answers, Region, why_no_account
from app.sources.composed import ComposedSource
from ui import intents
from ui.engine.image import failed_places, inspect_file
from ui.icons import Icon
from ui.intents import Intent
from ui.plans import PlanRefused, plan_for, plans_for
from ui.screens.confirm import confirm_several, confirm_sheet
from ui.screens.done import done
from ui.screens.image_card import image_card
from ui.screens.options import options_sheet
from ui.screens.screen import screen
from ui.screens.tiles import tiles
from ui.screens.verdict import verdict
from ui.sentences.accounts import reason
from ui.state import AccountOpen, AnswersOpen, OptionsOpen, State
from ui.state.after import after
from ui.state.after_checksum import told_by_write
from ui.state.effects import FindRegion
from ui.state.happenings import Happening, RegionFound
from ui.state.image import Inspected
from ui.state.job import Purpose
from ui.state.obstacles import TooSmall, obstacle
from ui.view import FactRow, FieldSheet, OptionsSheet, Switch, TextSheet, Tone

GB = 10**9
SIZE = 300 << 20
DISC = report(name="win.iso", boots=Boots(), mode=Mode.WINDOWS, partition_tables=())


def with_stick(boots: Boots, *, loader: bool = True) -> Report:
    made = report(boots=boots, partition_tables=("mbr",), size=7 * GB)
    return replace(DISC, stick=Stick(made, 1012, loader))


X64 = with_stick(Boots(uefi_usb={Machine.X64: YES}))
UNSURE = with_stick(Boots(uefi_usb={Machine.X64: LIKELY}))
ARM = with_stick(Boots(uefi_usb={Machine.AA64: YES}))
IA32 = with_stick(Boots(uefi_usb={Machine.IA32: YES}))
SEVEN = with_stick(Boots(), loader=False)
NONE = replace(DISC, findings=(finding("no-windows-stick"),))


@pytest.mark.parametrize(
    ("about", "title", "starts"),
    [
        (X64, "Boots on modern PCs, in Windows mode", True),
        (UNSURE, "Boots on modern PCs, in Windows mode", True),
        (ARM, "Boots on ARM computers, in Windows mode", True),
        (IA32, "Boots on few PCs, in Windows mode", True),
        (SEVEN, "This would not boot from USB", False),
        (NONE, "This would not boot from USB", False),
    ],
)
def test_what_is_said_of_it(about: Report, title: str, starts: bool) -> None:
    banner = verdict(about)
    assert (banner.title, banner.tone) == (title, "info" if starts else "danger")
    assert headline_of(about) == (banner.title, banner.text)
    image = inspected(about)
    assert (image.starts, image.discouraged) == (starts, not starts)
    assert image.composes is (about.stick is not None)


def test_the_card_is_about_the_stick() -> None:
    shown = image_card(inspected(X64), ThisComputer())
    assert [(tile.title, tile.answer) for tile in shown.tiles] == [
        ("UEFI PCs", "Boots"),
        ("Older BIOS PCs", "Not in this mode"),
        ("ARM computers", "Not this image"),
    ]
    assert shown.verdict is not None
    assert shown.verdict.icon is Icon.WINDOWS_MODE
    *_, way = shown.rows
    assert isinstance(way, FactRow)
    assert (way.title, way.text) == ("Windows mode", "Formats the drive and copies 1012 files")
    answers = [tile.answer for tile in tiles(SEVEN)]
    assert answers == ["No boot files", "Not in this mode", "No boot files"]


def test_room_is_counted_by_what_is_written() -> None:
    image = inspected(X64)
    assert image.length == 7 * GB
    small, large = (drive(identity=Identity(size, 512, 2064)) for size in (6 * GB, 8 * GB))
    assert obstacle(small, image) == TooSmall(7 * GB)
    assert obstacle(large, image) is None


def test_the_end_says_what_was_written() -> None:
    job = replace(ended(verified()), image=inspected(X64))
    outcome = done(job, verified(), ThisComputer())
    lead = outcome.lead.plain.replace("\u2068", "").replace("\u2069", "")
    assert outcome.title == "Ready to boot"
    assert lead.startswith("The files of ")
    assert lead.endswith("were read back and are the same, byte for byte.")


def opened(path: Path) -> Inspected:
    source, about = inspect_file(path)
    return Inspected(path, source, about)


def test_a_write_from_the_window_composes(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    assert image.composes
    stick = virtual_stick(tmp_path / "stick.img", SIZE)
    plan = plan_for(image, stick.info, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert isinstance(plan.source, ComposedSource)
    with ExitStack() as hold:
        *_, last = run(plan, stick, hold=hold)
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert told_by_write(image, last.result) is image
    *_, again = run(plan_for(image, stick.info, Purpose.CHECK), stick)
    assert isinstance(again, Finished)
    (found,) = failed_places(image, [stick.info], ((0, 512),))
    assert found == WrongPlace(0, 512)


def test_several_get_one_layout(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    sticks = [virtual_stick(tmp_path / f"{n}.img", SIZE + n * (50 << 20)).info for n in (1, 0)]
    plans = plans_for(image, sticks)
    assert len({id(plan.source) for plan in plans}) == 1
    assert isinstance(plans[0].source, ComposedSource)
    assert plans[0].source.disk.size == SIZE


def test_a_drive_that_does_not_do_is_refused(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    stick = virtual_stick(tmp_path / "stick.img", SIZE).info
    odd = replace(stick, identity=replace(stick.identity, sector=4096))
    with pytest.raises(NotComposable, match="sectors of 4,096 bytes"):
        plan_for(image, odd, Purpose.WRITE)
    with pytest.raises(PlanRefused) as caught:
        plans_for(image, [odd])
    assert (caught.value.drive, type(caught.value.error)) == (odd, NotComposable)


def test_what_cannot_be_composed_is_copied_only_anyway(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso", FILES | {"aux": b""}))
    assert not image.composes
    assert image.needs_anyway
    assert image.report.findings[-1].text == (
        "“aux” can’t be put on a stick: its name is that of a device on Windows."
    )
    stick = virtual_stick(tmp_path / "stick.img", SIZE)
    plan = plan_for(image, stick.info, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert plan.source is image.source


# What Setup is answered.


def offered(about: Report = X64, answers: Answers | None = None) -> State:
    return State(image=replace(inspected(about), answers=answers), computer=ThisComputer())


def turned(state: State, *messages: Intent | Happening) -> State:
    for message in messages:
        state = after(state, message, 0.0).state
    return state


def answers_of(state: State) -> Answers | None:
    assert isinstance(state.image, Inspected)
    return state.image.answers


HERE = Region("de-DE", "de-CH", "W. Europe Standard Time")


def test_the_way_of_writing_has_options() -> None:
    row = image_card(inspected(X64), ThisComputer()).rows[-1]
    assert row.button is not None
    assert isinstance(row.button.intent, intents.ShowOptions)
    state = turned(offered(), intents.ShowOptions())
    assert isinstance(state.sheet, OptionsOpen)
    assert isinstance(screen(state, 0.0).sheet, OptionsSheet)


def test_no_other_image_has_them() -> None:
    other = turned(offered(report()), intents.ShowOptions())
    assert not isinstance(other.sheet, OptionsOpen)


def test_the_region_is_looked_up_once_somebody_asks() -> None:
    turn = after(offered(), intents.ShowOptions(), 0.0)
    assert FindRegion() in turn.effects
    known = turned(turn.state, RegionFound(HERE))
    assert known.region == HERE
    assert FindRegion() not in after(known, intents.ShowOptions(), 0.0).effects


def switches(state: State) -> dict[str, Switch]:
    shown = screen(state, 0.0).sheet
    assert isinstance(shown, OptionsSheet)
    return {each.key: each for each in shown.settings if isinstance(each, Switch)}


def test_all_is_off_unless_chosen() -> None:
    state = turned(offered(), intents.ShowOptions(), RegionFound(HERE))
    assert not any(each.on for each in switches(state).values())
    shown = screen(state, 0.0).sheet
    assert isinstance(shown, OptionsSheet)
    assert shown.file is not None
    assert not shown.file.enabled
    assert turned(state, intents.ShowAnswers()).sheet == OptionsOpen()


def test_switches_go_on_and_off_again() -> None:
    state = turned(offered(), intents.ShowOptions(), RegionFound(HERE))
    for key in ("any_pc", "private", "unencrypted", "regional"):
        state = turned(state, intents.SettingChanged(key, value=True))
        assert switches(state)[key].on
    assert answers_of(state) == Answers(any_pc=True, private=True, unencrypted=True, region=HERE)
    for key in ("any_pc", "private", "unencrypted", "regional"):
        state = turned(state, intents.SettingChanged(key, value=False))
    assert answers_of(state) is None
    assert turned(state, intents.SettingChanged("unheard-of", value=True)) == state


def test_a_region_that_is_not_known_cannot_be_taken() -> None:
    before = turned(offered(), intents.ShowOptions())
    assert not switches(before)["regional"].enabled
    nothing = turned(before, RegionFound(Region()))
    assert not switches(nothing)["regional"].enabled
    assert switches(nothing)["regional"].text == "This computer does not say any of them."
    assert answers_of(turned(before, intents.SettingChanged("regional", value=True))) is None


def test_an_account_is_named_in_a_field_of_its_own() -> None:
    state = turned(offered(), intents.ShowOptions(), intents.SettingChanged("account", value=True))
    assert state.sheet == AccountOpen()
    wrong = turned(state, intents.FieldEntered("account", "a/b"))
    shown = screen(wrong, 0.0).sheet
    assert isinstance(shown, FieldSheet)
    assert shown.value == "a/b"
    assert "it has a sign in it that Windows does not allow" in shown.problem
    named = turned(wrong, intents.FieldEntered("account", "  Anna "))
    assert named.sheet == OptionsOpen()
    assert answers_of(named) == Answers(account="Anna")
    assert plain(switches(named)["account"].text) == "“Anna”, without a password."
    off = turned(named, intents.SettingChanged("account", value=False))
    assert answers_of(off) is None


@pytest.mark.parametrize(
    "name", [" . ", "x" * 21, "a*b", "Administrator", "Anna.", "a\u202eb"], ids=repr
)
def test_what_is_against_a_name_is_said_in_the_language_of_the_window(name: str) -> None:
    rows = [row.text.replace("{count}", "20") for row in reason.rows]
    assert why_no_account(name) in rows


def test_without_a_name_there_is_no_account() -> None:
    state = turned(
        offered(answers=Answers(account="Anna")),
        intents.ShowOptions(),
        intents.SettingChanged("account", value=True),
        intents.FieldEntered("account", " "),
    )
    assert answers_of(state) is None


def test_the_inner_sheets_lead_back() -> None:
    state = turned(offered(answers=Answers(any_pc=True)), intents.ShowOptions())
    inner = turned(state, intents.ShowAnswers())
    assert inner.sheet == AnswersOpen()
    assert turned(inner, intents.Dismiss()).sheet == OptionsOpen()
    assert turned(inner, intents.Dismiss(), intents.Dismiss()).sheet is None


def test_what_will_be_in_it_is_the_file_itself(tmp_path: Path) -> None:
    source, about = inspect_file(windows_disc(tmp_path / "win.iso"))
    answers = Answers(any_pc=True, account="Änna & Co", private=True)
    image = Inspected(source.path, source, about, answers=answers)
    state = turned(State(image=image), intents.ShowOptions(), intents.ShowAnswers())
    shown = screen(state, 0.0).sheet
    assert isinstance(shown, TextSheet)
    stick = virtual_stick(tmp_path / "stick.img", SIZE).info
    plan = plan_for(image, stick, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert isinstance(plan.source, ComposedSource)
    assert plan.source.answers == shown.text
    assert "BypassTPMCheck" in shown.text


def test_what_is_chosen_is_part_of_what_is_agreed_to() -> None:
    answers = Answers(any_pc=True, account="Anna", region=HERE)
    image = replace(inspected(X64), answers=answers)
    (row,) = image_card(image, ThisComputer()).rows[-1:]
    said = "any PC  ·  local account “Anna”  ·  language and time"
    assert plain(row.text) == f"Setup is answered: {said}"
    lead = plain(confirm_sheet(drive(), image).lead)
    assert f"Setup will be answered: {said}." in lead
    assert "Setup" not in confirm_sheet(drive(), inspected(X64)).lead


def test_answers_that_the_disc_brings_are_said_and_leave_no_room_for_ours() -> None:
    text = (
        "Answers for Windows Setup are on it (“autounattend.xml”): nobody is asked, and they say "
        "to erase a disk of the computer."
    )
    own = replace(
        inspected(X64),
        report=replace(
            inspected(X64).report,
            findings=(Finding("own-answers", Severity.CAUTION, text, 0),),
        ),
    )
    warning = confirm_sheet(drive(), own).warning
    assert warning is not None
    assert (warning.tone, plain(warning.text)) == (Tone.CAUTION, text)
    assert confirm_several((drive(), drive()), own).warning == warning
    assert confirm_sheet(drive(), inspected(X64)).warning is None
    sheet = options_sheet(State(image=own), own)
    assert not any(each.enabled for each in sheet.settings if isinstance(each, Switch))
    assert "answers of its own" in sheet.lead


def test_a_program_that_setup_runs_at_its_end_is_said_and_leaves_room_for_answers() -> None:
    texts = (
        "Answers are on it.",
        "Windows Setup runs a program of this disc at its end (“a.cmd”).",
    )
    codes = ("own-answers", "own-program")
    answers, program = (
        Finding(code, Severity.CAUTION, text, 0) for code, text in zip(codes, texts, strict=True)
    )
    report = inspected(X64).report
    own = replace(inspected(X64), report=replace(report, findings=(program,)))
    warning = confirm_sheet(drive(), own).warning
    assert warning is not None
    assert (warning.tone, plain(warning.text)) == (Tone.CAUTION, texts[1])
    sheet = options_sheet(State(image=own), own)
    assert any(each.enabled for each in sheet.settings if isinstance(each, Switch))
    assert "answers of its own" not in sheet.lead
    both = replace(own, report=replace(report, findings=(answers, program)))
    warning = confirm_sheet(drive(), both).warning
    assert warning is not None
    assert plain(warning.text) == " ".join(texts)
