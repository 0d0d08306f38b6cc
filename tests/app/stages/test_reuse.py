"""What is found on a drive by reading, and what is not even asked for."""

import threading
from itertools import pairwise

import pytest
from support_images import image_bytes
from support_media import Memory

from app.errors import ReadRefused
from app.stages.flow import CHUNK, Chunk, padded
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, GRAIN, WRITTEN, Fate
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.reuse import NEAR, PROBE, PROBES, STEP, Reuse

STICK = 6 * BLOCK
ALL = (1 << CHUNK // GRAIN) - 1
DATA = image_bytes(CHUNK)
HALTED = threading.Event()


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
    assert fate.kept == ALL
    assert list(fate.runs(CHUNK)) == []
    assert [call for call in medium.log if call[0] == "write"] == [("write", 0, BLOCK)]
    large = [each for each in medium.log if each[0] == "read" and each[2] > PROBE]
    assert large == [("read", offset, STEP) for offset in range(BLOCK, 5 * BLOCK, STEP)]


def test_a_drive_that_holds_none_of_it_is_asked_two_small_questions() -> None:
    medium = with_on_it(b"")
    assert reuse_of(medium).fate(chunk(DATA), HALTED) == WRITTEN
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
