"""What QEMU's monitor may answer, and what nobody has to understand."""

import json
import os
import socket

import pytest

from app.errors import ToolError
from app.qemu.monitor import Monitor

AGREED = b'{"QMP": {}}\n{"return": {}}\n'


def answered(answer: bytes) -> bytes:
    """The picture, by this answer to the question for it; the connection is closed then."""
    ours, its = socket.socketpair()
    fd = os.memfd_create("screen")
    try:
        with ours, its:
            its.sendall(AGREED + answer)
            its.shutdown(socket.SHUT_WR)
            return Monitor(ours, fd).picture()
    finally:
        os.close(fd)


def test_events_come_between() -> None:
    assert answered(b'{"event": "STOP"}\n{"return": {}}\n') == b""


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b'{"error": {"class": "GenericError", "desc": "no screen"}}\n', r"\(no screen\)"),
        (b'{"error": "no screen"}\n', "never does"),
        (b"[]\n", "never does"),
        (b"7\n", "never does"),
        (b"{}\n", "never does"),
        (b"what?\n", "Expecting value"),
        (b"\xff\n", "decode"),
        (b"[" * 100_000 + b"\n", "recursion"),
        (b"", "closed the connection"),
        (json.dumps({"return": {}}).encode(), "closed the connection"),
    ],
)
def test_nonsense_is_an_error(answer: bytes, why: str) -> None:
    with pytest.raises(ToolError, match=f"its monitor does not answer .*{why}"):
        answered(answer)


SHUTDOWN = b'{"event": "SHUTDOWN", "data": {"guest": %s, "reason": "%s"}}\n'


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("why", ["host-signal", "guest-reset", "guest-shutdown"])
def test_why_it_ended(why: str, asked: bool) -> None:
    """Told behind the last answer, or before it."""
    event = SHUTDOWN % (b"false", why.encode())
    ours, its = socket.socketpair()
    fd = os.memfd_create("screen")
    try:
        with ours, its:
            its.sendall(AGREED + (event if asked else b"") + b'{"return": {}}\n' + event)
            its.shutdown(socket.SHUT_WR)
            monitor = Monitor(ours, fd)
            monitor.picture()
            assert monitor.why_it_ended() == why
    finally:
        os.close(fd)


@pytest.mark.parametrize(
    "said",
    [b"", b"what?\n", b"[]\n", b'{"event": "STOP"}\n', b'{"event": "SHUTDOWN"}\n', b"7"],
)
def test_one_that_does_not_tell_why_it_ended(said: bytes) -> None:
    ours, its = socket.socketpair()
    with ours, its:
        its.sendall(said)
        its.shutdown(socket.SHUT_WR)
        assert Monitor(ours, -1).why_it_ended() == ""
