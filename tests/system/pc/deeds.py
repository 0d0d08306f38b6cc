"""What is done to the virtual PC, or to the stick, while the program writes."""

import contextlib
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from system.matrix.pc import MIB, Deed, Moment, WriteInPc
from system.pc import contents, session_bus
from system.pc.agent import Running
from system.pc.chip import Chip
from system.pc.monitor import MachineError
from system.pc.pc import Pc
from system.pc.usb import Kind, Shape, Stick
from system.sticks.faults import Faults

LONG = 31.0  # seconds: more than D-Bus usually waits for an answer
NOTICED = 0.5  # seconds until a signal has been taken notice of
LATE = 2.0  # seconds behind the kernel's patience
GOING_DOWN = 180.0  # seconds for a shutdown, emulated


@dataclass(slots=True)
class Bench:
    """What a case stands on. `chip` is the memory of the stick that was chosen, wherever that is by
    now; `others` must stay as they were."""

    pc: Pc
    given: WriteInPc
    shape: Shape
    stick: Stick
    chip: Chip
    command: tuple[str, ...] = ()  # of the program
    running: Running | None = None
    session: Running | None = None  # the session's bus,
    session_bus: str = ""  # and the number of its process
    others: list[tuple[Chip, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # what must be read, besides the program's words

    def other(self, size: int) -> Chip:
        """A memory that nobody may write to."""
        chip = self.pc.chip(Faults(size), contents.bytes_of(self.given.content, size))
        self.others.append((chip, chip.digest()))
        return chip


Act = Callable[[Bench], object]

# Ends well where somebody else has it; a partition may be gone already.
_ALONE = """
import errno, os, sys
try:
    os.open(sys.argv[1], os.O_RDONLY | os.O_EXCL)
except OSError as error:
    sys.exit(error.errno not in (errno.EBUSY, errno.ENOENT))
sys.exit("it is to be had")
"""


def do(deed: Deed, bench: Bench) -> None:
    _DEEDS[deed](bench)


def _pull_out(bench: Bench) -> None:
    bench.pc.ports.unplug(bench.stick)


def _replug(bench: Bench) -> None:
    _pull_out(bench)
    bench.chip.plug_in_again()
    bench.stick = bench.pc.ports.plug(bench.chip, bench.shape)


def _another(*, serial: str | None, factor: int = 1) -> Act:
    """In the same port, with this serial number: none is one of its own."""

    def act(bench: Bench) -> None:
        shape = replace(bench.shape, serial=serial) if serial is not None else bench.shape
        _pull_out(bench)
        bench.pc.ports.plug(bench.other(bench.chip.faults.size * factor), shape)

    return act


def _beside(bench: Bench) -> None:
    shape = replace(bench.shape, serial="", port=bench.shape.port + 1)
    bench.pc.ports.plug(bench.other(bench.chip.faults.size), shape)


def _take_out_card(bench: Bench) -> None:
    bench.pc.ports.take_out(bench.stick, wait=_is_free(bench))


def _other_card(bench: Bench) -> None:
    _take_out_card(bench)
    other = bench.other(bench.chip.faults.size)
    bench.pc.ports.insert(bench.stick, other, wait=_is_free(bench))


def _is_free(bench: Bench) -> bool:
    """Whether the program does not hold the drive yet."""
    return bench.given.at.moment in (Moment.BEFORE, Moment.ASKED)


def _let_go(bench: Bench, latency: float = 0.05) -> None:
    """The kernel waits for the request under way, so that must not wait for us; the next ones take
    a while, to be still there when it has finished."""
    bench.chip.change({"latency": latency})
    bench.chip.let_go()


def _reset(bench: Bench) -> None:
    """USBDEVFS_RESET, as `usbreset` does it."""
    _let_go(bench)
    device = f"/sys/bus/usb/devices/2-{bench.stick.port}"
    bench.pc.shell(f"""python3 -c '
import fcntl, os
numbers = [int(open("{device}/" + name).read()) for name in ("busnum", "devnum")]
fcntl.ioctl(os.open("/dev/bus/usb/%03d/%03d" % tuple(numbers), os.O_WRONLY), 0x5514)'""")


def _by_root(script: str) -> Act:
    """`$d` is the stick, `$port` its port in sysfs."""

    def act(bench: Bench) -> None:
        port = f"/sys/bus/usb/devices/2-{bench.stick.port}"
        bench.pc.shell(f"d={bench.stick.node}; port={port}\n{script}")

    return act


def _unauthorize(bench: Bench) -> None:
    take_away = _by_root("echo 0 >$port/authorized; echo 1 >$port/authorized; sleep 1")
    if bench.shape.kind is not Kind.UAS:
        _let_go(bench)
        take_away(bench)
        return
    # QEMU's own UAS device ends QEMU (usb_packet_check_state) when the kernel takes back a request
    # that is under way. So the program stands still between two of them meanwhile.
    assert bench.running is not None
    bench.running.signal(signal.SIGSTOP)
    bench.chip.let_go()
    _by_root('until [ "$(echo $(cat /sys/block/${d##*/}/inflight))" = "0 0" ]; do sleep 0.1; done')(
        bench
    )
    take_away(bench)
    bench.running.signal(signal.SIGCONT)


def _mount(bench: Bench) -> None:
    contents.mount(bench.pc, bench.stick)


def _try_to_mount(bench: Bench) -> None:
    """Soon there is nothing on it any more that could be mounted. So the kernel is asked as well
    for what every mount begins with: to have it alone."""
    for part in ("", "1"):
        with contextlib.suppress(MachineError):
            contents.mount(bench.pc, bench.stick, part)
            raise AssertionError(f"{bench.stick.node}{part} was mounted while it is written")
        ended = bench.pc.root.run(["python3", "-c", _ALONE, f"{bench.stick.node}{part}"])
        assert not ended.status, ended


def _write_beside(bench: Bench) -> None:
    """Over what was written first, and has yet to be read back. What is written over something that
    was read back already is nobody's to notice."""
    _let_go(bench)
    place = (MIB >> 12) + 4
    _by_root(f"dd if=/dev/zero of=$d bs=4096 seek={place} count=1 conv=fsync")(bench)
    bench.chip.change({"latency": 0})


def _second_copy(bench: Bench) -> None:
    ended = bench.pc.run(*bench.command)
    bench.said.append(ended.output)
    assert ended.status == 3, ended
    assert '"drive-busy"' in ended.output, ended


def _held_off(command: str) -> Act:
    """As the user, who may. What the program holds off, login1 lists with its reason, and leaves to
    an administrator: whoever is not asked for a password is denied it."""

    def act(bench: Bench) -> None:
        held = bench.pc.shell("systemd-inhibit --list --no-pager")
        for what in ("sleep", "shutdown", "handle-lid-switch"):
            line = rf"^Stickwright .* {what} +Writing .* block"
            assert re.search(line, held, re.MULTILINE), held
        bench.said.append(held)
        ended = bench.pc.user.run(["systemctl", command])
        assert ended.status, f"{command}: it is done while a drive is written"
        bench.said.append(ended.errors)

    return act


def _stall(bench: Bench) -> None:
    """QEMU stands still from when the kernel gives up until the stick answers."""
    time.sleep(bench.given.patience + LATE)


def _drag(bench: Bench) -> None:
    """Each request is given up, the port is reset, and it is tried again."""
    bench.chip.change({"latency": bench.given.patience + LATE})


def _shut_down(bench: Bench) -> None:
    """Past login1, which asks even root about what is held off. The system ends whatever runs, and
    goes; who writes has slow requests until then."""
    later = "sleep 1; systemctl start poweroff.target"  # when this was answered
    bench.pc.shell(f"setsid -f sh -c '{later}' </dev/null >/dev/null 2>&1")
    _let_go(bench, latency=0.3)
    deadline = time.monotonic() + GOING_DOWN
    while bench.pc.machine.running:
        assert time.monotonic() < deadline, "the computer does not go down"
        time.sleep(0.1)
    bench.chip.change({"latency": 0})


def _signal(number: signal.Signals) -> Act:
    def act(bench: Bench) -> None:
        assert bench.running is not None
        bench.running.signal(number)
        time.sleep(NOTICED)

    return act


def _cut_power(bench: Bench) -> None:
    """The stick's, too, and at one moment: what waits in it is never done, and the program hears
    of nothing."""
    with bench.pc.machine.losing_power():
        bench.chip.change({"unplugged": True})


def _stop_bus(bench: Bench) -> None:
    """Nothing works any more on such a computer, so another one is started for the next case."""
    bench.pc.shell("systemctl stop dbus.socket dbus.service; sleep 1")
    bench.pc.spoiled = True


def _to_session_bus(number: signal.Signals) -> Act:
    """While the program runs, when it has got there what it wants."""

    def act(bench: Bench) -> None:
        assert bench.session is not None
        if bench.running is not None:
            bench.said.append(bench.session.await_line("held off"))
        else:
            session_bus.note_refusals(bench.pc)
        bench.pc.shell(f"kill -{number.value} {bench.session_bus}; sleep {NOTICED}")

    return act


_DEEDS: dict[Deed, Act] = {
    Deed.NOTHING: lambda _: None,
    Deed.PULL_OUT: _pull_out,
    Deed.REPLUG: _replug,
    Deed.OTHER: _another(serial=""),
    Deed.TWIN: _another(serial=None),
    Deed.LARGER: _another(serial="", factor=2),
    Deed.ANOTHER: _beside,
    Deed.TAKE_OUT_CARD: _take_out_card,
    Deed.OTHER_CARD: _other_card,
    Deed.RESET: _reset,
    Deed.UNAUTHORIZE: _unauthorize,
    Deed.WAIT: lambda _: time.sleep(LONG),
    Deed.MOUNT: _mount,
    Deed.MOUNT_BY_ROOT: _by_root("mkdir -p /mnt/data; mount -o ro ${d}1 /mnt/data"),
    Deed.TRY_TO_MOUNT: _try_to_mount,
    Deed.PROBE: _by_root("udevadm trigger --subsystem-match=block; sleep 1"),
    Deed.WRITE_BESIDE: _write_beside,
    Deed.RESTART_UDISKS: _by_root("systemctl restart --no-block udisks2; sleep 2"),
    Deed.STOP_UDISKS: _by_root("systemctl mask --runtime --now udisks2"),
    Deed.KILL_UDISKS: _by_root("pkill -KILL udisksd"),
    Deed.STOP_POLKIT: _by_root("systemctl mask --runtime --now polkit"),
    Deed.STOP_BUS: _stop_bus,
    Deed.KILL_SESSION_BUS: _to_session_bus(signal.SIGKILL),
    Deed.FREEZE_SESSION_BUS: _to_session_bus(signal.SIGSTOP),
    Deed.SECOND_COPY: _second_copy,
    Deed.STOP: _signal(signal.SIGTERM),
    Deed.KILL: _signal(signal.SIGKILL),
    Deed.CUT_POWER: _cut_power,
    Deed.SLEEP: _held_off("suspend"),
    Deed.SWITCH_COMPUTER_OFF: _held_off("poweroff"),
    Deed.SHUT_DOWN: _shut_down,
    Deed.BREAK: lambda bench: bench.chip.change({"dead": True}),
    Deed.STALL: _stall,
    Deed.DRAG: _drag,
    Deed.SWITCH_OFF: _by_root("udisksctl power-off -b $d"),
    Deed.EJECT: _by_root("eject $d"),
}
