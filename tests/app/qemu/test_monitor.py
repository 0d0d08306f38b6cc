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
