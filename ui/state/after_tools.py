"""How the state changes around the tools: the page with them, one that is opened, and the way back.

A tool has no image, but all else is as with one: a drive is chosen, asked about, and worked on. So
what is to be done stands where the image would, and the image is put aside for it.
"""

from collections.abc import Callable
from dataclasses import replace

from ui import intents
from ui.state import (
    Page,
    State,
    after_backup,
    after_checksum,
    after_format,
    after_image,
    after_inside,
    after_probe,
    after_settings,
)
from ui.state.effects import AskForImage, Effect, FindLacking, LetGo, LookBack
from ui.state.happenings import ImageInspected
from ui.state.image import NO_IMAGE, Inspected
from ui.state.turn import Turn

CHECK_DRIVE = "check-drive"
LOOK_INSIDE, CHECK_DOWNLOAD = "look-inside", "check-download"  # which begin with a file

_TOOLS: dict[str, Callable[[], Inspected]] = {
    after_format.MAKE_NORMAL: after_format.in_place_of_image,
    after_probe.TEST: after_probe.in_place_of_image,
    after_backup.BACK_UP: after_backup.in_place_of_image,
}


def show_tools(state: State, _: intents.ShowTools, _now: float) -> Turn:
    """Not while a drive is written: that page has to stay in sight."""
    return Turn(state if state.occupied else replace(state, page=Page.TOOLS, sheet=None))


def open_tool(state: State, intent: intents.OpenTool, _now: float) -> Turn:
    """No drive is chosen by it, and several at once are not offered: each is to be told from the
    others. An image that is put aside is not read meanwhile: nobody would hear the answer. What a
    page of something that ended kept open is let go, as when it is closed."""
    if state.occupied:
        return Turn(state)
    if intent.name in (LOOK_INSIDE, CHECK_DOWNLOAD):
        return Turn(state, (AskForImage(intent.name),))
    return _left(state, _opened(state, intent.name))


def _left(state: State, turn: Turn) -> Turn:
    """The turn, and what it leaves let go of."""
    stays = turn.state.job is state.job
    left: tuple[Effect, ...] = () if stays else (LetGo(), LookBack())
    return Turn(turn.state, (*left, *turn.effects))


def _opened(state: State, name: str) -> Turn:
    image = state.aside if _open(state) else state.image
    if name == CHECK_DRIVE:
        there = image if isinstance(image, Inspected) else NO_IMAGE
        fresh = replace(_cleared(state), image=there, aside=NO_IMAGE, comparing=True)
        return after_checksum.come_back(fresh) if _open(state) else Turn(fresh)
    made = _TOOLS.get(name)
    if made is None:
        return Turn(state)
    halted = after_checksum.made_way(state)
    image = state.aside if _open(state) else halted.state.image
    asked = (FindLacking(),) if name == after_format.MAKE_NORMAL else ()
    effects = (*halted.effects, *asked)
    return Turn(replace(_cleared(halted.state), image=made(), aside=image), effects)


def _cleared(state: State) -> State:
    return replace(
        state,
        page=None,
        job=None,
        sheet=None,
        notice=None,
        several=False,
        ticked=frozenset(),
        chosen="",
        comparing=False,
    )


def probe_drive(state: State, _: intents.ProbeDrive, now: float) -> Turn:
    """From the page of a write that failed. The drive is to be chosen once more."""
    return open_tool(state, intents.OpenTool(after_probe.TEST), now)


def inspected(state: State, answer: ImageInspected, now: float) -> Turn:
    """And then the tool that the image was chosen for."""
    turn = after_image.inspected(state, answer, now)
    image, tool = turn.state.image, turn.state.opening_for
    if not isinstance(image, Inspected) or image.link is not None or not tool:
        return turn
    fresh = replace(turn.state, opening_for="")
    if tool == LOOK_INSIDE:
        then = after_inside.look_inside(fresh, intents.LookInside(), now)
    else:
        then = after_checksum.sum_up(fresh, now)
    return Turn(then.state, (*turn.effects, *then.effects))


def back(state: State, intent: intents.Back, now: float) -> Turn:
    """From a tool, or from the result of one, to what was there before it."""
    return _left(state, _back(state, intent, now))


def _back(state: State, intent: intents.Back, now: float) -> Turn:
    if state.page is not None or state.occupied:
        return after_settings.back(state, intent, now)
    if state.comparing:
        return Turn(_cleared(state))
    if not _open(state):
        return after_settings.back(state, intent, now)
    image = state.aside if isinstance(state.aside, Inspected) else NO_IMAGE
    bare = replace(state, image=image, aside=NO_IMAGE, job=None, chosen="", notice=None)
    return after_checksum.come_back(bare)


def _open(state: State) -> bool:
    return isinstance(state.image, Inspected) and state.image.tool
