import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import pytest
from computers import FakeComputer

from app.drives.computer import Computer
from app.drives.describe import list_drives
from app.drives.drive import DriveInfo
from app.drives.udev import Monitor
from app.drives.watch import Pace, fingerprint, in_order, watch

MODULE = sys.modules[watch.__module__]

QUICK = Pace(quiet=3600, longest=3600, poll=0.01)  # nothing rings
NEVER = Pace(quiet=0.01, longest=0.1, poll=3600)
ENDLESS = Pace(quiet=0.01, longest=3600, poll=3600)


class Bell:
    """What a netlink monitor is to the watch: a socket with an event to read, or not."""

    def __init__(self, events: socket.socket) -> None:
        self._events = events
        self._events.setblocking(False)
        self.heard = self.asked = 0
        self.when_asked: Callable[[int], object] = lambda times: None
        self.when_heard: Callable[[int], object] = lambda times: None

    def fileno(self) -> int:
        self.asked += 1
        assert self.asked < 100, "nobody waits so often"
        self.when_asked(self.asked)
        return self._events.fileno()

    def poll(self, timeout: int) -> bytes | None:
        assert timeout == 0
        try:
            event = self._events.recv(1)
        except BlockingIOError:
            return None
        self.heard += 1
        self.when_heard(self.heard)
        return event


class Looks:
    """A computer, and how often it was looked at: twice for each list."""

    def __init__(self, computer: FakeComputer) -> None:
        self._computer = computer
        self.times = 0

    def __call__(self) -> Computer:
        self.times += 1
        assert self.times < 40, "nobody looks so often"
        return self._computer.look()


def nodes(drives: tuple[DriveInfo, ...]) -> list[str]:
    return [drive.node for drive in drives]


@contextmanager
def watching(
    computer: FakeComputer, pace: Pace, bell: Bell | None = None
) -> Iterator[Iterator[tuple[DriveInfo, ...]]]:
    stopped = threading.Event()
    monitor = Monitor(bell) if bell else None
    yield watch(stopped, computer=Looks(computer), monitor=lambda: monitor, pace=pace)
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


def test_without_an_event_nobody_looks_before_it_is_time(computer: FakeComputer) -> None:
    kernel, program = socket.socketpair()
    bell, looks, stopped = Bell(program), Looks(computer), threading.Event()
    bell.when_asked = lambda times: stopped.set() if times > 2 else None
    with kernel, program:
        pace = Pace(poll=60, longest=0)
        assert list(watch(stopped, computer=looks, monitor=lambda: Monitor(bell), pace=pace)) == [
            ()
        ]
    assert looks.times == 2


def test_a_burst_brings_one_look_when_it_is_over(computer: FakeComputer) -> None:
    kernel, program = socket.socketpair()
    bell, looks = Bell(program), Looks(computer)

    def more(asked: int) -> None:
        """Whenever it is waited for another event there is one, and with the fifth a drive."""
        if asked < 6:
            kernel.send(bytes(1))
        if asked == 5:
            computer.stick()

    bell.when_asked = more
    with kernel, program:
        lists = watch(
            threading.Event(),
            computer=looks,
            monitor=lambda: Monitor(bell),
            pace=ENDLESS,
        )
        assert next(lists) == ()
        assert nodes(next(lists)) == ["/dev/sdb"]
    assert looks.times == 4


@pytest.mark.parametrize("longest", [0, 3600])
def test_a_burst_without_an_end(computer: FakeComputer, longest: float) -> None:
    """Delays a look no longer than it may, and a stop not at all."""
    kernel, program = socket.socketpair()
    bell, stopped = Bell(program), threading.Event()
    bell.when_asked = lambda _: kernel.send(bytes(1))
    if longest > 1:
        bell.when_heard = lambda heard: stopped.set() if heard > 9 else None
    pace = replace(ENDLESS, longest=longest)
    with kernel, program:
        lists = watch(stopped, computer=Looks(computer), monitor=lambda: Monitor(bell), pace=pace)
        assert next(lists) == ()
        if longest > 1:
            assert list(lists) == []
        else:
            computer.stick()
            assert nodes(next(lists)) == ["/dev/sdb"]
            assert bell.asked == 1


def test_of_its_own_accord_it_waits_for_quiet_as_well(computer: FakeComputer) -> None:
    kernel, program = socket.socketpair()
    with kernel, program:
        bell = Monitor(Bell(program))
        lists = watch(threading.Event(), computer=computer.look, monitor=lambda: bell)
        assert next(lists) == ()
        computer.stick()
        kernel.send(bytes(1))
        assert nodes(next(lists)) == ["/dev/sdb"]


def test_what_the_kernels_list_is_compared_by(
    computer: FakeComputer, monkeypatch: pytest.MonkeyPatch
) -> None:
    uncounted = {"diskseq": ""}
    computer.stick("sdb", uncounted)
    seen = [fingerprint(computer.look())]
    assert fingerprint(computer.look()) == seen[0]
    for change in (
        lambda: computer.set("sdb", "diskseq", "9"),
        lambda: computer.set("sdb", "size", "99"),
        lambda: computer.set("sdb", "ro", "1"),
        lambda: computer.partition("sdb", 1),
        lambda: computer.mount("sdb1", "/media/me/A"),
        lambda: computer.swap("/dev/sdb1"),
        lambda: monkeypatch.setattr(MODULE, "whole_seconds_asleep", lambda: 12345),
        lambda: computer.unplug("sdb"),
    ):
        change()
        seen.append(fingerprint(computer.look()))
    assert all(one != other for one, other in pairwise(seen))


def test_another_name_alone_is_a_change(computer: FakeComputer) -> None:
    """Old kernels do not count drives: one of the same size may come in the place of another."""
    computer.stick("sdb", {"diskseq": ""})
    before = fingerprint(computer.look())
    computer.unplug("sdb")
    computer.stick("sdc", {"diskseq": ""})
    assert fingerprint(computer.look()) != before


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


def test_how_soon_is_promised() -> None:
    """To who stops it, and to who mounts something where udev is silent."""
    assert MODULE.TICK <= 0.25
    assert Pace().poll == 2


def test_known_drives_keep_their_place(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
    b, c, d = list_drives(computer.look())
    assert in_order((d, b), (b, c, d)) == (d, b, c)
    assert in_order((), (b, c)) == (b, c)
    assert in_order((b, c), ()) == ()


@pytest.mark.parametrize("what", ["node", "diskseq", "entry"])
def test_another_drive_comes_at_the_end(computer: FakeComputer, what: str) -> None:
    """By its name, its number, or where nobody counts by its folder in sysfs."""
    for name in ("sdb", "sdc"):
        computer.stick(name)
    b, c = list_drives(computer.look())
    if what == "node":
        other = replace(b, node="/dev/sdx")
    else:
        other = replace(b, identity=replace(b.identity, **{what: 99}))
    assert in_order((b, c), (other, c)) == (c, other)


def test_this_computer_can_be_watched() -> None:
    stopped = threading.Event()
    lists = watch(stopped)
    assert isinstance(next(lists), tuple)
    stopped.set()
    assert list(lists) == []
