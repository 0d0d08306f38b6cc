"""A checksum, as it is shown."""

from ui import intents
from ui.text import translate
from ui.view import Button, Look

_GROUP = 8  # digits between two gaps


def grouped(digest: str) -> str:
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def copied(digest: str) -> Button:
    return Button(
        translate("done", "Copy", "done.proof"),
        intents.CopyText(digest),
        Look.LINK,
        name=translate("done", "Copy the checksum", "screen reader"),
    )
