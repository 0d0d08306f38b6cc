"""Acceptance 8: a walk over everything with AT-SPI, as a screen reader walks.

The window stands on a screen and tells the bus of screen readers what it shows: first every state
of the design, then the program itself, as far as it goes without a drive.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import screen
from at_spi import Listener, Node, listening
from hands import Hands, plain, started
from samples.states import STATES
from support_flow import boot_image

pytestmark = pytest.mark.system

# The roles that a screen reader has words for, of everything we show that can be pressed or filled.
CONTROLS = {"push button", "radio button", "check box", "text", "progress bar", "table", "cell"}
OTHERS = {"application", "frame", "dialog", "alert", "panel", "label", "filler", "menu item"}
OTHERS |= {"column header", "scroll bar"}


@pytest.fixture(scope="module")
def session() -> Iterator[screen.Environment]:
    if missing := screen.missing_packages():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with screen.session() as environment:
        yield environment


@pytest.fixture(scope="module")
def listener(session: screen.Environment) -> Iterator[Listener]:
    address = screen.accessibility_bus(session)
    assert address is not None
    with listening(address) as made:
        made.listen("Announcement")
        yield made


class Presenter:
    """The window in another process, which shows the state that it is told."""

    def __init__(self, process: "subprocess.Popen[str]", listener: Listener) -> None:
        self._process = process
        self._listener = listener

    def nodes(self, state: str) -> list[Node]:
        """All that a screen reader finds in it."""
        self.show(state)
        return nodes(self._listener, self._process)

    def show(self, state: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{state}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline().strip() == state


@pytest.fixture(scope="module")
def presenter(session: screen.Environment, listener: Listener) -> Iterator[Presenter]:
    with started(["tests/ui/presenter.py"], session) as process:
        yield Presenter(process, listener)


def nodes(listener: Listener, process: "subprocess.Popen[str]") -> list[Node]:
    """Of a program, once it has a window."""
    screen.wait_for(lambda: listener.program(process.pid))
    program = listener.program(process.pid)
    assert program is not None
    return list(listener.below(program))


def test_every_state(presenter: Presenter) -> None:
    wrong = []
    for state in STATES:
        found = presenter.nodes(state)
        assert len(found) > 10, state
        roles = {node.role for node in found}
        wrong += [f"{state}: a {role}" for role in roles - CONTROLS - OTHERS]
        for node in found:
            if not node.name and (node.focusable or node.role in CONTROLS):
                wrong.append(f"{state}: {node.role} without a name")
            if node.focusable and node.role not in CONTROLS:
                wrong.append(f"{state}: {node.role} {node.name!r} can have the focus")
        if sum(node.focused for node in found) != 1:
            wrong.append(f"{state}: the focus is on {[n.name for n in found if n.focused]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("state", "role", "name"),
    [
        ("04-ready", "frame", "Stickwright"),
        ("04-ready", "panel", "Drives, 3"),
        ("04-ready", "radio button", "SanDisk Ultra, 32 GB"),
        ("35-several-chosen", "check box", "SanDisk Ultra, 32 GB"),
        ("12-confirm", "dialog", "Erase SanDisk Ultra?"),
        ("15-writing", "progress bar", "Writing"),
    ],
)
def test_roles_as_they_are_heard(presenter: Presenter, state: str, role: str, name: str) -> None:
    assert (role, name) in {(node.role, node.name) for node in presenter.nodes(state)}


def test_the_end_is_announced(listener: Listener, presenter: Presenter) -> None:
    presenter.show("15-writing")
    with listener.hearing("Announcement") as said:
        presenter.show("18-done")
    assert said == ["Ready to boot. Every byte matches. Safe to unplug now."]


def test_the_program_itself(
    session: screen.Environment, listener: Listener, tmp_path: Path
) -> None:
    """From an image to its evidence and back, by pressing what a screen reader finds."""
    image = boot_image(tmp_path, extra=0)
    with started(["-m", "ui", str(image)], session) as process:
        hands = Hands(listener, process, session)
        hands.meet("panel", "Image: STICKWRIGHT")
        hands.activate()
        screen.wait_for(lambda: [n for n in hands.nodes() if n.focused])
        (focused,) = [n for n in hands.nodes() if n.focused]
        assert (focused.role, plain(focused.name)) == ("label", "STICKWRIGHT")
        listener.press(hands.meet("push button", "How do we know?"))
        hands.meet("dialog", "How do we know?")
        listener.press(hands.meet("push button", "Close"))
        screen.wait_for(lambda: hands.find("dialog", "How do we know?") is None)
        assert not [n for n in hands.nodes() if n.focusable and not n.name]
