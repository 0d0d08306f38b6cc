"""How the state changes while an image is burned: a page of its own, on which a drive for discs is
chosen, asked about, followed, and seen to its end.

The wishes are those of the other pages. Here they are about discs (`ON_PAGE`), so that the same
keys and buttons do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.errors import AppError, Stopped
from app.report import Kind
from ui import intents
from ui.state import BurnOpen, Page, QuitOpen, State, StopOpen, after_settings
from ui.state.after_checksum import go_on, made_way
from ui.state.burning import Burn, Run, Seen
from ui.state.damaged import told_by_job
from ui.state.effects import (
    Close,
    Effect,
    FindDiscs,
    LetGo,
    LookAtDisc,
    PlaySound,
    SayAgain,
    StartBurning,
    StopBurning,
    TellBurned,
)
from ui.state.image import Inspected
from ui.state.turn import Turn

if TYPE_CHECKING:
    from ui.state.happenings import BurnEnded, BurnMoved, DiscDrivesFound, DiscSeen, NothingBurns

QUARTER = 25  # per cent between two announcements


def can_burn(state: State) -> bool:
    """Whether there is an image that a disc can hold. Not beside a job, nor the page of one."""
    image = state.image
    if not isinstance(image, Inspected) or state.job is not None or state.occupied:
        return False
    if state.comparing or image.probing is not None or image.backup is not None:
        return False
    disc = image.report.kind in (Kind.ISO9660, Kind.UDF)
    return disc and image.writable and image.link is None and image.format is None


def open_page(state: State, _: intents.BurnToDisc, _now: float) -> Turn:
    if not can_burn(state):
        return Turn(state)
    shown = replace(state, page=Page.BURN, sheet=None, notice=None)
    return _looking(shown, shown.image)


def as_shown(state: State) -> State:
    """The page is of the image as it is known by now: reading it goes on meanwhile. With the page
    goes all that stood on it, whatever is shown in its place."""
    burn, image = state.burn, state.image
    if burn is not None and state.page is not Page.BURN:
        return replace(state, burn=None)
    if burn is None or burn.running or not isinstance(image, Inspected) or image is burn.image:
        return state
    same = image.source is burn.image.source
    return replace(state, burn=replace(burn, image=image)) if same else state


def look_again(state: State, _: object, _now: float) -> Turn:
    """No drive is chosen by that, for the disc may be another."""
    burn = state.burn
    return Turn(state) if burn is None or burn.running else _looking(state, burn.image)


def drives_found(state: State, answer: DiscDrivesFound, _now: float) -> Turn:
    burn = _asked(state, answer.number)
    if burn is None:
        return Turn(state)
    drives = tuple(Seen(drive) for drive in answer.drives)
    looks = (LookAtDisc(burn.number, burn.image, drive) for drive in answer.drives)
    return Turn(replace(state, burn=replace(burn, drives=drives)), tuple(looks))


def nothing_burns(state: State, answer: NothingBurns, _now: float) -> Turn:
    burn = _asked(state, answer.number)
    if burn is None:
        return Turn(state)
    return Turn(replace(state, burn=replace(burn, drives=(), trouble=answer.error)))


def disc_seen(state: State, answer: DiscSeen, _now: float) -> Turn:
    burn = _asked(state, answer.number)
    return Turn(state) if burn is None else Turn(replace(state, burn=burn.with_seen(answer.seen)))


def choose(state: State, intent: intents.ChooseDrive, _now: float) -> Turn:
    burn = state.burn
    if burn is None or burn.run is not None:
        return Turn(state)
    fits = {each.drive.node for each in burn.drives or () if each.fits}
    if intent.key and intent.key not in fits:
        return Turn(state)
    return Turn(replace(state, burn=replace(burn, chosen=intent.key)))


def ask(state: State, _: intents.Write, _now: float) -> Turn:
    """After a simulation as well: that has changed nothing."""
    burn = state.burn
    if burn is None or burn.running or burn.wanted is None or not burn.wanted.fits:
        return Turn(state)
    if burn.run is not None and not burn.run.simulate:
        return Turn(state)
    return Turn(replace(state, sheet=BurnOpen(burn.wanted)))


def simulate(state: State, _: intents.Simulate, now: float) -> Turn:
    """Nothing is burned, so nothing is asked."""
    burn = state.burn
    seen = burn.wanted if burn is not None else None
    if burn is None or burn.run is not None or seen is None or not seen.fits:
        return Turn(state)
    may = seen.disc is not None and seen.disc.simulates
    return _begun(state, burn, seen, now, simulate=True) if may else Turn(state)


def confirmed(state: State, _: intents.Confirmed, now: float) -> Turn:
    """The one place where a disc begins to be burned: the one that the sheet is about."""
    burn, sheet = state.burn, state.sheet
    if burn is None or burn.running or not isinstance(sheet, BurnOpen):
        return Turn(state)
    if burn.wanted != sheet.seen:
        return Turn(replace(state, sheet=None))
    return _begun(state, burn, sheet.seen, now)


def moved(state: State, happening: BurnMoved, _now: float) -> Turn:
    burn, run = _running(state, happening.number)
    if burn is None or run is None:
        return Turn(state)
    done = happening.progress.write.fraction or 0.0
    said = max(run.said, int(done * 100) // QUARTER * QUARTER)
    fresh = replace(run, progress=happening.progress, said=said)
    return Turn(replace(state, burn=replace(burn, run=fresh)))


def ended(state: State, happening: BurnEnded, _now: float) -> Turn:
    burn, run = _running(state, happening.number)
    if burn is None or run is None:
        return Turn(state)
    if state.quitting:
        return Turn(replace(state, page=None, sheet=None), (LetGo(), Close()))
    state = told_by_job(state, burn.image, happening.end)
    over = replace(run, end=happening.end)
    told = () if isinstance(over.end, Stopped) else _told(state, burn.image, over)
    reads = go_on(replace(state, burn=replace(burn, run=over), sheet=None))
    return Turn(reads.state, (*told, *reads.effects))


def stop_asked(state: State, _: intents.StopAsked, _now: float) -> Turn:
    """A simulation costs nothing."""
    run = state.burn.run if state.burn is not None else None
    if run is None or run.end is not None or run.stopping:
        return Turn(state)
    return _stop(state) if run.simulate else Turn(replace(state, sheet=StopOpen()))


def stop_confirmed(state: State, _: intents.StopConfirmed, _now: float) -> Turn:
    return _stop(state) if isinstance(state.sheet, StopOpen) else Turn(state)


def quit_asked(state: State, intent: intents.Quit, now: float) -> Turn:
    run = state.burn.run if state.burn is not None else None
    if run is None or run.end is not None:
        return Turn(state, (LetGo(), Close()))
    if run.simulate:
        return quit_confirmed(state, intent, now)
    return Turn(replace(state, sheet=QuitOpen()))


def quit_confirmed(state: State, _: object, _now: float) -> Turn:
    turn = _stop(state)
    if not turn.effects:
        return Turn(state, (LetGo(), Close()))
    return replace(turn, state=replace(turn.state, quitting=True))


def speak(state: State, _: intents.Speak, _now: float) -> Turn:
    return Turn(state, (SayAgain(),) if state.burn is not None and state.burn.run else ())


ON_PAGE: dict[type[object], Callable[[State, Any, float], Turn]] = {
    intents.ChooseDrive: choose,
    intents.LookForDrives: look_again,
    intents.WriteAnother: look_again,
    intents.Write: ask,
    intents.Confirmed: confirmed,
    intents.StopAsked: stop_asked,
    intents.StopConfirmed: stop_confirmed,
    intents.Quit: quit_asked,
    intents.QuitConfirmed: quit_confirmed,
    intents.Back: after_settings.back,
    intents.CloseResult: after_settings.back,
    intents.Speak: speak,
}


def _looking(state: State, image: object) -> Turn:
    if not isinstance(image, Inspected):
        return Turn(state)
    number = state.asked + 1
    fresh = replace(state, burn=Burn(number, image), asked=number, sheet=None)
    return Turn(fresh, (FindDiscs(number),))


def _begun(state: State, burn: Burn, seen: Seen, now: float, *, simulate: bool = False) -> Turn:
    """A reading of the image makes way."""
    if seen.disc is None:
        return Turn(state)
    halted = made_way(state)
    number, image = state.asked + 1, burn.image.halted()
    run = Run(number, seen.drive, seen.disc, simulate, began=now)
    awake = state.settings.awake
    starts = StartBurning(number, image, seen.drive, seen.disc, simulate, awake)
    fresh = replace(burn, image=image, run=run)
    return Turn(
        replace(halted.state, burn=fresh, asked=number, sheet=None, notice=None, drag=None),
        (*halted.effects, starts),
    )


def _stop(state: State) -> Turn:
    burn = state.burn
    if burn is None or burn.run is None or not burn.running:
        return Turn(state)
    stopping = replace(burn, run=replace(burn.run, stopping=True))
    return Turn(replace(state, burn=stopping, sheet=None), (StopBurning(),))


def _told(state: State, image: Inspected, over: Run) -> tuple[Effect, ...]:
    """The message and the sound that the settings want."""
    effects: list[Effect] = []
    if state.settings.notify:
        effects.append(TellBurned(image, over))
    if state.settings.sound:
        good = not isinstance(over.end, AppError) and not image.checksum.wrong
        effects.append(PlaySound(good=good))
    return tuple(effects)


def _asked(state: State, number: int) -> Burn | None:
    """Where this answer is still waited for."""
    burn = state.burn
    return burn if burn is not None and burn.number == number and burn.run is None else None


def _running(state: State, number: int) -> tuple[Burn | None, Run | None]:
    burn = state.burn
    if burn is None or burn.run is None or burn.run.number != number or not burn.running:
        return None, None
    return burn, burn.run
