"""How the state changes when what is inside the image is mounted."""

from dataclasses import replace

from app.report.cautions import cautions
from ui import intents
from ui.state import MountOpen, MountsOpen, State
from ui.state.effects import (
    FindMounts,
    ListMounts,
    MountImage,
    ShowFolder,
    Unmount,
    UnmountAll,
)
from ui.state.happenings import MountRefused, MountsFound, MountsListed
from ui.state.image import Inspected
from ui.state.inside import Inside, Mounting
from ui.state.turn import Turn


def mount(state: State, _: intents.Mount, _now: float) -> Turn:
    """One click; what looks like a trick is a question first."""
    image = state.image
    if _idle(state) is None or not isinstance(image, Inspected):
        return Turn(state)
    if cautions(image.report):
        return Turn(replace(state, sheet=MountOpen()))
    return _mount(state)


def mount_anyway(state: State, _: intents.MountAnyway, _now: float) -> Turn:
    asked = isinstance(state.sheet, MountOpen)
    return _mount(replace(state, sheet=None)) if asked else Turn(state)


def unmount(state: State, _: intents.Unmount, _now: float) -> Turn:
    inside = _idle(state)
    if inside is None or not inside.mounting.points:
        return Turn(state)
    return _begun(state, inside, Unmount(inside.number, inside.mounting.points))


def show_mounts(state: State, _: intents.ShowMounts, _now: float) -> Turn:
    return Turn(state, (ListMounts(),))


def unmount_all(state: State, _: intents.UnmountAll, _now: float) -> Turn:
    opened = state.sheet
    if not isinstance(opened, MountsOpen) or opened.busy or not opened.points:
        return Turn(state)
    busy = replace(opened, busy=True, error=None)
    return Turn(replace(state, sheet=busy), (UnmountAll(opened.points),))


def listed(state: State, answer: MountsListed, _now: float) -> Turn:
    """Over nothing else that was opened meanwhile, and whoever closed it while it was unmounted
    only hears what went wrong. The page with an image's files shows it too."""
    opened, inside = state.sheet, state.inside
    ask: tuple[FindMounts, ...] = ()
    if answer.unmounted and inside is not None:
        ask = (FindMounts(inside.number, inside.source),)
    closed = opened is None and answer.unmounted and answer.error is None
    if (opened is None and not closed) or isinstance(opened, MountsOpen):
        opened = MountsOpen(answer.points, error=answer.error)
    return Turn(replace(state, sheet=opened), ask)


def found(state: State, answer: MountsFound, _now: float) -> Turn:
    """What was mounted just now is shown. An error from just before stays, for it says why nothing
    has changed."""
    inside = state.inside
    if inside is None or inside.number != answer.number:
        return Turn(state)
    was = inside.mounting
    if was.busy and was.error is None and not was.points and not answer.points:
        return Turn(state)  # it is being mounted; this was asked before
    turn = _with(state, replace(was, points=answer.points, busy=False))
    fresh = was.busy and not was.points
    shown = answer.points[:1] if fresh else ()
    return replace(turn, effects=tuple(ShowFolder(each.point) for each in shown))


def refused(state: State, answer: MountRefused, _now: float) -> Turn:
    """Some of it may have been unmounted all the same: until that is known nothing else begins."""
    inside = state.inside
    if inside is None or inside.number != answer.number:
        return Turn(state)
    turn = _with(state, replace(inside.mounting, error=answer.error))
    return replace(turn, effects=(FindMounts(inside.number, inside.source),))


def _mount(state: State) -> Turn:
    inside = _idle(state)
    if inside is None or not inside.mountable or inside.mounting.points:
        return Turn(state)
    return _begun(state, inside, MountImage(inside.number, inside.source))


def _begun(state: State, inside: Inside, effect: MountImage | Unmount) -> Turn:
    quiet = replace(state, inside=inside.quiet())
    turn = _with(quiet, replace(inside.mounting, busy=True, error=None))
    return replace(turn, effects=(effect,))


def _idle(state: State) -> Inside | None:
    inside = state.inside
    waits = inside is not None and inside.look is not None and not inside.mounting.busy
    return inside if waits else None


def _with(state: State, mounting: Mounting) -> Turn:
    inside = state.inside
    return Turn(replace(state, inside=replace(inside, mounting=mounting)) if inside else state)
