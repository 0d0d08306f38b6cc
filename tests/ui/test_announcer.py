from ui.announcer import PAUSE, Announcer
from ui.view import Announcement

HALF = Announcement("Half written, about 2 minutes left")
MORE = Announcement("Three quarters written")
FAILED = Announcement("The drive was unplugged", urgent=True)


def test_the_same_is_not_said_twice() -> None:
    announcer = Announcer()
    assert announcer.due(HALF, 0.0) == HALF
    assert announcer.due(HALF, PAUSE + 1) is None


def test_it_waits_between_two_but_not_for_a_failure() -> None:
    announcer = Announcer()
    assert announcer.due(HALF, 0.0) == HALF
    assert announcer.due(MORE, 1.0) is None
    assert announcer.due(FAILED, 2.0) == FAILED
    assert announcer.due(MORE, 3.0) is None
    assert announcer.due(MORE, 2.0 + PAUSE) == MORE


def test_it_may_be_said_again_after_silence() -> None:
    announcer = Announcer()
    announcer.due(HALF, 0.0)
    assert announcer.due(None, 1.0) is None
    assert announcer.due(HALF, PAUSE + 1) == HALF


def test_what_was_held_back_has_its_time() -> None:
    announcer = Announcer()
    assert announcer.wait(0.0) is None
    announcer.due(HALF, 0.0)
    assert announcer.wait(0.0) is None
    announcer.due(MORE, 4.0)
    assert announcer.wait(4.0) == PAUSE - 4.0
    announcer.due(FAILED, 5.0)
    assert announcer.wait(5.0) is None
