"""The sheets about Windows Setup: what it shall be answered, the name of an account, and the file
with the answers as it will be on the drive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.report import OWN_ANSWERS
from ui import intents
from ui.icons import Icon
from ui.screens.telling import close
from ui.sentences.accounts import reason
from ui.state import AccountOpen, State
from ui.state.after_answers import FIELD
from ui.state.image import Inspected
from ui.text import dotted, translate, untrusted
from ui.view import Button, FieldSheet, Look, OptionsSheet, Switch, TextSheet

if TYPE_CHECKING:
    from app.sources.answers import Answers, Region


def options_sheet(state: State, image: Inspected) -> OptionsSheet:
    from app.sources.answers import NO_ANSWERS  # here, for the first frame does not wait for it

    answers = image.answers or NO_ANSWERS
    switches: tuple[Switch, ...] = (
        _any_pc(answers),
        _account(answers),
        *_privacy(answers),
        _regional(answers, state.region),
    )
    lead = translate(
        "options",
        "Answers that Setup finds on the drive, so that it does not ask. The image stays as it is.",
        "options",
    )
    if image.report.has(OWN_ANSWERS):
        switches = tuple(replace(each, enabled=False) for each in switches)
        lead = translate(
            "options",
            "This disc has answers of its own, and Windows goes by them. Beside them none can be "
            "chosen.",
            "options",
        )
    return OptionsSheet(
        translate("options", "Windows options", "options"),
        lead,
        switches,
        Button(translate("options", "Done", "options"), intents.Dismiss(), Look.PRIMARY),
        Button(
            translate("options", "What will be in it", "options.file"),
            intents.ShowAnswers(),
            enabled=bool(answers),
        ),
    )


def account_sheet(opened: AccountOpen, image: Inspected) -> FieldSheet:
    name = opened.entered or (image.answers.account if image.answers else "")
    problem = ""
    if opened.why:
        text = translate("options", "Windows can’t have an account of this name: {why}.", "options")
        problem = text.format(why=reason(opened.why))
    return FieldSheet(
        FIELD,
        translate("options", "A local account", "options.account"),
        translate(
            "options",
            "Setup makes it without a password, and asks for no Microsoft account.",
            "options.account",
        ),
        translate("options", "Name of the account", "screen reader"),
        Button(translate("options", "Cancel", "confirm.cancel"), intents.Dismiss()),
        translate("options", "Use this name", "options.account"),
        name,
        problem=problem,
    )


def answers_sheet(image: Inspected) -> TextSheet | None:
    if image.answers is None or image.report.stick is None:
        return None
    stick = image.report.stick
    text = image.answers.in_xml(stick.processors, stick.languages)
    copy = Button(
        translate("options", "Copy as text", "fail.details"),
        intents.CopyText(text),
        icon=Icon.COPY,
    )
    return TextSheet(
        translate("options", "What will be in it", "options.file"),
        translate(
            "options",
            "This file is added to the drive as autounattend.xml. Setup looks for it there.",
            "options.file",
        ),
        text,
        close(),
        (copy,),
    )


def chosen(answers: Answers | None) -> str:
    """What Setup will be answered, in one line; "" for nothing."""
    if answers is None:
        return ""
    account = translate("options", "local account “{name}”", "options.chosen")
    named = account.format(name=untrusted(answers.account)) if answers.account else ""
    said = (
        (translate("options", "any PC", "options.chosen"), answers.any_pc),
        (named, bool(named)),
        (translate("options", "privacy", "options.chosen"), answers.private),
        (translate("options", "no encryption unasked", "options.chosen"), answers.unencrypted),
        (translate("options", "language and time", "options.chosen"), any_of(answers.region)),
    )
    return dotted(*(text for text, is_chosen in said if is_chosen))


def any_of(region: Region) -> bool:
    return bool(region.formats or region.keyboard or region.zone)


def _any_pc(answers: Answers) -> Switch:
    return Switch(
        "any_pc",
        translate("options", "Any PC", "options.any"),
        translate(
            "options",
            "Setup asks for no TPM 2.0, Secure Boot or amount of memory. Windows may get no "
            "updates there.",
            "options.any",
        ),
        on=answers.any_pc,
    )


def _account(answers: Answers) -> Switch:
    text = translate(
        "options", "Without a password, in place of a Microsoft account.", "options.account"
    )
    if answers.account:
        named = translate("options", "“{name}”, without a password.", "options.account")
        text = named.format(name=untrusted(answers.account))
    title = translate("options", "A local account", "options.account")
    return Switch(FIELD, title, text, on=bool(answers.account))


def _privacy(answers: Answers) -> tuple[Switch, Switch]:
    private = Switch(
        "private",
        translate("options", "Privacy questions: no", "options.private"),
        translate("options", "Sends what Windows can’t do without.", "options.private"),
        on=answers.private,
    )
    unencrypted = Switch(
        "unencrypted",
        translate("options", "Don’t encrypt the disk unasked", "options.unencrypted"),
        translate("options", "BitLocker can be turned on later.", "options.unencrypted"),
        on=answers.unencrypted,
    )
    return private, unencrypted


def _regional(answers: Answers, region: Region | None) -> Switch:
    """Only what is known of this computer can be taken from it."""
    title = translate("options", "Language, keyboard and time zone of this computer", "options")
    known = [] if region is None else [region.formats, region.keyboard, region.zone]
    found = list(dict.fromkeys(each for each in known if each))
    text = dotted(*(untrusted(each) for each in found))
    if region is not None and not found:
        text = translate("options", "This computer does not say any of them.", "options")
    return Switch("regional", title, text, on=any_of(answers.region), enabled=bool(found))
