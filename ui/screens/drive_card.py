"""The drive card: one row a drive, in the order of the state (design 8.3)."""

from app.drives.drive import DriveInfo, DriveKind, Reason
from app.journal import about
from app.plan import name_to_type
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.contents import contents, parts
from ui.screens.unfinished import unfinished_words
from ui.sentences.drives import why_not_offered
from ui.state import State
from ui.state.backup import being_saved
from ui.state.drive_list import Row, is_file, key_of
from ui.state.image import Inspected, visible
from ui.state.job import Working
from ui.state.obstacles import HoldsImage, Obstacle, TooSmall, obstacle
from ui.text import capacity, dotted, size, translate
from ui.view import (
    Button,
    DriveCard,
    DriveRow,
    HiddenDisks,
    Look,
    NoDrives,
    Remark,
    Tone,
)


def drive_card(state: State, now: float) -> DriveCard:
    rows = tuple(_row(row, state, now) for row in state.drives.rows)
    hidden = _hidden(state)
    text = translate("drives", "Drives, {count}", "screen reader")
    return DriveCard(
        heading=_heading(state),
        rows=rows,
        boxes=state.several,
        several=_several(state),
        none=None if rows else _none(state),
        hidden=hidden,
        name=text.format(count=len(rows)),
        description=hidden.text if hidden else "",
    )


def _heading(state: State) -> str:
    if not state.several:
        return translate("drives", "Drive", "heading")
    count = len(state.ticked_drives)
    return translate("drives", "Drives – %n chosen", "heading", count=count)


def _several(state: State) -> Button | None:
    """The way from circles to boxes and back; with one drive there is nothing to be several."""
    if state.several:
        text = translate("drives", "Just one", "drive.several")
        return Button(text, intents.SeveralAtOnce(on=False), Look.LINK)
    if sum(1 for drive in state.drives.drives if not drive.reasons) < 2:
        return None
    if state.comparing or (isinstance(state.image, Inspected) and state.image.tool):
        return None
    text = translate("drives", "Several at once", "drive.several")
    return Button(text, intents.SeveralAtOnce(on=True), Look.LINK)


def why_blocked(found: Obstacle, drive: DriveInfo) -> str:
    """The reason in words; the engine's own where there are names in it."""
    match found:
        case TooSmall(need, kind):
            text = translate("drives", "Too small: the image needs {size}", "drive.small")
            if kind:
                text = translate("drives", "Too small: {kind} needs {size}", "drive.small")
            return text.format(kind=kind, size=size(need))
        case HoldsImage():
            return translate("drives", "The image is on this drive", "drive.source")
        case Reason(code="read-only"):
            if drive.kind is DriveKind.SD_CARD:
                return translate(
                    "drives", "Locked: slide the small switch on the card", "drive.locked"
                )
            return translate(
                "drives", "Write-protected: this drive does not allow writing", "drive.locked"
            )
        case Reason(text=text):
            return why_not_offered(text)


def _row(row: Row, state: State, now: float) -> DriveRow:
    drive = row.drive
    found = obstacle(drive, visible(state.image, now), comparing=state.comparing)
    blocked = found is not None or row.gone is not None
    fresh = row.is_fresh(now)
    return DriveRow(
        key=row.key,
        icon=names.drive_icon(drive),
        name=names.drive_name(drive),
        capacity=capacity(drive.size) if drive.size else "",
        detail=names.detail(drive),
        contents=_contents(drive, state),
        parts=parts(drive),
        remark=_remark(row, found, state),
        chosen=row.key in state.ticked if state.several else row.key == _marked(state),
        blocked=blocked,
        badge=_badge(drive) if fresh else "",
        spoken=_spoken(drive, blocked=blocked),
        description=_description(row, found, state),
    )


def _contents(drive: DriveInfo, state: State) -> str:
    """Where a stopped write emptied both ends, nothing can be read, and nothing is lost yet. A
    quick test leaves a drive that says what is on it."""
    left = about(drive, state.unfinished)
    if left is not None and left.undoable and not left.probed:
        return translate("drives", "Its old contents can be put back", "drive.unfinished")
    return contents(drive)


def _badge(drive: DriveInfo) -> str:
    if is_file(drive):
        return translate("drives", "Just added", "drive.new: a file that plays a stick")
    return translate("drives", "Just plugged in", "drive.new")


def _marked(state: State) -> str:
    """The drive that was chosen, or that is being opened now."""
    job = state.job
    return key_of(job.drive) if isinstance(job, Working) else state.chosen


def _remark(row: Row, found: Obstacle | None, state: State) -> Remark | None:
    """At most one: what keeps it from being chosen comes first."""
    if row.gone is not None:
        text = translate("drives", "Unplugged", "drive.gone")
        return Remark(Tone.CAUTION, Icon.UNPLUG, text)
    if found is not None:
        why = why_blocked(found, row.drive)
        if being_saved(state) is not None and isinstance(found, HoldsImage):
            why = translate("drives", "The file would lie on this drive", "drive.source")
        return Remark(Tone.DANGER, Icon.X_CIRCLE, why)
    left = about(row.drive, state.unfinished)
    if left is not None:
        return Remark(Tone.CAUTION, Icon.ALERT, unfinished_words(left))
    if being_saved(state) is not None:
        return None
    if row.drive.asked_for:
        text = translate("drives", "Built into this computer – not a boot stick", "drive.large")
        return Remark(Tone.CAUTION, Icon.ALERT, text)
    if name_to_type(row.drive) is not None:
        text = translate(
            "drives", "Large drive – looks like storage, not a boot stick", "drive.large"
        )
        return Remark(Tone.CAUTION, Icon.ALERT, text)
    return None


def _spoken(drive: DriveInfo, *, blocked: bool) -> str:
    name = names.drive_and_size(drive)
    if not blocked:
        return name
    return translate("drives", "{drive}, not available", "screen reader").format(drive=name)


def _description(row: Row, found: Obstacle | None, state: State) -> str:
    remark = _remark(row, found, state)
    if row.gone is not None or found is not None:
        return remark.text if remark else ""
    detail = names.detail(row.drive).replace("  ·  ", ", ")
    text = translate("drives", "{detail}. {contents}.", "screen reader")
    said = text.format(detail=detail, contents=_contents(row.drive, state))
    return f"{said} {remark.text}." if remark else said


def _none(state: State) -> NoDrives:
    if state.rooted:
        return NoDrives(
            translate("drives", "This window runs as root", "drive.rooted"),
            translate(
                "drives",
                "So it writes no drives: a slip would cost too much. Close it and start it as "
                "yourself, use the command line, or try it without a stick.",
                "drive.rooted",
            ),
            Button(
                translate("drives", "Try without a stick…", "menu.virtual"),
                intents.TryWithoutStick(),
                Look.LINK,
            ),
        )
    return NoDrives(
        translate("drives", "Plug in a USB stick or SD card", "drive.none"),
        translate("drives", "It shows up here by itself.", "drive.none"),
        Button(
            translate("drives", "It is plugged in but not shown", "drive.notshown"),
            intents.WhyNotShown(),
            Look.LINK,
        ),
    )


def _hidden(state: State) -> HiddenDisks | None:
    text = _what_is_hidden(state)
    if not text:
        return None
    why = Button(
        translate("drives", "Why?", "drive.hidden"),
        intents.WhyNotOffered(),
        Look.LINK,
        name=translate("drives", "Why are these disks not offered?", "screen reader"),
    )
    return HiddenDisks(text, why)


def _what_is_hidden(state: State) -> str:
    """Where built-in disks are offered, the way back has to stay."""
    if count := len(state.drives.hidden):
        return translate(
            "drives",
            "%n (disk of this computer is|disks of this computer are) not offered",
            "drive.hidden",
            count=count,
        )
    if not state.built_in:
        return ""
    return translate("drives", "Built-in disks are offered", "drive.hidden")


def aside(drive: DriveInfo) -> str:
    """ "1 TB · nvme0n1" """
    return dotted(capacity(drive.size) if drive.size else "", names.node(drive))
