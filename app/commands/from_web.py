"""What a command does with an address in place of a file: the image is looked into by ranges, and
on its way to the drive it is summed up, and kept where that was asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.checksums.comparison import Published, Search, search_list
from app.checksums.comparison import given as given_sum
from app.checksums.passing import SummedUp
from app.checksums.signature import Standing
from app.commands.composing import Made, composes
from app.commands.ends import untouched
from app.commands.published import in_words, signature_in_words
from app.commands.rest_of_stick import asked_for
from app.commands.web_words import is_address
from app.display import for_display
from app.errors import NotFetched, UnsupportedImage, UsageError
from app.events import Warned
from app.inspection import inspect
from app.network import Address, Client, address_of
from app.plan import demand_whole
from app.sources.kept import Kept
from app.sources.web import FETCH_FIRST, WebSource, open_web
from app.sources.web_file import fetch

if TYPE_CHECKING:
    from app.report import Report
    from app.sources.passing import Taker

_SIGNATURES = (".asc", ".gpg", ".sig", ".sign")
_LARGEST = (1 << 20) + 1  # bytes of a list that are fetched: one more than may be read


@contextmanager
def fetched(given: Namespace) -> Iterator[tuple[Made, list[Warned]]]:
    """The image for a write, and what is worth saying beforehand; what is fetched meanwhile is
    summed up and kept. Raises AddressRefused, NotFetched, UnsupportedImage, ManyImages, NotKept,
    UsageError and what refuses an image, with nothing touched."""
    with untouched():
        source = web_source(given)
        report = inspect(source)
        demand_whole(report)
        _demand_in_order(report, given)
        published = _published(source, given)
        if (given.keep or published) and not source.whole:
            raise UnsupportedImage(
                "Of an archive only a part is fetched: it can be neither kept nor summed up.",
                FETCH_FIRST,
            )
        sums = SummedUp(source.name, published)
        takers: list[Taker] = [sums] if published else []
        if given.keep:
            takers.append(Kept(Path(given.keep), source.file.address, source.file.size))
        source.pass_to(takers)
    try:
        if not given.json:
            print("\n".join(_announced(source, published)))
        yield Made(source, report), _worth_saying(given, published)
    finally:
        source.file.give_up()
    if sums.comparison is not None and not given.json:
        print("\n".join(line for each in sums.comparison.compared for line in in_words(each)))


def web_source(given: Namespace) -> WebSource:
    """Raises AddressRefused, NotFetched, UnsupportedImage, ManyImages."""
    return open_web(given.image, given.member, plain=given.allow_http)


def _demand_in_order(report: Report, given: Namespace) -> None:
    """Raises UnsupportedImage for what is not written from its first byte to its last."""
    if composes(report, given):
        raise UnsupportedImage(
            "A Windows stick is composed of the installer’s files, which have to be on this "
            "computer.",
            FETCH_FIRST,
        )
    if asked_for(given):
        raise UnsupportedImage("Nothing can be added behind an image from the web.", FETCH_FIRST)


def _announced(source: WebSource, published: tuple[Published, ...]) -> list[str]:
    """Where it really comes from, and what it will be compared with."""
    lines = [f"From {source.file.address.shown}"]
    for each in published:
        kind = each.algorithms[0].label
        place = f"line {each.number} of {for_display(each.file)}" if each.file else "the one given"
        lines.append(f"While it is fetched, its {kind} is compared with {place}.")
        lines += signature_in_words(each.signature)
    return lines


def _worth_saying(given: Namespace, published: tuple[Published, ...]) -> list[Warned]:
    warnings = []
    if any(each.signature.standing is Standing.BAD for each in published):
        text = "The list of checksums is not what was signed: its signature is wrong."
        warnings.append(Warned("wrong-signature", text))
    if given.skip_unused:
        text = "From the web the whole image is written, also with --skip-unused."
        warnings.append(Warned("all-in-use", text))
    return warnings


def _published(source: WebSource, given: Namespace) -> tuple[Published, ...]:
    """What the words name; nobody looks around on a server unasked."""
    if (given.checksum or given.sums) and given.anyway:
        raise UsageError("From the web a checksum counts: leave out --anyway, or the checksum.")
    if given.checksum:
        typed = given_sum(given.checksum)
        if typed is None:
            raise UsageError(
                "That is not a checksum: SHA-256 has 64 hexadecimal digits, SHA-512 128."
            )
        return (typed,)
    if not given.sums:
        return ()
    found = _list_named(given.sums, source.name, plain=given.allow_http)
    name = given.sums.rpartition("/")[2]
    if found.unread:
        raise UsageError(f"{name} can’t be taken as a list of checksums: {found.unread[0].why}.")
    if not found.published:
        raise UsageError(f"{name} does not mention {source.name}.")
    return found.published


def _list_named(name: str, image: str, *, plain: bool) -> Search:
    """A file, or an address: then the list is fetched, and what may sign it beside it."""
    if not is_address(name):
        return search_list(Path(name), (image,))
    address, client = address_of(name, plain=plain), Client(plain=plain)
    with TemporaryDirectory(prefix="stickwright-") as folder:
        path = Path(folder) / (address.name or "list")
        path.write_bytes(_small(client, address))
        for ending in _SIGNATURES:
            beside = address.url.partition("?")[0] + ending
            try:
                signature = _small(client, address_of(beside, plain=plain))
            except NotFetched:
                continue
            path.with_name(path.name + ending).write_bytes(signature)
            break
        return search_list(path, (image,))


def _small(client: Client, address: Address) -> bytes:
    """As much of a file as a list may have. Raises NotFetched, AddressRefused."""
    with closing(client.get(address)) as answer:
        return fetch(answer, min(answer.told.length, _LARGEST))
