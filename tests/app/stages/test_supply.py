"""Where a drive's bytes come from, and the sum of them."""

import hashlib
import threading
from contextlib import closing
from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_media import Drip

from app.inspection.unused import Unused
from app.sources.composed import ExtentsStream
from app.sources.extents import Joined
from app.sources.source import Stream
from app.stages.flow import CHUNK, Chunk
from app.stages.grains import WRITTEN
from app.stages.ledger import BLOCK, digests
from app.stages.stall import Requests
from app.stages.supply import Alone, Tally


def test_a_copy_goes_on_by_itself() -> None:
    first = Tally(sha256=True)
    first.add(memoryview(b"one"))
    second = first.copy()
    first.add(memoryview(b"two"))
    second.add(memoryview(b"three"))
    assert first.sha256 == hashlib.sha256(b"onetwo").hexdigest()
    assert second.sha256 == hashlib.sha256(b"onethree").hexdigest()


def test_a_sum_that_nobody_asked_for_is_none() -> None:
    tally = Tally(sha256=False)
    tally.add(memoryview(b"one"))
    assert tally.sha256 is None
    other = tally.copy()
    other.add(memoryview(b"two"))
    assert other.sha256 is None


def test_a_chunk_is_summed_without_the_zeros_behind_it() -> None:
    tally = Tally(sha256=True)
    view = memoryview(b"image".ljust(512, b"\0"))
    assert tally(Chunk(0, 5, view)) == digests(view)
    assert tally.sha256 == hashlib.sha256(b"image").hexdigest()


class Measured(Drip):
    share = 0.5


def test_a_stream_alone() -> None:
    reading = Requests()
    supply = Alone(Measured(image_bytes(BLOCK + 5)), sha256=False, reading=reading)
    assert supply.reading is reading
    assert isinstance(Alone(Drip(b""), sha256=False).reading, Requests)
    assert not supply.behind
    assert supply.sha256 is None
    assert supply.head(memoryview(bytearray(BLOCK))) == BLOCK
    (done,) = [step for step in supply.body(512, lambda _: WRITTEN) if step is not None]
    assert (done.chunk.offset, done.chunk.length, done.chunk.share) == (BLOCK, 5, 0.5)
    assert done.tallied == digests(memoryview(image_bytes(BLOCK + 5)[BLOCK:].ljust(512, b"\0")))


@pytest.mark.parametrize("sha256", [True, False])
def test_only_a_sum_of_all_needs_its_bytes_in_order(*, sha256: bool) -> None:
    """Else whoever wrote a chunk takes its digests, and nobody is woken for them."""
    alone = Alone(Drip(image_bytes(BLOCK)), sha256=sha256)
    body = alone.body(512, lambda _: WRITTEN)
    next(body)
    tallying = [each for each in threading.enumerate() if each.name == "tally"]
    body.close()
    assert bool(tallying) is sha256


def test_head_and_body_are_the_image(tmp_path: Path) -> None:
    content = image_bytes(3 * BLOCK + 5)
    source = source_of(tmp_path / "image.iso", content)
    got = bytearray(len(content) + 512)
    with closing(source.stream()) as stream:
        supply = Alone(stream, sha256=True)
        assert supply.head(memoryview(got)[:BLOCK]) == BLOCK
        for step in supply.body(512, lambda chunk: WRITTEN):
            if step is not None:
                chunk = step.chunk
                got[chunk.offset : chunk.offset + chunk.length] = chunk.view[: chunk.length]
    assert bytes(got[: len(content)]) == content
    assert supply.sha256 == hashlib.sha256(content).hexdigest()


def test_nobody_waits_for_an_image_that_never_answers() -> None:
    answers = threading.Event()

    class Mute(Drip):
        def readinto(self, buffer: memoryview, /) -> int:
            answers.wait()
            return 0

    steps = Alone(Mute(b""), sha256=False).body(512, lambda _: WRITTEN)
    assert next(steps) is None
    steps.close()  # and the stream is still being read
    assert not answers.is_set()
    answers.set()


def test_what_nobody_uses_is_not_even_read() -> None:
    """Where the stream can go on behind it, and nobody wants its SHA-256."""
    content = image_bytes(BLOCK + 5 * CHUNK)
    unused = Unused(((BLOCK + CHUNK, BLOCK + 4 * CHUNK),))
    disk = Joined()
    disk.bytes(content)

    def chunks(
        stream: Stream, *, sha256: bool = False, unused: Unused | None = unused
    ) -> list[tuple[int, bytes]]:
        supply = Alone(stream, sha256=sha256, unused=unused)
        assert supply.head(memoryview(bytearray(BLOCK))) == BLOCK
        steps = supply.body(512, lambda _: WRITTEN)
        return [(each.chunk.offset, bytes(each.chunk.view)) for each in steps if each is not None]

    def there(*numbers: int) -> list[tuple[int, bytes]]:
        places = [BLOCK + number * CHUNK for number in numbers]
        return [(place, content[place : place + CHUNK]) for place in places]

    stream = ExtentsStream(disk.done(), len(content), 0)
    assert chunks(stream) == there(0, 3, 4)
    assert chunks(ExtentsStream(disk.done(), len(content), 0), sha256=True) == there(0, 1, 2, 3, 4)
    assert chunks(Drip(content)) == there(0, 1, 2, 3, 4)
    every = ExtentsStream(disk.done(), len(content), 0)
    assert chunks(every, unused=None) == there(0, 1, 2, 3, 4)
