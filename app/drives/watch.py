"""Drives coming and going, as a generator of fresh lists.

An event of udev says only that something happened: every look is a whole one, a moment after the
last event of a burst. Where udev is silent (inside a sandbox, or when it is not there) the kernel's
list is compared every two seconds; that also notices what udev never tells, such as a mount.
"""

import select
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.control import whole_seconds_asleep
from app.drives.computer import Computer
from app.drives.describe import list_drives
from app.drives.drive import DriveInfo
from app.drives.sysfs import Sysfs
from app.drives.udev import Monitor, open_monitor

TICK = 0.2  # seconds until a stop is noticed


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds."""

    quiet: float = 0.3  # without an event, before a look
    longest: float = 2.0  # a burst may delay a look, no more
    poll: float = 2.0  # between two comparisons of the kernel's list


def watch(
    stopped: threading.Event,
    *,
    computer: Callable[[], Computer] = Computer,
    monitor: Callable[[], Monitor | None] = open_monitor,
    pace: Pace | None = None,
) -> Iterator[tuple[DriveInfo, ...]]:
    """The drives at once, and again whenever something about them changed, until `stopped` is set.

    Known drives keep their place and new ones come at the end, for no row may move under a
    pointer. Setting `stopped`, from any thread, ends the iteration within a quarter of a second.
    """
    pace, bell = pace or Pace(), monitor()
    shown: tuple[DriveInfo, ...] | None = None
    while not stopped.is_set():
        before = fingerprint(computer())
        fresh = in_order(shown or (), list_drives(computer()))
        if fresh != shown:
            shown = fresh
            yield fresh
        _wait(stopped, bell, pace, partial(_is_stale, fresh, before, computer))


def in_order(shown: tuple[DriveInfo, ...], fresh: tuple[DriveInfo, ...]) -> tuple[DriveInfo, ...]:
    """The fresh drives, those that were shown in their old places."""
    found = {_key(drive): drive for drive in fresh}
    kept = [found.pop(_key(drive)) for drive in shown if _key(drive) in found]
    return (*kept, *found.values())


def fingerprint(computer: Computer) -> tuple[object, ...]:
    """What differs when a drive, a medium, a partition, a mount or a swap area came or went, or the
    computer slept, for then any of them may have done so unseen."""
    sysfs = computer.sysfs
    return (
        [(name, _state(sysfs, name), sysfs.partitions(name)) for name in sysfs.disks()],
        computer.udev.lists(computer.proc),
        whole_seconds_asleep(),
    )


def _state(sysfs: Sysfs, name: str) -> tuple[str, ...]:
    return tuple(sysfs.text(name, attribute) for attribute in ("diskseq", "size", "ro"))


def _key(drive: DriveInfo) -> tuple[str, int | None, int | None]:
    return drive.node, drive.identity.diskseq, drive.identity.entry


def _is_stale(
    drives: tuple[DriveInfo, ...], before: object, computer: Callable[[], Computer]
) -> bool:
    """A drive that udev has not looked at yet will be ready without anything else changing."""
    waiting = any(reason.code == "not-ready" for drive in drives for reason in drive.reasons)
    return waiting or fingerprint(computer()) != before


def _wait(
    stopped: threading.Event, bell: Monitor | None, pace: Pace, is_stale: Callable[[], bool]
) -> None:
    """Until there is reason for another look, or `stopped`."""
    compared = time.monotonic()
    while not stopped.is_set():
        if _rings(bell, TICK):
            _settle(stopped, bell, pace)
            return
        if time.monotonic() - compared >= pace.poll:
            if is_stale():
                return
            compared = time.monotonic()


def _settle(stopped: threading.Event, bell: Monitor | None, pace: Pace) -> None:
    deadline = time.monotonic() + pace.longest
    while not stopped.is_set() and time.monotonic() < deadline and _rings(bell, pace.quiet):
        pass


def _rings(bell: Monitor | None, seconds: float) -> bool:
    """Waits for an event. Without a monitor nothing rings."""
    if bell is None:
        time.sleep(seconds)
        return False
    poll = select.poll()
    poll.register(bell.fileno(), select.POLLIN)
    if not poll.poll(seconds * 1000):
        return False
    bell.drain()
    return True
