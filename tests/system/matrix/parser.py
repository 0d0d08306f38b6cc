"""Words for cases without a drive: hostile bytes, and what somebody asks of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from system.matrix.case import Given

from app.firmware import ThisComputer


class Ask(StrEnum):
    """What is done with the bytes."""

    INSPECT = "inspect"  # as the window does when a file is dropped on it
    WALK = "walk every file in it"
    UNPACK = "unpack all of it"
    XML = "read its XML"


@dataclass(frozen=True, slots=True)
class Hostile(Given):
    """The bytes that `make` makes, in a file that is called `name`."""

    make: Callable[[], bytes]
    ask: Ask = Ask.INSPECT
    name: str = "image.iso"


@dataclass(frozen=True, slots=True)
class Mutants(Given):
    """Many broken images, all of them out of one small image and one number."""

    seed: str
    count: int


@dataclass(frozen=True, slots=True)
class Listed(Given):
    """An image called image.iso, and a list of checksums beside it: `{right}` and `{md5}` in it are
    the image's own, `{wrong}` is another. What `check` says of them counts."""

    text: str
    name: str = "SHA256SUMS"
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class TakeOut(Given):
    """`stickwright extract` of all that is in the image that `make` makes, into a folder where
    `there` is already: text, or a link where it begins with "-> ". `size`: the image's file goes on
    with a hole up to so many bytes. `origin`: where it was noted to come from. What is found is all
    that is in the folder then; of a text its first word as well ("name: word")."""

    make: Callable[[], bytes]
    there: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    size: int = 0
    origin: str = ""
    with_tools: bool = False  # `make` needs mke2fs


@dataclass(frozen=True, slots=True)
class LookAt(Given):
    """The only file of an image, which is called `name`, is marked in “Look inside”: what the panel
    beside the list shows of it counts."""

    name: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Loaders(Given):
    """A stick with the programs that `files` makes, by their paths, which the tests' own keys have
    signed: in this world those are Microsoft's. `revoked` are the paths of those whose digest is on
    the published list. What is found counts, all that is told of it, and what `computer` makes of
    it where there is one ("should-boot: UEFI, Secure Boot on")."""

    files: Callable[[], dict[str, bytes]]
    revoked: tuple[str, ...] = ()
    computer: Callable[[], ThisComputer] | None = None


class Signer(StrEnum):
    """Who signed a list, and how."""

    KNOWN = "a key that the user added"
    EXPIRED = "such a key, but it has expired"
    WITHDRAWN = "such a key, but it was withdrawn"
    FUTURE = "such a key, but made in the year 2060 by our clock"
    STRANGER = "a key that nobody added, under the name of a known maker"
    TWO = "two keys at once"
    CLEAR = "a text that is signed in clear, in the place of a signature"
    NOBODY = "no signature at all"


SIGNER = "(the signer’s fingerprint)"  # what stands for it in what was said


@dataclass(frozen=True, slots=True)
class Signed(Given):
    """A list whose checksum is right, signed like this; with `changed` a line was added later."""

    by: Signer
    changed: bool = False


class Place(StrEnum):
    """Where a text can be shown."""

    WINDOW = "every label, button and tool tip of the window"
    TERMINAL = "the command line"


@dataclass(frozen=True, slots=True)
class Named(Given):
    """A drive, an image and its files that are called like this, shown in a place."""

    text: str
    place: Place


def file_name(text: str) -> str:
    """The text as far as a file can be called so."""
    return text.replace("/", "_").encode()[:200].decode(errors="ignore") or "_"
