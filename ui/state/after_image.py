"""How the state changes around the image: dropped, pasted, chosen, inspected."""

from dataclasses import replace
from pathlib import Path

from ui import intents
from ui.intents import Offer
from ui.offers import Refusal, judge
from ui.state import ConfirmOpen, Dragged, EvidenceOpen, NotTaken, State
from ui.state.after_drives import reconsidered
from ui.state.after_settings import remembered
from ui.state.effects import AskForImage, Inspect, LetGo, Locate, LookAt
from ui.state.happenings import ImageInspected, ImageLocated, ImageRefused, Looked
from ui.state.image import Inspected, Reading, Unusable, visible
from ui.state.job import Ended, Working
from ui.state.turn import Turn


def ask_for_file(state: State, _: intents.ChooseFile, _now: float) -> Turn:
    return Turn(state) if isinstance(state.job, Working) else Turn(state, (AskForImage(),))


def open_file(state: State, intent: intents.OpenFile, _now: float) -> Turn:
    return _open(state, Path(intent.path).absolute())


def drag_entered(state: State, intent: intents.DragEntered, _now: float) -> Turn:
    """What letting go would do is said at once by the form, and again when the path was looked
    at."""
    number = state.asked + 1
    judged = Refusal.AT_WORK if isinstance(state.job, Working) else judge(intent.offer)
    if isinstance(judged, Refusal):
        return Turn(replace(state, drag=Dragged(number, judged), asked=number))
    look = LookAt(number, judged, opens=False)
    return Turn(replace(state, drag=Dragged(number, None), asked=number), (look,))


def drag_left(state: State, _: intents.DragLeft, _now: float) -> Turn:
    return Turn(replace(state, drag=None))


def dropped(state: State, intent: intents.Dropped, _now: float) -> Turn:
    return _take(replace(state, drag=None), intent.offer)


def pasted(state: State, intent: intents.Pasted, _now: float) -> Turn:
    if judge(intent.offer) is Refusal.NOTHING:
        return Turn(state)
    return _take(state, intent.offer)


def looked(state: State, answer: Looked, now: float) -> Turn:
    if not answer.opens:
        if state.drag is None or state.drag.number != answer.number:
            return Turn(state)
        return Turn(replace(state, drag=replace(state.drag, refusal=answer.found.refusal)))
    if answer.number != state.opening or isinstance(state.job, Working):
        return Turn(state)
    if answer.found.refusal is not None:
        notice = NotTaken(answer.found.refusal, answer.found.owner)
        return Turn(replace(state, notice=notice))
    before = visible(state.image, now)
    reading = Reading(answer.path, answer.found.size, answer.number, now, before)
    inspect = Inspect(answer.number, answer.path)
    fresh = replace(state, image=reading, notice=None, sheet=None, page=None, job=None)
    return Turn(fresh, (LetGo(), inspect) if isinstance(state.job, Ended) else (inspect,))


def stop_reading(state: State, _: intents.StopReading, _now: float) -> Turn:
    if not isinstance(state.image, Reading):
        return Turn(state)
    return Turn(replace(state, image=state.image.before))


def inspected(state: State, answer: ImageInspected, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Reading) or image.number != answer.number:
        return Turn(state)
    fresh = Inspected(image.path, answer.source, answer.report)
    locate = Locate(image.path, state.drives.drives)
    turn = remembered(reconsidered(replace(state, image=fresh)), fresh, answer.when)
    return Turn(turn.state, (locate, *turn.effects))


def refused(state: State, answer: ImageRefused, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Reading) or image.number != answer.number:
        return Turn(state)
    return Turn(replace(state, image=Unusable(image.path, image.size, answer.error)))


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


def open_again(state: State, path: Path) -> Turn:
    """The file is not what it was: look at it anew."""
    return _open(state, path)


def _take(state: State, offer: Offer) -> Turn:
    if isinstance(state.job, Working):
        return Turn(state)
    judged = judge(offer)
    if isinstance(judged, Refusal):
        return Turn(replace(state, notice=NotTaken(judged)))
    return _open(state, judged)


def _open(state: State, path: Path) -> Turn:
    if isinstance(state.job, Working):
        return Turn(state)
    judged = judge(Offer(text=str(path)))
    if judged is Refusal.PARTIAL:
        return Turn(replace(state, notice=NotTaken(judged)))
    number = state.asked + 1
    return Turn(replace(state, asked=number, opening=number), (LookAt(number, path, opens=True),))
