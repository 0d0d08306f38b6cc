"""What was published for an image, found and compared: search first, then judge.

Searching reads small files only and asks gpgv; comparing reads the image to its end. Nothing is
guessed: lists that disagree are an answer of their own, and so is a list that does not mention the
image.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.checksums import beside, lines
from app.checksums.algorithm import Algorithm, algorithms_of
from app.checksums.beside import Candidate, candidates, names_of
from app.checksums.hashing import Digests, Step, digest
from app.checksums.keyring import keyring_file
from app.checksums.lines import Line
from app.checksums.signature import (
    UNSIGNED,
    Signature,
    Standing,
    check_clear,
    check_detached,
)
from app.errors import CorruptImage
from app.formats import openpgp
from app.sources.source import Source

MOST_PUBLISHED = 32  # checksums of one image; honest folders have a handful
MOST_READ = 2 * lines.LARGEST  # bytes of all lists together; honest ones have some kilobytes


@dataclass(frozen=True, slots=True)
class Published:
    """A checksum that somebody published. `algorithms` are the kinds that it may be. `file` is the
    list that it stands in, empty for one that the user gave; `text` is line `number` of it, which
    is hostile text like the name of the file."""

    digest: str
    algorithms: tuple[Algorithm, ...]
    file: str = ""
    number: int = 0
    text: str = ""
    signature: Signature = UNSIGNED


@dataclass(frozen=True, slots=True)
class Unread:
    """A list that could not be taken as one."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found. `silent` are lists that should mention the image and do not."""

    published: tuple[Published, ...] = ()
    silent: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


class Verdict(StrEnum):
    MATCHES = "matches"
    DIFFERS = "differs"
    CONTRADICTORY = "contradictory"  # one matches, another does not, and both are for this image


@dataclass(frozen=True, slots=True)
class Compared:
    """One checksum beside the image. `of` is "file" or "image", whichever it is of, and empty when
    it is of neither."""

    published: Published
    of: str
    algorithm: Algorithm

    @property
    def matches(self) -> bool:
        return bool(self.of)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was published, compared. Ask for a verdict only when there is something."""

    compared: tuple[Compared, ...]
    digests: Digests

    @property
    def verdict(self) -> Verdict:
        matching = {each.matches for each in self.compared}
        if len(matching) > 1:
            return Verdict.CONTRADICTORY
        return Verdict.MATCHES if True in matching else Verdict.DIFFERS

    @property
    def wrong(self) -> bool:
        """Whether the image differs from something that was published for it."""
        return any(not each.matches for each in self.compared)

    @property
    def best(self) -> Compared:
        """The one that says most: of those that do not match the first, else one with a good
        signature, else the strongest kind."""
        wrong = next((each for each in self.compared if not each.matches), None)
        return wrong or max(self.compared, key=_weight)

    @property
    def weak(self) -> bool:
        """Whether all that match are of kinds that can be forged."""
        return all(each.algorithm.weak for each in self.compared if each.matches)

    @property
    def forged(self) -> bool:
        """Whether a list that it was compared with is not what was signed."""
        return any(_is_bad(each.published.signature) for each in self.compared)


def given(text: str, names: tuple[str, ...] = ()) -> Published | None:
    """A checksum that the user typed or pasted, perhaps in groups of digits, in a line of a list,
    or in a whole list where one line is about one of the `names`; None when it is none."""
    digest = "".join(text.split()).lower()
    if kinds := algorithms_of(digest):
        return Published(digest, kinds)
    sums = lines.parse(text.encode("utf-8", "surrogateescape"))
    if isinstance(sums, str):
        return None
    about = sums.about(*names) or (sums.lines if len(sums.lines) == 1 else ())
    if len({line.digest for line in about}) != 1:
        return None
    return Published(about[0].digest, about[0].algorithms)


def search(source: Source, keyring: Path | None = None) -> Search:
    """In the folder of the image. Reads lists of at most a MiB, and never raises: what cannot be
    read is said."""
    return _gathered(candidates(source), names_of(source), keyring or keyring_file())


def search_in(file: Path, source: Source, keyring: Path | None = None) -> Search:
    """In one list that the user named."""
    return _gathered([beside.candidate(file)], names_of(source), keyring or keyring_file())


def compare(
    source: Source, published: tuple[Published, ...], also: Iterable[Algorithm] = ()
) -> Generator[Step, None, Comparison]:
    """Reads the image once, for everything published and what is wanted `also`. Raises
    ImageUnreadable, ImageChanged."""
    kinds = dict.fromkeys([*(kind for each in published for kind in each.algorithms), *also])
    sums = yield from digest(source, list(kinds), [each.digest for each in published])
    return judge(published, sums)


def judge(published: Iterable[Published], digests: Digests) -> Comparison:
    """With sums that are known already."""
    return Comparison(tuple(_compared(each, digests) for each in published), digests)


def known(published: Iterable[Published], digests: Digests) -> bool:
    """Whether `judge` can answer: every kind was summed up, for the image too, or what was summed
    up is enough."""
    return all(
        digests.matching(each.digest, each.algorithms)[0]
        or set(each.algorithms) <= set(digests.file) & set(digests.image)
        for each in published
    )


def _compared(published: Published, digests: Digests) -> Compared:
    of, kind = digests.matching(published.digest, published.algorithms)
    return Compared(published, of, kind or published.algorithms[0])


def _weight(each: Compared) -> tuple[bool, bool, int]:
    by_hand = not each.published.file
    return each.published.signature.good, by_hand, list(Algorithm).index(each.algorithm)


def _is_bad(signature: Signature) -> bool:
    return signature.standing is Standing.BAD


def _gathered(files: Iterable[Candidate], names: tuple[str, ...], keyring: Path) -> Search:
    published: list[Published] = []
    silent, unread = [], []
    left = MOST_READ
    for file in files:
        found = _read(file, left)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        left -= len(found.data)
        about = found.sums.about(*names) or (found.sums.bare if file.own else ())
        if about:
            signature = _signature(file, found, keyring)
            published += [_published(line, file, signature) for line in _different(about)]
        elif file.own or (file.whole and found.sums.lines):
            silent.append(file.path.name)
    return Search(tuple(published[:MOST_PUBLISHED]), tuple(silent), tuple(unread))


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it was read. `signed` is the part that is signed in clear, if it is."""

    data: bytes
    signed: bytes | None
    sums: lines.Sums


def _read(file: Candidate, most: int) -> _List | Unread:
    name = file.path.name
    try:
        data = _bytes(file.path)
        if most < len(data) <= lines.LARGEST:
            return Unread(name, "there are more lists here than are read")
        signed = openpgp.signed_text(data) if openpgp.is_signed_in_clear(data) else None
    except OSError as error:
        return Unread(name, (error.strerror or str(error)).lower())
    except CorruptImage as error:
        return Unread(name, error.why)
    sums = lines.parse(data if signed is None else signed, name)
    return Unread(name, sums) if isinstance(sums, str) else _List(data, signed, sums)


def _bytes(path: Path) -> bytes:
    """One more than a list may have, so that a longer one shows."""
    with path.open("rb") as file:
        return file.read(lines.LARGEST + 1)


def _different(about: tuple[Line, ...]) -> Iterable[Line]:
    """The same checksum twice is one."""
    return {(line.digest, line.algorithms): line for line in reversed(about)}.values()


def _published(line: Line, file: Candidate, signature: Signature) -> Published:
    return Published(
        line.digest, line.algorithms, file.path.name, line.number, line.text, signature
    )


def _signature(file: Candidate, found: _List, keyring: Path) -> Signature:
    if found.signed is not None:
        return check_clear(found.data, found.signed, file.path.name, keyring)
    if file.signature is None:
        return UNSIGNED
    name = file.signature.name
    try:
        signature = _bytes(file.signature)
    except OSError as error:
        return Signature(Standing.UNCLEAR, file=name, why=error.strerror or str(error))
    return check_detached(found.data, signature, name, keyring)
