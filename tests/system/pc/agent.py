"""Commands in the virtual PC, as root or as the user who is logged in (guest/agent.py answers)."""

import contextlib
import json
import shlex
import socket
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from system.pc.monitor import GuestLost, MachineError

PATIENCE = 240.0  # seconds; most commands take one, on an idle host
FAREWELL = 30.0  # seconds for a command to be killed


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status, as a shell counts it, and what it said."""

    status: int
    output: str
    errors: str


@dataclass(frozen=True, slots=True)
class Agent:
    """One of the two agents."""

    port: int  # on the host's loopback
    token: str

    def start(
        self,
        words: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: str = "",
        starter: str = "",
        patience: float = PATIENCE,
    ) -> "Running":
        """Start a command. It ends when the answer is let go of."""
        request = {
            "token": self.token,
            "words": list(words),
            "environment": dict(environment or {}),
            "folder": folder,
            "starter": starter,
        }
        try:
            link = socket.create_connection(("127.0.0.1", self.port), 10)
            link.sendall(json.dumps(request).encode() + b"\n")
        except OSError as error:
            raise MachineError(f"the guest’s agent can’t be reached: {error}") from error
        return Running(link, shlex.join(words), time.monotonic() + patience)

    def run(self, words: Sequence[str], *, patience: float = PATIENCE) -> Ended:
        """Run a command to its end, whatever that is."""
        with self.start(words, patience=patience) as running:
            running.say(b"")
            return running.ended()


@dataclass
class Running:
    """A command that runs in the guest. Leaving the context kills what is left of it."""

    link: socket.socket
    name: str
    deadline: float
    _output: bytearray = field(default_factory=bytearray)
    _errors: bytearray = field(default_factory=bytearray)
    _status: int | None = None
    _place: int = 0  # up to where its lines were told

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Kill what still runs, and wait until that is done. What was not read must be: a
        connection that is closed over it is reset, and that does not get through to the guest."""
        with self.link, contextlib.suppress(OSError, MachineError):
            self.link.shutdown(socket.SHUT_WR)
            self.deadline = time.monotonic() + FAREWELL
            while True:
                self._exactly(1)

    def say(self, data: bytes) -> None:
        """What the command shall read; nothing is the end of it."""
        self._send(b"i", data)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._send(b"s", str(number).encode())

    def lines(self) -> Iterator[str]:
        """What it prints, line by line, as it comes, until it ends; each line once."""
        while True:
            end = self._output.find(b"\n", self._place)
            if end >= 0:
                line = self._output[self._place : end].decode(errors="replace")
                self._place = end + 1
                yield line
            elif self._status is not None:
                return
            else:
                self._take_frame()

    def await_line(self, beginning: str) -> str:
        """The next line that begins so. Raises MachineError when the command ends without."""
        for line in self.lines():
            if line.startswith(beginning):
                return line
        raise MachineError(f"{self.name} never said {beginning!r}: {self.ended()}")

    def ended(self) -> Ended:
        """Wait until it has ended."""
        while self._status is None:
            self._take_frame()
        status = self._status if self._status >= 0 else 128 - self._status
        texts = (bytes(said).decode(errors="replace") for said in (self._output, self._errors))
        return Ended(status, *texts)

    def _send(self, kind: bytes, data: bytes) -> None:
        with contextlib.suppress(OSError):  # it may be over already
            self.link.sendall(kind + struct.pack(">I", len(data)) + data)

    def _take_frame(self) -> None:
        kind, length = struct.unpack(">cI", self._exactly(5))
        data = self._exactly(length)
        match kind:
            case b"o":
                self._output += data
            case b"e":
                self._errors += data
            case _:
                said = json.loads(data)
                if "error" in said:
                    raise MachineError(f"{self.name}: {said['error']}")
                self._status = int(said["status"])

    def _exactly(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            self.link.settimeout(max(0.001, self.deadline - time.monotonic()))
            try:
                part = self.link.recv(count - len(data))
            except TimeoutError as error:
                said = bytes(self._output + self._errors)[-2000:].decode(errors="replace")
                raise MachineError(f"{self.name} does not end; it said:\n{said}") from error
            except OSError as error:
                raise GuestLost(f"{self.name}: the guest is lost: {error}") from error
            if not part:
                raise GuestLost(f"{self.name}: the guest is lost")
            data += part
        return bytes(data)
