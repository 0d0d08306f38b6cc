"""How the state changes while it is chosen as what a drive is made ready for files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import intents
from ui.state import FormatOpen, NameOpen, State, after_backup, after_rest
from ui.state.after_drives import reconsidered
from ui.state.backup import being_saved
from ui.state.effects import FindLacking
from ui.state.happenings import LackingFound
from ui.state.image import Inspected
from ui.state.stand_in import stand_in
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.sources.formatted import Format
    from app.sources.layout_table import Holds

MAKE_NORMAL = "make-normal"
KIND, OVERWRITE = "kind", "overwrite"  # keys of the settings
QUICK, WHOLE = "quick", "whole"  # values of OVERWRITE
FIELD = "drive-name"  # the key of the sheet with the field


def in_place_of_image() -> Inspected:
    from app.sources.formatted import Format  # here, for the first frame does not wait for it

    return _image(Format())


def show_options(state: State, intent: intents.ShowOptions, now: float) -> Turn:
    if being_saved(state) is not None:
        return after_backup.show_options(state, intent, now)
    if being_formatted(state) is None or state.job is not None:
        return after_rest.show(state, intent, now)
    return Turn(replace(state, sheet=FormatOpen()), (FindLacking(),))


def lacking_found(state: State, found: LackingFound, _now: float) -> Turn:
    """Who chose nothing gets the first that can be made; but not under another sheet, which may
    tell what it is going to be."""
    opened = isinstance(state.sheet, FormatOpen)
    if opened:
        state = replace(state, sheet=FormatOpen(found.lacking))
    wish, lacking = being_formatted(state), dict(found.lacking)
    if wish is None or state.job is not None or not (opened or state.sheet is None):
        return Turn(state)
    if wish.holds not in lacking or wish.holds is not _kinds()[0]:
        return Turn(state)
    made = replace(wish, holds=first_of(found))
    return Turn(reconsidered(replace(state, image=_image(made))))


def first_of(found: LackingFound) -> Holds:
    """What is most useful of what can be made."""
    lacking = dict(found.lacking)
    return next(kind for kind in _kinds() if kind not in lacking)


def switched(state: State, intent: intents.SettingChanged) -> Turn:
    """A setting of the open sheet."""
    from app.sources.layout_table import Holds  # as above

    wish = being_formatted(state)
    if wish is None:
        return Turn(state)
    opened = state.sheet if isinstance(state.sheet, FormatOpen) else FormatOpen()
    if intent.key == KIND and intent.value in offered(wish, opened):
        wish = replace(wish, holds=Holds(str(intent.value)))
    elif intent.key == OVERWRITE:
        wish = replace(wish, overwrite=intent.value == WHOLE)
    return Turn(reconsidered(replace(state, image=_image(wish))))


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


def offered(wish: Format, opened: FormatOpen) -> tuple[Holds, ...]:
    """The kinds that can be made here, and what was chosen; NTFS once that is known."""
    from app.sources.layout_table import Holds  # as above

    hidden = {Holds.NTFS} if opened.lacking is None else set(dict(opened.lacking))
    return tuple(kind for kind in _kinds() if kind not in hidden or kind is wish.holds)


def _kinds() -> tuple[Holds, ...]:
    """What is most useful first. FAT32 can always be made."""
    from app.sources.layout_table import Holds  # as above

    return (Holds.EXFAT, Holds.FAT32, Holds.EXT4, Holds.NTFS)


def being_formatted(state: State) -> Format | None:
    """As what, where that tool is open."""
    return state.image.format if isinstance(state.image, Inspected) else None


def _image(wish: Format) -> Inspected:
    from app.sources.formatted import Unplaced  # as above

    return stand_in(Unplaced(wish), wish)
