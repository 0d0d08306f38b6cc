"""Who hears signals, as long as something goes on, and who does so behind it."""

import signal
from collections.abc import Iterator

import pytest

from app.signals import heeding


@pytest.fixture
def terminal() -> Iterator[list[int]]:
    """Who hears here that the terminal was closed, as long as nobody else does."""
    heard: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _: heard.append(number))
    yield heard
    signal.signal(signal.SIGHUP, before)


def test_signals_are_heeded_meanwhile(terminal: list[int]) -> None:
    heard: list[int] = []
    before = [signal.getsignal(each) for each in (signal.SIGUSR1, signal.SIGHUP)]
    with heeding(lambda number, _: heard.append(number), signal.SIGUSR1):
        signal.raise_signal(signal.SIGUSR1)
        signal.raise_signal(signal.SIGHUP)
    assert heard == [signal.SIGUSR1, signal.SIGHUP]
    assert [signal.getsignal(each) for each in (signal.SIGUSR1, signal.SIGHUP)] == before
    signal.raise_signal(signal.SIGHUP)
    assert terminal == [signal.SIGHUP]


@pytest.mark.usefixtures("terminal")
def test_what_shall_outlive_its_terminal_does_so() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup(1) does
    with heeding(lambda number, _: heard.append(number), signal.SIGUSR1):
        signal.raise_signal(signal.SIGHUP)
    assert heard == []
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
