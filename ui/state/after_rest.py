"""How the state changes while it is chosen what is added behind an exact copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report import Mode
from ui import intents
from ui.state import RestOpen, State, after_answers
from ui.state.effects import AskForAnswers, FindRest
from ui.state.happenings import AnswersNotRead, AnswersRead, RestFound
from ui.state.image import Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.inspection.appended import Additions

PERSISTENCE, DATA, ANSWERS = "persistence", "data", "answers"  # keys of the settings
NO, FAT32, EXFAT = "no", "fat32", "exfat"  # values of DATA


def show(state: State, intent: intents.ShowOptions, now: float) -> Turn:
    """Options of the way of writing, whichever that is."""
    image = _copied(state)
    if image is None:
        return after_answers.show(state, intent, now)
    effects = (FindRest(image),) if image.rest is None else ()
    return Turn(replace(state, sheet=RestOpen()), effects)


def found(state: State, answer: RestFound, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.source is not answer.source:
        return Turn(state)
    return Turn(replace(state, image=replace(image, rest=answer.rest)))


def switched(state: State, intent: intents.SettingChanged) -> Turn:
    """A setting of the open sheet. What cannot be added is not taken, whatever is pressed."""
    from app.sources.layout import REST  # here, for the first frame does not wait for it

    more, on = _more(state), intent.value is True
    match intent.key:
        case "persistence":
            more = replace(more, persistence=REST if on else None)
        case "data":
            data = None if intent.value == NO else REST
            more = replace(more, data=data, exfat=intent.value == EXFAT)
        case "answers" if on:
            return Turn(state, (AskForAnswers(),))
        case "answers":
            more = replace(more, answers=None)
        case _:
            return Turn(state)
    return Turn(_with(state, more))


def answers_read(state: State, answer: AnswersRead, _now: float) -> Turn:
    if not isinstance(state.sheet, RestOpen):
        return Turn(state)
    fresh = _with(state, replace(_more(state), answers=answer.files))
    return Turn(replace(fresh, sheet=RestOpen()))


def answers_not_read(state: State, answer: AnswersNotRead, _now: float) -> Turn:
    opened = isinstance(state.sheet, RestOpen)
    return Turn(replace(state, sheet=RestOpen(answer.error)) if opened else state)


def can_have_more(image: Inspected) -> bool:
    """Whether anything at all could be added behind it."""
    report = image.report
    if image.link is not None or not image.writable or image.discouraged:
        return False
    if report.mode is not Mode.EXACT or not report.partition_tables:
        return False
    return any(not why_not(image, key) for key in (PERSISTENCE, DATA, ANSWERS))


def why_not(image: Inspected, key: str) -> str:
    """In the words of the engine; "" where it can be added, as far as the image tells."""
    from app.inspection import appended  # as above
    from app.sources.layout import REST

    if image.source.size is None:
        return "it is packed, and how long it is shows only when it is unpacked"
    if key == ANSWERS and image.rest is not None and image.rest.no_answers:
        return image.rest.no_answers
    wish = {
        PERSISTENCE: appended.Additions(persistence=REST),
        DATA: appended.Additions(data=REST),
        ANSWERS: appended.Additions(answers={}),
    }
    return appended.why_not(image.report, wish[key])


def _copied(state: State) -> Inspected | None:
    """The image, if it is copied as it is, more could be behind it, and nothing is written yet."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None:
        return None
    return image if can_have_more(image) else None


def _more(state: State) -> Additions:
    from app.inspection.appended import Additions  # as above

    image = _copied(state)
    return (image.more if image is not None else None) or Additions()


def _with(state: State, more: Additions) -> State:
    image = _copied(state)
    if image is None:
        return state
    if any(why_not(image, key) for key in chosen(more)):
        return state
    return replace(state, image=replace(image, more=more if chosen(more) else None))


def chosen(more: Additions | None) -> tuple[str, ...]:
    """Keys of what is added."""
    if more is None:
        return ()
    wishes = (
        (PERSISTENCE, more.persistence),
        (DATA, more.data),
        (ANSWERS, more.answers),
    )
    return tuple(key for key, value in wishes if value is not None)
