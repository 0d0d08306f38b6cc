"""What comes out of a port of the machine."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from app.qemu.guest import Ear

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, its = socket.socketpair()
    with ours, its:
        yield ours, its


def test_what_was_said_is_heard_though_who_listens_is_kept_from_it(pair: Pair) -> None:
    """Or a picture would be of later than the words beside it."""
    ours, its = pair
    ear = Ear(ours)
    its.sendall(b"SeaBIOS\n" * 1000)
    assert ear.text == "SeaBIOS\n" * 1000
    its.sendall(b"Booting\xff")
    assert ear.text.endswith("SeaBIOS\nBooting\ufffd")


def test_it_is_heard_once(pair: Pair) -> None:
    """Whoever takes it."""
    ours, its = pair
    ear = Ear(ours)
    listening = Thread(target=ear.listen)
    listening.start()
    said = ""
    for number in range(2000):
        its.sendall(b"%d\n" % number)
        said += f"{number}\n"
        assert ear.text == said
    its.close()
    listening.join(60)
    assert not listening.is_alive()
    assert ear.text == said


def test_one_that_is_shut_ends(pair: Pair) -> None:
    ours, _ = pair
    ear = Ear(ours)
    listening = Thread(target=ear.listen)
    listening.start()
    ours.shutdown(socket.SHUT_RDWR)
    listening.join(60)
    assert not listening.is_alive()
    ours.close()
    assert ear.text == ""


def test_one_that_never_ends_is_heard_in_part(pair: Pair) -> None:
    ours, its = pair
    ear = Ear(ours)
    listening = Thread(target=ear.listen)
    listening.start()
    its.sendall(b"A" * (4 << 20))
    its.close()
    listening.join(60)
    assert not listening.is_alive()
    assert 256 << 10 <= len(ear.text) < 1 << 20
