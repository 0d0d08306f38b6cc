"""Plays writes to faulty sticks, and says what came out: the command line in a process of its own,
and a stick that holds a request at the very moment at which something shall happen."""

import bz2
import gzip
import json
import lzma
import os
import resource
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from loops import loop_device
from packing import (
    ZipFile,
    lz4_frame,
    multibyte,
    xz_in_blocks,
    zip_of,
    zip_of_one,
    zstd,
    zstd_seekable,
)
from support_bmap import block_map
from support_bmap import found as block_ranges
from support_boot import mbr_disk, mbr_entry
from support_ext import ext
from support_images import image_bytes
from support_virtual_disk import qcow2
from support_web import Page, authority, serving
from system.matrix import asleep, forked, kinds
from system.matrix.case import Expect, Left, Outcome, Seen, Where, demand_promises
from system.matrix.host import (
    CHANGED,
    HEAD,
    LIVE_STICK,
    MIB,
    STICK,
    Deed,
    Held,
    Image,
    Kind,
    Map,
    Moment,
    Packed,
    Tail,
    Write,
)
from system.sticks.attach import FileStick, faulty_file, faulty_loop
from system.sticks.faults import Faults
from system.sticks.promises import BrokenPromise

from app.events import Stage
from app.journal import unfinished
from app.stages.grains import GRAIN
from app.stages.stall import PATIENCE

ROOT = Path(__file__).parents[3]
DONE = (
    Outcome.VERIFIED,
    Outcome.UNCHECKED,
    Outcome.PARTS,
    Outcome.PUT_BACK,
)  # and then its exit status is 0
LIMIT = 60.0  # seconds until a run counts as one that never ends
ENDS_WITHIN = 20.0  # seconds that a program may take to end although nothing answers it
OLD = b"old!" * 1024
DISK_USED = [(30, 60), (250, 40), (900, 60)]  # blocks of its volume, which begins at 4 MiB


def _disk() -> bytes:
    volume = bytearray(ext(DISK_USED, blocks=1100))
    for first, count in DISK_USED:
        volume[first * 4096 : (first + count) * 4096] = image_bytes(count * 4096, str(first))
    entry = mbr_entry(0x83, 8192, len(volume) // 512)
    return mbr_disk((entry, bytes(volume)), size=9 * MIB).build()


DISK = _disk()
LARGE = 64 * MIB  # sticks above are looked at in parts
FAR = 8 * MIB  # at their end
TABLE, HEADER = 446, 512  # where an MBR has its partitions, and where it ends
# One partition of the type of Linux, from 1 MiB on.
MBR = struct.pack("<B3xB3xII", 0x80, 0x83, 2048, 8192).ljust(64, b"\0") + b"\x55\xaa"

PACK: dict[Packed, Callable[[bytes], bytes]] = {
    Packed.NOT: bytes,
    Packed.GZIP: lambda data: gzip.compress(data, 1),
    Packed.BZIP2: lambda data: bz2.compress(data, 1),
    Packed.XZ: lambda data: lzma.compress(data, preset=0),
    Packed.ZSTD: zstd,
    Packed.LZ4: lz4_frame,
    Packed.ZIP: zip_of_one,
    Packed.QCOW2: partial(qcow2, bits=16),
}
PLACE = "place"  # beside the stick: a link to its folder, which can be renamed
SLEPT = "slept"  # beside the stick: for how long the computer has, where it does
ELSEWHERE = "elsewhere"  # its name then
AUTHORITY = "authority.pem"  # beside the image: who signs the certificates of servers
BLOCK = 2 * MIB  # of what is packed in blocks
# What has to be on the stick.
KINDS: dict[Kind, Callable[[], bytes]] = {
    Kind.DISK: lambda: DISK,
    Kind.WINDOWS: kinds.windows_stick,
    Kind.LIVE: kinds.live,
}


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended: its last word, all its words, its exit status."""

    outcome: str
    text: str
    status: int


@dataclass(frozen=True)
class Bench:
    """All that a case stands on. `content` is what the image holds, unpacked."""

    folder: Path
    stick: FileStick
    node: str
    image: Path
    content: bytes
    sector: int
    source: FileStick | None
    beside: FileStick | None = None  # another stick, with nothing wrong
    address: str = ""  # of the image on the web


def play(given: Write, where: Where, folder: Path, expect: Expect) -> Seen:
    content = content_of(given.image)
    with ExitStack() as stack:
        waiting = given.at is not None and given.at.moment is Moment.SOURCE
        image, source = image_file(given.image, content, folder, stack, waiting=waiting)
        watched = stack.enter_context(bystanders(folder, where))
        bench = benched(given, where, folder, image, content, source, stack)
        if given.image.web:
            bench = replace(bench, address=stack.enter_context(handed_out(image)))
        if given.beside:
            bench = replace(bench, beside=good_stick(folder, stack))
        before = digest(bench.stick.memory)
        kept = digest(image) if source is None else ""
        ended, well = _run(given, bench)
        left = left_on(bench, before)
        whole = not given.at or given.at.deed not in ON_THE_IMAGE
        same = watched() and (source is not None or not whole or digest(image) == kept)
        seen = Seen(ended.outcome, left, ended.text, same, beside=well, journal=journal(folder))
        demand_promises(expect, seen)
        return replace(seen, again=_again(given, bench)) if expect.again else seen


@contextmanager
def handed_out(image: Path) -> Iterator[str]:
    """Where a server has the file; whoever runs in the image's folder trusts it."""
    image.with_name(AUTHORITY).write_bytes(authority())
    with serving() as site:
        yield site.put("/image.iso", Page(image.read_bytes()))


def content_of(image: Image) -> bytes:
    """Nothing of one that no stick could hold."""
    if image.length > LARGE:
        return b""
    if image.kind in KINDS:
        return KINDS[image.kind]()
    if image.holes:
        hole = bytes(2 * MIB)
        return (image_bytes(MIB) + hole + image_bytes(MIB, "more") + hole).ljust(
            image.length, b"\0"
        )
    content = image_bytes(image.length)
    return content[:TABLE] + MBR + content[HEADER:] if image.table else content


@cache
def _in_blocks(kind: Packed, content: bytes) -> bytes:
    """Many cases pack the same, and xz takes its time."""
    pack = xz_in_blocks if kind is Packed.XZ else zstd_seekable
    return pack(content, BLOCK)


def packed(image: Image, content: bytes) -> bytes:
    """The file, as the case wants it."""
    pack = partial(_in_blocks, image.packed) if image.blocks else PACK[image.packed]
    if image.tail is Tail.AGAIN:
        third = len(content) // 3
        parts = (content[:third], content[third : 2 * third], content[2 * third :])
        return b"".join(map(pack, parts))
    data = pack(_as_a_file(image, content))
    if image.bomb:
        data += pack(bytes(MIB)) * (image.bomb // MIB)
    match image.tail:
        case Tail.CUT:
            return data[: len(data) * 7 // 8]
        case Tail.JUNK:
            return data + b"and something else"
        case Tail.ZEROS:
            return data + bytes(4096)
        case Tail.MORE:
            return _saying_less(image.packed, data, content)
        case Tail.FLIPPED:
            at = len(data) * 3 // 4
            return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
        case _:
            return data


def _as_a_file(image: Image, content: bytes) -> bytes:
    return kinds.disc() if image.kind is Kind.WINDOWS else content


def _saying_less(kind: Packed, data: bytes, content: bytes) -> bytes:
    """The same file, whose directory says that it holds some bytes less, and is in itself right."""
    said = len(content) - 4096
    if kind is Packed.ZIP:
        return zip_of([ZipFile("disk.img", content, length=said)])
    start = len(data) - 12 - 4 * (int.from_bytes(data[-8:-4], "little") + 1)
    index = data[start:-16].replace(multibyte(len(content)), multibyte(said))
    return data[:start] + index + zlib.crc32(index).to_bytes(4, "little") + data[-12:]


def image_file(
    image: Image, content: bytes, folder: Path, stack: ExitStack, *, waiting: bool = False
) -> tuple[Path, FileStick | None]:
    """Where it lies, and the stick that it lies on, which is `waiting` in the middle of it."""
    if image.faults is not None:
        memory = folder / "source" / "memory"
        memory.parent.mkdir()
        memory.write_bytes(file := packed(image, content))
        hold = {"hold_reading": 8 * MIB} if waiting else {}  # of what was looked at, and more
        faults = image.faults.changed({"size": len(file), **hold})
        stick = stack.enter_context(faulty_file(folder, faults, "source"))
        return stick.path, stick
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(image.name)))
    if image.map is not Map.NONE:
        path.with_name(f"{path.name}.bmap").write_bytes(map_of(image.map, content))
    if image.holes:
        write_sparse(path, content, image.length)
    else:
        path.write_bytes(packed(image, content))
    if image.published:
        line = f"{sha256(path.read_bytes()).hexdigest()} *{path.name}\n"
        path.with_name("SHA256SUMS").write_text(line)
    return path, None


def map_of(kind: Map, content: bytes) -> bytes:
    match kind:
        case Map.DAMAGED:
            return block_map(content).replace(b"> 4096 <", b"> 8192 <")
        case Map.BOMB:
            return b'<!DOCTYPE a [<!ENTITY x "xx">]><bmap version="2.0">&x;</bmap>'
        case Map.OF_ANOTHER:
            place = DISK_USED[-1][0] * 4096 + 4 * MIB
            other = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            return block_map(other)
        case Map.OF_ANOTHER_SIZE:
            return block_map(content + bytes(4096))
        case Map.LEAVES_OUT:
            return block_map(content, block_ranges(content)[:2])
        case _:
            return block_map(content)


def write_sparse(path: Path, content: bytes, length: int) -> None:
    """Blocks of zeros are holes."""
    with path.open("wb") as file:
        for at in range(0, len(content), 1 << 16):
            part = content[at : at + (1 << 16)]
            if any(part):
                file.seek(at)
                file.write(part)
        file.truncate(length)


def benched(
    given: Write,
    where: Where,
    folder: Path,
    image: Path,
    content: bytes,
    source: FileStick | None,
    stack: ExitStack,
) -> Bench:
    memory = folder / "stick" / "memory"
    memory.parent.mkdir()
    fill(memory, given.faults.real)
    hold(memory, given, content)
    faults = holding(given, len(content))
    if where is Where.LOOP:
        loop = stack.enter_context(faulty_loop(folder, faults, sector=given.sector))
        # A read-only device stays so when it gets another file.
        stack.callback(subprocess.run, ["blockdev", "--setrw", loop.node], check=True)
        loop.line.change(**_counted_from_now(faults, loop.line.counters().syncs))
        return Bench(folder, loop, loop.node, image, content, given.sector, source)
    stick = stack.enter_context(faulty_file(folder, faults))
    (folder / PLACE).symlink_to(stick.path.parent)
    node = str(folder / PLACE / stick.path.name if _moves(given) else stick.path)
    return Bench(folder, stick, node, image, content, 512, source)


def _moves(given: Write) -> bool:
    return given.at is not None and given.at.deed is Deed.MOVE_STICK


def fill(memory: Path, size: int) -> None:
    """With bytes of an earlier life; a large one at both ends."""
    with memory.open("wb") as file:
        file.truncate(size)
        for start in (0, size - 8 * MIB) if size > LARGE else range(0, size, 8 * MIB):
            file.seek(start)
            file.write((OLD * (8 * MIB // len(OLD)))[: size - start])


def hold(memory: Path, given: Write, content: bytes) -> None:
    """What the stick holds, as far as there is room for it."""
    held = bytearray(content.ljust(-(-len(content) // given.sector) * given.sector, b"\0"))
    if given.held is Held.CHANGED:
        for place in CHANGED:
            held[place : place + GRAIN] = bytes(byte ^ 0x55 for byte in held[place : place + GRAIN])
    with memory.open("r+b") as file:
        match given.held:
            case Held.ZEROS:
                file.truncate(0)
                file.truncate(given.faults.real)
            case Held.IMAGE | Held.CHANGED:
                file.write(held[: given.faults.real])
            case Held.OLD:
                pass


def holding(given: Write, length: int) -> Faults:
    """The stick's faults, and the place where it waits for us."""
    if given.at is None or given.at.moment is Moment.SOURCE:
        return given.faults
    ends, body = 2 * MIB, -(-length // given.sector) * given.sector - HEAD
    marked = ends + body + HEAD  # a mark lies in the head's place while the rest is read back
    places: dict[Moment, dict[str, int]] = {
        Moment.BLANK: {"hold_written": 0},
        Moment.FAR_END: {"hold_written": MIB},
        Moment.COMPARING: {"hold_reading": MIB, "hold_reading_from": ends + HEAD},
        Moment.BODY: {"hold_written": ends},
        Moment.MIDDLE: {"hold_written": ends + body // 2},
        Moment.MIDDLE_OF_PARTS: {"hold_written": ends + HEAD + MIB},
        Moment.LAST: {"hold_written": ends + body - 1},
        Moment.SYNC: {"hold_sync": 2},
        Moment.WITHIN: {"hold_written": ends + HEAD},
        Moment.READ_BACK: {"hold_reads_synced": 3},
        Moment.READING: {"hold_reading": body // 2, "hold_reading_from": marked},
        Moment.HEAD: {"hold_writes_synced": 3},
        Moment.FIRST_SECTOR: {"hold_writes_synced": 4},
        Moment.LAST_SYNC: {"hold_sync": 4},
        Moment.HEAD_READ_BACK: {"hold_reads_synced": 5},
    }
    return given.faults.changed(places[given.at.moment])


def _counted_from_now(faults: Faults, syncs: int) -> dict[str, Any]:
    """The kernel synced the stick already, when it made it a device."""
    counted = {name: getattr(faults, name) for name in SYNCED}
    return {
        "sync_errors": tuple(each + syncs for each in faults.sync_errors),
        **{name: None if count is None else count + syncs for name, count in counted.items()},
    }


SYNCED = ("hold_sync", "hold_writes_synced", "hold_reads_synced")
FREE: dict[str, Any] = dict.fromkeys(("hold_written", "hold_reading", *SYNCED))


# What the program says that it is doing by then. What was found on the stick is looked at once more
# before the stage of reading back.
STAGES: dict[Moment, tuple[Stage, ...]] = {
    Moment.BLANK: (Stage.BLANK,),
    Moment.FAR_END: (Stage.BLANK,),
    Moment.COMPARING: (Stage.WRITE,),
    Moment.BODY: (Stage.WRITE,),
    Moment.MIDDLE: (Stage.WRITE,),
    Moment.MIDDLE_OF_PARTS: (Stage.WRITE,),
    Moment.WITHIN: (Stage.WRITE, Stage.COMPARE),
    Moment.LAST: (Stage.WRITE,),
    Moment.SYNC: (Stage.SYNC,),
    Moment.READ_BACK: (Stage.SYNC, Stage.VERIFY),
    Moment.READING: (Stage.VERIFY,),
    Moment.HEAD: (Stage.WRITE_HEAD,),
    Moment.FIRST_SECTOR: (Stage.SYNC,),
    Moment.LAST_SYNC: (Stage.SYNC,),
    Moment.HEAD_READ_BACK: (Stage.VERIFY_HEAD,),
    Moment.SOURCE: (Stage.WRITE,),
}


def good_stick(folder: Path, stack: ExitStack) -> FileStick:
    memory = folder / "good" / "memory"
    memory.parent.mkdir()
    fill(memory, STICK)
    return stack.enter_context(faulty_file(folder, Faults(STICK), "good"))


def _run(given: Write, bench: Bench) -> tuple[Ended, bool]:
    """How it ended on the stick, and whether all was well with the one beside it."""
    said = bench.folder / "said"
    if given.at is not None and given.at.deed is Deed.SLEEP:
        asleep.sleep(bench.folder / SLEPT, 0)
    with (
        said.open("w") as output,
        program(bench, *given.words, memory=given.memory, output=output) as process,
    ):
        if given.at is not None:
            stick = bench.stick if given.at.moment is not Moment.SOURCE else bench.source
            assert stick is not None, "only an image with faults of its own can be waited for"
            try:
                await_moment(stick, process, given.at.moment, said, bench.node)
                DEEDS[given.at.deed](bench, process)
            finally:
                stick.line.change(**FREE)
        over = ended(process, said, bench.node if bench.beside else None)
    if bench.beside is None:
        return over, True
    other = told(of_drive(said.read_text(), str(bench.beside.path)), "", over.status)
    if _ends_both(given):
        return over, other.outcome == over.outcome and is_sound(bench.beside, bench)
    return over, other.outcome == Outcome.VERIFIED and bench.beside.line.holds(whole_of(bench))


def is_sound(beside: FileStick, bench: Bench) -> bool:
    """Whether a good stick that was not finished does not look so."""
    held = beside.memory.read_bytes()
    as_before = held == OLD * (STICK // len(OLD))
    return not any(held[:512]) or as_before or beside.line.holds(whole_of(bench))


def _ends_both(given: Write) -> bool:
    """Whether what happens is no matter of one stick."""
    image = given.image
    told_to_all = given.at is not None and given.at.deed in (*_ON_THE_PROGRAM, *ON_THE_IMAGE)
    unreadable = image.faults is not None and bool(image.faults.read_errors)
    return told_to_all or unreadable or image.tail is not Tail.WHOLE


def of_drive(lines: str, node: str) -> str:
    """What was said about one of several drives."""
    return "".join(
        line
        for line in lines.splitlines(keepends=True)
        if any(event.get("drive") == node for event in events_of(line))
    )


def await_moment(
    stick: FileStick,
    process: "subprocess.Popen[str]",
    moment: Moment,
    said: Path,
    node: str | None = None,
) -> None:
    """Until the stick holds the request with which it begins, and the program, which may read an
    image far ahead, says so as well: a case in which nothing was done shows nothing."""
    deadline = time.monotonic() + LIMIT
    while not (stick.line.held() and _stage(said, node) in STAGES[moment]):
        assert process.poll() is None, f"it ended before this came: {moment}\n{said.read_text()}"
        assert time.monotonic() < deadline, f"this never came: {moment}\n{said.read_text()}"
        time.sleep(0.01)


def _stage(said: Path, node: str | None) -> str | None:
    """The one that it is at, of this drive where there are several."""
    stages = [
        event["stage"]
        for event in events_of(said.read_text())
        if event["event"] == "stage" and event.get("drive", node) == node
    ]
    return stages[-1] if stages else None


@contextmanager
def program(
    bench: Bench, *words: str, memory: int | None = None, output: Any = subprocess.PIPE
) -> Iterator["subprocess.Popen[str]"]:
    """`stickwright write` of the bench's image to its stick."""
    nodes = [bench.node] if bench.beside is None else [bench.node, bench.beside.path]
    image = bench.address or bench.image
    command = ["-m", "app", "write", "--yes", "--json", *words, image, *nodes]
    with running(command, bench.folder, memory=memory, output=output) as process:
        yield process


@contextmanager
def running(
    words: list[Any],
    folder: Path,
    *,
    memory: int | None = None,
    output: Any = subprocess.PIPE,
    within: Sequence[str | Path] = (),
) -> Iterator["subprocess.Popen[str]"]:
    """Python with these words, in a home below the folder. `within`: the words of a program that
    becomes it. Where the folder says that the computer slept, the program finds it so."""
    begin: Callable[[], None] | None = None
    if words[:2] == ["-m", "app"]:
        if (slept := folder / SLEPT).exists():
            words = [asleep.__file__, slept, *words[2:]]
        elif memory is None and not within:
            begin = forked.program([str(word) for word in words[2:]], environment(folder))
    if memory is not None:
        begin = partial(resource.setrlimit, resource.RLIMIT_AS, (memory, memory))
    process = subprocess.Popen(
        [*within, sys.executable, *words],
        cwd=ROOT,
        env=environment(folder),
        stdout=output,
        stderr=subprocess.PIPE,
        preexec_fn=begin,
        text=True,
        errors="replace",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def environment(folder: Path) -> dict[str, str]:
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    trusted = folder / AUTHORITY
    web = {"SSL_CERT_FILE": str(trusted)} if trusted.exists() else {}
    return os.environ | web | {name: str(folder / "home" / name.lower()) for name in names}


def events_of(said: str) -> list[dict[str, Any]]:
    """A last line that is not whole yet is passed over."""
    lines = said.splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]


def ended(
    process: "subprocess.Popen[str]", said: Path | None = None, node: str | None = None
) -> Ended:
    """`said`: the file that its output went to, `node`: the one of several drives."""
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        return Ended("never", f"{said.read_text() if said else out}{err}", -1)
    lines = said.read_text() if said else out or ""
    end = told(lines if node is None else of_drive(lines, node), err, process.returncode)
    well = node is not None or end.status == 0 or end.outcome not in DONE
    assert well, f"its exit status is {end.status}"
    return end


def told(out: str, err: str, status: int) -> Ended:
    """How a run ended, by what it said."""
    if status == -signal.SIGKILL:
        return Ended(Outcome.KILLED, err, status)
    events = events_of(out)
    warnings = [event["text"] for event in events if event["event"] == "warning"]
    stages = [event["stage"] for event in events if event["event"] == "stage"]
    warnings.append(f"stages: {', '.join(stages)}")
    last = events[-1] if events else {}
    match last.get("event"):
        case "finished":
            left = [f"{last['left']} bytes left as they were"] if last.get("left") else []
            return Ended(last["result"], "\n".join([*warnings, *left, err]), status)
        case "stopped":
            return Ended(Outcome.STOPPED, err, status)
        case "failed":
            words = (*warnings, last["text"], last["hint"], err)
            return Ended(last["code"], "\n".join(words), status)
        case _:
            return Ended(f"status {status}", out + err, status)


Act = Callable[[Bench, "subprocess.Popen[str]"], object]


def _changing(**settings: Any) -> Act:
    return lambda bench, _: bench.stick.line.change(**settings)


def _lock(bench: Bench, _: object) -> None:
    subprocess.run(["blockdev", "--setro", bench.node], check=True)


def _second_copy(bench: Bench, _: object) -> None:
    with program(bench) as other:
        second = ended(other)
    assert (second.outcome, second.status) == ("drive-busy", 3), second.text


def _signal(number: signal.Signals) -> Act:
    def act(_: Bench, process: "subprocess.Popen[str]") -> None:
        process.send_signal(number)
        time.sleep(0.3)  # until it was taken notice of

    return act


def _stop_while_held(_: Bench, process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(ENDS_WITHIN)


def _stop_until_said(bench: Bench, process: "subprocess.Popen[str]") -> None:
    """Several hands read the image: a kernel keeps a process until each is answered, whatever that
    process does."""
    process.send_signal(signal.SIGTERM)
    said, deadline = bench.folder / "said", time.monotonic() + ENDS_WITHIN
    while all(event["event"] != "stopped" for event in events_of(said.read_text())):
        assert time.monotonic() < deadline, f"it does not stop: {said.read_text()}"
        time.sleep(0.05)


def _cut_off(bench: Bench, _: object) -> None:
    os.truncate(bench.image, bench.image.stat().st_size // 4)


def _grow(bench: Bench, _: object) -> None:
    with bench.image.open("ab") as file:
        file.write(b"more")


def _edit(bench: Bench, _: object) -> None:
    with bench.image.open("r+b") as file:
        file.seek(-5, os.SEEK_END)
        file.write(b"\xaa")


def _edit_unseen(bench: Bench, _: object) -> None:
    times = bench.image.stat()
    _edit(bench, None)
    os.utime(bench.image, ns=(times.st_atime_ns, times.st_mtime_ns))


def _replace(bench: Bench, _: object) -> None:
    other = bench.image.with_name("other")
    other.write_bytes(bytes(len(bench.content)))
    other.rename(bench.image)


DEEDS: dict[Deed, Act] = {
    Deed.PULL_OUT: _changing(unplugged=True),
    Deed.MOVE_STICK: lambda bench, _: (bench.folder / PLACE).rename(bench.folder / ELSEWHERE),
    Deed.CUT_STICK: _changing(size=STICK // 2),
    Deed.WEAR_OUT: _changing(worn_after=0),
    Deed.BREAK: _changing(dead=True),
    Deed.LOCK: _lock,
    Deed.SECOND_COPY: _second_copy,
    Deed.STOP: _signal(signal.SIGTERM),
    Deed.INTERRUPT: _signal(signal.SIGINT),
    Deed.KILL: _signal(signal.SIGKILL),
    Deed.STOP_WHILE_HELD: _stop_while_held,
    Deed.SAY_STOPPED: _stop_until_said,
    Deed.WAIT: lambda _bench, _process: time.sleep(PATIENCE + 1),
    Deed.CUT_OFF: _cut_off,
    Deed.GROW: _grow,
    Deed.EDIT: _edit,
    Deed.EDIT_UNSEEN: _edit_unseen,
    Deed.REPLACE: _replace,
    Deed.DELETE: lambda bench, _: bench.image.unlink(),
    Deed.SLEEP: lambda bench, _: asleep.sleep(bench.folder / SLEPT),
}
_ON_THE_PROGRAM = (Deed.STOP, Deed.INTERRUPT, Deed.KILL, Deed.STOP_WHILE_HELD, Deed.SAY_STOPPED)
ON_THE_IMAGE = (
    Deed.CUT_OFF,
    Deed.GROW,
    Deed.EDIT,
    Deed.EDIT_UNSEEN,
    Deed.REPLACE,
    Deed.DELETE,
)


def left_on(bench: Bench, before: str) -> Left:
    """What is on the stick, whatever it says about that itself."""
    whole = whole_of(bench)
    if digest(bench.stick.memory) == before:
        return Left.UNTOUCHED
    if bench.stick.line.holds(whole) or _holds_live(bench):
        return Left.IMAGE
    with bench.stick.memory.open("rb") as file:
        found = file.read(LARGE)
    if _holds_parts(bench, found):
        return Left.PARTS
    blank = not any(found[: bench.sector])
    return Left.BLANK_HEAD if blank else Left.OTHER


def whole_of(bench: Bench) -> Path:
    """A file with the image, and zeros to the end of its last sector."""
    whole = bench.folder / "whole"
    whole.write_bytes(bench.content + bytes(-len(bench.content) % bench.sector))
    return whole


def _holds_parts(bench: Bench, found: bytes) -> bool:
    """Whether all that holds something of a disk is there, and elsewhere what was there before."""
    content, sector = bench.content, 512
    if content != DISK or found[:sector] != content[:sector]:
        return False
    old = (OLD * (len(content) // len(OLD) + 1))[: len(content)]
    return all(
        found[place : place + sector] == content[place : place + sector]
        or (
            not any(content[place : place + sector])
            and found[place : place + sector] == old[place : place + sector]
        )
        for place in range(0, len(content), sector)
    )


def _holds_live(bench: Bench) -> bool:
    """The image, and what was added behind it."""
    live = bench.content == kinds.live() and bench.stick.memory.stat().st_size >= LIVE_STICK
    return live and kinds.holds_live(bench.stick.memory.read_bytes())


def digest(path: Path) -> str:
    """Of as much as any case writes: of a large one its start and its end."""
    with path.open("rb") as file:
        found = sha256(file.read(LARGE))
        file.seek(max(file.tell(), path.stat().st_size - FAR))
        found.update(file.read())
    return found.hexdigest()


@contextmanager
def bystanders(folder: Path, where: Where) -> Iterator[Callable[[], bool]]:
    """Another stick of the same size, as a file or a device like the first; whether it is the same
    still."""
    file = folder / "bystander.img"
    file.write_bytes(image_bytes(2 * MIB, "bystander"))
    before = digest(file)
    with ExitStack() as stack:
        if where is Where.LOOP:
            stack.enter_context(loop_device(file))
        yield lambda: digest(file) == before


def journal(folder: Path) -> str | None:
    """What is told at the next start; None where there is nothing to tell."""
    state = environment(folder)["XDG_STATE_HOME"]
    left = unfinished(Path(state) / "stickwright" / "jobs")
    return left[0].why if left else None


def _again(given: Write, bench: Bench) -> str:
    """The next write, with nothing wrong any more."""
    bench.stick.line.change(**(Faults(given.faults.size).to_json() | {"real_size": 0}))
    if bench.image.exists() and bench.source is None:
        bench.image.write_bytes(packed(replace(given.image, tail=Tail.WHOLE), bench.content))
    if _moves(given):
        (bench.folder / ELSEWHERE).rename(bench.folder / PLACE)
    with program(replace(bench, beside=None)) as process:
        outcome = ended(process).outcome
    if outcome == Outcome.VERIFIED and left_on(bench, "") is not Left.IMAGE:
        raise BrokenPromise("the next write claimed success, and the stick does not hold the image")
    return outcome
