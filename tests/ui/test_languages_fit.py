"""Every state in another language (design 16): German, and a longer one that is read from the
right. Nothing is cut, nothing lies over anything else, nothing loses its end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from samples.language import in_german
from samples.layout import check
from samples.mapping import longer, mapped
from samples.states import STATES
from samples.window import Shown

from ui.components.label import Label
from ui.view import Screen

SIZES = ((1000, 720), (800, 480), (360, 720))
GERMAN = {name: mapped(screen, in_german) for name, screen in STATES.items()}
LONGER = {name: mapped(screen, longer) for name, screen in STATES.items()}


def shortened(shown: Shown) -> Iterator[str]:
    """Words of ours that lost their end: only names of files and drives may lose a part."""
    title = shown.window.header.title
    if title.isVisible() and title.sizeHint().width() > title.width() + 1:
        yield f"shortened: {title.text()}"


def broken(shown: Shown) -> Iterator[str]:
    """Words of ours that go on in the next line without a hyphen."""
    for label in shown.window.findChildren(Label):
        if not label.isVisible() or label.elides:
            continue
        text, layout = label.sentence.plain, label._set(label.width())._layout
        for index in range(1, layout.lineCount()):
            start = layout.lineAt(index).textStart()
            if text[start - 1 : start + 1].isalpha():
                yield f"broken: {text[:start]}|{text[start:]}"


def problems(shown: Shown, screens: dict[str, Screen]) -> dict[str, list[str]]:
    found = {
        name: [*check(shown, screen), *shortened(shown), *broken(shown)]
        for name, screen in screens.items()
    }
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("size", SIZES)
def test_german_fits(laid_out: Shown, size: tuple[int, int]) -> None:
    laid_out.resize(*size)
    assert not problems(laid_out, GERMAN)


@pytest.mark.parametrize("size", SIZES)
def test_a_longer_language_from_the_right_fits(laid_out: Shown, size: tuple[int, int]) -> None:
    laid_out.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    laid_out.resize(*size)
    assert not problems(laid_out, LONGER)
