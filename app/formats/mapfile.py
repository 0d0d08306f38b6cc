"""The mapfile of GNU ddrescue: which bytes of a drive were read, and what is known of the rest.

GNU ddrescue manual, "Mapfile structure": comments, a line with the current position, status and
pass, then blocks of position, size and status, which follow one another without a gap. Comments may
stand behind all of these (`ddrescuelog --annotate-mapfile`), and numbers are those of C++. So that
either program goes on where the other stopped, nothing is kept that ddrescue does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum

from app.errors import CorruptImage

LARGEST = 64 << 20  # bytes of a map
_WHAT = "the map"
_COMMENT = re.compile(r"(?:^|\s)#.*")
_NUMBER = r"(0[xX][0-9A-Fa-f]{1,16}|0[0-7]{0,21}|[1-9][0-9]{0,18})"
_STATUS = re.compile(rf"{_NUMBER}\s+[?*/\-FG+](?:\s+[0-9]+)?")
_BLOCK = re.compile(rf"{_NUMBER}\s+{_NUMBER}\s+([?*/+\-])")


class State(StrEnum):
    """What is known of a byte, with ddrescue's sign for it."""

    UNTRIED = "?"
    UNTRIMMED = "*"  # lies in a block that could not be read
    UNSCRAPED = "/"  # lies between bad sectors, not looked at one by one
    BAD = "-"
    READ = "+"


class Mapfile:
    """States of the bytes [0, size). For one thread at a time."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._starts = [0]
        self._states = [State.UNTRIED]

    def mark(self, start: int, stop: int, state: State) -> None:
        """The bytes [start, stop) are in this state from now on."""
        start, stop = max(0, start), min(self.size, stop)
        if start >= stop:
            return
        first, last = self._run(start), self._run(stop - 1)
        new = [(start, state)]
        if self._starts[first] < start:
            new.insert(0, (self._starts[first], self._states[first]))
        if stop < self._end(last):
            new.append((stop, self._states[last]))
        self._starts[first : last + 1] = [place for place, _ in new]
        self._states[first : last + 1] = [known for _, known in new]
        for number in range(min(first + len(new), len(self._starts) - 1), max(first, 1) - 1, -1):
            if self._states[number] is self._states[number - 1]:
                del self._starts[number], self._states[number]

    def align(self, sector: int) -> None:
        """Of sectors that were read in part, as ddrescue may leave them, nothing is known."""
        for place in [start for start in self._starts if start % sector]:
            self.mark(place - place % sector, place - place % sector + sector, State.UNTRIED)

    def runs(
        self, states: Iterable[State], start: int = 0, stop: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """(start, stop) of what is in one of the states, in order; each state apart."""
        wanted = frozenset(states)
        stop = self.size if stop is None else min(stop, self.size)
        for number in range(self._run(start), len(self._starts)) if start < stop else ():
            begin = self._starts[number]
            if begin >= stop:
                return
            end = self._end(number)
            if self._states[number] in wanted:
                yield max(begin, start), min(end, stop)

    def total(self, *states: State) -> int:
        return sum(stop - start for start, stop in self.runs(states))

    def text(self, about: str, phase: State, *, finished: bool = False) -> str:
        """As ddrescue reads it. `about` becomes comments; `phase` is what is being worked on."""
        current = "+" if finished else phase.value
        lines = [f"# {line}" for line in about.splitlines()]
        lines += ["# current_pos  current_status  current_pass", f"0x00000000     {current}  1"]
        lines.append("#      pos        size  status")
        ends = [*self._starts[1:], self.size]
        for start, end, state in zip(self._starts, ends, self._states, strict=True):
            lines.append(f"0x{start:08X}  0x{end - start:08X}  {state.value}")
        return "\n".join(lines) + "\n"

    @classmethod
    def parse(cls, data: bytes, size: int) -> Mapfile:
        """Of a drive of `size` bytes; what a map leaves out at its end is untried, what is behind
        it is not asked for. Raises CorruptImage."""
        text = enumerate(data.decode("ascii", "replace").splitlines(), 1)
        told = ((number, _COMMENT.sub("", line).strip()) for number, line in text)
        lines = [(number, line) for number, line in told if line]
        if not lines or _STATUS.fullmatch(lines[0][1]) is None:
            raise CorruptImage(_WHAT, 0, "it is none")
        made, place = cls(size), 0
        starts, states = [], []
        for number, line in lines[1:]:
            block = _BLOCK.fullmatch(line)
            if block is None or _value(block[1]) != place or not (length := _value(block[2])):
                raise CorruptImage(_WHAT, number, "a line of it does not follow the one before")
            if place < size:
                starts.append(place)
                states.append(State(block[3]))
            place += length
        if place < size:
            starts.append(place)
            states.append(State.UNTRIED)
        made._starts, made._states = starts, states
        return made

    def _run(self, place: int) -> int:
        """The number of the run that holds the byte."""
        return bisect_right(self._starts, place) - 1

    def _end(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else self.size


def _value(number: str) -> int:
    """As C++ reads it: what begins with a zero is octal."""
    return int(number, 8 if number.isdecimal() and number.startswith("0") else 0)
