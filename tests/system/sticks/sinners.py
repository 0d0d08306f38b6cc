"""Writers with one sin each, for testing what tests the real one.

`Writer` goes through the engine's own stages in the order of `app.write`, one method a step.
Whoever inherits from it does one step otherwise; everything else is as it should be, so that
nothing but the sin can be what is caught.
"""

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TypeVar

from system.sticks.promises import Claim

from app.control import Control
from app.drives.drive import Drive, Identity, Medium
from app.drives.medium import Descriptor, FdMedium
from app.errors import (
    AppError,
    DriveGone,
    ImageError,
    ReadRefused,
    Stopped,
    SyncFailed,
    WriteRefused,
)
from app.events import Event, Finished
from app.job import run as run_job
from app.plan import WritePlan
from app.result import Unchecked
from app.stages.blank import blank
from app.stages.flow import Chunk, page_aligned, read_all, write_all
from app.stages.grains import Fate
from app.stages.head import take_back
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.read_back import read_back
from app.stages.reuse import Reuse
from app.stages.supply import Alone
from app.stages.write import Head, read_head, write_body

T = TypeVar("T")

PAUSE = 0.01  # seconds


def real(plan: WritePlan, drive: Drive) -> Claim:
    """The program's own."""
    touched = False
    try:
        for event in run_job(plan, drive):
            touched = touched or getattr(event, "stage", "") == "blank"
            if isinstance(event, Finished):
                unchecked = isinstance(event.result, Unchecked)
                return Claim.UNCHECKED if unchecked else Claim.VERIFIED
    except Stopped:
        return Claim.STOPPED
    except AppError:
        return Claim.FAILED if touched else Claim.REFUSED
    raise AssertionError("a job ends with its result")


class Writer:
    """Without a sin."""

    def __init__(self, plan: WritePlan, drive: Drive) -> None:
        self.plan = plan
        self.drive = drive
        self.name = plan.drive.name
        self.ledger = Ledger()
        self.control = Control()
        self.touched = False

    def write(self) -> Claim:
        try:
            self.steps()
        except AppError:
            return Claim.FAILED if self.touched else Claim.REFUSED
        return Claim.VERIFIED

    def steps(self) -> None:
        with closing(self.plan.source.stream()) as stream:
            supply = Alone(stream, sha256=False)
            head = returned(
                read_head(supply, self.plan, self.plan.drive.sector, self.ledger, self.control)
            )
            self.release()
            with self.opened() as medium:
                self.touched = True
                self.blank(medium)
                self.sync(medium)
                self.body(medium, supply, head)
                self.sync(medium)
                self.look_at_length()
                try:
                    self.check(medium, BLOCK, self.ledger.size)
                    self.head(medium, head)
                    self.check(medium, 0, head.length)
                    self.look_at_identity(medium.identity())
                except AppError:
                    self.take_back(medium)
                    raise

    def release(self) -> None:
        self.drive.release()

    @contextmanager
    def opened(self) -> Iterator[Medium]:
        with self.drive.open() as medium:
            yield medium

    def blank(self, medium: Medium) -> None:
        returned(blank(medium, self.name, self.control))

    def sync(self, medium: Medium) -> None:
        medium.sync()

    def body(self, medium: Medium, supply: Alone, _head: Head) -> None:
        returned(write_body(supply, medium, self.plan, self.ledger, self.control))

    def look_at_length(self) -> None:
        if self.ledger.size != self.plan.size:
            raise WriteRefused(self.name, self.ledger.size, "the image ended early")

    def check(self, medium: Medium, start: int, stop: int) -> None:
        if stop > start:
            spans = ((start, stop),)
            returned(
                read_back(medium, self.name, self.ledger, spans, lambda *_: None, self.control)
            )

    def head(self, medium: Medium, head: Head) -> None:
        for start, stop in ((medium.sector, len(head.view)), (0, medium.sector)):
            write_all(medium, self.name, head.view[start:stop], start)
            self.sync(medium)

    def take_back(self, medium: Medium) -> None:
        with suppress(AppError):
            take_back(medium, self.name)

    def look_at_identity(self, now: Identity) -> None:
        if self.plan.drive.identity.difference(now):
            raise DriveGone(self.name)


class SkipsSync(Writer):
    def sync(self, medium: Medium) -> None: ...


class IgnoresSyncError(Writer):
    def sync(self, medium: Medium) -> None:
        with suppress(SyncFailed):
            medium.sync()


class SyncsUntilItWorks(Writer):
    def sync(self, medium: Medium) -> None:
        assert isinstance(medium, FdMedium)
        for _ in range(3):
            with suppress(OSError):
                medium._descriptor.sync()
                return


class Wrapped:
    """A medium in which a sinner does one thing otherwise."""

    def __init__(self, medium: Medium) -> None:
        self.medium = medium
        self.size, self.sector, self.bypass = medium.size, medium.sector, medium.bypass

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        return self.medium.pread_into(buffer, offset)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        return self.medium.pwrite(buffer, offset)

    def sync(self) -> None:
        self.medium.sync()

    def identity(self) -> Identity:
        return self.medium.identity()


class IgnoresWriteError(Writer):
    """And believes what it wrote, for reading back would find it."""

    class Deaf(Wrapped):
        def pwrite(self, buffer: memoryview, offset: int) -> int:
            with suppress(WriteRefused):
                self.medium.pwrite(buffer, offset)
            return len(buffer)

    def body(self, medium: Medium, supply: Alone, head: Head) -> None:
        super().body(self.Deaf(medium), supply, head)

    def check(self, medium: Medium, start: int, stop: int) -> None: ...


class ReadsItsOwnCache(Writer):
    """Opens it as any other file."""

    @contextmanager
    def opened(self) -> Iterator[Medium]:
        with bare(self.drive, os.O_RDWR | os.O_EXCL) as medium:
            yield medium


class StopsAtTheEnd(Writer):
    """What can no longer be read needs no comparing."""

    def steps(self) -> None:
        with suppress(ReadRefused, DriveGone):
            super().steps()


class BelievesTheFirstReading(Writer):
    """What was there when it was looked at is there for ever."""

    class Unmarked(Mark):
        def put(self, *, again: bool = False) -> None: ...

    class InOrder(Reuse):
        """What comes first is looked at first: whether this sin is a lie is no matter of luck."""

        looked = BLOCK  # bytes, up to where

        def fate(self, chunk: Chunk, halted: threading.Event) -> Fate:
            while self.looked < chunk.offset and not halted.wait(PAUSE):
                pass
            fate = super().fate(chunk, halted)
            self.looked = chunk.end
            return fate

    kind: type[Reuse] = InOrder

    def body(self, medium: Medium, supply: Alone, _head: Head) -> None:
        mark = self.Unmarked(medium, self.name, Keep())
        reuse = self.kind(medium, self.name, mark, Purse(), known=True)
        returned(write_body(supply, medium, self.plan, self.ledger, self.control, reuse=reuse))

    def check(self, medium: Medium, start: int, stop: int) -> None:
        self.ledger.trust()
        spans = ((start, stop),)
        returned(read_back(medium, self.name, self.ledger, spans, lambda *_: None, self.control))


class BelievesASample(BelievesTheFirstReading):
    """Where a small place is right, all of it will be."""

    class Hasty(Reuse):
        def _compare(self, chunk: Chunk, asked: int, halted: threading.Event) -> int:
            return asked

    kind = Hasty


class NeverGivesUp(Writer):
    """Whatever happens, the work was done."""

    def write(self) -> Claim:
        super().write()
        return Claim.VERIFIED


class FailsForNothing(Writer):
    def look_at_identity(self, now: Identity) -> None:
        raise DriveGone(self.name)

    def take_back(self, medium: Medium) -> None: ...


class RefusesTooLate(Writer):
    def write(self) -> Claim:
        claim = super().write()
        return Claim.REFUSED if claim is Claim.FAILED else claim


class ChecksOnlyHalf(Writer):
    def check(self, medium: Medium, start: int, stop: int) -> None:
        if start:
            stop = start + (stop - start) // BLOCK // 2 * BLOCK
        super().check(medium, start, stop)


class TrustsTheHead(Writer):
    def check(self, medium: Medium, start: int, stop: int) -> None:
        if start:
            super().check(medium, start, stop)


class CallsUncheckedVerified(Writer):
    def check(self, medium: Medium, start: int, stop: int) -> None: ...


class ComparesTheStickWithItself(Writer):
    def check(self, medium: Medium, start: int, stop: int) -> None:
        view = page_aligned(BLOCK)
        for offset in range(start, stop, BLOCK):
            length = min(BLOCK, stop - offset)
            part = view[: -(-length // medium.sector) * medium.sector]
            read_all(medium, self.name, part, offset)
            self.ledger.record(offset, length, digests(part))
        super().check(medium, start, stop)


class NeverBlanks(Writer):
    def blank(self, medium: Medium) -> None: ...


class WritesFrontToBack(Writer):
    def body(self, medium: Medium, supply: Alone, head: Head) -> None:
        write_all(medium, self.name, head.view, 0)
        super().body(medium, supply, head)

    def head(self, medium: Medium, head: Head) -> None: ...


class WritesTheHeadAtOnce(Writer):
    """The stick may store its first sector first."""

    def head(self, medium: Medium, head: Head) -> None:
        write_all(medium, self.name, head.view, 0)
        self.sync(medium)


class LeavesTheHead(Writer):
    """When it fails."""

    def take_back(self, medium: Medium) -> None: ...


class TakesWhateverIsThere(Writer):
    """Under the name of the drive that was chosen."""

    def release(self) -> None: ...

    @contextmanager
    def opened(self) -> Iterator[Medium]:
        with bare(self.drive, os.O_RDWR | os.O_EXCL | os.O_DIRECT) as medium:
            yield medium

    def look_at_identity(self, now: Identity) -> None: ...


class SharesTheDrive(Writer):
    """With whoever uses it already."""

    @contextmanager
    def opened(self) -> Iterator[Medium]:
        with bare(self.drive, os.O_RDWR | os.O_DIRECT) as medium:
            yield medium


class BelievesAShortImage(Writer):
    def body(self, medium: Medium, supply: Alone, head: Head) -> None:
        with suppress(ImageError):
            super().body(medium, supply, head)

    def look_at_length(self) -> None: ...


@contextmanager
def bare(drive: Drive, flags: int) -> Iterator[Medium]:
    """Opened without any of the looks that a back end takes: whatever is there is as if chosen."""
    fd = os.open(drive.info.node, flags | os.O_CLOEXEC)
    try:
        descriptor = Descriptor(fd)
        yield FdMedium(descriptor, drive.info.name, descriptor.identity())
    finally:
        os.close(fd)


def returned(steps: Generator[Event, None, T]) -> T:
    """What a stage returns in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
