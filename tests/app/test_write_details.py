"""What a write does around its stages, on a drive in memory: each step by itself."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from io import FileIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import xxhash
from support_ext import ext
from support_images import ClaimingSource, FileReader, image_bytes, source_of, whole_report
from support_media import Drip, Memory, Plugged

from app.control import Control
from app.drives.drive import Identity
from app.drives.image_file import virtual_stick
from app.errors import (
    Cause,
    Diagnosis,
    DriveGone,
    ImageChanged,
    ImageOnDrive,
    Stopped,
    VerifyError,
    WriteRefused,
)
from app.events import Event, Finished, Progressed, Stage, StageStarted, Undoable, Warned
from app.formats.binary import Reader
from app.inspection.unused import Unused
from app.old_contents import read
from app.plan import UndoPlan, WritePlan, plan_write
from app.result import Result, Unchecked, Verified, VerifiedParts
from app.sources.source import FileIdentity, Stream
from app.stages.flow import CHUNK, Room
from app.stages.grains import GRAIN
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.reuse import PROBE
from app.stages.stall import PATIENCE, Requests
from app.stages.supply import Alone, Supply
from app.undo import undo
from app.write import write

STICK = 4 * BLOCK
SIZE = 3 * BLOCK - 700
CONTENT = image_bytes(SIZE)
HOUR = 3600.0
LONG = 8.0  # seconds: only a failing test waits so long

Call = tuple[str, int, int]


def _nothing(_call: Call) -> None:
    """Happens."""


@dataclass
class Stick(Memory):
    """One to which something happens: `before` hears of each call. Memory begins again at `wrap`;
    reading the byte at `wrong` gives another one."""

    before: Callable[[Call], None] = _nothing
    wrap: int | None = None
    wrong: int | None = None
    diskseq: int = 7

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self._ask("read", offset, len(buffer))
        for place in range(0, len(buffer), 512):
            here = self._place(offset + place)
            buffer[place : place + 512] = self.content[here : here + 512]
        if self.wrong is not None and offset <= self.wrong < offset + len(buffer):
            buffer[self.wrong - offset] ^= 1
        return len(buffer)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        self._ask("write", offset, len(buffer))
        for place in range(0, len(buffer), 512):
            here = self._place(offset + place)
            self.content[here : here + 512] = buffer[place : place + 512]
        return len(buffer)

    def identity(self) -> Identity:
        return Identity(self.size, self.sector, 0x810, self.diskseq)

    def _place(self, offset: int) -> int:
        return offset if self.wrap is None else offset % self.wrap

    def _ask(self, call: str, offset: int, length: int) -> None:
        self.before((call, offset, length))
        super()._ask(call, offset, length)


@dataclass
class Lid:
    """A computer that is put to sleep when a test says so."""

    slept: float = 1000.0

    def __call__(self) -> float:
        return self.slept


def at_once(lid: Lid | None = None) -> Control:
    """For a drive that takes no time: how busy this computer is decides nothing."""
    return Control(lid or Lid(), clock=lambda: 0.0)


class Narrow(Alone):
    """An image that several drives share, as one of them sees it."""

    room = Room(BLOCK, 3)


@dataclass
class Case:
    """A write to `stick`, and what it told."""

    folder: Path
    stick: Stick = field(default_factory=lambda: Stick.of(STICK))
    content: bytes = CONTENT
    control: Control = field(default_factory=at_once)
    keep: Keep | None = None
    hold: ExitStack | None = None
    supply: Supply | None = None
    told: list[Event] = field(default_factory=list)

    def plan(self, **options: Any) -> WritePlan:
        source = source_of(self.folder / "image.iso", self.content)
        return plan_write(source, whole_report(len(self.content)), self.drive.info, **options)

    @property
    def drive(self) -> Plugged:
        return Plugged.of(self.stick)

    def run(
        self, plan: WritePlan | None = None, on: Callable[[Event], None] | None = None
    ) -> Result:
        """`on` hears of each event before the next thing happens."""
        plan = plan or self.plan()
        for event in write(plan, self.drive, self.control, self.hold, self.supply, self.keep):
            self.told.append(event)
            if on is not None:
                on(event)
        last = self.told[-1]
        assert isinstance(last, Finished)
        return last.result

    def totals(self, stage: Stage) -> list[int | None]:
        return [e.total for e in self.told if isinstance(e, StageStarted) and e.stage is stage]

    @property
    def stages(self) -> list[Stage]:
        return [event.stage for event in self.told if isinstance(event, StageStarted)]

    @property
    def codes(self) -> list[str]:
        return [event.code for event in self.told if isinstance(event, Warned)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def at(stage: Stage, happens: Callable[[], object]) -> Callable[[Event], None]:
    """Once, when the stage begins for the first time."""
    waiting = [happens]

    def on(event: Event) -> None:
        if waiting and isinstance(event, StageStarted) and event.stage is stage:
            waiting.pop()()

    return on


WHOLE = [
    Stage.RELEASE,
    Stage.BLANK,
    Stage.SYNC,
    Stage.WRITE,
    Stage.SYNC,
    Stage.VERIFY,
    Stage.WRITE_HEAD,
    Stage.SYNC,
    Stage.SYNC,
    Stage.VERIFY_HEAD,
    Stage.IDENTITY,
]


def test_what_is_done_and_in_which_order(case: Case) -> None:
    result = case.run()
    assert isinstance(result, Verified)
    assert result.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert result.proof.read_back_equal == SIZE
    assert result.proof.before == result.proof.after == case.stick.identity()
    assert 0 < result.seconds < HOUR
    assert case.stages == WHOLE
    assert case.stick.content[:SIZE] == CONTENT
    calls = [(call, offset) for call, offset, _ in case.stick.log if call != "identity"]
    body = [("write", BLOCK), ("sync", 0)]
    start = calls.index(body[0])
    assert calls[:2] == [("release", 0), ("open to write", 0)]
    assert calls[2:7] == [
        ("write", 0),
        ("sync", 0),
        ("write", 512),
        ("write", STICK - BLOCK),
        ("sync", 0),
    ]
    assert {call for call, _ in calls[7:start]} == {"read"}
    assert calls[start:] == [
        ("write", BLOCK),
        ("write", 0),  # the mark
        ("sync", 0),
        ("read", BLOCK),
        ("write", 512),
        ("sync", 0),
        ("read", 512),
        ("write", 0),
        ("sync", 0),
        ("read", 0),
        ("read", 2 * BLOCK),
        ("close", 0),
    ]


@pytest.mark.parametrize(
    ("size", "again"),
    [
        (512, 512),
        (BLOCK - 512, BLOCK - 512),
        (BLOCK, BLOCK),
        (BLOCK + 1, BLOCK + 1),
        (2 * BLOCK - 1, 2 * BLOCK - 1),
        (2 * BLOCK, 2 * BLOCK),
        (2 * BLOCK + 1, BLOCK + 1),
        (3 * BLOCK, 2 * BLOCK),
    ],
)
def test_head_and_end_are_read_back_last(case: Case, size: int, again: int) -> None:
    case.content = CONTENT[:size] if size < SIZE else image_bytes(size)
    assert isinstance(case.run(), Verified)
    assert case.totals(Stage.VERIFY_HEAD) == [again]
    assert case.totals(Stage.VERIFY) == ([size - BLOCK] if size > BLOCK else [])
    assert case.stick.content[:size] == case.content


@pytest.mark.parametrize("skipped", [True, False])
def test_without_the_check_only_the_head_is_read_back(case: Case, skipped: bool) -> None:
    if skipped:
        case.control.skip_check()
    result = case.run(case.plan(verify=skipped))
    assert isinstance(result, Unchecked)
    assert 0 < result.seconds < HOUR
    assert Stage.VERIFY not in case.stages
    assert case.totals(Stage.VERIFY_HEAD) == [2 * BLOCK - 700]
    marks = [call for call in case.stick.log if call == ("write", 0, BLOCK)]
    assert len(marks) == (1 if skipped else 0)  # none where it was known from the start


def test_a_sum_that_was_not_wanted_is_not_made(case: Case) -> None:
    result = case.run(case.plan(sha256=False))
    assert isinstance(result, Verified)
    assert result.sha256 is None


def test_it_is_handed_over_when_the_write_has_finished(case: Case) -> None:
    with ExitStack() as case.hold:
        case.run()
        assert ("close", 0, 0) not in case.stick.log
    assert case.stick.log[-1] == ("close", 0, 0)


def first_sector(case: Case) -> bytes:
    return bytes(case.stick.content[:512])


class TestWhatIsLeft:
    """By a write that did not get to its end."""

    @pytest.mark.parametrize("stage", [Stage.WRITE, Stage.VERIFY, Stage.VERIFY_HEAD])
    @pytest.mark.parametrize("how", ["stopped", "closed"])
    def test_who_stops_waits_for_the_first_sector_only_where_it_may_be_there(
        self, case: Case, stage: Stage, how: str
    ) -> None:
        job = write(case.plan(), case.drive, case.control)
        for event in job:
            if isinstance(event, StageStarted) and event.stage is stage:
                break
        before = len(case.stick.log)
        if how == "stopped":
            case.control.stop()
            with pytest.raises(Stopped):
                list(job)
        else:
            job.close()
        behind = [call for call in case.stick.log[before:] if call[0] == "write"]
        assert ((0, 512) in {call[1:] for call in behind}) is (stage is not Stage.WRITE)
        assert first_sector(case) == bytes(512)

    def fail(self, case: Case, stage: Stage) -> Callable[[Event], None]:
        def broken(call: Call) -> None:
            if call[0] == "write" and call[1] >= BLOCK:
                case.stick.before = _nothing
                case.stick.content[:512] = CONTENT[:512]  # as where addresses repeat
                raise WriteRefused("Stick", call[1], "no")

        def begin() -> None:
            case.stick.before = broken

        return at(stage, begin)

    def test_a_write_that_failed_takes_back_what_looks_finished(self, case: Case) -> None:
        with pytest.raises(WriteRefused):
            case.run(on=self.fail(case, Stage.WRITE))
        assert first_sector(case) == bytes(512)
        assert ("sync", 0, 0) in case.stick.log[-3:]

    @pytest.mark.parametrize("stage", [Stage.VERIFY, Stage.VERIFY_HEAD])
    def test_who_stopped_is_told_of_a_drive_that_keeps_what_looks_finished(
        self, case: Case, stage: Stage
    ) -> None:
        def refuse(call: Call) -> None:
            if call == ("write", 0, 512):
                raise WriteRefused("Stick", 0, "no")

        def stop() -> None:
            case.stick.before = refuse
            case.control.stop()

        with pytest.raises(WriteRefused) as caught:
            case.run(on=at(stage, stop))
        assert isinstance(caught.value.__cause__, Stopped)

    def test_and_of_one_that_was_unplugged_by_then(self, case: Case) -> None:
        def stop() -> None:
            case.stick.diskseq = 8
            case.control.stop()

        with pytest.raises(DriveGone) as caught:
            case.run(on=at(Stage.VERIFY_HEAD, stop))
        assert isinstance(caught.value.__cause__, Stopped)

    def test_a_failure_is_told_rather_than_what_taking_back_met(self, case: Case) -> None:
        def refuse(call: Call) -> None:
            if call[0] == "write":
                raise WriteRefused("Stick", call[1], "no")

        with pytest.raises(WriteRefused) as caught:
            case.run(on=at(Stage.WRITE, lambda: setattr(case.stick, "before", refuse)))
        assert caught.value.offset

    def test_but_not_from_another_drive(self, case: Case) -> None:
        case.stick.diskseq = 7

        def gone(event: Event) -> None:
            failing(event)
            if isinstance(event, StageStarted) and event.stage is Stage.WRITE:
                case.stick.diskseq = 8

        failing = self.fail(case, Stage.WRITE)
        with pytest.raises(WriteRefused):
            case.run(on=gone)
        assert first_sector(case) == CONTENT[:512]

    def test_a_difference_on_another_drive_is_none_of_the_drives(self, case: Case) -> None:
        def exchange() -> None:
            case.stick.diskseq, case.stick.wrong = 8, BLOCK + 5

        with pytest.raises(DriveGone) as caught:
            case.run(on=at(Stage.VERIFY, exchange))
        assert isinstance(caught.value.__cause__, VerifyError)

    def test_a_difference_on_this_one_is(self, case: Case) -> None:
        with pytest.raises(VerifyError) as caught:
            case.run(on=at(Stage.VERIFY, lambda: setattr(case.stick, "wrong", BLOCK + 5)))
        assert caught.value.ranges == ((BLOCK, 512),)
        assert caught.value.diagnosis == Diagnosis(Cause.CHANGED)

    def test_in_the_head_as_well(self, case: Case) -> None:
        with pytest.raises(VerifyError) as caught:
            case.run(on=at(Stage.WRITE_HEAD, lambda: setattr(case.stick, "wrong", 1024)))
        assert caught.value.ranges == ((1024, 512),)
        assert caught.value.diagnosis == Diagnosis(Cause.CHANGED)
        assert first_sector(case) == bytes(512)

    def test_a_drive_exchanged_at_the_end_is_no_success(self, case: Case) -> None:
        with pytest.raises(DriveGone):
            case.run(on=at(Stage.IDENTITY, lambda: setattr(case.stick, "diskseq", 8)))
        assert first_sector(case) == CONTENT[:512]  # of whatever is there now

    def test_nor_an_image_that_changed(self, case: Case) -> None:
        image = case.folder / "image.iso"
        with pytest.raises(ImageChanged):
            case.run(on=at(Stage.IDENTITY, lambda: image.write_bytes(b"another")))
        assert first_sector(case) == bytes(512)

    def test_nor_one_that_ends_early(self, case: Case) -> None:
        claimed = source_of(case.folder / "image.iso", CONTENT, said=SIZE + 512)
        plan = plan_write(claimed, whole_report(SIZE + 512), case.drive.info)
        with pytest.raises(ImageChanged, match="it ended at byte"):
            case.run(plan)
        assert Stage.WRITE_HEAD not in case.stages

    def test_nor_one_that_is_not_what_was_summed_up(self, case: Case) -> None:
        with pytest.raises(ImageChanged, match="not what its checksum is of"):
            case.run(case.plan(summed=hashlib.sha256(b"another").hexdigest()))
        assert Stage.WRITE_HEAD not in case.stages


def test_an_image_is_not_written_over_itself_even_with_a_plan_for_it(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    content = image_bytes(2 * BLOCK)
    source = source_of(path, content)
    drive = virtual_stick(path)
    with pytest.raises(ImageOnDrive):
        list(write(WritePlan(source, drive.info, 2 * BLOCK), drive, Control()))
    assert path.read_bytes() == content


class TestKeeping:
    """What was there, so that it can be put back."""

    def test_the_image_is_known_again(self, case: Case) -> None:
        case.keep = Keep()
        case.run()
        assert case.keep.image == xxhash.xxh3_128_hexdigest(CONTENT[:BLOCK])

    @pytest.mark.parametrize("stage", [Stage.WRITE, Stage.VERIFY, Stage.WRITE_HEAD, Stage.SYNC])
    def test_whatever_it_got_to_can_be_put_back(self, case: Case, stage: Stage) -> None:
        """Also when the head was there but for its first sector."""
        was = bytes(case.stick.content)
        case.keep = Keep(case.folder / "1.old")

        def on(event: Event) -> None:
            last = stage is not Stage.SYNC or Stage.WRITE_HEAD in case.stages
            if last and isinstance(event, StageStarted) and event.stage is stage:
                case.control.stop()

        with pytest.raises(Stopped):
            case.run(on=on)
        assert Undoable(possible=True) in case.told
        assert case.stick.content != was
        drive = case.drive
        list(undo(UndoPlan(drive.info, read(case.folder / "1.old")), drive, Control()))
        assert case.stick.content == was

    def test_the_file_is_closed_whatever_ends_it(self, case: Case) -> None:
        closed: list[str] = []

        class Told(Keep):
            def close(self) -> None:
                closed.append("closed")
                super().close()

        case.keep = Told()
        with pytest.raises(Stopped):
            case.run(on=at(Stage.WRITE, case.control.stop))
        assert closed == ["closed"]

    def test_of_what_an_interrupted_write_left_nothing_is_kept(self, case: Case) -> None:
        case.keep = Keep(case.folder / "1.old")
        case.run(case.plan(resume=True))
        assert [event for event in case.told if isinstance(event, Undoable)] == []

    def test_nor_where_the_drive_holds_nothing_behind_what_is_written(self, case: Case) -> None:
        """It has no end there, and so no whole to put back."""
        case.keep = Keep(case.folder / "1.old")
        case.run(replace(case.plan(), end=3 * BLOCK))
        assert [event for event in case.told if isinstance(event, Undoable)] == []


class TestWhatIsThereAlready:
    """Block 2 of three is not."""

    @pytest.fixture
    def case(self, tmp_path: Path) -> Case:
        stick = Stick.of(STICK)
        stick.content[: SIZE + 188] = CONTENT.ljust(SIZE + 188, b"\0")
        stick.content[2 * BLOCK : 2 * BLOCK + GRAIN] = bytes(GRAIN)
        return Case(tmp_path, stick)

    def run(self, case: Case, on: Callable[[Event], None] | None = None) -> None:
        result = case.run(on=on)
        assert isinstance(result, Verified)
        assert result.proof.proven_equal == SIZE - BLOCK - GRAIN
        assert result.proof.read_back_equal == BLOCK + GRAIN
        assert case.stick.content[:SIZE] == CONTENT

    def test_it_is_not_read_again(self, case: Case) -> None:
        self.run(case)
        assert case.totals(Stage.VERIFY) == [GRAIN]
        assert case.totals(Stage.VERIFY_HEAD) == [2 * BLOCK - 700]  # the end, also if it was there

    def test_unless_something_was_written_over_the_mark(self, case: Case) -> None:
        def on(call: Call) -> None:
            if call[:2] == ("write", 2 * BLOCK):
                case.stick.content[5000] ^= 1

        case.stick.before = on
        self.run(case)
        assert case.totals(Stage.VERIFY) == [SIZE - BLOCK]

    def test_or_the_computer_slept_meanwhile(self, case: Case) -> None:
        lid = Lid()
        case.control = at_once(lid)
        self.run(case, at(Stage.WRITE, lambda: setattr(lid, "slept", 2000.0)))
        assert case.codes == ["slept"]
        assert case.totals(Stage.VERIFY) == [SIZE - BLOCK]

    def test_what_reading_first_takes_is_measured_by_the_clock_of_the_job(self, case: Case) -> None:
        seconds = count()
        case.control = Control(Lid(), clock=lambda: next(seconds) / 1e6)
        self.run(case)
        assert next(seconds) > 0

    def test_where_a_write_was_interrupted_all_of_it_is_looked_at(self, case: Case) -> None:
        def first_looks() -> set[int]:
            body = case.stick.log.index(("write", 2 * BLOCK, GRAIN))
            return {length for call, _, length in case.stick.log[:body] if call == "read"}

        result = case.run(case.plan(resume=True))
        assert isinstance(result, Verified)
        assert PROBE not in first_looks()
        assert Stage.COMPARE in case.stages

    def test_it_is_asked_about_first_where_none_was(self, case: Case) -> None:
        case.run()
        assert PROBE in {length for call, _, length in case.stick.log if call == "read"}


def test_what_the_image_does_not_use_is_left_when_that_was_chosen(case: Case) -> None:
    result = case.run(case.plan(unused=Unused(((2 * BLOCK, 2 * BLOCK + 4 * GRAIN),))))
    assert isinstance(result, VerifiedParts)
    assert result.left == 4 * GRAIN
    assert bytes(case.stick.content[2 * BLOCK :][: 4 * GRAIN]) == b"old!" * GRAIN
    assert case.totals(Stage.VERIFY) == [SIZE - BLOCK - 4 * GRAIN]


def test_what_is_left_is_not_read_where_nobody_wants_a_sum(case: Case) -> None:
    leaps: list[int] = []

    class Leaper(FileIO):
        def leap(self, offset: int) -> None:
            leaps.append(offset)
            self.seek(offset)

    class Leapt(ClaimingSource):
        def stream(self, start: int = 0) -> FileIO:
            return Leaper(self.path)

    size = BLOCK + 3 * CHUNK
    path = case.folder / "image.iso"
    path.write_bytes(image_bytes(size))
    case.stick = Stick.of(size)
    source, unused = Leapt(path, FileIdentity.of(path), size), ((BLOCK + CHUNK, size),)
    plan = WritePlan(source, case.drive.info, size, sha256=False, unused=Unused(unused))
    result = case.run(plan)
    assert isinstance(result, VerifiedParts)
    assert result.left == size - BLOCK - CHUNK
    assert BLOCK + 2 * CHUNK in leaps
    assert BLOCK + CHUNK not in leaps


class TestAFakeDrive:
    """Memory begins again at its start."""

    def test_the_mark_is_met_where_it_begins_again(self, case: Case) -> None:
        case.content = image_bytes(BLOCK) + bytes(2 * BLOCK)
        case.stick.wrap = 2 * BLOCK + 4096
        with pytest.raises(VerifyError) as caught:
            case.run()
        assert caught.value.diagnosis == Diagnosis(Cause.FAKE, 2 * BLOCK + 4096)
        assert Stage.WRITE_HEAD not in case.stages

    def test_one_sector_from_the_end_the_head_itself_is_met(self, case: Case) -> None:
        """There the mark is blank, and so is the image."""
        case.content = image_bytes(3 * BLOCK - 512) + bytes(512)
        case.stick.wrap = 3 * BLOCK - 512
        with pytest.raises(VerifyError) as caught:
            case.run()
        assert case.stages[-1] is Stage.VERIFY_HEAD
        assert caught.value.ranges == ((3 * BLOCK - 512, 512),)
        assert caught.value.diagnosis == Diagnosis(Cause.FAKE, 3 * BLOCK - 512)
        assert first_sector(case) == bytes(512)


class TestSleep:
    """Whatever was read before counts no more."""

    AGAIN = Warned("checked-again", "The drive is being checked from the start.")

    @pytest.fixture
    def lid(self, case: Case) -> Lid:
        lid = Lid()
        case.control = at_once(lid)
        return lid

    def sleep(self, lid: Lid) -> Callable[[], None]:
        return lambda: setattr(lid, "slept", lid.slept + 300)

    def test_in_the_middle_of_the_check(self, case: Case, lid: Lid) -> None:
        assert isinstance(case.run(on=at(Stage.VERIFY, self.sleep(lid))), Verified)
        assert case.codes == ["slept", "checked-again"]
        assert self.AGAIN in case.told
        assert case.totals(Stage.VERIFY) == [2 * BLOCK - 700] * 2
        assert case.totals(Stage.VERIFY_HEAD) == [2 * BLOCK - 700]

    @pytest.mark.parametrize("stage", [Stage.WRITE_HEAD, Stage.VERIFY_HEAD])
    def test_at_the_head(self, case: Case, lid: Lid, stage: Stage) -> None:
        assert isinstance(case.run(on=at(stage, self.sleep(lid))), Verified)
        assert case.codes == ["slept", "checked-again"]
        assert self.AGAIN in case.told
        assert case.totals(Stage.VERIFY) == [2 * BLOCK - 700, SIZE]

    def test_between_the_check_and_the_head(self, case: Case, lid: Lid) -> None:
        """A disk may take its time to note what the head's place will hold; the mark came first."""
        happens = iter((lambda: None, self.sleep(lid)))

        class Slow(Keep):
            def before_head(self, _head: memoryview, _sector: int) -> None:
                next(happens)()

        case.keep = Slow()
        assert isinstance(case.run(), Verified)
        assert case.codes == ["slept", "checked-again"]
        assert case.totals(Stage.VERIFY) == [2 * BLOCK - 700, SIZE]

    @pytest.fixture
    def long(self, case: Case) -> Case:
        """More than can be on its way when a check is skipped."""
        case.stick, case.content = Stick.of(10 * BLOCK), image_bytes(9 * BLOCK)
        case.supply = Narrow(Drip(case.content), sha256=True)
        return case

    @pytest.mark.parametrize("stage", [Stage.VERIFY, Stage.VERIFY_HEAD])
    def test_a_second_check_that_is_skipped_leaves_nothing_of_the_first(
        self, long: Case, lid: Lid, stage: Stage
    ) -> None:
        asleep = at(stage, self.sleep(lid))

        def on(event: Event) -> None:
            asleep(event)
            if event == self.AGAIN:
                long.control.skip_check()

        assert isinstance(long.run(on=on), Unchecked)
        assert long.stages[-1] is Stage.IDENTITY

    def test_where_the_check_was_skipped_it_does_not_come_back(self, case: Case, lid: Lid) -> None:
        case.control.skip_check()
        assert isinstance(case.run(on=at(Stage.WRITE_HEAD, self.sleep(lid))), Unchecked)
        assert case.codes == ["slept"]

    def test_a_check_that_was_skipped_while_it_slept_ends(self, long: Case, lid: Lid) -> None:
        def both() -> None:
            self.sleep(lid)()
            long.control.skip_check()

        assert isinstance(long.run(on=at(Stage.VERIFY, both)), Unchecked)
        assert long.codes == ["slept"]


class Hosted(ClaimingSource):
    """On another computer."""

    host = "example.org"


def stalled(case: Case) -> str:
    return next(event.text for event in case.told if isinstance(event, Warned))


def test_a_server_that_does_not_answer_is_called_by_its_name(case: Case) -> None:
    now = [0.0]
    reading = Requests(lambda: now[0])
    plan = case.plan()
    path = plan.source.path
    hosted = Hosted(path, FileIdentity.of(path), len(CONTENT))
    case.supply = Narrow(Drip(CONTENT), sha256=True, reading=reading)
    with reading.asking():
        now[0] = 2 * PATIENCE
        case.run(replace(plan, source=hosted))
    assert stalled(case).startswith("example.org has not answered")


def test_what_is_shared_is_waited_for_and_read_back_in_its_own_room(case: Case) -> None:
    now = [0.0]
    reading = Requests(lambda: now[0])
    plan = case.plan()
    case.supply = Narrow(Drip(CONTENT), sha256=True, reading=reading)
    with reading.asking():
        now[0] = 2 * PATIENCE
        assert isinstance(case.run(plan), Verified)
    assert case.codes[0] == "image-stalled"
    assert stalled(case).startswith("The disk that image.iso is on has not answered")
    third = [number for number, call in enumerate(case.stick.log) if call[0] == "sync"][2]
    lengths = [length for call, _, length in case.stick.log[third:] if call == "read"]
    assert max(lengths) == BLOCK


@dataclass(frozen=True)
class Looked:
    """A source that notes who looks into it, and answers when `answers` is set."""

    path: Path
    identity: FileIdentity
    size: int
    log: list[str]
    answers: threading.Event
    layers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name

    def stream(self, start: int = 0) -> Stream:
        return FileIO(self.path)

    def look(self) -> Reader:
        self.log.append("asked")
        if not self.answers.wait(LONG):
            self.log.append("waited for")
        return FileReader(self.path)


class TestALookAhead:
    """Into the image, for where it has nothing."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> Iterator[Looked]:
        path = tmp_path / "image.iso"
        path.write_bytes(CONTENT)
        source = Looked(path, FileIdentity.of(path), SIZE, [], threading.Event())
        yield source
        source.answers.set()

    @pytest.mark.parametrize(
        ("unused", "looks"),
        [(None, True), (Unused(()), True), (Unused(((BLOCK, BLOCK + GRAIN),)), False)],
        ids=str,
    )
    def test_unless_that_is_known(
        self, case: Case, source: Looked, unused: Unused | None, looks: bool
    ) -> None:
        source.answers.set()
        case.run(WritePlan(source, case.drive.info, SIZE, unused=unused))
        assert set(source.log) == ({"asked"} if looks else set())

    def test_nobody_waits_for_it_after_a_stop(self, case: Case, source: Looked) -> None:
        def on(event: Event) -> None:
            if isinstance(event, Progressed) and source.log:
                case.control.stop()

        with pytest.raises(Stopped):
            case.run(WritePlan(source, case.drive.info, SIZE), on=on)
        assert source.log == ["asked"]

    def test_there_the_drive_is_read_meanwhile(self, tmp_path: Path) -> None:
        """From the far end on, while the first of the image is written."""
        content = bytearray(ext([(20, 200)], blocks=36 * 256, each=32768))
        content[20 * 4096 : 220 * 4096] = image_bytes(200 * 4096)
        far = threading.Event()

        def on(call: Call) -> None:
            if call[0] == "read" and call[1] > 30 * BLOCK:
                far.set()

        def first(event: Event) -> None:
            if isinstance(event, Progressed) and event.stage is Stage.WRITE:
                assert far.wait(LONG)

        case = Case(tmp_path, Stick(Memory.sparse(40 * BLOCK).content, before=on), bytes(content))
        assert isinstance(case.run(on=first), Verified)
