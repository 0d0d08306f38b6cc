"""The sheet that the state has open."""

from typing import assert_never

from app.journal import about
from ui import intents
from ui.icons import Icon
from ui.screens.asking import asking_about
from ui.screens.backup import backup_sheet
from ui.screens.burn_sheets import confirm_burning, stop_sheet
from ui.screens.checksum_sheets import checksum_sheet, paste_sheet
from ui.screens.confirm import confirm_several, confirm_sheet
from ui.screens.convert import convert_sheet
from ui.screens.evidence import evidence_sheet
from ui.screens.flatpak import not_here
from ui.screens.format import format_sheet, name_sheet
from ui.screens.inside import left_out_sheet
from ui.screens.mounting import mount_sheet, mounts_sheet
from ui.screens.options import account_sheet, answers_sheet, options_sheet
from ui.screens.pick import folder_sheet, members_sheet
from ui.screens.probe import ask_sheet
from ui.screens.report_text import details
from ui.screens.rest import rest_sheet
from ui.screens.telling import close, telling
from ui.screens.trying import trying
from ui.screens.undo_asking import put_back_sheet
from ui.screens.web import address_sheet, check_sheet, plain_sheet
from ui.state import (
    AboutOpen,
    AccountOpen,
    AddressOpen,
    AnswersOpen,
    BackupOpen,
    BurnOpen,
    ChecksumOpen,
    ConfirmOpen,
    ConfirmSeveralOpen,
    ConvertOpen,
    DetailsOpen,
    EvidenceOpen,
    FolderOpen,
    FormatOpen,
    HiddenOpen,
    KeysOpen,
    LeftOutOpen,
    MembersOpen,
    MountOpen,
    MountsOpen,
    NameOpen,
    NotHereOpen,
    NotShownOpen,
    OptionsOpen,
    OtherComputerOpen,
    PasteOpen,
    PlainOpen,
    PutBackOpen,
    QuitOpen,
    RestOpen,
    SkipOpen,
    State,
    StopOpen,
    TryOpen,
)
from ui.state.batch import Batch
from ui.state.image import Image, Inspected, Unusable
from ui.state.job import Ended
from ui.text import translate
from ui.view import Button, Sheet, TextSheet

# The way of writing.
_OfTool = FormatOpen | NameOpen | BackupOpen
_OfWay = OptionsOpen | ConvertOpen | RestOpen | AccountOpen | AnswersOpen | _OfTool


def sheet(state: State, image: Image) -> Sheet | None:
    """`image` is the one that is shown. None as well for a sheet whose subject has gone."""
    opened = state.sheet
    match opened:
        case None:
            return None
        case ConfirmOpen() | ConfirmSeveralOpen() | PutBackOpen():
            return _confirm(opened, state, image)
        case BurnOpen() | StopOpen() | SkipOpen() | QuitOpen():
            return _asking(opened, state)
        case MembersOpen() | FolderOpen() | AddressOpen() | PlainOpen() | MountOpen():
            return _way_in(opened, image)
        case (
            EvidenceOpen()
            | PasteOpen()
            | ChecksumOpen()
            | OptionsOpen()
            | ConvertOpen()
            | RestOpen()
            | AccountOpen()
            | AnswersOpen()
            | FormatOpen()
            | NameOpen()
            | BackupOpen()
        ):
            return _of_image(opened, state, image) if isinstance(image, Inspected) else None
        case DetailsOpen() | LeftOutOpen() | MountsOpen() | TryOpen() | NotHereOpen():
            return _beside(opened, state)
        case HiddenOpen() | NotShownOpen() | KeysOpen() | OtherComputerOpen() | AboutOpen():
            return telling(opened, state)
    assert_never(opened)


def _asking(opened: BurnOpen | StopOpen | SkipOpen | QuitOpen, state: State) -> Sheet | None:
    burn = state.burn
    if isinstance(opened, BurnOpen):
        return confirm_burning(opened.seen, burn.image) if burn is not None else None
    if burn is None or burn.run is None or not burn.running:
        return asking_about(opened, state.job)
    return stop_sheet(opened, burn.run) if not isinstance(opened, SkipOpen) else None


def _way_in(
    opened: MembersOpen | FolderOpen | AddressOpen | PlainOpen | MountOpen, image: Image
) -> Sheet | None:
    match opened, image:
        case AddressOpen(), _:
            return address_sheet(opened)
        case PlainOpen(), _:
            return plain_sheet(opened)
        case FolderOpen(), _:
            return folder_sheet(opened)
        case MountOpen(), Inspected():
            return mount_sheet(image.report)
        case MembersOpen(), Unusable():
            return members_sheet(image)
        case _:
            return None


def _confirm(
    opened: ConfirmOpen | ConfirmSeveralOpen | PutBackOpen, state: State, image: Image
) -> Sheet | None:
    if isinstance(opened, PutBackOpen):
        left = about(opened.drive, state.unfinished)
        return put_back_sheet(opened.drive, probed=left is not None and left.probed)
    written = state.job.image if isinstance(state.job, Ended) else image
    if isinstance(opened, ConfirmOpen):
        written = opened.image or written
    if not isinstance(written, Inspected):
        return None
    if isinstance(opened, ConfirmSeveralOpen):
        return confirm_several(opened.drives, written)
    if not written.erases:
        return ask_sheet(opened.drive)
    left = about(opened.drive, state.unfinished)
    undoable = left is not None and left.undoable
    return confirm_sheet(opened.drive, written, resume=opened.resume, undoable=undoable)


def _of_image(
    opened: EvidenceOpen | PasteOpen | ChecksumOpen | _OfWay, state: State, image: Inspected
) -> Sheet | None:
    match opened:
        case EvidenceOpen():
            return evidence_sheet(image.report, state.computer, image.checksum.origin)
        case PasteOpen():
            on_web = image.link is not None
            return check_sheet(opened, image) if on_web else paste_sheet(opened, image.checksum)
        case ChecksumOpen():
            return checksum_sheet(image.checksum)
        case _:
            return _of_way(opened, state, image)


def _of_way(opened: _OfWay, state: State, image: Inspected) -> Sheet | None:
    match opened:
        case OptionsOpen():
            return options_sheet(state, image)
        case ConvertOpen():
            return convert_sheet(image)
        case RestOpen():
            return rest_sheet(opened, image, state.computer)
        case AccountOpen():
            return account_sheet(opened, image)
        case AnswersOpen():
            return answers_sheet(image)
        case FormatOpen() | NameOpen() | BackupOpen():
            return _of_tool(opened, state, image)


def _of_tool(opened: _OfTool, state: State, image: Inspected) -> Sheet | None:
    if isinstance(opened, BackupOpen):
        return backup_sheet(image.backup) if image.backup is not None else None
    if image.format is None:
        return None
    if isinstance(opened, NameOpen):
        return name_sheet(opened, image.format)
    return format_sheet(opened, image.format, state.computer)


def _beside(
    opened: DetailsOpen | LeftOutOpen | MountsOpen | TryOpen | NotHereOpen, state: State
) -> Sheet | None:
    """What was told, or runs, beside what is shown."""
    if isinstance(opened, NotHereOpen):
        return not_here(opened.what)
    if isinstance(opened, TryOpen):
        return trying(opened)
    if isinstance(opened, LeftOutOpen):
        return left_out_sheet(state.inside, close())
    if isinstance(opened, MountsOpen):
        return mounts_sheet(opened, close())
    job = state.job.find(opened.key) if isinstance(state.job, Batch) else state.job
    if not isinstance(job, Ended):
        return None
    text = details(job)
    copy = Button(
        translate("details", "Copy as text", "fail.details"),
        intents.CopyText(text),
        icon=Icon.COPY,
    )
    return TextSheet(
        translate("details", "Details", "fail.details"),
        translate("details", "What the system said.", "fail.details"),
        text,
        close(),
        (copy,),
    )
