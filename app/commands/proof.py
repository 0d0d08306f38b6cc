"""What a job has achieved, in lines for a person: never more than was done."""

from __future__ import annotations

from typing import assert_never

from app.commands.words import size_in_words
from app.drives.drive import CacheBypass, DriveInfo, DriveKind
from app.plan import Composed
from app.result import PutBack, Result, Unchecked, Verified, VerifiedParts
from app.sources.source import Source


def proof_lines(result: Result, drive: DriveInfo, source: Source | None = None) -> list[str]:
    """What was achieved, never more."""
    after = afterwards(result, drive, source)
    return [
        achieved(result, source),
        *spared(result),
        *through_memory(result),
        how_fast(result),
        *after,
    ]


def achieved(result: Result, source: Source | None = None) -> str:
    match result:
        case Verified():
            what = "composed stick" if isinstance(source, Composed) else "image"
            if result.proof.proven_equal:
                return (
                    f"Written, read back, identical: every byte of the {what} was there when read."
                )
            return f"Written, read back, identical: every byte of the {what} is on it."
        case Unchecked():
            return "Written, not checked: nobody has read it back."
        case PutBack():
            return "Put back, read back, identical: what the stopped write had overwritten."
        case VerifiedParts():
            return (
                "Written; the parts in use were read back and are identical. "
                f"{result.left:,} bytes that the image does not use were left as they were."
            )
    assert_never(result)


def spared(result: Result) -> list[str]:
    """What was there already."""
    if not isinstance(result, Verified | VerifiedParts) or not result.proof.proven_equal:
        return []
    count = result.proof.proven_equal
    there = f"{count:,} bytes were on it already: compared before the writing, not written again."
    return [there, "A sample of them was read once more behind it."]


def through_memory(result: Result) -> list[str]:
    """How a file was read that cannot be read otherwise: this proves less."""
    if not isinstance(result, Verified | VerifiedParts):
        return []
    if result.proof.bypass is not CacheBypass.DONTNEED:
        return []
    text = (
        "This file system can’t be read past the computer’s memory; the memory was emptied before."
    )
    return [text]


def how_fast(result: Result) -> str:
    rate = size_in_words(int(result.size / result.seconds)) if result.seconds else "?"
    return f"{result.size:,} bytes in {result.seconds:.1f} s ({rate}/s, all stages together)."


def afterwards(result: Result, drive: DriveInfo, source: Source | None = None) -> list[str]:
    lines = []
    if result.sha256:
        what = "what was written" if isinstance(source, Composed) else "the image as written"
        lines.append(f"SHA-256 of {what}: {result.sha256}")
    if drive.kind is not DriveKind.VIRTUAL:
        lines.append("The desktop may mount the drive now: eject it before you unplug it.")
    return lines
