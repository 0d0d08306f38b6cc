"""What a write promises, held against what it did: the judge of every random and every named run.

A writer makes a `Claim`. Then the stick itself is asked, past everything that the writer could have
read: what it holds without power. `breaches` names every promise that was broken. A writer with a
sin on purpose has to be caught by this (`test_sinners`), or a run that ends well says nothing.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SECTOR = 512


class BrokenPromise(AssertionError):
    """A lie, or harm to what nobody had chosen. Seen once it is seen for good: no second run of the
    same case, however well it goes, takes it back (`packaging/test --system`)."""


class Claim(StrEnum):
    """What a writer said in the end."""

    VERIFIED = "verified"
    UNCHECKED = "unchecked"
    FAILED = "failed"
    REFUSED = "refused"  # before anything was touched
    STOPPED = "stopped"
    DIED = "died"  # it was killed, and said nothing


class Breach(StrEnum):
    """A broken promise."""

    FALSE_SUCCESS = "it said verified, and the stick does not hold the image"
    AFTER_A_FAILED_SYNC = "it said written although a sync had failed"
    FALSE_ALARM = "it failed, and the stick did nothing wrong"
    LOOKS_FINISHED = "the stick looks finished and is not"
    TOUCHED = "it said that nothing was touched, and something was"
    BYSTANDER = "what it had no business with was changed"
    OFFERED = "it offers what is no drive"
    UNTOLD = "the journal does not tell what happened"
    TALE = "the journal tells of a write that finished"
    NEXT_WRITE = "the next write does not simply work"
    HANGS = "it does not come to an end"
    CRASHED = "it ended without saying why"


GRAVE = frozenset(
    {
        Breach.FALSE_SUCCESS,
        Breach.AFTER_A_FAILED_SYNC,
        Breach.LOOKS_FINISHED,
        Breach.TOUCHED,
        Breach.BYSTANDER,
    }
)


def demand_none(found: Collection[Breach], story: object = "") -> None:
    """Raises BrokenPromise, or AssertionError for what is bad but neither a lie nor harm."""
    words = f"{'; '.join(found)}\n{story}"
    if GRAVE.intersection(found):
        raise BrokenPromise(words)
    assert not found, words


class Looks(StrEnum):
    """What a stick looks like to whoever finds it."""

    UNTOUCHED = "untouched"
    FINISHED = "finished"
    UNFINISHED = "plainly unfinished"  # its first sector is blank: it starts nothing
    MIXED = "as if it were finished"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One run. `before` and `after` are what the stick held for good, up to its real size; `holds`
    whether the image is on it as the stick would give it out.

    `faultless`: it refused nothing and read nothing wrong. `failed_syncs`: while it was written.
    `blankable`: its first sector can be made blank and stays so.
    """

    claim: Claim
    before: bytes | bytearray
    after: bytes | bytearray
    holds: bool
    faultless: bool
    failed_syncs: int = 0
    blankable: bool = True

    @property
    def looks(self) -> Looks:
        if self.after == self.before:
            return Looks.UNTOUCHED
        if self.holds:
            return Looks.FINISHED
        if not any(self.after[:SECTOR]):
            return Looks.UNFINISHED
        return Looks.MIXED


def breaches(run: Evidence) -> list[Breach]:
    found = []
    verified = run.claim is Claim.VERIFIED
    if verified and not run.holds:
        found.append(Breach.FALSE_SUCCESS)
    if run.claim in (Claim.VERIFIED, Claim.UNCHECKED) and run.failed_syncs:
        found.append(Breach.AFTER_A_FAILED_SYNC)
    if run.claim in (Claim.FAILED, Claim.REFUSED) and run.holds and run.faultless:
        found.append(Breach.FALSE_ALARM)
    if run.claim is Claim.REFUSED and run.looks is not Looks.UNTOUCHED:
        found.append(Breach.TOUCHED)
    said_no = run.claim not in (Claim.VERIFIED, Claim.UNCHECKED)
    if said_no and run.looks is Looks.MIXED and run.blankable:
        found.append(Breach.LOOKS_FINISHED)
    return found


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Files that nobody may change, and what was in them."""

    digests: dict[Path, bytes]

    @classmethod
    def of(cls, *files: Path) -> "Bystanders":
        return cls({file: _digest(file) for file in files})

    def changed(self) -> list[Path]:
        return [file for file, digest in self.digests.items() if _digest(file) != digest]


def _digest(file: Path) -> bytes:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").digest()
