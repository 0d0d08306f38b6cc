"""The burning: the image is streamed into xorriso, and read back from the disc by ourselves."""

import errno
import os
import secrets
import select
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256

from xxhash import xxh3_128_digest

from app.burning.disc import BLOCK, COMPLAINTS, XORRISO, device
from app.burning.files import held
from app.burning.plan import BurnPlan
from app.burning.told import Begun, Burned, Moved, Told
from app.control import Control
from app.drives.medium import PULLED_OUT
from app.errors import DiscDiffers, DriveError, DriveGone, ReadRefused, Stopped
from app.sources.source import demand_unchanged
from app.tools import Program, running

Burning = Generator[Told]

CHUNK = 1 << 20  # bytes that are compared by one digest
WAIT = 0.2  # seconds until it is looked whether to stop
POLITE = 10.0  # seconds that xorriso gets to calm the drive
LOADING = 60.0  # seconds that a drive may look at the disc that it has just burned
UNREADABLE = "Burn it onto another disc. If that can’t be read either, it is the drive."
UNREAD = "What was burned was not read back: nobody knows whether the disc holds all of it."
NOWHERE = "stdio:/dev/null"
_SEED = secrets.randbits(64)  # so that nobody can make bytes beforehand that look alike


def burn(plan: BurnPlan, control: Control) -> Burning:
    """Raises Stopped, ToolError, ImageError, DriveError, and DiscDiffers: what comes back
    differs. Before the first event nothing was touched."""
    begun = time.monotonic()
    digests: list[bytes] = []
    whole = sha256()
    with ExitStack() as stack:
        if not plan.simulate:
            stack.enter_context(held(plan.disc.node))
        ours, its = os.pipe()
        pipe = stack.enter_context(os.fdopen(its, "wb", buffering=0))
        with os.fdopen(ours, "rb", buffering=0) as end:
            program = stack.enter_context(running(command(plan), given=end.fileno()))
        try:
            yield Begun("burn", plan.size)
            os.set_blocking(its, False)
            done = 0
            for piece in _pieces(plan):
                whole.update(piece)
                digests.append(_digest(piece))
                _hand_over(its, piece, program, control)
                done += len(piece)
                yield Moved("burn", done)
            demand_unchanged(plan.source)  # all of it was of one and the same image
            pipe.close()
            yield Begun("close", None)
            while program.ended is None:
                control.stopped.wait(WAIT)
                control.checkpoint()
        except Stopped:
            program.ask_to_end(0)
            pipe.close()  # or it would wait for more, before it does as it was told
            program.wait(POLITE)
            raise
        if program.ended:
            raise program.complaint(*COMPLAINTS)
    if not plan.simulate:
        yield from _read_back(plan, digests, control)
    seconds = time.monotonic() - begun
    yield Burned(not plan.simulate, plan.size, whole.hexdigest(), seconds)


def _digest(piece: bytes | memoryview) -> bytes:
    return xxh3_128_digest(piece, seed=_SEED)


def command(plan: BurnPlan) -> list[str]:
    """What is on a disc that can be written over goes with the first block; the disc is closed. A
    file is not opened for a simulation: xorriso would make it."""
    drive = NOWHERE if plan.simulate and plan.disc.room is None else device(plan.disc.node)
    words = [XORRISO, "-no_rc", "-as", "cdrecord", "-v", f"dev={drive}"]
    words += ["-dummy"] if plan.simulate else ["blank=as_needed"]
    return [*words, f"tsize={-(-plan.size // BLOCK)}s", "-"]


def _pieces(plan: BurnPlan) -> Iterator[memoryview]:
    """As large as one digest is for; the last is shorter."""
    buffer = memoryview(bytearray(CHUNK))
    with closing(plan.source.stream()) as stream:
        while length := stream.readinto(buffer):
            yield buffer[:length]


def _hand_over(pipe: int, piece: memoryview, program: Program, control: Control) -> None:
    """Raises ToolError: nobody takes it any more."""
    while piece:
        control.checkpoint()
        if not select.select((), (pipe,), (), WAIT)[1]:
            continue
        try:
            piece = piece[os.write(pipe, piece) :]
        except BlockingIOError:
            continue
        except BrokenPipeError as error:
            program.wait()
            raise program.complaint(*COMPLAINTS) from error


def _read_back(plan: BurnPlan, digests: list[bytes], control: Control) -> Iterator[Told]:
    node = plan.disc.node
    yield Begun("verify", plan.size)
    with _opened(node, control) as fd:
        size = os.lseek(fd, 0, os.SEEK_END)
        for number, expected in enumerate(digests):
            control.checkpoint()
            place = number * CHUNK
            length = min(CHUNK, plan.size - place)
            if _digest(_read(fd, size, node, place, length)) != expected:
                if size >= place + length and not _is_as_long(fd, size):
                    raise _gone(node, place)  # what is gone may be read as zeros
                raise DiscDiffers(node, ((place, length),), flaky=False)
            yield Moved("verify", place + length)


@contextmanager
def _opened(node: str, control: Control) -> Iterator[int]:
    """Once the drive has looked at its disc. What the computer remembers of it is forgotten."""
    end = time.monotonic() + LOADING
    while True:
        try:
            fd = os.open(node, os.O_RDONLY | os.O_CLOEXEC)
            break
        except OSError as error:
            if error.errno not in (errno.ENOMEDIUM, errno.EBUSY) or time.monotonic() > end:
                raise DriveError(node, f"{node}: {error.strerror or error}.") from error
        control.stopped.wait(1.0)
        control.checkpoint()
    try:
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        yield fd
    finally:
        os.close(fd)


def _read(fd: int, size: int, node: str, place: int, length: int) -> bytes:
    """`size`: of what was there when reading back began."""
    parts = bytearray()
    while len(parts) < length:
        try:
            more = os.pread(fd, length - len(parts), place + len(parts))
        except OSError as error:
            if error.errno in PULLED_OUT:
                raise _gone(node, place) from error
            why = error.strerror or str(error)
            refused = ReadRefused(node, place + len(parts), why)
            refused.hint = UNREADABLE
            raise refused from error
        if not more:
            if size < place + length and _is_as_long(fd, size):
                break  # shorter than what was burned: the digest differs
            raise _gone(node, place)  # reads of what is unplugged end, without an error
        parts += more
    return bytes(parts)


def _is_as_long(fd: int, size: int) -> bool:
    try:
        return os.lseek(fd, 0, os.SEEK_END) == size
    except OSError:  # what is gone may answer nothing
        return False


def _gone(node: str, place: int) -> DriveGone:
    gone = DriveGone(node, place)
    gone.hint = UNREAD
    return gone
