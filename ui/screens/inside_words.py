"""Words about a single file of an image."""

from app.errors import AppError
from app.formats.tree import Entry
from ui.screens.errors import said
from ui.text import translate, untrusted


def cannot_list(error: AppError) -> str:
    text = translate("inside", "This folder can’t be listed: {why}", "inside.damaged")
    return text.format(why=said(error))


def row_note(entry: Entry) -> str:
    if entry.link:
        text = translate("inside", "a link to {target}", "inside.link")
        return text.format(target=untrusted(entry.link))
    if entry.special:
        return translate("inside", "a device, a pipe or a socket", "inside.special")
    return translate("inside", "can’t be read", "inside.damaged")
