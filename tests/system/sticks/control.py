"""The line to a stick that is in use: one JSON object a line to its process, one back.

`{"change": {"dead": true}}` changes settings, `{"cut_power": true}` loses the cache,
`{"log": true}` asks for the requests so far, `{"holds": [FILE, OFFSET]}` whether the stick has a
file's bytes for good. Every answer carries settings and counters, or "error".
"""

import json
import os
import signal
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from system.sticks.faults import Faults
from system.sticks.memory import Call, Counters, Memory

LIMIT = 60.0  # seconds for an answer, on a busy machine


class StickError(Exception):
    """The stick's process does not do what it was told."""


def listen(memory: Memory, path: Path) -> None:
    """Obeys whoever connects, from now on, in threads of its own."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen(4)
    threading.Thread(target=_accept, args=(memory, server), daemon=True).start()


def _accept(memory: Memory, server: socket.socket) -> None:
    while True:
        connection, _ = server.accept()
        threading.Thread(target=_obey, args=(memory, connection), daemon=True).start()


def _obey(memory: Memory, connection: socket.socket) -> None:
    with connection, connection.makefile("rw", encoding="utf-8") as lines:
        for line in lines:
            print(json.dumps(_answer(memory, line)), file=lines, flush=True)


def _answer(memory: Memory, line: str) -> dict[str, Any]:
    try:
        wish = json.loads(line)
        memory.change(wish.get("change", {}))
        if wish.get("cut_power"):
            memory.cut_power()
        told = memory.to_json(log=bool(wish.get("log")))
        if asked := wish.get("holds"):
            told["holds"] = memory.holds(Path(asked[0]).read_bytes(), int(asked[1]))
    except (ValueError, TypeError, OSError) as error:
        return {"error": str(error)}
    return told


class Line:
    """The other end: what a test holds in its hand."""

    def __init__(self, path: Path, process: int) -> None:
        """`process` is the stick's."""
        self._path = path
        self.process = process

    def change(self, **settings: Any) -> None:
        """See `Faults`; from the next request on."""
        self._ask({"change": settings})

    def cut_power(self) -> None:
        """What was not synced is gone."""
        self._ask({"cut_power": True})

    def power_off(self) -> None:
        """The stick is gone with all that it had not stored; nobody is at this line any more."""
        os.kill(self.process, signal.SIGKILL)

    def faults(self) -> Faults:
        return Faults.from_json(self._ask({})["faults"])

    def counters(self) -> Counters:
        return Counters(**self._ask({})["counters"])

    def cached(self) -> int:
        """Bytes in the volatile cache."""
        return int(self._ask({})["cached"])

    def held(self) -> int:
        """Requests that wait until `hold` and its like are off."""
        return int(self._ask({})["held"])

    def log(self) -> list[Call]:
        """Every request so far, in order, except of who only looks at the file's facts."""
        return [Call(*each) for each in self._ask({"log": True})["log"]]

    def holds(self, image: Path, offset: int = 0) -> bool:
        """Whether the stick has the file's bytes for good, whatever reading it says."""
        return bool(self._ask({"holds": [os.fspath(image.absolute()), offset]})["holds"])

    def _ask(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(LIMIT)
            connection.connect(str(self._path))
            with connection.makefile("rw", encoding="utf-8") as lines:
                try:
                    print(json.dumps(wish), file=lines, flush=True)
                    told = lines.readline()
                except TimeoutError as late:
                    raise StickError(f"no answer in {LIMIT} seconds to {wish}") from late
        answer: dict[str, Any] = json.loads(told or '{"error": "it is gone"}')
        if error := answer.get("error"):
            raise StickError(error)
        return answer
