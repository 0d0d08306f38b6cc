"""What is asked of a running QEMU: its monitor's protocol, one JSON object a line (QEMU's
docs/interop/qmp-spec)."""

import json
import os
import socket
from contextlib import suppress
from typing import Any

from app.errors import ToolError

PATIENCE = 5.0  # seconds for an answer
_LONGEST = 1 << 20  # bytes of one


class Monitor:
    """The conversation over a connected socket. What QEMU hands out it writes into a file in
    memory, which it is shown as its own descriptor of number `fd`."""

    def __init__(self, connection: socket.socket, fd: int) -> None:
        connection.settimeout(PATIENCE)
        self._connection = connection
        self._heard = b""
        self._fd = fd
        self._agreed = False
        self._why = ""  # it ends

    def picture(self) -> bytes:
        """The screen, as a portable pixmap. Raises ToolError."""
        return self._handed_out("screendump")

    def memory(self, start: int, length: int) -> bytes:
        """Raises ToolError."""
        return self._handed_out("pmemsave", val=start, size=length)

    def why_it_ended(self) -> str:
        """In QEMU's word, of a QEMU that has ended: "host-signal" is somebody on this computer. ""
        where it was never asked for anything, for then it tells nothing."""
        with suppress(OSError, ValueError, RecursionError):
            while True:
                self._take_note(json.loads(self._line()))
        return self._why

    def _take_note(self, told: Any) -> None:
        match told:
            case {"event": "SHUTDOWN", "data": {"reason": why}}:
                self._why = str(why)
            case _:
                pass

    def _handed_out(self, command: str, **words: Any) -> bytes:
        os.ftruncate(self._fd, 0)
        self._ask(command, filename=f"/proc/self/fd/{self._fd}", **words)
        return os.pread(self._fd, os.fstat(self._fd).st_size, 0)

    def _ask(self, command: str, **words: Any) -> None:
        try:
            if not self._agreed:
                self._agreed = True
                self._say("qmp_capabilities", {})
            self._say(command, words)
        except (OSError, ValueError, RecursionError) as error:
            raise ToolError("QEMU", f"its monitor does not answer ({error})") from error

    def _say(self, command: str, words: dict[str, Any]) -> None:
        self._connection.sendall(json.dumps({"execute": command, "arguments": words}).encode())
        while True:
            told = json.loads(self._line())
            self._take_note(told)
            match told:
                case {"error": {"desc": why}}:
                    raise OSError(str(why))
                case {"return": _}:
                    return
                case {"event": _} | {"QMP": _}:
                    pass
                case _:
                    raise OSError("it says what it never does")

    def _line(self) -> bytes:
        while b"\n" not in self._heard:
            if not (more := self._connection.recv(1 << 16)):
                raise OSError("it closed the connection")
            self._heard += more
            if len(self._heard) > _LONGEST:
                raise OSError("it talks without end")
        line, _, self._heard = self._heard.partition(b"\n")
        return line
