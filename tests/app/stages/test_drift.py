"""When a difference is looked into, and what becomes of it: a drive that was only used."""

import threading
from collections.abc import Generator

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_media import Memory

from app.control import Control
from app.errors import Drift, DriveDiffers, DriveDrifted
from app.events import Event, Progressed, Stage
from app.stages.drift import judging
from app.stages.flow import Chunk
from app.stages.ledger import BLOCK, Ledger
from app.stages.wanted import Wanted

IMAGE = mbr_disk(
    (mbr_entry(0x0E, 2048, 4096), fat({"FILE": bytes(5000)}, size=2 << 20)), size=4 << 20
).build()
COMPARED = Progressed(Stage.VERIFY, BLOCK)


class Slow(Memory):
    """A drive that answers once it may."""

    def __init__(self, content: bytearray) -> None:
        super().__init__(content)
        self.answers = threading.Event()
        self.answers.set()

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self.answers.wait()
        return super().pread_into(buffer, offset)


class Comparison:
    """One that finds a difference in the second block, or `error` in place of it."""

    def __init__(
        self,
        *,
        byte: int = 37,  # a note of the file system that it is open; behind it, nothing may change
        reached: int | None = None,
        flaky: bool = False,
        complete: bool = True,
        error: Exception | None = None,
    ) -> None:
        content = bytearray(IMAGE)
        content[BLOCK + byte] ^= 1
        self.medium = Slow(content)
        self.wanted = Wanted()
        self.wanted.chunk = Chunk(0, len(IMAGE), memoryview(IMAGE))
        self.wanted(BLOCK, BLOCK)
        self.wanted.complete = complete
        self.ledger = Ledger()
        self.ledger.size = len(IMAGE)
        self.error = error or DriveDiffers("Stick", ((BLOCK, 512),), flaky=flaky)
        if isinstance(self.error, DriveDiffers):
            self.error.reached = reached
        self.ended = False

    def events(self) -> Generator[Event]:
        try:
            yield COMPARED
            raise self.error
        finally:
            self.ended = True

    def judged(self, control: Control | None = None) -> Generator[Event]:
        return judging(
            self.events(), self.medium, "Stick", self.wanted, self.ledger, control or Control()
        )


@pytest.mark.parametrize("reached", [None, len(IMAGE), len(IMAGE) + 1])
def test_a_drive_that_was_only_used(reached: int | None) -> None:
    comparison = Comparison(reached=reached)
    steps = comparison.judged()
    assert next(steps) == COMPARED
    with pytest.raises(DriveDrifted, match="Stick is the same") as caught:
        assert set(steps) <= {Progressed(Stage.VERIFY, len(IMAGE))}
    assert (caught.value.ranges, caught.value.drift) == (((BLOCK, 512),), (Drift.OPENED,))
    assert caught.value.__cause__ is comparison.error


@pytest.mark.parametrize(
    "comparison",
    [
        Comparison(flaky=True),
        Comparison(complete=False),
        Comparison(reached=len(IMAGE) - 1),
        Comparison(byte=38),
        Comparison(error=ValueError("Stick")),
    ],
    ids=["unsteady", "too many places", "not compared to its end", "damaged", "another error"],
)
def test_everything_else_stays_what_it_is(comparison: Comparison) -> None:
    with pytest.raises(type(comparison.error)) as caught:
        list(comparison.judged())
    assert caught.value is comparison.error


def test_what_is_not_looked_into_is_not_read() -> None:
    comparison = Comparison(flaky=True)
    with pytest.raises(DriveDiffers):
        list(comparison.judged())
    assert not comparison.medium.log


def test_stopped_while_it_is_looked_into_it_differs_all_the_same() -> None:
    control = Control()
    comparison = Comparison()
    steps = comparison.judged(control)
    assert next(steps) == COMPARED
    comparison.medium.answers.clear()
    assert next(steps) == Progressed(Stage.VERIFY, len(IMAGE))
    control.stop()
    comparison.medium.answers.set()
    with pytest.raises(DriveDiffers) as caught:
        list(steps)
    assert caught.value is comparison.error


def test_closed_in_the_middle_the_comparison_ends() -> None:
    comparison = Comparison()
    steps = comparison.judged()
    next(steps)
    steps.close()
    assert comparison.ended
