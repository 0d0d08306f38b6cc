"""Who does not answer is said once for each request, and again when the answer comes."""

import threading
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of

from app.control import Control
from app.drives.image_file import virtual_stick
from app.events import Event, Progressed, Stage, Warned
from app.stages.flow import filling_from, page_aligned
from app.stages.stall import Asked, Patience, Requests, in_words
from app.stages.sync import sync


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def said(events: list[Event]) -> list[str]:
    return [event.code for event in events if isinstance(event, Warned)]


SIGN = Progressed(Stage.WRITE, 5)


def test_a_request_that_takes_long_is_said_once_and_so_is_its_answer() -> None:
    clock = Clock()
    image = Requests(clock)
    patience = Patience("Stick {0}", "image.iso", lambda: image, clock)

    def job() -> Generator[Event]:
        with patience.drive.asking():
            for seconds in (0, 9.9, 0.1, 30):
                clock.now += seconds
                yield SIGN
        yield SIGN
        with patience.drive.asking():
            clock.now += 11
            yield SIGN

    told = list(patience.minding(job()))
    assert said(told) == ["drive-stalled", "drive-answers", "drive-stalled"]
    texts = [event.text for event in told if isinstance(event, Warned)]
    assert texts[0] == "Stick {0} has not answered for 10 seconds. Waiting…"
    assert texts[1] == "Stick {0} answers again, after 40 seconds."
    assert [event for event in told if event == SIGN] == [SIGN] * 6


def test_the_time_counts_on_while_it_lasts() -> None:
    clock = Clock()
    patience = Patience("Stick", "image.iso", Requests, clock)

    def job() -> Generator[Event]:
        with patience.drive.asking():
            for _ in range(600):
                clock.now += 1
                yield SIGN
        yield SIGN

    told = [event.text for event in patience.minding(job()) if isinstance(event, Warned)]
    times = ["10 seconds", "1 minute", "2 minutes", "4 minutes", "8 minutes"]
    assert told[:-1] == [f"Stick has not answered for {time}. Waiting…" for time in times]
    assert told[-1] == "Stick answers again, after 10 minutes."


def test_how_long_somebody_was_busy_counts_once_however_much_is_asked() -> None:
    clock = Clock()
    requests = Requests(clock)

    def after(seconds: float) -> float:
        clock.now += seconds
        return requests.busy

    assert after(5) == 0
    with requests.asking():
        assert after(1) == 1
        with requests.asking():
            assert after(2) == 3
        assert after(4) == 7
    assert after(8) == 7
    with requests.asking():
        assert after(16) == 23
    assert after(32) == 23


def test_each_is_named_by_itself() -> None:
    clock = Clock()
    image = Requests(clock)
    patience = Patience("Stick", "image.iso", lambda: image, clock)

    def job() -> Generator[Event]:
        with image.asking():
            clock.now += 10
            yield SIGN
        with patience.door.asking():
            clock.now += 10
            yield SIGN
        yield SIGN

    codes = ["image-stalled", "image-answers", "opening-stalled", "opening-answers"]
    assert said(list(patience.minding(job()))) == codes


def test_many_quick_requests_are_no_stall() -> None:
    clock = Clock()
    patience = Patience("Stick", "image.iso", lambda: Requests(clock), clock)

    def job() -> Generator[Event]:
        for _ in range(50):
            with patience.drive.asking():
                clock.now += 1
                yield SIGN

    assert said(list(patience.minding(job()))) == []


def test_the_oldest_of_several_counts() -> None:
    clock = Clock()
    requests = Requests(clock)
    with requests.asking():
        clock.now += 3
        with requests.asking():
            clock.now += 4
            assert requests.oldest is not None
            assert requests.oldest[1] == 7
        assert requests.oldest[1] == 7
    assert requests.oldest is None


def test_closing_goes_through() -> None:
    closed = []

    def job() -> Generator[Event]:
        try:
            yield SIGN
        finally:
            closed.append(True)

    events = Patience("Stick", "image.iso", Requests).minding(job())
    next(events)
    events.close()
    assert closed == [True]


def test_where_there_is_no_image_nobody_waits_for_it() -> None:
    clock = Clock()
    patience = Patience("Stick", clock=clock)

    def job() -> Generator[Event]:
        for _ in range(3):
            clock.now += 60
            yield SIGN

    assert list(patience.minding(job())) == [SIGN] * 3


def test_every_request_to_a_medium_counts(tmp_path: Path) -> None:
    requests, seen = Requests(), []
    drive = failing_stick(tmp_path / "stick.img", 1 << 20, Faults())
    buffer = page_aligned(4096)
    with drive.open() as opened:

        class Spy:
            """Looks who waits, from inside of the request."""

            size, sector, bypass = opened.size, opened.sector, opened.bypass
            identity = opened.identity

            def pread_into(self, buffer: memoryview, offset: int) -> int:
                seen.append(requests.oldest is not None)
                return opened.pread_into(buffer, offset)

            def pwrite(self, buffer: memoryview, offset: int) -> int:
                seen.append(requests.oldest is not None)
                return opened.pwrite(buffer, offset)

            def sync(self) -> None:
                seen.append(requests.oldest is not None)
                opened.sync()

        medium = Asked(Spy(), requests)
        assert (medium.size, medium.sector) == (opened.size, opened.sector)
        assert (medium.bypass, medium.identity()) == (opened.bypass, opened.identity())
        assert medium.pwrite(buffer, 0) == medium.pread_into(buffer, 4096) == 4096
        list(sync(medium, Control()))
    assert seen == [True, True, True]
    assert requests.oldest is None


def test_reading_an_image_counts(tmp_path: Path) -> None:
    requests, seen = Requests(), []
    source = source_of(tmp_path / "image.iso", image_bytes(4096))

    class Slow:
        def readinto(self, buffer: memoryview, /) -> int:
            seen.append(requests.oldest is not None)
            return 0

        def close(self) -> None: ...

    filling_from(Slow(), requests)(page_aligned(4096), 0)
    assert source.size == 4096
    assert seen == [True]
    assert requests.oldest is None


def test_a_stalled_drive_can_be_told_of_while_it_stalls(tmp_path: Path) -> None:
    """The sync of a real job, in a thread, with the clock running on."""
    clock, answer = Clock(), threading.Event()
    patience = Patience("Stick", "image.iso", lambda: Requests(clock), clock)
    with virtual_stick(tmp_path / "stick.img", 1 << 20).open() as opened:

        class Stuck(Asked):
            def sync(self) -> None:
                with patience.drive.asking():
                    answer.wait(20)

        codes = []
        for event in patience.minding(sync(Stuck(opened, Requests()), Control())):
            clock.now += 6
            if isinstance(event, Warned):
                codes.append(event.code)
                answer.set()
    assert codes == ["drive-stalled"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10.0, "10 seconds"),
        (59.4, "59 seconds"),
        (59.5, "1 minute"),
        (89.9, "1 minute"),
        (90.0, "2 minutes"),
        (660.0, "11 minutes"),
        (3600.0, "60 minutes"),
    ],
)
def test_times_in_words(seconds: float, said: str) -> None:
    assert in_words(seconds) == said


def test_each_of_those_that_are_waited_for_has_its_words() -> None:
    clock = Clock()
    image = Requests(clock)
    patience = Patience("Stick", "image.iso", lambda: image, clock)

    def job() -> Generator[Event]:
        for requests in (image, patience.door):
            with requests.asking():
                clock.now += 20
                yield SIGN
            yield SIGN

    told = [event.text for event in patience.minding(job()) if isinstance(event, Warned)]
    assert told == [
        "The disk that image.iso is on has not answered for 20 seconds. Waiting…",
        "The disk that image.iso is on answers again, after 20 seconds.",
        "Stick is still being opened. Perhaps a password is asked for somewhere.",
        "Stick is open, after 20 seconds.",
    ]


def test_an_answer_is_told_although_somebody_else_waits_by_now() -> None:
    clock = Clock()
    patience = Patience("Stick", "image.iso", Requests, clock)

    def job() -> Generator[Event]:
        with ExitStack() as second:
            with patience.drive.asking():
                clock.now += 20
                yield SIGN
                second.enter_context(patience.drive.asking())
            yield SIGN

    assert said(list(patience.minding(job()))) == ["drive-stalled", "drive-answers"]


def test_whoever_unpacks_is_not_a_disk_that_does_not_answer() -> None:
    clock = Clock()
    image = Requests(clock)
    patience = Patience("Stick", "image.bz2", lambda: image, clock)
    moved = 0
    image.moved = lambda: moved

    def job() -> Generator[Event]:
        nonlocal moved
        with image.asking():
            for work in (*[1] * 30, 0, 0, 0, 1, 1):
                moved += work
                clock.now += 5
                yield SIGN
        yield SIGN

    told = list(patience.minding(job()))
    assert said(told) == ["image-stalled", "image-answers"]
    assert [event.text for event in told if isinstance(event, Warned)] == [
        "The disk that image.bz2 is on has not answered for 10 seconds. Waiting…",
        "The disk that image.bz2 is on answers again, after 15 seconds.",
    ]


def test_whoever_was_seen_at_work_counts_as_another_one() -> None:
    clock = Clock()
    image = Requests(clock)
    moved = 0
    image.moved = lambda: moved
    seen = []
    with ExitStack() as first, ExitStack() as second:
        for stack in (first, second):
            stack.enter_context(image.asking())
        for moved in range(3):  # noqa: B007  read by `image.moved`
            seen.append(image.oldest)
            clock.now += 5
        first.close()
        seen.append(image.oldest)
    assert len({each[0] for each in seen if each}) == 4
    assert [each[1] for each in seen if each] == [0.0, 0.0, 0.0, 5.0]


def test_a_server_is_called_by_its_name() -> None:
    clock = Clock()
    image = Requests(clock)
    patience = Patience("Stick", "image.iso", lambda: image, clock, server="example.org")

    def job() -> Generator[Event]:
        with image.asking():
            clock.now += 10
            yield SIGN
        yield SIGN

    told = list(patience.minding(job()))
    assert [event.text for event in told if isinstance(event, Warned)] == [
        "example.org has not answered for 10 seconds. Waiting…",
        "example.org answers again, after 10 seconds.",
    ]


class _AtWork:
    """A stream that has done much for the little it hands on."""

    moved = 0

    def readinto(self, buffer: memoryview, /) -> int:
        self.moved += 1000
        return 0

    def close(self) -> None: ...


def test_what_a_stream_does_is_known_to_whoever_waits_for_it() -> None:
    image = Requests()
    filling_from(_AtWork(), image)(page_aligned(4096), 0)
    assert image.moved() == 1000
