"""What an image holds, piece by piece, read on a thread of its own: a disk that does not answer
keeps nobody from being stopped. The thread only reads; left behind, it ends with its answer, or
with us."""

from collections.abc import Generator
from contextlib import closing, suppress
from queue import Empty, Full, Queue
from threading import Event, Thread

from app.control import Control
from app.sources.source import Source
from app.threads import begin

STEP = 4 << 20  # bytes
_BEAT = 0.2  # seconds between two looks whether to go on
_LET_GO = 0.3  # seconds for what is being read when nobody wants it any more


def pieces(source: Source, control: Control) -> Generator[memoryview]:
    """Raises ImageError, Stopped."""
    given: Queue[memoryview | BaseException | None] = Queue(1)
    over = Event()
    thread = Thread(target=_read, args=(source, given, over), daemon=True)
    begin(thread)
    try:
        while (piece := _next(given, thread, control)) is not None:
            yield piece
    finally:
        over.set()
        thread.join(_LET_GO)


def _next(
    given: Queue[memoryview | BaseException | None], thread: Thread, control: Control
) -> memoryview | None:
    while True:
        control.checkpoint()
        with suppress(Empty):
            piece = given.get(timeout=_BEAT)
            if isinstance(piece, BaseException):
                raise piece
            return piece
        if not thread.is_alive() and given.empty():
            raise MemoryError("a thread ended without an answer")


def _read(source: Source, given: Queue[memoryview | BaseException | None], over: Event) -> None:
    last: BaseException | None = None
    try:
        with closing(source.stream()) as stream:
            view = memoryview(bytearray(STEP))
            while count := stream.readinto(view):
                if not _hand_over(view[:count], given, over):
                    return
                view = memoryview(bytearray(STEP))
    except BaseException as error:  # noqa: BLE001  handed to whoever wants the pieces, and raised there
        last = error
    _hand_over(last, given, over)


def _hand_over(
    piece: memoryview | BaseException | None,
    given: Queue[memoryview | BaseException | None],
    over: Event,
) -> bool:
    """False when nobody wants it any more."""
    while not over.is_set():
        with suppress(Full):
            given.put(piece, timeout=_BEAT)
            return True
    return False
