"""One image written to several drives at once: one reading, a job for each drive.

Each drive goes through its own `app.write`, stage for stage and in the same order, on a thread of
its own, and comes to an end of its own: what happens to one is nothing to the others. All that they
share is the reading (`app.stages.share`) and the door: drives are opened one after the other, so
that whoever is asked for a password is asked once, and the desktop remembers the answer.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

from app.control import Control, Controls
from app.drives.drive import Drive, DriveInfo, Ejection, Medium
from app.errors import AppError, unforeseen
from app.events import Event, Finished
from app.job import Job, foreseen
from app.plan import WritePlan
from app.stages.keep import Keep
from app.stages.patience import BEAT
from app.stages.portion import Portion
from app.stages.share import Leniency, Share
from app.threads import begin
from app.write import write

DOOR = 60.0  # seconds that a drive waits until another one has been opened


@dataclass(frozen=True, slots=True)
class Failed:
    """The last that is heard of a drive whose job did not finish; `Stopped` is such an error."""

    error: AppError


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of the drive with this number."""

    drive: int
    event: Event | Failed


Jobs = Generator[Heard | None]


def _as_it_is(job: Job, _plan: WritePlan, _keep: Keep) -> Job:
    return job


def run(
    plans: Sequence[WritePlan],
    drives: Sequence[Drive],
    controls: Controls | None = None,
    holds: Sequence[ExitStack] | None = None,
    through: Callable[[Job, WritePlan, Keep], Job] = _as_it_is,
    keep: Callable[[], Keep] = Keep,
    leniency: Leniency | None = None,
) -> Jobs:
    """All jobs as one generator. Of each drive comes a `Finished` or a `Failed`, and nothing after
    it; None comes where nothing was heard for a beat. Plans are of one image.

    To stop all, call `controls.stop()` or close the generator: it returns when the last drive has
    been left alone. `holds` keep finished drives open, as in `app.job.run`. The events of each job
    pass `through` a journal, say; what each overwrites first goes into a `keep`. `leniency`: how
    long the others wait for a slow one.
    """
    controls = controls or Controls(len(plans))
    heard: SimpleQueue[Heard] = SimpleQueue()
    door = threading.Lock()
    sectors, first = [plan.drive.sector for plan in plans], plans[0]
    with Share(first.source, sectors, sha256=first.sha256, leniency=leniency) as share:
        threads = []
        for number, (plan, drive) in enumerate(zip(plans, drives, strict=True)):
            control = controls[number]
            portion = Portion(share, share.takers[number])
            hold = holds[number] if holds is not None else None
            kept = keep()
            job = write(plan, _AtTheDoor(drive, door, control), control, hold, portion, kept)
            job = foreseen(through(job, plan, kept))
            say = partial(_say, heard, number)
            threads.append(threading.Thread(target=_follow, args=(job, portion, say), daemon=True))
        running: list[threading.Thread] = []
        try:
            for thread in threads:
                begin(thread)
                running.append(thread)
            yield from _listen(heard, running)
        finally:
            controls.stop()
            for thread in running:
                thread.join()


def _listen(heard: SimpleQueue[Heard], threads: Sequence[threading.Thread]) -> Jobs:
    """Raises MemoryError where a thread ended without a word."""
    running = len(threads)
    while running:
        ended = not any(thread.is_alive() for thread in threads)
        try:
            news = heard.get(timeout=BEAT)
        except Empty:
            if ended:
                raise MemoryError("a job ended without a word") from None
            yield None
            continue
        if isinstance(news.event, Finished | Failed):
            running -= 1
        yield news


def _say(heard: SimpleQueue[Heard], number: int, event: Event | Failed) -> None:
    heard.put(Heard(number, event))


def _follow(job: Job, portion: Portion, say: Callable[[Event | Failed], None]) -> None:
    """One drive's thread."""
    failed: AppError | None = None
    with closing(portion), closing(job):
        try:
            for event in job:
                say(event)
        except AppError as error:
            failed = error
        except Exception as error:  # noqa: BLE001  handed to whoever listens
            failed = unforeseen(error)
    if failed is not None:
        say(Failed(failed))


class _AtTheDoor:
    """A drive that is opened when no other is being opened."""

    def __init__(self, drive: Drive, door: threading.Lock, control: Control) -> None:
        self._drive = drive
        self._door = door
        self._control = control

    @property
    def info(self) -> DriveInfo:
        return self._drive.info

    def release(self) -> None:
        self._drive.release()

    @contextmanager
    def open(self, *, write: bool = True) -> Iterator[Medium]:
        with ExitStack() as stack:
            mine = self._door.acquire(timeout=DOOR)
            try:
                self._control.checkpoint()
                medium = stack.enter_context(self._drive.open(write=write))
            finally:
                if mine:
                    self._door.release()
            yield medium

    def eject(self) -> Ejection:
        return self._drive.eject()
