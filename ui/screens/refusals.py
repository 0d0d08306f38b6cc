"""Why something dropped, pasted or chosen is not taken (design 8.1)."""

from ui.offers import Refusal
from ui.text import translate, untrusted


def why_not_taken(refusal: Refusal, owner: str = "") -> str:
    if refusal is Refusal.UNREADABLE:
        return _no_access(owner)
    return _whys()[refusal]


def _whys() -> dict[Refusal, str]:
    return {
        Refusal.NOTHING: translate("drop", "There is no file in that.", "drop.nothing"),
        Refusal.MANY: translate("drop", "One image at a time, please", "drop.many"),
        Refusal.FOLDER: translate(
            "drop", "This is a folder. Drop the image file itself.", "drop.folder"
        ),
        Refusal.REMOTE: translate(
            "drop",
            "This file is on the web. Download it first, then drop it here.",
            "drop.remote",
        ),
        Refusal.SANDBOX: translate(
            "drop",
            "The desktop did not hand over this file. Choose it with “Choose a file…” instead.",
            "drop.sandbox",
        ),
        Refusal.DRIVE: translate(
            "drop",
            "This is a drive, not a file. To make an image of it, use Tools, Back up a drive.",
            "drop.drive",
        ),
        Refusal.PARTIAL: translate(
            "drop",
            "This download is not finished. Wait until your browser has renamed it.",
            "img.partial",
        ),
        Refusal.GONE: translate(
            "drop",
            "The file is gone. It was moved or deleted, or its disk was unplugged.",
            "img.gone",
        ),
        Refusal.SPECIAL: translate("drop", "This is not an ordinary file.", "drop.special"),
        Refusal.AT_WORK: translate(
            "drop", "Not while a drive is being written. Drop it afterwards.", "drop.at-work"
        ),
        Refusal.NO_NETWORK: translate(
            "drop",
            "As a Flatpak, Stickwright has no way to the web. Download the image with your "
            "browser, then drop it here.",
            "drop.no-network",
        ),
        Refusal.TAKING_OUT: translate(
            "drop", "Not while files are taken out of an image. Drop it afterwards.", "drop.at-work"
        ),
    }


def _no_access(owner: str) -> str:
    if owner:
        text = translate(
            "drop",
            "You may not read this file. It belongs to {owner}. Copy it to your own folder.",
            "img.noaccess",
        )
        return text.format(owner=untrusted(owner))
    return translate(
        "drop", "You may not read this file. Copy it to your own folder.", "img.noaccess"
    )
