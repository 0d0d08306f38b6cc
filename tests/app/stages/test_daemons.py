"""What only reads an image is left behind when it never ends; nothing else is."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.control import Control
from app.errors import Stopped
from app.events import Progressed, Stage
from app.job import run
from app.plan import plan_write
from app.sources.source import Stream
from app.stages.daemons import LET_GO, answered, leave
from app.stages.patience import BEAT


@pytest.fixture
def answer() -> Iterator[threading.Event]:
    """Until it is set, nothing comes from the disk; no thread outlives the test."""
    event = threading.Event()
    yield event
    event.set()


def test_the_program_may_end_before_it_does() -> None:
    """Python waits for every thread that is no daemon. Named, for whoever looks where one hangs."""
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        thread = threading.current_thread()
        seen.append((thread.name, thread.daemon))

    leave(look)
    assert seen == [("leaving", True)]


def test_leaving_does_not_wait_for_what_hangs(answer: threading.Event) -> None:
    left: list[bool] = []
    leave(lambda: left.append(answer.wait(60)))
    assert not left


def test_leaving_waits_for_what_is_quick() -> None:
    """The drive's job ends behind it: what it closes is closed then."""
    done: list[int] = []

    def close() -> None:
        threading.Event().wait(0.05)
        done.append(1)

    leave(close)
    assert done == [1]


def test_a_write_is_stopped_although_its_image_never_answers(
    tmp_path: Path, answer: threading.Event
) -> None:
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    stalled = threading.Event()

    class Stalling:
        """The image's disk goes silent behind the head."""

        path, identity, size, layers = source.path, source.identity, source.size, source.layers
        name, look = source.name, source.look

        def stream(self, start: int = 0) -> Stream:
            inner = source.stream(start)

            class Slow:
                def readinto(self, buffer: memoryview, /) -> int:
                    if len(buffer) > 1 << 20:
                        stalled.set()
                        answer.wait(60)
                    return inner.readinto(buffer)

                def close(self) -> None:
                    inner.close()

            return Slow()

    faults, control = Faults(), Control()
    drive = failing_stick(tmp_path / "stick.img", 16 << 20, faults)
    job = run(plan_write(Stalling(), whole_report(9 << 20), drive.info), drive, control)

    def follow() -> None:
        for event in job:
            if isinstance(event, Progressed) and event.stage is Stage.WRITE and stalled.is_set():
                control.stop()

    with pytest.raises(Stopped):
        follow()
    assert not answer.is_set()
    assert (tmp_path / "stick.img").read_bytes()[:512] == bytes(512)


def test_a_thread_that_ended_without_an_answer() -> None:
    """Without memory it can't even hand over what went wrong; nobody waits for it for ever."""
    with pytest.raises(MemoryError, match=r"^a thread ended without an answer$"):
        answered(Future())


def test_what_it_answered() -> None:
    future: Future[int] = Future()
    future.set_result(3)
    assert answered(future) == 3


def test_a_stop_that_waits_for_all_of_it_stays_within_a_second() -> None:
    """For the next sign of life, for what is being read, and for its closing."""
    assert BEAT + 2 * LET_GO < 1.0
