"""No wish and no happening is forgotten."""

from typing import get_args

from ui import intents
from ui.intents import Intent, Offer, Wish
from ui.state import State
from ui.state.after import after, handled
from ui.state.happenings import Happening

# Wishes whose action this version does not have; no screen of it offers them.
NOT_YET: set[type] = {intents.OpenDownloadPage}
BY_THE_WINDOW = {intents.CopyText}  # it has the clipboard


def test_every_wish_has_its_action() -> None:
    wishes = {getattr(intents, name) for name in intents.__all__} - {Intent, Offer, Wish}
    assert wishes - handled() == NOT_YET | BY_THE_WINDOW


def test_every_happening_has_its_consequence() -> None:
    assert set(get_args(Happening)) <= handled()


def test_a_wish_without_an_action_changes_nothing() -> None:
    turn = after(State(), intents.OpenDownloadPage(), 0.0)
    assert turn.state == State()
    assert turn.effects == ()
