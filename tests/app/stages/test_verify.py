"""What is read back against what was written, on drives in memory."""

from collections.abc import Generator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_images import image_bytes
from support_media import Memory, MiB

from app.control import Control
from app.errors import DriveDiffers, ImageUnreadable, ReadRefused, Stopped, VerifyError
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.stages.flow import Chunk, Room
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.read_back import read_back
from app.stages.verify import MOST_RANGES, Comparison, wrong_places

LENGTH = 2 * MiB + MiB // 2 + 100
IMAGE = image_bytes(LENGTH) + bytes(412)  # to the end of the last sector
BY_BLOCK = Room(BLOCK, 3)


def original(offset: int, length: int) -> bytes:
    return IMAGE[:LENGTH][offset : offset + length]


def unknown(_offset: int, _length: int) -> None:
    return None


def broken(_offset: int, _length: int) -> bytes:
    raise ImageUnreadable("image.iso", 0, "no")


def written() -> Ledger:
    ledger = Ledger()
    ledger.record(0, LENGTH, digests(memoryview(IMAGE)))
    return ledger


def stick(**wrong: bytes) -> Memory:
    """The image and a MiB behind it; `at_…` are bytes that are wrong."""
    content = bytearray(IMAGE + bytes(MiB))
    for place, data in wrong.items():
        offset = int(place.removeprefix("at_"))
        content[offset : offset + len(data)] = data
    return Memory(content)


def flipped(offset: int) -> bytes:
    return bytes([IMAGE[offset] ^ 1])


class Flaky(Memory):
    """Gives a wrong byte at `place` the next `times`, another one each time."""

    place, times = 0, 0

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        done = super().pread_into(buffer, offset)
        if self.times and offset <= self.place < offset + done:
            buffer[self.place - offset] ^= self.times
            self.times -= 1
        return done


def checked(
    medium: Memory, ledger: Ledger, *, stage: Stage = Stage.VERIFY, control: Control | None = None
) -> list[Event]:
    spans, control = ((0, LENGTH),), control or Control()
    return list(read_back(medium, "Stick", ledger, spans, original, control, stage, BY_BLOCK))


def test_all_of_it_is_equal() -> None:
    medium, ledger = stick(), written()
    slowly = Control(clock=count(1.0).__next__)  # so that each step is told
    told = list(dict.fromkeys(checked(medium, ledger, control=slowly)))
    assert told[0] == StageStarted(Stage.VERIFY, LENGTH)
    done = [event for event in told[1:] if event != Progressed(Stage.VERIFY, 0)]
    assert done == [Progressed(Stage.VERIFY, end) for end in (BLOCK, 2 * BLOCK, LENGTH)]
    assert (ledger.equal, ledger.size) == (LENGTH, LENGTH)
    assert sorted(medium.log) == [
        ("read", 0, BLOCK),
        ("read", BLOCK, BLOCK),
        ("read", 2 * BLOCK, len(IMAGE) - 2 * BLOCK),
    ]


def test_a_part() -> None:
    medium, ledger = stick(), written()
    spans = ((BLOCK, 2 * BLOCK),)
    steps = read_back(medium, "Stick", ledger, spans, original, Control(), room=BY_BLOCK)
    events = list(dict.fromkeys(steps))
    assert events[0] == StageStarted(Stage.VERIFY, BLOCK)
    assert events[-1] == Progressed(Stage.VERIFY, BLOCK)
    assert [ledger.holds(block) for block in range(3)] == [False, True, False]


def test_a_part_that_differs_is_found_there() -> None:
    with pytest.raises(VerifyError) as caught:
        list(
            read_back(
                stick(at_2097200=flipped(2097200)),
                "Stick",
                written(),
                ((BLOCK, LENGTH),),
                original,
                Control(),
                room=BY_BLOCK,
            )
        )
    assert caught.value.ranges == ((2 * MiB, 512),)


def test_every_place_that_differs_is_told_and_the_rest_still_read() -> None:
    medium = stick(at_5=flipped(5), at_513=flipped(513), at_1048576=flipped(MiB))
    ledger = written()
    with pytest.raises(VerifyError) as caught:
        checked(medium, ledger)
    error = caught.value
    assert type(error) is VerifyError
    assert (error.drive, error.ranges) == ("Stick", ((0, 1024), (MiB, 512)))
    assert (error.flaky, error.reached) == (False, LENGTH)
    assert [ledger.holds(block) for block in range(3)] == [False, False, True]
    again = [entry for entry in medium.log if entry[1] < 2 * BLOCK]
    assert sorted(again) == [("read", 0, BLOCK)] * 2 + [("read", BLOCK, BLOCK)] * 2


def test_what_differs_differently_is_flaky() -> None:
    medium = Flaky(stick().content)
    medium.place, medium.times = BLOCK + 7, 2
    with pytest.raises(VerifyError) as caught:
        checked(medium, written())
    assert caught.value.flaky
    assert caught.value.ranges == ((BLOCK, 512),)


def test_what_is_right_the_second_time_is_said_and_counts() -> None:
    medium, ledger = Flaky(stick().content), written()
    medium.place, medium.times = BLOCK + 7, 1
    events = checked(medium, ledger)
    said = [event for event in events if isinstance(event, Warned)]
    assert said == [Warned("read-again", "Byte 1,048,576 was right only when read again.", BLOCK)]
    assert ledger.equal == LENGTH


def test_one_steady_and_one_changing_place_are_flaky_together() -> None:
    medium = Flaky(stick(at_5=flipped(5), at_2097152=flipped(2 * MiB)).content)
    medium.place, medium.times = BLOCK + 7, 2
    with pytest.raises(VerifyError) as caught:
        checked(medium, written())
    assert caught.value.flaky


def test_a_drive_that_ends_early_is_no_difference() -> None:
    medium = stick()
    del medium.content[2 * MiB :]
    with pytest.raises(ReadRefused):
        checked(medium, written())


LONG = image_bytes(16 * MiB)


def long_stick(ledger: Ledger, content: bytes | bytearray, control: Control) -> Generator[Event]:
    """Reading back much more than the buffers hold."""
    ledger.record(0, len(LONG), digests(memoryview(LONG)))
    return read_back(
        Memory(bytearray(content)),
        "Stick",
        ledger,
        ((0, len(LONG)),),
        lambda offset, length: LONG[offset : offset + length],
        control,
        room=BY_BLOCK,
    )


def test_skipped_it_ends_without_the_rest() -> None:
    control, ledger = Control(), Ledger()
    control.skip_check()
    events = list(long_stick(ledger, LONG, control))
    assert 0 < ledger.equal <= (1 + BY_BLOCK.buffers) * BLOCK
    assert Progressed(Stage.VERIFY, len(LONG)) not in events


def test_the_head_is_read_back_even_so() -> None:
    control, ledger = Control(), written()
    control.skip_check()
    checked(stick(), ledger, control=control, stage=Stage.VERIFY_HEAD)
    assert ledger.equal == LENGTH


def test_stopped_it_is_no_success() -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        checked(stick(), written(), control=control)


def test_what_was_read_before_the_computer_slept_is_not_gone_on_with() -> None:
    slept = iter((0.0, 300.0))
    control, ledger = Control(lambda: next(slept, 300.0)), Ledger()
    list(long_stick(ledger, LONG, control))
    assert 0 < ledger.equal <= (1 + BY_BLOCK.buffers) * BLOCK


def test_so_many_places_are_told_and_one_more_is_too_many() -> None:
    comparison = Comparison(stick(), "Stick", written(), original)
    comparison._ranges = [(2 * n, 1) for n in range(MOST_RANGES)]
    before = comparison.too_many
    comparison._add(2 * MOST_RANGES, 1)
    assert (before, comparison.too_many) == (False, True)
    assert 4096 <= MOST_RANGES < 5000


def test_neighbours_are_one_place() -> None:
    last = MiB - 1
    medium = stick(**{f"at_{last}": flipped(last) + flipped(MiB)})
    with pytest.raises(VerifyError) as caught:
        checked(medium, written())
    assert caught.value.ranges == ((MiB - 512, 1024),)
    comparison = Comparison(stick(), "Stick", written(), original)
    for place in ((0, 5), (5, 7), (20, 1)):
        comparison._add(*place)
    assert comparison._ranges == [(0, 12), (20, 1)]


def to_its_end(comparison: Comparison, view: memoryview) -> None:
    for read_again in comparison(Chunk(0, LENGTH, view), memoryview(IMAGE)):
        read_again()


def test_how_far_it_came_is_told_with_what_differs() -> None:
    view = memoryview(bytearray(IMAGE))
    view[9] ^= 1
    comparison = Comparison(stick(at_9=flipped(9)), "Stick", written(), original)
    to_its_end(comparison, view)
    with pytest.raises(VerifyError) as caught:
        comparison.conclude()
    assert caught.value.reached == LENGTH


@pytest.mark.parametrize("place", [9, BLOCK + 9, 2 * BLOCK + 9])
def test_only_the_block_that_differs_is_read_again(place: int) -> None:
    ledger, view = written(), memoryview(bytearray(IMAGE))
    view[place] ^= 1
    medium = stick()
    comparison = Comparison(medium, "Stick", ledger, original)
    to_its_end(comparison, view)
    comparison.conclude()
    start = place // BLOCK * BLOCK
    assert medium.log == [("read", start, min(BLOCK, len(IMAGE) - start))]
    assert ledger.equal == LENGTH
    assert list(comparison.warnings()) == [
        Warned("read-again", f"Byte {start:,} was right only when read again.", start)
    ]


def test_after_so_many_places_it_is_enough() -> None:
    """Every other sector is wrong: nobody needs to know of all of them."""
    content = bytearray(LONG)
    for place in range(0, len(content), 1024):
        content[place] ^= 1
    with pytest.raises(VerifyError) as caught:
        list(long_stick(Ledger(), content, Control()))
    most = (5 + BY_BLOCK.buffers) * 1024
    assert MOST_RANGES < len(caught.value.ranges) <= most
    assert caught.value.reached == 1024 * len(caught.value.ranges)


class TestComparing:
    """A drive that was written before: what lies behind the image is none of our business."""

    def compare(self, medium: Memory, ledger: Ledger) -> Comparison:
        comparison = Comparison(medium, "Stick", ledger, original, error=DriveDiffers)
        view = memoryview(bytearray(medium.content[: len(IMAGE)]))
        to_its_end(comparison, view)
        return comparison

    def test_bytes_behind_the_image_do_not_count(self) -> None:
        ledger, medium = written(), stick(**{f"at_{LENGTH}": b"another life"})
        self.compare(medium, ledger).conclude()
        assert ledger.equal == LENGTH
        assert medium.log == []

    def test_nor_do_they_when_it_is_read_again(self) -> None:
        ledger, medium = written(), stick(**{f"at_{LENGTH}": b"another life"})
        comparison = Comparison(medium, "Stick", ledger, original, error=DriveDiffers)
        view = memoryview(bytearray(medium.content[: len(IMAGE)]))
        view[LENGTH - 1] ^= 1
        to_its_end(comparison, view)
        comparison.conclude()
        assert ledger.equal == LENGTH
        assert len(list(comparison.warnings())) == 1

    def test_its_own_bytes_do(self) -> None:
        last = LENGTH - 1
        medium = stick(**{f"at_{last}": flipped(last) + b"another life"})
        with pytest.raises(DriveDiffers) as caught:
            self.compare(medium, written()).conclude()
        assert caught.value.ranges == ((LENGTH - 100, 100),)

    def test_bytes_count_where_digests_are_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Ledger, "confirm", lambda *_: True)
        with pytest.raises(DriveDiffers) as caught:
            self.compare(stick(at_700=flipped(700)), written()).conclude()
        assert caught.value.ranges == ((512, 512),)

    def test_behind_a_write_zeros_are_demanded_there_too(self) -> None:
        medium = stick(**{f"at_{LENGTH}": b"another life"})
        with pytest.raises(VerifyError) as caught:
            checked(medium, written())
        assert caught.value.ranges == ((LENGTH - 1, 1),)


@pytest.mark.parametrize(
    ("length", "end", "asked", "places"),
    [
        (BLOCK, BLOCK, unknown, [(0, BLOCK)]),
        (BLOCK, BLOCK, broken, [(0, BLOCK)]),
        (BLOCK, 1000, unknown, [(0, 1000)]),
        (BLOCK, BLOCK, lambda *_: IMAGE[:512], [(0, BLOCK)]),
        (BLOCK, BLOCK, original, [(512, 1024), (4096, 512)]),
        (4097, 4097, original, [(512, 1024), (4096, 1)]),
    ],
)
def test_places(length: int, end: int, asked: object, places: list[tuple[int, int]]) -> None:
    found = bytearray(IMAGE[:length])
    for place in (600, 1024, 4096):
        found[place] ^= 1
    assert callable(asked)
    assert wrong_places(memoryview(found), 0, end, asked) == places


@given(st.sets(st.integers(0, 20_000), max_size=20))
def test_places_are_where_the_difference_is(wrong: set[int]) -> None:
    content = bytearray(IMAGE[BLOCK : BLOCK + 20_000])
    for place in wrong - {20_000}:
        content[place] ^= 1
    found = wrong_places(memoryview(content), BLOCK, BLOCK + 20_000, original)
    if wrong - {20_000}:
        inside = {at for offset, length in found for at in range(offset, offset + length)}
        assert {BLOCK + place for place in wrong - {20_000}} <= inside
        assert len(inside) <= 512 * len(wrong)
