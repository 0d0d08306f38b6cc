"""How the state changes around the checksum that an image's makers left in it: compared on request,
since it takes as long as reading does, and proves less than one that was published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import intents
from ui.state import State
from ui.state.checksum import Checksum, Summing
from ui.state.damaged import damage_of, not_asked, told_damaged
from ui.state.effects import LookForDamage
from ui.state.happenings import DamageLookedFor, LookingFailed, LookingSoFar
from ui.state.image import Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.errors import AppError
    from app.inspection.media_check import MediaCheck


def begin(state: State, _: intents.LookForDamage, _now: float) -> Turn:
    """Not beside another reading of the image, and not while a drive is written."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None or image.checksum.reading:
        return Turn(state)
    if not image.summed_by_makers:
        return Turn(state)
    number = state.asked + 1
    turned = _with(replace(state, asked=number), image, Summing(number))
    return Turn(turned, (LookForDamage(number, image.source),))


def so_far(state: State, happening: LookingSoFar, _now: float) -> Turn:
    image = _looked_at(state, happening.number)
    if image is None:
        return Turn(state)
    return Turn(_with(state, image, Summing(happening.number, happening.done, happening.total)))


def done(state: State, answer: DamageLookedFor, _now: float) -> Turn:
    image = _looked_at(state, answer.number)
    if image is None:
        return Turn(state)
    after = _with(state, image, answer.check)
    damaged = answer.check is not None and not answer.check.matches
    return Turn(not_asked(after) if damaged else after)


def failed(state: State, answer: LookingFailed, _now: float) -> Turn:
    image = _looked_at(state, answer.number)
    if image is None:
        return Turn(state)
    checksum = replace(image.checksum, implanted=answer.error)
    fresh = replace(image, checksum=checksum)
    return Turn(told_damaged(state, fresh, damage_of(answer.error)))


def _looked_at(state: State, number: int) -> Inspected | None:
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.looking is None:
        return None
    return image if image.checksum.looking.number == number else None


def _with(state: State, image: Inspected, known: Summing | MediaCheck | AppError | None) -> State:
    checksum: Checksum = replace(image.checksum, implanted=known)
    return replace(state, image=replace(image, checksum=checksum))
