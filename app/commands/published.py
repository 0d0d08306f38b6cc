"""What was published about an image, compared on a terminal: a bar, and answers in words."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Compared, Comparison, Search, compare, given, search, search_in
from app.checksums.signature import Signature, Standing
from app.commands.bars import to_end
from app.display import for_display
from app.errors import ChecksumMismatch, NotListed, UsageError
from app.events import Warned
from app.sources.source import Source

_LONGEST = 200  # characters of a line that are shown


def found_for(source: Source, words: Namespace) -> Search:
    """What the words name, else what lies beside the image. Raises UsageError, NotListed."""
    if words.checksum is not None:
        typed = given(words.checksum)
        if typed is None:
            raise UsageError(
                "That is not a checksum: SHA-256 has 64 hexadecimal digits, SHA-512 128."
            )
        return Search((typed,))
    if words.sums is not None:
        found = search_in(Path(words.sums), source)
        if found.unread:
            raise NotListed(found.unread[0].file, found.unread[0].why)
        if not found.published:
            raise NotListed(Path(words.sums).name, f"it does not mention {source.name}")
        return found
    return search(source) if words.look else Search()


def check(source: Source, given: Namespace) -> Comparison | None:
    """With what was published; None where nothing was. Raises UsageError, NotListed, and
    ChecksumMismatch unless `--anyway`."""
    found = found_for(source, given)
    if not found.published:
        return None
    comparison = compared(source, found, [Algorithm.SHA256])  # by which it is known again
    if not given.json:
        print("\n".join(line for each in comparison.compared for line in in_words(each)))
    if comparison.wrong and not given.anyway:
        raise ChecksumMismatch(source.name, comparison.best.algorithm.label)
    return comparison


def worth_saying(source: Source, comparison: Comparison | None) -> list[Warned]:
    """About a checksum that does not match, or proves less than it seems."""
    if comparison is None:
        return []
    best = comparison.best
    if comparison.wrong:
        mismatch = ChecksumMismatch(source.name, best.algorithm.label)
        return [Warned(mismatch.code(), str(mismatch))]
    if comparison.forged:
        text = "The list of checksums is not what was signed: its signature is wrong."
        return [Warned("wrong-signature", text)]
    if comparison.weak:
        text = f"{best.algorithm.label} guards against damage, not against forgery."
        return [Warned("weak-checksum", text)]
    return []


def compared(source: Source, found: Search, also: Iterable[Algorithm] = ()) -> Comparison:
    """Reads the image, with a bar where somebody looks."""
    return to_end(compare(source, found.published, also), "Summing it up")


def in_words(each: Compared) -> list[str]:
    """A checksum, the line that it stands in, and who signed that."""
    published = each.published
    place = "the one that was given"
    if published.file:
        place = f"line {published.number} of {for_display(published.file)}"
    kind = each.algorithm.label
    lines = [f"{kind} does not match: {place}."]
    if each.matches:
        weak = " It guards against damage, not against forgery." if each.algorithm.weak else ""
        what = "packed file" if each.of == "file" else "image"
        lines = [f"{kind} of the {what} matches: {place}.{weak}"]
    if published.text:
        lines.append(f"    {for_display(published.text, _LONGEST)}")
    return lines + signature_in_words(published.signature)


def signature_in_words(signature: Signature) -> list[str]:
    """Nothing where there is none."""
    if signature.standing is Standing.NONE:
        return []
    file, key = for_display(signature.file), signature.fingerprint
    if signature.standing is Standing.GOOD:
        return [f"Signed by {for_display(signature.user)}, a key that you added.", f"    {key}"]
    text = {
        Standing.BAD: "The signature is wrong: the list is not what was signed",
        Standing.UNKNOWN_KEY: "Signed by a key that you have not added",
        Standing.EXPIRED: "Signed, but the key or the signature has expired",
        Standing.REVOKED: "Signed, but the key was withdrawn",
        Standing.WEAK: "Signed in a way that can be forged",
        Standing.UNCLEAR: "Signed, but that could not be judged",
    }[signature.standing]
    why = f": {for_display(signature.why, _LONGEST)}" if signature.why else ""
    return [f"{text} ({file}){why}.", *([f"    {key}"] if key else [])]


def left_out(found: Search) -> list[str]:
    """Lists that say nothing about the image, or nothing at all."""
    lines = [f"{for_display(name)} does not mention this file." for name in found.silent]
    return lines + [
        f"{for_display(each.file)} can’t be taken as a list of checksums: {each.why}."
        for each in found.unread
    ]
