"""An image is summed up as a whole and by the parts that matter, and compared with its drive."""

import gzip
import hashlib
from pathlib import Path

import pytest
from support_images import image_bytes
from support_media import Memory

from app.control import Control
from app.errors import DriveDiffers, Stopped
from app.events import Event, Progressed, Stage, StageStarted
from app.formats.bmap import Range
from app.sources import open_plain, open_source
from app.stages.sum_up import Check, Sums, _summing, sum_up

MIB = 1 << 20
SIZE = 3 * MIB + 1536
# Within one piece, up to the end of one, over several, and to the very end.
SPANS = ((512, 1024), (4096, MIB), (MIB + 512, 3 * MIB + 512), (3 * MIB + 1024, SIZE))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "saved.img"
    path.write_bytes(image_bytes(SIZE))
    return path


def begun(events: list[Event]) -> list[StageStarted]:
    return [event for event in events if isinstance(event, StageStarted)]


def reached(events: list[Event]) -> list[int]:
    return sorted({event.done for event in events if isinstance(event, Progressed)})


@pytest.mark.parametrize("spans", [SPANS, ((0, SIZE),), (), ((MIB, 2 * MIB),)])
def test_whole_and_in_parts(image: Path, spans: tuple[tuple[int, int], ...]) -> None:
    source, sums, content = open_plain(image), Sums(), image.read_bytes()
    events = list(sum_up(source, source, spans, sums, Control()))
    assert begun(events) == [StageStarted(Stage.SUM, SIZE)]
    assert reached(events)[-1] == SIZE
    assert sums.image == sums.file == sha256(content)
    assert sums.ranges == [Range(start, stop, sha256(content[start:stop])) for start, stop in spans]


def test_packed_the_file_has_a_sum_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "saved.img.gz"
    path.write_bytes(gzip.compress(image_bytes(SIZE), 0))
    packed, sums = path.stat().st_size, Sums()
    source, file = open_source(path), open_plain(path)
    size = source.size or 0
    events = list(sum_up(source, file, ((0, SIZE),), sums, Control()))
    assert begun(events) == [StageStarted(Stage.SUM, size + packed)]
    assert reached(events)[-1] == SIZE + packed == sums.done
    assert (sums.image, sums.file) == (sha256(image_bytes(SIZE)), sha256(path.read_bytes()))


def test_what_was_read_is_compared(image: Path) -> None:
    """And nothing else: what could not be read is not asked for again."""
    drive = Memory(bytearray(image.read_bytes()))
    drive.content[1024:4096] = bytes(3072)  # between two spans
    events = list(Check(drive, "Stick", open_plain(image), SPANS).run(Control()))
    length = sum(stop - start for start, stop in SPANS)
    assert begun(events) == [StageStarted(Stage.VERIFY, length)]
    assert reached(events)[-1] == length
    asked = [(offset, offset + size) for name, offset, size in drive.log if name == "read"]
    assert asked == [
        (512, 1024),
        (4096, MIB),
        (MIB + 512, 2 * MIB),
        (2 * MIB, 3 * MIB),
        (3 * MIB, 3 * MIB + 512),
        (3 * MIB + 1024, SIZE),
    ]


def test_what_differs_is_named_by_the_sector(image: Path) -> None:
    drive = Memory(bytearray(image.read_bytes()))
    for place in (512, MIB + 1023, MIB + 1024, SIZE - 1):
        drive.content[place] ^= 1
    with pytest.raises(DriveDiffers) as caught:
        list(Check(drive, "Stick", open_plain(image), SPANS).run(Control()))
    assert caught.value.ranges == ((512, 512), (MIB + 512, 1024), (SIZE - 512, 512))
    assert not caught.value.flaky
    assert caught.value.hint == "The drive gives other bytes than it gave when it was saved."


def test_a_last_sector_that_is_not_whole(tmp_path: Path) -> None:
    path, size = tmp_path / "saved.img", MIB + 512 + 100
    path.write_bytes(image_bytes(size))
    drive = Memory(bytearray(image_bytes(MIB + 1024)))
    list(Check(drive, "Stick", open_plain(path), ((0, size),)).run(Control()))
    drive.content[size - 1] ^= 1
    with pytest.raises(DriveDiffers) as caught:
        list(Check(drive, "Stick", open_plain(path), ((0, size),)).run(Control()))
    assert caught.value.ranges == ((MIB + 512, 100),)


def test_of_very_many_places_the_first_are_named(tmp_path: Path) -> None:
    """Four pieces in which every other sector differs, and two in which one does."""
    path = tmp_path / "saved.img"
    path.write_bytes(bytes(6 * MIB))
    drive = Memory(bytearray(6 * MIB))
    drive.content[: 4 * MIB : 1024] = b"x" * 4096
    drive.content[4 * MIB] = drive.content[5 * MIB] = 1
    with pytest.raises(DriveDiffers) as caught:
        list(Check(drive, "Stick", open_plain(path), ((0, 6 * MIB),)).run(Control()))
    assert len(caught.value.ranges) == 4097
    assert caught.value.ranges[-1] == (4 * MIB, 512)


def test_nothing_is_read_behind_what_matters(image: Path) -> None:
    check = Check(Memory.of(SIZE), "Stick", open_plain(image), ((512, MIB),))
    assert len(list(check._steps())) == 1


def test_it_can_be_stopped_at_every_piece(image: Path) -> None:
    """Of the image, and of the file; and nothing is said of what was not summed up."""
    source, sums = open_plain(image), Sums()
    steps = _summing(source, source, (), sums)
    assert len(list(steps)) == 8
    control, stopped = Control(), Sums()
    control.stop()
    with pytest.raises(Stopped):
        list(sum_up(source, source, (), stopped, control))
    assert (stopped.image, stopped.file, stopped.done) == ("", "", MIB)
