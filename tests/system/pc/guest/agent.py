"""Inside the virtual PC: runs commands for the tests, one a connection.

Started twice: by systemd as root, and by the login of an ordinary user, so that what the second one
starts belongs to the active session of the seat, as what a desktop starts does.

The host sends one line of JSON (token, words, environment, folder, starter), then frames, and gets
frames. A frame is a letter, four bytes of length and that many bytes: `i` input (empty: its end),
`s` a signal's number, `o` and `e` output, `x` how it ended, as JSON. When the host hangs up, the
command's process group is killed. `starter` is the socket of a process that starts the command in
its own way (`starter.py`), with nothing but the words.
"""

import contextlib
import json
import os
import signal
import socket
import socketserver
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

LINGERING = 1.0  # seconds for what a child that was left behind still says


class Command(socketserver.StreamRequestHandler):
    """One connection: one command from its start to its end."""

    def setup(self) -> None:
        super().setup()
        self.lock, self.sent = threading.Lock(), 0

    def handle(self) -> None:
        request = json.loads(self.rfile.readline())
        if request.get("token") != Path(__file__).with_name("token").read_text():
            return
        try:
            process = self.start(request)
        except OSError as error:
            self.send(b"x", json.dumps({"error": str(error)}).encode())
            return
        threading.Thread(target=self.feed, args=(process,), daemon=True).start()
        pumps = [
            threading.Thread(target=self.pump, args=(b"o", process.stdout)),
            threading.Thread(target=self.pump, args=(b"e", process.stderr)),
        ]
        for pump in pumps:
            pump.start()
        status = process.wait()
        for pump in pumps:
            before = -1
            while pump.is_alive() and before != self.sent:
                before = self.sent
                pump.join(LINGERING)
        with contextlib.suppress(OSError):
            self.send(b"x", json.dumps({"status": status}).encode())

    def start(self, request: dict[str, Any]) -> "subprocess.Popen[bytes] | Started":
        if request["starter"]:
            return Started(request["starter"], request["words"])
        return subprocess.Popen(
            request["words"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=request["folder"] or os.environ.get("HOME", "/"),
            env={**os.environ, **request["environment"]},
            start_new_session=True,
        )

    def send(self, kind: bytes, data: bytes) -> None:
        with self.lock:
            self.connection.sendall(kind + struct.pack(">I", len(data)) + data)

    def pump(self, kind: bytes, pipe: IO[bytes] | None) -> None:
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError):
            while data := os.read(pipe.fileno(), 65536):
                self.send(kind, data)
                self.sent += len(data)

    def feed(self, process: "subprocess.Popen[bytes] | Started") -> None:
        assert process.stdin is not None
        while len(head := self.rfile.read(5)) == 5:
            kind, length = struct.unpack(">cI", head)
            data = self.rfile.read(length)
            with contextlib.suppress(OSError, ValueError):
                if kind == b"s":
                    os.kill(process.pid, int(data))
                elif data:
                    process.stdin.write(data)
                    process.stdin.flush()
                else:
                    process.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


class Started:
    """A process that a starter has started, as far as it is like one of `subprocess`."""

    def __init__(self, starter: str, words: list[str]) -> None:
        inputs, outputs, errors = os.pipe(), os.pipe(), os.pipe()
        self.stdin = os.fdopen(inputs[1], "wb")
        self.stdout, self.stderr = os.fdopen(outputs[0], "rb"), os.fdopen(errors[0], "rb")
        theirs = [inputs[0], outputs[1], errors[1]]
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(starter)
            socket.send_fds(link, [json.dumps({"words": words}).encode()], theirs)
            self.answers = link.makefile("rb")
        for descriptor in theirs:
            os.close(descriptor)
        self.pid = int(json.loads(self.answers.readline())["pid"])
        self.status: int | None = None

    def wait(self) -> int:
        self.status = int(json.loads(self.answers.readline())["status"])
        return self.status

    def poll(self) -> int | None:
        return self.status


class Agent(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    Agent(("", int(sys.argv[1])), Command).serve_forever()
