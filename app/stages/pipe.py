"""Buffers on their way round: free, being read, being worked on, and free again.

The threads hand them on to each other through queues, and whoever follows the first in line is
woken once for it, when all works are done. Futures in place of the queues woke him for each of
them, behind a lock each: a tenth of all the processor's time.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, Self, TypeVar

from app.stages.patience import BEAT
from app.threads import begin


class Piece(Protocol):
    """What was read into a buffer."""

    @property
    def length(self) -> int: ...  # bytes; 0 behind the end


P = TypeVar("P", bound=Piece)
A = TypeVar("A")
B = TypeVar("B")


# From the place where the next piece would begin, and the length of one, to where it begins.
Leap = Callable[[int, int], int]


def in_order(offset: int, _length: int) -> int:
    """Nothing is leapt over."""
    return offset


class Way(Generic[P, A, B]):
    """One buffer's way through the pipe. `due` has an entry for each work that is not done with it,
    or where there are none, for the reading: to take one out needs no lock."""

    piece: P
    sunk: A = None  # type: ignore[assignment]  # what comes of no work
    tallied: B = None  # type: ignore[assignment]  # as above

    def __init__(self, buffer: memoryview, offset: int, works: int) -> None:
        self.buffer = buffer
        self.offset = offset
        self.read = False
        self.due = [None] * max(1, works)
        self.error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Work(Generic[P, A, B]):
    """What is done with all that was read, by so many threads. With one it is done in order."""

    name: str
    threads: int
    do: Callable[[Way[P, A, B]], None]


class Pipe(Generic[P, A, B]):
    """`read` fills a buffer with what belongs at an offset, counted up from `start`; what is
    shorter than its buffer is the last. Several `readers` read at once, what they have read is
    worked on in order. At the end what is queued is dropped, and what runs is waited for: reading
    for `patience` seconds at most. What `leap` passes over is never read.
    """

    def __init__(
        self,
        read: Callable[[memoryview, int], P],
        start: int,
        buffers: Iterable[memoryview],
        works: list[Work[P, A, B]],
        readers: int,
        patience: float | None,
        leap: Leap = in_order,
    ) -> None:
        self._read, self._next, self._patience, self._leap = read, start, patience, leap
        self._ended = self._left = False  # nothing more is read; nothing more is begun
        self._turn = threading.Lock()  # of those who read
        self._ways: deque[Way[P, A, B]] = deque()  # in order
        self._unread: deque[Way[P, A, B]] = deque()  # of these
        self._news: SimpleQueue[None] = SimpleQueue()  # one for each way that is at its end
        self._free: SimpleQueue[memoryview | None] = SimpleQueue()  # None ends who takes it
        for buffer in buffers:
            self._free.put(buffer)
        self._queues: list[SimpleQueue[Way[P, A, B] | None]] = [SimpleQueue() for _ in works]
        self._readers = [_thread("read", self._read_on) for _ in range(readers)]
        self._workers = [
            [_thread(work.name, self._work_on, queue, work.do) for _ in range(work.threads)]
            for work, queue in zip(works, self._queues, strict=True)
        ]

    def __enter__(self) -> Self:
        try:
            for thread in (*self._readers, *self._hands):
                begin(thread)
        except BaseException:  # there may be no more threads to be had
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._ended = self._left = True
        _end(self._readers, self._free, self._patience)
        for workers, queue in zip(self._workers, self._queues, strict=True):
            _end(workers, queue)

    @property
    def empty(self) -> bool:
        return self._ended and not self._ways

    def first(self) -> Way[P, A, B] | None:
        """The first in line, when it is at its end. Raises what went wrong on its way."""
        while self._ways and not self._ways[0].due:
            way = self._ways.popleft()
            if way.error is not None:
                raise way.error
            if way.piece.length:
                return way
        return None

    def recycle(self, way: Way[P, A, B]) -> None:
        """Its buffer is not looked at any more."""
        self._free.put(way.buffer)

    def heard(self) -> bool:
        """Waits until one is at its end; False when none was for a beat."""
        with suppress(Empty):
            self._news.get(timeout=BEAT)
            return True
        return False

    def demand_hands(self) -> None:
        """Raises MemoryError where one is missing: without memory a thread may end in the middle
        of handing over what it has."""
        needed = [*self._hands, *([] if self._ended else self._readers)]
        if not all(thread.is_alive() for thread in needed):
            raise MemoryError("a thread ended without an answer")

    @property
    def _hands(self) -> list[threading.Thread]:
        return [*chain.from_iterable(self._workers)]

    def _read_on(self) -> None:
        while (buffer := self._free.get()) is not None:
            with self._turn:
                if self._ended:
                    return
                self._next = self._leap(self._next, len(buffer))
                way: Way[P, A, B] = Way(buffer, self._next, len(self._queues))
                self._ways.append(way)
                self._unread.append(way)
                self._next += len(buffer)
            try:
                way.piece = self._read(buffer, way.offset)
            except BaseException as error:  # noqa: BLE001  raised by whoever follows
                way.error = error
            way.read = True
            with self._turn:
                self._hand_on()

    def _hand_on(self) -> None:
        """All that was read, in order."""
        while self._unread and self._unread[0].read:
            way = self._unread.popleft()
            length = way.piece.length if way.error is None else 0
            self._ended = self._ended or length < len(way.buffer)
            if length and self._queues:
                for queue in self._queues:
                    queue.put(way)
            else:
                way.due.clear()
                self._news.put(None)

    def _work_on(
        self, queue: SimpleQueue[Way[P, A, B] | None], do: Callable[[Way[P, A, B]], None]
    ) -> None:
        while (way := queue.get()) is not None:
            if self._left:
                continue
            try:
                do(way)
            except BaseException as error:  # noqa: BLE001  raised by whoever follows
                way.error = error
            way.due.pop()
            if not way.due:
                self._news.put(None)


def _thread(name: str, target: Callable[..., None], *args: object) -> threading.Thread:
    return threading.Thread(target=target, args=args, name=name, daemon=True)


def _end(
    threads: list[threading.Thread], queue: SimpleQueue[Any], patience: float | None = None
) -> None:
    """What runs is waited for, `patience` seconds at most."""
    begun = [thread for thread in threads if thread.ident is not None]
    for _ in begun:
        queue.put(None)
    for thread in begun:
        thread.join(patience)
