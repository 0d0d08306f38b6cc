"""An image on the web as a source: looked into by a few ranges, and streamed straight to the drive.

Two stacks of layers stand on one file. The upper one is for looking and fetches no more than 4 MB;
the other is streamed, in one go from its first byte to its last, and so unpacks without an index.
What needs to be read here and there cannot be written from the web, and is refused at once.
"""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.address import address_of
from app.errors import NotReached, UnsupportedImage
from app.formats.binary import Reader
from app.network import Client
from app.sources import peel, streamed
from app.sources.glance import GlanceLayer
from app.sources.layer import Layer
from app.sources.layers import VIRTUAL_DISKS, recognise
from app.sources.passing import Contents, Taker
from app.sources.source import NOWHERE, FileIdentity, Stream, lacks_index
from app.sources.web_file import WebFile

FETCH_FIRST = "Download it first, then write the file."
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, eq=False)
class WebSource:
    """A `Source`, and a `Remote` one. `seen` is the image for whoever looks, `image` the same for
    whoever writes."""

    file: WebFile
    layers: tuple[str, ...]
    member: str | None
    seen: Layer
    image: Layer

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def path(self) -> Path:
        return NOWHERE / self.file.name

    @property
    def host(self) -> str:
        """Where it really comes from, behind all redirections."""
        return self.file.address.host

    @property
    def size(self) -> int | None:
        return self.seen.size

    @property
    def identity(self) -> FileIdentity:
        """No file of this computer has the like: a device 0, and a number made of what the file is
        known by."""
        known = f"{self.file.address.host}\n{self.file.name}\n{self.file.told.mark}"
        number = int.from_bytes(hashlib.sha256(known.encode()).digest()[:6], "big")
        return FileIdentity(0, number, self.file.size, 0)

    @property
    def whole(self) -> bool:
        """Whether all of the file is fetched when the image is, so that it can be summed up or
        kept."""
        return self.member is None

    @property
    def lacks_index(self) -> bool:
        return lacks_index(self.seen)

    def pass_to(self, takers: Sequence[Taker], contents: Contents | None = None) -> None:
        """Who is told of the file's bytes on their way, and who of what is packed in it. Before
        anything is streamed."""
        self.file.pass_to(takers, contents)

    def stream(self, start: int = 0) -> Stream:
        stream = streamed(self.image, self.layers, start, self.size)
        return self.file.passage.telling(stream, start, self.size)

    def look(self) -> Reader:
        return self.seen.look()


def open_web(
    text: str,
    member: str | None = None,
    *,
    plain: bool = False,
    stopped: threading.Event | None = None,
) -> WebSource:
    """The image at an address. `plain`: http is allowed as well. Once `stopped` is set nobody is
    asked any more. Raises AddressRefused, NotFetched, Stopped, and what `open_source` raises."""
    address = address_of(text, plain=plain)
    client = Client(plain=plain, stopped=stopped)
    return opened(WebFile(client, address, address.name or address.host), member)


def composed_of_files() -> UnsupportedImage:
    """For an installer of Windows: its stick is not written from its first byte to its last."""
    return UnsupportedImage(
        "A Windows stick is composed of the installer’s files, which have to be on this computer.",
        FETCH_FIRST,
    )


def only_a_part() -> UnsupportedImage:
    """For an image of an archive, where all of that is wanted."""
    return UnsupportedImage(
        "Of an archive only a part is fetched: it can be neither kept nor summed up.", FETCH_FIRST
    )


def opened(file: WebFile, member: str | None = None) -> WebSource:
    """Raises UnsupportedImage, ManyImages."""
    _demand_no_page(file)
    try:
        seen = peel(GlanceLayer(file.glance), member, to_end=False)
        if not VIRTUAL_DISKS.isdisjoint(seen.layers):
            raise _other_kind()
        image = peel(file, member, to_end=False)
    except NotReached as error:
        raise _not_opened() from error
    file.looking = False
    if (image.layers, image.member) != (seen.layers, seen.member):
        raise _other_kind()
    of_archive = seen.member is not None and not file.glance.direct
    if of_archive or (not seen.layers and recognise(seen.image) is not None):
        raise _not_opened()
    return WebSource(file, seen.layers, seen.member, seen.image, image.image)


def _not_opened() -> UnsupportedImage:
    return UnsupportedImage("This archive can’t be opened from the web.", FETCH_FIRST)


def _other_kind() -> UnsupportedImage:
    return UnsupportedImage("This kind of file can’t be written from the web.", FETCH_FIRST)


def _demand_no_page(file: WebFile) -> None:
    """A page where a file was expected: a list of mirrors, a question, an error of the server."""
    start = file.glance.read_at(0, 1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if file.told.media in _PAGES and start.startswith(b"<"):
        raise UnsupportedImage(
            f"{file.address.host} sent a web page, and no disk image.",
            "Look for the address of the file itself.",
        )
