"""How the state changes around published checksums: found, pasted, summed up, compared.

Nothing is read while a job runs: the drive needs the disk's whole speed, and the write sums up the
image anyway. What was left open goes on afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report import PACKED_DAMAGED, Finding, Severity
from app.result import Result
from ui import intents
from ui.state import ChecksumOpen, PasteOpen, State
from ui.state.checksum import Checksum, Summing
from ui.state.damaged import not_asked, told_damaged
from ui.state.effects import Effect, FindChecksums, StopConverting, StopSumming, SumUp
from ui.state.happenings import ChecksumsFound, SummedSoFar, SummedUp, SummingFailed
from ui.state.image import Converting, Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison
    from app.checksums.hashing import Digests

FIELD = "checksum"  # the key of the sheet with the field


def look_for(state: State) -> Turn:
    """For what was published about a fresh image."""
    image = state.image
    if not isinstance(image, Inspected) or not image.is_one:
        return Turn(state)
    number = state.asked + 1
    fresh = replace(image, checksum=Checksum(number))
    find = FindChecksums(number, image.source)
    return Turn(replace(state, image=fresh, asked=number), (find,))


def found(state: State, answer: ChecksumsFound, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.number != answer.number:
        return Turn(state)
    known = replace(image.checksum, search=answer.search, origin=answer.origin)
    return go_on(_with(state, image, known))


def paste(state: State, _: intents.PasteChecksum, _now: float) -> Turn:
    opens = isinstance(state.image, Inspected) and state.job is None
    return Turn(replace(state, sheet=PasteOpen()) if opens else state)


def sum_up(state: State, now: float) -> Turn:
    """For the tool that checks a download: by the time something is pasted the sums may be there,
    and they are told where nothing is."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None:
        return Turn(state)
    turn = go_on(_with(state, image, replace(image.checksum, wanted=True)))
    return Turn(paste(turn.state, intents.PasteChecksum(), now).state, turn.effects)


def show(state: State, _: intents.ShowChecksum, _now: float) -> Turn:
    opens = isinstance(state.image, Inspected) and state.job is None
    return Turn(replace(state, sheet=ChecksumOpen()) if opens else state)


def entered(state: State, intent: intents.FieldEntered, _now: float) -> Turn:
    if intent.sheet != FIELD or not isinstance(state.sheet, PasteOpen):
        return Turn(state)
    if not intent.text.strip():
        return _taken_back(state)
    turn = taken(state, intent.text)
    return turn or Turn(replace(state, sheet=PasteOpen(wrong=True)))


def taken(state: State, text: str) -> Turn | None:
    """After a text that may be a checksum of the image; None when it is none."""
    from app.checksums.comparison import given  # here, for the first frame does not wait for it

    image = state.image
    if not isinstance(image, Inspected) or state.job is not None:
        return None
    from app.checksums.beside import names_of

    pasted = given(text, names_of(image.source))
    if pasted is None:
        return None
    checksum = replace(image.checksum, pasted=pasted, stopped=False)
    return _judged(replace(_with(state, image, checksum), sheet=None))


def _taken_back(state: State) -> Turn:
    """An empty field: what was pasted before counts no longer."""
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.pasted is None:
        return Turn(replace(state, sheet=PasteOpen(wrong=True)))
    checksum = replace(image.checksum, pasted=None)
    return _judged(replace(_with(state, image, checksum), sheet=None))


def compare(state: State, _: intents.CompareChecksum, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.summing is not None:
        return Turn(state)
    return go_on(_with(state, image, replace(image.checksum, answer=None, stopped=False)))


def stop(state: State, _: intents.StopChecksum, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or not image.checksum.reading:
        return Turn(state)
    summing = image.checksum.summing is not None
    halted = replace(image.checksum.halted(), stopped=summing or image.checksum.stopped)
    return Turn(_with(state, image, halted), (StopSumming(),))


def so_far(state: State, happening: SummedSoFar, _now: float) -> Turn:
    image = _summed(state, happening.number)
    if image is None:
        return Turn(state)
    summing = Summing(happening.number, happening.done, happening.total)
    return Turn(_with(state, image, replace(image.checksum, summing=summing)))


def summed_up(state: State, answer: SummedUp, _now: float) -> Turn:
    image = _summed(state, answer.number)
    if image is None:
        return Turn(state)
    known = replace(image.checksum.halted(), answer=answer.comparison)
    fresh = replace(image, checksum=known)
    return _judged(told_damaged(state, fresh, _damage(answer.comparison.digests)))


def _damage(digests: Digests) -> Finding | None:
    """None also where it could not be unpacked for another reason."""
    if digests.damaged_at is None:
        return None
    return Finding(PACKED_DAMAGED, Severity.DANGER, digests.damage, digests.damaged_at)


def failed(state: State, answer: SummingFailed, _now: float) -> Turn:
    image = _summed(state, answer.number)
    if image is None:
        return Turn(state)
    known = replace(image.checksum.halted(), answer=answer.error)
    return Turn(_with(state, image, known))


def go_on(state: State) -> Turn:
    """Read the image, if that is still to be done and nothing is in the way. One on the web is
    summed up when it is written: it comes only once."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None or not image.checksum.due:
        return Turn(state)
    if image.link is not None:
        return Turn(state)
    number = state.asked + 1
    fresh = replace(image.checksum.halted(), summing=Summing(number))
    sum_up = SumUp(number, image.source, image.checksum.published)
    return Turn(replace(_with(state, image, fresh), asked=number), (sum_up,))


def made_way(state: State) -> Turn:
    """Nothing is read any more, or converted: a job begins, or another image comes."""
    image = state.image
    if not isinstance(image, Inspected):
        return Turn(state)
    stops: list[Effect] = [StopSumming()] if image.checksum.reading else []
    if isinstance(image.converting, Converting):
        stops.append(StopConverting())
    return Turn(replace(state, image=image.halted()) if stops else state, tuple(stops))


def come_back(state: State) -> Turn:
    """To an image that was put aside: what made way goes on, and an answer that came meanwhile was
    nobody's."""
    image = state.image
    if isinstance(image, Inspected) and image.checksum.number and image.checksum.search is None:
        return look_for(state)
    return go_on(state)


def told_by_write(image: Inspected, end: Result) -> Inspected:
    """With what the write summed up, where that answers the question, or contradicts the answer
    that was had before. Nothing is published of what is composed."""
    checksum = image.checksum
    if not image.as_it_is or not checksum.published or not end.sha256:
        return image
    from app.checksums.algorithm import Algorithm
    from app.checksums.comparison import judge, known
    from app.checksums.hashing import Digests

    before = checksum.comparison
    if before is not None and before.digests.summed in ("", end.sha256):
        return image
    sums = {Algorithm.SHA256: end.sha256}
    digests = Digests({} if image.source.layers else sums, sums)
    if before is None and not known(checksum.published, digests):
        return image
    return replace(image, checksum=replace(checksum, answer=judge(checksum.published, digests)))


def told_on_the_way(image: Inspected, comparison: Comparison | None) -> Inspected:
    """With what was compared while the image was fetched."""
    if comparison is None:
        return image
    return replace(image, checksum=replace(image.checksum, answer=comparison))


def compared_on_the_way(state: State, comparison: Comparison | None) -> State:
    """The same of the image that is shown; nothing else can be chosen while it is written."""
    if not isinstance(state.image, Inspected) or state.image.link is None:
        return state
    return replace(state, image=told_on_the_way(state.image, comparison))


def _judged(state: State) -> Turn:
    """With everything that is to be compared: by the sums that are known, or by reading again."""
    from app.checksums.comparison import judge, known

    image = state.image
    if not isinstance(image, Inspected):
        return Turn(state)
    checksum, before = image.checksum, image.checksum.digests
    asked = checksum.published or checksum.wanted
    if before is None or not asked or not known(checksum.published, before):
        halted = _with(state, image, replace(checksum.halted(), answer=None))
        turn = go_on(halted)
        stop = (StopSumming(),) if checksum.reading else ()
        return Turn(turn.state, (*stop, *turn.effects))
    answer = judge(checksum.published, before)
    after = _with(state, image, replace(checksum, answer=answer))
    return Turn(not_asked(after) if answer.wrong else after)


def _summed(state: State, number: int) -> Inspected | None:
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.summing is None:
        return None
    return image if image.checksum.summing.number == number else None


def _with(state: State, image: Inspected, checksum: Checksum) -> State:
    return replace(state, image=replace(image, checksum=checksum))
