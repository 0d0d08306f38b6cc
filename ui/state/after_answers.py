"""How the state changes while it is chosen what Windows Setup shall be answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import intents
from ui.state import AccountOpen, AnswersOpen, OptionsOpen, State
from ui.state.effects import FindRegion
from ui.state.happenings import RegionFound
from ui.state.image import Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.sources.answers import Answers

FIELD = "account"  # the key of the sheet with the field, and of its switch


def show(state: State, _: intents.ShowOptions, _now: float) -> Turn:
    if not _composed(state):
        return Turn(state)
    effects = (FindRegion(),) if state.region is None else ()
    return Turn(replace(state, sheet=OptionsOpen()), effects)


def region_found(state: State, found: RegionFound, _now: float) -> Turn:
    return Turn(replace(state, region=found.region))


def show_file(state: State, _: intents.ShowAnswers, _now: float) -> Turn:
    image = _composed(state)
    return Turn(replace(state, sheet=AnswersOpen()) if image and image.answers else state)


def switched(state: State, intent: intents.SettingChanged) -> Turn:
    """A switch of the open sheet."""
    from app.sources.answers import Region  # here, for the first frame does not wait for it

    on, answers = intent.value is True, _answers(state)
    match intent.key:
        case "account" if on:
            return Turn(replace(state, sheet=AccountOpen()))
        case "account":
            answers = replace(answers, account="")
        case "any_pc":
            answers = replace(answers, any_pc=on)
        case "private":
            answers = replace(answers, private=on)
        case "unencrypted":
            answers = replace(answers, unencrypted=on)
        case "regional":
            region = state.region if on and state.region is not None else Region()
            answers = replace(answers, region=region)
        case _:
            return Turn(state)
    return Turn(_with(state, answers))


def entered(state: State, intent: intents.FieldEntered, _now: float) -> Turn:
    """A name for the account, or nothing: then there is none."""
    from app.sources.answers import why_no_account  # as above

    if not isinstance(state.sheet, AccountOpen):
        return Turn(state)
    name = intent.text.strip()
    if name and (why := why_no_account(name)):
        return Turn(replace(state, sheet=AccountOpen(intent.text, why)))
    fresh = _with(state, replace(_answers(state), account=name))
    return Turn(replace(fresh, sheet=OptionsOpen()))


def _composed(state: State) -> Inspected | None:
    """The image, if a stick is composed of its files and nothing is written yet."""
    image = state.image
    if not isinstance(image, Inspected) or not image.composes or state.job is not None:
        return None
    return image


def _answers(state: State) -> Answers:
    from app.sources.answers import NO_ANSWERS  # as above

    image = _composed(state)
    return (image.answers if image is not None else None) or NO_ANSWERS


def _with(state: State, answers: Answers) -> State:
    image = _composed(state)
    if image is None:
        return state
    return replace(state, image=replace(image, answers=answers or None))
