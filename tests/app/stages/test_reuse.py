"""What is found on a drive by reading, and what is not even asked for."""

import threading
from dataclasses import replace
from itertools import pairwise

import pytest
from support_images import alike, image_bytes
from support_media import Memory

from app.errors import ReadRefused
from app.formats.bmap import Bmap
from app.inspection.unused import Unused
from app.stages.flow import CHUNK, Chunk, Pace, padded
from app.stages.grains import GRAIN, WRITTEN, Fate
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.reuse import NEAR, PROBE, PROBES, STEP, Reuse

STICK = 6 * BLOCK
ALL = (1 << CHUNK // GRAIN) - 1
DATA = image_bytes(CHUNK)
HALTED = threading.Event()
LONG = 8.0  # seconds: only a failing test waits so long


class Free(Purse):
    """Never empty: how long a test takes on this computer is nobody's business."""

    @property
    def open(self) -> bool:
        return True


def reuse_of(medium: Memory, *, known: bool = False) -> Reuse:
    return Reuse(medium, "Stick", Mark(medium, "Stick", Keep()), Free(), known=known)


def chunk(content: bytes, offset: int = BLOCK) -> Chunk:
    view = memoryview(content.ljust(padded(len(content), 512), b"\0"))
    return Chunk(offset, len(content), view)


def with_on_it(content: bytes, offset: int = BLOCK) -> Memory:
    medium = Memory.of(STICK)
    medium.content[offset : offset + len(content)] = content
    return medium


def test_a_drive_that_holds_all_of_a_chunk() -> None:
    medium = with_on_it(DATA)
    fate = reuse_of(medium).fate(chunk(DATA), HALTED)
    assert fate == Fate(kept=ALL)  # nobody will ask for digests of its grains
    assert list(fate.runs(CHUNK)) == []
    assert [call for call in medium.log if call[0] == "write"] == [("write", 0, BLOCK)]
    large = [each for each in medium.log if each[0] == "read" and each[2] > PROBE]
    assert large == [("read", offset, STEP) for offset in range(BLOCK, 5 * BLOCK, STEP)]


def test_a_drive_that_holds_none_of_it_is_asked_two_small_questions() -> None:
    medium = with_on_it(b"")
    reuse = Reuse(medium, "Stick", Mark(medium, "Stick", Keep()), Free())
    assert reuse.fate(chunk(DATA), HALTED) == WRITTEN
    assert [(call, length) for call, _, length in medium.log] == [("read", PROBE)] * PROBES
    assert medium.content[:BLOCK] == b"old!" * (BLOCK // 4)  # no mark


def test_what_is_let_pass_grows_and_ends() -> None:
    medium = with_on_it(b"")
    reuse = reuse_of(medium)
    asked = []
    for number in range(100):
        before = len(medium.log)
        reuse.fate(chunk(DATA), HALTED)
        if len(medium.log) > before:
            asked.append(number)
    gaps = [after - before for before, after in pairwise(asked)]
    assert gaps[0] == 1
    assert gaps == sorted(gaps)
    assert gaps[-1] == 8
    medium.content[BLOCK : BLOCK + CHUNK] = DATA
    fates = [reuse.fate(chunk(DATA), HALTED) for _ in range(10)]
    assert fates[-1].kept == ALL


def test_only_the_grains_that_are_there_are_kept() -> None:
    medium = with_on_it(DATA)
    wrong = {3, 4, 40}
    for grain in wrong:
        medium.content[BLOCK + grain * GRAIN + 77] ^= 1
    fate = reuse_of(medium, known=True).fate(chunk(DATA), HALTED)
    assert {grain for grain in range(64) if not fate.kept >> grain & 1} == wrong
    assert list(fate.runs(CHUNK)) == [
        (3 * GRAIN, 5 * GRAIN),
        (40 * GRAIN, 41 * GRAIN),
    ]
    assert len(fate.grains) == 64


def test_what_only_looks_alike_to_a_digest_is_written() -> None:
    there, wanted = alike(GRAIN)
    data = image_bytes(BLOCK)
    medium = with_on_it(there + data)
    fate = reuse_of(medium, known=True).fate(chunk(wanted + data), HALTED)
    assert list(fate.runs(GRAIN + BLOCK)) == [(0, GRAIN)]


def test_zeros_and_data_are_asked_about_separately() -> None:
    """A fresh stick is all zeros: the zeros are there, and the data is not read for nothing."""
    content = DATA[:BLOCK] + bytes(2 * BLOCK) + DATA[3 * BLOCK :]
    medium = Memory.of(STICK, b"\0")
    reuse = reuse_of(medium)
    fate = reuse.fate(chunk(content), HALTED)
    assert list(fate.runs(CHUNK)) == [(0, BLOCK), (3 * BLOCK, CHUNK)]
    large = [(offset, length) for call, offset, length in medium.log if length > PROBE][1:]
    assert large == [(offset, STEP) for offset in range(2 * BLOCK, 4 * BLOCK, STEP)]


def test_small_gaps_are_read_as_well() -> None:
    content = bytearray(CHUNK)
    content[GRAIN : (1 + NEAR) * GRAIN] = DATA[: NEAR * GRAIN]
    content[20 * GRAIN : (21 + NEAR) * GRAIN] = DATA[: (1 + NEAR) * GRAIN]
    medium = Memory.of(STICK, b"\0")
    fate = reuse_of(medium).fate(chunk(bytes(content)), HALTED)
    assert list(fate.runs(CHUNK)) == [
        (GRAIN, (1 + NEAR) * GRAIN),
        (20 * GRAIN, (21 + NEAR) * GRAIN),
    ]
    large = [(offset, length) for call, offset, length in medium.log if length > PROBE][1:]
    gap = 21 + NEAR
    assert large[2:4] == [(2 * BLOCK, 4 * GRAIN), (BLOCK + gap * GRAIN, STEP)]
    assert sum(length for _, length in large) == CHUNK - (1 + NEAR) * GRAIN


@pytest.mark.parametrize("length", [1, 511, GRAIN - 1, GRAIN, 3 * GRAIN + 5, CHUNK - 100])
def test_the_last_grain_may_be_short(length: int) -> None:
    content = DATA[:length]
    medium = with_on_it(content.ljust(padded(length, 512), b"\0"))
    fate = reuse_of(medium).fate(chunk(content), HALTED)
    assert list(fate.runs(padded(length, 512))) == []
    medium = with_on_it(content)  # something else than zeros behind its end
    if length % 512:
        fate = reuse_of(medium, known=True).fate(chunk(content), HALTED)
        assert list(fate.runs(padded(length, 512)))[-1][1] == padded(length, 512)


class Broken(Memory):
    """Its second MiB of the body cannot be read."""

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset < 3 * BLOCK and offset + len(buffer) > 2 * BLOCK:
            raise ReadRefused("Stick", 2 * BLOCK, "Input/output error")
        return super().pread_into(buffer, offset)


def test_what_cannot_be_read_is_written() -> None:
    medium = Broken.of(STICK)
    medium.content[BLOCK : BLOCK + CHUNK] = DATA
    fate = reuse_of(medium, known=True).fate(chunk(DATA), HALTED)
    assert list(fate.runs(CHUNK)) == [(BLOCK, 2 * BLOCK)]


def test_nothing_is_asked_when_it_does_not_pay() -> None:
    medium = with_on_it(DATA)
    purse = Purse(clock=lambda: 0.0)
    purse._spent = 1.0
    reuse = Reuse(medium, "Stick", Mark(medium, "Stick", Keep()), purse, known=True)
    assert reuse.fate(chunk(DATA), HALTED) == WRITTEN
    assert medium.log == []


def test_nothing_is_kept_of_what_was_halted() -> None:
    halted = threading.Event()
    halted.set()
    medium = with_on_it(DATA)
    assert reuse_of(medium, known=True).fate(chunk(DATA), halted) == WRITTEN


def test_the_mark_at_a_second_address_is_met() -> None:
    medium = with_on_it(DATA)
    reuse = reuse_of(medium, known=True)
    reuse.mark.put()
    medium.content[2 * BLOCK : 3 * BLOCK] = medium.content[:BLOCK]
    fate = reuse.fate(chunk(DATA), HALTED)
    assert list(fate.runs(CHUNK)) == [(BLOCK, 2 * BLOCK)]
    assert reuse.met_mark


def test_no_mark_is_met_on_an_honest_drive() -> None:
    reuse = reuse_of(with_on_it(DATA[:BLOCK]), known=True)
    assert isinstance(reuse.fate(chunk(DATA), HALTED), Fate)
    assert not reuse.met_mark


def grains(*numbers: int) -> int:
    return sum(1 << number for number in numbers)


def test_the_first_grain_is_not_there_when_it_is_not() -> None:
    medium = with_on_it(DATA)
    medium.content[BLOCK] ^= 1
    assert reuse_of(medium, known=True).fate(chunk(DATA), HALTED).kept == ALL & ~1


def test_a_kind_that_was_there_for_the_most_part_is_read_without_asking() -> None:
    """And one that was there by half is asked about."""
    for there, asks in ((32, True), (33, False)):
        medium = with_on_it(DATA[: there * GRAIN])
        reuse = reuse_of(medium, known=True)
        assert reuse.fate(chunk(DATA), HALTED).kept == (1 << there) - 1
        medium.log.clear()
        reuse.fate(chunk(DATA), HALTED)
        assert (PROBE in {length for _, _, length in medium.log}) is asks


def test_how_many_are_let_pass() -> None:
    medium = with_on_it(b"")
    reuse, asked = reuse_of(medium, known=True), []
    for number in range(20):
        medium.log.clear()
        reuse.fate(chunk(DATA), HALTED)
        if medium.log:
            asked.append(number)
    # The first is read as a whole; then it is asked twice, every second time, every third…
    assert asked == [0, 1, 2, 4, 6, 9, 12, 16]


def test_what_is_known_is_known_of_zeros_as_well() -> None:
    medium = with_on_it(DATA[:BLOCK] + bytes(3 * BLOCK))
    content = DATA[:BLOCK] + bytes(3 * BLOCK)
    assert reuse_of(medium, known=True).fate(chunk(content), HALTED).kept == ALL
    assert PROBE not in {length for _, _, length in medium.log}


def test_a_single_grain_of_zeros_is_asked_about_where_it_is() -> None:
    content = DATA[: 63 * GRAIN] + bytes(GRAIN)
    medium = Memory.of(STICK, b"\0")
    for _ in range(3):
        assert reuse_of(medium).fate(chunk(content), HALTED).kept == 1 << 63


def test_any_place_of_a_grain_may_be_asked_about() -> None:
    """Whole sectors of it, whatever their size."""
    medium = with_on_it(b"")
    for _ in range(40):
        reuse_of(medium).fate(chunk(DATA), HALTED)
    places = {offset % GRAIN for _, offset, _ in medium.log}
    assert len(places) > 8
    assert {place % 4096 for place in places} == {0}
    assert PROBE % 4096 == 0


def test_a_last_sector_is_asked_about_itself() -> None:
    medium = with_on_it(b"")
    for _ in range(20):
        assert reuse_of(medium).fate(chunk(DATA[:512]), HALTED) == WRITTEN
    assert {length for _, _, length in medium.log} == {512}
    assert len(medium.log) == 20


class Torn(Memory):
    """Its second MiB of the body cannot be read behind its first sectors."""

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if offset < 3 * BLOCK and offset + len(buffer) > 2 * BLOCK:
            raise ReadRefused("Stick", 2 * BLOCK + 4096, "Input/output error")
        return super().pread_into(buffer, offset)


def test_what_was_read_before_is_not_taken_for_what_cannot_be_read() -> None:
    medium = Torn.of(STICK)
    content = DATA[:STEP] * (CHUNK // STEP)
    medium.content[BLOCK : BLOCK + CHUNK] = content
    fate = reuse_of(medium, known=True).fate(chunk(content), HALTED)
    assert list(fate.runs(CHUNK)) == [(BLOCK, 2 * BLOCK)]


class Halting(Memory):
    """Somebody stops while it is read."""

    halted = threading.Event()

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self.halted.set()
        return super().pread_into(buffer, offset)


def test_nothing_is_kept_of_what_is_halted_meanwhile() -> None:
    medium = Halting.of(STICK)
    medium.content[BLOCK : BLOCK + CHUNK] = DATA
    assert reuse_of(medium, known=True).fate(chunk(DATA), medium.halted) == WRITTEN
    assert [call for call in medium.log if call[0] == "read"] == [("read", BLOCK, STEP)]


def test_nor_is_the_drive_touched_when_it_was_before() -> None:
    halted = threading.Event()
    halted.set()
    medium = with_on_it(DATA)
    reuse_of(medium, known=True).fate(chunk(DATA), halted)
    assert medium.log == []


class Slow(Pace):
    """Of a drive that takes a while for little; notes what was measured."""

    def __init__(self) -> None:
        self.size = GRAIN
        self.measured: list[tuple[int, float]] = []

    def took(self, length: int, seconds: float) -> None:
        self.measured.append((length, seconds))


def test_a_slow_drive_is_asked_for_less_at_once() -> None:
    medium = with_on_it(DATA)
    reuse = reuse_of(medium, known=True)
    reuse._pace = pace = Slow()
    assert reuse.fate(chunk(DATA), HALTED).kept == ALL
    reads = [(offset, length) for call, offset, length in medium.log if call == "read"]
    assert reads == [(BLOCK + number * GRAIN, GRAIN) for number in range(64)]
    assert [length for length, _ in pace.measured] == [GRAIN] * 64
    assert all(0 <= seconds < 3600 for _, seconds in pace.measured)


def test_a_mark_in_a_single_grain_is_met() -> None:
    medium = with_on_it(DATA)
    reuse = reuse_of(medium, known=True)
    reuse.mark.put()
    place = BLOCK + 13 * GRAIN
    medium.content[place : place + GRAIN] = medium.content[GRAIN : 2 * GRAIN]
    assert reuse.fate(chunk(DATA), HALTED).kept == ALL & ~grains(13)
    assert reuse.met_mark


class Saving(Free):
    saved = 0

    def save(self, length: int) -> None:
        self.saved += length


def test_what_need_not_be_written_is_saved() -> None:
    medium, purse = with_on_it(DATA[:BLOCK]), Saving()
    reuse = Reuse(medium, "Stick", Mark(medium, "Stick", Keep()), purse, known=True)
    reuse.fate(chunk(DATA), HALTED)
    assert purse.saved == BLOCK


def test_memory_is_kept_as_long_as_something_is_asked() -> None:
    reuse = reuse_of(with_on_it(DATA))
    reuse.fate(chunk(DATA), HALTED)
    assert not reuse._spare.empty()
    reuse.rest()
    assert reuse._spare.empty()


class Empty(Purse):
    """Nothing may be read any more."""

    @property
    def open(self) -> bool:
        return False


LEFT = Unused(((BLOCK + GRAIN, BLOCK + 5 * GRAIN),))


def leaving(medium: Memory, unused: Unused, purse: Purse | None = None) -> Reuse:
    mark = Mark(medium, "Stick", Keep())
    return Reuse(medium, "Stick", mark, purse or Free(), known=True, unused=unused)


class TestWhatIsNotUsed:
    def test_it_is_left_without_reading(self) -> None:
        medium = with_on_it(b"")
        fate = leaving(medium, LEFT, Empty()).fate(chunk(DATA), HALTED)
        assert (fate.kept, fate.left, len(fate.grains)) == (0, grains(1, 2, 3, 4), 64)
        assert medium.log == [("write", 0, BLOCK)]  # the mark

    def test_where_none_of_it_is_nothing_is_looked_for(self) -> None:
        medium = with_on_it(DATA)
        fate = leaving(medium, Unused(((BLOCK, BLOCK + CHUNK),))).fate(chunk(DATA), HALTED)
        assert fate == Fate(left=ALL)
        assert medium.log == [("write", 0, BLOCK)]  # the mark

    def test_the_rest_is_looked_for(self) -> None:
        medium = with_on_it(DATA)
        fate = leaving(medium, LEFT).fate(chunk(DATA), HALTED)
        assert (fate.kept, fate.left) == (ALL & ~grains(1, 2, 3, 4), grains(1, 2, 3, 4))

    def test_zeros_that_are_not_used_are_not_looked_for(self) -> None:
        medium = Memory.of(STICK, b"\0")
        unused = Unused(((BLOCK, BLOCK + CHUNK - 8 * GRAIN),))
        fate = leaving(medium, unused).fate(chunk(bytes(CHUNK)), HALTED)
        assert fate.left == ALL & ~fate.kept
        assert fate.kept.bit_count() == 8
        reads = [(offset, length) for call, offset, length in medium.log if call == "read"]
        assert reads == [(BLOCK + CHUNK - 8 * GRAIN, 8 * GRAIN)]

    def test_of_a_map_only_zeros_are_believed(self) -> None:
        content = DATA[: 3 * GRAIN] + bytes(GRAIN) + DATA[4 * GRAIN :]
        unused = replace(LEFT, map=Bmap(BLOCK + CHUNK, "sha256", ()))
        fate = leaving(with_on_it(b""), unused, Empty()).fate(chunk(content), HALTED)
        assert (fate.kept, fate.left) == (0, grains(3))

    def test_a_chunk_without_any_of_it_is_written(self) -> None:
        medium = with_on_it(b"")
        elsewhere = Unused(((8 * BLOCK, 9 * BLOCK),))
        assert leaving(medium, elsewhere, Empty()).fate(chunk(DATA), HALTED) == WRITTEN

    def test_where_all_is_used_there_is_no_mark_yet(self) -> None:
        medium = with_on_it(b"")
        assert leaving(medium, Unused(()), Empty()).fate(chunk(DATA), HALTED) == WRITTEN
        assert medium.log == []


class TestALookAhead:
    """For zeros, by a thread that reads from the far end on."""

    FAR = 20 * BLOCK

    def looked(self, unused: Unused | None = None) -> Reuse:
        medium = Memory.sparse(25 * BLOCK)
        runs = ((self.FAR, self.FAR + CHUNK),)
        mark = Mark(medium, "Stick", Keep())
        reuse = Reuse(medium, "Stick", mark, Empty(), unused=unused, likely=runs)
        with reuse.scouting():
            for thread in threading.enumerate():
                if thread.name == "scout":
                    thread.join()
        return reuse

    def test_zeros_that_were_seen_are_kept_and_nothing_else(self) -> None:
        content = bytes(GRAIN) + b"\0" + DATA[: 2 * GRAIN - 1] + bytes(CHUNK - 3 * GRAIN)
        fate = self.looked().fate(chunk(content, self.FAR), HALTED)
        assert (fate.kept, fate.left) == (ALL & ~grains(1, 2), 0)

    def test_elsewhere_nothing_was(self) -> None:
        assert self.looked().fate(chunk(bytes(CHUNK), 16 * BLOCK), HALTED) == WRITTEN

    def test_what_is_not_used_is_left_all_the_same(self) -> None:
        """It has one fate: nobody says of it that it was read."""
        reuse = self.looked(Unused(((self.FAR, self.FAR + 4 * GRAIN),)))
        fate = reuse.fate(chunk(bytes(CHUNK), self.FAR), HALTED)
        assert fate.left == grains(0, 1, 2, 3)
        assert fate.kept == ALL & ~fate.left

    def test_it_ends_with_the_body(self) -> None:
        class Slow(Memory):
            asked, answers = threading.Event(), threading.Event()

            def pread_into(self, buffer: memoryview, offset: int) -> int:
                self.asked.set()
                assert self.answers.wait(LONG)
                return super().pread_into(buffer, offset)

        medium, ended = Slow(Memory.sparse(25 * BLOCK).content), threading.Event()
        mark = Mark(medium, "Stick", Keep())
        reuse = Reuse(medium, "Stick", mark, Empty(), likely=((self.FAR, self.FAR + CHUNK),))

        def scout() -> None:
            with reuse.scouting():
                assert medium.asked.wait(LONG)
            ended.set()

        thread = threading.Thread(target=scout)
        thread.start()
        assert medium.asked.wait(LONG)
        assert not ended.wait(0.1)
        medium.answers.set()
        thread.join()
        assert ended.is_set()
