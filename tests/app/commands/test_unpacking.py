"""What is said while a packed image is unpacked to look into it."""

import sys
from io import StringIO

import pytest

from app.commands import unpacking
from app.commands.bars import OneBar
from app.commands.unpacking import Unpacking
from app.control import Control
from app.errors import Stopped


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """On which everything takes long enough to be told of. (Of a fixture's standard error nothing
    would be left in the test.)"""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(unpacking, "_AFTER", 0)
    monkeypatch.setattr(unpacking, "_TELL", 0)
    return terminal


def test_it_has_a_bar_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    far = Unpacking()
    far.unpacked = 5_000_000
    far.hear()
    assert "Unpacking: " in terminal.getvalue()
    far.close()
    far.close()
    far.hear()
    assert terminal.getvalue().count("Unpacking: ") > 1, "and again when it goes on"
    far.close()


def test_beside_another_bar_it_is_told_there(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    far, bar = Unpacking(), OneBar()
    bar.begin(100, unpacking.TAKING)
    far.beside, far.unpacked = bar, 5_000_000
    far.hear()
    bar.close()
    assert "Taking files out (5 MB unpacked)" in terminal.getvalue()


def test_what_is_quick_or_not_on_a_terminal_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    Unpacking().hear()
    monkeypatch.setattr(unpacking, "_AFTER", 0)
    monkeypatch.setattr(sys, "stderr", file := StringIO())
    Unpacking().hear()
    assert terminal.getvalue() == file.getvalue() == ""


def test_it_ends_when_it_is_stopped() -> None:
    control = Control()
    far = Unpacking(control)
    far.hear()
    control.stop()
    with pytest.raises(Stopped):
        far.hear()
