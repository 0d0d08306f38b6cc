"""The window before there is an image, and what a drag over it would do."""

from ui.intents import OpenFile
from ui.screens.first import drop_zone, keys
from ui.screens.refusals import why_not_taken
from ui.state import Dragged, NotTaken, State
from ui.suggestions import Suggestion
from ui.text import size, translate, untrusted
from ui.view import Drag, DragKind, DropZone, Empty, Recent


def empty(state: State) -> Empty:
    heading = translate("drop", "In Downloads", "drop.recent")
    recent = tuple(_recent(each) for each in state.suggestions)
    return Empty(_drop_zone(state), heading if recent else "", recent, _drives(state), keys())


def drag(dragged: Dragged | None) -> Drag | None:
    if dragged is None:
        return None
    if dragged.refusal is not None:
        return Drag(DragKind.REFUSED, why_not_taken(dragged.refusal))
    return Drag(
        DragKind.OVER,
        translate("drop", "Let go to inspect this image", "drop.over"),
        translate("drop", "It is only read. Nothing is written until you say so.", "drop.over"),
    )


def _recent(suggestion: Suggestion) -> Recent:
    path = suggestion.path
    return Recent(untrusted(path.name, 200), size(suggestion.size), OpenFile(str(path)))


def _drop_zone(state: State) -> DropZone:
    notice = state.notice
    problem = why_not_taken(notice.refusal, notice.owner) if isinstance(notice, NotTaken) else ""
    return drop_zone(problem)


def _drives(state: State) -> str:
    count = len(state.drives.drives)
    if not state.drives.listed and not count:
        return ""
    if not count:
        return translate("drop", "No drive connected", "drop.drives")
    return translate("drop", "%n (drive|drives) connected", "drop.drives", count=count)
