"""Inside the virtual PC: starts the program for the agent, having imported it once.

An emulated processor takes three seconds to import all of it, and hundreds of tests start it. So
what they start is a fork of this process, which has done nothing but that: words, folder,
environment, standard streams and session are those of a program that was started by itself. It says
"ready" when it has imported everything.

A first word that is a script is one that uses the program in its own way. A connection is one
command: a line of JSON with the three descriptors, and back come two lines of
JSON, the process's number and its exit status.
"""

import importlib
import json
import os
import runpy
import signal
import socket
import sys
from pathlib import Path

MODULES = (
    *("cli", "commands.write", "commands.drives", "commands.several", "inspection.places"),
    *("drives.udisks", "drives.direct", "drives.users", "desktop", "journal"),
)


def main() -> None:
    path, folder = sys.argv[1:]
    os.chdir(folder)
    sys.path.insert(0, folder)
    for name in MODULES:
        importlib.import_module(f"app.{name}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    Path(path).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            connection, _ = server.accept()
            if not os.fork():
                keep(connection)
            connection.close()


def keep(connection: socket.socket) -> None:
    """Until the command has ended. Does not return."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, streams, _, _ = socket.recv_fds(connection, 1 << 16, 3)
    request = json.loads(said)
    child = os.fork()
    if not child:
        connection.close()
        become(request, streams)
    for stream in streams:
        os.close(stream)
    connection.sendall(json.dumps({"pid": child}).encode() + b"\n")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    connection.sendall(json.dumps({"status": status}).encode() + b"\n")
    os._exit(0)


def become(request: dict[str, object], streams: list[int]) -> None:
    """The program. Does not return."""
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    words = request["words"]
    assert isinstance(words, list)
    if words[0].endswith(".py"):
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")
        sys.exit(0)
    sys.argv = ["stickwright", *words]
    sys.exit(importlib.import_module("app.cli").main(words))


if __name__ == "__main__":
    main()
