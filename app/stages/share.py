"""One reading of an image for several drives: read once, unpacked once, hashed once.

A thread of its own reads into BUFFERS buffers. Each piece goes to every drive, and its buffer is
used again when all of them have written it, so no drive gets further ahead of another than that.
Nobody shall wait for a slow drive, though. Whenever the reader has no buffer left because of one
drive while another has nothing to do, that time is held against it; when it has cost the others
more than the `Leniency` allows, it is let go: the others have new buffers in place of those that it
still writes from, and it goes on where it is by reading the image itself (`app.stages.portion`). A
drive that is not ready some time after the first starts like that.

Sticks of one kind pause now and then, each at another moment, and that must not end the shared
reading. What another reading costs decides how much is forgiven: next to nothing for a plain file,
but to unpack once more takes a processor that the others may need.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from typing import Self

from app.errors import Stopped
from app.sources.source import Source, measure_of
from app.stages.daemons import LET_GO
from app.stages.flow import CHUNK, Fill, Measure, filling_from, page_aligned
from app.stages.ledger import BLOCK
from app.stages.patience import BEAT
from app.stages.piece import Piece, Tallied
from app.stages.stall import Requests
from app.stages.supply import Tally
from app.threads import Pool, begin

BUFFERS = 6  # of CHUNK bytes: a pause of half a second at the speed of a good stick


@dataclass(frozen=True, slots=True)
class Leniency:
    """What one drive may cost the others: `grace` seconds, or `allowance` of the time so far, when
    that is more; and `gather` seconds in the beginning, until it is ready."""

    grace: float
    allowance: float
    gather: float = 10.0


PLAIN = Leniency(grace=1.0, allowance=0.02)
PACKED = Leniency(grace=3.0, allowance=0.05)

_NONE = memoryview(b"")


class Taker:
    """What the share knows of one drive."""

    def __init__(self) -> None:
        self.queue: deque[Piece] = deque()  # read for it, not yet taken
        self.in_hand: set[Piece] = set()  # being written
        self.news = threading.Event()
        self.arrived = False
        self.attached = True
        self.held = 0.0  # seconds that the others waited for it


class Share:
    """The shared reading. Enter it before the drives' jobs begin."""

    def __init__(
        self,
        source: Source,
        sectors: Sequence[int],
        *,
        sha256: bool = True,
        leniency: Leniency | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`sectors`: the logical sector size of each drive, in the order of `takers`."""
        self.source = source
        self._leniency = leniency or (PACKED if source.layers else PLAIN)
        self.takers = tuple(Taker() for _ in sectors)
        self.head: Future[tuple[bytes, Tally]] = Future()
        self.reading = Requests()
        self.whole: Tally | None = None  # once the image was read to its end
        self._sectors = frozenset(sectors)
        self._tally = Tally(sha256=sha256)
        self._clock = clock
        self._changed = threading.Condition()
        self._free = deque(page_aligned(CHUNK) for _ in range(BUFFERS))
        self._pieces: deque[Piece] = deque()  # those that somebody still needs, in order
        self._first: float | None = None  # when the first drive was ready
        self._ended = self._closed = False
        self._error: Exception | None = None
        self._tallying = Pool(1, "tally")
        self._reader = threading.Thread(target=self._run, name="share", daemon=True)

    def __enter__(self) -> Self:
        begin(self._reader)
        return self

    def __exit__(self, *_: object) -> None:
        """What is being read is waited for, as long as that is worth it."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._reader.join(LET_GO if self.reading.oldest else None)
        self._tallying.shutdown(wait=True)

    def arrive(self, taker: Taker) -> None:
        """This drive is ready for the body."""
        with self._changed:
            taker.arrived = True
            self._first = self._clock() if self._first is None else self._first
            self._changed.notify_all()

    def leave(self, taker: Taker) -> None:
        """This drive needs nothing any more, and has no request under way."""
        with self._changed:
            taker.attached = False
            taker.queue.clear()
            taker.in_hand.clear()
            for piece in tuple(self._pieces):
                self._let_go(piece, taker)
            self._changed.notify_all()

    def next_for(self, taker: Taker) -> Piece | None:
        """The next piece, which is then in the drive's hands; None when there is none yet."""
        with self._changed:
            if not taker.queue:
                return None
            piece = taker.queue.popleft()
            taker.in_hand.add(piece)
            return piece

    def done_with(self, piece: Piece, taker: Taker) -> None:
        with self._changed:
            taker.in_hand.discard(piece)
            self._let_go(piece, taker)

    def over_for(self, taker: Taker) -> bool:
        """Whether this drive gets nothing more from here. Raises ImageError when reading failed."""
        with self._changed:
            if taker.queue or not taker.attached:
                return not taker.queue
            if self._error is not None:
                raise self._error
            return self._ended

    def _run(self) -> None:
        try:
            with closing(self.source.stream()) as stream:
                fill = filling_from(stream, self.reading)
                self._read_head(fill)
                self._gather()
                self._read_body(fill, measure_of(stream))
        except Exception as error:  # noqa: BLE001  handed to the drives, which raise it
            self._end(error)

    def _read_head(self, fill: Fill) -> None:
        view = memoryview(bytearray(BLOCK))
        length = fill(view, 0)
        self._tally.add(view[:length])
        self.head.set_result((bytes(view[:length]), self._tally.copy()))
        self._ended = length < BLOCK

    def _gather(self) -> None:
        """Until all drives are ready, or have waited long enough for those that are not."""
        with self._changed:
            while self._missing() and not self._closed and not self._waited_enough():
                self._changed.wait(BEAT)
            for taker in self._missing():
                self._detach(taker)

    def _missing(self) -> list[Taker]:
        return [each for each in self.takers if each.attached and not each.arrived]

    def _waited_enough(self) -> bool:
        return self._first is not None and self._clock() > self._first + self._leniency.gather

    def _read_body(self, fill: Fill, measure: Measure) -> None:
        offset = BLOCK
        while not self._ended:
            buffer = self._buffer()
            if buffer is None:
                return
            length = fill(buffer, offset)
            if length:
                self._publish(Piece(offset, length, buffer, measure()))
            offset += length
            if length < CHUNK:
                break
        self._tallying.submit(self._end)  # behind the last piece

    def _end(self, error: Exception | None = None) -> None:
        with self._changed:
            self._ended, self._error = True, error
            if error is None:
                self.whole = self._tally
            self._free.clear()
            if not self.head.done():
                self.head.set_exception(error or Stopped())
            for taker in self.takers:
                taker.news.set()

    def _publish(self, piece: Piece) -> None:
        with self._changed:
            attached = [each for each in self.takers if each.attached]
            piece.takers = {self, *attached}
            piece.tallied = self._tallying.submit(Tallied, piece, self._sectors, self._tally)
            self._pieces.append(piece)
            for taker in attached:
                taker.queue.append(piece)
                taker.news.set()
        piece.tallied.add_done_callback(lambda _: self._was_tallied(piece, attached))

    def _was_tallied(self, piece: Piece, attached: list[Taker]) -> None:
        with self._changed:
            self._let_go(piece, self)
        for taker in attached:
            taker.news.set()

    def _buffer(self) -> memoryview | None:
        """A free one; None when nobody needs it any more."""
        with self._changed:
            while not self._closed and any(taker.attached for taker in self.takers):
                if self._free:
                    return self._free.popleft()
                held_up_by, began = self._held_up_by(), self._clock()
                self._changed.wait(BEAT)
                self._blame(held_up_by, self._clock() - began)
            return None

    def _held_up_by(self) -> list[Taker]:
        """The drives for whom another one waits just now."""
        attached = [each for each in self.takers if each.attached]
        if not any(not each.queue and not each.in_hand for each in attached):
            return []
        return [each for each in attached if self._pieces and each in self._pieces[0].takers]

    def _blame(self, held_up_by: list[Taker], seconds: float) -> None:
        elapsed, lenient = self._clock() - (self._first or 0.0), self._leniency
        for taker in held_up_by:
            taker.held += seconds
            if taker.attached and taker.held > max(lenient.grace, lenient.allowance * elapsed):
                self._detach(taker)

    def _detach(self, taker: Taker) -> None:
        """It goes on by itself, behind what it has in hand. The kernel may go on reading from those
        buffers for a long time, so others take their place."""
        taker.attached = False
        taker.queue.clear()
        for piece in taker.in_hand:
            if not piece.given_up:
                piece.given_up = True
                self._free.append(page_aligned(CHUNK))
        for piece in tuple(self._pieces):
            self._let_go(piece, taker)
        taker.news.set()

    def _let_go(self, piece: Piece, taker: object) -> None:
        if taker not in piece.takers:
            return
        piece.takers.discard(taker)
        if not piece.takers:
            self._pieces.remove(piece)
            if not piece.given_up and not self._ended:
                self._free.append(piece.buffer)
            piece.buffer = _NONE  # what remembers the piece shall not keep its memory
            self._changed.notify_all()
