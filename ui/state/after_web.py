"""How the state changes around an image on the web: named, asked for, compared, kept.

Nobody is asked before the user has named an address, and nobody without protection before the user
has allowed it in so many words.
"""

from dataclasses import replace

from app.errors import ImageChanged
from ui import intents
from ui.intents import Offer
from ui.offers import WebLink, judge
from ui.state import AddressOpen, NotHere, NotHereOpen, PasteOpen, PlainOpen, State
from ui.state.after_checksum import made_way
from ui.state.effects import AskForCopy, Effect, Fetch, FindOnWeb, LetGo
from ui.state.happenings import CopyChosen, ListsNotFound
from ui.state.image import QUIET, Image, Inspected, Reading, Unusable
from ui.state.turn import Turn

FIELD = "address"  # the key of the sheet with the field


def from_web(state: State, _: intents.FromWeb, _now: float) -> Turn:
    if state.occupied:
        return Turn(state)
    sheet = NotHereOpen(NotHere.WEB) if state.computer.sandboxed else AddressOpen()
    return Turn(replace(state, sheet=sheet))


def entered(state: State, intent: intents.FieldEntered, now: float) -> Turn:
    if not isinstance(state.sheet, AddressOpen):
        return Turn(state)
    link = judge(Offer(text=intent.text))
    if not isinstance(link, WebLink) or link.address is None:
        return Turn(replace(state, sheet=AddressOpen(intent.text, wrong=True)))
    return go_to(state, link, now)


def go_to(state: State, link: WebLink, now: float) -> Turn:
    """To an address that the user has just named."""
    if state.occupied:
        return Turn(state)
    if link.secure or link.plain:
        return fetch(state, link, now)
    return Turn(replace(state, sheet=PlainOpen(link), notice=None))


def fetch_plain(state: State, _: intents.FetchPlain, now: float) -> Turn:
    sheet = state.sheet
    if not isinstance(sheet, PlainOpen):
        return Turn(state)
    return go_to(state, replace(sheet.link, plain=True), now)


def fetch_safely(state: State, _: intents.FetchSafely, now: float) -> Turn:
    sheet = state.sheet
    return go_to(state, sheet.link.secured(), now) if isinstance(sheet, PlainOpen) else Turn(state)


def fetch_again(state: State, _: intents.FetchAgain, now: float) -> Turn:
    image = state.image
    if not isinstance(image, Unusable) or image.link is None:
        return Turn(state)
    return fetch(state, image.link, now, image.member)


def fetch(state: State, link: WebLink, now: float, member: str = "") -> Turn:
    """What is asked is shown at once, for a server may take its time."""
    number = state.asked + 1
    before = _settled(state.image)
    reading = Reading(link.path, 0, number, now - QUIET, before, member, link)
    return begun(state, reading, Fetch(number, link, member))


def begun(state: State, reading: Reading, inspect: Effect) -> Turn:
    """With another image being read."""
    halted = made_way(state)
    if reading.before is state.image:
        reading = replace(reading, before=halted.state.image)
    fresh = replace(
        halted.state,
        image=reading,
        inside=None,
        notice=None,
        sheet=None,
        page=None,
        job=None,
        asked=max(state.asked, reading.number),
        opening=reading.number,
    )
    let_go = (LetGo(),) if state.job is not None else ()
    return Turn(fresh, (*halted.effects, *let_go, inspect))


def changed(image: Inspected) -> Unusable | None:
    """The image, when it turns out to be another one than was looked at; nobody fetches that
    unasked. None for a file of this computer."""
    if image.link is None:
        return None
    error = ImageChanged(image.source.name, "the server has another file there now")
    return Unusable(image.path, image.size, error, image.link, image.member)


def look_for_lists(state: State, _: intents.LookForLists, _now: float) -> Turn:
    """On the server that the image is on."""
    image = _idle(state)
    if image is None or not image.comparable:
        return Turn(state)
    number = state.asked + 1
    checksum = replace(image.checksum, number=number, search=None, answer=None)
    sheet = None if isinstance(state.sheet, PasteOpen) else state.sheet
    fresh = replace(image, checksum=checksum)
    after = replace(state, image=fresh, asked=number, sheet=sheet)
    return Turn(after, (FindOnWeb(number, image.source),))


def lists_not_found(state: State, answer: ListsNotFound, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.checksum.number != answer.number:
        return Turn(state)
    checksum = replace(image.checksum, number=0, answer=answer.error)
    return Turn(replace(state, image=replace(image, checksum=checksum)))


def keep_copy(state: State, _: intents.KeepCopy, _now: float) -> Turn:
    image = _idle(state)
    if image is None or not image.comparable:
        return Turn(state)
    return Turn(state, (AskForCopy(image.path.name),))


def copy_chosen(state: State, happening: CopyChosen, _now: float) -> Turn:
    image = _idle(state)
    return Turn(replace(state, image=replace(image, keep=happening.path)) if image else state)


def keep_none(state: State, _: intents.KeepNone, _now: float) -> Turn:
    image = _idle(state)
    return Turn(replace(state, image=replace(image, keep=None)) if image else state)


def _idle(state: State) -> Inspected | None:
    """The image from the web, if nothing is written yet."""
    image = state.image
    there = isinstance(image, Inspected) and image.link is not None and state.job is None
    return image if there and isinstance(image, Inspected) else None


def _settled(image: Image) -> Image:
    """What was there before it was read: a reading that was given up does not come back."""
    return _settled(image.before) if isinstance(image, Reading) else image
