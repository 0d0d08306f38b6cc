"""`stickwright check`: is a download what its makers published? Checksums, signatures, and the
checksum that some makers implant.

0 something was compared and all of it is right · 4 what was read differs · 1 nothing to compare
with, lists that disagree, or a list that is not what was signed · 3 a list that was named says
nothing of the image
"""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Compared, Comparison, Search, Verdict
from app.checksums.signature import Signature
from app.commands.bars import to_end
from app.commands.ends import DIFFERS, DONE, FAILED
from app.commands.published import compared, found_for, in_words, left_out
from app.commands.words import size_in_words, wrapped_in_words
from app.display import for_display
from app.errors import PackedDamaged, UnsupportedImage
from app.inspection.media_check import MediaCheck, check_implanted
from app.sources import open_source
from app.sources.origin import Origin, origin_of
from app.sources.source import Source

FINE, UNPROVEN = DONE, FAILED


def run(words: Namespace) -> int:
    source = open_source(Path(words.image), words.member)
    found = found_for(source, words)
    comparison = compared(source, found, (Algorithm.SHA256,))
    implanted = _implanted(source) if not comparison.digests.damage else None
    origin = origin_of(source.path)
    if words.json:
        print(json.dumps(as_json(source, found, comparison, implanted, origin)))
    else:
        print("\n".join(told(source, found, comparison, implanted, origin)))
    return status(comparison, implanted)


def _implanted(source: Source) -> MediaCheck | None:
    try:
        return to_end(check_implanted(source), "Checking its implanted checksum")
    except (PackedDamaged, UnsupportedImage):
        return None  # what is packed could not be had, which the checksums of the file outweigh


def status(comparison: Comparison, implanted: MediaCheck | None) -> int:
    """The exit status."""
    damaged = bool(comparison.digests.damage) or (implanted is not None and not implanted.matches)
    if not comparison.compared:
        return DIFFERS if damaged else UNPROVEN if implanted is None else FINE
    if damaged or comparison.verdict is Verdict.DIFFERS:
        return DIFFERS
    unproven = comparison.verdict is Verdict.CONTRADICTORY or comparison.forged
    return UNPROVEN if unproven else FINE


def told(
    source: Source,
    found: Search,
    comparison: Comparison,
    implanted: MediaCheck | None,
    origin: Origin | None,
) -> list[str]:
    """Everything, as lines of text."""
    packed = wrapped_in_words(source.layers)
    lines = [f"{for_display(source.name)}, {size_in_words(source.identity.size)}{packed}"]
    lines += [f"SHA-256 of the file:  {comparison.digests.file[Algorithm.SHA256]}"]
    if source.layers and Algorithm.SHA256 in comparison.digests.image:
        lines.append(f"SHA-256 of the image: {comparison.digests.image[Algorithm.SHA256]}")
    if comparison.digests.damage:
        lines.append(comparison.digests.damage)
    lines.append(headline(comparison))
    for each in comparison.compared:
        lines += [f"  {line}" for line in in_words(each)]
    lines += [f"  {line}" for line in left_out(found)]
    lines += _implanted_in_words(implanted)
    if origin is not None:
        lines.append(f"Noted where it was downloaded from: {origin.url or origin.referrer}")
    return lines


def headline(comparison: Comparison) -> str:
    if not comparison.compared:
        return "Nothing to compare it with was found: no list beside it, no --expect, no --sums."
    match comparison.verdict:
        case Verdict.DIFFERS:
            return "It does not match: the file differs from the one its makers published."
        case Verdict.CONTRADICTORY:
            return "The checksums disagree: one matches, another does not."
        case Verdict.MATCHES:
            signed = any(each.published.signature.good for each in comparison.compared)
            whose = "" if signed else " Who published it is not proven."
            return f"It matches.{whose}"


def as_json(
    source: Source,
    found: Search,
    comparison: Comparison,
    implanted: MediaCheck | None,
    origin: Origin | None,
) -> dict[str, Any]:
    image = comparison.digests.image if source.layers else {}
    return {
        "image": {
            "name": source.name,
            "size": source.identity.size,
            "layers": list(source.layers),
            "origin": origin.url or origin.referrer if origin else None,
        },
        "verdict": comparison.verdict.value if comparison.compared else "not-compared",
        "checksums": [_checksum(each) for each in comparison.compared],
        "silent": list(found.silent),
        "unread": [{"file": each.file, "why": each.why} for each in found.unread],
        "digests": {
            "file": {kind.value: text for kind, text in comparison.digests.file.items()},
            "image": {kind.value: text for kind, text in image.items()},
        },
        "implanted": None
        if implanted is None
        else {"matches": implanted.matches, "damage": implanted.damage},
    }


def _checksum(each: Compared) -> dict[str, Any]:
    published = each.published
    return {
        "algorithm": each.algorithm.value,
        "expected": published.digest,
        "matches": each.of or None,
        "file": published.file or None,
        "line": published.number or None,
        "text": published.text,
        "signature": _signature(published.signature),
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "standing": signature.standing.value,
        "fingerprint": signature.fingerprint,
        "user": signature.user,
        "why": signature.why,
    }


def _implanted_in_words(implanted: MediaCheck | None) -> list[str]:
    if implanted is None:
        return []
    if implanted.damage is None:
        return ["The checksum implanted in it by its makers matches: it is not damaged."]
    first, last = implanted.damage
    return [f"It is damaged: its implanted checksum differs between byte {first:,} and {last:,}."]
