"""A file on the web as the innermost layer: fetched in one go, and taken up again where the
connection broke.

The file is the one that was opened as long as its length and its strong validator are (RFC 9110,
sections 8.8 and 13.1.5). Without a validator, or from a server that hands out no ranges, nothing is
taken up again: then the job fails, and what it was writing is left plainly unfinished.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing

from app.address import Address
from app.errors import ImageChanged, NotFetched
from app.network import Answer, Client, Told
from app.sources.glance import MOST, PIECE, Glance, GlanceStream
from app.sources.passing import Contents, Passage, Taker
from app.sources.source import Stream

TRIES = 6  # in a row, without a byte
PAUSE = 1.0  # seconds before the second try, and twice as long before each one after that
_FIRST = 4 * PIECE  # bytes that are looked at in any case


class WebFile:
    """The layer for whoever writes: always from one place on, and seen by the takers. While it is
    `looking`, as long as its layers are told apart, there is no more of it than was glanced at."""

    direct = False

    def __init__(self, client: Client, asked: Address, name: str, *, pause: float = PAUSE) -> None:
        """Fetches the first bytes. Raises AddressRefused, NotFetched."""
        self.name = name
        self.client = client
        self.asked = asked
        self._pause = pause
        self.looking = True
        with closing(client.get(asked, 0, _FIRST)) as answer:
            self.address, self.told = answer.address, answer.told
            ranges = answer.told.partial
            self.glance = Glance(name, self.size, self._range if ranges else None)
            most = answer.told.length if ranges else min(answer.told.length, MOST)
            self.glance.put(0, fetch(answer, most))
        self.passage = Passage(self.size, ())

    @property
    def size(self) -> int:
        return self.told.total

    def pass_to(self, takers: Sequence[Taker], contents: Contents | None = None) -> None:
        """Before anything is streamed."""
        self.passage = Passage(self.size, takers, contents)

    def give_up(self) -> None:
        """What takers have not got by now they will not get."""
        self.passage.give_up()

    def stream(self, start: int = 0) -> Stream:
        if self.looking:
            return GlanceStream(self.glance, start)
        return WebStream(self, self.passage, start, self._pause)

    def look(self) -> Glance:
        return self.glance

    def ask(self, start: int, stop: int | None = None, *, anew: bool = False) -> Answer:
        """`anew`: from the address that was named, since the one it led to may be worth nothing any
        more. Raises NotFetched, AddressRefused, ImageChanged."""
        address = self.asked if anew else self.address
        answer = self.client.get(address, start, stop, self.told.mark)
        try:
            self._demand_same(answer.told, start)
        except (ImageChanged, NotFetched):
            answer.close()
            raise
        self.address = answer.address
        return answer

    def _demand_same(self, told: Told, start: int) -> None:
        if told.total != self.size:
            raise ImageChanged(self.name, f"it had {self.size:,} bytes and has {told.total:,} now")
        if told.mark != self.told.mark:
            raise ImageChanged(self.name, "the server has another file there now")
        if told.start != start:
            raise NotFetched(self.address.host, "it hands out files as a whole alone")

    def _range(self, start: int, stop: int) -> bytes:
        with closing(self.ask(start, stop)) as answer:
            return fetch(answer, stop - start)


def fetch(answer: Answer, length: int) -> bytes:
    """The first bytes of its body. Raises NotFetched."""
    view = memoryview(bytearray(length))
    filled = 0
    while filled < length and (got := answer.readinto(view[filled:])):
        filled += got
    return bytes(view[:filled])


class WebStream:
    """From `start` to the end, over as many connections as that takes. Raises NotFetched,
    ImageChanged, and what takers raise."""

    def __init__(self, file: WebFile, passage: Passage, start: int, pause: float) -> None:
        self._file = file
        self._passage = passage
        self._place = start
        self._pause = pause
        self._answer: Answer | None = None
        self._failures = 0
        self._closed = threading.Event()

    def readinto(self, buffer: memoryview, /) -> int:
        wanted = min(len(buffer), max(0, self._file.size - self._place))
        filled = 0
        while filled < wanted:
            try:
                got = self._some(buffer[filled:wanted])
            except NotFetched as error:
                self._wait(error)
                continue
            view = buffer[filled : filled + got]
            self._file.glance.demand_same(self._place, view)
            self._passage.tell(self._place, view)
            self._place += got
            filled += got
        return filled

    def _some(self, view: memoryview) -> int:
        if self._answer is None:
            self._answer = self._file.ask(self._place, anew=self._failures > 1)
        got = self._answer.readinto(view)
        self._failures = 0
        return got

    def _wait(self, error: NotFetched) -> None:
        """Until it is tried again; raises the error where that would be no use."""
        self._drop()
        self._failures += 1
        again = error.passing or self._failures == 2  # what we were sent to may have run out
        told = self._file.told
        goes_on = not self._place or (told.partial and told.mark)
        if error.passing and not goes_on:
            why = f"{error.why}, and there it can’t be taken up again"
            raise NotFetched(error.host, why) from error
        if not again or self._failures >= TRIES:
            raise error
        if self._closed.wait(0 if self._failures == 1 else self._pause * 2 ** (self._failures - 2)):
            raise error

    def _drop(self) -> None:
        if self._answer is not None:
            self._answer.close()
            self._answer = None

    def close(self) -> None:
        self._closed.set()
        self._drop()
