"""Which page is shown: made when it is needed, kept, and new from its top."""

from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot
from samples import home, outcome, work
from samples.window import settle

from ui.page_stack import PageStack
from ui.pages.empty import EmptyPage
from ui.pages.home import HomePage
from ui.pages.outcome import OutcomePage
from ui.view import Empty
from ui.widths import Width


def stack_of(qtbot: QtBot) -> PageStack:
    stack = PageStack(lambda _: None)
    qtbot.addWidget(stack)
    stack.resize(900, 200)
    stack.show()
    return stack


def test_a_page_is_made_when_it_is_shown_and_kept(qtbot: QtBot) -> None:
    stack = stack_of(qtbot)
    assert not stack.present(home.READY.body, Width.WIDE), "the first takes no other one's place"
    page = stack.findChild(HomePage)
    assert page is not None
    assert stack.findChild(OutcomePage) is None
    assert not stack.present(home.READY.body, Width.WIDE)
    assert stack.present(outcome.DONE.body, Width.WIDE)
    assert stack.present(home.READY.body, Width.WIDE)
    assert stack.findChildren(HomePage) == [page]


def test_a_page_that_comes_up_shows_its_top(qtbot: QtBot) -> None:
    stack = stack_of(qtbot)
    stack.present(home.READY.body, Width.WIDE)
    settle()
    bar = stack.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    stack.present(home.READY.body, Width.WIDE)
    assert bar.value() > 0, "an update moves nothing"
    stack.present(outcome.DONE.body, Width.WIDE)
    stack.present(home.READY.body, Width.WIDE)
    assert bar.value() == 0


def test_its_heading_is_what_is_read_out(qtbot: QtBot) -> None:
    stack = stack_of(qtbot)
    stack.present(outcome.DONE.body, Width.WIDE)
    heading = stack.heading(outcome.DONE.body)
    assert heading is not None
    assert stack.isAncestorOf(heading)


def test_only_the_empty_page_answers_a_drag(qtbot: QtBot) -> None:
    stack = stack_of(qtbot)
    stack.present(home.READY.body, Width.WIDE)
    assert not stack.present_drag(home.READY.body, work.DRAG_REFUSED.drag)
    stack.present(work.EMPTY.body, Width.WIDE)
    assert isinstance(work.EMPTY.body, Empty)
    assert stack.present_drag(work.EMPTY.body, work.DRAG_REFUSED.drag)


def test_cleared_all_are_made_anew(qtbot: QtBot) -> None:
    stack = stack_of(qtbot)
    stack.present(work.EMPTY.body, Width.WIDE)
    before = stack.findChild(EmptyPage)
    stack.clear()
    settle()
    assert stack.findChild(EmptyPage) is None
    stack.present(work.EMPTY.body, Width.WIDE)
    assert stack.findChild(EmptyPage) not in (None, before)
