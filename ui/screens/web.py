"""An image on the web: what is said while its server is asked, where it comes from, and how its
checksum stands."""

from __future__ import annotations

from dataclasses import replace

from app.checksums.signature import Standing
from app.errors import AppError, ImageChanged, NotFetched
from ui import intents
from ui.icons import Icon
from ui.offers import WebLink
from ui.screens.checksum import checksum_row, not_checked_title, place_of
from ui.screens.checksum_sheets import paste_sheet
from ui.screens.errors import words_of
from ui.state import AddressOpen, PasteOpen, PlainOpen
from ui.state.after_web import FIELD
from ui.state.image import Inspected, Unusable
from ui.text import translate, untrusted
from ui.view import AskSheet, Banner, Button, FactRow, FieldSheet, Look, Tone


def asking(link: WebLink) -> Banner:
    """While the server has not answered."""
    title = translate("web", "Asking {host}…", "web.asking")
    text = translate(
        "web",
        "A few megabytes are fetched, to see where it starts. Nothing is written.",
        "web.asking",
    )
    cancel = Button(translate("web", "Cancel", "web.asking"), intents.StopReading(), Look.LINK)
    shown = title.format(host=untrusted(link.host))
    return Banner(Tone.NEUTRAL, Icon.GLOBE, shown, text, button=cancel, waiting=True)


def file_line(link: WebLink) -> str:
    """ "from cdimage.debian.org" """
    return translate("web", "from {host}", "web.from").format(host=untrusted(link.host))


def unusable(image: Unusable) -> Banner:
    """Why it can’t be used, and a way to ask once more where that may help."""
    words = words_of(image.error)
    text = words.text
    if isinstance(image.error, ImageChanged):
        text = translate("web", "The server has another file there now.", "web.changed")
    again = None
    if isinstance(image.error, NotFetched | ImageChanged):
        label = translate("web", "Try again", "web.again")
        again = Button(label, intents.FetchAgain(), Look.LINK)
    return Banner(Tone.DANGER, Icon.X_CIRCLE, words.title, text, button=again)


def whence(image: Inspected, link: WebLink) -> FactRow:
    """Where it really comes from, and what stays of it here."""
    host = untrusted(getattr(image.source, "host", link.host))
    title = translate("web", "From {host}", "web.from").format(host=host)
    tone, icon = Tone.NEUTRAL, Icon.GLOBE
    if link.plain:
        title = translate("web", "From {host}, unprotected", "web.from").format(host=host)
        tone, icon = Tone.CAUTION, Icon.ALERT
    if not image.comparable:
        text = translate("web", "Fetched while it is written; only this part of it", "web.part")
        return FactRow(icon, title, text, tone)
    if image.keep is not None:
        text = translate("web", "Fetched while it is written, and kept as {file}", "web.keep")
        button = Button(
            translate("web", "Don’t keep", "web.keep"),
            intents.KeepNone(),
            Look.LINK,
            name=translate("web", "Don’t keep a copy", "screen reader"),
        )
        return FactRow(icon, title, text.format(file=untrusted(image.keep.name)), tone, button)
    text = translate("web", "Fetched while it is written; nothing stays here", "web.from")
    button = Button(
        translate("web", "Keep a copy…", "web.keep"),
        intents.KeepCopy(),
        Look.LINK,
        name=translate("web", "Keep a copy of what is fetched", "screen reader"),
    )
    return FactRow(icon, title, text, tone, button)


def checksum(image: Inspected, link: WebLink) -> FactRow:
    """It is compared while it is fetched: there is no other time."""
    known = image.checksum
    if not image.comparable:
        text = translate("web", "Of an archive only a part is fetched", "web.part")
        return FactRow(Icon.HASH, not_checked_title(), text)
    if known.comparison is not None:
        return checksum_row(known)
    if known.published:
        return _to_compare(image)
    if isinstance(known.answer, AppError):
        text = words_of(known.answer).text
        return FactRow(Icon.ALERT, not_checked_title(), text, Tone.CAUTION, _check())
    host = untrusted(link.host)
    if known.search is None and known.number:
        text = translate("web", "Looking for a list on {host}…", "web.check")
        return FactRow(Icon.HASH, not_checked_title(), text.format(host=host))
    text = translate("web", "Give one, or have it looked for", "web.check")
    if known.search is not None:
        text = translate("web", "{host} has no list beside it that names it", "web.check")
    return FactRow(Icon.HASH, not_checked_title(), text.format(host=host), button=_check())


def _to_compare(image: Inspected) -> FactRow:
    first = image.checksum.published[0]
    title = translate("web", "Will be compared while it is fetched", "web.check")
    if first.signature.good:
        title = translate("web", "Signed by {key}, to be compared", "web.check")
        user = untrusted(first.signature.user, 48)
        return FactRow(Icon.SHIELD_CHECK, title.format(key=user), place_of(first), button=_check())
    if first.signature.standing is Standing.BAD:
        title = translate("checksum", "The list is not what was signed", "checksum.forged")
        return FactRow(Icon.ALERT, title, place_of(first), Tone.CAUTION, _check())
    return FactRow(Icon.HASH, title, place_of(first), button=_check())


def _check() -> Button:
    return Button(
        translate("web", "Check the download…", "web.check"), intents.PasteChecksum(), Look.LINK
    )


def _look_for_list(image: Inspected) -> Button:
    host = image.link.host if image.link is not None else ""
    name = translate("web", "Look for a list on {host}", "screen reader")
    return Button(
        translate("web", "Look for a list", "web.check"),
        intents.LookForLists(),
        name=name.format(host=untrusted(host)),
    )


def check_sheet(opened: PasteOpen, image: Inspected) -> FieldSheet:
    """The sheet for a checksum, of an image that is compared while it is fetched."""
    return replace(
        paste_sheet(opened, image.checksum),
        title=translate("web", "Check the download", "web.check"),
        lead=translate(
            "web",
            "Paste the checksum from the download page, or have a list looked for beside the "
            "image. It is compared while the image is fetched.",
            "web.check",
        ),
        start=(_look_for_list(image),),
    )


def address_sheet(opened: AddressOpen) -> FieldSheet:
    problem = translate(
        "web", "That is no address of a file on the web. It begins with https://.", "web.sheet"
    )
    return FieldSheet(
        FIELD,
        translate("web", "From the web", "web.sheet"),
        translate(
            "web",
            "The image goes straight to the drive while it is fetched. Only the address that you "
            "give is asked.",
            "web.sheet",
        ),
        translate("web", "Address of the image", "screen reader"),
        Button(translate("web", "Cancel", "confirm.cancel"), intents.Dismiss()),
        translate("web", "Look at it", "web.sheet"),
        opened.entered,
        placeholder="https://…",
        problem=problem if opened.wrong else "",
    )


def plain_sheet(opened: PlainOpen) -> AskSheet:
    """Before anything is fetched that nobody protects."""
    text = translate(
        "web",
        "This address begins with http: whoever is between you and {host} can see what you fetch, "
        "and put another image in its place. Nobody was asked yet.",
        "web.plain",
    )
    return AskSheet(
        translate("web", "Fetch without protection?", "web.plain"),
        text.format(host=untrusted(opened.link.host)),
        Button(translate("web", "Cancel", "confirm.cancel"), intents.Dismiss(), Look.PRIMARY),
        (
            Button(
                translate("web", "Use http", "web.plain"),
                intents.FetchPlain(),
                Look.DANGER_OUTLINE,
                name=translate("web", "Fetch it without protection", "screen reader"),
            ),
            Button(translate("web", "Try https", "web.plain"), intents.FetchSafely()),
        ),
    )
