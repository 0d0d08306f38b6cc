"""An address on the web, judged by its form: nobody is asked, and nothing of what asks is loaded.

https alone, unless a plain address was allowed in so many words; no other scheme, and no names and
passwords (RFC 3986).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from app.display import for_display
from app.errors import AddressRefused

LONGEST = 4096  # characters of an address
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_KEPT = "/%:@!$&'()*+,;=~-._"  # of a path; RFC 3986, section 3.3


@dataclass(frozen=True, slots=True)
class Address:
    """A place on the web that may be asked. `host` as it is asked for on the network, so letters
    that only look like others show as “xn--…”. `shown` leaves out what may be a secret: everything
    behind a question mark."""

    url: str
    scheme: str
    host: str

    @property
    def shown(self) -> str:
        return for_display(self.url.partition("?")[0], 200)

    @property
    def name(self) -> str:
        """Of the file, "" where the address has none: the last part of its path."""
        last = unquote(urlsplit(self.url).path.rpartition("/")[2])
        return for_display(last.replace("/", "_").replace("\0", "_"), 200)


def address_of(text: str, *, plain: bool = False) -> Address:
    """`plain`: http is allowed as well. Raises AddressRefused."""
    if len(text) > LONGEST or any(ord(letter) <= 0x20 or letter == "\x7f" for letter in text):
        raise AddressRefused("it is too long, or holds blanks or control characters")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused("it is not written as one") from error
    scheme = parts.scheme.lower()
    if scheme not in ("https", "http"):
        raise AddressRefused(f"only https is fetched, not {for_display(scheme, 20) or 'this'}")
    if scheme == "http" and not plain:
        raise AddressRefused("http is neither secret nor safe from changes: allow it by name")
    if "@" in parts.netloc:
        raise AddressRefused("it holds a name or a password")
    where = _in_ascii(host) + ("" if port is None else f":{port}")
    path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=f"{_KEPT}?")
    return Address(urlunsplit((scheme, where, path, query, "")), scheme, _in_ascii(host))


def _in_ascii(host: str) -> str:
    """Raises AddressRefused for what is no name of a computer."""
    try:
        spelled = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressRefused("its host is no name of a computer") from error
    if not _HOST.fullmatch(spelled):
        raise AddressRefused("its host is no name of a computer")
    return spelled
