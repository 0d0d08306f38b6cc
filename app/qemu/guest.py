"""A machine that runs: what it says and shows, and that it is gone when we are done with it."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from select import POLLIN, poll
from threading import Lock, Thread

from app.errors import ToolError
from app.qemu.disk import Disk
from app.qemu.judge import Seen
from app.qemu.machine import Ends, Machine, command
from app.qemu.monitor import Monitor
from app.qemu.nbd import serve
from app.qemu.picture import Picture
from app.tools import Program, running

_PIECE = 1 << 16
_MOST_WORDS = 256 << 10  # bytes of a port that are kept: the first say who started what
_LET_GO = 1.0  # seconds for a read of the stick that is under way when nobody wants it any more
_TEXT_SCREEN, _TEXT_LENGTH, _COLUMNS = 0xB8000, 4000, 80


class Ear:
    """What comes out of a port. All of it is taken, or the machine would wait for us."""

    def __init__(self, port: socket.socket) -> None:
        self._heard = bytearray()
        self._port = port
        self._lock = Lock()

    def listen(self) -> None:
        """Until the machine is off, or the port is shut."""
        with suppress(OSError, ValueError):
            while self._speaks(None) and self._take():
                pass

    @property
    def text(self) -> str:
        """All that was said by now. A busy computer may keep whoever listens from it, and a picture
        must not be of later than the words beside it."""
        with suppress(OSError, ValueError):
            for _ in range(_MOST_WORDS // _PIECE):
                if not (self._speaks(0) and self._take()):
                    break
        with self._lock:
            return bytes(self._heard).decode("ascii", "replace")

    def _speaks(self, limit: int | None) -> bool:
        """Within so many milliseconds; at its end as well."""
        port = poll()
        port.register(self._port, POLLIN)
        return bool(port.poll(limit))

    def _take(self) -> bool:
        """False when there is no more. One of two that heard it speak may find nothing."""
        with self._lock:
            try:
                more = self._port.recv(_PIECE, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return True
            if len(self._heard) < _MOST_WORDS:
                self._heard += more
        return bool(more)


@dataclass(frozen=True, slots=True)
class Guest:
    """For one thread."""

    disk: Disk
    serial: Ear
    log: Ear
    monitor: Monitor
    program: Program
    by_bios: bool

    @property
    def ended(self) -> bool:
        return self.program.ended is not None

    @property
    def awake(self) -> bool:
        """Whether the firmware has said anything, or read."""
        return bool(self.log.text or self.serial.text or self.disk.fresh)

    def look(self) -> Seen:
        """Raises ToolError: it has ended, or does not answer."""
        picture = Picture.parse(self.monitor.picture())
        text = self._text_screen() if self.by_bios else ""
        return Seen(self.serial.text, self.log.text, text, picture, self.disk.fresh)

    def _text_screen(self) -> str:
        """Each character is followed by its colour."""
        memory = self.monitor.memory(_TEXT_SCREEN, _TEXT_LENGTH)
        characters = memory[::2].decode("cp437")
        rows = range(0, len(characters), _COLUMNS)
        return "\n".join(characters[row : row + _COLUMNS] for row in rows)


@contextmanager
def started(machine: Machine, disk: Disk) -> Iterator[Guest]:
    """Raises ToolError: QEMU can't be started. Leaving the block ends it within a moment: whatever
    the guest has in mind, nothing of it is kept. A medium that does not answer is not waited for:
    the thread that asked it changes nothing, and ends with the answer or with the program."""
    with ExitStack() as stack:
        (ours, disk_end), (asked, monitor_end), (serial, serial_end), (log, log_end) = (
            _pair(stack) for _ in range(4)
        )
        screen = _memory(stack, "screen")
        variables = None
        if machine.flash is not None:
            variables = _memory(stack, "variables")
            _fill(variables, machine.flash.variables)
        its = (disk_end, monitor_end, serial_end, log_end)
        ends = Ends([end.fileno() for end in its], variables)
        ears = (Ear(serial), Ear(log))
        works: list[Callable[[], None]] = [ear.listen for ear in ears]
        works.append(partial(serve, disk, ours))
        threads = [Thread(target=work, daemon=True) for work in works]
        for thread in threads:
            thread.start()
        # Behind the program on the stack: with its ends closed, the threads come to theirs.
        for thread in threads:
            stack.callback(thread.join, _LET_GO)
        for end in (ours, serial, log):
            stack.callback(_shut, end)
        program = stack.enter_context(
            running(
                command(machine, ends, disk.sector),
                (*ends.all(), screen),
                session=bool(machine.window),
            )
        )
        for end in its:
            end.close()
        yield Guest(disk, *ears, Monitor(asked, screen), program, machine.flash is None)


def _pair(stack: ExitStack) -> tuple[socket.socket, socket.socket]:
    ours, its = socket.socketpair()
    return stack.enter_context(ours), stack.enter_context(its)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _memory(stack: ExitStack, name: str) -> int:
    fd = os.memfd_create(name)
    stack.callback(os.close, fd)
    return fd


def _fill(fd: int, template: Path) -> None:
    try:
        os.write(fd, template.read_bytes())
    except OSError as error:
        raise ToolError(template.name, f"it can’t be read ({error.strerror or error})") from error
