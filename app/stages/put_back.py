"""Put back what a stopped write had overwritten, in the order that keeps a drive from looking whole
before it is: first sector away · body and last MiB · sync · read back · head · first sector last.

Before the first byte, the drive is read wherever the write may have changed something, and a few
places where it did not: each has to hold what was there before or what the write put there. Then
it is the drive, and nobody wrote to it since. A drive that was put back in part passes as well.
"""

from collections.abc import Callable, Generator, Iterator
from functools import partial

import xxhash

from app.control import Control
from app.drives.drive import Medium
from app.errors import NotAsLeft, NothingKept, VerifyError
from app.events import Event, Progressed, Stage, StageStarted
from app.old_contents import Grain, OldContents, Piece
from app.stages.blank import zero
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.head import take_back, write_head
from app.stages.ledger import BLOCK
from app.stages.patience import patiently
from app.stages.sync import sync
from app.stages.write import Head


def demand_as_left(
    medium: Medium, drive: str, old: OldContents, control: Control
) -> Generator[Event]:
    """Raises NotAsLeft. Only reads."""
    yield StageStarted(Stage.COMPARE, sum(grain.length for grain in old.grains))
    done = 0
    for run in _runs(old.grains):
        sign = Progressed(Stage.COMPARE, done)
        wrong = yield from patiently(partial(_wrong, medium, drive, run), sign, control)
        if wrong is not None:
            raise NotAsLeft(drive, wrong)
        done += sum(grain.length for grain in run)
        yield Progressed(Stage.COMPARE, done)
        control.checkpoint()


def demand_kept(drive: str, old: OldContents) -> None:
    """Raises NothingKept where the file is not what it was any more."""
    for piece in old.pieces:
        _old_bytes(drive, old, piece)


def put_back(medium: Medium, drive: str, old: OldContents, control: Control) -> Generator[Event]:
    """Raises VerifyError with every place that differs; NothingKept when the file is gone now."""
    head, *body = old.pieces
    yield StageStarted(Stage.BLANK, medium.sector)
    sign = Progressed(Stage.BLANK, 0)
    yield from patiently(partial(zero, medium, drive, 0, medium.sector), sign, control)
    yield from sync(medium, control)
    yield from _each(Stage.WRITE, body, partial(_write, medium, drive, old), control)
    yield from sync(medium, control)
    yield from _read_back(Stage.VERIFY, medium, drive, old, body, control)
    view = _old_bytes(drive, old, head)
    try:
        yield from write_head(medium, drive, Head(head.length, view), control)
        yield from _read_back(Stage.VERIFY_HEAD, medium, drive, old, [head], control)
    except BaseException:  # a stop, or the closing of the job, as well as what fails
        take_back(medium, drive)
        raise


def _runs(grains: tuple[Grain, ...]) -> Iterator[tuple[Grain, ...]]:
    """Neighbours that can be read at once, at most a BLOCK of them."""
    run: list[Grain] = []
    for grain in grains:
        if run and (grain.offset != run[-1].offset + run[-1].length or _long(run)):
            yield tuple(run)
            run = []
        run.append(grain)
    if run:
        yield tuple(run)


def _long(run: list[Grain]) -> bool:
    return run[-1].offset + 2 * run[-1].length - run[0].offset > BLOCK


def _wrong(medium: Medium, drive: str, run: tuple[Grain, ...]) -> int | None:
    """The first place that holds neither what was there nor what was written."""
    start = run[0].offset
    end = run[-1].offset + run[-1].length
    view = page_aligned(end - start)
    read_all(medium, drive, view, start)
    for grain in run:
        part = view[grain.offset - start : grain.offset - start + grain.length]
        if xxhash.xxh3_64_intdigest(part) not in grain.digests:
            return grain.offset
    return None


def _read_back(
    stage: Stage,
    medium: Medium,
    drive: str,
    old: OldContents,
    pieces: list[Piece],
    control: Control,
) -> Generator[Event]:
    differs = partial(_differs, medium, drive, old)
    if wrong := (yield from _each(stage, pieces, differs, control)):
        raise VerifyError(drive, wrong, flaky=False)


def _each(
    stage: Stage, pieces: list[Piece], work: Callable[[Piece], bool], control: Control
) -> Generator[Event, None, tuple[tuple[int, int], ...]]:
    """The (offset, length) of those for which `work` said True."""
    yield StageStarted(stage, sum(piece.length for piece in pieces))
    done, found = 0, list[tuple[int, int]]()
    for piece in pieces:
        sign = Progressed(stage, done)
        if (yield from patiently(partial(work, piece), sign, control)):
            found.append((piece.offset, piece.length))
        done += piece.length
        yield Progressed(stage, done)
        control.checkpoint()
    return tuple(found)


def _write(medium: Medium, drive: str, old: OldContents, piece: Piece) -> bool:
    write_all(medium, drive, _old_bytes(drive, old, piece), piece.offset)
    return False


def _differs(medium: Medium, drive: str, old: OldContents, piece: Piece) -> bool:
    found = page_aligned(piece.length)
    read_all(medium, drive, found, piece.offset)
    return bytes(found) != bytes(_old_bytes(drive, old, piece))


def _old_bytes(drive: str, old: OldContents, piece: Piece) -> memoryview:
    try:
        content = old.bytes_of(piece)
    except (OSError, ValueError) as error:
        raise NothingKept(drive) from error
    view = page_aligned(piece.length)
    view[:] = content
    return view
