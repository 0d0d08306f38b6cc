"""The sheet about what is added behind an exact copy, and what is said of it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.firmware import ThisComputer
from app.report import Role
from ui import intents
from ui.screens.errors import said
from ui.screens.flatpak import no_program
from ui.sentences.rest import why_not_added
from ui.state import RestOpen
from ui.state.after_rest import (
    ANSWERS,
    DATA,
    EXFAT,
    FAT32,
    NO,
    PERSISTENCE,
    chosen,
    why_not,
)
from ui.state.image import Inspected, Rest
from ui.text import dotted, isolated, translate
from ui.view import Button, Choice, Look, Option, OptionsSheet, Setting, Switch

if TYPE_CHECKING:
    from app.inspection.appended import Additions


def rest_sheet(opened: RestOpen, image: Inspected, computer: ThisComputer) -> OptionsSheet:
    rest = image.rest or Rest()
    lead = translate(
        "rest",
        "What is added behind the image, each in a partition of its own. They share what is left "
        "of the drive. The image stays as it is.",
        "rest",
    )
    title = translate("rest", "The rest of the stick", "rest")
    if is_board(image):
        title = translate("rest", "Answers for the first start", "rest")
        lead = translate(
            "rest",
            "Answers are put into the first partition of the system, which reads them there. "
            "Everything else of the image stays as it is.",
            "rest",
        )
    if opened.problem is not None:
        lead = said(opened.problem)
    elif rest.check_fails:
        lead = f"{lead} {check_fails()}"
    return OptionsSheet(
        title,
        lead,
        (
            _persistence(image, rest, missing(rest.for_ext4, computer)),
            _data(image, missing(rest.for_exfat, computer)),
            _answers(image),
        ),
        Button(translate("rest", "Done", "options"), intents.Dismiss(), Look.PRIMARY),
    )


def added(more: Additions | None) -> str:
    """What is added, in one line; "" for nothing."""
    words = {
        PERSISTENCE: translate("rest", "a place to keep things", "rest.chosen"),
        DATA: translate("rest", "a partition for files", "rest.chosen"),
        ANSWERS: translate("rest", "answers for cloud-init", "rest.chosen"),
    }
    return dotted(*(words[key] for key in chosen(more)))


def before_writing(image: Inspected) -> str:
    """What has to be known before the drive is erased; "" where nothing is added."""
    if image.more is None:
        return ""
    text = translate("rest", "Added behind it: {added}.", "rest.confirm")
    if is_board(image):
        text = translate("rest", "Put into its own first partition: {added}.", "rest.confirm")
    lines = [text.format(added=added(image.more))]
    rest = image.rest or Rest()
    if rest.check_fails:
        lines.append(check_fails())
    if image.more.persistence is not None and rest.word:
        lines.append(_word(rest.word))
    return " ".join(lines)


def is_board(image: Inspected) -> bool:
    """Whether nothing can be behind it, for its system takes all of the stick."""
    return image.report.role is Role.BOARD


def check_fails() -> str:
    return translate(
        "rest",
        "The check of the medium in its boot menu will fail then: it covers the partition table, "
        "which grows.",
        "rest.check",
    )


def _word(word: str) -> str:
    text = translate(
        "rest",
        "Things are kept only when it is started with the word {word}: press Tab or E in its boot "
        "menu and add it.",
        "rest.word",
    )
    return text.format(word=isolated(word))


def _persistence(image: Inspected, rest: Rest, missing: str) -> Switch:
    why = _why(image, PERSISTENCE) or missing
    on = image.more is not None and image.more.persistence is not None
    text = translate("rest", "What is done in the live system is there the next time.", "rest.keep")
    if on and rest.word:
        text = _word(rest.word)
    title = translate("rest", "A place to keep things", "rest.keep")
    return Switch(PERSISTENCE, title, why or text, on=on, enabled=not why)


def _data(image: Inspected, missing: str) -> Setting:
    """FAT32 is this program's own; exFAT needs another one."""
    title = translate("rest", "A partition for files", "rest.data")
    if why := _why(image, DATA):
        return Switch(DATA, title, why, on=False, enabled=False)
    text = translate("rest", "exFAT takes files over 4 GB; FAT32 is read everywhere.", "rest.data")
    options = [
        Option(NO, translate("rest", "None", "rest.data")),
        Option(FAT32, "FAT32"),
        Option(EXFAT, "exFAT"),
    ]
    if missing:
        text = translate("rest", "Read everywhere. For exFAT: {missing}", "rest.data")
        text = text.format(missing=missing)
        options.pop()
    value = NO
    if image.more is not None and image.more.data is not None:
        value = EXFAT if image.more.exfat else FAT32
    return Choice(DATA, title, text, tuple(options), value)


def _answers(image: Inspected) -> Switch:
    why = _why(image, ANSWERS)
    files = image.more.answers if image.more is not None else None
    text = translate(
        "rest", "A file with the user-data, which the system looks for at its start.", "rest.cloud"
    )
    if files is not None and _is_passed_by(files["user-data"]):
        text = translate(
            "rest", "It does not begin with #cloud-config: cloud-init passes it by.", "rest.cloud"
        )
    title = translate("rest", "Answers for cloud-init…", "rest.cloud")
    return Switch(ANSWERS, title, why or text, on=files is not None, enabled=not why)


def _is_passed_by(data: bytes) -> bool:
    from app.commands.rest_of_stick import BEGINNINGS  # here, for it is seldom needed

    return not data.startswith(BEGINNINGS)


def _why(image: Inspected, key: str) -> str:
    """A sentence, since it stands alone."""
    why = why_not_added(why_not(image, key))
    return f"{why[:1].upper()}{why[1:]}." if why else ""


def missing(package: str, computer: ThisComputer) -> str:
    """What can be done about that; "" where nothing is."""
    if not package:
        return ""
    if computer.sandboxed:
        return no_program()
    text = translate("rest", "Install the package {package}.", "rest.missing")
    return text.format(package=isolated(package))
