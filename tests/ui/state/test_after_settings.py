"""Settings hold at once, and what is remembered is what the user allows."""

from dataclasses import replace
from pathlib import Path

import pytest
from samples.backup import saved
from support_checksums import WRONG, answered, listed
from support_window import (
    GB,
    TRUNCATED,
    doing,
    drive,
    inspected,
    ready,
    report,
    told,
    unchecked,
    verified,
    working,
)

from app.capacity import Capacity, Verdict
from app.drives.drive import Ejection
from app.errors import AppError, DriveGone, Stopped
from app.result import Result
from ui import intents
from ui.intents import SettingChanged
from ui.settings import Colours, Settings
from ui.state import ConfirmOpen, Page, SettingsNotKept, State
from ui.state.batch import Batch
from ui.state.drive_list import key_of
from ui.state.effects import (
    EjectDrive,
    KeepSettings,
    KeepUsed,
    LookForImages,
    PlaySound,
    StartJob,
    Tell,
    UseColours,
)
from ui.state.happenings import (
    DriveEjected,
    ImageInspected,
    ImagesFound,
    JobEnded,
    MemberEnded,
    SettingsKept,
    SoundsFound,
)
from ui.state.image import NO_IMAGE, Inspected, Reading
from ui.state.job import End, Ended, Unplugging, went_well
from ui.suggestions import Suggestion
from ui.used import Used

IMAGE = inspected()
OLD = Used(Path("/home/a/old.iso"), 5, 100.0)
DOWNLOAD = Suggestion(Path("/home/a/new.iso"), 7)


def off(key: str, state: State | None = None) -> State:
    return told(state or State(), SettingChanged(key, value=False))


def test_the_page_and_the_way_back() -> None:
    state = told(ready(), intents.ShowSettings())
    assert state.page is Page.SETTINGS
    assert told(state, intents.Back()) == replace(state, page=None)


def test_a_job_stays_in_sight() -> None:
    state = replace(State(), job=working())
    assert told(state, intents.ShowSettings()) == state


def test_a_write_begins_on_its_own_page() -> None:
    state = replace(ready(), page=Page.SETTINGS, sheet=ConfirmOpen(drive()))
    assert told(state, intents.Confirmed()).page is None


def test_a_change_is_kept_and_holds_at_once() -> None:
    intent = SettingChanged("colours", "dark")
    wanted = Settings(colours=Colours.DARK)
    assert told(State(), intent).settings == wanted
    assert doing(State(), intent) == (KeepSettings(wanted), UseColours(Colours.DARK))


@pytest.mark.parametrize(
    "intent", [SettingChanged("colours", "system"), SettingChanged("x", value=True)]
)
def test_what_changes_nothing_is_not_kept(intent: SettingChanged) -> None:
    assert doing(State(), intent) == ()


def test_settings_that_cannot_be_kept_are_told() -> None:
    assert told(State(), SettingsKept("No space left")).notice == SettingsNotKept("No space left")
    assert told(State(), SettingsKept()) == State()


def test_a_sound_can_be_chosen_where_one_can_be_heard() -> None:
    assert told(State(), SoundsFound()).sounds


@pytest.mark.parametrize(
    ("key", "check", "awake"), [("check", False, True), ("awake", True, False)]
)
def test_how_a_write_is_done(key: str, check: bool, awake: bool) -> None:
    asks = replace(ready(), sheet=ConfirmOpen(drive()))
    (usual,) = doing(asks, intents.Confirmed())
    assert isinstance(usual, StartJob)
    assert (usual.check, usual.awake) == (True, True)
    (start,) = doing(off(key, asks), intents.Confirmed())
    assert start == replace(usual, check=check, awake=awake)


@pytest.mark.parametrize("end", [verified(), unchecked(), DriveGone("SanDisk Ultra"), Stopped()])
def test_what_is_told_at_the_end(end: Result | AppError) -> None:
    state = replace(State(), job=working(touched=True))
    news = JobEnded(1, end)
    told_of = [] if isinstance(end, Stopped) else [Tell]
    assert [type(each) for each in doing(state, news)] == told_of
    assert doing(off("notify", state), news) == ()
    loud = told(off("notify", state), SettingChanged("sound", value=True))
    good = not isinstance(end, DriveGone)
    assert doing(loud, news) == (() if isinstance(end, Stopped) else (PlaySound(good=good),))


@pytest.mark.parametrize(
    ("end", "ejects"), [(verified(), True), (unchecked(), False), (DriveGone("SanDisk"), False)]
)
def test_only_a_good_check_ejects(end: Result | AppError, ejects: bool) -> None:
    state = replace(ready(), job=working(touched=True), settings=Settings(eject=True))
    assert (EjectDrive(drive()) in doing(state, JobEnded(1, end))) is ejects
    job = told(state, JobEnded(1, end)).job
    assert isinstance(job, Ended)
    assert job.unplugging is (Unplugging.ASKED if ejects else Unplugging.NOT_ASKED)


def test_of_a_drive_that_is_gone_that_is_told() -> None:
    state = replace(State(), job=working(touched=True), settings=Settings(eject=True))
    assert state.drives.find(key_of(drive())) is None
    assert EjectDrive(drive()) in doing(state, JobEnded(1, verified()))
    ended = told(state, JobEnded(1, verified()))
    job = told(ended, DriveEjected(how=Ejection.ALREADY_OUT)).job
    assert isinstance(job, Ended)
    assert job.unplugging is Unplugging.ALREADY_OUT


def reading(state: State) -> State:
    return replace(state, image=Reading(IMAGE.path, 600, 1, 0.0, NO_IMAGE))


INSPECTED = ImageInspected(1, IMAGE.source, report(), when=200.0)
NEW = Used(IMAGE.path, IMAGE.size, 200.0)


def test_an_image_that_was_opened_is_remembered() -> None:
    state = told(State(), ImagesFound((), (OLD,)))
    assert state.used == (OLD,)
    state = reading(state)
    assert told(state, INSPECTED).used == (NEW, OLD)
    assert KeepUsed((NEW, OLD)) in doing(state, INSPECTED)


def test_what_is_no_image_is_not_worth_remembering() -> None:
    state = reading(told(State(), ImagesFound((), (OLD,))))
    answer = replace(INSPECTED, report=TRUNCATED)
    assert told(state, answer).used == (OLD,)
    assert not [each for each in doing(state, answer) if isinstance(each, KeepUsed)]


def test_one_opened_before_the_earlier_ones_are_known_forgets_none_of_them() -> None:
    state = reading(State())
    assert not [each for each in doing(state, INSPECTED) if isinstance(each, KeepUsed)]
    state = told(state, INSPECTED)
    assert doing(state, ImagesFound((), (OLD,))) == (KeepUsed((NEW, OLD)),)
    assert told(state, ImagesFound((), (OLD,))).used == (NEW, OLD)


def test_whoever_wants_none_remembered_has_none() -> None:
    state = told(State(), ImagesFound((DOWNLOAD,), (OLD,)))
    assert KeepUsed(()) in doing(state, SettingChanged("recent", value=False))
    state = off("recent", state)
    assert (state.used, state.suggestions) == ((), (DOWNLOAD,))
    assert told(state, ImagesFound((), (OLD,))).used == ()
    assert not [each for each in doing(reading(state), INSPECTED) if isinstance(each, KeepUsed)]
    assert told(reading(state), INSPECTED).used == ()


def test_downloads_are_suggested_or_not() -> None:
    state = off("suggest", told(State(), ImagesFound((DOWNLOAD,), (OLD,))))
    assert (state.used, state.suggestions) == ((OLD,), ())
    assert told(state, ImagesFound((DOWNLOAD,))).suggestions == ()
    again = SettingChanged("suggest", value=True)
    assert doing(state, again) == (KeepSettings(Settings()), LookForImages())


BENT = replace(inspected(), checksum=answered(listed(WRONG)))


@pytest.mark.parametrize(
    ("image", "end", "good"),
    [
        (BENT, verified(), False),
        (inspected(), Capacity(GB, GB, Verdict.FINE, (), (), 0, False, 9.0), True),
        (inspected(), Capacity(GB, GB, Verdict.FINE, (), (), 0, False, 9.0, 1), False),
        (inspected(), Capacity(GB, 9, Verdict.FAKE, (), (), 0, False, 9.0), False),
        (inspected(), saved(checked=True), True),
        (inspected(), saved((0, 512)), False),
    ],
)
def test_nothing_that_one_is_warned_of_sounds_well(
    image: Inspected, end: End, *, good: bool
) -> None:
    """As that a drive is a fake, or that places of it could not be read."""
    assert went_well(image, end) is good


def test_an_image_that_its_makers_did_not_publish_does_not_sound_well() -> None:
    """Neither alone nor on several drives."""
    loud = told(off("notify", State()), SettingChanged("sound", value=True))
    job = working(touched=True, image=BENT)
    assert doing(replace(loud, job=job), JobEnded(1, verified())) == (PlaySound(good=False),)
    batch = replace(loud, job=Batch(1, BENT, (job,)))
    assert doing(batch, MemberEnded(1, job.drive, verified())) == (PlaySound(good=False),)
