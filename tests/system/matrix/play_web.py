"""Plays writes of images that come from the web: a server on this computer, which does what the
case says, and the command in a process of its own."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from support_images import image_bytes
from support_web import Page, Site, authority, serving
from system.matrix.case import Left, Seen
from system.matrix.host import LENGTH, MIB, STICK, Fetch, Server
from system.matrix.play_write import AUTHORITY, OLD, ended, running
from system.sticks.promises import Bystanders

CUT = 3 * MIB  # bytes after which a connection breaks
CONTENT = image_bytes(LENGTH, "web")
NAME = "/image.iso"
HTTPS, HTTP = "https:", "http:"


def play(given: Fetch, folder: Path) -> Seen:
    stick, beside = folder / "stick.img", folder / "beside.img"
    for each in (stick, beside):
        each.write_bytes(OLD * (STICK // len(OLD)))
    before = Bystanders.of(beside)
    if given.server is not Server.UNKNOWN:
        (folder / AUTHORITY).write_bytes(authority())
    with address(given.server) as url:
        words = WORDS.get(given.server, ())
        command = ["-m", "app", "write", "--yes", "--json", *words, url, stick]
        with running(command, folder) as process:
            over = ended(process)
    left = sorted(path.name for path in folder.iterdir() if path.suffix == ".part")
    assert not left, "a part of the download is left on the disk"
    return Seen(over.outcome, left_in(stick), over.text, not before.changed())


WORDS = {Server.OF_OTHERS: ("--checksum", "0" * 64)}


def left_in(stick: Path) -> Left:
    data = stick.read_bytes()
    if data.startswith(CONTENT + bytes(-LENGTH % 512)):
        return Left.IMAGE
    if data == OLD * (STICK // len(OLD)):
        return Left.UNTOUCHED
    return Left.OTHER if any(data[:512]) else Left.BLANK_HEAD


@contextmanager
def address(server: Server) -> Iterator[str]:
    """Of the image, on a server that does so."""
    host = "example.org" if server is Server.OF_ANOTHER_HOST else "localhost"
    plain = server is Server.PLAIN
    with serving(host=host, old=server is Server.EXPIRED, tls=not plain) as site:
        url = site.put(NAME, PAGES.get(server, Page)(CONTENT))
        if plain:
            url = url.replace(HTTPS, HTTP)
        if server is Server.TO_ME:
            url = url.replace("//", "//me:secret@")
        if server is Server.NOTHING:
            del site.pages[NAME]
        if server is Server.ENDLESS:
            url = site.put("/image.iso.gz", Page(gzip.compress(CONTENT + bytes(STICK), 1)))
        yield sent_on(server, site) or url


def sent_on(server: Server, site: Site) -> str:
    """The address from which it sends on; "" where it does not."""
    hops = {Server.FIVE_TIMES: 5, Server.SIX_TIMES: 6}.get(server, 0)
    for hop in range(1, hops + 1):
        site.moved[f"/{hop}"] = site.url(f"/{hop - 1}" if hop > 1 else NAME)
    if hops:
        return site.url(f"/{hops}")
    leads = {
        Server.TO_PLAIN: site.url(NAME).replace(HTTPS, HTTP),
        Server.TO_A_FILE: "file:///etc/passwd",
        Server.TO_FTP: "ftp://localhost/image.iso",
        Server.TO_A_USER: site.url(NAME).replace("//", "//me:secret@"),
        Server.IN_A_CIRCLE: site.url("/here"),
    }
    if server not in leads:
        return ""
    site.moved["/here"] = leads[server]
    return site.url("/here")


Change = Callable[[Page], None]


def _broken_once(change: Change, *, if_range: bool = True) -> Callable[[bytes], Page]:
    """It changes as soon as its connection has broken."""

    def look(page: Page) -> None:
        if not page.cuts:
            change(page)

    return lambda data: Page(data, cuts=[CUT], if_range=if_range, before=look)


def _other(page: Page) -> None:
    page.tag, page.data = '"two"', image_bytes(LENGTH, "another one")


def _shorter(page: Page) -> None:
    page.data = CONTENT[: LENGTH - MIB]


def _shown_first(data: bytes) -> Page:
    """The first look gets what it shows; every later one is of other bytes."""
    seen: list[Page] = []

    def look(page: Page) -> None:
        if seen:
            page.data = data[:1000] + b"!" + data[1001:]
        seen.append(page)

    return Page(data, before=look)


def _saying(**lines: str | None) -> Callable[[bytes], Page]:
    """The whole file at once, under a head with these lines."""
    lies: dict[str, str | None] = {"Connection": "close"}
    lies |= {name.replace("_", "-"): text for name, text in lines.items()}
    return lambda data: Page(data, ranges=False, lies=lies)


def _sending(body: bytes) -> Callable[[bytes], Page]:
    """That, under a head of which the length is right."""
    lies: dict[str, str | None] = {"Content-Length": str(LENGTH), "Connection": "close"}
    return lambda data: Page(data, ranges=False, body=body, lies=lies)


PAGES: dict[Server, Callable[[bytes], Page]] = {
    Server.BREAKS: lambda data: Page(data, cuts=[CUT, 0, CUT]),
    Server.BREAKS_FOR_GOOD: lambda data: Page(data, cuts=[CUT, *[0] * 20]),
    Server.WITHOUT_RANGES: lambda data: Page(data, cuts=[CUT], ranges=False),
    Server.GIANT_HEAD: _saying(X_Long="x" * (70 << 10)),
    Server.ENCODED: _saying(Content_Encoding="gzip"),
    Server.NO_LENGTH: _saying(Content_Length=None),
    Server.TOO_LITTLE: _sending(CONTENT[:-MIB]),
    Server.TOO_MUCH: _sending(CONTENT + image_bytes(MIB, "more")),
    Server.A_TEBIBYTE: _saying(Content_Length=str(1 << 40)),
    Server.ANOTHER_PART: lambda data: Page(data, lies={"Content-Range": f"bytes 7-9/{len(data)}"}),
    Server.CHANGES: _broken_once(_other),
    Server.CHANGES_UNASKED: _broken_once(_other, if_range=False),
    Server.SHORTER: _broken_once(_shorter),
    Server.OTHER_BYTES: _shown_first,
    Server.PAGE: lambda _: Page(b"<html>Choose a mirror", lies={"Content-Type": "text/html"}),
}
