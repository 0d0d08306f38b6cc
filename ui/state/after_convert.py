"""How the state changes while an image of Windows is converted, so that a stick can be made. That
goes on behind the window, and nothing of it is kept once another image is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import intents
from ui.state import ConvertOpen, State
from ui.state.after_drives import reconsidered
from ui.state.effects import Convert, StopConverting
from ui.state.image import Converting, Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from ui.state.happenings import Converted, ConvertedSoFar, NotConverted


def ask(state: State, _: intents.AskToConvert, _now: float) -> Turn:
    """Before it takes its time and room."""
    return Turn(replace(state, sheet=ConvertOpen()) if _convertible(state) else state)


def begin(state: State, _: intents.Convert, _now: float) -> Turn:
    image = _convertible(state)
    if image is None or not isinstance(state.sheet, ConvertOpen):
        return Turn(state)
    number = state.asked + 1
    fresh = replace(image, converting=Converting(number))
    begun = replace(state, image=fresh, asked=number, sheet=None)
    return Turn(begun, (Convert(number, image.source, image.report),))


def stop(state: State, _: intents.StopConverting, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or not isinstance(image.converting, Converting):
        return Turn(state)
    return Turn(replace(state, image=replace(image, converting=None)), (StopConverting(),))


def so_far(state: State, happening: ConvertedSoFar, _now: float) -> Turn:
    image = _under_way(state, happening.number)
    if image is None:
        return Turn(state)
    converting = Converting(happening.number, happening.done, happening.total)
    return Turn(replace(state, image=replace(image, converting=converting)))


def done(state: State, answer: Converted, _now: float) -> Turn:
    image = _under_way(state, answer.number)
    if image is None:
        return Turn(state)
    fresh = replace(image, converting=None, report=answer.report, rebuilt=answer.rebuilt)
    return Turn(reconsidered(replace(state, image=fresh)))


def failed(state: State, answer: NotConverted, _now: float) -> Turn:
    image = _under_way(state, answer.number)
    if image is None:
        return Turn(state)
    return Turn(replace(state, image=replace(image, converting=answer.error)))


def _convertible(state: State) -> Inspected | None:
    """The image, if a stick can be made once it is converted, and nobody is at that."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None:
        return None
    needed = image.report.conversion
    if needed is None or needed.missing or isinstance(image.converting, Converting):
        return None
    return image


def _under_way(state: State, number: int) -> Inspected | None:
    """The image that is converted under this number."""
    image = state.image
    if not isinstance(image, Inspected) or not isinstance(image.converting, Converting):
        return None
    return image if image.converting.number == number else None
