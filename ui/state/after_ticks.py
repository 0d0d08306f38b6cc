"""How the state changes in "Several at once". Only the user's hand ticks a drive; what vanishes, or
can't take the image any more, loses its tick (design 10.1)."""

from dataclasses import replace

from app.plan import name_to_type
from ui import intents
from ui.state import Blocked, Gone, State
from ui.state.image import Inspected
from ui.state.obstacles import obstacle
from ui.state.turn import Turn


def several_at_once(state: State, intent: intents.SeveralAtOnce, _now: float) -> Turn:
    """What was chosen by hand stays chosen, the other way round only if it is one."""
    if state.at_work or intent.on == state.several:
        return Turn(state)
    if state.comparing or (isinstance(state.image, Inspected) and state.image.tool):
        return Turn(state)  # each would have the numbers by which the others are told
    if intent.on:
        ticked = frozenset({state.chosen}) if state.chosen else frozenset[str]()
        return Turn(replace(state, several=True, chosen="", ticked=ticked, notice=None))
    chosen = next(iter(state.ticked)) if len(state.ticked) == 1 else ""
    fresh = replace(state, several=False, chosen=chosen, ticked=frozenset(), notice=None)
    return Turn(fresh)


def tick(state: State, intent: intents.TickDrive, _now: float) -> Turn:
    drive = state.drives.find(intent.key)
    if state.at_work or not state.several:
        return Turn(state)
    if not intent.on:
        return Turn(replace(state, ticked=state.ticked - {intent.key}, notice=None))
    if drive is None or obstacle(drive, state.image) is not None:
        return Turn(state)
    return Turn(replace(state, ticked=state.ticked | {intent.key}, notice=None))


def tick_all(state: State, _: intents.TickAll, _now: float) -> Turn:
    """All ordinary sticks: what looks like somebody's storage is ticked one by one."""
    if state.at_work or not state.several:
        return Turn(state)
    ordinary = frozenset(
        row.key
        for row in state.drives.rows
        if row.gone is None
        and obstacle(row.drive, state.image) is None
        and name_to_type(row.drive) is None
    )
    return Turn(replace(state, ticked=state.ticked | ordinary, notice=None))


def tick_none(state: State, _: intents.TickNone, _now: float) -> Turn:
    if state.at_work or not state.several:
        return Turn(state)
    return Turn(replace(state, ticked=frozenset(), notice=None))


def ticks_reconsidered(state: State) -> State:
    """Without those that are gone or can't take the image; the bar says which."""
    if not state.ticked:
        return state
    plugged = {row.key: row.drive for row in state.drives.rows if row.gone is None}
    blocked = {
        key
        for key in state.ticked
        if key in plugged and obstacle(plugged[key], state.image) is not None
    }
    kept = frozenset(key for key in state.ticked if key in plugged) - blocked
    if kept == state.ticked:
        return state
    lost = [row for row in state.drives.rows if row.key in state.ticked - kept]
    notice = state.notice
    if lost:
        drive = lost[0].drive
        notice = Blocked(drive) if lost[0].key in blocked else Gone(drive)
    return replace(state, ticked=kept, notice=notice)
