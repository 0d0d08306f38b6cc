"""A recording of what was written to a stick, and all that may be on it when the power is cut.

A stick has for good what it had taken when a sync began that it confirmed. Of what it took since,
it may have any part: it stores in its own order, and sector by sector. `cuts` goes through that:
after every sync nothing more, then what came next up to each request, and any parts of it, drawn by
chance and chosen to be bad. The same is done by `dm-log-writes`, with whole requests.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import Struct

from system.sticks.promises import SECTOR, BrokenPromise, Claim, Evidence, Looks, breaches

SHOWN = 40  # requests behind a sync: of more, so many are chosen
DRAWN = 24  # parts of them, by chance
MOST = 64  # sectors of a piece
SHARES = (0.02, 0.5, 0.98)
_MARK = Struct("<cQQ")
_WRITE, _ASKED, _CONFIRMED = b"w", b"a", b"c"


class Recorder:
    """Beside the memory: `NAME.before` is what it held at first, `NAME.tape` what came."""

    def __init__(self, memory: Path) -> None:
        shutil.copyfile(memory, _before(memory))
        self._fd = os.open(_tape(memory), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC)

    def took(self, offset: int, data: bytes, *, through: bool = False) -> None:
        """`through`: past its cache, after all that was in there."""
        os.write(self._fd, _MARK.pack(_WRITE, offset, len(data)) + data)
        if through:
            self.asked()
            self.confirmed()

    def asked(self) -> None:
        """A sync has come, and covers what was taken by now."""
        os.write(self._fd, _MARK.pack(_ASKED, 0, 0))

    def confirmed(self) -> None:
        """The one that was asked for last."""
        os.write(self._fd, _MARK.pack(_CONFIRMED, 0, 0))

    def close(self) -> None:
        os.close(self._fd)


@dataclass(frozen=True, slots=True)
class Write:
    offset: int
    data: bytes

    def pieces(self, sector: int, chance: random.Random) -> Iterator["Write"]:
        """Whole sectors, some together; the very first by itself."""
        at = 0
        while at < len(self.data):
            size = sector if self.offset + at < sector else chance.randint(1, MOST) * sector
            yield Write(self.offset + at, self.data[at : at + size])
            at += size

    @property
    def first(self) -> bool:
        """Whether the first sector is in it."""
        return self.offset < SECTOR


@dataclass(frozen=True, slots=True)
class Tape:
    """`spans`: what was written up to each sync that was confirmed, and behind the last."""

    before: bytes
    spans: tuple[tuple[Write, ...], ...]

    @classmethod
    def of(cls, memory: Path) -> "Tape":
        spans: list[tuple[Write, ...]] = []
        taken: list[Write] = []
        covered = 0  # how much of that by the sync that was asked for
        with _tape(memory).open("rb") as file:
            while mark := file.read(_MARK.size):
                kind, offset, length = _MARK.unpack(mark)
                match kind:
                    case b"w":
                        taken.append(Write(offset, file.read(length)))
                    case b"a":
                        covered = len(taken)
                    case _:
                        spans.append(tuple(taken[:covered]))
                        taken, covered = taken[covered:], 0
        return cls(_before(memory).read_bytes(), (*spans, tuple(taken)))

    @property
    def end(self) -> bytes:
        """What the stick holds when all of it is stored."""
        held = bytearray(self.before)
        for span in self.spans:
            _put(held, span)
        return bytes(held)


@dataclass(frozen=True, slots=True)
class Cut:
    """`stored` for good, and of what came since, `parts`. `when` is for people."""

    when: str
    stored: bytearray
    parts: list[Write]

    @property
    def held(self) -> bytearray:
        """What is on the stick."""
        held = bytearray(self.stored)
        _put(held, self.parts)
        return held

    @property
    def blank(self) -> bool:
        """Whether its first sector is: the same as in `held`, and sooner known."""
        first = self.stored[:SECTOR]
        for each in self.parts:
            if each.offset < SECTOR:
                end = min(SECTOR, each.offset + len(each.data))
                first[each.offset : end] = each.data[: end - each.offset]
        return not any(first)


def cuts(tape: Tape, chance: random.Random, sector: int = SECTOR) -> Iterator[Cut]:
    """Each is good until the next one. A sector is stored as a whole, or not."""
    stored = bytearray(tape.before)
    for number, span in enumerate(tape.spans):
        yield Cut(f"behind sync {number}", stored, [])
        for what, parts in _parts(span, sector, chance):
            yield Cut(f"behind sync {number}, {what}", stored, parts)
        _put(stored, span)
    yield Cut("at the end", stored, [])


def look(
    tape: Tape, chance: random.Random, image: bytes = b"", sector: int = SECTOR
) -> Counter[Looks]:
    """What the stick looks like after each cut. It is finished when it holds the image, or what it
    holds at the end, if that starts something. Raises BrokenPromise where it looks finished, and is
    not."""
    found: Counter[Looks] = Counter()
    end = tape.end
    for cut in cuts(tape, chance, sector):
        if cut.blank and any(tape.before[:SECTOR]):  # whatever else is on it
            found[Looks.UNFINISHED] += 1
            continue
        held = cut.held
        whole = bool(image and held.startswith(image)) or (any(end[:SECTOR]) and held == end)
        run = Evidence(Claim.DIED, tape.before, held, whole, faultless=True)
        if broken := breaches(run):
            raise BrokenPromise(f"{'; '.join(broken)}: the power was cut {cut.when}")
        found[run.looks] += 1
    return found


def in_words(found: Counter[Looks]) -> str:
    cuts = ", ".join(f"({looks}) {found[looks]}" for looks in Looks if found[looks])
    return f"when the power was cut: {cuts}"


def _parts(
    span: tuple[Write, ...], sector: int, chance: random.Random
) -> Iterator[tuple[str, list[Write]]]:
    if not span:
        return
    count = len(span)
    ends = range(1, count + 1)
    for end in ends if count <= SHOWN else sorted(chance.sample(ends, SHOWN)):
        yield f"{end} of {count} requests", list(span[:end])
    yield "the last request alone", [span[-1]]
    pieces = [piece for each in span for piece in each.pieces(sector, chance)]
    yield "what holds the first sector", [each for each in pieces if each.first]
    yield "all but what holds the first sector", [each for each in pieces if not each.first]
    for draw in range(DRAWN):
        share = SHARES[draw % len(SHARES)]
        yield f"part {draw} of it", [each for each in pieces if chance.random() < share]


def _put(held: bytearray, writes: Iterable[Write]) -> None:
    for each in writes:
        held[each.offset : each.offset + len(each.data)] = each.data


def _before(memory: Path) -> Path:
    return memory.with_name(f"{memory.name}.before")


def _tape(memory: Path) -> Path:
    return memory.with_name(f"{memory.name}.tape")
