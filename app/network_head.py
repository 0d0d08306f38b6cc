"""The head of a server's answer has a bound, with all that the server may say in front of it.

Python's own bounds are for a line and for the number of lines in one head. But a head may follow
others that only say that it will come (1xx, RFC 9110, section 15.2): with those a server could go
on for ever, and whoever waits for the answer would never hear of a stop.
"""

import http.client
import io
import socket
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

LARGEST = 64 << 10  # bytes of an answer in front of its body


class _Lines(io.BufferedReader):
    """What comes from a server. Raises LineTooLong where its head does not end."""

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
        self._lines = _Lines(self.fp.detach())
        self.fp = self._lines

    def begin(self) -> None:
        super().begin()
        self._lines.left = 1 << 62  # the body has a bound of its own


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
