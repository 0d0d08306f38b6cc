"""Who tests the tests: a writer with one sin must be caught where its sin is a lie, and the real
writer, in the same place, must not be."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from loops import attached_again, loop_device
from support_images import image_bytes, whole_report
from system.sticks import sinners
from system.sticks.attach import Stick, faulty_file, faulty_loop
from system.sticks.faults import Faults, Span
from system.sticks.promises import (
    Breach,
    BrokenPromise,
    Bystanders,
    Claim,
    Evidence,
    breaches,
    demand_none,
)
from system.sticks.sinners import Writer, real
from system.sticks.tape import Tape, look

from app.drives import open_drive
from app.drives.drive import Drive, Medium
from app.plan import WritePlan, plan_write
from app.sources import open_source

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="loop devices need root"),
]

MIB = 1 << 20
SIZE, LENGTH = 8 * MIB, 5 * MIB + 512
OLD = b"old!" * (SIZE // 4)
LIMIT = 20  # seconds

Write = Callable[[WritePlan, Drive], Claim]
Place = Callable[[Write, Path], list[Breach]]


def planned(image: Path, node: str) -> tuple[WritePlan, Drive]:
    source, drive = open_source(image), open_drive(node)
    return plan_write(source, whole_report(source.size), drive.info), drive


@contextmanager
def attached(
    folder: Path, faults: Faults, *, as_file: bool = False, holds: bytes = OLD
) -> Iterator[tuple[Stick, str]]:
    (folder / "stick").mkdir()
    (folder / "stick" / "memory").write_bytes(holds)
    if as_file:
        with faulty_file(folder, faults) as file:
            yield file, str(file.path)
    else:
        with faulty_loop(folder, faults) as loop:
            yield loop, loop.node


def image_in(folder: Path) -> Path:
    image = folder / "image.iso"
    image.write_bytes(image_bytes(LENGTH))
    return image


def judged(stick: Stick, image: Path, claim: Claim, before: bytes = OLD) -> list[Breach]:
    image.write_bytes(image_bytes(LENGTH))  # whatever happened to it meanwhile
    counters = stick.line.counters()
    return breaches(
        Evidence(
            claim=claim,
            before=before[: len(stick.permanent)],
            after=stick.permanent,
            holds=stick.line.holds(image),
            faultless=not counters.errors and not counters.wrong_reads,
            failed_syncs=counters.syncs - counters.flushes,
        )
    )


def on_a_bad_stick(
    write: Write,
    folder: Path,
    *,
    syncs: tuple[int, ...] = (),
    image_ends_at: int = LENGTH,
    as_file: bool = False,
    wrong_at: int | None = None,
    **faults: object,
) -> list[Breach]:
    """`syncs`: which of the writer's fail. `image_ends_at`: from the drive's release on.
    `wrong_at`: the image is on the stick already, but for a bit there."""
    image = image_in(folder)
    holds = bytearray(OLD)
    if wrong_at is not None:
        holds[:LENGTH] = image_bytes(LENGTH)
        holds[wrong_at] ^= 1
    bad, old = Faults(SIZE).changed(faults), bytes(holds)
    with attached(folder, bad, as_file=as_file, holds=old) as (stick, node):
        plan, drive = planned(image, node)
        before = stick.line.counters().syncs
        stick.line.change(sync_errors=[before + number for number in syncs])
        if image_ends_at < LENGTH:
            drive = _Cutting(drive, image, image_ends_at)
        return judged(stick, image, write(plan, drive), old)


class _Cutting:
    """A drive that takes its time to be released; meanwhile the image becomes shorter."""

    def __init__(self, drive: Drive, image: Path, length: int) -> None:
        self.drive, self.info, self.eject = drive, drive.info, drive.eject
        self.image, self.length = image, length

    def release(self) -> None:
        self.drive.release()
        os.truncate(self.image, self.length)

    def open(self, *, write: bool = True) -> AbstractContextManager[Medium]:
        return self.drive.open(write=write)


def killed(write: Write, folder: Path, *, at: int) -> list[Breach]:
    """While it writes the body, when a slow stick has come to byte `at`."""
    image = image_in(folder)
    with attached(folder, Faults(SIZE, write_speed=4e6)) as (stick, node):
        plan, drive = planned(image, node)
        child = os.fork()
        if child == 0:
            try:
                write(plan, drive)
            finally:
                os._exit(0)
        deadline = time.monotonic() + LIMIT
        while stick.permanent[at : at + 4] == OLD[:4]:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        stick.line.change(dead=True)
        os.waitpid(child, 0)
        return judged(stick, image, Claim.DIED)


def cut_anywhere(write: Write, folder: Path) -> list[Breach]:
    """Whenever the power is cut."""
    image = image_in(folder)
    with attached(folder, Faults(SIZE, recorded=True), as_file=True) as (stick, node):
        plan, drive = planned(image, node)
        claim = write(plan, drive)
        found = judged(stick, image, claim)
        try:
            look(Tape.of(stick.memory), random.Random(SIZE), image_bytes(LENGTH))
        except BrokenPromise:
            found.append(Breach.LOOKS_FINISHED)
        return found


def swapped_for_another(write: Write, folder: Path) -> list[Breach]:
    image = image_in(folder)
    chosen, other = folder / "chosen", folder / "other"
    for each in (chosen, other):
        each.write_bytes(OLD)
    bystanders = Bystanders.of(other)
    with loop_device(chosen) as node:
        plan, drive = planned(image, node)
    with attached_again(node, other):
        write(plan, drive)
    return [Breach.BYSTANDER] if bystanders.changed() else []


def while_somebody_uses_it(write: Write, folder: Path) -> list[Breach]:
    image, used = image_in(folder), folder / "used"
    used.write_bytes(OLD)
    bystanders = Bystanders.of(used)
    with loop_device(used) as node:
        plan, drive = planned(image, node)
        holder = os.open(node, os.O_RDWR | os.O_EXCL)
        try:
            write(plan, drive)
        finally:
            os.close(holder)
    return [Breach.BYSTANDER] if bystanders.changed() else []


SINS: dict[type[Writer], tuple[Place, Breach]] = {
    sinners.SkipsSync: (
        partial(on_a_bad_stick, cache=2 * SIZE),
        Breach.FALSE_SUCCESS,
    ),
    sinners.IgnoresSyncError: (
        partial(on_a_bad_stick, syncs=(1,)),
        Breach.AFTER_A_FAILED_SYNC,
    ),
    sinners.SyncsUntilItWorks: (
        partial(on_a_bad_stick, syncs=(2,)),
        Breach.AFTER_A_FAILED_SYNC,
    ),
    sinners.IgnoresWriteError: (
        partial(on_a_bad_stick, write_errors=[Span(3 * MIB, 512)]),
        Breach.FALSE_SUCCESS,
    ),
    sinners.ReadsItsOwnCache: (
        partial(on_a_bad_stick, ignore=[Span(3 * MIB, 4096)]),
        Breach.FALSE_SUCCESS,
    ),
    sinners.StopsAtTheEnd: (
        partial(on_a_bad_stick, as_file=True, corrupt=[Span(4 * MIB, 1)], unplugged_reading=MIB),
        Breach.FALSE_SUCCESS,
    ),
    sinners.ChecksOnlyHalf: (
        partial(on_a_bad_stick, corrupt=[Span(LENGTH - 1000, 1)]),
        Breach.FALSE_SUCCESS,
    ),
    sinners.TrustsTheHead: (
        partial(on_a_bad_stick, corrupt=[Span(4096, 1)]),
        Breach.FALSE_SUCCESS,
    ),
    sinners.CallsUncheckedVerified: (
        partial(on_a_bad_stick, real_size=2 * MIB, beyond="drop"),
        Breach.FALSE_SUCCESS,
    ),
    sinners.ComparesTheStickWithItself: (
        partial(on_a_bad_stick, real_size=4 * MIB, beyond="wrap"),
        Breach.FALSE_SUCCESS,
    ),
    sinners.BelievesAShortImage: (
        partial(on_a_bad_stick, image_ends_at=3 * MIB),
        Breach.FALSE_SUCCESS,
    ),
    sinners.LeavesTheHead: (
        partial(on_a_bad_stick, corrupt=[Span(4096, 1)]),
        Breach.LOOKS_FINISHED,
    ),
    sinners.NeverBlanks: (
        partial(killed, at=3 * MIB),
        Breach.LOOKS_FINISHED,
    ),
    sinners.WritesFrontToBack: (
        partial(killed, at=3 * MIB),
        Breach.LOOKS_FINISHED,
    ),
    sinners.WritesTheHeadAtOnce: (
        cut_anywhere,
        Breach.LOOKS_FINISHED,
    ),
    sinners.TakesWhateverIsThere: (
        swapped_for_another,
        Breach.BYSTANDER,
    ),
    sinners.SharesTheDrive: (
        while_somebody_uses_it,
        Breach.BYSTANDER,
    ),
    sinners.BelievesTheFirstReading: (
        partial(on_a_bad_stick, wrong_at=0, real_size=7 * MIB // 2, beyond="wrap"),
        Breach.FALSE_SUCCESS,
    ),
    sinners.BelievesASample: (
        partial(on_a_bad_stick, wrong_at=3 * MIB),
        Breach.FALSE_SUCCESS,
    ),
    sinners.NeverGivesUp: (
        partial(on_a_bad_stick, as_file=True, unplugged_after=3 * MIB),
        Breach.FALSE_SUCCESS,
    ),
    sinners.FailsForNothing: (
        on_a_bad_stick,
        Breach.FALSE_ALARM,
    ),
    sinners.RefusesTooLate: (
        partial(on_a_bad_stick, write_errors=[Span(SIZE - 512, 512)]),
        Breach.TOUCHED,
    ),
}
named = pytest.mark.parametrize("sinner", SINS, ids=lambda sinner: sinner.__name__)


def by(kind: type[Writer]) -> Write:
    return lambda plan, drive: kind(plan, drive).write()


@named
def test_every_sin_is_caught(tmp_path: Path, sinner: type[Writer]) -> None:
    place, breach = SINS[sinner]
    assert breach in place(by(sinner), tmp_path)


@named
def test_in_the_same_place_the_real_writer_keeps_its_promises(
    tmp_path: Path, sinner: type[Writer]
) -> None:
    place, _ = SINS[sinner]
    demand_none(place(real, tmp_path))


@named
def test_nothing_but_the_sin_is_caught(tmp_path: Path, sinner: type[Writer]) -> None:
    place, _ = SINS[sinner]
    assert place(by(Writer), tmp_path) == []


def test_no_sinner_is_left_out() -> None:
    every = {each for each in vars(sinners).values() if isinstance(each, type)}
    assert {each for each in every if issubclass(each, Writer)} - {Writer} == set(SINS)
