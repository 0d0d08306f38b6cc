"""How the state changes around the tools, and while a drive is made ready for files.

There is no image then, but all else is as with one: a drive is chosen, asked about, written and
read back. So what is written stands where the image would, and the image is put aside for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report import Boots, Kind, Mode, Report
from ui import intents
from ui.state import FormatOpen, NameOpen, Page, State, after_rest, after_settings
from ui.state.image import NO_IMAGE, Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.sources.formatted import Format
    from app.sources.layout_table import Holds

MAKE_NORMAL = "make-normal"
KIND, OVERWRITE = "kind", "overwrite"  # keys of the settings
QUICK, WHOLE = "quick", "whole"  # values of OVERWRITE
FIELD = "drive-name"  # the key of the sheet with the field


def show_tools(state: State, _: intents.ShowTools, _now: float) -> Turn:
    """Not while a drive is written: that page has to stay in sight."""
    return Turn(state if state.occupied else replace(state, page=Page.TOOLS, sheet=None))


def open_tool(state: State, intent: intents.OpenTool, _now: float) -> Turn:
    """No drive is chosen by it, and several at once are not offered: each is to be told from the
    others."""
    from app.sources.formatted import Format  # here, for the first frame does not wait for it

    if state.occupied or intent.name != MAKE_NORMAL:
        return Turn(state)
    aside = state.aside if being_formatted(state) else state.image
    fresh = replace(
        state,
        page=None,
        job=None,
        sheet=None,
        notice=None,
        several=False,
        ticked=frozenset(),
        chosen="",
        aside=aside,
        image=_image(Format()),
    )
    return Turn(fresh)


def back(state: State, intent: intents.Back, now: float) -> Turn:
    """From a tool to what was there before it."""
    if state.page is not None or state.occupied or not being_formatted(state):
        return after_settings.back(state, intent, now)
    image = state.aside if isinstance(state.aside, Inspected) else NO_IMAGE
    return Turn(replace(state, image=image, aside=NO_IMAGE, job=None, chosen="", notice=None))


def show_options(state: State, intent: intents.ShowOptions, now: float) -> Turn:
    if being_formatted(state) is None or state.job is not None:
        return after_rest.show(state, intent, now)
    return Turn(replace(state, sheet=FormatOpen()))


def switched(state: State, intent: intents.SettingChanged) -> Turn:
    """A setting of the open sheet."""
    from app.sources.layout_table import Holds  # as above

    wish = being_formatted(state)
    if wish is None:
        return Turn(state)
    if intent.key == KIND and intent.value in offered():
        wish = replace(wish, holds=Holds(str(intent.value)))
    elif intent.key == OVERWRITE:
        wish = replace(wish, overwrite=intent.value == WHOLE)
    return Turn(replace(state, image=_image(wish)))


def name_drive(state: State, _: intents.NameDrive, _now: float) -> Turn:
    may = being_formatted(state) is not None and state.job is None
    return Turn(replace(state, sheet=NameOpen()) if may else state)


def entered(state: State, intent: intents.FieldEntered, _now: float) -> Turn:
    from app.sources.formatted import why_not_named  # as above

    wish = being_formatted(state)
    if wish is None or not isinstance(state.sheet, NameOpen):
        return Turn(state)
    wish = replace(wish, name=intent.text.strip() or type(wish)().name)
    if why := why_not_named(wish):
        return Turn(replace(state, sheet=NameOpen(intent.text, why)))
    return Turn(replace(state, image=_image(wish), sheet=None))


def offered() -> tuple[Holds, ...]:
    """The kinds that one can choose from here; the command line has one more."""
    from app.sources.layout_table import Holds  # as above

    return (Holds.EXFAT, Holds.FAT32, Holds.EXT4)


def being_formatted(state: State) -> Format | None:
    """As what, where that tool is open."""
    return state.image.format if isinstance(state.image, Inspected) else None


def _image(wish: Format) -> Inspected:
    from app.sources.formatted import Unplaced  # as above

    source = Unplaced(wish)
    report = Report(
        name=source.name,
        size=None,
        layers=(),
        kind=Kind.UNKNOWN,
        label="",
        expected_size=None,
        boots=Boots(),
        partition_tables=(),
        el_torito=(),
        mode=Mode.NONE,
        findings=(),
    )
    return Inspected(source.path, source, report, format=wish)
