"""The process of a stick.

    python -m system.sticks.serve nbd|fuse PLACE CONTROL FILE SETTINGS

PLACE is the socket or the folder, CONTROL the socket of `system.sticks.control`, FILE what the
stick holds without power, SETTINGS the JSON of `Faults`. It says "ready", and ends when its
standard input does: a stick does not outlive who made it.
"""

import json
import os
import sys
import threading
from pathlib import Path

from system.sticks import control, fuse, nbd
from system.sticks.faults import Faults
from system.sticks.memory import Memory


def main() -> None:
    kind, place, line, file, settings = sys.argv[1:]
    memory = Memory(Path(file), Faults.from_json(json.loads(settings)))
    control.listen(memory, Path(line))
    ready = threading.Event()
    if kind == "nbd":
        serving = threading.Thread(target=nbd.serve, args=(memory, Path(place), ready))
    else:
        kernel = fuse.mount(Path(place))
        serving = threading.Thread(target=fuse.serve, args=(memory, kernel))
        ready.set()
    serving.daemon = True
    serving.start()
    ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Thread(target=_end_with, args=(serving,), daemon=True).start()
    sys.stdin.buffer.read()
    if kind == "fuse":
        fuse.unmount(Path(place))
    os._exit(0)


def _end_with(serving: threading.Thread) -> None:
    serving.join()
    os._exit(0)  # whoever waits in the memory waits for nobody


if __name__ == "__main__":
    main()
