"""Plays trying: `stickwright boot` in a real QEMU, of guests that do one thing each, from a file,
from a file on a stick that fails, or from such a stick as a device of this kernel."""

import shlex
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from loops import loop_device
from support_images import image_bytes
from system.matrix.boot_deeds import DEEDS, Bench, until
from system.matrix.by_programs import Boot, Lack
from system.matrix.case import Expect, Left, Outcome, Seen, Where
from system.matrix.guests import SECTOR, boot_sector
from system.matrix.host import MIB, Image, Moment
from system.matrix.play_crowded import small_disk
from system.matrix.play_write import (
    ON_THE_IMAGE,
    Ended,
    bystanders,
    digest,
    packed,
    running,
)
from system.matrix.their_programs import (
    Process,
    await_stage,
    child,
    children,
    demand_gone,
    over,
    within,
)
from system.sticks.attach import FileStick, LoopStick, faulty_file, faulty_loop

from app.commands.ends import DIFFERS, DONE, FAILED
from app.qemu.here import QEMU
from app.qemu.picture import SIGNATURE

GOODS: dict[str, int] = {
    Outcome.BOOTED: DONE,
    Outcome.STARTED: FAILED,
    Outcome.UNCLEAR: FAILED,
    Outcome.GAVE_UP: DIFFERS,
    Outcome.NOTHING: DIFFERS,
}
IS_READING = MIB  # more than any firmware reads before there is a guest
STAGES = {Moment.GUEST: "boot", Moment.GUEST_WAITS: "boot", Moment.SOURCE: "unpack"}
# Commands that take away what is missing, among mounts that nobody else sees.
WITHOUT = {
    Lack.UEFI: ("mount -t tmpfs none /usr/share/qemu/firmware",),
    Lack.BIOS: ("mount --bind /dev/null /usr/share/seabios/bios-256k.bin",),
    Lack.FOLDER: ("mount -t tmpfs -o ro none /var/tmp",),
}


def play(given: Boot, where: Where, folder: Path, expect: Expect) -> Seen:
    with ExitStack() as stack:
        bench = stack.enter_context(_bench(given, where, folder))
        watched = stack.enter_context(bystanders(folder, Where.FILE))
        before = digest(bench.kept)
        ended = _run(given, bench)
        left = Left.UNTOUCHED if _changes(given) or digest(bench.kept) == before else Left.OTHER
        _demand_tidy(bench, ended)
        seen = Seen(ended.outcome, left, ended.text, watched())
        if not expect.again:
            return seen
        again = _run(Boot(given.guest, given.length), bench).outcome
        return Seen(*_words(seen), again=Outcome.VERIFIED if again == Outcome.BOOTED else again)


def _words(seen: Seen) -> tuple[str, Left, str, bool]:
    return seen.outcome, seen.left, seen.text, seen.bystanders


@contextmanager
def _bench(given: Boot, where: Where, folder: Path) -> Iterator[Bench]:
    content = boot_sector(given.guest) + image_bytes(given.length - SECTOR)
    file = packed(Image(packed=given.packed, tail=given.tail), content)
    image = folder / "image.img"
    temporary, pictures = folder / "temporary", folder / "pictures"
    with ExitStack() as stack:
        if given.lack is Lack.ROOM:
            stack.enter_context(small_disk(temporary, MIB))
        else:
            temporary.mkdir()
        if given.lack is Lack.ROOM_FOR_THE_PICTURE:
            stack.enter_context(small_disk(pictures, 4096))
            (pictures / "somebody-s").write_bytes(bytes(4096))
        else:
            pictures.mkdir()
        named, kept, stick = image, image, None
        if given.stick is not None:
            kept = folder / "stick" / "memory"
            kept.parent.mkdir()
            kept.write_bytes(file)
            stick = stack.enter_context(_stick(given, where, folder, len(file)))
            named = Path(stick.node) if isinstance(stick, LoopStick) else stick.path
        else:
            image.write_bytes(file)
            if where is Where.LOOP:
                named = Path(stack.enter_context(loop_device(image, read_only=True)))
        yield Bench(folder, named, kept, stick, temporary, pictures)


def _stick(given: Boot, where: Where, folder: Path, size: int) -> AbstractContextManager[FileStick]:
    assert given.stick is not None
    waits = given.at is not None and given.at.moment is Moment.SOURCE
    held = {"hold_reading": size // 2} if waits else {}
    faults = given.stick.changed({"size": size, **held})
    return (faulty_loop if where is Where.LOOP else faulty_file)(folder, faults)


def _run(given: Boot, bench: Bench) -> Ended:
    command = ["-m", "app", "boot", "--json", "--no-kvm", *given.words, "--seconds"]
    picture = bench.pictures / given.picture
    command += [str(given.seconds), "--screenshot", str(picture), str(bench.named)]
    started: list[int] = []
    with (
        bench.said.open("w") as output,
        running(command, bench.folder, output=output, within=_within(given, bench)) as process,
    ):
        if given.at is not None:
            await_stage(process, bench.said, STAGES[given.at.moment])
            try:
                _await(given.at.moment, bench, process)
                started = children(process)
                DEEDS[given.at.deed](bench, process)
            finally:
                if bench.stick is not None:
                    bench.stick.line.change(hold=False, hold_reading=None)
        ended = over(process, bench.said, GOODS)
    demand_gone(started)
    return ended


def _within(given: Boot, bench: Bench) -> list[str]:
    temporary = shlex.quote(str(bench.temporary))
    places = [f"export TMPDIR={temporary}"]
    if given.lack is not Lack.FOLDER:
        places.append(f"mount --bind {temporary} /var/tmp")
    return within(given.theirs, QEMU, bench.folder, *places, *WITHOUT.get(given.lack, ()))


def _await(moment: Moment, bench: Bench, process: Process) -> None:
    if moment is Moment.SOURCE:
        _await_held(bench)
        return
    child(process)
    until(lambda: _given_out(process) > IS_READING, bench)
    if moment is Moment.GUEST_WAITS:
        assert bench.stick is not None, "only a stick can be waited for"
        bench.stick.line.change(hold=True)
        _await_held(bench)
        until(lambda: _stands(process), bench)


def _stands(process: Process) -> bool:
    """Whether the guest gets nothing any more: a kernel has read ahead for it."""
    before = _given_out(process)
    time.sleep(0.5)
    return _given_out(process) == before


def _await_held(bench: Bench) -> None:
    stick = bench.stick
    assert stick is not None, "only a stick can be waited for"
    until(stick.line.held, bench)


def _given_out(process: Process) -> int:
    """Bytes that were read for the guest: by any thread but the first, which looks at it."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    return sum(_read_by(thread / "io") for thread in threads if thread.name != str(process.pid))


def _read_by(thread: Path) -> int:
    facts = dict(line.split(": ") for line in thread.read_text().splitlines())
    return int(facts["rchar"])


def _changes(given: Boot) -> bool:
    """Whether what is done is done to the image."""
    return given.at is not None and given.at.deed in ON_THE_IMAGE


def _demand_tidy(bench: Bench, ended: Ended) -> None:
    """Of what it wrote nothing is left but a picture, all of it, where it saw one."""
    assert not list(bench.temporary.iterdir()), "it left something among temporary files"
    found = {path.name for path in bench.pictures.iterdir()} if bench.pictures.exists() else set()
    assert found <= {"seen.png", "somebody-s"}, f"it left {found}"
    if "seen.png" in found:
        picture = (bench.pictures / "seen.png").read_bytes()
        assert picture.startswith(SIGNATURE)
        assert picture.endswith(b"IEND\xaeB`\x82")
        assert ended.outcome in GOODS, "a picture of a try that came to no end"
