"""What was dropped, dragged or pasted: is it one file that could be an image?

The form is judged at once, without touching a disk. What the path leads to is asked by `look_at`,
on a thread of its own, for a network share may take its time.
"""

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.address import Address, address_of
from app.errors import AddressRefused
from ui.intents import Offer
from ui.suggestions import Suggestion, images_in

MOST_IN_FOLDER = 50  # images that are offered from one

_NOWHERE = Path("/dev/null")  # as the engine has it: nothing is ever found beneath it
_WEB = ("http", "https")
_FETCHED_BY_HAND = ("ftp", "ftps", "sftp")
# What browsers call a download that is not finished.
_PARTIAL = (".part", ".crdownload", ".partial", ".opdownload", ".download")


class Refusal(StrEnum):
    """Why an offer is not taken; each has its text."""

    NOTHING = "nothing"  # no file in it at all
    MANY = "many"
    FOLDER = "folder"
    REMOTE = "remote"
    SANDBOX = "sandbox"  # the desktop kept the file to itself
    DRIVE = "drive"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    GONE = "gone"
    SPECIAL = "special"  # a pipe or a socket
    AT_WORK = "at-work"  # not while a drive is written
    NO_NETWORK = "no-network"  # on the web, where a Flatpak has no way to
    TAKING_OUT = "taking-out"  # not while files are taken out of an image


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to: what speaks against it, else its size; `owner` of a file that may not
    be read, where that has a name; `images` in a folder, the newest first."""

    refusal: Refusal | None
    size: int = 0
    owner: str = ""
    images: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalKey:
    """Files that the desktop hands over when it is shown this."""

    key: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """Where an image is on the web. `plain`: that nothing protects it on its way was allowed."""

    url: str
    plain: bool = False

    @property
    def address(self) -> Address | None:
        """None for one that nobody can be asked for."""
        try:
            return address_of(self.url, plain=True)
        except AddressRefused:
            return None

    @property
    def secure(self) -> bool:
        return self.url[:6].lower() == "https:"

    @property
    def host(self) -> str:
        """As it is asked for on the network; hostile text where there is none."""
        return self.address.host if self.address is not None else self.url

    @property
    def path(self) -> Path:
        """It leads nowhere, and ends in the name of the file."""
        name = self.address.name if self.address is not None else ""
        return _NOWHERE / (name or self.host.replace("/", "_").replace("\0", "_"))

    def secured(self) -> "WebLink":
        """The same with protection, whether or not the server knows of it."""
        return WebLink(f"https{self.url[4:]}") if not self.secure else self


Judged = Path | PortalKey | WebLink | Refusal


def judge(offer: Offer) -> Judged:
    """By its form alone."""
    if offer.urls:
        return Refusal.MANY if len(offer.urls) > 1 else _of_url(offer.urls[0])
    if offer.portal_key:
        return PortalKey(offer.portal_key)
    lines = [line.strip() for line in offer.text.splitlines() if line.strip()]
    answers = [_of_text(line) for line in lines]
    if not answers:
        return Refusal.NOTHING
    if len(answers) == 1 or Refusal.NOTHING in answers:
        return answers[0]
    return Refusal.MANY


def look_at(path: Path) -> Found:
    """May wait for a disk or a network."""
    try:
        status = path.stat()
    except PermissionError:
        return Found(Refusal.UNREADABLE)
    except OSError:
        return Found(Refusal.GONE)
    if stat.S_ISDIR(status.st_mode):
        return Found(Refusal.FOLDER, images=images_in(path, MOST_IN_FOLDER))
    if stat.S_ISBLK(status.st_mode):
        return Found(Refusal.DRIVE)
    if not stat.S_ISREG(status.st_mode):
        return Found(Refusal.SPECIAL)
    if not os.access(path, os.R_OK):
        return Found(Refusal.UNREADABLE, status.st_size, _owner(status.st_uid))
    return Found(None, status.st_size)


def _of_url(url: str) -> Path | WebLink | Refusal:
    try:
        parts = urlsplit(url)
    except ValueError:
        return Refusal.SANDBOX
    if parts.scheme.lower() in _WEB:
        return WebLink(url)
    if parts.scheme.lower() in _FETCHED_BY_HAND:
        return Refusal.REMOTE
    # "smb:", "mtp:" and the like: only the file manager that made them knows the way.
    if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        return Refusal.SANDBOX
    return _of_path(unquote(parts.path, errors="surrogateescape"))


def _of_text(line: str) -> Path | WebLink | Refusal:
    start = line.lower()
    if start.startswith(("file:", *(f"{scheme}:" for scheme in (*_WEB, *_FETCHED_BY_HAND)))):
        return _of_url(line)
    if start.startswith("~/"):
        return _of_path(str(Path(line).expanduser()))
    return _of_path(line) if start.startswith("/") else Refusal.NOTHING


def _of_path(text: str) -> Path | Refusal:
    if not text.startswith("/") or "\0" in text:
        return Refusal.SANDBOX
    path = Path(text)
    return Refusal.PARTIAL if path.name.lower().endswith(_PARTIAL) else path


def _owner(user: int) -> str:
    import pwd  # here, for hardly anybody ever needs it

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return ""
