"""How the state changes on the settings page, and what the window remembers."""

from dataclasses import replace

from ui import intents
from ui.settings import Settings
from ui.state import (
    BackupOpen,
    FormatOpen,
    OptionsOpen,
    Page,
    RestOpen,
    SettingsNotKept,
    State,
    after_answers,
    after_rest,
)
from ui.state.after_drives import offer_built_in
from ui.state.effects import Effect, KeepSettings, KeepUsed, LookForImages, UseColours
from ui.state.happenings import ImagesFound, SettingsKept, SoundsFound
from ui.state.image import Inspected
from ui.state.turn import Turn
from ui.used import Used, merged

BUILT_IN = "offer-built-in"  # a wish for this window, and kept nowhere


def show_settings(state: State, _: intents.ShowSettings, _now: float) -> Turn:
    """Not while a drive is written: that page has to stay in sight."""
    if state.occupied:
        return Turn(state)
    return Turn(replace(state, page=Page.SETTINGS, sheet=None))


def back(state: State, _: object, _now: float) -> Turn:
    return Turn(state if state.occupied else replace(state, page=None))


def setting_changed(state: State, intent: intents.SettingChanged, now: float) -> Turn:
    match state.sheet:
        case OptionsOpen():
            return after_answers.switched(state, intent)
        case RestOpen():
            return after_rest.switched(state, intent)
        case FormatOpen() | BackupOpen():
            return _of_tool(state, intent)
        case _:
            return _of_page(state, intent, now)


def _of_tool(state: State, intent: intents.SettingChanged) -> Turn:
    from ui.state import after_backup, after_format  # here, for they go back by this module

    if isinstance(state.sheet, BackupOpen):
        return after_backup.switched(state, intent)
    return after_format.switched(state, intent)


def _of_page(state: State, intent: intents.SettingChanged, now: float) -> Turn:
    if intent.key == BUILT_IN:
        return offer_built_in(state, now, on=intent.value is True)
    before, settings = state.settings, state.settings.changed(intent.key, intent.value)
    if settings == before:
        return Turn(state)
    fresh = replace(state, settings=settings)
    if not settings.suggest:
        fresh = replace(fresh, suggestions=())
    if not settings.recent:
        fresh = replace(fresh, used=())
    return Turn(fresh, (KeepSettings(settings), *_consequences(before, settings)))


def kept(state: State, happening: SettingsKept, _now: float) -> Turn:
    return Turn(replace(state, notice=SettingsNotKept(happening.why)) if happening.why else state)


def sounds_found(state: State, _: SoundsFound, _now: float) -> Turn:
    return Turn(replace(state, sounds=True))


def images_found(state: State, found: ImagesFound, _now: float) -> Turn:
    """An image may have been opened before this answer came, and the settings may have changed
    since it was asked for."""
    suggestions = found.suggestions if state.settings.suggest else ()
    used = merged(state.used, found.used) if state.settings.recent else ()
    fresh = replace(state, suggestions=suggestions, used=used, remembers=True)
    return Turn(fresh, (KeepUsed(used),) if state.used and not state.remembers else ())


def remembered(state: State, image: Inspected, when: float) -> Turn:
    """The image was used now, if it is one. What was used earlier is not forgotten by that, even
    if it has not been read yet."""
    if not state.settings.recent or not image.writable:
        return Turn(state)
    used = merged((Used(image.path, image.size, when),), state.used)
    return Turn(replace(state, used=used), (KeepUsed(used),) if state.remembers else ())


def _consequences(before: Settings, after: Settings) -> tuple[Effect, ...]:
    if after.colours is not before.colours:
        return (UseColours(after.colours),)
    if (after.suggest, after.recent) == (before.suggest, before.recent):
        return ()
    if before.recent and not after.recent:
        return (KeepUsed(()),)
    return (LookForImages(),) if after.suggest and not before.suggest else ()
