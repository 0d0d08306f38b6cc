"""What is kept of a drive before it is overwritten, and when keeping is given up."""

import errno
import logging
import os
import threading
import weakref
from collections.abc import Generator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import pytest
import xxhash
from support_images import image_bytes
from support_media import Awaited, Memory, stick_info

from app.control import Control
from app.drives.told import Told, this_start
from app.errors import ReadRefused, WriteRefused
from app.events import Event, Progressed, Stage, Undoable
from app.old_contents import Grain, OldContents, read
from app.stages import keep as keep_module
from app.stages.flow import page_aligned
from app.stages.keep import BODY, GRAIN, NEAR, PATIENCE, SAMPLES, Keep, keeping, minding_keep
from app.stages.ledger import BLOCK

SIZE = 6 * BLOCK
STRIDE = 16 << 20  # bytes between two samples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jobs" / "1.old"


@pytest.fixture
def medium() -> Memory:
    return Memory(bytearray(image_bytes(SIZE, "old")))


@pytest.fixture
def keep(path: Path, medium: Memory) -> Keep:
    """One that has begun."""
    return begun(Keep(path), medium)


def begun(keep: Keep, medium: Memory) -> Keep:
    keep.begin(medium, stick_info(medium.size, medium.sector))
    return keep


def before(keep: Keep, medium: Memory, *parts: tuple[int, bytes], halted: bool = False) -> None:
    event = threading.Event()
    if halted:
        event.set()
    keep.before(medium, "Stick", [(offset, memoryview(view)) for offset, view in parts], event)


def pieces(old: OldContents) -> list[tuple[int, int]]:
    return [(piece.offset, piece.length) for piece in old.pieces]


def grains(offset: int, grain: int, *states: bytes | bytearray) -> list[Grain]:
    """What a place has when it may hold any of these."""
    (length,) = {len(state) for state in states}
    return [
        Grain(
            offset + place,
            min(grain, length - place),
            frozenset(xxhash.xxh3_64_intdigest(state[place : place + grain]) for state in states),
        )
        for place in range(0, length, grain)
    ]


def near(medium: Memory, *places: int) -> list[Grain]:
    """What is remembered of these as long as nobody writes there."""
    return [
        grain
        for place in places
        for grain in grains(place, GRAIN, medium.content[place : place + GRAIN])
    ]


def grains_at(old: OldContents, start: int, stop: int) -> list[Grain]:
    return [grain for grain in old.grains if start <= grain.offset < stop]


class TestTheBeginning:
    @pytest.mark.parametrize("sector", [512, 4096])
    def test_both_ends_are_kept_and_may_become_blank(self, path: Path, sector: int) -> None:
        medium = Memory(bytearray(image_bytes(SIZE, "old")), sector)
        keep = begun(Keep(path), medium)
        assert keep.possible
        keep.close()
        old, blank = read(path), bytes(BLOCK)
        assert (old.drive, old.diskseq) == (Told.of(stick_info(SIZE)), 7)
        assert old.start == this_start()
        assert pieces(old) == [(0, BLOCK), (SIZE - BLOCK, BLOCK)]
        for piece in old.pieces:
            was = medium.content[piece.offset : piece.offset + BLOCK]
            assert old.bytes_of(piece) == was
            found = grains_at(old, piece.offset, piece.offset + BLOCK)
            assert found == grains(piece.offset, sector, was, blank)
        between = grains_at(old, BLOCK, SIZE - BLOCK)
        assert between == near(medium, *range(BLOCK, SIZE - BLOCK, NEAR))

    def test_it_is_only_read(self, keep: Keep, medium: Memory) -> None:
        assert {call for call, *_ in medium.log} == {"read"}
        assert medium.content == image_bytes(SIZE, "old")

    @pytest.mark.parametrize(("size", "kept"), [(2 * BLOCK, True), (2 * BLOCK - 512, False)])
    def test_a_drive_that_has_no_two_ends_is_not_kept(
        self, path: Path, size: int, kept: bool
    ) -> None:
        medium = Memory(bytearray(image_bytes(size)))
        assert begun(Keep(path), medium).possible is kept
        assert bool(medium.log) is kept
        assert path.exists() is kept

    @pytest.mark.parametrize("at", [0, BLOCK - 1, SIZE - BLOCK, SIZE - 1])
    def test_one_byte_at_either_end_is_worth_keeping(self, path: Path, at: int) -> None:
        content = bytearray(SIZE)
        content[at] = 1
        assert begun(Keep(path), Memory(content)).possible

    def test_a_drive_with_blank_ends_is_not(self, path: Path) -> None:
        content = bytearray(SIZE)
        content[BLOCK : SIZE - BLOCK] = image_bytes(SIZE - 2 * BLOCK)
        assert not begun(Keep(path), Memory(content)).possible
        assert not path.exists()

    @pytest.mark.parametrize("path", [None, Path("/proc/jobs/1.old"), Path()])
    def test_where_nothing_can_be_kept_the_drive_is_not_read(
        self, medium: Memory, path: Path | None
    ) -> None:
        """No file was wanted; its disk is full, as /proc always is; no disk is named at all."""
        assert not begun(Keep(path), medium).possible
        assert medium.log == []

    def test_a_drive_that_cannot_be_read_is_not_kept(
        self, path: Path, medium: Memory, caplog: pytest.LogCaptureFixture
    ) -> None:
        medium.gone = True
        with caplog.at_level(logging.INFO):
            assert not begun(Keep(path), medium).possible
        assert "old contents are not kept: Stick" in caplog.text

    def test_nor_one_whose_last_mib_cannot(self, path: Path, medium: Memory) -> None:
        """The first one was, and that was worth keeping."""
        del medium.content[SIZE - 512 :]
        keep = Keep(path)
        keep.begin(medium, stick_info(SIZE))
        assert not keep.possible
        assert list(path.parent.iterdir()) == []

    def test_a_file_that_is_in_the_way_stays(self, path: Path, medium: Memory) -> None:
        path.parent.mkdir()
        path.write_text("somebody's")
        assert not begun(Keep(path), medium).possible
        assert path.read_text() == "somebody's"

    @pytest.mark.parametrize(
        ("behind", "count"),
        [
            (BLOCK, 0),
            (BLOCK + GRAIN - 512, 0),
            (BLOCK + GRAIN, 1),
            (3 * STRIDE, 3),
            ((SAMPLES + 2) * STRIDE, SAMPLES),
        ],
    )
    def test_some_of_what_is_never_written_is_remembered(
        self, path: Path, behind: int, count: int
    ) -> None:
        start = BLOCK + BODY
        medium = Memory.sparse(start + behind)
        medium.content[0] = 1
        places = [start + number * STRIDE for number in range(count)]
        for place in places:
            medium.content[place : place + GRAIN] = image_bytes(GRAIN, str(place))
        begun(Keep(path), medium).close()
        found = grains_at(read(path), start, medium.size - BLOCK)
        expected = [grains(place, GRAIN, medium.content[place : place + GRAIN]) for place in places]
        assert found == [grain for each in expected for grain in each]


class TestBeforeEachPlace:
    def test_what_is_there_is_kept_and_what_comes_may_be_there(
        self, keep: Keep, medium: Memory, path: Path
    ) -> None:
        new = image_bytes(2 * BLOCK + 512, "new")
        before(keep, medium, (BLOCK + 1024, new))
        keep.close()
        old, start = read(path), BLOCK + 1024
        assert pieces(old) == [
            (0, BLOCK),
            (start, BLOCK),
            (start + BLOCK, BLOCK),
            (start + 2 * BLOCK, 512),
            (SIZE - BLOCK, BLOCK),
        ]
        was = medium.content[start : start + len(new)]
        assert b"".join(old.bytes_of(piece) for piece in old.pieces[1:-1]) == was
        found = grains_at(old, BLOCK, SIZE - BLOCK)
        assert found == grains(start, GRAIN, was, new) + near(medium, 4 * BLOCK)

    def test_each_of_several(self, keep: Keep, medium: Memory, path: Path) -> None:
        one, other = image_bytes(4096, "one"), image_bytes(512, "other")
        before(keep, medium, (BLOCK, one), (3 * BLOCK, other))
        keep.close()
        assert pieces(read(path))[1:-1] == [(BLOCK, 4096), (3 * BLOCK, 512)]

    def test_where_it_reaches_into_the_last_mib_that_is_kept_already(
        self, keep: Keep, medium: Memory, path: Path
    ) -> None:
        new, last = image_bytes(BLOCK + 1024, "new"), SIZE - BLOCK
        before(keep, medium, (last - BLOCK // 2, new))
        keep.close()
        old = read(path)
        assert pieces(old)[1:] == [(last - BLOCK // 2, BLOCK // 2), (last, BLOCK)]
        behind = new[BLOCK // 2 :]
        found = grains_at(old, last, last + len(behind))
        was = medium.content[last : last + len(behind)]
        assert found == grains(last, 512, was, bytes(len(behind)), behind)

    def test_or_lies_wholly_in_it(self, keep: Keep, medium: Memory, path: Path) -> None:
        new, start = image_bytes(1024, "new"), SIZE - 4096
        medium.log.clear()
        before(keep, medium, (start, new))
        assert medium.log == []
        keep.close()
        old = read(path)
        assert pieces(old) == [(0, BLOCK), (SIZE - BLOCK, BLOCK)]
        was = medium.content[start : start + 1024]
        assert grains_at(old, start, start + 1024) == grains(start, 512, was, bytes(1024), new)

    def test_when_nothing_is_written_nothing_is_asked(self, keep: Keep, medium: Memory) -> None:
        medium.log.clear()
        before(keep, medium)
        assert medium.log == []
        assert keep.possible

    def test_one_that_has_not_begun_asks_nothing(self, path: Path, medium: Memory) -> None:
        before(Keep(path), medium, (BLOCK, bytes(512)))
        assert medium.log == []

    def test_halted_nothing_is_told(self, keep: Keep, medium: Memory, path: Path) -> None:
        before(keep, medium, (BLOCK, bytes(512)), halted=True)
        assert keep.possible
        keep.close()
        assert pieces(read(path)) == [(0, BLOCK), (SIZE - BLOCK, BLOCK)]

    @pytest.mark.parametrize("most", [512, 4096, 300 << 10])
    def test_from_a_drive_that_gives_little_at_once(self, path: Path, most: int) -> None:
        medium = Memory(bytearray(image_bytes(SIZE, "old")), most=most)
        keep = begun(Keep(path), medium)
        before(keep, medium, (BLOCK, bytes(2 * BLOCK)))
        keep.close()
        old = read(path)
        found = b"".join(old.bytes_of(piece) for piece in old.pieces[:3])
        assert found == medium.content[: 3 * BLOCK]

    @pytest.mark.parametrize(("beyond", "kept"), [(0, True), (512, False)])
    def test_behind_the_first_64_mib_it_is_given_up(
        self, path: Path, beyond: int, kept: bool
    ) -> None:
        assert BODY == 64 << 20
        medium = Memory.sparse(BLOCK + BODY + 3 * BLOCK)
        medium.content[0] = 1
        keep = begun(Keep(path), medium)
        medium.log.clear()
        before(keep, medium, (BLOCK, bytes(512)), (BLOCK + BODY - 512 + beyond, bytes(512)))
        assert keep.possible is kept
        assert path.exists() is kept
        assert bool(medium.log) is kept


@dataclass
class Torn(Memory):
    """Cannot be read from this place on, in words of the program."""

    unreadable: int = 1 << 60

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset + len(buffer) > self.unreadable:
            raise ReadRefused("Stick", offset, "no")
        return super().pread_into(buffer, offset)


class TestGivingUp:
    def test_a_place_that_cannot_be_read(
        self, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        medium = Torn(bytearray(image_bytes(SIZE, "old")))
        keep = begun(Keep(path), medium)
        medium.unreadable = 2 * BLOCK
        with caplog.at_level(logging.INFO):
            before(keep, medium, (BLOCK, bytes(BLOCK)))
            assert keep.possible
            before(keep, medium, (2 * BLOCK, bytes(512)))
        assert caplog.messages[-1].startswith("old contents are not kept: ")
        assert_given_up(keep, path, medium)

    def test_the_files_disk_fails(self, keep: Keep, medium: Memory, path: Path) -> None:
        os.close(descriptor_of(path))  # every call fails from now on
        before(keep, medium, (BLOCK, bytes(512)))
        assert_given_up(keep, path, medium)

    def test_it_fails_when_the_head_is_due(self, keep: Keep, medium: Memory, path: Path) -> None:
        os.close(descriptor_of(path))
        keep.before_head(memoryview(bytes(BLOCK)), 512)
        assert_given_up(keep, path, medium)

    @pytest.mark.parametrize(
        ("times", "kept"),
        [
            ([0, PATIENCE], True),
            ([0, PATIENCE + 0.01], False),
            ([0, PATIENCE / 2, 100, 100 + PATIENCE / 2], True),
            ([0, PATIENCE / 2, 100, 100 + PATIENCE / 2 + 0.01], False),
        ],
    )
    def test_a_drive_that_takes_its_time(
        self, path: Path, medium: Memory, times: Sequence[float], kept: bool
    ) -> None:
        clock = iter(times)
        keep = begun(Keep(path, lambda: next(clock)), medium)
        for number in range(len(times) // 2):
            before(keep, medium, ((number + 1) * BLOCK, bytes(512)))
        assert keep.possible is kept
        if not kept:
            assert_given_up(keep, path, medium)

    def test_what_fails_takes_time_as_well(self, path: Path, medium: Memory) -> None:
        """Another thread may have gone on keeping."""
        clock = iter([0.0, PATIENCE + 1])
        keep = begun(Keep(path, lambda: next(clock)), medium)
        before(keep, medium, (SIZE - BLOCK - 512, bytes(512)))
        assert_given_up(keep, path, medium)

    def test_a_folder_that_is_gone_by_then(self, keep: Keep, medium: Memory, path: Path) -> None:
        path.unlink()
        path.parent.rmdir()
        before(keep, medium, (BLOCK + BODY, bytes(512)))
        assert not keep.possible


def assert_given_up(keep: Keep, path: Path, medium: Memory) -> None:
    """Nothing is left, and nothing more is asked."""
    assert not keep.possible
    assert list(path.parent.iterdir()) == []
    medium.log.clear()
    before(keep, medium, (BLOCK, bytes(512)))
    keep.before_head(memoryview(bytes(BLOCK)), 512)
    keep.close()
    assert medium.log == []
    assert list(path.parent.iterdir()) == []


def descriptor_of(path: Path) -> int:
    """As what the file is open in this process."""
    held = [each for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    (found,) = [int(each.name) for each in held if os.path.realpath(each) == str(path)]
    return found


class TestTheHead:
    def test_it_may_hold_the_image_s_as_well(self, keep: Keep, medium: Memory, path: Path) -> None:
        head = image_bytes(BLOCK, "head")
        keep.before_head(memoryview(head), 512)
        keep.close()
        was = medium.content[:BLOCK]
        assert grains_at(read(path), 0, BLOCK) == grains(0, 512, was, bytes(BLOCK), head)

    def test_an_image_is_known_by_it(self) -> None:
        keep = Keep()
        assert keep.image == ""
        keep.know(memoryview(b"head"))
        assert keep.image == xxhash.xxh3_128_hexdigest(b"head")


class TestOnItsDisk:
    """A power cut must find in the file what it then finds overwritten on the drive."""

    @pytest.fixture
    def synced(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """The length of the file at each sync of it."""
        lengths, really = list[int](), os.fdatasync

        def listen(fd: int) -> None:
            lengths.append(os.fstat(fd).st_size)
            really(fd)

        monkeypatch.setattr(os, "fdatasync", listen)
        return lengths

    def test_the_ends(self, synced: list[int], path: Path, medium: Memory) -> None:
        begun(Keep(path), medium)
        assert synced[-1] == path.stat().st_size

    def test_each_place(self, synced: list[int], path: Path, medium: Memory) -> None:
        keep, length = begun(Keep(path), medium), path.stat().st_size
        before(keep, medium, (BLOCK, bytes(4096)))
        assert path.stat().st_size > length
        assert synced[-1] == path.stat().st_size

    def test_the_head(self, synced: list[int], path: Path, medium: Memory) -> None:
        keep, length = begun(Keep(path), medium), path.stat().st_size
        keep.before_head(memoryview(image_bytes(BLOCK)), 512)
        assert path.stat().st_size > length
        assert synced[-1] == path.stat().st_size


def test_one_buffer_serves_for_all_of_it_and_goes_with_the_file(
    keep: Keep, medium: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[memoryview]] = []

    def aligned(length: int) -> memoryview:
        view = page_aligned(length)
        made.append(weakref.ref(view))
        return view

    monkeypatch.setattr(keep_module, "page_aligned", aligned)
    for block in (1, 2, 3):
        before(keep, medium, (block * BLOCK, bytes(512)))
    (buffer,) = made
    assert buffer() is not None
    before(keep, medium, (BLOCK + BODY, bytes(512)))  # which is too far
    assert not keep.possible
    assert buffer() is None


def test_closed_the_file_stays_and_is_let_go(keep: Keep, path: Path) -> None:
    descriptor = descriptor_of(path)
    keep.close()
    keep.close()
    with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
        os.fstat(descriptor)
    assert read(path).size == 2 * BLOCK
    Keep().close()


def test_whoever_gives_up_is_met_by_the_others(path: Path, medium: Memory) -> None:
    """Several threads keep; one of them gives up in the middle of it."""
    keep, errors = begun(Keep(path), medium), list[BaseException]()

    def go_on() -> None:
        try:
            for _ in repeat(None, 200):
                before(keep, medium, (BLOCK, bytes(4096)))
        except BaseException as error:  # noqa: BLE001  looked at by the test
            errors.append(error)

    threads = [threading.Thread(target=go_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    before(keep, medium, (BLOCK + BODY, bytes(512)))
    for thread in threads:
        thread.join()
    assert errors == []
    assert not path.exists()


class TestAsAStage:
    def test_it_is_told_when_the_write_can_be_undone(self, path: Path, medium: Memory) -> None:
        keep = Keep(path)
        told = list(keeping(keep, medium, stick_info(SIZE), Control()))
        assert told[-1] == Undoable(possible=True)
        assert set(told[:-1]) <= {Progressed(Stage.RELEASE, 0)}
        assert keep.possible

    def test_while_the_ends_are_read_it_gives_signs_of_life(self, path: Path) -> None:
        medium = Awaited(bytearray(image_bytes(2 * BLOCK)))
        steps = keeping(Keep(path), medium, stick_info(2 * BLOCK), Control())
        told = list(medium.heard.of(steps))
        assert told[0] == Progressed(Stage.RELEASE, 0)
        assert told[-1] == Undoable(possible=True)

    def test_nothing_is_told_when_it_cannot(self, medium: Memory) -> None:
        told = list(keeping(Keep(), medium, stick_info(SIZE), Control()))
        assert set(told) <= {Progressed(Stage.RELEASE, 0)}

    @pytest.mark.parametrize("fails", [False, True])
    def test_that_nothing_can_be_put_back_any_more_is_said_once(
        self, path: Path, medium: Memory, fails: bool
    ) -> None:
        """Also when that is the last that happens: who is told of the failure would believe the
        offer."""
        keep, offer, over = Keep(path), Undoable(possible=True), Undoable(possible=False)
        signs = [Progressed(Stage.WRITE, done) for done in range(3)]

        def write() -> Generator[Event]:
            yield from keeping(keep, medium, stick_info(SIZE), Control())
            yield signs[0]
            before(keep, medium, (BLOCK + BODY, bytes(512)))
            if fails:
                raise WriteRefused("Stick", BLOCK + BODY, "no")
            yield from signs[1:]

        told: list[Event] = []
        with pytest.raises(WriteRefused) if fails else nullcontext():
            told.extend(minding_keep(write(), keep))
        told = [each for each in told if each != Progressed(Stage.RELEASE, 0)]
        assert told == [offer, signs[0], over, *([] if fails else signs[1:])]

    @pytest.mark.parametrize("kept", [False, True])
    def test_as_long_as_it_can_nothing_else_is_said(
        self, path: Path, medium: Memory, kept: bool
    ) -> None:
        keep = Keep(path if kept else None)

        def write() -> Generator[Event]:
            yield from keeping(keep, medium, stick_info(SIZE), Control())
            raise WriteRefused("Stick", 0, "no")

        told = set[Event]()
        with pytest.raises(WriteRefused):
            told.update(minding_keep(write(), keep))
        assert told - {Progressed(Stage.RELEASE, 0)} == (
            {Undoable(possible=True)} if kept else set()
        )
