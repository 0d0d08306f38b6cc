"""What a row of the matrix says: what is given, what happens, and what has to come out.

A case is a value; nothing here runs anything. `given` is one of the words of `host`, `parser` or of
the virtual computer, and the runner of that place plays it and hands back a `Seen`. `verdict` holds
the two against each other, and demands of every case what no case may break: success is claimed
exactly when the drive holds the image, and no other drive has changed. Whoever plays a case hands
what was seen to `judge`, as soon as it has been seen.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from system.sticks.promises import BrokenPromise

MOST_TOLD = 2000  # characters of what was said, where a case went wrong


class Where(StrEnum):
    """What plays the drive."""

    FILE = "file"  # a virtual stick: a file that fails as sticks do
    LOOP = "loop"  # a block device of this kernel over such a file
    PC = "pc"  # a USB stick in the virtual computer
    PARSER = "parser"  # no drive: hostile bytes, names and lists


class Left(StrEnum):
    """What is on the chosen drive afterwards, read past all caches."""

    IMAGE = "the image"  # byte for byte, and zeros to the end of its last sector
    PARTS = "what the image uses, and old data elsewhere"
    MARKED = "marks of a probe, and a note with what was there"
    FILLED = "what a test fills it with"  # from its first sector on
    BLANK_HEAD = "a blank first sector"  # starts nothing, and shows no partitions
    BEGUN = "a part of the image, from its start"  # of a disc, which is burned in its order
    UNTOUCHED = "untouched"  # every byte is as it was before
    OTHER = "something else"  # of a stick that does not even let itself be blanked
    NO_DRIVE = "no drive"


class Copy(StrEnum):
    """What a backup left among the files of the computer."""

    NONE = "no file"
    WHOLE = "all of the drive, with its checksum"  # byte for byte
    LISTED = "all of the drive, and zeros for the places that its map names"
    UNFINISHED = "a file that is called unfinished"  # what its map calls read is the drive's
    OTHER = "something else"


class Outcome(StrEnum):
    """How a run can end, besides the codes of errors (`drive-gone`)."""

    VERIFIED = "verified"
    UNCHECKED = "unchecked"
    PUT_BACK = "put-back"  # what was there before
    PARTS = "verified-parts"
    STOPPED = "stopped"
    KILLED = "killed"  # the program was ended from outside and could say nothing
    READ = "read"  # looking at it came to its end
    MATCHES = "matches"  # a checksum
    DIFFERS = "differs"
    UNPROVEN = "not proven"  # nothing was compared, or not by what was signed
    TAKEN = "taken out"  # all files of an image
    PARTLY = "taken out in part"  # and what could not be had is named
    WAITING = "waiting"  # it says that it waits, and can be stopped
    SAVED = "saved"  # all of a drive, to a file
    INCOMPLETE = "incomplete"  # the same, but for places that can't be read
    FINE = "fine"  # a drive keeps what it is given, as far as it was looked at
    FAKE = "fake"  # it is smaller than it says
    WORN = "worn"  # it has bad places
    BURNED = "burned"  # and read back
    SIMULATED = "simulated"
    # Of a guest in a virtual machine.
    BOOTED = "booted"
    STARTED = "started"  # and was not seen to go on
    GAVE_UP = "failed"  # it says itself that it can't go on
    NOTHING = "nothing"  # was found to start
    UNCLEAR = "unclear"  # there was not enough time


SUCCESS = frozenset({Outcome.VERIFIED, Outcome.UNCHECKED, Outcome.BURNED})
CHANGED = SUCCESS | {Outcome.PARTS}


class Given:
    """What is set up and what is done to it; each place has words of its own."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Expect:
    """What has to come out. `outcomes` are words of `Outcome` or codes of errors, any of which is
    right; so is any of `leaves`. `says` are phrases that the person in front of it must read, in
    letters of any case, `hides` such that they must not. `findings` are codes that inspection must
    have found."""

    outcomes: tuple[str, ...]
    leaves: tuple[Left, ...]
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    journal: str | None = None  # what it tells at the next start: a code, "stopped", "" for a crash
    again: bool = False  # the next time, without the fault, it simply works
    copies: tuple[Copy, ...] = ()  # of a backup, any of which is right

    def in_words(self) -> str:
        """One line, for the table that people read."""
        parts = [" or ".join(f"`{outcome}`" for outcome in self.outcomes)]
        if self.leaves != (Left.NO_DRIVE,):
            parts.append("drive: " + " or ".join(self.leaves))
        if self.copies:
            parts.append("file: " + " or ".join(self.copies))
        parts += [f"says “{phrase}”" for phrase in self.says]
        parts += [f"never says “{phrase}”" for phrase in self.hides]
        parts += [f"finds `{code}`" for code in self.findings]
        if self.journal is not None:
            parts.append(f"journal: {self.journal or 'interrupted'}")
        if self.again:
            parts.append("the next time it works")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Case:
    """One row. `name` is the test's, `rows` are those of the fault table (F15, H24), `happens` is a
    sentence for people."""

    name: str
    rows: tuple[str, ...]
    where: Where
    given: Given
    happens: str
    expect: Expect


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of a case. `text` is everything that was said to a person, `bystanders` whether
    every other drive and file is as it was, `beside` whether a good stick that was written at the
    same time ended as it should, `again` the outcome of the next time, where there was one, `copy`
    what a backup left."""

    outcome: str
    left: Left = Left.NO_DRIVE
    text: str = ""
    bystanders: bool = True
    beside: bool = True
    findings: frozenset[str] = field(default_factory=frozenset)
    journal: str | None = None
    again: str | None = None
    copy: Copy | None = None


def verified(*says: str) -> Expect:
    """Read back, and all of it is there."""
    return Expect((Outcome.VERIFIED,), (Left.IMAGE,), says)


def in_parts(*says: str) -> Expect:
    """What the image uses was read back; what was left is told, and not called the image."""
    return Expect(
        (Outcome.PARTS,), (Left.PARTS,), ("left as they were", *says), ("every byte of the image",)
    )


def stopped(*leaves: Left) -> Expect:
    """By the user: the journal knows it, and the next write works."""
    left = leaves or (Left.BLANK_HEAD,)
    return Expect((Outcome.STOPPED,), left, journal="stopped", again=True)


def killed(*leaves: Left) -> Expect:
    """The program could say nothing: the journal tells at the next start, and that write works."""
    left = leaves or (Left.BLANK_HEAD,)
    return Expect((Outcome.KILLED,), left, journal="", again=True)


def unchecked(*says: str) -> Expect:
    """Written, but nobody has read it back, and nobody says so."""
    return Expect((Outcome.UNCHECKED,), (Left.IMAGE,), says)


def fails(
    *codes: str, says: tuple[str, ...] = (), leaves: tuple[Left, ...] = (Left.BLANK_HEAD,)
) -> Expect:
    """Ends with one of these errors; the drive plainly starts nothing."""
    return Expect(codes, leaves, says)


def refused(*codes: str, says: tuple[str, ...] = ()) -> Expect:
    """Ends with one of these errors before the first byte was changed."""
    return Expect(codes, (Left.UNTOUCHED,), says)


def reads(*findings: str, says: tuple[str, ...] = (), hides: tuple[str, ...] = ()) -> Expect:
    """Looking at it comes to its end, finds this and says that."""
    return Expect((Outcome.READ,), (Left.NO_DRIVE,), says, hides, findings)


def saved(*says: str) -> Expect:
    """All of the drive is in the file."""
    return Expect((Outcome.SAVED,), (Left.UNTOUCHED,), says, copies=(Copy.WHOLE,))


def judged(outcome: Outcome, *says: str, hides: tuple[str, ...] = ()) -> Expect:
    """What is said of a list of checksums."""
    return Expect((outcome,), (Left.NO_DRIVE,), says, hides)


def turned_down(*codes: str, says: tuple[str, ...] = (), hides: tuple[str, ...] = ()) -> Expect:
    """Reading ends with one of these errors, and no other."""
    return Expect(codes, (Left.NO_DRIVE,), says, hides=hides)


def verdict(case: Case, seen: Seen) -> list[str]:
    """Everything that is wrong about what was seen, in sentences; nothing when all is right."""
    expect, text, told = case.expect, seen.text.casefold(), seen.text[-MOST_TOLD:]
    wrong = []
    if seen.outcome not in expect.outcomes:
        wrong.append(f"ended as {seen.outcome}, not as {' or '.join(expect.outcomes)}: {told}")
    if seen.left not in expect.leaves:
        wrong.append(f"left {seen.left} on the drive, not {' or '.join(expect.leaves)}")
    wrong += [f"did not say “{it}”: {told}" for it in expect.says if it.casefold() not in text]
    wrong += [f"said “{it}”: {told}" for it in expect.hides if it.casefold() in text]
    if missing := set(expect.findings) - seen.findings:
        wrong.append(f"did not find {', '.join(sorted(missing))}: {sorted(seen.findings)}")
    if expect.journal is not None and seen.journal != expect.journal:
        wrong.append(f"the journal tells {seen.journal!r}, not {expect.journal!r}")
    if not seen.beside:
        wrong.append("the good stick beside it did not end as it should")
    if expect.copies and seen.copy not in expect.copies:
        wrong.append(f"left {seen.copy}, not {' or '.join(expect.copies)}")
    if expect.again and seen.again != Outcome.VERIFIED:
        wrong.append(f"the next time ended as {seen.again}")
    return wrong + broken_promises(expect, seen)


def judge(case: Case, seen: Seen) -> None:
    """Raises BrokenPromise, or AssertionError for everything else that is wrong."""
    demand_promises(case.expect, seen)
    assert not (wrong := verdict(case, seen)), "\n".join(wrong)


def demand_promises(expect: Expect, seen: Seen) -> None:
    """Raises BrokenPromise. For who has seen this much, and looks further."""
    if broken := broken_promises(expect, seen):
        raise BrokenPromise("\n".join((*broken, seen.text[-MOST_TOLD:])))


_CLAIMS = {
    Outcome.FINE: "found nothing wrong with a drive that does not keep what it is given",
    Outcome.BOOTED: "claimed that it booted",
}


def broken_promises(expect: Expect, seen: Seen) -> list[str]:
    """What no run may do, whatever else was expected of it."""
    wrong = []
    if seen.left is Left.OTHER and Left.OTHER not in expect.leaves:
        wrong.append("left what looks finished and is not")
    if seen.outcome in CHANGED and expect.leaves == (Left.UNTOUCHED,):
        wrong.append("wrote to a drive that was to be left alone")
    if seen.outcome in SUCCESS and seen.left is not Left.IMAGE:
        wrong.append(f"claimed success and left {seen.left}")
    if seen.outcome == Outcome.PUT_BACK and seen.left is not Left.UNTOUCHED:
        wrong.append(f"claimed to have put everything back and left {seen.left}")
    if seen.outcome == Outcome.PARTS and seen.left not in (Left.PARTS, Left.IMAGE):
        wrong.append(f"claimed the parts in use and left {seen.left}")
    wrong += [
        claimed
        for outcome, claimed in _CLAIMS.items()
        if seen.outcome == outcome and outcome not in expect.outcomes
    ]
    if not seen.bystanders:
        wrong.append("another drive or file was changed")
    return wrong + _broken_by_a_backup(expect, seen)


def _broken_by_a_backup(expect: Expect, seen: Seen) -> list[str]:
    """What a backup may never do. A drive that is only read is as it was."""
    if seen.copy is None:
        return []
    wrong = []
    if seen.left is not Left.UNTOUCHED:
        wrong.append("wrote to a drive that was to be read")
    if seen.copy is Copy.OTHER and Copy.OTHER not in expect.copies:
        wrong.append("left a file that looks finished and is not the drive")
    if seen.outcome == Outcome.SAVED and seen.copy is not Copy.WHOLE:
        wrong.append(f"claimed that all of the drive was saved, and left {seen.copy}")
    if seen.outcome == Outcome.INCOMPLETE and seen.copy is not Copy.LISTED:
        wrong.append(f"claimed to have named what is missing, and left {seen.copy}")
    return wrong
