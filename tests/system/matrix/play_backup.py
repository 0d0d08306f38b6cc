"""Plays backups of sticks, and reads what they leave with eyes of its own: a file is whole when it
is the stick, byte for byte, and a map tells the truth when what it calls read is the stick's."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from loops import mounted, run
from support_images import image_bytes
from system.matrix import asleep
from system.matrix.case import Copy, Expect, Left, Outcome, Seen, Where, demand_promises
from system.matrix.drive_tools import STICK, Save, Since, Target
from system.matrix.host import MIB, Deed, During
from system.matrix.play_crowded import small_disk
from system.matrix.play_write import (
    DEEDS,
    FREE,
    LIMIT,
    SLEPT,
    Act,
    Bench,
    Ended,
    bystanders,
    digest,
    events_of,
    running,
    told,
)
from system.sticks.attach import FileStick, LoopStick, faulty_file, faulty_loop
from system.sticks.faults import Faults
from system.sticks.promises import BrokenPromise

from app.commands.ends import DONE, FAILED, REFUSED
from app.events import Stage
from app.formats.mapfile import Mapfile, State
from app.stages.ledger import merged
from app.stages.rescue import SAVED_EVERY

STATUSES = {Outcome.SAVED: DONE, Outcome.INCOMPLETE: FAILED}
OTHER = "another stick"  # from this come its bytes
ROOM = 12 * MIB  # of a small disk
# How much of the stick was read when that begins for which it is waited.
READ = {Stage.READ: STICK // 2, Stage.RESCUE: STICK - MIB, Stage.VERIFY: STICK + STICK // 2}


@dataclass(frozen=True)
class Files:
    """Those of one backup, as everybody finds them."""

    path: Path

    @property
    def part(self) -> Path:
        return self.beside("part")

    @property
    def map(self) -> Path:
        return self.beside("map")

    @property
    def sums(self) -> Path:
        return self.beside("sha256")

    @property
    def others(self) -> tuple[Path, ...]:
        return self.map, self.sums, self.beside("bmap")

    def beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{ending}")

    def known(self, size: int) -> Mapfile:
        return Mapfile.parse(self.map.read_bytes(), size)


def play(given: Save, where: Where, folder: Path, expect: Expect) -> Seen:
    content = image_bytes(given.faults.size)
    memory = folder / "stick" / "memory"
    memory.parent.mkdir()
    memory.write_bytes(content)
    with ExitStack() as stack:
        watched = stack.enter_context(bystanders(folder, where))
        stick = stack.enter_context(_attached(given, where, folder))
        node = stick.node if isinstance(stick, LoopStick) else str(stick.path)
        target = stack.enter_context(_target(given, folder, stick, node))
        bench = Bench(folder, stick, node, target, content, given.sector, None)
        if given.since is not None:
            _stopped_in_the_middle(given.since, bench)
            _let_happen(given.since, bench)
        before = digest(memory)
        ended = _run(given, bench)
        left = Left.UNTOUCHED if digest(memory) == before else Left.OTHER
        copy = _copy(given, bench) if given.target not in _NOWHERE else Copy.NONE
        seen = Seen(ended.outcome, left, ended.text, watched(), copy=copy)
        demand_promises(expect, seen)
        return replace(seen, again=_again(given, bench)) if expect.again else seen


_NOWHERE = (Target.ITSELF, Target.LINK, Target.ON_IT, Target.THERE)  # no file of ours gets there


@contextmanager
def _attached(given: Save, where: Where, folder: Path) -> Iterator[FileStick]:
    if where is Where.LOOP:
        with faulty_loop(folder, given.faults, sector=given.sector) as loop:
            yield loop
    else:
        with faulty_file(folder, given.faults) as file:
            yield file


@contextmanager
def _target(given: Save, folder: Path, stick: FileStick, node: str) -> Iterator[Path]:
    place = folder / "saved"
    match given.target:
        case Target.SMALL_DISK | Target.NO_ROOM:
            room = ROOM if given.target is Target.SMALL_DISK else given.faults.size // 2
            with small_disk(place, room) as disk:
                yield disk / given.name
        case Target.ON_IT:
            run("mkfs.ext2", "-q", node)
            with mounted(node, place) as point:
                os.sync()
                yield point / given.name
        case _:
            place.mkdir()
            path = place / given.name
            if given.target is Target.ITSELF:
                path = stick.path
            elif given.target is Target.LINK:
                path.symlink_to(stick.path)
            elif given.target is Target.THERE:
                path.write_text("somebody’s")
            yield path


@contextmanager
def _program(bench: Bench, *words: str, output: Any = subprocess.PIPE) -> Iterator[Any]:
    command = ["-m", "app", "backup", "--json", *words, bench.node, bench.image]
    with running(command, bench.folder, output=output) as process:
        yield process


def _run(given: Save, bench: Bench) -> Ended:
    return _ended(bench, given.during, *given.words, *(["--resume"] if given.since else []))


def _ended(bench: Bench, during: During | None, *words: str) -> Ended:
    """One run. Its exit status fits what it says, and so do the places that it names."""
    said = bench.folder / "said"
    if during is not None and during.deed is Deed.SLEEP:
        asleep.sleep(bench.folder / SLEPT, 0)
    if during is not None:
        bench.stick.line.change(hold_reading=READ[during.stage])
    with said.open("w") as output, _program(bench, *words, output=output) as process:
        if during is not None:
            try:
                _await(bench, process, during.stage, said)
                _DEEDS[during.deed](bench, process)
            finally:
                bench.stick.line.change(**FREE)
        try:
            _, errors = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return Ended("never", said.read_text(), -1)
    over = told(said.read_text(), errors, process.returncode)
    wanted = STATUSES.get(Outcome(over.outcome)) if over.outcome in set(Outcome) else None
    assert wanted is None or over.status == wanted, f"its exit status is {over.status}"
    return over


def _await(bench: Bench, process: "subprocess.Popen[str]", stage: Stage, said: Path) -> None:
    deadline = time.monotonic() + LIMIT
    while not (bench.stick.line.held() and _stages(said)[-1:] == [stage]):
        assert process.poll() is None, f"it ended before it came to {stage}: {said.read_text()}"
        assert time.monotonic() < deadline, f"it never came to {stage}: {said.read_text()}"
        time.sleep(0.01)


def _stages(said: Path) -> list[str]:
    events = events_of(said.read_text())
    return [event["stage"] for event in events if event["event"] == "stage"]


def _fill(bench: Bench, _: object) -> None:
    with _filler(bench).open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            """Now it is full."""


def _filler(bench: Bench) -> Path:
    return bench.image.with_name("somebody-s")


def _second_copy(bench: Bench, _: object) -> None:
    """The file that it goes on with is another's."""
    with _program(bench, "--resume") as process:
        out, errors = process.communicate(timeout=LIMIT)
        over = told(out, errors, process.returncode)
    assert (over.outcome, over.status) == ("folder-error", REFUSED), over.text
    assert "another backup goes to this file" in over.text


_DEEDS: dict[Deed, Act] = DEEDS | {Deed.FILL_DISK: _fill, Deed.SECOND_COPY: _second_copy}


def _stopped_in_the_middle(since: Since, bench: Bench) -> None:
    if since is Since.KILLED_LATER:  # by then a map is kept, for one step took so long
        bench.stick.line.change(read_stalls=[[STICK // 4, SAVED_EVERY + 0.5]])
    killed = since in (Since.KILLED, Since.KILLED_LATER)
    over = _ended(bench, During(Stage.READ, Deed.KILL if killed else Deed.STOP))
    assert over.outcome == (Outcome.KILLED if killed else Outcome.STOPPED), over.text


def _let_happen(since: Since, bench: Bench) -> None:
    """Between the two."""
    files = Files(bench.image)
    match since:
        case Since.OTHER_STICK:
            bench.stick.memory.write_bytes(image_bytes(len(bench.content), OTHER))
        case Since.CUT:
            os.truncate(files.part, files.part.stat().st_size // 2)
        case Since.NO_MAP:
            files.map.unlink()
        case Since.BAD_MAP:
            files.map.write_bytes(files.map.read_bytes().replace(b"0x", b"0y"))
        case Since.KILLED_LATER:
            assert files.known(len(bench.content)).total(State.READ), "no map was kept"
        case Since.NOTHING | Since.KILLED:
            pass


def _copy(given: Save, bench: Bench) -> Copy:
    """What is there, whatever was said about it."""
    files = Files(bench.image)
    if files.path.exists():
        return _finished(given, files, bench.content)
    if not files.part.exists():
        return Copy.OTHER if any(path.exists() for path in files.others) else Copy.NONE
    damaged = given.since is Since.BAD_MAP
    return Copy.UNFINISHED if damaged or _is_true(files, bench.content) else Copy.OTHER


def _finished(given: Save, files: Files, content: bytes) -> Copy:
    line = f"{sha256(files.path.read_bytes()).hexdigest()}  {files.path.name}\n"
    if files.part.exists() or files.sums.read_text() != line:
        return Copy.OTHER
    found = files.path.read_bytes()
    if files.path.suffix == ".zst":
        found = subprocess.run(["zstd", "-dc", files.path], capture_output=True, check=True).stdout
    if not files.map.exists():
        return Copy.WHOLE if found == content else Copy.OTHER
    missing = list(files.known(len(content)).runs([each for each in State if each != State.READ]))
    expected = bytearray(content)
    for start, stop in missing:
        expected[start:stop] = bytes(stop - start)
    right = found == expected and missing == (_unreadable(given) or missing or None)
    return Copy.LISTED if right else Copy.OTHER


def _unreadable(given: Save) -> list[tuple[int, int]]:
    """(start, stop) of whole sectors; nothing where only the stick knows."""
    spans = (
        (span.offset // given.sector * given.sector, -(-span.end // given.sector) * given.sector)
        for span in given.faults.read_errors
    )
    joined = merged((start, stop - start) for start, stop in spans)
    return [(start, start + length) for start, length in joined]


def _is_true(files: Files, content: bytes) -> bool:
    """Whether what the map calls read is in the file. A packed one is judged when it is whole."""
    if not files.map.exists() or files.path.suffix == ".zst":
        return True
    part = files.part.read_bytes()
    runs = files.known(len(content)).runs([State.READ])
    return all(part[start:stop] == content[start:stop] for start, stop in runs)


def _again(given: Save, bench: Bench) -> str:
    """It goes on, with nothing wrong any more, from where the map says."""
    bench.stick.line.change(**Faults(given.faults.size).to_json())
    if given.since is Since.OTHER_STICK:
        bench.stick.memory.write_bytes(bench.content)
    _filler(bench).unlink(missing_ok=True)
    files = Files(bench.image)
    had = files.known(len(bench.content)).total(State.READ) if files.map.exists() else 0
    over = _ended(bench, None, "--resume")
    told = events_of((bench.folder / "said").read_text())
    begun = [each for each in told if (each["event"], each.get("stage")) == ("stage", Stage.READ)]
    assert [each.get("done", 0) for each in begun] == [had], f"it went not on from {had}: {begun}"
    if over.outcome == Outcome.SAVED and _copy(given, bench) is not Copy.WHOLE:
        raise BrokenPromise("the next time it claimed to have saved all of the drive, and had not")
    return Outcome.VERIFIED if over.outcome == Outcome.SAVED else over.outcome
