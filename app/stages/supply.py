"""Where the bytes that a drive is written with come from: from a stream of its own, or from one
that several drives share (`app.stages.share`). The stages that write do not see a difference."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Protocol

from app.inspection.unused import Unused
from app.sources.source import Leaping, Stream, measure_of
from app.stages.flow import (
    ROOMY,
    Chunk,
    Done,
    Fill,
    Room,
    filling_from,
    flow,
)
from app.stages.grains import Fate
from app.stages.ledger import BLOCK, digests
from app.stages.pipe import Leap, in_order
from app.stages.stall import Requests

if TYPE_CHECKING:
    import hashlib

Sink = Callable[[Chunk], Fate]
Steps = Generator[Done[Fate, list[bytes]] | None]


def _sha256() -> "hashlib._Hash":
    import hashlib  # here, for it loads OpenSSL, which not everybody wants to wait for

    return hashlib.sha256()


class Tally:
    """Digests of each chunk, and one SHA-256 of the image's own bytes, in order."""

    def __init__(self, *, sha256: bool) -> None:
        self._whole = _sha256() if sha256 else None

    def __call__(self, chunk: Chunk) -> list[bytes]:
        found = []
        for place in range(0, len(chunk.view), BLOCK):  # while a block is in the processor's cache
            block = chunk.view[place : place + BLOCK]
            self.add(block[: chunk.length - place])
            found += digests(block)
        return found

    def add(self, image: memoryview) -> None:
        """The next bytes of the image."""
        if self._whole is not None:
            self._whole.update(image)

    @property
    def in_order(self) -> bool:
        """Whether the chunks have to come in theirs."""
        return self._whole is not None

    def copy(self) -> "Tally":
        """As it stands: it goes on by itself."""
        other = Tally(sha256=False)
        other._whole = self._whole.copy() if self._whole is not None else None
        return other

    @property
    def sha256(self) -> str | None:
        return self._whole.hexdigest() if self._whole is not None else None


class Supply(Protocol):
    """An image for one drive. `room` is what the drive may use when it is read back."""

    @property
    def room(self) -> Room: ...

    def head(self, view: memoryview, /) -> int:
        """Fill in the image's first bytes; returns how many there are. Blocks as reading does.
        Raises ImageError."""

    def body(self, sector: int, sink: Sink, /) -> Steps:
        """Everything behind the head, handed to `sink`, as `app.stages.flow.flow` does it. Raises
        ImageError, and what `sink` raises."""

    @property
    def sha256(self) -> str | None:
        """Of what was supplied so far; None when nobody asked for it."""

    @property
    def reading(self) -> Requests:
        """What was asked of the disk that the image is on."""

    @property
    def behind(self) -> bool:
        """Whether it fell behind the other drives, and is read for by itself from now on. Until the
        next bytes come, a packed image may have to be unpacked again as far as that."""


class Alone:
    """A stream for one drive. What of it is `unused` is not even read, where the stream can go on
    behind it and nobody wants its SHA-256."""

    room = ROOMY
    behind = False

    def __init__(
        self,
        stream: Stream,
        *,
        sha256: bool,
        reading: Requests | None = None,
        unused: Unused | None = None,
    ) -> None:
        self._stream = stream
        self.reading = reading or Requests()
        self._fill = filling_from(stream, self.reading)
        self._leap: Leap = in_order
        if isinstance(stream, Leaping) and unused is not None and not sha256:
            self._fill = _leaping(stream, self._fill)
            self._leap = unused.over
        self._tally = Tally(sha256=sha256)

    def head(self, view: memoryview, /) -> int:
        length = self._fill(view, 0)
        self._tally.add(view[:length])
        return length

    def body(self, sector: int, sink: Sink, /) -> Steps:
        measure = measure_of(self._stream)
        return flow(
            self._fill,
            BLOCK,
            sector,
            sink,
            self._tally,
            measure=measure,
            reads_image=True,
            leap=self._leap,
            tally_in_order=self._tally.in_order,
        )

    @property
    def sha256(self) -> str | None:
        return self._tally.sha256


def _leaping(stream: Leaping, fill: Fill) -> Fill:
    def there(view: memoryview, offset: int) -> int:
        stream.leap(offset)
        return fill(view, offset)

    return there
