"""Plays burning: `stickwright burn` by xorriso itself, onto a file that plays the disc and fails as
a stick does, or onto what is no disc at all."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loops import loop_device, mounted, run
from support_images import image_bytes
from system.matrix import play_write
from system.matrix.by_programs import Burn, Disc, Theirs
from system.matrix.case import Expect, Left, Outcome, Seen, Where, demand_promises
from system.matrix.host import MIB, Deed, Moment, Tail
from system.matrix.play_crowded import small_disk
from system.matrix.play_write import (
    DEEDS,
    FREE,
    LIMIT,
    OLD,
    ON_THE_IMAGE,
    Ended,
    bystanders,
    content_of,
    digest,
    image_file,
    packed,
    running,
)
from system.matrix.their_programs import (
    Process,
    await_stage,
    children,
    demand_gone,
    end_theirs,
    over,
    within,
)
from system.sticks.attach import FileStick, faulty_file
from system.sticks.faults import Faults
from system.sticks.promises import BrokenPromise

from app.commands.ends import DONE, REFUSED

GOODS: dict[str, int] = {Outcome.BURNED: DONE, Outcome.SIMULATED: DONE}
BLOCK = 2048
NODES = {Disc.NULL: Path("/dev/null"), Disc.NO_DRIVE: Path("/dev/sr99")}
EDITED = 6 * MIB
ROOM = 14 * MIB  # of a small disk
# Where the disc holds a request, and what the program says that it is doing then. xorriso has a
# memory of 4 MiB, so the image is not read to its end when the disc has its first MiB.
HELD = {Moment.MIDDLE: {"hold_written": MIB}, Moment.READING: {"hold_reading": 4 * MIB}}
STAGES = {Moment.MIDDLE: "burn", Moment.SOURCE: "burn", Moment.READING: "verify"}


@dataclass(frozen=True)
class Played:
    """What is named as the disc; `file` is what plays it in the end, whatever its name."""

    node: Path
    file: Path
    stick: FileStick | None = None


@dataclass(frozen=True)
class Bench:
    """All that a case stands on. `content` is what the image holds, `source` the stick that it lies
    on, where it lies on one."""

    folder: Path
    disc: Played
    image: Path
    source: FileStick | None
    content: bytes

    def of_a_write(self) -> play_write.Bench:
        assert self.disc.stick is not None, "it is done to a stick, or while one waits"
        node = str(self.disc.node)
        return play_write.Bench(
            self.folder, self.disc.stick, node, self.image, self.content, 512, self.source
        )


def play(given: Burn, folder: Path, expect: Expect) -> Seen:
    content = content_of(given.image)
    waiting = given.at is not None and given.at.moment is Moment.SOURCE
    with ExitStack() as stack:
        image, source = image_file(given.image, content, folder, stack, waiting=waiting)
        watched = stack.enter_context(bystanders(folder, Where.FILE))
        disc = stack.enter_context(_disc(given, folder, image, len(content)))
        bench = Bench(folder, disc, image, source, content)
        file = source.memory if source else image
        before, kept = _read(disc.file), digest(file)
        ended = _run(given, bench)
        same = watched() and (_changes(given) or digest(file) == kept)
        seen = Seen(ended.outcome, _left(bench, before), ended.text, same)
        demand_promises(expect, seen)
        return replace(seen, again=_again(given, bench)) if expect.again else seen


@contextmanager
def _disc(given: Burn, folder: Path, image: Path, length: int) -> Iterator[Played]:
    file, link = folder / "disc.img", folder / "link.img"
    with ExitStack() as stack:
        match given.disc:
            case Disc.FAULTY:
                memory = folder / "stick" / "memory"
                memory.parent.mkdir()
                memory.write_bytes(OLD * (given.faults.real // len(OLD)))
                stick = stack.enter_context(faulty_file(folder, _held(given, length)))
                yield Played(stick.path, memory, stick)
            case Disc.SMALL_DISK | Disc.NO_ROOM:
                room = ROOM if given.disc is Disc.SMALL_DISK else length
                file = stack.enter_context(small_disk(folder / "small", room)) / "disc.img"
                yield Played(file, file)
            case Disc.LOOP:
                yield Played(Path(stack.enter_context(loop_device(file))), file)
            case Disc.MOUNTED:
                node = stack.enter_context(loop_device(file, size=16 * MIB))
                run("mkfs.ext2", "-q", node)
                point = stack.enter_context(mounted(node, folder / "mounted"))
                (point / "somebody-s").write_bytes(image_bytes(MIB))
                run("sync", "-f", point)
                yield Played(file, file)
            case Disc.LINK:
                file.write_bytes(OLD)
                link.symlink_to(file)
                yield Played(link, file)
            case _:
                yield Played(_named(given.disc, folder, image, file), file)


def _named(disc: Disc, folder: Path, image: Path, file: Path) -> Path:
    """What is no disc, mostly."""
    if disc is Disc.IMAGE:
        return image
    if disc is Disc.NOWHERE:
        file, target = file.with_name("link.img"), file
        file.symlink_to(target)
    match disc:
        case Disc.LINK_TO_IMAGE:
            file.symlink_to(image)
        case Disc.HARD_LINK:
            file.hardlink_to(image)
        case Disc.FOLDER:
            file.mkdir()
        case Disc.PIPE:
            os.mkfifo(file)
        case Disc.ODD:
            file.write_bytes(b"mine")
        case _:
            pass
    return NODES.get(disc, file)


def _held(given: Burn, length: int) -> Faults:
    if given.at is None or given.at.moment is Moment.SOURCE:
        return given.faults
    behind = {"hold_reading_from": length} if given.at.moment is Moment.READING else {}
    return given.faults.changed(HELD[given.at.moment] | behind)


def _run(given: Burn, bench: Bench) -> Ended:
    said, started = bench.folder / "said", []
    before = within(given.theirs, "xorriso", bench.folder)
    with (
        said.open("w") as output,
        _program(bench, *given.words, output=output, within=before) as process,
    ):
        if given.at is not None:
            moment = given.at.moment
            stick = bench.source if moment is Moment.SOURCE else bench.disc.stick
            assert stick is not None, "only a stick can be waited for"
            await_stage(process, said, STAGES[moment])
            if given.theirs is Theirs.ITSELF:
                _await_held(stick)
            started = children(process)
            try:
                _do(given.at.deed, bench, process)
            finally:
                stick.line.change(**FREE)
        ended = over(process, said, GOODS)
    demand_gone(started)
    return ended


def _program(bench: Bench, *words: str, **facts: Any) -> AbstractContextManager[Process]:
    command = ["-m", "app", "burn", "--json", "--yes", *words, bench.image, bench.disc.node]
    return running(command, bench.folder, **facts)


def _await_held(stick: FileStick) -> None:
    deadline = time.monotonic() + LIMIT
    while not stick.line.held():
        assert time.monotonic() < deadline, "this never came"
        time.sleep(0.01)


def _do(deed: Deed, bench: Bench, process: Process) -> None:
    if deed in _DEEDS:
        _DEEDS[deed](bench, process)
    else:
        DEEDS[deed](bench.of_a_write(), process)


def _fill(bench: Bench, _: object) -> None:
    with _filler(bench).open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            """Now it is full."""


def _filler(bench: Bench) -> Path:
    return bench.disc.file.with_name("somebody-s")


def _second_copy(bench: Bench, _: object) -> None:
    said = bench.folder / "second"
    with said.open("w") as output, _program(bench, output=output) as other:
        second = over(other, said, GOODS)
    assert (second.outcome, second.status) == ("drive-busy", REFUSED), second.text


def _edit_disc(bench: Bench, _: object) -> None:
    with bench.disc.file.open("r+b") as file:
        file.seek(EDITED)
        file.write(bytes([bench.content[EDITED] ^ 1]))


def _exchange_disc(bench: Bench, _: object) -> None:
    other = bench.disc.file.with_name("other")
    other.write_bytes(OLD * (12 * MIB // len(OLD)))
    other.rename(bench.disc.file)


_DEEDS: dict[Deed, Callable[[Bench, Process], object]] = {
    Deed.END_THEIRS: lambda _, process: end_theirs(process),
    Deed.FILL_DISK: _fill,
    Deed.SECOND_COPY: _second_copy,
    Deed.EDIT_DISC: _edit_disc,
    Deed.DELETE_DISC: lambda bench, _: bench.disc.file.unlink(),
    Deed.EXCHANGE_DISC: _exchange_disc,
}


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _left(bench: Bench, before: bytes) -> Left:
    """Whatever was said. A file that holds nothing is as one that is not there."""
    found = _read(bench.disc.file)
    if found == before:
        return Left.UNTOUCHED
    if found.startswith(bench.content):
        return Left.IMAGE
    return Left.BEGUN if found[:BLOCK] == bench.content[:BLOCK] else Left.OTHER


def _changes(given: Burn) -> bool:
    """Whether what is done is done to the image."""
    return given.at is not None and given.at.deed in ON_THE_IMAGE


def _again(given: Burn, bench: Bench) -> str:
    """The next time, with nothing wrong any more."""
    if bench.disc.stick is not None:
        bench.disc.stick.line.change(**(Faults(given.faults.size).to_json() | {"real_size": 0}))
    if bench.source is None:
        bench.image.write_bytes(packed(replace(given.image, tail=Tail.WHOLE), bench.content))
    _filler(bench).unlink(missing_ok=True)
    outcome = _run(replace(given, at=None, theirs=Theirs.ITSELF), bench).outcome
    if outcome == Outcome.BURNED and _left(bench, b"") is not Left.IMAGE:
        raise BrokenPromise("the next time it claimed to have burned it, and had not")
    return Outcome.VERIFIED if outcome == Outcome.BURNED else outcome
