"""The only place that opens a socket to the internet, and only when somebody names an address.

One question, one answer: `Client.get` asks for a file or a range of it and follows redirections;
`Answer` hands out its bytes. What is checked holds for every hop: https alone unless a plain
address was allowed in so many words, and never back from https to http; no other scheme, no names
and passwords in an address; at most five redirections; a certificate that this computer trusts; a
head of at most 64 KiB; bytes as they lie on the server, in no other encoding; and a length that
agrees with itself. What a server sends behind the length it announced is never read (RFC 9112,
section 6.3). Proxies that the environment names are not asked.
"""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.exceptions import SSLError as TlsError

from app.address import Address, address_of
from app.display import for_display
from app.errors import AddressRefused, NotFetched, Stopped
from app.network_head import Pools

MOST_HOPS = 5
CONNECT, STALL = 20.0, 30.0  # seconds: to be connected, and between two pieces
_MOVED = (301, 302, 303, 307, 308)
_PASSING = (408, 429, 500, 502, 503, 504)  # RFC 9110, section 15: another try may help
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
# RFC 9110, section 8.8.2.2 asks for a second between the two; older texts asked for a minute.
_SETTLED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says of its file. The body is `length` bytes from `start` of `total`. `mark`
    is a strong validator (RFC 9110, section 8.8), "" where there is none: two answers with one mark
    are of the same bytes. `media` is what the server takes the file for."""

    start: int
    length: int
    total: int
    mark: str
    media: str
    partial: bool


class Answer:
    """One body, to be read once, from one thread."""

    def __init__(self, address: Address, told: Told, response: urllib3.BaseHTTPResponse) -> None:
        self.address = address
        self.told = told
        self._response = response
        self._left = told.length

    def readinto(self, view: memoryview) -> int:
        """Some bytes; 0 at the end. Raises NotFetched, `passing` when the connection broke."""
        wanted = min(len(view), self._left)
        if not wanted:
            return 0
        try:
            data = self._response.read1(wanted, decode_content=False)
        except (HTTPError, OSError) as error:
            raise _not_fetched(self.address, error) from error
        if not data:
            raise NotFetched(self.address.host, "the connection broke", passing=True)
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def close(self) -> None:
        """What was not read is not waited for."""
        self._response.close()


class Client:
    """Asks servers. `plain`: http is allowed as well. Once `stopped` is set nobody is asked any
    more. For several threads."""

    def __init__(
        self,
        *,
        plain: bool = False,
        connect: float = CONNECT,
        stall: float = STALL,
        stopped: threading.Event | None = None,
    ) -> None:
        self.plain = plain
        self._stopped = stopped or threading.Event()
        self._pools = Pools(
            ssl_context=ssl.create_default_context(),
            timeout=urllib3.Timeout(connect=connect, read=stall),
            retries=False,
            maxsize=4,
        )

    def get(
        self, address: Address, start: int = 0, stop: int | None = None, mark: str = ""
    ) -> Answer:
        """The bytes from `start` to `stop`; without a `stop` to the end, and all of them where
        neither was named. A server that hands out no ranges answers with the whole file, and so
        does one whose file has another `mark`. Raises AddressRefused, NotFetched, Stopped."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "stickwright"}
        if start or stop is not None:
            headers["Range"] = f"bytes={start}-{'' if stop is None else stop - 1}"
            if mark:
                headers["If-Range"] = mark
        response, address = self._followed(address, headers)
        try:
            told = _told(address, response, start, stop)
        except NotFetched:
            response.close()
            raise
        return Answer(address, told, response)

    def _followed(
        self, address: Address, headers: Mapping[str, str]
    ) -> tuple[urllib3.BaseHTTPResponse, Address]:
        seen = {address.url}
        for _ in range(MOST_HOPS + 1):
            response = self._asked(address, headers)
            if response.status not in _MOVED:
                return response, address
            response.close()
            address = self._next(address, response.headers.get("Location", ""))
            if address.url in seen:
                raise AddressRefused("it leads round in a circle")
            seen.add(address.url)
        raise AddressRefused(f"it leads on more than {MOST_HOPS} times")

    def _next(self, address: Address, location: str) -> Address:
        """Where a redirection leads. Raises AddressRefused."""
        if not location:
            raise NotFetched(address.host, "it sends us on, and does not say where")
        try:
            there = urljoin(address.url, location)
        except ValueError as error:
            raise AddressRefused("it leads to what is no address") from error
        try:
            return address_of(there, plain=self.plain and address.scheme == "http")
        except AddressRefused as error:
            raise AddressRefused(f"it leads to another one, and {error.why}") from error

    def _asked(self, address: Address, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        if self._stopped.is_set():
            raise Stopped
        try:
            response = self._pools.request(
                "GET",
                address.url,
                headers=headers,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        except (HTTPError, OSError) as error:
            raise _not_fetched(address, error) from error
        return response


def _told(
    address: Address, response: urllib3.BaseHTTPResponse, start: int, stop: int | None
) -> Told:
    """What the head says, if it agrees with itself and with what was asked. Raises NotFetched."""
    if response.status not in (200, 206):
        raise NotFetched(
            address.host, _in_words(response.status), passing=response.status in _PASSING
        )
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise NotFetched(address.host, "it sends the file in another encoding than was asked for")
    said = response.headers.get("Content-Length", "")
    length = int(said) if re.fullmatch(r"\d{1,18}", said) else None
    first, total = 0, length
    if response.status == 206:
        found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        if found is None:
            raise NotFetched(address.host, "it does not say which part of the file it sends")
        first, last, total = (int(number) for number in found.groups())
        asked = total if stop is None else min(stop, total)
        if (first, last + 1) != (start, asked) or length not in (None, last + 1 - first):
            raise NotFetched(address.host, "it sends another part of the file than was asked for")
        length = last + 1 - first
    if length is None or total is None:
        raise NotFetched(address.host, "it does not say how long the file is")
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    mark = _mark(response.headers)
    return Told(first, length, total, mark, media, partial=response.status == 206)


def _mark(headers: Mapping[str, str]) -> str:
    """A strong validator: an entity tag, or a time of change that is long past."""
    if (tag := headers.get("ETag", "").strip()) and re.fullmatch(r'"[\x21\x23-\x7e]*"', tag):
        return tag
    modified, now = headers.get("Last-Modified", ""), headers.get("Date", "")
    changed, asked = _time(modified), _time(now)
    if changed is not None and asked is not None and asked - changed >= _SETTLED:
        return modified
    return ""


def _time(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _in_words(status: int) -> str:
    match status:
        case 101:
            return "it goes over to another protocol, for which it was not asked"
        case 401 | 403:
            return "it does not hand the file out"
        case 404 | 410:
            return "there is no such file"
        case 416:
            return "the file is empty, or shorter than it was"
        case _:
            return f"it answers with error {status}"


def _not_fetched(address: Address, error: Exception) -> NotFetched:
    match error:
        case TlsError():
            return _of_tls(address, error)
        case NameResolutionError():
            return NotFetched(address.host, "no computer of this name is found", passing=True)
        case NewConnectionError():  # one of the kind below, to urllib3
            return NotFetched(address.host, "it can’t be reached", passing=True)
        case ConnectTimeoutError() | ReadTimeoutError():
            return NotFetched(address.host, "it does not answer", passing=True)
        case _ if "LineTooLong" in repr(error) or "got more than" in str(error):
            return NotFetched(address.host, "the head of its answer is too large")
        case _:
            return NotFetched(address.host, "the connection broke", passing=True)


def _of_tls(address: Address, error: TlsError) -> NotFetched:
    """A certificate stays as it is; a record that was bent on its way may come right next time."""
    reason = error.args[0] if error.args else error
    said = getattr(reason, "verify_message", "") or getattr(reason, "reason", "") or "unknown"
    why = for_display(str(said).rstrip("."), 200)
    if isinstance(reason, ssl.SSLError) and not isinstance(reason, ssl.SSLCertVerificationError):
        why = f"the protected connection failed: {why}"
        return NotFetched(address.host, why, passing=True)
    return NotFetched(address.host, f"its certificate is not good: {why}")
