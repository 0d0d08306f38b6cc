import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from computers import FakeComputer

from app.drives.describe import list_drives
from app.drives.drive import DriveInfo
from app.drives.udev import Monitor
from app.drives.watch import Pace, in_order, watch

QUICK = Pace(quiet=0.01, longest=0.1, poll=0.01)
NEVER = Pace(quiet=0.01, longest=0.1, poll=3600)


class Bell:
    """What a netlink monitor is to the watch: a socket with an event to read, or not."""

    def __init__(self, events: socket.socket) -> None:
        self._events = events
        self._events.setblocking(False)
        self.fileno = events.fileno
        self.heard = 0

    def poll(self, timeout: int) -> bytes | None:
        assert timeout == 0
        try:
            event = self._events.recv(1)
        except BlockingIOError:
            return None
        self.heard += 1
        return event


def nodes(drives: tuple[DriveInfo, ...]) -> list[str]:
    return [drive.node for drive in drives]


@contextmanager
def watching(
    computer: FakeComputer, pace: Pace, bell: Bell | None = None
) -> Iterator[Iterator[tuple[DriveInfo, ...]]]:
    stopped = threading.Event()
    monitor = Monitor(bell) if bell else None
    yield watch(stopped, computer=computer.look, monitor=lambda: monitor, pace=pace)
    stopped.set()


def test_without_udev_the_kernels_list_is_compared(computer: FakeComputer) -> None:
    computer.stick("sdb")
    with watching(computer, QUICK) as lists:
        assert nodes(next(lists)) == ["/dev/sdb"]
        computer.stick("sdc")
        assert nodes(next(lists)) == ["/dev/sdb", "/dev/sdc"]
        computer.unplug("sdb")
        assert nodes(next(lists)) == ["/dev/sdc"]


def test_a_mount_is_noticed(computer: FakeComputer) -> None:
    computer.stick()
    with watching(computer, QUICK) as lists:
        next(lists)
        computer.mount("sdb", "/media/me/A")
        assert next(lists)[0].mounts == ("/media/me/A",)


def test_an_event_brings_a_fresh_look(computer: FakeComputer) -> None:
    kernel, program = socket.socketpair()
    bell = Bell(program)
    with kernel, program, watching(computer, NEVER, bell) as lists:
        assert next(lists) == ()
        computer.stick()
        kernel.send(bytes(20))
        assert nodes(next(lists)) == ["/dev/sdb"]
    assert bell.heard == 20


def test_a_drive_that_udev_has_not_looked_at_is_looked_at_again(computer: FakeComputer) -> None:
    computer.stick()
    ready = computer.udev.records.pop("sdb")
    with watching(computer, QUICK) as lists:
        assert next(lists)[0].reasons[0].code == "not-ready"
        computer.udev.records["sdb"] = ready
        assert next(lists)[0].offered


def test_a_card_that_was_exchanged_is_another_drive(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    with watching(computer, QUICK) as lists:
        before = next(lists)
        computer.set("sdb", "diskseq", "99")
        after = next(lists)
    assert nodes(before) == ["/dev/sdb", "/dev/sdc"]
    assert nodes(after) == ["/dev/sdc", "/dev/sdb"]


def test_it_ends_when_it_is_told_to(computer: FakeComputer) -> None:
    stopped = threading.Event()
    seen: list[tuple[DriveInfo, ...]] = []
    thread = threading.Thread(
        target=lambda: seen.extend(
            watch(stopped, computer=computer.look, monitor=lambda: None, pace=NEVER)
        )
    )
    thread.start()
    stopped.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert len(seen) <= 1


def test_known_drives_keep_their_place(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
    b, c, d = list_drives(computer.look())
    assert in_order((d, b), (b, c, d)) == (d, b, c)
    assert in_order((), (b, c)) == (b, c)
    assert in_order((b, c), ()) == ()


def test_this_computer_can_be_watched() -> None:
    stopped = threading.Event()
    lists = watch(stopped)
    assert isinstance(next(lists), tuple)
    stopped.set()
    assert list(lists) == []
