"""What is fetched is seen once, while it goes to the drive: whoever wants to sum it up, or to keep
it, takes it on the way."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from app.errors import AppError, UnsupportedImage
from app.sources.source import Shortened, Stream
from app.sources.through import Through


class Taker(Protocol):
    """Somebody who wants a file's bytes, from the first to the last."""

    def take(self, data: memoryview, /) -> None:
        """The next ones. Raises AppError."""

    def finish(self) -> None:
        """All were there, also of what is packed in it. Raises AppError."""

    def give_up(self) -> None:
        """There will be no more."""


class Contents(Protocol):
    """Somebody who wants what is packed in the file."""

    def take(self, data: memoryview, /) -> None:
        """The next bytes."""

    def finish(self, behind: bytes, /) -> None:
        """All were there, and `behind` them what is none of the image's."""


class Passage:
    """The bytes of a file of `size`, told from several streams perhaps: each is passed on once and
    in order, and so are those of what is packed in it, where somebody wants these. What a taker
    raised is raised again at whoever comes later."""

    def __init__(
        self, size: int, takers: Sequence[Taker], contents: Contents | None = None
    ) -> None:
        self._size = size
        self._takers = takers
        self._contents = contents
        self._place = 0
        self._image_place = 0
        self._image_ended = contents is None
        self._failed: AppError | None = None
        self._lock = threading.Lock()

    def tell(self, place: int, data: memoryview) -> None:
        """What was fetched from `place` on. Raises what takers raise."""
        with self._lock:
            if self._failed is not None:
                raise self._failed
            if self._takers and place <= self._place < place + len(data):
                self._guarded(lambda: self._pass_on(data[self._place - place :]))

    def telling(self, stream: Stream, start: int, size: int | None) -> Stream:
        """A stream of the image from `start` on, which tells of it. `size`: None where only its end
        tells; where it is known, its last bytes are not handed out before takers have agreed."""
        return stream if self._contents is None else _Telling(stream, self, start, size)

    def tell_image(self, place: int, data: memoryview) -> None:
        """What the image has from `place` on."""
        with self._lock:
            if self._contents and place <= self._image_place < place + len(data):
                self._contents.take(data[self._image_place - place :])
                self._image_place = place + len(data)

    def end_image(self, place: int, behind: bytes) -> None:
        """The image ends there. Raises what takers raise."""
        with self._lock:
            if self._failed is not None:
                raise self._failed
            if self._contents and place == self._image_place and not self._image_ended:
                self._contents.finish(behind)
                self._image_ended = True
                self._guarded(self._finish_both)

    def give_up(self) -> None:
        """Whatever was not whole by now will never be."""
        with self._lock:
            if not self._whole or self._failed is not None:
                for taker in self._takers:
                    taker.give_up()

    @property
    def _whole(self) -> bool:
        return self._place == self._size and self._image_ended

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except AppError as error:
            self._failed = error
            raise

    def _pass_on(self, data: memoryview) -> None:
        for taker in self._takers:
            taker.take(data)
        self._place += len(data)
        if self._whole:
            self._finish()

    def _finish_both(self) -> None:
        """Of a file that goes on behind its image nobody could say what it is as a whole."""
        if not self._whole:
            raise UnsupportedImage("This file goes on behind its image.", "Download it first.")
        self._finish()

    def _finish(self) -> None:
        for taker in self._takers:
            taker.finish()


class _Telling(Through):
    def __init__(self, stream: Stream, passage: Passage, start: int, size: int | None) -> None:
        super().__init__(stream)
        self._passage = passage
        self._place = start
        self._size = size

    def readinto(self, buffer: memoryview, /) -> int:
        count = self._stream.readinto(buffer)
        self._passage.tell_image(self._place, buffer[:count])
        self._place += count
        if count < len(buffer) or self._place == self._size:
            behind = self._stream.behind if isinstance(self._stream, Shortened) else b""
            self._passage.end_image(self._place, behind)
        return count
