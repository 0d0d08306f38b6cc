"""An image on the web: asked about, asked for, looked at."""

from dataclasses import replace

from samples import cards, home
from samples.cards import KINGSTON, SANDISK, drives
from samples.work import EMPTY

from ui import intents
from ui.icons import Icon
from ui.screens.flatpak import not_here
from ui.state import NotHere
from ui.view import (
    AskSheet,
    Banner,
    Bar,
    Button,
    Drag,
    DragKind,
    FactRow,
    FieldSheet,
    ImageCard,
    Look,
    Mark,
    Tone,
    plain,
)

HOST = "releases.ubuntu.com"
CANCEL = Button("Cancel", intents.Dismiss())
CHECK = Button("Check the download…", intents.PasteChecksum(), Look.LINK)

DRAG_LINK = replace(
    EMPTY,
    drag=Drag(
        DragKind.OVER,
        "Let go to look at this image on the web",
        f"{HOST} is asked for it. Nothing is written until you say so.",
    ),
)
ASKING = home.home(
    replace(
        cards.READING,
        mark=Mark(),
        file=f"from {HOST}",
        size="",
        verdict=Banner(
            Tone.NEUTRAL,
            Icon.GLOBE,
            f"Asking {HOST}…",
            "A few megabytes are fetched, to see where it starts. Nothing is written.",
            button=Button("Cancel", intents.StopReading(), Look.LINK),
            waiting=True,
        ),
    ),
    drives(SANDISK, KINGSTON),
    Bar(plain(f"Asking {HOST}…"), icon=Icon.GLOBE, end=(home.write_button(f"Asking {HOST}…"),)),
)


def from_web(*rows: FactRow) -> ImageCard:
    return replace(cards.UBUNTU, rows=rows)


FROM_WEB = home.home(
    from_web(
        FactRow(
            Icon.HASH,
            "Checksum not checked",
            "Give one, or have it looked for",
            button=CHECK,
        ),
        cards.EXACT_COPY,
        FactRow(
            Icon.GLOBE,
            f"From {HOST}",
            "Fetched while it is written; nothing stays here",
            button=Button("Keep a copy…", intents.KeepCopy(), Look.LINK),
        ),
    ),
    drives(SANDISK, KINGSTON, chosen="usb-1"),
    home.erase_bar("SanDisk Ultra, 32 GB"),
    fits=True,
)
UNPROTECTED = home.home(
    from_web(
        FactRow(
            Icon.SHIELD_CHECK,
            "Signed by Ubuntu CD Image key, to be compared",
            "SHA-256, from SHA256SUMS in the same folder",
            button=CHECK,
        ),
        cards.EXACT_COPY,
        FactRow(
            Icon.ALERT,
            f"From {HOST}, unprotected",
            "Fetched while it is written, and kept as ubuntu-24.04.1-desktop-amd64.iso",
            Tone.CAUTION,
            Button("Don’t keep", intents.KeepNone(), Look.LINK),
        ),
    ),
    drives(SANDISK, KINGSTON, chosen="usb-1"),
    home.erase_bar("SanDisk Ultra, 32 GB"),
    fits=True,
)
ADDRESS = replace(
    EMPTY,
    sheet=FieldSheet(
        "address",
        "From the web",
        "The image goes straight to the drive while it is fetched. Only the address that you give "
        "is asked.",
        "Address of the image",
        CANCEL,
        "Look at it",
        "ubuntu.com",
        placeholder="https://…",
        problem="That is no address of a file on the web. It begins with https://.",
    ),
)
NOT_HERE = replace(EMPTY, sheet=not_here(NotHere.WEB))
PLAIN = replace(
    EMPTY,
    sheet=AskSheet(
        "Fetch without protection?",
        f"This address begins with http: whoever is between you and {HOST} can see what you fetch, "
        "and put another image in its place. Nobody was asked yet.",
        replace(CANCEL, look=Look.PRIMARY),
        (
            Button("Use http", intents.FetchPlain(), Look.DANGER_OUTLINE),
            Button("Try https", intents.FetchSafely()),
        ),
    ),
)
CHECK_SHEET = replace(
    FROM_WEB,
    sheet=FieldSheet(
        "checksum",
        "Check the download",
        "Paste the checksum from the download page, or have a list looked for beside the image. It "
        "is compared while the image is fetched.",
        "Checksum",
        CANCEL,
        "Compare",
        placeholder="c2e4efee2b8d…",
        start=(Button("Look for a list", intents.LookForLists()),),
    ),
)
