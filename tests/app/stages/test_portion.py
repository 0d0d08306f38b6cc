"""One drive's portion: together with the others as long as it keeps up, by itself from then on."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from support_images import ClaimingSource, image_bytes, source_of
from support_media import Drip

from app.errors import ImageChanged, Stopped, WriteRefused
from app.sources.source import FileIdentity, Source
from app.stages.flow import CHUNK, CROWDED, Chunk
from app.stages.grains import WRITTEN, Fate
from app.stages.ledger import BLOCK, digests
from app.stages.portion import IN_HAND, Portion, _Again
from app.stages.share import Leniency, Share
from app.stages.stall import Requests

LENGTH = BLOCK + 3 * CHUNK + 700
IMAGE = image_bytes(LENGTH)
NEVER = Leniency(grace=600.0, allowance=1.0, gather=600.0)
LONG = 30.0  # seconds: only a failing test waits so long


@pytest.fixture(params=[(), ("gzip",)], ids=["plain", "packed"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", IMAGE, layers=request.param)


class Drive:
    """Takes a portion, head and body, on a thread of its own."""

    def __init__(
        self, share: Share, number: int, sink: Callable[[Chunk], None] | None = None
    ) -> None:
        self.portion = Portion(share, share.takers[number])
        self.content = bytearray(LENGTH)
        self.places: list[tuple[int, int]] = []
        self.tallied: list[bytes] = []
        self.error: Exception | None = None
        self._sink = sink
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _fate(self, chunk: Chunk) -> Fate:
        if self._sink is not None:
            self._sink(chunk)
        return WRITTEN

    def _run(self) -> None:
        try:
            view = memoryview(bytearray(BLOCK))
            length = self.portion.head(view)
            self.content[:length] = view[:length]
            for step in self.portion.body(512, self._fate):
                if step is not None:
                    chunk = step.chunk
                    self.content[chunk.offset : chunk.end] = chunk.view[: chunk.length]
                    self.places.append((chunk.offset, chunk.length))
                    self.tallied += step.tallied
        except Exception as error:  # noqa: BLE001  looked at by the test
            self.error = error
        finally:
            self.portion.close()

    def end(self) -> "Drive":
        self.thread.join(LONG)
        assert not self.thread.is_alive()
        return self


def whole(drive: Drive) -> bool:
    """Whether it got the image, in order, with its digests and the sum of it."""
    rest = IMAGE[BLOCK:].ljust(-(-(LENGTH - BLOCK) // 512) * 512, b"\0")
    ends = [offset + length for offset, length in drive.places]
    return (
        drive.error is None
        and drive.content == IMAGE
        and [offset for offset, _ in drive.places] == [BLOCK, *ends[:-1]]
        and drive.tallied == digests(memoryview(rest))
        and drive.portion.sha256 == hashlib.sha256(IMAGE).hexdigest()
    )


def test_together(source: Source) -> None:
    with Share(source, [512, 512], leniency=NEVER) as share:
        drives = [Drive(share, number).end() if number else Drive(share, 0) for number in range(2)]
        for drive in drives:
            assert whole(drive.end())
            assert not drive.portion.behind


def test_one_that_was_let_go_before_it_began_reads_by_itself(source: Source) -> None:
    with Share(source, [512, 512], leniency=NEVER) as share:
        share.head.result(LONG)
        share._detach(share.takers[1])
        first, late = Drive(share, 0).end(), Drive(share, 1).end()
        assert whole(first)
        assert whole(late)
        assert late.portion.behind
        assert not first.portion.behind
        assert max(length for _, length in late.places) == CROWDED.chunk  # memory is fixed


def test_several_that_were_let_go_at_one_place_are_summed_up_apart(source: Source) -> None:
    with Share(source, [512, 512], leniency=NEVER) as share:
        share.head.result(LONG)
        for taker in share.takers:
            share._detach(taker)
        assert whole(Drive(share, 0).end())
        assert whole(Drive(share, 1).end())


def test_by_itself_it_does_not_wait_for_a_disk_that_never_answers(source: Source) -> None:
    asked, answer = threading.Event(), threading.Event()

    class Silent(Drip):
        def readinto(self, buffer: memoryview, /) -> int:
            if self.place > BLOCK:
                asked.set()
                answer.wait(LONG)
            return super().readinto(buffer)

    with Share(source, [512], leniency=NEVER) as share:
        share.head.result(LONG)
        share._detach(share.takers[0])
        share.source = _source_over(source.path.parent, Silent(IMAGE, most=BLOCK))
        portion = Portion(share, share.takers[0])
        portion.head(memoryview(bytearray(BLOCK)))
        steps = portion.body(512, lambda _: WRITTEN)
        while not asked.is_set():
            assert next(steps) is None
        steps.close()
        assert not answer.is_set()
        answer.set()
        portion.close()


def test_one_that_falls_behind_goes_on_where_it_is(source: Source) -> None:
    go_on = threading.Event()

    def slowly(chunk: Chunk) -> None:
        if chunk.offset >= BLOCK + CHUNK:
            assert go_on.wait(LONG)

    with Share(source, [512, 512], leniency=NEVER) as share:
        first, slow = Drive(share, 0), Drive(share, 1, slowly)
        first.end()
        with share._changed:
            share._detach(share.takers[1])
        go_on.set()
        assert whole(first)
        assert whole(slow.end())


def test_a_second_reading_that_differs_is_no_success(source: Source) -> None:
    with Share(source, [512, 512], leniency=NEVER) as share:
        share.head.result(LONG)
        share._detach(share.takers[1])
        assert whole(Drive(share, 0).end())
    with source.path.open("r+b") as file:
        file.seek(LENGTH - 9)
        file.write(b"x")
    late = Drive(share, 1).end()
    assert isinstance(late.error, ImageChanged)
    if source.layers:  # a plain file is asked for its time at each reading
        assert late.error.why == "read a second time, it was different"


def test_while_the_shared_reading_goes_on_nobody_knows(source: Source) -> None:
    """A drive that went ahead by itself is done before the sum of the others is there."""
    with Share(source, [512, 512], leniency=NEVER) as share:
        share.head.result(LONG)
        share._detach(share.takers[1])
        late = Drive(share, 1).end()
        assert share.whole is None
        assert whole(late)


def test_no_more_is_in_its_hands_than_it_can_use(source: Source) -> None:
    go_on, waiting = threading.Event(), threading.Semaphore(0)

    def stuck(_: Chunk) -> None:
        waiting.release()
        assert go_on.wait(LONG)

    with Share(source, [512], leniency=NEVER) as share:
        drive = Drive(share, 0, stuck)
        for _ in range(2):  # requests in flight
            assert waiting.acquire(timeout=LONG)
        while len(share.takers[0].in_hand) < IN_HAND:  # the third is read by now, or soon
            threading.Event().wait(0.01)
        for _ in range(20):
            threading.Event().wait(0.01)
            assert len(share.takers[0].in_hand) == IN_HAND == 3
        go_on.set()
        assert whole(drive.end())
        assert not share.takers[0].in_hand


def test_what_the_drive_refuses_is_raised_and_it_leaves(source: Source) -> None:
    def refuse(chunk: Chunk) -> None:
        raise WriteRefused("Stick", chunk.offset, "no")

    with Share(source, [512, 512], leniency=NEVER) as share:
        bad, good = Drive(share, 0, refuse), Drive(share, 1)
        assert isinstance(bad.end().error, WriteRefused)
        assert whole(good.end())
        assert not share.takers[0].attached


def test_closed_in_the_middle_nothing_runs_on(source: Source) -> None:
    go_on, ended = threading.Event(), threading.Event()

    def slowly(_: Chunk) -> Fate:
        assert go_on.wait(LONG)
        ended.set()
        return WRITTEN

    with Share(source, [512], leniency=NEVER) as share:
        portion = Portion(share, share.takers[0])
        portion.head(memoryview(bytearray(BLOCK)))
        steps = portion.body(512, slowly)
        assert next(steps) is None
        threading.Timer(0.1, go_on.set).start()
        steps.close()
        assert ended.is_set()
        portion.close()


@pytest.mark.parametrize("length", [0, 700, BLOCK])
def test_an_image_that_is_all_head(tmp_path: Path, length: int) -> None:
    source = source_of(tmp_path / "small.iso", IMAGE[:length])
    with Share(source, [512], leniency=NEVER) as share:
        portion, view = Portion(share, share.takers[0]), memoryview(bytearray(BLOCK))
        assert portion.head(view) == length
        assert bytes(view) == IMAGE[:length].ljust(BLOCK, b"\0")
        assert [step for step in portion.body(512, lambda _: WRITTEN) if step is not None] == []
        assert portion.sha256 == hashlib.sha256(IMAGE[:length]).hexdigest()
        portion.close()


def test_until_a_piece_is_summed_up_it_gives_signs_of_life(source: Source) -> None:
    """And does not wait for that itself: it could not be stopped then."""
    go_on = threading.Event()
    with Share(source, [512], leniency=NEVER) as share:
        portion = Portion(share, share.takers[0])
        portion.head(memoryview(bytearray(BLOCK)))
        share._tallying.submit(go_on.wait, LONG)
        steps = portion.body(512, lambda _: WRITTEN)
        assert [next(steps), next(steps)] == [None, None]
        go_on.set()
        assert next(step for step in steps if step is not None).chunk.offset == BLOCK
        steps.close()
        portion.close()


def test_while_nothing_is_there_for_it_it_gives_signs_of_life(source: Source) -> None:
    """Here the other one is not ready yet."""
    with Share(source, [512, 512], leniency=NEVER) as share:
        portion = Portion(share, share.takers[0])
        portion.head(memoryview(bytearray(BLOCK)))
        give_up = threading.Timer(LONG, share.leave, [share.takers[1]])
        give_up.start()
        steps = portion.body(512, lambda _: WRITTEN)
        assert [next(steps), next(steps)] == [None, None]
        give_up.cancel()
        steps.close()
        portion.close()
        share.leave(share.takers[1])


def test_with_its_hands_full_it_gives_signs_of_life(source: Source) -> None:
    go_on = threading.Event()

    def stuck(_: Chunk) -> Fate:
        assert go_on.wait(LONG)
        return WRITTEN

    with Share(source, [512], leniency=NEVER) as share:
        portion, taker = Portion(share, share.takers[0]), share.takers[0]
        portion.head(memoryview(bytearray(BLOCK)))
        steps = portion.body(512, stuck)
        while len(taker.in_hand) < IN_HAND:
            assert next(steps) is None
        assert [next(steps), next(steps)] == [None, None]
        go_on.set()
        steps.close()
        portion.close()


def test_what_was_written_is_out_of_its_hands(source: Source) -> None:
    """So that its buffer can be used again."""
    with Share(source, [512], leniency=NEVER) as share:
        portion, hands = Portion(share, share.takers[0]), share.takers[0].in_hand
        portion.head(memoryview(bytearray(BLOCK)))
        for step in portion.body(512, lambda _: WRITTEN):
            if step is not None:
                assert all(piece.offset >= step.chunk.offset for piece in hands)
        assert not hands
        portion.close()


def test_it_says_whose_reading_it_waits_for(source: Source) -> None:
    """The shared one, and its own when it goes on by itself."""
    with Share(source, [512, 512], leniency=NEVER) as share:
        share.head.result(LONG)
        portion = Portion(share, share.takers[0])
        assert portion.reading is share.reading
        share._detach(share.takers[0])
        portion.head(memoryview(bytearray(BLOCK)))
        seen = list[object]()

        class Watched(Drip):
            share = 0.25

            def readinto(self, buffer: memoryview, /) -> int:
                seen.append(portion.reading.oldest)
                return super().readinto(buffer)

        share.source = _source_over(source.path.parent, Watched(IMAGE))
        steps = portion.body(512, lambda _: WRITTEN)
        chunks = [step.chunk for step in steps if step is not None]
        assert sum(chunk.length for chunk in chunks) == LENGTH - BLOCK
        assert {chunk.share for chunk in chunks} == {0.25}
        assert portion.reading is not share.reading
        assert None not in seen[1:]  # what is skipped before is not counted
        portion.close()


class TestReadingAgain:
    """What lies before the place is skipped: sought where that can be done, else unpacked."""

    def test_from_the_place_on(self, source: Source) -> None:
        place = 2 * BLOCK + 5
        with _Again(source, place, Requests()) as again:
            assert again.measure() is None
            view = memoryview(bytearray(BLOCK))
            assert again(view, 0) == BLOCK
            assert bytes(view) == IMAGE[place : place + BLOCK]
            assert again(view, 0) == BLOCK
            assert bytes(view) == IMAGE[place + BLOCK : place + 2 * BLOCK]
        again.close()

    def test_a_stream_that_measures_is_asked(self, tmp_path: Path) -> None:
        class Measuring(Drip):
            share = 0.25

        stream = Measuring(IMAGE)
        again = _Again(_source_over(tmp_path, stream), 0, Requests())
        again(memoryview(bytearray(512)), 0)
        assert again.measure() == 0.25
        again.close()
        assert stream.closed

    def test_left_while_it_skips_it_ends(self, tmp_path: Path) -> None:
        class Leaving(Drip):
            def readinto(self, buffer: memoryview, /) -> int:
                again.__exit__(None, None, None)
                return super().readinto(buffer)

        stream = Leaving(IMAGE)
        again = _Again(_source_over(tmp_path, stream), 8 * BLOCK, Requests())
        with pytest.raises(Stopped):
            again(memoryview(bytearray(4 * BLOCK)), 0)
        assert stream.place == 1 << 20  # at each of which it is looked
        again.close()

    def test_an_image_that_ends_before_the_place_gives_nothing(self, tmp_path: Path) -> None:
        again = _Again(_source_over(tmp_path, Drip(IMAGE[:100])), BLOCK, Requests())
        assert again(memoryview(bytearray(512)), 0) == 0
        again.close()

    def test_closed_before_it_began(self, source: Source) -> None:
        _Again(source, 0, Requests()).close()


def _source_over(folder: Path, stream: Drip) -> Source:
    """A packed source whose stream is this one."""
    path = folder / "image.gz"
    path.write_bytes(b"x" * 512)

    class Streaming(ClaimingSource):
        def stream(self, start: int = 0) -> Drip:  # type: ignore[override]  # no file of its own
            assert start == 0
            return stream

    return Streaming(path, FileIdentity.of(path), 512, ("gzip",))
