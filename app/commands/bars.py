"""Bars for a terminal. What draws them takes a tenth of a second to load, so only the first bar
loads it: most commands that follow a job have no terminal to draw on."""

import sys
from collections.abc import Generator
from contextlib import closing
from typing import NoReturn, Protocol, TypeVar

T = TypeVar("T")


class Bar(Protocol):
    """What we use of tqdm's; `n`: how far it is."""

    n: float

    def update(self, more: float, /) -> object: ...
    def reset(self, total: float | None, /) -> None: ...
    def set_description_str(self, words: str, /) -> None: ...
    def close(self) -> None: ...


def bar(
    total: int | None, words: str, *, done: int = 0, place: int | None = None, leave: bool = True
) -> Bar:
    """Of bytes. `place`: which one of several, counted from the top; `leave`: it stays when it is
    closed."""
    from tqdm import tqdm

    drawn: tqdm[NoReturn] = tqdm(
        total=total,
        initial=done,
        desc=words,
        position=place,
        unit="B",
        unit_scale=True,
        leave=leave,
    )
    return drawn


class Stepping(Protocol):
    """Bytes so far, of how many."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...


class OneBar:
    """One at a time, and only on a terminal."""

    def __init__(self) -> None:
        self._bar: Bar | None = None

    def begin(self, total: int | None, words: str, *, leave: bool = False) -> bool:
        """In place of the one before. Returns whether there is one."""
        self.close()
        if total is not None and sys.stderr.isatty():
            self._bar = bar(total, words, leave=leave)
        return self._bar is not None

    def move(self, done: float) -> None:
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def describe(self, words: str) -> None:
        if self._bar is not None:
            self._bar.set_description_str(words)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def to_end(work: Generator[Stepping, None, T], words: str) -> T:
    """The result of something that takes as long as reading does."""
    shown: Bar | None = None
    with closing(work):
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                if shown is not None:
                    shown.close()
                result: T = end.value
                return result
            if shown is None and sys.stderr.isatty():
                shown = bar(step.total, words, leave=False)
            if shown is not None:
                shown.update(step.done - shown.n)


def say_beside(text: str) -> None:
    """A line that no bar is torn by."""
    if "tqdm" in sys.modules:
        from tqdm import tqdm

        tqdm.write(text, file=sys.stderr)
    else:
        print(text, file=sys.stderr, flush=True)
