"""Sheets that ask which image is meant: of an archive, of a folder."""

from ui import intents
from ui.state import FolderOpen
from ui.state.image import Unusable
from ui.text import size, translate, untrusted
from ui.view import Button, PickSheet, Recent

MOST = 50  # rows: more is no choice any more


def members_sheet(image: Unusable) -> PickSheet | None:
    """The images of an archive, in its own order."""
    members = image.members
    if not members:
        return None
    rows = tuple(
        Recent(untrusted(name, 200), size(length) if length else "", intents.OpenMember(name))
        for name, length in members[:MOST]
    )
    title = translate(
        "pick", "This archive holds %n (image|images)", "img.packed-many", count=len(members)
    )
    return PickSheet(title, _choose(), rows, _cancel(), _more(len(members) - MOST))


def folder_sheet(opened: FolderOpen) -> PickSheet:
    """The newest first."""
    rows = tuple(
        Recent(untrusted(each.path.name, 200), size(each.size), intents.OpenFile(str(each.path)))
        for each in opened.images
    )
    title = translate("pick", "This folder holds %n (image|images)", "drop.folder", count=len(rows))
    return PickSheet(title, _choose(), rows, _cancel())


def _choose() -> str:
    return translate("pick", "Choose one.", "img.packed-many")


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return translate(
        "pick", "And %n more. Unpack the archive to get at them.", "img.packed-many", count=count
    )


def _cancel() -> Button:
    return Button(translate("pick", "Cancel", "sheet.cancel"), intents.Dismiss())
