"""A real drive, whoever opens it for us: the order of looking, releasing and opening.

Here stand three links of the chain that keeps the wrong drive from being written, and each refuses
by itself: the rules of safety are asked again, on the computer as it is now (`_demand_safe`); the
kernel gives out the drive exclusively or not at all (`_open_exclusively`, never tried without); and
the descriptor itself has to say that it is the drive that was chosen (`FdMedium.demand_chosen`).
A back end adds how a partition is unmounted and how the node is opened.
"""

import fcntl
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.drives.blocker import blocker
from app.drives.computer import Computer
from app.drives.describe import describe
from app.drives.drive import DriveInfo, DriveKind, Ejection, Medium, Reason
from app.drives.medium import Descriptor, FdMedium
from app.drives.safety import on_request
from app.drives.sysfs import name_of
from app.errors import (
    DriveBusy,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NotEjected,
    ToolError,
    UnsafeDrive,
)

AGAIN = 1.0  # seconds until a busy drive is tried once more
LOCK_WAIT = 5.0  # seconds: udev holds a shared lock while it looks at a drive
LOCK_PAUSE = 0.1

READING = os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC
WRITING = os.O_RDWR | os.O_EXCL | os.O_DIRECT | os.O_CLOEXEC


class DeviceDrive(ABC):
    """A block device behind the `Drive` protocol."""

    again = AGAIN

    def __init__(
        self,
        info: DriveInfo,
        computer: Callable[[], Computer] = Computer,
        descriptor: type[Descriptor] = Descriptor,
    ) -> None:
        """`info` is the drive as it was chosen: its identity is what every later look has to
        find again."""
        self._info = info
        self._computer = computer
        self._descriptor = descriptor

    @property
    def info(self) -> DriveInfo:
        return self._info

    def release(self) -> None:
        """Unmounts what is mounted from it, the latest first. Raises DriveBusy, DriveChanged,
        DriveGone, UnsafeDrive."""
        self._demand_safe()
        computer = self._computer()
        carries = computer.carries()
        parts = [self._name, *computer.sysfs.partitions(self._name)]
        held = {point: part for part in parts for point in carries.mounts_on(part)}
        for point in reversed(carries.mounts_of(self._name)):
            if part := held.get(point):
                self._unmount(part, point)

    @contextmanager
    def open(self, *, write: bool = True) -> Iterator[Medium]:
        if write:
            self._demand_safe()
        fd = self._open_exclusively() if write else self._open_node(READING)
        try:
            if write:
                lock(fd, self._info.name)
                if self._info.kind is DriveKind.VIRTUAL:  # its file is not held by this
                    self._demand_safe()
            demand_direct(fd, self._info.name)
            medium = FdMedium(self._descriptor(fd), self._info.name, self._info.identity)
            medium.demand_chosen(write=write)
            yield medium
        finally:
            os.close(fd)

    def eject(self) -> Ejection:
        """Does nothing when the drive is gone: what is in its place now is not ours. Raises
        DriveBusy, NotEjected: why nobody could open it says nothing to whoever wants to unplug."""
        if self._is_out():
            return Ejection.ALREADY_OUT
        try:
            self._eject()
        except (DriveError, ToolError) as error:
            if self._is_out():  # by now, which is why it failed
                return Ejection.ALREADY_OUT
            if isinstance(error, DriveBusy | NotEjected):
                raise
            raise NotEjected(self._info.name) from error
        return Ejection.EJECTED

    def _is_out(self) -> bool:
        try:
            self._look()
        except (DriveGone, DriveChanged):
            return True
        return False

    @property
    def _name(self) -> str:
        """The kernel's name."""
        return name_of(self._info.node)

    @abstractmethod
    def _unmount(self, part: str, point: str) -> None:
        """Without force: that would only hide a file system that lives on. Raises DriveBusy."""

    @abstractmethod
    def _open_node(self, flags: int) -> int:
        """A descriptor for the whole drive. Raises DriveError; DriveBusy when it is in use."""

    @abstractmethod
    def _eject(self) -> None: ...

    def _look(self) -> DriveInfo:
        """The drive as it is now. Raises DriveGone, DriveChanged."""
        virtual = self._info.kind is DriveKind.VIRTUAL
        now = describe(self._name, self._computer(), loop=virtual)
        if now is None or now.size == 0:
            raise DriveGone(self._info.name)
        if difference := self._info.identity.difference(now.identity):
            raise DriveChanged(self._info.name, difference)
        return now

    def _demand_safe(self) -> None:
        """Asks the rules of safety again: a drive that was free when it was chosen may be part of
        a running system by now. A built-in disk that was asked for is still one that nobody
        uses, or it is refused. Where nobody counts media, a card is known by how it is parted."""
        now = self._look()
        if now.identity.diskseq is None and _parted(now) != _parted(self._info):
            raise DriveChanged(self._info.name, "it has other partitions now")
        for reason in (on_request(now) if self._info.asked_for else now).reasons:
            raise self._refusal(reason)

    def _refusal(self, reason: Reason) -> Exception:
        name = self._info.name
        if reason.code == "in-use":
            return DriveBusy(name, blocker(self._info, self._computer()))
        if reason.code == "read-only":
            return DriveReadOnly(name)
        return UnsafeDrive(name, reason.code, reason.text)

    def _open_exclusively(self) -> int:
        """A desktop may have mounted the drive again since it was released, so there is one more
        round. After that, busy is an answer."""
        try:
            return self._open_node(WRITING)
        except DriveBusy:
            time.sleep(self.again)
        self.release()
        try:
            return self._open_node(WRITING)
        except DriveBusy as error:
            raise self._busy() from error

    def _busy(self) -> DriveBusy:
        return DriveBusy(self._info.name, blocker(self._info, self._computer()))


def _parted(drive: DriveInfo) -> list[tuple[int, int]]:
    """Where its partitions lie; a file system that covers it whole is none."""
    return [(part.start, part.size) for part in drive.partitions if part.node != drive.node]


def lock(fd: int, drive: str, *, patience: float = LOCK_WAIT) -> None:
    """Keeps udev from looking at a half-written drive, as systemd asks of everybody who writes
    one ("Locking Block Device Access"). Raises DriveBusy."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise DriveBusy(drive, "another program") from error
            time.sleep(LOCK_PAUSE)
        else:
            return


def demand_direct(fd: int, drive: str) -> None:
    """What is read back must come from the medium: no descriptor without O_DIRECT goes further.
    Raises DriveError."""
    flags = fcntl.fcntl(fd, fcntl.F_GETFL)
    if flags & os.O_DIRECT:
        return
    try:
        fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_DIRECT)
    except OSError as error:
        raise DriveError(
            drive, f"{drive} can’t be read past the memory of this computer."
        ) from error
