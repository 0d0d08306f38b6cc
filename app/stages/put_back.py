"""Put back what a stopped write had overwritten, in the order that keeps a drive from looking whole
before it is: first sector away · body and last MiB · sync · read back · head · first sector last.

Before the first byte, the drive is read wherever the write may have changed something, and a few
places where it did not: each has to hold what was there before or what the write put there. Then
it is the drive, and nobody wrote to it since. A drive that was put back in part passes as well.

After a quick probe only what holds one of its marks is written, whatever else the drive has there
by then: a mark is nobody's. Addresses that are one place on a fake had the same in them when it was
kept, so in whichever order it comes back, it is what was there. The first sector is not blanked: it
never changed but on a fake, and what is broken off can be begun again.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import partial

import xxhash

from app.capacity import UNIT
from app.control import Control
from app.drives.drive import Medium
from app.errors import NotAsLeft, NothingKept, ReadRefused, VerifyError, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted
from app.old_contents import Grain, OldContents, Piece, digests_of
from app.stages.alike import alike
from app.stages.blank import zero
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.head import take_back, write_head
from app.stages.ledger import BLOCK
from app.stages.patience import patiently
from app.stages.sync import sync
from app.stages.write import Head

_Refusals = list[WriteRefused | ReadRefused]


def demand_as_left(
    medium: Medium, drive: str, old: OldContents, control: Control, *, known: bool = True
) -> Generator[Event]:
    """Raises NotAsLeft, ReadRefused. Only reads. What a quick probe left where nothing can be read
    any more proves nothing, and keeps nothing else from coming back. A drive that is not `known`
    otherwise has to have a mark of it, or NothingKept is raised."""
    yield StageStarted(Stage.COMPARE, sum(grain.length for grain in old.grains))
    done, proven, refused = 0, False, list[ReadRefused]()
    for run in _runs(old.grains):
        sign, look = Progressed(Stage.COMPARE, done), partial(_has_mark, medium, drive, old, run)
        try:
            known = (yield from patiently(look, sign, control)) or known
        except ReadRefused as error:
            if not old.probed:
                raise
            refused.append(error)
        else:
            proven = True
        done += sum(grain.length for grain in run)
        yield Progressed(Stage.COMPARE, done)
        control.checkpoint()
    if refused and not proven:
        raise refused[0]
    if not known:
        raise NothingKept(drive)


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
    sign = Progressed(Stage.VERIFY, sum(piece.length for piece in body))
    view = yield from patiently(partial(_old_bytes, drive, old, head), sign, control)
    try:
        yield from write_head(medium, drive, Head(head.length, view), control)
        yield from _read_back(Stage.VERIFY_HEAD, medium, drive, old, [head], control)
    except BaseException:  # a stop, or the closing of the job, as well as what fails
        take_back(medium, drive)
        raise


def take_marks_away(
    medium: Medium, drive: str, old: OldContents, control: Control
) -> Generator[Event]:
    """Of a quick probe. What the drive refuses keeps nothing else from coming back. Raises what
    `put_back` does, WriteRefused and ReadRefused."""
    head, *body = old.pieces
    refusals = _Refusals()
    restore = partial(_restore, medium, drive, old, refusals)
    yield from _each(Stage.WRITE, [*body, head], restore, control)
    yield from sync(medium, control)
    if refusals:
        raise refusals[0]
    yield from _read_back(Stage.VERIFY, medium, drive, old, [*body, head], control)


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


def _has_mark(medium: Medium, drive: str, old: OldContents, run: tuple[Grain, ...]) -> bool:
    """Raises NotAsLeft at a place that holds neither what was there nor what was written, nor a
    mark."""
    start = run[0].offset
    end = run[-1].offset + run[-1].length
    view = page_aligned(end - start)
    read_all(medium, drive, view, start)
    marked = False
    for grain in run:
        part = view[grain.offset - start : grain.offset - start + grain.length]
        digest = xxhash.xxh3_64_intdigest(part)
        marked = marked or digest in old.marks
        if digest not in grain.digests and digest not in old.marks:
            raise NotAsLeft(drive, grain.offset, probed=old.probed)
    return marked


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


def _restore(
    medium: Medium, drive: str, old: OldContents, refusals: _Refusals, piece: Piece
) -> bool:
    """As a whole; where that is refused, in parts as long as a mark."""
    was, part = _old_bytes(drive, old, piece), max(UNIT, medium.sector)
    with suppress(WriteRefused, ReadRefused):
        _take_away(medium, drive, old.marks, was, piece.offset)
        return False
    for start in range(0, piece.length, part):
        try:
            _take_away(medium, drive, old.marks, was[start : start + part], piece.offset + start)
        except (WriteRefused, ReadRefused) as error:
            refusals.append(error)
    return False


def _take_away(
    medium: Medium, drive: str, marks: frozenset[int], was: memoryview, offset: int
) -> None:
    found = page_aligned(len(was))
    read_all(medium, drive, found, offset)
    for start, stop in _marked(found, marks, medium.sector):
        write_all(medium, drive, was[start:stop], offset + start)


def _marked(found: memoryview, marks: frozenset[int], sector: int) -> Iterator[tuple[int, int]]:
    """From where to where all sectors hold marks."""
    start = None
    for number, digest in enumerate(digests_of(found, sector)):
        if digest in marks:
            start = number * sector if start is None else start
        elif start is not None:
            yield start, number * sector
            start = None
    if start is not None:
        yield start, len(found)


def _differs(medium: Medium, drive: str, old: OldContents, piece: Piece) -> bool:
    found = page_aligned(piece.length)
    read_all(medium, drive, found, piece.offset)
    return not alike(found, _old_bytes(drive, old, piece))


def _old_bytes(drive: str, old: OldContents, piece: Piece) -> memoryview:
    try:
        content = old.bytes_of(piece)
    except (OSError, ValueError) as error:
        raise NothingKept(drive) from error
    view = page_aligned(piece.length)
    view[:] = content
    return view
