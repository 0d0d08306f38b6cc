"""What has just happened, as a line of the bar below the cards."""

from dataclasses import dataclass
from typing import assert_never

from app.errors import AppError, NoAgent, NoService, NotPermitted
from ui.icons import Icon
from ui.screens import names
from ui.screens.aside import aside
from ui.screens.drive_card import why_blocked
from ui.screens.errors import said, words_of
from ui.state import (
    Blocked,
    FileChanged,
    Gone,
    ListChanged,
    NoStick,
    NotTaken,
    Refused,
    ReportSaved,
    SettingsDamaged,
    SettingsNotKept,
    State,
)
from ui.state.drive_list import is_file
from ui.state.image import Image, Inspected
from ui.state.job import Working
from ui.state.obstacles import obstacle
from ui.text import translate
from ui.view import Sentence, Tone, plain

_ASKING = (NotPermitted, NoAgent, NoService)


@dataclass(frozen=True, slots=True)
class Line:
    """The bar without its button."""

    text: Sentence
    title: str = ""
    icon: Icon = Icon.INFO
    tone: Tone = Tone.NEUTRAL


def waiting(job: Working) -> Line:
    if job.stopping:
        return Line(plain(translate("bar", "Stopping…", "stop.waiting")), icon=Icon.LOCK)
    if is_file(job.drive):
        return Line(plain(translate("bar", "Starting…", "bar.starting")))
    text = translate("bar", "Waiting for permission…", "bar.waiting")
    return Line(plain(text), icon=Icon.LOCK)


def of_notice(state: State, image: Image) -> Line | None:
    notice = state.notice
    match notice:
        case None:
            return None
        case Refused(error):
            return _refused(error)
        case Gone(drive):
            text = translate("bar", "{drive} was unplugged. Choose a drive.", "drive.gone")
            return _caution(text.format(drive=names.drive_name(drive)))
        case Blocked(drive):
            found = obstacle(drive, image, comparing=state.comparing)
            text = translate("bar", "{drive} can’t be used: {why}", "drive.blocked")
            why = why_blocked(found, drive) if found else ""
            return _caution(text.format(drive=names.drive_name(drive), why=why))
        case NoStick(error):
            title = translate("bar", "This file can’t play a stick", "drive.virtual")
            return Line(plain(said(error)), title, Icon.ALERT, Tone.CAUTION)
        case NotTaken() | ReportSaved():
            return _as_everywhere(notice)
        case ListChanged() | FileChanged() | SettingsDamaged() | SettingsNotKept():
            return by_the_way(notice, state)
    assert_never(notice)


def _as_everywhere(notice: NotTaken | ReportSaved) -> Line | None:
    told = aside(notice)
    return Line(told.text, icon=told.icon or Icon.INFO, tone=told.tone) if told else None


def by_the_way(
    notice: ListChanged | FileChanged | SettingsDamaged | SettingsNotKept, state: State
) -> Line:
    if isinstance(notice, FileChanged):
        return _changed(state)
    if isinstance(notice, ListChanged):
        text = translate(
            "bar", "The list of drives has just changed. Look again.", "confirm.changed"
        )
        return _caution(text)
    if isinstance(notice, SettingsDamaged):
        text = translate(
            "bar",
            "The settings could not be read. What was damaged is as it was at first.",
            "settings.damaged",
        )
        return _caution(text)
    text = translate(
        "bar",
        "The settings could not be saved ({why}). They hold until you close the window.",
        "settings.not-kept",
    )
    return _caution(text.format(why=notice.why))


def _refused(error: AppError) -> Line:
    words = words_of(error)
    icon = Icon.LOCK if isinstance(error, _ASKING) else Icon.ALERT
    return Line(plain(words.text), words.title, icon, Tone.CAUTION)


def _changed(state: State) -> Line:
    title = translate("bar", "The file changed", "img.changed")
    text = (
        translate("bar", "It was inspected again. Nothing was written.", "img.changed")
        if isinstance(state.image, Inspected)
        else translate("bar", "It is being inspected again. Nothing was written.", "img.changed")
    )
    return Line(plain(text), title, Icon.ALERT, Tone.CAUTION)


def _caution(text: str) -> Line:
    return Line(plain(text), icon=Icon.ALERT, tone=Tone.CAUTION)
