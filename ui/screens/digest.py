"""A checksum, as it is shown."""

from ui import intents
from ui.text import translate
from ui.view import Button, Look


def grouped(digest: str, count: int = 8) -> str:
    """With a gap behind so many digits each."""
    return " ".join(digest[at : at + count] for at in range(0, len(digest), count))


def copied(digest: str) -> Button:
    return Button(
        translate("done", "Copy", "done.proof"),
        intents.CopyText(digest),
        Look.LINK,
        name=translate("done", "Copy the checksum", "screen reader"),
    )
