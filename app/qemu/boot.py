"""A try from its beginning to its end: the stick is read, a machine runs, and what was seen is
judged. Whoever drives it may stop it; nothing is kept of it either way."""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, suppress
from functools import partial
from typing import BinaryIO

from app.control import Control
from app.errors import PackedDamaged, ToolError
from app.qemu.disk import Disk
from app.qemu.guest import Guest, started
from app.qemu.here import QEMU
from app.qemu.judge import Judge, Verdict
from app.qemu.medium import FileReader, demand_room, nameless_file, unpacked
from app.qemu.picture import Picture
from app.qemu.plan import BootPlan
from app.qemu.stick import Stick, stick_size
from app.qemu.told import Noted, Running, Told, Tried

Trying = Generator[Told]

POLL = 0.5  # seconds between two looks
DEAD = 12.0  # seconds in which the processor has to bring the firmware to its first word
QUIET = {True: 5.0, False: 12.0}  # seconds without a read: by KVM, and emulated
LIMIT = {True: 90.0, False: 300.0}  # seconds for a check

STALLED = 4.0  # seconds that a read may take: a BIOS waits for five, and then gives up

SLOW = "Everything is emulated (no KVM), which takes some ten times as long."
NO_KVM = "KVM does not run a machine on this computer: emulated from here on, which is slow."


def boot(stick: Stick, plan: BootPlan, control: Control, limit: float | None = None) -> Trying:
    """`limit`: seconds that a check may take. A machine with a window runs until that is closed.
    Raises Stopped, ToolError, ImageError, DriveError, FolderError, NoRoom: of a stick that is not
    the same any more at its end nothing is said."""
    with ExitStack() as stack:
        reader, size = stick.reader, stick.size
        if stick.packed is not None:
            demand_room(stick.packed.size)
            fd = stack.enter_context(nameless_file()).fileno()
            try:
                yield from unpacked(stick.packed, fd, control)
            except PackedDamaged:
                stick.demand_same()  # or to download it again would help nobody
                raise
            reader = FileReader(fd)
            size = stick_size(reader.size)
        if reader is None or size is None:
            raise RuntimeError("what is not packed can be read by place")
        unchanged = stick.demand_same
        disk = partial(Disk, reader, size, sector=stick.sector)
        yield from _tried(disk, unchanged, plan, control, limit)


def _tried(
    disk: Callable[[BinaryIO], Disk],
    demand_same: Callable[[], None],
    plan: BootPlan,
    control: Control,
    limit: float | None,
) -> Trying:
    if plan.emulated:
        yield Noted("emulated", SLOW)
    begun = time.monotonic()
    yield Running()
    for machine in (plan.machine, plan.machine.emulated()):
        with nameless_file() as written, started(machine, disk(written)) as guest:
            if machine.kvm and not _comes_up(guest, control):
                yield Noted("no-kvm", NO_KVM)
                continue
            judge = Judge(plan.firmware, QUIET[machine.kvm])
            end = time.monotonic() + (limit or LIMIT[machine.kvm])
            if machine.window:
                verdict, picture = _while_open(guest, judge, control), None
            else:
                verdict, picture = _checked(guest, judge, control, end)
            _demand_readable(guest)
            demand_same()
            if (waited := guest.disk.longest_wait) >= STALLED and not machine.window:
                yield Noted("drive-stalled", _stalled(waited))
            seconds = time.monotonic() - begun
            yield Tried(plan.firmware, machine.kvm, verdict, picture, guest.disk.fresh, seconds)
            return


def _comes_up(guest: Guest, control: Control) -> bool:
    """Whether the processor runs the firmware at all: some computers offer KVM and then stand
    still, or QEMU ends."""
    end = time.monotonic() + DEAD
    while time.monotonic() < end and not guest.ended:
        if guest.awake:
            return True
        _pause(guest, control)
    return False


def _while_open(guest: Guest, judge: Judge, control: Control) -> Verdict | None:
    """BOOTED, once that was seen; what else it does there is between the guest and whoever looks
    at it."""
    booted = None
    while not guest.ended:
        _pause(guest, control)
        if booted is None:
            with suppress(ToolError):  # it is being closed
                if judge.look(guest.look(), time.monotonic()) is Verdict.BOOTED:
                    booted = Verdict.BOOTED
    if guest.program.ended:
        raise guest.program.complaint()
    return booted


def _checked(
    guest: Guest, judge: Judge, control: Control, end: float
) -> tuple[Verdict, Picture | None]:
    picture: Picture | None = None
    while time.monotonic() < end:
        _pause(guest, control)
        try:
            seen = guest.look()
        except ToolError as error:
            return _by_the_end(guest, judge, control, error), picture
        picture = seen.picture
        if (verdict := judge.look(seen, time.monotonic())) is not None:
            return verdict, picture
    return judge.verdict(), picture


def _by_the_end(guest: Guest, judge: Judge, control: Control, error: ToolError) -> Verdict:
    """Of a guest that switched its machine off, or started it anew, what was seen until then.
    Raises ToolError where QEMU itself failed, or was ended by somebody else."""
    _pause(guest, control)
    if guest.program.ended == 0:
        if guest.monitor.why_it_ended() == "host-signal":
            raise ToolError(QEMU, "somebody ended it")
        verdict = judge.at_the_end(guest.serial.text, guest.log.text, guest.disk.fresh)
        if verdict is Verdict.UNCLEAR:
            raise ToolError(QEMU, "it ended before anything was started")
        return verdict
    raise guest.program.complaint() if guest.ended else error


def _pause(guest: Guest, control: Control) -> None:
    control.stopped.wait(POLL)
    control.checkpoint()
    _demand_readable(guest)


def _stalled(seconds: float) -> str:
    return f"A read was not answered for {seconds:.0f} seconds, which may be why it ended so."


def _demand_readable(guest: Guest) -> None:
    """Raises what kept the stick from being read: whatever the guest makes of that, nothing can be
    said of it."""
    if guest.disk.lost is not None:
        raise guest.disk.lost
