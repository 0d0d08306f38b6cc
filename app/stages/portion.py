"""One drive's portion of a shared reading, and how it goes on alone when it was let go."""

import threading
from collections import deque
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass

from app.errors import ImageChanged, Stopped
from app.sources.source import Source, Stream, share_of
from app.stages.daemons import leave
from app.stages.flow import CROWDED, HANDS, Chunk, Done, filling_from, flow
from app.stages.grains import Fate
from app.stages.ledger import BLOCK
from app.stages.patience import BEAT
from app.stages.piece import Piece
from app.stages.share import Share, Taker
from app.stages.stall import Requests
from app.stages.supply import Sink, Steps, Tally
from app.threads import Pool

IN_HAND = HANDS  # pieces: while two are written, the third is at hand
_SKIP = 1 << 20  # bytes of a packed image unpacked once more between two looks at a stop


@dataclass(frozen=True, slots=True)
class _Work:
    piece: Piece
    chunk: Chunk
    sunk: Future[Fate]

    @property
    def is_done(self) -> bool:
        return self.sunk.done() and self.piece.tallied.done()


class Portion:
    """A `Supply`. `close` it when the drive's job has ended, however it did."""

    room = CROWDED

    def __init__(self, share: Share, taker: Taker) -> None:
        self._share = share
        self._taker = taker
        self._tally = Tally(sha256=False)
        self._place = BLOCK  # behind what was written
        self.behind = False
        self._alone = Requests()  # of a reading of its own

    @property
    def reading(self) -> Requests:
        return self._alone if self.behind else self._share.reading

    def head(self, view: memoryview, /) -> int:
        found, self._tally = self._share.head.result()
        view[: len(found)] = found
        return len(found)

    def body(self, sector: int, sink: Sink, /) -> Steps:
        self._share.arrive(self._taker)
        yield from self._together(sector, sink)
        if not self._taker.attached:
            self.behind = True
            yield from self._by_itself(sector, sink)
            self._demand_same()

    @property
    def sha256(self) -> str | None:
        """Its own, where it went on alone; the shared one where it took every piece."""
        return self._tally.sha256

    def close(self) -> None:
        self._share.leave(self._taker)

    def _together(self, sector: int, sink: Sink) -> Steps:
        works: deque[_Work] = deque()
        news = self._taker.news
        # With as many hands as pieces: when this is left, nothing waits that would be begun still.
        with Pool(IN_HAND, "sink") as pool:
            while works or not self._share.over_for(self._taker):
                news.clear()
                if works and works[0].is_done:
                    work = works.popleft()
                    yield self._done(work, sector)
                    self._share.done_with(work.piece, self._taker)
                elif not self._took_one(works, pool, sector, sink) and not news.wait(BEAT):
                    yield None

    def _took_one(
        self,
        works: deque[_Work],
        pool: Pool,
        sector: int,
        sink: Sink,
    ) -> bool:
        if len(works) == IN_HAND:
            return False
        piece = self._share.next_for(self._taker)
        if piece is None:
            return False
        chunk, news = piece.chunk(sector), self._taker.news
        sunk = pool.submit(sink, chunk)
        sunk.add_done_callback(lambda _: news.set())
        works.append(_Work(piece, chunk, sunk))
        return True

    def _done(self, work: _Work, sector: int) -> Done[Fate, list[bytes]]:
        fate = work.sunk.result()
        tallied = work.piece.tallied.result()
        self._tally, self._place = tallied.behind, work.chunk.end
        return Done(work.chunk, fate, tallied.digests[sector])

    def _by_itself(self, sector: int, sink: Sink) -> Steps:
        self._tally = self._tally.copy()
        with closing(_Again(self._share.source, self._place, self._alone)) as again:
            steps = flow(
                again,
                self._place,
                sector,
                sink,
                self._tally,
                room=CROWDED,
                measure=again.measure,
                reads_image=True,
            )
            # Left in this order: what is being skipped ends before it is waited for.
            with closing(steps), again:
                yield from steps

    def _demand_same(self) -> None:
        """Raises ImageChanged when the second reading differs from the shared one."""
        whole = self._share.whole
        if whole is not None and whole.sha256 != self._tally.sha256:
            raise ImageChanged(self._share.source.name, "read a second time, it was different")


class _Again:
    """Fills buffers from `place` of the image on. Unpacking what lies before it takes its time, and
    ends soon when the context is left."""

    def __init__(self, source: Source, place: int, reading: Requests) -> None:
        self._source = source
        self._reading = reading
        self._place = place
        self._stream: Stream | None = None
        self._left = threading.Event()

    def __call__(self, view: memoryview, _offset: int) -> int:
        if self._stream is None:
            packed = bool(self._source.layers)
            self._stream = self._source.stream(0 if packed else self._place)
            self._skip(self._stream, self._place if packed else 0, view)
        return filling_from(self._stream, self._reading)(view, 0)

    def measure(self) -> float | None:
        return share_of(self._stream) if self._stream is not None else None

    def __enter__(self) -> "_Again":
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()

    def close(self) -> None:
        if self._stream is not None:
            leave(self._stream.close)

    def _skip(self, stream: Stream, count: int, scratch: memoryview) -> None:
        while count and (got := stream.readinto(scratch[: min(count, _SKIP)])):
            if self._left.is_set():
                raise Stopped
            count -= got
