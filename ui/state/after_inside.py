"""How the state changes on the page with the image's files."""

from dataclasses import replace
from pathlib import Path

from app.errors import BudgetSpent
from ui import intents
from ui.intents.inside import MOST_CHOSEN
from ui.state import LeftOutOpen, Page, State
from ui.state.effects import (
    AskForFolder,
    FindFiles,
    FindMounts,
    ListFolder,
    LookInto,
    PreviewFile,
    StopTaking,
    TakeFiles,
)
from ui.state.happenings import (
    FileSeen,
    FilesFound,
    FolderChosen,
    FolderListed,
    InsideOpened,
    InsideRefused,
    TakingEnded,
    TakingMoved,
)
from ui.state.image import Inspected
from ui.state.inside import Inside, Taken, Taking
from ui.state.turn import Turn

MOST_CARRIED = 512_000_000  # bytes that are copied before anybody lets go of them


def look_inside(state: State, _: intents.LookInside, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.link is not None or state.job is not None:
        return Turn(state)
    shown = replace(state, page=Page.INSIDE, sheet=None)
    if state.inside is not None and state.inside.source is image.source:
        # As it was left, but for what a file manager may have unmounted.
        return Turn(shown, (FindMounts(state.inside.number, image.source),))
    number = state.asked + 1
    inside = Inside(number, image.source)
    ask = (LookInto(number, image.source), FindMounts(number, image.source))
    return Turn(replace(shown, inside=inside, asked=number), ask)


def opened(state: State, answer: InsideOpened, _now: float) -> Turn:
    inside = _asked(state, answer.number)
    if inside is None:
        return Turn(state)
    return _with(state, replace(inside, look=answer.look, folders=(answer.root,)))


def refused(state: State, answer: InsideRefused, _now: float) -> Turn:
    inside = _asked(state, answer.number)
    return Turn(state) if inside is None else _with(state, replace(inside, trouble=answer.error))


def open_folder(state: State, intent: intents.OpenFolder, _now: float) -> Turn:
    inside, key = state.inside, intent.key
    if inside is None or inside.look is None:
        return Turn(state)
    shown = inside.open | {key} if intent.open else inside.open - {key}
    ask = intent.open and not _is_listed(inside, key)
    effects = (ListFolder(inside.number, inside.look, key),) if ask else ()
    return Turn(replace(state, inside=replace(inside, open=shown)), effects)


def listed(state: State, answer: FolderListed, _now: float) -> Turn:
    inside = _asked(state, answer.number)
    if inside is None or _is_listed(inside, answer.folder.key):
        return Turn(state)
    return _with(state, replace(inside, folders=(*inside.folders, answer.folder)))


def seek(state: State, intent: intents.Seek, _now: float) -> Turn:
    inside, text = state.inside, intent.text.strip()
    if inside is None or inside.look is None or text == inside.sought:
        return Turn(state)
    fresh = replace(inside, sought=text, chosen=(), seen=None)
    if not text:
        return _with(state, replace(fresh, found=None))
    return Turn(replace(state, inside=fresh), (FindFiles(inside.number, inside.look, text),))


def found(state: State, answer: FilesFound, _now: float) -> Turn:
    inside = _asked(state, answer.number)
    if inside is None or inside.sought != answer.text:
        return Turn(state)
    return _with(state, replace(inside, found=answer.found, chosen=(), seen=None))


def choose(state: State, intent: intents.ChooseFiles, _now: float) -> Turn:
    """The beginning of a file is shown, if it is the only one."""
    inside = state.inside
    if inside is None or inside.look is None or intent.keys == inside.chosen:
        return Turn(state)
    fresh = replace(state, inside=replace(inside.quiet(), chosen=intent.keys, seen=None))
    row = inside.row(intent.keys[0]) if len(intent.keys) == 1 else None
    if row is None or row.size is None or row.note:
        return Turn(fresh)
    return Turn(fresh, (PreviewFile(inside.number, inside.look, row.key),))


def seen(state: State, answer: FileSeen, _now: float) -> Turn:
    inside = _asked(state, answer.number)
    if inside is None or inside.chosen != (answer.key,):
        return Turn(state)
    return _with(state, replace(inside, seen=answer.seen))


def take_out(state: State, _: intents.TakeOut, _now: float) -> Turn:
    return Turn(state, (AskForFolder(),) if _may_take(state) else ())


def folder_chosen(state: State, answer: FolderChosen, _now: float) -> Turn:
    inside = state.inside
    if inside is None or not _may_take(state):
        return Turn(state)
    return _take(state, inside, inside.paths, answer.path)


def take_anyway(state: State, _: intents.TakeAnyway, _now: float) -> Turn:
    inside = state.inside
    taken = inside.taken if inside is not None else None
    if inside is None or taken is None or not taken.keys or not _may_take(state):
        return Turn(state)
    return _take(state, inside, taken.keys, taken.folder, anyway=True)


def carry_out(state: State, intent: intents.CarryOut, _now: float) -> Turn:
    """Nobody may wait while the pointer drags, so what is dragged lies ready before it is let go
    of: only so much of it."""
    inside = state.inside
    if inside is None or not intent.keys or not _may_take(state):
        return Turn(state)
    return _take(state, inside, intent.keys, None)


def moved(state: State, happening: TakingMoved, _now: float) -> Turn:
    inside = state.inside
    if inside is None or inside.taking is None or inside.taking.number != happening.number:
        return Turn(state)
    taking = replace(inside.taking, done=happening.done, total=happening.total)
    return _with(state, replace(inside, taking=taking))


def ended(state: State, happening: TakingEnded, _now: float) -> Turn:
    inside = state.inside
    if inside is None or inside.taking is None or inside.taking.number != happening.number:
        return Turn(state)
    taking = inside.taking
    too_much = isinstance(happening.end, BudgetSpent) and taking.folder is not None
    keys = taking.keys if too_much and not taking.anyway else ()
    taken = Taken(taking.folder, happening.end, happening.lines, keys)
    fresh = replace(inside, taking=None, taken=taken)
    if happening.carried is not None:
        fresh = replace(fresh, carried=happening.carried)
    return _with(state, fresh)


def stop(state: State, _: intents.StopTaking, _now: float) -> Turn:
    inside = state.inside
    if inside is None or inside.taking is None:
        return Turn(state)
    stopping = replace(inside, taking=replace(inside.taking, stopping=True))
    return Turn(replace(state, inside=stopping), (StopTaking(),))


def show_left_out(state: State, _: intents.ShowLeftOut, _now: float) -> Turn:
    told = state.inside is not None and state.inside.taken is not None
    return Turn(replace(state, sheet=LeftOutOpen()) if told else state)


def _take(
    state: State,
    inside: Inside,
    keys: tuple[str, ...],
    folder: Path | None,
    *,
    anyway: bool = False,
) -> Turn:
    image = state.image
    if not isinstance(image, Inspected):
        return Turn(state)
    number = state.asked + 1
    taking = Taking(number, folder, keys, anyway=anyway)
    fresh = replace(inside.quiet(), taking=taking)
    take = TakeFiles(number, inside.source, image.member, keys, folder, anyway)
    return Turn(replace(state, inside=fresh, asked=number), (take,))


def _may_take(state: State) -> bool:
    inside = state.inside
    if state.page is not Page.INSIDE or inside is None or inside.look is None:
        return False
    return inside.taking is None and len(inside.chosen) <= MOST_CHOSEN


def _asked(state: State, number: int) -> Inside | None:
    """None where nobody waits for the answer any more."""
    inside = state.inside
    return inside if inside is not None and inside.number == number else None


def _is_listed(inside: Inside, key: str) -> bool:
    return any(each.key == key for each in inside.folders)


def _with(state: State, inside: Inside) -> Turn:
    return Turn(replace(state, inside=inside))
