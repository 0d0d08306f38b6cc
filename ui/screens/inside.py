"""The page with the image's files (design 14), and what its bar says."""

from dataclasses import replace

from app.errors import AppError, BudgetSpent, PackedDamaged, Stopped
from app.inside.told import TakenOut
from ui import intents
from ui.icons import Icon
from ui.intents.inside import MOST_CHOSEN
from ui.screens.aside import aside
from ui.screens.errors import words_of
from ui.screens.mounting import mount_buttons, told_of_mounting
from ui.screens.said import said
from ui.sentences.errors import error_sentence
from ui.state import Notice
from ui.state.inside import Inside, Taken, Taking
from ui.text import done_of, size, translate, untrusted
from ui.view import Bar, Button, Columns, Folder, Look, Preview, TextSheet, Tone, plain
from ui.view import Inside as InsideView


def title() -> str:
    return translate("inside", "What is inside", "inside.title")


def inside_page(inside: Inside) -> InsideView:
    found = inside.found
    return InsideView(
        name=translate("inside", "Files of the image", "screen reader"),
        columns=_columns(),
        folders=inside.folders,
        open=inside.open,
        search=translate("inside", "Search by name", "inside.search"),
        sought=inside.sought,
        found=Folder("", found.rows) if found is not None else None,
        line=_line(inside),
        preview=_preview(inside),
        carried=inside.carried,
    )


def _columns() -> Columns:
    return Columns(
        translate("inside", "Name", "inside.column"),
        translate("inside", "Size", "inside.column"),
        translate("inside", "Changed", "inside.column: when a file was changed"),
        translate("inside", "Folder", "screen reader"),
        translate("inside", "open", "screen reader: a folder"),
        translate("inside", "closed", "screen reader: a folder"),
    )


def _line(inside: Inside) -> str:
    if inside.trouble is not None:
        return _why(inside.trouble)
    if inside.look is None:
        return translate("inside", "Looking inside…", "inside.reading")
    if inside.found is not None:
        found = translate("inside", "Nothing has that in its name.", "inside.search")
        return "" if inside.found.rows else found
    if inside.folders and not inside.folders[0].rows:
        return translate("inside", "There are no files in it that can be read.", "inside.empty")
    return ""


def _preview(inside: Inside) -> Preview | None:
    """Of the one that is marked."""
    row = inside.row(inside.chosen[0]) if len(inside.chosen) == 1 else None
    if row is None or row.folder:
        return None
    if row.note or row.size is None:
        return Preview(row.name, row.note)
    if inside.seen is None:
        return Preview(row.name, translate("inside", "Reading…", "inside.preview"))
    if isinstance(inside.seen, AppError):
        return Preview(row.name, _why(inside.seen))
    if inside.seen.text is None:
        return Preview(row.name, translate("inside", "This is not a text.", "inside.preview"))
    detail = "" if inside.seen.whole else translate("inside", "The first 64 KiB", "inside.preview")
    if not inside.seen.text:
        detail = translate("inside", "This file is empty.", "inside.preview")
    return Preview(row.name, detail, inside.seen.text)


def inside_bar(inside: Inside, notice: Notice | None) -> Bar:
    if inside.taking is not None:
        return _going_on(inside.taking)
    if (told := aside(notice)) is not None:
        return told
    if inside.taken is not None:
        return _over(inside.taken, inside)
    if (told := told_of_mounting(inside)) is not None:
        return replace(told, start=mount_buttons(inside), end=(_take_out(inside),))
    return Bar(plain(_chosen(inside)), start=mount_buttons(inside), end=(_take_out(inside),))


def _chosen(inside: Inside) -> str:
    if inside.look is None:
        return ""
    if len(inside.chosen) > MOST_CHOSEN:
        return _too_many()
    if inside.found is not None and not inside.chosen:
        return _of_search(inside)
    row = inside.row(inside.chosen[0]) if len(inside.chosen) == 1 else None
    if row is not None:
        what = row.name if row.size is None else f"{row.name}, {size(row.size)}"
        return untrusted(what, 200)
    if inside.chosen:
        return translate(
            "inside", "%n (entry is|entries are) marked.", "inside.bar", count=len(inside.chosen)
        )
    return translate("inside", "Nothing is written by looking.", "inside.bar")


def _of_search(inside: Inside) -> str:
    found = inside.found
    if found is None:
        return ""
    if not found.searched:
        return translate("inside", "Not all of the files could be searched.", "inside.search")
    if not found.whole:
        return translate("inside", "There are more: these are the first {count}.", "inside").format(
            count=len(found.rows)
        )
    return translate("inside", "%n (entry|entries) found.", "inside.search", count=len(found.rows))


def _take_out(inside: Inside) -> Button:
    text = (
        translate("inside", "Take out…", "inside.take")
        if inside.chosen
        else translate("inside", "Take everything out…", "inside.take")
    )
    why = ""
    if inside.look is None or not any(each.rows for each in inside.folders):
        why = _line(inside)
    elif len(inside.chosen) > MOST_CHOSEN:
        why = _too_many()
    return Button(text, intents.TakeOut(), Look.PRIMARY, enabled=not why, reason=why)


def _too_many() -> str:
    text = translate(
        "inside", "More than {count} entries are marked: mark their folder instead.", "inside.bar"
    )
    return text.format(count=MOST_CHOSEN)


def _going_on(taking: Taking) -> Bar:
    stopping = translate("inside", "Stopping…", "stop.waiting")
    stop = Button(
        translate("inside", "Stop", "inside.take"),
        intents.StopTaking(),
        enabled=not taking.stopping,
        reason=stopping if taking.stopping else "",
    )
    if taking.stopping:
        text = stopping
    elif taking.total is None:
        text = translate("inside", "Counting…", "inside.take")
    elif taking.folder is None:
        text = translate("inside", "Getting them ready: {done}", "inside.drag")
    else:
        text = translate("inside", "Taking out: {done}", "inside.take")
    done = "" if taking.total is None else done_of(taking.done, taking.total)
    return Bar(plain(text.format(done=done)), end=(stop,))


def _over(taken: Taken, inside: Inside) -> Bar:
    again = _take_out(inside)
    end = taken.end
    details = Button(
        translate("inside", "Details", "inside.take"), intents.ShowLeftOut(), Look.LINK
    )
    start = (details,) if taken.lines else ()
    if isinstance(end, Stopped):
        text = translate("inside", "Stopped. What was taken out is whole.", "inside.take")
        return Bar(plain(text), icon=Icon.INFO, start=start, end=(again,))
    if isinstance(end, AppError):
        insist = Button(
            translate("inside", "Take out anyway", "inside.take"), intents.TakeAnyway(), Look.LINK
        )
        insisting = (insist,) if taken.keys else ()
        return Bar(
            plain(_why(end)), icon=Icon.ALERT, tone=Tone.CAUTION, start=insisting, end=(again,)
        )
    if taken.folder is None:
        text = translate("inside", "Ready to be dragged to another window.", "inside.drag")
        return Bar(plain(text), icon=Icon.CHECK, start=start, end=(again,))
    tone = Tone.CAUTION if end.lost else Tone.SUCCESS
    icon = Icon.ALERT if end.lost else Icon.CHECK
    words = _taken(end, taken.folder.name or "/")
    return Bar(plain(words), icon=icon, tone=tone, start=start, end=(again,))


def _why(error: AppError) -> str:
    if isinstance(error, BudgetSpent):
        return error_sentence(str(error))  # its hint is for the command line
    if isinstance(error, PackedDamaged):
        return said(error)  # whose hint tells what that means for files that are there already
    words = words_of(error)
    return f"{words.title}. {words.text}"


def _taken(end: TakenOut, folder: str) -> str:
    text = translate(
        "inside", "%n (file|files), {size}, taken out into {folder}.", "inside", count=end.files
    ).format(size=size(end.size), folder=untrusted(folder))
    if not end.left:
        return text
    left = translate("inside", "%n left out.", "inside.take", count=end.left)
    return f"{text} {left}"


def left_out_sheet(inside: Inside | None, close: Button) -> TextSheet | None:
    if inside is None or inside.taken is None:
        return None
    text = "\n".join(inside.taken.lines)
    copy = Button(
        translate("inside", "Copy as text", "fail.details"), intents.CopyText(text), icon=Icon.COPY
    )
    return TextSheet(
        translate("inside", "What is different from the image", "inside.left"),
        translate(
            "inside", "Links and devices are never made; names are made to fit.", "inside.left"
        ),
        text,
        close,
        (copy,),
    )
