"""The page on which a drive for discs is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError, NoDisc
from app.report import Answer, Boots
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.checksum import wrong_image_banner
from ui.screens.errors import said
from ui.sentences.errors import error_sentence
from ui.state.burning import Burn, Seen
from ui.state.image import Inspected
from ui.text import sentence, size, translate, untrusted
from ui.view import (
    Banner,
    Bar,
    Button,
    DriveCard,
    DriveRow,
    FactRow,
    Home,
    ImageCard,
    Look,
    NoDrives,
    Part,
    Remark,
    Tone,
    plain,
)

if TYPE_CHECKING:
    from app.burning.disc import Disc
    from app.burning.drives import DiscDrive

BLOCK = 2048  # bytes of a disc's


def title() -> str:
    return translate("burn", "Burn to a disc", "burn.title")


def burn_page(burn: Burn) -> Home:
    seen = burn.wanted
    return Home(_image(burn.image), _drives(burn), fits=seen is not None and seen.fits)


def burn_bar(burn: Burn) -> Bar:
    seen = burn.wanted
    if seen is None or seen.disc is None:
        return _waiting(burn)
    text = translate("burn", "{image} will be burned to the disc in {drive}.", "burn.bar")
    icon, tone = Icon.INFO, Tone.NEUTRAL
    if holds(seen.disc):
        text = translate(
            "burn", "Everything on the disc in {drive} will be erased first.", "burn.bar"
        )
        icon, tone = Icon.ALERT, Tone.CAUTION
    line = sentence(text, image=names.title(burn.image), drive=drive_name(seen.drive))
    start = (_simulate(),) if seen.disc.simulates else ()
    return Bar(line, icon=icon, tone=tone, start=start, end=(_burn(burn),))


def drive_name(drive: DiscDrive) -> str:
    return untrusted(drive.name)


def kind_of(disc: Disc) -> str:
    """ "DVD+RW" """
    return untrusted(disc.kind)


def _image(image: Inspected) -> ImageCard:
    report = image.report
    return ImageCard(
        heading=translate("burn", "Image", "heading"),
        mark=names.mark(image),
        title=names.title(image),
        file=untrusted(report.name, 200),
        size=size(image.size),
        verdict=wrong_image_banner() if image.checksum.wrong else _verdict(report.boots),
        rows=(
            FactRow(
                Icon.COPY,
                translate("burn", "Exact copy", "mode.exact"),
                translate("burn", "Burned as it is, then read back and compared", "burn.way"),
            ),
        ),
        name=translate("burn", "Image: {title}", "screen reader").format(title=names.title(image)),
    )


def _verdict(boots: Boots) -> Banner:
    """What the disc starts, which is not what a stick does."""
    ways = (boots.bios_cd.answer, *(path.answer for path in boots.uefi_cd.values()))
    if Answer.YES in ways:
        by_uefi = any(path.answer is Answer.YES for path in boots.uefi_cd.values())
        text = translate("burn", "Older PCs (BIOS).", "burn.verdict")
        if by_uefi:
            text = translate("burn", "Modern PCs (UEFI).", "burn.verdict")
            if boots.bios_cd.answer is Answer.YES:
                text = translate("burn", "Modern PCs (UEFI) and older ones.", "burn.verdict")
        title = translate("burn", "A disc with it starts a computer", "burn.verdict")
        return Banner(Tone.SUCCESS, Icon.CHECK_CIRCLE, title, text)
    if Answer.LIKELY in ways:
        title = translate("burn", "A disc with it may start a computer", "burn.verdict")
        text = translate("burn", "Some start from it, others don’t.", "burn.verdict")
        return Banner(Tone.CAUTION, Icon.ALERT, title, text)
    title = translate("burn", "A disc of files", "burn.verdict")
    text = translate("burn", "Nothing in it starts a computer from a disc.", "burn.verdict")
    return Banner(Tone.INFO, Icon.INFO, title, text)


def _drives(burn: Burn) -> DriveCard:
    seen = burn.drives or ()
    rows = tuple(_row(each, chosen=each.drive.node == burn.chosen) for each in seen)
    text = translate("burn", "Drives for discs, {count}", "screen reader")
    return DriveCard(
        heading=translate("burn", "Disc", "heading"),
        rows=rows,
        several=_again() if rows else None,
        none=None if rows else _none(burn),
        name=text.format(count=len(rows)),
    )


def _again() -> Button:
    return Button(translate("burn", "Look again", "burn.again"), intents.LookForDrives(), Look.LINK)


def _none(burn: Burn) -> NoDrives:
    if burn.trouble is not None:
        title = translate("burn", "Nothing burns discs here", "burn.trouble")
        return NoDrives(title, said(burn.trouble), _again(), disc=True)
    if burn.drives is None:
        title = translate("burn", "Looking for drives…", "burn.looking")
        return NoDrives(title, "", disc=True)
    return NoDrives(
        translate("burn", "No drive that burns discs", "burn.none"),
        translate("burn", "Connect one, put in an empty disc, and look again.", "burn.none"),
        _again(),
        disc=True,
    )


def _row(seen: Seen, *, chosen: bool) -> DriveRow:
    drive, disc = seen.drive, seen.disc
    name = drive_name(drive)
    room = disc.room if disc is not None else None
    blocked = translate("burn", "{drive}, not available", "screen reader")
    return DriveRow(
        key=drive.node,
        icon=Icon.DISC,
        name=name,
        capacity=size(room * BLOCK) if room else "",
        detail=detail(drive, disc),
        contents=_contents(seen),
        parts=parts(disc),
        remark=_remark(seen),
        chosen=chosen,
        blocked=not seen.fits,
        spoken=name if seen.fits else blocked.format(drive=name),
        description=_description(seen),
    )


def _remark(seen: Seen) -> Remark | None:
    if seen.why is not None:
        return Remark(Tone.DANGER, Icon.X_CIRCLE, _why(seen.why))
    if seen.disc is not None and not seen.disc.again:
        text = translate("burn", "Can be burned once", "burn.disc")
        return Remark(Tone.CAUTION, Icon.ALERT, text)
    return None


def _why(error: AppError) -> str:
    """In a row that is about this disc already."""
    if not isinstance(error, NoDisc):
        return said(error)
    if error.need:
        text = translate("drives", "Too small: the image needs {size}", "drive.small")
        return text.format(size=size(error.need))
    why = error_sentence(error.why)
    return f"{why[:1].upper()}{why[1:]}. {error_sentence(error.hint)}".rstrip()


def _description(seen: Seen) -> str:
    remark = _remark(seen)
    if seen.why is not None and remark is not None:
        return remark.text
    shown = detail(seen.drive, seen.disc).replace("  ·  ", ", ")
    told = translate("burn", "{detail}. {contents}.", "screen reader").format(
        detail=shown, contents=_contents(seen)
    )
    return f"{told} {remark.text}." if remark else told


def detail(drive: DiscDrive, disc: Disc | None) -> str:
    """ "DVD+RW · sr0" """
    node = untrusted(drive.node.rpartition("/")[2])
    return f"{kind_of(disc)}  ·  {node}" if disc is not None else node


def parts(disc: Disc | None) -> tuple[Part, ...]:
    if disc is None or not holds(disc):
        return ()
    share = min(1.0, disc.blocks / disc.room) if disc.room else 1.0
    return (Part(0.0, share, share),)


def _contents(seen: Seen) -> str:
    disc = seen.disc
    if disc is None:
        looking = translate("burn", "Looking at the disc…", "burn.looking")
        return looking if seen.why is None else ""
    if not holds(disc):
        return translate("burn", "Empty", "burn.disc")
    text = translate("burn", "{sessions}, {size}", "burn.disc: how much is on it")
    return text.format(sessions=sessions(disc), size=size(disc.blocks * BLOCK))


def holds(disc: Disc) -> bool:
    """What would be gone."""
    return not disc.blank


def sessions(disc: Disc) -> str:
    return translate("burn", "%n (session|sessions)", "burn.disc", count=max(1, disc.sessions))


def _simulate() -> Button:
    return Button(
        translate("burn", "Simulate", "burn.simulate"),
        intents.Simulate(),
        name=translate("burn", "Simulate: the drive does everything but burn", "screen reader"),
    )


def _burn(burn: Burn, reason: str = "") -> Button:
    anyway = burn.image.checksum.wrong
    return Button(
        translate("burn", "Burn anyway…", "burn.anyway")
        if anyway
        else translate("burn", "Burn…", "burn.burn"),
        intents.Write(),
        Look.DANGER_OUTLINE if anyway else Look.PRIMARY,
        icon_after=None if anyway else Icon.ARROW_RIGHT,
        enabled=not reason,
        reason=reason,
    )


def _waiting(burn: Burn) -> Bar:
    text = translate("burn", "Now choose the disc to burn.", "burn.bar")
    if burn.trouble is not None or not any(each.fits for each in burn.drives or ()):
        text = translate("burn", "Waiting for a disc.", "burn.bar")
    return Bar(plain(text), icon=Icon.INFO, end=(_burn(burn, text),))
