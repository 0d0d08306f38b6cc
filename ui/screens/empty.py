"""The window before there is an image, and what a drag over it would do."""

from datetime import datetime

from PySide6.QtCore import QDate

from ui.intents import OpenFile
from ui.offers import WebLink
from ui.screens.first import drop_zone, from_web, keys
from ui.screens.refusals import why_not_taken
from ui.state import Dragged, NotTaken, State
from ui.suggestions import Suggestion
from ui.text import date, dotted, size, translate, untrusted
from ui.used import MOST, Used
from ui.view import Drag, DragKind, DropZone, Empty, Recent


def empty(state: State) -> Empty:
    used = tuple(_used(each) for each in state.used)
    known = {each.path for each in state.used}
    found = [_downloaded(each) for each in state.suggestions if each.path not in known]
    recent = (*used, *found)[:MOST]
    heading = _heading(used=bool(used), found=len(recent) > len(used))
    return Empty(_drop_zone(state), heading, recent, _drives(state), keys(), from_web())


def drag(dragged: Dragged | None) -> Drag | None:
    if dragged is None:
        return None
    if dragged.refusal is not None:
        return Drag(DragKind.REFUSED, why_not_taken(dragged.refusal))
    if dragged.link is not None:
        return _link(dragged.link)
    if dragged.folder:
        return Drag(
            DragKind.OVER,
            translate("drop", "Let go to see the images in this folder", "drop.over"),
            translate("drop", "Nothing is written until you say so.", "drop.over"),
        )
    return Drag(
        DragKind.OVER,
        translate("drop", "Let go to inspect this image", "drop.over"),
        translate("drop", "It is only read. Nothing is written until you say so.", "drop.over"),
    )


def _link(link: WebLink) -> Drag:
    title = translate("drop", "Let go to look at this image on the web", "drop.web")
    text = translate(
        "drop", "{host} is asked for it. Nothing is written until you say so.", "drop.web"
    )
    if not link.secure:
        text = translate(
            "drop", "Nothing protects it on its way from {host}: you will be asked.", "drop.web"
        )
    return Drag(DragKind.OVER, title, text.format(host=untrusted(link.host)))


def _heading(*, used: bool, found: bool) -> str:
    if used and found:
        return translate("drop", "Recent and in Downloads", "drop.recent")
    if used:
        return translate("drop", "Recent", "drop.recent")
    return translate("drop", "In Downloads", "drop.recent") if found else ""


def _downloaded(suggestion: Suggestion) -> Recent:
    path = suggestion.path
    where = translate("drop", "in Downloads", "drop.recent")
    detail = dotted(size(suggestion.size), where)
    return Recent(untrusted(path.name, 200), detail, OpenFile(str(path)))


def _used(used: Used) -> Recent:
    path = used.path
    how = translate("drop", "no longer there", "drop.recent") if used.gone else _when(used.when)
    detail = dotted(size(used.size), how)
    return Recent(untrusted(path.name, 200), detail, OpenFile(str(path)), gone=used.gone)


def _when(when: float) -> str:
    """Days of the calendar, not of 24 hours."""
    day = datetime.fromtimestamp(when).astimezone().date()
    days = (datetime.now().astimezone().date() - day).days
    if days <= 0:
        return translate("drop", "used today", "drop.recent")
    if days == 1:
        return translate("drop", "used yesterday", "drop.recent")
    text = translate("drop", "used on {date}", "drop.recent")
    return text.format(date=date(QDate(day.year, day.month, day.day)))


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
