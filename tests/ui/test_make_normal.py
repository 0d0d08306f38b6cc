"""The whole window while a drive is made ready for files, on a virtual stick."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samples import format as made_normal
from samples.window import settle
from support_errors import each_diagnosis, one_of_each
from support_flow import Desk, shown
from support_states import CHECK, WRITE
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    sized,
    texts,
    told,
    unchecked,
    verified,
    with_drives,
    working,
)

from app.drives.image_file import virtual_stick
from app.errors import AppError, DriveGone, ImageError
from app.events import Event, Stage, StageStarted
from app.formats.binary import Window
from app.formats.fat import Fat
from app.result import Verified, VerifiedParts
from app.sources import open_source
from app.sources.formatted import Format
from app.sources.layout_table import Holds
from ui import intents
from ui.screens.messages import message, reason_to_stay_awake
from ui.screens.names import drive_name
from ui.screens.screen import screen
from ui.state import Blocked, ConfirmOpen, FormatOpen, NameOpen, Page, QuitOpen, State, StopOpen
from ui.state.drive_list import key_of
from ui.state.effects import FindLacking
from ui.state.happenings import LackingFound
from ui.state.image import NO_IMAGE, Inspected
from ui.state.job import Purpose
from ui.view import Header, MapPanel, Outcome, Tools

MIB = 1 << 20
MAKE_NORMAL = intents.OpenTool("make-normal")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()


def wish(state: State) -> Format | None:
    return state.image.format if isinstance(state.image, Inspected) else None


def test_from_the_tools_to_ready_for_files(desk: Desk, tmp_path: Path) -> None:
    node = tmp_path / "stick.img"
    node.write_bytes(b"old!" * (64 * MIB // 4))
    stick = virtual_stick(node)
    desk.plug(stick)
    desk.window.send(intents.ShowTools())
    settle()
    assert "Erase it and format it for everyday files, at its full size." in shown(desk)
    desk.window.send(MAKE_NORMAL)
    settle()
    assert desk.state.chosen == ""
    desk.press("Options")
    desk.window.send(intents.SettingChanged("kind", "fat32"))
    settle()
    desk.press("Done")
    desk.choose(stick)
    assert "an empty FAT32 named “STICK”" in shown(desk)
    assert desk.button("Format…").view.name == f"Format {drive_name(stick.info)}"
    desk.press("Format…")
    assert "It gets an empty FAT32 named “STICK”." in shown(desk)
    assert "boot" not in shown(desk)
    desk.erase("Erase and format")
    assert isinstance(desk.until_ended().end, VerifiedParts)
    assert "Ready for files" in shown(desk)
    assert "named “STICK”. Everything that was written was read back" in shown(desk)
    assert "Write another" not in shown(desk)
    assert Fat.open(Window(open_source(node).look(), MIB, 62 * MIB)).label == "STICK"
    desk.press("Make another drive normal")
    assert (desk.state.job, desk.state.chosen) == (None, "")
    assert wish(desk.state) is not None


def test_there_is_a_way_back_from_every_page_of_it() -> None:
    """As from those of the other tools; not while the drive is written."""
    state = told(with_drives(drive()), MAKE_NORMAL)
    for job, enabled in ((None, True), (working(), False), (ended(verified()), True)):
        back = screen(replace(state, job=job), 0.0).header.back
        assert back is not None
        assert back.enabled is enabled
    part = replace(told(State(), intents.OpenTool("test")), job=ended(verified()))
    assert screen(part, 0.0).header.back is None  # of the good part, which leads to its test


def test_an_image_is_put_aside_and_comes_back() -> None:
    image = inspected()
    state = told(with_drives(drive(), image=image), MAKE_NORMAL)
    assert wish(state) == Format()
    assert wish(told(state, MAKE_NORMAL)) == Format()
    state = told(told(state, MAKE_NORMAL), intents.Back())
    assert state.image == image
    assert told(told(State(), MAKE_NORMAL), intents.Back()).image is NO_IMAGE


def test_nothing_is_chosen_by_it() -> None:
    state = replace(with_drives(drive()), chosen="", several=True, ticked=frozenset({"a"}))
    state = told(state, MAKE_NORMAL)
    assert (state.chosen, state.several, state.ticked) == ("", False, frozenset())
    assert not told(state, intents.SeveralAtOnce(on=True)).several


def test_names_are_looked_at() -> None:
    state = told(told(State(), MAKE_NORMAL), intents.NameDrive())
    assert state.sheet == NameOpen()
    wrong = told(state, intents.FieldEntered("drive-name", "a:b"))
    assert wrong.sheet == NameOpen("a:b", "its name has signs that not every system takes")
    assert wish(wrong) == Format()
    right = told(wrong, intents.FieldEntered("drive-name", " Photos "))
    assert (wish(right), right.sheet) == (Format(name="Photos"), None)
    state = told(right, intents.NameDrive())
    assert wish(told(state, intents.FieldEntered("drive-name", ""))) == Format()


def test_what_is_chosen_in_the_sheet() -> None:
    state = told(told(State(), MAKE_NORMAL), intents.ShowOptions())
    assert state.sheet == FormatOpen()
    state = told(state, intents.SettingChanged("kind", "ext4"))
    state = told(state, intents.SettingChanged("overwrite", "whole"))
    assert wish(state) == Format(Holds.EXT4, overwrite=True)
    assert wish(told(state, intents.SettingChanged("kind", "ntfs"))) == wish(state)
    state = told(state, intents.SettingChanged("overwrite", "quick"))
    assert wish(state) == Format(Holds.EXT4)


def test_ntfs_where_it_can_be_made() -> None:
    state = told(State(), MAKE_NORMAL)
    assert FindLacking() in doing(state, intents.ShowOptions())
    opened = told(told(state, intents.ShowOptions()), LackingFound(()))
    assert "NTFS" in texts(screen(opened, 0.0).sheet)
    chosen = told(opened, intents.SettingChanged("kind", "ntfs"))
    assert wish(chosen) == Format(Holds.NTFS)
    again = told(told(chosen, intents.Dismiss()), intents.ShowOptions())
    assert "NTFS" in texts(screen(again, 0.0).sheet), "what was chosen stays in sight"
    lacking = LackingFound(((Holds.NTFS, "ntfs-3g"),))
    without = told(told(state, intents.ShowOptions()), lacking)
    assert "NTFS" not in texts(screen(without, 0.0).sheet)
    assert told(state, LackingFound(())).sheet is None


def test_what_can_not_be_made_is_not_offered_unless_it_was_chosen() -> None:
    """What was chosen is, and then it is said what would make it."""
    state = told(told(State(), MAKE_NORMAL), intents.ShowOptions())
    state = told(state, intents.SettingChanged("kind", "ext4"))
    opened = told(state, LackingFound(((Holds.EXT4, "e2fsprogs"), (Holds.NTFS, "ntfsprogs"))))
    shown = texts(screen(opened, 0.0).sheet)
    assert {"exFAT", "FAT32", "ext4"} <= set(shown)
    assert "NTFS" not in shown
    assert "Install the package e2fsprogs." in shown
    assert wish(told(opened, intents.SettingChanged("kind", "ntfs"))) == Format(Holds.EXT4)
    chosen = told(opened, intents.SettingChanged("kind", "fat32"))
    shown = texts(screen(chosen, 0.0).sheet)
    assert "ext4" not in shown
    assert "e2fsprogs" not in " ".join(shown)


NO_EXFAT = LackingFound(((Holds.EXT4, "e2fsprogs"), (Holds.EXFAT, "exfatprogs")))


def test_who_chose_nothing_gets_what_can_be_made() -> None:
    """It is looked for when the tool is opened, and the sheet says what would make exFAT."""
    assert FindLacking() in doing(State(), MAKE_NORMAL)
    assert FindLacking() not in doing(State(), intents.OpenTool("test"))
    state = told(told(State(), MAKE_NORMAL), NO_EXFAT)
    assert wish(state) == Format(Holds.FAT32)
    assert "For old devices (FAT32)" in texts(screen(state, 0.0).body)
    shown = texts(screen(told(told(state, intents.ShowOptions()), NO_EXFAT), 0.0).sheet)
    assert "exFAT" not in shown
    assert "exFAT is missing. Install the package exfatprogs." in " ".join(shown)
    assert wish(told(told(State(), MAKE_NORMAL), LackingFound(()))) == Format()
    opened = told(told(told(State(), MAKE_NORMAL), intents.ShowOptions()), NO_EXFAT)
    assert wish(opened) == Format(Holds.FAT32)
    assert told(State(), NO_EXFAT) == State()


def test_a_kind_is_not_changed_behind_a_question() -> None:
    """What is asked says what it is going to be."""
    state = told(with_drives(drive()), MAKE_NORMAL)
    asked = replace(state, sheet=ConfirmOpen(drive()))
    assert told(asked, NO_EXFAT) == asked
    at_work = replace(state, job=working(WRITE, image=state.image))
    assert told(at_work, NO_EXFAT) == at_work
    tiny = replace(state, drives=with_drives(sized(24 * MIB, 2)).drives)
    tiny = replace(tiny, chosen=key_of(sized(24 * MIB, 2)))
    assert told(tiny, NO_EXFAT).notice == Blocked(sized(24 * MIB, 2))


@pytest.mark.tools
def test_an_ntfs_is_made(desk: Desk, tmp_path: Path) -> None:
    node = tmp_path / "stick.img"
    node.write_bytes(bytes(64 * MIB))
    stick = virtual_stick(node)
    desk.plug(stick)
    desk.window.send(MAKE_NORMAL)
    settle()
    desk.press("Options")
    desk.until(lambda: desk.state.sheet == FormatOpen(()))
    desk.window.send(intents.SettingChanged("kind", "ntfs"))
    settle()
    desk.press("Done")
    desk.choose(stick)
    desk.press("Format…")
    assert "It gets an empty NTFS named “STICK”." in shown(desk)
    desk.erase("Erase and format")
    assert isinstance(desk.until_ended().end, Verified | VerifiedParts)
    assert node.read_bytes()[MIB + 3 : MIB + 11] == b"NTFS    "


def test_what_was_not_checked_is_not_checked_afterwards() -> None:
    """Made anew, it has other numbers in it."""
    state = told(with_drives(drive()), MAKE_NORMAL)
    over = replace(state, job=ended(unchecked(), image=state.image))
    assert told(over, intents.CheckNow()) == over
    assert "Check now" not in texts(screen(over, 0.0))


@pytest.mark.parametrize("events", [WRITE, CHECK])
@pytest.mark.parametrize("sheet", [StopOpen(), QuitOpen()])
def test_what_is_lost_by_stopping_is_no_image(
    events: tuple[tuple[float, Event], ...], sheet: StopOpen | QuitOpen
) -> None:
    state = told(with_drives(drive()), MAKE_NORMAL)
    going = replace(state, job=working(events, image=state.image), sheet=sheet)
    said = " ".join(texts(screen(going, 0.0).sheet))
    assert "will hold nothing that can be used" in said
    assert "Its old contents are gone already." in said
    assert "boot" not in said


def test_the_way_to_the_tools_and_back() -> None:
    assert screen(State(), 0.0).header.tools is not None
    state = told(State(), intents.ShowTools())
    assert state.page is Page.TOOLS
    page = screen(state, 0.0)
    assert isinstance(page.body, Tools)
    assert isinstance(page.header, Header)
    assert page.header.title == "Tools"
    assert told(state, intents.Back()).page is None
    assert told(state, intents.OpenTool("fly")) == state


# What is made ready comes from no file.
FAILURES = [each for each in one_of_each() if not isinstance(each, ImageError)]


@pytest.mark.parametrize("error", [*FAILURES, *each_diagnosis()], ids=str)
def test_one_that_failed_is_no_image_either(error: AppError) -> None:
    """Neither on its page nor in what the desktop is told."""
    state = told(with_drives(drive()), MAKE_NORMAL)
    assert isinstance(state.image, Inspected)
    for events in (WRITE, CHECK):
        job = ended(error, image=state.image, progress=working(events).progress)
        page = screen(replace(state, job=job), 0.0)
        said = " ".join(
            [*texts(page.body), *texts(page.bar), message(job.image, job.drive, error).title]
        )
        for word in ("half an image", "not boot", "rite again", "install anything", "Writing"):
            assert word not in said, f"{word!r} in {said!r}"


def test_one_that_was_unplugged_in_the_last_moment_may_look_ready() -> None:
    state = told(with_drives(drive()), MAKE_NORMAL)
    due = (*WRITE, (21.0, StageStarted(Stage.WRITE_HEAD, 1 << 20)))
    for events, holds in ((WRITE, "is not ready for files"), (due, "Don’t trust what is on")):
        job = ended(
            DriveGone("SanDisk Ultra"), image=state.image, progress=working(events).progress
        )
        said = " ".join(texts(screen(replace(state, job=job), 0.0).body))
        assert holds in said
    assert "not ready" not in said


def test_what_the_desktop_is_told_of_one_that_is_ready() -> None:
    state = told(with_drives(drive()), MAKE_NORMAL)
    assert isinstance(state.image, Inspected)
    told_so = message(state.image, drive(), verified())
    assert (told_so.title, told_so.text) == ("Ready for files", "SanDisk Ultra")
    assert "not checked" in message(state.image, drive(), unchecked()).title
    awake = reason_to_stay_awake(state.image, drive(), Purpose.WRITE)
    assert awake == "Making SanDisk Ultra ready for files"


def test_a_drive_that_is_too_small_is_said_so_beforehand() -> None:
    """And the choice of a kind that does not fit takes back the choice of the drive."""
    tiny, small = sized(4 * MIB, 1), sized(24 * MIB, 2)
    state = told(with_drives(tiny, small), MAKE_NORMAL)
    shown_in = texts(screen(state, 0.0).body)
    assert "Too small: exFAT needs 17.8 MB" in shown_in
    assert told(state, intents.ChooseDrive(key_of(tiny))).chosen == ""
    chosen = told(state, intents.ChooseDrive(key_of(small)))
    assert chosen.chosen == key_of(small)
    fat = told(told(chosen, intents.ShowOptions()), intents.SettingChanged("kind", "fat32"))
    assert (fat.chosen, fat.notice) == ("", Blocked(small))
    assert "Too small: FAT32 needs 36.7 MB" in texts(screen(fat, 0.0).body)


def test_the_place_of_an_error_is_where_it_is_on_the_drive() -> None:
    """What is made ready has no length before there is a drive."""
    assert isinstance(made_normal.FAILED.body, Outcome)
    panel = made_normal.FAILED.body.panels[0]
    assert isinstance(panel, MapPanel)
    (place,) = panel.map.places
    assert place.start == pytest.approx(12 / 32)
