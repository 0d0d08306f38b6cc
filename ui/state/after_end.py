"""How the state changes on a result page, and in the menu."""

from dataclasses import replace

from ui import intents
from ui.state import (
    AboutOpen,
    AccountOpen,
    AnswersOpen,
    DetailsOpen,
    KeysOpen,
    OptionsOpen,
    OtherComputerOpen,
    ReportSaved,
    State,
)
from ui.state.after_checksum import go_on
from ui.state.batch import Batch
from ui.state.drive_list import key_of
from ui.state.effects import AskForLogFile, AskForReportFile, EjectDrive, LetGo, LookBack, SayAgain
from ui.state.happenings import DriveEjected, PlacesFound, ReportWritten, Ticked
from ui.state.job import Ended, Unplugging
from ui.state.turn import Turn

Leaving = intents.WriteAnother | intents.ChooseAnotherDrive | intents.CloseResult


def leave(state: State, _: Leaving, _now: float) -> Turn:
    """Keeps the image; no drive is chosen by that (design 10.12)."""
    if not isinstance(state.job, Ended):
        return Turn(state)
    home = go_on(replace(state, job=None, sheet=None, chosen="", notice=None))
    return Turn(home.state, (LetGo(), LookBack(), *home.effects))


def eject(state: State, _: intents.Eject, _now: float) -> Turn:
    job = state.job
    if not isinstance(job, Ended) or job.unplugging is not Unplugging.NOT_ASKED:
        return Turn(state)
    if state.drives.find(key_of(job.drive)) is None:
        return Turn(state)
    asked = replace(job, unplugging=Unplugging.ASKED, trouble=None)
    return Turn(replace(state, job=asked), (EjectDrive(job.drive),))


def ejected(state: State, happening: DriveEjected, _now: float) -> Turn:
    job = state.job
    if not isinstance(job, Ended):
        return Turn(state)
    over = job.ejected(happening.how, happening.error)
    return Turn(replace(state, job=over, notice=None))  # whatever else was told is old by now


def show_details(state: State, _: intents.ShowDetails, _now: float) -> Turn:
    return Turn(replace(state, sheet=DetailsOpen()) if isinstance(state.job, Ended) else state)


def save_report(state: State, _: intents.SaveReport, _now: float) -> Turn:
    return Turn(state, (AskForReportFile(),) if isinstance(state.job, Ended) else ())


def places_found(state: State, happening: PlacesFound, _now: float) -> Turn:
    job = state.job
    for each in job.ended if isinstance(job, Batch) else (job,):
        if isinstance(each, Ended) and each.end is happening.error:
            told = replace(each, places=happening.places)
            after = job.with_member(told) if isinstance(job, Batch) else told
            return Turn(replace(state, job=after))
    return Turn(state)


def save_log(state: State, _: intents.SaveLog, _now: float) -> Turn:
    return Turn(state, (AskForLogFile(),))


def report_written(state: State, happening: ReportWritten, _now: float) -> Turn:
    if state.at_work:
        return Turn(state)
    return Turn(replace(state, notice=ReportSaved(happening.name, happening.why)))


def show_keys(state: State, _: intents.ShowKeys, _now: float) -> Turn:
    return Turn(replace(state, sheet=KeysOpen()))


def other_computer(state: State, _: intents.OtherComputer, _now: float) -> Turn:
    there = isinstance(state.job, Ended)
    return Turn(replace(state, sheet=OtherComputerOpen()) if there else state)


def show_about(state: State, _: intents.ShowAbout, _now: float) -> Turn:
    return Turn(replace(state, sheet=AboutOpen()))


def dismiss(state: State, _: intents.Dismiss, _now: float) -> Turn:
    """What was opened from another sheet leads back to it."""
    inner = isinstance(state.sheet, AccountOpen | AnswersOpen)
    return Turn(replace(state, sheet=OptionsOpen() if inner else None))


def ticked(state: State, _: Ticked, now: float) -> Turn:
    return Turn(replace(state, drives=state.drives.settled(now)))


def speak(state: State, _: intents.Speak, _now: float) -> Turn:
    """What is said is made by the screens; here it only has to be said once more."""
    return Turn(state, (SayAgain(),) if state.job is not None else ())
