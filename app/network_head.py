"""The head of a server's answer has a bound, with all that the server may say in front of it.

Python's own bounds are for a line and for the number of lines in one head. But a head may follow
others that only say that it will come (1xx, RFC 9110, section 15.2): with those a server could go
on for ever, and whoever waits for the answer would never hear of a stop. Nor has it for ever in
time, a byte now and then.
"""

import http.client
import io
import math
import socket
import time
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST = 64 << 10  # bytes of an answer in front of its body
PATIENCE = 2  # times as long as for one piece of it


class _Timed(io.RawIOBase):
    """What comes from a server. Raises TimeoutError behind `until`."""

    def __init__(self, raw: io.RawIOBase, patience: float) -> None:
        self._raw = raw
        self.until = time.monotonic() + patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        if time.monotonic() > self.until:
            raise TimeoutError("head")
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Lines(io.BufferedReader):
    """The same, by lines. Raises LineTooLong where its head does not end."""

    left = LARGEST

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        self.left -= len(line)
        if self.left < 0:
            raise http.client.LineTooLong("head")
        return line


class _Answer(http.client.HTTPResponse):
    def __init__(
        self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, url: str = ""
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        timeout = sock.gettimeout()
        patience = math.inf if timeout is None else PATIENCE * timeout
        self._patience = patience
        self._timed = _Timed(self.fp.detach(), patience)
        self.fp = self._lines = _Lines(self._timed)

    def begin(self) -> None:
        """The head of the answer proper. The body has bounds of its own."""
        super().begin()
        while _says_that_it_comes(self.status):
            self.headers = None  # type: ignore[assignment] # as it is where none was read
            super().begin()
        self._lines.left, self._timed.until = 1 << 62, math.inf

    def _read_and_discard_trailer(self) -> None:
        """Lines behind a body that came in pieces: they have the same bounds as a head."""
        self._lines.left, self._timed.until = LARGEST, time.monotonic() + self._patience
        super()._read_and_discard_trailer()  # type: ignore[misc] # its stub leaves it out


def _says_that_it_comes(status: int) -> bool:
    """Python itself knows 100 alone. Behind 101 no more of HTTP follows."""
    return 100 <= status < 200 and status != http.client.SWITCHING_PROTOCOLS


class _Plain(HTTPConnection):
    response_class = _Answer


class _Secure(HTTPSConnection):
    response_class = _Answer


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Secure


class Pools(urllib3.PoolManager):
    """The same, of connections whose answers have a head with a bound."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
