"""Where a file came from, as whoever downloaded it noted: the extended attributes
`user.xdg.origin.url` and `user.xdg.referrer.url` (freedesktop.org, "Common extended attributes").

A fact to be shown and no more: anybody who can write the file can write them, and they are hostile
text. What an address carries of names and passwords, or of keys behind its question mark, is
nobody's business and left out.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.display import for_display

_ORIGIN, _REFERRER = "user.xdg.origin.url", "user.xdg.referrer.url"
_LONGEST = 4096  # bytes that are read, as the kernel allows 64 KiB
_SHOWN = 200  # characters
_KNOWN = ("http", "https", "ftp", "ftps", "sftp", "smb", "file")


@dataclass(frozen=True, slots=True)
class Origin:
    """Addresses fit to be shown, empty where none was noted; `host` of the first."""

    url: str
    referrer: str
    host: str


def origin_of(path: Path) -> Origin | None:
    """None where nothing was noted, or nothing that is an address."""
    url, referrer = _noted(path, _ORIGIN), _noted(path, _REFERRER)
    shown, host = _shown(url)
    page, page_host = _shown(referrer)
    return Origin(shown, page, host or page_host) if shown or page else None


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the attributes, as it stands there: for what is taken out of a file."""

    name: str
    value: bytes


def marks_of(path: Path) -> tuple[Mark, ...]:
    noted = ((name, _raw(path, name)) for name in (_ORIGIN, _REFERRER))
    return tuple(Mark(name, value) for name, value in noted if value)


def mark(fd: int, noted: Mark) -> None:
    """Note it at another file too, where the file system can."""
    with suppress(OSError):
        os.setxattr(fd, noted.name, noted.value)


def _raw(path: Path, name: str) -> bytes:
    try:
        return os.getxattr(path, name)[:_LONGEST]
    except OSError:  # none there, or a file system that has none
        return b""


def _noted(path: Path, name: str) -> str:
    return _raw(path, name).decode("utf-8", "replace")


def _shown(url: str) -> tuple[str, str]:
    """The address without what is secret in it, and its host."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "", ""
    if parts.scheme.lower() not in _KNOWN:
        return "", ""
    host = _spelled(host)
    where = f"[{host}]" if ":" in host else host
    place = f"{where}:{port}" if port is not None else where
    shown = f"{parts.scheme.lower()}://{place}{parts.path}"
    return for_display(shown, _SHOWN), for_display(host)


def _spelled(host: str) -> str:
    """A host with letters that look like others is shown as it is asked for on the network."""
    try:
        return host.encode("ascii").decode()
    except UnicodeEncodeError:
        pass
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
