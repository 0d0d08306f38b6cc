"""What is put back, in which order, and what has to be as it was left before."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from support_media import Awaited, Heard, Memory
from support_old import BODY, HEAD, IMAGE, LAST, PIECES, SIZE, WAS, Left, distant, left, part, put

from app.control import Control
from app.errors import NotAsLeft, NothingKept, Stopped, VerifyError, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted
from app.job import Job
from app.old_contents import Grain, OldContents, digests_of
from app.stages.ledger import BLOCK
from app.stages.put_back import demand_as_left, demand_kept, put_back

RUNS = (HEAD, (65536, 16384), BODY[2], LAST)  # neighbours together
TOTAL = sum(length for _, length in PIECES)


@pytest.fixture
def case(tmp_path: Path) -> Left:
    return left(tmp_path / "1.old")


def looking(case: Left, control: Control | None = None) -> Job:
    return demand_as_left(case.medium, "Stick", case.old, control or Control())


def putting(case: Left, control: Control | None = None) -> Job:
    return put_back(case.medium, "Stick", case.old, control or Control())


def calls(case: Left, call: str) -> list[tuple[int, int]]:
    return [(offset, length) for made, offset, length in case.medium.log if made == call]


class TestAsLeft:
    def test_every_place_is_looked_at_and_neighbours_at_once(self, case: Left) -> None:
        told = list(looking(case))
        assert case.medium.log == [("read", *run) for run in RUNS]
        done = [sum(length for _, length in RUNS[: number + 1]) for number in range(len(RUNS))]
        assert beats_apart(told) == [
            StageStarted(Stage.COMPARE, TOTAL),
            *(Progressed(Stage.COMPARE, each) for each in done),
        ]

    @pytest.mark.parametrize("content", [WAS, IMAGE])
    def test_each_place_may_hold_what_was_there_or_what_came(
        self, case: Left, content: bytes
    ) -> None:
        put(case.medium, content, (HEAD, *BODY))
        list(looking(case))
        put(case.medium, bytes(SIZE), (HEAD,))
        put(case.medium, WAS, (LAST,))
        list(looking(case))

    @pytest.mark.parametrize(
        ("changed", "grain"),
        [
            (0, 0),
            (511, 0),
            (512, 512),
            (HEAD[1] - 1, HEAD[1] - 512),
            (65536, 65536),
            (69632, 69632),
            (69632 + 12287, 69632 + 8192),
            (131072 + 100, 131072),
            (LAST[0], LAST[0]),
            (SIZE - 1, SIZE - 512),
        ],
    )
    def test_one_byte_of_anything_else_is_refused(
        self, case: Left, changed: int, grain: int
    ) -> None:
        case.medium.content[changed] ^= 1
        with pytest.raises(NotAsLeft) as caught:
            list(looking(case))
        assert caught.value.offset == grain

    def test_the_image_s_bytes_elsewhere_are_no_proof(self, case: Left) -> None:
        first, second = BODY[0], (BODY[1][0], BODY[0][1])
        case.medium.content[slice(*reach(first))] = part(IMAGE, second)
        with pytest.raises(NotAsLeft):
            list(looking(case))

    @pytest.mark.parametrize("elsewhere", [HEAD[1], 65535, 65536 + 16384, 131072 + 4096])
    def test_what_was_never_written_is_nobody_s_business(self, case: Left, elsewhere: int) -> None:
        case.medium.content[elsewhere] ^= 1
        list(looking(case))

    def test_it_can_be_stopped(self, case: Left) -> None:
        control, job = Control(), looking(case)
        job = looking(case, control)
        for event in job:
            if event == Progressed(Stage.COMPARE, HEAD[1]):
                control.stop()
                break
        with pytest.raises(Stopped):
            next(job)
        assert case.medium.log == [("read", *HEAD)]

    @pytest.mark.parametrize("start", [0, 8 * BLOCK])
    def test_no_more_than_a_block_is_read_at_once(self, case: Left, start: int) -> None:
        count = BLOCK // 4096
        medium = Memory.sparse(start + 3 * BLOCK)
        old = of_grains(case.old, medium, start, [4096] * (2 * count + 1))
        list(looking(Left(medium, old)))
        assert medium.log == [
            ("read", start, BLOCK),
            ("read", start + BLOCK, BLOCK),
            ("read", start + 2 * BLOCK, 4096),
        ]

    def test_but_for_one_place_that_is_longer(self, case: Left) -> None:
        medium = Memory.sparse(8 * BLOCK)
        old = of_grains(case.old, medium, BLOCK, [2 * BLOCK, 2 * BLOCK, 4096])
        list(looking(Left(medium, old)))
        assert [length for _, _, length in medium.log] == [2 * BLOCK, 2 * BLOCK, 4096]


def of_grains(old: OldContents, medium: Memory, start: int, lengths: list[int]) -> OldContents:
    """One with these places side by side, which hold what the medium has there."""
    found = list[Grain]()
    for length in lengths:
        (digest,) = digests_of(memoryview(medium.content)[start : start + length], length)
        found.append(Grain(start, length, frozenset({digest})))
        start += length
    return replace(old, grains=tuple(found))


def reach(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], sum(place)


def beats_apart(told: list[Event]) -> list[Event]:
    """Without signs of life, which say what was said before."""
    kept = list[Event]()
    for event in told:
        done = isinstance(event, Progressed) and event.done == 0
        if not done and event not in kept[-1:]:
            kept.append(event)
    return kept


class TestKept:
    def test_what_is_whole_is_enough(self, case: Left) -> None:
        demand_kept("Stick", case.old)

    @pytest.mark.parametrize("number", range(len(PIECES)))
    def test_one_byte_that_was_changed_is_not(self, case: Left, number: int) -> None:
        spoil(case.old, number)
        with pytest.raises(NothingKept, match="Stick"):
            demand_kept("Stick", case.old)

    def test_nor_is_no_file(self, case: Left) -> None:
        case.old.path.unlink()
        with pytest.raises(NothingKept, match="Stick"):
            demand_kept("Stick", case.old)


def spoil(old: OldContents, number: int) -> None:
    piece = old.pieces[number]
    with old.path.open("r+b") as file:
        file.seek(piece.place)
        (byte,) = file.read(1)
        file.seek(piece.place)
        file.write(bytes([byte ^ 1]))


class TestPuttingBack:
    @pytest.mark.usefixtures("without_signs_of_life")
    def test_all_comes_back_and_the_first_sector_last(self, case: Left) -> None:
        told = list(putting(case))
        assert case.medium.content == WAS
        body = [*BODY, LAST]
        assert case.medium.log == [
            ("write", 0, 512),
            ("sync", 0, 0),
            *(("write", *place) for place in body),
            ("sync", 0, 0),
            *(("read", *place) for place in body),
            ("write", 512, HEAD[1] - 512),
            ("sync", 0, 0),
            ("read", 512, HEAD[1] - 512),
            ("write", 0, 512),
            ("sync", 0, 0),
            ("read", *HEAD),
        ]
        rest = TOTAL - HEAD[1]
        done = [sum(length for _, length in body[: number + 1]) for number in range(len(body))]
        assert done[-1] == rest
        assert beats_apart(told) == [
            StageStarted(Stage.BLANK, 512),
            StageStarted(Stage.SYNC),
            StageStarted(Stage.WRITE, rest),
            *(Progressed(Stage.WRITE, each) for each in done),
            StageStarted(Stage.SYNC),
            StageStarted(Stage.VERIFY, rest),
            *(Progressed(Stage.VERIFY, each) for each in done),
            StageStarted(Stage.WRITE_HEAD, HEAD[1]),
            Progressed(Stage.WRITE_HEAD, HEAD[1] - 512),
            StageStarted(Stage.SYNC),
            Progressed(Stage.WRITE_HEAD, HEAD[1]),
            StageStarted(Stage.SYNC),
            StageStarted(Stage.VERIFY_HEAD, HEAD[1]),
            Progressed(Stage.VERIFY_HEAD, HEAD[1]),
        ]

    def test_the_first_sector_is_as_large_as_the_drive_s(self, tmp_path: Path) -> None:
        case = left(tmp_path / "4.old", Memory(bytearray(SIZE), sector=4096))
        told = list(putting(case))
        assert case.medium.content == WAS
        assert told[0] == StageStarted(Stage.BLANK, 4096)
        assert calls(case, "write")[0] == calls(case, "write")[-1] == (0, 4096)

    def test_what_was_kept_of_the_head_alone(self, case: Left) -> None:
        """A write that was stopped when it had blanked one end."""
        case.old = replace(case.old, pieces=case.old.pieces[:1])
        list(putting(case))
        assert case.medium.content[: HEAD[1]] == WAS[: HEAD[1]]

    @pytest.mark.parametrize("number", range(len(PIECES)))
    def test_what_changed_in_the_file_stops_it_with_the_drive_blank(
        self, case: Left, number: int
    ) -> None:
        spoil(case.old, number)
        with pytest.raises(NothingKept):
            list(putting(case))
        assert case.medium.content[:512] == bytes(512)
        assert (512, HEAD[1] - 512) not in calls(case, "write")

    def test_what_did_not_hold_is_named_and_the_head_stays_away(self, case: Left) -> None:
        case = losing(case, BODY[0][0] + 7, LAST[0])
        with pytest.raises(VerifyError) as caught:
            list(putting(case))
        assert caught.value.ranges == (BODY[0], LAST)
        assert not caught.value.flaky
        assert case.medium.content[: HEAD[1]] == bytes(HEAD[1])

    def test_nor_is_a_head_left_that_did_not_hold(self, case: Left) -> None:
        """Its first sector, which nobody reads before the end."""
        case = losing(case, 3)
        with pytest.raises(VerifyError) as caught:
            list(putting(case))
        assert caught.value.ranges == (HEAD,)
        assert case.medium.log[-2:] == [("write", 0, 512), ("sync", 0, 0)]

    @pytest.mark.parametrize("at", [512, 0])
    def test_nor_one_that_was_refused(self, case: Left, at: int) -> None:
        medium = Refusing(case.medium.content, at=at)
        with pytest.raises(WriteRefused):
            list(putting(Left(medium, case.old)))
        assert medium.content[:512] == bytes(512)
        assert medium.log[-2:] == [("write", 0, 512), ("sync", 0, 0)]

    @pytest.mark.parametrize("how", ["stopped", "closed"])
    @pytest.mark.parametrize("stage", [Stage.WRITE_HEAD, Stage.VERIFY_HEAD])
    def test_left_while_the_head_comes_the_first_sector_is_blank(
        self, case: Left, stage: Stage, how: str
    ) -> None:
        control = Control()
        job = putting(case, control)
        for event in job:
            if event == StageStarted(stage, HEAD[1]):
                break
        if how == "closed":
            job.close()
        else:
            control.stop()
            with pytest.raises(Stopped):
                list(job)
        assert case.medium.log[-2:] == [("write", 0, 512), ("sync", 0, 0)]
        assert case.medium.content[:512] == bytes(512)

    @pytest.mark.parametrize("stage", [Stage.WRITE, Stage.VERIFY])
    def test_it_can_be_stopped_between_two_pieces(self, case: Left, stage: Stage) -> None:
        control = Control()
        job = putting(case, control)
        for event in job:
            if event == Progressed(stage, BODY[0][1]):
                control.stop()
                break
        with pytest.raises(Stopped):
            next(job)
        assert case.medium.log[-1] == ("write" if stage is Stage.WRITE else "read", *BODY[0])

    def test_a_drive_that_takes_little_at_once(self, tmp_path: Path) -> None:
        case = left(tmp_path / "2.old", Memory(bytearray(SIZE), most=512))
        list(looking(case))
        list(putting(case))
        assert case.medium.content == WAS


@dataclass
class Losing(Memory):
    """Acknowledges what is written, and loses these bytes, but for zeros."""

    lost: tuple[int, ...] = ()

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        done = super().pwrite(buffer, offset)
        for place in self.lost:
            if offset <= place < offset + done:
                self.content[place] = 0
        return done


def losing(case: Left, *lost: int) -> Left:
    assert all(WAS[place] for place in lost)
    return Left(Losing(case.medium.content, lost=lost), case.old)


@dataclass
class Refusing(Memory):
    """Takes what is written at this place when it is zeros, and nothing else."""

    at: int = 0

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        if offset == self.at and any(buffer):
            super().pwrite(buffer[:512], offset)
            raise WriteRefused("Stick", offset, "no")
        return super().pwrite(buffer, offset)


def test_the_old_head_is_waited_for_as_all_else(case: Left) -> None:
    heard = Heard()
    case.old = distant(case.old, heard)
    told = list(heard.of(putting(case)))
    end = told.index(StageStarted(Stage.WRITE_HEAD, HEAD[1]))
    rest = Progressed(Stage.VERIFY, TOTAL - HEAD[1])
    assert told[end - 2 : end] == [rest, rest]


def test_signs_of_life_say_how_far_it_is(tmp_path: Path) -> None:
    medium = Awaited(bytearray(SIZE))
    case = left(tmp_path / "3.old", medium)
    few, ends = (case.old.pieces[0], case.old.pieces[1], case.old.pieces[-1]), sum(BODY[0])
    grains = tuple(grain for grain in case.old.grains if grain.offset < ends)
    case.old = replace(case.old, pieces=few, grains=grains)
    told = [*medium.heard.of(looking(case)), *medium.heard.of(putting(case))]
    steps = [(event.stage, event.done) for event in told if isinstance(event, Progressed)]
    for stage, done in (
        (Stage.COMPARE, [0, 8192, 12288]),
        (Stage.BLANK, [0]),
        (Stage.WRITE, [0, 4096, 12288]),
        (Stage.VERIFY, [0, 4096, 12288]),
        (Stage.VERIFY_HEAD, [0, 8192]),
    ):
        assert list(dict.fromkeys(step[1] for step in steps if step[0] is stage)) == done
