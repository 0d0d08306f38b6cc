"""QEMU's monitor: one command, one answer (QEMU Machine Protocol, docs/interop/qmp-spec)."""

import json
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0  # seconds for one answer; QEMU gives it at once, but not on a busy host
PAUSE = 0.05


class MachineError(Exception):
    """The virtual PC does not do what it was told: the tests' own trouble, not the program's."""


class GuestLost(MachineError):
    """The whole virtual PC went away in the middle. Nothing can be said of what ran in it."""


class Monitor:
    """A connection to the monitor of a running QEMU. Close it, for there is room for one only."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._deleted: set[str] = set()
        self._socket = _connected(path, patience)
        self._stream = self._socket.makefile("rwb")
        try:
            self._receive()  # the greeting
            self.do("qmp_capabilities")
        except (OSError, MachineError):
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def do(self, command: str, arguments: dict[str, Any] | None = None) -> Any:
        """What the command returns. Raises MachineError with QEMU's own words."""
        request: dict[str, Any] = {"execute": command}
        if arguments:
            request["arguments"] = arguments
        self._stream.write(json.dumps(request).encode() + b"\n")
        self._stream.flush()
        while True:
            reply = self._receive()
            if "return" in reply:
                return reply["return"]
            if "error" in reply:
                raise MachineError(f"QEMU, {command}: {reply['error']['desc']}")
            self._note(reply)

    def human(self, line: str) -> None:
        """A command that only the monitor for people has. What it prints is an error."""
        answer = str(self.do("human-monitor-command", {"command-line": line})).strip()
        if answer not in ("", "OK"):
            raise MachineError(f"QEMU, {line}: {answer}")

    def remove(self, device: str) -> None:
        """Takes a device away and waits until it is gone."""
        self._deleted.discard(device)
        self.do("device_del", {"id": device})
        while device not in self._deleted:
            self._note(self._receive())

    def wait_for(self, status: str, patience: float) -> None:
        """Until the machine is, for example, "running"."""
        deadline = time.monotonic() + patience
        while (now := self.do("query-status")["status"]) != status:
            if time.monotonic() > deadline:
                raise MachineError(f"the machine is {now}, not {status}, after {patience} s")
            time.sleep(PAUSE)

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("event") == "DEVICE_DELETED":
            self._deleted.add(str(event["data"].get("device")))

    def _receive(self) -> dict[str, Any]:
        try:
            line = self._stream.readline()
        except TimeoutError as error:
            raise MachineError("QEMU does not answer") from error
        if not line:
            raise MachineError("QEMU has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _connected(path: Path, patience: float) -> socket.socket:
    deadline = time.monotonic() + patience
    while True:
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(patience)
        try:
            link.connect(str(path))
        except OSError as error:
            link.close()
            if time.monotonic() > deadline:
                raise MachineError(f"no machine answers at {path}") from error
            time.sleep(PAUSE)
        else:
            return link
