"""Which of several images is meant, and files that only the desktop can hand over."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support_window import doing, inspected, report, told

from app.errors import ImageEmpty, ManyImages
from ui import intents
from ui.intents import Offer
from ui.offers import Found, Refusal
from ui.state import Dragged, FolderOpen, MembersOpen, QuitOpen, State
from ui.state.after import after
from ui.state.effects import FetchFiles, Inspect
from ui.state.happenings import HandedOver, ImageInspected, ImageRefused, Looked
from ui.state.image import NO_IMAGE, Inspected, Reading, Unusable
from ui.suggestions import Suggestion

ISO = Path("/home/a/debian.iso")


class TestSeveralImages:
    """An archive or a folder with more than one."""

    ERROR = ManyImages(("a.iso", "b.iso"), (600, 700))

    def refused(self, **facts: Any) -> State:
        state = replace(State(), image=Reading(ISO, 900, 1, 0.0, NO_IMAGE), **facts)
        return told(state, ImageRefused(1, self.ERROR))

    def test_an_archive_asks_which(self) -> None:
        state = self.refused()
        assert state.sheet == MembersOpen()
        assert isinstance(state.image, Unusable)
        assert state.image.members == (("a.iso", 600), ("b.iso", 700))

    def test_but_not_over_another_question(self) -> None:
        state = self.refused(sheet=QuitOpen())
        assert state.sheet == QuitOpen()
        state = told(replace(state, sheet=None), intents.ShowMembers())
        assert state.sheet == MembersOpen()

    def test_any_other_error_asks_nothing(self) -> None:
        state = replace(State(), image=Reading(ISO, 900, 1, 0.0, NO_IMAGE))
        state = told(state, ImageRefused(1, ImageEmpty("a.iso", 0)))
        assert state.sheet is None
        assert told(state, intents.ShowMembers()) == state

    def test_the_answer_opens_that_one(self) -> None:
        turn = after(self.refused(), intents.OpenMember("b.iso"), 5.0)
        (effect,) = turn.effects
        assert isinstance(effect, Inspect)
        assert (effect.path, effect.member) == (ISO, "b.iso")
        reading = turn.state.image
        assert isinstance(reading, Reading)
        assert (reading.member, reading.number) == ("b.iso", effect.number)
        done = told(turn.state, ImageInspected(effect.number, inspected().source, report()))
        assert isinstance(done.image, Inspected)
        assert done.image.member == "b.iso"

    def test_stopping_that_leads_back_to_the_choice(self) -> None:
        before = self.refused()
        state = told(told(before, intents.OpenMember("b.iso")), intents.StopReading())
        assert state.image == before.image

    @pytest.mark.parametrize("name", ["c.iso", ""])
    def test_a_name_that_was_not_offered_opens_nothing(self, name: str) -> None:
        state = self.refused()
        assert after(state, intents.OpenMember(name), 5.0).effects == ()

    def test_a_folder_offers_its_images(self) -> None:
        images = (Suggestion(ISO, 600),)
        found = Looked(1, ISO.parent, Found(Refusal.FOLDER, images=images), opens=True)
        state = told(replace(State(), opening=1), found)
        assert state.sheet == FolderOpen(ISO.parent, images)
        assert state.notice is None
        chosen = told(state, intents.OpenFile(str(ISO)))
        assert chosen.sheet is None

    def test_and_says_so_before_it_is_let_go(self) -> None:
        dragged = told(State(), intents.DragEntered(Offer(("file:///a/folder",))))
        assert dragged.drag is not None
        found = Found(Refusal.FOLDER, images=(Suggestion(ISO, 600),))
        number = dragged.drag.number
        looked = told(dragged, Looked(number, Path("/a/folder"), found, opens=False))
        assert looked.drag == Dragged(number, None, folder=True)


class TestPortal:
    def test_a_key_is_not_used_up_by_hovering(self) -> None:
        turn = after(State(), intents.DragEntered(Offer(portal_key="k")), 0.0)
        assert turn.effects == ()
        assert turn.state.drag == Dragged(1, None)

    def test_a_path_from_outside_is_not_refused_while_there_is_a_key(self) -> None:
        offer = Offer(("file:///a/b.iso",), portal_key="k")
        dragged = told(State(), intents.DragEntered(offer))
        gone = Looked(1, Path("/a/b.iso"), Found(Refusal.GONE), opens=False, key="k")
        assert told(dragged, gone).drag == Dragged(1, None)
        without = replace(gone, key="")
        assert told(dragged, without).drag == Dragged(1, Refusal.GONE)

    def test_an_answer_that_nobody_waits_for(self) -> None:
        (fetch,) = doing(State(), intents.Dropped(Offer(portal_key="k")))
        assert fetch == FetchFiles(1, "k")
        state = told(State(), intents.Dropped(Offer(portal_key="k")))
        state = told(state, intents.OpenFile("/other.iso"))
        assert after(state, HandedOver(1, ("/a.iso",)), 1.0).effects == ()
