"""How the state changes around the image: dropped, pasted, chosen, inspected."""

from dataclasses import replace
from pathlib import Path

from ui import intents
from ui.intents import Offer
from ui.offers import Judged, PortalKey, Refusal, WebLink, judge
from ui.state import (
    ConfirmOpen,
    Dragged,
    EvidenceOpen,
    FileChanged,
    FolderOpen,
    MembersOpen,
    NotTaken,
    State,
)
from ui.state.after_checksum import look_for, made_way, taken
from ui.state.after_drives import look_again, reconsidered
from ui.state.after_settings import remembered
from ui.state.after_web import begun, changed, go_to
from ui.state.damaged import as_known
from ui.state.effects import (
    AskForImage,
    Effect,
    Fetch,
    FetchFiles,
    Inspect,
    Locate,
    LookAt,
    StopFetching,
)
from ui.state.happenings import (
    CameBack,
    HandedOver,
    ImageDiffers,
    ImageInspected,
    ImageLocated,
    ImageRefused,
    Looked,
)
from ui.state.image import NO_IMAGE, Inspected, Reading, Unusable, visible
from ui.state.turn import Turn


def ask_for_file(state: State, _: intents.ChooseFile, _now: float) -> Turn:
    return Turn(state) if state.occupied else Turn(state, (AskForImage(),))


def open_file(state: State, intent: intents.OpenFile, _now: float) -> Turn:
    return _open(replace(state, opening_for=intent.tool), Path(intent.path).absolute())


def drag_entered(state: State, intent: intents.DragEntered, _now: float) -> Turn:
    """What letting go would do is said at once by the form, and again when the path was looked
    at."""
    number = state.asked + 1
    judged = _not_now(state) or _judged(state, intent.offer)
    refusal = judged if isinstance(judged, Refusal) else None
    link = judged if isinstance(judged, WebLink) else None
    fresh = replace(state, drag=Dragged(number, refusal, link=link), asked=number)
    if not isinstance(judged, Path):
        return Turn(fresh)  # what is behind a key shows when it is dropped: a key works once
    return Turn(fresh, (LookAt(number, judged, opens=False, key=intent.offer.portal_key),))


def _not_now(state: State) -> Refusal | None:
    if state.at_work:
        return Refusal.AT_WORK
    return Refusal.TAKING_OUT if state.occupied else None


def drag_left(state: State, _: intents.DragLeft, _now: float) -> Turn:
    return Turn(replace(state, drag=None))


def dropped(state: State, intent: intents.Dropped, now: float) -> Turn:
    return _take(replace(state, drag=None), intent.offer, now)


def pasted(state: State, intent: intents.Pasted, now: float) -> Turn:
    """Told apart by its form: a path is an image, and what has a checksum's digits belongs to the
    image that is there."""
    if judge(intent.offer) is Refusal.NOTHING:
        return taken(state, intent.offer.text) or Turn(state)
    return _take(state, intent.offer, now)


def looked(state: State, answer: Looked, now: float) -> Turn:
    if not answer.opens:
        if state.drag is None or state.drag.number != answer.number:
            return Turn(state)
        return Turn(replace(state, drag=_foreseen(state.drag, answer)))
    if answer.number != state.opening or state.occupied:
        return Turn(state)
    if answer.found.refusal is not None:
        return _not_opened(state, answer, answer.found.refusal)
    before = visible(state.image, now)
    reading = Reading(answer.path, answer.found.size, answer.number, now, before)
    turn = begun(state, reading, Inspect(answer.number, answer.path))
    notice = state.notice if isinstance(state.notice, FileChanged) else None
    return replace(turn, state=replace(turn.state, notice=notice))


def handed_over(state: State, answer: HandedOver, _now: float) -> Turn:
    if answer.number != state.opening:
        return Turn(state)
    if len(answer.paths) != 1:
        refusal = Refusal.MANY if answer.paths else Refusal.SANDBOX
        return Turn(replace(state, notice=NotTaken(refusal)))
    return _open(state, Path(answer.paths[0]))


def show_members(state: State, _: intents.ShowMembers, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Unusable) or not image.members:
        return Turn(state)
    return Turn(replace(state, sheet=MembersOpen()))


def open_member(state: State, intent: intents.OpenMember, now: float) -> Turn:
    image = state.image
    if not isinstance(image, Unusable) or intent.name not in dict(image.members):
        return Turn(state)
    number = state.asked + 1
    reading = Reading(image.path, image.size, number, now, image, intent.name, image.link)
    fresh = replace(state, image=reading, asked=number, opening=number, sheet=None, notice=None)
    inspect: Effect = Inspect(number, image.path, intent.name)
    if image.link is not None:
        inspect = Fetch(number, image.link, intent.name)
    return Turn(fresh, (inspect,))


def stop_reading(state: State, _: intents.StopReading, _now: float) -> Turn:
    if not isinstance(state.image, Reading):
        return Turn(state)
    stop = (StopFetching(),) if state.image.link is not None else ()
    return Turn(replace(state, image=state.image.before), stop)


def inspected(state: State, answer: ImageInspected, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Reading) or image.number != answer.number:
        return Turn(state)
    fresh = Inspected(
        image.path, answer.source, answer.report, member=image.member, link=image.link
    )
    fresh = as_known(state, fresh)
    if fresh.link is not None:  # it lies on no drive, beside nothing, and is remembered nowhere
        return Turn(reconsidered(replace(state, image=fresh)))
    locate = Locate(image.path, state.drives.drives)
    turn = remembered(reconsidered(replace(state, image=fresh)), fresh, answer.when)
    found = look_for(turn.state)
    return Turn(found.state, (locate, *turn.effects, *found.effects))


def refused(state: State, answer: ImageRefused, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Reading) or image.number != answer.number:
        return Turn(state)
    unusable = Unusable(image.path, image.size, answer.error, image.link, image.member)
    fresh = replace(state, image=unusable)
    # Which of several images is meant is asked at once, unless something else is asked just now.
    asks = bool(unusable.members) and state.sheet is None
    return Turn(replace(fresh, sheet=MembersOpen()) if asks else fresh)


def located(state: State, answer: ImageLocated, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.path != answer.path:
        return Turn(state)
    fresh = reconsidered(replace(state, image=replace(image, on=answer.drives)))
    asks = isinstance(fresh.sheet, ConfirmOpen) and fresh.chosen != state.chosen
    return Turn(replace(fresh, sheet=None) if asks else fresh)


def show_evidence(state: State, _: intents.ShowEvidence, _now: float) -> Turn:
    if not isinstance(state.image, Inspected):
        return Turn(state)
    return Turn(replace(state, sheet=EvidenceOpen()))


def came_back(state: State, _: CameBack, _now: float) -> Turn:
    """In the meantime the image may have been moved, or downloaded once more."""
    return Turn(state, look_again(state))


def differs(state: State, answer: ImageDiffers, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.source is not answer.source:
        return Turn(state)
    return open_again(state, image) if state.job is None else Turn(state)


def open_again(state: State, image: Inspected) -> Turn:
    """The file is not what it was: look at it anew."""
    if (other := changed(image)) is not None:
        return Turn(replace(state, image=other, notice=None))
    turn = _open(state, image.path)
    return replace(turn, state=replace(turn.state, notice=FileChanged()))


def _judged(state: State, offer: Offer) -> Judged:
    judged = judge(offer)
    on_web = isinstance(judged, WebLink)
    return Refusal.NO_NETWORK if on_web and state.computer.sandboxed else judged


def _take(state: State, offer: Offer, now: float) -> Turn:
    if state.occupied:
        return Turn(state)
    state = replace(state, opening_for="")
    judged = _judged(state, offer)
    if isinstance(judged, WebLink):
        return go_to(state, judged, now)
    if isinstance(judged, Refusal):
        return Turn(replace(state, notice=NotTaken(judged)))
    if isinstance(judged, PortalKey):
        number = state.asked + 1
        fresh = replace(state, asked=number, opening=number)
        return Turn(fresh, (FetchFiles(number, judged.key),))
    return _open(state, judged, offer.portal_key)


def _foreseen(drag: Dragged, answer: Looked) -> Dragged:
    """What letting go would do, now that somebody has looked. Where a path leads nowhere the
    desktop may still hand over the file."""
    if answer.found.images:
        return replace(drag, refusal=None, folder=True)
    return replace(drag, refusal=None if _may_be_fetched(answer) else answer.found.refusal)


def _may_be_fetched(answer: Looked) -> bool:
    return bool(answer.key) and answer.found.refusal in (Refusal.GONE, Refusal.UNREADABLE)


def _not_opened(state: State, answer: Looked, refusal: Refusal) -> Turn:
    if _may_be_fetched(answer):
        return Turn(state, (FetchFiles(answer.number, answer.key),))
    if answer.found.images:
        return Turn(replace(state, sheet=FolderOpen(answer.path, answer.found.images), notice=None))
    notice = NotTaken(refusal, answer.found.owner)
    refused = replace(state, notice=notice, opening_for="")
    if isinstance(state.image, Inspected) and state.image.path == answer.path:
        return _forgotten(refused)
    return Turn(refused)


def _forgotten(state: State) -> Turn:
    """The image that was shown is there no more, and what was chosen, was chosen for it."""
    halted = made_way(state)
    bare = replace(halted.state, inside=None, page=None, sheet=None)
    fresh = replace(bare, image=NO_IMAGE, chosen="", ticked=frozenset())
    return replace(halted, state=fresh)


def _open(state: State, path: Path, key: str = "") -> Turn:
    if state.occupied:
        return Turn(state)
    judged = judge(Offer(text=str(path)))
    if judged is Refusal.PARTIAL:
        return Turn(replace(state, notice=NotTaken(judged)))
    number = state.asked + 1
    sheet = None if isinstance(state.sheet, FolderOpen) else state.sheet
    notice = None if isinstance(state.notice, FileChanged) else state.notice
    fresh = replace(state, asked=number, opening=number, sheet=sheet, notice=notice)
    return Turn(fresh, (LookAt(number, path, opens=True, key=key),))
