"""What a command does with an address in place of a file: the image is looked into by ranges, and
on its way to the drive it is summed up, and kept where that was asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.checksums.comparison import Published, Search, search_in
from app.checksums.comparison import given as given_sum
from app.checksums.on_web import list_at
from app.checksums.passing import SummedUp
from app.checksums.signature import Standing
from app.commands.composing import Made, composes
from app.commands.ends import untouched
from app.commands.published import in_words, signature_in_words
from app.commands.rest_of_stick import asked_for
from app.commands.web_words import is_address
from app.display import for_display
from app.errors import NotListed, UnsupportedImage, UsageError
from app.events import Warned
from app.inspection import inspect
from app.plan import demand_whole
from app.sources.kept import Kept
from app.sources.web import (
    FETCH_FIRST,
    WebSource,
    composed_of_files,
    only_a_part,
    open_web,
)

if TYPE_CHECKING:
    from app.report import Report
    from app.sources.passing import Taker


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
        keeps = given.keep is not None
        if (keeps or published) and not source.whole:
            raise only_a_part()
        sums = SummedUp(source.name, published, packed=bool(source.layers))
        takers: list[Taker] = [sums] if published else []
        if keeps:
            takers.append(Kept(Path(given.keep), source.file.address, source.file.size))
        source.pass_to(takers, sums.contents if published else None)
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
        raise composed_of_files()
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
    asked = given.checksum is not None or given.sums is not None
    if asked and given.anyway:
        raise UsageError("From the web a checksum counts: leave out --anyway, or the checksum.")
    if given.checksum is not None:
        typed = given_sum(given.checksum)
        if typed is None:
            raise UsageError(
                "That is not a checksum: SHA-256 has 64 hexadecimal digits, SHA-512 128."
            )
        return (typed,)
    if given.sums is None:
        return ()
    found = _list_named(given.sums, source)
    if found.unread:
        raise NotListed(found.unread[0].file, found.unread[0].why)
    if not found.published:
        raise NotListed(found.silent[0], f"it does not mention {source.name}")
    return found.published


def _list_named(name: str, source: WebSource) -> Search:
    """A file, or an address: then the list is fetched, and what may sign it beside it."""
    return list_at(name, source) if is_address(name) else search_in(Path(name), source)
