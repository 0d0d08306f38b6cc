"""Where the buttons of a short question stand: as in every other sheet, Cancel first and what
begins something last; and where work goes on behind it, going on is last."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from samples import burning, sheets, testing, trying, work
from samples.window import Shown

from ui.components.button import Button
from ui.sheets.ask import AskSheetWidget
from ui.view import Screen

WIDE, NARROW = (1000, 720), (360, 720)


def opened(shown: Shown, screen: Screen) -> list[Button]:
    shown.show(replace(screen, sheet=None))
    shown.show(screen)
    sheet = shown.window.findChild(AskSheetWidget)
    assert sheet is not None
    focus = shown.window.focusWidget()
    assert isinstance(focus, Button)
    assert focus is sheet.first_focus()
    return [each for each in sheet.findChildren(Button) if each.isVisible()]


def in_place(shown: Shown, buttons: list[Button]) -> list[str]:
    """From the start of a line, or from the top."""

    def place(button: Button) -> tuple[int, int]:
        point = button.mapTo(shown.window, QPoint(0, 0))
        return point.y(), point.x()

    return [button.view.text for button in sorted(buttons, key=place)]


@pytest.mark.parametrize(
    ("screen", "wide", "narrow"),
    [
        (testing.ASK, ["Cancel", "Test"], ["Test", "Cancel"]),
        (burning.ONCE, ["Cancel", "Burn"], ["Burn", "Cancel"]),
        (sheets.CONVERT, ["Cancel", "Convert"], ["Convert", "Cancel"]),
        (work.STOP_SHEET, ["Stop", "Keep writing"], ["Keep writing", "Stop"]),
    ],
)
def test_the_last_is_what_begins_or_goes_on(
    shown: Shown, screen: Screen, wide: list[str], narrow: list[str]
) -> None:
    shown.resize(*WIDE)
    assert in_place(shown, opened(shown, screen)) == wide
    shown.resize(*NARROW)
    assert in_place(shown, opened(shown, screen)) == narrow


def test_choices_stand_in_their_order_and_cancel_below(shown: Shown) -> None:
    shown.resize(*NARROW)
    said = in_place(shown, opened(shown, trying.ASKED))
    assert said == ["Newer PC (UEFI)", "With Secure Boot", "Older PC (BIOS)", "Cancel"]
