"""The sheet before erasing: which drive, and everything that will be gone (design 10.5, 10.6)."""

from collections.abc import Sequence

from app.display import for_display
from app.drives.drive import DriveInfo
from app.plan import name_to_type, reach, several_to_type
from app.report import UNASKED
from ui import intents
from ui.icons import Icon
from ui.offers import WebLink
from ui.screens import names, probe
from ui.screens.checksum import wrong_words
from ui.screens.contents import losses, more_losses, parts
from ui.screens.format import before_erasing, erase_words
from ui.screens.options import chosen
from ui.screens.rest import before_writing
from ui.sentences.findings import finding as noticed
from ui.state.drive_list import is_file
from ui.state.image import Inspected
from ui.text import capacity, dotted, sentence, translate, untrusted
from ui.view import Button, ConfirmSheet, Doomed, Look, Loss, Remark, Tone, Typing

_TOLD = 4  # characters of the serial number


def confirm_sheet(
    drive: DriveInfo,
    image: Inspected,
    *,
    resume: bool = False,
    undoable: bool = False,
) -> ConfirmSheet:
    """`resume`: an interrupted write goes on. It may still end with everything written anew, so no
    less is asked. `undoable`: what an earlier write overwrote could be put back until then."""
    title = translate("confirm", "Erase {drive}?", "confirm.title")
    lead = translate("confirm", "{image} will be written over everything on it.", "confirm.body")
    erase = translate("confirm", "Erase and write", "confirm.erase")
    if image.probing is not None:
        erase = probe.erase_words()
    elif image.format is not None:
        erase = erase_words()
    if resume:
        title = translate("confirm", "Go on writing to {drive}?", "confirm.resume")
        lead = translate(
            "confirm",
            "What is on the drive already is compared with {image}. What differs is written.",
            "confirm.resume",
        )
        erase = translate("confirm", "Compare and write", "confirm.resume")
    return ConfirmSheet(
        title.format(drive=names.drive_name(drive)),
        _lead(lead.format(image=names.title(image)), image),
        (_doomed(drive, undoable=undoable),),
        Button(translate("confirm", "Cancel", "confirm.cancel"), intents.Dismiss()),
        Button(erase, intents.Confirmed(), Look.DANGER),
        _typing(drive),
        _warning(image, (drive,)),
    )


def confirm_several(drives: Sequence[DriveInfo], image: Inspected) -> ConfirmSheet:
    """Each drive with its own identity, in one sheet (design 10.13)."""
    title = translate("confirm", "Erase %n (drive|drives)?", "confirm.title", count=len(drives))
    lead = translate("confirm", "{image} will be written over everything on them.", "confirm.body")
    return ConfirmSheet(
        title,
        _with_answers(lead.format(image=names.title(image)), image),
        tuple(_doomed(drive) for drive in drives),
        Button(translate("confirm", "Cancel", "confirm.cancel"), intents.Dismiss()),
        Button(
            translate("confirm", "Erase and write", "confirm.erase"),
            intents.Confirmed(),
            Look.DANGER,
        ),
        _typing_several(drives),
        _warning(image, drives),
    )


def _lead(lead: str, image: Inspected) -> str:
    if image.probing is not None:
        return probe.before_erasing()
    return _with_answers(lead, image) if image.format is None else before_erasing(image.format)


def _with_answers(lead: str, image: Inspected) -> str:
    """What Windows Setup will not ask any more belongs to what is agreed to."""
    if image.link is not None:
        lead = f"{lead} {_fetched(image, image.link)}"
    if said := before_writing(image):
        lead = f"{lead} {said}"
    if not (answers := chosen(image.answers)):
        return lead
    text = translate("confirm", "Setup will be answered: {answers}.", "confirm.answers")
    return f"{lead} {text.format(answers=answers)}"


def _fetched(image: Inspected, link: WebLink) -> str:
    """It is not on this computer, and the connection may break."""
    text = translate("confirm", "It is fetched from {host} meanwhile.", "confirm.web")
    if image.keep is not None:
        text = translate(
            "confirm", "It is fetched from {host} meanwhile, and kept as {file}.", "confirm.web"
        )
    file = untrusted(image.keep.name) if image.keep is not None else ""
    return text.format(host=untrusted(getattr(image.source, "host", link.host)), file=file)


def _typing_several(drives: Sequence[DriveInfo]) -> Typing:
    expected = several_to_type(drives)
    if expected == str(len(drives)):
        text = translate(
            "confirm", "To be sure, type {count}, the number of drives.", "confirm.type.several"
        )
    else:
        text = translate(
            "confirm",
            "Not all of them are ordinary sticks. To be sure, type {count}: the number of drives, "
            "and the names of those that look like storage.",
            "confirm.type.several",
        )
    label = translate("confirm", "The number of drives", "screen reader")
    return Typing(sentence(text, count=expected), expected, label)


def _doomed(drive: DriveInfo, *, undoable: bool = False) -> Doomed:
    gone = (*_kept(undoable=undoable), *losses(drive))
    heading = translate("confirm", "This will be gone for good:", "confirm.body")
    return Doomed(
        names.drive_icon(drive),
        names.drive_name(drive),
        capacity(drive.size),
        dotted(names.detail(drive), _serial(drive)),
        parts(drive),
        heading if gone else "",
        gone,
        more_losses(drive),
    )


def _kept(*, undoable: bool) -> tuple[Loss, ...]:
    if not undoable:
        return ()
    return (
        Loss(
            translate("confirm", "Its old contents", "confirm.undo"),
            translate("confirm", "can be put back until then", "confirm.undo"),
        ),
    )


def _serial(drive: DriveInfo) -> str:
    """Its end is enough to tell two sticks apart."""
    end = for_display(drive.serial)[-_TOLD:]
    if not end:
        return ""
    return translate("confirm", "serial …{end}", "confirm.serial").format(end=untrusted(end))


def _typing(drive: DriveInfo) -> Typing | None:
    name = name_to_type(drive)
    if name is None or is_file(drive):
        return None
    if any(part.label.strip() == name for part in drive.partitions):
        text = _type_label(drive)
        label = translate("confirm", "The name of what is on it", "screen reader")
        return Typing(sentence(text, name=name), name, label)
    label = translate("confirm", "The name of the drive", "screen reader")
    return Typing(sentence(_type_name(drive), name=name), name, label)


def _type_label(drive: DriveInfo) -> str:
    if drive.asked_for:
        return translate(
            "confirm",
            "This disk is built into this computer. To be sure it is the right one, type {name}, "
            "the name of what is on it.",
            "confirm.type",
        )
    return translate(
        "confirm",
        "This drive is large or holds a lot of files. To be sure it is the right one, type "
        "{name}, the name of what is on it.",
        "confirm.type",
    )


def _type_name(drive: DriveInfo) -> str:
    if drive.asked_for:
        return translate(
            "confirm",
            "This disk is built into this computer. To be sure it is the right one, type {name}, "
            "the name that it gives itself.",
            "confirm.type.nolabel",
        )
    return translate(
        "confirm",
        "This drive is large or holds a lot of files. To be sure it is the right one, type "
        "{name}, the name that the drive gives itself.",
        "confirm.type.nolabel",
    )


def _warning(image: Inspected, drives: Sequence[DriveInfo]) -> Remark | None:
    if image.checksum.wrong:
        return Remark(Tone.DANGER, Icon.ALERT, wrong_words())
    if image.tool:
        return None
    told = f"{_own_answers(image)} {_out_of_reach(image, drives)}".strip()
    if image.starts:
        return Remark(Tone.CAUTION, Icon.ALERT, told) if told else None
    text = translate("confirm", "It would not boot afterwards.", "confirm.noboot")
    return Remark(Tone.DANGER, Icon.ALERT, f"{text} {told}".rstrip())


def _own_answers(image: Inspected) -> str:
    """That Windows Setup will ask nobody, whoever chose that; "" where it will."""
    found = (each for each in image.report.findings if each.code in UNASKED)
    return " ".join(noticed(each.text) for each in found)


def _out_of_reach(image: Inspected, drives: Sequence[DriveInfo]) -> str:
    """That a part of them can't be used as long as the image is on it; "" when all of it can."""
    limit = next((limit for drive in drives if (limit := reach(image.report, drive))), None)
    if limit is None:
        return ""
    text = translate(
        "confirm",
        "The image’s partition table (MBR) reaches only {count} TiB far: space behind that can’t "
        "be used.",
        "confirm.reach",
    )
    return text.format(count=limit >> 40)
