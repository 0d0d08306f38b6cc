"""A drive that was written before, against the image: both read at once, nothing changed."""

import threading
from itertools import count
from pathlib import Path

import pytest
from support_images import alike, image_bytes, source_of
from support_media import Drip, Memory, MiB

from app.control import Control
from app.drives.drive import DriveInfo, DriveKind, Identity
from app.errors import DriveDiffers, ImageLonger, Stopped
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.plan import VerifyPlan
from app.stages.compare import compare
from app.stages.flow import CROWDED
from app.stages.ledger import Ledger
from app.stages.stall import Requests
from app.stages.supply import Tally
from app.stages.wanted import Wanted

CHUNK, BUFFERS = CROWDED.chunk, CROWDED.buffers
LENGTH = 5 * CHUNK + MiB + 100  # more than the buffers hold at once
IMAGE = image_bytes(LENGTH)
DRIVE = DriveInfo(
    "/dev/sdb", "", "Stick", "", DriveKind.USB_STICK, Identity(32 * MiB, 512, 0x810, 7)
)


def comparing(
    folder: Path,
    medium: Memory,
    ledger: Ledger,
    *,
    image: bytes = IMAGE,
    control: Control | None = None,
    size: int | None = None,
) -> list[Event]:
    plan = VerifyPlan(source_of(folder / "image.iso", image[:512]), DRIVE, size)
    steps = compare(
        Drip(image),
        medium,
        plan,
        Tally(sha256=True),
        ledger,
        control or Control(),
        Requests(),
        Wanted(),
    )
    return list(steps)


def stick(image: bytes = IMAGE, behind: bytes = b"another life") -> Memory:
    return Memory(bytearray(image + behind * ((32 * MiB - len(image)) // len(behind) + 1)))


def test_equal(tmp_path: Path) -> None:
    ledger, medium = Ledger(), stick()
    slowly = Control(clock=count(1.0).__next__)  # so that each step is told
    told = comparing(tmp_path, medium, ledger, size=LENGTH, control=slowly)
    events = list(dict.fromkeys(told))
    assert events[0] == StageStarted(Stage.VERIFY, LENGTH)
    done = [e.done for e in events if isinstance(e, Progressed) and e.done]
    assert done == [*range(CHUNK, LENGTH, CHUNK), LENGTH]
    assert (ledger.size, ledger.equal) == (LENGTH, LENGTH)
    assert {call for call, _, _ in medium.log} == {"read"}
    last = max(medium.log, key=lambda entry: entry[1])
    assert last == ("read", 5 * CHUNK, MiB + 512)


def test_where_it_differs_sector_by_sector(tmp_path: Path) -> None:
    medium, ledger = stick(), Ledger()
    for place in (600, CHUNK, 2 * CHUNK + 5, LENGTH - 1, LENGTH):
        medium.content[place] ^= 1
    with pytest.raises(DriveDiffers) as caught:
        comparing(tmp_path, medium, ledger)
    assert caught.value.ranges == (
        (512, 512),
        (CHUNK, 512),
        (2 * CHUNK, 512),
        (LENGTH - 100, 100),
    )
    assert caught.value.drive == "Stick"
    assert ledger.equal < LENGTH


def test_what_only_looks_alike_to_a_digest_differs(tmp_path: Path) -> None:
    there, wanted = alike(MiB)
    with pytest.raises(DriveDiffers) as caught:
        comparing(tmp_path, stick(IMAGE[:MiB] + there), Ledger(), image=IMAGE[:MiB] + wanted)
    assert caught.value.ranges == ((MiB, 512),)
    comparing(tmp_path, stick(IMAGE[:MiB] + wanted), Ledger(), image=IMAGE[:MiB] + wanted)


def test_a_drive_that_is_too_small_for_the_rest(tmp_path: Path) -> None:
    medium = stick()
    del medium.content[LENGTH - 1 :]
    with pytest.raises(ImageLonger):
        comparing(tmp_path, medium, Ledger())
    exact = Memory(bytearray(IMAGE[:CHUNK]))
    comparing(tmp_path, exact, Ledger(), image=IMAGE[:CHUNK])


def test_what_is_right_when_read_again_is_said(tmp_path: Path) -> None:
    class Flaky(Memory):
        times = 1

        def pread_into(self, buffer: memoryview, offset: int) -> int:
            done = super().pread_into(buffer, offset)
            if offset == CHUNK and self.times:
                buffer[9] ^= 1
                self.times -= 1
            return done

    ledger = Ledger()
    events = comparing(tmp_path, Flaky(stick().content), ledger)
    assert [e.code for e in events if isinstance(e, Warned)] == ["read-again"]
    assert ledger.equal == LENGTH


def test_stopped(tmp_path: Path) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        comparing(tmp_path, stick(), Ledger(), control=control)


def test_a_wholly_different_drive_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Every other sector: as many places as there can be."""
    image = image_bytes(48 * MiB)
    content = bytearray(image)
    for place in range(0, len(content), 1024):
        content[place] ^= 1
    ledger = Ledger()
    with pytest.raises(DriveDiffers) as caught:
        comparing(tmp_path, Memory(content), ledger, image=image)
    assert caught.value.reached == 3 * CHUNK
    assert ledger.size == 3 * CHUNK
    assert len(image) > 3 * CHUNK + BUFFERS * CHUNK


def test_signs_of_life_go_on_while_a_place_that_differs_is_read_again(tmp_path: Path) -> None:
    class Slow(Memory):
        asked = 0
        answers = threading.Event()

        def pread_into(self, buffer: memoryview, offset: int, /) -> int:
            self.asked += offset == 0
            if self.asked > 1:
                self.answers.wait(20)
            return super().pread_into(buffer, offset)

    medium = Slow(bytearray(b"!" + stick().content[1:]))
    plan = VerifyPlan(source_of(tmp_path / "image.iso", IMAGE[:512]), DRIVE, LENGTH)
    parts = Tally(sha256=True), Ledger(), Control(), Requests(), Wanted()
    steps = compare(Drip(IMAGE), medium, plan, *parts)
    next(event for event in steps if medium.asked > 1)
    assert not medium.answers.is_set()
    assert next(steps) == next(steps) == Progressed(Stage.VERIFY, 0)
    medium.answers.set()
    with pytest.raises(DriveDiffers):
        list(steps)
