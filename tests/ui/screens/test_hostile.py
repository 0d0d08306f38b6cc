"""A label may be HTML, a command, another drive's name: it is shown as text, in one line, wherever
a label can appear (acceptance 11). And no text is ever left with its places unfilled."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from support_states import states
from support_window import GB, drive, finding, partition, report, sized, system_disk, texts

from app.drives.drive import Reason
from app.report import Answer, BootPath, Boots, Evidence, Machine
from ui.intents import CopyText, Intent
from ui.screens.burned import message as message_of_disc
from ui.screens.messages import message, reason_to_stay_awake
from ui.screens.report_text import report_text
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.state import Page, State
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose

EVIL = "<img src=x>\u202e\n\x1b[31m{drive}%n" + "A" * 300
ISOLATES = "\u2068\u2069"
LONGEST = 600  # characters of any text: a label that was let through whole would be longer


@cache
def hostile_states() -> tuple[State, ...]:
    evil: dict[str, Any] = {
        "vendor": EVIL,
        "model": EVIL,
        "serial": EVIL,
        "label": EVIL,
        "file_system": EVIL,
    }
    parts = tuple(partition(EVIL, name=EVIL, file_system=EVIL, type=EVIL) for _ in range(6))
    stick = sized(512 * GB, partitions=parts, **evil)
    others = (
        drive(2, partitions=(partition(EVIL, None), partition(EVIL, None)), **evil),
        drive(3, **{**evil, "file_system": "iso9660"}),
        drive(4, **{**evil, "file_system": "crypto_LUKS"}),
        replace(system_disk(), model=EVIL, vendor=EVIL),
        drive(5, reasons=(Reason("read-only", "Write-protected."),), **evil),
    )
    path = BootPath(Answer.YES, (Evidence(EVIL, 1, EVIL),))
    about = report(
        name=EVIL.replace("\n", "/"),
        label=EVIL,
        title=EVIL,
        boots=Boots(path, path, dict.fromkeys(Machine, path)),
        findings=(finding("boot-code-unknown", text=EVIL),),
    )
    return tuple(states(about, stick, others))


def acts(text: str) -> bool:
    """Whether a text holds a sign that does something to its surroundings."""
    return any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in text)


def test_no_screen_lets_a_hostile_text_act() -> None:
    for text in set(shown(hostile_states())):
        plain = text.translate({ord(sign): None for sign in ISOLATES})
        assert not acts(plain), ascii(text)
        assert text.count(ISOLATES[0]) == text.count(ISOLATES[1])
        assert len(text) <= LONGEST


def shown(states: tuple[State, ...]) -> Iterator[str]:
    """Texts for eyes and ears. Lines of a text to read through are looked at one by one."""
    for state in states:
        said = [words for words in (announce(State(), state, 99.0), spoken(state)) if words]
        for text in texts((screen(state, 0.0), *said)):
            yield from text.split("\n")


def test_what_is_told_outside_the_window_is_harmless_too() -> None:
    for state in hostile_states():
        if isinstance(state.job, Ended):
            told = message(state.job.image, state.job.drive, state.job.end)
            assert not acts(told.title + told.text)
            assert "img src" not in report_text(state.job).replace("<img src=x>", "")
            assert not any(acts(line) for line in report_text(state.job).split("\n"))
        if state.burn is not None and state.burn.run is not None:
            told = message_of_disc(state.burn.image, state.burn.run)
            assert not acts(told.title + told.text)
        if isinstance(state.image, Inspected):
            assert not acts(reason_to_stay_awake(state.image, drive(), Purpose.WRITE))


PLACES = re.compile(r"\{\w*\}|%n|\|")


@cache
def ordinary_states() -> tuple[State, ...]:
    stick = sized(512 * GB, partitions=(partition("Backup", 600 * GB), partition("", None)))
    others = (drive(2), drive(3, label="FEDORA", file_system="iso9660"), system_disk())
    return tuple(states(report(layers=("xz",)), stick, others))


@cache
def ordinary_texts() -> frozenset[str]:
    return frozenset(shown(ordinary_states()))


def test_no_text_has_an_unfilled_place() -> None:
    assert len(ordinary_texts()) > 200
    assert not [text for text in ordinary_texts() if PLACES.search(text)]


def test_no_screen_is_without_a_way_on() -> None:
    """Something can be pressed, or Esc stops the waiting."""
    for state in ordinary_states():
        window = screen(state, 0.0)
        assert window.header.menu
        assert window.header.title


@pytest.mark.parametrize("word", ["flash", "target", "went wrong", "!"])
def test_the_tone(word: str) -> None:
    """Design 0: words that the main path never uses."""
    assert not [text for text in ordinary_texts() if word in text.casefold()]


def test_burning_is_a_word_for_discs_only() -> None:
    elsewhere = shown(tuple(each for each in ordinary_states() if each.page is not Page.BURN))
    error = "other bytes than were burned"  # the states hold every one, also where it never comes
    found = {text for text in elsewhere if "burn" in text.casefold() and error not in text}
    assert found == {"Burn to a disc…"}


def test_copied_texts_are_not_shown_as_such() -> None:
    assert texts(CopyText("x")) == []
    assert isinstance(CopyText("x"), Intent)
